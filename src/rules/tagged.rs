//! `tagged`: each piece of evidence says whether it was reported or observed (NV-05; handbook 9).

use serde::Deserialize;

use super::evidence::{Words as Evidence, is_counted, is_headed, is_item};
use super::prose::{Phrases, Sentence, sentences, words};
use super::texts::{Text, texts};
use super::{Context, Found, Mend, Place, Rule, beginning};
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
    /// Who speaks of what was seen by oneself.
    selves: Phrases,
    /// What one thinks is not seen by oneself.
    thinking: Phrases,
    /// Pupils' work and what is kept of it, as what a sentence is about.
    materials: Phrases,
    /// How it is.
    being: Phrases,
    /// What is done with it, which tells nothing.
    kept: Phrases,
    /// What is wished for or to be done.
    plans: Phrases,
    /// What may be only told of.
    doings: Phrases,
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
        if text.entry.is_some_and(|entry| entry.kind != Kind::Note) || is_to_do(context, &text.place()) {
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

/// Whether a place holds the words of something to do, or to be reported on, rather than what is known.
fn is_to_do(context: &Context<'_>, place: &Place) -> bool {
    let Place::Field(path) = place else { return false };
    let (table, column) = (path.split('.').next(), path.rsplit('.').next());
    let follows = &context.filled.form.follows;
    follows.iter().any(|followed| table == Some(&followed.table) && column == Some(&followed.text))
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
        sentence.mark != '?'
            && (every == Every::Sentence || offers(sentence.text, &words, list, evidence))
            && !is_tagged(&words, list)
    };
    sentences(text).into_iter().filter(wanted).collect()
}

/// Whether a sentence says how it is known: by a word for that, or by who saw it.
fn is_tagged(words: &[(usize, &str)], list: &Words) -> bool {
    list.tags.said(words) || (list.selves.said(words) && !list.thinking.said(words))
}

/// Whether a sentence offers evidence: something looked at shows something, heads a line, is said to be so, or has a
/// figure.
fn offers(text: &str, words: &[(usize, &str)], list: &Words, evidence: &Evidence) -> bool {
    if list.plans.said(words) {
        return false;
    }
    let start = &words[..words.len().min(7)];
    let stands = list.materials.find(start).is_some_and(|(at, _)| {
        let is = |(n, (_, word)): (usize, &(usize, &str))| {
            n > at && list.being.has(word) && !words.get(n + 1).is_some_and(|(_, next)| list.kept.has(next))
        };
        words.iter().enumerate().take(at + 10).any(is)
    });
    let figured = is_counted(text, words) && list.materials.said(words);
    let told_of = list.doings.said(words);
    is_item(words, evidence) || (!told_of && (is_headed(text, evidence) || stands || figured))
}
