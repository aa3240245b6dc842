//! Attendance with times, by the grammar or from the people pane (LS-04).

use chrono::{NaiveDateTime, NaiveTime};

use super::super::App;
use super::super::message::Urgency;
use super::super::overlay::{Choice, Overlay, Picked, Picker, person_picker};
use super::{Focus, Sitting};
use crate::grammar::{Attendance, EVERYONE, Parsed, Presence};
use crate::session::{Attended, Change, Grouping, Person, PersonEvent, SIP, attending, left_out};

impl App {
    /// What `@HT late` and the like change, where the line does not say when at that time.
    pub(super) fn attendance_changes(
        &mut self,
        sitting: &mut Sitting,
        parsed: &Parsed,
        at: NaiveDateTime,
    ) -> Vec<Change> {
        let changes = attending(sitting.session(), &parsed.attendance, at);
        let told = changes.iter().filter_map(|change| {
            let Change::Person { at, to: Some(to), .. } = change else { return None };
            sitting.person = *at;
            sitting.attended = Some(to.name());
            Some(format!("{} {}", to.name(), said_with_time(to, self.now)))
        });
        let mut told: Vec<String> = told.collect();
        let names_all = |one: &Attendance| one.who.iter().any(|who| who == EVERYONE) && one.what == Presence::Present;
        let out = left_out(sitting.session());
        if parsed.attendance.iter().any(names_all) && !out.is_empty() {
            told.insert(0, format!("Without {}, as nobody came last time", out.join(", ")));
        }
        let initials = self.of_initials(parsed).map(|said| format!(" · {said}")).unwrap_or_default();
        self.tell(format!("{}{initials} · to mend: Ctrl+P “mend attendance”", told.join(", ")));
        changes
    }

    /// That a name in full is kept as initials, said once.
    pub(super) fn of_initials(&mut self, parsed: &Parsed) -> Option<&'static str> {
        let is_news = parsed.shortens && !self.told_initials;
        self.told_initials |= parsed.shortens;
        is_news.then_some("names are kept as initials, as the minutes print them")
    }

    /// What can be done about what was noted last of somebody: of whoever is chosen in the pane of the people; from anywhere
    /// else it is asked of whom, the last one first.
    pub(in super::super) fn mend_attendance(&mut self, sitting: &Sitting) {
        let people = sitting.session().people();
        let is_noted = |at: &usize| people.get(*at).is_some_and(|person| !person.events.is_empty());
        let chosen = Some(sitting.person).filter(|at| sitting.focus == Focus::People && is_noted(at));
        let mut noted: Vec<usize> = (0..people.len()).filter(is_noted).collect();
        // The user is there with the first of the others, and is asked about last, unless they were noted last themselves.
        let is_last = |at: &usize| Some(people[*at].name()) == sitting.attended;
        let is_beside = |at: &usize| people[*at].role == SIP && !is_last(at);
        noted.sort_by_key(|at| (is_beside(at), std::cmp::Reverse((is_last(at), people[*at].time_of(|_| true)))));
        match (chosen, noted.as_slice()) {
            (None, [at, user]) if is_beside(user) => self.mend_person(sitting, *at),
            (None, []) => self.tell("Nothing is noted of anybody yet; Ctrl+P “who is here” shows all"),
            (Some(at), _) => self.mend_person(sitting, at),
            (None, [at]) => self.mend_person(sitting, *at),
            (None, several) => {
                let choice = |at: &usize| {
                    let person = &people[*at];
                    Choice::new(person.name(), said_with_time(person, self.now), Picked::Mend(*at))
                };
                let picker = Picker::new("Whose attendance?", several.iter().map(choice).collect());
                self.overlays.push(Overlay::Picker(picker));
            }
        }
    }

    /// What can be done about what was noted last of a person.
    pub(in super::super) fn mend_person(&mut self, sitting: &Sitting, at: usize) {
        let mut picker = person_picker(sitting, at);
        picker.choices.sort_by_key(|choice| !matches!(choice.picked, Picked::PersonBack(_)));
        self.overlays.push(Overlay::Picker(picker));
    }

    /// The time at which somebody came or left, in the place of the one that was noted.
    pub(in super::super) fn time_person(&mut self, sitting: &mut Sitting, at: usize, what: Attended, time: NaiveTime) {
        let Some(from) = sitting.session().people().get(at).cloned() else { return };
        let mut to = from.clone();
        let event = PersonEvent { at: sitting.session().date().and_time(time), what };
        match to.events.last_mut() {
            Some(last) if last.what == event.what => last.at = event.at,
            Some(_) | None => to.events.push(event),
        }
        let told = said_with_time(&to, self.now);
        self.tell(format!("{} {told}", to.name()));
        self.change_person(sitting, at, Some(from), Some(to));
    }

    /// Notes something of a person.
    pub(in super::super) fn note_person(&mut self, sitting: &mut Sitting, at: usize, what: Attended) {
        let Some(from) = sitting.session().people().get(at).cloned() else { return };
        let mut to = from.clone();
        to.events.push(PersonEvent { at: self.now, what });
        self.tell(format!("{} {}", to.name(), said(&to)));
        self.change_person(sitting, at, Some(from), Some(to));
    }

    /// Takes the last thing noted of a person back.
    pub(in super::super) fn unnote_person(&mut self, sitting: &mut Sitting, at: usize) {
        let Some(from) = sitting.session().people().get(at).cloned() else { return };
        let mut to = from.clone();
        if to.events.pop().is_some() {
            self.tell(format!("Taken back for {}", to.name()));
            self.change_person(sitting, at, Some(from), Some(to));
        }
    }

    /// Goes to somebody in the pane People.
    pub(in super::super) fn go_to_person(&mut self, sitting: &mut Sitting, at: usize) {
        self.leave_spot(sitting);
        sitting.person = at;
        self.focus_on(sitting, Focus::People);
    }

    /// Alters a person's role, initials or report.
    pub(in super::super) fn alter_person(&mut self, sitting: &mut Sitting, at: usize, alter: impl FnOnce(&mut Person)) {
        let from = sitting.session().people().get(at).cloned();
        let mut to = from.clone().unwrap_or_default();
        alter(&mut to);
        self.change_person(sitting, at, from, Some(to));
    }

    /// Takes a person off the list; only one of whom nothing was noted, since undo does not bring people back.
    pub(in super::super) fn drop_person(&mut self, sitting: &mut Sitting, at: usize) {
        let Some(from) = sitting.session().people().get(at).cloned() else { return };
        if !from.events.is_empty() || !from.report.is_empty() {
            self.tell(format!("Something is noted of {}; Enter, then take it back first", from.name()));
            return;
        }
        self.change_person(sitting, at, Some(from), None);
        sitting.person = sitting.person.min(sitting.session().people().len().saturating_sub(1));
    }

    fn change_person(&mut self, sitting: &mut Sitting, at: usize, from: Option<Person>, to: Option<Person>) {
        sitting.attended = to.as_ref().map(Person::name);
        self.record(sitting, vec![Change::Person { at, from, to }], Grouping::New, Urgency::Now);
    }
}

/// What was noted of somebody last, with its time where that is not just now.
fn said_with_time(person: &Person, now: NaiveDateTime) -> String {
    let at = person.events.last().map(|event| event.at).filter(|at| *at != now);
    let time = at.map(|at| format!(" at {}", at.format("%H:%M"))).unwrap_or_default();
    let last = person.events.len().checked_sub(1);
    let is_back =
        last.is_some_and(|last| person.events[last].what == Attended::Returned && person.left_before(last).is_none());
    let unnoted = if is_back { "; when they left is not noted" } else { "" };
    format!("{}{time}{unnoted}", said(person))
}

/// What was noted of somebody last.
fn said(person: &Person) -> String {
    let Some(last) = person.events.len().checked_sub(1) else { return String::new() };
    match &person.events[last].what {
        Attended::Arrived if person.left_before(last).is_some() => "is back".to_owned(),
        Attended::Returned => "is back".to_owned(),
        Attended::Present => "is present".to_owned(),
        Attended::Arrived => "has come late".to_owned(),
        Attended::Left => "has left".to_owned(),
        Attended::Apologies => "sent apologies".to_owned(),
        Attended::Absent => "is absent".to_owned(),
        Attended::Interest(words) => format!("declared an interest: {words}"),
    }
}
