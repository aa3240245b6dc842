//! The neutral document that every format reads.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::chart::Chart;
use crate::calendar::Meets;

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
    /// Form and version, `rtm@2009`.
    pub form: String,
    /// The years of the handbook that the form is derived from, where it prints no such form; else empty (AM-12).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub derived: String,
    /// Printed on every page; empty: nothing.
    pub confidentiality: String,
    /// Marked DRAFT on every page.
    pub draft: bool,
    /// A letter: what is sent is its words.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub letter: bool,
    /// Sent out to be checked, and so never what is final.
    pub for_checking: bool,
    /// Printed at the head of every page.
    pub running_head: String,
    /// Who it goes to: role, and address where it is known.
    #[serde(default)]
    pub recipients: Vec<(String, String)>,
    /// The address of whoever sends it; empty: not known.
    #[serde(default)]
    pub sender: String,
    /// Its id, as in `--document ID`.
    #[serde(default)]
    pub document: String,
    /// Who it is for, as the form calls them (`school`, `la`).
    #[serde(default)]
    pub audience: String,
    /// What other sessions of the school still have to give to it, at its end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gathered: Vec<Gathered>,
    /// All of it as one table, for a spreadsheet, where that is another than the tables that are read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<Sheet>,
    /// Confidential sessions that it leaves out, for whoever writes it: no reader is told.
    #[serde(skip)]
    pub left_out: usize,
    /// What it holds, in order.
    pub blocks: Vec<Block>,
}

/// A table for a spreadsheet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Titles of its columns.
    pub titles: Vec<String>,
    /// Its rows, a text for each column.
    pub rows: Vec<Vec<String>>,
}

/// What other sessions of a school give to a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Gathered {
    /// The main document of the last session of the same form.
    LastTime,
    /// All sessions of the school year.
    Year,
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
    /// Where each row of a table, or each paragraph of a field, comes from, in order; empty: as the block.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Source>,
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
    /// An action, by its number.
    Action(u32),
    /// A target among the school's figures.
    Target {
        /// Id of the measure.
        measure: String,
        /// Id of the group; empty for all pupils.
        group: String,
    },
    /// Somebody, by their place among the people.
    Person(usize),
    /// A deadline of the form, by its id; empty: the session's own day.
    Deadline(String),
    /// A place in another session, by its id.
    Elsewhere(String, Box<Self>),
}

/// What a block shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Content {
    /// A heading, level 1 to 4.
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
        /// Kind in words (`decision`, `action 3`); empty: a plain minute.
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
    /// A picture of figures.
    Chart(Chart),
    /// Bulleted lines.
    List {
        /// The lines.
        items: Vec<Vec<Run>>,
    },
    /// A box to tick.
    Checkbox {
        /// Ticked.
        done: bool,
        /// What it is for.
        text: String,
    },
    /// A day to keep.
    Date {
        /// The day.
        on: NaiveDate,
        /// When on it and where; without a time it is all day.
        meets: Meets,
        /// How many minutes it lasts; 0: nobody knows.
        minutes: u32,
        /// What is then.
        text: String,
    },
    /// A remark about the document, quieter than its text.
    Note(String),
    /// A line across the page.
    Rule,
    /// What follows begins on a new page, where there are pages.
    PageBreak,
}

impl Content {
    /// A day to keep in one line, where there is no calendar: the day, its time and place, what is then.
    pub fn date_line(on: NaiveDate, meets: &Meets, text: &str) -> Vec<Run> {
        let at = if meets.at.is_empty() { String::new() } else { format!(", {}", meets.at) };
        let place = Meets { at: String::new(), ..meets.clone() }.said();
        vec![Run::strong(format!("{}{at}{place}: ", crate::calendar::long(on))), Run::plain(text)]
    }
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Title.
    pub title: String,
    /// Width in parts of the whole; 0: shared equally.
    pub width: u16,
    /// Filled in from elsewhere, and greyed on paper as a column that the school does not fill.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub prefilled: bool,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Value {
    /// Text.
    Text(Vec<Run>),
    /// A blank as on paper (`____`, `(date)`); each line end in it leaves one more line to write on by hand.
    Blank(String),
    /// All words there are to choose from, one of them perhaps chosen.
    Choice {
        /// The words.
        options: Vec<String>,
        /// Place of the chosen one.
        chosen: Option<usize>,
    },
}

/// Text of one style. It may hold line breaks; an empty line begins a new paragraph.
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

impl Block {
    /// Shows a piece of content to everybody, on an upright page.
    pub const fn new(content: Content) -> Self {
        Self {
            source: Source::None,
            audience: Vec::new(),
            keep_with_next: false,
            landscape: false,
            parts: Vec::new(),
            content,
        }
    }

    /// A heading without a number; headings stay with what follows.
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        Self::numbered(level, "", text)
    }

    /// A heading with its number before it.
    pub fn numbered(level: u8, number: impl Into<String>, text: impl Into<String>) -> Self {
        Self::new(Content::Heading { level, number: number.into(), text: text.into() }).kept_with_next()
    }

    /// A plain paragraph.
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::new(Content::Paragraph(vec![Run::plain(text)]))
    }

    /// A form field.
    pub fn field(label: impl Into<String>, value: Value) -> Self {
        Self::new(Content::Field { label: label.into(), value })
    }

    /// A finished minute in plain words.
    pub fn entry(
        time: impl Into<String>,
        kind: impl Into<String>,
        who: impl Into<String>,
        text: impl Into<String>,
    ) -> Self {
        let runs = vec![Run::plain(text)];
        Self::new(Content::Entry { time: time.into(), kind: kind.into(), who: who.into(), runs, unfinished: false })
    }

    /// A table.
    pub fn table(caption: impl Into<String>, columns: Vec<Column>, rows: Vec<Vec<Value>>) -> Self {
        Self::new(Content::Table { caption: caption.into(), columns, rows })
    }

    /// A remark about the document.
    pub fn note(text: impl Into<String>) -> Self {
        Self::new(Content::Note(text.into()))
    }

    /// The same block, with where it comes from.
    #[must_use]
    pub fn from(mut self, source: Source) -> Self {
        self.source = source;
        self
    }

    /// The same block, as it stands in another document: it comes from that session.
    #[must_use]
    pub fn from_session(mut self, id: &str) -> Self {
        self.source = self.source.in_session(id);
        self.parts = self.parts.into_iter().map(|part| part.in_session(id)).collect();
        self
    }

    /// The same block, with where each of its rows or paragraphs comes from.
    #[must_use]
    pub fn made_of(mut self, parts: Vec<Source>) -> Self {
        self.parts = parts;
        self
    }

    /// The same block, for some only.
    #[must_use]
    pub fn only_for(mut self, audience: Vec<String>) -> Self {
        self.audience = audience;
        self
    }

    /// The same block, on one page with what follows.
    #[must_use]
    pub const fn kept_with_next(mut self) -> Self {
        self.keep_with_next = true;
        self
    }

    /// The same block, on a wide page.
    #[must_use]
    pub const fn on_a_wide_page(mut self) -> Self {
        self.landscape = true;
        self
    }
}

impl Outline {
    /// What whoever writes it is told of what it leaves out; nothing, where that is nothing.
    pub fn said_of_left_out(&self) -> Option<String> {
        let told = || format!("left out as confidential: {}", crate::calendar::counted(self.left_out, "session"));
        (self.left_out > 0).then(told)
    }

    /// Whether it says nothing beside its headings and what stands on every page.
    pub fn is_empty(&self) -> bool {
        let says =
            |block: &Block| !matches!(block.content, Content::Heading { .. } | Content::Rule | Content::PageBreak);
        self.gathered.is_empty() && !self.blocks.iter().any(says)
    }
}

impl Source {
    /// The same place of a session, said from outside it.
    #[must_use]
    pub fn in_session(self, id: &str) -> Self {
        Self::Elsewhere(id.to_owned(), Box::new(self))
    }
}

impl Column {
    /// A column of so many parts of the whole.
    pub fn new(title: impl Into<String>, width: u16) -> Self {
        Self { title: title.into(), width, prefilled: false }
    }
}

impl Run {
    /// Text in a style.
    pub fn new(text: impl Into<String>, style: Style) -> Self {
        Self { text: text.into(), style }
    }

    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::new(text, Style::Plain)
    }

    /// Strong text.
    pub fn strong(text: impl Into<String>) -> Self {
        Self::new(text, Style::Strong)
    }

    /// Emphasised text.
    pub fn emphasis(text: impl Into<String>) -> Self {
        Self::new(text, Style::Emphasis)
    }

    /// Faint text.
    pub fn faint(text: impl Into<String>) -> Self {
        Self::new(text, Style::Faint)
    }
}

impl Value {
    /// Plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(vec![Run::plain(text)])
    }

    /// A blank as on paper.
    pub fn blank(as_on_paper: impl Into<String>) -> Self {
        Self::Blank(as_on_paper.into())
    }

    /// Words to choose from, the one at `chosen` marked.
    pub fn choice(options: &[&str], chosen: Option<usize>) -> Self {
        Self::Choice { options: options.iter().map(|&option| option.to_owned()).collect(), chosen }
    }

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
pub fn plain(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_says_its_chosen_word_and_a_blank_says_nothing() {
        assert_eq!(Value::choice(&["No", "Nti", "SM"], Some(1)).plain(), "Nti");
        assert_eq!(Value::choice(&["No", "Nti", "SM"], None).plain(), "");
        assert_eq!(Value::choice(&["No"], Some(7)).plain(), "");
        assert_eq!(Value::blank("____").plain(), "");
        assert_eq!(Value::Text(vec![Run::plain("one "), Run::strong("two")]).plain(), "one two");
    }

    #[test]
    fn a_heading_stays_with_what_follows() {
        assert!(Block::heading(1, "Actions").keep_with_next);
        assert!(!Block::paragraph("Words.").keep_with_next);
    }
}
