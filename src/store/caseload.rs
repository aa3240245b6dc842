//! The whole caseload, gathered from the store.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Desk, Store, StoreError};
use crate::caseload::{Caseload, Ground, Summary, register, shipped_duties, survey};
use crate::forms::Ledger;
use crate::session::{Record, Session};

impl Desk {
    /// Every school's year, and every open action once. A file that cannot be read is left out; the listing names it.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn caseload(&self, today: NaiveDate) -> Result<Caseload, StoreError> {
        let sessions = self.shelf()?.sessions;
        let record = |slug: String| {
            let record = self.store.load::<Record>(&Store::school_place(&slug)).ok().flatten();
            (slug, record.unwrap_or_default())
        };
        let schools = self.store.schools()?.into_iter().map(record);
        let schools = schools.filter(|(_, record)| record.fact("practice") != "yes").collect();
        // An action may be closed in any later session, so every session of a school that has open ones is read.
        let wanted: BTreeSet<&str> =
            sessions.iter().filter(|s| s.open_actions > 0).map(|s| s.school_slug.as_str()).collect();
        let read = |s: &Summary| self.store.read_session::<Session>(&s.id).ok().map(|view| view.document);
        let read: Vec<Session> = sessions
            .iter()
            .filter(|s| !s.practice && wanted.contains(s.school_slug.as_str()))
            .filter_map(read)
            .collect();
        let mut open = register(&read);
        open.retain(|action| action.status.is_open());
        let form = |id: &str| self.library.form(id).ok().and_then(|form| form.ledger).map(|cost| (id.to_owned(), cost));
        let costs: BTreeMap<String, Ledger> = self.library.form_ids().into_iter().filter_map(form).collect();
        let cost = |form: &str| costs.get(form).cloned();
        let ground = Ground { duties: &shipped_duties(), calendar: &self.calendar, today, cost: &cost };
        Ok(survey(schools, &sessions, open, ground))
    }
}
