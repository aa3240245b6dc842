//! The small documents: schools, the user's own record, the forms that sessions began with.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::StoreError;
use super::lock::{Asked, Lock};
use super::rescue::refuse_newer;
use super::save::{self, Claim};
use super::{Store, is_name, reading};
use crate::ronfile;

/// How often a record that another program is changing is asked for again, and after how long each time.
const ATTEMPTS: u32 = 200;
const PAUSE: std::time::Duration = std::time::Duration::from_millis(5);

impl Store {
    /// The place of the user's own record.
    pub const ME: &str = "me.ron";

    /// The place of a school's record.
    pub fn school_place(slug: &str) -> String {
        format!("schools/{slug}.ron")
    }

    /// The place of a form as it was when a session began with it.
    pub fn form_place(id: &str, version: &str) -> String {
        let safe = |part: &str| part.replace(|c: char| c != '.' && !c.is_alphanumeric(), "-");
        format!("forms/{}@{}.ron", safe(id), safe(version))
    }

    /// Reads a record; nothing if there is none.
    pub fn load<T: DeserializeOwned>(&self, place: &str) -> Result<Option<T>, StoreError> {
        let bytes = self.bytes_of(place)?;
        bytes.map(|bytes| self.record_in(place, &bytes)).transpose()
    }

    /// A record as it stands in its file; nothing if there is none.
    pub(super) fn bytes_of(&self, place: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let path = self.record_path(place)?;
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(StoreError::io("read", &path)(error)),
        }
    }

    /// The record that the bytes of its file say.
    pub(super) fn record_in<T: DeserializeOwned>(&self, place: &str, bytes: &[u8]) -> Result<T, StoreError> {
        let path = self.record_path(place)?;
        let text = reading::text_of(&path, bytes)?;
        refuse_newer(place, &path, text)?;
        ronfile::read(text).map_err(|error| StoreError::Damaged {
            path,
            line: error.line,
            column: error.column,
            what: error.what,
        })
    }

    /// Saves a record. One that is there and cannot be read is not overwritten.
    pub fn save<T: Serialize + DeserializeOwned>(&self, place: &str, record: &T) -> Result<(), StoreError> {
        self.load::<T>(place)?;
        let path = self.record_path(place)?;
        let text = record_text(record, &path)?;
        make_folder_of(&path)?;
        save::replace(&path, text.as_bytes())
    }

    /// Changes a record while no other program can: what two change at once is not lost.
    pub fn update<T: Serialize + DeserializeOwned>(
        &self,
        place: &str,
        change: impl FnOnce(Option<T>) -> T,
    ) -> Result<T, StoreError> {
        let path = self.record_path(place)?;
        make_folder_of(&path)?;
        let lock = wait_for_lock(&path.with_extension("lock"))?;
        let changed = self.load(place).and_then(|record| {
            let record = change(record);
            self.save(place, &record)?;
            Ok(record)
        });
        lock.remove();
        changed
    }

    /// Keeps a form for the sessions that begin with it. The copy that is there already stays for ever.
    pub fn keep_form<T: Serialize + DeserializeOwned>(
        &self,
        id: &str,
        version: &str,
        form: &T,
    ) -> Result<(), StoreError> {
        let path = self.record_path(&Self::form_place(id, version))?;
        if path.exists() {
            return Ok(());
        }
        self.claim_record(&Self::form_place(id, version), form).map(drop)
    }

    /// Makes a record under a name that must be free, whole from its first moment.
    pub(super) fn claim_record<T: Serialize + DeserializeOwned>(
        &self,
        place: &str,
        record: &T,
    ) -> Result<Claim, StoreError> {
        let path = self.record_path(place)?;
        make_folder_of(&path)?;
        save::claim(&path, record_text(record, &path)?.as_bytes())
    }

    /// Slugs of all schools that have a record, in order.
    pub fn schools(&self) -> Result<Vec<String>, StoreError> {
        let folder = self.root().join("schools");
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(StoreError::io("read the folder", &folder)(error)),
        };
        let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
        let slug = |name: String| name.strip_suffix(".ron").filter(|s| is_name(s)).map(str::to_owned);
        let mut slugs: Vec<_> = names.filter_map(slug).collect();
        slugs.sort_unstable();
        Ok(slugs)
    }

    /// The file of a record. Only the places named above are records; a session is not.
    fn record_path(&self, place: &str) -> Result<PathBuf, StoreError> {
        let relative = Path::new(place);
        let parts: Vec<_> = relative.components().collect();
        let name = |part: &Component<'_>| match part {
            Component::Normal(name) => name.to_str().is_some_and(is_name),
            Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => false,
        };
        let is_record = match parts.as_slice() {
            [alone] => alone.as_os_str() == Self::ME,
            [folder, _] => ["schools", "forms", "figures", "measures", "versions", "choices"]
                .iter()
                .any(|known| folder.as_os_str() == *known),
            _ => false,
        };
        if is_record && parts.iter().all(name) {
            return Ok(self.root().join(relative));
        }
        Err(StoreError::BadName { name: place.to_owned() })
    }
}

/// The text of a record, if it reads back as the same record.
pub(super) fn record_text<T: Serialize + DeserializeOwned>(record: &T, path: &Path) -> Result<String, StoreError> {
    let unfaithful = |what: String| StoreError::Unfaithful { path: path.to_owned(), what };
    let text = ronfile::write(record).map_err(|error| unfaithful(error.to_string()))?;
    let back: T = ronfile::read(&text).map_err(|error| unfaithful(error.to_string()))?;
    match ronfile::write(&back) {
        Ok(again) if again == text => Ok(text),
        Ok(_) => Err(unfaithful("it comes back changed".into())),
        Err(error) => Err(unfaithful(error.to_string())),
    }
}

fn make_folder_of(path: &Path) -> Result<(), StoreError> {
    path.parent().map_or(Ok(()), save::make_folder)
}

fn wait_for_lock(path: &Path) -> Result<Lock, StoreError> {
    for _ in 0..ATTEMPTS {
        match Lock::ask(path)? {
            Asked::Got(lock) => return Ok(lock),
            Asked::Held(_) => std::thread::sleep(PAUSE),
            Asked::Unwritable(error) => return Err(StoreError::io("write", path)(error)),
        }
    }
    Err(StoreError::Busy { path: path.to_owned() })
}
