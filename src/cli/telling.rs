//! What was set, in words: said on standard error, so that what a script reads stays as it is.

use crate::calendar::long;
use crate::forms::{Kind, print};
use crate::session::{Change, Row, Session, Target};
use crate::store::Context;

/// Most letters of a value that are said.
const LONGEST: usize = 60;

/// Says what changes have done to a session, a sentence each; `after` is the session as they left it.
pub(super) fn told(context: &Context, after: &Session, changes: &[Change]) -> Vec<String> {
    // A row that was added for a cell is told with the cell.
    let in_cell = |table: &str, at: usize| {
        changes.iter().any(|change| {
            matches!(change, Change::Edit { target: Target::Cell { table: its, row, .. }, .. } if its == table && *row == at)
        })
    };
    let sentence = |change: &Change| match change {
        Change::Edit { target, .. } => Some(of_text(context, after, target)),
        Change::Row { table, at, to: Some(row), .. } if !in_cell(table, *at) => Some(of_row(context, table, *at, row)),
        Change::Date { to, .. } => Some(format!("the day is {}", long(*to))),
        Change::Meets { to, .. } if to.is_unknown() => Some("its time and place are not noted".to_owned()),
        Change::Meets { to, .. } => Some(format!("it is on {}{}", long(after.date()), to.said())),
        Change::Confidentiality { to, .. } => Some(format!("confidentiality is {}", to.label())),
        Change::State { to: Some(to), .. } | Change::StateAt { to: Some(to), .. } => {
            Some(format!("{} on {}", state(context, &to.state), long(to.on)))
        }
        Change::State { from: Some(from), to: None } | Change::StateAt { from: Some(from), to: None, .. } => {
            Some(format!("{} is taken back", state(context, &from.state)))
        }
        Change::Row { .. }
        | Change::State { .. }
        | Change::StateAt { .. }
        | Change::Entry { .. }
        | Change::Stop { .. }
        | Change::Prompt { .. }
        | Change::Waiver { .. }
        | Change::Tick { .. }
        | Change::Person { .. }
        | Change::School { .. }
        | Change::Sent { .. }
        | Change::Received { .. }
        | Change::Topic { .. }
        | Change::TakenFrom { .. } => None,
    };
    changes.iter().filter_map(sentence).collect()
}

fn state<'a>(context: &'a Context, id: &'a str) -> &'a str {
    context.form.states.iter().find(|state| state.id == id).map_or(id, |state| state.label.as_str())
}

/// A field or cell, and what it holds now.
fn of_text(context: &Context, after: &Session, target: &Target) -> String {
    let path = match target {
        Target::Field(path) => path.clone(),
        Target::Cell { table, row, column } => format!("{table}.{}.{column}", row + 1),
        Target::Draft(_) | Target::Entry(_) | Target::Measure(_) | Target::Progress(_) | Target::Impact(_) => {
            return "the words of an entry".to_owned();
        }
    };
    let kept = after.text(target);
    let Ok(cell) = context.form.cell(&path) else { return format!("{path} is {kept}") };
    let scale = cell.scale.as_ref().and_then(|id| context.scales.iter().find(|scale| scale.id == *id));
    let place = place(context, &path, cell.label);
    match kept {
        "" => format!("{place} is empty now"),
        kept => format!("{place} is {}", shortened(&print(cell.kind, scale, kept))),
    }
}

/// What a field or cell is called: a judgement with its column, a cell with its table and row.
fn place(context: &Context, path: &str, label: &str) -> String {
    let label = label.trim_end_matches(':');
    let parts: Vec<&str> = path.split('.').collect();
    match parts.as_slice() {
        [row, column] => {
            let graded = context.form.judgement(row).and_then(|(field, _)| match &field.kind {
                Kind::Grades { columns, .. } => columns.iter().find(|known| known.id == *column),
                _ => None,
            });
            let graded = graded.filter(|column| !column.label.is_empty());
            graded.map_or_else(|| format!("“{label}”"), |column| format!("“{label}”, {},", column.label))
        }
        [field, row, _] => {
            let table = context.form.field(field).map_or(*field, |field| field.label.trim_end_matches(':'));
            let cell = if label.is_empty() { String::new() } else { format!("“{label}” in ") };
            format!("{cell}row {row} of “{table}”")
        }
        _ => format!("“{label}”"),
    }
}

/// A row that was added, with what stands in it.
fn of_row(context: &Context, table: &str, at: usize, row: &Row) -> String {
    let label = context.form.field(table).map_or(table, |field| field.label.trim_end_matches(':'));
    let cells: Vec<String> = row.values().filter(|cell| !cell.is_empty()).map(|cell| shortened(cell)).collect();
    format!("row {} of “{label}” is {}", at + 1, cells.join(" · "))
}

/// The first letters of a value, in one line.
fn shortened(value: &str) -> String {
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let head: String = line.chars().take(LONGEST - 1).collect();
    format!("{}…", head.trim_end())
}
