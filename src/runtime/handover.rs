//! Handing a school over, and taking one over, from the screen.

use std::path::Path;

use chrono::NaiveDate;

use super::document::refuse_unless_free;
use crate::app::Handed;
use crate::pack::{self, Confidential, Wish};
use crate::store::{Desk, save_document};

/// What was chosen, as the pack wants it.
pub(super) const fn wish(what: Handed, today: NaiveDate) -> Wish {
    let usual = Wish::handover(today);
    match what {
        Handed::Usual => usual,
        Handed::Everything => Wish { confidential: Confidential::PutIn, ..usual },
        Handed::LastYear => Wish { years: 1, ..usual },
    }
}

/// Writes the pack of a school; what to say of it, or why not.
pub(super) fn write(desk: &Desk, school: &str, wish: Wish, path: &Path) -> Result<String, String> {
    refuse_unless_free(path).map_err(|error| error.to_string())?;
    let made = pack::make(desk, school, wish).map_err(|error| error.to_string())?;
    save_document(path, &made.bytes).map_err(|error| error.to_string())?;
    let left = match made.left_out {
        0 => String::new(),
        n => format!("; {n} confidential left out, named in its index"),
    };
    Ok(format!("{} notes written to {}{left}", made.sessions.len(), path.display()))
}

/// Takes over the pack in a file; what to say of it, or why not.
pub(super) fn take_over(desk: &Desk, path: &Path) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let taken = pack::take(desk, &path.display().to_string(), &bytes).map_err(|error| error.to_string())?;
    let known = if taken.known > 0 { format!("; {} were here already", taken.known) } else { String::new() };
    let papers = if taken.papers > 0 { format!(" and {} papers", taken.papers) } else { String::new() };
    Ok(format!("{}: {} notes{papers} taken over{known}", taken.school, taken.sessions.len()))
}
