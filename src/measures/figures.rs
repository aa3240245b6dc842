//! A school's figures as they are kept: one table for each year and source, and the targets that were typed in.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::definition::Unit;
use super::hypothesis::Hypothesis;
use super::value::Value;
use crate::calendar::SchoolYear;
use crate::ronfile::{Part, Rescued, rescue};

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
    /// What the SIP thinks lies behind a measure, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hypotheses: Vec<Hypothesis>,
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

    /// Whether it says more than where it would come from.
    pub const fn is_set(&self) -> bool {
        self.target.is_some() || self.estimate.is_some() || self.current.is_some() || !self.view.is_empty()
    }

    /// Whether nothing is kept with it but whose it is.
    const fn says_nothing(&self) -> bool {
        !self.is_set() && self.source.is_empty()
    }

    /// The fields that can be set.
    pub const FIELDS: [&str; 6] = ["target", "estimate", "current", "statutory", "source", "view"];

    /// What stands in one of its fields, as it would be typed.
    pub fn get(&self, field: &str) -> String {
        let print = |value: &Option<Value>| value.as_ref().map(ToString::to_string).unwrap_or_default();
        match field {
            "target" => print(&self.target),
            "estimate" => print(&self.estimate),
            "current" => print(&self.current),
            "statutory" => if self.kind == TargetKind::Statutory { "yes" } else { "no" }.to_owned(),
            "source" => self.source.clone(),
            "view" => self.view.clone(),
            _ => String::new(),
        }
    }

    /// Takes over one of its fields from another.
    pub fn copy(&mut self, field: &str, from: &Self) {
        match field {
            "target" => self.target.clone_from(&from.target),
            "estimate" => self.estimate.clone_from(&from.estimate),
            "current" => self.current.clone_from(&from.current),
            "statutory" => self.kind = from.kind,
            "source" => self.source.clone_from(&from.source),
            "view" => self.view.clone_from(&from.view),
            _ => {}
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
                    "a target has no “{field}”; it has target, estimate, current, outcome, view, source and statutory"
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
pub const SCHEMA: u32 = 2;

impl Default for Figures {
    /// No figures yet.
    fn default() -> Self {
        let (urn, school) = (String::new(), String::new());
        Self { schema: SCHEMA, urn, school, tables: Vec::new(), targets: Vec::new(), hypotheses: Vec::new() }
    }
}

impl Figures {
    /// What can be read of the text of a damaged file of figures.
    pub fn rescue(text: &str) -> Rescued<Self> {
        let parts = [
            Part::value("schema", |figures: &mut Self| &mut figures.schema),
            Part::value("urn", |figures| &mut figures.urn),
            Part::value("school", |figures| &mut figures.school),
            Part::list("tables", |figures| &mut figures.tables),
            Part::list("targets", |figures| &mut figures.targets),
            Part::list("hypotheses", |figures| &mut figures.hypotheses),
        ];
        rescue(text, Self::default(), &parts)
    }

    /// Whether nothing is known.
    pub const fn is_empty(&self) -> bool {
        self.tables.is_empty() && self.targets.is_empty() && self.hypotheses.is_empty()
    }

    /// Puts a target in the place of the one for the same measure, group and year. One that says nothing goes.
    pub fn set_target(&mut self, target: Target) {
        let same = |known: &Target| {
            (&known.measure, &known.group, known.year) == (&target.measure, &target.group, target.year)
        };
        let known = self.targets.iter().position(same);
        match known.and_then(|at| self.targets.get_mut(at).map(|known| (at, known))) {
            Some((at, _)) if target.says_nothing() => {
                self.targets.remove(at);
            }
            Some((_, known)) => *known = target,
            None if target.says_nothing() => {}
            None => {
                self.targets.push(target);
                self.targets.sort_by_key(|target| target.year);
            }
        }
    }

    /// Takes in what another has and is not here yet; what is here stays. Says how many tables, targets and hypotheses.
    pub fn fill_from(&mut self, other: Self) -> usize {
        let mut new = 0;
        if self.urn.is_empty() {
            self.urn = other.urn;
        }
        if self.school.is_empty() {
            self.school = other.school;
        }
        for table in other.tables {
            if !self.tables.iter().any(|known| known.year == table.year && known.series == table.series) {
                self.take_in(table);
                new += 1;
            }
        }
        for target in other.targets {
            let known = self.target(&target.measure, &target.group, target.year).cloned();
            let mut filled = known.clone().unwrap_or_else(|| target.clone());
            for field in Target::FIELDS {
                if filled.get(field).is_empty() {
                    filled.copy(field, &target);
                }
            }
            if known.as_ref() != Some(&filled) {
                self.set_target(filled);
                new += 1;
            }
        }
        for thought in other.hypotheses {
            let same =
                |known: &Hypothesis| known.is_about(&thought.measure, &thought.group) && known.noted == thought.noted;
            if !self.hypotheses.iter().any(same) {
                self.set_hypothesis(thought);
                new += 1;
            }
        }
        new
    }

    /// The target for a measure and group in a year.
    pub fn target(&self, measure: &str, group: &str, year: SchoolYear) -> Option<&Target> {
        self.targets.iter().find(|t| t.measure == measure && t.group == group && t.year == year)
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
        let thought = self.hypotheses.iter().map(|h| (h.measure.as_str(), h.group.as_str()));
        let mut seen = std::collections::HashSet::new();
        figures.chain(targets).chain(thought).filter(|key| seen.insert(*key)).collect()
    }
}
