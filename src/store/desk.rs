//! A store with everything that is read beside it: forms, calendar, records. What programs open to work.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use chrono::{NaiveDate, NaiveDateTime};

use super::context::Context;
use super::inbox::{Inbox, NewNote};
use super::index::{LastListed, SchoolRow};
use super::kept_forms::KeptForms;
use super::own::own_files;
use super::{Listed, Mode, Store, StoreError, View};
use crate::calendar::{Audience, Calendar, CalendarDate, Count};
use crate::caseload::{Asked, Summary, note_taken_into, settle_actions};
use crate::forms::{About, Form, Library, Life, Role};
use crate::grammar::{Context as Reading, Parsed, RoleName};
use crate::measures::Definitions;
use crate::session::{Change, Filled, NoteReading, Record, Session, Step, counted_from, following, taking_in};
use crate::settings::Days;

/// Fact of a school that is here only to practise on.
pub(super) const PRACTICE: &str = "practice";
/// The file in `forms` that says what is asked of a SIP.
const DUTIES: &str = "duties.ron";
/// Slug under which sessions about the user are kept; no school's record has it.
pub(super) const OWN_RECORDS: &str = "own-records";

/// Whether a session has the name it was given when it began: its day, its school, its form, and which of several it is.
fn is_named_by_nov(id: &str, forms: &[&str]) -> bool {
    let unnumbered = id.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('-');
    let has_form =
        |name: &str| forms.iter().any(|form| name.strip_suffix(form).is_some_and(|rest| rest.ends_with('-')));
    let is_dated = id.get(..10).is_some_and(|day| day.parse::<NaiveDate>().is_ok());
    is_dated && (has_form(id) || has_form(unnumbered))
}

/// A store and what belongs to it.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The folder of documents.
    pub store: Store,
    /// Forms, scales, prompt lists and roles, the user's own included.
    pub library: Library,
    /// Terms and holidays, the user's own included.
    pub calendar: Calendar,
    /// What an authority of the user's asks of a SIP, in place of the handbook.
    asked: Option<Arc<Asked>>,
    /// How days are counted.
    pub count: Count,
    /// The user's own record.
    pub me: Record,
    /// Roles as the one-line grammar knows them.
    roles: Vec<RoleName>,
    /// What could not be read beside the sessions; each a sentence.
    pub faults: Vec<String>,
    /// What rows of the index depend on beside their session: the files of the user's own.
    made_with: String,
    /// What measures are; read when first asked for.
    pub(super) definitions: Arc<OnceLock<Definitions>>,
    /// Copies of forms read so far.
    pub(super) kept_forms: KeptForms,
}

/// What a listing of the store holds.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// Sessions, newest first.
    pub sessions: Vec<Summary>,
    /// What cannot be read: the id of a session or the place of a record, and why.
    pub damaged: Vec<(String, String)>,
    /// Schools that have a record, by slug; those to practise on left out.
    pub schools: Vec<SchoolRow>,
    /// Phases of the user: as said in their own record, else those of the schools.
    pub phases: Vec<String>,
    /// Notes in the store's inbox: id, when and what.
    pub inbox: Vec<(String, NaiveDateTime, String)>,
    /// How many sessions and schools are put away.
    pub put_away: usize,
}

impl Desk {
    /// Opens a store with everything beside it. A file of the user's own that cannot be read is left out and named.
    ///
    /// # Errors
    /// The store itself cannot be used.
    pub fn open(root: &Path, days: Days) -> Result<Self, StoreError> {
        let count = match days {
            Days::Working => Count::Working,
            Days::Calendar => Count::Calendar,
        };
        let store = Store::open(root)?;
        let mut library = Library::shipped();
        let mut calendar = Calendar::shipped();
        let mut faults = Vec::new();
        let mut own = String::new();
        let mut files = Vec::new();
        let mut duties = None;
        for (path, text) in own_files(&store.root().join("forms"), |name| !name.contains('@')) {
            own.extend(text.as_deref());
            match text {
                Ok(text) if Path::new(&path).ends_with(DUTIES) => duties = Some((path, text)),
                Ok(text) => files.push((path, text)),
                Err(fault) => faults.push(fault),
            }
        }
        faults.extend(library.add_own(files).iter().map(ToString::to_string));
        // What it names may be a form of the user's own.
        let asked = duties.map(|(path, text)| Asked::read(&path, &text, &library).map_err(|error| error.to_string()));
        let asked = asked.and_then(|asked| asked.map_err(|fault| faults.push(fault)).ok()).map(Arc::new);
        let mut given = BTreeMap::new();
        for (path, text) in own_files(&store.root().join(super::own::CALENDARS), |_| true) {
            own.extend(text.as_deref());
            let years = text.as_deref().map(|text| Calendar::given_in(&path, text)).unwrap_or_default();
            let added = text.and_then(|text| calendar.add(&path, &text).map_err(|e| e.to_string()));
            faults.extend(added.err());
            for year in years {
                if let Some(first) = given.insert(year, path.clone()) {
                    faults.push(format!("{path} gives the terms of {year}, as {first} does: those of {path} count; take {year} out of one of them"));
                }
            }
        }
        let me = match store.load::<Record>(Store::ME) {
            Ok(me) => me.unwrap_or(Record::new()),
            Err(error) => {
                faults.push(error.to_string());
                // Nobody new: what is kept of them is there, and cannot be read.
                let mut unread = Record::new();
                let asked = unread.setting("asked", "yes");
                drop(unread.apply(&asked));
                unread
            }
        };
        let made_with = format!("{count:?} {:08x}", crate::journal::checksum_of(own.as_bytes()));
        let named = |role: &Role| RoleName {
            id: role.id.clone(),
            label: role.label.clone(),
            aliases: role.aliases.clone(),
            of: role.of.clone(),
            among: role.among.clone(),
        };
        let roles = library.roles().iter().map(named).collect();
        let (definitions, kept_forms) = (Arc::default(), KeptForms::default());
        Ok(Self { store, library, calendar, asked, count, me, roles, faults, made_with, definitions, kept_forms })
    }

    /// What is asked of a SIP: by the authority's own file, else by the handbook.
    pub(super) fn asked(&self) -> &Asked {
        self.asked.as_deref().unwrap_or_else(|| Asked::shipped())
    }

    /// What could not be read beside the sessions, with paths as they are inside the store: short enough for a line.
    pub fn faults_in_short(&self) -> Vec<String> {
        let root = format!("{}{}", self.store.root().display(), std::path::MAIN_SEPARATOR);
        let short = self.faults.iter().map(|fault| fault.replace(&root, ""));
        // The user's own record stands among what is damaged: it can be rescued.
        short.filter(|fault| !fault.starts_with(Store::ME)).collect()
    }

    /// The form as a session fills it.
    pub fn filled<'a>(&'a self, session: &'a Session, context: &'a Context) -> Filled<'a> {
        Filled {
            form: &context.form,
            session,
            school: &context.school,
            me: &self.me,
            calendar: &self.calendar,
            scales: &context.scales,
            prompts: &context.prompts,
            roles: &self.roles,
            count: self.count,
            figures: &context.figures,
        }
    }

    /// All sessions, newest first; damaged ones apart.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn shelf(&self) -> Result<Shelf, StoreError> {
        self.shelved(self.store.list::<Session>(&self.made_with(), &|session| self.summary(session))?)
    }

    /// Ids of the sessions that may be of a school, oldest first: those named after it, and those whose file has a name that
    /// somebody else gave it. Whose they are, they say themselves.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn perhaps_of(&self, slug: &str) -> Result<Vec<String>, StoreError> {
        let forms = self.library.form_ids();
        let mut ids = self.store.ids()?;
        ids.retain(|id| id.contains(slug) || !is_named_by_nov(id, &forms));
        ids.sort_unstable();
        Ok(ids)
    }

    /// What stood on the shelf when it was last looked at; it may have changed since.
    pub fn last_shelf(&self, last: LastListed<Summary>) -> Option<Shelf> {
        self.shelved(last.made_with(&self.made_with())?).ok()
    }

    /// What rows of the index depend on beside their session: the user's own record, too, which says whose actions are
    /// theirs and stands in what was sent.
    fn made_with(&self) -> String {
        let facts: Vec<(&str, &str)> = self.me.facts().collect();
        format!("{} {:08x}", self.made_with, crate::journal::checksum_of(format!("{facts:?}").as_bytes()))
    }

    fn shelved(&self, listed: Listed<Summary>) -> Result<Shelf, StoreError> {
        let wrong = |school: &SchoolRow| Some((Store::school_place(&school.slug), school.wrong.clone()?));
        let damaged: Vec<_> = listed.schools.iter().filter_map(wrong).collect();
        let schools = listed.schools.into_iter().filter(|school| !school.is_for_practice()).collect::<Vec<_>>();
        let me = self.wrong_with(Store::ME).map(|why| (Store::ME.to_owned(), why.to_string()));
        let mut shelf = Shelf {
            sessions: listed.rows,
            damaged: listed.damaged.into_iter().chain(damaged).chain(me).collect(),
            phases: self.phases(&schools),
            schools,
            ..Shelf::default()
        };
        for (place, why) in shelf.sessions.iter().flat_map(|session| &session.unread) {
            if !shelf.damaged.iter().any(|(known, _)| known == place) {
                shelf.damaged.push((place.clone(), why.clone()));
            }
        }
        note_taken_into(&mut shelf.sessions);
        settle_actions(&mut shelf.sessions);
        // The file keeps its name when the day is mended; the list goes by the day.
        shelf.sessions.sort_by_key(|summary| std::cmp::Reverse(summary.date));
        shelf.put_away = self.store.put_away_count();
        let inbox = self.store.notes(&Inbox::Store)?;
        if inbox.damaged > 0
            && let Err(error) = self.store.forget_notes(&Inbox::Store, &[])
        {
            self.store.tell_later(error.to_string());
        }
        shelf.inbox = inbox.notes.into_iter().map(|note| (note.id, note.time, note.text)).collect();
        Ok(shelf)
    }

    /// Whether a school is here only to practise on.
    pub(super) fn is_for_practice(&self, slug: &str) -> bool {
        let record = self.store.load::<Record>(&Store::school_place(slug)).ok().flatten();
        record.is_some_and(|record| record.fact(PRACTICE) == "yes")
    }

    /// Names of the schools with a record, those to practise on left out.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn schools(&self) -> Result<Vec<String>, StoreError> {
        let schools = self.store.school_rows()?.into_iter().filter(|school| !school.is_for_practice());
        Ok(schools.map(|school| school.name().to_owned()).collect())
    }

    /// The phases the user works in.
    fn phases(&self, schools: &[SchoolRow]) -> Vec<String> {
        let own: Vec<&str> = self.me.fact("phases").split(", ").filter(|phase| !phase.is_empty()).collect();
        let theirs =
            || schools.iter().map(|school| school.record.fact("phase")).filter(|phase| !phase.is_empty()).collect();
        let mut phases: Vec<&str> = if own.is_empty() { theirs() } else { own };
        phases.sort_unstable();
        phases.dedup();
        phases.into_iter().map(str::to_owned).collect()
    }

    /// The dates of the calendar that the user has to keep from a day on: briefings of their phases, boards, deadlines.
    pub fn to_keep(&self, phases: &[String], from: NaiveDate) -> Vec<CalendarDate> {
        self.calendar.to_keep(from, Audience::of(phases, self.me.fact("nca")))
    }

    /// Sets facts of a school's record, making it if there is none.
    ///
    /// # Errors
    /// The record cannot be read or written.
    pub fn set_school(&self, slug: &str, facts: &[(String, String)]) -> Result<Record, StoreError> {
        self.store.update(&Store::school_place(slug), |record: Option<Record>| {
            let mut record = record.unwrap_or_default();
            for (name, to) in facts {
                let change = record.setting(name, to);
                // A change made from the record as it is always fits it.
                drop(record.apply(&change));
            }
            record
        })
    }

    /// Has the school's record follow what a session gives the school now, where it gave it something else before; gives what
    /// was set.
    ///
    /// # Errors
    /// The record cannot be written.
    pub fn follow(
        &self,
        session: &Session,
        context: &Context,
        before: &[(String, String)],
    ) -> Result<Vec<(String, String)>, StoreError> {
        let facts = following(&self.filled(session, context), before);
        if !facts.is_empty() {
            self.set_school(session.school_slug(), &facts)?;
        }
        Ok(facts)
    }

    /// How the user's own records are headed.
    pub(super) fn own_name(&self) -> &str {
        match self.me.fact("name") {
            "" => "Your own records",
            name => name,
        }
    }

    /// Ids of the forms that are about the user and ask for no school.
    pub fn own_forms(&self) -> Vec<String> {
        let about_me = |id: &&str| self.library.form(id).is_ok_and(|form| form.about == About::Me);
        self.library.form_ids().into_iter().filter(about_me).map(str::to_owned).collect()
    }

    /// Forms kept up beside the visits of a school: id and title, places of years in it.
    pub fn standing_forms(&self) -> Vec<(String, String)> {
        let forms = self.library.form_ids().into_iter().filter_map(|id| self.library.form_as_written(id).ok());
        let kept_up = forms.filter(|form| form.life == Life::Standing && form.about == About::School);
        kept_up.map(|form| (form.id, form.title)).collect()
    }

    /// Puts a copy of a session into the store, to practise on.
    ///
    /// # Errors
    /// The text is no session, or the store cannot be written.
    pub fn adopt(&self, text: &str) -> Result<String, StoreError> {
        let example: Session = crate::ronfile::read(text).map_err(|e| StoreError::Asked { what: e.to_string() })?;
        let form =
            self.library.form_as_written(example.form()).map_err(|e| StoreError::Asked { what: e.to_string() })?;
        self.store.keep_form(&form.id, &form.version, &form)?;
        // Records about oneself are another's in an example: they must not count among the user's own.
        let place = match form.about {
            About::School => example.school_slug().to_owned(),
            About::Me => format!("{OWN_RECORDS}-{PRACTICE}"),
        };
        let known = self.store.schools()?.contains(&place);
        self.set_school(&place, &[("name".to_owned(), example.school().to_owned())])?;
        // A school that is here only to practise on brings no deadlines and is not offered for real sessions.
        if !known {
            self.set_school(&place, &[(PRACTICE.to_owned(), "yes".to_owned())])?;
        }
        self.store.create_session(example.date(), example.school_slug(), &form.id, |id| example.moved(id, &place))
    }

    /// Puts a note into the inbox of a session, or the store's.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn note(&self, to: Option<&str>, note: &NewNote) -> Result<(), StoreError> {
        let inbox = to.map_or(Inbox::Store, |id| Inbox::Session(id.to_owned()));
        self.store.drop_note(&inbox, note).map(drop)
    }

    /// Which session a note without a name belongs to: the one that is open, else today's only one.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn open_or_todays(&self, today: NaiveDate) -> Result<Option<String>, StoreError> {
        let ids = self.store.ids()?;
        let open: Vec<&String> = ids.iter().filter(|id| self.store.is_open(id).unwrap_or(false)).collect();
        if let [only] = open.as_slice() {
            return Ok(Some((*only).clone()));
        }
        let day = today.to_string();
        let todays: Vec<&String> = ids.iter().filter(|id| id.starts_with(&day)).collect();
        Ok(match todays.as_slice() {
            [only] if open.is_empty() => Some((*only).clone()),
            _ => None,
        })
    }

    /// A session with the notes that wait in its inbox as entries; what is to be said of its files is kept to be told.
    pub fn with_waiting(&self, view: View<Session>) -> Session {
        let View { document, waiting, notices } = view;
        self.store.tell_of(document.id(), &notices);
        drop(self.store.tell_of_damaged_lines(&Inbox::Session(document.id().to_owned()), &waiting));
        let mut session = document;
        for note in waiting.notes {
            let parsed = self.read_note(&session, &note.text, note.reading, note.time);
            let at_hand = session.item_at_hand().to_owned();
            let taken = taking_in(&session, &note.id, &parsed, note.item.as_deref(), &at_hand, note.time);
            session = with(&session, taken.unwrap_or_default(), note.time);
        }
        session
    }

    /// What a note becomes in a session.
    pub fn read_note(&self, session: &Session, text: &str, reading: NoteReading, noted: NaiveDateTime) -> Parsed {
        let today = counted_from(session.date(), noted.date());
        let (calendar, roles) = (&self.calendar, &self.roles);
        let items = session.numbered_items();
        let known = |context: &Context| crate::rules::known_names(&self.filled(session, context));
        let names = &self.context(session).as_ref().map(known).unwrap_or_default()[..];
        let context = Reading { today, calendar, roles, sef: &[], items, next_meeting: None, people: session, names };
        reading.read(text, &context)
    }

    /// Forms that can be begun: id, and what it is called with its title behind, places of years in it.
    pub fn form_titles(&self) -> Vec<(String, String)> {
        let called = |form: Form| {
            if form.title.starts_with(&form.name) { form.title } else { format!("{} · {}", form.name, form.title) }
        };
        let titles = self.library.form_ids().into_iter().map(|id| {
            let title = self.library.form_as_written(id).map_or_else(|_| id.to_owned(), called);
            (id.to_owned(), title)
        });
        titles.collect()
    }

    /// The roles as the one-line grammar knows them.
    pub fn roles(&self) -> Vec<RoleName> {
        self.roles.clone()
    }

    /// Takes the notes that wait in a session's inbox into the session itself, if nobody has it open.
    ///
    /// # Errors
    /// The session cannot be read or written; the notes stay in the inbox.
    pub fn fold_inbox(&self, id: &str) -> Result<(), StoreError> {
        if self.store.is_open(id)? {
            return Ok(());
        }
        let opened = self.store.open_session::<Session>(id)?;
        self.store.tell_of(id, &opened.notices);
        let Mode::Writing(mut journal) = opened.mode else { return Ok(()) };
        let mut session = opened.document;
        let inbox = Inbox::Session(id.to_owned());
        let waiting = self.store.notes(&inbox)?;
        for note in &waiting.notes {
            let parsed = self.read_note(&session, &note.text, note.reading, note.time);
            let at_hand = session.item_at_hand().to_owned();
            let Some(changes) = taking_in(&session, &note.id, &parsed, note.item.as_deref(), &at_hand, note.time)
            else {
                continue;
            };
            let step = Step::forward(journal.next_seq(), note.time, 0, changes);
            if session.fold(&step).is_ok() {
                journal.append(step.seq, &step)?;
            }
        }
        let notices = journal.close(&session).map_err(|not_closed| not_closed.error)?;
        self.store.tell_of(id, &notices);
        let ids: Vec<String> =
            waiting.notes.iter().map(|note| note.id.clone()).filter(|id| session.has_received(id)).collect();
        self.store.forget_notes(&inbox, &ids)
    }

    /// A note as typed, for [`Desk::note`].
    pub fn new_note(text: &str, item: Option<&str>, reading: NoteReading, time: NaiveDateTime) -> NewNote {
        NewNote { text: text.to_owned(), time, item: item.map(str::to_owned), reading }
    }

    /// Keeps the user's own record.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn keep_me(&mut self, me: &Record) -> Result<(), StoreError> {
        self.store.save(Store::ME, me)?;
        self.me = me.clone();
        Ok(())
    }
}

/// A session with changes folded in, as one step.
pub(super) fn with(session: &Session, changes: Vec<Change>, now: NaiveDateTime) -> Session {
    let mut changed = session.clone();
    if !changes.is_empty() {
        let step = Step::forward(session.applied() + 1, now, 1, changes);
        // Changes made from the session as it is fit it; if they did not, it begins empty.
        drop(changed.fold(&step));
    }
    changed
}
