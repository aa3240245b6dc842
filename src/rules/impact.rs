//! `impact`: each commentary says what difference something made, rather than only what was done (NV-04; handbook 9).

use serde::Deserialize;

use super::prose::{Phrases, sentences, words};
use super::{Context, Found, Place, Rule, short};
use crate::forms::Kind;
use crate::ronfile;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "impact",
    label: "Commentary that describes and states no impact",
    handbook: "9",
    example: "“Staff were trained in phonics”: what did pupils gain?",
    find,
};

/// The words, as `data/impact.ron` has them.
#[derive(Debug, Default, Deserialize)]
struct Words {
    /// How a difference is said.
    difference: Phrases,
    /// What is a cause or a time from which on.
    causes: Phrases,
    /// What is otherwise than before.
    changes: Phrases,
    /// The same in notes, behind a colon or a dash.
    notes: Phrases,
    /// Things that are put up, and set up.
    put_up: Phrases,
    /// What is hoped for, to come, or asked.
    plans: Phrases,
}

impl Words {
    fn shipped() -> Self {
        // That the shipped file reads is tested.
        ronfile::read(include_str!("data/impact.ron")).unwrap_or_default()
    }
}

fn find(context: &Context<'_>) -> Vec<Found> {
    let (list, mut found) = (Words::shipped(), Vec::new());
    for field in context.fields().filter(|field| field.kind == Kind::LongText) {
        let text = context.filled.value(&field.id);
        if text.trim().is_empty() || is_stated(&text, &list) {
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

/// Whether a text states an impact anywhere.
fn is_stated(text: &str, list: &Words) -> bool {
    sentences(text).into_iter().any(|sentence| sentence.mark != '?' && states(sentence.text, list))
}

/// Whether a sentence states an impact: a difference, a cause with a change, or a change in a note.
fn states(text: &str, list: &Words) -> bool {
    let all = words(text);
    if list.plans.said(&all) {
        return false;
    }
    let arrow = ["→", "->", ">>", "=>"].iter().any(|arrow| text.contains(arrow));
    let caused = list.causes.said(&all) && (list.changes.said(&all) || is_moved(&all));
    arrow || list.difference.said(&all) || caused || is_noted(text, list)
}

/// A change in a note, behind its heading: “Canteen: queue time down”, but not “posters up”.
fn is_noted(text: &str, list: &Words) -> bool {
    let start = [": ", " - ", " – ", " — ", "; ", " = ", " > "].iter().filter_map(|mark| text.find(mark)).min();
    start.is_some_and(|start| {
        let words = words(&text[start..]);
        let Some((at, count)) = list.notes.find(&words) else { return false };
        let put_up = at > 0 && list.put_up.has(words[at - 1].1);
        let running = words.get(at + count).is_some_and(|(_, word)| *word == "and");
        !put_up && !running
    })
}

/// Whether a figure goes to another: “61% to 78%”.
fn is_moved(words: &[(usize, &str)]) -> bool {
    let figure = |n: usize| words.get(n).is_some_and(|(_, word)| word.trim_end_matches('%').parse::<f64>().is_ok());
    (1..words.len()).any(|n| words[n].1 == "to" && figure(n - 1) && figure(n + 1))
}
