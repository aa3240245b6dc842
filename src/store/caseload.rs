//! The whole caseload, gathered from the store.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::desk::Shelf;
use super::index::SchoolRow;
use super::{Desk, Store, StoreError};
use crate::calendar::SchoolYear;
use crate::caseload::{
    Caseload, Ground, Owed, Registered, Summary, agreed_ahead, known, owed, own, own_pressing, register, survey,
    untouched,
};
use crate::forms::{About, Form, Life};
use crate::session::{Record, Session, kept_level};

impl Desk {
    /// Every school's year, every open action and recommendation once, and the SIP's own year. A file that cannot be read is
    /// left out; the listing names it.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn caseload(&self, today: NaiveDate) -> Result<Caseload, StoreError> {
        self.caseload_of(self.calendar.school_year_of(today), today)
    }

    /// The same of another school year; what is open and overdue is as it stands today.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn caseload_of(&self, year: SchoolYear, today: NaiveDate) -> Result<Caseload, StoreError> {
        let sessions = self.shelf()?.sessions;
        let forms = self.forms();
        let mut open = self.register_of(&sessions, &forms);
        open.retain(|action| action.status.is_open());
        let record = |slug: String| {
            let record = self.store.load::<Record>(&Store::school_place(&slug)).ok().flatten();
            (slug, record.unwrap_or_default())
        };
        let schools = self.store.schools()?.into_iter().map(record);
        let schools = schools.filter(|(_, record)| record.fact("practice") != "yes").collect();
        let standing =
            |about: About| forms.values().filter(move |form| form.life == Life::Standing && form.about == about);
        let kept_up: Vec<String> = standing(About::School).map(|form| form.id.clone()).collect();
        let cost = |form: &str| forms.get(form).and_then(|form| form.ledger.clone());
        let ground = Ground { asked: self.asked(), calendar: &self.calendar, today, year, cost: &cost };
        let mut caseload = survey(schools, &sessions, open, &kept_up, ground);
        let about_me = forms.values().filter(|form| form.about == About::Me && !form.tallies.is_empty());
        let empty = about_me.map(|form| (form.id.clone(), untouched(&form.tallies))).collect();
        // Of another year, as it stood on its last day, or will on its first.
        let on = [today].into_iter().chain(year.day(9, 1)).max().into_iter().chain(year.last_day()).min();
        caseload.own = own(&self.asked().own, &self.me, &sessions, empty, &self.calendar, on.unwrap_or(today));
        Ok(caseload)
    }

    /// What is owed now or soon, and nobody has begun: the school's name, and what; of what is asked of the user alone no
    /// name. Who has no school yet is asked for nothing.
    pub fn pressing(&self, shelf: &Shelf, today: NaiveDate) -> Vec<(String, Owed)> {
        let year = self.calendar.school_year_of(today);
        let ground = Ground { asked: self.asked(), calendar: &self.calendar, today, year, cost: &|_| None };
        let mut sessions: BTreeMap<&str, Vec<&Summary>> = BTreeMap::new();
        for session in &shelf.sessions {
            sessions.entry(&session.school_slug).or_default().push(session);
        }
        let of_school = |school: &SchoolRow| {
            let own = sessions.get(school.slug.as_str()).cloned().unwrap_or_default();
            // What its sessions call it, where its own file cannot be read.
            let called = own.first().filter(|_| school.wrong.is_some()).map(|session| session.school.as_str());
            let name = called.unwrap_or_else(|| school.name()).to_owned();
            let agreed = agreed_ahead(&own, today);
            // A day that was agreed says more than the end of the term in which something is owed.
            let is_agreed = |owed: &Owed| agreed.iter().any(|a| a.form == owed.form && a.until <= owed.until);
            let owed = owed(&known(&school.record, &own), &own, ground).into_iter();
            let owed: Vec<Owed> = owed.filter(|owed| owed.is_pressing && !is_agreed(owed)).collect();
            owed.into_iter().chain(agreed).map(|owed| (name.clone(), owed)).collect::<Vec<_>>()
        };
        let mut pressing: Vec<(String, Owed)> = shelf.schools.iter().flat_map(of_school).collect();
        if !shelf.schools.is_empty() {
            let own = own_pressing(&self.asked().own, &self.me, &shelf.sessions, &self.calendar, today);
            pressing.extend(own.into_iter().map(|owed| (String::new(), owed)));
        }
        pressing
    }

    /// Every action and recommendation of all schools, the closed ones too.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn register(&self) -> Result<Vec<Registered>, StoreError> {
        let sessions = self.store.ids()?;
        let read = |id: &String| self.store.read_session::<Session>(id).ok().map(|view| view.document);
        let read: Vec<Session> = sessions.iter().filter_map(read).collect();
        let forms = self.forms();
        Ok(registered(&read, &forms))
    }

    /// The register of the schools that have anything open. An action may be closed in any later session, so every session
    /// of such a school is read.
    fn register_of(&self, sessions: &[Summary], forms: &BTreeMap<String, Form>) -> Vec<Registered> {
        let wanted: BTreeSet<&str> =
            sessions.iter().filter(|s| s.open_actions + s.followed > 0).map(|s| s.school_slug.as_str()).collect();
        let read = |s: &Summary| self.store.read_session::<Session>(&s.id).ok().map(|view| view.document);
        let read: Vec<Session> = sessions
            .iter()
            .filter(|s| !s.practice && wanted.contains(s.school_slug.as_str()))
            .filter_map(read)
            .collect();
        registered(&read, forms)
    }

    /// All forms by id; one that cannot be read is left out.
    fn forms(&self) -> BTreeMap<String, Form> {
        let ids = self.library.form_ids().into_iter();
        ids.filter_map(|id| self.library.form(id).ok().map(|form| (id.to_owned(), form))).collect()
    }
}

/// The register, in which those are marked that stand in papers kept apart.
fn registered(sessions: &[Session], forms: &BTreeMap<String, Form>) -> Vec<Registered> {
    let apart = |session: &Session| {
        let form = forms.get(session.form());
        let level = form.map_or(session.confidentiality(), |form| kept_level(form, session, NaiveDate::MAX));
        level.keeps_apart()
    };
    let apart: BTreeSet<&str> = sessions.iter().filter(|session| apart(session)).map(Session::id).collect();
    let mut all = register(sessions, &|id| followed(forms, id));
    for one in &mut all {
        one.confidential |= apart.contains(one.session.as_str());
    }
    all
}

fn followed(forms: &BTreeMap<String, Form>, id: &str) -> (String, Vec<crate::forms::Followed>) {
    forms.get(id).map_or_else(|| (id.to_owned(), Vec::new()), |form| (form.name.clone(), form.follows.clone()))
}
