//! Writing a document the user asked for from the screen. A file that is there already is never overwritten from here.

use std::path::Path;

use crate::export::FORMATS;
use crate::outline::Outline;
use crate::store::{StoreError, save_document};

/// Writes it, whole or not at all.
pub(super) fn write(outline: &Outline, format: &str, path: &Path) -> Result<(), StoreError> {
    let asked = |what: String| StoreError::Asked { what };
    if path.is_dir() {
        return Err(asked(format!("{} is a folder; name a file in it", path.display())));
    }
    if path.exists() {
        return Err(asked(format!("{} is there already and was left as it is; choose another name", path.display())));
    }
    let format =
        FORMATS.iter().find(|f| f.id == format).ok_or_else(|| asked(format!("there is no format \"{format}\"")))?;
    let mut bytes = Vec::new();
    (format.write)(outline, &mut bytes).map_err(|error| asked(error.to_string()))?;
    save_document(path, &bytes)
}
