//! Entries already made: edited, turned into another kind, moved, taken out and put back.

use super::super::App;
use super::super::message::Urgency;
use super::{Focus, Sitting};
use crate::command::{Code, Key};
use crate::grammar::Kind;
use crate::session::{Change, Entry, EntryId, Grouping, Status, turned_to};

impl Sitting {
    /// The entry that commands act on: the one edited, the selected action, else the last one under the item.
    pub fn chosen_entry(&self) -> Option<EntryId> {
        match self.focus {
            Focus::Entry(id) => Some(id),
            Focus::Actions => self.chosen_action(),
            Focus::Line | Focus::Sheet | Focus::Agenda | Focus::Prompts | Focus::Figures | Focus::People => {
                self.feed().next().map(|e| e.id)
            }
        }
    }

    /// The selected action.
    pub fn chosen_action(&self) -> Option<EntryId> {
        self.session().actions_from(self.action).next().map(|(entry, _)| entry.id)
    }

    /// Puts the caret in an entry.
    pub(in super::super) fn edit(&mut self, id: EntryId) {
        let Some(item) = self.session().entry(id).map(|(item, _)| item.to_owned()) else { return };
        if item != self.item
            && let Some((at, _)) = self.session().stop(&item)
        {
            self.show(&item, at);
        }
        self.focus = Focus::Entry(id);
        self.begin_correction(id);
    }

    /// Whether an arrow moves the caret inside a wrapped text.
    pub(super) fn moves_in_text(&mut self, key: Key) -> bool {
        self.editor.press(key) == super::super::editor::Pressed::Moved
    }
}

impl App {
    /// Goes to an entry to correct it; what had the caret is left.
    pub(in super::super) fn go_to_entry(&mut self, sitting: &mut Sitting, id: EntryId) {
        self.leave_spot(sitting);
        sitting.edit(id);
    }

    /// Edits the last entry under the item.
    pub(in super::super) fn edit_last(&mut self, sitting: &mut Sitting) {
        let last = sitting.feed().next().map(|e| e.id);
        match last {
            Some(id) => sitting.edit(id),
            None => self.tell("There is no entry under this item yet"),
        }
    }

    /// A key while an entry is edited.
    pub(super) fn press_in_entry(&mut self, sitting: &mut Sitting, id: EntryId, key: Key) {
        match key.code {
            Code::Enter | Code::Esc => self.finish_entry(sitting, id),
            Code::Up if sitting.editor.on_first_line() && !sitting.moves_in_text(key) => {
                self.step_entry(sitting, id, super::walk::Along::Previous);
            }
            Code::Down if sitting.editor.on_last_line() && !sitting.moves_in_text(key) => {
                self.step_entry(sitting, id, super::walk::Along::Next);
            }
            _ => self.press_in_text(sitting, key),
        }
    }

    fn step_entry(&mut self, sitting: &mut Sitting, id: EntryId, way: super::walk::Along) {
        let wanted = match way {
            super::walk::Along::Previous => sitting.older(id).next(),
            super::walk::Along::Next => sitting.newer(id).next(),
        };
        match wanted.map(|entry| entry.id) {
            Some(next) => {
                self.finish_correction(sitting, id);
                sitting.edit(next);
            }
            None if way == super::walk::Along::Next => self.finish_entry(sitting, id),
            None => {}
        }
    }

    /// Back to the entry line.
    pub(super) fn finish_entry(&mut self, sitting: &mut Sitting, id: EntryId) {
        self.finish_correction(sitting, id);
        sitting.focus = Focus::Line;
        sitting.foot = None;
    }

    /// Alters an entry other than by typing in it.
    pub(in super::super) fn alter(
        &mut self,
        sitting: &mut Sitting,
        id: EntryId,
        alter: impl FnOnce(&mut Entry),
    ) -> bool {
        let session = sitting.session();
        let Some((item, at)) = session.place_of(id).map(|(item, at)| (item.to_owned(), at)) else { return false };
        let Some((_, from)) = session.entry(id) else { return false };
        let from = from.clone();
        let mut to = from.clone();
        alter(&mut to);
        if from == to {
            return false;
        }
        let change = Change::Entry { item, at, from: Some(Box::new(from)), to: Some(Box::new(to)) };
        let done = self.record(sitting, vec![change], Grouping::New, Urgency::Now);
        sitting.last_typed = None;
        sitting.refresh_editors(&self.desk);
        done
    }

    /// Turns an entry into another kind; owner and date are read from its words, or written back into them.
    pub(in super::super) fn change_kind(&mut self, sitting: &mut Sitting, id: EntryId, kind: Kind) {
        let Some((_, entry)) = sitting.session().entry(id) else { return };
        let entry = entry.clone();
        if entry.kind == kind {
            return;
        }
        let to = turned_to(sitting.session(), &entry, kind, &sitting.reading(&self.desk, 0));
        let done = self.alter(sitting, id, |e| *e = to);
        if done {
            self.tell(format!("Now {}", kind.label()));
        }
    }

    /// Moves an entry to another item, among whose entries it stands by its time.
    pub(in super::super) fn move_entry(&mut self, sitting: &mut Sitting, id: EntryId, to: &str) {
        let session = sitting.session();
        let Some((item, at)) = session.place_of(id).map(|(item, at)| (item.to_owned(), at)) else { return };
        let Some((_, entry)) = session.entry(id) else { return };
        if item == to {
            return;
        }
        let entry = Box::new(entry.clone());
        let place = session.place_by_time(to, &entry);
        let title = session.stop(to).map(|(_, s)| s.title.clone()).unwrap_or_default();
        let changes = vec![
            Change::Entry { item, at, from: Some(entry.clone()), to: None },
            Change::Entry { item: to.to_owned(), at: place, from: None, to: Some(entry) },
        ];
        if self.record(sitting, changes, Grouping::New, Urgency::Now) {
            sitting.focus = Focus::Line;
            self.tell(format!("Moved to {}", super::telling::titled(&title)));
        }
    }

    /// Takes an entry out; it can be put back.
    pub(in super::super) fn take_out(&mut self, sitting: &mut Sitting, id: EntryId) {
        if self.alter(sitting, id, |e| e.removed = true) {
            if sitting.focus == Focus::Entry(id) {
                sitting.focus = Focus::Line;
            }
            sitting.action = sitting.action.min(sitting.session().action_count().saturating_sub(1));
            self.tell_taken_out(sitting, id);
        }
    }

    /// Says which entry was taken out.
    pub(super) fn tell_taken_out(&mut self, sitting: &Sitting, id: EntryId) {
        let words = sitting.session().entry(id).map(|(_, entry)| entry.in_brief()).unwrap_or_default();
        let which = if words.is_empty() { words } else { format!(": “{words}”") };
        self.tell(format!("Taken out{which}; Ctrl+Z puts it back, and so does “put back”"));
    }

    /// Puts back an entry that was taken out.
    pub(in super::super) fn put_back(&mut self, sitting: &mut Sitting, id: EntryId) {
        self.alter(sitting, id, |e| e.removed = false);
    }

    /// Sets where an action stands.
    pub(in super::super) fn set_status(&mut self, sitting: &mut Sitting, id: EntryId, status: Status) {
        self.alter(sitting, id, |e| {
            if let Some(action) = &mut e.action {
                action.status = status;
            }
        });
    }
}
