//! What stands round a document: who it goes to, and how confidential it is (DI-01, DI-02, OF-10).

use super::audience::is_own;
use super::concern::concern_to;
use super::model::{Block, Gathered, Outline};
use super::values;
use crate::forms::{Confidentiality, Document, Form, Section, own_card, school_card};
use crate::session::{Filled, Session, deadlines};

/// Stands in a document's roles for whoever is to be told of a concern.
const CONCERN_TO: &str = "{concern-to}";

/// As printed on every page. Until a day that is known, it says which (OF-10). What only the user reads says so, whatever
/// the session is.
pub(super) fn confidentiality(filled: &Filled<'_>, audience: &str) -> String {
    if is_own(audience) {
        return "For you alone".to_owned();
    }
    let level = filled.session.confidentiality();
    let published = || filled.value(filled.form.published_in.as_deref()?).parse().ok().map(values::day);
    match level {
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
    form.receivers_of(document).into_iter().flat_map(told).collect()
}

/// Who a document goes to, with addresses from the school's record and the user's own: several for a role that several hold.
pub(super) fn recipients(filled: &Filled<'_>, document: &Document) -> Vec<(String, String)> {
    let addresses = |role: &str| {
        let of = |card: Vec<Section>, record: &crate::session::Record| -> Vec<String> {
            let suits = |label: &str| {
                let rest = label.strip_prefix(role);
                rest.is_some_and(|rest| matches!(rest, "" | ": email" | ": contact") || rest.starts_with(", "))
            };
            let fields = card.into_iter().flat_map(|section| section.fields).filter(|f| suits(&f.label));
            fields.map(|f| record.fact(&f.id).to_owned()).filter(|fact| fact.contains('@')).collect()
        };
        let known = of(school_card(), filled.school);
        if known.is_empty() { of(own_card(), filled.me) } else { known }
    };
    let with_addresses = |role: String| match addresses(&role) {
        none if none.is_empty() => vec![(role, String::new())],
        known => known.into_iter().map(|address| (role.clone(), address)).collect(),
    };
    let mut roles = receivers(filled.form, filled.session, document);
    if let Some(first) = first_in_turn(filled, document) {
        roles.retain(|role| first.contains(&role.as_str()));
    }
    roles.into_iter().flat_map(with_addresses).collect()
}

/// Of the roles a document goes to, those whose deadline comes before that of others and is not met yet: a draft goes to the
/// head, and only what is agreed to everybody (A12, NV-14). None where it goes to all at once.
fn first_in_turn<'a>(filled: &Filled<'a>, document: &Document) -> Option<Vec<&'a str>> {
    let rows = || filled.form.distribution.iter().filter(|row| row.document == document.id);
    let mut waited_for =
        filled.form.deadlines.iter().filter(|d| rows().any(|row| row.deadline.as_ref() == Some(&d.id)));
    let (first, _) = (waited_for.next()?, waited_for.next()?);
    let is_met = deadlines(filled).iter().any(|due| due.id == first.id && due.done);
    let roles = rows().filter(|row| row.deadline.as_ref() == Some(&first.id)).map(|row| row.role.as_str());
    (!is_met).then(|| roles.collect())
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
        subtitle: format!("{} · school year {year}", session.school()),
        language: "en-GB".to_owned(),
        author,
        subject: session.school().to_owned(),
        reference: session.id().to_owned(),
        confidentiality: Confidentiality::SchoolAndLa.label().to_owned(),
        recipients: recipients(filled, document),
        sender: filled.me.fact("email").to_owned(),
        gathered,
        document: document.id.clone(),
        audience: document.audience.clone(),
        blocks,
        ..Outline::default()
    }
}

/// Whether the note of a session is none that can go out yet: nothing is written, or a finding blocks.
pub fn is_draft(filled: &Filled<'_>) -> bool {
    let is_empty = filled.is_untouched() && !filled.is_beyond_drafting();
    is_empty || crate::rules::is_blocked(filled, crate::rules::Day::Any)
}
