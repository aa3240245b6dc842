//! What is due for a session, and when (NV-11, NV-12, RT-04, OF-11; AM-03 for the counting).

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Filled;
use crate::calendar::{Count, due};
use crate::forms::When;

/// Something due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// Deadline id of the form.
    pub id: String,
    /// What.
    pub label: String,
    /// The day, as counted by the user's setting.
    pub on: NaiveDate,
    /// The day if counted in calendar days.
    pub calendar: NaiveDate,
    /// Time of day, if any.
    pub at: Option<String>,
    /// Whether it is done.
    pub done: bool,
}

/// All deadlines of a session, soonest first. One whose starting date is not known is left out.
pub fn deadlines(filled: &Filled<'_>) -> Vec<Due> {
    let count = filled.count;
    let cancelled = filled.session.state() == Some("cancelled");
    let one = |deadline: &crate::forms::Deadline| {
        let (on, calendar) = dates(filled, &deadline.when, count)?;
        let by_field = deadline.done_by.as_ref().is_some_and(|field| !filled.value(field).is_empty());
        let reached = |state: &String| filled.session.states().iter().any(|r| r.state == *state);
        let done = cancelled || by_field || deadline.done_in.as_ref().is_some_and(reached);
        Some(Due {
            id: deadline.id.clone(),
            label: deadline.label.clone(),
            on,
            calendar,
            at: deadline.at.clone(),
            done,
        })
    };
    let mut all: Vec<Due> = filled.form.deadlines.iter().filter_map(one).collect();
    all.sort_by_key(|due| due.on);
    all
}

fn dates(filled: &Filled<'_>, when: &When, count: Count) -> Option<(NaiveDate, NaiveDate)> {
    let counted = |base, days: i64| (due(base, days, count), due(base, days, Count::Calendar));
    match when {
        When::After { days, from } => Some(counted(base(filled, from)?, i64::from(*days))),
        When::Before { days, from } => Some(counted(base(filled, from)?, -i64::from(*days))),
        When::CalendarBefore { days, from } => {
            let on = base(filled, from)?.checked_sub_days(Days::new(u64::from(*days)))?;
            Some((on, on))
        }
        When::By(day) => {
            let (month, day) = day.split_once('-')?;
            let (month, day) = (month.parse().ok()?, day.parse().ok()?);
            let date = filled.session.date();
            // A school year runs from September: a day in autumn falls in its first calendar year.
            let first = if date.month() >= 9 { date.year() } else { date.year() - 1 };
            let on = NaiveDate::from_ymd_opt(if month >= 9 { first } else { first + 1 }, month, day)?;
            Some((on, on))
        }
    }
}

/// The date a deadline counts from: the session's last day, or the last date in a field.
fn base(filled: &Filled<'_>, from: &str) -> Option<NaiveDate> {
    let session = filled.session.date();
    if from != "session" {
        return last_date(&filled.value(from));
    }
    // A visit in two parts counts from its last part (AM-04).
    let in_tables = filled.session.tables().flat_map(|(field, rows)| {
        let is_visit = field == "visit-dates";
        rows.iter().filter(move |_| is_visit).filter_map(|row| last_date(row.get("date")?))
    });
    Some(in_tables.max().map_or(session, |last| last.max(session)))
}

fn last_date(text: &str) -> Option<NaiveDate> {
    text.split(|c: char| c == ',' || c.is_whitespace())
        .flat_map(|part| part.split(".."))
        .filter_map(|p| p.parse().ok())
        .max()
}
