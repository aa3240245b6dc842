//! Beginning a session: its school, its form, and what the school's earlier sessions left.

use chrono::{NaiveDate, NaiveDateTime};

use super::context::Context;
use super::desk::{Desk, OWN_RECORDS, with};
use super::{AskedSchool, Known, Mode, Store, StoreError};
use crate::calendar::SchoolYear;
use crate::caseload::{Summary, as_said, carry_over, takes_facts, unknown, unusual};
use crate::forms::{About, Form};
use crate::session::{CANCELLED, Record, Session, Step, naming_user, not_here};

/// A session just begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// Its id.
    pub id: String,
    /// That its school is new, where no other has a name near it; whoever was asked for the school knows.
    pub new_school: Option<String>,
    /// What the user should know.
    pub warnings: Vec<String>,
}

impl Desk {
    /// Begins a session: finds or makes the school, keeps the form, carries over what the last session left.
    ///
    /// # Errors
    /// No such form, or the store cannot be written.
    pub fn begin(&self, form: &str, school: &str, date: NaiveDate, now: NaiveDateTime) -> Result<Begun, StoreError> {
        let form = self.library.form_as_written(form).map_err(|e| StoreError::Asked { what: e.to_string() })?;
        let (place, name, known) = match form.about {
            About::School => self.school_for(school)?,
            About::Me => (OWN_RECORDS.to_owned(), self.own_name().to_owned(), Known::Here),
        };
        self.store.keep_form(&form.id, &form.version, &form)?;
        // It opens with the copy that is kept of this version, and so begins with it.
        let form = self.form_of(&Session::new(&form, "", &name, &place, date))?.form.in_year(SchoolYear::of(date));
        let others = self.others(&place, &form)?;
        let record = self.store.load::<Record>(&Store::school_place(&place))?.unwrap_or_default();
        let id = self.store.create_session(date, &place, &form.id, |id| {
            let empty = Session::new(&form, id, &name, &place, date);
            let named = naming_user(&empty, &self.me.initials()).into_iter().collect();
            let empty = with(&empty, named, now);
            let carried = with(&empty, carry_over(&form, &empty, &others, &record, now), now);
            let out = not_here(&form, &carried, &as_said(&record, &carried, &others));
            with(&carried, out, now)
        })?;
        let (near, new_school) = if known.has_near() { (known.said(&name), None) } else { (None, known.said(&name)) };
        let practice = self.is_for_practice(&place).then(|| {
            format!("{name} is here to practise on, and this with it; give a real school of that name its town too")
        });
        let second =
            self.first_of(&id).map(|first| format!("{first} is there already; this is another for the same day"));
        let past = self.of_a_year_past(&form, &id, date);
        let warnings =
            near.into_iter().chain(second).chain(practice).chain(self.warnings(&form, date)).chain(past).collect();
        Ok(Begun { id, new_school, warnings })
    }

    /// That a form is of a year before that of a session, said of the first session of that form in a year.
    fn of_a_year_past(&self, form: &Form, session: &str, date: NaiveDate) -> Option<String> {
        let year = SchoolYear::of(date);
        let last = form.last_year_before(year)?;
        let is_of_form = |id: &str| id.rsplit_once(&form.id).is_some_and(|(before, _)| before.ends_with('-'));
        let is_of_year = |id: &str| id.get(..10).and_then(|day| day.parse().ok()).map(SchoolYear::of) == Some(year);
        let known = self.store.ids().unwrap_or_default();
        let is_first = !known.iter().any(|id| id != session && is_of_form(id) && is_of_year(id));
        is_first.then(|| {
            format!(
                "the form “{}” is that of {last}, the newest here; if yours has one of {year}, it goes into the folder forms/",
                form.name
            )
        })
    }

    /// The session of the same day, school and form beside which another got a number, if it is here still.
    fn first_of(&self, id: &str) -> Option<String> {
        let (first, number) = id.rsplit_once('-')?;
        number.parse::<u32>().ok()?;
        self.store.session_path(first).is_ok_and(|path| path.exists()).then(|| first.to_owned())
    }

    /// Makes a school where there is none of that name.
    ///
    /// # Errors
    /// Its record cannot be read or written.
    pub fn make_school(&self, name: &str) -> Result<(), StoreError> {
        self.school_for(name).map(drop)
    }

    /// The slug and name of a school, which is made if there is none, and how far it was known.
    fn school_for(&self, school: &str) -> Result<(String, String, Known), StoreError> {
        let AskedSchool { slug, record, known } = self.school(school)?;
        let name = match record.fact("name") {
            "" => school.trim().to_owned(),
            name => name.to_owned(),
        };
        self.set_school(&slug, &[("name".to_owned(), name.clone())])?;
        Ok((slug, name, known))
    }

    /// What the user should know of a day for a form: it is unusual, or the terms of its year are not known.
    pub fn warnings(&self, form: &Form, date: NaiveDate) -> Vec<String> {
        let unusual = unusual(form, date, &self.calendar).into_iter();
        unusual.map(|said| format!("{said}; begun all the same")).chain(unknown(date, &self.calendar)).collect()
    }

    /// Takes into a session that has not taken place yet what others have left since.
    ///
    /// # Errors
    /// The session cannot be read or written; it is as it was.
    pub fn catch_up(&self, id: &str, now: NaiveDateTime) -> Result<(), StoreError> {
        let planned = self.store.read_session::<Session>(id)?.document;
        if planned.took_place() || planned.is_cancelled() || self.store.is_open(id)? {
            return Ok(());
        }
        let Context { form, school, .. } = match self.context(&planned) {
            Ok(context) => context,
            // Without its form nobody knows what it takes in; whoever needs the form says that it is gone.
            Err(StoreError::FormGone { .. } | StoreError::FormUnread { .. }) => return Ok(()),
            Err(error) => return Err(error),
        };
        if form.carry_from.is_empty() && !takes_facts(&form) {
            return Ok(());
        }
        let others = self.others(planned.school_slug(), &form)?;
        if carry_over(&form, &planned, &others, &school, now).is_empty() {
            return Ok(());
        }
        let opened = self.store.open_session::<Session>(id)?;
        self.store.tell_of(id, &opened.notices);
        let Mode::Writing(mut journal) = opened.mode else { return Ok(()) };
        let mut session = opened.document;
        let changes = carry_over(&form, &session, &others, &school, now);
        let step = Step::forward(journal.next_seq(), now, 0, changes);
        if session.fold(&step).is_ok() {
            journal.append(step.seq, &step)?;
        }
        let notices = journal.close(&session).map_err(|not_closed| not_closed.error)?;
        self.store.tell_of(id, &notices);
        Ok(())
    }

    /// The sessions that have not taken place yet, the soonest first: what [`Desk::catch_up`] is for.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn to_come(&self) -> Result<Vec<Summary>, StoreError> {
        let mut planned = self.shelf()?.sessions;
        planned.retain(|session| !session.took_place && session.stage != CANCELLED);
        planned.sort_by_key(|session| session.date);
        Ok(planned)
    }

    /// The sessions of a school that a form takes something from: those it carries from, and where it asks for facts of the
    /// school, all.
    fn others(&self, school: &str, form: &Form) -> Result<Vec<Session>, StoreError> {
        let asks = takes_facts(form);
        let carried = |session: &Session| {
            session.school_slug() == school
                && (asks || form.carry_from.iter().any(|c| c.forms.iter().any(|f| f == session.form())))
        };
        let ids = self.perhaps_of(school)?.into_iter();
        // One that cannot be read cannot be carried from; the home screen names it.
        let sessions = ids.filter_map(|id| self.store.read_session::<Session>(&id).ok()).map(|view| view.document);
        Ok(sessions.filter(carried).collect())
    }
}
