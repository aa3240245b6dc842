//! Dates said by the school year: before half term, by Easter, the end of the summer term.

use chrono::{Datelike, NaiveDate};

use super::bank::{bank_holiday, good_friday};
use super::days::{working_day_from, working_day_up_to};
use super::scan::{Cursor, month};
use super::year::{SchoolYear, Term};
use super::{Calendar, Season, add_working_days};

/// The six terms; holidays lie after them.
type Terms = &'static [u8];

const HALF_TERMS: Terms = &[1, 3, 5];
const ANY: Terms = &[1, 2, 3, 4, 5, 6];
/// By which month and day each term is over in any year.
const OVER_BY: [(u32, u32); 6] = [(11, 5), (12, 25), (3, 5), (4, 25), (6, 8), (8, 1)];
const HOLIDAY_WORDS: &[&str] = &["holiday", "holidays", "break", "hols"];
const WHIT_WORDS: &[&str] = &["holiday", "holidays", "break", "hols", "week"];

impl Calendar {
    /// A holiday's name at the cursor, as the last working day before that holiday, today at the earliest.
    pub(super) fn before_holiday<'a>(&self, at: Cursor<'a>, today: NaiveDate) -> Option<(Cursor<'a>, NaiveDate)> {
        in_its_year(today, |today| self.named_holiday(at, today).or_else(|| self.listed_holiday(at, today)))
    }

    fn named_holiday<'a>(&self, at: Cursor<'a>, today: NaiveDate) -> Option<(Cursor<'a>, NaiveDate)> {
        let (after, word) = at.word()?;
        match word.as_str() {
            "half" => {
                let after = half_term(at)?;
                Some((after, self.last_day(HALF_TERMS, today)?))
            }
            "halfterm" => Some((after, self.last_day(HALF_TERMS, today)?)),
            "easter" => {
                let day = self.last_day(&[4], today).or_else(|| fixed(today, good_friday))?;
                Some((after.maybe(HOLIDAY_WORDS), day))
            }
            "christmas" | "xmas" => {
                let christmas = |year| NaiveDate::from_ymd_opt(year, 12, 25);
                let day = self.last_day(&[2], today).or_else(|| fixed(today, christmas))?;
                Some((after.maybe(HOLIDAY_WORDS), day))
            }
            "whit" | "whitsun" | "whitsuntide" | "pentecost" => {
                let after = after.space().and_then(half_term).unwrap_or_else(|| after.maybe(WHIT_WORDS));
                // The week with the late spring bank holiday.
                let day = self.last_day(&[5], today).or_else(|| fixed(today, late_spring))?;
                Some((after, day))
            }
            "bank" => {
                let after = after.next_of(&["holiday"])?;
                let next = today.iter_days().skip(1).take(366).find(|d| bank_holiday(*d).is_some())?;
                Some((after, add_working_days(next, -1).max(today)))
            }
            qualifier => {
                let half = match qualifier {
                    "autumn" | "october" | "oct" => Some(1),
                    "spring" | "february" | "feb" => Some(3),
                    "summer" | "may" => Some(5),
                    _ => None,
                };
                if let (Some(n), Some(after)) = (half, after.space().and_then(half_term)) {
                    return Some((after, self.last_day(&[n], today)?));
                }
                let terms = match qualifier {
                    "autumn" | "october" => 1,
                    "february" => 3,
                    "april" => 4,
                    "summer" => 6,
                    _ => return None,
                };
                let after = after.next_of(HOLIDAY_WORDS)?;
                Some((after, self.last_day(&[terms], today)?))
            }
        }
    }

    /// A holiday under the very name a calendar file gives it.
    fn listed_holiday<'a>(&self, at: Cursor<'a>, today: NaiveDate) -> Option<(Cursor<'a>, NaiveDate)> {
        let rest = at.rest().as_bytes();
        (self.years().iter().flat_map(|plan| &plan.holidays))
            .filter(|h| rest.get(..h.name.len()).is_some_and(|r| r.eq_ignore_ascii_case(h.name.as_bytes())))
            .map(|h| (at.skip(h.name.len()), add_working_days(h.start, -1)))
            .find(|(_, day)| *day >= today)
    }

    /// The last working day of the next of some terms to end, today at the earliest; none where the terms of that year are not known.
    fn last_day(&self, wanted: &[u8], today: NaiveDate) -> Option<NaiveDate> {
        self.from(today, wanted, |term| working_day_up_to(term.end))
    }

    fn from(&self, today: NaiveDate, wanted: &[u8], day: impl Fn(&Term) -> NaiveDate) -> Option<NaiveDate> {
        let this = SchoolYear::of(today);
        let may_come = |n: &u8| {
            let over = OVER_BY.get(usize::from(*n).wrapping_sub(1));
            over.and_then(|(month, day)| this.day(*month, *day)).is_some_and(|day| today < day)
        };
        // Of an unknown year a term might be missed.
        if !self.is_known(today) && wanted.iter().any(may_come) {
            return None;
        }
        (self.terms().filter(|term| term.year == this || term.year == this.next()))
            .filter(|term| wanted.contains(&term.n))
            .map(day)
            .find(|day| *day >= today)
    }

    /// What follows `end`: `of term`, `of the summer term`, `of next term`, `of half term`, `of term 4`, `of the week`,
    /// `of March`, `of the school year`; perhaps with a year.
    pub(super) fn end_of<'a>(&self, at: Cursor<'a>, today: NaiveDate) -> Option<(Cursor<'a>, NaiveDate)> {
        in_its_year(today, |today| self.end_from(at, today))
    }

    fn end_from<'a>(&self, at: Cursor<'a>, today: NaiveDate) -> Option<(Cursor<'a>, NaiveDate)> {
        let at = at.maybe(&["of"]).maybe(&["the", "this"]);
        let (at, next) = match at.next_of(&["next"]) {
            Some(after) => (after, Which::Next),
            None => (at, Which::This),
        };
        let (after, word) = at.next_word()?;
        let later = |days: i64| match next {
            Which::This => 0,
            Which::Next => days,
        };
        match word.as_str() {
            "day" => Some((after, super::add_days(today, later(1)))),
            "week" => {
                let to_friday = (4 - i64::from(today.weekday().num_days_from_monday())).rem_euclid(7);
                Some((after, super::add_days(today, to_friday + later(7))))
            }
            "month" => {
                let in_month = today.checked_add_months(chrono::Months::new(later(1).unsigned_abs() as u32))?;
                Some((after, last_of_month(in_month.year(), in_month.month())?))
            }
            "school" | "academic" => Some((after.next_of(&["year"])?, self.last_day(&[6], today)?)),
            "term" | "half" | "halfterm" => {
                // Of the six terms each is a half.
                let after = if word.as_str() == "half" { half_term(at.space()?)? } else { after };
                if let Some((after, n, 1)) = after.space().and_then(Cursor::number) {
                    return Some((after, self.last_day(&[u8::try_from(n).ok()?], today)?));
                }
                let this = self.last_day(ANY, today)?;
                let day = match next {
                    Which::This => this,
                    Which::Next => self.last_day(ANY, this.succ_opt()?)?,
                };
                Some((after, day))
            }
            other => {
                if let Some(month) = month(other) {
                    return (today.year()..=today.year() + 1)
                        .filter_map(|year| last_of_month(year, month))
                        .find(|day| *day >= today)
                        .map(|day| (after, day));
                }
                let [_, last] = season(other)?.terms();
                Some((after.next_of(&["term"])?, self.last_day(&[last], today)?))
            }
        }
    }

    /// What follows `start` or `beginning`: `of term`, `of next term`, `of the summer term`, `of term 5`, `of March`; perhaps
    /// with a year; the first day after today.
    pub(super) fn start_of<'a>(&self, at: Cursor<'a>, today: NaiveDate) -> Option<(Cursor<'a>, NaiveDate)> {
        in_its_year(today, |today| self.start_from(at, today))
    }

    /// What follows `of` where it is the term we are in, or the next to come in a holiday: `this term`; its first day.
    pub(super) fn start_of_this_term<'a>(&self, at: Cursor<'a>, today: NaiveDate) -> Option<(Cursor<'a>, NaiveDate)> {
        let end = at.next_of(&["this"])?.next_of(&["term"])?;
        let this = self.terms().find(|term| self.is_known(today) && term.end >= today)?;
        Some((end, this.start))
    }

    fn start_from<'a>(&self, at: Cursor<'a>, today: NaiveDate) -> Option<(Cursor<'a>, NaiveDate)> {
        let at = at.next_of(&["of"])?.maybe(&["the", "next"]);
        let (after, word) = at.next_word()?;
        let tomorrow = today.succ_opt()?;
        let first = |wanted: &[u8]| self.from(tomorrow, wanted, |term| term.start);
        if word.as_str() == "term" {
            return match after.space().and_then(Cursor::number) {
                Some((after, n, 1)) => Some((after, first(&[u8::try_from(n).ok()?])?)),
                _ => Some((after, first(ANY)?)),
            };
        }
        if let Some(month) = month(word.as_str()) {
            return (today.year()..=today.year() + 1)
                .filter_map(|year| NaiveDate::from_ymd_opt(year, month, 1).map(working_day_from))
                .find(|day| *day > today)
                .map(|day| (after, day));
        }
        let [start, _] = season(word.as_str())?.terms();
        Some((after.next_of(&["term"])?, first(&[start])?))
    }
}

/// Which of two: the one we are in, or the one after.
#[derive(Clone, Copy)]
enum Which {
    This,
    Next,
}

fn season(word: &str) -> Option<Season> {
    match word {
        "autumn" => Some(Season::Autumn),
        "spring" => Some(Season::Spring),
        "summer" => Some(Season::Summer),
        _ => None,
    }
}

/// Past `half term` or `half-term`.
fn half_term(at: Cursor<'_>) -> Option<Cursor<'_>> {
    let (after, word) = at.word()?;
    if word.as_str() != "half" {
        return None;
    }
    let (after, word) = after.eat(b'-').or_else(|| after.space())?.word()?;
    (word.as_str() == "term").then_some(after)
}

/// A day as it is read from today on; where a year follows its words, from that year on and in it, the year included.
fn in_its_year<'a>(
    today: NaiveDate,
    read: impl Fn(NaiveDate) -> Option<(Cursor<'a>, NaiveDate)>,
) -> Option<(Cursor<'a>, NaiveDate)> {
    let (after, day) = read(today)?;
    let Some((_, year)) = year_after(after, today) else { return Some((after, day)) };
    let (after, day) = read(NaiveDate::from_ymd_opt(year, 1, 1)?.max(today))?;
    let (end, _) = year_after(after, today)?;
    (day.year() == year).then_some((end, day))
}

/// A year that is not far off, where one follows.
fn year_after(at: Cursor<'_>, today: NaiveDate) -> Option<(Cursor<'_>, i32)> {
    const FAR: i32 = 10;
    let (end, year, digits) = at.space().and_then(Cursor::number)?;
    let year = i32::try_from(year).ok()?;
    (digits == 4 && end.is_edge() && (year - today.year()).abs() <= FAR).then_some((end, year))
}

/// The last working day before a holiday that any year has.
fn fixed(from: NaiveDate, of: impl Fn(i32) -> Option<NaiveDate>) -> Option<NaiveDate> {
    (from.year()..=from.year() + 1).filter_map(of).map(|day| add_working_days(day, -1)).find(|day| *day >= from)
}

/// The last Monday in May.
fn late_spring(year: i32) -> Option<NaiveDate> {
    NaiveDate::from_weekday_of_month_opt(year, 5, chrono::Weekday::Mon, 5)
        .or_else(|| NaiveDate::from_weekday_of_month_opt(year, 5, chrono::Weekday::Mon, 4))
}

/// The last working day of a month.
pub(super) fn last_of_month(year: i32, month: u32) -> Option<NaiveDate> {
    let next =
        if month == 12 { NaiveDate::from_ymd_opt(year + 1, 1, 1) } else { NaiveDate::from_ymd_opt(year, month + 1, 1) };
    next.map(|first| add_working_days(first, -1))
}
