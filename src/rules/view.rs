//! `view`: an evaluative word says whose view it is, the school's or the authority's (NV-08; handbook 9).
//!
//! The column that says why two views differ holds no view of its own. Questions, actions, aims and turns of phrase (“good practice”, “outstanding actions”) are no judgements. One is marked
//! where it or its line says who judges, or its entry is tagged `#school` or `#la` or has a speaker.

use super::judgement::{Words, unmarked};
use super::prose::Sentence;
use super::texts::{Text, texts};
use super::{Context, Found, Mend, Place, Rule, beginning};
use crate::grammar::{Kind, View};

/// The column that says why the views of a row differ.
const REASON: &str = "reason";

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "view",
    label: "Judgements that do not say whose they are",
    handbook: "9",
    example: "“Teaching is good”: the school's view or the LA's?",
    find,
};

fn find(context: &Context<'_>) -> Vec<Found> {
    let (list, mut found) = (Words::shipped(), Vec::new());
    for text in texts(context) {
        let spoken = |kind: Kind| match kind {
            // What was seen is the view of the one who saw it and notes it.
            Kind::Action | Kind::Question | Kind::Private | Kind::Observed => false,
            Kind::Note | Kind::Decision | Kind::Reported => true,
        };
        if text.is_in_column(REASON)
            || is_action(context, &text)
            || text.entry.is_some_and(|entry| entry.view.is_some() || entry.who.is_some() || !spoken(entry.kind))
        {
            continue;
        }
        for (sentence, word) in unmarked(text.words, list) {
            let message = format!(
                "{} says “{word}” and not whose view that is: “{}”; mark it school view or LA view",
                text.label(),
                beginning(sentence.text)
            );
            let about = format!("{word} {}", beginning(sentence.text));
            found.push(Found::new(text.place(), message).about(&about).with(mends(context, &text, sentence)));
        }
    }
    found
}

/// Whether a text is that of a row followed from note to note: an action or a recommendation.
fn is_action(context: &Context<'_>, text: &Text<'_>) -> bool {
    let Place::Field(path) = text.place() else { return false };
    let table = path.split('.').next().unwrap_or_default();
    let mut followed = context.filled.form.follows.iter();
    followed.any(|followed| followed.table == table && text.is_in_column(&followed.text))
}

fn mends(context: &Context<'_>, text: &Text<'_>, sentence: Sentence<'_>) -> Vec<Mend> {
    // A note is the partner's, unless it tells what was reported to them.
    let is_reported = text.entry.is_some_and(|entry| entry.kind == Kind::Reported);
    let (school, la) = ((View::School, "school view"), (View::La, "LA view"));
    let marks = if is_reported { [school, la] } else { [la, school] };
    let one = |(view, words): (View, &str)| {
        let label = format!("mark it {words}");
        if let Some(entry) = text.entry {
            let then = format!("{} ({words})", text.words);
            return Mend::mark(label, context.filled.session, entry, (text.words, then), |entry| {
                entry.view = Some(view);
            });
        }
        let end = sentence.at + sentence.text.len();
        let then = format!("{} ({words}){}", &text.words[..end], &text.words[end..]);
        Some(Mend::rewrite(label, &text.target(), text.words, then))
    };
    marks.into_iter().filter_map(one).collect()
}
