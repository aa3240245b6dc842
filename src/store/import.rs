//! Files of figures become those of a school: read one after the other, kept all or not at all.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use chrono::NaiveDate;

use super::slug::numbered;
use super::{Desk, Store, StoreError, slug};
use crate::calendar::SchoolYear;
use crate::measures::{
    Ask, Blank, Definition, Definitions, Figure, Found, ImportError, Known, Missing, Reading, Source, Table, TakenIn,
    Unit, Value, Wish, find_near, read_file, refuse_same_year,
};
use crate::session::Record;

/// What stands in the way of an import. Nothing has been changed.
#[derive(Debug, thiserror::Error)]
pub enum ImportFault {
    /// A file cannot be read as it is.
    #[error(transparent)]
    File(#[from] ImportError),
    /// A file cannot be opened.
    #[error("{0}")]
    Path(String),
    /// The store cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What was asked for cannot be.
    #[error("{0}")]
    Asked(String),
}

/// What an import brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Slug of the school.
    pub slug: String,
    /// The school's name.
    pub school: String,
    /// What its record had not and has now.
    pub learned: Vec<(String, String)>,
    /// The years that were read, oldest first.
    pub years: Vec<SchoolYear>,
    /// How many figures of the school there are, and how many are withheld.
    pub counts: (usize, usize),
    /// What was read of each year and source.
    pub lines: Vec<String>,
    /// What the user should know beside.
    pub notes: Vec<String>,
}

/// How far the reading has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress<'a> {
    /// The file at hand.
    pub file: &'a str,
    /// How many bytes of all files are read.
    pub done: u64,
    /// How many there are.
    pub all: u64,
}

/// How an import is watched and stopped.
pub struct Watch<'a> {
    /// The day of reading.
    pub today: NaiveDate,
    /// Whether the user wants it stopped; asked now and then.
    pub stop: &'a dyn Fn() -> bool,
    /// Told now and then how far it has come.
    pub progress: &'a dyn Fn(Progress<'_>),
}

/// The school whose figures they are.
struct Whose {
    /// Its slug and record, if it is known.
    known: Option<(String, Record)>,
    urn: String,
}

/// What became of what was found.
struct Kept {
    /// Slug and name of the school.
    slug: String,
    school: String,
    /// What its record had not and has now.
    learned: Vec<(String, String)>,
    /// What was read of each year and source.
    lines: Vec<String>,
    /// What is to be said of figures that stood there before, and of other files.
    told: Vec<String>,
}

impl ImportFault {
    /// What has to be asked so that the files can be read after all.
    pub fn missing(&self, known: &Definitions) -> Option<Missing> {
        let error = match self {
            Self::File(error) => error,
            Self::Path(fault) => return Some(Missing::Files { fault: fault.clone() }),
            Self::Store(_) | Self::Asked(_) => return None,
        };
        match error {
            ImportError::WhichSchool { .. } => Some(Missing::Urn),
            ImportError::NoYear { file } => Some(Missing::Year { file: file.clone() }),
            ImportError::UnknownColumns { file, columns, .. } => {
                let (file, columns, known) = (file.clone(), columns.clone(), known.clone());
                Some(Missing::Columns { file, columns, known })
            }
            ImportError::UnknownRows { file, rows } if !rows.is_empty() => {
                let (file, rows, known) = (file.clone(), rows.clone(), known.clone());
                Some(Missing::Rows { file, rows, known })
            }
            ImportError::Comma { file, cell, .. } => Some(Missing::Comma { file: file.clone(), cell: cell.clone() }),
            ImportError::Io { .. } => Some(Missing::Files { fault: error.to_string() }),
            ImportError::UnknownRows { .. }
            | ImportError::TwoOfMeasure { .. }
            | ImportError::NotCsv { .. }
            | ImportError::Encoding { .. }
            | ImportError::OtherYears { .. }
            | ImportError::Cell { .. }
            | ImportError::TwoRows { .. }
            | ImportError::RowsOfPupils { .. }
            | ImportError::Unclosed { .. }
            | ImportError::LongRow { .. }
            | ImportError::NoRows { .. }
            | ImportError::NoFigures { .. }
            | ImportError::SameYear { .. }
            | ImportError::Nowhere { .. }
            | ImportError::Stopped { .. } => None,
        }
    }
}

impl Imported {
    /// All of it in one sentence.
    pub fn sentence(&self) -> String {
        let years: Vec<String> = self.years.iter().map(ToString::to_string).collect();
        let notes: Vec<String> = self.notes.iter().map(|note| format!(" ({note})")).collect();
        let (figures, withheld) = self.counts;
        let years = years.join(", ");
        format!("{}, {years}: {figures} figures, {withheld} withheld{}", self.school, notes.concat())
    }
}

impl Desk {
    /// Reads files into the figures of a school.
    ///
    /// # Errors
    /// A file cannot be read, the school is in none of them, or the user stopped it: nothing is changed.
    pub fn import(&self, wish: &Wish, watch: &Watch<'_>) -> Result<Imported, ImportFault> {
        let whose = self.whose(wish)?;
        let (mut known, mut notes) = self.measures();
        let own = own_reading(wish, &known)?;
        if let Some(own) = &own {
            // What is said now goes before what was said of other columns.
            known.readings.retain(|reading| !reading.own);
            known.add(own.clone());
        }
        let says_comma = |reading: &&mut Reading| wish.comma && reading.own;
        known.readings.iter_mut().filter(says_comma).for_each(|reading| reading.comma = true);
        let year = wish.year.as_deref().map(SchoolYear::said).transpose();
        let year = year.map_err(|error| ImportFault::Asked(error.to_string()))?;
        let ask = Ask {
            urn: &whose.urn,
            readings: &known.readings,
            definitions: &known.definitions,
            today: watch.today,
            stop: watch.stop,
        };
        let all = read_all(wish, year, &ask, watch)?;
        refuse_same_year(&all)?;
        if all.iter().all(|(_, found)| found.tables.is_empty()) {
            let fault = nowhere(&whose, &all, &ask);
            // Who stops it while near ones are looked for has stopped it.
            let stopped = all.last().filter(|_| (watch.stop)()).map(|(source, _)| ImportError::stopped(&source.file));
            return Err(stopped.map_or(fault, ImportFault::from));
        }
        // Of rows that no measure is called after, it is asked once what they are.
        if let Some((source, found)) = all.iter().find(|(_, found)| !found.unknown_rows.is_empty())
            && own.is_some()
            && !wish.rows_said
        {
            let (file, rows) = (source.file.clone(), found.unknown_rows.clone());
            return Err(ImportError::UnknownRows { file, rows }.into());
        }
        // Stopped just now means stopped.
        if let Some((source, _)) = all.last().filter(|_| (watch.stop)()) {
            return Err(ImportError::stopped(&source.file).into());
        }
        notes.extend(named_otherwise(&whose, &all));
        let Kept { slug, school, learned, lines, told } = self.keep(&whose, &all, own.is_some(), &known.definitions)?;
        let used = |reading: &&Reading| reading.own && all.iter().any(|(_, found)| found.series == reading.series);
        for reading in known.readings.iter().filter(used).filter(|reading| own.is_some() || reading.comma) {
            self.remember_columns(reading)?;
        }
        let absent = all.iter().filter(|(_, found)| found.tables.is_empty());
        notes.extend(
            absent.map(|(source, _)| format!("{} is not in {}; the other years were read", whose.urn, source.file)),
        );
        notes.extend(all.iter().flat_map(|(_, found)| found.notes.clone()));
        notes.extend(told);
        let tables = || all.iter().flat_map(|(_, found)| &found.tables);
        let mut years: Vec<SchoolYear> = tables().map(|table| table.year).collect();
        years.sort_unstable();
        years.dedup();
        let values = || tables().flat_map(|table| &table.figures).filter_map(|figure| figure.school.as_ref());
        let withheld = values().filter(|value| value.code().is_some()).count();
        let counts = (values().count() - withheld, withheld);
        Ok(Imported { slug, school, learned, years, counts, lines, notes })
    }

    /// The school that was said, or none but a number.
    fn whose(&self, wish: &Wish) -> Result<Whose, ImportFault> {
        let said = wish.urn.as_deref().map(str::trim).unwrap_or_default().to_owned();
        let known = if let Some(school) = &wish.school {
            let meant = self.school(school)?;
            let meant = if meant.known.has_near() { self.known_school(school)? } else { meant };
            Some((meant.slug, meant.record))
        } else {
            let mut schools = self.store.schools()?.into_iter().filter_map(|slug| {
                let record: Record = self.store.load(&Store::school_place(&slug)).ok().flatten()?;
                Some((slug, record))
            });
            schools.find(|(_, record)| !said.is_empty() && record.fact("urn") == said)
        };
        let of_record = known.as_ref().map_or("", |(_, record)| record.fact("urn")).to_owned();
        if !said.is_empty() && !of_record.is_empty() && said != of_record {
            let name = known.as_ref().map_or("", |(_, record)| record.fact("name"));
            return Err(ImportFault::Asked(format!(
                "the record of {name} has the URN {of_record}, not {said}; \
                 leave --urn out, or mend the record with nov school \"{name}\" urn={said}"
            )));
        }
        if known.is_none() && said.is_empty() {
            let what = "say whose figures they are: --urn with the school's number, --school or --session";
            return Err(ImportFault::Asked(what.to_owned()));
        }
        Ok(Whose { urn: if said.is_empty() { of_record } else { said }, known })
    }

    /// Keeps what was found. Where columns were said anew, a figure that is in none of them goes; no other does.
    fn keep(
        &self,
        whose: &Whose,
        all: &[(Source, Found)],
        anew: bool,
        known: &Definitions,
    ) -> Result<Kept, StoreError> {
        let name = all.iter().rev().map(|(_, found)| found.school.as_str()).find(|name| !name.is_empty()).unwrap_or("");
        let place = match &whose.known {
            Some((place, _)) => place.clone(),
            None => self.free_place(name, &whose.urn)?,
        };
        // The record first: a second run finds it there, whatever happens to the figures.
        let mut facts = vec![("urn".to_owned(), whose.urn.clone())];
        let is_named = whose.known.as_ref().is_some_and(|(_, record)| !record.fact("name").is_empty());
        if !is_named {
            facts.push(("name".to_owned(), if name.is_empty() { place.clone() } else { name.to_owned() }));
        }
        facts.retain(|(_, value)| !value.is_empty());
        let stood = |fact: &str| whose.known.as_ref().map_or("", |(_, record)| record.fact(fact));
        let learned = learned(all, |fact| stood(fact).is_empty());
        facts.extend(learned.iter().cloned());
        let record = self.set_school(&place, &facts)?;
        let (mut lines, mut told) = (Vec::new(), Vec::new());
        let facts: Vec<String> =
            learned.iter().map(|(fact, value)| format!("{} {value}", fact.replace('-', " "))).collect();
        told.extend((!facts.is_empty()).then(|| format!("now in the school’s record: {}", facts.join("; "))));
        self.change_figures(&place, |figures| {
            figures.urn.clone_from(&whose.urn);
            if !name.is_empty() {
                name.clone_into(&mut figures.school);
            }
            for (table, blanks) in
                all.iter().flat_map(|(_, found)| found.tables.iter().map(|table| (table, &found.blanks)))
            {
                let mut whole = table.clone();
                let is_blank = |figure: &Figure| {
                    let same = |blank: &Blank| blank.year == table.year && figure.is_of(&blank.measure, &blank.group);
                    blanks.iter().any(same)
                };
                let (stay, gone) = figures.left_by(&mut whole, |figure| !anew || is_blank(figure));
                for (left, what) in [
                    (stay, "the file has no figure now, and what was read before stays"),
                    (gone, "no column was said to hold it, and what was read before is taken out"),
                ] {
                    let name = |figure: &Figure| named(figure, table.year, known);
                    let names: Vec<String> = left.iter().map(name).collect();
                    told.extend((!names.is_empty()).then(|| format!("{}: {what}: {}", table.file, names.join("; "))));
                }
                let behind = match figures.take_in(whole) {
                    TakenIn::New => "",
                    TakenIn::Same => "; as before",
                    TakenIn::Revised => "; revised, in the place of those read before",
                };
                lines.push(format!("{}{behind}", line(table)));
            }
            let new: Vec<&Table> = all.iter().flat_map(|(_, found)| &found.tables).collect();
            let is_new = |known: &Table| new.iter().any(|new| (new.year, &new.series) == (known.year, &known.series));
            let differing = figures.differing().into_iter();
            let differing = differing.filter(|differing| is_new(differing.shown) || is_new(differing.hidden));
            told.extend(differing.map(|differing| differing.in_words()));
        })?;
        lines.sort();
        Ok(Kept { slug: place, school: record.fact("name").to_owned(), learned, lines, told })
    }

    /// Where a school that is not known yet will be kept: under its name, or with its number if another has that.
    fn free_place(&self, name: &str, urn: &str) -> Result<String, StoreError> {
        let place = slug(if name.is_empty() { urn } else { name });
        let taken = self.store.load::<Record>(&Store::school_place(&place))?;
        let other = taken.is_some_and(|record| !record.fact("urn").is_empty() && record.fact("urn") != urn);
        Ok(if other { format!("{place}-{urn}") } else { place })
    }
}

/// The reading made of what was said of columns.
fn own_reading(wish: &Wish, known: &Known) -> Result<Option<Reading>, ImportFault> {
    let Some(first) = wish.files.first().filter(|_| !wish.columns.is_empty()) else { return Ok(None) };
    let name = slug(&Source::named(first).title());
    let mut own = Reading::of_own_columns(&name, &wish.columns, &known.definitions).map_err(ImportFault::Asked)?;
    // Where another file of that name has other columns, each is remembered.
    let is_other =
        |id: &str| known.readings.iter().any(|other| (other.id == id || other.series == id) && !other.is_alike(&own));
    let id = numbered(&name).find(|id| !is_other(id)).unwrap_or_else(|| name.clone());
    own.series.clone_from(&id);
    own.id = id;
    own.name = Source::named(first).title();
    Ok(Some(own))
}

fn read_all(
    wish: &Wish,
    year: Option<SchoolYear>,
    ask: &Ask<'_>,
    watch: &Watch<'_>,
) -> Result<Vec<(Source, Found)>, ImportFault> {
    let files = wish.files.iter().map(|path| Ok((path, open(path)?))).collect::<Result<Vec<_>, ImportFault>>()?;
    let sizes = files.iter().map(|(_, file)| file.metadata().map_or(0, |about| about.len()));
    let (all, done) = (sizes.sum::<u64>(), Cell::new(0));
    let mut found = Vec::new();
    for (path, file) in files {
        let mut source = Source::named(path);
        source.year = year.or(source.year);
        let counted = Counted { file, name: path, done: &done, all, watch };
        found.push((source.clone(), read_file(counted, &source, ask)?));
    }
    Ok(found)
}

/// A file that says how much of it is read.
struct Counted<'a> {
    file: File,
    name: &'a str,
    done: &'a Cell<u64>,
    all: u64,
    watch: &'a Watch<'a>,
}

impl Read for Counted<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(into)?;
        self.done.set(self.done.get() + u64::try_from(read).unwrap_or(0));
        (self.watch.progress)(Progress { file: self.name, done: self.done.get(), all: self.all });
        Ok(read)
    }
}

/// A figure that was read before: measure, group, year and figure.
fn named(figure: &Figure, year: SchoolYear, known: &Definitions) -> String {
    let Figure { measure, group, .. } = figure;
    let name = known.measure(measure).map_or_else(|| measure.clone(), Definition::full_name);
    let group = if group.is_empty() { String::new() } else { format!(" ({})", known.group(group)) };
    let unit = known.measure(measure).map_or(Unit::Count, |definition| definition.unit);
    let value = figure.school.as_ref().map(|value| unit.print(value)).unwrap_or_default();
    format!("{name}{group}, {year}: {value}")
}

/// What to say where the files call the school otherwise than it is called here.
fn named_otherwise(whose: &Whose, all: &[(Source, Found)]) -> Vec<String> {
    let here = whose.known.as_ref().map_or("", |(_, record)| record.fact("name"));
    let mut seen: Vec<String> = Vec::new();
    let mut notes = Vec::new();
    for (source, found) in all.iter().filter(|(_, found)| !found.tables.is_empty()) {
        let is_other = !here.is_empty() && !found.school.is_empty() && slug(here) != slug(&found.school);
        if is_other && !seen.contains(&found.school) {
            seen.push(found.school.clone());
            notes.push(format!("{}: {here} was read as “{}”", source.file, found.school));
        }
    }
    notes
}

/// What files say of the school where its record says nothing; of several the one of the last year is believed.
fn learned(all: &[(Source, Found)], is_blank: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let mut files: Vec<&Found> = all.iter().map(|(_, found)| found).collect();
    files.sort_by_key(|found| found.years.last().copied());
    let mut learned: Vec<(String, String)> = Vec::new();
    for (fact, value) in files.into_iter().flat_map(|found| &found.facts).filter(|(fact, _)| is_blank(fact)) {
        learned.retain(|(known, _)| known != fact);
        learned.push((fact.clone(), value.clone()));
    }
    learned
}

/// What was read of a year.
fn line(table: &Table) -> String {
    let own = || table.figures.iter().filter_map(|figure| figure.school.as_ref());
    let withheld = own().filter(|value| value.code().is_some()).count();
    let Table { year, source, .. } = table;
    if own().next().is_none() {
        return format!("{year}  {source}: no figures of the school itself, only those it is compared with");
    }
    let numbers = own().filter_map(Value::number).count();
    format!("{year}  {source}: figures {numbers}, withheld {withheld}")
}

/// The sentence for a school that is in none of the files, with those like it.
fn nowhere(whose: &Whose, all: &[(Source, Found)], ask: &Ask<'_>) -> ImportFault {
    let name = whose.known.as_ref().map_or("", |(_, record)| record.fact("name"));
    let mut near = Vec::new();
    for (source, _) in all {
        let found = open(&source.file).map(|file| find_near(file, source, ask, name));
        near.extend(found.into_iter().flatten().flatten());
    }
    let files = all.iter().map(|(source, _)| source.file.clone()).collect();
    ImportError::Nowhere { urn: whose.urn.clone(), files, near }.into()
}

fn open(path: &str) -> Result<File, ImportFault> {
    if Path::new(path).is_dir() {
        return Err(ImportFault::Path(format!("{path} is a folder; name the files in it, as in {path}/*.csv")));
    }
    File::open(path).map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => {
            let what = "there is no such file; look at its name and its folder";
            ImportFault::Path(format!("{path} cannot be read: {what}"))
        }
        _ => ImportError::Io { file: path.to_owned(), source }.into(),
    })
}
