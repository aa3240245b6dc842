//! Days told by their number: `29/1`, `29.1.2010`, `2010-01-29`, `29th of January`, `Jan 29`, `the 29th`; and days that no
//! year, or not this one, has, or that are another weekday.

use chrono::{Datelike, Months, NaiveDate};

use super::Form;
use super::around::is_whole;
use super::phrase::{Read, undirected_phrase};
use super::scan::{Cursor, MONTHS, month, weekday};

/// A day and a month as they were typed, whether or not there is such a day.
#[derive(Clone, Copy)]
pub(super) struct Said {
    day: u32,
    month: u32,
    year: Option<i32>,
    form: Form,
}

impl Said {
    /// The day meant, if there is one: without a year the next, today included.
    fn date(self, today: NaiveDate) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year_meant(today), self.month, self.day)
    }

    fn year_meant(self, today: NaiveDate) -> i32 {
        let is_over = (self.month, self.day) < (today.month(), today.day());
        self.year.unwrap_or_else(|| today.year() + i32::from(is_over))
    }
}

/// A date that says its day by number.
pub(super) fn numbered(start: Cursor<'_>, today: NaiveDate) -> Read<'_> {
    match day_and_month(start) {
        Some((end, said)) => Some((end, said.date(today)?, said.form)),
        None => day_alone(start, today),
    }
}

/// Why a text that says a day, with or without its weekday, is no date; nothing where it is one, or says none.
pub fn why_no_date(text: &str, today: NaiveDate) -> Option<String> {
    let start = Cursor::new(undirected_phrase(text)).past(&["before"]).past(&["the"]);
    let named = start.word().and_then(|(after, word)| Some((after, weekday(word.as_str())?)));
    let start = named.and_then(|(after, _)| after_weekday(after)).unwrap_or(start);
    if let (Some((_, wanted)), Some((_, date, _))) = (named, numbered(start, today))
        && i64::from(date.weekday().num_days_from_monday()) != wanted
    {
        return Some(date.format("%-d %B %Y is a %A").to_string());
    }
    let (_, said) = day_and_month(start)?;
    let name = MONTHS.get(usize::try_from(said.month).ok()?.checked_sub(1)?)?;
    if said.date(today).is_some() || !(1..=31).contains(&said.day) {
        return None;
    }
    let name = format!("{}{}", name.get(..1)?.to_uppercase(), name.get(1..)?);
    let in_some_year = NaiveDate::from_ymd_opt(LEAP_YEAR, said.month, said.day).is_some();
    let year = if in_some_year { format!(" in {}", said.year_meant(today)) } else { String::new() };
    Some(format!("there is no {} {name}{year}", said.day))
}

/// Past what stands between a weekday and the day it is of: `Friday, the 29th`.
pub(super) fn after_weekday(after: Cursor<'_>) -> Option<Cursor<'_>> {
    after.eat(b',').unwrap_or(after).maybe(&["the"]).space()
}

/// Whether a day of a month is said here, or a day by its order, whether or not there is such a day.
pub(super) fn says_day(at: Cursor<'_>) -> bool {
    day_and_month(at).is_some() || at.number().is_some_and(|(after, ..)| ordinal(after).is_some())
}

/// A year that has every day a year can have.
const LEAP_YEAR: i32 = 2000;

/// A day and a month, in any of the ways they are written.
pub(super) fn day_and_month(start: Cursor<'_>) -> Option<(Cursor<'_>, Said)> {
    let Some((after, first, digits)) = start.number() else { return month_first(start) };
    if digits == 4 {
        let (at, month, _) = after.eat(b'-')?.number()?;
        let (end, day, _) = at.eat(b'-')?.number()?;
        return Some((end, Said { day, month, year: Some(i32::try_from(first).ok()?), form: Form::Date }));
    }
    if digits > 2 {
        return None;
    }
    for mark in [b'/', b'.', b'-'] {
        if let Some(at) = after.eat(mark) {
            return slashed(at, mark, first);
        }
    }
    let ordinal = ordinal(after);
    let named = ordinal.unwrap_or(after).maybe(&["of"]);
    // `29Jan` is read too.
    let (at, word) = named.next_word().or_else(|| if ordinal.is_none() { after.word() } else { None })?;
    let month = month(word.as_str())?;
    let (end, year) = year(at);
    Some((end, Said { day: first, month, year, form: Form::Date }))
}

/// `Jan 29`, `January 29th, 2010`.
fn month_first(start: Cursor<'_>) -> Option<(Cursor<'_>, Said)> {
    let (after, word) = start.word()?;
    let month = month(word.as_str())?;
    let (after, day, digits) = after.space()?.number()?;
    let (end, year) = year(ordinal(after).unwrap_or(after));
    (digits <= 2).then_some((end, Said { day, month, year, form: Form::Date }))
}

/// Past the ending of `29th`.
fn ordinal(after: Cursor<'_>) -> Option<Cursor<'_>> {
    after.word().filter(|(_, word)| matches!(word.as_str(), "st" | "nd" | "rd" | "th")).map(|(end, _)| end)
}

/// The year after a day and a month, if there is one, with or without a comma before it.
fn year(at: Cursor<'_>) -> (Cursor<'_>, Option<i32>) {
    let comma = at.eat(b',').unwrap_or(at);
    match comma.space().and_then(Cursor::number) {
        Some((end, year, 4)) if end.is_edge() => (end, i32::try_from(year).ok()),
        _ => (at, None),
    }
}

/// What follows the day and a mark: month, and the year unless the mark is `/`, where it may be left out.
fn slashed(at: Cursor<'_>, mark: u8, day: u32) -> Option<(Cursor<'_>, Said)> {
    let (after, month, digits) = at.number()?;
    if digits > 2 {
        return None;
    }
    let Some((end, year, digits)) = after.eat(mark).and_then(Cursor::number) else {
        if mark != b'/' {
            return None;
        }
        let fraction = day < month && month <= 10;
        let form = if fraction || (day, month) == (24, 7) { Form::Doubtful } else { Form::Date };
        return Some((after, Said { day, month, year: None, form }));
    };
    let year = match digits {
        2 => 2000 + year,
        4 => year,
        _ => return None,
    };
    Some((end, Said { day, month, year: Some(i32::try_from(year).ok()?), form: Form::Date }))
}

/// `the 29th`: the next such day of a month, today included.
fn day_alone(start: Cursor<'_>, today: NaiveDate) -> Read<'_> {
    let (after, day, digits) = start.number()?;
    // `the 31st of Juneuary` and `the 3rd visit` are no days of this month.
    let end = ordinal(after).filter(|end| digits <= 2 && is_whole(*end))?;
    (0..=2)
        .filter_map(|ahead| today.with_day(1)?.checked_add_months(Months::new(ahead))?.with_day(day))
        .find(|date| *date >= today)
        .map(|date| (end, date, Form::DayOfMonth))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_the_year_has_not_is_named() {
        let today = "2010-01-12".parse().unwrap();
        for (text, why) in [
            ("by 29/2", Some("there is no 29 February in 2010")),
            ("before the 29th of Feb", Some("there is no 29 February in 2010")),
            ("by Feb 29, 2011", Some("there is no 29 February in 2011")),
            ("29/2/2012", None),
            ("on 31/6", Some("there is no 31 June")),
            ("by 29/1", None),
            ("by 32/1", None),
            ("by 5/13", None),
            ("by friday", None),
            ("by Thursday 5 February", Some("5 February 2010 is a Friday")),
            ("by Thursday, the 5th", Some("5 February 2010 is a Friday")),
            ("Fri 5 Feb", None),
            ("by Friday 31 Feb", Some("there is no 31 February")),
        ] {
            assert_eq!(why_no_date(text, today).as_deref(), why, "{text}");
        }
        assert_eq!(why_no_date("by 29/2", "2011-03-01".parse().unwrap()), None, "the next one is in 2012");
    }
}
