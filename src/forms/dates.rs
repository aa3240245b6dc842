//! Dates in fields: what people type, ISO or British, and what is kept of it.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::error::ValueError;
use crate::calendar::{MONTHS, british, refused};

/// Years ahead that a year of two digits may lie.
const AHEAD: i32 = 20;

/// Reads one date.
///
/// # Errors
/// It is none, or its weekday is another.
pub(super) fn one(text: &str, today: NaiveDate) -> Result<NaiveDate, ValueError> {
    let text = text.trim();
    loose(text)
        .and_then(|loose| loose.date(today))
        .map_or_else(|| Err(none(text, today)), |(date, day)| on_day(text, date, day))
}

/// Reads one date, or a month and its year: `March 2009`, `3/2009`.
///
/// # Errors
/// It is neither.
pub(super) fn since(text: &str, today: NaiveDate) -> Result<String, ValueError> {
    let parts: Vec<&str> = text.split(['/', '.', '-', ' ', ',']).filter(|part| !part.is_empty()).collect();
    let whole = |said: &str| year(said).filter(|_| said.len() == 4);
    let read = match parts.as_slice() {
        [m, y] | [y, m] if whole(y).is_some() => month(m).zip(whole(y)),
        _ => None,
    };
    match read.and_then(|(month, year)| NaiveDate::from_ymd_opt(year, month, 1)) {
        Some(first) => on_day(text, first, None).map(|first| first.format("%Y-%m").to_string()),
        None => past(text, today).map(|date| date.to_string()),
    }
}

/// Reads one date that lies ahead: without a year it is the next such day.
///
/// # Errors
/// It is none, or its weekday is another.
pub(super) fn to_come(text: &str, today: NaiveDate) -> Result<NaiveDate, ValueError> {
    let text = text.trim();
    let read = loose(text).and_then(|loose| {
        let (date, day) = loose.date(today)?;
        let is_over = loose.year.is_none() && loose.from_today.is_none() && date < today;
        let date = if is_over { date.checked_add_months(Months::new(12))? } else { date };
        Some((date, day))
    });
    read.map_or_else(|| Err(none(text, today)), |(date, day)| on_day(text, date, day))
}

/// Reads one date that is over: without a year it is the last such day.
///
/// # Errors
/// It is none, or its weekday is another.
pub(super) fn past(text: &str, today: NaiveDate) -> Result<NaiveDate, ValueError> {
    let text = text.trim();
    let read = loose(text).and_then(|loose| {
        let (date, day) = loose.date(today)?;
        let is_ahead = loose.year.is_none() && loose.from_today.is_none() && date > today;
        let date = if is_ahead { date.checked_sub_months(Months::new(12))? } else { date };
        Some((date, day))
    });
    read.map_or_else(|| Err(none(text, today)), |(date, day)| on_day(text, date, day))
}

/// Who did something and on what day, of a line that says both: `SIPM/AB, 1 October 2009`, `SA PQ on 18/11/2009`. What reads
/// as a day at its end is the day; a line without one is all who.
pub fn who_and_when(line: &str) -> (&str, Option<NaiveDate>) {
    // Years in it are whole, so that no other day is needed to read it from.
    let has_year = |text: &str| text.bytes().filter(u8::is_ascii_digit).count() > 4;
    let ends = line.match_indices([' ', ',']).map(|(at, _)| line.split_at(at)).filter(|(_, end)| has_year(end));
    let mut dated = ends.filter_map(|(who, end)| {
        let on = one(end.trim_start_matches([' ', ',']), NaiveDate::default()).ok()?;
        Some((who.trim_end_matches([' ', ',']), on))
    });
    dated.next().map_or((line, None), |(who, on)| (who.strip_suffix(" on").unwrap_or(who), Some(on)))
}

/// How many days a session named by its first and last may take.
const MOST_DAYS: usize = 5;

/// The days of a session of several, its first and the further ones: `5 and 12 November 2009`, `27 to 28 April 2010`. None for
/// a single day, a range of more than a school week, and what cannot be read.
pub fn parts_of_visit(text: &str, today: NaiveDate) -> Option<(NaiveDate, Vec<NaiveDate>)> {
    let kept = super::accept(&super::Kind::Dates, None, text, today).ok()?;
    let days: Vec<NaiveDate> = match kept.split_once("..") {
        Some((first, last)) => {
            let last: NaiveDate = last.parse().ok()?;
            let days: Vec<_> = first.parse::<NaiveDate>().ok()?.iter_days().take_while(|day| *day <= last).collect();
            Some(days).filter(|days| days.len() <= MOST_DAYS)?
        }
        None => kept.split(", ").map(|day| day.parse().ok()).collect::<Option<_>>()?,
    };
    let mut days = days.into_iter();
    let first = days.next()?;
    let further: Vec<NaiveDate> = days.collect();
    (!further.is_empty()).then_some((first, further))
}

/// Reads dates: a range (`..`, `to`) or parts (`,`, `and`, `&`), and puts parts in order. Where only the last has its
/// month or year, it is the others' too: `12 to 13 January 2010`.
///
/// # Errors
/// One of them is no date, or a range ends before it begins.
pub(super) fn several(text: &str, today: NaiveDate) -> Result<String, ValueError> {
    let dashed = || [" – ", " - ", "–"].iter().find_map(|dash| text.split_once(dash)).or_else(|| days_apart(text));
    if let Some((first, last)) = text.split_once("..").or_else(|| text.split_once(" to ")).or_else(dashed) {
        let dates = together(&[first, last], today)?;
        let [first, last] = dates.as_slice() else { return Err(none(text, today)) };
        if last < first {
            return Err(ValueError(format!("“{text}” ends before it begins")));
        }
        return Ok(if first == last { first.to_string() } else { format!("{first}..{last}") });
    }
    // A comma after the weekday or before the year belongs to one date.
    if let Ok(date) = one(text, today) {
        return Ok(date.to_string());
    }
    let parts: Vec<&str> = text.split([',', '&']).flat_map(|part| part.split(" and ")).collect();
    let mut dates = together(&parts, today)?;
    dates.sort_unstable();
    dates.dedup();
    Ok(dates.iter().map(NaiveDate::to_string).collect::<Vec<_>>().join(", "))
}

/// Days of one month with a hyphen between, as in `12-13 January 2010`; the hyphens of `2010-01-12` and `12-1-2010` are others.
fn days_apart(text: &str) -> Option<(&str, &str)> {
    let is_day = |text: &str| matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit());
    let (first, last) = text.split_once('-')?;
    let day = last.trim_start().split(' ').next()?;
    (is_day(first.trim()) && is_day(day)).then_some((first, last))
}

/// Kept dates as they are printed.
pub(super) fn print(kept: &str) -> String {
    match kept.split_once("..") {
        Some((first, last)) => format!("{} to {}", long(first), long(last)),
        None => kept.split(", ").map(long).collect::<Vec<_>>().join(" and "),
    }
}

/// Since when something is so, as it is printed: `March 2009`, `6 May 2010`.
pub(super) fn print_since(kept: &str) -> String {
    let first = format!("{kept}-01").parse::<NaiveDate>().map(|first| first.format("%B %Y").to_string());
    first.or_else(|_| kept.parse().map(british)).unwrap_or_else(|_| kept.to_owned())
}

fn long(kept: &str) -> String {
    kept.parse().map_or_else(|_| kept.to_owned(), crate::calendar::long)
}

/// A date as typed, perhaps without its month or year.
#[derive(Clone, Copy)]
struct Loose {
    weekday: Option<Weekday>,
    day: u32,
    month: Option<u32>,
    year: Option<i32>,
    /// From today, for `today` and its neighbours.
    from_today: Option<i64>,
}

impl Loose {
    /// The day meant; without a year the nearest to today.
    fn date(self, today: NaiveDate) -> Option<(NaiveDate, Option<Weekday>)> {
        if let Some(days) = self.from_today {
            let span = Days::new(days.unsigned_abs());
            let date = if days < 0 { today.checked_sub_days(span) } else { today.checked_add_days(span) };
            return date.map(|date| (date, None));
        }
        let (month, year) = (self.month?, today.year());
        let date = match self.year {
            Some(short @ 0..=99) => {
                let ahead = year.div_euclid(100) * 100 + short;
                let full = if ahead > year + AHEAD { ahead - 100 } else { ahead };
                NaiveDate::from_ymd_opt(full, month, self.day)
            }
            Some(full) => NaiveDate::from_ymd_opt(full, month, self.day),
            None => {
                let around = (year - 1..=year + 1).filter_map(|year| NaiveDate::from_ymd_opt(year, month, self.day));
                around.min_by_key(|date| (*date - today).num_days().abs())
            }
        };
        date.map(|date| (date, self.weekday))
    }
}

/// Reads dates that share the month and year of the one after.
fn together(parts: &[&str], today: NaiveDate) -> Result<Vec<NaiveDate>, ValueError> {
    let mut dates = Vec::new();
    let mut next: Option<Loose> = None;
    for part in parts.iter().rev().map(|part| part.trim()).filter(|part| !part.is_empty()) {
        let mut read = loose(part).ok_or_else(|| none(part, today))?;
        if let Some(next) = next.filter(|_| read.from_today.is_none()) {
            read.year = read.year.or(next.year.filter(|_| read.month.is_none_or(|month| Some(month) <= next.month)));
            read.month = read.month.or(next.month);
        }
        next = Some(read);
        let (date, weekday) = read.date(today).ok_or_else(|| none(part, today))?;
        dates.push(on_day(part, date, weekday)?);
    }
    dates.reverse();
    if dates.is_empty() { Err(none(&parts.join(","), today)) } else { Ok(dates) }
}

fn none(text: &str, today: NaiveDate) -> ValueError {
    let year = today.year();
    ValueError(format!("“{text}” is no date; write it as 29/1/{year} or {year}-01-29"))
}

fn on_day(text: &str, date: NaiveDate, weekday: Option<Weekday>) -> Result<NaiveDate, ValueError> {
    match weekday {
        Some(weekday) if weekday != date.weekday() => {
            let is = date.format("%-d %B %Y is a %A");
            Err(ValueError(format!("“{text}” has another weekday: {is}")))
        }
        Some(_) | None => refused(date).map_or(Ok(date), |why| Err(ValueError(format!("“{text}”: {why}")))),
    }
}

/// Days by their words, in days from today.
const NEAR: [(&str, i64); 3] = [("yesterday", -1), ("today", 0), ("tomorrow", 1)];

/// Whether a text is a day that counts from the one on which it is typed.
pub(super) fn counts_from_today(text: &str) -> bool {
    NEAR.iter().any(|(word, _)| word.eq_ignore_ascii_case(text.trim()))
}

fn loose(text: &str) -> Option<Loose> {
    let whole = |day, month, year| Loose { weekday: None, day, month, year, from_today: None };
    if let Some((_, days)) = NEAR.iter().find(|(word, _)| word.eq_ignore_ascii_case(text)) {
        return Some(Loose { from_today: Some(*days), ..whole(0, None, None) });
    }
    let parts: Vec<&str> = text.split(['/', '.', '-', ' ', ',']).filter(|part| !part.is_empty()).collect();
    let (weekday, parts) = match parts.as_slice() {
        [first, rest @ ..] if !rest.is_empty() => match weekday(first) {
            Some(day) => (Some(day), rest),
            None => (None, parts.as_slice()),
        },
        all => (None, all),
    };
    let read = match parts {
        [d] => whole(day(d)?, None, None),
        [m, d] if month_name(m).is_some() => whole(day(d)?, month_name(m), None),
        [d, m] => whole(day(d)?, Some(month(m)?), None),
        [y, m, d] if y.len() == 4 && digits(y) => whole(day(d)?, Some(month(m)?), Some(year(y)?)),
        [m, d, y] if month_name(m).is_some() => whole(day(d)?, month_name(m), Some(year(y)?)),
        [d, m, y] => whole(day(d)?, Some(month(m)?), Some(year(y)?)),
        _ => return None,
    };
    Some(Loose { weekday, ..read })
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// `29`, `29th`.
fn day(text: &str) -> Option<u32> {
    let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = text.get(number.len()..)?.to_ascii_lowercase();
    let fits = digits(number) && number.len() <= 2 && ["", "st", "nd", "rd", "th"].contains(&ending.as_str());
    number.parse().ok().filter(|_| fits)
}

fn year(text: &str) -> Option<i32> {
    (digits(text) && matches!(text.len(), 2 | 4)).then(|| text.parse().ok()).flatten()
}

fn month(text: &str) -> Option<u32> {
    if digits(text) && text.len() <= 2 { text.parse().ok() } else { month_name(text) }
}

fn month_name(text: &str) -> Option<u32> {
    let text = text.to_lowercase();
    let text = if text == "sept" { "sep" } else { text.as_str() };
    let found = MONTHS.iter().position(|month| text.len() >= 3 && month.starts_with(text));
    found.and_then(|n| u32::try_from(n + 1).ok())
}

fn weekday(text: &str) -> Option<Weekday> {
    let letters = text.len() >= 3 && text.bytes().all(|b| b.is_ascii_alphabetic());
    text.parse().ok().filter(|_| letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2010, 1, 12).unwrap()
    }

    #[test]
    fn one_date_is_read_however_it_is_typed() {
        for typed in [
            "29/1/2010",
            "29/01/10",
            "29.1.2010",
            "29-1-2010",
            "29 Jan 2010",
            "29th January 2010",
            "January 29, 2010",
            "Jan 29",
            "Friday 29 January 2010",
            "Fri, 29 Jan",
            "29/1",
            "2010-01-29",
            "2010-1-29",
            "2010/01/29",
        ] {
            assert_eq!(one(typed, today()).map(|d| d.to_string()).as_deref(), Ok("2010-01-29"), "{typed}");
        }
    }

    #[test]
    fn a_month_stands_where_no_day_is_known() {
        for (typed, kept, printed) in [
            ("May 2010", "2010-05", "May 2010"),
            ("5/2010", "2010-05", "May 2010"),
            ("2010-05", "2010-05", "May 2010"),
            ("6 May 2010", "2010-05-06", "6 May 2010"),
            ("6/5/2010", "2010-05-06", "6 May 2010"),
            ("6/1", "2010-01-06", "6 January 2010"),
            ("6/5", "2009-05-06", "6 May 2009"),
        ] {
            assert_eq!(since(typed, today()).as_deref(), Ok(kept), "{typed}");
            assert_eq!(print_since(kept), printed);
        }
        assert!(since("13/2010", today()).is_err() && since("May 2210", today()).is_err());
    }

    #[test]
    fn without_a_year_the_nearest_is_meant() {
        for (typed, meant) in
            [("15/12", "2009-12-15"), ("3 July", "2010-07-03"), ("31/8", "2009-08-31"), ("1 Sept 09", "2009-09-01")]
        {
            assert_eq!(one(typed, today()).map(|d| d.to_string()).as_deref(), Ok(meant), "{typed}");
        }
        assert_eq!(one("today", today()), Ok(today()));
        assert_eq!(one("yesterday", today()).map(|d| d.to_string()).as_deref(), Ok("2010-01-11"));
        assert_eq!(one("1/2/85", today()).map(|d| d.to_string()).as_deref(), Ok("1985-02-01"));
    }

    #[test]
    fn what_is_no_date_is_said_to_be_none() {
        for wrong in
            ["31/2/2010", "soon", "1/2/3/4", "13/13/2010", "29/1/201", "29/1/20100", "29", "29xx Jan", "", "1/1/-5"]
        {
            let said = one(wrong, today()).unwrap_err().to_string();
            assert!(said.contains("is no date; write it as 29/1/2010"), "{wrong}: {said}");
        }
        let said = one("Monday 29 January 2010", today()).unwrap_err().to_string();
        assert_eq!(said, "“Monday 29 January 2010” has another weekday: 29 January 2010 is a Friday");
    }

    #[test]
    fn a_year_that_is_a_slip_is_refused() {
        for (typed, year) in [("29/1/1905", "1905"), ("1 to 2 March 2910", "2910"), ("2210-01-12", "2210")] {
            let said = several(typed, today()).unwrap_err().to_string();
            assert!(said.contains(&format!("the year {year} is surely a slip; years go from 1950 to 2099")), "{said}");
        }
    }

    #[test]
    fn ranges_and_parts() {
        for (typed, kept) in [
            ("12/1/2010 to 13/1/2010", "2010-01-12..2010-01-13"),
            ("12 to 13 January 2010", "2010-01-12..2010-01-13"),
            ("12 January - 3 February 2010", "2010-01-12..2010-02-03"),
            ("30 December to 4 January", "2009-12-30..2010-01-04"),
            ("2010-01-12..2010-01-13", "2010-01-12..2010-01-13"),
            ("12/1/2010..12/1/2010", "2010-01-12"),
            ("19/1/2010, 12/1/2010", "2010-01-12, 2010-01-19"),
            ("12 and 19 January", "2010-01-12, 2010-01-19"),
            ("Tuesday, 12 January 2010", "2010-01-12"),
        ] {
            assert_eq!(several(typed, today()).as_deref(), Ok(kept), "{typed}");
        }
        assert_eq!(
            several("13/1/2010 to 12/1/2010", today()).unwrap_err().to_string(),
            "“13/1/2010 to 12/1/2010” ends before it begins"
        );
        assert!(several("12/1/2010, soon", today()).is_err());
        assert!(several(",", today()).is_err());
    }

    #[test]
    fn dates_print_in_full() {
        assert_eq!(print("2010-01-12"), "Tuesday 12 January 2010");
        assert_eq!(print("2010-01-12..2010-01-13"), "Tuesday 12 January 2010 to Wednesday 13 January 2010");
        assert_eq!(print("2010-01-12, 2010-01-19"), "Tuesday 12 January 2010 and Tuesday 19 January 2010");
        assert_eq!(print("to be agreed"), "to be agreed");
    }
}
