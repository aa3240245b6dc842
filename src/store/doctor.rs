//! A look over the whole store: what of it is well, what is not, and what to do about it. Nothing is changed.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use serde::Serialize;

use super::inbox::Inbox;
use super::open::read_unlocked;
use super::{Desk, Store, StoreError, lock, save};
use crate::calendar::counted;
use crate::outline::Choice;
use crate::session::Session;

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// What it is about: `sessions`, `locks`.
    pub about: &'static str,
    /// Whether it is as it should be.
    pub well: bool,
    /// How it is.
    pub message: String,
    /// What to do; empty where there is nothing to do.
    pub remedy: String,
}

impl Checked {
    /// As it should be.
    pub fn well(about: &'static str, message: impl Into<String>) -> Self {
        Self { about, well: true, message: message.into(), remedy: String::new() }
    }

    /// Not as it should be.
    pub fn amiss(about: &'static str, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { about, well: false, message: message.into(), remedy: remedy.into() }
    }
}

impl Desk {
    /// Looks everything over.
    ///
    /// # Errors
    /// The store itself cannot be read.
    pub fn look_over_all(&self) -> Result<Vec<Checked>, StoreError> {
        let mut seen = self.store.of_folder()?;
        let ids = self.store.ids()?;
        let of_sessions: Vec<Checked> = ids.iter().flat_map(|id| self.of_session(id)).collect();
        let unread = of_sessions.iter().filter(|one| one.about == SESSIONS && !one.well).count();
        if unread == 0 {
            seen.push(Checked::well(SESSIONS, format!("{}, and all can be read", counted(ids.len(), "session"))));
        }
        seen.extend(of_sessions);
        seen.extend(self.store.orphans()?.into_iter().map(|path| {
            let message = format!("{} has no session beside it, and what is in it is in none", path.display());
            Checked::amiss("journals", message, "put its session back there, or give both the same name")
        }));
        seen.extend(self.of_records()?);
        seen.extend(self.of_inbox());
        seen.extend(self.faults.iter().filter(|fault| !fault.contains(Store::ME)).map(|fault| {
            Checked::amiss("your own files", fault.clone(), "mend it in any text editor; until then it is left out")
        }));
        seen.extend(self.of_templates());
        seen.push(self.store.of_damaged());
        Ok(seen)
    }

    /// What is to be said of one session.
    fn of_session(&self, id: &str) -> Vec<Checked> {
        let read = self.store.paths(id).and_then(|paths| Ok((read_unlocked::<Session>(&paths)?, paths)));
        let ((folded, notices), paths) = match read {
            Ok(read) => read,
            Err(why) => return vec![Checked::amiss(SESSIONS, why.to_string(), rescue(&why, id))],
        };
        let mut seen: Vec<Checked> = Vec::new();
        let journal = paths.journal.display();
        let damaged = |notice| format!("{journal}: {notice}");
        seen.extend(notices.iter().map(|notice| {
            Checked::amiss("journals", damaged(notice), "open the session: what cannot be used is kept aside")
        }));
        match (paths.are_held(), lock::holder(&paths.lock)) {
            (true, Some(holder)) => seen.push(Checked::well("locks", format!("{id} is open: {holder}"))),
            (true, None) => seen.push(Checked::well("locks", format!("{id} is open in another program"))),
            (false, _) if folded.replayed > 0 => {
                let steps = counted(folded.replayed, "change");
                let message = format!("{journal} has {steps} that the file of the session lacks, as nov ended badly");
                seen.push(Checked::amiss("journals", message, format!("nov open {id} brings them back")));
            }
            (false, _) => {}
        }
        let session = folded.document;
        seen.extend(
            self.of_waiting(&Inbox::Session(id.to_owned()), &format!("for {id}, and come in when it is opened")),
        );
        match self.form_of(&session) {
            Ok(found) => seen.extend(found.instead.map(|why| {
                let place = Store::form_place(session.form(), session.version());
                Checked::amiss("forms", why.to_string(), rescue(&why, &place))
            })),
            Err(why) => seen.push(Checked::amiss("forms", why.to_string(), "")),
        }
        let numbers = session.sent().iter().map(|sent| sent.version).filter(|number| *number > 0);
        for number in numbers {
            let place = self.store.root().join(Store::version_place(id, number));
            match self.store.version(id, number) {
                Ok(Some(_)) => {}
                Ok(None) => {
                    let message = format!("{} is gone: it held {id} as it was sent", place.display());
                    seen.push(Checked::amiss("versions", message, "put it back from a backup"));
                }
                Err(why) => seen.push(Checked::amiss("versions", why.to_string(), "or put it back from a backup")),
            }
        }
        seen
    }

    /// The small documents: schools, figures, the user's own record, kept forms, choices.
    fn of_records(&self) -> Result<Vec<Checked>, StoreError> {
        let schools = self.store.schools()?;
        let of_school = |slug: &String| [Store::school_place(slug), Store::figures_place(slug)];
        let in_folder = |folder: &str| self.store.listed(folder).map_or_else(|_| Vec::new(), |(_, files)| files);
        let forms = in_folder("forms").into_iter().filter(|place| place.contains('@'));
        let places = schools.iter().flat_map(of_school).chain([Store::ME.to_owned()]).chain(forms);
        let mut seen: Vec<Checked> = places
            .filter_map(|place| {
                self.wrong_with(&place).map(|why| Checked::amiss(RECORDS, why.to_string(), rescue(&why, &place)))
            })
            .collect();
        seen.extend(in_folder("choices").iter().filter_map(|place| {
            let why = self.store.load::<Choice>(place).err()?;
            Some(Checked::amiss(RECORDS, why.to_string(), "or remove it: your choice is asked for anew"))
        }));
        let (_, faults) = self.measures();
        seen.extend(faults.into_iter().map(|fault| Checked::amiss(RECORDS, fault, "mend it in any text editor")));
        if seen.is_empty() {
            let schools = counted(schools.len(), "school");
            seen.push(Checked::well(RECORDS, format!("{schools}, your own record, forms and figures can be read")));
        }
        Ok(seen)
    }

    fn of_inbox(&self) -> Vec<Checked> {
        let seen = self.of_waiting(&Inbox::Store, "in the inbox, on the home screen");
        if seen.is_empty() { vec![Checked::well("inbox", "nothing waits in it")] } else { seen }
    }

    fn of_waiting(&self, inbox: &Inbox, place: &str) -> Vec<Checked> {
        let waiting = match self.store.notes(inbox) {
            Ok(waiting) => waiting,
            Err(why) => return vec![Checked::amiss("inbox", why.to_string(), "")],
        };
        let notes = Some(waiting.notes.len()).filter(|notes| *notes > 0);
        let notes = notes.map(|notes| Checked::well("inbox", format!("{} waiting {place}", counted(notes, "note"))));
        let damaged = Some(waiting.damaged).filter(|lines| *lines > 0).map(|lines| {
            let message = format!("{} among the notes {place}, cannot be read", counted(lines, "line"));
            Checked::amiss("inbox", message, "start nov: the bytes are kept aside in the folder “damaged”")
        });
        notes.into_iter().chain(damaged).collect()
    }

    /// The authority's own Word documents.
    fn of_templates(&self) -> Vec<Checked> {
        let Ok((_, files)) = self.store.listed("templates") else { return Vec::new() };
        let forms = self.library.form_ids();
        let is_of_a_form = |stem: &str| {
            forms
                .iter()
                .any(|form| stem.strip_prefix(form).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')))
        };
        let look = |place: &String| {
            let path = self.store.root().join(place);
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            if path.extension().is_none_or(|end| end != "docx") || !is_of_a_form(&stem) {
                let message = format!("{} is of no form, so nothing fills it", path.display());
                return Checked::amiss(
                    "templates",
                    message,
                    "name it FORM.docx or FORM-DOCUMENT.docx, as in nov forms",
                );
            }
            match fs::read(&path) {
                Err(error) => Checked::amiss("templates", StoreError::io("read", &path)(error).to_string(), ""),
                Ok(bytes) if zip::ZipArchive::new(Cursor::new(&bytes)).is_err() => {
                    let message = format!("{} is no Word document", path.display());
                    Checked::amiss("templates", message, "save it again as .docx; until then exports of it fail")
                }
                Ok(_) => Checked::well("templates", format!("{place} can be read")),
            }
        };
        files.iter().map(look).collect()
    }
}

const SESSIONS: &str = "sessions";
const RECORDS: &str = "records";

/// What to do about a document that cannot be read: the command that takes up what can be, where that helps.
fn rescue(why: &StoreError, place: &str) -> String {
    // A file of a newer nov is whole, and one the disk does not give is no damage.
    let is_whole = matches!(why, StoreError::NewerSchema { .. } | StoreError::Io { .. });
    if is_whole { String::new() } else { format!("or nov rescue {place} takes up what can be read") }
}

impl Store {
    /// The folder itself: whether it can be written, and whether others can look in.
    fn of_folder(&self) -> Result<Vec<Checked>, StoreError> {
        let root = self.root().display().to_string();
        let mut seen = vec![match save::try_writing(self.root()) {
            Ok(()) => Checked::well("store", format!("{root} can be read and written")),
            Err(why) => {
                let message = format!("{root} cannot be written: {}", super::remedy(&why));
                Checked::amiss("store", message, "until then nothing typed can be kept")
            }
        }];
        let mut open = Vec::new();
        self.open_to_others("", &mut open)?;
        seen.push(match open.first() {
            None => Checked::well("privacy", "only you can read what is in it"),
            Some(first) => {
                let first = self.root().join(first).display().to_string();
                let message =
                    format!("others on this machine can reach {} of it, first {first}", counted(open.len(), "part"));
                Checked::amiss("privacy", message, format!("chmod -R go-rwx \"{root}\""))
            }
        });
        Ok(seen)
    }

    /// Files and folders that others than their owner may read or write; below a closed folder none is reached.
    fn open_to_others(&self, folder: &str, open: &mut Vec<String>) -> Result<(), StoreError> {
        let (folders, files) = self.listed(folder)?;
        if is_open(&self.root().join(folder)) {
            open.push(folder.to_owned());
        }
        open.extend(files.into_iter().filter(|file| is_open(&self.root().join(file))));
        for below in folders {
            self.open_to_others(&below, open)?;
        }
        Ok(())
    }

    /// What was kept aside.
    fn of_damaged(&self) -> Checked {
        let kept = self.listed("damaged").map_or(0, |(_, files)| files.len());
        if kept == 0 {
            return Checked::well("kept aside", "nothing");
        }
        let (files, folder) = (counted(kept, "file"), self.root().join("damaged"));
        let message =
            format!("{files} in {}, which nov could not use; remove them once you miss nothing", folder.display());
        Checked::well("kept aside", message)
    }
}

#[cfg(unix)]
fn is_open(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).is_ok_and(|metadata| metadata.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open(_: &Path) -> bool {
    false
}
