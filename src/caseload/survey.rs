//! The whole caseload at a glance: each school with its year, and the register over all of them.

use chrono::NaiveDate;
use serde::Serialize;

use super::duties::{Duty, Owed, owed};
use super::ledger::{Days, ledger};
use super::register::Registered;
use super::summary::Summary;
use crate::calendar::Calendar;
use crate::forms::Ledger;
use crate::session::Record;

/// All schools and all open actions.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Caseload {
    /// The school year, as said.
    pub year: String,
    /// Schools by name.
    pub schools: Vec<SchoolYear>,
    /// Open actions of all schools, each once, soonest due first.
    pub register: Vec<Registered>,
}

/// A school in this year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SchoolYear {
    /// As a file name.
    pub slug: String,
    /// Name.
    pub name: String,
    /// What is kept of it.
    pub record: Record,
    /// What it is owed, and how far that is.
    pub owed: Vec<Owed>,
    /// Its days.
    pub days: Days,
    /// Actions still open.
    pub open_actions: usize,
    /// Deadlines that are over and not noted as done.
    pub overdue: usize,
}

/// What a survey rests on.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// What schools are owed.
    pub duties: &'a [Duty],
    /// Terms and holidays.
    pub calendar: &'a Calendar,
    /// The day.
    pub today: NaiveDate,
    /// What a form costs in days, if it costs any.
    pub cost: &'a dyn Fn(&str) -> Option<Ledger>,
}

/// Surveys schools (slug and record), their sessions and the actions still open.
pub fn survey(
    schools: Vec<(String, Record)>,
    sessions: &[Summary],
    register: Vec<Registered>,
    ground: Ground<'_>,
) -> Caseload {
    let Ground { duties, calendar, today, cost } = ground;
    let one = |(slug, record): (String, Record)| {
        let own: Vec<&Summary> = sessions.iter().filter(|s| s.school_slug == slug).collect();
        let name = match record.fact("name") {
            "" => slug.clone(),
            name => name.to_owned(),
        };
        SchoolYear {
            owed: owed(duties, &record, &own, calendar, today),
            days: ledger(&record, &own, calendar, today, cost),
            open_actions: register.iter().filter(|r| r.school_slug == slug).count(),
            overdue: own.iter().flat_map(|s| &s.due).filter(|d| !d.done && d.on < today).count(),
            slug,
            name,
            record,
        }
    };
    let mut schools: Vec<SchoolYear> = schools.into_iter().map(one).collect();
    schools.sort_by(|a, b| a.name.cmp(&b.name));
    Caseload { year: calendar.school_year_of(today).to_string(), schools, register }
}
