//! Dates as people type them, and what to say where they cannot be read.

use chrono::NaiveDate;

use super::App;
use crate::calendar::refused;

/// Words that only the terms of a year can tell the date of.
const TERM_WORDS: [&str; 6] = ["half term", "half-term", "end of term", "term", "easter holiday", "christmas holiday"];

impl App {
    /// A date in plain English, counted from a day.
    pub(super) fn read_date(&self, text: &str, from: NaiveDate) -> Result<NaiveDate, String> {
        let read = self.desk.calendar.parse_date(text, from);
        let date = read.ok_or_else(|| match self.unknown_terms(text, from) {
            Some(why) => why,
            None => format!("“{text}” is no date; write it as 29/1, 29 Jan 2010 or next friday"),
        })?;
        refused(date).map_or(Ok(date), |why| Err(format!("“{text}”: {why}")))
    }

    /// Why words that look meant as a date were not read as one.
    pub(super) fn no_date(&self, words: &str, from: NaiveDate) -> String {
        let why = self.unknown_terms(words, from);
        why.unwrap_or_else(|| {
            format!("“{words}” gives no date, so the action has none; ↑ corrects it: by 29/1, by next friday")
        })
    }

    /// Why words that need the terms of a year were not read as a date, if that is why.
    fn unknown_terms(&self, text: &str, from: NaiveDate) -> Option<String> {
        let lower = text.to_lowercase();
        let word = TERM_WORDS.iter().find(|word| lower.contains(*word))?;
        let calendar = &self.desk.calendar;
        (!calendar.is_known(from)).then(|| {
            format!(
                "“{word}” gives no date: the terms of {} are not known yet; write a day, or add the year (README, calendars)",
                calendar.school_year_of(from)
            )
        })
    }
}
