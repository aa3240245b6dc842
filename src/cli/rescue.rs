//! `nov rescue`: what can be read of a damaged file is taken up again; and who meets a damaged file is told of it.

use std::io::Write;
use std::path::Path;

use crate::store::{Desk, StoreError};

/// Takes up what can be read, and says how much that is and where the damaged file is now.
pub(super) fn rescue(desk: &Desk, file: &str, out: &mut dyn Write) -> anyhow::Result<()> {
    let named = desk.place_of(&desk.store.root().join(file)).filter(|place| desk.store.root().join(place).is_file());
    let place = match named.or_else(|| desk.place_of(Path::new(file))) {
        Some(place) => place,
        None => format!("{}.ron", desk.store.find(file)?),
    };
    writeln!(out, "{}", desk.rescue(&place)?)?;
    Ok(())
}

/// An error that a damaged file is behind, with how much of the file can be read and what takes that up.
pub(super) fn with_offer(desk: &Desk, error: anyhow::Error) -> anyhow::Error {
    let Some(StoreError::Damaged { path, line, column, what }) = error.downcast_ref() else { return error };
    let Some(readable) = desk.place_of(path).and_then(|place| desk.look_over(&place).ok()) else { return error };
    let name = readable.place.strip_suffix(".ron").filter(|name| !name.contains('/') && *name != "me");
    let offer =
        format!("nov rescue {} takes up what can be read: {}", name.unwrap_or(&readable.place), readable.in_words());
    let (path, line, column, what) = (path.clone(), *line, *column, format!("{what}. {offer}"));
    StoreError::Damaged { path, line, column, what }.into()
}
