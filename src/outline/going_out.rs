//! What goes out next, to whom, and what noting it as sent brings with it (DI-01, NV-18).

use super::documents::{checked_in, documents, is_past};
use crate::forms::Document;
use crate::rules::Day;
use crate::session::{CANCELLED, Change, Filled, Sent, Session, reaching, recipients_of, settled};

/// What noting a document as sent changes.
#[derive(Debug, Clone, Default)]
pub struct Noted {
    /// The state that it brings, and the sending.
    pub changes: Vec<Change>,
    /// That state, as it is called.
    pub brought: Option<String>,
    /// What stands in the way of it, in a sentence.
    pub stopped: Option<String>,
}

/// What is noted of a document that was sent: the sending, and the state that it brings to those it is for, unless that or
/// one beyond it was reached, or a finding stands in its way.
pub fn noting(filled: &Filled<'_>, sent: Sent) -> Noted {
    let mut noted = Noted::default();
    if let Some((state, change)) = brought(filled, &sent) {
        let label = filled.form.states.iter().find(|known| known.id == state).map_or("", |state| &state.label);
        let in_the_way = crate::rules::against(filled, &change, Day::Is(sent.on));
        noted.stopped = in_the_way.first().map(|first| format!("it is not noted as {label}: {}", first.message));
        if noted.stopped.is_none() {
            noted.brought = Some(label.to_owned());
            noted.changes.push(change);
        }
    }
    noted.changes.push(filled.session.sending(sent));
    noted
}

/// The state that a document brings once it is sent.
fn brought(filled: &Filled<'_>, sent: &Sent) -> Option<(String, Change)> {
    let (form, session) = (filled.form, filled.session);
    let document = documents(form).into_iter().find(|known| known.id == sent.document)?;
    let state = document.brings?;
    let place = |id: &str| form.states.iter().position(|known| known.id == id);
    let at = place(&state)?;
    let is_beyond = |id: &str| id == CANCELLED || place(id) >= Some(at);
    let is_there = session.states().iter().any(|reached| is_beyond(&reached.state)) || is_past(filled, &sent.document);
    let is_for = sent.to.iter().any(|role| document.to.contains(role));
    (is_for && !is_there).then(|| (state.clone(), reaching(form, session, &state, sent.on)))
}

/// The session once a document of it is noted as sent, without the line half typed: what those it goes to get, and what is
/// kept of it.
pub fn as_sent(filled: &Filled<'_>, sent: &Sent) -> Session {
    let mut session = settled(filled.session);
    for change in noting(filled, sent.clone()).changes {
        // A state and a sending more fit any session.
        drop(session.apply(&change));
    }
    session
}

/// The document that goes out in a state and the roles that still wait for it: where a form has one for that very state (the
/// draft to be checked), that one.
pub fn due_in(filled: &Filled<'_>, state: &str) -> Option<(String, Vec<String>)> {
    let mut due = filled.still_to_send(recipients_of(filled.form, state));
    let is_its = |document: &Document| document.in_state.as_deref() == Some(state);
    if let Some(own) = documents(filled.form).into_iter().find(is_its) {
        due.retain(|row| filled.session.sent_to(&row.role, &own.id).is_none());
        return (!due.is_empty()).then(|| (own.id, due.iter().map(|row| row.role.clone()).collect()));
    }
    let document = due.first()?.document.clone();
    due.retain(|row| row.document == document);
    Some((document, due.iter().map(|row| row.role.clone()).collect()))
}

/// What goes out next by the form's list once the note is beyond drafting: a document and the roles that wait for it. What
/// waits for a state that has not come is not due yet, and what a state stands for that was noted is done.
pub fn next_to_send(filled: &Filled<'_>) -> Option<(String, Vec<String>)> {
    let state = filled.session.state().filter(|_| filled.is_beyond_drafting())?;
    let checks = checked_in(filled.form).is_some_and(|checked| checked == state);
    let is_due = |id: &str| recipients_of(filled.form, id).into_iter().any(|row| filled.counts_since(row).is_some());
    let states = filled.form.states.iter().map(|known| known.id.as_str()).skip_while(|id| *id != state);
    let open = states.filter(|id| (checks && *id == state) || filled.session.reached(id).is_none());
    open.filter(|id| is_due(id)).find_map(|id| due_in(filled, id))
}
