//! What a new session takes from the school's other ones (LS-02, RE-04, RT-12): actions with their history, items put off,
//! recommendations. Other files never change.
//!
//! Where an action stands is said in `stands`; here a session that has not begun is brought to what was left before it. It
//! may be asked as often as one likes: what came before is brought up to date, what was done about it here stays, and what
//! is taken once is not taken twice.

mod actions;
mod grades;
mod rows;
#[cfg(test)]
mod tests;

use chrono::{NaiveDate, NaiveDateTime};

use crate::calendar::{day_of, meets_of};
use crate::forms::{Carried, Field, Form, Source, accept, school_card};
use crate::grammar::Kind;
use crate::session::{Change, Entry, Person, Record, SIP, Session, StopState, Target};

pub(super) use rows::{is_as_it_came, row_id};

/// What has to be done to a session that has not begun, so that it takes on what was left; `others` are the school's other
/// sessions, in any order, later ones too, and `school` its record. Sessions that did not take place leave nothing of their
/// own accord.
pub fn carry_over(form: &Form, new: &Session, others: &[Session], school: &Record, now: NaiveDateTime) -> Vec<Change> {
    let mut carrying = Carrying { form, new: new.clone(), was: new, now, changes: Vec::new(), sources: Vec::new() };
    let mut filled: Vec<&str> = Vec::new();
    let mut graded = false;
    for carry in &form.carry_from {
        let chain = Chain::of(others, new, &carry.forms);
        match &carry.what {
            Carried::OpenActions => carrying.take_actions(&chain, &carry.into),
            Carried::DeferredItems => carrying.take_deferred(&chain, &carry.into),
            // A row takes its grade from whichever note graded it last.
            Carried::Judgements { .. } if !graded => {
                graded = true;
                carrying.take_judgements(others);
            }
            // All that goes into one table is taken together: a row may stand in several of the old tables.
            Carried::Rows { into: table, .. } if !filled.contains(&table.as_str()) => {
                filled.push(table);
                carrying.take_rows(others, table);
            }
            Carried::Judgements { .. } | Carried::Rows { .. } => {}
        }
        if let Some(last) = chain.last {
            carrying.took_from(last);
        }
    }
    carrying.take_time_and_place(others);
    carrying.take_people(others);
    carrying.take_initials(others);
    carrying.take_facts(others, school);
    carrying.note_sources();
    carrying.changes
}

/// A school's record, and where it says nothing, what the school's notes before a new session said last.
pub fn as_said(school: &Record, new: &Session, others: &[Session]) -> Record {
    let (before, card) = (before(new, others), school_card());
    let blank = card.iter().flat_map(|section| &section.fields).filter(|field| school.fact(&field.id).is_empty());
    let facts = blank.filter_map(|field| Some((field.id.clone(), last_said(&before, field, new.date())?.to_owned())));
    school.with(&facts.collect())
}

/// The other sessions until the day of a new one that were not cancelled, by day.
fn before<'a>(new: &Session, others: &'a [Session]) -> Vec<&'a Session> {
    let is_before = |s: &&Session| s.id() != new.id() && s.date() <= new.date() && !s.is_cancelled();
    let mut before: Vec<&Session> = others.iter().filter(is_before).collect();
    before.sort_by_key(|s| (s.date(), s.id()));
    before
}

/// What some sessions said last in a field, if that can stand in it.
fn last_said<'a>(before: &[&'a Session], field: &Field, day: NaiveDate) -> Option<&'a str> {
    let said = before.iter().rev().map(|s| s.field(&field.id)).find(|said| !said.is_empty())?;
    accept(&field.kind, None, said, day).is_ok_and(|kept| kept == said).then_some(said)
}

/// Whether a form asks for facts of the school that another session may have said.
pub fn takes_facts(form: &Form) -> bool {
    form.all_fields().any(|field| fact_of(field).is_some())
}

/// The fact of the school that a field asks for, unless it is of one day.
fn fact_of(field: &Field) -> Option<&str> {
    match &field.from {
        Some(Source::School(fact)) if fact != "name" && !field.of_the_day => Some(fact),
        _ => None,
    }
}

/// The other sessions of some forms, as a session sees them.
struct Chain<'a> {
    /// All, by day.
    all: Vec<&'a Session>,
    /// Those until its day, by day.
    until_then: Vec<&'a Session>,
    /// Those before it that were not cancelled, by day.
    before: Vec<&'a Session>,
    /// The last of these that took place.
    last: Option<&'a Session>,
}

impl<'a> Chain<'a> {
    fn of(others: &'a [Session], new: &Session, forms: &[String]) -> Self {
        let fits = |s: &&Session| s.id() != new.id() && forms.iter().any(|form| form == s.form());
        let mut all: Vec<&Session> = others.iter().filter(fits).collect();
        all.sort_by_key(|s| (s.date(), s.id()));
        let until_then: Vec<&Session> = all.iter().copied().filter(|s| s.date() <= new.date()).collect();
        let before: Vec<&Session> = until_then.iter().copied().filter(|s| !s.is_cancelled()).collect();
        let last = before.iter().rev().copied().find(|s| s.took_place());
        Self { all, until_then, before, last }
    }

    /// The last that took place and what was planned between it and the new one, by day.
    fn since_last(&self) -> &[&'a Session] {
        let from = self.before.iter().position(|s| self.last.is_some_and(|last| last.id() == s.id()));
        self.before.get(from.unwrap_or_default()..).unwrap_or_default()
    }
}

struct Carrying<'a> {
    form: &'a Form,
    /// The new session with the changes so far.
    new: Session,
    /// The new session as it was.
    was: &'a Session,
    now: NaiveDateTime,
    changes: Vec<Change>,
    /// Sessions that something was taken from: id and last step.
    sources: Vec<(String, u64)>,
}

impl Carrying<'_> {
    fn change(&mut self, change: Change) {
        // Changes made from the session as it stands fit it.
        if self.new.apply(&change).is_ok() {
            self.changes.push(change);
        }
    }

    fn took_from(&mut self, session: &Session) {
        if self.sources.iter().all(|(known, _)| known != session.id()) {
            self.sources.push((session.id().to_owned(), session.applied()));
        }
    }

    /// Whether a session has come no further since the new one took from it.
    fn is_known(&self, session: &Session) -> bool {
        self.was.taken_from(session.id()) == Some(session.applied())
    }

    fn note_sources(&mut self) {
        for (session, seq) in std::mem::take(&mut self.sources) {
            let (from, to) = (self.was.taken_from(&session), Some(seq));
            if from != to {
                self.change(Change::TakenFrom { session, from, to });
            }
        }
    }

    fn take_deferred(&mut self, chain: &Chain<'_>, into: &str) {
        for last in chain.since_last() {
            for stop in last.agenda().iter().filter(|stop| stop.state == StopState::Deferred) {
                // With what was said of it so far, a private word aside; its actions are carried on themselves.
                let said = last
                    .standing(&stop.id)
                    .filter(|entry| !entry.in_confidence && !matches!(entry.kind, Kind::Private | Kind::Action));
                let said: Vec<&str> = said.map(|entry| entry.text.as_str()).collect();
                let said = if said.is_empty() { String::new() } else { format!(" ({})", said.join("; ")) };
                let text = format!("Put off from {}: {}{said}", british(last), stop.title);
                self.tell_with(last, &text, into, Some(stop.title.clone()));
            }
        }
    }

    /// When and where it is, as the last meeting agreed for its day; once said here it stands.
    fn take_time_and_place(&mut self, others: &[Session]) {
        let field = self.form.all_fields().find(|field| field.from == Some(Source::NextDate));
        let before =
            others.iter().filter(|s| s.form() == self.form.id && s.date() < self.new.date() && !s.is_cancelled());
        let agreed = field.zip(before.max_by_key(|s| s.date())).map(|(field, last)| (last, last.field(&field.id)));
        let day = self.new.date();
        let Some((last, kept)) = agreed.filter(|(_, kept)| day_of(kept) == Some(day)) else { return };
        let meets = meets_of(kept);
        if self.new.meets().is_unknown() && !meets.is_unknown() && !self.is_known(last) {
            self.change(Change::Meets { from: self.new.meets().clone(), to: meets });
            self.took_from(last);
        }
    }

    /// Whoever was at the last meeting, or sent apologies, is expected again; a role that nobody was in is vacant.
    fn take_people(&mut self, others: &[Session]) {
        let forms: Vec<String> = self.form.carry_from.iter().flat_map(|carry| carry.forms.clone()).collect();
        let chain = Chain::of(others, self.was, &forms);
        let took_part = |p: &&Person| p.was_present() || p.sent_apologies();
        let met = |s: &&&Session| s.people().iter().any(|p| p.role != SIP && took_part(&p));
        let Some(last) = chain.before.iter().rev().find(met).copied() else { return };
        for person in last.people().iter().filter(took_part) {
            let people = self.new.people();
            let is_known = people.iter().any(|p| p.name() == person.name());
            let free =
                people.iter().position(|p| p.role == person.role && p.initials.is_empty() && p.events.is_empty());
            let (at, from) = match free {
                _ if is_known => continue,
                Some(at) => (at, people.get(at).cloned()),
                // Whoever was taken off the list since does not come back on it.
                None if person.role == SIP || self.is_known(last) => continue,
                None => (people.len(), None),
            };
            let mut to = from.clone().unwrap_or_else(|| Person::expected(person.role.as_str()));
            to.initials.clone_from(&person.initials);
            self.change(Change::Person { at, from, to: Some(to) });
        }
        for (at, person) in self.new.people().to_vec().into_iter().enumerate() {
            let vacant =
                person.initials.is_empty() && !last.people().iter().filter(took_part).any(|p| p.role == person.role);
            if vacant != person.vacant {
                let to = Person { vacant, ..person.clone() };
                self.change(Change::Person { at, from: Some(person), to: Some(to) });
            }
        }
        self.took_from(last);
    }

    /// Whoever had a role last time is expected in it again.
    fn take_initials(&mut self, others: &[Session]) {
        let forms: Vec<String> = self.form.carry_from.iter().flat_map(|carry| carry.forms.clone()).collect();
        let chain = Chain::of(others, self.was, &forms);
        let names = |s: &&&Session| s.people().iter().any(|person| !person.initials.is_empty());
        let Some(last) = chain.before.iter().rev().find(names) else { return };
        let people = self.new.people().to_vec();
        for (at, person) in people.into_iter().enumerate().filter(|(_, p)| p.initials.is_empty()) {
            let before: Vec<&str> =
                last.people().iter().filter(|p| p.role == person.role).map(|p| p.initials.as_str()).collect();
            if let [initials] = before.as_slice()
                && !initials.is_empty()
            {
                let to = Person { initials: (*initials).to_owned(), ..person.clone() };
                self.change(Change::Person { at, from: Some(person), to: Some(to) });
            }
        }
    }

    /// What the last note said of the school itself, its phase and key stages, need not be said again; what the school's
    /// record says counts before it.
    fn take_facts(&mut self, others: &[Session], school: &Record) {
        let (day, before) = (self.new.date(), before(&self.new, others));
        let form = self.form;
        for field in form.all_fields().filter(|field| fact_of(field).is_some_and(|fact| school.fact(fact).is_empty())) {
            let said = last_said(&before, field, day);
            if let Some(said) = said.filter(|_| self.new.field(&field.id).is_empty()) {
                let target = Target::Field(field.id.clone());
                self.change(Change::Edit { target, at: 0, remove: String::new(), insert: said.to_owned() });
            }
        }
    }

    /// Says that something was closed, once: unless it was closed before the last meeting knew of it, or was said since.
    fn tell_closed(&mut self, chain: &Chain<'_>, closing: &Session, what: &str, into: &str) {
        let text = format!("Closed since {}: {what}", british(closing));
        let said = |s: &&&Session| s.entries(into).iter().any(|entry| entry.text == text);
        if chain.since_last().iter().filter(|s| s.id() != closing.id()).find(said).is_none() {
            self.tell(closing, &text, into);
        }
    }

    /// A line about a session that has come further since the new one took from it.
    fn tell(&mut self, about: &Session, text: &str, into: &str) {
        self.tell_with(about, text, into, None);
    }

    /// The same, where it tells of an agenda item that was put off.
    fn tell_with(&mut self, about: &Session, text: &str, into: &str, put_off: Option<String>) {
        if !self.is_known(about) {
            self.note_with((text, about.confidentiality().keeps_apart()), into, put_off);
        }
        self.took_from(about);
    }

    /// A line, unless it stands there already.
    fn note(&mut self, text: &str, into: &str) {
        self.note_with((text, false), into, None);
    }

    fn note_with(&mut self, (text, in_confidence): (&str, bool), into: &str, put_off: Option<String>) {
        if self.new.all_entries().all(|(_, entry)| entry.text != text) {
            let line = Entry::new(self.new.next_entry(), self.now, Kind::Note, text);
            self.put(Entry { put_off, in_confidence, ..line }, into);
        }
    }

    fn put(&mut self, entry: Entry, into: &str) {
        let at = self.new.entries(into).len();
        self.change(Change::Entry { item: into.to_owned(), at, from: None, to: Some(Box::new(entry)) });
    }
}

fn british(session: &Session) -> String {
    session.date().format("%-d %B %Y").to_string()
}
