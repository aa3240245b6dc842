//! A mend: what would take a finding away, shown before it is made and never made unasked.

use serde::Serialize;

use crate::session::{Change, Entry, Session, Target};

/// A change that would take a finding away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mend {
    /// What it does, in a few words: `write “the headteacher (MH)”`.
    pub label: String,
    /// What stands there now.
    pub now: String,
    /// What would stand there.
    pub then: String,
    /// The change itself.
    #[serde(skip)]
    pub changes: Vec<Change>,
}

impl Mend {
    /// Puts other words into a text: only what differs is changed.
    pub(super) fn rewrite(label: String, target: &Target, now: &str, then: String) -> Self {
        let at = now.char_indices().zip(then.chars()).find(|((_, a), b)| a != b).map(|((at, _), _)| at);
        let at = at.unwrap_or_else(|| now.len().min(then.len()));
        let tail = |text: &str| text[at..].chars().rev().collect::<Vec<_>>();
        let same =
            tail(now).iter().zip(&tail(&then)).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum::<usize>();
        let (remove, insert) = (now[at..now.len() - same].to_owned(), then[at..then.len() - same].to_owned());
        let changes = vec![Change::Edit { target: target.clone(), at, remove, insert }];
        Self { label, now: now.to_owned(), then, changes }
    }

    /// Marks an entry otherwise.
    pub(super) fn mark(
        label: String,
        session: &Session,
        entry: &Entry,
        words: (&str, String),
        alter: impl FnOnce(&mut Entry),
    ) -> Option<Self> {
        let (item, at) = session.place_of(entry.id)?;
        let mut to = entry.clone();
        alter(&mut to);
        let (from, to) = (Some(Box::new(entry.clone())), Some(Box::new(to)));
        let changes = vec![Change::Entry { item: item.to_owned(), at, from, to }];
        Some(Self { label, now: words.0.to_owned(), then: words.1, changes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_changed() {
        for (now, then, at, remove, insert) in [
            ("Most pupils", "A majority of pupils", 0, "Most", "A majority of"),
            ("Teaching is good.", "Teaching is good (LA view).", 16, "", " (LA view)"),
            ("ŵŵ", "ŵ", 2, "ŵ", ""),
            ("aaa", "aa", 2, "a", ""),
        ] {
            let mend = Mend::rewrite(String::new(), &Target::Field("x".to_owned()), now, then.to_owned());
            let edit = Change::Edit {
                target: Target::Field("x".to_owned()),
                at,
                remove: remove.to_owned(),
                insert: insert.to_owned(),
            };
            assert_eq!(mend.changes, [edit], "{now}");
        }
    }
}
