//! `meant`: what is said in plain words to be done, or to have been decided, is an action or a decision (RT-06, RT-07).

use super::texts::texts;
use super::{Context, Found, Mend, Rule, beginning};
use crate::grammar::{Kind, meant};
use crate::session::turned_to;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "meant",
    label: "Lines that look like an action or a decision",
    handbook: "15",
    example: "“JB will bring the books” is a plain line, and in no list of actions",
    find,
};

fn find(context: &Context<'_>) -> Vec<Found> {
    let (session, reading) = (context.filled.session, context.filled.reading());
    let plain = texts(context).into_iter().filter_map(|text| text.entry).filter(|entry| entry.kind == Kind::Note);
    let one = |entry: &crate::session::Entry| {
        let meant = meant(&entry.text, entry.who.as_deref(), &reading)?;
        let what = if meant.kind == Kind::Action { "an action" } else { "a decision" };
        let message = format!("“{}” looks like {what}: Ctrl+K makes it one", beginning(&entry.text));
        let to = turned_to(session, entry, meant.kind, &reading);
        let words = (entry.text.as_str(), crate::session::words_of(&to));
        let mend = Mend::mark(format!("make it {what}"), session, entry, words, |entry| *entry = to);
        let place = super::Place::Entry(entry.id);
        Some(Found::new(place, message).with(mend))
    };
    plain.filter_map(one).collect()
}
