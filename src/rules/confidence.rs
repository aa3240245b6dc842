//! `confidence`: nothing leaves the keeping it is in unseen: a level lower than the form's, and what came from papers kept
//! apart (DI-02, DI-03, OF-10; handbook 2, 17).

use super::{Context, Found, Place, Rule, beginning};
use crate::session::{ROW_ORIGIN, is_in_confidence, lowered};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "confidence",
    label: "What was confidential where it came from",
    handbook: "2, 17",
    example: "Action 3 comes from confidential minutes, and is left out of documents as long as this level is lower",
    find,
};

fn find(context: &Context<'_>) -> Vec<Found> {
    let filled = &context.filled;
    let mut found: Vec<Found> =
        lowered(filled).into_iter().map(|said| Found::new(Place::Session, with_capital(&said))).collect();
    let level = filled.session.confidentiality();
    if level.keeps_apart() {
        return found;
    }
    let left_out = |what: &str| {
        let (label, remedy) = (level.label(), "make this meeting confidential too, or note afresh what may be told");
        format!("{what} comes from confidential papers, and is left out of documents that are “{label}”: {remedy}")
    };
    for (_, entry) in filled.session.all_entries().filter(|(_, entry)| entry.in_confidence && !entry.removed) {
        let what = match entry.as_action() {
            Some(action) => format!("Action {}", action.number),
            None => format!("“{}”", beginning(&entry.text)),
        };
        found.push(Found::new(Place::Entry(entry.id), left_out(&what)));
    }
    for (table, rows) in filled.session.tables() {
        for (n, row) in rows.iter().enumerate().filter(|(_, row)| is_in_confidence(row)) {
            let Some((column, words)) = row.iter().find(|(column, _)| !column.starts_with(ROW_ORIGIN)) else {
                continue;
            };
            let place = Place::Field(format!("{table}.{}.{column}", n + 1));
            found.push(Found::new(place, left_out(&format!("“{}”", beginning(words)))));
        }
    }
    found
}

fn with_capital(said: &str) -> String {
    let mut letters = said.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
