//! `fits`: what a field holds is something it takes, so that nothing half typed or misread is printed (NV-09; handbook 9).

use super::{Context, Found, Place, Rule, beginning};
use crate::forms::{Kind, accept};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "fits",
    label: "Words a field does not take",
    handbook: "9",
    example: "“Governor attendance” holds “yattended”; there are “attended” and “not invited”",
    find,
};

fn find(context: &Context<'_>) -> Vec<Found> {
    let session = context.filled.session;
    let mut found = Vec::new();
    for (path, text) in session.fields() {
        found.extend(misfit(context, path, text));
    }
    for (table, rows) in session.tables() {
        for (n, row) in rows.iter().enumerate() {
            for (column, text) in row {
                found.extend(misfit(context, &format!("{table}.{}.{column}", n + 1), text));
            }
        }
    }
    found
}

fn misfit(context: &Context<'_>, path: &str, text: &str) -> Option<Found> {
    let cell = context.filled.form.cell(path).ok().filter(|cell| context.in_scope(&cell.field.id))?;
    let scale = cell.scale.and_then(|id| context.filled.scales.iter().find(|scale| scale.id == id));
    let why = accept(cell.kind, scale, text, context.filled.session.date()).err()?;
    let row = in_row(context, path).map(|row| format!(" {row}")).unwrap_or_default();
    let message = format!("“{}”{row}: {why}; it is not printed until it is mended", cell.label.trim_end_matches(':'));
    Some(Found::new(Place::Field(path.to_owned()), message))
}

/// In which row of a table a cell stands, by its first words.
fn in_row(context: &Context<'_>, path: &str) -> Option<String> {
    let (table, rest) = path.split_once('.')?;
    let Kind::Table { columns } = &context.filled.form.field(table)?.kind else { return None };
    let at: usize = rest.split('.').next()?.parse().ok()?;
    let row = context.filled.session.table(table).get(at.checked_sub(1)?)?;
    let first = columns.first().and_then(|column| row.get(&column.id)).map_or("", String::as_str);
    let words = if first.trim().is_empty() { String::new() } else { format!(" (“{}”)", beginning(first)) };
    Some(format!("of row {at}{words}"))
}
