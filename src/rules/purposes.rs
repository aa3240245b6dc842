//! `purposes`: each required purpose of a meeting is answered before it closes (RT-07; handbook 15).
//!
//! A purpose counts as answered by its field, or by an entry that answers its prompt.

use super::{Context, Found, Place, Rule};
use crate::session::Filled;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "purposes",
    label: "Purposes not answered yet",
    handbook: "15",
    example: "Nothing is said of “Groups on track to RAP targets”",
    find,
};

fn find(context: &Context<'_>) -> Vec<Found> {
    let filled = &context.filled;
    let scoped = filled.form.sections.iter().filter(|section| context.usage.scope.contains(&section.id));
    let mut found = Vec::new();
    for section in scoped {
        let lists =
            filled.form.agenda.iter().filter(|item| item.sections.contains(&section.id)).flat_map(|item| &item.prompts);
        let lists: Vec<&String> = lists.collect();
        for (n, field) in section.fields.iter().enumerate() {
            let prompted = lists.iter().any(|list| answered(filled, &format!("{list}.{}", n + 1)));
            if context.in_scope(&field.id) && !filled.is_filled(field) && !prompted {
                let message =
                    format!("“{}” is not answered yet: answer it, or note a line from its prompt", field.label);
                found.push(Found::new(Place::Field(field.id.clone()), message));
            }
        }
    }
    found
}

fn answered(filled: &Filled<'_>, prompt: &str) -> bool {
    filled.session.all_entries().any(|(_, e)| !e.removed && e.prompt.as_deref() == Some(prompt))
}
