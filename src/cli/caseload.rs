//! The commands over the whole caseload: schools and open actions.

use std::io::Write;
use std::path::PathBuf;

use chrono::NaiveDate;

use super::document::{Overwrite, write_list};
use super::{Usage, now, school_meant};
use crate::calendar::{SchoolYear, SchoolYearError, counted};
use crate::caseload::{Apart, Of, Stage, caseload_list, register_list};
use crate::store::Desk;

/// How a list is given.
pub(super) enum How {
    /// In lines to be read.
    Lines,
    /// As JSON.
    Json,
    /// As a document.
    File(PathBuf, Overwrite),
}

impl How {
    pub(super) fn of(json: bool, output: Option<PathBuf>, force: bool) -> Self {
        match output {
            Some(path) => Self::File(path, if force { Overwrite::Yes } else { Overwrite::No }),
            None if json => Self::Json,
            None => Self::Lines,
        }
    }
}

/// Lists schools with their year, this one unless another is asked for.
pub(super) fn schools(desk: &Desk, year: Option<&str>, how: &How, out: &mut dyn Write) -> anyhow::Result<()> {
    let today = now().date();
    let year = school_year(desk, year, today)?;
    let caseload = desk.caseload_of(year, today)?;
    match how {
        How::Json => return Ok(writeln!(out, "{}", serde_json::to_string_pretty(&caseload.schools)?)?),
        How::File(path, overwrite) => {
            let schools: Vec<_> = caseload.schools.iter().collect();
            let list = caseload_list(&schools, year, Of { me: &desk.me, today });
            return write_list(&list, path, *overwrite, out);
        }
        How::Lines => {}
    }
    if caseload.schools.is_empty() {
        super::complain("no school has a record here; nov school NAME phase=primary makes one");
    }
    for school in &caseload.schools {
        let days = &school.days;
        writeln!(
            out,
            "{}  {} of {} days used{}, {} planned  {}  {} overdue",
            school.name,
            days.used(),
            days.allowed,
            days.beside(),
            days.planned,
            counted(school.open_actions, "open action"),
            counted(school.overdue, "deadline")
        )?;
        let visits = school.visits;
        writeln!(out, "  visits: {} held, {} arranged, {}", visits.held, visits.planned, visits.asked())?;
        for (session, tell) in &school.to_tell {
            writeln!(out, "  tell the {} {}: {}  {session}", tell.to, tell.soon, tell.words)?;
        }
        if days.extra_not_agreed {
            writeln!(out, "  no agreement noted beforehand: {} extra days", days.extra)?;
        }
        if let Some(beyond) = days.beyond() {
            writeln!(out, "  {beyond}")?;
        }
        for remark in &school.remarks {
            writeln!(out, "  {remark}")?;
        }
        for event in days.events.iter().filter(|event| event.agreed_late) {
            writeln!(out, "  agreed only afterwards: {}  {}  {}", event.name, event.session, event.agreement)?;
        }
        for event in days.events.iter().filter(|event| event.not_agreed) {
            writeln!(out, "  no agreement noted beforehand: {}  {}", event.name, event.session)?;
        }
        for owed in &school.owed {
            let stage = match owed.stage {
                Stage::Held(on) => format!("held {on}"),
                Stage::Planned(on) => format!("planned {on}"),
                Stage::Open => owed.until.map_or("not begun".to_owned(), |until| format!("not begun, by {until}")),
                Stage::Missing => "missing".to_owned(),
            };
            writeln!(out, "  {}: {stage}", owed.label)?;
        }
    }
    Ok(())
}

/// A school's record with its year and what is open at it.
pub(super) fn school_as_json(desk: &Desk, name: &str, out: &mut dyn Write) -> anyhow::Result<()> {
    let slug = desk.known_school(name)?.slug;
    let caseload = desk.caseload(now().date())?;
    let Some(school) = caseload.schools.into_iter().find(|school| school.slug == slug) else {
        return Err(Usage(format!("“{name}” is here only to practise on")).into());
    };
    let register: Vec<_> = caseload.register.into_iter().filter(|action| action.school_slug == slug).collect();
    let said = serde_json::json!({ "year": caseload.year, "school": school, "actions": register });
    writeln!(out, "{}", serde_json::to_string_pretty(&said)?)?;
    Ok(())
}

/// Which actions are listed.
pub(super) struct Wish {
    /// Only of this school.
    pub school: Option<String>,
    /// Only of this owner.
    pub owner: Option<String>,
    /// Only those whose day is over.
    pub overdue: bool,
    /// Those done or dropped too.
    pub all: bool,
    /// Whether those in confidential papers go into a file.
    pub apart: Apart,
}

/// Lists actions and recommendations, each once.
pub(super) fn actions(desk: &Desk, wish: &Wish, how: &How, out: &mut dyn Write) -> anyhow::Result<()> {
    let today = now().date();
    super::name_damaged(&desk.shelf()?);
    let mut register = if wish.all { desk.register()? } else { desk.caseload(today)?.register };
    if let Some(school) = &wish.school {
        let slug = school_meant(desk, school)?.slug;
        register.retain(|action| action.school_slug == slug);
    }
    if let Some(owner) = &wish.owner {
        let wanted = owner.to_lowercase();
        let is_of = |known: &String| {
            let known = known.to_lowercase();
            known == wanted || known.split_whitespace().any(|part| part == wanted)
        };
        register.retain(|action| action.owners.iter().any(is_of));
    }
    register.retain(|action| !wish.overdue || action.is_overdue(today));
    match how {
        How::Json => return Ok(writeln!(out, "{}", serde_json::to_string_pretty(&register)?)?),
        How::File(path, overwrite) => {
            let apart = register.iter().filter(|action| action.confidential).count();
            if apart > 0 && wish.apart == Apart::LeftOut {
                super::complain(&format!(
                    "{apart} left out, as they stand in confidential papers; --confidential puts them in"
                ));
            }
            let title = if wish.all { "Actions and recommendations" } else { "Open actions and recommendations" };
            let list =
                register_list(&register.iter().collect::<Vec<_>>(), wish.apart, title, Of { me: &desk.me, today });
            return write_list(&list, path, *overwrite, out);
        }
        How::Lines => {}
    }
    for action in &register {
        let due = action.due.map_or("no date   ".to_owned(), |due| due.to_string());
        let late = if action.is_overdue(today) { "  overdue" } else { "" };
        let (school, owners, text) = (&action.school, action.whose(), &action.text);
        let status = action.status.label();
        let apart = if action.confidential { "  confidential" } else { "" };
        writeln!(out, "{due}  {school}  {owners}  {text}  {status}{late}{apart}  {}  {}", action.meeting, action.id)?;
    }
    Ok(())
}

/// A school year as it is written, such as `2009/10`; without one, this year's.
pub(super) fn school_year(desk: &Desk, year: Option<&str>, today: NaiveDate) -> Result<SchoolYear, Usage> {
    match year {
        Some(year) => year.parse().map_err(|error: SchoolYearError| Usage(error.to_string())),
        None => Ok(desk.calendar.school_year_of(today)),
    }
}
