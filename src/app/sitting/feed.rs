//! The entries shown in the minutes: which of them stands at the foot, and those around it, nearest first.

use super::{Focus, Sitting};
use crate::session::{Entry, EntryId};

/// How far a page key goes.
const PAGE: usize = 10;

impl Sitting {
    /// The entry that must be seen: the one corrected, else the one the minutes were turned back to, else the last.
    pub fn in_sight(&self) -> Option<EntryId> {
        let wanted = if let Focus::Entry(id) = self.focus { Some(id) } else { self.foot };
        let stands = |id: EntryId| {
            let found = self.session().entry(id).filter(|(item, e)| *item == self.item && !e.removed);
            found.map(|(_, entry)| entry).or_else(|| self.older(id).next()).or_else(|| self.newer(id).next())
        };
        let last = || self.session().standing(&self.item).next_back();
        wanted.and_then(stands).or_else(last).map(|entry| entry.id)
    }

    /// The entries before one under the item shown, the nearest first.
    pub fn older(&self, than: EntryId) -> impl Iterator<Item = &Entry> {
        let (before, _) = self.around(than);
        before.iter().rev().filter(|entry| !entry.removed)
    }

    /// The entries after one under the item shown, the nearest first.
    pub fn newer(&self, than: EntryId) -> impl Iterator<Item = &Entry> {
        let (_, after) = self.around(than);
        after.iter().filter(|entry| !entry.removed)
    }

    /// What stands before and after an entry; nothing where it is not under the item shown.
    fn around(&self, id: EntryId) -> (&[Entry], &[Entry]) {
        let Some((_, at)) = self.session().place_of(id).filter(|(item, _)| *item == self.item) else {
            return (&[], &[]);
        };
        let (before, rest) = self.session().entries(&self.item).split_at(at);
        (before, rest.get(1..).unwrap_or_default())
    }

    /// Turns the minutes back by a page.
    pub(super) fn page_back(&mut self) {
        let Some(foot) = self.in_sight() else { return };
        self.foot = self.older(foot).take(PAGE).last().map(|entry| entry.id).or(Some(foot));
    }

    /// Turns the minutes on by a page; at the end they follow what is entered.
    pub(super) fn page_on(&mut self) {
        let Some(foot) = self.in_sight() else { return };
        let next = self.newer(foot).nth(PAGE - 1).map(|entry| entry.id);
        self.foot = next.filter(|id| self.newer(*id).next().is_some());
    }
}
