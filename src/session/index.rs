//! Where each entry stands and what counts, so that a key costs the same in a session of any length.

use std::collections::{BTreeMap, HashMap};

use super::entry::{Entry, EntryId};

/// Derived from the minutes, never saved.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    places: HashMap<EntryId, (String, usize)>,
    /// Numbers of the actions that stand, in order, with their entries: in a row, so that the shown ones are reached at once.
    actions: Vec<(u32, EntryId)>,
    open: usize,
    carried: usize,
    standing: usize,
    /// How many entries are about each judgement row.
    about: HashMap<String, usize>,
    /// How many entries name somebody as speaker or owner.
    named: BTreeMap<String, usize>,
    last_entry: EntryId,
    last_action: u32,
}

/// Two sessions are equal when their documents are, whatever their indexes have seen.
impl PartialEq for Index {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Index {
    pub(super) fn of(minutes: &BTreeMap<String, Vec<Entry>>) -> Self {
        let mut index = Self::default();
        for (item, entries) in minutes {
            for (at, entry) in entries.iter().enumerate() {
                index.places.insert(entry.id, (item.clone(), at));
                index.count(entry);
            }
        }
        index
    }

    /// Gives no number up to these again.
    pub(super) fn skip(&mut self, (entry, action): (EntryId, u32)) {
        self.last_entry = self.last_entry.max(entry);
        self.last_action = self.last_action.max(action);
    }

    /// Takes in that the entry at `at` under `item` came, went or changed; `entries` is how they stand now.
    pub(super) fn note(&mut self, item: &str, at: usize, from: Option<&Entry>, to: Option<&Entry>, entries: &[Entry]) {
        if let Some(entry) = from {
            self.discount(entry);
            self.places.remove(&entry.id);
        }
        if let Some(entry) = to {
            self.count(entry);
        }
        let moved = if from.is_some() == to.is_some() { &entries[at..=at] } else { &entries[at..] };
        for (offset, entry) in moved.iter().enumerate() {
            match self.places.get_mut(&entry.id) {
                Some(place) => place.1 = at + offset,
                None => {
                    self.places.insert(entry.id, (item.to_owned(), at + offset));
                }
            }
        }
    }

    fn count(&mut self, entry: &Entry) {
        self.last_entry = self.last_entry.max(entry.id);
        if let Some(action) = &entry.action {
            self.last_action = self.last_action.max(action.number);
        }
        if entry.removed {
            return;
        }
        self.standing += 1;
        if let Some(row) = &entry.row {
            *self.about.entry(row.clone()).or_default() += 1;
        }
        for name in names(entry) {
            match self.named.get_mut(name) {
                Some(count) => *count += 1,
                None => drop(self.named.insert(name.clone(), 1)),
            }
        }
        if let Some(action) = entry.as_action() {
            let key = (action.number, entry.id);
            if let Err(at) = self.actions.binary_search(&key) {
                self.actions.insert(at, key);
                self.open += usize::from(action.status.is_open());
                self.carried += usize::from(action.origin.is_some());
            }
        }
    }

    fn discount(&mut self, entry: &Entry) {
        if entry.removed {
            return;
        }
        self.standing = self.standing.saturating_sub(1);
        if let Some(count) = entry.row.as_ref().and_then(|row| self.about.get_mut(row)) {
            *count = count.saturating_sub(1);
        }
        for name in names(entry) {
            if let Some(count) = self.named.get_mut(name) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    self.named.remove(name);
                }
            }
        }
        if let Some(action) = entry.as_action()
            && let Ok(at) = self.actions.binary_search(&(action.number, entry.id))
        {
            self.actions.remove(at);
            self.open = self.open.saturating_sub(usize::from(action.status.is_open()));
            self.carried = self.carried.saturating_sub(usize::from(action.origin.is_some()));
        }
    }

    pub(super) fn place(&self, id: EntryId) -> Option<(&str, usize)> {
        self.places.get(&id).map(|(item, at)| (item.as_str(), *at))
    }

    pub(super) fn actions(&self) -> &[(u32, EntryId)] {
        &self.actions
    }

    pub(super) const fn counts(&self) -> (usize, usize) {
        (self.open, self.carried)
    }

    pub(super) const fn standing(&self) -> usize {
        self.standing
    }

    pub(super) fn about(&self, row: &str) -> usize {
        self.about.get(row).copied().unwrap_or_default()
    }

    /// Who is named as speaker or owner.
    pub(super) fn named(&self) -> impl Iterator<Item = &str> {
        self.named.keys().map(String::as_str)
    }

    pub(super) const fn next_entry(&self) -> EntryId {
        self.last_entry + 1
    }

    pub(super) const fn next_action(&self) -> u32 {
        self.last_action + 1
    }
}

/// Whom an entry names as its speaker and as owners.
fn names(entry: &Entry) -> impl Iterator<Item = &String> {
    let owners = entry.as_action().map_or(&[][..], |action| action.owners.as_slice());
    entry.who.iter().chain(owners)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::Kind;
    use crate::session::{Action, Origin, Status};
    use proptest::prelude::*;

    fn entry(id: EntryId, number: u32, facts: u8) -> Entry {
        let at = chrono::NaiveDate::from_ymd_opt(2010, 1, 12).unwrap().and_hms_opt(14, 0, 0).unwrap();
        let mut entry =
            Entry::new(id, at, if facts & 1 == 0 { Kind::Action } else { Kind::Note }, "Weekly writing group");
        let origin = Origin { session: "earlier".to_owned(), date: at.date(), number: None };
        entry.action = Some(Action {
            number,
            status: if facts & 2 == 0 { Status::Open } else { Status::Done },
            origin: (facts & 4 != 0).then_some(origin),
            ..Action::default()
        });
        entry.removed = facts & 8 != 0;
        entry.row = (number > 0).then(|| format!("row-{number}"));
        entry
    }

    proptest! {
        #[test]
        fn kept_up_it_is_the_index_of_what_stands(deeds in prop::collection::vec((0..12usize, 0..16u8, 0..3u32), 0..60)) {
            let mut minutes = BTreeMap::from([("item".to_owned(), Vec::<Entry>::new())]);
            let mut index = Index::default();
            for (n, (at, facts, number)) in deeds.into_iter().enumerate() {
                let entries = minutes.get_mut("item").unwrap();
                let at = at.min(entries.len());
                let from = entries.get(at).cloned();
                let id = from.as_ref().map_or(n as u32, |e| e.id);
                let to = (from.is_none() || facts != 15).then(|| entry(id, number, facts));
                entries.splice(at..at + usize::from(from.is_some()), to.clone());
                index.note("item", at, from.as_ref(), to.as_ref(), entries);
            }
            let anew = Index::of(&minutes);
            prop_assert_eq!(index.actions(), anew.actions());
            prop_assert_eq!(index.counts(), anew.counts());
            prop_assert_eq!(index.standing(), anew.standing());
            for row in ["row-1", "row-2"] {
                prop_assert_eq!(index.about(row), anew.about(row));
            }
            prop_assert_eq!(index.places, anew.places);
        }
    }
}
