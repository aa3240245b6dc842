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
    #[error("the calendar {path}, line {line}, cannot be used: in {year} {what}")]
    Year {
        /// The file as the user knows it.
        path: String,
        /// Line, from 1.
        line: usize,
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
            year.checked(&name).map_err(|Fault { what, at }| {
                let line = line_of(text, of, &at);
                CalendarError::Year { path: path.to_owned(), line, year: of, what }
            })
        })
        .collect()
}

/// What is wrong with a year, with its remedy, and the words in the file where it is seen.
struct Fault {
    what: String,
    at: String,
}

impl Fault {
    fn wrong(what: &str, at: NaiveDate) -> Self {
        Self { what: format!("{what}; correct that date or number"), at: at.to_string() }
    }
}

/// The line on which words stand within a year, else the one on which the year begins.
fn line_of(text: &str, year: SchoolYear, at: &str) -> usize {
    let begins = |at: usize| text.get(at..).and_then(|rest| rest.split('"').nth(1)).map(str::parse::<SchoolYear>);
    let start =
        text.match_indices("year:").map(|(at, _)| at).find(|at| begins(*at) == Some(Ok(year))).unwrap_or_default();
    let place = text.get(start..).and_then(|rest| rest.find(at)).map_or(start, |within| start + within);
    text.get(..place).map_or(1, |before| before.matches('\n').count() + 1)
}

impl FileYear {
    fn checked(self, authority: &str) -> Result<YearPlan, Fault> {
        let dated = [&self.training_days, &self.boards, &self.finance_briefings].iter().any(|days| !days.is_empty());
        if self.terms.is_empty() && !dated && self.briefings.is_empty() && self.deadlines.is_empty() {
            let what = "there are no terms, and nothing else; give it its terms, or take the year out".to_owned();
            return Err(Fault { what, at: String::new() });
        }
        if let Some(empty) = self.briefings.iter().find(|briefing| briefing.dates.is_empty()) {
            let what =
                format!("the {} briefing for {} has no date; give it one, or take it out", empty.season, empty.phase);
            return Err(Fault { what, at: empty.phase.clone() });
        }
        self.check_days()?;
        let mut before: Option<&FileTerm> = None;
        for term in &self.terms {
            if !(1..=6).contains(&term.n) {
                let what = format!("a term has the number {}, but terms are 1 to 6", term.n);
                return Err(Fault::wrong(&what, term.start));
            }
            check_span(&format!("term {}", term.n), term.start, term.end)?;
            if SchoolYear::of(term.start) != self.year || SchoolYear::of(term.end) != self.year {
                return Err(Fault::wrong(&format!("term {} lies outside September to August", term.n), term.start));
            }
            if let Some(before) = before
                && (before.n >= term.n || before.end >= term.start)
            {
                return Err(Fault::wrong(
                    &format!("term {} does not come after term {}", term.n, before.n),
                    term.start,
                ));
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
    fn check_days(&self) -> Result<(), Fault> {
        let briefings = self.briefings.iter().flat_map(|briefing| &briefing.dates).map(|day| ("a briefing", day));
        let named = |what: &'static str, days: &'_ [NaiveDate]| days.iter().map(|day| (what, *day)).collect::<Vec<_>>();
        let mut days: Vec<(&str, NaiveDate)> = briefings.map(|(what, day)| (what, *day)).collect();
        days.extend(named("a training day", &self.training_days));
        days.extend(named("a National Challenge Board", &self.boards));
        days.extend(named("a finance briefing", &self.finance_briefings));
        days.extend(self.deadlines.iter().map(|deadline| ("a deadline", deadline.by)));
        match days.iter().find(|(_, day)| SchoolYear::of(*day) != self.year) {
            Some((what, day)) => Err(Fault::wrong(&format!("{what} is on {day}, outside September to August"), *day)),
            None => Ok(()),
        }
    }
}

fn check_span(name: &str, start: NaiveDate, end: NaiveDate) -> Result<(), Fault> {
    if end < start { Err(Fault::wrong(&format!("{name} ends before it starts"), end)) } else { Ok(()) }
}
