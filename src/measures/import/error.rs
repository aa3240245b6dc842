//! What can be wrong with a file of figures, each as one sentence: which file and line, and what to do.

use std::io;

use super::near::Near;
use crate::calendar::SchoolYear;

/// Why figures could not be read. Nothing has been changed.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read.
    #[error("could not read {file}: {source}")]
    Io {
        /// The file.
        file: String,
        /// What the system says.
        source: io::Error,
    },
    /// It is something else than a CSV.
    #[error("{file}:1: this is no CSV but {what}; open it in a spreadsheet and save it as “CSV UTF-8”")]
    NotCsv {
        /// The file.
        file: String,
        /// What it seems to be.
        what: &'static str,
    },
    /// Letters that are neither UTF-8 nor Windows-1252.
    #[error("{file}:{line}: the letters are {what}; save the file as “CSV UTF-8”")]
    Encoding {
        /// The file.
        file: String,
        /// Line, from 1.
        line: u64,
        /// What is wrong with them.
        what: &'static str,
    },
    /// No reading knows the columns.
    #[error(
        "{file}:{line}: the columns ({}) are of no layout known here; say once what they hold with \
         --column MEASURE=COLUMN, or put a file of their meanings into the store's measures folder",
        shown(columns)
    )]
    UnknownColumns {
        /// The file.
        file: String,
        /// Line of the names, from 1.
        line: u64,
        /// The columns.
        columns: Vec<String>,
    },
    /// The columns are those of other years than the one the name says.
    #[error("{file}:1: the columns are those of “{layout}”, which has no year {year}; say the right one with --year")]
    OtherYears {
        /// The file.
        file: String,
        /// Id of the layout.
        layout: String,
        /// The year the file is said to be of.
        year: SchoolYear,
    },
    /// Neither the name nor a column says which year it is.
    #[error("{file}: which school year is it? Put it into the name (2018-2019) or say it with --year 2018/19")]
    NoYear {
        /// The file.
        file: String,
    },
    /// Many schools, and it was not said which.
    #[error("{file} holds many schools; say which one with --urn and its number")]
    WhichSchool {
        /// The file.
        file: String,
    },
    /// A cell that cannot be what it should.
    #[error("{file}:{line}: {column}: {what}")]
    Cell {
        /// The file.
        file: String,
        /// Line, from 1.
        line: u64,
        /// The column.
        column: String,
        /// What is wrong.
        what: String,
    },
    /// One school has two rows for one year.
    #[error("{file}:{line}: {urn} stands here a second time for {year}, with other figures than in line {first}")]
    TwoRows {
        /// The file.
        file: String,
        /// Line of the second.
        line: u64,
        /// Line of the first.
        first: u64,
        /// The school.
        urn: String,
        /// The year.
        year: SchoolYear,
    },
    /// A school's own file has two rows for one year and group.
    #[error(
        "{file}:{line}: a second row for {year} after that of line {first}: a row for each year is read, or for each \
         group if a column says which; a sheet with a row for each pupil has to be summed up first"
    )]
    RowsOfPupils {
        /// The file.
        file: String,
        /// Line of the second.
        line: u64,
        /// Line of the first.
        first: u64,
        /// The year.
        year: SchoolYear,
    },
    /// A school's own file has two rows of one measure.
    #[error("{file}:{line}: a second row of the measure and group of line {first}, with other figures; take one out")]
    TwoOfMeasure {
        /// The file.
        file: String,
        /// Line of the second.
        line: u64,
        /// Line of the first.
        first: u64,
    },
    /// No row is of a measure that is known.
    #[error(
        "{file}: no row is of a measure known here; say which with --column MEASURE=ROW, by what stands in the row; a \
         sheet with a row for each pupil has to be summed up first"
    )]
    UnknownRows {
        /// The file.
        file: String,
        /// What stands in the rows.
        rows: Vec<String>,
    },
    /// A figure with a comma that may part decimals.
    #[error(
        "{file}:{line}: {column}: “{cell}” has a comma where a point is read; if it parts decimals in the whole file, \
         say so with --decimal-comma"
    )]
    Comma {
        /// The file.
        file: String,
        /// Line, from 1.
        line: u64,
        /// The column.
        column: String,
        /// What stands there.
        cell: String,
    },
    /// A quote mark opens and never closes.
    #[error("{file}:{line}: a quote mark opens in this row and never closes; mend the row")]
    Unclosed {
        /// The file.
        file: String,
        /// Line where the row begins.
        line: u64,
    },
    /// A row has more cells than there are columns.
    #[error("{file}:{line}: this row has more cells than there are columns; look for a quote mark that is not closed")]
    LongRow {
        /// The file.
        file: String,
        /// Line where the row begins.
        line: u64,
    },
    /// Nothing stands below the names of the columns.
    #[error("{file}:{line}: there is no row below the names of the columns; look whether the file was saved whole")]
    NoRows {
        /// The file.
        file: String,
        /// Line of the names, from 1.
        line: u64,
    },
    /// A school's own file without any figure.
    #[error(
        "{file}:{line}: no figure of the school stands here or below, only blank cells or words; nothing was changed: \
         write figures as numbers, such as 62"
    )]
    NoFigures {
        /// The file.
        file: String,
        /// Line of the school's first row, from 1.
        line: u64,
    },
    /// Two files are of one year and series.
    #[error("{first} and {second} are both “{source_name}” of {year}; leave one of them out")]
    SameYear {
        /// The one file.
        first: String,
        /// The other.
        second: String,
        /// The source in words.
        source_name: String,
        /// The year.
        year: SchoolYear,
    },
    /// The school is in none of the files.
    #[error("{urn} is in none of {}{}", files.join(", "), Near::hint(near))]
    Nowhere {
        /// What was looked for.
        urn: String,
        /// The files searched.
        files: Vec<String>,
        /// Schools with a number or name like it.
        near: Vec<Near>,
    },
    /// The user stopped it.
    #[error("stopped while reading {file}; nothing was changed")]
    Stopped {
        /// The file at hand.
        file: String,
    },
}

impl ImportError {
    /// The user stopped it while a file was read; its name alone says which.
    pub fn stopped(file: &str) -> Self {
        Self::Stopped { file: file.rsplit(['/', '\\']).next().unwrap_or(file).to_owned() }
    }

    /// What is wrong with a cell that has a word in the place of a figure.
    pub(super) fn unknown_code(cell: &str) -> String {
        format!("{cell} is neither a figure nor a published code such as SUPP; it is left out, not counted as withheld")
    }
}

/// The first few columns.
fn shown(columns: &[String]) -> String {
    const SHOWN: usize = 6;
    let more = if columns.len() > SHOWN { ", …" } else { "" };
    let first: Vec<&str> = columns.iter().take(SHOWN).map(String::as_str).collect();
    format!("{}{more}", first.join(", "))
}
