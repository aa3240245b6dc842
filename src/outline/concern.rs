//! What a notice of concern holds: the triggers that were ticked, and what was noted of them (CO-01 to CO-05).

use std::collections::{BTreeMap, BTreeSet};

use super::build::{Builder, run};
use super::minute;
use super::model::{Block, Content, Outline, Source, Style, Value};
use crate::forms::{Form, Part, PromptList};
use crate::grammar::Kind;
use crate::session::{Entry, EntryId, Session, Telling};

/// Whom to tell where no trigger says it.
const USUALLY: &str = "Senior Phase Adviser";

/// Whom to tell of a concern, by role: as the triggers say that are ticked, else the form (AM-31).
pub(super) fn concern_to(form: &Form, session: &Session) -> Vec<String> {
    let whom: BTreeSet<&str> = told_of(session).map(|(_, _, telling)| telling.to.as_str()).collect();
    if whom.is_empty() {
        return vec![form.concern_to.clone().unwrap_or_else(|| USUALLY.to_owned())];
    }
    whom.into_iter().map(str::to_owned).collect()
}

/// What stands before the evidence of a trigger.
const EVIDENCE: &str = "Evidence";

/// What is said of a document that tells of triggers whose evidence is still blank.
pub fn without_evidence(outline: &Outline) -> Option<String> {
    let blank = |block: &Block| {
        let is_blank = |label: &str, value: &Value| label == EVIDENCE && value.plain().is_empty();
        let of_trigger = matches!(&block.content, Content::Field { label, value } if is_blank(label, value));
        of_trigger && block.source == Source::None
    };
    let (count, what) = match outline.blocks.iter().filter(|block| blank(block)).count() {
        0 => return None,
        1 => ("1 trigger is".to_owned(), "it"),
        several => (format!("{several} triggers are"), "them"),
    };
    Some(format!("{count} still without evidence: note {what} under the item, observed with + or reported with ~"))
}

/// Whether an entry is a decision, or an action still to be done.
pub(super) fn is_agreed(entry: &Entry) -> bool {
    entry.as_action().map_or(entry.kind == Kind::Decision, |action| action.status.is_open())
}

fn told_of(session: &Session) -> impl Iterator<Item = (&str, &Entry, &Telling)> {
    let standing = session.all_entries().filter(|(_, entry)| !entry.removed);
    standing.filter_map(|(item, entry)| Some((item, entry, entry.telling.as_ref()?)))
}

impl<'a> Builder<'a> {
    /// The triggers that hold, each with what answers it and the evidence that was noted once it was ticked, at that item and
    /// before another was; those of a list behind the words its notice begins with, where notice is given. A private line,
    /// their log among them, stays out.
    pub(super) fn concerns(&mut self, part: &Part) {
        let ticked = self.ticked();
        let mut begun = "";
        for (id, ticks) in &ticked {
            let Some((list, words)) = self.trigger(id) else { continue };
            let notice = list.tell.as_ref().filter(|_| *part == Part::Notice && begun != list.id);
            if let Some(tell) = notice {
                self.letter(std::slice::from_ref(&tell.notice));
                begun = &list.id;
            }
            let said = format!("{}: {words}", list.title);
            let item = ticks.first().map_or(Source::None, |(item, _)| Source::Item((*item).to_owned()));
            self.push(item, Content::Paragraph(vec![run(&said, Style::Strong)]));
            let before = self.blocks_so_far();
            self.noted_of(|item, entry| {
                let answers = entry.prompt.as_deref().filter(|answered| ticked.contains_key(answered));
                answers.or_else(|| ticked_last_before(&ticked, item, entry)) == Some(*id)
            });
            if self.blocks_so_far() == before {
                let value = Value::blank("____");
                self.push(Source::None, Content::Field { label: EVIDENCE.to_owned(), value });
            }
        }
    }

    /// What was decided and is still to be done about the triggers that are ticked.
    pub(super) fn agreed_on_concerns(&mut self) {
        let (filled, contents) = (self.filled, self.contents);
        let agreed = self.shown_entries().map(|(_, entry)| entry).filter(|entry| is_agreed(entry));
        let agreed: Vec<&Entry> = agreed.filter(|entry| self.is_of_concern(entry)).collect();
        if !agreed.is_empty() {
            self.heading(1, "", "Decided and agreed", Source::None);
        }
        for entry in agreed {
            self.push(Source::Entry(entry.id), minute::content(entry, filled, contents));
        }
    }

    /// Whether an entry was noted where a trigger is ticked, once it was; not one that answers it, and stands below it.
    pub(super) fn is_of_concern(&self, entry: &Entry) -> bool {
        let ticked = self.ticked();
        let item = self.filled.session.entry(entry.id).map(|(item, _)| item);
        let answers = entry.prompt.as_deref().is_some_and(|answered| ticked.contains_key(answered));
        !answers && ticked.values().flatten().any(|(at, tick)| Some(*at) == item && *tick < entry.id)
    }

    /// The entries that belong to something.
    fn noted_of(&mut self, belongs: impl Fn(&str, &Entry) -> bool) {
        let (filled, contents) = (self.filled, self.contents);
        let own: Vec<&Entry> =
            self.shown_entries().filter(|(item, entry)| belongs(item, entry)).map(|(_, entry)| entry).collect();
        for entry in own {
            self.push(Source::Entry(entry.id), minute::content(entry, filled, contents));
        }
    }

    /// The triggers that were ticked, those of a list together, each with the items where it was and the line that says so.
    fn ticked(&self) -> BTreeMap<&'a str, Vec<(&'a str, EntryId)>> {
        let mut ticked: BTreeMap<&str, Vec<(&str, EntryId)>> = BTreeMap::new();
        for (item, entry, _) in told_of(self.filled.session).filter(|_| !self.closed) {
            if let Some(id) = entry.prompt.as_deref() {
                ticked.entry(id).or_default().push((item, entry.id));
            }
        }
        ticked
    }

    /// The list of a trigger, and its words.
    fn trigger(&self, id: &str) -> Option<(&'a PromptList, &'a str)> {
        let (list, number) = id.split_once('.')?;
        let list = self.filled.prompts.iter().find(|known| known.id == list)?;
        Some((list, list.items.get(number.parse::<usize>().ok()?.checked_sub(1)?)?))
    }
}

/// The trigger that evidence belongs to which answers none: the one ticked last before it at its item.
fn ticked_last_before<'a>(
    ticked: &BTreeMap<&'a str, Vec<(&'a str, EntryId)>>,
    item: &str,
    entry: &Entry,
) -> Option<&'a str> {
    if !matches!(entry.kind, Kind::Observed | Kind::Reported) {
        return None;
    }
    let all = ticked.iter().flat_map(|(id, ticks)| ticks.iter().map(move |(at, tick)| (*id, *at, *tick)));
    all.filter(|(_, at, tick)| *at == item && *tick < entry.id).max_by_key(|(_, _, tick)| *tick).map(|(id, ..)| id)
}
