//! What a user wants read, as said on the screen or on the command line.

use crate::measures::definition::Definitions;

/// What is to be imported.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wish {
    /// The files as typed.
    pub files: Vec<String>,
    /// The school by its slug, name or number, if it was said.
    pub school: Option<String>,
    /// Its number, if it was said.
    pub urn: Option<String>,
    /// The school year, if it was said.
    pub year: Option<String>,
    /// What columns hold, as far as it was said: measure (or `year`, `urn`, `school`) and column. Where one holds the
    /// names of measures, measures are said of rows.
    pub columns: Vec<(String, String)>,
    /// Whether it was asked what the rows hold: those of which nothing was said are left out.
    pub rows_said: bool,
    /// Whether the comma parts decimals in the school's own files.
    pub comma: bool,
}

/// What has to be asked before the files can be read.
#[derive(Debug, Clone, PartialEq)]
pub enum Missing {
    /// The school's number.
    Urn,
    /// The school year of a file.
    Year {
        /// The file.
        file: String,
    },
    /// What the columns of a file mean.
    Columns {
        /// The file.
        file: String,
        /// Its columns.
        columns: Vec<String>,
        /// What they may hold.
        known: Definitions,
    },
    /// What the rows of a file mean.
    Rows {
        /// The file.
        file: String,
        /// What stands in them.
        rows: Vec<String>,
        /// What they may hold.
        known: Definitions,
    },
    /// Other files: one cannot be opened.
    Files {
        /// What is wrong, in a sentence.
        fault: String,
    },
    /// Whether the comma of a file parts decimals.
    Comma {
        /// The file.
        file: String,
        /// A figure with one.
        cell: String,
    },
}
