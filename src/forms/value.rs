//! What people type into a field and what is kept of it; and how kept values are printed.

use chrono::NaiveDate;

use super::amount::amount;
use super::dates;
use super::error::ValueError;
use super::field::{Kind, Unit};
use super::lists::{Grade, Scale};
use crate::calendar::{Calendar, day_and_meets, day_of, kept_with, meets_of};

/// Kept for a row that is not applicable.
pub const NOT_APPLICABLE: &str = "n/a";

/// Turns what was typed into what is kept. Nothing typed clears the field.
///
/// # Errors
/// The field cannot hold it; the sentence says what it can hold.
pub fn accept(kind: &Kind, scale: Option<&Scale>, text: &str, today: NaiveDate) -> Result<String, ValueError> {
    let text = clean(text);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        return Ok(String::new());
    }
    match kind {
        Kind::LongText => Ok(text.trim_end().to_owned()),
        Kind::Text => Ok(line),
        Kind::Role => role(line),
        Kind::Number { min, max, unit } => number(&line, (*min, *max), *unit),
        Kind::Date => dates::one(&line, today).map(|date| date.to_string()),
        Kind::Since => dates::since(&line, today),
        Kind::Due => due(&line, today),
        Kind::Past => dates::past(&line, today).map(|date| date.to_string()),
        Kind::Dates => dates::several(&line, today),
        Kind::Choice(options) => choice(&line, options),
        Kind::Choices(options) => {
            let chosen = choices(&line, options)?;
            // Kept in the form's order, each once.
            Ok(options.iter().filter(|o| chosen.contains(o)).cloned().collect::<Vec<_>>().join(", "))
        }
        Kind::Grade { .. } => grade(&line, scale),
        Kind::Grades { .. } | Kind::Table { .. } | Kind::Checklist { .. } | Kind::Sentence { .. } => {
            Err(ValueError("this has cells of its own; fill those".to_owned()))
        }
    }
}

/// As [`accept`], but a day may be said as in an action, counted from a day: `half term`, `first Tuesday of next month`.
///
/// # Errors
/// The field cannot hold it; the sentence says what it can hold.
pub fn accept_by(
    (calendar, from): (&Calendar, NaiveDate),
    kind: &Kind,
    scale: Option<&Scale>,
    text: &str,
    today: NaiveDate,
) -> Result<String, ValueError> {
    // A month is kept as one, though a day could be read in it.
    if let (Kind::Since, Ok(month)) = (kind, dates::since(text.trim(), today))
        && month.parse::<NaiveDate>().is_err()
    {
        return Ok(month);
    }
    let meant = kind.meant().filter(|_| !dates::counts_from_today(text));
    let said = meant.and_then(|meant| {
        let day = |text: &str| calendar.parse_date_for(meant, text, from);
        let timed = || {
            let (rest, meets) = day_and_meets(text, |text| *kind == Kind::Due && day(text).is_some())?;
            day(rest).map(|day| kept_with(&day.to_string(), &meets))
        };
        day(text).map(|day| day.to_string()).or_else(timed)
    });
    accept(kind, scale, said.as_deref().unwrap_or(text), today)
}

/// A day to come, with the time and the place behind it if they are said.
fn due(text: &str, today: NaiveDate) -> Result<String, ValueError> {
    let day = |text: &str| dates::to_come(text, today).map(|date| date.to_string());
    day(text).or_else(|why| {
        let (typed, meets) = day_and_meets(text, |text| day(text).is_ok()).ok_or(why)?;
        Ok(kept_with(&day(typed)?, &meets))
    })
}

/// Without control characters: line ends are `\n`, what steers a terminal is gone, other ones are spaces.
fn clean(text: &str) -> String {
    let lines =
        super::without_escapes(text).replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    lines.chars().map(|c| if c != '\n' && c.is_control() { ' ' } else { c }).collect()
}

/// A kept value as it is printed.
pub fn print(kind: &Kind, scale: Option<&Scale>, kept: &str) -> String {
    match kind {
        Kind::Due => match day_of(kept) {
            None => dates::print(kept),
            Some(day) => dates::print(&day.to_string()) + &meets_of(kept).said(),
        },
        Kind::Date | Kind::Past | Kind::Dates => dates::print(kept),
        Kind::Since => dates::print_since(kept),
        Kind::Grade { .. } => {
            let known = scale.and_then(|s| s.grades.iter().find(|g| g.key == kept));
            known.map_or_else(|| kept.to_owned(), printed)
        }
        Kind::Text
        | Kind::LongText
        | Kind::Number { .. }
        | Kind::Choice(_)
        | Kind::Choices(_)
        | Kind::Role
        | Kind::Grades { .. }
        | Kind::Table { .. }
        | Kind::Checklist { .. }
        | Kind::Sentence { .. } => kept.to_owned(),
    }
}

/// A role, known or not: an authority has its own. What has no letter in it is none.
fn role(text: String) -> Result<String, ValueError> {
    if text.chars().any(char::is_alphabetic) {
        return Ok(text);
    }
    Err(ValueError(format!("{} is no role; write one such as HT or GOV", quoted(&text))))
}

/// What was typed, in a few words, so that what is said of it is seen.
fn quoted(text: &str) -> String {
    const LONGEST: usize = 28;
    let short: String = text.chars().take(LONGEST).collect();
    if short.len() == text.len() { format!("“{text}”") } else { format!("“{}…”", short.trim_end()) }
}

fn number(text: &str, (min, max): (Option<f64>, Option<f64>), unit: Unit) -> Result<String, ValueError> {
    let plain = text.trim_end_matches('%').trim().parse::<f64>().ok().filter(|n| n.is_finite());
    let read = plain.or_else(|| amount(text, unit));
    let fits = read.filter(|n| min.is_none_or(|min| *n >= min) && max.is_none_or(|max| *n <= max));
    let said = |bound: Option<f64>, word: &str| bound.map(|b| format!("{word} {b}"));
    fits.map(|n| n.to_string()).ok_or_else(|| {
        let bounds: Vec<String> = [said(min, "from"), said(max, "to")].into_iter().flatten().collect();
        let range = if bounds.is_empty() { String::new() } else { format!(" {}", bounds.join(" ")) };
        let (of, such) = match unit {
            Unit::Plain => ("", ""),
            Unit::Hours => (" of hours", "; write 3, 2.5 or 2 h 30"),
            // Where so little is out of the range too, the range says it all.
            Unit::Days if min.is_some_and(|min| min > 0.5) => (" of days", ""),
            Unit::Days => (" of days", "; write 1, 0.5 or half a day"),
        };
        ValueError(format!("{} is no number{of}{range}{such}", quoted(text)))
    })
}

fn choice(text: &str, options: &[String]) -> Result<String, ValueError> {
    let wanted = text.to_lowercase();
    if let Some(exact) = options.iter().find(|option| option.to_lowercase() == wanted) {
        return Ok(exact.clone());
    }
    let beginning = options.iter().filter(|option| option.to_lowercase().starts_with(&wanted));
    let beginning: Vec<&str> = beginning.map(String::as_str).collect();
    // `2` is KS2 where only one ends so.
    let mut ending = options.iter().filter(|option| option.to_lowercase().ends_with(&wanted));
    let by_ending = ending.next().filter(|_| ending.next().is_none());
    match beginning.as_slice() {
        [one] => Ok((*one).to_owned()),
        [] if by_ending.is_some() => Ok(by_ending.cloned().unwrap_or_default()),
        [] => Err(ValueError(format!("{} is none of {}", quoted(text), options.join(", ")))),
        several => Err(ValueError(format!("“{text}” may be {}; type more of it", several.join(" or ")))),
    }
}

/// Several choices with commas, semicolons, `&` or `and` between.
fn choices(text: &str, options: &[String]) -> Result<Vec<String>, ValueError> {
    let parts = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    let mut chosen = Vec::new();
    for part in parts {
        match choice(part, options) {
            Ok(one) => chosen.push(one),
            Err(error) => chosen.extend(several(part, options).ok_or(error)?),
        }
    }
    Ok(chosen)
}

/// Choices with “and”, “&” or only spaces between them.
fn several(text: &str, options: &[String]) -> Option<Vec<String>> {
    let all = |parts: Vec<&str>| -> Option<Vec<String>> {
        let parts = parts.into_iter().map(str::trim).filter(|part| !part.is_empty());
        let chosen = parts.map(|part| choice(part, options).ok()).collect::<Option<Vec<String>>>()?;
        (chosen.len() > 1).then_some(chosen)
    };
    let by_words = || all(text.split('&').flat_map(|part| part.split(" and ")).collect());
    by_words().or_else(|| all(text.split(['&', ' ']).filter(|word| *word != "and").collect()))
}

fn grade(text: &str, scale: Option<&Scale>) -> Result<String, ValueError> {
    let Some(scale) = scale else { return Ok(text.to_owned()) };
    let lower = text.to_lowercase();
    let by_key = || scale.grades.iter().find(|grade| grade.key.to_lowercase() == lower);
    let by_place = || {
        let place: usize = lower.parse().ok()?;
        scale.grades.get(place.checked_sub(1)?)
    };
    let by_word = || {
        let exact = scale.grades.iter().find(|grade| grade.label.to_lowercase() == lower);
        let mut fitting = scale.grades.iter().filter(|grade| grade.label.to_lowercase().starts_with(&lower));
        exact.or_else(|| fitting.next().filter(|_| fitting.next().is_none()))
    };
    let as_printed = || scale.grades.iter().find(|grade| printed(grade).to_lowercase() == lower);
    if let Some(grade) = by_key().or_else(by_place).or_else(by_word).or_else(as_printed) {
        return Ok(grade.key.clone());
    }
    if lower == "-" {
        return Ok(String::new());
    }
    if ["0", "n/a", "na", "not applicable"].contains(&lower.as_str()) && scale.not_applicable {
        return Ok(NOT_APPLICABLE.to_owned());
    }
    let grades = scale.grades.iter().map(|grade| {
        if grade.key == grade.label { grade.key.clone() } else { format!("{} {}", grade.key, grade.label) }
    });
    let none = if scale.not_applicable { ", 0 not applicable" } else { "" };
    Err(ValueError(format!("“{text}” is no grade here; there are {}{none}", grades.collect::<Vec<_>>().join(", "))))
}

/// `2 (good)`; a key that is its own word stands alone.
fn printed(grade: &Grade) -> String {
    if grade.label == grade.key { grade.key.clone() } else { format!("{} ({})", grade.key, grade.label) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2010, 1, 12).unwrap()
    }

    fn scale() -> Scale {
        let grades = [("1", "outstanding"), ("2", "good"), ("3", "satisfactory"), ("4", "inadequate")];
        let grades = grades.map(|(key, label)| Grade { key: key.to_owned(), label: label.to_owned() });
        Scale { id: "ofsted".to_owned(), grades: grades.to_vec(), not_applicable: true }
    }

    fn kinds() -> Vec<Kind> {
        vec![
            Kind::Text,
            Kind::LongText,
            Kind::Number { min: Some(0.0), max: Some(100.0), unit: Unit::Plain },
            Kind::Date,
            Kind::Dates,
            Kind::Choice(vec!["yes".to_owned(), "no".to_owned()]),
            Kind::Choices(vec!["EYFS".to_owned(), "KS1".to_owned(), "KS2".to_owned()]),
            Kind::Grade { scale: "ofsted".to_owned() },
            Kind::Role,
        ]
    }

    #[test]
    fn a_day_to_come_keeps_the_time_typed_with_it() {
        let accepted = |text: &str| accept(&Kind::Due, None, text, today());
        for text in ["6/7/2010 2pm", "6 July 2010 at 14:00", "Tue 6 July, 2.00 pm"] {
            assert_eq!(accepted(text).as_deref(), Ok("2010-07-06 14:00"), "{text}");
        }
        let printed = print(&Kind::Due, None, "2010-07-06 14:00");
        assert_eq!(printed, "Tuesday 6 July 2010 at 14:00");
        assert_eq!(accepted(&printed).as_deref(), Ok("2010-07-06 14:00"));
        let placed = "Tuesday 6 July 2010 at 14:00 in the library";
        assert_eq!(accepted(placed).as_deref(), Ok("2010-07-06 14:00, in the library"));
        assert_eq!(print(&Kind::Due, None, "2010-07-06 14:00, in the library"), placed);
        assert_eq!(accepted("Fri 3.12").as_deref(), Ok("2010-12-03"), "no time of day");
        assert!(accepted("soon at 2pm").is_err());
    }

    #[test]
    fn grades_by_digit_word_and_none() {
        let kind = Kind::Grade { scale: "ofsted".to_owned() };
        let graded = |text: &str| accept(&kind, Some(&scale()), text, today());
        assert_eq!(graded("2").as_deref(), Ok("2"));
        assert_eq!(graded("Good").as_deref(), Ok("2"));
        assert_eq!(graded("-").as_deref(), Ok(""));
        assert_eq!(graded("0").as_deref(), Ok("n/a"));
        assert_eq!(
            graded("7").unwrap_err().to_string(),
            "“7” is no grade here; there are 1 outstanding, 2 good, 3 satisfactory, 4 inadequate, 0 not applicable"
        );
        assert_eq!(graded("2 (good)").as_deref(), Ok("2"));
        assert_eq!(print(&kind, Some(&scale()), "2"), "2 (good)");
        assert_eq!(print(&kind, Some(&scale()), "n/a"), "n/a");
    }

    #[test]
    fn grades_of_any_scale() {
        let grade = |key: &str, label: &str| Grade { key: key.to_owned(), label: label.to_owned() };
        let grades = vec![grade("met", "met"), grade("not met", "not met")];
        let scale = Scale { id: "safeguarding".to_owned(), grades, not_applicable: false };
        let kind = Kind::Grade { scale: "safeguarding".to_owned() };
        let graded = |text: &str| accept(&kind, Some(&scale), text, today());
        assert_eq!(graded("Not").as_deref(), Ok("not met"));
        assert_eq!(graded("1").as_deref(), Ok("met"));
        assert_eq!(print(&kind, Some(&scale), "met"), "met");
        assert_eq!(graded("0").unwrap_err().to_string(), "“0” is no grade here; there are met, not met");
        assert_eq!(accept(&kind, None, "strong", today()).as_deref(), Ok("strong"));
    }

    #[test]
    fn text_is_cleared_of_what_would_act_on_the_terminal() {
        let kept = |kind: &Kind, text: &str| accept(kind, None, text, today()).unwrap();
        assert_eq!(kept(&Kind::Text, "Year\t5\r\nwriting\u{1b}[2J"), "Year 5 writing");
        assert_eq!(kept(&Kind::LongText, "one\r\n\r\ntwo\u{7}\n"), "one\n\ntwo");
        assert_eq!(kept(&Kind::Role, "  HT   AB "), "HT AB");
    }

    #[test]
    fn nothing_typed_clears_and_cells_are_filled_one_by_one() {
        for kind in kinds() {
            assert_eq!(accept(&kind, Some(&scale()), " \n", today()).as_deref(), Ok(""), "{kind:?}");
        }
        let table = Kind::Table { columns: Vec::new() };
        assert!(accept(&table, None, "x", today()).unwrap_err().to_string().contains("cells of its own"));
    }

    #[test]
    fn choices_by_their_beginning() {
        let kinds = kinds();
        assert_eq!(accept(&kinds[5], None, "Y", today()).as_deref(), Ok("yes"));
        assert_eq!(accept(&kinds[6], None, "ks2, eyfs", today()).as_deref(), Ok("EYFS, KS2"));
        assert_eq!(accept(&kinds[6], None, "KS1 and KS2", today()).as_deref(), Ok("KS1, KS2"));
        assert_eq!(accept(&kinds[6], None, "eyfs ks1 and ks2", today()).as_deref(), Ok("EYFS, KS1, KS2"));
        assert_eq!(accept(&kinds[6], None, "eyfs, ks1 & ks2", today()).as_deref(), Ok("EYFS, KS1, KS2"));
        let said = |kind: &Kind, text: &str| accept(kind, None, text, today()).unwrap_err().to_string();
        assert_eq!(said(&kinds[6], "ks1 ks9"), "“ks1 ks9” is none of EYFS, KS1, KS2");
        assert_eq!(said(&kinds[6], "KS"), "“KS” may be KS1 or KS2; type more of it");
        assert_eq!(said(&kinds[5], "perhaps"), "“perhaps” is none of yes, no");
        assert!(accept(&kinds[2], None, "101", today()).unwrap_err().to_string().contains("from 0 to 100"));
    }

    proptest! {
        #[test]
        fn what_is_kept_is_accepted_as_it_is(kind in prop::sample::select(kinds()), typed in "[0-9a-zA-Z/ ,.%-]{0,12}|2[0-9]/1/2010|good|yes") {
            if let Ok(kept) = accept(&kind, Some(&scale()), &typed, today()) {
                prop_assert_eq!(accept(&kind, Some(&scale()), &kept, today()), Ok(kept));
            }
        }

        #[test]
        fn what_is_printed_can_be_typed(
            kind in prop::sample::select(vec![Kind::Date, Kind::Dates, Kind::Grade { scale: "ofsted".to_owned() }]),
            first in 1_u64..9000,
            more in prop::collection::vec(1_u64..9000, 0..3),
            grade in 1..=4_u8,
            join in prop::sample::select(vec![", ", "..", " and "]),
        ) {
            let day = |n: u64| (today() + chrono::Days::new(n)).to_string();
            let dates = std::iter::once(first).chain(more).take(if join == ".." { 2 } else { 4 }).map(day);
            let typed = match kind {
                Kind::Dates => dates.collect::<Vec<_>>().join(join),
                Kind::Date => day(first),
                _ => grade.to_string(),
            };
            if let Ok(kept) = accept(&kind, Some(&scale()), &typed, today()) {
                let printed = print(&kind, Some(&scale()), &kept);
                prop_assert_eq!(accept(&kind, Some(&scale()), &printed, today()), Ok(kept), "{}", printed);
            }
        }
    }
}
