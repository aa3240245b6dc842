//! The neutral document that every format reads.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A document ready to be written in any format.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// Title.
    pub title: String,
    /// School and day.
    pub subtitle: String,
    /// Language, `en-GB`.
    pub language: String,
    /// Who wrote it.
    pub author: String,
    /// What it is about: the school.
    pub subject: String,
    /// The session's day, for the file's properties.
    pub date: Option<NaiveDate>,
    /// Session id.
    pub reference: String,
    /// Form and version.
    pub form: String,
    /// Printed on every page; empty: nothing.
    pub confidentiality: String,
    /// Marked DRAFT on every page.
    pub draft: bool,
    /// Printed at the head of every page.
    pub running_head: String,
    /// What it holds, in order.
    pub blocks: Vec<Block>,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Where it comes from.
    pub source: Source,
    /// Who may see it; empty: everybody the document is for.
    pub audience: Vec<String>,
    /// Stays on one page with what follows.
    pub keep_with_next: bool,
    /// Needs a wide page.
    pub landscape: bool,
    /// What it shows.
    pub content: Content,
}

/// Where a block comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// Nowhere in particular.
    None,
    /// A field.
    Field(String),
    /// An agenda item.
    Item(String),
    /// An entry.
    Entry(u32),
    /// A section.
    Section(String),
}

/// What a block shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Content {
    /// A heading, level from 1.
    Heading {
        /// Level.
        level: u8,
        /// Number before it; empty: none.
        number: String,
        /// The words.
        text: String,
    },
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// Label and value of a form field; several in a row form one table.
    Field {
        /// Label.
        label: String,
        /// Value.
        value: Value,
    },
    /// A minute.
    Entry {
        /// Time of day; empty: none.
        time: String,
        /// Kind in words; empty: a plain minute.
        kind: String,
        /// Who said it; empty: not noted.
        who: String,
        /// The words.
        runs: Vec<Run>,
        /// Still being typed.
        unfinished: bool,
    },
    /// A table.
    Table {
        /// What it is called; empty: nothing.
        caption: String,
        /// Its columns.
        columns: Vec<Column>,
        /// Its rows.
        rows: Vec<Vec<Value>>,
    },
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Title.
    pub title: String,
    /// Width in parts of the whole; 0: shared equally.
    pub width: u16,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Value {
    /// Text.
    Text(Vec<Run>),
    /// A blank as on paper (`____`, `(date)`).
    Blank(String),
    /// All words there are to choose from, one of them perhaps chosen.
    Choice {
        /// The words.
        options: Vec<String>,
        /// Place of the chosen one.
        chosen: Option<usize>,
    },
}

/// Text of one style; it may hold line breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Its style.
    pub style: Style,
}

/// How text is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Style {
    /// Plain.
    #[default]
    Plain,
    /// Strong.
    Strong,
    /// Emphasised.
    Emphasis,
    /// Faint.
    Faint,
}

impl Value {
    /// As one text: the chosen word of a choice, nothing for a blank.
    pub fn plain(&self) -> String {
        match self {
            Self::Text(runs) => plain(runs),
            Self::Blank(_) | Self::Choice { chosen: None, .. } => String::new(),
            Self::Choice { options, chosen: Some(at) } => options.get(*at).cloned().unwrap_or_default(),
        }
    }
}

/// The text of runs without their styles.
pub(crate) fn plain(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}
