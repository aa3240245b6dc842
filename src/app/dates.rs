//! Dates as people type them, and what to say where they cannot be read.

use chrono::NaiveDate;

use super::App;
use super::overlay::{Ask, Overlay, Purpose};
use crate::calendar::{Meant, Meets, SchoolYear, add_days, day_and_meets, refused, why_no_date};
use crate::forms::parts_of_visit;
use crate::grammar::{only_hurries, only_next_meeting, tells_next_meeting};

/// When a session is that is to be begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionDays {
    /// Its first day.
    pub first: NaiveDate,
    /// The others of a visit in parts.
    pub further: Vec<NaiveDate>,
    /// When on them and where, as far as that was said.
    pub meets: Meets,
}

/// How many years ahead terms are asked for.
const YEARS_AHEAD: usize = 5;

/// How many days ahead the end of the next term may lie.
const TERM_AHEAD: i64 = 120;

/// Words that only the terms of a year can tell the date of.
const TERM_WORDS: [&str; 6] = ["half term", "half-term", "end of term", "term", "easter holiday", "christmas holiday"];

impl App {
    /// A day to come in plain English, counted from a day.
    pub(super) fn read_date(&self, text: &str, from: NaiveDate) -> Result<NaiveDate, String> {
        self.read_date_for(Meant::ToCome, text, from)
    }

    /// A day that is noted, which may well be over.
    pub(super) fn read_noted_date(&self, text: &str, from: NaiveDate) -> Result<NaiveDate, String> {
        self.read_date_for(Meant::Noted, text, from)
    }

    /// The day of a session to be begun.
    pub(super) fn read_session_date(&self, text: &str, from: NaiveDate) -> Result<NaiveDate, String> {
        self.read_date_for(Meant::Session, text, from)
    }

    /// The day of a session to be begun, and the further ones of a visit in parts: `5 and 12 November 2009`; behind them may
    /// stand when and where it is.
    pub(super) fn read_session_days(&self, text: &str, from: NaiveDate) -> Result<SessionDays, String> {
        let days = |text: &str| match self.read_session_date(text, from) {
            Ok(day) => Ok((day, Vec::new())),
            Err(why) => parts_of_visit(text, from).ok_or(why),
        };
        let (days, meets) = match (days(text), day_and_meets(text, |text| days(text).is_ok())) {
            (Err(_), Some((day, meets))) => (days(day), meets),
            (whole, _) => (whole, Meets::default()),
        };
        days.map(|(first, further)| SessionDays { first, further, meets })
    }

    fn read_date_for(&self, meant: Meant, text: &str, from: NaiveDate) -> Result<NaiveDate, String> {
        let read = self.desk.calendar.parse_date_for(meant, text, from);
        let date = read.ok_or_else(|| match self.without_terms(text, from) {
            Some(why) => why,
            None => why_no_date(text, from).map_or_else(
                || {
                    let year = SchoolYear::of(from).start_year() + 1;
                    format!("“{text}” is no date; write it as 29/1, 29 Jan {year} or next friday")
                },
                |why| format!("“{text}” is no date: {why}"),
            ),
        })?;
        refused(date).map_or(Ok(date), |why| Err(format!("“{text}”: {why}")))
    }

    /// A day to come as of an action of a session: `the next RTM` is the day noted for it.
    pub(super) fn read_due(&self, sitting: &super::Sitting, text: &str) -> Result<NaiveDate, String> {
        let from = sitting.session().date();
        if only_next_meeting(text, from).is_none() {
            return self.read_date(text, from);
        }
        let noted = crate::session::next_noted(&sitting.form, sitting.session());
        noted.and_then(|next| only_next_meeting(text, next)).ok_or_else(|| {
            "The day of the next meeting is not noted yet; type a day, or note that one first".to_owned()
        })
    }

    /// Why words that look meant as a date were not read as one, in short.
    pub fn why_undated(&self, words: &str, from: NaiveDate) -> String {
        if only_hurries(words) {
            return format!("“{words}” is no date: say by when, as by 29/1");
        }
        if tells_next_meeting(words) {
            return "the day of the next meeting is not noted yet".to_owned();
        }
        let unknown = self.unknown_terms(words, from);
        let why = unknown.map(|(_, year)| format!("terms of {year} not known: Ctrl+P, terms"));
        let why = why.or_else(|| why_no_date(words, from));
        why.unwrap_or_else(|| format!("no date read in “{words}”"))
    }

    /// Why words that look meant as a date were not read as one, and what to do about the action.
    pub(super) fn no_date(&self, words: &str, from: NaiveDate) -> String {
        if only_hurries(words) {
            return format!("“{words}” is no date, so the action has none; ↑ corrects it: by 29/1, by next friday");
        }
        if tells_next_meeting(words) {
            return "The day of the next meeting is not noted yet, so the action has no date; once it is, Ctrl+A, Enter and By when give it"
                .to_owned();
        }
        let why = self.without_terms(words, from);
        why.unwrap_or_else(|| {
            let why = why_no_date(words, from).map(|why| format!(" ({why})")).unwrap_or_default();
            format!("“{words}” gives no date{why}, so the action has none; ↑ corrects it: by 29/1, by next friday")
        })
    }

    /// Asks for the terms of the school year that is the first, from this one on, of which they are not known.
    pub(super) fn ask_terms(&mut self) {
        let calendar = &self.desk.calendar;
        let this = calendar.school_year_of(self.now.date());
        let is_known = |year: &SchoolYear| calendar.year(*year).is_some_and(|plan| !plan.terms.is_empty());
        let years = std::iter::successors(Some(this), |year| Some(year.next()));
        let year = years.take(YEARS_AHEAD).find(|year| !is_known(year)).unwrap_or(this);
        let question = format!("First and last day of each of the six terms of {year}");
        let help = "Type those of your authority, all six in a line, as in 1/9 to 23/10, 2/11 to 18/12, 4/1 to 12/2, and so on";
        self.overlays.push(Overlay::Ask(Ask::new(question, help, "", Purpose::Terms(year))));
    }

    /// That words need the terms of a year which are not known, and what to do, if that is why they were not read as a date.
    fn without_terms(&self, text: &str, from: NaiveDate) -> Option<String> {
        self.unknown_terms(text, from).map(|(word, year)| {
            format!(
                "“{word}” gives no date: the terms of {year} are not known; write a day, or give them: Ctrl+P, terms"
            )
        })
    }

    /// The word that needs the terms of a year which are not known, and the year.
    fn unknown_terms(&self, text: &str, from: NaiveDate) -> Option<(&'static str, SchoolYear)> {
        let lower = text.to_lowercase();
        let word = TERM_WORDS.iter().find(|word| lower.contains(*word))?;
        let calendar = &self.desk.calendar;
        let unknown = [from, add_days(from, TERM_AHEAD)].into_iter().find(|day| !calendar.is_known(*day))?;
        Some((*word, calendar.school_year_of(unknown)))
    }
}
