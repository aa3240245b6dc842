//! `tagged`: each piece of evidence says whether it was reported or observed (NV-05; handbook 9).

use serde::Deserialize;

use super::evidence::{Words as Evidence, is_item};
use super::prose::{Phrases, Sentence, sentences, words};
use super::texts::{Text, texts};
use super::{Context, Found, Mend, Rule, beginning};
use crate::grammar::Kind;
use crate::ronfile;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "tagged",
    label: "Evidence not tagged reported or observed",
    handbook: "9",
    example: "“Book scrutiny shows targets in use”: did you see it, or were you told?",
    find,
};

/// The words, as `data/tagged.ron` has them.
#[derive(Debug, Default, Deserialize)]
struct Words {
    /// What says how it is known.
    tags: Phrases,
}

impl Words {
    fn shipped() -> Self {
        // That the shipped file reads is tested.
        ronfile::read(include_str!("data/tagged.ron")).unwrap_or_default()
    }
}

/// The column of judgements whose every sentence is evidence.
const COLUMN: &str = "evidence";

fn find(context: &Context<'_>) -> Vec<Found> {
    let (list, evidence, mut found) = (Words::shipped(), Evidence::shipped(), Vec::new());
    for text in texts(context) {
        if text.entry.is_some_and(|entry| entry.kind != Kind::Note) {
            continue;
        }
        let all = text.is_in_column(COLUMN);
        for sentence in untagged(text.words, if all { Every::Sentence } else { Every::Cue }, &list, &evidence) {
            let words = beginning(sentence.text);
            let message = format!(
                "{} gives evidence and not how you know it: “{words}”; tag it reported or observed",
                text.label()
            );
            found.push(Found::new(text.place(), message).about(&words).with(mends(context, &text, sentence)));
        }
    }
    found
}

fn mends(context: &Context<'_>, text: &Text<'_>, sentence: Sentence<'_>) -> Vec<Mend> {
    let one = |(kind, word): (Kind, &str)| {
        let label = format!("tag it {word}");
        let end = sentence.at + sentence.text.len();
        let then = format!("{} ({word}){}", &text.words[..end], &text.words[end..]);
        if let Some(entry) = text.entry {
            return Mend::mark(label, context.filled.session, entry, (text.words, then), |entry| entry.kind = kind);
        }
        Some(Mend::rewrite(label, &text.target(), text.words, then))
    };
    [(Kind::Reported, "reported"), (Kind::Observed, "observed")].into_iter().filter_map(one).collect()
}

/// Which sentences are evidence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Every {
    /// All of them.
    Sentence,
    /// Those that say that something shows something.
    Cue,
}

/// The sentences of a text that give evidence without a tag.
fn untagged<'a>(text: &'a str, every: Every, list: &Words, evidence: &Evidence) -> Vec<Sentence<'a>> {
    let wanted = |sentence: &Sentence<'_>| {
        let words = words(sentence.text);
        sentence.mark != '?' && (every == Every::Sentence || is_item(&words, evidence)) && !list.tags.stand_in(&words)
    };
    sentences(text).into_iter().filter(wanted).collect()
}
