//! Making a pack.

use std::fmt::Write as _;

use chrono::{Months, NaiveDate};

use super::{CONTENTS, Confidential, Contents, PackError, SCHEMA, archive};
use crate::export;
use crate::forms::Confidentiality;
use crate::session::{Filled, Session};
use crate::store::{Context, Desk};

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
    let (slug, record) = desk.school(school)?;
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
    };
    let (mut files, mut listed, mut left_out) = (Vec::new(), String::new(), 0);
    for id in ids.iter().filter(|id| id.contains(&slug)) {
        let session = desk.with_waiting(desk.store.read_session::<Session>(id)?);
        if session.school_slug() != slug || session.date() < since || session.date() > wish.today {
            continue;
        }
        let context = desk.context(&session)?;
        if wish.confidential == Confidential::LeaveOut && is_confidential(&session, &context, wish.today) {
            left_out += 1;
            continue;
        }
        let session = session.for_others(&contents.by);
        let filled = desk.filled(&session, &context);
        let document = word(&filled)?;
        let name = format!("documents/{id}.docx");
        let _ = writeln!(listed, "- {} · {}: `{name}`", session.date().format("%-d %B %Y"), context.form.title);
        files.push((name, document));
        files.push((format!("sessions/{id}.ron"), text(&session)?));
        let form = format!("forms/{}@{}.ron", context.form.id, context.form.version);
        if !files.iter().any(|(known, _)| *known == form) {
            files.push((form, text(&context.form)?));
        }
        contents.sessions.push(id.clone());
    }
    if contents.sessions.is_empty() {
        return Err(PackError::Empty { school: contents.school, since });
    }
    let index = index(&contents, &listed, since, left_out);
    let mut all = vec![(CONTENTS.to_owned(), text(&contents)?), ("index.md".to_owned(), index.into_bytes())];
    all.push(("school.ron".to_owned(), text(&record)?));
    all.extend(files);
    Ok(Made { bytes: archive::write(&all)?, sessions: contents.sessions, left_out })
}

/// Whether only those named may see it, as things stand on a day.
fn is_confidential(session: &Session, context: &Context, today: NaiveDate) -> bool {
    match session.confidentiality() {
        Confidentiality::Open | Confidentiality::SchoolAndLa => false,
        Confidentiality::Confidential => true,
        Confidentiality::UntilPublished => {
            let published = |field: &String| session.field(field).parse::<NaiveDate>().is_ok_and(|on| on <= today);
            !context.form.published_in.as_ref().is_some_and(published)
        }
    }
}

fn word(filled: &Filled<'_>) -> Result<Vec<u8>, PackError> {
    let main = filled.form.documents.first().map_or("", |d| d.id.as_str());
    let outline = crate::outline::build(filled, main).map_err(|error| PackError::Text(error.to_string()))?;
    let mut bytes = Vec::new();
    if let Some(format) = export::FORMATS.first() {
        (format.write)(&outline, &mut bytes)?;
    }
    Ok(bytes)
}

fn text<T: serde::Serialize>(value: &T) -> Result<Vec<u8>, PackError> {
    crate::ronfile::write(value).map(String::into_bytes).map_err(|error| PackError::Text(error.to_string()))
}

fn index(contents: &Contents, listed: &str, since: NaiveDate, left_out: usize) -> String {
    let day = |date: NaiveDate| date.format("%-d %B %Y").to_string();
    let mut index = format!("# Handover: {}\n\n", contents.school);
    let by = if contents.by.is_empty() { String::new() } else { format!(" by {}", contents.by) };
    let _ = write!(index, "Made on {}{by}. It holds every note since {}:\n\n{listed}", day(contents.made), day(since));
    if left_out > 0 {
        let _ = write!(index, "\nConfidential papers left out: {left_out}.\n");
    }
    let _ = write!(
        index,
        "\nThe documents open in any word processor. `nov takeover` with this archive brings the notes themselves \
         into nov, with their writer and dates. Still to be handed over beside it, where they exist: sections of the \
         SEF, external reviews, and a briefing by phone or face to face.\n"
    );
    index
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
