//! The index: what the home screen shows of every session, without parsing every file.
//!
//! It is a cache. A row is used only if file and journal are exactly as they were when it was made, and it lacked nothing
//! then; if the index cannot be read it is made anew, and if it cannot be written nobody need know. It is read at every
//! start, so it is packed rather than laid out for people, and the files are looked at meanwhile.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::UNIX_EPOCH;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::desk::PRACTICE;
use super::document::Document;
use super::error::StoreError;
use super::open::read_unlocked;
use super::{Store, is_name, save, session_id};
use crate::session::Record;

/// The sessions of a store, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed<R> {
    /// What is known of each that can be read.
    pub rows: Vec<R>,
    /// Those that cannot: id, and why.
    pub damaged: Vec<(String, String)>,
    /// The schools that have a record, by slug.
    pub schools: Vec<SchoolRow>,
}

/// A school as lists need it. A record that cannot be read counts as empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolRow {
    /// Its name as a file name.
    pub slug: String,
    /// What is kept of it.
    pub record: Record,
    /// Why its record cannot be read, if so.
    pub wrong: Option<String>,
}

impl SchoolRow {
    /// Its name; its slug where none is noted.
    pub fn name(&self) -> &str {
        Some(self.record.fact("name")).filter(|name| !name.is_empty()).unwrap_or(&self.slug)
    }

    /// Whether it is here only to practise on.
    pub fn is_for_practice(&self) -> bool {
        self.record.fact(PRACTICE) == "yes"
    }
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

/// The sessions as they were listed last, without a look at their files: it can be read while the rest of the store is.
pub struct LastListed<R> {
    made_with: String,
    listed: Listed<R>,
}

impl<R: DeserializeOwned> LastListed<R> {
    /// What this program listed last of a store; `None` if nothing.
    pub fn read<D: Document<Row = R>>(root: &Path) -> Option<Self> {
        let (made_with, listed) = read_index::<D, _>(root)?;
        Some(Self { made_with, listed })
    }

    /// It, if its rows were made with the same.
    pub fn made_with(self, made_with: &str) -> Option<Listed<R>> {
        (self.made_with == made_with).then_some(self.listed)
    }
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
        let (stamps, old) = thread::scope(|scope| {
            let stamps = scope.spawn(|| (self.stamps(), self.school_stamps()));
            let old = read_index::<D, Index<D::Row>>(self.root());
            (stamps.join(), old)
        });
        let old = old.filter(|(with, _)| with == made_with).map(|(_, old)| old);
        // Only a thread that failed has no answer; the folder is then looked at again.
        let (stamps, schools) = stamps.unwrap_or_else(|_| (self.stamps(), self.school_stamps()));
        let stamps = stamps?;
        let mut old = match old {
            Some(old) if old.stamps == stamps && old.schools == schools => return Ok(old.listed),
            old => old.unwrap_or_default(),
        };
        let changed = changed_schools(&old.schools, &schools);
        let mut index = Index { schools, ..Index::default() };
        self.list_schools(&mut index, std::mem::take(&mut old.listed.schools), &changed);
        let mut old = old.into_rows();
        old.retain(|row| {
            let school = row.known.as_ref().ok().and_then(D::school_of);
            !school.is_some_and(|school| changed.contains(school))
        });
        // Both are newest first, so that the row of a session is the next one or there is none.
        let mut old = old.into_iter().peekable();
        for (id, stamp) in stamps {
            while old.next_if(|row| row.id > id).is_some() {}
            let row = old.next_if(|row| row.id == id && row.stamp == stamp);
            index.push(row.unwrap_or_else(|| self.row(id, stamp, describe)));
        }
        drop(save::replace(&index_path(self.root()), &packed::<D>(made_with, &index)));
        Ok(index.listed)
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

    /// Lists the schools that have a record: those that are as they were by their old rows. One that the disk did not give
    /// is not taken again.
    fn list_schools<R>(&self, index: &mut Index<R>, old: Vec<SchoolRow>, changed: &HashSet<String>) {
        let mut old: HashMap<String, SchoolRow> = old.into_iter().map(|row| (row.slug.clone(), row)).collect();
        let slugs = index.schools.keys().filter_map(|place| slug_of_place(place)).map(str::to_owned);
        for slug in slugs.collect::<Vec<_>>() {
            let known = old.remove(&slug).filter(|_| !changed.contains(&slug));
            let (row, lasts) = known.map_or_else(|| self.school_row(&slug), |row| (row, true));
            if !lasts {
                index.schools.remove(&Self::school_place(&slug));
            }
            index.listed.schools.push(row);
        }
    }

    /// The schools that have a record, as they are now, by slug.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn school_rows(&self) -> Result<Vec<SchoolRow>, StoreError> {
        Ok(self.schools()?.into_iter().map(|slug| self.school_row(&slug).0).collect())
    }

    /// The row of a school, and whether it stays as long as its record does.
    fn school_row(&self, slug: &str) -> (SchoolRow, bool) {
        let read = self.load::<Record>(&Self::school_place(slug));
        let lasts = read.as_ref().map_or_else(|error| !error.is_io(), |_| true);
        let wrong = read.as_ref().err().map(ToString::to_string);
        (SchoolRow { slug: slug.to_owned(), record: read.ok().flatten().unwrap_or_default(), wrong }, lasts)
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

/// The school whose record stands at a place.
fn slug_of_place(place: &str) -> Option<&str> {
    place.strip_prefix("schools/")?.strip_suffix(".ron").filter(|slug| is_name(slug))
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

fn index_path(root: &Path) -> PathBuf {
    root.join("index")
}

/// What its rows were made with and the index, or what stands first in it.
fn read_index<D: Document, I: DeserializeOwned>(root: &Path) -> Option<(String, I)> {
    let bytes = fs::read(index_path(root)).ok()?;
    let (checksum, body) = bytes.split_first_chunk()?;
    if crc32fast::hash(body) != u32::from_le_bytes(*checksum) {
        return None;
    }
    let ((maker, made_with), index) = postcard::take_from_bytes::<(&str, String)>(body).ok()?;
    if maker != made_by::<D>() {
        return None;
    }
    Some((made_with, postcard::from_bytes(index).ok()?))
}

/// What rows are made by: another version may make others.
fn made_by<D: Document>() -> String {
    format!("nov {} schema {} rows 18", env!("CARGO_PKG_VERSION"), D::SCHEMA)
}

/// The index as it is kept: a checksum, what made the rows, with what, the index.
fn packed<D: Document>(made_with: &str, index: &Index<D::Row>) -> Vec<u8> {
    let body = postcard::to_allocvec(&((made_by::<D>(), made_with), index)).unwrap_or_default();
    [&crc32fast::hash(&body).to_le_bytes(), body.as_slice()].concat()
}

impl<R> Default for Index<R> {
    fn default() -> Self {
        Self {
            listed: Listed { rows: Vec::new(), damaged: Vec::new(), schools: Vec::new() },
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
        let Listed { rows, damaged, .. } = self.listed;
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
