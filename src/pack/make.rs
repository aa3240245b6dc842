//! Making a pack: of a school, or of one session.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};

use super::index::{Index, Listed, NOT_SENT, day};
use super::sent::{Wanted, concerns, of_year, papers, tells_of_year, written};
use super::{CONTENTS, Confidential, Contents, FIGURES, For, MOST, PackError, SCHEMA, archive};
use crate::calendar::SchoolYear;
use crate::forms::{Confidentiality, Kind, print};
use crate::measures::Figures;
use crate::outline::Outline;
use crate::session::{Record, Row, Session, kept_level};
use crate::store::{AskedSchool, Context, Desk};

/// What is wanted in a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// The day it is made.
    pub today: NaiveDate,
    /// How many school years before the one that runs: two for the next SIP; one is for Ofsted, its notes of visit to read and nothing else (HO-01, NV-01, AM-40).
    pub years: u32,
    /// Which confidential papers go in.
    pub confidential: Confidential,
    /// Whether notes that nobody was sent yet go into those for Ofsted.
    pub drafts: Drafts,
}

/// Whether what nobody was sent yet goes to Ofsted, before its head has seen it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drafts {
    /// It does not; the index names it.
    LeaveOut,
    /// It does.
    PutIn,
}

/// A pack, and what to say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The archive.
    pub bytes: Vec<u8>,
    /// Ids of the sessions in it.
    pub sessions: Vec<String>,
    /// What kinds of paper were left out because they are confidential, one for each paper.
    pub left_out: Vec<String>,
    /// How many were left out because nobody was sent them yet.
    pub not_sent: usize,
}

/// Whether what the SIP thinks lies behind the figures goes to whoever covers, or back from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thoughts {
    /// It stays with whoever noted it.
    LeaveOut,
    /// It goes with the figures.
    PutIn,
}

/// What a confidential paper that belongs to no kind of its own is called where kinds are chosen.
pub const OTHER: &str = "other";

/// The kinds of confidential papers that can be chosen for a pack: those the forms name, and the others.
pub fn kinds(desk: &Desk) -> Vec<String> {
    let forms = desk.library.form_ids().into_iter().filter_map(|id| desk.library.form(id).ok());
    let named: BTreeSet<String> = forms.filter_map(|form| form.kept_apart).collect();
    named.into_iter().chain([OTHER.to_owned()]).collect()
}

/// Makes the pack of a school.
///
/// # Errors
/// Nothing may go in, or a session cannot be read: a pack with a hole would not be noticed.
pub fn make(desk: &Desk, school: &str, wish: &Wish) -> Result<Made, PackError> {
    let AskedSchool { slug, record, .. } = desk.known_school(school)?;
    // School years, and the one that runs: of two years of notes none is cut through.
    let running = desk.calendar.school_year_of(wish.today).start_year();
    let from = SchoolYear::starting(running.saturating_sub_unsigned(wish.years));
    let mut packing = Packing::new(desk, &slug, record, wish.today, For::Successor);
    if wish.years == 1 {
        packing.holds = Holds::Documents;
    }
    let (mut left_out, mut not_sent) = (Vec::new(), 0);
    for id in desk.perhaps_of(&slug)? {
        let session = desk.with_waiting(desk.store.read_session::<Session>(&id)?);
        if session.school_slug() != slug || session.date() > wish.today {
            continue;
        }
        let context = desk.context(&session)?;
        packing.index.held.extend(held(&session, &context));
        if desk.calendar.school_year_of(session.date()) < from {
            continue;
        }
        if packing.holds == Holds::Documents && !is_note_of_visit(desk, &context) {
            packing.index.left_out.push((session.date(), context.form.title.clone(), "not a note of visit"));
            continue;
        }
        if packing.holds == Holds::Documents && wish.drafts == Drafts::LeaveOut && !is_issued(desk, &session, &context)
        {
            packing.index.left_out.push((session.date(), context.form.title.clone(), "not sent to anybody yet"));
            not_sent += 1;
            continue;
        }
        if let Some((kind, why)) = closed(&session, &context, wish.today)
            && !wish.confidential.takes(&kind)
        {
            packing.index.left_out.push((session.date(), context.form.title.clone(), why));
            left_out.push(kind);
            continue;
        }
        packing.put(&session, &context)?;
    }
    packing.put_years()?;
    packing.put_papers()?;
    packing.put_figures(Thoughts::PutIn)?;
    if packing.contents.sessions.is_empty() && not_sent > 0 {
        return Err(PackError::OnlyDrafts { school: packing.contents.school, count: not_sent });
    }
    if packing.contents.sessions.is_empty() {
        return Err(PackError::Empty { school: packing.contents.school, from });
    }
    let outline = match packing.holds {
        Holds::Everything => packing.index.outline(&packing.contents, from),
        Holds::Documents => packing.index.last_year(&packing.contents, from),
    };
    Ok(Made { left_out, not_sent, ..packing.finish(&outline)? })
}

/// Makes the pack of one session for whoever attends in the user's place: they take it over and go on in it. Whoever covers
/// makes one that goes back, and is put together with what was written here since (OF-07).
///
/// # Errors
/// There is no such session, or it cannot be read; or what is handed on cannot be kept as a version.
pub fn make_of_session(desk: &Desk, id: &str, thoughts: Thoughts, now: NaiveDateTime) -> Result<Made, PackError> {
    let session = desk.with_waiting(desk.store.read_session::<Session>(id)?);
    let AskedSchool { slug, record, .. } = desk.known_school(session.school_slug())?;
    let context = desk.context(&session)?;
    let (made_for, version) = match session.handed_as() {
        0 => (For::Cover, desk.store.keep_version(&desk.stand(&session, None), now, "handed to whoever covers")?),
        version => (For::Covered, version),
    };
    let mut packing = Packing::new(desk, &slug, record, now.date(), made_for);
    let handed = session.for_cover(&packing.contents.by, version, now);
    packing.put(&handed, &context)?;
    packing.put_figures(thoughts)?;
    let outline = packing.index.cover(&packing.contents, handed.author());
    packing.finish(&outline)
}

/// How much of a school a pack holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// Sessions, forms and the school's record, which nov reads, beside the documents and papers.
    Everything,
    /// Documents to read alone.
    Documents,
}

/// Whether a session is one of the notes of visit that Ofsted may have; a session may keep a form that did not say so yet.
fn is_note_of_visit(desk: &Desk, context: &Context) -> bool {
    context.form.note_of_visit || desk.library.form(&context.form.id).is_ok_and(|form| form.note_of_visit)
}

/// Whether a note has gone out: to anybody as its main document, or by the state it came to.
fn is_issued(desk: &Desk, session: &Session, context: &Context) -> bool {
    let main = context.form.documents.first().map_or("", |main| main.id.as_str());
    session.sent().iter().any(|sent| sent.document == main) || desk.filled(session, context).is_beyond_drafting()
}

/// Fact of a school whose figures stay with its SIP.
const FIGURES_CLOSED: &str = "figures-confidential";

/// A pack being put together.
struct Packing<'a> {
    desk: &'a Desk,
    holds: Holds,
    record: Record,
    contents: Contents,
    index: Index,
    files: Vec<(String, Vec<u8>)>,
}

impl<'a> Packing<'a> {
    fn new(desk: &'a Desk, slug: &str, record: Record, today: NaiveDate, made_for: For) -> Self {
        let contents = Contents {
            schema: SCHEMA,
            school: record.fact("name").to_owned(),
            slug: slug.to_owned(),
            made: today,
            by: desk.me.fact("name").to_owned(),
            made_for,
            sessions: Vec::new(),
            papers: Vec::new(),
        };
        Self { desk, holds: Holds::Everything, record, contents, index: Index::default(), files: Vec::new() }
    }

    /// Puts in a session with its main document and its form.
    fn put(&mut self, session: &Session, context: &Context) -> Result<(), PackError> {
        let id = session.id().to_owned();
        let copy = session.for_others(&self.contents.by);
        let wanted = match (self.contents.made_for, self.holds) {
            (For::Successor, Holds::Everything) => Wanted::All,
            (For::Successor, Holds::Documents) => Wanted::Main,
            (For::Cover | For::Covered, _) => Wanted::AsItStands,
        };
        let level = match closed(session, context, self.contents.made) {
            Some(_) => kept_level(&context.form, session, self.contents.made),
            None => Confidentiality::SchoolAndLa,
        };
        self.index.level = self.index.level.stricter(level);
        let writer = self.desk.filled(&copy, context).author().to_owned();
        for paper in papers(self.desk, session, &copy, context, wanted)? {
            let files = paper.files.into_iter().map(|(name, bytes)| (format!("documents/{name}"), bytes));
            let files: Vec<(String, Vec<u8>)> = files.collect();
            self.index.notes.push(Listed {
                date: session.date(),
                title: paper.title,
                stands: stands(session, context),
                writer: writer.clone(),
                sent: paper.sent,
                files: files.iter().map(|(name, _)| name.clone()).collect(),
                instead: paper.instead,
            });
            self.files.extend(files);
        }
        if wanted == Wanted::All {
            self.index.concerns.extend(concerns(session, context));
        }
        let session = copy;
        if self.holds == Holds::Documents {
            self.contents.sessions.push(id);
            return Ok(());
        }
        self.files.push((format!("sessions/{id}.ron"), text(&session)?));
        let form = format!("forms/{}@{}.ron", context.form.id, context.form.version);
        if !self.files.iter().any(|(known, _)| *known == form) {
            // As it is written: the years in its words are those of each session.
            self.files.push((form, text(&self.desk.form_as_written(&session)?)?));
        }
        self.contents.sessions.push(id);
        Ok(())
    }

    /// Puts in the document of each school year, without what is confidential; it is gathered from all sessions of the year.
    fn put_years(&mut self) -> Result<(), PackError> {
        if self.holds == Holds::Documents {
            return Ok(());
        }
        let desk = self.desk;
        let mut years: BTreeMap<SchoolYear, Session> = BTreeMap::new();
        for id in &self.contents.sessions {
            let session = desk.with_waiting(desk.store.read_session::<Session>(id)?);
            if tells_of_year(&desk.context(&session)?.form).is_some() {
                years.insert(desk.calendar.school_year_of(session.date()), session);
            }
        }
        for (year, session) in years {
            let context = desk.context(&session)?;
            let filled = desk.filled(&session, &context);
            let Some(bytes) = of_year(desk, &filled)? else { continue };
            let name = format!("documents/{}-{}-year.docx", self.contents.slug, year.to_string().replace('/', "-"));
            self.index.notes.push(Listed {
                date: session.date(),
                title: format!("The year {year}, gathered from its notes"),
                stands: "as it stands now".to_owned(),
                writer: filled.author().to_owned(),
                sent: NOT_SENT.to_owned(),
                files: vec![name.clone()],
                instead: String::new(),
            });
            self.files.push((name, bytes));
        }
        Ok(())
    }

    /// Puts in the papers of the school.
    fn put_papers(&mut self) -> Result<(), PackError> {
        if self.holds == Holds::Documents {
            return Ok(());
        }
        for (name, bytes) in self.desk.store.papers(&self.contents.slug)? {
            self.files.push((format!("papers/{name}"), bytes));
            self.contents.papers.push(name);
        }
        Ok(())
    }

    /// Puts in the figures of the school, with what the SIP thinks lies behind them if that is to go too, unless its record
    /// says that they are confidential.
    fn put_figures(&mut self, thoughts: Thoughts) -> Result<(), PackError> {
        let mut figures = self.desk.figures(&self.contents.slug)?;
        if thoughts == Thoughts::LeaveOut {
            figures = Figures { hypotheses: Vec::new(), ..figures };
        }
        if figures.is_empty() || self.holds == Holds::Documents {
            return Ok(());
        }
        if self.record.fact(FIGURES_CLOSED) == "yes" {
            let title = "The school's figures".to_owned();
            self.index.left_out.push((self.contents.made, title, "confidential by the school's record"));
        } else {
            self.files.push((FIGURES.to_owned(), text(&figures)?));
        }
        Ok(())
    }

    fn finish(self, index: &Outline) -> Result<Made, PackError> {
        let mut all = Vec::new();
        for format in ["docx", "md"] {
            all.push((format!("index.{format}"), written(index, format)?));
        }
        if self.holds == Holds::Everything {
            all.push((CONTENTS.to_owned(), text(&self.contents)?));
            all.push(("school.ron".to_owned(), text(&self.record)?));
        }
        all.extend(self.files);
        let size: usize = all.iter().map(|(_, bytes)| bytes.len()).sum();
        if size as u64 > MOST {
            return Err(PackError::TooLarge { most: MOST / 1024 / 1024 });
        }
        Ok(Made { bytes: archive::write(&all)?, sessions: self.contents.sessions, left_out: Vec::new(), not_sent: 0 })
    }
}

/// How far a session has come, in words: `circulated on 5 January 2010`.
fn stands(session: &Session, context: &Context) -> String {
    let Some(last) = session.states().last() else { return NOT_SENT.to_owned() };
    let label = context.form.states.iter().find(|state| state.id == last.state).map(|state| state.label.as_str());
    format!("{} on {}", label.unwrap_or(&last.state), day(last.on))
}

/// Papers that a file kept up beside the visits says are held.
fn held(session: &Session, context: &Context) -> Vec<String> {
    let Some(table) = &context.form.papers else { return Vec::new() };
    let columns = context.form.field(table).map_or(&[][..], |field| match &field.kind {
        Kind::Table { columns } => columns.as_slice(),
        _ => &[],
    });
    let said = |row: &Row| {
        let cells = columns.iter().filter_map(|column| Some(print(&column.kind, None, row.get(&column.id)?.trim())));
        cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    session.table(table).iter().map(said).filter(|line| !line.is_empty()).collect()
}

/// What kind of confidential paper it is on a day, and why only those named may see it; none: anybody of the school and
/// the authority may.
fn closed(session: &Session, context: &Context, today: NaiveDate) -> Option<(String, &'static str)> {
    let why = match kept_level(&context.form, session, today) {
        Confidentiality::Open | Confidentiality::SchoolAndLa => None,
        Confidentiality::Confidential => Some("confidential"),
        Confidentiality::UntilPublished => Some("confidential until the report is published"),
    }?;
    Some((context.form.kept_apart.clone().unwrap_or_else(|| OTHER.to_owned()), why))
}

fn text<T: serde::Serialize>(value: &T) -> Result<Vec<u8>, PackError> {
    crate::ronfile::write(value).map(String::into_bytes).map_err(|error| PackError::Text(error.to_string()))
}

impl Wish {
    /// The usual handover: two years, nothing confidential.
    pub const fn handover(today: NaiveDate) -> Self {
        Self { today, years: 2, confidential: Confidential::LeaveOut, drafts: Drafts::LeaveOut }
    }
}

/// What name the pack of a school is written under unless another is given.
pub fn file_name(school: &str, today: NaiveDate) -> String {
    format!("{today}-{}-handover.zip", crate::store::slug(school))
}
