//! A damaged file: what can be read of it is offered; nothing is changed before the user says so.

use super::overlay::{Choice, Overlay, Picked, Picker};
use super::{App, Effect};

/// A file that cannot be read as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// Its place in the store.
    pub place: String,
    /// What is wrong, with the line and column.
    pub wrong: String,
    /// What of it can be read, in words; or why nothing can.
    pub readable: Result<String, String>,
    /// The session that was to be opened.
    pub session: Option<String>,
}

impl App {
    /// Offers what can be read of a damaged file.
    pub(super) fn offer_rescue(&mut self, damage: Damage) {
        let Damage { place, wrong, readable, session } = damage;
        let readable = match readable {
            Ok(readable) => readable,
            Err(why) => {
                let said = if why == wrong { format!("{wrong}.") } else { format!("{wrong}. And {why}.") };
                self.show_sentence("Cannot be read", &said);
                return;
            }
        };
        let in_full = format!(
            "{wrong}. What can be read: {readable}. Opening that keeps the damaged file, whole, in the folder “damaged”; \
             until then nothing is changed."
        );
        let title = format!("{place} is damaged");
        let choices = vec![
            Choice::new("Leave it as it is", &wrong, Picked::Nothing),
            Choice::new("Open what can be read", &readable, Picked::Rescue { place, session }),
            Choice::new("What is wrong with it, in full", "", Picked::Said(in_full)),
        ];
        self.overlays.push(Overlay::Picker(Picker::new(title, choices)));
    }

    /// Looks over a damaged file that was chosen: a session by its id, another by its place.
    pub(super) fn look_over(&mut self, name: &str) {
        let (place, session) = match name.strip_suffix(".ron") {
            Some(_) => (name.to_owned(), None),
            None => (format!("{name}.ron"), Some(name.to_owned())),
        };
        self.want(Effect::LookOver { place, session });
    }
}
