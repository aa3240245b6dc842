//! The index: what the home screen shows of every session, without parsing every file.
//!
//! It is a cache. A row is used only if file and journal are exactly as they were when it was made; if the
//! index cannot be read it is made anew, and if it cannot be written nobody need know. It is read at every start, so it is
//! packed rather than laid out for people, and the files are looked at meanwhile.

use std::collections::HashMap;
use std::fs::{self, DirEntry};
use std::path::PathBuf;
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::document::Document;
use super::error::StoreError;
use super::open::read_unlocked;
use super::{Store, save, session_id};

/// One session in a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<R> {
    /// Its id.
    pub id: String,
    /// When its file or journal was last written.
    pub modified: SystemTime,
    /// What is known of it.
    pub entry: Entry<R>,
}

/// What is known of a listed session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Entry<R> {
    /// Its row.
    Session(R),
    /// It cannot be read, and why.
    Damaged(String),
}

#[derive(Serialize, Deserialize)]
struct IndexRow<R> {
    id: String,
    stamp: Stamp,
    entry: Entry<R>,
}

/// What a session's files looked like when its row was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    file: FileStamp,
    journal: Option<FileStamp>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct FileStamp {
    seconds: u64,
    nanos: u32,
    len: u64,
    /// A save makes a new file, so this tells two saves within one tick of the clock apart.
    inode: u64,
}

impl Store {
    /// All sessions, newest first; damaged ones too, with what is wrong. `describe` makes the row of a session that is
    /// not in the index as it is now; rows made with something else than `made_with` are made anew.
    pub fn list<D: Document>(
        &self,
        made_with: &str,
        describe: &dyn Fn(&D) -> D::Row,
    ) -> Result<Vec<Listed<D::Row>>, StoreError> {
        let made_by = made_by::<D>(made_with);
        let (stamps, old) = thread::scope(|scope| {
            let stamps = scope.spawn(|| self.stamps());
            let old = self.read_index::<D::Row>(&made_by).unwrap_or_default();
            (stamps.join(), old)
        });
        // Only a thread that failed has no answer; the folder is then looked at again.
        let stamps = stamps.unwrap_or_else(|_| self.stamps())?;
        // Both are in the order of their ids, so that the row of a session is the next one or there is none.
        let known = old.len();
        let mut old = old.into_iter().peekable();
        let mut taken = 0;
        let mut rows = Vec::with_capacity(stamps.len());
        for (id, stamp) in stamps {
            while old.next_if(|row| row.id < id).is_some() {}
            match old.next_if(|row| row.id == id && row.stamp == stamp) {
                Some(row) => {
                    taken += 1;
                    rows.push(row);
                }
                None => rows.push(IndexRow { entry: self.entry(&id, describe), id, stamp }),
            }
        }
        if taken < known || taken < rows.len() {
            drop(save::replace(&self.index_path(), &packed(&made_by, &rows)));
        }
        Ok(newest_first(rows))
    }

    /// The sessions as they were listed last, without a look at their files; `None` if they were not, by this program and
    /// with this.
    pub fn last_listed<D: Document>(&self, made_with: &str) -> Option<Vec<Listed<D::Row>>> {
        self.read_index(&made_by::<D>(made_with)).map(newest_first)
    }

    fn index_path(&self) -> PathBuf {
        self.root().join("index")
    }

    fn entry<D: Document>(&self, id: &str, describe: &dyn Fn(&D) -> D::Row) -> Entry<D::Row> {
        match self.paths(id).and_then(|paths| read_unlocked::<D>(&paths)) {
            Ok((folded, _)) => Entry::Session(describe(&folded.document)),
            Err(error) => Entry::Damaged(error.to_string()),
        }
    }

    fn read_index<R: DeserializeOwned>(&self, made_by: &str) -> Option<Vec<IndexRow<R>>> {
        let bytes = fs::read(self.index_path()).ok()?;
        let (checksum, body) = bytes.split_first_chunk()?;
        if crc32fast::hash(body) != u32::from_le_bytes(*checksum) {
            return None;
        }
        let (maker, rows) = postcard::take_from_bytes::<&str>(body).ok()?;
        if maker != made_by {
            return None;
        }
        postcard::from_bytes(rows).ok()
    }

    /// Every session with what its files look like now, in the order of the ids.
    fn stamps(&self) -> Result<Vec<(String, Stamp)>, StoreError> {
        let failed = StoreError::io("read the folder", self.root());
        let entries = match fs::read_dir(self.root()) {
            Ok(entries) => entries,
            Err(error) => return Err(failed(error)),
        };
        let mut stamps = Vec::new();
        let mut journals = HashMap::new();
        for entry in entries.flatten() {
            let name = entry.file_name();
            if let Some(id) = session_id(&name) {
                // A link that leads nowhere is listed all the same, as damaged.
                let file = FileStamp::of(&entry).unwrap_or(FileStamp::NONE);
                stamps.push((id.to_owned(), Stamp { file, journal: None }));
            } else if let Some(id) = name.to_str().and_then(|name| name.strip_suffix(".journal")) {
                journals.insert(id.to_owned(), FileStamp::of(&entry));
            }
        }
        for (id, stamp) in &mut stamps {
            stamp.journal = journals.remove(id).flatten();
        }
        stamps.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        Ok(stamps)
    }
}

/// What rows are made by and with.
fn made_by<D: Document>(made_with: &str) -> String {
    format!("nov {} schema {} rows 5 {made_with}", env!("CARGO_PKG_VERSION"), D::SCHEMA)
}

/// The index as it is kept: a checksum, what made the rows (another version may make others), the rows.
fn packed<R: Serialize>(made_by: &str, rows: &[IndexRow<R>]) -> Vec<u8> {
    let body = postcard::to_allocvec(&(made_by, rows)).unwrap_or_default();
    [&crc32fast::hash(&body).to_le_bytes(), body.as_slice()].concat()
}

fn newest_first<R>(rows: Vec<IndexRow<R>>) -> Vec<Listed<R>> {
    let listed = rows.into_iter().rev().map(|IndexRow { id, stamp, entry }| {
        let modified =
            stamp.journal.iter().fold(stamp.file.modified(), |modified, journal| modified.max(journal.modified()));
        Listed { id, modified, entry }
    });
    listed.collect()
}

impl FileStamp {
    const NONE: Self = Self { seconds: 0, nanos: 0, len: 0, inode: 0 };

    fn of(entry: &DirEntry) -> Option<Self> {
        let metadata = if entry.file_type().ok()?.is_symlink() {
            fs::metadata(entry.path()).ok()?
        } else {
            entry.metadata().ok()?
        };
        let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        #[cfg(unix)]
        let inode = std::os::unix::fs::MetadataExt::ino(&metadata);
        #[cfg(not(unix))]
        let inode = 0;
        Some(Self { seconds: modified.as_secs(), nanos: modified.subsec_nanos(), len: metadata.len(), inode })
    }

    fn modified(&self) -> SystemTime {
        UNIX_EPOCH + std::time::Duration::new(self.seconds, self.nanos)
    }
}
