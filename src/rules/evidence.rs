//! `evidence`: each commentary states at least one piece of evidence (NV-04; handbook 9).
//!
//! Evidence is a figure, something seen, said, counted or read; an entry tagged observed or reported under the same item
//! counts for its commentaries.

use super::change::{Words as Changes, is_stated as is_change};
use super::described::is_described;
use super::thin::is_thin;
use super::told::{Words, is_stated};
use super::{Context, Found, Place, Rule, short};
use crate::forms::Kind;
use crate::grammar::Kind as EntryKind;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "evidence",
    label: "Commentary without evidence",
    handbook: "9",
    example: "“The school knows itself well”: what shows it?",
    find,
};

fn find(context: &Context<'_>) -> Vec<Found> {
    let form = context.filled.form;
    let (list, mut found) = (Words::shipped(), Vec::new());
    for field in context.fields().filter(|field| field.kind == Kind::LongText) {
        let text = context.filled.value(&field.id);
        let item = form.item_of(&field.id).map_or("", |item| item.id.as_str());
        let tagged = |kind: EntryKind| matches!(kind, EntryKind::Observed | EntryKind::Reported);
        let noted = context.filled.session.standing(item).any(|entry| tagged(entry.kind));
        if text.trim().is_empty() || noted || is_stated(&text, list) || !(is_claim(&text) || is_thin(&text)) {
            continue;
        }
        let message = format!(
            "“{}” states no evidence: say what shows it (data, books, lessons, what you were told), reported or observed",
            short(&field.label)
        );
        found.push(Found::new(Place::Field(field.id.clone()), message));
    }
    found
}

/// Whether a text claims, judges or describes: what wants evidence.
fn is_claim(text: &str) -> bool {
    is_described(text) || is_change(text, Changes::shipped())
}
