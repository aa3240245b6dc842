//! Notes that wait in the inbox for a school: offered when a session begins there, and left there until they are taken.

use super::aside::about_school;
use super::overlay::{Choice, Fresh, Overlay, Picked, Picker};
use super::{App, Effect};
use crate::calendar::counted;
use crate::grammar::{Kind, Recognition, parse};

impl App {
    /// Offers what waits for the school of a session that has not begun; Esc leaves it in the inbox.
    pub(super) fn offer_waiting(&mut self) {
        let Some(sitting) = self.sitting.as_ref().filter(|sitting| sitting.held_by.is_none()) else { return };
        let (session, school) = (sitting.session(), sitting.session().school().to_lowercase());
        let is_busy = !self.overlays.is_empty() || !sitting.line.text().is_empty() || !session.clock().is_empty();
        if is_busy || school.is_empty() || sitting.school.fact("practice") == "yes" {
            return;
        }
        let inbox = self.home.listing.inbox.iter().enumerate();
        let waiting: Vec<(usize, &str)> = inbox
            .filter(|(_, (_, text))| text.to_lowercase().contains(&school))
            .map(|(at, (_, text))| (at, text.as_str()))
            .collect();
        if waiting.is_empty() {
            return;
        }
        let to = session.id().to_owned();
        let all = waiting.iter().map(|(at, _)| *at).collect();
        let one = |(at, text): &(usize, &str)| {
            Choice::new(format!("Take in: {}", self.said_of_waiting(text)), "", Picked::TakeIn(vec![*at], to.clone()))
        };
        let mut choices: Vec<Choice> = waiting.iter().map(one).collect();
        if waiting.len() > 1 {
            choices.insert(0, Choice::new("Take them all in", "", Picked::TakeIn(all, to.clone())));
        }
        let title = format!("Waiting for {}: {}", session.school(), counted(waiting.len(), "note"));
        self.overlays.push(Overlay::Picker(Picker::new(title, choices).with_fresh(Fresh::Behind)));
    }

    /// The words of a note; of a private one none.
    fn said_of_waiting(&self, text: &str) -> String {
        let read = parse(text, &self.desk.grammar(self.now.date(), 0), &Recognition::default());
        if read.kind == Kind::Private { "% private".to_owned() } else { text.to_owned() }
    }

    /// Takes notes of the inbox into a session; each leaves the inbox once it stands there.
    pub(super) fn take_in(&mut self, waiting: &[usize], to: &str) {
        let about =
            self.sitting.as_ref().map(|sitting| about_school("", sitting.session().school())).unwrap_or_default();
        let note = |at: &usize| {
            let (_, text) = self.home.listing.inbox.get(*at)?;
            Some((*at, text.strip_suffix(&about).unwrap_or(text).to_owned()))
        };
        let notes = waiting.iter().filter_map(note).collect();
        self.want(Effect::File { notes, to: to.to_owned() });
        self.tell("Taken in under the item shown");
    }
}
