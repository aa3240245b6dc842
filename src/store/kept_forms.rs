//! The copies of forms that sessions began with: of many sessions each is read once, as long as its file says the same.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::StoreError;
use super::desk::Desk;
use crate::forms::Form;

/// The copies read so far, by their place, each with what its file said.
#[derive(Debug, Clone, Default)]
pub(super) struct KeptForms(Arc<Mutex<BTreeMap<String, (Vec<u8>, Form)>>>);

impl Desk {
    /// The copy of a form at a place; nothing if there is none.
    pub(super) fn kept_form(&self, place: &str) -> Result<Option<Form>, StoreError> {
        let Some(bytes) = self.store.bytes_of(place)? else { return Ok(None) };
        // A thread that failed has left whole copies behind.
        let mut read = self.kept_forms.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, form)) = read.get(place).filter(|(said, _)| *said == bytes) {
            return Ok(Some(form.clone()));
        }
        let form: Form = self.store.record_in(place, &bytes)?;
        read.insert(place.to_owned(), (bytes, form.clone()));
        Ok(Some(form))
    }
}
