//! The versions of a session: each a file of its own, made once and never rewritten; and what the user last chose for a
//! form's documents.

use std::collections::BTreeSet;
use std::fs;
use std::io;

use chrono::NaiveDateTime;

use super::save::{self, Claim};
use super::{Desk, Mode, Store, StoreError};
use crate::outline::{Choice, Outdated, noting, outdated, stand};
use crate::session::{Filled, Sent, Session, Stand, Step, Version};

/// The folder of the versions.
const FOLDER: &str = "versions";

/// The versions of a session.
#[derive(Debug, Default)]
pub struct Versions {
    /// Those that can be read, the first first.
    pub versions: Vec<Version>,
    /// Those that cannot, each a sentence.
    pub faults: Vec<String>,
}

impl Store {
    /// The place of a version.
    pub fn version_place(id: &str, number: u32) -> String {
        format!("{FOLDER}/{id}@{number}.ron")
    }

    /// Keeps a session as it stands with what its documents read beside it, durably, and says under which number: that of
    /// the last version where that holds all of it, else the next.
    ///
    /// # Errors
    /// It cannot be written; no number is taken.
    pub fn keep_version(&self, stand: &Stand, kept: NaiveDateTime, why: &str) -> Result<u32, StoreError> {
        self.keep(stand, kept, why, None)
    }

    /// The same for a sending that is noted next: should the program end in between, the next opening notes it.
    ///
    /// # Errors
    /// It cannot be written; no number is taken.
    pub fn keep_sent_version(&self, stand: &Stand, kept: NaiveDateTime, sent: &Sent) -> Result<u32, StoreError> {
        self.keep(stand, kept, &format!("sent to {}", sent.to_whom()), Some(sent))
    }

    fn keep(&self, stand: &Stand, kept: NaiveDateTime, why: &str, sent: Option<&Sent>) -> Result<u32, StoreError> {
        let id = stand.session().id();
        let mut number = self.version_numbers(id)?.last().copied().unwrap_or(0);
        // What is sent shows how far the note is.
        let is_as_far = |last: &Version| sent.is_none() || last.content().states() == stand.session().states();
        if number > 0
            && let Ok(Some(last)) = self.version(id, number)
            && last.holds(stand)
            && is_as_far(&last)
        {
            return Ok(number);
        }
        save::make_folder(&self.root().join(FOLDER))?;
        loop {
            number += 1;
            let version = Version::of(stand, number, kept, why);
            let version = sent.map_or(version.clone(), |sent| version.for_sending(sent));
            if self.claim_record(&Self::version_place(id, number), &version)? == Claim::Made {
                return Ok(number);
            }
        }
    }

    /// A version by its number; none if there is none.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn version(&self, id: &str, number: u32) -> Result<Option<Version>, StoreError> {
        self.version_of(&self.names(id), number)
    }

    fn version_of(&self, names: &[String], number: u32) -> Result<Option<Version>, StoreError> {
        for name in names {
            if let Some(mut version) = self.load::<Version>(&Self::version_place(name, number))? {
                version.ready();
                return Ok(Some(version));
            }
        }
        Ok(None)
    }

    /// The names under which versions of a session were kept: its own, and those its file had before it was renamed by
    /// hand. A file that is there again under such a name has its versions back.
    fn names(&self, id: &str) -> Vec<String> {
        let view = self.read_session::<Session>(id);
        view.map_or_else(|_| vec![id.to_owned()], |view| self.names_of(&view.document))
    }

    fn names_of(&self, session: &Session) -> Vec<String> {
        let is_gone = |name: &&String| self.paths(name).is_ok_and(|paths| !paths.document.exists());
        let formerly = session.formerly().iter().rev().filter(is_gone).cloned();
        std::iter::once(session.id().to_owned()).chain(formerly).collect()
    }

    /// All versions of a session.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn versions(&self, id: &str) -> Result<Versions, StoreError> {
        let mut all = Versions::default();
        let names = self.names(id);
        for number in self.numbers(&names)? {
            match self.version_of(&names, number) {
                Ok(version) => all.versions.extend(version),
                Err(error) => all.faults.push(error.to_string()),
            }
        }
        Ok(all)
    }

    /// Numbers of the versions of a session, in order.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn version_numbers(&self, id: &str) -> Result<Vec<u32>, StoreError> {
        self.numbers(&self.names(id))
    }

    fn numbers(&self, names: &[String]) -> Result<Vec<u32>, StoreError> {
        let folder = self.root().join(FOLDER);
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(StoreError::io("read the folder", &folder)(error)),
        };
        let of =
            |file: &str, name: &str| file.strip_prefix(name)?.strip_prefix('@')?.strip_suffix(".ron")?.parse().ok();
        let number = |file: String| names.iter().find_map(|name| of(&file, name));
        let mut numbers: Vec<u32> =
            entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).filter_map(number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        Ok(numbers)
    }
}

impl Desk {
    /// Notes in a session what it was kept for last as a version, if the program ended before that was noted. Gives what was
    /// noted.
    ///
    /// # Errors
    /// The session cannot be read or written; it is as it was.
    pub fn note_kept_sending(&self, id: &str, now: NaiveDateTime) -> Result<Option<Sent>, StoreError> {
        let Some(number) = self.store.version_numbers(id)?.pop() else { return Ok(None) };
        // Of a version that cannot be read nobody knows what it was for; whoever lists the versions sees it named.
        let version = self.store.version(id, number).ok().flatten().filter(Version::is_for_sending);
        let Some(version) = version.filter(|_| !self.store.is_open(id).unwrap_or(true)) else { return Ok(None) };
        if self.store.read_session::<Session>(id)?.document.sent().iter().any(|sent| sent.version == number) {
            return Ok(None);
        }
        let opened = self.store.open_session::<Session>(id)?;
        self.store.tell_of(id, &opened.notices);
        let Mode::Writing(mut journal) = opened.mode else { return Ok(None) };
        let mut session = opened.document;
        let sent = version.unnoted(&session, &opened.history).cloned();
        if let Some(sent) = &sent {
            let context = self.context(&session);
            let changes = context.map_or_else(
                |_| vec![session.sending(sent.clone())],
                |context| noting(&self.filled(&session, &context), sent.clone()).changes,
            );
            let step = Step::forward(journal.next_seq(), now, 0, changes);
            if session.fold(&step).is_ok() {
                journal.append(step.seq, &step)?;
            }
        }
        let notices = journal.close(&session).map_err(|not_closed| not_closed.error)?;
        self.store.tell_of(id, &notices);
        Ok(sent)
    }

    /// Documents of a session that were sent and have changed since. Versions that cannot be read tell nothing.
    pub fn outdated(&self, session: &Session) -> Vec<Outdated> {
        if session.sent().is_empty() {
            return Vec::new();
        }
        let context = self.context(session);
        context.map(|context| self.outdated_of(&self.filled(session, &context))).unwrap_or_default()
    }

    /// The same of a session with all that belongs to it.
    pub(super) fn outdated_of(&self, filled: &Filled<'_>) -> Vec<Outdated> {
        if filled.session.sent().is_empty() {
            return Vec::new();
        }
        // Only those that were sent last are asked for: listing reads no more than it needs.
        let names = self.store.names_of(filled.session);
        let numbers: BTreeSet<u32> = filled.session.last_sent().iter().map(|sent| sent.version).collect();
        let read = numbers.into_iter().filter_map(|number| self.store.version_of(&names, number).ok().flatten());
        outdated(filled, &read.collect::<Vec<_>>())
    }

    /// A session as it stands, with what a document of it reads beside it; alone where that cannot be read.
    pub fn stand(&self, session: &Session, document: Option<&str>) -> Stand {
        let context = self.context(session);
        context.map_or_else(|_| Stand::alone(session), |context| stand(&self.filled(session, &context), document))
    }

    /// What the user last chose for the documents of a form; the usual where nothing can be read.
    pub fn choice(&self, form: &str) -> Choice {
        self.store.load(&choice_place(form)).ok().flatten().unwrap_or_default()
    }

    /// Remembers what the user chose for the documents of a form.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn remember(&self, form: &str, choice: &Choice) -> Result<(), StoreError> {
        if self.choice(form) == *choice {
            return Ok(());
        }
        self.store.save(&choice_place(form), choice)
    }
}

fn choice_place(form: &str) -> String {
    format!("choices/{}.ron", super::slug(form))
}
