//! `purposes`: each required purpose of a meeting is answered before it closes (RT-07; handbook 15).
//!
//! A purpose counts as answered by its field, or by an entry that answers its prompt.

use super::{Context, Found, Place, Rule};
use crate::forms::Field;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "purposes",
    label: "Purposes not answered yet",
    handbook: "15",
    example: "Nothing is said of “Groups on track to RAP targets”",
    find,
};

fn find(context: &Context<'_>) -> Vec<Found> {
    let open = context.fields().filter(|field| !context.filled.is_filled(field));
    let one = |field: &Field| {
        let message = format!("“{}” is not answered yet: answer it, or note a line from its prompt", field.label);
        Found::new(Place::Field(field.id.clone()), message)
    };
    open.map(one).collect()
}
