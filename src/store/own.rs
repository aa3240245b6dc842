//! Files of the user's own beside the documents: forms, calendars, what columns mean.

use std::fs;
use std::path::{Path, PathBuf};

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
