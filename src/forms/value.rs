//! What people type into a field and what is kept of it; and how kept values are printed.

use chrono::{Datelike, NaiveDate};

use super::error::ValueError;
use super::lists::Scale;
use super::model::Kind;

/// Kept for a row that is not applicable.
pub const NOT_APPLICABLE: &str = "n/a";

/// Turns what was typed into what is kept. Nothing typed clears the field.
///
/// # Errors
/// The field cannot hold it; the sentence says what it can hold.
pub fn accept(kind: &Kind, scale: Option<&Scale>, text: &str, today: NaiveDate) -> Result<String, ValueError> {
    let text: String = text.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        return Ok(String::new());
    }
    match kind {
        Kind::LongText => Ok(text.trim_end().to_owned()),
        Kind::Text | Kind::Role => Ok(line),
        Kind::Number { min, max } => number(&line, *min, *max),
        Kind::Date => date(&line, today).map(|d| d.to_string()).ok_or_else(|| no_date(&line)),
        Kind::Dates => dates(&line, today),
        Kind::Choice(options) => choice(&line, options),
        Kind::Choices(options) => {
            let chosen =
                line.split([',', ';']).map(str::trim).filter(|one| !one.is_empty()).map(|one| choice(one, options));
            let chosen = chosen.collect::<Result<Vec<_>, _>>()?;
            // Kept in the form's order, each once.
            Ok(options.iter().filter(|o| chosen.contains(o)).cloned().collect::<Vec<_>>().join(", "))
        }
        Kind::Grade { .. } => grade(&line, scale),
        Kind::Grades { .. } | Kind::Table { .. } | Kind::Checklist { .. } | Kind::Sentence { .. } => {
            Err(ValueError("this has cells of its own; fill those".to_owned()))
        }
    }
}

/// A kept value as it is printed.
pub fn print(kind: &Kind, scale: Option<&Scale>, kept: &str) -> String {
    match kind {
        Kind::Date => long(kept),
        Kind::Dates => match kept.split_once("..") {
            Some((first, last)) => format!("{} to {}", long(first), long(last)),
            None => kept.split(", ").map(long).collect::<Vec<_>>().join(" and "),
        },
        Kind::Grade { .. } => {
            let known = scale.and_then(|s| s.grades.iter().find(|g| g.key == kept));
            known.filter(|g| g.label != g.key).map_or_else(|| kept.to_owned(), |g| format!("{} ({})", g.key, g.label))
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

fn long(kept: &str) -> String {
    kept.parse().map_or_else(|_| kept.to_owned(), crate::calendar::long)
}

fn number(text: &str, min: Option<f64>, max: Option<f64>) -> Result<String, ValueError> {
    let read = text.trim_end_matches('%').trim().parse::<f64>().ok().filter(|n| n.is_finite());
    let fits = read.filter(|n| min.is_none_or(|min| *n >= min) && max.is_none_or(|max| *n <= max));
    let said = |bound: Option<f64>, word: &str| bound.map(|b| format!("{word} {b}"));
    fits.map(|n| n.to_string()).ok_or_else(|| {
        let bounds: Vec<String> = [said(min, "from"), said(max, "to")].into_iter().flatten().collect();
        let range = if bounds.is_empty() { String::new() } else { format!(" {}", bounds.join(" ")) };
        ValueError(format!("“{text}” is no number{range}"))
    })
}

fn no_date(text: &str) -> ValueError {
    ValueError(format!("“{text}” is no date; write it as 29/1/2010 or 2010-01-29"))
}

fn dates(text: &str, today: NaiveDate) -> Result<String, ValueError> {
    let read = |text: &str| date(text.trim(), today).ok_or_else(|| no_date(text.trim()));
    let range = text.split_once("..").or_else(|| text.split_once(" to "));
    if let Some((first, last)) = range {
        let (first, last) = (read(first)?, read(last)?);
        if last < first {
            return Err(ValueError(format!("“{text}” ends before it begins")));
        }
        return Ok(format!("{first}..{last}"));
    }
    let parts = text.split([',', '&']).flat_map(|part| part.split(" and ")).map(read);
    let parts = parts.collect::<Result<Vec<_>, _>>()?;
    Ok(parts.iter().map(NaiveDate::to_string).collect::<Vec<_>>().join(", "))
}

/// A date in figures or with the month's name; without a year it is in today's school year.
fn date(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    if let Ok(iso) = text.parse() {
        return Some(iso);
    }
    let parts: Vec<&str> = text.split(['/', '.', '-', ' ', ',']).filter(|p| !p.is_empty()).collect();
    let parts = match parts.as_slice() {
        // The weekday before a date says nothing new.
        [first, rest @ ..] if rest.len() >= 2 && first.chars().all(char::is_alphabetic) && month(first).is_none() => {
            rest
        }
        all => all,
    };
    let day = |text: &str| text.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().ok();
    let [d, m, rest @ ..] = parts else { return None };
    let (day, month) = (day(d)?, m.parse().ok().or_else(|| month(m))?);
    match rest {
        [] => {
            let first = if today.month() >= 9 { today.year() } else { today.year() - 1 };
            NaiveDate::from_ymd_opt(if month >= 9 { first } else { first + 1 }, month, day)
        }
        [year] => {
            let year: i32 = year.parse().ok()?;
            NaiveDate::from_ymd_opt(if year < 100 { 2000 + year } else { year }, month, day)
        }
        _ => None,
    }
}

fn month(text: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let text = text.to_lowercase();
    let found = MONTHS.iter().position(|m| text.len() >= 3 && m.starts_with(&text));
    found.and_then(|n| u32::try_from(n + 1).ok())
}

fn choice(text: &str, options: &[String]) -> Result<String, ValueError> {
    if let Some(exact) = options.iter().find(|o| o.eq_ignore_ascii_case(text)) {
        return Ok(exact.clone());
    }
    let wanted = text.to_lowercase();
    let beginning: Vec<&String> = options.iter().filter(|o| o.to_lowercase().starts_with(&wanted)).collect();
    match beginning.as_slice() {
        [one] => Ok((*one).clone()),
        _ => Err(ValueError(format!("“{text}” is none of {}", options.join(", ")))),
    }
}

fn grade(text: &str, scale: Option<&Scale>) -> Result<String, ValueError> {
    let Some(scale) = scale else { return Ok(text.to_owned()) };
    let lower = text.to_lowercase();
    if lower == "-" {
        return Ok(String::new());
    }
    if ["0", "n/a", "na", "not applicable"].contains(&lower.as_str()) && scale.not_applicable {
        return Ok(NOT_APPLICABLE.to_owned());
    }
    let by_key = scale.grades.iter().find(|g| g.key.eq_ignore_ascii_case(&lower));
    let by_place = || {
        let place: usize = lower.parse().ok()?;
        scale.grades.get(place.checked_sub(1)?)
    };
    let by_word = || {
        let mut fitting = scale.grades.iter().filter(|g| g.label.to_lowercase().starts_with(&lower));
        fitting.next().filter(|_| fitting.next().is_none())
    };
    by_key.or_else(by_place).or_else(by_word).map(|g| g.key.clone()).ok_or_else(|| {
        let grades = scale
            .grades
            .iter()
            .map(|g| if g.key == g.label { g.key.clone() } else { format!("{} {}", g.key, g.label) });
        let none = if scale.not_applicable { ", 0 not applicable" } else { "" };
        ValueError(format!("“{text}” is no grade here; there are {}{none}", grades.collect::<Vec<_>>().join(", ")))
    })
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
        let grades =
            grades.map(|(key, label)| super::super::lists::Grade { key: key.to_owned(), label: label.to_owned() });
        Scale { id: "ofsted".to_owned(), grades: grades.to_vec(), not_applicable: true }
    }

    fn kinds() -> Vec<Kind> {
        vec![
            Kind::Text,
            Kind::LongText,
            Kind::Number { min: Some(0.0), max: Some(100.0) },
            Kind::Date,
            Kind::Dates,
            Kind::Choice(vec!["yes".to_owned(), "no".to_owned()]),
            Kind::Choices(vec!["EYFS".to_owned(), "KS1".to_owned(), "KS2".to_owned()]),
            Kind::Grade { scale: "ofsted".to_owned() },
            Kind::Role,
        ]
    }

    #[test]
    fn dates_as_people_type_them() {
        for typed in [
            "29/1/2010",
            "29 Jan 2010",
            "2010-01-29",
            "29/01/10",
            "29th January 2010",
            "Friday 29 January 2010",
            "29/1",
            "29.1.2010",
        ] {
            assert_eq!(accept(&Kind::Date, None, typed, today()).as_deref(), Ok("2010-01-29"), "{typed}");
        }
        assert_eq!(
            accept(&Kind::Dates, None, "12/1/2010 to 13/1/2010", today()).as_deref(),
            Ok("2010-01-12..2010-01-13")
        );
        assert_eq!(
            accept(&Kind::Dates, None, "12/1/2010, 19/1/2010", today()).as_deref(),
            Ok("2010-01-12, 2010-01-19")
        );
        for wrong in ["31/2/2010", "soon", "1/2/3/4", "13/13/2010"] {
            assert!(accept(&Kind::Date, None, wrong, today()).is_err(), "{wrong}");
        }
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
        assert_eq!(print(&kind, Some(&scale()), "2"), "2 (good)");
    }

    #[test]
    fn choices_by_their_beginning() {
        let kinds = kinds();
        assert_eq!(accept(&kinds[5], None, "Y", today()).as_deref(), Ok("yes"));
        assert_eq!(accept(&kinds[6], None, "ks2, eyfs", today()).as_deref(), Ok("EYFS, KS2"));
        assert!(accept(&kinds[6], None, "KS", today()).is_err());
        assert!(accept(&kinds[2], None, "101", today()).unwrap_err().to_string().contains("from 0 to 100"));
    }

    proptest! {
        #[test]
        fn what_is_kept_is_accepted_as_it_is(kind in prop::sample::select(kinds()), typed in "[0-9a-zA-Z/ ,.%-]{0,12}|2[0-9]/1/2010|good|yes") {
            if let Ok(kept) = accept(&kind, Some(&scale()), &typed, today()) {
                prop_assert_eq!(accept(&kind, Some(&scale()), &kept, today()), Ok(kept));
            }
        }
    }
}
