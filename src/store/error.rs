//! What can go wrong in the store, each as one sentence: what, where and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use crate::calendar::counted;
use crate::journal::EncodeError;

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file system refused.
    #[error("could not {doing} {}: {}", path.display(), remedy(source))]
    Io {
        /// What was being done, as in "could not …".
        doing: &'static str,
        /// To which file or folder.
        path: PathBuf,
        /// What the file system says.
        source: io::Error,
    },
    /// The store's place is taken by a file.
    #[error("{} is a file, not a folder; choose a folder with --store DIR", path.display())]
    NotAFolder {
        /// The place.
        path: PathBuf,
    },
    /// A document that cannot be read. It is left as it is.
    #[error(
        "{}:{line}:{column}: {what}. The file has not been touched; mend that line in any text editor",
        path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// Column in chars, from 1.
        column: usize,
        /// What is wrong there.
        what: String,
    },
    /// A file with nothing in it.
    #[error("{}: nothing of it is left, the file is empty; put back a copy from a backup or another machine", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// A document written by a later nov. It is left as it is.
    #[error(
        "{} was written by a newer nov (schema {found}; this one knows up to {known}). \
         The file has not been touched; open it with the newer version",
        path.display()
    )]
    NewerSchema {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: u32,
        /// The newest schema known here.
        known: u32,
    },
    /// A document that would not read back as it is. Nothing was written.
    #[error(
        "{} was not saved, because what would be written does not read back ({what}); \
         the file is as it was and the journal beside it holds every change",
        path.display()
    )]
    Unfaithful {
        /// The file that would have been replaced.
        path: PathBuf,
        /// What differs.
        what: String,
    },
    /// No session answers to a name.
    #[error("there is no session \"{query}\"{}", listed(candidates, "; the newest are", "; nov list shows all"))]
    NoSession {
        /// What was asked for.
        query: String,
        /// Some that exist, newest first.
        candidates: Vec<String>,
    },
    /// Several sessions answer to a name.
    #[error("\"{query}\" fits {} sessions{}; say more of the name", candidates.len(), listed(candidates, ":", ""))]
    Ambiguous {
        /// What was asked for.
        query: String,
        /// Those it fits, newest first.
        candidates: Vec<String>,
    },
    /// A path that is not in this store.
    #[error(
        "{} is not in the store {}; its own folder is opened with --store {}",
        path.display(),
        root.display(),
        folder_of(path).display()
    )]
    Outside {
        /// The path.
        path: PathBuf,
        /// The store in use.
        root: PathBuf,
    },
    /// A name that cannot be a file of the store.
    #[error("\"{name}\" cannot name a document; use letters, digits, dots and hyphens")]
    BadName {
        /// The name.
        name: String,
    },
    /// The last steps are in memory only; they are written with the next that can be.
    #[error("not kept: {reason} ({} in memory)", counted(*steps, "step"))]
    NotKept {
        /// Why, with the remedy.
        reason: String,
        /// Steps that wait.
        steps: usize,
    },
    /// A step that does not follow the last one; it was not taken.
    #[error("step {found} cannot be written where step {expected} is due")]
    OutOfTurn {
        /// Sequence that is due.
        expected: u64,
        /// Sequence that came.
        found: u64,
    },
    /// A step that cannot become a frame; it was not taken.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// A close with a document that lacks steps of its journal; the journal stays.
    #[error(
        "the session {id} has steps up to {journal}, but the document only up to {document}; \
         the journal stays beside it"
    )]
    Unfolded {
        /// The session.
        id: String,
        /// Last step of the document.
        document: u64,
        /// Last step of the journal.
        journal: u64,
    },
    /// The file of the form a session was begun with is gone. Its words are there.
    #[error(
        "the file of the form \"{form}\" is missing: put {} back, from a backup or the machine where it was begun. Nothing \
         of {session} is lost: nov export {session} --format txt writes its words without the form",
        path.display()
    )]
    FormGone {
        /// The session.
        session: String,
        /// The form's id.
        form: String,
        /// Where the copy was kept that the session names.
        path: PathBuf,
    },
    /// The file of the form a session was begun with cannot be read, and nov brings none of that version.
    #[error(
        "{why}, or put a copy of it back from a backup or the machine where {session} was begun. Nothing of {session} is \
         lost: nov export {session} --format txt writes its words without the form"
    )]
    FormUnread {
        /// The session.
        session: String,
        /// What is wrong with the file.
        why: Box<StoreError>,
    },
    /// What was asked of the documents cannot be.
    #[error("{what}")]
    Asked {
        /// Why, with what to do.
        what: String,
    },
    /// Another program is at work on the same file for too long.
    #[error("{} is in use by another program; try again in a moment", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
}

impl StoreError {
    /// Whether the disk or another program stands in the way, rather than what was asked.
    pub fn is_io(&self) -> bool {
        match self {
            Self::FormUnread { why, .. } => why.is_io(),
            other => {
                matches!(other, Self::Io { .. } | Self::NotAFolder { .. } | Self::NotKept { .. } | Self::Busy { .. })
            }
        }
    }

    /// Makes an [`StoreError::Io`] of what the file system said, for `map_err`.
    pub(super) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { doing, path: path.to_owned(), source }
    }
}

/// What the file system says, in plain words, with the remedy where there is one.
pub fn remedy(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "disk full; free some space".into(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only; choose another folder with --store DIR".into(),
        io::ErrorKind::PermissionDenied => "permission denied; check who owns it and its folder".into(),
        io::ErrorKind::NotADirectory => "a part of the path is a file, not a folder; name another place".into(),
        io::ErrorKind::FileTooLarge => {
            "the file is too large for what this machine allows; choose another place".into()
        }
        io::ErrorKind::InvalidFilename => "the name is too long or not allowed here; choose a shorter one".into(),
        io::ErrorKind::NotFound => "it is not there".into(),
        io::ErrorKind::IsADirectory => "a folder stands where the file should be; move it somewhere else".into(),
        _ => error.to_string(),
    }
}

/// The folder a file is in.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A list of names for the end of a sentence: at most eight, then how many more.
fn listed(names: &[String], lead: &str, none: &str) -> String {
    const SHOWN: usize = 8;
    if names.is_empty() {
        return none.to_owned();
    }
    let more = match names.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let shown: Vec<_> = names.iter().take(SHOWN).map(String::as_str).collect();
    format!("{lead} {}{more}", shown.join(", "))
}
