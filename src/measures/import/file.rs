//! A file being read: its cells as figures, and what has to be said of them.

use std::cell::RefCell;

use super::columns::{Columns, Place, Year};
use super::head::Head;
use super::kept::Compared;
use super::letters::text_of;
use super::row::Row;
use super::{Ask, ImportError, Source, year_in};
use crate::calendar::{SchoolYear, SchoolYearError};
use crate::measures::definition::{Better, Unit};
use crate::measures::figures::{Figure, Table};
use crate::measures::taken::Blank;
use crate::measures::value::{NoFigure, Value};

/// A file being read.
pub(super) struct File<'a> {
    pub(super) head: &'a Head,
    pub(super) source: &'a Source,
    pub(super) ask: &'a Ask<'a>,
    pub(super) columns: &'a Columns<'a>,
    /// How its percentages are written.
    pub(super) parts: Parts,
    /// Cells that are neither a figure nor a published code, and rows of no known group.
    pub(super) odd: RefCell<Vec<String>>,
}

/// How percentages are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Parts {
    /// Of a hundred: 62.
    OfHundred,
    /// Of one: 0.62; with one of them and how it is read, in words.
    OfOne(String),
    /// Of a hundred, though every one of them is smaller than one.
    Small,
}

/// What is said in the place of what may be a name.
const HIDDEN: &str = "what stands there";
/// How many odd cells of a file are named, each in full.
const NAMED: usize = 5;

impl File<'_> {
    /// What the user should know of it.
    pub(super) fn notes(&self) -> Vec<String> {
        let file = &self.source.file;
        let missed = self.columns.missed();
        let line = self.head.line;
        let missing = (!missed.is_empty()).then(|| format!("{file}:{line}: without the column {}", missed.join(", ")));
        let parts = match &self.parts {
            Parts::OfHundred => None,
            Parts::OfOne(read) => Some(format!("{file}: its percentages are parts of one; {read}")),
            Parts::Small => Some(format!(
                "{file}: every percentage in it is below 1 and stays so; if they are parts of one, write 6% for 0.06"
            )),
        };
        let twice = self.head.twice(|name| self.columns.reads(name));
        let twice = twice.into_iter().map(|name| {
            format!("{file}:{line}: “{name}” stands more than once; the first is read, say “{name} (2)” for the next")
        });
        let odd = self.odd.borrow();
        let more = odd.len().saturating_sub(NAMED);
        let more = (more > 0).then(|| format!("{file}: {more} more cells are left out for the same reason"));
        missing.into_iter().chain(twice).chain(parts).chain(odd.iter().take(NAMED).cloned()).chain(more).collect()
    }

    /// The group a row is of: its id, empty for all pupils. A row of a group that is not known is left out.
    pub(super) fn group(&self, row: &Row) -> Option<String> {
        let Some(words) = self.columns.group(row) else { return Some(String::new()) };
        let group = self.ask.definitions.group_headed(&words).map(str::to_owned);
        if group.is_none() {
            self.leave_out(row.line, "of no group known here");
        }
        group
    }

    /// Notes that a row is left out.
    pub(super) fn leave_out(&self, line: u64, why: &str) {
        let file = &self.source.file;
        self.odd.borrow_mut().push(format!("{file}:{line}: the row is {why} and is left out"));
    }

    pub(super) fn year(&self, row: &Row) -> Result<SchoolYear, ImportError> {
        match self.columns.year {
            Year::Known(year) => Ok(year),
            Year::Column(at) => {
                let text = self.text(row, at)?;
                let read = SchoolYear::said(&text).or_else(|error| year_in(&text).ok_or(error));
                read.map_err(|error: SchoolYearError| {
                    let hidden = self.may_be_name(&text).then(|| format!("{HIDDEN} is no school year; write 2009/10"));
                    self.fault(row, at, hidden.unwrap_or_else(|| error.to_string()))
                })
            }
        }
    }

    /// Refuses a row with more cells than there are columns: a quote mark holds more than one row together.
    pub(super) fn refuse_long(&self, row: &Row) -> Result<(), ImportError> {
        let filled = row.cells().enumerate().filter(|(_, cell)| !cell.trim_ascii().is_empty());
        match filled.last() {
            Some((last, _)) if last >= self.head.names.len() => {
                Err(ImportError::LongRow { file: self.source.file.clone(), line: row.line })
            }
            _ => Ok(()),
        }
    }

    pub(super) fn school(&self, row: &Row) -> Result<String, ImportError> {
        self.columns.school_column().map_or(Ok(String::new()), |at| self.text(row, at))
    }

    fn text(&self, row: &Row, at: usize) -> Result<String, ImportError> {
        let what = "neither UTF-8 nor Windows-1252";
        let fault = || ImportError::Encoding { file: self.source.file.clone(), line: row.line, what };
        text_of(row.cell(Some(at))).ok_or_else(fault)
    }

    /// How the percentages of a school's own spreadsheet are written: as parts of one if none is above that.
    /// Cells are told as their measure, row and column.
    pub(super) fn parts_of<'c>(&self, cells: impl Iterator<Item = (&'c str, &'c Row, usize)>) -> Parts {
        let (mut such_as, mut high) = (None, false);
        for (measure, row, at) in cells {
            let Some(known) = self.ask.definitions.measure(measure).filter(|known| known.unit == Unit::Percent) else {
                continue;
            };
            let cell = text_of(row.cell(Some(at))).unwrap_or_default();
            let value = self.read(&cell).ok().flatten();
            let number = value.as_ref().and_then(Value::number);
            match number {
                Some(number) if cell.contains('%') || number > 1.0 => return Parts::OfHundred,
                Some(number) => {
                    let whole = value.filter(|_| such_as.is_none() && number.fract() != 0.0).map(Value::of_hundred);
                    let whole = whole.map(|whole| whole.rounded(known.unit.decimals()));
                    such_as = such_as.or(whole.map(|whole| format!("{cell} is read as {whole}%")));
                    // Of absence, less than one in a hundred may well be meant.
                    high |= known.better != Better::Lower;
                }
                None => {}
            }
        }
        match (such_as, high) {
            (Some(read), true) => Parts::OfOne(read),
            (Some(_), false) => Parts::Small,
            (None, _) => Parts::OfHundred,
        }
    }

    /// The figures of one row of the school.
    pub(super) fn figures(
        &self,
        year: SchoolYear,
        rows: &Compared<'_>,
        into: &mut Vec<Figure>,
        blanks: &mut Vec<Blank>,
    ) -> Result<(), ImportError> {
        // A row of a group says nothing in the columns of other groups.
        let places = self.columns.figures.iter().filter(|place| rows.group.is_empty() || place.group.is_empty());
        for place in places {
            let mut figure = self.figure(place, rows)?;
            if !rows.group.is_empty() {
                rows.group.clone_into(&mut figure.group);
            }
            if figure.school.is_none() {
                blanks.push(Blank { year, measure: figure.measure.clone(), group: figure.group.clone() });
            }
            if figure.school.is_some() || figure.authority.is_some() || figure.england.is_some() {
                into.push(figure);
            }
        }
        Ok(())
    }

    /// A table of one year.
    pub(super) fn table(&self, year: SchoolYear, figures: Vec<Figure>) -> Table {
        let reading = self.columns.reading;
        Table {
            year,
            series: reading.series.clone(),
            // A layout that is remembered has the name of the file that it was first said of.
            source: if reading.own { self.source.title() } else { reading.name.clone() },
            file: self.source.name().to_owned(),
            read: self.ask.today,
            figures,
        }
    }

    fn figure(&self, place: &Place<'_>, rows: &Compared<'_>) -> Result<Figure, ImportError> {
        let unit = self.unit(place.measure);
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

    /// What a measure counts.
    pub(super) fn unit(&self, measure: &str) -> Unit {
        self.ask.definitions.measure(measure).map_or(Unit::Percent, |known| known.unit)
    }

    /// Reads a cell as the file writes its figures.
    fn read(&self, text: &str) -> Result<Option<Value>, NoFigure> {
        if self.columns.reading.comma { Value::read_with_comma(text) } else { Value::read(text) }
    }

    pub(super) fn value(&self, row: &Row, at: usize, unit: Unit) -> Result<Option<Value>, ImportError> {
        let text = self.text(row, at)?;
        let no_figure = |NoFigure(cell)| {
            // A comma may part decimals: whoever wrote the file has to say so.
            if self.columns.reading.own && Value::read_with_comma(&cell).is_ok() && cell.contains(',') {
                let (file, line, column) = (self.source.file.clone(), row.line, self.column(at));
                return ImportError::Comma { file, line, column, cell };
            }
            self.fault(row, at, format!("{} is neither a figure nor a code such as SUPP", self.shown(&cell)))
        };
        let value = self.read(&text).map_err(no_figure)?;
        match value.as_ref().and_then(Value::number) {
            Some(number) if !unit.holds(number) => {
                Err(self.fault(row, at, format!("{text} cannot be: a figure here is {}", unit.bounds())))
            }
            Some(_) if self.columns.reading.own => {
                let is_part = matches!(self.parts, Parts::OfOne(_)) && unit == Unit::Percent;
                let whole = if is_part { value.map(Value::of_hundred) } else { value };
                Ok(whole.map(|value| value.rounded(unit.decimals())))
            }
            None if value.as_ref().and_then(Value::code).is_some_and(|code| !self.ask.definitions.is_code(code)) => {
                let said = ImportError::unknown_code(&self.shown(&text));
                self.odd.borrow_mut().push(self.fault(row, at, said).to_string());
                Ok(None)
            }
            _ => Ok(value),
        }
    }

    /// What stands in a cell, for a sentence.
    fn shown(&self, text: &str) -> String {
        if self.may_be_name(text) { HIDDEN.to_owned() } else { format!("“{text}”") }
    }

    /// Whether a cell of a school's own spreadsheet may be somebody's name, which is not to be shown.
    fn may_be_name(&self, text: &str) -> bool {
        self.columns.reading.own && text.chars().any(char::is_uppercase)
    }

    fn fault(&self, row: &Row, at: usize, what: String) -> ImportError {
        ImportError::Cell { file: self.source.file.clone(), line: row.line, column: self.column(at), what }
    }

    fn column(&self, at: usize) -> String {
        self.head.names.get(at).cloned().unwrap_or_default()
    }

    /// What to say of a file that ends with the names of its columns.
    pub(super) fn without_rows(&self) -> ImportError {
        ImportError::NoRows { file: self.source.file.clone(), line: self.head.line }
    }

    /// What to say of a school’s own file in which no figure stands.
    pub(super) fn without_figures(&self, line: u64) -> ImportError {
        ImportError::NoFigures { file: self.source.file.clone(), line }
    }

    /// What to say of a second row of the school for one year.
    pub(super) fn two_rows(&self, first: &Row, second: &Row, year: SchoolYear) -> ImportError {
        let (file, line, first) = (self.source.file.clone(), second.line, first.line);
        if self.columns.reading.own {
            return ImportError::RowsOfPupils { file, line, first, year };
        }
        ImportError::TwoRows { file, line, first, urn: self.ask.urn.to_owned(), year }
    }
}
