//! The store: a folder of plain documents, and the promise that nothing typed is ever lost.
//!
//! ```text
//! 2010-01-12-hillside-primary-rtm.ron       a session
//! 2010-01-12-hillside-primary-rtm.journal   while it is open: the steps since the file was saved
//! 2010-01-12-hillside-primary-rtm.inbox     notes dropped by other programs meanwhile
//! 2010-01-12-hillside-primary-rtm.lock      who has it open
//! schools/hillside-primary.ron  me.ron      records
//! figures/hillside-primary.ron               a school's figures; measures/ what the user said of columns
//! forms/rtm@2009-1.ron                      the forms that sessions began with
//! versions/2010-01-12-hillside-primary-rtm@1.ron  a session as it stood when a document of it was sent
//! choices/rtm.ron                           what the user last chose for the documents of a form
//! inbox                                     notes that belong to no session yet
//! typing/4711                               what is being typed into a question just now
//! removed/                                  sessions that were put away, in schools/ records of schools
//! damaged/                                  bytes that could not be used, kept aside
//! index                                     a cache of the home screen; may be removed at any time
//! ```
//!
//! The rules that carry the promise:
//!
//! - A step is in the journal before it is on the screen; a step that cannot be written waits in memory.
//! - A file is replaced as a whole or not at all (`save`), and never by what would not read back.
//! - What is already in the file is history, what is not is replayed: so a crash between saving the file
//!   and shortening the journal, in whatever order they reach the disk, changes nothing.
//! - Bytes that cannot be used are copied to `damaged/` before anything else is done about them.
//! - Only who holds the lock writes a session's file and journal; all others leave notes in its inbox. The journal is
//!   locked too, so that nobody comes in where somebody removed the file of the lock.
//!
//! Nothing here leaves a thread at work; everything may be sent to one.

mod aside;
mod begin;
mod caseload;
mod context;
mod create;
mod desk;
mod doctor;
mod document;
mod error;
mod figures;
mod find;
mod gather;
mod hold;
mod import;
mod inbox;
mod index;
mod journal_file;
mod kept_forms;
mod lock;
mod open;
mod own;
mod papers;
mod putting_away;
mod reading;
mod records;
mod renaming;
mod rescue;
mod save;
mod schools;
mod scratch;
mod search;
mod sessions;
mod settings_file;
mod slug;
mod template;
#[cfg(test)]
mod tests;
mod untold;
mod versions;
mod whole;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

pub use aside::Notice;
pub use begin::Begun;
pub use context::Context;
pub use desk::{Desk, Shelf};
pub use doctor::Checked;
pub use document::{Document, Passage};
pub use error::{StoreError, remedy};
pub use hold::{CHECKPOINT_BYTES, Hold, Journal, Keeping, NotClosed, Saved, Saver, SyncHandle};
pub use import::{ImportFault, Imported, Progress, Watch};
pub use inbox::{Inbox, NewNote, Note, Waiting};
pub use index::{LastListed, Listed};
pub use lock::Holder;
pub use open::{Mode, Opened, ReadOnly, View};
pub use putting_away::PutAway;
pub use renaming::Renamed;
pub use rescue::Readable;
pub use save::{make_folder, save_document};
pub use schools::{AskedSchool, Known};
pub use search::{Found, Hit};
pub use settings_file::{settings_file, settings_text};
pub use slug::slug;
pub use template::OwnTemplate;
pub use versions::Versions;
pub use whole::Files;

/// A folder of documents.
#[derive(Debug, Clone)]
pub struct Store {
    root: PathBuf,
    untold: untold::Untold,
}

impl Store {
    /// Opens a store, making its folder if there is none.
    pub fn open(root: &Path) -> Result<Self, StoreError> {
        save::make_folder(root)?;
        let root = fs::canonicalize(root).map_err(StoreError::io("open the folder", root))?;
        Ok(Self { root, untold: untold::Untold::default() })
    }

    /// Its folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The file of a session, whether or not it exists.
    pub fn session_path(&self, id: &str) -> Result<PathBuf, StoreError> {
        self.paths(id).map(|paths| paths.document)
    }

    /// Ids of all sessions, newest first.
    pub fn ids(&self) -> Result<Vec<String>, StoreError> {
        let failed = StoreError::io("read the folder", &self.root);
        let mut ids = Vec::new();
        let entries = match fs::read_dir(&self.root) {
            Ok(entries) => entries,
            Err(error) => return Err(failed(error)),
        };
        for entry in entries.flatten() {
            if let Some(id) = session_id(&entry.file_name()) {
                ids.push(id.to_owned());
            }
        }
        ids.sort_unstable_by(|a, b| b.cmp(a));
        Ok(ids)
    }

    /// Journals and inboxes whose session file is gone, as after it was renamed by hand: what was typed in
    /// them is in no session.
    pub fn orphans(&self) -> Result<Vec<PathBuf>, StoreError> {
        let failed = StoreError::io("read the folder", &self.root);
        let entries = match fs::read_dir(&self.root) {
            Ok(entries) => entries,
            Err(error) => return Err(failed(error)),
        };
        let orphan = |path: &PathBuf| {
            let beside = path.extension().is_some_and(|end| end == "journal" || end == "inbox");
            beside && !path.with_extension("ron").is_symlink() && !path.with_extension("ron").exists()
        };
        let mut orphans: Vec<_> = entries.flatten().map(|entry| entry.path()).filter(orphan).collect();
        orphans.sort_unstable();
        Ok(orphans)
    }

    fn paths(&self, id: &str) -> Result<Paths, StoreError> {
        if !is_session_id(id) {
            return Err(StoreError::BadName { name: id.to_owned() });
        }
        let beside = |extension: &str| self.root.join(format!("{id}.{extension}"));
        Ok(Paths { document: beside("ron"), journal: beside("journal"), inbox: beside("inbox"), lock: beside("lock") })
    }
}

/// The files of one session.
#[derive(Debug, Clone)]
struct Paths {
    document: PathBuf,
    journal: PathBuf,
    inbox: PathBuf,
    lock: PathBuf,
}

impl Paths {
    /// Asks for the right to write the session. Whoever writes its journal has it, even where the lock is gone.
    fn ask(&self) -> Result<lock::Asked, StoreError> {
        match lock::Lock::ask(&self.lock)? {
            lock::Asked::Got(lock) if lock::is_held(&self.journal) => {
                lock.remove();
                Ok(lock::Asked::Held(None))
            }
            asked => Ok(asked),
        }
    }

    /// Whether a program has the session open to write.
    fn are_held(&self) -> bool {
        lock::is_held(&self.lock) || lock::is_held(&self.journal)
    }
}

/// The user's own record, beside the sessions but none of them.
const ME: &str = "me";
/// Longest name of a document, in bytes: file systems allow 255 with everything that is put behind it.
const NAME_BYTES: usize = 200;

/// The id of the session that a file of the store's folder is, if it is one.
pub(crate) fn session_id(file_name: &OsStr) -> Option<&str> {
    file_name.to_str()?.strip_suffix(".ron").filter(|id| is_session_id(id))
}

fn is_session_id(id: &str) -> bool {
    is_name(id) && id != ME
}

/// Whether a text can be the name of a document: one part of a path, and not hidden.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= NAME_BYTES
        && !name.starts_with('.')
        && !name.contains(|c: char| c.is_control() || matches!(c, '/' | '\\' | ':'))
}
