//! `levels`: two levels of progress is named among the targets in Spring and Summer (DA-03; handbook 11, 13).

use super::{Context, Found, Place, Rule};
use crate::forms::Kind;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "levels",
    label: "Two levels of progress not named",
    handbook: "11, 13",
    example: "The table of targets has “Level 4 English” alone",
    find,
};

/// How it is written.
const NAMES: [&str; 4] = ["two levels", "2 levels", "two-level", "2-level"];
/// The key stage over which it is counted.
const STAGE: &str = "KS2";

fn find(context: &Context<'_>) -> Vec<Found> {
    let filled = &context.filled;
    let stages = filled.value("key-stages");
    if !(stages.is_empty() || stages.contains(STAGE)) {
        return Vec::new();
    }
    let is_named = |text: &str| NAMES.iter().any(|name| text.to_lowercase().contains(name));
    let tables = context.fields().filter(|field| matches!(field.kind, Kind::Table { .. }));
    let lacking = tables.filter_map(|field| {
        let rows = filled.rows(field);
        let said = rows.iter().any(|row| row.cells.values().any(|cell| !cell.trim().is_empty()));
        let item = filled.form.item_of(&field.id).map(|item| item.id.clone());
        let noted = item.is_some_and(|item| filled.session.standing(&item).any(|entry| is_named(&entry.text)));
        let named = noted || rows.iter().any(|row| row.cells.values().any(|cell| is_named(cell)));
        let next = filled.session.table(&field.id).len() + 1;
        (said && !named).then(|| {
            let message = "The targets do not name two levels of progress in English and mathematics; add a row for \
                           each, or waive this with the reason";
            let Kind::Table { columns } = &field.kind else { return None };
            let first = columns.first().map_or("", |column| column.id.as_str());
            Some(Found::new(Place::Field(format!("{}.{next}.{first}", field.id)), message).keyed(field.id.clone()))
        })?
    });
    lacking.collect()
}
