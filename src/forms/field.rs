//! A printed section and its fields: what can be filled in, and where a value comes from until the user types one.

use serde::{Deserialize, Serialize};

use super::figures::FigurePart;
use super::sets::Sets;

/// A printed section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Id, unique in the form.
    pub id: String,
    /// Printed heading; empty: none is printed.
    pub title: String,
    /// SEF area (`A2`).
    #[serde(default)]
    pub sef: Option<String>,
    /// A line printed below the heading.
    #[serde(default)]
    pub note: String,
    /// Left out, fields and all, unless this holds.
    #[serde(default)]
    pub applies_if: Option<Condition>,
    /// Who may see it; empty: everybody.
    #[serde(default)]
    pub audience: Vec<String>,
    /// Its fields, in printed order.
    pub fields: Vec<Field>,
    /// Figures of the school printed below its fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<FigurePart>,
}

/// A field of a printed form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Id, unique in the form; never changes between versions.
    pub id: String,
    /// Printed label, to the letter.
    pub label: String,
    /// What can be filled in.
    pub kind: Kind,
    /// Where its value comes from until the user types one.
    #[serde(default)]
    pub from: Option<Source>,
    /// Not shown or printed unless this holds.
    #[serde(default)]
    pub applies_if: Option<Condition>,
    /// When it must be filled; none: optional.
    #[serde(default)]
    pub required_when: Option<Condition>,
    /// Prompt it asks (`RP.3`): a line that answers that fills it too.
    #[serde(default)]
    pub prompt: Option<String>,
    /// Whether people may be named in it (headers of printed forms only).
    #[serde(default)]
    pub names_allowed: bool,
    /// What stands in the blank of an empty form (`____`, `(date)`).
    #[serde(default)]
    pub placeholder: String,
    /// Rows printed of a table that is empty; 0: one.
    #[serde(default)]
    pub blank_rows: usize,
    /// Whether the rows of a table are printed with their numbers, as another field names them by these.
    #[serde(default)]
    pub numbered: bool,
    /// One line of help.
    #[serde(default)]
    pub help: String,
    /// Whether it says what is so on that day only, so that no later session takes it over.
    #[serde(default)]
    pub of_the_day: bool,
    /// What it sets in the school's record.
    #[serde(default)]
    pub sets: Option<Sets>,
    /// Who may see it; empty: everybody.
    #[serde(default)]
    pub audience: Vec<String>,
}

impl Field {
    /// An optional field that everybody may see.
    pub fn new(id: &str, label: &str, kind: Kind) -> Self {
        Self {
            id: id.to_owned(),
            label: label.to_owned(),
            kind,
            from: None,
            applies_if: None,
            required_when: None,
            prompt: None,
            names_allowed: false,
            placeholder: String::new(),
            blank_rows: 0,
            numbered: false,
            help: String::new(),
            of_the_day: false,
            sets: None,
            audience: Vec::new(),
        }
    }
}

/// What a field holds. Values are kept as text; the kind says what text is accepted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Kind {
    /// One line.
    Text,
    /// Any number of lines.
    LongText,
    /// A number with an optional range.
    Number {
        /// Smallest.
        #[serde(default)]
        min: Option<f64>,
        /// Largest.
        #[serde(default)]
        max: Option<f64>,
        /// What it counts.
        #[serde(default)]
        unit: Unit,
    },
    /// One date; without a year the nearest such day, since most are noted afterwards.
    Date,
    /// Since when something is so: one date, or a month where no day is known (`2009-03`).
    Since,
    /// One date to come, such as by when something is to be done; without a year the next such day.
    Due,
    /// One date that is over, such as of what took place last; without a year the last such day.
    Past,
    /// A range (`2010-01-12..2010-01-13`) or parts (`2010-01-12, 2010-01-19`).
    Dates,
    /// One of some words.
    Choice(Vec<String>),
    /// Several of some words, kept joined by `, `.
    Choices(Vec<String>),
    /// One grade on a scale.
    Grade {
        /// Scale id.
        scale: String,
    },
    /// Judgement rows: fixed rows against columns. Cells are `ROW.COLUMN`; row ids are unique in the form.
    Grades {
        /// What a row is called (`Aspect`).
        heading: String,
        /// The rows.
        rows: Vec<Row>,
        /// The columns, such as school view and LA view.
        columns: Vec<Column>,
    },
    /// A table that grows. Cells are `FIELD.N.COLUMN`, N from 1.
    Table {
        /// Its columns.
        columns: Vec<Column>,
    },
    /// Fixed items against columns. Cells are `FIELD.N.COLUMN`, N from 1.
    Checklist {
        /// Prompt list whose items are checked.
        list: String,
        /// Its columns: received, version and date, unless the form names others.
        #[serde(default = "received_version_date")]
        columns: Vec<Column>,
        /// The items of the list, put in when the form is read.
        #[serde(default)]
        items: Vec<String>,
    },
    /// A role of the roles file, with initials allowed (`HT AB`).
    Role,
    /// A sentence with blanks: `The overall judgement was that {progress} progress has been made`. Cells are `FIELD.BLANK`.
    Sentence {
        /// The text, blanks in braces.
        template: String,
        /// The blanks, in order.
        blanks: Vec<Column>,
    },
}

/// A judgement row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Id, unique in the form.
    pub id: String,
    /// Printed label.
    pub label: String,
    /// As people call it, where a line has room for no more; empty: its label.
    #[serde(default)]
    pub short: String,
    /// Scale of this row where it differs from its columns'.
    #[serde(default)]
    pub scale: Option<String>,
}

impl Row {
    /// As people call it.
    pub fn spoken(&self) -> &str {
        if self.short.is_empty() { self.label.trim_end_matches(':') } else { &self.short }
    }
}

/// A column of a table or of judgement rows, or a blank of a sentence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Id, unique in its field.
    pub id: String,
    /// Printed label.
    pub label: String,
    /// What a cell holds: any kind without cells of its own.
    pub kind: Kind,
    /// Width in parts of the whole; 0: shared equally.
    #[serde(default)]
    pub width: u16,
    /// Filled beforehand from data ("greyed" boxes).
    #[serde(default)]
    pub prefilled: bool,
    /// What stands in its blank in a sentence of an empty form.
    #[serde(default)]
    pub placeholder: String,
    /// Columns of the same row: asked for where they hold different grades.
    #[serde(default)]
    pub where_differ: Vec<String>,
    /// When a cell of a table must be filled, in a row that holds anything; it names columns of the same row.
    #[serde(default)]
    pub required_when: Option<Condition>,
    /// What is noted of a judgement is printed in this column of its row, below what is typed there.
    #[serde(default)]
    pub noted: bool,
    /// A blank of a sentence that holds a judgement: its sentence stands among the judgements.
    #[serde(default)]
    pub judges: bool,
    /// Not printed as a column: what it holds is printed in this field, each text after the label of its row.
    #[serde(default)]
    pub gathered_in: Option<String>,
}

impl Column {
    /// As people call it: the first word of its label.
    pub fn spoken(&self) -> &str {
        self.label.split_whitespace().next().unwrap_or_default()
    }
    /// A column of equal width.
    pub fn new(id: &str, label: &str, kind: Kind) -> Self {
        Self {
            id: id.to_owned(),
            label: label.to_owned(),
            kind,
            width: 0,
            prefilled: false,
            placeholder: String::new(),
            where_differ: Vec::new(),
            required_when: None,
            noted: false,
            judges: false,
            gathered_in: None,
        }
    }
}

/// The columns of a checklist of papers to gather (PR-01).
fn received_version_date() -> Vec<Column> {
    vec![
        Column::new("received", "Received", Kind::Text),
        Column::new("version", "Version", Kind::Text),
        Column::new("date", "Date", Kind::Date),
    ]
}

/// Where a value comes from until the user types one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// A fact of the school's record: `name`, `phase`, `key-stages`, `location`, `lcsp`, `support-level`, …
    School(String),
    /// A fact of the session: `date`, `dates`, `season`.
    Session(String),
    /// The user's own record: `name`, `initials`, `role`.
    Me(String),
    /// Attendance: rows of who was there (`present`) or sent apologies (`apologies`).
    People(String),
    /// Rows of the session's actions; the values are action facts by column: column id -> `text owner due measure status progress impact number`,
    /// or several of them with a plus between (`number+text`), which come together.
    Actions(Vec<(String, String)>),
    /// When a state was reached (`with-head`).
    State(String),
    /// The form's distribution list by role, with the dates sent.
    Distribution,
    /// The next date proposed by the calendar for the same form.
    NextDate,
    /// What was noted under the item that shows the field.
    Entries,
    /// Rows of the school's targets for the session's year and the next; the values are facts of a target by column:
    /// column id -> `measure stage statutory outcome current target reviewed estimate next summary view`; `reviewed` is the
    /// target with where pupils stand now.
    Targets(Vec<(String, String)>),
    /// What another field of the form holds, by its id.
    Field(String),
    /// A word that stands once somebody of these roles was there: roles, word.
    There(Vec<String>, String),
    /// The first of several sources that knows anything.
    First(Vec<Source>),
}

/// A condition on field values; no scripting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition {
    /// Always.
    Always,
    /// The field (or cell) holds one of these values (for several-word fields: contains one of them).
    In(String, Vec<String>),
    /// All hold.
    And(Vec<Condition>),
    /// The session came to the first state, and to none of the others since.
    Stands(String, Vec<String>),
    /// At least one holds.
    Or(Vec<Condition>),
    /// Does not hold.
    Not(Box<Condition>),
}

/// What a number counts, where it may be typed in words of it: `3 hours`, `half a day`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    /// Nothing that has such words.
    #[default]
    Plain,
    /// Hours.
    Hours,
    /// Days.
    Days,
}
