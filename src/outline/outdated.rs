//! What is kept of a session when a document of it is sent, and which documents that were sent say something else now.

use super::build::build_with;
use super::compare::differ;
use super::documents::{documents, is_past, plans};
use super::going_out::as_sent;
use crate::forms::{Part, Source};
use crate::session::{Filled, Sent, Stand, Version, settled};

/// Said where figures or facts beside a session were others in a version than they are now.
pub const STAYS: &str = "Figures, facts of the school and what is kept of you were others then; bringing the words of a \
    version back leaves them as they are now.";

/// A session as it stands, with what a document of it reads beside it; without a document, the form's main one.
pub fn stand(filled: &Filled<'_>, document: Option<&str>) -> Stand {
    let shows = |part: &Part| matches!(part, Part::Figures(_));
    let known = documents(filled.form).into_iter().find(|known| document.is_none_or(|id| known.id == id));
    let in_form = filled.form.sections.iter().any(|section| !section.figures.is_empty())
        || filled.form.all_fields().any(|field| matches!(field.from, Some(Source::Targets(_))));
    let reads = in_form || known.is_some_and(|known| known.contents.iter().any(shows));
    Stand::of(filled, reads.then_some(&filled.figures.figures))
}

/// A session as it stands once a document of it is noted as sent, with what that reads beside it: the version kept is what
/// was written.
pub fn stand_as_sent(filled: &Filled<'_>, sent: &Sent) -> Stand {
    stand(&Filled { session: &as_sent(filled, sent), ..*filled }, Some(&sent.document))
}

/// A document that was sent and has changed since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outdated {
    /// The sending.
    pub sent: Sent,
}

impl Outdated {
    /// In one sentence: `changed since it was sent to the headteacher on 15 January 2010`.
    pub fn in_words(&self) -> String {
        let on = self.sent.on.format("%-d %B %Y");
        format!("changed since it was sent to {} on {on}", self.sent.to_whom())
    }

    /// In as few words as say when: `changed since sent 15 Jan`.
    pub fn in_short(&self) -> String {
        format!("changed since sent {}", self.sent.on.format("%-d %b"))
    }
}

/// Sendings whose document has changed since, the last first. One whose version is not there is not known to have.
pub fn outdated(filled: &Filled<'_>, versions: &[Version]) -> Vec<Outdated> {
    let sent = filled.session.last_sent();
    if sent.is_empty() {
        return Vec::new();
    }
    let session = settled(filled.session);
    let now = Filled { session: &session, ..*filled };
    let changed = |sent: &&&Sent| {
        let Some(version) = versions.iter().find(|version| version.number == sent.version) else { return false };
        if version.is_of(&now) || is_past(&now, &sent.document) {
            return false;
        }
        let then = version.beside(&now);
        let document = |filled| build_with(filled, &sent.document, &sent.contents);
        // Who came is noted in the meeting, and changes nothing of what invited to it.
        let invited = if plans(now.form, &sent.document) {
            now.session.invited_as(then.filled(&now).session)
        } else {
            session.clone()
        };
        match (document(&then.filled(&now)), document(&Filled { session: &invited, ..now })) {
            (Ok(then), Ok(now)) => differ(&then, &now),
            // A form that lost the document since cannot tell.
            _ => false,
        }
    };
    sent.iter().rev().filter(changed).map(|sent| Outdated { sent: (*sent).clone() }).collect()
}
