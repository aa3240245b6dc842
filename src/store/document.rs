//! What the store asks of a session's document, and what it tells the home screen and the search of one.

use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::ronfile::{self, RonError};

/// A document that is a fold over steps: the store reads it, replays its journal and saves it, and knows
/// nothing else of it.
pub trait Document: Serialize + DeserializeOwned {
    /// One change with its time and sequence, as the journal keeps it.
    type Step: Serialize + DeserializeOwned;

    /// Its line in lists, as kept in the index.
    type Row: Serialize + DeserializeOwned;

    /// The newest schema this program knows. `schema` stands first in the file.
    const SCHEMA: u32;

    /// Sequence of the last step folded into the document; 0 before the first. It is kept in the file.
    fn applied(&self) -> u64;

    /// Folds in the step of that sequence, after which [`Document::applied`] is that sequence. If it does
    /// not fit, says why and leaves the document as it was.
    fn apply(&mut self, seq: u64, step: &Self::Step) -> Result<(), String>;

    /// Name of the school it is about.
    fn school(&self) -> &str;

    /// Its day.
    fn date(&self) -> NaiveDate;

    /// Every text a search may find.
    fn passages(&self) -> Vec<Passage>;

    /// Whether a row holds all that there is to say; one that does not is made anew each time.
    fn is_whole(_row: &Self::Row) -> bool {
        true
    }

    /// The slug of the school a row is of, if of any: it is made anew once that school's record or figures change.
    fn school_of(_row: &Self::Row) -> Option<&str> {
        None
    }

    /// The document under the name of its file, which may have been renamed by hand. One that does not know its own
    /// name stays as it is.
    #[must_use]
    fn under(self, _id: &str) -> Self {
        self
    }

    /// Reads a document, of an earlier schema too if there was one.
    fn read(text: &str) -> Result<Self, RonError> {
        ronfile::read(text)
    }
}

/// One text of a session with its place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The agenda item, in words.
    pub item: String,
    /// Id of the entry, if it is one.
    pub entry: Option<u32>,
    /// The text; of a row of a table, all its cells.
    pub text: String,
    /// The cells of a row: column and text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<(String, String)>,
    /// The path of the field or cell, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Whether it never leaves this machine.
    pub private: bool,
}

impl Passage {
    /// The text as it may stand on a screen that others see.
    pub fn glimpse(&self) -> &str {
        if self.private { "% private" } else { &self.text }
    }
}

/// The schema number that opens a document, without reading the rest; nothing if none stands there.
pub(super) fn schema_of(text: &str) -> Option<u32> {
    let mut rest = text.trim_start_matches('\u{feff}');
    loop {
        rest = rest.trim_start();
        if let Some(comment) = rest.strip_prefix("//") {
            rest = comment.split_once('\n')?.1;
        } else if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/")?.1;
        } else if let Some(extension) = rest.strip_prefix("#!") {
            rest = extension.split_once(']')?.1;
        } else {
            break;
        }
    }
    let (_, fields) = rest.split_once('(')?;
    let value = fields.trim_start().strip_prefix("schema")?.trim_start().strip_prefix(':')?;
    let value = value.trim_start();
    let end = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    value[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_found_whatever_stands_before_it() {
        for (text, schema) in [
            ("(schema: 3, id: \"x\")", Some(3)),
            ("// mended by hand\n#![enable(implicit_some)]\n/* so */ Session(\n  schema: 12,", Some(12)),
            ("(id: \"schema: 4\")", None),
            ("", None),
        ] {
            assert_eq!(schema_of(text), schema, "{text}");
        }
    }
}
