//! To whom a document is noted as sent: roles to tick, with the day each got it last.

use chrono::NaiveDate;

use super::super::Sitting;
use crate::outline::{addressed, called_in_file, documents, is_own, may_receive, pieces_of};
use crate::session::{Filled, Piece};

/// A role to tick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receiver {
    /// The role.
    pub role: String,
    /// Whether it is ticked.
    pub ticked: bool,
    /// When it got the document last.
    pub last: Option<NaiveDate>,
    /// Whether it is everybody, the others too.
    pub everybody: bool,
}

/// A document that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is called in the name of its file.
    pub in_file: String,
    /// Who it is for.
    pub audience: String,
    /// The roles it goes to.
    pub to: Vec<String>,
    /// To whom a message with it is addressed, in a sentence.
    pub addressed: String,
    /// What may be put into it or left out.
    pub pieces: Vec<Piece>,
}

/// All documents of the session's form.
pub(super) fn offered(filled: &Filled<'_>) -> Vec<Offered> {
    let offered = |document: crate::forms::Document| Offered {
        to: may_receive(filled, &document),
        addressed: addressed(filled, &document.id),
        in_file: called_in_file(filled, &document.id),
        pieces: pieces_of(&document),
        title: if document.title.is_empty() { filled.form.title.clone() } else { document.title },
        id: document.id,
        audience: document.audience,
    };
    documents(filled.form).into_iter().map(offered).collect()
}

/// Who may get a document: those it goes to, and whoever got it before. A document that is for the user alone goes to nobody.
pub(super) fn receivers(sitting: &Sitting, document: &Offered) -> Vec<Receiver> {
    if is_own(&document.audience) {
        return Vec::new();
    }
    let had = sitting.session().sent().iter().filter(|sent| sent.document == document.id).flat_map(|sent| &sent.to);
    let mut roles: Vec<&String> = Vec::new();
    for role in document.to.iter().chain(had) {
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    let receiver = |role: &String| Receiver {
        role: role.clone(),
        ticked: false,
        last: sitting.session().sent_to(role, &document.id).map(|sent| sent.on),
        everybody: sitting.form.distribution.iter().any(|row| row.everybody && row.role == *role),
    };
    roles.into_iter().map(receiver).collect()
}

/// Ticks those of some roles.
pub(super) fn tick(receivers: &mut [Receiver], roles: &[String]) {
    for receiver in receivers {
        receiver.ticked = roles.contains(&receiver.role);
    }
}

/// Roles that are ticked.
pub(super) fn ticked(receivers: &[Receiver]) -> Vec<String> {
    receivers.iter().filter(|receiver| receiver.ticked).map(|receiver| receiver.role.clone()).collect()
}
