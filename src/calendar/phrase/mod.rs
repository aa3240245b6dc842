//! Dates as people type them, British and ISO: `29/1`, `29th January 2010`, `next friday`, `in 2 weeks`, `before half term`.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::around::{week, whole_month};
use super::clock::only_time_in;
use super::meets::{Meets, place_at_end, time_kept};
use super::numbered::{after_weekday, numbered, says_day};
use super::scan::{Cursor, DAY_PARTS, EVENTS, number_word, weekday};
use super::{Calendar, SchoolYear, add_days, add_working_days};

/// What kind of date phrase was read, for those who must judge how surely a date is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A day and a month, or more: `29/1`, `29 Jan 2010`, `fri 29 jan`.
    Date,
    /// Numbers that are a date only where one is expected: `3/4`, `24/7`.
    Doubtful,
    /// A day of the month: `the 29th`.
    DayOfMonth,
    /// A weekday alone.
    Weekday,
    /// `today`, `the end of the day`.
    Today,
    /// A day near by: `tomorrow`, `next friday`, `next week`, `friday week`.
    Near,
    /// A length of time from today: `in 2 weeks`.
    Span,
    /// By the school year or the calendar: `easter`, `end of term`, `end of March`.
    TermTime,
    /// A month alone, as its last working day: `January`.
    Month,
    /// Anything with `before`.
    Before,
}

/// Words around the day of a meeting that say nothing else.
const ABOUT_MEETING: [&str; 18] = [
    "next", "meeting", "date", "day", "of", "the", "is", "on", "at", "will", "be", "to", "for", "rtm", "visit", "held",
    "agreed", "from",
];

/// When and where a meeting is by a line that tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingSaid {
    /// Its day.
    pub day: NaiveDate,
    /// Its time and place, as far as they are said.
    pub meets: Meets,
    /// Whether the line says nothing else.
    pub is_all: bool,
}

/// What a date is meant for, which tells whether it may be over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meant {
    /// Something to do: it lies ahead.
    ToCome,
    /// A session to begin: it may have taken place some weeks ago.
    Session,
    /// Something noted afterwards, such as when a paper was sent.
    Noted,
    /// What is over for certain, such as what took place last.
    Past,
}

impl Meant {
    const fn days_behind(self) -> u64 {
        match self {
            Self::ToCome => 0,
            Self::Session => 42,
            Self::Noted => 183,
            Self::Past => 366,
        }
    }
}

/// A date phrase at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatePhrase {
    /// The day meant.
    pub date: NaiveDate,
    /// Bytes of the text it takes.
    pub bytes: usize,
    /// What kind of phrase it is.
    pub form: Form,
}

/// A text without the word before the date that says what the date is for.
pub(super) fn undirected_phrase(text: &str) -> &str {
    let text = text.trim().trim_end_matches(['.', ',']);
    let start = Cursor::new(text);
    let phrase = start.word().and_then(|(after, word)| match word.as_str() {
        "by" | "on" | "for" | "due" | "until" => after.space(),
        _ => None,
    });
    phrase.unwrap_or(start).rest()
}

/// Words that begin a day which counts from today.
const FROM_TODAY: [&str; 11] =
    ["today", "tonight", "tomorrow", "this", "next", "a", "week", "fortnight", "in", "within", "before"];

/// What was read, and where it ends.
pub(super) type Read<'a> = Option<(Cursor<'a>, NaiveDate, Form)>;

impl Calendar {
    /// Reads a whole text as a date, with or without `by`, `on`, `for` or `due` before it; none if it is anything else.
    ///
    /// A date without a year is the next such date, today included; a weekday is the next one after today; `next friday`
    /// is the Friday of next week (weeks start on Monday) and `next week` this weekday next week. A holiday is the last
    /// working day before it.
    pub fn parse_date(&self, text: &str, today: NaiveDate) -> Option<NaiveDate> {
        let phrase = undirected_phrase(text);
        let found = self.whole_phrase(phrase, today)?;
        // `may` is a word of its own; `by May` is a date.
        let is_date = found.form != Form::Month || phrase.len() < text.trim().len();
        is_date.then_some(found.date)
    }

    /// Reads a whole text as [`Self::parse_date`] does, but a day and month without a year may lie behind, as far as what
    /// the date is meant for allows.
    pub fn parse_date_for(&self, purpose: Meant, text: &str, today: NaiveDate) -> Option<NaiveDate> {
        let phrase = undirected_phrase(text);
        if purpose == Meant::Past {
            return self.last_such_day(phrase, today);
        }
        // Where a day to come is expected, a month alone is one: its last.
        let whole = self.whole_phrase(phrase, today);
        if let Some(month) = whole.filter(|found| purpose == Meant::ToCome && found.form == Form::Month) {
            return Some(month.date);
        }
        let is_day = |found: &DatePhrase| matches!(found.form, Form::Date | Form::Doubtful);
        if whole.is_some_and(|found| !is_day(&found)) {
            return self.parse_date(text, today);
        }
        let since = today.checked_sub_days(Days::new(purpose.days_behind()))?;
        self.whole_phrase(phrase, since).filter(is_day).map(|found| found.date)
    }

    /// The last day of such a name on or before a day: `12/3`, `Easter`, `last Friday`. None for what counts from today, and
    /// where a year that is typed says a later day.
    fn last_such_day(&self, phrase: &str, today: NaiveDate) -> Option<NaiveDate> {
        let phrase = phrase.strip_prefix("last ").or_else(|| phrase.strip_prefix("Last ")).unwrap_or(phrase);
        if Cursor::new(phrase).word().is_some_and(|(_, word)| FROM_TODAY.contains(&word.as_str())) {
            return None;
        }
        // The terms of the year before may not be known.
        let year_back = today.checked_sub_days(Days::new(Meant::Past.days_behind()));
        let mut begun = [SchoolYear::of(today).day(9, 1), year_back].into_iter().flatten();
        begun.find_map(|from| self.last_since(phrase, from, today))
    }

    /// The last day of such a name from one day to another; one with its year whenever it was.
    fn last_since(&self, phrase: &str, mut from: NaiveDate, today: NaiveDate) -> Option<NaiveDate> {
        let mut last = None;
        let is_day = |found: &DatePhrase| found.form != Form::Month && found.date <= today;
        while let Some(found) = self.whole_phrase(phrase, from).filter(is_day) {
            last = Some(found.date);
            // A day with its year is the same one from anywhere.
            if found.date < from {
                break;
            }
            from = found.date.succ_opt()?;
        }
        last
    }

    /// A text that is one date phrase and nothing else.
    fn whole_phrase(&self, phrase: &str, today: NaiveDate) -> Option<DatePhrase> {
        self.find_phrase(phrase, today).filter(|found| found.bytes == phrase.len())
    }

    /// The one date, day and month and perhaps more, that a text says anywhere; none if it says several or none.
    pub fn only_date_in(&self, text: &str, today: NaiveDate) -> Option<NaiveDate> {
        let mut found = None;
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let word = |c: char| c.is_alphanumeric() || c == '/' || c == '-';
            match self.find_phrase(rest, today) {
                Some(phrase) if phrase.form == Form::Date => {
                    if found.is_some_and(|date| date != phrase.date) {
                        return None;
                    }
                    found = Some(phrase.date);
                    at += phrase.bytes;
                }
                Some(_) | None => at += rest.find(|c| !word(c)).unwrap_or(rest.len()),
            }
            at += text.get(at..).and_then(|rest| rest.find(word)).unwrap_or(text.len() - at.min(text.len()));
        }
        found
    }

    /// The day of a meeting that a text says anywhere, with its time and place.
    pub fn meeting_said(&self, text: &str, today: NaiveDate) -> Option<MeetingSaid> {
        let said = |text: &str| (self.only_date_in(text, today), only_time_in(text));
        let whole @ (day, time) = said(text);
        let (when, place) = place_at_end(text, |before| said(before) == whole).unwrap_or((text, ""));
        let at = time.map(|time| time_kept(when.trim_end_matches('.'), time)).unwrap_or_default();
        let meets = Meets { at, place: place.to_owned() };
        Some(MeetingSaid { day: day?, meets, is_all: self.says_only_a_date(when, today, &ABOUT_MEETING) })
    }

    /// Whether a text says a date, a time of day at its end or before its end, and besides nothing but some words.
    fn says_only_a_date(&self, text: &str, today: NaiveDate, besides: &[&str]) -> bool {
        let (mut rest, _) = super::clock::time_at_end(text.trim_end_matches(['.', '!']));
        loop {
            rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
            if rest.is_empty() {
                return true;
            }
            let date = self.find_phrase(rest, today).filter(|phrase| phrase.form == Form::Date);
            let word = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            let bytes = match date {
                Some(phrase) => phrase.bytes,
                None if besides.iter().any(|known| known.eq_ignore_ascii_case(&rest[..word])) => word,
                None => return false,
            };
            rest = &rest[bytes..];
        }
    }

    /// The longest date phrase at the very start of a text, and the bytes it takes.
    pub fn find_date(&self, text: &str, today: NaiveDate) -> Option<(NaiveDate, usize)> {
        self.find_phrase(text, today).map(|found| (found.date, found.bytes))
    }

    /// The longest date phrase at the very start of a text.
    pub fn find_phrase(&self, text: &str, today: NaiveDate) -> Option<DatePhrase> {
        let start = Cursor::new(text);
        let read = match text.bytes().next()? {
            b'0'..=b'9' => self.around(start, today).or_else(|| numbered(start, today)),
            b if b.is_ascii_alphabetic() => self.worded(start, today),
            _ => None,
        };
        let (end, date, form) = read.filter(|(end, ..)| end.is_edge())?;
        Some(DatePhrase { date, bytes: end.bytes(), form })
    }

    fn worded<'a>(&self, start: Cursor<'a>, today: NaiveDate) -> Read<'a> {
        let (after, word) = start.word()?;
        let word = word.as_str();
        if let Some(wanted) = weekday(word) {
            return on_weekday(after, wanted, today);
        }
        match word {
            "before" => {
                let after = after.space()?;
                if let Some((end, monday)) = week(after.past(&["the"]), today) {
                    return Some((end, add_working_days(monday, -1), Form::Before))
                        .filter(|(_, date, _)| *date >= today);
                }
                let (end, date, form) = self.undirected(after, today)?;
                let date = match form {
                    // A holiday already is the last working day before it.
                    Form::TermTime => date,
                    Form::Month => before_month(date, today)?,
                    _ => add_working_days(date, -1),
                };
                (date >= today).then_some((end, date, Form::Before))
            }
            "in" | "within" => span(after, today),
            _ => self.undirected(start, today),
        }
    }

    /// A phrase that does not begin with `before` or `in`.
    fn undirected<'a>(&self, start: Cursor<'a>, today: NaiveDate) -> Read<'a> {
        let Some((after, word)) = start.word() else {
            return numbered(start, today);
        };
        let word = word.as_str();
        if let Some(wanted) = weekday(word) {
            return on_weekday(after, wanted, today);
        }
        match word {
            "today" => Some((after, today, Form::Today)),
            "tonight" => Some((after, today, Form::Near)),
            "tomorrow" => Some((after, add_days(today, 1), Form::Near)),
            "this" => this(after, today),
            "next" => next(after, today),
            "a" | "week" | "fortnight" => {
                if let Some(read) = self.around(start, today) {
                    return Some(read);
                }
                let (after, length) = if word == "a" { after.next_word()? } else { start.word()? };
                let days = match length.as_str() {
                    "week" => 7,
                    "fortnight" => 14,
                    _ => return None,
                };
                let (at, word) = after.maybe(&["on"]).next_word()?;
                let day = match word.as_str() {
                    "today" => today,
                    "tomorrow" => add_days(today, 1),
                    other => coming(weekday(other)?, today),
                };
                Some((at, add_days(day, days), Form::Near))
            }
            "the" => {
                let around = self.around(start, today);
                let after = after.space()?;
                around.or_else(|| numbered(after, today)).or_else(|| self.of_the_year(after, today))
            }
            _ => {
                let known = numbered(start, today).or_else(|| self.around(start, today));
                let known = known.or_else(|| self.of_the_year(start, today));
                known.or_else(|| whole_month(start, today).map(|(end, day)| (end, day, Form::Month)))
            }
        }
    }

    /// Holidays, and the start and end of things.
    fn of_the_year<'a>(&self, start: Cursor<'a>, today: NaiveDate) -> Read<'a> {
        let (after, word) = start.word()?;
        let (end, date) = match word.as_str() {
            "end" => self.end_of(after, today)?,
            // `the last day of term` and `the first day of term` are its end and its start.
            "last" => self.end_of(after.next_of(&["day"])?, today)?,
            "first" => {
                let (end, date) = self.start_of(after.next_of(&["day"])?, today)?;
                return Some((end, date, Form::Near));
            }
            "start" | "beginning" => {
                let (end, date) = self.start_of(after, today)?;
                return Some((end, date, Form::Near));
            }
            _ => self.before_holiday(start, today)?,
        };
        Some((end, date, Form::TermTime))
    }
}

/// Whether a part of the day follows what was read before this text: `Friday lunchtime`.
pub fn is_part_of_day(text: &str) -> bool {
    Cursor::new(text).next_of(DAY_PARTS).is_some_and(Cursor::is_edge)
}

/// What follows a weekday: a date it stands before, `week`, or nothing that it only belongs to. A date that is another
/// weekday is none.
fn on_weekday(after: Cursor<'_>, wanted: i64, today: NaiveDate) -> Read<'_> {
    let day = coming(wanted, today);
    if let Some(at) = after_weekday(after) {
        if let Some((end, date, form)) = numbered(at, today).filter(|(end, ..)| end.is_edge()) {
            let form = if form == Form::Doubtful { Form::Date } else { form };
            return (days_from_monday(date) == wanted).then_some((end, date, form));
        }
        if says_day(at) {
            return None;
        }
    }
    match after.next_of(&["week"]) {
        Some(end) if end.is_edge() => Some((end, add_days(day, 7), Form::Near)),
        _ => after.maybe(DAY_PARTS).next_of(EVENTS).is_none().then_some((after, day, Form::Weekday)),
    }
}

/// The next such weekday after today, days from Monday.
fn coming(wanted: i64, today: NaiveDate) -> NaiveDate {
    let ahead = (wanted - days_from_monday(today)).rem_euclid(7);
    add_days(today, if ahead == 0 { 7 } else { ahead })
}

fn days_from_monday(date: NaiveDate) -> i64 {
    i64::from(date.weekday().num_days_from_monday())
}

/// What follows `this`: a weekday of this week (the coming one if it has passed), or a part of today.
fn this(after: Cursor<'_>, today: NaiveDate) -> Read<'_> {
    let (end, word) = after.next_word()?;
    match word.as_str() {
        "morning" | "afternoon" | "evening" => Some((end, today, Form::Today)),
        other => {
            let ahead = (weekday(other)? - days_from_monday(today)).rem_euclid(7);
            Some((end, add_days(today, ahead), Form::Near))
        }
    }
}

/// What follows `next`: a weekday of next week, `week`, `month`.
fn next(after: Cursor<'_>, today: NaiveDate) -> Read<'_> {
    let (end, word) = after.next_word()?;
    let date = match word.as_str() {
        "week" => add_days(today, 7),
        "month" => today.checked_add_months(Months::new(1))?,
        other => add_days(today, 7 + weekday(other)? - days_from_monday(today)),
    };
    Some((end, date, Form::Near))
}

/// What follows `in` or `within`: `2 weeks`, `a month`, `three days’ time`, `5 working days`.
fn span(after: Cursor<'_>, today: NaiveDate) -> Read<'_> {
    let at = after.space()?;
    let (at, n) = match at.number() {
        Some((at, n, 1..=3)) => (at, n),
        Some(_) => return None,
        None => {
            let (at, word) = at.word()?;
            (at, number_word(word.as_str())?)
        }
    };
    let (at, unit) = at.next_word()?;
    let days = i64::from(n);
    let (at, date) = match unit.as_str() {
        "day" | "days" => (at, add_days(today, days)),
        "week" | "weeks" | "wk" | "wks" => (at, add_days(today, 7 * days)),
        "fortnight" | "fortnights" => (at, add_days(today, 14 * days)),
        "month" | "months" => (at, today.checked_add_months(Months::new(n))?),
        "working" => (at.next_of(&["day", "days"])?, add_working_days(today, days)),
        _ => return None,
    };
    let owned = at.eat(b'\'').or_else(|| at.rest().starts_with('’').then(|| at.skip('’'.len_utf8())));
    let end = owned.unwrap_or(at).next_of(&["time"]).unwrap_or(at);
    Some((end, date, Form::Span))
}

/// The last working day before a month, of which a day is given: this year's, or next year's where that is over.
fn before_month(day: NaiveDate, today: NaiveDate) -> Option<NaiveDate> {
    let first = day.with_day(1)?;
    let days = [Some(first), first.checked_add_months(Months::new(12))].into_iter().flatten();
    days.map(|first| add_working_days(first, -1)).find(|date| *date >= today)
}

#[cfg(test)]
mod tests;
