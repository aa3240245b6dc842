//! Putting a session or a school away: its file goes to `removed/`, whole, and comes back from there, never in the place
//! of another.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::create::is_free;
use super::desk::Desk;
use super::document::Document;
use super::error::StoreError;
use super::hold::faithful_text;
use super::save::{self, Claim};
use super::{Mode, Store, is_name, reading};
use crate::ronfile;
use crate::session::{Record, Session};

/// The folder of what was put away, and in it that of schools.
const REMOVED: &str = "removed";
const SCHOOLS: &str = "schools";

/// Something that was put away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutAway {
    /// Its file below `removed/`.
    pub file: String,
    /// School and form, or the name of a school; of what cannot be read, the file.
    pub what: String,
    /// The day of a session.
    pub date: Option<NaiveDate>,
}

impl Store {
    /// Puts a session away with everything typed in it, and says where it is now.
    ///
    /// # Errors
    /// It is open, cannot be read, or the folder cannot be written; it stays where it is.
    pub fn put_away<D: Document>(&self, id: &str) -> Result<PathBuf, StoreError> {
        let opened = self.open_session::<D>(id)?;
        self.tell_of(id, &opened.notices);
        let Mode::Writing(journal) = opened.mode else {
            return Err(StoreError::Asked { what: format!("{id} is open elsewhere; leave it there first") });
        };
        // Folded first, so that the file holds everything.
        let notices = journal.close(&opened.document).map_err(|not_closed| not_closed.error)?;
        self.tell_of(id, &notices);
        moved(&self.paths(id)?.document, &self.root().join(REMOVED), id, '-')
    }

    /// Puts the record of a school away, and says where it is now. Its sessions, figures and papers stay.
    ///
    /// # Errors
    /// There is none, or the folder cannot be written; it stays where it is.
    pub fn put_away_school(&self, slug: &str) -> Result<PathBuf, StoreError> {
        if !is_name(slug) {
            return Err(StoreError::BadName { name: slug.to_owned() });
        }
        // No slug holds an @, so what stands before it is the school's.
        moved(&self.root().join(Self::school_place(slug)), &self.root().join(REMOVED).join(SCHOOLS), slug, '@')
    }

    /// Files below `removed/`, sessions before schools.
    fn removed(&self) -> Vec<String> {
        let folder = self.root().join(REMOVED);
        let names = |folder: &Path| {
            let entries = fs::read_dir(folder).into_iter().flatten().flatten();
            let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
            let mut names: Vec<String> = names.filter(|name| name.strip_suffix(".ron").is_some_and(is_name)).collect();
            names.sort_unstable_by(|a, b| b.cmp(a));
            names
        };
        let schools = names(&folder.join(SCHOOLS)).into_iter().rev().map(|name| format!("{SCHOOLS}/{name}"));
        names(&folder).into_iter().chain(schools).collect()
    }

    /// How many sessions and schools are put away.
    pub fn put_away_count(&self) -> usize {
        self.removed().len()
    }
}

impl Desk {
    /// Everything that was put away: sessions, the newest first, and schools.
    pub fn put_away(&self) -> Vec<PutAway> {
        let described = |file: String| {
            let unread = PutAway { file: file.clone(), what: format!("{file}, which cannot be read"), date: None };
            let Ok(text) = self.text_put_away(&file) else { return unread };
            match school_of(&file) {
                Some(slug) => ronfile::read::<Record>(&text).map_or(unread, |record| {
                    let name = Some(record.fact("name")).filter(|name| !name.is_empty()).unwrap_or(slug);
                    PutAway { file: file.clone(), what: name.to_owned(), date: None }
                }),
                None => <Session as Document>::read(&text).map_or(unread, |session| {
                    let summary = self.summary(&session);
                    let what = format!("{} · {}", summary.school, summary.name());
                    PutAway { file: file.clone(), what, date: Some(summary.date) }
                }),
            }
        };
        self.store.removed().into_iter().map(described).collect()
    }

    /// Brings back what was put away, by its file below `removed/`, and says what it is and how it is found. A session whose
    /// name another has meanwhile gets one that is free. What cannot be read comes back as it is: it can be rescued there.
    ///
    /// # Errors
    /// Another school of the same name is here, or it cannot be read or written; it stays where it is.
    pub fn bring_back(&self, file: &str) -> Result<String, StoreError> {
        if !file.split('/').all(is_name) {
            return Err(StoreError::BadName { name: file.to_owned() });
        }
        let from = self.store.root().join(REMOVED).join(file);
        let bytes = fs::read(&from).map_err(StoreError::io("read", &from))?;
        let text = reading::text_of(&from, &bytes).unwrap_or_default();
        let what = match school_of(file) {
            Some(slug) => self.bring_school_back(slug, text, &bytes)?,
            None => self.bring_session_back(file, text, &bytes)?,
        };
        fs::remove_file(&from).map_err(StoreError::io("remove", &from))?;
        Ok(what)
    }

    fn bring_school_back(&self, slug: &str, text: &str, bytes: &[u8]) -> Result<String, StoreError> {
        let record = ronfile::read::<Record>(text).ok();
        let name = record.as_ref().map(|record| record.fact("name")).filter(|name| !name.is_empty()).unwrap_or(slug);
        let place = Store::school_place(slug);
        let to = self.store.root().join(&place);
        to.parent().map_or(Ok(()), save::make_folder)?;
        let is_free = !to.exists() && self.clash(slug, name)?.is_none();
        if !is_free || save::claim(&to, bytes)? == Claim::Taken {
            let what = format!("{name} is not brought back, as another of that name is here; put that one away first");
            return Err(StoreError::Asked { what });
        }
        Ok(if record.is_some() { name.to_owned() } else { unread(&place) })
    }

    fn bring_session_back(&self, file: &str, text: &str, bytes: &[u8]) -> Result<String, StoreError> {
        let session = <Session as Document>::read(text).ok();
        let first = session.as_ref().map_or_else(|| file.trim_end_matches(".ron"), Session::id);
        // Another that was begun on the same day stands under the name with a number behind it.
        let stem = first.rsplit_once('-').filter(|(_, number)| is_number_of_another(number));
        let stem = stem.map_or(first, |(stem, _)| stem);
        let numbered = (2..).map(|number: u32| format!("{stem}-{number}"));
        for id in std::iter::once(first.to_owned()).chain(numbered) {
            let paths = self.store.paths(&id)?;
            let is_its_name = id == first;
            if !is_free(&paths) || !(is_its_name || self.store.version_numbers(&id)?.is_empty()) {
                continue;
            }
            let own = session.clone().filter(|_| !is_its_name).map(|session| session.under_its_name(&id));
            let renamed = own.map(|session| faithful_text(&session)).transpose();
            let renamed = renamed.map_err(|what| StoreError::Unfaithful { path: paths.document.clone(), what })?;
            let bytes = renamed.as_ref().map_or(bytes, String::as_bytes);
            if save::claim(&paths.document, bytes)? == Claim::Taken {
                continue;
            }
            let Some(session) = &session else { return Ok(unread(&id)) };
            let summary = self.summary(session);
            let what = format!("{} · {}, {}", summary.school, summary.name(), crate::calendar::long(summary.date));
            return Ok(if is_its_name { what } else { format!("{what}, beside another, as {id},") });
        }
        Err(StoreError::BadName { name: first.to_owned() })
    }

    fn text_put_away(&self, file: &str) -> Result<String, StoreError> {
        if !file.split('/').all(is_name) {
            return Err(StoreError::BadName { name: file.to_owned() });
        }
        let path = self.store.root().join(REMOVED).join(file);
        let bytes = fs::read(&path).map_err(StoreError::io("read", &path))?;
        reading::text_of(&path, &bytes).map(str::to_owned)
    }
}

/// What came back and cannot be read, with what can be done about it.
fn unread(name: &str) -> String {
    format!("{name}, damaged as it was (nov rescue {name} takes up what can be read),")
}

/// Whether the end of a name is the number of one of several of a day.
fn is_number_of_another(end: &str) -> bool {
    const MOST: u32 = 999;
    end.parse::<u32>().is_ok_and(|number| (2..=MOST).contains(&number)) && !end.starts_with('0')
}

/// The slug of a school that was put away.
fn school_of(file: &str) -> Option<&str> {
    let name = file.strip_prefix(SCHOOLS)?.strip_prefix('/')?.strip_suffix(".ron")?;
    Some(name.split_once('@').map_or(name, |(slug, _)| slug))
}

/// Moves a file into a folder under a name that nothing there has.
fn moved(from: &Path, folder: &Path, stem: &str, before_number: char) -> Result<PathBuf, StoreError> {
    let bytes = fs::read(from).map_err(StoreError::io("read", from))?;
    save::make_folder(folder)?;
    let mut count = 1;
    let kept = loop {
        let name = if count == 1 { format!("{stem}.ron") } else { format!("{stem}{before_number}{count}.ron") };
        let to = folder.join(name);
        match save::claim(&to, &bytes)? {
            Claim::Made => break to,
            Claim::Taken => count += 1,
        }
    };
    fs::remove_file(from).map_err(StoreError::io("remove", from))?;
    Ok(kept)
}
