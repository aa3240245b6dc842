//! A damaged file: how much of it still reads, and taking that up again. The damaged bytes are kept aside first, whole.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::aside::Aside;
use super::desk::Desk;
use super::document::{Document, schema_of};
use super::error::StoreError;
use super::hold::faithful_text;
use super::lock::{self, Asked, Lock};
use super::records::record_text;
use super::{ME, Store, is_session_id, reading, save, slug};
use crate::calendar::{SchoolYear, counted};
use crate::forms::Form;
use crate::journal::{self, Recovery};
use crate::measures::Figures;
use crate::ronfile::{self, HOLE, Rescued, decode};
use crate::session::{Lacks, Record, SCHEMA, Session, Step, rescued_in_words};

/// What can be read of a damaged file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readable {
    /// Its place in the store: `2010-01-12-hillside-primary-rtm.ron`, `schools/hillside-primary.ron`.
    pub place: String,
    /// How much, in words: `38 of 40 entries, 12 of 12 fields`.
    pub how_much: String,
    /// Which lines hold what cannot be read; empty: none.
    pub lost: String,
    /// The text of a sound file with what can be read.
    text: String,
    /// What became of the journal beside it.
    journal: String,
}

impl Readable {
    /// The whole of it in a sentence.
    pub fn in_words(&self) -> String {
        let Self { how_much, lost, journal, .. } = self;
        format!("{how_much}{journal}{lost}")
    }
}

impl Desk {
    /// The place in the store of a file that can be rescued, by its path.
    pub fn place_of(&self, path: &Path) -> Option<String> {
        let place = path.strip_prefix(self.store.root()).ok()?.to_str()?;
        kind_of(place).map(|_| place.to_owned())
    }

    /// Why a file of the store cannot be read; nothing if it can, or is not there.
    pub fn wrong_with(&self, place: &str) -> Option<StoreError> {
        match kind_of(place)? {
            Kind::Session(id) => self.store.read_session::<Session>(id).err(),
            Kind::Record => self.store.load::<Record>(place).err(),
            Kind::Figures => self.store.load::<Figures>(place).err(),
            Kind::Form => self.store.load::<Form>(place).err(),
        }
    }

    /// Reads the user's own record anew.
    pub fn read_me(&mut self) {
        if let Ok(me) = self.store.load::<Record>(Store::ME) {
            self.me = me.unwrap_or_default();
            let path = self.store.root().join(Store::ME).display().to_string();
            self.faults.retain(|fault| !fault.starts_with(&path));
        }
    }

    /// What can be read of a damaged file. Nothing is changed.
    ///
    /// # Errors
    /// Nothing of it can be, it is not damaged, a newer nov wrote it, or the disk refuses.
    pub fn look_over(&self, place: &str) -> Result<Readable, StoreError> {
        let path = self.store.root().join(place);
        let bytes = fs::read(&path).map_err(StoreError::io("read", &path))?;
        self.readable(place, &path, &bytes)
    }

    /// Takes up again what can be read of a damaged file, and says how much that is and where the damaged one is now.
    ///
    /// # Errors
    /// As [`Desk::look_over`]; or the file is open in another program. Then all is as it was.
    pub fn rescue(&self, place: &str) -> Result<String, StoreError> {
        let path = self.store.root().join(place);
        let (journal, lock) = (path.with_extension("journal"), path.with_extension("lock"));
        let lock = match Lock::ask(&lock)? {
            Asked::Got(lock) if !lock::is_held(&journal) => lock,
            Asked::Got(_) | Asked::Held(_) => return Err(StoreError::Busy { path }),
            Asked::Unwritable(error) => return Err(StoreError::io("write", &lock)(error)),
        };
        let rescued = self.rescue_locked(place, &path, &journal);
        lock.remove();
        rescued
    }

    /// The damaged bytes are safe before the file is replaced, and the journal's before it goes. Between the two the
    /// journal holds nothing that the file lacks.
    fn rescue_locked(&self, place: &str, path: &Path, journal: &Path) -> Result<String, StoreError> {
        let bytes = fs::read(path).map_err(StoreError::io("read", path))?;
        let readable = self.readable(place, path, &bytes)?;
        let aside = Aside::of(self.store.root());
        let kept = aside.keep(&place.replace('/', "-"), &bytes, String::new())?;
        let steps = reading::journal_bytes(journal)?;
        if !steps.is_empty() {
            aside.keep(&format!("{}.journal", place.trim_end_matches(".ron")), &steps, String::new())?;
        }
        save::replace(path, readable.text.as_bytes())?;
        match fs::remove_file(journal) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(StoreError::io("remove", journal)(error));
            }
            Ok(()) | Err(_) => {}
        }
        let whole = kept.kept_at.map(|at| format!(" The damaged file is kept whole as {}.", at.display()));
        Ok(format!("Saved: {}.{}", readable.in_words(), whole.unwrap_or_default()))
    }

    fn readable(&self, place: &str, path: &Path, bytes: &[u8]) -> Result<Readable, StoreError> {
        let Some(kind) = kind_of(place) else { return Err(StoreError::BadName { name: place.to_owned() }) };
        if bytes.trim_ascii().is_empty() && !matches!(kind, Kind::Form) {
            return Err(StoreError::Empty { path: path.to_owned() });
        }
        let text = decode(bytes);
        refuse_newer(place, path, &text)?;
        // What an editor saved otherwise may be whole, and yet cannot be read as it is.
        let reads = std::str::from_utf8(bytes).is_ok();
        let (text, how_much, lost, journal) = match kind {
            Kind::Session(id) => {
                let whole = <Session as Document>::read(&text).ok().filter(|_| !text.contains(HOLE));
                refuse_sound(place, reads && whole.is_some())?;
                let found = self.session_of(id, &text, whole, path)?;
                let (session, how_much, lost, journal) = found.ok_or_else(|| nothing_of(path))?;
                let text =
                    faithful_text(&session).map_err(|what| StoreError::Unfaithful { path: path.to_owned(), what })?;
                (text, how_much, lost, journal)
            }
            Kind::Record => {
                let facts = [("facts", "fact", "facts")];
                record_of(place, &text, reads, path, &facts, Record::rescue, |record| self.name_again(place, record))?
            }
            Kind::Figures => record_of(place, &text, reads, path, &FIGURES, Figures::rescue, |_| "")?,
            Kind::Form => self.form_again(place, &text, reads, path)?,
        };
        Ok(Readable { place: place.to_owned(), how_much, lost, text, journal })
    }

    /// A session with what reads of its file and fits of its journal; nothing if that is nothing.
    fn session_of(
        &self,
        id: &str,
        text: &str,
        whole: Option<Session>,
        path: &Path,
    ) -> Result<Option<(Session, String, String, String)>, StoreError> {
        let steps = reading::journal_bytes(&path.with_extension("journal"))?;
        let found = journal::recover::<Step>(&steps);
        if let Some(newer) = found.header.as_ref().map(|head| head.schema).filter(|schema| *schema > SCHEMA) {
            let path = path.with_extension("journal");
            return Err(StoreError::NewerSchema { path, found: newer, known: SCHEMA });
        }
        let was_whole = whole.is_some();
        let rescued = match whole {
            Some(session) => Rescued::whole(session),
            None => match self.blank(id) {
                Some(blank) => Session::rescue(text, blank),
                None => return Ok(None),
            },
        };
        if !was_whole && (rescued.parts.iter().all(|part| part.read == 0) || rescued.document.form().is_empty()) {
            return Ok(None);
        }
        let lacks = if was_whole { Lacks::default() } else { Lacks::of(&rescued) };
        let lost = lost_lines(&rescued.lost);
        let placed = was_whole || rescued.has("applied");
        let mut session = rescued.document.clone();
        let journal = fold(&mut session, &found, &lacks, placed);
        if !was_whole {
            for version in self.store.versions(id).unwrap_or_default().versions {
                session.skip_numbers_of(version.content());
            }
            session.settle_numbers();
        }
        let how_much = if was_whole { "all of it".to_owned() } else { rescued_in_words(&rescued, &session) };
        let form = self.form_of(&session).ok().map(|found| found.form.in_year(SchoolYear::of(session.date())));
        session.complete_agenda(form.as_ref());
        Ok(Some((session.under_its_name(id), how_much, lost, journal)))
    }

    /// Gives a school that lost its name the one its sessions know it by, else that of its file.
    fn name_again(&self, place: &str, record: &mut Record) -> &'static str {
        let Some(slug) = place.strip_prefix("schools/").and_then(|name| name.strip_suffix(".ron")) else { return "" };
        if !record.fact("name").is_empty() {
            return "";
        }
        let ids = self.perhaps_of(slug).unwrap_or_default().into_iter();
        let mut sessions = ids.filter_map(|id| self.store.read_session::<Session>(&id).ok()).map(|view| view.document);
        let known = sessions.find(|session| session.school_slug() == slug).map(|session| session.school().to_owned());
        let is_known = known.is_some();
        let name = record.setting("name", &known.unwrap_or_else(|| in_words(slug)));
        drop(record.apply(&name));
        if is_known { "; its name is the one its sessions have" } else { "; its name is that of its file" }
    }

    /// The form that nov brings, of the same version, in the place of a copy that cannot be read.
    fn form_again(&self, place: &str, text: &str, reads: bool, path: &Path) -> Result<Taken, StoreError> {
        refuse_sound(place, reads && ronfile::read::<Form>(text).is_ok())?;
        let ids = self.library.form_ids().into_iter();
        let mut forms = ids.filter_map(|id| self.library.form_as_written(id).ok());
        let form = forms.find(|form| Store::form_place(&form.id, &form.version) == place);
        let form = form.ok_or_else(|| nothing_of(path))?;
        let how_much = "the form that nov brings, of the same version, takes its place".to_owned();
        Ok((record_text(&form, path)?, how_much, String::new(), String::new()))
    }

    /// A session of which only the name of its file is known: day, school and form.
    fn blank(&self, id: &str) -> Option<Session> {
        let (day, rest) = id.split_at_checked(10)?;
        let date: NaiveDate = day.parse().ok()?;
        let rest = rest.strip_prefix('-')?;
        let unnumbered = rest.rsplit_once('-').filter(|(_, n)| n.parse::<u32>().is_ok()).map_or(rest, |(stem, _)| stem);
        let ids = self.library.form_ids();
        let named = |id: &&&str| unnumbered.strip_suffix(&slug(id)).is_some_and(|school| school.ends_with('-'));
        let form = ids.iter().filter(named).max_by_key(|id| id.len());
        let blank = Session::blank(id, date);
        let Some(form) = form.and_then(|form| self.library.form_as_written(form).ok()) else { return Some(blank) };
        let school = unnumbered.strip_suffix(&slug(&form.id)).unwrap_or_default().trim_end_matches('-');
        let record = self.store.load::<Record>(&Store::school_place(school)).ok().flatten().unwrap_or_default();
        let name = Some(record.fact("name")).filter(|name| !name.is_empty()).unwrap_or(school);
        Some(blank.named((&form.id, &form.version), (school, name)))
    }
}

/// What a place of the store holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind<'a> {
    /// The session of this id.
    Session(&'a str),
    /// A record: a school's, the user's own.
    Record,
    /// The figures of a school.
    Figures,
    /// A form as sessions began with it.
    Form,
}

/// The new text of a file, how much of it was read, what is lost, and what became of its journal.
type Taken = (String, String, String, String);

fn kind_of(place: &str) -> Option<Kind<'_>> {
    let name = place.strip_suffix(".ron")?;
    match name.split_once('/') {
        None if name == ME => Some(Kind::Record),
        None => is_session_id(name).then_some(Kind::Session(name)),
        Some(("schools", slug)) => super::is_name(slug).then_some(Kind::Record),
        Some(("figures", slug)) => super::is_name(slug).then_some(Kind::Figures),
        Some(("forms", name)) => (super::is_name(name) && name.contains('@')).then_some(Kind::Form),
        Some(_) => None,
    }
}

/// Refuses a file of a layout that only a newer nov knows: read as if it were known, it would lose what is new in it.
pub(super) fn refuse_newer(place: &str, path: &Path, text: &str) -> Result<(), StoreError> {
    let known = match kind_of(place) {
        Some(Kind::Session(_) | Kind::Record) => SCHEMA,
        Some(Kind::Figures) => crate::measures::SCHEMA,
        Some(Kind::Form) | None => return Ok(()),
    };
    match schema_of(text).filter(|found| *found > known) {
        Some(found) => Err(StoreError::NewerSchema { path: path.to_owned(), found, known }),
        None => Ok(()),
    }
}

/// What is counted of figures.
const FIGURES: [(&str, &str, &str); 3] =
    [("tables", "table", "tables"), ("targets", "target", "targets"), ("hypotheses", "hypothesis", "hypotheses")];

/// What can be read of a record: its new text, how much that is, what is lost.
fn record_of<T: Serialize + DeserializeOwned>(
    place: &str,
    text: &str,
    reads: bool,
    path: &Path,
    parts: &[(&'static str, &str, &str)],
    rescue: fn(&str) -> Rescued<T>,
    complete: impl FnOnce(&mut T) -> &'static str,
) -> Result<Taken, StoreError> {
    let whole = ronfile::read::<T>(text).ok().filter(|_| !text.contains(HOLE));
    refuse_sound(place, reads && whole.is_some())?;
    let is_whole = whole.is_some();
    let mut rescued = whole.map_or_else(|| rescue(text), Rescued::whole);
    let head = || rescued.parts.iter().any(|part| part.read > 0).then(|| "its head alone".to_owned());
    let how_much = if is_whole { Some("all of it".to_owned()) } else { rescued.in_words(parts).or_else(head) };
    let how_much = how_much.ok_or_else(|| nothing_of(path))? + complete(&mut rescued.document);
    Ok((record_text(&rescued.document, path)?, how_much, lost_lines(&rescued.lost), String::new()))
}

/// A slug as a name: `hillside-primary` is Hillside Primary.
fn in_words(slug: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    slug.split('-').map(capital).collect::<Vec<_>>().join(" ")
}

/// Refuses what is not damaged.
fn refuse_sound(place: &str, reads: bool) -> Result<(), StoreError> {
    let what = || format!("{place} reads as it is: there is nothing to rescue");
    if reads { Err(StoreError::Asked { what: what() }) } else { Ok(()) }
}

fn nothing_of(path: &Path) -> StoreError {
    let what = format!("nothing of {} can be read; it is left as it is: put back a copy of it", path.display());
    StoreError::Asked { what }
}

/// Folds in the steps that the file lacks, as far as they fit, and says what became of them.
fn fold(session: &mut Session, found: &Recovery<Step>, lacks: &Lacks, placed: bool) -> String {
    let Some(last) = found.steps.last() else { return String::new() };
    let follows = found.steps.first().is_some_and(|first| first.seq <= session.applied() + 1);
    if !placed || !follows {
        session.skip_to(last.seq);
        return "; its journal cannot be told to belong to it and is kept beside it".to_owned();
    }
    let (mut fitting, mut others) = (0, 0);
    for step in found.steps.iter().filter(|step| step.seq > session.applied()).collect::<Vec<_>>() {
        if session.fold_what_fits(&step.step, lacks) { fitting += 1 } else { others += 1 }
    }
    match (fitting, others) {
        (0, 0) => String::new(),
        (all, 0) => format!("; the {} of its journal", counted(all, "step")),
        (some, others) => {
            let others = counted(others, "step");
            format!("; {} of its journal, while {others} did not fit what is left", counted(some, "step"))
        }
    }
}

/// Lines that could not be read, in words.
fn lost_lines(lost: &[(usize, usize)]) -> String {
    const SHOWN: usize = 3;
    if lost.is_empty() {
        return String::new();
    }
    let named =
        |(first, last): &(usize, usize)| if first == last { first.to_string() } else { format!("{first}–{last}") };
    let shown: Vec<String> = lost.iter().take(SHOWN).map(named).collect();
    let more = if lost.len() > SHOWN { " and further ones" } else { "" };
    format!("; not what stands in its lines {}{more}", shown.join(", "))
}
