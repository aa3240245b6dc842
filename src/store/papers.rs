//! Papers of a school that are no notes, such as SEF sections and external reviews: files that the user puts into
//! `papers/SCHOOL/`, which go with a handover (HO-02).

use std::fs;
use std::io;
use std::path::PathBuf;

use super::error::StoreError;
use super::save::{self, Claim};
use super::{Store, is_name};

impl Store {
    /// The papers of a school by name, with what they hold. Folders and hidden files are no papers.
    ///
    /// # Errors
    /// The folder or a file in it cannot be read.
    pub fn papers(&self, slug: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let folder = self.papers_of(slug)?;
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(StoreError::io("read the folder", &folder)(error)),
        };
        let mut papers = Vec::new();
        for entry in entries.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file())) {
            let Ok(name) = entry.file_name().into_string() else { continue };
            if is_name(&name) {
                let bytes = fs::read(entry.path()).map_err(StoreError::io("read", &entry.path()))?;
                papers.push((name, bytes));
            }
        }
        papers.sort();
        Ok(papers)
    }

    /// Keeps a paper of a school; one of that name that is there already stays. Whether it came in.
    ///
    /// # Errors
    /// It has a name that no file may have here, or cannot be written.
    pub fn keep_paper(&self, slug: &str, name: &str, bytes: &[u8]) -> Result<bool, StoreError> {
        if !is_name(name) {
            return Err(StoreError::BadName { name: name.to_owned() });
        }
        let path = self.papers_of(slug)?.join(name);
        path.parent().map_or(Ok(()), save::make_folder)?;
        Ok(save::claim(&path, bytes)? == Claim::Made)
    }

    fn papers_of(&self, slug: &str) -> Result<PathBuf, StoreError> {
        if is_name(slug) {
            return Ok(self.root().join("papers").join(slug));
        }
        Err(StoreError::BadName { name: slug.to_owned() })
    }
}
