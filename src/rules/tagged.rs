//! `tagged`: each piece of evidence says whether it was reported or observed (NV-05; handbook 9).
//!
//! Evidence is what was seen, read, counted or heard of the school as it is: what a paper, record or set of data shows or
//! is like; what pupils, their families and adults with them do, can do or think; what is to be seen in lessons and rooms;
//! a figure of how pupils do. It is none where it grades only (“teaching is good”: that is for `view`), where it tells
//! what is arranged (who is appointed, what meets when), and where it is a plan, an action, a decision or a question. It
//! is tagged where a word says how it is known, where somebody tells it or saw it, or where its entry is of such a kind or
//! has a speaker.

use super::known::{Every, Lists, untagged};
use super::prose::Sentence;
use super::texts::{Text, texts};
use super::{Context, Found, Mend, Place, Rule, beginning};
use crate::grammar::Kind;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "tagged",
    label: "Evidence not tagged reported or observed",
    handbook: "9",
    example: "“Book scrutiny shows targets in use”: did you see it, or were you told?",
    find,
};

/// The column of judgements whose every sentence is evidence.
const COLUMN: &str = "evidence";

fn find(context: &Context<'_>) -> Vec<Found> {
    let (lists, mut found) = (Lists::shipped(), Vec::new());
    for text in texts(context) {
        if text.entry.is_some_and(|entry| entry.kind != Kind::Note || entry.who.is_some()) || is_to_do(context, &text) {
            continue;
        }
        let all = text.is_in_column(COLUMN);
        for sentence in untagged(text.words, if all { Every::Sentence } else { Every::Cue }, &lists) {
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

/// Columns that say what was to come of an action and what came of it, beside what the form itself keeps of it.
const BESIDE: [&str; 3] = ["measure", "impact", "comment"];

/// Whether a text holds the words of something to do, or to be reported on, rather than what is known.
fn is_to_do(context: &Context<'_>, text: &Text<'_>) -> bool {
    let path = match text.place() {
        Place::Field(path) => path,
        // What an action has beside its words.
        Place::Entry(_) => return text.entry.is_none(),
        Place::Session | Place::Item(_) | Place::Person(_) | Place::Target { .. } | Place::Detail { .. } => {
            return false;
        }
    };
    let (table, column) = (path.split('.').next(), path.rsplit('.').next());
    if path.contains('.') && column.is_some_and(|column| BESIDE.contains(&column)) {
        return true;
    }
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
