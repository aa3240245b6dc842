//! Writing a document the user asked for from the screen. A file that is there already is never overwritten from here.

use std::path::{Path, PathBuf};

use crate::export::FORMATS;
use crate::outline::Outline;
use crate::store::{StoreError, save_document};

/// The path as the user meant it: `~` is the home folder.
pub(super) fn meant(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), etcetera::home_dir()) {
        (Ok(rest), Ok(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}

/// Refuses a folder, and a file that is there already.
pub(super) fn refuse_unless_free(path: &Path) -> Result<(), StoreError> {
    let what = if path.is_dir() {
        format!("{} is a folder; name a file in it", path.display())
    } else if path.exists() {
        format!("{} is there already and was left as it is; choose another name", path.display())
    } else {
        return Ok(());
    };
    Err(StoreError::Asked { what })
}

/// Writes it, whole or not at all.
pub(super) fn write(outline: &Outline, format: &str, path: &Path) -> Result<(), StoreError> {
    let asked = |what: String| StoreError::Asked { what };
    refuse_unless_free(path)?;
    let format =
        FORMATS.iter().find(|f| f.id == format).ok_or_else(|| asked(format!("there is no format \"{format}\"")))?;
    let mut bytes = Vec::new();
    (format.write)(outline, &mut bytes).map_err(|error| asked(error.to_string()))?;
    save_document(path, &bytes)
}
