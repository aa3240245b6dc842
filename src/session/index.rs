//! Where each entry stands and what counts, so that a key costs the same in a session of any length.

use std::collections::{BTreeMap, HashMap};

use super::entry::{Entry, EntryId};

/// Derived from the minutes, never saved.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    places: HashMap<EntryId, (String, usize)>,
    /// Action numbers in order (own first by number, carried ones under theirs), with their entries.
    actions: BTreeMap<(u32, EntryId), Facts>,
    standing: usize,
    last_entry: EntryId,
    last_action: u32,
}

#[derive(Debug, Clone, Copy)]
struct Facts {
    open: bool,
    carried: bool,
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
        if let Some(action) = entry.as_action() {
            let facts = Facts { open: action.status.is_open(), carried: action.origin.is_some() };
            self.actions.insert((action.number, entry.id), facts);
        }
    }

    fn discount(&mut self, entry: &Entry) {
        if entry.removed {
            return;
        }
        self.standing = self.standing.saturating_sub(1);
        if let Some(action) = entry.as_action() {
            self.actions.remove(&(action.number, entry.id));
        }
    }

    pub(super) fn place(&self, id: EntryId) -> Option<(&str, usize)> {
        self.places.get(&id).map(|(item, at)| (item.as_str(), *at))
    }

    pub(super) fn actions(&self) -> impl DoubleEndedIterator<Item = EntryId> {
        self.actions.keys().map(|(_, id)| *id)
    }

    pub(super) fn counts(&self) -> (usize, usize) {
        let open = self.actions.values().filter(|f| f.open).count();
        let carried = self.actions.values().filter(|f| f.carried).count();
        (open, carried)
    }

    pub(super) const fn standing(&self) -> usize {
        self.standing
    }

    pub(super) const fn next_entry(&self) -> EntryId {
        self.last_entry + 1
    }

    pub(super) const fn next_action(&self) -> u32 {
        self.last_action + 1
    }
}
