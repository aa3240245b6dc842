//! Opening a session: lock, read, replay, and put right what a crash left.

use std::fs;
use std::io;

use super::aside::{Aside, Notice};
use super::document::Document;
use super::error::{StoreError, remedy};
use super::hold::{Journal, Saver};
use super::inbox::{Inbox, Waiting};
use super::journal_file::{Disk, JournalFile, RealDisk};
use super::lock::{Asked, Guard, Holder, Lock};
use super::reading::{self, Folded, Kind, Unusable};
use super::{Paths, Store, save};
use crate::calendar::counted;
use crate::journal::{Frame, Header, frames, header};

/// A session, opened.
#[derive(Debug)]
pub struct Opened<D: Document> {
    /// Its id.
    pub id: String,
    /// The document as it stood at the last key.
    pub document: D,
    /// The last steps of all that lead to it, for undo.
    pub history: Vec<(u64, D::Step)>,
    /// How many of these were not in the file yet: more than none after a crash.
    pub replayed: usize,
    /// Whether it can be written.
    pub mode: Mode,
    /// What the user should know.
    pub notices: Vec<Notice>,
}

/// Whether an opened session can be written.
#[derive(Debug)]
pub enum Mode {
    /// It can, through this.
    Writing(Box<Journal>),
    /// It cannot.
    ReadOnly(ReadOnly),
}

/// Why a session cannot be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadOnly {
    /// Another program has it open; who, if that could be read. Notes may be dropped in its inbox.
    Held(Option<Holder>),
    /// The store's folder cannot be written, and why.
    Folder(String),
}

impl std::fmt::Display for ReadOnly {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Held(Some(holder)) => write!(f, "open elsewhere: {holder}"),
            Self::Held(None) => f.write_str("open in another program"),
            Self::Folder(why) => write!(f, "the store cannot be written: {why}"),
        }
    }
}

/// A session as anyone may read it, open or not: file, journal and inbox.
#[derive(Debug)]
pub struct View<D> {
    /// The document with its journal folded in.
    pub document: D,
    /// Notes that wait to be taken in.
    pub waiting: Waiting,
    /// What the user should know.
    pub notices: Vec<Notice>,
}

impl Store {
    /// Opens a session to write, or to read if another program has it.
    pub fn open_session<D: Document>(&self, id: &str) -> Result<Opened<D>, StoreError> {
        self.open_on(id, Box::new(RealDisk))
    }

    /// Whether a program has a session open to write.
    pub fn is_open(&self, id: &str) -> Result<bool, StoreError> {
        Ok(self.paths(id)?.are_held())
    }

    /// Reads a session as it stands now, open or not, without touching or locking anything.
    pub fn read_session<D: Document>(&self, id: &str) -> Result<View<D>, StoreError> {
        let paths = self.paths(id)?;
        self.must_exist(id, &paths)?;
        let (folded, notices) = read_unlocked::<D>(&paths)?;
        let waiting = self.notes(&Inbox::Session(id.to_owned()))?;
        Ok(View { document: folded.document, waiting, notices })
    }

    pub(super) fn open_on<D: Document>(&self, id: &str, disk: Box<dyn Disk>) -> Result<Opened<D>, StoreError> {
        let paths = self.paths(id)?;
        self.must_exist(id, &paths)?;
        match paths.ask()? {
            Asked::Got(lock) => self.open_to_write(id, paths, lock, disk),
            Asked::Held(holder) => open_to_read(id, &paths, ReadOnly::Held(holder)),
            Asked::Unwritable(error) => open_to_read(id, &paths, ReadOnly::Folder(remedy(&error))),
        }
    }

    fn open_to_write<D: Document>(
        &self,
        id: &str,
        paths: Paths,
        lock: Lock,
        disk: Box<dyn Disk>,
    ) -> Result<Opened<D>, StoreError> {
        match self.mend::<D>(id, paths, disk) {
            Ok(Mended { folded, file, saver, mut notices }) => {
                if lock.guard() == Guard::None {
                    notices.push(Notice::plain(format!(
                        "{} is on a disk that knows no locks: open it in one program only.",
                        lock.path().display()
                    )));
                }
                let applied = folded.document.applied();
                let journal = Journal::new((id, D::SCHEMA), file, applied, saver, lock);
                Ok(opened(id, folded, Mode::Writing(Box::new(journal)), notices))
            }
            // Nobody wrote anything: file and journal are as they were found.
            Err(error) => {
                lock.remove();
                Err(error)
            }
        }
    }

    /// Reads a session under its lock and makes its journal ready to be written. What cannot be used is
    /// kept aside first; if that fails, nothing is changed and the session is not opened.
    fn mend<D: Document>(&self, id: &str, paths: Paths, disk: Box<dyn Disk>) -> Result<Mended<D>, StoreError> {
        let bytes = reading::journal_bytes(&paths.journal)?;
        let read = reading::document::<D>(&paths.document)?;
        let base = read.document.applied();
        let folded = reading::fold(read.document, &bytes, &paths.journal)?;
        let aside = Aside::of(self.root());
        let mut notices = Vec::new();
        if let Some(Unusable { from_byte, why, .. }) = &folded.unusable {
            let unusable = bytes.get(*from_byte..).unwrap_or_default();
            notices.push(aside.keep(&format!("{id}.journal"), unusable, why.clone())?);
        }
        if folded.replayed > 0 {
            let steps = counted(folded.replayed, "step");
            notices.push(Notice::plain(format!(
                "This session was not closed last time; the journal brought back {steps}."
            )));
        }
        save::remove_leftovers(&paths.document);
        save::remove_leftovers(&paths.journal);
        let (image, written) = journal_image::<D>(id, bytes, &folded);
        let file = JournalFile::new(paths.journal.clone(), disk, image, written, aside.clone());
        let older = read.schema.filter(|schema| *schema < D::SCHEMA);
        let saver = Saver::new(id, paths, aside, (base, &read.bytes), older);
        Ok(Mended { folded, file, saver, notices })
    }

    pub(super) fn must_exist(&self, id: &str, paths: &Paths) -> Result<(), StoreError> {
        match fs::symlink_metadata(&paths.document) {
            Ok(_) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(StoreError::NoSession { query: id.to_owned(), candidates: self.ids()? })
            }
            Err(error) => Err(StoreError::io("read", &paths.document)(error)),
        }
    }
}

struct Mended<D: Document> {
    folded: Folded<D>,
    file: JournalFile,
    saver: Saver,
    notices: Vec<Notice>,
}

/// What the journal of a session should hold, and how much of it the file holds: all, or, if the file has
/// to be made anew, nothing.
fn journal_image<D: Document>(id: &str, bytes: Vec<u8>, folded: &Folded<D>) -> (Vec<u8>, usize) {
    if let Some(head) = Header::read(&bytes)
        && folded.unusable.is_none()
        && frames(&bytes, head.len).count() == folded.steps.len()
    {
        let written = bytes.len();
        return (bytes, written);
    }
    let mut image = header(id, D::SCHEMA);
    for found in &folded.steps {
        if let Some(frame) = Frame::at(&bytes, found.at_byte) {
            image.extend(&bytes[frame.at_byte..frame.end()]);
        }
    }
    (image, 0)
}

/// Reads a session without its lock. While a program has it, its journal may be in the middle of a write, so a last step
/// that is cut off is not worth a word then; and it is read before the file, because a checkpoint in between then only
/// makes steps known twice, never missing.
pub(super) fn read_unlocked<D: Document>(paths: &Paths) -> Result<(Folded<D>, Vec<Notice>), StoreError> {
    let bytes = reading::journal_bytes(&paths.journal)?;
    let read = reading::document::<D>(&paths.document)?;
    let folded = reading::fold(read.document, &bytes, &paths.journal)?;
    let matters = |unusable: &&Unusable| unusable.kind != Kind::TornEnd || !paths.are_held();
    let damaged = folded.unusable.as_ref().filter(matters);
    let notices = damaged.map(|unusable| Notice::plain(unusable.why.clone())).into_iter().collect();
    Ok((folded, notices))
}

fn open_to_read<D: Document>(id: &str, paths: &Paths, why: ReadOnly) -> Result<Opened<D>, StoreError> {
    let (folded, notices) = read_unlocked(paths)?;
    Ok(opened(id, folded, Mode::ReadOnly(why), notices))
}

fn opened<D: Document>(id: &str, folded: Folded<D>, mode: Mode, notices: Vec<Notice>) -> Opened<D> {
    let Folded { document, steps, replayed, .. } = folded;
    let history = steps.into_iter().map(|found| (found.seq, found.step)).collect();
    Opened { id: id.to_owned(), document, history, replayed, mode, notices }
}
