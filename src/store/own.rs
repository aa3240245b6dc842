//! Files of the user's own beside the documents: forms, calendars, what columns mean.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Desk, StoreError, save};
use crate::calendar::{Count, SchoolYear};
use crate::settings::Days;

/// RON files of a folder with their texts, by name.
pub(super) fn own_files(folder: &Path, wanted: impl Fn(&str) -> bool) -> Vec<(String, Result<String, String>)> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let ron = |path: &PathBuf| path.extension().is_some_and(|end| end == "ron");
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(ron).collect();
    paths.sort_unstable();
    paths.retain(|path| path.file_name().and_then(|name| name.to_str()).is_some_and(&wanted));
    let read = |path: PathBuf| {
        let name = path.display().to_string();
        let text = fs::read_to_string(&path).map_err(|error| format!("{name} cannot be read: {error}"));
        (name, text)
    };
    paths.into_iter().map(read).collect()
}

/// The folder of the user's calendars.
pub(super) const CALENDARS: &str = "calendars";

impl Desk {
    /// Keeps the terms of a school year as a calendar file of its own, `calendars/terms-2026.ron`; those kept before are
    /// replaced. Everything is then read anew, since dates hang on terms in many places.
    ///
    /// # Errors
    /// The file cannot be written; the calendar is as it was.
    pub fn keep_terms(&mut self, year: SchoolYear, text: &str) -> Result<(), StoreError> {
        let folder = self.store.root().join(CALENDARS);
        save::make_folder(&folder)?;
        save::replace(&folder.join(format!("terms-{}.ron", year.start_year())), text.as_bytes())?;
        let days = match self.count {
            Count::Working => Days::Working,
            Count::Calendar => Days::Calendar,
        };
        *self = Self::open(self.store.root(), days)?;
        Ok(())
    }
}
