//! The course of a session in lines for reading: the states it went through, and what is due, counted both ways
//! (NV-18, AM-03, AM-04).

use chrono::{NaiveDate, NaiveDateTime};

use crate::calendar::{Count, long};
use crate::session::{Due, Filled, deadlines, stands_at};

/// States and deadlines of a session.
pub fn course(filled: &Filled<'_>, now: NaiveDateTime) -> Vec<String> {
    let session = filled.session;
    let mut lines = vec!["States".to_owned()];
    let label = |state: &str| {
        let known = filled.form.states.iter().find(|known| known.id == state);
        known.map_or_else(|| state.to_owned(), |known| known.label.clone())
    };
    let reached: Vec<(String, NaiveDate)> = session.states().iter().map(|r| (label(&r.state), r.on)).collect();
    let widest = reached.iter().map(|(label, _)| label.chars().count()).max().unwrap_or_default();
    if reached.is_empty() {
        lines.push("  none noted yet".to_owned());
    }
    lines.extend(reached.into_iter().map(|(label, on)| format!("  {label:<widest$}  {}", long(on))));
    // Where it stands by what was sent, without anybody noting it.
    let by_sending = stands_at(filled).filter(|state| session.reached(state).is_none());
    lines.extend(by_sending.map(|state| format!("  {}, as everybody on the list has it", label(&state))));
    lines.extend([String::new(), "Due".to_owned()]);
    let all = deadlines(filled);
    if all.is_empty() {
        lines.push("  nothing, as far as dates are known".to_owned());
    }
    for due in &all {
        lines.push(format!("  {}", due.label));
        lines.push(format!("    {}", when(due, filled.count, now)));
        if let Some(again) = due.again {
            lines.push(format!("    {} if counted from the day it was agreed, which was late", long(again)));
        }
    }
    if let Some(due) = all.iter().find(|due| !due.known) {
        lines.extend([String::new(), unknown_terms(&filled.calendar.school_year_of(due.on).to_string())]);
    }
    lines
}

/// When something is due, counted both ways, and how far that is.
fn when(due: &Due, count: Count, now: NaiveDateTime) -> String {
    let at = due.at.as_ref().map(|at| format!(", {at}")).unwrap_or_default();
    let other = match count {
        Count::Working => "calendar",
        Count::Calendar => "working",
    };
    let otherwise = due.otherwise().map(|on| format!(" (in {other} days: {})", long(on))).unwrap_or_default();
    // What matters most first: on a narrow screen the end of a line is cut.
    format!("{} · {}{at}{otherwise}", due.said(now), long(due.on))
}

/// What is said where the terms of a year are not known.
pub fn unknown_terms(year: &str) -> String {
    format!("The terms of {year} are not known: its days are counted by weekdays, bank holidays left out.")
}
