//! Handing over a school or one session, taking either over, and a backup of the store, from the screen.

use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime};

use super::document::refuse_unless_free;
use crate::app::Handed;
use crate::calendar::counted;
use crate::pack::{self, Confidential, Drafts, Made, Thoughts, Wish};
use crate::store::{Desk, remedy, save_document, settings_text};

/// What was chosen, as the pack wants it.
pub(super) fn wish(what: Handed, today: NaiveDate) -> Wish {
    let usual = Wish::handover(today);
    let with = |kind: &str| Confidential::PutIn(vec![kind.to_owned()]);
    match what {
        Handed::Usual => usual,
        Handed::WithFeedback => Wish { confidential: with("feedback"), ..usual },
        Handed::WithPerformance => Wish { confidential: with("performance"), ..usual },
        Handed::Everything => Wish { confidential: Confidential::PutInAll, ..usual },
        Handed::LastYear => Wish { years: 1, ..usual },
        Handed::LastYearWithDrafts => Wish { years: 1, drafts: Drafts::PutIn, ..usual },
    }
}

/// Writes the pack of a school; what to say of it, or why not.
pub(super) fn write(desk: &Desk, school: &str, wish: &Wish, path: &Path) -> Result<String, String> {
    refuse_unless_free(path).map_err(|error| error.to_string())?;
    let made = pack::make(desk, school, wish).map_err(|error| error.to_string())?;
    save_document(path, &made.bytes).map_err(|error| error.to_string())?;
    let left = match made.left_out.len() {
        0 => String::new(),
        n => format!("; {n} confidential left out, named in its index"),
    };
    let left = match made.not_sent {
        0 => left,
        n => format!("{left}; {n} that nobody was sent yet left out, named in its index"),
    };
    let written = counted(made.sessions.len(), "note");
    Ok(format!("{written} written to {}{left}", path.display()))
}

/// Writes the pack of one session; what to say of it, or why not.
pub(super) fn write_session(desk: &Desk, session: &str, now: NaiveDateTime, path: &Path) -> Result<String, String> {
    refuse_unless_free(path).map_err(|error| error.to_string())?;
    let Made { bytes, .. } =
        pack::make_of_session(desk, session, Thoughts::LeaveOut, now).map_err(|error| error.to_string())?;
    save_document(path, &bytes).map_err(|error| error.to_string())?;
    Ok(format!("Written to {}; whoever gets it takes it over in nov, or opens the document in it", path.display()))
}

/// Writes the whole store into one archive; what to say of it, or why not.
pub(super) fn back_up(desk: &Desk, now: NaiveDateTime, path: &Path) -> Result<String, String> {
    refuse_unless_free(path).map_err(|error| error.to_string())?;
    let settings = settings_text().map_err(|error| format!("the settings could not be read: {}", remedy(&error)))?;
    let (bytes, sessions) = pack::back_up(desk, settings.as_deref(), now).map_err(|error| error.to_string())?;
    save_document(path, &bytes).map_err(|error| error.to_string())?;
    Ok(format!(
        "{} and all beside {} written to {}; {}",
        counted(sessions, "session"),
        if sessions == 1 { "it" } else { "them" },
        path.display(),
        pack::BACKUP_IS
    ))
}

/// Takes over the pack in a file; what to say of it, or why not.
pub(super) fn take_over(desk: &Desk, path: &Path, now: NaiveDateTime) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let taken = pack::take(desk, &path.display().to_string(), &bytes, now).map_err(|error| error.to_string())?;
    if let Some(back) = &taken.back {
        return Ok(back.said().join("; "));
    }
    if let Some(covered) = taken.for_whom() {
        return Ok(format!("{}: here to go on with; you cover for {covered}", taken.school));
    }
    let known = if taken.known > 0 { format!("; {} were here already", taken.known) } else { String::new() };
    let papers = if taken.papers > 0 { format!(" and {} papers", taken.papers) } else { String::new() };
    let papers = if taken.figures > 0 { format!("{papers} and the school's figures") } else { papers };
    Ok(format!("{}: {} notes{papers} taken over{known}", taken.school, taken.sessions.len()))
}
