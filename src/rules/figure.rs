//! `figure`: figures in the text are those that are kept of the school (NV-09; handbook 9).

use super::texts::texts;
use super::{Context, Found, Mend, Rule};
use crate::measures::{Claims, Disagreement};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "figure",
    label: "Figures that are not those kept of the school, or do not make their percentage",
    handbook: "9",
    example: "“RWM expected: 66%” where 75% is kept",
    find,
};

fn find(context: &Context<'_>) -> Vec<Found> {
    let mut found = super::counted::find(context);
    let book = context.filled.figures;
    let claims = Claims::of(book);
    for text in texts(context) {
        for wrong in claims.disagreements(text.words, book) {
            let then = mended(text.words, &wrong);
            let Disagreement { said, of, kept, right, .. } = wrong;
            let sign = if said.ends_with('%') { "%" } else { "" };
            let message = format!("{} says {said} of {of}; the figure kept is {kept}", text.label());
            let mend = Mend::rewrite(format!("write {right}{sign}"), &text.target(), text.words, then);
            found.push(Found::new(text.place(), message).about(&format!("{said} {kept}")).with([mend]));
        }
    }
    found
}

/// A text with the figure kept in place of the wrong one.
fn mended(text: &str, wrong: &Disagreement) -> String {
    let figure = wrong.said.trim_end_matches('%').len();
    let before = text.get(..wrong.at).unwrap_or_default();
    let behind = text.get(wrong.at + figure..).unwrap_or_default();
    format!("{before}{}{behind}", wrong.right)
}
