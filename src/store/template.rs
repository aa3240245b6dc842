//! The authority's own Word documents, which lie in the store's folder `templates`: `FORM.docx` for the main document of a
//! form, `FORM-DOCUMENT.docx` for any, `year.docx` for the year, which is of no form.

use std::fs;
use std::io;
use std::path::PathBuf;

use super::{Desk, StoreError};
use crate::outline::{Outline, Places, places, template_names};
use crate::session::{Contents, Filled, Session};

/// A template for a document, and what goes into its places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTemplate {
    /// The file.
    pub path: PathBuf,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// What its places are filled with.
    pub places: Places,
}

impl Desk {
    /// The template for a document, if the user put one into the store.
    ///
    /// # Errors
    /// It is there and cannot be read, or the session cannot.
    pub fn template_for(&self, outline: &Outline, contents: &Contents) -> Result<Option<OwnTemplate>, StoreError> {
        if !self.templates().is_dir() {
            return Ok(None);
        }
        let session = self.with_waiting(self.store.read_session::<Session>(&outline.reference)?);
        let (context, _) = self.context_for_documents(&session)?;
        self.template_of(&self.filled(&session, &context), outline, contents)
    }

    /// The same for a document as it stood in a version.
    ///
    /// # Errors
    /// It is there and cannot be read, or the session or its version cannot.
    pub fn template_of_version(
        &self,
        outline: &Outline,
        contents: &Contents,
        number: u32,
    ) -> Result<Option<OwnTemplate>, StoreError> {
        if !self.templates().is_dir() {
            return Ok(None);
        }
        let session = self.with_waiting(self.store.read_session::<Session>(&outline.reference)?);
        let (context, _) = self.context_for_documents(&session)?;
        let now = self.filled(&session, &context);
        let Some(version) = self.store.version(session.id(), number)? else { return Ok(None) };
        self.template_of(&version.as_it_was(&now).filled(&now), outline, contents)
    }

    /// The names of the templates there are; none where the folder cannot be read.
    pub fn template_files(&self) -> Vec<String> {
        let files = fs::read_dir(self.templates()).into_iter().flatten().flatten();
        files.filter_map(|file| file.file_name().into_string().ok()).collect()
    }

    fn templates(&self) -> PathBuf {
        self.store.root().join("templates")
    }

    /// The same for a document of a session with all that belongs to it.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub fn template_of(
        &self,
        filled: &Filled<'_>,
        outline: &Outline,
        contents: &Contents,
    ) -> Result<Option<OwnTemplate>, StoreError> {
        let folder = self.templates();
        for path in template_names(filled.form, &outline.document).into_iter().map(|name| folder.join(name)) {
            match fs::read(&path) {
                Ok(bytes) => {
                    let places = places(filled, &outline.document, contents).unwrap_or_default();
                    return Ok(Some(OwnTemplate { path, bytes, places }));
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(StoreError::io("read the template", &path)(error)),
            }
        }
        Ok(None)
    }
}
