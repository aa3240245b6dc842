//! An entry turned into one of another kind: owner and date are read from its words, or written back into them.

use super::entry::{Action, Entry};
use super::model::Session;
use super::noting::action_of;
use crate::grammar::{Context, Kind, Parsed, Recognition, meant, parse};

/// An entry as one of another kind. What was said in plain words, `SC will bring …`, is read as the line it was meant as.
pub fn turned_to(session: &Session, entry: &Entry, kind: Kind, context: &Context<'_>) -> Entry {
    let words = if entry.kind == Kind::Action { words_of(entry) } else { entry.text.clone() };
    let meant = meant(&words, entry.who.as_deref(), context).filter(|meant| meant.kind == kind);
    let words = meant.map_or(words, |meant| meant.words);
    let mark = kind.prefix().map(|mark| format!("{mark} ")).unwrap_or_default();
    let parsed = parse(&format!("{mark}{words}"), context, &Recognition::default());
    turned(session, entry, kind, &parsed, words)
}

/// An action's words with its owner and date written back, so that no word is lost when it becomes another kind.
pub fn words_of(entry: &Entry) -> String {
    let Some(action) = &entry.action else { return entry.text.clone() };
    let owners: Vec<String> = action.owners.iter().map(|owner| format!("@{} ", owner.replace(' ', "/"))).collect();
    let owners = owners.concat();
    let due = action.due.map(|due| format!(" by {}", due.format("%-d %b %Y"))).unwrap_or_default();
    let measure = if action.measure.is_empty() { String::new() } else { format!(" measure: {}", action.measure) };
    format!("{owners}{}{due}{measure}", entry.text)
}

/// An entry as one of another kind, as its words read then: an action has its owner and date from them.
pub fn turned(session: &Session, entry: &Entry, kind: Kind, parsed: &Parsed, words: String) -> Entry {
    let mut to = Entry { kind, ..entry.clone() };
    if kind == Kind::Action {
        let number = entry.action.as_ref().map_or_else(|| session.next_action(), |action| action.number);
        let kept = to.action.take().unwrap_or_default();
        parsed.text.trim().clone_into(&mut to.text);
        to.action = Some(Action {
            progress: kept.progress,
            impact: kept.impact,
            origin: kept.origin,
            history: kept.history,
            came: kept.came,
            status: kept.status,
            told_on: kept.told_on,
            ..action_of(parsed, session, number)
        });
        to.who = None;
    } else {
        to.text = words;
        to.who = parsed.speaker.clone().or_else(|| to.who.take());
    }
    to
}
