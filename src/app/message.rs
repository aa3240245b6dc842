//! What happens to the program, and what it wants done: data both ways, so that whole sittings are tests.

use std::path::PathBuf;

use chrono::{NaiveDate, NaiveDateTime};

use super::rescue::Damage;
use super::sending::{KeptFor, Writing};
use super::sitting::Focus;
use crate::calendar::{Calendar, SchoolYear};
use crate::caseload::{Caseload, Owed, Summary};
use crate::command::Key;
use crate::forms::{Form, PromptList, Scale};
use crate::measures::{FigureBook, FigureChange, Missing, Wish};
use crate::outline::{Choice, Outline};
use crate::session::{EntryId, Live, NoteReading, Record, Sent, Session, Stand, Step, Version};

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// A key.
    Key(Key),
    /// Text pasted by the terminal, cleared of control characters.
    Paste(String),
    /// A click on something.
    Pointed(Pointed),
    /// The window has another size, columns and rows.
    Resized(u16, u16),
    /// The time, at least once a second.
    Clock(NaiveDateTime),
    /// What the home screen shows.
    Listed(Box<Listing>),
    /// A session is open.
    Opened(Box<Opening>),
    /// Everything up to this step is written to the journal.
    Kept {
        /// Session id.
        session: String,
        /// Step.
        seq: u64,
    },
    /// Everything up to this step is safe even if the power fails.
    Saved {
        /// Session id.
        session: String,
        /// Step.
        seq: u64,
    },
    /// The journal cannot be written just now; the program holds on to the steps and tries again.
    NotKept {
        /// Session id.
        session: String,
        /// Why, one sentence.
        why: String,
    },
    /// A note for an open session came in through its inbox.
    Noted {
        /// Session id.
        session: String,
        /// What came in.
        note: InboxNote,
    },
    /// Which forms can be begun.
    FormsKnown {
        /// Id and title.
        forms: Vec<(String, String)>,
        /// Ids of those about the user, which ask for no school.
        own: Vec<String>,
        /// Ids and titles of those kept up beside the visits of a school.
        standing: Vec<(String, String)>,
    },
    /// The whole caseload, as asked for.
    Surveyed(Box<Caseload>),
    /// A document was written; one sentence to show.
    Exported(Box<Writing>, String),
    /// A document was not written, because a file of its name is there already.
    FileExists(Box<Writing>),
    /// A document was not written: what it gathers from other sessions makes it a draft, and it is to be noted as sent.
    StillDraft(Box<Writing>),
    /// It was looked whether a document gathers what makes it a draft.
    LookedForDrafts {
        /// Session id.
        session: String,
        /// What is to be noted.
        sent: Sent,
        /// What makes it a draft.
        why: Option<String>,
    },
    /// A document could not be written; one sentence to show.
    NotExported(String),
    /// A document on the screen is whole: what other sessions give to it is in.
    Completed {
        /// Document id.
        document: String,
        /// The document.
        outline: Box<Outline>,
    },
    /// A version of a session is kept.
    VersionKept {
        /// Session id.
        session: String,
        /// Its number.
        number: u32,
        /// What it was kept for.
        purpose: KeptFor,
    },
    /// The versions of a session, the first first.
    Versions {
        /// Session id.
        session: String,
        /// The versions.
        versions: Vec<Version>,
        /// Those that could not be read, each a sentence.
        faults: Vec<String>,
    },
    /// Words found in the store.
    Found(Vec<Hit>),
    /// Everything that was put away.
    AsideRead(Vec<PutAside>),
    /// A file is damaged.
    Damaged(Box<Damage>),
    /// What could be read of a damaged file is taken up.
    Rescued {
        /// How much, and where the rest is.
        said: String,
        /// The user's own record, as it is now.
        me: Box<Record>,
    },
    /// The figures of a school, as they are now.
    Figures {
        /// The school's slug.
        slug: String,
        /// Its figures.
        book: Box<FigureBook>,
    },
    /// The figures of a school that were asked for.
    FiguresFound {
        /// The school.
        school: String,
        /// Its slug.
        slug: String,
        /// Its figures.
        book: Box<FigureBook>,
    },
    /// An import of figures goes on.
    Importing {
        /// The file at hand.
        file: String,
        /// How much of all files is read.
        percent: u8,
    },
    /// An import waits for an answer.
    ImportAsks {
        /// What is to be imported.
        wish: Box<Wish>,
        /// What is missing.
        missing: Missing,
    },
    /// An import is over: what was read, or why nothing was.
    Imported(Result<String, String>),
    /// The authority's own templates there are now, by the names of their files.
    Templates(Vec<String>),
    /// What the record of a school had not and has now.
    Learned {
        /// Its slug.
        slug: String,
        /// Facts and what they are.
        facts: Vec<(String, String)>,
    },
    /// Something asked for is done; one sentence to show.
    Told(String),
    /// The calendar is another now.
    CalendarKnown(Box<Calendar>),
    /// Something asked for failed; one sentence to show.
    Failed(String),
    /// A note could not be put anywhere: its words are the user's again.
    NotNoted {
        /// The words.
        text: String,
        /// Why, with what to do.
        why: String,
    },
    /// The program ends, whatever stands on the screen.
    Ending,
}

/// What the home screen shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Listing {
    /// All sessions, newest first.
    pub sessions: Vec<Summary>,
    /// What cannot be read: the id of a session or the place of another file, and why.
    pub damaged: Vec<(String, String)>,
    /// Files of the user's own that cannot be used: forms, calendars. Each a sentence.
    pub faults: Vec<String>,
    /// Schools by name.
    pub schools: Vec<String>,
    /// What schools are owed now because of where they stand: the school's name, and what.
    pub pressing: Vec<(String, Owed)>,
    /// Phases the user works in.
    pub phases: Vec<String>,
    /// Notes in the store's inbox: when and what.
    pub inbox: Vec<(NaiveDateTime, String)>,
    /// How many sessions and schools are put away.
    pub put_away: usize,
    /// Shipped examples: name and what it is.
    pub examples: Vec<(String, String)>,
    /// Forms that can be begun: id and title.
    pub forms: Vec<(String, String)>,
    /// Those of them that are about the user, for which no school is asked.
    pub own_forms: Vec<String>,
    /// Those kept up beside the visits of a school: id and title.
    pub standing_forms: Vec<(String, String)>,
}

/// An open session with all that belongs to it.
#[derive(Debug, Clone)]
pub struct Opening {
    /// The session and its way back.
    pub live: Live,
    /// The form in the version it began with.
    pub form: Form,
    /// Prompt lists the form names.
    pub prompts: Vec<PromptList>,
    /// Scales the form names.
    pub scales: Vec<Scale>,
    /// The school's record.
    pub school: Record,
    /// What was chosen last for the documents of its form.
    pub choice: Choice,
    /// The school's figures.
    pub figures: FigureBook,
    /// Who holds it, if it is open elsewhere.
    pub held_by: Option<ReadOnly>,
    /// What to tell the user: recovered steps, damage.
    pub notices: Vec<String>,
}

/// Why a session can only be read here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadOnly {
    /// Another program has it open; who. That one takes notes in.
    Elsewhere(String),
    /// The store cannot be written; why.
    Folder(String),
}

impl ReadOnly {
    /// What can be done all the same.
    pub const fn advice(&self) -> &'static str {
        match self {
            Self::Elsewhere(_) => "; Ctrl+T notes a line to it",
            Self::Folder(_) => "",
        }
    }
}

impl std::fmt::Display for ReadOnly {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Elsewhere(holder) => write!(f, "Open elsewhere ({holder})"),
            Self::Folder(why) => write!(f, "The store cannot be written ({why})"),
        }
    }
}

/// A note that came in from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxNote {
    /// Key by which it is known, so that it comes in once.
    pub key: String,
    /// When it was noted.
    pub at: NaiveDateTime,
    /// The words.
    pub text: String,
    /// Agenda item id or place, if said.
    pub item: Option<String>,
    /// Whether the one-line grammar applies, or the words stand as they are.
    pub reading: NoteReading,
}

/// Words found in a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Session id.
    pub session: String,
    /// Day, school and item, as shown.
    pub place: String,
    /// The text.
    pub text: String,
    /// The entry it is, to go there.
    pub entry: Option<EntryId>,
    /// Else the field or cell.
    pub field: Option<String>,
}

/// Something that was put away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutAside {
    /// Its file.
    pub file: String,
    /// School and form, or the name of a school.
    pub what: String,
    /// The day of a session; of a school that it is one.
    pub hint: String,
}

/// Something the program wants done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Write a step to a session's journal, now.
    Keep {
        /// Session id.
        session: String,
        /// The step.
        step: Box<Step>,
        /// Whether an entry was committed: then sync at once.
        urgency: Urgency,
    },
    /// Sync a session's journal.
    Sync(String),
    /// List what the home screen shows.
    List,
    /// Keep the terms of a school year, as a calendar file.
    KeepTerms {
        /// The year.
        year: SchoolYear,
        /// The file.
        text: String,
    },
    /// Open a session.
    Open(String),
    /// Make a copy of a shipped example and open it.
    Practise(String),
    /// Begin a session and open it.
    Begin {
        /// Form id.
        form: String,
        /// School name.
        school: String,
        /// Day.
        date: NaiveDate,
    },
    /// Fold and release a session that is no longer on the screen.
    Close(Box<Live>),
    /// Put a note into a session's inbox, or the store's.
    Note {
        /// Session id, or none for the store.
        to: Option<String>,
        /// The words.
        text: String,
    },
    /// Put notes of the store's inbox into a session; each leaves the inbox once it stands there.
    File {
        /// Their places in the list, and the words.
        notes: Vec<(usize, String)>,
        /// Session id.
        to: String,
    },
    /// Keep what is being typed into a question on the screen, so that no crash loses it. Empty: nothing stands.
    Scratch(String),
    /// Take a note out of the store's inbox: it is somewhere else now.
    ClearInbox(usize),
    /// Put text on the clipboard; `what` is said to the user.
    Copy {
        /// The text.
        text: String,
        /// What it is (`the entry`).
        what: String,
    },
    /// Write a document.
    Export(Box<Writing>),
    /// Look whether what a document gathers from other sessions makes it a draft, before it is noted as sent.
    LookForDrafts {
        /// The session it is of.
        session: Box<Session>,
        /// What is to be noted.
        sent: Sent,
    },
    /// Put what other sessions give to a document into it, to be shown.
    Complete {
        /// Document id.
        document: String,
        /// The document.
        outline: Box<Outline>,
    },
    /// Remember what was chosen for the documents of a form.
    Remember {
        /// Form id.
        form: String,
        /// What was chosen.
        choice: Box<Choice>,
    },
    /// Keep a session as it stands as a version, durably, before anything is noted of it.
    KeepVersion {
        /// The session with what is beside it.
        stand: Box<Stand>,
        /// What for, in words.
        why: String,
        /// What follows once it is kept.
        purpose: KeptFor,
    },
    /// Read the versions of a session.
    ReadVersions(String),
    /// Find words in all sessions.
    Search(String),
    /// Keep the user's own record.
    KeepMe(Record),
    /// Keep a fact of a school's record.
    KeepSchool {
        /// The school.
        slug: String,
        /// Name of the fact.
        fact: String,
        /// Its value; empty: not known.
        to: String,
    },
    /// Write a page of the home screen; the ending of the path is the format.
    WritePage(Box<Outline>, PathBuf),
    /// Write the handover pack of a school.
    HandOver {
        /// School name.
        school: String,
        /// How much of it.
        what: Handed,
        /// Where; relative to where the program was started.
        path: PathBuf,
    },
    /// Write one session for whoever attends in the user's place.
    HandOn {
        /// Session id.
        session: String,
        /// Where; relative to where the program was started.
        path: PathBuf,
    },
    /// Write the whole store into an archive; where, relative to where the program was started.
    BackUp(PathBuf),
    /// Take over the pack in a file.
    TakeOver(PathBuf),
    /// Import figures.
    Import(Box<Wish>),
    /// Stop the import under way.
    StopImport,
    /// Keep a change of a school's figures that was typed.
    ChangeFigures {
        /// The school.
        slug: String,
        /// The change.
        change: Box<FigureChange>,
    },
    /// Find the figures of a school.
    LookUpFigures(String),
    /// Put a session away.
    PutAway(String),
    /// Put the record of a school away, by its name or slug.
    PutSchoolAway(String),
    /// Give a school another name.
    RenameSchool {
        /// Its name or slug.
        school: String,
        /// The other name.
        to: String,
    },
    /// Make a school that is not known yet, by its name.
    MakeSchool(String),
    /// Read what was put away.
    ReadAside,
    /// Bring back what was put away, by its file.
    BringBack(String),
    /// See what can be read of a damaged file.
    LookOver {
        /// Its place in the store.
        place: String,
        /// The session that was to be opened.
        session: Option<String>,
    },
    /// Take up what can be read of a damaged file, and open the session.
    Rescue {
        /// Its place in the store.
        place: String,
        /// The session to be opened then.
        session: Option<String>,
    },
    /// Survey the whole caseload, in a school year or in the one that runs.
    Survey(Option<SchoolYear>),
    /// Return to the shell for a while.
    Suspend,
    /// End the program.
    Quit,
}

/// Something that was clicked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointed {
    /// A pane, and the line of it from 0.
    Pane(Focus, Option<usize>),
    /// A row of the home screen.
    HomeRow(usize),
    /// A choice of the picker on top, by its place among those that match.
    Choice(usize),
}

/// How much of a school is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handed {
    /// Two years, confidential papers left out.
    Usual,
    /// Two years, of confidential papers the feedback of inspections.
    WithFeedback,
    /// Two years, of confidential papers those on performance management.
    WithPerformance,
    /// Two years, confidential papers too.
    Everything,
    /// One year: the authority's view of the school for Ofsted.
    LastYear,
    /// The same, with notes that nobody was sent yet.
    LastYearWithDrafts,
}

impl Handed {
    /// All.
    pub const ALL: [Self; 6] = [
        Self::Usual,
        Self::WithFeedback,
        Self::WithPerformance,
        Self::Everything,
        Self::LastYear,
        Self::LastYearWithDrafts,
    ];

    /// As shown.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Usual => "two years of notes, without confidential papers",
            Self::WithFeedback => "two years of notes, with feedback of inspections not published yet",
            Self::WithPerformance => "two years of notes, with papers on performance management",
            Self::Everything => "two years of notes, all confidential papers too",
            Self::LastYear => "the last year, for Ofsted",
            Self::LastYearWithDrafts => "the last year, for Ofsted, drafts too",
        }
    }
}

/// Whether a step may wait for the next sync.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// Within a second.
    Soon,
    /// At once.
    Now,
}
