//! `count`: normally no more than four recommendations (RE-01, AM-22; handbook 9). A waiver's reason is the stated reason.

use super::{Place, Rule, in_scope};
use crate::forms::{Kind, RuleUse};
use crate::session::Filled;

/// The rule.
pub(super) const RULE: Rule = Rule { id: "count", label: "More than four recommendations", handbook: "9", find };

/// How many there normally are at most.
const MOST: usize = 4;

fn find(filled: &Filled<'_>, usage: &RuleUse) -> Vec<(Place, String)> {
    let tables =
        filled.form.all_fields().filter(|f| matches!(f.kind, Kind::Table { .. }) && in_scope(filled, usage, &f.id));
    let counted = tables.map(|field| {
        let rows = filled.rows(field).into_iter().filter(|row| row.cells.values().any(|cell| !cell.trim().is_empty()));
        (field, rows.count())
    });
    let too_many = counted.filter(|(_, count)| *count > MOST);
    too_many
        .map(|(field, count)| {
            let text = format!("There are {count} recommendations; normally no more than {MOST}: take some out, or waive this with the reason");
            (Place::Field(field.id.clone()), text)
        })
        .collect()
}
