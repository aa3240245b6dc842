//! Finding the session that a user means: an id, a part of one, or a path.

use std::fs;
use std::path::Path;

use super::error::StoreError;
use super::{Store, session_id};

impl Store {
    /// The id of the session meant by an exact id, a path, a part of the id that fits no other, or the beginnings of some
    /// of its words in their order: `hillside-rtm`.
    pub fn find(&self, query: &str) -> Result<String, StoreError> {
        let ids = self.ids()?;
        let name = query.strip_suffix(".ron").unwrap_or(query);
        if ids.iter().any(|id| id == name) {
            return Ok(name.to_owned());
        }
        let path = Path::new(query);
        if path.components().count() > 1 || path.is_absolute() {
            return self.find_path(path, ids);
        }
        let part = query.to_lowercase();
        let mut fitting: Vec<_> = ids.iter().filter(|id| id.to_lowercase().contains(&part)).cloned().collect();
        if fitting.is_empty() {
            fitting = ids.iter().filter(|id| has_words(id, &part)).cloned().collect();
        }
        let query = query.to_owned();
        match fitting.len() {
            1 => Ok(fitting.swap_remove(0)),
            0 => Err(StoreError::NoSession { query, candidates: ids }),
            _ if part.is_empty() => Err(StoreError::NoSession { query, candidates: ids }),
            _ => Err(StoreError::Ambiguous { query, candidates: fitting }),
        }
    }

    /// The folder is resolved, not the file: a session may be a symlink to elsewhere.
    fn find_path(&self, path: &Path, ids: Vec<String>) -> Result<String, StoreError> {
        let none = || StoreError::NoSession { query: path.display().to_string(), candidates: ids };
        if !path.is_file() {
            return Err(none());
        }
        let folder = path.parent().and_then(|folder| fs::canonicalize(folder).ok());
        match path.file_name().and_then(session_id) {
            Some(id) if folder.as_deref() == Some(self.root()) => Ok(id.to_owned()),
            Some(_) | None => Err(StoreError::Outside { path: path.to_owned(), root: self.root().to_owned() }),
        }
    }
}

/// Whether words of an id begin as those of a query do, in its order.
fn has_words(id: &str, query: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    let (of_id, asked) = (words(id), words(query));
    let mut rest = of_id.iter();
    !asked.is_empty() && asked.iter().all(|asked| rest.any(|word| word.starts_with(asked)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_found_by_id_part_or_path_and_never_by_guessing() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let names =
            ["2010-01-12-hillside-primary-rtm", "2010-01-12-hillside-primary-rtm-2", "2010-03-02-oak-lane-visit"];
        for name in names {
            fs::write(folder.path().join(format!("{name}.ron")), "()").unwrap();
        }
        fs::write(folder.path().join("me.ron"), "()").unwrap();
        let id = |query: &str| store.find(query).unwrap();
        assert_eq!(id("oak"), names[2]);
        assert_eq!(id("OAK-LANE"), names[2]);
        assert_eq!(id(names[0]), names[0], "an exact id wins over the longer one");
        assert_eq!(id("2010-03-02-oak-lane-visit.ron"), names[2]);
        assert_eq!(id("oak-visit"), names[2]);
        assert_eq!(id("2010 Oak visit"), names[2]);
        assert_eq!(id("hillside-rtm-2"), names[1]);
        assert_eq!(id(folder.path().join("2010-03-02-oak-lane-visit.ron").to_str().unwrap()), names[2]);

        let said = |query: &str| store.find(query).unwrap_err().to_string();
        assert_eq!(
            said("hillside"),
            "\"hillside\" fits 2 sessions: 2010-01-12-hillside-primary-rtm-2, \
             2010-01-12-hillside-primary-rtm; say more of the name"
        );
        assert!(said("hillside-rtm").starts_with("\"hillside-rtm\" fits 2 sessions"));
        assert!(said("visit-oak").starts_with("there is no session"), "not in the order of the name");
        assert!(said("elm").starts_with("there is no session \"elm\"; the newest are 2010-03-02-oak"));
        assert!(said("me").starts_with("there is no session \"me\""));
        let other = tempfile::tempdir().unwrap();
        let outside = other.path().join("2010-03-02-oak-lane-visit.ron");
        fs::write(&outside, "()").unwrap();
        assert!(said(outside.to_str().unwrap()).ends_with(&format!("--store {}", other.path().display())));
    }
}
