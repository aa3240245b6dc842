//! `governor`: a governor is invited to every visit, without fail in Autumn (PR-08, GV-01, AM-29; handbook 9).
//!
//! Who was invited and did not come is asked for by a waiver: its reason is the stated reason.

use super::{Context, Found, Place, Rule};
use crate::forms::{Kind, Severity};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "governor",
    label: "Governor not invited, or not there",
    handbook: "9",
    example: "The visit is confirmed, and no governor was invited",
    find,
};

/// The roles of governors.
const GOVERNORS: &[&str] = &["GOV", "CG", "Governor"];

fn find(context: &Context<'_>) -> Vec<Found> {
    let filled = &context.filled;
    let expected = filled.session.people().iter().any(|person| GOVERNORS.contains(&person.role.as_str()));
    let one = |field: &crate::forms::Field| {
        let said = filled.value(&field.id);
        let place = Place::Field(field.id.clone());
        if said.starts_with("not") || (said.is_empty() && !expected) {
            let message = "No governor is invited: invite one (handbook 9), or waive this with the reason";
            Some(Found::new(place, message).about("not invited"))
        } else if said.starts_with("invited") {
            let message = "The governor was invited and did not attend: ask why, and waive this with the reason";
            Some(Found::new(place, message).about("absent").weighing(Severity::Warning))
        } else {
            None
        }
    };
    context.fields().filter(|field| matches!(field.kind, Kind::Choice(_))).filter_map(one).collect()
}
