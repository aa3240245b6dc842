//! A stand-in document with its steps, a store in a temporary folder, and a disk that fills up.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use tempfile::TempDir;

use crate::store::journal_file::{Disk, RealDisk, Sink};
use crate::store::{Document, Journal, Mode, Opened, Passage, ReadOnly, Store, StoreError};

/// A document that is one text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Minutes {
    pub(super) schema: u32,
    pub(super) id: String,
    pub(super) applied: u64,
    pub(super) text: String,
}

/// An edit at a place, which fits only the text it was made on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Typed {
    pub(super) at_byte: usize,
    pub(super) remove: String,
    pub(super) insert: String,
}

impl Typed {
    pub(super) fn inverse(&self) -> Self {
        let Self { at_byte, remove, insert } = self.clone();
        Self { at_byte, remove: insert, insert: remove }
    }
}

impl Document for Minutes {
    type Step = Typed;
    type Row = String;
    const SCHEMA: u32 = 2;

    fn applied(&self) -> u64 {
        self.applied
    }

    fn apply(&mut self, seq: u64, step: &Typed) -> Result<(), String> {
        let end = step.at_byte + step.remove.len();
        if self.text.get(step.at_byte..end) != Some(step.remove.as_str()) {
            return Err(format!("\"{}\" is not at byte {}", step.remove, step.at_byte));
        }
        self.text.replace_range(step.at_byte..end, &step.insert);
        self.applied = seq;
        Ok(())
    }

    fn school(&self) -> &'static str {
        "Hillside Primary"
    }

    fn date(&self) -> NaiveDate {
        day(12)
    }

    fn passages(&self) -> Vec<Passage> {
        let passage = |(n, line): (usize, &str)| Passage {
            item: "Minutes".into(),
            entry: Some(n as u32 + 1),
            text: line.to_owned(),
            private: line.starts_with('%'),
            ..Passage::default()
        };
        self.text.lines().enumerate().map(passage).collect()
    }
}

pub(super) fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2010, 1, day).unwrap()
}

pub(super) fn minutes(id: &str, text: &str) -> Minutes {
    Minutes { schema: Minutes::SCHEMA, id: id.into(), applied: 0, text: text.into() }
}

/// A store in a folder of its own.
pub(super) struct Place {
    _folder: TempDir,
    pub(super) store: Store,
}

impl Place {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        Self { _folder: folder, store }
    }

    pub(super) fn in_memory() -> Self {
        let shm = Path::new("/dev/shm");
        if !shm.is_dir() {
            return Self::new();
        }
        let folder = tempfile::tempdir_in(shm).unwrap();
        let store = Store::open(folder.path()).unwrap();
        Self { _folder: folder, store }
    }

    /// Makes a session that has this text already.
    pub(super) fn session(&self, text: &str) -> String {
        let make = |id: &str| minutes(id, text);
        self.store.create_session(day(12), "Hillside Primary", "rtm", make).unwrap()
    }

    pub(super) fn open(&self, id: &str) -> Sitting {
        Sitting::of(self.store.open_session(id).unwrap())
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.store.root().join(name)
    }

    pub(super) fn file(&self, id: &str, extension: &str) -> PathBuf {
        self.path(&format!("{id}.{extension}"))
    }

    pub(super) fn names(&self) -> Vec<String> {
        names(self.store.root())
    }

    /// What stands in `damaged/`.
    pub(super) fn aside(&self) -> Vec<Vec<u8>> {
        let folder = self.path("damaged");
        if !folder.exists() {
            return Vec::new();
        }
        names(&folder).iter().map(|name| fs::read(folder.join(name)).unwrap()).collect()
    }
}

pub(super) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Someone at work on a session.
pub(super) struct Sitting {
    pub(super) document: Minutes,
    pub(super) history: Vec<(u64, Typed)>,
    pub(super) replayed: usize,
    pub(super) journal: Box<Journal>,
    pub(super) said: Vec<String>,
}

impl Sitting {
    pub(super) fn of(opened: Opened<Minutes>) -> Self {
        let Opened { document, history, replayed, mode, notices, .. } = opened;
        let said = notices.iter().map(ToString::to_string).collect();
        match mode {
            Mode::Writing(journal) => Self { document, history, replayed, journal, said },
            Mode::ReadOnly(why) => panic!("the session is not free: {why}"),
        }
    }

    /// Types at the end, as the program does: into the journal and the document.
    pub(super) fn types(&mut self, text: &str) -> Result<(), StoreError> {
        let at_byte = self.document.text.len();
        self.edits(&Typed { at_byte, remove: String::new(), insert: text.into() })
    }

    pub(super) fn edits(&mut self, step: &Typed) -> Result<(), StoreError> {
        let seq = self.journal.next_seq();
        let kept = self.journal.append(seq, step);
        self.document.apply(seq, step).unwrap();
        kept
    }

    /// Ends without a close: the journal stays.
    pub(super) fn crash(self) {
        drop(self.journal);
    }
}

pub(super) fn why_read_only(opened: Opened<Minutes>) -> ReadOnly {
    match opened.mode {
        Mode::ReadOnly(why) => why,
        Mode::Writing(journal) => panic!("the session is free: {journal:?}"),
    }
}

/// A disk with only so much room, for the journal.
#[derive(Debug, Clone, Default)]
pub(super) struct FillingDisk {
    room: Arc<Mutex<Option<usize>>>,
}

impl FillingDisk {
    pub(super) fn fills_after(&self, bytes: usize) {
        *self.room.lock().unwrap() = Some(bytes);
    }

    pub(super) fn has_room(&self) {
        *self.room.lock().unwrap() = None;
    }

    /// How many of so many bytes fit; they are taken.
    fn take(&self, bytes: usize) -> usize {
        match self.room.lock().unwrap().as_mut() {
            None => bytes,
            Some(room) => {
                let fit = bytes.min(*room);
                *room -= fit;
                fit
            }
        }
    }
}

impl Disk for FillingDisk {
    fn open(&self, path: &Path) -> io::Result<Box<dyn Sink>> {
        Ok(Box::new(FillingSink { disk: self.clone(), sink: RealDisk.open(path)? }))
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if self.take(bytes.len()) < bytes.len() {
            return Err(io::ErrorKind::StorageFull.into());
        }
        RealDisk.replace(path, bytes)
    }
}

struct FillingSink {
    disk: FillingDisk,
    sink: Box<dyn Sink>,
}

impl Sink for FillingSink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.disk.take(bytes.len()) {
            0 => Err(io::ErrorKind::StorageFull.into()),
            fit => self.sink.write(&bytes[..fit]),
        }
    }

    fn len(&self) -> io::Result<Option<u64>> {
        self.sink.len()
    }

    fn cut(&mut self, len: u64) -> io::Result<()> {
        self.sink.cut(len)
    }

    fn handle(&self) -> io::Result<File> {
        self.sink.handle()
    }
}
