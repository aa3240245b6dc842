//! `fits`: what a field holds is something it takes, so that nothing half typed or misread is printed (NV-09; handbook 9).

use super::{Context, Found, Place, Rule};
use crate::forms::accept;

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
    let message = format!("“{}”: {why}; it is not printed until it is mended", cell.label.trim_end_matches(':'));
    Some(Found::new(Place::Field(path.to_owned()), message))
}
