//! What was found out in passing, while sessions were read or folded that nobody has on the screen: kept until somebody can
//! be told.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use super::Store;
use super::aside::Notice;

/// Sentences nobody was told yet. All copies of a store share them.
#[derive(Debug, Clone, Default)]
pub(super) struct Untold(Arc<Mutex<Sentences>>);

#[derive(Debug, Default)]
struct Sentences {
    waiting: Vec<String>,
    /// All there ever were: each is told once.
    known: HashSet<String>,
}

impl Store {
    /// What the user should know and was not told yet; each sentence comes once.
    pub fn untold(&self) -> Vec<String> {
        std::mem::take(&mut self.untold.0.lock().unwrap_or_else(PoisonError::into_inner).waiting)
    }

    /// Keeps a sentence until somebody can be told.
    pub(super) fn tell_later(&self, said: String) {
        let mut sentences = self.untold.0.lock().unwrap_or_else(PoisonError::into_inner);
        if sentences.known.insert(said.clone()) {
            sentences.waiting.push(said);
        }
    }

    /// Keeps what is to be said of a session.
    pub fn tell_of(&self, session: &str, notices: &[Notice]) {
        for notice in notices {
            self.tell_later(format!("{session}: {notice}"));
        }
    }
}
