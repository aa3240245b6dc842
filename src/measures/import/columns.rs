//! Where in a file each thing stands: a reading laid over the header.

use std::collections::{HashMap, HashSet};

use super::letters::text_of;
use super::row::Row;
use super::terms::{last_of_each, year_of};
use super::{Ask, ImportError, Source};
use crate::calendar::SchoolYear;
use crate::measures::reading::{FigureColumns, Reading};

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    School,
    Authority,
    /// England, with its rank: the lowest is used.
    England(usize),
    Other,
}

/// A reading laid over the header of a file.
pub(super) struct Columns<'a> {
    pub(super) reading: &'a Reading,
    header: Header,
    pub(super) year: Year,
    pub(super) figures: Vec<Place<'a>>,
    /// Columns with the figures of a year, where each row is of one measure.
    pub(super) years: Vec<(SchoolYear, usize)>,
    /// What to say of columns that are not read.
    pub(super) notes: Vec<String>,
    measure: Option<usize>,
    urn: Option<usize>,
    school: Option<usize>,
    authority: Option<usize>,
    successor: Option<usize>,
    kind: Option<usize>,
    alike: Option<usize>,
    england_in: Option<usize>,
    group: Option<usize>,
}

/// Where the school year stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Year {
    /// One for the whole file.
    Known(SchoolYear),
    /// In a column.
    Column(usize),
}

/// Where one figure stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place<'a> {
    pub(super) measure: &'a str,
    pub(super) group: &'a str,
    pub(super) value: usize,
    pub(super) n: Option<usize>,
    pub(super) of: Option<usize>,
    pub(super) low: Option<usize>,
    pub(super) high: Option<usize>,
}

/// Columns by their name, in any case.
struct Header(HashMap<String, usize>);

impl Header {
    fn of(header: &[String]) -> Self {
        let mut by_name = HashMap::new();
        for (at, name) in header.iter().enumerate() {
            // Of two of one name the first is meant.
            by_name.entry(name.to_uppercase()).or_insert(at);
        }
        Self(by_name)
    }

    fn at(&self, name: &str) -> Option<usize> {
        self.0.get(&name.to_uppercase()).copied()
    }

    /// Whether all columns are there by which a reading is known.
    fn fits(&self, reading: &Reading) -> bool {
        let has_years = || reading.measure.is_none() || !self.years(reading).is_empty();
        reading.known_by.iter().all(|name| self.at(name).is_some()) && has_years()
    }

    /// The columns with the figures of a year: those that were said, and those whose title is a school year.
    fn years(&self, reading: &Reading) -> Vec<(SchoolYear, usize)> {
        let said = |at: usize| {
            let is = |(_, name): &&(SchoolYear, String)| self.at(name) == Some(at);
            reading.years.iter().find(is).map(|(year, _)| *year)
        };
        let each = self.0.iter().filter_map(|(name, at)| {
            let (year, term) = said(*at).map(|year| (year, usize::MAX)).or_else(|| year_of(name))?;
            Some((year, term, *at))
        });
        let mut years = last_of_each(&each.collect::<Vec<_>>());
        years.sort_unstable_by_key(|(_, at)| *at);
        years
    }

    /// What to say of columns of terms that a later one of their year stands for.
    fn earlier_terms(years: &[(SchoolYear, usize)], header: &[String]) -> Vec<String> {
        let title = |at: usize| header.get(at).map_or("", String::as_str);
        let each = header.iter().enumerate().filter_map(|(at, name)| {
            let (year, _) = year_of(name).filter(|_| !years.iter().any(|(_, known)| *known == at))?;
            let (_, later) = years.iter().find(|(known, _)| *known == year)?;
            Some(format!("“{name}” is left out: “{}” is later in {year}", title(*later)))
        });
        each.collect()
    }

    /// The first of several names that is there.
    fn first(&self, names: &[String]) -> Option<(usize, String)> {
        names.iter().find_map(|name| self.at(name).map(|at| (at, name.clone())))
    }
}

impl<'a> Columns<'a> {
    /// Finds the reading that knows a header, and lays it over it; nothing if none does. The user's own stand last and
    /// go first.
    pub(super) fn of(header: &[String], source: &Source, ask: &Ask<'a>) -> Result<Option<Self>, ImportError> {
        let names = Header::of(header);
        let in_time = |reading: &&Reading| source.year.is_none_or(|year| reading.covers(year));
        let fitting = ask.readings.iter().filter(|reading| names.fits(reading));
        let Some(reading) = fitting.filter(in_time).max_by_key(|reading| reading.known_by.len()) else {
            return Ok(None);
        };
        if ask.urn.is_empty() && reading.urn.is_some() {
            return Err(ImportError::WhichSchool { file: source.file.clone() });
        }
        let years = if reading.measure.is_some() { names.years(reading) } else { Vec::new() };
        let by_column = reading.year.as_ref().and_then(|name| names.at(name)).map(Year::Column);
        let year = by_column
            .or(source.year.map(Year::Known))
            .or(years.first().map(|(year, _)| Year::Known(*year)))
            .ok_or_else(|| ImportError::NoYear { file: source.file.clone() })?;
        let at = |name: &Option<String>| name.as_ref().and_then(|name| names.at(name));
        let mut figures = Vec::new();
        for figure in &reading.figures {
            places(figure, reading, &names, &mut figures);
        }
        Ok(Some(Self {
            reading,
            year,
            figures,
            notes: Header::earlier_terms(&years, header),
            years,
            measure: at(&reading.measure),
            urn: at(&reading.urn),
            school: at(&reading.school),
            authority: at(&reading.authority),
            successor: at(&reading.successor),
            kind: at(&reading.rows.column),
            alike: at(&reading.rows.alike),
            england_in: at(&reading.rows.england_in),
            group: at(&reading.group),
            header: names,
        }))
    }

    /// What to say of columns that are known in other years than that of the file.
    pub(super) fn other_years(header: &[String], source: &Source, ask: &Ask<'_>) -> Option<ImportError> {
        let names = Header::of(header);
        let reading = ask.readings.iter().find(|reading| names.fits(reading))?;
        let (file, layout) = (source.file.clone(), reading.id.clone());
        Some(ImportError::OtherYears { file, layout, year: source.year? })
    }

    /// The columns that files of this layout and year have and this one has not, in a few words.
    pub(super) fn missed(&self) -> Vec<String> {
        let there = |figure: &&FigureColumns| {
            self.figures.iter().any(|place| place.measure == figure.measure && place.group.is_empty())
        };
        let wanted = |figure: &&FigureColumns| match self.year {
            Year::Known(year) => figure.covers(year),
            // Where each row says its year, a figure of some years alone may well be in none.
            Year::Column(_) => figure.from.is_none() && figure.until.is_none(),
        };
        let all = self.reading.figures.iter().filter(wanted);
        all.filter(|figure| !figure.columns.is_empty() && !there(figure))
            .map(|figure| figure.columns.join(" or "))
            .collect()
    }

    /// Whether a column of this name is read.
    pub(super) fn reads(&self, name: &str) -> bool {
        let said = self
            .reading
            .figures
            .iter()
            .flat_map(|figure| figure.columns.iter().chain(figure.also.iter().map(|(_, column)| column)));
        let years = self.reading.years.iter().map(|(_, column)| column);
        let mut all = self.reading.known_by.iter().chain(said).chain(years);
        all.any(|known| known.to_uppercase() == name.to_uppercase())
    }

    /// What a row is about.
    pub(super) fn kind(&self, row: &Row) -> Kind {
        let rows = &self.reading.rows;
        if self.kind.is_none() {
            return Kind::School;
        }
        let cell = row.cell(self.kind);
        let is = |names: &[String]| names.iter().position(|name| name.as_bytes() == cell);
        if is(&rows.school).is_some() {
            Kind::School
        } else if let Some(rank) = is(&rows.england).or_else(|| self.england_elsewhere(row)) {
            Kind::England(rank)
        } else if is(&rows.authority).is_some() {
            Kind::Authority
        } else if rows.school.is_empty() && !cell.is_empty() {
            Kind::School
        } else {
            Kind::Other
        }
    }

    /// The rank of a row of England that the second column tells.
    fn england_elsewhere(&self, row: &Row) -> Option<usize> {
        let cell = row.cell(Some(self.england_in?));
        self.reading.rows.england.iter().position(|name| name.as_bytes() == cell)
    }

    /// Whether a row is of the school with a number.
    pub(super) fn is_of(&self, row: &Row, urn: &str) -> bool {
        self.urn.is_none() || row.cell(self.urn) == urn.as_bytes()
    }

    /// The number of the school of a row.
    pub(super) fn urn(&self, row: &Row) -> String {
        text_of(row.cell(self.urn)).unwrap_or_default()
    }

    /// What stands in a column by its name; nothing where there is none.
    pub(super) fn text(&self, row: &Row, column: &str) -> String {
        let at = self.header.at(column);
        at.and_then(|at| text_of(row.cell(Some(at)))).unwrap_or_default()
    }

    /// The name of the school of a row.
    pub(super) fn school(&self, row: &Row) -> String {
        text_of(row.cell(self.school)).unwrap_or_default()
    }

    /// The group a row is of, as the file calls it; nothing where rows are of all pupils.
    pub(super) fn group(&self, row: &Row) -> Option<String> {
        self.group.map(|at| text_of(row.cell(Some(at))).unwrap_or_default())
    }

    /// The measure a row is of, as the file calls it.
    pub(super) fn measure(&self, row: &Row) -> String {
        text_of(row.cell(self.measure)).unwrap_or_default()
    }

    /// The authority of a row.
    pub(super) fn authority<'r>(&self, row: &'r Row) -> &'r [u8] {
        row.cell(self.authority)
    }

    /// What a row of England and that of the school have in common, where there are several of England.
    pub(super) fn alike<'r>(&'r self, row: &'r Row) -> &'r [u8] {
        let cell = row.cell(self.alike);
        let number = std::str::from_utf8(cell).ok().and_then(|cell| cell.parse::<u32>().ok());
        let of_number = number.and_then(|number| {
            let holds = |(_, ranges): &&(String, Vec<(u32, u32)>)| {
                ranges.iter().any(|(from, to)| (*from..=*to).contains(&number))
            };
            self.reading.rows.numbered.iter().find(holds)
        });
        of_number.map_or(cell, |(word, _)| word.as_bytes())
    }

    /// Whether a row of England may stand beside a school that it has nothing in common with: not where it is known to be of
    /// schools of another kind.
    pub(super) fn is_for_any(&self, row: &Row) -> bool {
        self.reading.rows.numbered.is_empty() || self.alike(row).is_empty()
    }

    /// The number of the school that followed that of a row.
    pub(super) fn successor(&self, row: &Row) -> String {
        text_of(row.cell(self.successor)).unwrap_or_default()
    }

    /// The cell of the school's name, to see whether its letters can be read.
    pub(super) const fn school_column(&self) -> Option<usize> {
        self.school
    }
}

/// Where a measure stands for all pupils and for each group.
fn places<'a>(columns: &'a FigureColumns, reading: &'a Reading, names: &Header, places: &mut Vec<Place<'a>>) {
    let beside = |name: &str, ending: &str| {
        let of_group = || columns.columns.iter().find_map(|all| name.strip_prefix(all.as_str()));
        let at = names.at(&format!("{name}{ending}")).or_else(|| names.at(&format!("{ending}{}", of_group()?)));
        at.filter(|_| !ending.is_empty())
    };
    let place = |group: &'a str, value: usize, name: &str, n: &[String], of: &[String]| Place {
        measure: &columns.measure,
        group,
        value,
        n: names.first(n).map(|(at, _)| at),
        of: names.first(of).map(|(at, _)| at),
        low: beside(name, &columns.low),
        high: beside(name, &columns.high),
    };
    let of_group = |group: &str| reading.groups.iter().find(|g| g.group == group).map_or(&[][..], |g| g.of.as_slice());
    if let Some((at, name)) = names.first(&columns.columns) {
        places.push(place("", at, &name, &columns.n, &columns.of));
    }
    let mut met: HashSet<&str> = HashSet::new();
    for group in &reading.groups {
        let mut all = Vec::new();
        for name in &columns.columns {
            all.extend(group.endings.iter().map(|ending| format!("{name}{ending}")));
        }
        if let Some((at, name)) = names.first(&all) {
            met.insert(&group.group);
            places.push(place(&group.group, at, &name, &[], per_pupil(columns, &group.of)));
        }
    }
    for (group, name) in &columns.also {
        if let Some(at) = names.at(name).filter(|_| met.insert(group)) {
            places.push(place(group, at, name, &[], per_pupil(columns, of_group(group))));
        }
    }
}

/// The columns with the size of a group, for measures that count its pupils.
fn per_pupil<'a>(columns: &FigureColumns, of: &'a [String]) -> &'a [String] {
    if columns.of.is_empty() { &[] } else { of }
}
