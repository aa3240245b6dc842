//! Reading files of figures: one pass over each, a row at a time, keeping only the rows of the school and those it is
//! compared with.

mod columns;
mod error;
mod letters;
mod near;
mod row;
mod rows;
#[cfg(test)]
mod tests;
mod wish;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::Read;

use chrono::NaiveDate;

use columns::{Columns, Kind, Place, Year};
pub use error::ImportError;
use letters::text_of;
pub use near::{Near, find_near};
use row::Row;
use rows::Rows;
pub use wish::{Missing, Wish};

use super::definition::{Definitions, Unit};
use super::figures::{Figure, Table};
use super::reading::Reading;
use super::value::Value;
use crate::calendar::SchoolYear;

/// A file as the user knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its path as it was typed, for sentences.
    pub file: String,
    /// The school year, if its name or the user says it.
    pub year: Option<SchoolYear>,
}

/// What is looked for, and what is known.
#[derive(Clone, Copy)]
pub struct Ask<'a> {
    /// The school's number.
    pub urn: &'a str,
    /// What columns mean, the user's own last.
    pub readings: &'a [Reading],
    /// What measures are.
    pub definitions: &'a Definitions,
    /// The day of reading.
    pub today: NaiveDate,
    /// Whether the user wants it stopped; asked now and then.
    pub stop: &'a dyn Fn() -> bool,
}

/// What a file holds of the school.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The source in words.
    pub source: String,
    /// What its tables are one of.
    pub series: String,
    /// The years it was found in, or else the one of the file.
    pub years: Vec<SchoolYear>,
    /// The school's name in it.
    pub school: String,
    /// Its figures, one table a year; none if it is not in the file.
    pub tables: Vec<Table>,
    /// What the user should know: columns that are missing, cells that are neither a figure nor a published code.
    pub notes: Vec<String>,
}

impl Source {
    /// A file by its path: the year is the last thing in it that reads as one (`2018-2019/850_ks2final.csv`).
    pub fn named(path: &str) -> Self {
        Self { file: path.to_owned(), year: path.rsplit(['/', '\\']).take(3).find_map(year_in) }
    }

    /// The name of the file alone.
    fn name(&self) -> &str {
        self.file.rsplit(['/', '\\']).next().unwrap_or(&self.file)
    }
}

/// A school year somewhere in a name: `2018-2019`, `2018_19`, `201819`, `2018/19`.
fn year_in(name: &str) -> Option<SchoolYear> {
    let bytes = name.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let run = |at: usize| bytes.iter().skip(at).take_while(|b| b.is_ascii_digit()).count();
    let starts = (0..bytes.len()).filter(|at| digit(*at) && !(*at > 0 && digit(at - 1)));
    let mut found = starts.filter_map(|at| {
        let text = |from: usize, long: usize| name.get(from..from + long);
        match run(at) {
            4 => {
                let gap = bytes.get(at + 4).is_some_and(|b| matches!(b, b'-' | b'_' | b' ')).then(|| run(at + 5))?;
                matches!(gap, 2 | 4).then(|| format!("{}-{}", text(at, 4)?, text(at + 5, gap)?).parse().ok())?
            }
            long @ (6 | 8) => format!("{}-{}", text(at, 4)?, text(at + 4, long - 4)?).parse().ok(),
            _ => None,
        }
    });
    found.next()
}

/// The rows kept of one year.
#[derive(Default)]
struct Kept {
    school: Option<Row>,
    authorities: Vec<Row>,
    /// With their rank.
    england: Vec<(usize, Row)>,
}

/// How many rows of England are kept of a year, at the most.
const OF_ENGLAND: usize = 16;

impl Kept {
    /// Keeps a row of England unless there is one like it, of the same rank or a better one.
    fn take_england(&mut self, rank: usize, row: &Row, columns: &Columns<'_>) {
        let alike = |(_, known): &(usize, Row)| columns.alike(known) == columns.alike(row);
        match self.england.iter().position(alike) {
            Some(at) if rank < self.england[at].0 => self.england[at] = (rank, row.clone()),
            None if self.england.len() < OF_ENGLAND => self.england.push((rank, row.clone())),
            Some(_) | None => {}
        }
    }

    /// The row of England for a school: the one like it, else the first of the best rank.
    fn england_of(&self, school: &Row, columns: &Columns<'_>) -> Option<&Row> {
        let place = |(rank, row): &&(usize, Row)| (columns.alike(row) != columns.alike(school), *rank);
        self.england.iter().min_by_key(place).map(|(_, row)| row)
    }
}

/// Reads what a file holds of a school.
///
/// # Errors
/// The file is no CSV, its columns are not known, or a figure cannot be one: with its line.
pub fn read_file(input: impl Read, source: &Source, ask: &Ask<'_>) -> Result<Found, ImportError> {
    let mut rows = Rows::open(input, &source.file)?;
    let header = rows.header().to_vec();
    let columns = Columns::of(&header, source, ask)?;
    let file = File { header: &header, source, ask, columns: &columns, odd: RefCell::default() };
    let mut kept: BTreeMap<SchoolYear, Kept> = BTreeMap::new();
    let mut authority: Option<Vec<u8>> = None;
    while let Some(row) = rows.next(ask.stop)? {
        match columns.kind(row) {
            Kind::School if columns.is_of(row, ask.urn) => {
                authority = Some(columns.authority(row).to_owned());
                let year = file.year(row)?;
                let known = &mut kept.entry(year).or_default().school;
                match known {
                    Some(first) if !first.same_cells(row) => return Err(file.two_rows(first, row, year)),
                    Some(_) => {}
                    None => *known = Some(row.clone()),
                }
            }
            Kind::Authority if authority.as_deref().is_none_or(|known| known == columns.authority(row)) => {
                kept.entry(file.year(row)?).or_default().authorities.push(row.clone());
            }
            Kind::England(rank) => kept.entry(file.year(row)?).or_default().take_england(rank, row, &columns),
            Kind::School | Kind::Authority | Kind::Other => {}
        }
    }
    let mut found = Found {
        source: columns.reading.name.clone(),
        series: columns.reading.series.clone(),
        years: Vec::new(),
        school: String::new(),
        tables: Vec::new(),
        notes: Vec::new(),
    };
    for (year, kept) in kept {
        let Some(school) = &kept.school else { continue };
        let own = |row: &&Row| columns.authority(row) == columns.authority(school);
        let rows = Compared {
            school,
            authority: kept.authorities.iter().find(own),
            england: kept.england_of(school, &columns),
        };
        found.years.push(year);
        found.school = file.school(school)?;
        found.tables.push(file.table(year, &rows)?);
    }
    found.notes = file.notes();
    if let (true, Year::Known(year)) = (found.years.is_empty(), columns.year) {
        found.years.push(year);
    }
    Ok(found)
}

/// Refuses two files of one year and series.
///
/// # Errors
/// Names both.
pub fn refuse_same_year(found: &[(Source, Found)]) -> Result<(), ImportError> {
    let mut seen: BTreeMap<(&str, SchoolYear), &str> = BTreeMap::new();
    for (Source { file, .. }, found) in found {
        for year in &found.years {
            if let Some(first) = seen.insert((&found.series, *year), file) {
                return Err(ImportError::SameYear {
                    first: first.to_owned(),
                    second: file.clone(),
                    source_name: found.source.clone(),
                    year: *year,
                });
            }
        }
    }
    Ok(())
}

/// The rows of one school and those it is compared with.
struct Compared<'a> {
    school: &'a Row,
    authority: Option<&'a Row>,
    england: Option<&'a Row>,
}

/// A file being read.
struct File<'a> {
    header: &'a [String],
    source: &'a Source,
    ask: &'a Ask<'a>,
    columns: &'a Columns<'a>,
    /// Cells that are neither a figure nor a published code.
    odd: RefCell<Vec<String>>,
}

/// How many odd cells of a file are named, each in full.
const NAMED: usize = 5;

impl File<'_> {
    /// What the user should know of it.
    fn notes(&self) -> Vec<String> {
        let file = &self.source.file;
        let missed = self.columns.missed();
        let missing = (!missed.is_empty()).then(|| format!("{file}:1: without the column {}", missed.join(", ")));
        let odd = self.odd.borrow();
        let more = odd.len().saturating_sub(NAMED);
        let more = (more > 0).then(|| format!("{file}: {more} more cells are left out for the same reason"));
        missing.into_iter().chain(odd.iter().take(NAMED).cloned()).chain(more).collect()
    }

    fn year(&self, row: &Row) -> Result<SchoolYear, ImportError> {
        match self.columns.year {
            Year::Known(year) => Ok(year),
            Year::Column(at) => {
                let text = self.text(row, at)?;
                let read = text.parse().or_else(|error| year_in(&text).ok_or(error));
                read.map_err(|error| self.fault(row, at, error.to_string()))
            }
        }
    }

    fn school(&self, row: &Row) -> Result<String, ImportError> {
        self.columns.school_column().map_or(Ok(String::new()), |at| self.text(row, at))
    }

    fn text(&self, row: &Row, at: usize) -> Result<String, ImportError> {
        let what = "neither UTF-8 nor Windows-1252";
        let fault = || ImportError::Encoding { file: self.source.file.clone(), line: row.line, what };
        text_of(row.cell(Some(at))).ok_or_else(fault)
    }

    fn table(&self, year: SchoolYear, rows: &Compared<'_>) -> Result<Table, ImportError> {
        let mut figures = Vec::new();
        for place in &self.columns.figures {
            let figure = self.figure(place, rows)?;
            if figure.school.is_some() || figure.authority.is_some() || figure.england.is_some() {
                figures.push(figure);
            }
        }
        Ok(Table {
            year,
            series: self.columns.reading.series.clone(),
            source: self.columns.reading.name.clone(),
            file: self.source.name().to_owned(),
            read: self.ask.today,
            figures,
        })
    }

    fn figure(&self, place: &Place<'_>, rows: &Compared<'_>) -> Result<Figure, ImportError> {
        let unit = self.ask.definitions.measure(place.measure).map_or(Unit::Percent, |measure| measure.unit);
        let value = |row: Option<&Row>, at: Option<usize>, unit: Unit| match (row, at) {
            (Some(row), Some(at)) => self.value(row, at, unit),
            _ => Ok(None),
        };
        let school = Some(rows.school);
        Ok(Figure {
            measure: place.measure.to_owned(),
            group: place.group.to_owned(),
            school: value(school, Some(place.value), unit)?,
            n: value(school, place.n, Unit::Count)?,
            of: value(school, place.of, Unit::Count)?,
            low: value(school, place.low, unit)?,
            high: value(school, place.high, unit)?,
            authority: value(rows.authority, Some(place.value), unit)?,
            england: value(rows.england, Some(place.value), unit)?,
        })
    }

    fn value(&self, row: &Row, at: usize, unit: Unit) -> Result<Option<Value>, ImportError> {
        let text = self.text(row, at)?;
        let value = Value::read(&text).map_err(|error| self.fault(row, at, error.to_string()))?;
        match value.as_ref().and_then(Value::number) {
            Some(number) if !unit.holds(number) => {
                Err(self.fault(row, at, format!("{text} cannot be: a figure here is {}", unit.bounds())))
            }
            None if value.as_ref().and_then(Value::code).is_some_and(|code| !self.ask.definitions.is_code(code)) => {
                let said = ImportError::unknown_code(&text);
                self.odd.borrow_mut().push(self.fault(row, at, said).to_string());
                Ok(None)
            }
            _ => Ok(value),
        }
    }

    fn fault(&self, row: &Row, at: usize, what: String) -> ImportError {
        let column = self.header.get(at).cloned().unwrap_or_default();
        ImportError::Cell { file: self.source.file.clone(), line: row.line, column, what }
    }

    fn two_rows(&self, first: &Row, second: &Row, year: SchoolYear) -> ImportError {
        ImportError::TwoRows {
            file: self.source.file.clone(),
            line: second.line,
            first: first.line,
            urn: self.ask.urn.to_owned(),
            year,
        }
    }
}
