//! `beforehand`: what is to be agreed before an event was agreed before it (TM-08; handbook 3).

use super::{Context, Found, Place, Rule};
use crate::calendar::long;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "beforehand",
    label: "Agreed only afterwards",
    handbook: "3",
    example: "The SIP manager agreed to the meeting two days after it",
    find,
};

fn find(context: &Context<'_>) -> Vec<Found> {
    let filled = &context.filled;
    let Some(first) = filled.session_days().into_iter().min() else { return Vec::new() };
    let one = |field: &crate::forms::Field| {
        let on = filled.value(&field.id).parse().ok().filter(|on| *on > first)?;
        let message = format!(
            "Agreed only afterwards, on {}, and not before {}: mend the day, or waive this with the reason",
            long(on),
            long(first)
        );
        Some(Found::new(Place::Field(field.id.clone()), message))
    };
    context.fields().filter_map(one).collect()
}
