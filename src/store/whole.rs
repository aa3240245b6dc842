//! The store as a whole: all its files as they stand at one moment, for a backup, and putting them back.
//!
//! A note goes from an inbox into a journal, from there into the file of its session, and a version is there before anything
//! names it. The files are read in that order, so that whatever other programs do meanwhile, each word is in one of them.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::aside::Aside;
use super::{Paths, Store, StoreError, save, session_id};

/// Names of files by their place in the store, parts divided by `/`.
pub type Files = BTreeMap<String, Vec<u8>>;

/// How often a file that goes while the store is read makes it be read again.
const ATTEMPTS: u32 = 5;
/// Folders may lie in each other so deep: more than nov makes, fewer than a link that leads into itself.
const DEEPEST: usize = 8;

impl Store {
    /// Every file of the store, but the locks of programs at work and what is made anew by itself.
    ///
    /// # Errors
    /// One of them cannot be read: a backup with a hole would not be noticed.
    pub fn whole(&self) -> Result<Files, StoreError> {
        for _ in 1..ATTEMPTS {
            match self.read_whole() {
                // Put away or renamed by another program while it was read: it has another place now.
                Err(StoreError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {}
                read => return read,
            }
        }
        self.read_whole()
    }

    fn read_whole(&self) -> Result<Files, StoreError> {
        let mut files = Files::new();
        let (folders, mut names) = self.listed("")?;
        names.sort_by_key(|name| stage(name));
        for name in names {
            self.read_into(&mut files, name)?;
        }
        let mut open: Vec<(String, usize)> = folders.into_iter().map(|folder| (folder, 1)).collect();
        while let Some((folder, depth)) = open.pop() {
            let (folders, names) = self.listed(&folder)?;
            for name in names {
                self.read_into(&mut files, name)?;
            }
            let below = folders.into_iter().map(|folder| (folder, depth + 1));
            open.extend(below.filter(|(_, depth)| *depth < DEEPEST));
        }
        Ok(files)
    }

    fn read_into(&self, files: &mut Files, name: String) -> Result<(), StoreError> {
        let path = self.root().join(&name);
        match fs::read(&path) {
            Ok(bytes) => {
                files.insert(name, bytes);
                Ok(())
            }
            // What it held is in a file that is read after it.
            Err(error) if error.kind() == io::ErrorKind::NotFound && stage(&name) < Stage::Document => Ok(()),
            Err(error) => Err(StoreError::io("read", &path)(error)),
        }
    }

    /// Folders and files of a folder of the store, by their place in it.
    pub(super) fn listed(&self, folder: &str) -> Result<(Vec<String>, Vec<String>), StoreError> {
        let path = self.root().join(folder);
        let entries = fs::read_dir(&path).map_err(StoreError::io("read the folder", &path))?;
        let (mut folders, mut files) = (Vec::new(), Vec::new());
        for entry in entries.flatten() {
            let Ok(name) = entry.file_name().into_string() else {
                return Err(StoreError::BadName { name: entry.file_name().to_string_lossy().into_owned() });
            };
            let place = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            if !is_kept(&place) {
                continue;
            }
            if entry.path().is_dir() { folders.push(place) } else { files.push(place) }
        }
        Ok((folders, files))
    }

    /// Puts files into a store that has no other sessions; sessions last, so that what was cut short can be done again. What
    /// another file stands in the place of is kept aside and named to whoever asks for what is [untold](Store::untold).
    ///
    /// # Errors
    /// The store has sessions of its own, or one of them is open, or it cannot be written.
    pub fn put_back(&self, files: &Files) -> Result<(), StoreError> {
        self.refuse_own_sessions(files)?;
        let aside = Aside::of(self.root());
        let mut names: Vec<&String> = files.keys().filter(|name| is_kept(name)).collect();
        names.sort_by_key(|name| (session_id(Path::new(name).as_os_str()).is_some(), stage(name)));
        for name in names {
            let (path, bytes) = (self.root().join(name), &files[name]);
            match fs::read(&path) {
                Ok(there) if there == *bytes => continue,
                Ok(there) => {
                    let why = format!("{} stood where a file of the backup belongs.", path.display());
                    let kept = aside.keep(&name.replace('/', "-"), &there, why)?;
                    self.tell_later(kept.to_string());
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    path.parent().map_or(Ok(()), save::make_folder)?;
                }
                Err(error) => return Err(StoreError::io("read", &path)(error)),
            }
            save::replace(&path, bytes)?;
        }
        Ok(())
    }

    fn refuse_own_sessions(&self, files: &Files) -> Result<(), StoreError> {
        let is_from_here = |id: &String| {
            let paths: Option<Paths> = self.paths(id).ok().filter(|paths| !paths.are_held());
            let there = paths.and_then(|paths| fs::read(paths.document).ok());
            there.is_some() && there.as_ref() == files.get(&format!("{id}.ron"))
        };
        let own = self.ids()?.iter().filter(|id| !is_from_here(id)).count();
        if own == 0 {
            return Ok(());
        }
        let root = self.root().display();
        Err(StoreError::Asked {
            what: format!(
                "the store {root} has sessions of its own, and a backup is put back whole; name an empty folder with \
                 --store DIR. Nothing was put back"
            ),
        })
    }
}

/// In what order files are read: what goes from one into the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Inbox,
    Journal,
    Document,
}

fn stage(place: &str) -> Stage {
    match place.rsplit(['/', '.']).next() {
        Some("inbox") => Stage::Inbox,
        Some("journal") => Stage::Journal,
        Some(_) | None => Stage::Document,
    }
}

/// Whether a file is part of what is kept: no lock, nothing half written, not what is made anew by itself.
fn is_kept(place: &str) -> bool {
    let is_lock = Path::new(place).extension().is_some_and(|end| end == "lock");
    place != "index" && !is_lock && !place.split('/').any(|part| part.starts_with('.'))
}
