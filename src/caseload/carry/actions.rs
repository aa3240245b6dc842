//! Open actions of earlier sessions in a new one.

use super::super::stands::{Fate, Standing, action_id, standing};
use super::{Carrying, Chain};
use crate::grammar::Kind;
use crate::session::{Action, Came, Change, Entry, Origin, Session, Told};

impl Carrying<'_> {
    /// Open actions come over open, a line says of each that was closed; one that was taken before is brought up to date.
    pub(super) fn take_actions(&mut self, chain: &Chain<'_>, into: &str) {
        let before = standing(chain.before.iter().copied());
        let own = |stands: &Standing<'_>| self.new.goes_by(&stands.origin().session);
        // What a later session says of a matter is nothing to this one: it was open then.
        let all = standing(chain.until_then.iter().copied());
        let all: Vec<_> = all.into_iter().filter(|(_, decides)| !own(decides)).collect();
        for (id, decides) in all {
            let version = before.iter().find(|(known, _)| *known == id).map(|(_, version)| version);
            if decides.goes_on() {
                if let Some(version) = version.filter(|version| version.goes_on()) {
                    self.bring(&id, version, into);
                }
                continue;
            }
            self.withdraw(&id, &decides);
            let closing = decides.session;
            let was_before = chain.before.iter().any(|s| s.id() == closing.id());
            // What was closed before the last meeting was told of there.
            let knew = |last: &Session| {
                (closing.date(), closing.id()) >= (last.date(), last.id()) || place_of(last, &id).is_some()
            };
            if decides.fate == Fate::Closed && was_before && chain.last.is_none_or(knew) {
                let (number, status) = (decides.action.number, decides.action.status.label());
                let what = format!("action {number}, {} ({status})", decides.entry.text);
                self.tell_closed(chain, closing, &what, into);
            }
        }
    }

    fn bring(&mut self, id: &str, version: &Standing<'_>, into: &str) {
        let mut came = carried(version);
        match place_of(&self.new, id) {
            None => {
                let is_taken = |entry: &Entry| entry.action.as_ref().is_some_and(|known| known.number == came.number);
                if self.new.all_entries().any(|(_, entry)| is_taken(entry)) {
                    let first = came.first_number();
                    came.number = self.new.next_action();
                    came.origin = came.origin.map(|origin| Origin { number: Some(first), ..origin });
                }
                let text = version.entry.text.clone();
                let line = Entry::new(self.new.next_entry(), self.now, Kind::Action, text);
                let entry = Entry { action: Some(came), in_confidence: is_in_confidence(version), ..line };
                self.put(entry, into);
            }
            Some((item, at, here)) => {
                if let Some(to) = brought_up_to_date(&here, version, came).filter(|to| *to != here) {
                    self.change(Change::Entry { item, at, from: Some(Box::new(here)), to: Some(Box::new(to)) });
                }
            }
        }
        self.took_from(version.session);
    }

    /// Takes back what came over of an action that is to be done no more. If something was written about it here it stays,
    /// closed as it was closed elsewhere.
    fn withdraw(&mut self, id: &str, decides: &Standing<'_>) {
        let Some((item, at, here)) = place_of(&self.new, id) else { return };
        let is_closed = decides.fate == Fate::Closed;
        let to = if here.is_as_it_came() {
            None
        } else {
            let known = here.as_action().filter(|known| is_closed && !here.removed && known.status.is_open());
            let Some(known) = known else { return };
            let closed = Action { status: decides.action.status, ..known.clone() };
            Some(Box::new(Entry { action: Some(closed), ..here.clone() }))
        };
        self.change(Change::Entry { item, at, from: Some(Box::new(here)), to });
    }
}

/// Item, place and entry of an action in a session.
fn place_of(session: &Session, id: &str) -> Option<(String, usize, Entry)> {
    let is_it = |entry: &&Entry| entry.action.as_ref().is_some_and(|action| action_id(session, action) == id);
    let entry = session.all_entries().map(|(_, entry)| entry).find(is_it)?;
    let (item, at) = session.place_of(entry.id)?;
    Some((item.to_owned(), at, entry.clone()))
}

/// Whether an action stands in papers kept apart, or came from some.
fn is_in_confidence(version: &Standing<'_>) -> bool {
    version.entry.in_confidence || version.session.confidentiality().keeps_apart()
}

/// An action as it comes over: what was told of it goes into its history.
fn carried(version: &Standing<'_>) -> Action {
    let mut action = version.action.clone();
    action.history.push(Told {
        session: version.session.id().to_owned(),
        date: action.told_on.take().unwrap_or_else(|| version.session.date()),
        status: action.status,
        progress: std::mem::take(&mut action.progress),
        impact: std::mem::take(&mut action.impact),
    });
    action.came = Some(Box::new(Came::of(&version.entry.text, &action)));
    action.origin = Some(version.origin());
    action
}

/// An action that came over before, as it comes over now; what was changed here stays. None if it is no action here any more.
fn brought_up_to_date(here: &Entry, version: &Standing<'_>, came: Action) -> Option<Entry> {
    let known = here.as_action().filter(|_| !here.removed)?;
    // In files made before this was kept, words changed here cannot be told from words changed there.
    let base = known.came.as_deref().cloned().unwrap_or_else(|| Came::of(&here.text, known));
    let base_status = known.history.last().map_or(known.status, |told| told.status);
    let action = Action {
        owners: unless_changed(&known.owners, &base.owners, came.owners),
        due: unless_changed(&known.due, &base.due, came.due),
        measure: unless_changed(&known.measure, &base.measure, came.measure),
        status: unless_changed(&known.status, &base_status, came.status),
        progress: known.progress.clone(),
        impact: known.impact.clone(),
        told_on: known.told_on,
        number: known.number,
        origin: known.origin.clone(),
        ..came
    };
    let text = unless_changed(&here.text, &base.text, version.entry.text.clone());
    Some(Entry { action: Some(action), text, in_confidence: is_in_confidence(version), ..here.clone() })
}

fn unless_changed<T: Clone + PartialEq>(here: &T, base: &T, new: T) -> T {
    if here == base { new } else { here.clone() }
}
