//! What the meeting before put off: its line can become an agenda item of its own.

use super::super::App;
use super::super::message::Urgency;
use super::telling::titled;
use super::{Focus, Sitting};
use crate::forms::Place;
use crate::session::{Change, EntryId, Grouping, Stop, StopState};

impl Sitting {
    /// The last line of the item shown that tells of an item put off: its entry and that item's title.
    pub fn put_off_here(&self) -> Option<(EntryId, &str)> {
        let shown = self.session().stop(&self.item).map_or("", |(_, stop)| stop.title.as_str());
        let mut lines = self.session().standing(&self.item).rev();
        lines.find_map(|entry| Some((entry.id, entry.put_off.as_deref().filter(|title| *title != shown)?)))
    }

    /// The item that stands again though it was put off last time: its number and id.
    pub fn again(&self, title: &str) -> Option<(usize, &str)> {
        let stop = self.session().agenda().iter().find(|stop| stop.title == title)?;
        Some((self.session().number_of(&stop.id)?, &stop.id))
    }
}

impl App {
    /// Makes what a line tells of an agenda item after the one it stands under; the line goes with it.
    pub(in super::super) fn take_up(&mut self, sitting: &mut Sitting, id: EntryId) {
        let session = sitting.session();
        let Some((item, at)) = session.place_of(id).map(|(item, at)| (item.to_owned(), at)) else { return };
        let Some(entry) = session.entry(id).map(|(_, entry)| Box::new(entry.clone())) else { return };
        let (Some(title), Some((before, _))) = (entry.put_off.clone(), session.stop(&item)) else { return };
        let own = session.free_item();
        let (place, state) = (Place::Numbered, StopState::Open);
        let stop = Stop { id: own.clone(), title: title.clone(), place, minutes: 0, speaker: None, state };
        let changes = vec![
            Change::Stop { at: before + 1, from: None, to: Some(stop) },
            Change::Entry { item, at, from: Some(entry.clone()), to: None },
            Change::Entry { item: own.clone(), at: 0, from: None, to: Some(entry) },
        ];
        if self.record(sitting, changes, Grouping::New, Urgency::Now) {
            sitting.focus = Focus::Line;
            let number = sitting.session().number_of(&own).unwrap_or_default();
            let title = titled(&title);
            self.tell(format!("{title} is item {number} now, with its line; in the agenda Alt+↑ ↓ move it"));
        }
    }
}
