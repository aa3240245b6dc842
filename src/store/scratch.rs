//! What is being typed into a question on the screen, kept aside on every key: a file for each program, so that two at
//! once do not take each other's words.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::{Store, save};

/// The folder they are in: by themselves, so that a start need not look for them among all sessions.
const TYPING: &str = "typing";

impl Store {
    /// Keeps what is being typed, so that no crash loses it; empty takes it away.
    pub fn keep_scratch(&self, text: &str) -> Result<(), StoreError> {
        let folder = self.root().join(TYPING);
        let path = folder.join(std::process::id().to_string());
        if text.is_empty() {
            return remove(&path);
        }
        save::make_folder(&folder)?;
        save::replace_unsynced(&path, text.as_bytes())
    }

    /// What was being typed when programs ended. One that still runs writes its words anew with the next key.
    pub fn scratches(&self) -> Result<Vec<String>, StoreError> {
        let read = |path: PathBuf| match fs::read(&path) {
            Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
            Err(error) => Err(StoreError::io("read", &path)(error)),
        };
        self.scratch_files()?.into_iter().map(read).collect()
    }

    /// Hands on what was being typed when programs ended, and removes what was taken. Says how many there were.
    pub fn hand_on_scratches(&self, mut take: impl FnMut(&str) -> Result<(), StoreError>) -> Result<usize, StoreError> {
        let mut taken = 0;
        for path in self.scratch_files()? {
            // Under a new name nobody writes to it between reading and removing.
            let mut name = path.clone().into_os_string();
            name.push(format!("-{}", std::process::id()));
            let ours = PathBuf::from(name);
            match fs::rename(&path, &ours) {
                // Another program was quicker.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                renamed => renamed.map_err(StoreError::io("rename", &path))?,
            }
            let bytes = fs::read(&ours).map_err(StoreError::io("read", &ours))?;
            let text = String::from_utf8_lossy(&bytes);
            if !text.trim().is_empty() {
                take(text.trim())?;
                taken += 1;
            }
            remove(&ours)?;
        }
        Ok(taken)
    }

    fn scratch_files(&self) -> Result<Vec<PathBuf>, StoreError> {
        let folder = self.root().join(TYPING);
        let entries = match fs::read_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(StoreError::io("read the folder", &folder))?,
        };
        // What is half written has a dot before its name; the whole stands beside it.
        let whole = |entry: &fs::DirEntry| !entry.file_name().to_string_lossy().starts_with('.');
        let mut files: Vec<_> = entries.flatten().filter(whole).map(|entry| entry.path()).collect();
        files.sort_unstable();
        Ok(files)
    }
}

fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(StoreError::io("remove", path)(error)),
        Ok(()) | Err(_) => Ok(()),
    }
}
