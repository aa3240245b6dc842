//! `nov due` and `nov calendar`: what is due, counted both ways, and the dates of the school year.

use std::io::Write;

use serde_json::{Value, json};

use super::{Usage, now, sessions};
use crate::calendar::{CalendarDate, SchoolYear, YearPlan};
use crate::caseload::{Of, Owed, Stage, Summary, ToKeep, ToTell, course, due_list, to_tell, unknown_terms};
use crate::export::FORMATS;
use crate::session::{Due, Met, deadlines};
use crate::store::Desk;

/// One thing to do or to keep.
enum Row {
    /// Somebody has to be told of a concern; it stands in no file, as its words are for the user alone.
    Tell(Box<Summary>, ToTell),
    Due(Box<Summary>, Due),
    Date(CalendarDate),
    /// What a school of that name is owed now or soon; no name: what is asked of the user.
    Pressing(String, Owed),
}

impl Row {
    fn to_keep(&self) -> Option<ToKeep<'_>> {
        match self {
            Self::Tell(..) => None,
            Self::Due(session, due) => Some(ToKeep::Due(session, due)),
            Self::Date(date) => Some(ToKeep::Date(date)),
            Self::Pressing(school, owed) => Some(ToKeep::Pressing(school, owed)),
        }
    }
}

/// Who has to be told of a concern, what is not done yet, and the dates of the calendar to come, soonest first.
fn rows(desk: &Desk) -> anyhow::Result<Vec<Row>> {
    let shelf = desk.shelf()?;
    super::name_damaged(&shelf);
    let dates = desk.to_keep(&shelf.phases, now().date());
    let open = |s: &Summary| -> Vec<Row> {
        s.due.iter().filter(|d| d.is_open()).map(|d| Row::Due(Box::new(s.clone()), d.clone())).collect()
    };
    let mut rows: Vec<Row> = shelf.sessions.iter().flat_map(open).collect();
    rows.extend(dates.into_iter().map(Row::Date));
    let pressing = desk.pressing(&shelf, now().date());
    rows.extend(pressing.into_iter().map(|(school, owed)| Row::Pressing(school, owed)));
    rows.sort_by_key(|row| row.to_keep().map(|row| row.on()));
    let telling = to_tell(&shelf.sessions).into_iter().map(|(s, tell)| Row::Tell(Box::new(s.clone()), tell.clone()));
    Ok(telling.chain(rows).collect())
}

/// Lists what is due.
pub(super) fn list(desk: &Desk, out: &mut dyn Write) -> anyhow::Result<()> {
    let rows = rows(desk)?;
    for row in &rows {
        match row {
            Row::Tell(s, tell) => {
                let since = tell.since.format("%Y-%m-%d %H:%M");
                writeln!(out, "{}  {}: tell the {}: {}  since {since}", tell.soon, s.school, tell.to, tell.words)?;
            }
            Row::Due(s, d) => {
                let at = d.at.as_ref().map(|at| format!(" {at}")).unwrap_or_default();
                let other = if d.on == d.working { "calendar" } else { "working" };
                let otherwise = d.otherwise().map(|on| format!(", in {other} days {on}")).unwrap_or_default();
                let again = d.again.map(|on| format!(", counted from its agreement {on}")).unwrap_or_default();
                let far = d.countdown_both(now());
                writeln!(out, "{}{at}  {}: {} ({})  {far}{otherwise}{again}", d.on, s.school, d.label, s.form_name)?;
            }
            Row::Date(date) => writeln!(out, "{}  {}", date.on, date.said(|day| day.to_string()))?,
            Row::Pressing(school, owed) => {
                let stage = if owed.stage == Stage::Missing { "missing" } else { "not begun" };
                let on = owed.until.map_or_else(|| "no day known".to_owned(), |until| until.to_string());
                writeln!(out, "{on}  {}  {stage}", owed.said_of(school))?;
            }
        }
    }
    let unknown = rows.iter().filter(|row| matches!(row, Row::Due(_, due) if !due.known));
    let days = unknown.filter_map(|row| Some(row.to_keep()?.on()));
    let mut years: Vec<SchoolYear> = days.map(|on| desk.calendar.school_year_of(on)).collect();
    years.sort_unstable();
    years.dedup();
    for year in years {
        writeln!(out, "{}", unknown_terms(&year.to_string()))?;
    }
    Ok(())
}

/// Lists what is due as JSON; dates of the calendar have no session.
pub(super) fn as_json(desk: &Desk, out: &mut dyn Write) -> anyhow::Result<()> {
    let row = |row: Row| match row {
        Row::Tell(s, tell) => {
            let on = tell.since.date();
            json!({
                "session": s.id, "school": s.school, "deadline": "tell",
                "label": format!("tell the {} {}: {}", tell.to, tell.soon, tell.words), "on": on, "working": on,
                "calendar": on, "at": null, "again": null, "known": true, "done": false, "overdue": on < now().date(),
            })
        }
        Row::Due(s, d) => deadline(&s.id, &s.school, &d),
        Row::Date(date) => json!({
            "session": "", "school": "", "deadline": date.kind, "label": date.label, "on": date.on, "working": date.on,
            "calendar": date.on, "at": null, "again": null, "known": true, "done": false, "overdue": false,
            "or": date.or,
            "printed": date.printed,
        }),
        Row::Pressing(school, owed) => json!({
            "session": "", "school": school, "deadline": owed.form, "label": owed.label, "on": owed.until,
            "working": owed.until, "calendar": owed.until, "at": null, "again": null, "known": owed.until.is_some(),
            "done": false, "overdue": owed.stage == Stage::Missing,
        }),
    };
    let rows: Vec<Value> = rows(desk)?.into_iter().map(row).collect();
    Ok(writeln!(out, "{}", serde_json::to_string_pretty(&rows)?)?)
}

fn deadline(session: &str, school: &str, d: &Due) -> Value {
    let done_on = match d.met {
        Met::Done(on) => on,
        Met::Open | Met::Passed | Met::Cancelled => None,
    };
    json!({
        "session": session, "school": school, "deadline": d.id, "label": d.label, "on": d.on, "working": d.working,
        "calendar": d.calendar, "at": d.at, "again": d.again, "known": d.known, "done": d.is_done(), "done_on": done_on,
        "passed": d.met == Met::Passed, "cancelled": d.met == Met::Cancelled, "overdue": d.is_overdue(now()),
    })
}

/// What is due as a calendar file.
pub(super) fn as_calendar(desk: &Desk, out: &mut dyn Write) -> anyhow::Result<()> {
    let rows = rows(desk)?;
    let rows: Vec<ToKeep<'_>> = rows.iter().filter_map(Row::to_keep).collect();
    let outline = due_list(&rows, Of { me: &desk.me, today: now().date() });
    let format = FORMATS.iter().find(|format| format.id == "ics");
    let format = format.ok_or_else(|| Usage("this nov writes no calendar files".to_owned()))?;
    Ok((format.write)(&outline, out)?)
}

/// The states and deadlines of one session, done or not.
pub(super) fn of_session(desk: &Desk, session: &str, as_json: bool, out: &mut dyn Write) -> anyhow::Result<()> {
    let session = sessions::read(desk, session)?;
    let context = desk.context(&session)?;
    let filled = desk.filled(&session, &context);
    if as_json {
        let all: Vec<Value> =
            deadlines(&filled).iter().map(|due| deadline(session.id(), session.school(), due)).collect();
        let states: Vec<Value> = session.states().iter().map(|r| json!({ "state": r.state, "on": r.on })).collect();
        let both = json!({ "session": session.id(), "states": states, "due": all });
        return Ok(writeln!(out, "{}", serde_json::to_string_pretty(&both)?)?);
    }
    for line in course(&filled, now()) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// What is known of school years.
pub(super) fn calendar(desk: &Desk, year: Option<&str>, as_json: bool, out: &mut dyn Write) -> anyhow::Result<()> {
    let known = desk.calendar.years();
    let wanted = year.map(str::parse::<SchoolYear>).transpose().map_err(|error| Usage(error.to_string()))?;
    let plans: Vec<&YearPlan> = known.iter().filter(|plan| wanted.is_none_or(|year| plan.year == year)).collect();
    if let (Some(year), true) = (wanted, plans.is_empty()) {
        let known: Vec<String> = known.iter().map(|plan| plan.year.to_string()).collect();
        let folder = desk.store.root().join("calendars");
        let text =
            format!("nothing is known of {year}, only of {}; put a file into {}", known.join(", "), folder.display());
        return Err(Usage(text).into());
    }
    if as_json {
        return Ok(writeln!(out, "{}", serde_json::to_string_pretty(&plans)?)?);
    }
    for (n, plan) in plans.iter().enumerate() {
        if n > 0 {
            writeln!(out)?;
        }
        for line in plan.lines() {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}
