//! The copies of forms that sessions began with: of many sessions each is read once, as long as its file says the same.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::StoreError;
use super::desk::Desk;
use crate::forms::Form;

/// How many copies are held at once: sessions of a season have few forms.
const MOST: usize = 4;

/// The copies read last, by their place.
#[derive(Debug, Clone, Default)]
pub(super) struct KeptForms(Arc<Mutex<BTreeMap<String, Kept>>>);

/// A copy and the checksum and length of what its file said.
#[derive(Debug)]
struct Kept {
    said: (u32, usize),
    form: Form,
}

impl Desk {
    /// The copy of a form at a place; nothing if there is none.
    pub(super) fn kept_form(&self, place: &str) -> Result<Option<Form>, StoreError> {
        let Some(bytes) = self.store.bytes_of(place)? else { return Ok(None) };
        let said = (crate::journal::checksum_of(&bytes), bytes.len());
        // A thread that failed has left whole copies behind.
        let mut read = self.kept_forms.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = read.get(place).filter(|known| known.said == said) {
            return Ok(Some(known.form.clone()));
        }
        let form: Form = self.store.record_in(place, &bytes)?;
        if read.len() >= MOST {
            read.clear();
        }
        read.insert(place.to_owned(), Kept { said, form: form.clone() });
        Ok(Some(form))
    }
}
