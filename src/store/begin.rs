//! Beginning a session: its school, its form, and what the school's earlier sessions left.

use chrono::{NaiveDate, NaiveDateTime};

use super::desk::{Desk, OWN_RECORDS, PRACTICE, with};
use super::schools::{How, Meant};
use super::{Mode, StoreError};
use crate::caseload::{Earlier, carry_over, unknown, unusual};
use crate::forms::{About, Form};
use crate::session::{HELD, Session, Step};

/// A session just begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// Its id.
    pub id: String,
    /// What the user should know.
    pub warnings: Vec<String>,
    /// What to say of the school, where its name is not just that of one known.
    pub school: Option<String>,
}

impl Desk {
    /// Begins a session: finds or makes the school, keeps the form, carries over what the last session left.
    ///
    /// # Errors
    /// No such form, or the store cannot be written.
    pub fn begin(&self, form: &str, school: &str, date: NaiveDate, now: NaiveDateTime) -> Result<Begun, StoreError> {
        let form = self.library.form(form).map_err(|e| StoreError::Asked { what: e.to_string() })?;
        let (place, name, said) = match form.about {
            About::School => self.school_for(school)?,
            About::Me => (OWN_RECORDS.to_owned(), self.own_name().to_owned(), None),
        };
        self.store.keep_form(&form.id, &form.version, &form)?;
        let earlier = self.earlier(&place, &form)?;
        let earlier: Vec<Earlier<'_>> = earlier.iter().map(|session| Earlier { session }).collect();
        let id = self.store.create_session(date, &place, &form.id, |id| {
            let empty = Session::new(&form, id, &name, &place, date);
            with(&empty, carry_over(&form, &empty, &earlier, now), now)
        })?;
        Ok(Begun { id, warnings: self.warnings(&form, date), school: said })
    }

    /// The slug and name of a school, which is made if there is none, and what to say of it.
    fn school_for(&self, school: &str) -> Result<(String, String, Option<String>), StoreError> {
        let meant = self.school_meant(school)?;
        // Nobody has to be told that the first school is a new one.
        let said =
            meant.said(school).filter(|_| self.has_others(&meant.slug).unwrap_or(false) || meant.how == How::Short);
        let Meant { slug: place, record, .. } = meant;
        let name = match record.fact("name") {
            "" => school.trim().to_owned(),
            name => name.to_owned(),
        };
        // A real session makes it a real school.
        self.set_school(&place, &[("name".to_owned(), name.clone()), (PRACTICE.to_owned(), String::new())])?;
        Ok((place, name, said))
    }

    /// What the user should know of a day for a form: it is unusual, or the terms of its year are not known.
    pub fn warnings(&self, form: &Form, date: NaiveDate) -> Vec<String> {
        let unusual = unusual(form, date, &self.calendar).into_iter();
        unusual.map(|said| format!("{said}; begun all the same")).chain(unknown(date, &self.calendar)).collect()
    }

    /// Takes into a session that was planned and has not begun what earlier ones have left since.
    ///
    /// # Errors
    /// The session cannot be read or written; it is as it was.
    pub fn catch_up(&self, id: &str, now: NaiveDateTime) -> Result<(), StoreError> {
        let planned = self.store.read_session::<Session>(id)?.document;
        let has_begun = !planned.clock().is_empty() || planned.reached(HELD).is_some() || !planned.author().is_empty();
        if has_begun || planned.is_cancelled() || self.store.is_open(id)? {
            return Ok(());
        }
        let form = self.context(&planned)?.form;
        let earlier = self.earlier(planned.school_slug(), &form)?;
        let earlier: Vec<Earlier<'_>> = earlier.iter().map(|session| Earlier { session }).collect();
        if carry_over(&form, &planned, &earlier, now).is_empty() {
            return Ok(());
        }
        let opened = self.store.open_session::<Session>(id)?;
        let Mode::Writing(mut journal) = opened.mode else { return Ok(()) };
        let mut session = opened.document;
        let changes = carry_over(&form, &session, &earlier, now);
        let step = Step::forward(journal.next_seq(), now, 0, changes);
        if session.fold(&step).is_ok() {
            journal.append(step.seq, &step)?;
        }
        journal.close(&session).map(drop).map_err(|not_closed| not_closed.error)
    }

    /// Earlier sessions of a school that a form carries from.
    fn earlier(&self, school: &str, form: &Form) -> Result<Vec<Session>, StoreError> {
        let wanted = |id: &String| id.contains(school);
        let carried = |session: &Session| {
            session.school_slug() == school
                && form.carry_from.iter().any(|c| c.forms.iter().any(|f| f == session.form()))
        };
        let ids = self.store.ids()?.into_iter().filter(wanted);
        // One that cannot be read cannot be carried from; the home screen names it.
        let sessions = ids.filter_map(|id| self.store.read_session::<Session>(&id).ok()).map(|view| view.document);
        Ok(sessions.filter(carried).collect())
    }
}
