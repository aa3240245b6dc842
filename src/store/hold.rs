//! A session that this program writes: its journal, its saves, and its clean end.

use std::fs::{self, File};
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Paths;
use super::aside::{Aside, Notice};
use super::document::Document;
use super::error::StoreError;
use super::journal_file::JournalFile;
use super::lock::{Asked, Lock};
use super::save;
use crate::ronfile;

/// Size at which a journal should be folded into the file, in bytes.
pub const CHECKPOINT_BYTES: usize = 4 * 1024 * 1024;

/// The right to write one session: its journal and its lock. Dropped without a close, as in a crash, the
/// journal stays and the next opening replays it.
pub struct Journal {
    id: String,
    schema: u32,
    file: JournalFile,
    /// Sequence of the step that is due.
    next: u64,
    saver: Saver,
    lock: Option<Lock>,
}

/// Whether every step is in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keeping {
    /// It is.
    Kept,
    /// The last ones are in memory only.
    NotKept {
        /// Why, with the remedy.
        reason: String,
        /// How many.
        steps: usize,
    },
}

/// How the right to write a session was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// As it was.
    Stands,
    /// It was taken from outside, and is there again: the file should be saved, as another program may have been at it.
    Again,
}

/// Proof that the file of a session holds every step up to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// That step's sequence.
    pub applied: u64,
    /// What the user should know.
    pub notices: Vec<Notice>,
}

/// A close that did not come about: the journal is still open, nothing is lost.
#[derive(Debug, thiserror::Error)]
#[error("{error}")]
pub struct NotClosed {
    /// To go on with, or to try again.
    pub journal: Journal,
    /// Why.
    pub error: StoreError,
}

impl Journal {
    pub(super) fn new(
        (id, schema): (&str, u32),
        mut file: JournalFile,
        applied: u64,
        saver: Saver,
        lock: Lock,
    ) -> Self {
        // That the journal cannot be made yet shows in `keeping`; typing may begin all the same.
        drop(file.flush());
        let next = applied.max(file.last().unwrap_or(0)) + 1;
        Self { id: id.to_owned(), schema, file, next, saver, lock: Some(lock) }
    }

    /// Id of the session.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Sequence that the next step must have.
    pub fn next_seq(&self) -> u64 {
        self.next
    }

    /// Size in bytes; from [`CHECKPOINT_BYTES`] on it should be folded into the file.
    pub fn size(&self) -> usize {
        self.file.len()
    }

    /// Writes a step to the journal, with one write, on the caller's thread.
    ///
    /// After [`StoreError::NotKept`] the step is taken all the same: it waits in memory and is written
    /// with the next one or by [`Journal::retry`]. Every other error means it was not taken.
    pub fn append<S: serde::Serialize>(&mut self, seq: u64, step: &S) -> Result<(), StoreError> {
        if seq != self.next {
            return Err(StoreError::OutOfTurn { expected: self.next, found: seq });
        }
        let appended = self.file.append(seq, step);
        if matches!(appended, Ok(()) | Err(StoreError::NotKept { .. })) {
            self.next += 1;
        }
        appended
    }

    /// Whether every step is in the journal.
    pub fn keeping(&self) -> Keeping {
        match self.file.trouble() {
            None => Keeping::Kept,
            Some((reason, steps)) => Keeping::NotKept { reason: reason.to_owned(), steps },
        }
    }

    /// Writes what waits in memory, and the whole journal if another program removed or cut it. Cheap if
    /// all is well; worth a call each second.
    pub fn retry(&mut self) -> Result<(), StoreError> {
        self.file.flush()
    }

    /// Sees to it that the session is still this program's alone: a lock that somebody removed is taken again, a journal
    /// is written anew. Cheap if all is well; worth a call each second.
    ///
    /// # Errors
    /// Another program has the session now, or the journal cannot be written: steps wait in memory.
    pub fn hold(&mut self) -> Result<Hold, StoreError> {
        self.file.flush()?;
        if self.lock.as_ref().is_none_or(Lock::stands) {
            return Ok(Hold::Stands);
        }
        match Lock::ask(&self.saver.paths.lock)? {
            Asked::Got(lock) => {
                self.lock = Some(lock);
                Ok(Hold::Again)
            }
            // Whoever has it sees that the journal is written here, and gives it back.
            Asked::Held(_) | Asked::Unwritable(_) => Ok(Hold::Stands),
        }
    }

    /// What the user should know of the journal; each is given once.
    pub fn notices(&mut self) -> Vec<Notice> {
        self.file.notices()
    }

    /// A handle with which a worker makes the journal durable.
    pub fn sync_handle(&mut self) -> Result<SyncHandle, StoreError> {
        let (file, upto) = self.file.handle()?;
        Ok(SyncHandle { file, path: self.saver.paths.journal.clone(), upto })
    }

    /// Makes the journal's file anew, after a sync that failed.
    pub fn renew(&mut self) -> Result<(), StoreError> {
        self.file.renew()
    }

    /// A handle with which a worker saves the document.
    pub fn saver(&self) -> Saver {
        self.saver.clone()
    }

    /// Shortens the journal after a save to the steps that the file lacks, and the last `keep` of those it
    /// has, so that undo survives a crash.
    pub fn trim(&mut self, saved: &Saved, keep: usize) -> Result<(), StoreError> {
        self.file.trim((&self.id, self.schema), saved.applied, keep)?;
        self.next = self.next.max(saved.applied + 1);
        Ok(())
    }

    /// Saves the document and shortens the journal: [`Saver::save`] and [`Journal::trim`] at once.
    pub fn checkpoint<D: Document>(&mut self, document: &D, keep: usize) -> Result<Saved, StoreError> {
        if self.file.is_taken() {
            return Err(StoreError::Busy { path: self.saver.paths.document.clone() });
        }
        let saved = self.saver.save(document)?;
        self.trim(&saved, keep)?;
        Ok(saved)
    }

    /// Saves the document, then removes journal and lock. The inbox stays if notes wait in it.
    ///
    /// In this order every crash is harmless: before the file is saved the journal has all, after it the
    /// journal has only history. The lock goes last, so nobody opens the session in between.
    pub fn close<D: Document>(mut self, document: &D) -> Result<Vec<Notice>, Box<NotClosed>> {
        match self.fold_in(document) {
            Ok(notices) => {
                self.saver.stop();
                if let Some(lock) = self.lock.take() {
                    lock.remove();
                }
                Ok(notices)
            }
            Err(error) => Err(Box::new(NotClosed { journal: self, error })),
        }
    }

    fn fold_in<D: Document>(&mut self, document: &D) -> Result<Vec<Notice>, StoreError> {
        let (applied, last) = (document.applied(), self.next - 1);
        if applied < last {
            let id = self.id.clone();
            return Err(StoreError::Unfolded { id, document: applied, journal: last });
        }
        if self.file.is_taken() {
            return self.saver.keep_beside(document).map(|kept| vec![kept]);
        }
        let mut saved = self.saver.save(document)?;
        self.file.remove()?;
        saved.notices.extend(self.file.notices());
        Ok(saved.notices)
    }
}

impl Drop for Journal {
    /// Ends the saver's work before the lock is given back.
    fn drop(&mut self) {
        self.saver.stop();
    }
}

impl std::fmt::Debug for Journal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (id, next) = (&self.id, self.next);
        f.debug_struct("Journal").field("id", id).field("next", &next).finish_non_exhaustive()
    }
}

/// What a worker needs to make a journal durable.
#[derive(Debug)]
pub struct SyncHandle {
    file: File,
    path: PathBuf,
    upto: Option<u64>,
}

impl SyncHandle {
    /// Syncs, and says up to which step the journal is durable now.
    ///
    /// After a failure the system may take the lost bytes for written: [`Journal::renew`] writes all again.
    pub fn sync(self) -> Result<Option<u64>, StoreError> {
        self.file.sync_data().map_err(StoreError::io("sync", &self.path))?;
        Ok(self.upto)
    }
}

/// What a worker needs to save one session's document; it is of no effect once the journal is closed.
#[derive(Debug, Clone)]
pub struct Saver {
    id: String,
    paths: Paths,
    aside: Aside,
    state: Arc<Mutex<Saving>>,
}

#[derive(Debug)]
struct Saving {
    /// Last step in the file.
    applied: u64,
    /// Checksums of the contents the file may rightly have: what was read or saved last, and what a save
    /// that failed at its very end may have written.
    ours: [u32; 2],
    /// The file's schema, if it is an earlier one.
    older_schema: Option<u32>,
    stopped: bool,
}

impl Saver {
    pub(super) fn new(
        id: &str,
        paths: Paths,
        aside: Aside,
        (applied, bytes): (u64, &[u8]),
        older_schema: Option<u32>,
    ) -> Self {
        let ours = [crate::journal::checksum_of(bytes); 2];
        let state = Arc::new(Mutex::new(Saving { applied, ours, older_schema, stopped: false }));
        Self { id: id.to_owned(), paths, aside, state }
    }

    /// Saves the document, unless a later state of it is saved already or the session is closed.
    ///
    /// Before it replaces the file it makes sure that the new text reads back as the same document; and if
    /// another program has changed the file meanwhile, it keeps that one's version aside.
    pub fn save<D: Document>(&self, document: &D) -> Result<Saved, StoreError> {
        let path = &self.paths.document;
        let mut state = self.state();
        if state.stopped || document.applied() < state.applied {
            return Ok(Saved { applied: state.applied, notices: Vec::new() });
        }
        let text = faithful_text(document).map_err(|what| StoreError::Unfaithful { path: path.clone(), what })?;
        let mut notices = Vec::new();
        let there = match fs::read(path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(StoreError::io("read", path)(error)),
        };
        if let Some(bytes) = there {
            if !state.ours.contains(&crate::journal::checksum_of(&bytes)) {
                let why = format!("{} was changed by another program while it was open.", path.display());
                notices.push(self.aside.keep(&format!("{}-changed.ron", self.id), &bytes, why)?);
            } else if let Some(schema) = state.older_schema {
                let why = format!("{} came from an earlier version of nov.", path.display());
                notices.push(self.aside.keep(&format!("{}-schema-{schema}.ron", self.id), &bytes, why)?);
            }
        }
        let new = crate::journal::checksum_of(text.as_bytes());
        state.ours[1] = new;
        save::replace(path, text.as_bytes())?;
        state.ours = [new; 2];
        state.older_schema = None;
        state.applied = document.applied();
        Ok(Saved { applied: state.applied, notices })
    }

    /// Keeps the document aside, as another program has its file.
    fn keep_beside<D: Document>(&self, document: &D) -> Result<Notice, StoreError> {
        let path = &self.paths.document;
        let text = faithful_text(document).map_err(|what| StoreError::Unfaithful { path: path.clone(), what })?;
        let why = format!("{} is open in another program, which has its file now.", path.display());
        self.aside.keep(&format!("{}-beside.ron", self.id), text.as_bytes(), why)
    }

    /// Keeps the document where the store's disk is not: among the files of the moment, for its owner alone. The last
    /// resort of a program that must end.
    pub fn keep_elsewhere<D: Document>(&self, document: &D) -> Option<PathBuf> {
        let text = faithful_text(document).ok()?;
        let path = std::env::temp_dir().join(format!("nov-{}-{}.ron", std::process::id(), self.id));
        save::replace(&path, text.as_bytes()).ok().map(|()| path)
    }

    /// Waits for a save under way and lets no more begin.
    fn stop(&self) {
        self.state().stopped = true;
    }

    fn state(&self) -> MutexGuard<'_, Saving> {
        // A thread that ended badly while saving left the file as it was or replaced it; both are sound.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The text of a document, if it reads back as the same document.
pub(super) fn faithful_text<D: Document>(document: &D) -> Result<String, String> {
    let text = ronfile::write(document).map_err(|error| error.to_string())?;
    let back = D::read(&text).map_err(|error| error.to_string())?;
    let again = ronfile::write(&back).map_err(|error| error.to_string())?;
    if text == again {
        return Ok(text);
    }
    let same = text.lines().zip(again.lines()).take_while(|(a, b)| a == b).count();
    Err(format!("line {} comes back changed", same + 1))
}
