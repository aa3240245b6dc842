//! Putting a session away: its file goes to `removed/`, whole, and can be moved back by hand.

use std::path::PathBuf;

use super::document::Document;
use super::error::StoreError;
use super::save::{self, Claim};
use super::{Mode, Store};

impl Store {
    /// Puts a session away with everything typed in it, and says where it is now.
    ///
    /// # Errors
    /// It is open, cannot be read, or the folder cannot be written; it stays where it is.
    pub fn put_away<D: Document>(&self, id: &str) -> Result<PathBuf, StoreError> {
        let opened = self.open_session::<D>(id)?;
        let Mode::Writing(journal) = opened.mode else {
            return Err(StoreError::Asked { what: format!("{id} is open elsewhere; leave it there first") });
        };
        // Folded first, so that the file holds everything.
        journal.close(&opened.document).map_err(|not_closed| not_closed.error)?;
        let path = self.paths(id)?.document;
        let bytes = std::fs::read(&path).map_err(StoreError::io("read", &path))?;
        let folder = self.root().join("removed");
        save::make_folder(&folder)?;
        let mut count = 1;
        let kept = loop {
            let name = if count == 1 { format!("{id}.ron") } else { format!("{id}-{count}.ron") };
            let to = folder.join(name);
            match save::claim(&to, &bytes)? {
                Claim::Made => break to,
                Claim::Taken => count += 1,
            }
        };
        std::fs::remove_file(&path).map_err(StoreError::io("remove", &path))?;
        Ok(kept)
    }
}
