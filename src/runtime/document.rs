//! Writing a document the user asked for from the screen. A file that is there already is replaced only when the user
//! said so.

use std::path::{Path, PathBuf};

use crate::app::{Message, Over, Writing};
use crate::export::{FORMATS, Format};
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
    refuse_folder(path)?;
    if path.exists() {
        let what = format!("{} is there already and was left as it is; choose another name", path.display());
        return Err(StoreError::Asked { what });
    }
    Ok(())
}

fn refuse_folder(path: &Path) -> Result<(), StoreError> {
    let what = format!("{} is a folder; name a file in it", path.display());
    if path.is_dir() { Err(StoreError::Asked { what }) } else { Ok(()) }
}

/// Writes a document and says how it went.
pub(super) fn write(desk: &Desk, mut writing: Box<Writing>) -> Message {
    let path = meant(&writing.path);
    if writing.over == Over::Ask && path.is_file() {
        return Message::FileExists(writing);
    }
    match complete(desk, &mut writing).and_then(|()| put(desk, &writing, &path)) {
        Ok(()) => {
            let whole = path.canonicalize().unwrap_or(path);
            let draft =
                if writing.outline.draft { " · marked DRAFT, as a finding stands in the way (Ctrl+R)" } else { "" };
            Message::Exported(writing, format!("Written to {}{draft}", whole.display()))
        }
        Err(error) => Message::NotExported(error.to_string()),
    }
}

/// Puts in what the document gathers from other sessions.
fn complete(desk: &Desk, writing: &mut Writing) -> Result<(), StoreError> {
    writing.outline = desk.completed(std::mem::take(&mut writing.outline))?;
    Ok(())
}

/// Writes it, whole or not at all.
fn put(desk: &Desk, writing: &Writing, path: &Path) -> Result<(), StoreError> {
    let asked = |what: String| StoreError::Asked { what };
    refuse_folder(path)?;
    let id = writing.format;
    let format = FORMATS.iter().find(|f| f.id == id).ok_or_else(|| asked(format!("there is no format \"{id}\"")))?;
    save_document(path, &bytes(desk, writing, format)?)
}

/// The document as those of its form are written: Word in the template of the store's folder, if there is one for it.
fn bytes(desk: &Desk, writing: &Writing, format: &Format) -> Result<Vec<u8>, StoreError> {
    let outline = &writing.outline;
    let asked = |what: String| StoreError::Asked { what };
    let own = if format.id == "docx" { desk.template_for(outline, &writing.choice.contents)? } else { None };
    if let Some(OwnTemplate { path, bytes, places }) = own {
        let filled = crate::export::fill(&path.display().to_string(), &bytes, &places);
        return Ok(filled.map_err(|error| asked(error.to_string()))?.bytes);
    }
    let mut bytes = Vec::new();
    (format.write)(outline, &mut bytes).map_err(|error| asked(error.to_string()))?;
    Ok(bytes)
}
