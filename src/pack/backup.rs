//! A backup: the whole store in one archive, and reading it back. Unlike a handover it holds everything, private lines too.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::{PackError, archive};
use crate::ronfile;
use crate::store::{Desk, Files, session_id};

/// The folder of the archive that holds the store.
const STORE: &str = "store/";
/// Name of what says that the archive is a backup.
const CONTENTS: &str = "backup.ron";
/// The settings, for whoever looks for them; they are not put back, as they may name folders of another machine.
const SETTINGS: &str = "settings.toml";
/// Layout of backups.
const SCHEMA: u32 = 1;
/// Most bytes a store may have to go into one archive.
const MOST: u64 = 1024 * 1024 * 1024;

/// Said to whoever opens the archive without nov.
const READ_ME: &str = "This is a backup of everything nov keeps: sessions, schools, figures, papers, private lines too.\n\
    It is confidential, and it is not encrypted: whoever has this file can read all of it.\n\n\
    To put it back into a store without sessions: nov backup --restore FILE\n\
    or unpack it and start nov with --store FOLDER, where FOLDER is the folder \"store\" of it.\n";

/// What is said wherever one was written.
pub const BACKUP_IS: &str = "it is confidential and not encrypted: keep it where only you can read it";

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Contents {
    schema: u32,
    made: NaiveDateTime,
    sessions: usize,
}

/// A backup, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// When it was made.
    pub made: NaiveDateTime,
    /// How many sessions are in it.
    pub sessions: usize,
    /// The files of the store.
    pub files: Files,
    /// Whether settings are in it.
    pub has_settings: bool,
}

/// Makes a backup; the settings are given as text. Says how many sessions are in it.
///
/// # Errors
/// Something of the store cannot be read, or is too much.
pub fn back_up(desk: &Desk, settings: Option<&str>, now: NaiveDateTime) -> Result<(Vec<u8>, usize), PackError> {
    let whole = desk.store.whole()?;
    let size: u64 = whole.values().map(|bytes| bytes.len() as u64).sum();
    if size > MOST {
        return Err(PackError::StoreTooLarge { most: MOST / 1024 / 1024 });
    }
    if let Some(name) = whole.keys().find(|name| !archive::stays_inside(name)) {
        return Err(PackError::Unportable { path: desk.store.root().join(name).display().to_string() });
    }
    let sessions = sessions_in(&whole);
    let contents = Contents { schema: SCHEMA, made: now, sessions };
    let contents = ronfile::write(&contents).map_err(|error| PackError::Text(error.to_string()))?;
    let mut files =
        vec![("READ-ME.txt".to_owned(), READ_ME.as_bytes().to_vec()), (CONTENTS.to_owned(), contents.into_bytes())];
    files.extend(settings.map(|text| (SETTINGS.to_owned(), text.as_bytes().to_vec())));
    files.extend(whole.into_iter().map(|(name, bytes)| (format!("{STORE}{name}"), bytes)));
    Ok((archive::write(&files)?, sessions))
}

/// The usual name of a backup.
pub fn backup_name(now: NaiveDateTime) -> String {
    now.format("nov-backup-%Y-%m-%d.zip").to_string()
}

/// Reads a backup; `path` is what is said of it.
///
/// # Errors
/// The file is none, or a part of it is gone.
pub fn read_backup(path: &str, bytes: &[u8]) -> Result<Backup, PackError> {
    let fault = |what: String| PackError::NoBackup { path: path.to_owned(), what };
    let mut files = archive::read(bytes, MOST).map_err(fault)?;
    let contents = files.remove(CONTENTS).ok_or_else(|| fault(format!("{CONTENTS} is not in it")))?;
    let contents: Contents = ronfile::read(&String::from_utf8_lossy(&contents))
        .map_err(|error| fault(format!("{CONTENTS} in it cannot be read ({error})")))?;
    if contents.schema > SCHEMA {
        return Err(fault("a newer nov made it".to_owned()));
    }
    let has_settings = files.contains_key(SETTINGS);
    let of_store = |(name, bytes): (String, Vec<u8>)| Some((name.strip_prefix(STORE)?.to_owned(), bytes));
    let files: Files = files.into_iter().filter_map(of_store).collect();
    let sessions = sessions_in(&files);
    if sessions != contents.sessions {
        return Err(fault(format!("it should hold {} sessions and has {sessions}", contents.sessions)));
    }
    Ok(Backup { made: contents.made, sessions, files, has_settings })
}

fn sessions_in(files: &Files) -> usize {
    files.keys().filter(|name| session_id(name.as_ref()).is_some()).count()
}
