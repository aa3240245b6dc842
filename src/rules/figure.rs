//! `figure`: figures in the text are those that are kept of the school (NV-09; handbook 9).

use super::texts::texts;
use super::{Place, Rule};
use crate::forms::RuleUse;
use crate::measures::{Disagreement, disagreements};
use crate::session::Filled;

/// The rule.
pub(super) const RULE: Rule =
    Rule { id: "figure", label: "Figures that are not those kept of the school", handbook: "9", find };

fn find(filled: &Filled<'_>, usage: &RuleUse) -> Vec<(Place, String)> {
    let mut found = Vec::new();
    for text in texts(filled, usage) {
        for wrong in disagreements(text.words, filled.figures) {
            let Disagreement { said, of, kept } = wrong;
            found.push((text.place.clone(), format!("{} says {said} of {of}; the figure kept is {kept}", text.label)));
        }
    }
    found
}
