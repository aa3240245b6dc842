//! The copies of forms that sessions began with: of many sessions each is read once, as long as its file says the same.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::StoreError;
use super::desk::Desk;
use crate::forms::Form;

/// The copies read so far, by their place.
#[derive(Debug, Clone, Default)]
pub(super) struct KeptForms(Arc<Mutex<BTreeMap<String, Kept>>>);

/// A copy and what its file said.
#[derive(Debug)]
struct Kept {
    said: Vec<u8>,
    form: Form,
}

impl Desk {
    /// The copy of a form at a place; nothing if there is none.
    pub(super) fn kept_form(&self, place: &str) -> Result<Option<Form>, StoreError> {
        let Some(bytes) = self.store.bytes_of(place)? else { return Ok(None) };
        // A thread that failed has left whole copies behind.
        let mut read = self.kept_forms.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = read.get(place).filter(|known| known.said == bytes) {
            return Ok(Some(known.form.clone()));
        }
        let form: Form = self.store.record_in(place, &bytes)?;
        read.insert(place.to_owned(), Kept { said: bytes, form: form.clone() });
        Ok(Some(form))
    }
}
