//! Dates as people type them, British and ISO: `29/1`, `29th January 2010`, `next friday`, `in 2 weeks`, `before half term`.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::around::week;
use super::scan::{Cursor, month, number_word, weekday};
use super::{Calendar, add_days, add_working_days};

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
    /// Anything with `before`.
    Before,
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
}

impl Meant {
    const fn days_behind(self) -> u64 {
        match self {
            Self::ToCome => 0,
            Self::Session => 42,
            Self::Noted => 183,
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
fn undirected_phrase(text: &str) -> &str {
    let text = text.trim().trim_end_matches(['.', ',']);
    let start = Cursor::new(text);
    let phrase = start.word().and_then(|(after, word)| match word.as_str() {
        "by" | "on" | "for" | "due" | "until" => after.space(),
        _ => None,
    });
    phrase.unwrap_or(start).rest()
}

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
        let found = self.find_phrase(phrase, today)?;
        (found.bytes == phrase.len()).then_some(found.date)
    }

    /// Reads a whole text as [`Self::parse_date`] does, but a day and month without a year may lie behind, as far as what
    /// the date is meant for allows.
    pub fn parse_date_for(&self, purpose: Meant, text: &str, today: NaiveDate) -> Option<NaiveDate> {
        let phrase = undirected_phrase(text);
        let found = self.find_phrase(phrase, today).filter(|found| found.bytes == phrase.len())?;
        if !matches!(found.form, Form::Date | Form::Doubtful) {
            return Some(found.date);
        }
        let since = today.checked_sub_days(Days::new(purpose.days_behind()))?;
        self.find_phrase(phrase, since).map(|found| found.date)
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
            return Some(on_weekday(after, wanted, today));
        }
        match word {
            "before" => {
                let after = after.space()?;
                if let Some((end, monday)) = week(after.past(&["the"]), today) {
                    return Some((end, add_working_days(monday, -1), Form::Before))
                        .filter(|(_, date, _)| *date >= today);
                }
                let (end, date, form) = self.undirected(after, today)?;
                // A holiday already is the last working day before it.
                let date = if form == Form::TermTime { date } else { add_working_days(date, -1) };
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
            return Some(on_weekday(after, wanted, today));
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
            _ => self.around(start, today).or_else(|| self.of_the_year(start, today)),
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

/// What follows a weekday: a date it stands before, `week`, or nothing.
fn on_weekday(after: Cursor<'_>, wanted: i64, today: NaiveDate) -> (Cursor<'_>, NaiveDate, Form) {
    let day = coming(wanted, today);
    let comma = after.eat(b',').unwrap_or(after).maybe(&["the"]);
    if let Some((end, date, form)) = comma.space().and_then(|at| numbered(at, today))
        && end.is_edge()
    {
        let form = if form == Form::Doubtful { Form::Date } else { form };
        return (end, date, form);
    }
    match after.next_of(&["week"]) {
        Some(end) if end.is_edge() => (end, add_days(day, 7), Form::Near),
        _ => (after, day, Form::Weekday),
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

/// A date that begins with a number: `29/1`, `29.1.2010`, `2010-01-29`, `29 Jan`, `29th January 2010`, `29th`.
pub(super) fn numbered(start: Cursor<'_>, today: NaiveDate) -> Read<'_> {
    let (after, first, digits) = start.number()?;
    if digits == 4 {
        let (at, month, _) = after.eat(b'-')?.number()?;
        let (end, day, _) = at.eat(b'-')?.number()?;
        return Some((end, NaiveDate::from_ymd_opt(i32::try_from(first).ok()?, month, day)?, Form::Date));
    }
    if digits > 2 {
        return None;
    }
    for mark in [b'/', b'.', b'-'] {
        if let Some(at) = after.eat(mark) {
            return slashed(at, mark, first, today);
        }
    }
    let ordinal = after.word().filter(|(_, w)| matches!(w.as_str(), "st" | "nd" | "rd" | "th"));
    let day_end = ordinal.as_ref().map_or(after, |(end, _)| *end);
    let named = day_end.maybe(&["of"]);
    // `29Jan` is read too.
    let read = named.next_word().or_else(|| if ordinal.is_none() { after.word() } else { None });
    let Some((at, month)) = read.and_then(|(at, word)| Some((at, month(word.as_str())?))) else {
        // `the 31st of Juneuary` is no day of this month.
        let end = ordinal.map(|(end, _)| end).filter(|end| end.next_of(&["of"]).is_none());
        return day_of_month(end?, first, today);
    };
    let comma = at.eat(b',').unwrap_or(at);
    if let Some((end, year, 4)) = comma.space().and_then(Cursor::number)
        && end.is_edge()
    {
        return Some((end, NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, first)?, Form::Date));
    }
    Some((at, without_year(month, first, today)?, Form::Date))
}

/// What follows the day and a mark: month, and the year unless the mark is `/`, where it may be left out.
fn slashed(at: Cursor<'_>, mark: u8, day: u32, today: NaiveDate) -> Read<'_> {
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
        return Some((after, without_year(month, day, today)?, form));
    };
    let year = match digits {
        2 => 2000 + year,
        4 => year,
        _ => return None,
    };
    Some((end, NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?, Form::Date))
}

/// The next such date, today included.
fn without_year(month: u32, day: u32, today: NaiveDate) -> Option<NaiveDate> {
    // 29 February can be eight years off.
    (0..=8).filter_map(|ahead| NaiveDate::from_ymd_opt(today.year() + ahead, month, day)).find(|date| *date >= today)
}

/// The next such day of a month, today included.
fn day_of_month(end: Cursor<'_>, day: u32, today: NaiveDate) -> Read<'_> {
    (0..=2)
        .filter_map(|ahead| today.with_day(1)?.checked_add_months(Months::new(ahead))?.with_day(day))
        .find(|date| *date >= today)
        .map(|date| (end, date, Form::DayOfMonth))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{long, short};
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// On Tuesday 12 January 2010.
    fn read(text: &str) -> Option<String> {
        Calendar::shipped().parse_date(text, day("2010-01-12")).map(|d| d.to_string())
    }

    #[test]
    fn dates_are_read_as_people_type_them() {
        for (text, date) in [
            ("29/1", "2010-01-29"),
            ("29/01", "2010-01-29"),
            ("29/1/10", "2010-01-29"),
            ("29/1/2010", "2010-01-29"),
            ("29.1.2010", "2010-01-29"),
            ("29-1-10", "2010-01-29"),
            ("2010-01-29", "2010-01-29"),
            ("29 Jan", "2010-01-29"),
            ("29Jan", "2010-01-29"),
            ("29th January 2010", "2010-01-29"),
            ("29 january, 2010", "2010-01-29"),
            ("the 29th of January", "2010-01-29"),
            ("the 29th", "2010-01-29"),
            ("1st Feb", "2010-02-01"),
            ("11/1", "2011-01-11"),
            ("12/1", "2010-01-12"),
            ("29 feb", "2012-02-29"),
            ("the 11th", "2010-02-11"),
            ("the 31st", "2010-01-31"),
            ("3/4", "2010-04-03"),
            ("Fri 29 Jan", "2010-01-29"),
            ("Friday, 29th January 2010", "2010-01-29"),
            ("fri 29/1", "2010-01-29"),
            ("fri", "2010-01-15"),
            ("Friday", "2010-01-15"),
            ("tues", "2010-01-19"),
            ("mon", "2010-01-18"),
            ("next friday", "2010-01-22"),
            ("next mon", "2010-01-18"),
            ("this friday", "2010-01-15"),
            ("friday week", "2010-01-22"),
            ("a week on friday", "2010-01-22"),
            ("a week today", "2010-01-19"),
            ("week tomorrow", "2010-01-20"),
            ("today", "2010-01-12"),
            ("tomorrow", "2010-01-13"),
            ("tonight", "2010-01-12"),
            ("this afternoon", "2010-01-12"),
            ("in 2 weeks", "2010-01-26"),
            ("in two weeks", "2010-01-26"),
            ("in 2 weeks’ time", "2010-01-26"),
            ("in 2 weeks' time", "2010-01-26"),
            ("within a fortnight", "2010-01-26"),
            ("in 3 days", "2010-01-15"),
            ("in a month", "2010-02-12"),
            ("in 5 working days", "2010-01-19"),
            ("next week", "2010-01-19"),
            ("next month", "2010-02-12"),
            ("by fri", "2010-01-15"),
            ("by 29/1.", "2010-01-29"),
            ("before friday", "2010-01-14"),
            ("before 1 Feb", "2010-01-29"),
            ("before half term", "2010-02-12"),
            ("before half-term", "2010-02-12"),
            ("by half term", "2010-02-12"),
            ("by easter", "2010-04-01"),
            ("before Easter", "2010-04-01"),
            ("easter 2011", "2011-04-08"),
            ("by the easter holidays", "2010-04-01"),
            ("before christmas", "2010-12-17"),
            ("before Christmas 2011", "2011-12-23"),
            ("before the summer holidays", "2010-07-23"),
            ("before the February Holiday", "2010-02-12"),
            ("before May half term", "2010-05-28"),
            ("before Whit half term", "2010-05-28"),
            ("by the Whitsun half-term", "2010-05-28"),
            ("by whit", "2010-05-28"),
            ("before Whit week", "2010-05-28"),
            ("the last day of term", "2010-02-12"),
            ("the last day of the summer term", "2010-07-23"),
            ("the first day of term 5", "2010-04-19"),
            ("before the Easter holidays", "2010-04-01"),
            ("before Christmas holidays", "2010-12-17"),
            ("by the start of term 5", "2010-04-19"),
            ("before october half-term", "2010-10-22"),
            ("before the Early May Bank Holiday", "2010-04-30"),
            ("before the bank holiday", "2010-04-01"),
            ("end of term", "2010-02-12"),
            ("by the end of term", "2010-02-12"),
            ("end of next term", "2010-04-01"),
            ("end of term 5", "2010-05-28"),
            ("end of the summer term", "2010-07-23"),
            ("by the end of the spring term", "2010-04-01"),
            ("end of the week", "2010-01-15"),
            ("by the end of next week", "2010-01-22"),
            ("end of the month", "2010-01-29"),
            ("by the end of March", "2010-03-31"),
            ("end of the school year", "2010-07-23"),
            ("end of the day", "2010-01-12"),
            ("start of term", "2010-02-22"),
            ("the start of the summer term", "2010-04-19"),
            ("before the start of term 5", "2010-04-16"),
        ] {
            assert_eq!(read(text).as_deref(), Some(date), "{text}");
        }
    }

    #[test]
    fn other_texts_are_no_dates() {
        for text in [
            "",
            " ",
            "next rtm",
            "by next RTM",
            "soon",
            "may",
            "sat by the window",
            "31/2",
            "32/1",
            "29/13",
            "29/1/1",
            "29/1/201",
            "2010",
            "29",
            "29 marks",
            "2010-13-01",
            "friday's group",
            "Friday-group",
            "fridays",
            "monthly",
            "mon ami",
            "the end",
            "by the end",
            "end of the lesson",
            "in 2 minutes",
            "in 99999 weeks",
            "a week",
            "next",
            "the",
            "before",
            "before the meeting",
            "half",
            "29/1%",
            "29.1",
            "1.5",
            "62%",
            "summer",
            "by",
            "on",
            "end of",
            "before today",
            "the 31st of Juneuary",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn the_phrase_ends_where_the_date_ends() {
        let calendar = Calendar::shipped();
        for (text, taken) in [
            ("fri so that", "fri"),
            ("29 Jan 2010s", "29 Jan"),
            ("29 Jan, then", "29 Jan"),
            ("fri 29 jan at 4pm", "fri 29 jan"),
            ("fri week’s plan", "fri"),
            ("before half term please", "before half term"),
            ("in 2 weeks time, ok", "in 2 weeks time"),
            ("29/1 cohort", "29/1"),
            ("end of term 4 tests", "end of term 4"),
            ("easter 2011 plan", "easter 2011"),
        ] {
            let found = calendar.find_date(text, day("2010-01-12")).map(|(_, bytes)| &text[..bytes]);
            assert_eq!(found, Some(taken), "{text}");
        }
    }

    #[test]
    fn on_the_last_day_of_term_before_half_term_is_today_and_after_it_the_next() {
        let calendar = Calendar::shipped();
        let on = |today: &str| calendar.parse_date("before half term", day(today));
        assert_eq!(on("2010-02-12"), Some(day("2010-02-12")));
        assert_eq!(on("2010-02-13"), Some(day("2010-05-28")));
        assert_eq!(on("2010-08-20"), Some(day("2010-10-22")));
    }

    #[test]
    fn years_without_known_terms_still_have_easter_and_christmas_but_no_half_term() {
        let calendar = Calendar::shipped();
        let on = |text: &str| calendar.parse_date(text, day("2026-11-23"));
        assert_eq!(on("before christmas"), Some(day("2026-12-24")));
        assert_eq!(on("by easter"), Some(day("2027-03-25")));
        assert_eq!(on("before Whit half term"), Some(day("2027-05-28")));
        assert_eq!(on("before half term"), None);
        assert_eq!(on("end of term"), None);
        assert_eq!(on("end of the week"), Some(day("2026-11-27")));
    }

    #[test]
    fn a_weekday_named_on_that_day_is_a_week_off() {
        let calendar = Calendar::shipped();
        let on_friday = |text: &str| calendar.parse_date(text, day("2010-01-15"));
        assert_eq!(on_friday("fri"), Some(day("2010-01-22")));
        assert_eq!(on_friday("this fri"), Some(day("2010-01-15")));
        assert_eq!(on_friday("next fri"), Some(day("2010-01-22")));
        assert_eq!(on_friday("end of the week"), Some(day("2010-01-15")));
    }

    proptest! {
        #[test]
        fn printed_dates_read_back(offset in 0i64..4000, ahead in 0i64..360) {
            let calendar = Calendar::shipped();
            let today = add_days(day("2005-01-01"), offset);
            let date = add_days(today, ahead);
            prop_assert_eq!(calendar.parse_date(&long(date), today), Some(date));
            prop_assert_eq!(calendar.parse_date(&short(date, today), today), Some(date));
            prop_assert_eq!(calendar.parse_date(&date.to_string(), today), Some(date));
            prop_assert_eq!(calendar.parse_date(&date.format("%-d/%-m/%Y").to_string(), today), Some(date));
            prop_assert_eq!(calendar.parse_date(&date.format("%-d/%-m").to_string(), today), Some(date));
        }

        #[test]
        fn no_text_fails_and_no_phrase_is_longer_than_it(text in "((by|before|next|in|the|end|of|a|week|half|term|easter|fri|29|1/|jan|th|2|é|’) ?){0,8}|\\PC{0,20}", offset in 0i64..9000) {
            let calendar = Calendar::shipped();
            let today = add_days(day("2005-01-01"), offset);
            let _ = calendar.parse_date(&text, today);
            if let Some((date, bytes)) = calendar.find_date(&text, today) {
                prop_assert!(text.is_char_boundary(bytes) && bytes > 0);
                prop_assert!(date.year() < 10_000);
            }
        }
    }
}
