//! `nov backup`: the whole store into one archive, and back into a store that has no sessions.

use std::io::Write;
use std::path::Path;

use super::document::{Overwrite, refuse_unless_free};
use super::handover::plain;
use super::now;
use crate::calendar::long;
use crate::pack;
use crate::store::{Desk, save_document, settings_text};

/// Writes the backup.
pub(super) fn back_up(
    desk: &Desk,
    output: Option<&Path>,
    overwrite: Overwrite,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let usual = pack::backup_name(now());
    let path = output.unwrap_or(Path::new(&usual));
    refuse_unless_free(path, overwrite)?;
    let (bytes, sessions) = pack::back_up(desk, settings_text()?.as_deref(), now()).map_err(plain)?;
    save_document(path, &bytes)?;
    writeln!(out, "{}", path.display())?;
    super::complain(&format!("{sessions} session(s) and everything beside them; {}", pack::BACKUP_IS));
    Ok(())
}

/// Puts one back.
pub(super) fn restore(desk: &Desk, file: &Path, out: &mut dyn Write) -> anyhow::Result<()> {
    let bytes = std::fs::read(file).map_err(|error| super::unreadable(file, &error))?;
    let backup = pack::read_backup(&file.display().to_string(), &bytes).map_err(plain)?;
    desk.store.put_back(&backup.files)?;
    for id in desk.store.ids()? {
        writeln!(out, "{id}")?;
    }
    let (day, root) = (long(backup.made.date()), desk.store.root().display().to_string());
    super::complain(&format!("{} session(s) as of {day} are in {root}", backup.sessions));
    if backup.has_settings {
        super::complain("your settings are as they were; those of the backup are in it as settings.toml");
    }
    Ok(())
}
