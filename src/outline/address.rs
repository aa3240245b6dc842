//! To whom a message with a document is addressed (A12): addresses out of the records, and whose turn it is.

use super::audience::is_own;
use super::documents::{documents, is_of_what_was_noted};
use super::front::{is_draft, receivers};
use super::model::Outline;
use crate::forms::{Deadline, Document, Recipient, Section, own_card, school_card};
use crate::grammar::EVERYONE;
use crate::session::{Filled, Met, deadlines, to_whom};

/// What lists call all who are invited.
const ALL_INVITED: &str = "All invited";
/// The role of the user, who writes the message.
const WRITER: &str = "SIP";

/// Every word of a text that is shaped like an address, each once: contacts are typed as people type them.
pub fn addresses_in(text: &str) -> Vec<String> {
    let apart = |c: char| c.is_whitespace() || c.is_control() || "<>()[],;:\"|/\\".contains(c);
    let mut found: Vec<String> = Vec::new();
    for word in text.split(apart).map(|word| word.trim_matches(['.', '\''])) {
        if is_address(word) && !found.iter().any(|known| known == word) {
            found.push(word.to_owned());
        }
    }
    found
}

fn is_address(word: &str) -> bool {
    let Some((who, host)) = word.split_once('@') else { return false };
    let of_who = |c: char| c.is_ascii_alphanumeric() || ".!#$%&'*+-=?^_`{}~".contains(c);
    let is_label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    !who.is_empty() && who.chars().all(of_who) && host.contains('.') && host.split('.').all(is_label)
}

/// To whom a message with a document of a session would be addressed, in a sentence.
pub fn addressed(filled: &Filled<'_>, document: &str) -> String {
    let found = documents(filled.form).into_iter().find(|known| known.id == document);
    in_a_sentence(&found.map(|document| recipients(filled, &document, is_draft(filled))).unwrap_or_default())
}

fn in_a_sentence(recipients: &[(String, String)]) -> String {
    let one = |(role, address): &(String, String)| match address.as_str() {
        "" => format!("{role} (no address known)"),
        address => format!("{role} <{address}>"),
    };
    match recipients {
        [] => "The message is addressed to nobody".to_owned(),
        all => format!("The message is addressed to {}", all.iter().map(one).collect::<Vec<_>>().join(", ")),
    }
}

/// What is said of a message that leaves somebody's place empty.
pub fn without_address(outline: &Outline) -> Option<String> {
    let blank = outline.recipients.iter().filter(|(_, address)| address.is_empty());
    let blank: Vec<String> = blank.map(|(role, _)| role.clone()).collect();
    let whom = to_whom(&blank);
    (!blank.is_empty()).then(|| format!("no email address is known of {whom}: fill it in in the message"))
}

/// Who a document goes to, with addresses from the school's record and the user's own: several for a role that several hold.
/// What is for the user alone goes to nobody.
pub(super) fn recipients(filled: &Filled<'_>, document: &Document, is_draft: bool) -> Vec<(String, String)> {
    if is_own(&document.audience) {
        return Vec::new();
    }
    let roles = receivers(filled.form, filled.session, document);
    let roles = match document {
        waiting if waits_for_advice(filled, waiting) => advised_instead(filled, roles),
        noted if is_of_what_was_noted(noted) => in_turn(filled, roles, is_draft),
        _ => roles,
    };
    let roles = roles.into_iter().flat_map(|role| if role == ALL_INVITED { invited(filled) } else { vec![role] });
    let with_addresses = |role: String| match addresses(filled, &role) {
        none if none.is_empty() => vec![(role, String::new())],
        known => known.into_iter().map(|address| (role.clone(), address)).collect(),
    };
    roles.flat_map(with_addresses).collect()
}

/// The addresses of a role in the school's record, else in the user's own.
fn addresses(filled: &Filled<'_>, role: &str) -> Vec<String> {
    let of = |card: Vec<Section>, record: &crate::session::Record| -> Vec<String> {
        let suits = |label: &str| {
            let rest = label.strip_prefix(role);
            rest.is_some_and(|rest| matches!(rest, "" | ": email" | ": contact") || rest.starts_with(", "))
        };
        let fields = card.into_iter().flat_map(|section| section.fields).filter(|f| suits(&f.label));
        fields.flat_map(|field| addresses_in(record.fact(&field.id))).collect()
    };
    let known = of(school_card(), filled.school);
    if known.is_empty() { of(own_card(), filled.me) } else { known }
}

/// All who are invited, by role; if no address of any is known, as the list calls them together.
fn invited(filled: &Filled<'_>) -> Vec<String> {
    let label =
        |id: &str| filled.roles.iter().find(|role| role.id == id).map_or_else(|| id.to_owned(), |r| r.label.clone());
    let people = filled.session.people();
    let asked = filled.form.invited.iter().map(|invited| &invited.role).filter(|_| people.is_empty());
    let mut roles: Vec<String> = Vec::new();
    for id in asked.chain(people.iter().map(|person| &person.role)) {
        let role = label(id);
        if id != EVERYONE && id != WRITER && !roles.contains(&role) {
            roles.push(role);
        }
    }
    if roles.iter().any(|role| !addresses(filled, role).is_empty()) { roles } else { vec![ALL_INVITED.to_owned()] }
}

/// Who advises on the draft before others see it, as long as that is asked for and not done (A12, NV-14); nobody, else.
pub fn advised_first<'a>(filled: &Filled<'a>) -> &'a [String] {
    let asked = filled.form.advice.as_ref().filter(|advice| {
        let cleared = filled.form.field(&advice.cleared);
        cleared.is_some_and(|field| filled.is_missing(field))
    });
    asked.map_or(&[], |advice| &advice.by)
}

/// Whether a document says to the readers of the main one what was noted, and so waits for advice on it.
pub(super) fn waits_for_advice(filled: &Filled<'_>, document: &Document) -> bool {
    // The authority advises, and the head replies to what was seen already.
    let is_theirs = is_own(&document.audience) || ["la", "head"].contains(&document.audience.as_str());
    is_of_what_was_noted(document) && !is_theirs && !advised_first(filled).is_empty()
}

/// As long as advice is asked for, those who give it in the place of all on the form's list, the head first (NV-14).
fn advised_instead(filled: &Filled<'_>, roles: Vec<String>) -> Vec<String> {
    let on_list = |role: &String| filled.form.distribution.iter().any(|row| row.role == *role);
    let others: Vec<String> = roles.into_iter().filter(|role| !on_list(role)).collect();
    if others.is_empty() { advised_first(filled).to_vec() } else { others }
}

/// Of some roles those whose turn it is. Where the form's list has one deadline before the others, a draft goes to those of
/// that one, the head, and to everybody only what is agreed (A12, NV-12): until then what is for others only is addressed to
/// the first as well.
fn in_turn(filled: &Filled<'_>, roles: Vec<String>, is_draft: bool) -> Vec<String> {
    let form = filled.form;
    let main = form.documents.first().map_or("", |main| main.id.as_str());
    let listed = || form.distribution.iter().filter(|row| row.document == main);
    let is_of = |row: &Recipient, deadline: &Deadline| row.deadline.as_ref() == Some(&deadline.id);
    let mut turns = form.deadlines.iter().filter(|deadline| listed().any(|row| is_of(row, deadline)));
    let (Some(first), Some(then)) = (turns.next(), turns.next()) else { return roles };
    let first_in_turn: Vec<String> = listed().filter(|row| is_of(row, first)).map(|row| row.role.clone()).collect();
    let waits = |role: &String| listed().any(|row| row.role == *role) && !first_in_turn.contains(role);
    let due = deadlines(filled);
    let is_met = |deadline: &Deadline| {
        due.iter().any(|due| due.id == deadline.id && (due.is_done() || due.met == Met::Cancelled))
    };
    // Agreed, or not agreed and moderated: it stands beyond the state in which the first have it.
    let place = |state: &str| form.states.iter().position(|known| known.id == state);
    let stands = filled.session.state().and_then(place);
    let is_beyond = first.done_in.as_deref().is_some_and(|state| stands > place(state));
    let is_agreed = then.again.as_ref().is_none_or(|again| !filled.value(&again.from).trim().is_empty()) || is_beyond;
    if is_met(then) || (is_met(first) && is_agreed && !is_draft) {
        return roles;
    }
    let now: Vec<String> = roles.into_iter().filter(|role| !waits(role)).collect();
    if now.is_empty() { first_in_turn } else { now }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_out_of_what_people_type() {
        for (typed, found) in [
            ("carl@dean.example", &["carl@dean.example"][..]),
            ("01622 555123 carl@dean.example", &["carl@dean.example"]),
            ("Carl Dean <carl@dean.example>", &["carl@dean.example"]),
            ("carl@dean.example; pa@dean.example", &["carl@dean.example", "pa@dean.example"]),
            ("carl@dean.example,pa@dean.example", &["carl@dean.example", "pa@dean.example"]),
            ("SA senior@kent.example.", &["senior@kent.example"]),
            ("email: o'neil_b+sip@kent-schools.example (home)", &["o'neil_b+sip@kent-schools.example"]),
            ("a@b.example A@b.example a@b.example", &["a@b.example", "A@b.example"]),
            ("01622 555123", &[]),
            ("meet @ school, head@, @dean.example, a@b@c.example, head@office", &[]),
        ] {
            assert_eq!(addresses_in(typed), found, "{typed}");
        }
    }
}
