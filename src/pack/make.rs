//! Making a pack.

use chrono::{Months, NaiveDate};

use super::index::{Index, Listed};
use super::{CONTENTS, Confidential, Contents, MOST, PackError, SCHEMA, archive};
use crate::export;
use crate::forms::{Confidentiality, Kind};
use crate::outline::Outline;
use crate::session::{Filled, Row, Session};
use crate::store::{AskedSchool, Context, Desk};

/// What is wanted in a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish {
    /// The day it is made.
    pub today: NaiveDate,
    /// How many years back: two for the next SIP, one for Ofsted (HO-01, AM-40).
    pub years: u32,
    /// Whether confidential papers go in.
    pub confidential: Confidential,
}

/// A pack, and what to say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The archive.
    pub bytes: Vec<u8>,
    /// Ids of the sessions in it.
    pub sessions: Vec<String>,
    /// How many were left out because they are confidential.
    pub left_out: usize,
}

/// Makes the pack of a school.
///
/// # Errors
/// Nothing may go in, or a session cannot be read: a pack with a hole would not be noticed.
pub fn make(desk: &Desk, school: &str, wish: Wish) -> Result<Made, PackError> {
    let AskedSchool { slug, record, .. } = desk.known_school(school)?;
    let since = wish.today.checked_sub_months(Months::new(12 * wish.years)).unwrap_or(NaiveDate::MIN);
    let mut ids = desk.store.ids()?;
    ids.sort_unstable();
    let mut contents = Contents {
        schema: SCHEMA,
        school: record.fact("name").to_owned(),
        slug: slug.clone(),
        made: wish.today,
        by: desk.me.fact("name").to_owned(),
        sessions: Vec::new(),
        papers: Vec::new(),
    };
    let (mut files, mut index) = (Vec::new(), Index::default());
    for id in ids.iter().filter(|id| id.contains(&slug)) {
        let session = desk.with_waiting(desk.store.read_session::<Session>(id)?);
        if session.school_slug() != slug || session.date() > wish.today {
            continue;
        }
        let context = desk.context(&session)?;
        index.held.extend(held(&session, &context));
        if session.date() < since {
            continue;
        }
        let why = closed(&session, &context, wish.today);
        if let (Confidential::LeaveOut, Some(why)) = (wish.confidential, why) {
            index.left_out.push((session.date(), context.form.title.clone(), why));
            continue;
        }
        let session = session.for_others(&contents.by);
        let filled = desk.filled(&session, &context);
        let document = word(&filled)?;
        let name = format!("documents/{id}.docx");
        let writer = filled.author().to_owned();
        index.notes.push(Listed {
            date: session.date(),
            title: context.form.title.clone(),
            writer,
            file: name.clone(),
        });
        files.push((name, document));
        files.push((format!("sessions/{id}.ron"), text(&session)?));
        let form = format!("forms/{}@{}.ron", context.form.id, context.form.version);
        if !files.iter().any(|(known, _)| *known == form) {
            files.push((form, text(&context.form)?));
        }
        contents.sessions.push(id.clone());
    }
    for (name, bytes) in desk.store.papers(&slug)? {
        files.push((format!("papers/{name}"), bytes));
        contents.papers.push(name);
    }
    if contents.sessions.is_empty() {
        return Err(PackError::Empty { school: contents.school, since });
    }
    let outline = index.outline(&contents, since, wish.years);
    let mut all = vec![(CONTENTS.to_owned(), text(&contents)?)];
    for format in ["docx", "md"] {
        all.push((format!("index.{format}"), written(&outline, format)?));
    }
    all.push(("school.ron".to_owned(), text(&record)?));
    all.extend(files);
    let size: usize = all.iter().map(|(_, bytes)| bytes.len()).sum();
    if size as u64 > MOST {
        return Err(PackError::TooLarge { most: MOST / 1024 / 1024 });
    }
    Ok(Made { bytes: archive::write(&all)?, sessions: contents.sessions, left_out: index.left_out.len() })
}

/// Papers that a file kept up beside the visits says are held.
fn held(session: &Session, context: &Context) -> Vec<String> {
    let Some(table) = &context.form.papers else { return Vec::new() };
    let columns = context.form.field(table).map_or(&[][..], |field| match &field.kind {
        Kind::Table { columns } => columns.as_slice(),
        _ => &[],
    });
    let said = |row: &Row| {
        let cells = columns.iter().filter_map(|column| row.get(&column.id));
        cells.map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    session.table(table).iter().map(said).filter(|line| !line.is_empty()).collect()
}

/// Why only those named may see it, as things stand on a day; none: anybody of the school and the authority may.
fn closed(session: &Session, context: &Context, today: NaiveDate) -> Option<&'static str> {
    match session.confidentiality() {
        Confidentiality::Open | Confidentiality::SchoolAndLa => None,
        Confidentiality::Confidential => Some("confidential"),
        Confidentiality::UntilPublished => {
            let published = |field: &String| session.field(field).parse::<NaiveDate>().is_ok_and(|on| on <= today);
            let is_public = context.form.published_in.as_ref().is_some_and(published);
            (!is_public).then_some("confidential until the report is published")
        }
    }
}

fn word(filled: &Filled<'_>) -> Result<Vec<u8>, PackError> {
    let main = filled.form.documents.first().map_or("", |d| d.id.as_str());
    let outline = crate::outline::build(filled, main).map_err(|error| PackError::Text(error.to_string()))?;
    written(&outline, "docx")
}

/// An outline in a format.
fn written(outline: &Outline, format: &str) -> Result<Vec<u8>, PackError> {
    let mut bytes = Vec::new();
    if let Some(format) = export::FORMATS.iter().find(|known| known.id == format) {
        (format.write)(outline, &mut bytes)?;
    }
    Ok(bytes)
}

fn text<T: serde::Serialize>(value: &T) -> Result<Vec<u8>, PackError> {
    crate::ronfile::write(value).map(String::into_bytes).map_err(|error| PackError::Text(error.to_string()))
}

impl Wish {
    /// The usual handover: two years, nothing confidential.
    pub const fn handover(today: NaiveDate) -> Self {
        Self { today, years: 2, confidential: Confidential::LeaveOut }
    }

    /// What name a pack is written under unless another is given.
    pub fn file_name(&self, school: &str) -> String {
        format!("{}-{}-handover.zip", self.today, crate::store::slug(school))
    }
}
