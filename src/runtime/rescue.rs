//! Damaged files: seeing what can be read of one, and taking that up.

use super::Program;
use crate::app::{Damage, Message};
use crate::store::StoreError;

impl Program {
    /// A session could not be opened: where a damaged file is why, what can be read of it is offered.
    pub(super) fn offer_rescue(&mut self, session: &str, error: &StoreError) {
        let place = match error {
            StoreError::Damaged { path, .. } | StoreError::Empty { path } => self.desk.place_of(path),
            _ => None,
        };
        match place {
            Some(place) => self.look_over_for(&place, error.to_string(), Some(session.to_owned())),
            None => self.fail(error),
        }
    }

    /// Offers what can be read of a damaged file; one that was mended meanwhile is opened.
    pub(super) fn look_over(&mut self, place: &str, session: Option<String>) {
        match (self.desk.wrong_with(place), session) {
            (Some(wrong), session) => self.look_over_for(place, wrong.to_string(), session),
            (None, Some(session)) => self.open(&session),
            (None, None) => self.list(),
        }
    }

    fn look_over_for(&mut self, place: &str, wrong: String, session: Option<String>) {
        let readable = self.desk.look_over(place);
        let readable = readable.map(|readable| readable.in_words()).map_err(|error| error.to_string());
        self.take(Message::Damaged(Box::new(Damage { place: place.to_owned(), wrong, readable, session })));
    }

    /// Takes up what can be read, and opens the session it is of.
    pub(super) fn rescue(&mut self, place: &str, session: Option<&str>) {
        match self.desk.rescue(place) {
            Ok(said) => {
                self.desk.read_me();
                let me = Box::new(self.desk.me.clone());
                if let Some(session) = session {
                    self.open(session);
                }
                self.list();
                self.take(Message::Rescued { said, me });
            }
            Err(error) => self.fail(&error),
        }
    }
}
