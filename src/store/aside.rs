//! Keeping aside: bytes that cannot be used are copied to `damaged/` before anything else is done, and
//! the user is told in plain words.

use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::save::{self, Claim};

/// Something the user should know about how a document was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What happened, in one or two sentences.
    pub text: String,
    /// Where bytes were kept aside, if any were.
    pub kept_at: Option<PathBuf>,
}

impl Notice {
    /// A notice that names no file.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), kept_at: None }
    }
}

impl std::fmt::Display for Notice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)?;
        match &self.kept_at {
            Some(path) => write!(f, " A copy is kept as {}.", path.display()),
            None => Ok(()),
        }
    }
}

/// Where bytes are kept aside.
#[derive(Debug, Clone)]
pub(super) struct Aside {
    folder: PathBuf,
}

impl Aside {
    pub(super) fn of(root: &Path) -> Self {
        Self { folder: root.join("damaged") }
    }

    /// Copies bytes to a new file named after `name` and this moment, durably, and says where they are.
    pub(super) fn keep(&self, name: &str, bytes: &[u8], why: String) -> Result<Notice, StoreError> {
        save::make_folder(&self.folder)?;
        let now = chrono::Local::now().format("%Y-%m-%d-%H%M%S");
        let mut count = 1;
        loop {
            let path = match count {
                1 => self.folder.join(format!("{now}-{name}")),
                more => self.folder.join(format!("{now}-{more}-{name}")),
            };
            match save::claim(&path, bytes)? {
                Claim::Made => {
                    return Ok(Notice { text: why, kept_at: Some(path) });
                }
                Claim::Taken => count += 1,
            }
        }
    }
}
