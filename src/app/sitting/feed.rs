//! The entries shown in the minutes: those of the item, beside the grid those of all items; which of them must be seen, and those
//! around it.

use super::{Focus, Sitting};
use crate::session::{Entry, EntryId};

/// How far a page key goes.
const PAGE: usize = 10;

impl Sitting {
    /// The entries that are shown, newest first.
    pub fn feed(&self) -> impl Iterator<Item = &Entry> {
        newest_first(self.sources())
    }

    /// The entry that must be seen: the one corrected, else the one the minutes were turned back to, else the last.
    pub fn in_sight(&self) -> Option<EntryId> {
        let wanted = if let Focus::Entry(id) = self.focus { Some(id) } else { self.foot };
        let near = |id: EntryId| {
            let stands = self.session().entry(id).filter(|(item, e)| self.feeds(item) && !e.removed);
            stands.map(|(_, entry)| entry).or_else(|| self.older(id).next()).or_else(|| self.newer(id).next())
        };
        wanted.and_then(near).or_else(|| self.feed().next()).map(|entry| entry.id)
    }

    /// The shown entries before one, the nearest first.
    pub fn older(&self, than: EntryId) -> impl Iterator<Item = &Entry> {
        newest_first(self.around(than).into_iter().map(|(before, _)| before).collect())
    }

    /// The shown entries after one, the nearest first.
    pub fn newer(&self, than: EntryId) -> impl Iterator<Item = &Entry> {
        oldest_first(self.around(than).into_iter().map(|(_, after)| after).collect())
    }

    fn feeds(&self, item: &str) -> bool {
        if self.in_grid() { self.session().stop(item).is_some() } else { item == self.item }
    }

    fn sources(&self) -> Vec<&[Entry]> {
        if !self.in_grid() {
            return vec![self.session().entries(&self.item)];
        }
        self.session().agenda().iter().map(|stop| self.session().entries(&stop.id)).collect()
    }

    /// What stands before and after an entry in every item that is shown; nothing where it is not shown itself. What it costs does
    /// not grow with the entries.
    fn around(&self, id: EntryId) -> Vec<(&[Entry], &[Entry])> {
        let Some((home, at)) = self.session().place_of(id).filter(|(item, _)| self.feeds(item)) else {
            return Vec::new();
        };
        let here = self.session().entries(home);
        let Some((before, [this, after @ ..])) = here.split_at_checked(at) else { return Vec::new() };
        let others = self.sources().into_iter().filter(|source| !std::ptr::eq(*source, here));
        let others = others.map(|source| source.split_at(source.partition_point(|entry| order(entry) < order(this))));
        std::iter::once((before, after)).chain(others).collect()
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

/// By what entries of several items come after one another.
fn order(entry: &Entry) -> (chrono::NaiveDateTime, EntryId) {
    (entry.at, entry.id)
}

/// The entries that stand of several lists, from their ends.
fn newest_first(sources: Vec<&[Entry]>) -> impl Iterator<Item = &Entry> {
    let standing = sources.into_iter().map(|source| source.iter().rev().filter(|entry| !entry.removed).peekable());
    let mut sources: Vec<_> = standing.collect();
    std::iter::from_fn(move || {
        let next = sources.iter_mut().filter_map(|source| source.peek().map(|entry| order(entry))).max()?;
        sources.iter_mut().find_map(|source| source.next_if(|entry| order(entry) == next))
    })
}

/// The entries that stand of several lists, from their starts.
fn oldest_first(sources: Vec<&[Entry]>) -> impl Iterator<Item = &Entry> {
    let standing = sources.into_iter().map(|source| source.iter().filter(|entry| !entry.removed).peekable());
    let mut sources: Vec<_> = standing.collect();
    std::iter::from_fn(move || {
        let next = sources.iter_mut().filter_map(|source| source.peek().map(|entry| order(entry))).min()?;
        sources.iter_mut().find_map(|source| source.next_if(|entry| order(entry) == next))
    })
}
