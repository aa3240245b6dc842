//! Which documents that were sent say something else now.

use super::build::build_with;
use super::compare::differ;
use crate::session::{Filled, Sent, Version, settled};

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
}

/// Sendings whose document has changed since, the last first. One whose version is not there is not known to have.
pub fn outdated(filled: &Filled<'_>, versions: &[Version]) -> Vec<Outdated> {
    let sent = filled.session.last_sent();
    if sent.is_empty() {
        return Vec::new();
    }
    let now = settled(filled.session);
    let changed = |sent: &&&Sent| {
        let Some(version) = versions.iter().find(|version| version.number == sent.version) else { return false };
        if version.is_of(&now) {
            return false;
        }
        let then = version.beside(&now);
        let document = |session| build_with(&Filled { session, ..*filled }, &sent.document, &sent.contents);
        match (document(&then), document(&now)) {
            (Ok(then), Ok(now)) => differ(&then, &now),
            // A form that lost the document since cannot tell.
            _ => false,
        }
    };
    sent.iter().rev().filter(changed).map(|sent| Outdated { sent: (*sent).clone() }).collect()
}
