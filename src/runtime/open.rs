//! The journals of the sessions that are open here.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::worker::Job;
use super::{Program, now};
use crate::app::Message;
use crate::calendar::counted;
use crate::session::Live;
use crate::store::{CHECKPOINT_BYTES, Hold, Journal, Keeping, NotClosed};

/// How many folded steps stay in a journal, so that undo survives a crash.
const KEPT_STEPS: usize = 500;
/// A journal of some size is folded after so many seconds without a key.
const IDLE_SECONDS: i64 = 120;
/// What is worth folding while idle, in bytes.
const IDLE_BYTES: usize = 64 * 1024;

/// The journals of the open sessions, by session id.
#[derive(Debug, Default)]
pub(super) struct Journals {
    open: BTreeMap<String, Open>,
}

#[derive(Debug)]
struct Open {
    journal: Journal,
    /// When a step was written that is not synced yet.
    unsynced: Option<NaiveDateTime>,
    /// Why its inbox could not be read last: that is said once.
    inbox_fault: Option<String>,
}

impl Journals {
    pub(super) fn add(&mut self, journal: Journal) {
        self.open.insert(journal.id().to_owned(), Open { journal, unsynced: None, inbox_fault: None });
    }

    pub(super) fn has(&self, session: &str) -> bool {
        self.open.contains_key(session)
    }

    /// Whether this fault of a session's inbox is another one than before; without a fault all is well again.
    pub(super) fn is_news(&mut self, session: &str, fault: Option<String>) -> bool {
        let Some(open) = self.open.get_mut(session) else { return fault.is_some() };
        let is_news = fault.is_some() && open.inbox_fault != fault;
        open.inbox_fault = fault;
        is_news
    }
}

impl Program {
    /// Writes a step to its session's journal, on this thread, before anything is drawn.
    pub(super) fn keep(&mut self, session: &str, step: &crate::session::Step, at_once: crate::app::Urgency) {
        let Some(open) = self.journals.open.get_mut(session) else {
            let why = "this session has no journal; copy what you typed, leave nov and open it again".to_owned();
            self.take(Message::NotKept { session: session.to_owned(), why });
            return;
        };
        let kept = open.journal.append(step.seq, step);
        open.unsynced.get_or_insert_with(now);
        match kept {
            Ok(()) => self.take(Message::Kept { session: session.to_owned(), seq: step.seq }),
            Err(error) => self.take(Message::NotKept { session: session.to_owned(), why: error.to_string() }),
        }
        if at_once == crate::app::Urgency::Now {
            self.sync(session);
        }
    }

    /// Has the worker make a journal safe against a power cut.
    pub(super) fn sync(&mut self, session: &str) {
        let Some(open) = self.journals.open.get_mut(session) else { return };
        open.unsynced = None;
        if let Ok(handle) = open.journal.sync_handle() {
            self.worker.give(Job::Sync { session: session.to_owned(), handle });
        }
    }

    pub(super) fn sync_failed(&mut self, session: &str, why: String) {
        if let Some(open) = self.journals.open.get_mut(session) {
            // What the system took for written may be lost: all is written again.
            if open.journal.renew().is_ok() {
                let seq = open.journal.next_seq() - 1;
                self.take(Message::Saved { session: session.to_owned(), seq });
                return;
            }
        }
        self.take(Message::NotKept { session: session.to_owned(), why });
    }

    /// What is looked after each second: late syncs, steps that wait for room, folding, notes from outside.
    pub(super) fn each_second(&mut self) {
        let sessions: Vec<String> = self.journals.open.keys().cloned().collect();
        for session in sessions {
            self.look_after(&session);
            let open = self.journals.open.get(&session);
            if open.is_some_and(|open| open.journal.keeping() == Keeping::Kept) {
                self.take_inbox(&session);
            }
        }
        self.take_in_figures();
        let templates = self.desk.template_files();
        if templates != self.app.desk.templates {
            self.take(Message::Templates(templates));
        }
        for said in self.desk.store.untold() {
            self.take(Message::Failed(said));
        }
    }

    fn look_after(&mut self, session: &str) {
        let idle = (now() - self.last_key).num_seconds();
        let Some(open) = self.journals.open.get_mut(session) else { return };
        let troubled = matches!(open.journal.keeping(), Keeping::NotKept { .. });
        let held = open.journal.hold();
        let seq = open.journal.next_seq() - 1;
        self.desk.store.tell_of(session, &open.journal.notices());
        match &held {
            Ok(_) if troubled => self.take(Message::Kept { session: session.to_owned(), seq }),
            Err(error) if !troubled => {
                self.take(Message::NotKept { session: session.to_owned(), why: error.to_string() });
            }
            Ok(_) | Err(_) => {}
        }
        let Some(open) = self.journals.open.get_mut(session) else { return };
        if open.unsynced.is_some() {
            self.sync(session);
        }
        let Some(open) = self.journals.open.get_mut(session) else { return };
        let size = open.journal.size();
        // Folding takes some milliseconds, so it waits for a pause, a short one when the journal is large.
        let due = matches!(held, Ok(Hold::Again))
            || (size >= CHECKPOINT_BYTES && idle >= 2)
            || (size >= IDLE_BYTES && idle >= IDLE_SECONDS);
        if due {
            let live = [&self.app.sitting, &self.app.other].into_iter().flatten().find(|s| s.session().id() == session);
            let Some(sitting) = live else { return };
            match open.journal.checkpoint(sitting.session(), KEPT_STEPS) {
                Ok(saved) => self.desk.store.tell_of(session, &saved.notices),
                Err(error) => self.take(Message::Failed(format!("Not folded into the file yet: {error}"))),
            }
        }
    }

    /// Folds a session that left the screen into its file and releases it. Gives what the user should know of it, or why
    /// it could not be; then its journal stays, which has all that was kept.
    pub(super) fn close(&mut self, live: Live) -> Result<Vec<String>, String> {
        let session = live.into_session();
        let Some(open) = self.journals.open.remove(session.id()) else { return Ok(Vec::new()) };
        match open.journal.close(&session) {
            Ok(notices) => Ok(notices.iter().map(ToString::to_string).collect()),
            Err(not_closed) => {
                let NotClosed { journal, error } = *not_closed;
                let stays = match journal.keeping() {
                    Keeping::Kept => "everything typed is in its journal and comes back at the next opening".to_owned(),
                    Keeping::NotKept { steps, .. } => match journal.saver().keep_elsewhere(&session) {
                        Some(path) => format!(
                            "the whole of it, with the last {}, is kept as {}: put that in the place of the file",
                            counted(steps, "change"),
                            path.display()
                        ),
                        None => format!(
                            "its journal has all but the last {} and comes back at the next opening",
                            counted(steps, "change")
                        ),
                    },
                };
                Err(format!("{}: {error}; {stays}", session.id()))
            }
        }
    }

    /// Folds and releases whatever is open; of each, what the user should know.
    pub(super) fn close_all(&mut self) -> Vec<Result<Vec<String>, String>> {
        let open = [self.app.sitting.take(), self.app.other.take()];
        open.into_iter().flatten().map(|sitting| self.close(sitting.live)).collect()
    }
}
