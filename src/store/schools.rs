//! Which school is meant by a name.
//!
//! Notes of one school must not come to stand at another: its URN, its whole name however written, or its slug choose a
//! school. A part of a name chooses one only where nothing is begun or written by it.

use super::desk::{Desk, OWN_RECORDS};
use super::{Store, StoreError, slug};
use crate::forms::{is_same_name, near_names, words_of_name};
use crate::session::Record;

/// A school that was asked for.
#[derive(Debug, Clone)]
pub struct AskedSchool {
    /// Its slug.
    pub slug: String,
    /// Its record.
    pub record: Record,
    /// Whether it is here already.
    pub known: Known,
}

/// How far a school is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// It is here.
    Here,
    /// It is here, and what was said is a part of its name.
    ByPart,
    /// It is not; these names are near.
    New(Vec<String>),
}

impl Known {
    /// Whether another school may be meant by the name of a new one.
    pub fn has_near(&self) -> bool {
        matches!(self, Self::New(near) if !near.is_empty())
    }

    /// What the user should know of it, if anything.
    pub fn said(&self, name: &str) -> Option<String> {
        match self {
            Self::Here => None,
            Self::ByPart => Some(format!("{name} is meant")),
            Self::New(near) if near.is_empty() => Some(format!("{name} is a new school")),
            Self::New(near) => Some(format!("{name} is a new school, beside {}", near.join(", "))),
        }
    }
}

impl Desk {
    /// The school of a URN, a name or a slug; a name not known is a new school.
    ///
    /// # Errors
    /// The records cannot be read.
    pub fn school(&self, query: &str) -> Result<AskedSchool, StoreError> {
        let query = query.trim();
        let all = self.all_schools()?;
        let is_meant = |(place, record): &&(String, Record)| {
            let full = words_of_name(query).join("-");
            *place == full || record.fact("urn") == query || is_same_name(name_of(place, record), query)
        };
        if let Some((slug, record)) = all.iter().find(is_meant).filter(|_| !query.is_empty()).cloned() {
            return Ok(AskedSchool { slug, record, known: Known::Here });
        }
        let mut record = Record::new();
        let name = record.setting("name", query);
        record.apply(&name).map_err(|e| StoreError::Asked { what: e.to_string() })?;
        let names = all.iter().map(|(place, record)| name_of(place, record));
        let near = near_names(query, names).into_iter().map(str::to_owned).collect();
        Ok(AskedSchool { slug: free_slug(query, &all), record, known: Known::New(near) })
    }

    /// The same to look something up: a part of a name will do if it fits one school alone.
    ///
    /// # Errors
    /// None or several fit, or the records cannot be read.
    pub fn known_school(&self, query: &str) -> Result<AskedSchool, StoreError> {
        let meant = self.school(query)?;
        let Known::New(near) = meant.known else { return Ok(meant) };
        let part = slug(query);
        let mut fitting = self.all_schools()?;
        fitting.retain(|(place, record)| place.contains(&part) || slug(name_of(place, record)).contains(&part));
        match fitting.len() {
            1 => Ok(fitting.swap_remove(0)).map(|(slug, record)| AskedSchool { slug, record, known: Known::ByPart }),
            0 => {
                let near = if near.is_empty() { self.schools()? } else { near };
                let near = if near.is_empty() {
                    "there are none yet".to_owned()
                } else {
                    format!("there are {}", near.join(", "))
                };
                Err(StoreError::Asked { what: format!("there is no school \"{}\"; {near}", query.trim()) })
            }
            _ => {
                let names: Vec<&str> = fitting.iter().map(|(place, record)| name_of(place, record)).collect();
                let what = format!("\"{}\" fits several schools: {}; say which", query.trim(), names.join(", "));
                Err(StoreError::Asked { what })
            }
        }
    }

    /// Slugs and records of all schools, those to practise on too.
    pub(super) fn all_schools(&self) -> Result<Vec<(String, Record)>, StoreError> {
        let read = |place: String| {
            let record = self.store.load(&Store::school_place(&place))?.unwrap_or(Record::new());
            Ok((place, record))
        };
        self.store.schools()?.into_iter().map(read).collect()
    }
}

/// The name of a school; one without a name goes by its slug.
fn name_of<'a>(place: &'a str, record: &'a Record) -> &'a str {
    match record.fact("name") {
        "" => place,
        name => name,
    }
}

/// A slug that no school has.
fn free_slug(name: &str, all: &[(String, Record)]) -> String {
    let stem = slug(name);
    let is_taken = |slug: &String| slug == OWN_RECORDS || all.iter().any(|(place, _)| place == slug);
    let numbered = (2..).map(|n| format!("{stem}-{n}"));
    std::iter::once(stem.clone()).chain(numbered).find(|slug| !is_taken(slug)).unwrap_or(stem)
}
