//! When and where a session is: asked, noted, changed.

use super::overlay::{Ask, Overlay, Purpose};
use super::{App, Sitting, Urgency};
use crate::calendar::{Meets, long};
use crate::caseload::unusual;
use crate::session::{Change, Grouping};

impl App {
    /// Asks on what day, at what time and where the session is; what is noted stands there to be changed.
    pub(super) fn ask_when(&mut self, sitting: &Sitting) {
        let session = sitting.session();
        let is_of_one_day = sitting.filled(&self.desk).session_days().iter().all(|day| *day == session.date());
        let day = if is_of_one_day { long(session.date()) } else { String::new() };
        let stands = format!("{day}{}", session.meets().said());
        let help = "As in 12 January at 9.30 in the library; a time or a place alone will do";
        let ask = Ask::new("When and where is it?", help, stands.trim_start_matches([',', ' ']), Purpose::When);
        self.overlays.push(Overlay::Ask(ask));
    }

    /// What was answered: with a day it is all there is to say, without one the day stays, and nothing is neither time nor
    /// place.
    pub(super) fn answer_when(&mut self, text: &str) -> Result<(), String> {
        let Some(session) = self.sitting.as_ref().map(|sitting| sitting.session()) else { return Ok(()) };
        let (date, stands) = (session.date(), session.meets().clone());
        let (day, meets) = match (Meets::read(text), self.read_session_days(text, date)) {
            (Some(meets), _) => (date, meets.or(&stands)),
            (None, _) if text.is_empty() => (date, Meets::default()),
            (None, Ok(days)) if !days.further.is_empty() => {
                return Err("Further days stand in their field; type the first one only".to_owned());
            }
            (None, Ok(days)) => (days.first, days.meets),
            (None, Err(why)) if text.starts_with(|c: char| c.is_ascii_digit()) => return Err(why),
            (None, Err(_)) => (date, Meets { place: text.to_owned(), ..stands.clone() }),
        };
        let mut changes = Vec::new();
        if day != date {
            changes.push(Change::Date { from: date, to: day });
        }
        if meets != stands {
            changes.push(Change::Meets { from: stands, to: meets });
        }
        self.with_sitting(|app, sitting| app.note_when(sitting, changes));
        Ok(())
    }

    /// Notes when and where a session is that was just begun, as far as that was said.
    pub(super) fn note_meets(&mut self, sitting: &mut Sitting, meets: Meets) {
        let from = sitting.session().meets().clone();
        let to = meets.or(&from);
        if to != from {
            self.note_when(sitting, vec![Change::Meets { from, to }]);
        }
    }

    fn note_when(&mut self, sitting: &mut Sitting, changes: Vec<Change>) {
        let is_other_day = changes.iter().any(|change| matches!(change, Change::Date { .. }));
        if changes.is_empty() || !self.record(sitting, changes, Grouping::New, Urgency::Now) {
            return;
        }
        let session = sitting.session();
        let odd =
            unusual(&sitting.form, session.date(), &self.desk.calendar).into_iter().next().filter(|_| is_other_day);
        let said = format!("It is on {}{}", long(session.date()), session.meets().said());
        match odd {
            Some(odd) => self.warn(format!("{said}; {odd}")),
            None => self.tell(said),
        }
    }
}
