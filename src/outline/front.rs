//! What stands round a document: who it goes to, and how confidential it is (DI-01, DI-02, OF-10).

use super::values;
use crate::forms::{Confidentiality, Section, own_card, school_card};
use crate::session::Filled;

/// Audience of what nobody else is meant to hold.
const ME: &str = "me";

/// As printed on every page; nothing for what anybody may read. Until a day that is known, it says which (OF-10). What
/// only the user reads says so, whatever the session is.
pub(super) fn confidentiality(filled: &Filled<'_>, audience: &str) -> String {
    if audience == ME {
        return "For you alone".to_owned();
    }
    let level = filled.session.confidentiality();
    let published = || filled.value(filled.form.published_in.as_deref()?).parse().ok().map(values::day);
    match level {
        Confidentiality::Open => String::new(),
        Confidentiality::SchoolAndLa | Confidentiality::Confidential => level.label().to_owned(),
        Confidentiality::UntilPublished => match published() {
            Some(day) => format!("{} on {day}", level.label()),
            None => level.label().to_owned(),
        },
    }
}

/// Who a document goes to by the form's list, with addresses from the school's record and the user's own.
pub(super) fn recipients(filled: &Filled<'_>, document: &str) -> Vec<(String, String)> {
    let address = |role: &str| {
        let of = |card: Vec<Section>, record: &crate::session::Record| {
            let suits =
                |label: &str| label.strip_prefix(role).is_some_and(|rest| matches!(rest, "" | ": email" | ": contact"));
            let fields: Vec<_> =
                card.into_iter().flat_map(|section| section.fields).filter(|f| suits(&f.label)).collect();
            fields.into_iter().map(|f| record.fact(&f.id).to_owned()).find(|fact| fact.contains('@'))
        };
        of(school_card(), filled.school).or_else(|| of(own_card(), filled.me)).unwrap_or_default()
    };
    let listed = filled.form.distribution.iter().filter(|recipient| recipient.document == document);
    let mut all: Vec<(String, String)> = Vec::new();
    for role in listed.map(|recipient| &recipient.role) {
        if !all.iter().any(|(known, _)| known == role) {
            all.push((role.clone(), address(role)));
        }
    }
    all
}
