//! What a notice of concern holds: the triggers that were ticked, and what was noted of them (CO-01 to CO-05).

use std::collections::{BTreeMap, BTreeSet};

use super::build::{Builder, run};
use super::documents::documents;
use super::minute;
use super::model::{Content, Source, Style, Value};
use crate::forms::{Form, Part, PromptList};
use crate::grammar::Kind;
use crate::session::{Entry, EntryId, Filled, Session, Telling};

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

fn told_of(session: &Session) -> impl Iterator<Item = (&str, &Entry, &Telling)> {
    let standing = session.all_entries().filter(|(_, entry)| !entry.removed);
    standing.filter_map(|(item, entry)| Some((item, entry, entry.telling.as_ref()?)))
}

/// Why a document has nothing to say, where it is a notice of concern and no trigger is ticked; in a sentence.
pub fn nothing_to_say(filled: &Filled<'_>, document: &str) -> Option<String> {
    let document = documents(filled.form).into_iter().find(|known| known.id == document)?;
    let is_notice = document.contents.iter().all(|part| matches!(part, Part::Letter(_) | Part::Concerns));
    let is_ticked = told_of(filled.session).any(|(_, entry, _)| entry.prompt.is_some());
    if !is_notice || !document.contents.contains(&Part::Concerns) || is_ticked {
        return None;
    }
    let list =
        filled.prompts.iter().find(|list| list.tell.is_some()).map_or("Triggers for concern", |list| &list.title);
    Some(format!(
        "no trigger for concern is ticked, so there is nothing to give notice of: tick one on the card “{list}”"
    ))
}

impl<'a> Builder<'a> {
    /// The triggers of each list behind the words its notice begins with, each with what answers it; then the evidence noted
    /// at the items where they were ticked, once they were. A private line, their log among them, stays out.
    pub(super) fn concerns(&mut self) {
        let (since, ticked) = self.ticked();
        if ticked.is_empty() {
            // A request has other reasons to give.
            if self.document.contents.iter().all(|part| matches!(part, Part::Letter(_) | Part::Concerns)) {
                self.faint("No trigger for concern was ticked.");
            }
            return;
        }
        let mut begun = "";
        let before = self.blocks_so_far();
        let mut told = 0;
        for id in &ticked {
            let Some((list, words)) = self.trigger(id) else { continue };
            if let Some(tell) = list.tell.as_ref().filter(|_| begun != list.id) {
                let before = self.blocks_so_far();
                self.letter(std::slice::from_ref(&tell.notice));
                told += self.blocks_so_far() - before;
                begun = &list.id;
            }
            let said = format!("{}: {words}", list.title);
            self.push(Source::None, Content::Paragraph(vec![run(&said, Style::Strong)]));
            told += 1;
            self.noted_of(|_, entry| entry.prompt.as_deref() == Some(*id));
        }
        self.noted_of(|item, entry| {
            let answers = entry.prompt.as_deref().is_some_and(|id| ticked.contains(id));
            let is_evidence = matches!(entry.kind, Kind::Observed | Kind::Reported);
            is_evidence && !answers && since.get(item).is_some_and(|tick| entry.id > *tick)
        });
        if self.blocks_so_far() == before + told {
            let value = Value::blank("____");
            self.push(Source::None, Content::Field { label: "Evidence".to_owned(), value });
        }
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

    /// Items where triggers were ticked, with the first line that says so, and the triggers, those of a list together.
    fn ticked(&self) -> (BTreeMap<&'a str, EntryId>, BTreeSet<&'a str>) {
        let (mut since, mut ticked) = (BTreeMap::new(), BTreeSet::new());
        for (item, entry, _) in told_of(self.filled.session).filter(|_| !self.closed) {
            let Some(id) = entry.prompt.as_deref() else { continue };
            let first = since.entry(item).or_insert(entry.id);
            *first = entry.id.min(*first);
            ticked.insert(id);
        }
        (since, ticked)
    }

    /// The list of a trigger, and its words.
    fn trigger(&self, id: &str) -> Option<(&'a PromptList, &'a str)> {
        let (list, number) = id.split_once('.')?;
        let list = self.filled.prompts.iter().find(|known| known.id == list)?;
        Some((list, list.items.get(number.parse::<usize>().ok()?.checked_sub(1)?)?))
    }
}
