//! The states a session goes through (NV-18): each with its day, none forced into order. A day can be mended, a state
//! noted too late stands where it belongs, and one noted by mistake is taken back.

use chrono::NaiveDate;

use super::change::Change;
use super::model::{Reached, Session};
use super::noting::SIP;
use crate::forms::Form;

/// State of a session that has begun.
pub const HELD: &str = "held";
/// State of a session whose note is being written.
pub const DRAFTING: &str = "drafting";
/// State of a session that did not take place.
pub const CANCELLED: &str = "cancelled";
/// States before a session takes place (NV-18).
pub const BEFORE: [&str; 3] = ["planned", "confirmed", "prepared"];

impl Session {
    /// The day a state was reached, the last time it was.
    pub fn reached(&self, state: &str) -> Option<NaiveDate> {
        self.place_of_state(state).map(|(_, reached)| reached.on)
    }

    /// Whether it has taken place or is under way: its clock ran, or somebody sits in it.
    pub fn has_begun(&self) -> bool {
        !self.clock().is_empty() || self.is_attended()
    }

    /// Whether it is noted as held, or of somebody beside the user that they were there: on whatever day, it has begun.
    pub fn is_attended(&self) -> bool {
        self.reached(HELD).is_some() || self.people().iter().any(|person| person.role != SIP && person.was_present())
    }

    /// Whether it did not take place.
    pub fn is_cancelled(&self) -> bool {
        self.state() == Some(CANCELLED)
    }

    /// Whether its clock ran on its day or later; what ran before was preparing.
    pub fn ran_on_its_day(&self) -> bool {
        self.clock().iter().any(|tick| tick.item.is_some() && tick.at.date() >= self.date())
    }

    /// Whether it took place: its clock ran on its day or later, a state beyond the preparing ones says so, or another SIP made it.
    pub fn took_place(&self) -> bool {
        let says = |reached: &Reached| reached.state != CANCELLED && !BEFORE.contains(&reached.state.as_str());
        !self.is_cancelled() && (self.ran_on_its_day() || !self.author().is_empty() || self.states().iter().any(says))
    }

    /// The same session as if it had come to a state.
    #[must_use]
    pub fn as_if_in(&self, state: &str) -> Self {
        let mut session = self.clone();
        session.states.push(Reached { state: state.to_owned(), on: self.date() });
        session
    }

    fn place_of_state(&self, state: &str) -> Option<(usize, &Reached)> {
        self.states().iter().enumerate().rev().find(|(_, reached)| reached.state == state)
    }
}

/// Notes that a state was reached on a day. It is the state from now on; but one that comes earlier in the form, noted
/// late with an earlier day, goes before those that came after it.
pub fn reaching(form: &Form, session: &Session, state: &str, on: NaiveDate) -> Change {
    let place = |id: &str| form.states.iter().position(|known| known.id == id);
    let came_after =
        |reached: &&Reached| reached.state != CANCELLED && reached.on > on && place(&reached.state) > place(state);
    let later = session.states().iter().rev().take_while(came_after).count();
    let to = Some(Reached { state: state.to_owned(), on });
    match later {
        0 => Change::State { from: None, to },
        later => Change::StateAt { at: session.states().len() - later, from: None, to },
    }
}

/// Gives a state that was reached another day; nothing if it never was, or that is its day.
pub fn dating(session: &Session, state: &str, on: NaiveDate) -> Option<Change> {
    let (at, from) = session.place_of_state(state)?;
    let to = Reached { on, ..from.clone() };
    (to != *from).then(|| Change::StateAt { at, from: Some(from.clone()), to: Some(to) })
}

/// Takes a state back that was noted by mistake, the last time it was; nothing if it never was.
pub fn taking_back(session: &Session, state: &str) -> Option<Change> {
    let (at, from) = session.place_of_state(state)?;
    Some(Change::StateAt { at, from: Some(from.clone()), to: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::Library;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn visit(states: &[(&str, &str)]) -> (Form, Session) {
        let form = Library::shipped().form("autumn").unwrap();
        let mut session = Session::new(&form, "a", "Hillside Primary", "hillside", day("2009-11-17"));
        for (state, on) in states {
            let change = reaching(&form, &session, state, day(on));
            session.apply(&change).unwrap();
        }
        (form, session)
    }

    fn said(session: &Session) -> Vec<String> {
        session.states().iter().map(|r| format!("{} {}", r.state, r.on)).collect()
    }

    #[test]
    fn a_state_noted_late_goes_where_it_belongs_and_the_last_stays_the_last() {
        let (_, session) = visit(&[("planned", "2009-09-01"), ("held", "2009-11-17"), ("confirmed", "2009-11-02")]);
        assert_eq!(said(&session), ["planned 2009-09-01", "confirmed 2009-11-02", "held 2009-11-17"]);
        assert_eq!(session.state(), Some("held"));
    }

    #[test]
    fn none_is_forced_into_order() {
        let (_, session) = visit(&[("held", "2009-11-17"), ("with-head", "2009-11-20"), ("drafting", "2009-11-23")]);
        assert_eq!(session.state(), Some("drafting"), "it went back");
        let (_, session) = visit(&[("circulated", "2009-11-20"), ("held", "2009-11-20")]);
        assert_eq!(session.state(), Some("held"), "of one day, the last noted");
    }

    #[test]
    fn a_day_is_mended_in_its_place_and_a_mistake_taken_back() {
        let (_, mut session) = visit(&[("planned", "2009-09-01"), ("confirmed", "2009-11-02"), ("held", "2009-11-17")]);
        let change = dating(&session, "confirmed", day("2009-11-03")).unwrap();
        let inverse = session.apply(&change).unwrap();
        assert_eq!(said(&session), ["planned 2009-09-01", "confirmed 2009-11-03", "held 2009-11-17"]);
        assert_eq!(dating(&session, "confirmed", day("2009-11-03")), None);
        session.apply(&inverse).unwrap();
        assert_eq!(session.reached("confirmed"), Some(day("2009-11-02")));
        let change = taking_back(&session, "held").unwrap();
        session.apply(&change).unwrap();
        assert_eq!(session.state(), Some("confirmed"));
        assert_eq!(taking_back(&session, "held"), None);
    }
}
