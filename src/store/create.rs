//! Making a session: a name of its own, claimed so that no two programs ever get the same.

use chrono::NaiveDate;

use super::document::Document;
use super::error::StoreError;
use super::hold::faithful_text;
use super::save::{self, Claim};
use super::{Paths, Store, slug};

impl Store {
    /// Makes the session that `make` returns for its id, and returns that id: `DATE-SCHOOL-FORM`, with `-2`
    /// and so on behind it if there is one already. The file is whole from its first moment.
    pub fn create_session<D: Document>(
        &self,
        date: NaiveDate,
        school: &str,
        form: &str,
        mut make: impl FnMut(&str) -> D,
    ) -> Result<String, StoreError> {
        let stem = format!("{date}-{}-{}", slug(school), slug(form));
        let mut count = 1_u32;
        loop {
            let id = if count == 1 { stem.clone() } else { format!("{stem}-{count}") };
            let paths = self.paths(&id)?;
            // Versions of a session that was put away are not the new one's.
            if is_free(&paths) && self.version_numbers(&id)?.is_empty() {
                let text = faithful_text(&make(&id))
                    .map_err(|what| StoreError::Unfaithful { path: paths.document.clone(), what })?;
                if save::claim(&paths.document, text.as_bytes())? == Claim::Made {
                    return Ok(id);
                }
            }
            count += 1;
        }
    }
}

/// Whether nothing of a session of that name is left: a journal without its file, as after a file was
/// removed by hand, must not be taken for the new session's.
pub(super) fn is_free(paths: &Paths) -> bool {
    let Paths { document, journal, inbox, lock: _ } = paths;
    [document, journal, inbox].iter().all(|path| !path.exists() && !path.is_symlink())
}
