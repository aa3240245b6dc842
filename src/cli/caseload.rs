//! The commands over the whole caseload: schools and open actions.

use std::io::Write;

use super::now;
use crate::caseload::Stage;
use crate::store::Desk;

/// Lists schools with their year.
pub(super) fn schools(desk: &Desk, as_json: bool, out: &mut dyn Write) -> anyhow::Result<()> {
    let caseload = desk.caseload(now().date())?;
    if as_json {
        writeln!(out, "{}", serde_json::to_string_pretty(&caseload.schools)?)?;
        return Ok(());
    }
    for school in &caseload.schools {
        let days = &school.days;
        writeln!(
            out,
            "{}  {} of {} days used, {} planned  {} open actions  {} overdue",
            school.name,
            days.used(),
            days.allowed,
            days.planned,
            school.open_actions,
            school.overdue
        )?;
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

/// Lists open actions, each once.
pub(super) fn actions(desk: &Desk, as_json: bool, out: &mut dyn Write) -> anyhow::Result<()> {
    let caseload = desk.caseload(now().date())?;
    if as_json {
        writeln!(out, "{}", serde_json::to_string_pretty(&caseload.register)?)?;
        return Ok(());
    }
    for action in &caseload.register {
        let due = action.due.map_or("no date   ".to_owned(), |due| due.to_string());
        writeln!(out, "{due}  {}  {}  {}  {}", action.school, action.owners.join(", "), action.text, action.id)?;
    }
    Ok(())
}
