//! `same`: what a form asks in two places is answered alike in both (NV-09; handbook 9).

use super::{Context, Found, Mend, Place, Rule, short};
use crate::forms::{Field, Source};
use crate::session::Target;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "same",
    label: "One thing said in two ways",
    handbook: "9",
    example: "The first page says “Substantial” and the level agreed is “Intensive”",
    find,
};

fn find(context: &Context<'_>) -> Vec<Found> {
    let filled = &context.filled;
    let one = |field: &Field| {
        let other = field.from.as_ref().and_then(other)?;
        let other = filled.form.field(other).filter(|other| filled.field_applies(other))?;
        let (here, there) = (filled.value(&field.id), filled.value(&other.id));
        if here.is_empty() || there.is_empty() || here == there {
            return None;
        }
        let (label, label_of_other) = (short(&field.label), short(&other.label));
        let message = format!("“{label}” says {here} and “{label_of_other}” says {there}: mend the one that is not so");
        let typed = filled.session.field(&field.id).to_owned();
        let target = Target::Field(field.id.clone());
        let mend = Mend::rewrite(format!("write “{there}” under “{label}”"), &target, &typed, there.into_owned());
        Some(Found::new(Place::Field(field.id.clone()), message).with([mend]))
    };
    context.fields().filter_map(one).collect()
}

/// The other field that a field takes its answer from.
fn other(source: &Source) -> Option<&str> {
    match source {
        Source::Field(id) => Some(id),
        Source::First(sources) => sources.iter().find_map(other),
        _ => None,
    }
}
