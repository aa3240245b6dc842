//! `nov export`: a document on disk or standard output, never half of one.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::{Usage, sessions};
use crate::export::{FORMATS, Format};
use crate::outline::{self, Outline};
use crate::store::{Desk, save_document};

/// Whether a file that is there may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overwrite {
    /// It stays, and this is an error.
    No,
    /// It is replaced.
    Yes,
}

/// Writes a document of a session.
pub(super) fn export(
    desk: &Desk,
    session: &str,
    format: &str,
    output: Option<&Path>,
    document: Option<&str>,
    overwrite: Overwrite,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let format = find(format)?;
    let view = sessions::read(desk, session)?;
    let context = desk.context(&view)?;
    let filled = desk.filled(&view, &context);
    let main = context.form.documents.first().map_or("", |d| d.id.as_str());
    let document = document.or(format.document).unwrap_or(main);
    let outline = outline::build(&filled, document).map_err(|e| Usage(e.to_string()))?;
    if output == Some(Path::new("-")) {
        out.write_all(&bytes(&outline, format)?)?;
        return Ok(());
    }
    let path = match output {
        Some(path) => path.to_owned(),
        None => PathBuf::from(format!("{}-{document}.{}", view.id(), format.extension)),
    };
    write_document(&outline, format.id, &path, overwrite)?;
    writeln!(out, "{}", path.display())?;
    Ok(())
}

/// Writes an outline in a format to a file, whole or not at all.
///
/// # Errors
/// The format is unknown, the file is there already or cannot be written; nothing was changed.
pub fn write_document(outline: &Outline, format: &str, path: &Path, overwrite: Overwrite) -> anyhow::Result<()> {
    let format = find(format)?;
    refuse_unless_free(path, overwrite)?;
    let bytes = bytes(outline, format)?;
    save_document(path, &bytes)?;
    Ok(())
}

/// Refuses a folder, and a file that is there unless it may be replaced.
pub(super) fn refuse_unless_free(path: &Path, overwrite: Overwrite) -> Result<(), Usage> {
    if path.is_dir() {
        return Err(Usage(format!("{} is a folder; name a file in it", path.display())));
    }
    if overwrite == Overwrite::No && path.exists() {
        return Err(Usage(format!(
            "{} is there already; name another file, or use --force to overwrite it",
            path.display()
        )));
    }
    Ok(())
}

fn bytes(outline: &Outline, format: &Format) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    (format.write)(outline, &mut bytes).map_err(|e| Usage(e.to_string()))?;
    Ok(bytes)
}

fn find(id: &str) -> anyhow::Result<&'static Format> {
    let known = || FORMATS.iter().map(|f| f.id).collect::<Vec<_>>().join(", ");
    let found = FORMATS.iter().find(|f| f.id.eq_ignore_ascii_case(id));
    Ok(found.ok_or_else(|| Usage(format!("there is no format \"{id}\"; there are {}", known())))?)
}
