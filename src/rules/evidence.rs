//! `evidence`: each commentary states at least one piece of evidence (NV-04; handbook 9).
//!
//! Evidence is a figure, something seen, said, counted or read; an entry tagged observed or reported under the same item
//! counts for its commentaries.

use serde::Deserialize;

use super::prose::{Phrases, sentences, words};
use super::{Context, Found, Place, Rule, short};
use crate::forms::Kind;
use crate::grammar::Kind as EntryKind;
use crate::ronfile;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "evidence",
    label: "Commentary without evidence",
    handbook: "9",
    example: "“The school knows itself well”: what shows it?",
    find,
};

/// The words, as `data/evidence.ron` has them.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Words {
    /// Things that are looked at to know.
    things: Phrases,
    /// What such things do.
    show: Phrases,
    /// Ways of stating evidence that need nothing else.
    plainly: Phrases,
}

impl Words {
    pub(super) fn shipped() -> Self {
        // That the shipped file reads is tested.
        ronfile::read(include_str!("data/evidence.ron")).unwrap_or_default()
    }
}

fn find(context: &Context<'_>) -> Vec<Found> {
    let form = context.filled.form;
    let (list, mut found) = (Words::shipped(), Vec::new());
    for field in context.fields().filter(|field| field.kind == Kind::LongText) {
        let text = context.filled.value(&field.id);
        let item = form.item_of(&field.id).map_or("", |item| item.id.as_str());
        let tagged = |kind: EntryKind| matches!(kind, EntryKind::Observed | EntryKind::Reported);
        let noted = context.filled.session.standing(item).any(|entry| tagged(entry.kind));
        if text.trim().is_empty() || noted || is_stated(&text, &list) {
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

/// Whether a text states evidence anywhere.
fn is_stated(text: &str, list: &Words) -> bool {
    sentences(text).into_iter().any(|sentence| states(&words(sentence.text), list))
}

/// Whether a sentence states evidence.
fn states(words: &[(usize, &str)], list: &Words) -> bool {
    let figure = words.iter().any(|(_, word)| {
        word.ends_with('%') && word.starts_with(|c: char| c.is_ascii_digit())
            || (word.contains('.') && word.parse::<f64>().is_ok())
    });
    let counted = (0..words.len()).any(|n| {
        let number = |n: usize| words.get(n).is_some_and(|(_, word)| word.parse::<u32>().is_ok() || is_small(word));
        let joins = |n: usize| words.get(n).is_some_and(|(_, word)| matches!(*word, "of" | "to"));
        let the = usize::from(words.get(n + 2).is_some_and(|(_, word)| *word == "the"));
        number(n) && joins(n + 1) && number(n + 2 + the)
    });
    figure || counted || list.plainly.stand_in(words) || is_item(words, list)
}

fn is_small(word: &str) -> bool {
    const SMALL: [&str; 13] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "all"];
    SMALL.iter().any(|small| word.eq_ignore_ascii_case(small))
}

/// Whether a sentence says that something that was looked at shows something.
pub(super) fn is_item(words: &[(usize, &str)], list: &Words) -> bool {
    let mut things = (0..words.len()).filter_map(|at| Some(at + list.things.at(words, at)?));
    things.any(|end| list.show.stand_in(words.get(end..(end + 7).min(words.len())).unwrap_or_default()))
}
