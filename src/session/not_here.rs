//! Judgements that are not applicable at a school, by its record: they stand so when a session begins, and can be changed.

use super::{Change, Record, Session, Target};
use crate::forms::{Form, Kind, NOT_APPLICABLE};

/// What gives the judgements of a form that do not apply to a school their mark, where nothing stands yet.
pub fn not_here(form: &Form, session: &Session, school: &Record) -> Vec<Change> {
    let fact = |name: &str| school.fact(name).to_owned();
    let out = form.grid.iter().flat_map(|grid| &grid.not_here).filter(|out| out.when.holds(&fact));
    let mut changes = Vec::new();
    for field in out.filter_map(|out| form.field(&out.field)) {
        let Kind::Grades { rows, columns, .. } = &field.kind else { continue };
        let graded = || columns.iter().filter(|column| matches!(column.kind, Kind::Grade { .. }));
        let cells = rows.iter().flat_map(|row| graded().map(move |column| format!("{}.{}", row.id, column.id)));
        changes.extend(cells.filter(|cell| session.field(cell).is_empty()).map(|cell| {
            let (target, insert) = (Target::Field(cell), NOT_APPLICABLE.to_owned());
            Change::Edit { target, at: 0, remove: String::new(), insert }
        }));
    }
    changes
}
