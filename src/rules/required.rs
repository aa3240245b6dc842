//! `required`: every part the form asks for is there (NV-02, NV-03; handbook 2 and 9).

use super::{Place, Rule, in_scope};
use crate::forms::RuleUse;
use crate::session::Filled;

/// The rule.
pub(super) const RULE: Rule =
    Rule { id: "required", label: "Parts that have to be filled and are empty", handbook: "2, 9", find };

fn find(filled: &Filled<'_>, usage: &RuleUse) -> Vec<(Place, String)> {
    let fields =
        filled.form.sections.iter().flat_map(|section| section.fields.iter().map(move |field| (section, field)));
    fields
        .filter(|(_, field)| in_scope(filled, usage, &field.id) && filled.is_missing(field))
        .map(|(section, field)| {
            let place = if section.title.is_empty() { String::new() } else { format!(" in “{}”", section.title) };
            (Place::Field(field.id.clone()), format!("“{}”{place} is still empty", field.label))
        })
        .collect()
}
