//! Noting the states of a session from the screen: reached, dated anew, taken back (NV-18).

use chrono::NaiveDate;

use super::overlay::{Ask, Choice, Overlay, Picked, Picker, Purpose};
use super::{App, Effect, Sitting, Urgency};
use crate::calendar::long;
use crate::outline::half_typed;
use crate::session::{BEFORE, CANCELLED, Change, Grouping, HELD, dating, following, outcome, reaching, taking_back};

impl App {
    /// A state was chosen: asks for its day; of one that was reached before, asks what is meant.
    pub(super) fn choose_state(&mut self, sitting: &Sitting, state: &str) {
        let Some(on) = sitting.session().reached(state) else {
            if state == CANCELLED && sitting.session().took_place() {
                self.ask_to_cancel(sitting);
            } else {
                self.ask_state_day(sitting, state);
            }
            return;
        };
        let label = sitting.label_of(state);
        let choices = vec![
            Choice::new("It was on another day", long(on), Picked::StateDay(state.to_owned())),
            Choice::new("It is so again", "on a later day", Picked::StateAgain(state.to_owned())),
            Choice::new("It never was: take it back", "", Picked::StateBack(state.to_owned())),
        ];
        self.overlays.push(Overlay::Picker(Picker::new(format!("{label}, noted {}", long(on)), choices)));
    }

    /// What has taken place is cancelled only by somebody who says so twice.
    fn ask_to_cancel(&mut self, sitting: &Sitting) {
        let held = long(sitting.session().date());
        let choices = vec![
            Choice::new("Leave it as it is", "it stands as held", Picked::Nothing),
            Choice::new(
                "It was cancelled all the same",
                "nothing is carried on, no days count",
                Picked::StateAgain(CANCELLED.to_owned()),
            ),
        ];
        self.overlays.push(Overlay::Picker(Picker::new(format!("It has taken place, on {held}"), choices)));
    }

    /// Asks on which day a state was reached: a session is held on its own day, the last of its parts.
    pub(super) fn ask_state_day(&mut self, sitting: &Sitting, state: &str) {
        let days = sitting.filled(&self.desk).session_days();
        let own = days.into_iter().max().filter(|_| state == HELD).map(long).unwrap_or_default();
        let help = match own.as_str() {
            "" => format!("Enter alone means today, {}", long(self.now.date())),
            _ => "The day of the session; for today type “today”".to_owned(),
        };
        self.overlays.push(Overlay::Ask(Ask::new("On which day?", help, &own, Purpose::State(state.to_owned()))));
    }

    /// Asks for the right day of a state that was reached.
    pub(super) fn ask_other_state_day(&mut self, sitting: &Sitting, state: &str) {
        let stands = sitting.session().reached(state).map(|on| on.format("%-d/%-m/%Y").to_string()).unwrap_or_default();
        let help = "The day it was in truth; no day at all takes the state back";
        self.overlays.push(Overlay::Ask(Ask::new("On which day?", help, &stands, Purpose::StateDay(state.to_owned()))));
    }

    /// Notes that a state was reached; beyond drafting only while nothing blocks.
    pub(super) fn reach_state(&mut self, sitting: &mut Sitting, state: &str, on: NaiveDate) {
        let day = crate::rules::Day::Is(self.now.date());
        let change = reaching(&sitting.form, sitting.session(), state, on);
        let blocking = crate::rules::against(&sitting.filled(&self.desk), &change, day);
        if let Some(first) = blocking.first() {
            sitting.wanted = Some(state.to_owned());
            sitting.gone_to = None;
            let said = match blocking.len() {
                1 => format!("One finding stands in the way: {} (Ctrl+R)", first.message),
                several => {
                    format!("{several} findings stand in the way: mend them or waive them with a reason (Ctrl+R)")
                }
            };
            self.warn(said);
            return;
        }
        sitting.wanted = None;
        let label = sitting.label_of(state);
        if self.record(sitting, vec![change], Grouping::New, Urgency::Now) {
            let (held, day) = (sitting.session().date(), self.now.date());
            let ahead = if on > day && !BEFORE.contains(&state) { ", a day still to come" } else { "" };
            self.tell(format!("Noted: {label}, {}{ahead}", long(on)));
            if held > day && state != CANCELLED && !BEFORE.contains(&state) {
                self.warn(format!(
                    "Noted: {label}, though it is still ahead, on {}; set state takes it back",
                    long(held)
                ));
            }
            let odd = self.said_at(sitting, state);
            if !odd.is_empty()
                && let Some(notice) = self.notice.take()
            {
                self.warn(format!("{} · {}", notice.text, odd.join(" · ")));
            }
            self.offer_sent(sitting, state, on);
        }
    }

    /// What is to be said when a state is noted: what its form has said there, and of the line half typed that goes out with
    /// no document.
    fn said_at(&self, sitting: &Sitting, state: &str) -> Vec<String> {
        let filled = sitting.filled(&self.desk);
        let found = crate::rules::said_at(&filled, state, crate::rules::Day::Is(self.now.date()));
        let main = sitting.form.documents.first().map_or("", |main| main.id.as_str());
        let half = half_typed(&filled, main).filter(|_| filled.is_beyond_drafting());
        found.into_iter().map(|said| format!("{said} (Ctrl+R)")).chain(half).collect()
    }

    /// Gives a state that was reached its right day.
    pub(super) fn date_state(&mut self, sitting: &mut Sitting, state: &str, on: NaiveDate) {
        let change: Vec<Change> = dating(sitting.session(), state, on).into_iter().collect();
        if self.record(sitting, change, Grouping::New, Urgency::Now) {
            self.tell(format!("Noted: {}, {}", sitting.label_of(state), long(on)));
        }
    }

    /// Takes back a state that was noted by mistake.
    pub(super) fn unreach_state(&mut self, sitting: &mut Sitting, state: &str) {
        let change: Vec<Change> = taking_back(sitting.session(), state).into_iter().collect();
        if self.record(sitting, change, Grouping::New, Urgency::Now) {
            let now = sitting.session().state().map(|state| sitting.label_of(state));
            let stands = now.map_or_else(|| "no state is noted now".to_owned(), |now| format!("it stands at “{now}”"));
            self.tell(format!("Taken back: {}; {stands}", sitting.label_of(state)));
        }
    }

    /// Has the school's record follow what a session gives the school now, where it gave it something else before, so that
    /// the school's duties follow. What is set is told behind what else is.
    pub(super) fn follow(&mut self, sitting: &mut Sitting, before: &[(String, String)]) {
        let (now, follows) = {
            let filled = sitting.filled(&self.desk);
            (outcome(&filled), following(&filled, before))
        };
        let slug = sitting.session().school_slug().to_owned();
        for (fact, to) in follows {
            let change = sitting.school.setting(&fact, &to);
            if change.from == to || sitting.school.apply(&change).is_err() {
                continue;
            }
            if before.iter().chain(&now).any(|(given, _)| *given == fact) {
                self.followed = Some(if to.is_empty() { format!("no {fact}") } else { to.clone() });
            }
            self.want(Effect::KeepSchool { slug: slug.clone(), fact, to });
        }
    }

    /// Tells what was set in a school's record, behind what else is told.
    pub(super) fn tell_followed(&mut self) {
        let Some(set) = self.followed.take() else { return };
        match &mut self.notice {
            Some(notice) => notice.text = format!("{} · in the school's record: {set}", notice.text),
            None => self.tell(format!("In the school's record: {set}")),
        }
    }
}

impl Sitting {
    /// What a state of its form is called.
    pub(super) fn label_of(&self, state: &str) -> String {
        let known = self.form.states.iter().find(|known| known.id == state);
        known.map_or_else(|| state.to_owned(), |known| known.label.clone())
    }
}
