//! Inboxes: how a program that does not hold a session adds a line to it all the same.
//!
//! One line a note: a checksum, then the note as JSON. Whoever adds or removes lines locks the file for
//! that moment. Removing makes a new file or none, so whoever waited for the lock looks whether its file
//! still has the name, and else begins again; it looks once more after writing, for disks without locks.
//! A note is removed only by its id, when it is safe elsewhere: taken in twice it may be after a crash,
//! which its id gives away; lost it cannot be.

use std::collections::HashSet;
use std::fs::{self, File, TryLockError};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::Store;
use super::aside::Aside;
use super::error::StoreError;
use super::save;
use crate::calendar::counted;
use crate::session::NoteReading;

/// How long a program that drops a note waits for another.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long the program with the screen does; it comes again in a second.
const SCREEN_PATIENCE: Duration = Duration::from_millis(100);

/// Where a note is dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inbox {
    /// The store's own: notes that belong to no session yet.
    Store,
    /// That of the session with this id.
    Session(String),
}

/// A note to be dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNote {
    /// What was typed.
    pub text: String,
    /// When.
    pub time: NaiveDateTime,
    /// The agenda item it is for, by id or place, if one was named.
    pub item: Option<String>,
    /// How its text is to be read.
    pub reading: NoteReading,
}

/// A note in an inbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its own for ever: whoever takes notes in remembers the ids, and takes each once.
    pub id: String,
    /// When it was typed.
    pub time: NaiveDateTime,
    /// The agenda item it is for, by id or place, if one was named.
    #[serde(default)]
    pub item: Option<String>,
    /// What was typed.
    pub text: String,
    /// How its text is to be read.
    #[serde(default)]
    pub reading: NoteReading,
}

/// What waits in an inbox.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waiting {
    /// The notes, in the order they came, each once.
    pub notes: Vec<Note>,
    /// Lines that are no notes; [`Store::forget_notes`] keeps them aside.
    pub damaged: usize,
}

impl Store {
    /// Drops a note. When this returns it is durable.
    pub fn drop_note(&self, inbox: &Inbox, new: &NewNote) -> Result<Note, StoreError> {
        let NewNote { text, time, item, reading } = new;
        let (text, item) = (text.clone(), item.clone());
        let note = Note { id: new_note_id(), time: *time, item, text, reading: *reading };
        append(&self.inbox_path(inbox)?, line(&note).as_bytes())?;
        Ok(note)
    }

    /// Reads what waits in an inbox and leaves it there.
    ///
    /// Taking in is three moves: read, journal the notes whose ids the session does not know yet, and then
    /// [`Store::forget_notes`].
    pub fn notes(&self, inbox: &Inbox) -> Result<Waiting, StoreError> {
        let path = self.inbox_path(inbox)?;
        match fs::read(&path) {
            Ok(bytes) => {
                // Without the lock the last line may be on its way; one that nobody has been at for long is as whole as it
                // will be.
                let whole = bytes.iter().rposition(|b| *b == b'\n').map_or(0, |end| end + 1);
                let end = if is_settled(&path) { bytes.len() } else { whole };
                Ok(Lines::of(&bytes[..end]).waiting())
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Waiting::default()),
            Err(error) => Err(StoreError::io("read", &path)(error)),
        }
    }

    /// Removes the notes with these ids, which are safe elsewhere, and keeps damaged lines aside, which it says to whoever
    /// asks for what is [untold](Store::untold). All others stay, those dropped at this very moment too.
    pub fn forget_notes(&self, inbox: &Inbox, ids: &[String]) -> Result<(), StoreError> {
        let path = self.inbox_path(inbox)?;
        let failed = |error| StoreError::io("write", &path)(error);
        let mut file = match File::options().read(true).append(true).open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(failed(error)),
        };
        wait_for(&file, &path, SCREEN_PATIENCE)?;
        if !save::still_named(&file, &path).map_err(failed)? {
            // Another program was here just now; what is left to do is done the next time.
            return Ok(());
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(failed)?;
        let lines = Lines::of(&bytes);
        if !lines.damaged.is_empty() {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let why = damaged_lines(lines.damaged.len(), &path);
            let kept = Aside::of(self.root()).keep(&name, &lines.damaged.join(&b'\n'), why)?;
            self.tell_later(kept.to_string());
        }
        let staying: Vec<_> = lines.notes.iter().filter(|note| !ids.contains(&note.id)).collect();
        if staying.len() == lines.notes.len() && lines.damaged.is_empty() {
            return Ok(());
        }
        if staying.is_empty() {
            fs::remove_file(&path).map_err(failed)?;
            save::sync_folder_of(&path).map_err(failed)?;
        } else {
            let text: String = staying.into_iter().map(line).collect();
            save::replace(&path, text.as_bytes())?;
        }
        // On a disk without locks a line may have come into the old file since it was read.
        let mut late = Vec::new();
        file.seek(SeekFrom::Start(bytes.len() as u64)).map_err(failed)?;
        file.read_to_end(&mut late).map_err(failed)?;
        if !late.is_empty() {
            append(&path, &late)?;
        }
        Ok(())
    }

    /// Says of an inbox that is only read how many of its lines cannot be.
    pub(super) fn tell_of_damaged_lines(&self, inbox: &Inbox, waiting: &Waiting) -> Result<(), StoreError> {
        if waiting.damaged > 0 {
            let path = self.inbox_path(inbox)?;
            let what = damaged_lines(waiting.damaged, &path);
            self.tell_later(format!(
                "{what} Nothing of it has been touched; it is kept aside once the notes are taken in."
            ));
        }
        Ok(())
    }

    fn inbox_path(&self, inbox: &Inbox) -> Result<PathBuf, StoreError> {
        match inbox {
            Inbox::Store => Ok(self.root().join("inbox")),
            Inbox::Session(id) => {
                let paths = self.paths(id)?;
                self.must_exist(id, &paths)?;
                Ok(paths.inbox)
            }
        }
    }
}

/// Whether a file was last written longer ago than anybody waits for it.
fn is_settled(path: &Path) -> bool {
    let written = fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
    written.and_then(|written| written.elapsed().ok()).is_some_and(|ago| ago > PATIENCE)
}

/// That lines of an inbox are no notes any more.
fn damaged_lines(count: usize, path: &Path) -> String {
    format!("{} of {} cannot be read.", counted(count, "line"), path.display())
}

/// A note as it stands in the file. It begins a line of its own even after a line that was cut off.
fn line(note: &Note) -> String {
    // A note is text and times alone, which JSON always holds.
    let json = serde_json::to_string(note).unwrap_or_default();
    format!("\n{:08x} {json}\n", crate::journal::checksum_of(json.as_bytes()))
}

/// Appends to a file that others may be removing, durably.
fn append(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let failed = |error| StoreError::io("write", path)(error);
    loop {
        let opened = save::private_file().append(true).create(true).open(path);
        let mut file = opened.map_err(failed)?;
        wait_for(&file, path, PATIENCE)?;
        if !save::still_named(&file, path).map_err(failed)? {
            continue;
        }
        save::make_private(&file).map_err(failed)?;
        let taken = file.write(bytes).map_err(failed)?;
        if taken < bytes.len() {
            // What is there of the line is no note, and the next line begins with a line break.
            return Err(failed(io::ErrorKind::StorageFull.into()));
        }
        file.sync_all().map_err(failed)?;
        save::sync_folder_of(path).map_err(failed)?;
        if save::still_named(&file, path).map_err(failed)? {
            return Ok(());
        }
    }
}

/// Locks a file, waiting a while if another has it. Where locks are unknown it goes on without.
fn wait_for(file: &File, path: &Path, patience: Duration) -> Result<(), StoreError> {
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) | Err(TryLockError::Error(_)) => return Ok(()),
            Err(TryLockError::WouldBlock) if start.elapsed() > patience => {
                return Err(StoreError::Busy { path: path.to_owned() });
            }
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(1)),
        }
    }
}

/// The lines of an inbox.
struct Lines<'a> {
    notes: Vec<Note>,
    damaged: Vec<&'a [u8]>,
}

impl<'a> Lines<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        let mut lines = Self { notes: Vec::new(), damaged: Vec::new() };
        let mut seen = HashSet::new();
        for line in bytes.split(|b| *b == b'\n').filter(|line| !line.is_empty()) {
            match note_of(line) {
                Some(note) if seen.insert(note.id.clone()) => lines.notes.push(note),
                Some(_) => {}
                None => lines.damaged.push(line),
            }
        }
        lines
    }

    fn waiting(self) -> Waiting {
        Waiting { notes: self.notes, damaged: self.damaged.len() }
    }
}

fn note_of(line: &[u8]) -> Option<Note> {
    let (checksum, json) = line.split_at_checked(8)?;
    let checksum = u32::from_str_radix(std::str::from_utf8(checksum).ok()?, 16).ok()?;
    let json = json.strip_prefix(b" ")?;
    (crate::journal::checksum_of(json) == checksum).then(|| serde_json::from_slice(json).ok())?
}

/// An id that no other note has: the moment, the process, and chance.
fn new_note_id() -> String {
    let moment = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    let process = std::process::id();
    let chance = RandomState::new().hash_one((moment, process));
    format!("{moment:x}-{process:x}-{chance:016x}")
}
