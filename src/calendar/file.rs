//! The calendar file: its layout, and the checks a year must pass before it is used.

use chrono::NaiveDate;
use serde::Deserialize;

use super::year::{Briefing, FixedDeadline, Holiday, SchoolYear, Term, YearPlan};
use crate::ronfile::{self, RonError};

/// Why a calendar file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// The text is no calendar.
    #[error("the calendar {path} cannot be read: {source}; compare it with the shipped calendar")]
    Unreadable {
        /// The file as the user knows it.
        path: String,
        /// Where and what.
        #[source]
        source: RonError,
    },
    /// Written for another version of nov.
    #[error("the calendar {path} has schema {schema}, but this nov reads schema 1; use a newer nov")]
    Schema {
        /// The file as the user knows it.
        path: String,
        /// The number it gives.
        schema: u32,
    },
    /// A year whose dates cannot be right.
    #[error("the calendar {path} cannot be used: in {year} {what}; correct that date or number")]
    Year {
        /// The file as the user knows it.
        path: String,
        /// The year at fault.
        year: SchoolYear,
        /// What is wrong with it.
        what: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: u32,
    #[serde(default)]
    name: String,
    years: Vec<FileYear>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileYear {
    year: SchoolYear,
    #[serde(default)]
    terms: Vec<FileTerm>,
    #[serde(default)]
    holidays: Vec<Holiday>,
    #[serde(default)]
    training_days: Vec<NaiveDate>,
    #[serde(default)]
    briefings: Vec<Briefing>,
    #[serde(default)]
    boards: Vec<NaiveDate>,
    #[serde(default)]
    finance_briefings: Vec<NaiveDate>,
    #[serde(default)]
    deadlines: Vec<FixedDeadline>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileTerm {
    n: u8,
    start: NaiveDate,
    end: NaiveDate,
}

/// Reads the years of one calendar file.
pub(super) fn read(path: &str, text: &str) -> Result<Vec<YearPlan>, CalendarError> {
    let file: File =
        ronfile::read(text).map_err(|source| CalendarError::Unreadable { path: path.to_owned(), source })?;
    if file.schema != 1 {
        return Err(CalendarError::Schema { path: path.to_owned(), schema: file.schema });
    }
    let name = file.name;
    file.years
        .into_iter()
        .map(|year| {
            let of = year.year;
            year.checked(&name).map_err(|what| CalendarError::Year { path: path.to_owned(), year: of, what })
        })
        .collect()
}

impl FileYear {
    fn checked(self, authority: &str) -> Result<YearPlan, String> {
        let dated = [&self.training_days, &self.boards, &self.finance_briefings].iter().any(|days| !days.is_empty());
        if self.terms.is_empty() && !dated && self.briefings.is_empty() && self.deadlines.is_empty() {
            return Err("there are no terms, and nothing else".to_owned());
        }
        if let Some(empty) = self.briefings.iter().find(|briefing| briefing.dates.is_empty()) {
            return Err(format!("the {} briefing for {} has no date", empty.season, empty.phase));
        }
        self.check_days()?;
        let mut before: Option<&FileTerm> = None;
        for term in &self.terms {
            if !(1..=6).contains(&term.n) {
                return Err(format!("a term has the number {}, but terms are 1 to 6", term.n));
            }
            check_span(&format!("term {}", term.n), term.start, term.end)?;
            if SchoolYear::of(term.start) != self.year || SchoolYear::of(term.end) != self.year {
                return Err(format!("term {} lies outside September to August", term.n));
            }
            if let Some(before) = before
                && (before.n >= term.n || before.end >= term.start)
            {
                return Err(format!("term {} does not come after term {}", term.n, before.n));
            }
            before = Some(term);
        }
        for holiday in &self.holidays {
            check_span(&holiday.name, holiday.start, holiday.end)?;
        }
        let year = self.year;
        let mut holidays = self.holidays;
        holidays.sort_by_key(|holiday| holiday.start);
        Ok(YearPlan {
            year,
            authority: authority.to_owned(),
            terms: self.terms.into_iter().map(|t| Term { year, n: t.n, start: t.start, end: t.end }).collect(),
            holidays,
            training_days: self.training_days,
            briefings: self.briefings,
            boards: self.boards,
            finance_briefings: self.finance_briefings,
            deadlines: self.deadlines,
        })
    }
}

impl FileYear {
    /// Every single day lies in its school year.
    fn check_days(&self) -> Result<(), String> {
        let briefings = self.briefings.iter().flat_map(|briefing| &briefing.dates).map(|day| ("a briefing", day));
        let named = |what: &'static str, days: &'_ [NaiveDate]| days.iter().map(|day| (what, *day)).collect::<Vec<_>>();
        let mut days: Vec<(&str, NaiveDate)> = briefings.map(|(what, day)| (what, *day)).collect();
        days.extend(named("a training day", &self.training_days));
        days.extend(named("a National Challenge Board", &self.boards));
        days.extend(named("a finance briefing", &self.finance_briefings));
        days.extend(self.deadlines.iter().map(|deadline| ("a deadline", deadline.by)));
        match days.iter().find(|(_, day)| SchoolYear::of(*day) != self.year) {
            Some((what, day)) => Err(format!("{what} is on {day}, outside September to August")),
            None => Ok(()),
        }
    }
}

fn check_span(name: &str, start: NaiveDate, end: NaiveDate) -> Result<(), String> {
    if end < start { Err(format!("{name} ends before it starts")) } else { Ok(()) }
}
