//! `tagged`: each piece of evidence says whether it was reported or observed (NV-05; handbook 9).
//!
//! The handbook: “each evidence item is tagged reported or observed (first hand, evidence viewed)”. In plain words:
//!
//! - **Evidence** is what was seen, read, counted or heard of the school as it is: what a paper, record or set of data
//!   shows or is like; what pupils, their families and adults with them do, can do or think; what is to be seen in lessons
//!   and rooms; a figure of how pupils do. In the column *Evidence* of the judgements every sentence is evidence; in
//!   another column of such a table none is, as evidence has its own there.
//! - **No evidence**: what only grades (“teaching is good”: that is for `view`); what is arranged (who is appointed, what
//!   meets when, who shares a class); a plan, an action, a decision, a target, a question; a heading of topics.
//! - **Tagged** is what says how it is known: a word for that (“observed”, “reported”, “seen”, “according to”); somebody
//!   who tells it (“the deputy said”, “Senco: …”) or saw it (“I sampled”, “the SIP read”); a place where it was looked up
//!   (“as recorded in the log”, “per SIMS”); an entry of such a kind, or with a speaker.
//!
//! On the border: a paper that a sentence is about (“RAISEonline shows”, “the log has three entries”) is what is known and
//! not how, so that it wants a tag; what people in a paper asked or were told (“governors asked about exclusions”) is no
//! tag; a figure with a wish (“target for attendance 95%”) is no evidence, with a state (“attendance 95%”) it is.

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
        let is_marked = text.entry.is_some_and(|entry| entry.kind != Kind::Note || entry.who.is_some());
        if is_marked || text.is_beside_column(COLUMN) || is_to_do(context, &text) {
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
