//! Reading files of figures: one pass over each, a row at a time, keeping only the rows of the school and those it is
//! compared with.

mod about;
mod columns;
mod error;
mod file;
mod head;
mod kept;
mod letters;
mod near;
mod row;
mod rows;
mod terms;
#[cfg(test)]
mod tests;
mod turned;
mod wish;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io::Read;

use chrono::NaiveDate;

use columns::{Kind, Year};
pub use error::ImportError;
use file::{File, Parts};
use head::Opened;
use kept::Kept;
pub use near::{Near, find_near};
pub use terms::years_of;
pub use wish::{Missing, Wish};

use super::definition::Definitions;
use super::figures::Table;
use super::reading::Reading;
use super::taken::Blank;
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
    /// What else it says of the school: facts of its record.
    pub facts: Vec<(String, String)>,
    /// Its figures, one table a year; none if it is not in the file.
    pub tables: Vec<Table>,
    /// What the user should know: columns that are missing, cells that are neither a figure nor a published code.
    pub notes: Vec<String>,
    /// Cells of the school without a figure.
    pub blanks: Vec<Blank>,
    /// What stands in rows that are of no known measure, where each row is of one.
    pub unknown_rows: Vec<String>,
}

impl Found {
    /// Nothing yet, of files of one layout.
    fn of(reading: &Reading) -> Self {
        Self {
            source: reading.name.clone(),
            series: reading.series.clone(),
            years: Vec::new(),
            school: String::new(),
            facts: Vec::new(),
            tables: Vec::new(),
            notes: Vec::new(),
            blanks: Vec::new(),
            unknown_rows: Vec::new(),
        }
    }

    /// Whether any figure of the school is in it, or a published code in the place of one.
    fn has_figures(&self) -> bool {
        self.tables.iter().flat_map(|table| &table.figures).any(|figure| figure.school.is_some())
    }
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

    /// The name of the file without its ending: what a file of the school's own is called by.
    pub fn title(&self) -> String {
        let name = self.name();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let stem = if stem.is_empty() { name } else { stem };
        stem.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
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

/// Reads what a file holds of a school.
///
/// # Errors
/// The file is no CSV, its columns are not known, or a figure cannot be one: with its line.
pub fn read_file(input: impl Read, source: &Source, ask: &Ask<'_>) -> Result<Found, ImportError> {
    let opened = head::open(input, source, ask)?;
    if opened.columns.reading.measure.is_some() {
        return turned::read(opened, source, ask);
    }
    let Opened { mut rows, head, columns } = opened;
    let (parts, odd) = (Parts::OfHundred, RefCell::default());
    let mut file = File { head: &head, source, ask, columns: &columns, parts, odd };
    let mut kept: BTreeMap<SchoolYear, Kept> = BTreeMap::new();
    let mut authority: Option<Vec<u8>> = None;
    let (mut any, mut first) = (false, None);
    while let Some(row) = rows.next(ask.stop)? {
        any = true;
        match columns.kind(row) {
            Kind::School if columns.is_of(row, ask.urn) => {
                authority = Some(columns.authority(row).to_owned());
                first = first.or(Some(row.line));
                let Some(group) = file.group(row) else { continue };
                file.refuse_long(row)?;
                let year = file.year(row)?;
                match kept.entry(year).or_default().school.entry(group) {
                    Entry::Occupied(first) if !first.get().same_cells(row) => {
                        return Err(file.two_rows(first.get(), row, year));
                    }
                    Entry::Occupied(_) => {}
                    Entry::Vacant(place) => {
                        place.insert(row.clone());
                    }
                }
            }
            Kind::Authority if authority.as_deref().is_none_or(|known| known == columns.authority(row)) => {
                kept.entry(file.year(row)?).or_default().authorities.push(row.clone());
            }
            Kind::England(rank) => kept.entry(file.year(row)?).or_default().take_england(rank, row, &columns),
            Kind::School | Kind::Authority | Kind::Other => {}
        }
    }
    if !any {
        return Err(file.without_rows());
    }
    if columns.reading.own {
        let rows = || kept.values().flat_map(|kept| kept.school.values());
        let cells = columns.figures.iter().flat_map(|place| rows().map(|row| (place.measure, row, place.value)));
        file.parts = file.parts_of(cells);
    }
    let mut found = Found::of(columns.reading);
    for (year, kept) in kept {
        let mut figures = Vec::new();
        for rows in kept.compared(&columns) {
            found.school = file.school(rows.school)?;
            found.facts = about::facts(&columns, rows.school);
            file.figures(year, &rows, &mut figures, &mut found.blanks)?;
        }
        if !kept.school.is_empty() {
            found.years.push(year);
            found.tables.push(file.table(year, figures));
        }
    }
    if let Some(line) = first.filter(|_| columns.reading.own && !found.has_figures()) {
        return Err(file.without_figures(line));
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
