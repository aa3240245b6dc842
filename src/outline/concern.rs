//! What a notice of concern holds: the triggers that were ticked, and what was noted of them (CO-01 to CO-05).

use std::collections::BTreeSet;

use super::build::{Builder, run};
use super::minute;
use super::model::{Content, Source, Style};
use crate::forms::PromptList;
use crate::grammar::Kind;
use crate::session::{Entry, Telling};

/// Whom to tell where no trigger says it.
const USUALLY: &str = "Senior Phase Adviser";

impl<'a> Builder<'a> {
    /// The triggers of each list behind the words its notice begins with, each with what answers it; then the evidence noted
    /// at the items where they were ticked. A private line, their log among them, stays out.
    pub(super) fn concerns(&mut self) {
        let (items, ticked) = self.ticked();
        if ticked.is_empty() {
            return self.faint("No trigger for concern was ticked.");
        }
        let mut begun = "";
        for id in &ticked {
            let Some((list, words)) = self.trigger(id) else { continue };
            if let Some(tell) = list.tell.as_ref().filter(|_| begun != list.id) {
                self.letter(std::slice::from_ref(&tell.notice));
                begun = &list.id;
            }
            let said = format!("{}: {words}", list.title);
            self.push(Source::None, Content::Paragraph(vec![run(&said, Style::Strong)]));
            self.noted_of(|_, entry| entry.prompt.as_deref() == Some(*id));
        }
        self.noted_of(|item, entry| {
            let answers = entry.prompt.as_deref().is_some_and(|id| ticked.contains(id));
            matches!(entry.kind, Kind::Observed | Kind::Reported) && items.contains(item) && !answers
        });
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

    /// Whom the triggers say to tell.
    pub(super) fn concern_to(&self) -> String {
        let whom: BTreeSet<&str> = self.told_of().map(|(_, _, telling)| telling.to.as_str()).collect();
        if whom.is_empty() { USUALLY.to_owned() } else { whom.into_iter().collect::<Vec<_>>().join(" and the ") }
    }

    /// Items where triggers were ticked, and the triggers, those of a list together.
    fn ticked(&self) -> (BTreeSet<&'a str>, BTreeSet<&'a str>) {
        self.told_of().filter_map(|(item, entry, _)| Some((item, entry.prompt.as_deref()?))).unzip()
    }

    fn told_of(&self) -> impl Iterator<Item = (&'a str, &'a Entry, &'a Telling)> + use<'a> {
        let standing = self.filled.session.all_entries().filter(|(_, entry)| !entry.removed);
        standing.filter_map(|(item, entry)| Some((item, entry, entry.telling.as_ref()?)))
    }

    /// The list of a trigger, and its words.
    fn trigger(&self, id: &str) -> Option<(&'a PromptList, &'a str)> {
        let (list, number) = id.split_once('.')?;
        let list = self.filled.prompts.iter().find(|known| known.id == list)?;
        Some((list, list.items.get(number.parse::<usize>().ok()?.checked_sub(1)?)?))
    }
}
