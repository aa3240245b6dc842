//! Whether a document may be noted as sent: to whom, on which day, and whether it is no draft any more (DI-01, DI-02).

use chrono::NaiveDate;

use super::audience::is_own;
use super::documents::{documents, is_of_what_was_noted};
use super::front::{is_draft, receivers};
use crate::forms::{Document, Form};
use crate::session::Filled;

/// Why a document cannot be noted as sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
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
/// It is the user's own, a role is not one it goes to, or the day is still to come.
pub fn may_send(
    filled: &Filled<'_>,
    document: &str,
    to: &[String],
    on: NaiveDate,
    today: NaiveDate,
) -> Result<Vec<String>, NotSent> {
    let Some(document) = documents(filled.form).into_iter().find(|known| known.id == document) else {
        return Ok(to.to_vec());
    };
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
        return Err(NotSent::ToCome { on: crate::calendar::long(on) });
    }
    let called = |role: &str| {
        let unknown = || NotSent::Role { title: title.clone(), role: role.to_owned(), known: roles.in_words() };
        roles.called(filled, role).ok_or_else(unknown)
    };
    to.into_iter().map(called).collect()
}

/// What makes a document of a session a draft, in a sentence; none if it is ready.
pub fn why_draft(filled: &Filled<'_>, document: &str) -> Option<String> {
    let document = documents(filled.form).into_iter().find(|known| known.id == document)?;
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
        let listed = receivers(filled.form, filled.session, document);
        let known = filled.roles.iter().map(|role| role.label.clone());
        let everybody = filled.form.distribution.iter().map(|recipient| recipient.role.clone()).chain(known);
        let others = if is_for_some(filled.form) && !listed.is_empty() { Vec::new() } else { everybody.collect() };
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

/// Whether a form is for some readers only.
fn is_for_some(form: &Form) -> bool {
    // Nobody is called so: only a form that is for everybody is for them.
    !form.is_open_to("")
}
