//! Days told by others than their number: the second Friday in January, the first Tuesday of next month, the first week of
//! March, early March, the week of 18 January, a month alone.

use chrono::{Datelike, Months, NaiveDate, Weekday};

use super::days::working_day_up_to;
use super::numbered::numbered;
use super::phrase::Read;
use super::scan::{Cursor, DAY_PARTS, month, weekday};
use super::termtime::last_of_month;
use super::{Calendar, Form, add_days};

impl Calendar {
    /// `second friday in January`, `the last Friday of term`, `mid-March`, `the week of 18 January`; the week as its Friday.
    pub(super) fn around<'a>(&self, start: Cursor<'a>, today: NaiveDate) -> Read<'a> {
        let at = start.past(&["the"]);
        let read = week(at, today).map(|(end, monday)| (end, add_days(monday, 4)));
        let (end, date) = read.or_else(|| part_of_month(at, today)).or_else(|| self.nth_weekday(at, today))?;
        Some((end, date, Form::Near))
    }

    /// What follows `first`, `2nd`, `last`: a weekday, or a week as its Friday, and `of` or `in` a month, or of a term.
    fn nth_weekday<'a>(&self, at: Cursor<'a>, today: NaiveDate) -> Option<(Cursor<'a>, NaiveDate)> {
        let (at, nth) = ordinal(at)?;
        let (at, name) = at.next_word()?;
        let is_week = name.as_str() == "week";
        let wanted = if is_week { FRIDAY } else { weekday(name.as_str())? };
        // A week is of the month that has most of it.
        let middle = if is_week { MIDWEEK } else { wanted };
        let named = u8::try_from(middle).ok().and_then(|n| Weekday::try_from(n).ok())?;
        let after = at.next_of(&["of", "in"])?;
        if let Some((end, month, mut years)) = after.space().and_then(|at| some_month(at, today)) {
            let in_month = |year| {
                let day = match nth {
                    Nth::From(n) => NaiveDate::from_weekday_of_month_opt(year, month, named, n),
                    Nth::Last => {
                        [5, 4].iter().find_map(|n| NaiveDate::from_weekday_of_month_opt(year, month, named, *n))
                    }
                }?;
                if is_week { Some(add_days(day, FRIDAY - MIDWEEK).min(last_of_month(year, month)?)) } else { Some(day) }
            };
            return years.find_map(|year| in_month(year).filter(|date| *date >= today)).map(|date| (end, date));
        }
        let days_back = |date: NaiveDate| (i64::from(date.weekday().num_days_from_monday()) - wanted).rem_euclid(7);
        match nth {
            Nth::Last => {
                let (end, last) = self.end_of(at, today)?;
                let date = if is_week { last } else { add_days(last, -days_back(last)) };
                (date >= today).then_some((end, date))
            }
            Nth::From(n) => {
                let (end, first) = self.start_of_this_term(after, today).or_else(|| self.start_of(at, today))?;
                let ahead = (7 - days_back(first)) % 7;
                let date = add_days(first, ahead + 7 * (i64::from(n) - 1));
                (date >= today).then_some((end, date))
            }
        }
    }
}

/// Days from Monday.
const FRIDAY: i64 = 4;
/// The day by which a week lies in one month or the other.
const MIDWEEK: i64 = 2;

/// Which of several.
#[derive(Clone, Copy)]
enum Nth {
    /// From the beginning, from 1.
    From(u8),
    /// The last.
    Last,
}

/// `second`, `2nd`, `last`.
fn ordinal(at: Cursor<'_>) -> Option<(Cursor<'_>, Nth)> {
    const WORDS: [&str; 5] = ["first", "second", "third", "fourth", "fifth"];
    if let Some((after, n, 1)) = at.number() {
        let (end, word) = after.word()?;
        let is_ordinal = matches!(word.as_str(), "st" | "nd" | "rd" | "th") && (1..=5).contains(&n);
        return is_ordinal.then_some((end, Nth::From(u8::try_from(n).ok()?)));
    }
    let (end, word) = at.word()?;
    if word.as_str() == "last" {
        return Some((end, Nth::Last));
    }
    WORDS.iter().zip(1..).find(|(known, _)| **known == word.as_str()).map(|(_, n)| (end, Nth::From(n)))
}

/// `early March`, `mid-January`, `the middle of May`, `late June`: the 7th, the 15th, the last of the month, or the working
/// day before it.
fn part_of_month(at: Cursor<'_>, today: NaiveDate) -> Option<(Cursor<'_>, NaiveDate)> {
    let (after, word) = at.word()?;
    let joined = || after.eat(b'-').or_else(|| after.space());
    let (after, day) = match word.as_str() {
        "early" => (joined()?.past(&["in"]), 7),
        "mid" => (joined()?, 15),
        "middle" => (after.next_of(&["of"])?.space()?, 15),
        "late" => (joined()?.past(&["in"]), LAST),
        _ => return None,
    };
    let (end, month, mut years) = some_month(after, today)?;
    let day_in = |year| match day {
        LAST => last_of_month(year, month),
        day => NaiveDate::from_ymd_opt(year, month, day).map(working_day_up_to),
    };
    let date = years.find_map(|year| day_in(year).filter(|date| *date >= today))?;
    is_whole(end).then_some((end, date))
}

/// Stands for the last day of a month, whichever that is.
const LAST: u32 = 31;

/// A month and the years it may be of: by its name, or as it lies from today, `next month`.
fn some_month(at: Cursor<'_>, today: NaiveDate) -> Option<(Cursor<'_>, u32, std::ops::RangeInclusive<i32>)> {
    let (after, word) = at.word()?;
    let ahead = match word.as_str() {
        "this" | "the" => 0,
        "next" => 1,
        name => {
            let month = month(name)?;
            let (end, years) = years_from(after, today);
            return Some((end, month, years));
        }
    };
    let end = after.next_of(&["month"])?;
    let day = today.checked_add_months(Months::new(ahead))?;
    Some((end, day.month(), day.year()..=day.year()))
}

/// A month alone: its last working day.
pub(super) fn whole_month(at: Cursor<'_>, today: NaiveDate) -> Option<(Cursor<'_>, NaiveDate)> {
    let (after, word) = at.word()?;
    let month = month(word.as_str())?;
    let (end, mut years) = years_from(after, today);
    let date = years.find_map(|year| last_of_month(year, month).filter(|date| *date >= today))?;
    is_whole(end).then_some((end, date))
}

/// Whether a month or a day ends here, and does not only belong to what follows: `May half term`, `the March meeting`, `the
/// 3rd visit`.
pub(super) fn is_whole(end: Cursor<'_>) -> bool {
    const ELSEWHERE: &[&str] = &[
        "so", "and", "or", "then", "for", "with", "to", "in", "at", "on", "from", "via", "by", "as", "when", "if",
        "but", "before", "after", "until", "please", "latest", "because", "through",
    ];
    match end.next_word() {
        Some((_, word)) => ELSEWHERE.iter().chain(DAY_PARTS).any(|known| *known == word.as_str()),
        None => end.space().and_then(Cursor::number).is_none(),
    }
}

/// A week by one of its days: `week of 18 January`, `week beginning 18/1`, `w/c 18 Jan`; its Monday.
pub(super) fn week(at: Cursor<'_>, today: NaiveDate) -> Option<(Cursor<'_>, NaiveDate)> {
    let (after, word) = at.word()?;
    let after = match word.as_str() {
        "week" => after.next_of(&["of", "beginning", "commencing", "starting", "ending"])?,
        "w" => after.eat(b'/')?.word().filter(|(_, word)| matches!(word.as_str(), "c" | "b" | "e"))?.0,
        _ => return None,
    };
    let monday_of = |date: NaiveDate| add_days(date, -i64::from(date.weekday().num_days_from_monday()));
    // The week we are in has not passed, though its first days have.
    let named = after.next_word().filter(|(_, word)| weekday(word.as_str()).is_some());
    let after = named.map_or(after, |(after, _)| after.eat(b',').unwrap_or(after)).maybe(&["the"]);
    let (end, day, _) = numbered(after.space()?, monday_of(today))?;
    Some((end, monday_of(day)))
}

/// The years that may be meant: the one that follows, else this one and the next.
fn years_from(at: Cursor<'_>, today: NaiveDate) -> (Cursor<'_>, std::ops::RangeInclusive<i32>) {
    let year = at.space().and_then(Cursor::number).filter(|(end, _, digits)| *digits == 4 && end.is_edge());
    match year.and_then(|(end, year, _)| Some((end, i32::try_from(year).ok()?))) {
        Some((end, year)) => (end, year..=year),
        None => (at, today.year()..=today.year() + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Calendar;

    /// On Tuesday 12 January 2010.
    fn read(text: &str) -> Option<String> {
        let today = "2010-01-12".parse().unwrap();
        Calendar::shipped().parse_date(text, today).map(|date| date.format("%-d/%-m/%y").to_string())
    }

    #[test]
    fn days_are_read_by_the_weeks_and_months_they_lie_in() {
        for (text, date) in [
            ("second friday in January", "14/1/11"),
            ("the third Friday in January", "15/1/10"),
            ("first monday of March", "1/3/10"),
            ("by the first Monday of March", "1/3/10"),
            ("2nd Tues of Feb", "9/2/10"),
            ("the 1st monday in march 2011", "7/3/11"),
            ("last friday in January", "29/1/10"),
            ("the last Monday of May", "31/5/10"),
            ("last Friday of term", "12/2/10"),
            ("last Friday of this term", "12/2/10"),
            ("the first Tuesday of next month", "2/2/10"),
            ("last Friday of next month", "26/2/10"),
            ("third Monday of this month", "18/1/10"),
            ("the 4th Friday of the month", "22/1/10"),
            ("the second Monday of next term", "1/3/10"),
            ("third Tuesday of this term", "19/1/10"),
            ("the first week of next month", "5/2/10"),
            ("early next month", "5/2/10"),
            ("the middle of next month", "15/2/10"),
            ("last Thursday of the summer term", "22/7/10"),
            ("the first Friday of the summer term", "23/4/10"),
            ("mid-January", "15/1/10"),
            ("by mid February", "15/2/10"),
            ("mid-May", "14/5/10"),
            ("the middle of March", "15/3/10"),
            ("the week of 18 January", "22/1/10"),
            ("by the week of the 18th", "22/1/10"),
            ("week of 11 January", "15/1/10"),
            ("week beginning 18/1", "22/1/10"),
            ("week beginning Monday 18 January", "22/1/10"),
            ("w/c 18 Jan", "22/1/10"),
            ("week ending 22 January", "22/1/10"),
            ("before the week of 18 January", "15/1/10"),
            ("before the first Monday of March", "26/2/10"),
            ("by the start of March", "1/3/10"),
            ("the beginning of August", "2/8/10"),
            ("a week on Tuesday", "26/1/10"),
            ("a fortnight on Friday", "29/1/10"),
            ("end of January", "29/1/10"),
            ("the first week of March", "5/3/10"),
            ("by the 2nd week of September", "10/9/10"),
            ("the first week in September", "3/9/10"),
            ("1st week of October", "8/10/10"),
            ("the last week of March", "31/3/10"),
            ("the last week of September 2010", "30/9/10"),
            ("the last week of term", "12/2/10"),
            ("the last week of the spring term", "1/4/10"),
            ("the first week of the summer term", "23/4/10"),
            ("the second week of term 5", "30/4/10"),
            ("early March", "5/3/10"),
            ("early in February", "5/2/10"),
            ("by early January", "7/1/11"),
            ("late March", "31/3/10"),
            ("late-May", "28/5/10"),
            ("early March 2011", "7/3/11"),
            ("by January", "29/1/10"),
            ("by May", "28/5/10"),
            ("by Feb 2011", "28/2/11"),
            ("by Jan 18", "18/1/10"),
            ("Jan 18th", "18/1/10"),
            ("by March 5, 2011", "5/3/11"),
            ("Friday January 29", "29/1/10"),
            ("before March", "26/2/10"),
            ("before January", "31/12/10"),
        ] {
            assert_eq!(read(text).as_deref(), Some(date), "{text}");
        }
    }

    #[test]
    fn what_only_begins_so_is_no_date() {
        for text in [
            "second friday",
            "March",
            "may",
            "by May half",
            "by March meeting",
            "early on",
            "early May class",
            "late",
            "29/2",
            "Feb 29",
            "Jan 32",
            "March 5a",
            "the first Monday",
            "first monday of Juneuary",
            "fifth friday of February 2010",
            "fifth friday of next month",
            "first Tuesday of this month",
            "first Tuesday of this term",
            "first Tuesday of next",
            "the first week",
            "1st week back",
            "the first week of the visit",
            "the 3rd visit",
            "the 2nd half of term",
            "the 1st time",
            "mid-morning",
            "mid",
            "middle of the lesson",
            "week of the meeting",
            "w/c",
            "w/d 18 Jan",
            "the second class in January",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
