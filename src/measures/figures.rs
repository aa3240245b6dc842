//! A school's figures as they are kept: one table for each year and source, and the targets that were typed in.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::definition::Unit;
use super::value::Value;
use crate::calendar::SchoolYear;

/// All figures of one school.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figures {
    /// Layout version.
    pub schema: u32,
    /// The school's unique reference number.
    #[serde(default)]
    pub urn: String,
    /// Its name as the tables have it.
    #[serde(default)]
    pub school: String,
    /// One for each year and source, oldest first.
    #[serde(default)]
    pub tables: Vec<Table>,
    /// Targets and estimates, oldest year first.
    #[serde(default)]
    pub targets: Vec<Target>,
}

/// The figures of one year from one source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The school year.
    pub year: SchoolYear,
    /// What it is one of: a year has one table of each series (`ks2`).
    pub series: String,
    /// The source in words.
    pub source: String,
    /// Name of the file it was read from.
    pub file: String,
    /// The day it was read.
    pub read: NaiveDate,
    /// The figures, in the order of their columns.
    pub figures: Vec<Figure>,
}

/// One figure with those it is compared with.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Id of the measure.
    pub measure: String,
    /// Id of the group; empty for all pupils.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// The school's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school: Option<Value>,
    /// How many pupils it is, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n: Option<Value>,
    /// Of how many pupils, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Value>,
    /// Where the range of confidence begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<Value>,
    /// Where the range of confidence ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<Value>,
    /// The authority's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<Value>,
    /// England's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub england: Option<Value>,
}

/// A target for one measure in one year (DA-01).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// Id of the measure.
    pub measure: String,
    /// Id of the group; empty for all pupils.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// The school year it is for.
    pub year: SchoolYear,
    /// Whether the school has to set it.
    pub kind: TargetKind,
    /// What is aimed at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Value>,
    /// What is estimated, as by FFT.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimate: Option<Value>,
    /// Where pupils stand now by the school's tracking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<Value>,
    /// How ambitious the SIP finds it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub view: String,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

impl Target {
    /// A target that says nothing yet.
    pub fn new(measure: &str, group: &str, year: SchoolYear, kind: TargetKind) -> Self {
        Self {
            measure: measure.to_owned(),
            group: group.to_owned(),
            year,
            kind,
            target: None,
            estimate: None,
            current: None,
            view: String::new(),
            source: String::new(),
        }
    }

    /// Sets one of its fields from what was typed; nothing takes it away.
    ///
    /// # Errors
    /// There is no such field, or the figure cannot be one of the unit.
    pub fn set(&mut self, field: &str, typed: &str, unit: Unit) -> Result<(), String> {
        let figure = || {
            let value = Value::read(typed).map_err(|error| error.to_string())?;
            let fits = value.as_ref().is_none_or(|value| value.number().is_some_and(|number| unit.holds(number)));
            if fits {
                Ok(value)
            } else {
                Err(format!("{field}: {typed} cannot be: a figure here is {}", unit.bounds()))
            }
        };
        match field {
            "target" => self.target = figure()?,
            "estimate" => self.estimate = figure()?,
            "current" => self.current = figure()?,
            "view" => typed.clone_into(&mut self.view),
            "source" => typed.clone_into(&mut self.source),
            "statutory" => {
                self.kind = match typed {
                    "yes" => TargetKind::Statutory,
                    "no" => TargetKind::Own,
                    _ => return Err(format!("statutory is yes or no, not “{typed}”")),
                }
            }
            _ => {
                return Err(format!(
                    "a target has no “{field}”; it has target, estimate, current, view, source and statutory"
                ));
            }
        }
        Ok(())
    }
}

/// Whether a school has to set a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TargetKind {
    /// By law.
    Statutory,
    /// Of its own will.
    Own,
}

/// The layout version of figures.
pub const SCHEMA: u32 = 1;

impl Default for Figures {
    /// No figures yet.
    fn default() -> Self {
        let (urn, school) = (String::new(), String::new());
        Self { schema: SCHEMA, urn, school, tables: Vec::new(), targets: Vec::new() }
    }
}

impl Figures {
    /// Whether nothing is known.
    pub const fn is_empty(&self) -> bool {
        self.tables.is_empty() && self.targets.is_empty()
    }

    /// Puts a table in the place of the one of the same year and series. Says whether there was one with other figures.
    pub fn take_in(&mut self, table: Table) -> TakenIn {
        let same = |known: &Table| known.year == table.year && known.series == table.series;
        let taken = match self.tables.iter().find(|known| same(known)) {
            None => TakenIn::New,
            Some(known) if known.figures == table.figures => TakenIn::Same,
            Some(_) => TakenIn::Revised,
        };
        self.tables.retain(|known| !same(known));
        self.tables.push(table);
        self.tables.sort_by(|a, b| (a.year, &a.series).cmp(&(b.year, &b.series)));
        taken
    }

    /// Puts a target in the place of the one for the same measure, group and year. One that says nothing goes.
    pub fn set_target(&mut self, target: Target) {
        let same = |known: &Target| {
            (&known.measure, &known.group, known.year) == (&target.measure, &target.group, target.year)
        };
        self.targets.retain(|known| !same(known));
        if target.target.is_some() || target.estimate.is_some() || target.current.is_some() || !target.view.is_empty() {
            self.targets.push(target);
            self.targets.sort_by_key(|target| target.year);
        }
    }

    /// The target for a measure and group in a year.
    pub fn target(&self, measure: &str, group: &str, year: SchoolYear) -> Option<&Target> {
        self.targets.iter().find(|t| t.measure == measure && t.group == group && t.year == year)
    }

    /// The figure of a measure and group in a year, with its table. If two series have it, one with a number goes first.
    pub fn figure(&self, measure: &str, group: &str, year: SchoolYear) -> Option<(&Table, &Figure)> {
        let known = self.tables.iter().filter(|table| table.year == year).filter_map(|table| {
            let same = |figure: &&Figure| figure.measure == measure && figure.group == group;
            table.figures.iter().find(same).map(|figure| (table, figure))
        });
        known.min_by_key(|(_, figure)| figure.school.as_ref().and_then(Value::number).is_none())
    }

    /// All school years with a figure or a target, oldest first.
    pub fn years(&self) -> Vec<SchoolYear> {
        let mut years: Vec<SchoolYear> =
            self.tables.iter().map(|table| table.year).chain(self.targets.iter().map(|target| target.year)).collect();
        years.sort_unstable();
        years.dedup();
        years
    }

    /// Every measure with its groups, in the order they were met.
    pub fn measures(&self) -> Vec<(&str, &str)> {
        let figures = self.tables.iter().flat_map(|t| &t.figures).map(|f| (f.measure.as_str(), f.group.as_str()));
        let targets = self.targets.iter().map(|t| (t.measure.as_str(), t.group.as_str()));
        let mut seen = std::collections::HashSet::new();
        figures.chain(targets).filter(|key| seen.insert(*key)).collect()
    }
}

/// A change to a school's figures that is typed.
#[derive(Debug, Clone, PartialEq)]
pub enum FigureChange {
    /// A target.
    Target(Target),
    /// The school's own figure of all pupils; nothing takes it away.
    Own {
        /// Id of the measure.
        measure: String,
        /// The school year.
        year: SchoolYear,
        /// The figure.
        value: Option<Value>,
        /// The day it was typed.
        typed: NaiveDate,
    },
}

/// The series of figures that were typed in.
const TYPED: &str = "typed";

impl Figures {
    /// Makes a change that was typed.
    pub fn apply(&mut self, change: FigureChange) {
        match change {
            FigureChange::Target(target) => self.set_target(target),
            FigureChange::Own { measure, year, value, typed } => self.set_own(&measure, year, value, typed),
        }
    }

    fn set_own(&mut self, measure: &str, year: SchoolYear, value: Option<Value>, typed: NaiveDate) {
        let is_own = |table: &Table| table.year == year && table.series == TYPED;
        let before = self.tables.iter().find(|table| is_own(table)).cloned();
        let mut table = before.unwrap_or_else(|| Table {
            year,
            series: TYPED.to_owned(),
            source: "The school’s own figures, typed in".to_owned(),
            file: String::new(),
            read: typed,
            figures: Vec::new(),
        });
        table.read = typed;
        table.figures.retain(|figure| !(figure.measure == measure && figure.group.is_empty()));
        if value.is_some() {
            table.figures.push(Figure { measure: measure.to_owned(), school: value, ..Figure::default() });
        }
        self.tables.retain(|table| !is_own(table));
        if !table.figures.is_empty() {
            self.take_in(table);
        }
    }

    /// Whether a figure of all pupils was published, or read from a file, so that it is not to be typed over.
    pub fn is_read(&self, measure: &str, year: SchoolYear) -> bool {
        let of_measure =
            |figure: &Figure| figure.measure == measure && figure.group.is_empty() && figure.school.is_some();
        let read = self.tables.iter().filter(|table| table.year == year && table.series != TYPED);
        read.flat_map(|table| &table.figures).any(of_measure)
    }
}

/// What taking in a table did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenIn {
    /// There was none.
    New,
    /// It was there already.
    Same,
    /// It was there with other figures.
    Revised,
}
