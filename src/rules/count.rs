//! `count`: normally no more than four recommendations (RE-01, AM-22; handbook 9). A waiver's reason is the stated reason.

use super::{Context, Found, Place, Rule};
use crate::forms::Kind;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "count",
    label: "More than four recommendations",
    handbook: "9",
    example: "A fifth recommendation, and no reason for it",
    find,
};

/// How many there normally are at most.
const MOST: usize = 4;

fn find(context: &Context<'_>) -> Vec<Found> {
    let tables = context.fields().filter(|field| matches!(field.kind, Kind::Table { .. }));
    let counted = tables.map(|field| {
        let rows = context.filled.rows(field).into_iter();
        (field, rows.filter(|row| row.cells.values().any(|cell| !cell.trim().is_empty())).count())
    });
    let too_many = counted.filter(|(_, count)| *count > MOST);
    too_many
        .map(|(field, count)| {
            let message = format!(
                "There are {count} recommendations, normally no more than {MOST}: take some out, or waive this with the reason"
            );
            Found::new(Place::Field(field.id.clone()), message)
        })
        .collect()
}
