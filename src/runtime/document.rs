//! Writing a document the user asked for from the screen. A file that is there already is never overwritten from here.

use std::path::{Path, PathBuf};

use crate::export::{FORMATS, Format};
use crate::outline::Outline;
use crate::store::{Desk, OwnTemplate, StoreError, save_document};

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
pub(super) fn write(desk: &Desk, outline: &Outline, format: &str, path: &Path) -> Result<(), StoreError> {
    let asked = |what: String| StoreError::Asked { what };
    refuse_unless_free(path)?;
    let format =
        FORMATS.iter().find(|f| f.id == format).ok_or_else(|| asked(format!("there is no format \"{format}\"")))?;
    save_document(path, &bytes(desk, outline, format)?)
}

/// The document as those of its form are written: Word in the template of the store's folder, if there is one for it.
fn bytes(desk: &Desk, outline: &Outline, format: &Format) -> Result<Vec<u8>, StoreError> {
    let asked = |what: String| StoreError::Asked { what };
    let own = if format.id == "docx" { desk.template_for(outline)? } else { None };
    if let Some(OwnTemplate { path, bytes, places }) = own {
        let filled = crate::export::fill(&path.display().to_string(), &bytes, &places);
        return Ok(filled.map_err(|error| asked(error.to_string()))?.bytes);
    }
    let mut bytes = Vec::new();
    (format.write)(outline, &mut bytes).map_err(|error| asked(error.to_string()))?;
    Ok(bytes)
}
