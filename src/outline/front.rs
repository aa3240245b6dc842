//! What stands round a document: who it goes to, and how confidential it is (DI-01, DI-02, OF-10).

use super::address::{addresses_in, recipients};
use super::audience::is_own;
use super::concern::concern_to;
use super::documents::checked_in;
use super::model::{Block, Gathered, Outline};
use super::values;
use crate::forms::{Confidentiality, Document, Field, Form, Kind, Origin, Part, Place};
use crate::rules::is_complete;
use crate::session::{DRAFTING, Filled, Session, Stop, StopState, is_beyond};

/// Stands in a document's roles for whoever is to be told of a concern.
const CONCERN_TO: &str = "{concern-to}";

/// What stands on a document for the authority alone, of a session that the school may see (A12).
const FOR_LA_ONLY: &str = "For the local authority only";

/// As printed on every page. Until a day that is known, it says which (OF-10). What only the user reads says so, whatever
/// the session is, and so does what is for fewer than the session.
pub(super) fn confidentiality(filled: &Filled<'_>, audience: &str) -> String {
    if is_own(audience) {
        return "For you alone".to_owned();
    }
    let level = filled.session.confidentiality();
    let published = || filled.value(filled.form.published_in.as_deref()?).parse().ok().map(values::day);
    match level {
        Confidentiality::Open | Confidentiality::SchoolAndLa if audience == "la" && !filled.is_published() => {
            FOR_LA_ONLY.to_owned()
        }
        Confidentiality::Open | Confidentiality::SchoolAndLa | Confidentiality::Confidential => {
            level.label().to_owned()
        }
        Confidentiality::UntilPublished => match published() {
            Some(day) => format!("{} on {day}", level.label()),
            None => level.label().to_owned(),
        },
    }
}

/// The roles a document goes to, whoever is to be told of a concern among them.
pub fn receivers(form: &Form, session: &Session, document: &Document) -> Vec<String> {
    if is_own(&document.audience) {
        return Vec::new();
    }
    let told = |role: String| if role == CONCERN_TO { concern_to(form, session) } else { vec![role] };
    let document = filled_in_beforehand(form, session, document).unwrap_or(document);
    form.receivers_of(document).into_iter().flat_map(told).collect()
}

/// Judgements of which only the school's own stand yet are what whoever covers takes to the feedback (A12): the document
/// of the form that is for them, whose readers get these too.
fn filled_in_beforehand<'a>(form: &'a Form, session: &Session, document: &Document) -> Option<&'a Document> {
    let tells = document.contents.contains(&Part::Judgements);
    let beforehand = |known: &'a Document| match known.contents.iter().find(|part| matches!(part, Part::Grades(_))) {
        Some(Part::Grades(own)) if known.ahead => Some((known, own)),
        _ => None,
    };
    let (ahead, own) = form.documents.iter().filter(|_| tells).find_map(beforehand)?;
    let is_given = |field: &Field| {
        let Kind::Grades { rows, columns, .. } = &field.kind else { return false };
        let others = || columns.iter().filter(|column| column.id != *own);
        rows.iter().any(|row| others().any(|column| !session.field(&format!("{}.{}", row.id, column.id)).is_empty()))
    };
    (!form.all_fields().any(is_given)).then_some(ahead)
}

/// The user's own address.
pub(super) fn sender(filled: &Filled<'_>) -> String {
    addresses_in(filled.me.fact("email")).into_iter().next().unwrap_or_default()
}

/// A document of all sessions of a school year: nothing in its head is that of the one it was asked from.
pub(super) fn of_a_year(
    filled: &Filled<'_>,
    document: &Document,
    title: String,
    gathered: Vec<Gathered>,
    blocks: Vec<Block>,
) -> Outline {
    let session = filled.session;
    let year = filled.calendar.school_year_of(session.date());
    let role = filled.me.fact("role");
    let author = [filled.me.fact("name"), role].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", ");
    Outline {
        running_head: format!("{} · {year}", session.school()),
        title,
        subtitle: [format!("{} · school year {year}", session.school()), author.clone()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
        language: "en-GB".to_owned(),
        author,
        subject: session.school().to_owned(),
        reference: session.id().to_owned(),
        confidentiality: Confidentiality::SchoolAndLa.label().to_owned(),
        recipients: recipients(filled, document, false),
        sender: sender(filled),
        gathered,
        document: document.id.clone(),
        audience: document.audience.clone(),
        blocks,
        ..Outline::default()
    }
}

/// Whether a note is finished: it leaves out what it does not use. It has gone out, or no part of it is missing and nothing
/// stands in the way of that. A form that the handbook prints, and one that goes through no state in which it goes out, is
/// filled in on paper too and keeps its blanks.
pub(super) fn is_finished(filled: &Filled<'_>, is_draft: bool) -> bool {
    filled.form.origin != Origin::Printed
        && goes_out(filled.form)
        && (filled.is_beyond_drafting() || (!is_draft && is_complete(filled)))
}

/// Whether the note of a session is none that can go out yet: nothing is written, or a finding blocks.
pub fn is_draft(filled: &Filled<'_>) -> bool {
    let is_empty = filled.is_untouched() && !filled.is_beyond_drafting();
    is_empty || crate::rules::is_blocked(filled, crate::rules::Day::Any)
}

/// Whether DRAFT stands on a document of what was noted: it cannot go out yet, or is still being written. A note that is
/// checked is, until it is beyond that; any other until its state says that it goes out, where the state is that of drafting,
/// or items are open and parts missing.
pub(super) fn is_marked_draft(filled: &Filled<'_>) -> bool {
    is_draft(filled) || is_being_written(filled)
}

fn is_being_written(filled: &Filled<'_>) -> bool {
    let session = filled.session;
    if let Some(state) = checked_in(filled.form) {
        return !is_beyond(filled, &state);
    }
    let is_open = |stop: &Stop| stop.place == Place::Numbered && stop.state == StopState::Open;
    let is_half_taken = || session.agenda().iter().any(is_open) && !is_complete(filled);
    goes_out(filled.form) && !filled.is_beyond_drafting() && (session.state() == Some(DRAFTING) || is_half_taken())
}

/// Whether the note of a form comes to a state in which it goes out.
fn goes_out(form: &Form) -> bool {
    form.states.iter().any(|state| state.guarded)
}
