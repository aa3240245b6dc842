//! Whether a document may go out: whether it says anything, to whom, on which day, and whether it is no draft any more (DI-01,
//! DI-02).

use chrono::NaiveDate;

use super::address::{advised_first, waits_for_advice};
use super::audience::is_own;
use super::build::{build, extract};
use super::concern::without_evidence;
use super::documents::{documents, is_of_what_was_noted};
use super::front::{is_draft, receivers};
use crate::calendar::long;
use crate::forms::{Document, Form, Life, Part, Recipient};
use crate::grammar::{EVERYONE, RoleName};
use crate::measures::FigureBook;
use crate::session::{Change, Filled, HELD, Session, Target, is_private_line, to_whom};

/// Why a document cannot be noted as sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    /// Nothing but its letter would stand in it.
    #[error("{0}")]
    Empty(String),
    /// It is the user's own.
    #[error("“{title}” is for you alone and goes to nobody")]
    Own {
        /// Its title.
        title: String,
    },
    /// No role was said.
    #[error("say to whom “{title}” was sent, by role; it goes to {known}")]
    Nobody {
        /// Its title.
        title: String,
        /// The roles it goes to.
        known: String,
    },
    /// It does not go to that role.
    #[error("“{title}” does not go to \"{role}\"; it goes to {known}")]
    Role {
        /// Its title.
        title: String,
        /// As it was written.
        role: String,
        /// The roles it goes to.
        known: String,
    },
    /// The day is still to come.
    #[error("{on} is still to come; give the day on which it was sent")]
    ToCome {
        /// The day, in words.
        on: String,
    },
}

/// The roles as the form's list calls them, if a document may be noted as sent to them on a day.
///
/// # Errors
/// It says nothing, it is the user's own, a role is not one it goes to, or the day is still to come.
pub fn may_send(
    filled: &Filled<'_>,
    document: &str,
    to: &[String],
    on: NaiveDate,
    today: NaiveDate,
) -> Result<Vec<String>, NotSent> {
    let Some(document) = known(filled.form, document) else { return Ok(to.to_vec()) };
    let title = if document.title.is_empty() { filled.form.title.clone() } else { document.title.clone() };
    if is_own(&document.audience) {
        return Err(NotSent::Own { title });
    }
    let roles = Roles::of(filled, &document);
    let to: Vec<&str> = to.iter().map(|role| role.trim()).filter(|role| !role.is_empty()).collect();
    if to.is_empty() {
        return Err(NotSent::Nobody { title, known: roles.in_words() });
    }
    if on > today {
        return Err(NotSent::ToCome { on: long(on) });
    }
    let called = |role: &str| {
        let unknown = || NotSent::Role { title: title.clone(), role: role.to_owned(), known: roles.in_words() };
        roles.called(filled, role).ok_or_else(unknown)
    };
    let to = to.into_iter().map(called).collect::<Result<_, _>>()?;
    said_when_empty(filled, &document).map_or(Ok(to), |why| Err(NotSent::Empty(why)))
}

/// Why a document is not written: it asks for something or gives notice of it, and nothing that it could tell was noted; or
/// its form asks nothing and nothing was noted.
pub fn nothing_to_say(filled: &Filled<'_>, document: &str) -> Option<String> {
    let known = known(filled.form, document)?;
    let is_bare = filled.form.all_fields().next().is_none() && filled.session.all_entries().next().is_none();
    if is_bare && build(filled, document).is_ok_and(|outline| outline.is_empty()) {
        return Some(format!(
            "the form “{}” has no fields and nothing was noted, so this document would be empty: give the form fields, or note something",
            filled.form.title
        ));
    }
    said_when_empty(filled, &known)
}

/// The same, of a document that is known: it holds what it would hold if nothing had been noted, of a school without figures.
pub(super) fn said_when_empty(filled: &Filled<'_>, document: &Document) -> Option<String> {
    let why = document.when_empty.clone()?;
    let parts: Vec<Part> =
        document.contents.iter().filter(|part| !matches!(part, Part::Letter(_) | Part::Signed(_))).cloned().collect();
    let (empty, none) = (unfilled(filled), FigureBook::default());
    let held = |filled: &Filled<'_>| extract(filled, &document.audience, &parts);
    (held(filled) == held(&Filled { session: &empty, figures: &none, ..*filled })).then_some(why)
}

/// A session of the same form in which nothing was noted, of the same kind of event.
fn unfilled(filled: &Filled<'_>) -> Session {
    let (form, session) = (filled.form, filled.session);
    let mut empty = Session::new(form, session.id(), session.school(), session.school_slug(), session.date());
    if let Some(kind) = &form.kind_in {
        let insert = filled.value(kind).into_owned();
        let typing = Change::Edit { target: Target::Field(kind.clone()), at: 0, remove: String::new(), insert };
        // An empty field takes any words.
        drop(empty.apply(&typing));
    }
    empty
}

fn known(form: &Form, document: &str) -> Option<Document> {
    documents(form).into_iter().find(|known| known.id == document)
}

/// What is said of the line half typed where a document leaves it out.
pub fn half_typed(filled: &Filled<'_>, document: &str) -> Option<String> {
    known(filled.form, document).filter(is_of_what_was_noted)?;
    let draft = filled.session.draft();
    let (_, stop) = filled.session.stop(&draft.item)?;
    let is_line = !draft.text.trim().is_empty() && !draft.taken_back && !is_private_line(&draft.text);
    is_line.then(|| format!("the line half typed under “{}” is left out: enter it if it belongs in", stop.title))
}

/// What is said of a document noted as sent before the session it tells of: nothing is refused, as the order is the user's.
fn before_its_day(filled: &Filled<'_>, document: &str, on: NaiveDate) -> Option<String> {
    let document = known(filled.form, document)?;
    let first = filled.session_days().into_iter().chain(filled.session.reached(HELD)).min()?;
    let tells = is_of_what_was_noted(&document) || document.when_empty.is_some();
    if !tells || document.ahead || filled.form.life == Life::Standing || on >= first {
        return None;
    }
    Some(format!("{} is before {}, the day it tells of: mend whichever of the two is wrong", long(on), long(first)))
}

/// What is said of a document noted as sent to roles on a day, a sentence each: nothing is refused.
pub fn odd_about(
    filled: &Filled<'_>,
    document: &str,
    to: &[String],
    (on, today): (NaiveDate, NaiveDate),
) -> Vec<String> {
    let before = before_its_day(filled, document, on).into_iter().chain(before_its_state(filled, document, to, today));
    let before = before.chain(half_typed(filled, document)).chain(before_its_advice(filled, document, to));
    before.chain(build(filled, document).ok().as_ref().and_then(without_evidence)).collect()
}

/// What is said where others have a draft before those who advise on it (NV-14).
fn before_its_advice(filled: &Filled<'_>, document: &str, to: &[String]) -> Option<String> {
    known(filled.form, document).filter(|document| waits_for_advice(filled, document))?;
    let advisers = advised_first(filled);
    let early: Vec<String> = to.iter().filter(|role| !advisers.contains(role)).cloned().collect();
    let cleared = filled.form.advice.as_ref().and_then(|advice| filled.form.field(&advice.cleared));
    let cleared = cleared.map_or("", |field| field.label.as_str());
    (!early.is_empty()).then(|| {
        format!(
            "a disagreement is noted, so the draft goes to {} for advice before {} sees it: once it is cleared, fill in “{cleared}”",
            either(advisers),
            to_whom(&early)
        )
    })
}

/// Some roles of whom one is enough: `the SIP mentor or the Senior Adviser`.
fn either(roles: &[String]) -> String {
    roles.iter().map(|role| to_whom(std::slice::from_ref(role))).collect::<Vec<_>>().join(" or ")
}

/// What keeps a session from the state in which these roles get a document, beside what makes it a draft.
fn before_its_state(filled: &Filled<'_>, document: &str, to: &[String], today: NaiveDate) -> Option<String> {
    let day = crate::rules::Day::Is(today);
    let known = crate::rules::check(filled, day);
    let listed = || filled.form.distribution.iter().filter(|r| r.document == document && to.contains(&r.role));
    // A draft that goes to the head is not the agreed note that they are to have later.
    let is_later = |row: &Recipient| {
        let mut others = listed().filter(|other| other.role == row.role);
        filled.counts_since(row).is_none() && others.any(|other| filled.counts_since(other).is_some())
    };
    let deadlines = listed()
        .filter(|row| !is_later(row))
        .filter_map(|r| filled.form.deadlines.iter().find(|deadline| Some(&deadline.id) == r.deadline.as_ref()));
    let mut states = deadlines.filter_map(|deadline| deadline.done_in.as_deref());
    states.find_map(|state| {
        let in_the_way = crate::rules::in_the_way(filled, state, day);
        let first = in_the_way.iter().find(|one| !known.iter().any(|known| known.id == one.id && known.blocks()))?;
        let label = filled.form.states.iter().find(|known| known.id == state).map_or(state, |state| &state.label);
        Some(format!("before it is {label}: {}", first.message))
    })
}

/// What makes a document of a session a draft, in a sentence; none if it is ready.
pub fn why_draft(filled: &Filled<'_>, document: &str) -> Option<String> {
    let document = known(filled.form, document)?;
    if !is_of_what_was_noted(&document) || !is_draft(filled) {
        return None;
    }
    if filled.is_untouched() {
        return Some("nothing is written in it yet".to_owned());
    }
    let found = crate::rules::check(filled, crate::rules::Day::Any);
    match found.iter().filter(|finding| finding.blocks()).count() {
        1 => Some("a finding blocks sending".to_owned()),
        count => Some(format!("{count} findings block sending")),
    }
}

/// The roles a document may go to.
struct Roles {
    /// Those it goes to.
    listed: Vec<String>,
    /// Others who may have it: nobody, of a form that is for some only.
    others: Vec<String>,
}

impl Roles {
    fn of(filled: &Filled<'_>, document: &Document) -> Self {
        let mut listed = receivers(filled.form, filled.session, document);
        if waits_for_advice(filled, document) {
            listed.splice(0..0, advised_first(filled).iter().cloned());
        }
        let known = filled.roles.iter().filter(|role| role.id != EVERYONE).map(|role| role.label.clone());
        let everybody = filled.form.distribution.iter().map(|recipient| recipient.role.clone()).chain(known);
        let may = |role: &String| is_for(filled.roles, role, &document.audience);
        let others =
            if is_for_some(filled.form) && !listed.is_empty() { Vec::new() } else { everybody.filter(may).collect() };
        Self { listed, others }
    }

    /// A role as the list calls it, by its name or its short form.
    fn called(&self, filled: &Filled<'_>, role: &str) -> Option<String> {
        let known = filled.roles.iter().find(|known| known.id.eq_ignore_ascii_case(role));
        let names = [Some(role), known.map(|known| known.label.as_str())];
        let mut all = names.into_iter().flatten().flat_map(|name| {
            self.listed.iter().chain(&self.others).filter(move |listed| listed.eq_ignore_ascii_case(name))
        });
        all.next().cloned()
    }

    fn in_words(&self) -> String {
        let listed = if self.listed.is_empty() { &self.others } else { &self.listed };
        listed.join(", ")
    }
}

/// The roles a document goes to now, those who advise on it first among them, and later.
pub fn may_receive(filled: &Filled<'_>, document: &Document) -> Vec<String> {
    if is_own(&document.audience) { Vec::new() } else { Roles::of(filled, document).listed }
}

/// Whether a form is for some readers only.
fn is_for_some(form: &Form) -> bool {
    // Nobody is called so: only a form that is for everybody is for them.
    !form.is_open_to("")
}

/// Whether what is for an audience may go to a role. An audience that roles say they are of is theirs alone; any other one
/// keeps nobody out.
fn is_for(roles: &[RoleName], role: &str, audience: &str) -> bool {
    let are_of = |role: &RoleName| role.of == audience;
    let called = |known: &&RoleName| known.label == role || known.id == role;
    !roles.iter().any(are_of) || roles.iter().filter(called).any(are_of)
}
