//! What a notice of concern holds: the triggers that were ticked, and what was noted in answer to them (CO-01 to CO-05).

use super::build::{Builder, run};
use super::model::{Content, Run, Source, Style};
use crate::grammar::Kind;
use crate::session::{Entry, Telling};

/// Whom to tell where no trigger says it.
const USUALLY: &str = "Senior Phase Adviser";

impl<'a> Builder<'a> {
    /// The triggers with their own entries, then the evidence noted at the items where they were ticked; a private line,
    /// their log among them, stays out.
    pub(super) fn concerns(&mut self) {
        let ticked: Vec<(&str, String)> =
            self.told_of().filter_map(|(item, entry, _)| Some((item, entry.prompt.clone()?))).collect();
        if ticked.is_empty() {
            return self.faint("No trigger for concern is ticked; the card of triggers has them.");
        }
        for (_, id) in &ticked {
            let Some(words) = self.trigger(id) else { continue };
            self.push(Source::None, Content::Paragraph(vec![run(&words, Style::Strong)]));
            self.listed(|_, entry| entry.prompt.as_deref() == Some(id.as_str()));
        }
        let answers = |entry: &Entry| ticked.iter().any(|(_, id)| entry.prompt.as_ref() == Some(id));
        self.listed(|item, entry| {
            matches!(entry.kind, Kind::Observed | Kind::Reported)
                && ticked.iter().any(|(at, _)| *at == item)
                && !answers(entry)
        });
    }

    /// A list of the entries that belong to something, if there are any.
    fn listed(&mut self, belongs: impl Fn(&str, &Entry) -> bool) {
        let own = self.shown_entries().filter(|(item, entry)| belongs(item, entry));
        let items: Vec<Vec<Run>> = own.map(|(_, entry)| vec![Run::plain(entry.text.as_str())]).collect();
        if !items.is_empty() {
            self.push(Source::None, Content::List { items });
        }
    }

    /// Whom the triggers say to tell.
    pub(super) fn concern_to(&self) -> String {
        let mut whom: Vec<&str> = self.told_of().map(|(_, _, telling)| telling.to.as_str()).collect();
        whom.sort_unstable();
        whom.dedup();
        if whom.is_empty() { USUALLY.to_owned() } else { whom.join(" and the ") }
    }

    fn told_of(&self) -> impl Iterator<Item = (&'a str, &'a Entry, &'a Telling)> + use<'a> {
        let standing = self.filled.session.all_entries().filter(|(_, entry)| !entry.removed);
        standing.filter_map(|(item, entry)| Some((item, entry, entry.telling.as_ref()?)))
    }

    /// The words of a trigger, with the title of its list.
    fn trigger(&self, id: &str) -> Option<String> {
        let (list, number) = id.split_once('.')?;
        let list = self.filled.prompts.iter().find(|known| known.id == list)?;
        let words = list.items.get(number.parse::<usize>().ok()?.checked_sub(1)?)?;
        Some(format!("{}: {words}", list.title))
    }
}
