//! `impact`: each commentary says what difference something made, rather than only what was done (NV-04; handbook 9).

use super::change::{Words, is_stated};
use super::described::is_described;
use super::thin::is_thin;
use super::{Context, Found, Place, Rule, short};
use crate::forms::Kind;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "impact",
    label: "Commentary that describes and states no impact",
    handbook: "9",
    example: "“Staff were trained in phonics”: what did pupils gain?",
    find,
};

fn find(context: &Context<'_>) -> Vec<Found> {
    let (list, mut found) = (Words::shipped(), Vec::new());
    for field in context.fields().filter(|field| field.kind == Kind::LongText) {
        let text = context.filled.value(&field.id);
        if text.trim().is_empty() || is_stated(&text, list) || !(is_described(&text) || is_thin(&text)) {
            continue;
        }
        let message = format!(
            "“{}” describes and states no impact: say what difference it made to pupils, or that it made none yet",
            short(&field.label)
        );
        found.push(Found::new(Place::Field(field.id.clone()), message));
    }
    found
}
