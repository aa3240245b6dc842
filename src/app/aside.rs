//! Putting sessions and schools away and bringing them back, another name for a school, a second session of one day.

use chrono::NaiveDate;

use super::home::{HomeRow, View};
use super::overlay::{Ask, Choice, Overlay, Picked, Picker, Purpose};
use super::{App, Effect, PutAside, Urgency};
use crate::forms::{is_same_name, near_names};
use crate::session::{Change, Grouping};

impl App {
    /// Asks whether the chosen session or school is to be put away.
    pub(super) fn ask_put_away(&mut self) {
        let rows = self.home.rows();
        let (what, hint, picked) = match rows.get(self.home.at) {
            Some(HomeRow::Due(summary, _) | HomeRow::Session(summary)) => {
                let day = summary.date.format("%-d %b %Y");
                let what = format!("{} · {} · {day}", summary.school, summary.form_name);
                (what, "whole, into the folder “removed”", Picked::PutAway(summary.id.clone()))
            }
            Some(HomeRow::School(school) | HomeRow::Record(school)) => {
                let hint = "its sessions, figures and papers stay";
                (school.name.clone(), hint, Picked::PutSchoolAway(school.slug.clone()))
            }
            _ => {
                self.tell("Choose the session or the school with ↑ ↓ first");
                return;
            }
        };
        let choices =
            vec![Choice::new("Leave it where it is", "", Picked::Nothing), Choice::new("Put it away", hint, picked)];
        self.overlays.push(Overlay::Picker(Picker::new(what, choices)));
    }

    /// Puts a school away, and shows the schools without it.
    pub(super) fn put_school_away(&mut self, school: String) {
        self.home.school = None;
        self.home.at = 0;
        self.want(Effect::PutSchoolAway(school));
        self.survey();
    }

    /// Shows what was put away; Enter brings it back.
    pub(super) fn offer_aside(&mut self, aside: Vec<PutAside>) {
        if aside.is_empty() {
            self.tell("Nothing is put away");
            return;
        }
        let choice = |aside: PutAside| Choice::new(aside.what, aside.hint, Picked::BringBack(aside.file));
        let picker = Picker::new("Bring back", aside.into_iter().map(choice).collect());
        self.overlays.push(Overlay::Picker(picker));
    }

    /// Brings back what was put away, and shows it where it stands now.
    pub(super) fn bring_back(&mut self, file: String) {
        self.want(Effect::BringBack(file));
        if self.home.view != View::Today {
            self.survey();
        }
    }

    /// Asks for another name of the school shown or chosen, else which school is meant.
    pub(super) fn ask_rename_school(&mut self) {
        let rows = self.home.rows();
        let chosen = match rows.get(self.home.at) {
            Some(HomeRow::School(school)) => Some(*school),
            _ => self.home.shown_school(),
        };
        if let Some(name) = chosen.map(|school| school.name.clone()) {
            self.ask_name_of(&name);
            return;
        }
        let schools = self.home.listing.schools.iter();
        let choices = schools.map(|name| Choice::new(name, "", Picked::RenameSchool(name.clone()))).collect();
        self.overlays.push(Overlay::Picker(Picker::new("Rename which school?", choices)));
    }

    pub(super) fn ask_name_of(&mut self, school: &str) {
        let help = "Sessions take it too; what was sent keeps the name it went under";
        let purpose = Purpose::RenameSchool { school: school.to_owned() };
        self.overlays.push(Overlay::Ask(Ask::new(format!("Another name for {school}"), help, school, purpose)));
    }

    /// Gives a school another name.
    pub(super) fn rename_school(&mut self, school: &str, to: &str) -> Result<(), String> {
        if let Some(fault) = self.misnamed(school, to) {
            return Err(fault);
        }
        if school != to {
            self.want(Effect::RenameSchool { school: school.to_owned(), to: to.to_owned() });
            if self.home.view != View::Today {
                self.survey();
            }
        }
        Ok(())
    }

    /// What is wrong with another name for a school.
    pub(super) fn misnamed(&self, from: &str, to: &str) -> Option<String> {
        if to.is_empty() {
            return Some("A school cannot be without a name".to_owned());
        }
        let mut others = self.home.listing.schools.iter().filter(|known| *known != from);
        let other = others.find(|known| is_same_name(known, to))?;
        Some(format!("{other} is a school already; add what tells this one apart"))
    }

    /// The open sessions of a school take its other name, unless something of them was sent.
    pub(super) fn name_in_sessions(&mut self, slug: &str, to: &str) {
        for _ in 0..2 {
            self.with_sitting(|app, sitting| {
                let session = sitting.session();
                if session.school_slug() == slug && session.sent().is_empty() && sitting.held_by.is_none() {
                    let change = Change::School { from: session.school().to_owned(), to: to.to_owned() };
                    app.record(sitting, vec![change], Grouping::New, Urgency::Now);
                }
            });
            std::mem::swap(&mut self.sitting, &mut self.other);
        }
    }

    /// A note for a school without a session: it waits in the inbox under its name. Of one that is not known it is asked
    /// whether it is to be made.
    pub(super) fn note_of(&mut self, school: &str, text: String) {
        let known = self.home.listing.schools.iter().find(|known| is_same_name(known, school)).cloned();
        if school.is_empty() || known.is_some() {
            let text = known.map_or(text.clone(), |known| about_school(&text, &known));
            self.send_note(None, &text);
            return;
        }
        let near = near_names(school, self.home.listing.schools.iter().map(String::as_str)).join(", ");
        let beside = if near.is_empty() { String::new() } else { format!(", beside {near}") };
        let make = Picked::NoteOfNew(school.to_owned(), text.clone());
        let choices = vec![
            Choice::new(format!("Make {school} a school of yours{beside}"), "the note waits for it in the inbox", make),
            Choice::new("Only note it in the inbox", "no school is made", Picked::Note(None, text)),
        ];
        self.overlays.push(Overlay::Picker(Picker::new(format!("There is no school {school} yet"), choices)));
    }

    /// Begins a session; where there is one of that form, school and day, it is asked whether that one is meant.
    pub(super) fn begin_or_ask(&mut self, form: &str, school: &str, date: NaiveDate) {
        let is_same = |s: &&crate::caseload::Summary| {
            s.form == form && s.date == date && (school.is_empty() || is_same_name(&s.school, school))
        };
        let (form, school) = (form.to_owned(), school.to_owned());
        let Some(there) = self.home.listing.sessions.iter().find(is_same) else {
            self.want(Effect::Begin { form, school, date });
            return;
        };
        let title = format!("{} · {} of {} is there already", there.school, there.name(), crate::calendar::long(date));
        let choices = vec![
            Choice::new("Open the one there is", &there.state, Picked::Session(there.id.clone())),
            Choice::new("Begin another one", "a second one for that day", Picked::Another { form, school, date }),
        ];
        self.overlays.push(Overlay::Picker(Picker::new(title, choices)));
    }
}

/// A note with the school it is for, behind its words so that their mark stays the first.
pub(super) fn about_school(text: &str, school: &str) -> String {
    format!("{text} ({school})")
}
