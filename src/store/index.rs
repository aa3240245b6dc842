//! The index: what the home screen shows of every session, without parsing every file.
//!
//! It is a cache. A row is used only if file and journal are exactly as they were when it was made, and it lacked nothing
//! then; if the index cannot be read it is made anew, and if it cannot be written nobody need know. It is read at every
//! start, so it is packed rather than laid out for people, and the files are looked at meanwhile.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::{self, DirEntry};
use std::path::PathBuf;
use std::thread;
use std::time::UNIX_EPOCH;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::document::Document;
use super::error::StoreError;
use super::open::read_unlocked;
use super::{Store, save, session_id};

/// The sessions of a store, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed<R> {
    /// What is known of each that can be read.
    pub rows: Vec<R>,
    /// Those that cannot: id, and why.
    pub damaged: Vec<(String, String)>,
}

/// What the index holds. The listing stands first, as it can be read without the rest.
#[derive(Serialize, Deserialize)]
struct Index<R> {
    listed: Listed<R>,
    /// Every session that is listed and what its files looked like, newest first.
    stamps: Vec<(String, Stamp)>,
    /// What records and figures of the schools looked like.
    schools: SchoolStamps,
}

/// Records and figures of schools, by their place in the store.
type SchoolStamps = BTreeMap<String, FileStamp>;

/// One session of an index.
struct Row<R> {
    id: String,
    stamp: Stamp,
    known: Known<R>,
}

/// Its row, or why it cannot be read.
type Known<R> = Result<R, String>;

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
    /// All sessions, damaged ones apart. `describe` makes the row of a session that is not in the index as it is now; rows
    /// made with something else than `made_with` are made anew.
    pub fn list<D: Document>(
        &self,
        made_with: &str,
        describe: &dyn Fn(&D) -> D::Row,
    ) -> Result<Listed<D::Row>, StoreError> {
        let made_by = made_by::<D>(made_with);
        let (stamps, old) = thread::scope(|scope| {
            let stamps = scope.spawn(|| (self.stamps(), self.school_stamps()));
            let old = self.read_index::<Index<D::Row>>(&made_by);
            (stamps.join(), old)
        });
        // Only a thread that failed has no answer; the folder is then looked at again.
        let (stamps, schools) = stamps.unwrap_or_else(|_| (self.stamps(), self.school_stamps()));
        let stamps = stamps?;
        let old = match old {
            Some(old) if old.stamps == stamps && old.schools == schools => return Ok(old.listed),
            Some(old) => {
                let changed = changed_schools(&old.schools, &schools);
                let mut rows = old.into_rows();
                rows.retain(|row| {
                    let school = row.known.as_ref().ok().and_then(D::school_of);
                    !school.is_some_and(|school| changed.contains(school))
                });
                rows
            }
            None => Vec::new(),
        };
        // Both are newest first, so that the row of a session is the next one or there is none.
        let mut old = old.into_iter().peekable();
        let mut index = Index { schools, ..Index::default() };
        for (id, stamp) in stamps {
            while old.next_if(|row| row.id > id).is_some() {}
            let row = old.next_if(|row| row.id == id && row.stamp == stamp);
            index.push(row.unwrap_or_else(|| self.row(id, stamp, describe)));
        }
        drop(save::replace(&self.index_path(), &packed(&made_by, &index)));
        Ok(index.listed)
    }

    /// The sessions as they were listed last, without a look at their files; `None` if they were not, by this program and
    /// with this.
    pub fn last_listed<D: Document>(&self, made_with: &str) -> Option<Listed<D::Row>> {
        self.read_index(&made_by::<D>(made_with))
    }

    fn index_path(&self) -> PathBuf {
        self.root().join("index")
    }

    /// The row of a session. One that lacks something, as the disk or another file did not give it, is not taken again.
    fn row<D: Document>(&self, id: String, stamp: Stamp, describe: &dyn Fn(&D) -> D::Row) -> Row<D::Row> {
        let read = self.paths(&id).and_then(|paths| read_unlocked::<D>(&paths));
        let read = read.map(|(folded, _)| describe(&folded.document));
        let lasts = match &read {
            Ok(row) => D::is_whole(row),
            Err(error) => !error.is_io(),
        };
        let stamp = if lasts { stamp } else { Stamp::NEVER };
        Row { id, stamp, known: read.map_err(|error| error.to_string()) }
    }

    /// The index, or what stands first in it.
    fn read_index<I: DeserializeOwned>(&self, made_by: &str) -> Option<I> {
        let bytes = fs::read(self.index_path()).ok()?;
        let (checksum, body) = bytes.split_first_chunk()?;
        if crc32fast::hash(body) != u32::from_le_bytes(*checksum) {
            return None;
        }
        let (maker, index) = postcard::take_from_bytes::<&str>(body).ok()?;
        if maker != made_by {
            return None;
        }
        postcard::from_bytes(index).ok()
    }

    /// The records and figures of the schools, with what they look like now.
    fn school_stamps(&self) -> SchoolStamps {
        let of = |folder: &'static str| {
            let entries = fs::read_dir(self.root().join(folder)).into_iter().flatten().flatten();
            entries.filter_map(move |entry| {
                let name = entry.file_name().into_string().ok()?;
                name.strip_suffix(".ron")?;
                Some((format!("{folder}/{name}"), FileStamp::of(&entry)?))
            })
        };
        of("schools").chain(of("figures")).collect()
    }

    /// Every session with what its files look like now, newest first.
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
        stamps.sort_unstable_by(|(one, _), (other, _)| other.cmp(one));
        Ok(stamps)
    }
}

/// Slugs of the schools whose record or figures are not what they were.
fn changed_schools(before: &SchoolStamps, now: &SchoolStamps) -> HashSet<String> {
    let differs = |(place, stamp): (&String, &FileStamp), other: &SchoolStamps| other.get(place) != Some(stamp);
    let gone = before.iter().filter(|one| differs(*one, now));
    let come = now.iter().filter(|one| differs(*one, before));
    let slug = |(place, _): (&String, &FileStamp)| {
        place.rsplit('/').next().and_then(|name| name.strip_suffix(".ron")).unwrap_or_default().to_owned()
    };
    gone.chain(come).map(slug).collect()
}

/// What rows are made by and with.
fn made_by<D: Document>(made_with: &str) -> String {
    format!("nov {} schema {} rows 8 {made_with}", env!("CARGO_PKG_VERSION"), D::SCHEMA)
}

/// The index as it is kept: a checksum, what made the rows (another version may make others), the index.
fn packed<R: Serialize>(made_by: &str, index: &Index<R>) -> Vec<u8> {
    let body = postcard::to_allocvec(&(made_by, index)).unwrap_or_default();
    [&crc32fast::hash(&body).to_le_bytes(), body.as_slice()].concat()
}

impl<R> Default for Index<R> {
    fn default() -> Self {
        Self {
            listed: Listed { rows: Vec::new(), damaged: Vec::new() },
            stamps: Vec::new(),
            schools: SchoolStamps::new(),
        }
    }
}

impl<R> Index<R> {
    fn push(&mut self, row: Row<R>) {
        match row.known {
            Ok(known) => self.listed.rows.push(known),
            Err(why) => self.listed.damaged.push((row.id.clone(), why)),
        }
        self.stamps.push((row.id, row.stamp));
    }

    /// Each session with its own.
    fn into_rows(self) -> Vec<Row<R>> {
        let Listed { rows, damaged } = self.listed;
        let (mut rows, mut damaged) = (rows.into_iter(), damaged.into_iter().peekable());
        let row = |(id, stamp): (String, Stamp)| {
            let known = match damaged.next_if(|(broken, _)| *broken == id) {
                Some((_, why)) => Err(why),
                None => Ok(rows.next()?),
            };
            Some(Row { id, stamp, known })
        };
        self.stamps.into_iter().map_while(row).collect()
    }
}

impl Stamp {
    /// That of no file whatever.
    const NEVER: Self = Self { file: FileStamp { seconds: u64::MAX, ..FileStamp::NONE }, journal: None };
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
}
