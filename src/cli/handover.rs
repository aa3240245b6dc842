//! `nov handover` and `nov takeover`: a school's notes go from one SIP to the next.

use std::io::Write;
use std::path::Path;

use super::document::{Overwrite, refuse_unless_free};
use super::school_meant;
use crate::pack::{PackError, Wish, make, take};
use crate::store::{AskedSchool, Desk, save_document};

/// Writes the pack of a school.
pub(super) fn hand_over(
    desk: &Desk,
    school: &str,
    wish: Wish,
    output: Option<&Path>,
    overwrite: Overwrite,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let AskedSchool { slug, record, .. } = school_meant(desk, school)?;
    let usual = wish.file_name(record.fact("name"));
    let path = output.unwrap_or(Path::new(&usual));
    refuse_unless_free(path, overwrite)?;
    let made = make(desk, &slug, wish).map_err(plain)?;
    save_document(path, &made.bytes)?;
    writeln!(out, "{}", path.display())?;
    if made.left_out > 0 {
        super::complain(&format!(
            "{} confidential paper(s) left out, named in the index; --confidential puts them in",
            made.left_out
        ));
    }
    Ok(())
}

/// Takes a pack over.
pub(super) fn take_over(desk: &Desk, file: &Path, out: &mut dyn Write) -> anyhow::Result<()> {
    let bytes = std::fs::read(file).map_err(|error| super::Usage(format!("{}: {error}", file.display())))?;
    let taken = take(desk, &file.display().to_string(), &bytes).map_err(plain)?;
    for id in &taken.sessions {
        writeln!(out, "{id}")?;
    }
    if taken.papers > 0 {
        super::complain(&format!("{} paper(s) came in too; they stand in papers/ of your store", taken.papers));
    }
    if taken.known > 0 {
        let all = if taken.sessions.is_empty() { "nothing new: all " } else { "" };
        super::complain(&format!("{all}{} of its sessions were here already and stayed as they were", taken.known));
    }
    Ok(())
}

/// The store's own errors keep their exit codes.
fn plain(error: PackError) -> anyhow::Error {
    match error {
        PackError::Store(error) => error.into(),
        error => error.into(),
    }
}
