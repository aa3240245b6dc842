//! What is being typed into a question on the screen, kept aside on every key: a file for each program, so that two at
//! once do not take each other's words.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::{Store, save};

/// How files of earlier versions of nov began, which were kept at the root of the store.
const EARLIER: &str = "scratch-";

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
        // What is half written has a dot before its name; the whole stands beside it.
        let mut files = files_in(&self.root().join(TYPING), |name| !name.starts_with('.'))?;
        files
            .extend(files_in(self.root(), |name| name.starts_with(EARLIER))?.into_iter().filter(|path| path.is_file()));
        files.sort_unstable();
        Ok(files)
    }
}

/// Files of a folder by their names; none if there is no folder.
fn files_in(folder: &Path, wanted: impl Fn(&str) -> bool) -> Result<Vec<PathBuf>, StoreError> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(StoreError::io("read the folder", folder))?,
    };
    let names = entries.flatten().filter(|entry| entry.file_name().to_str().is_some_and(&wanted));
    Ok(names.map(|entry| entry.path()).collect())
}

fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(StoreError::io("remove", path)(error)),
        Ok(()) | Err(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_earlier_version_kept_of_half_typed_questions_is_handed_on_too() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        fs::write(folder.path().join("scratch-4711"), "ask about the Y5 books").unwrap();
        fs::create_dir(folder.path().join("scratch-papers")).unwrap();
        store.keep_scratch("half a question").unwrap();
        let mut taken = Vec::new();
        let count = store.hand_on_scratches(|text| {
            taken.push(text.to_owned());
            Ok(())
        });
        assert_eq!((count.unwrap(), taken.len()), (2, 2));
        assert!(taken.contains(&"ask about the Y5 books".to_owned()), "{taken:?}");
        assert!(!folder.path().join("scratch-4711").exists());
        assert_eq!(store.scratches().unwrap(), Vec::<String>::new());
    }
}
