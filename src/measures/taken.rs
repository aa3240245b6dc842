//! Tables that are read: one takes the place of the one before, loses no figure of it silently, and of several with another
//! figure for the same measure one is shown.

use super::figures::{Figure, Figures, Table};
use super::reading::PUBLISHED;
use super::value::Value;
use crate::calendar::SchoolYear;

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

/// A cell of a file in which a figure of the school would stand, and none does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blank {
    /// The school year.
    pub year: SchoolYear,
    /// Id of the measure.
    pub measure: String,
    /// Id of the group; empty for all pupils.
    pub group: String,
}

/// A figure that is another in another table of the same year, which is the one shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Differing<'a> {
    /// The table whose figures are shown.
    pub shown: &'a Table,
    /// The one whose figures are not.
    pub hidden: &'a Table,
    /// How many figures they are.
    pub count: usize,
}

impl Figure {
    /// Whether it is of a measure and group.
    pub fn is_of(&self, measure: &str, group: &str) -> bool {
        self.measure == measure && self.group == group
    }

    fn number(&self) -> Option<f64> {
        self.school.as_ref().and_then(Value::number)
    }
}

impl Table {
    /// Whether it was published, not the school’s own.
    pub fn is_published(&self) -> bool {
        PUBLISHED.contains(&self.series.as_str())
    }

    /// Whether its figures are results that others' stand beside, not those of the school's own tracking.
    pub fn has_results(&self) -> bool {
        self.is_published() || self.figures.iter().any(|figure| figure.authority.is_some() || figure.england.is_some())
    }

    /// Whether it takes the place of another.
    fn replaces(&self, other: &Self) -> bool {
        self.year == other.year && self.series == other.series
    }

    /// Its source as a sentence gives it: a file of the school’s own, which is written on with, has its day too.
    pub fn cited(&self) -> String {
        if self.is_published() || self.file.is_empty() {
            return self.source.clone();
        }
        format!("{}, read {}", self.source, self.read.format("%-d %B %Y"))
    }

    /// The file it was read from, or where else it is from.
    pub fn origin(&self) -> &str {
        if self.file.is_empty() { &self.source } else { &self.file }
    }
}

impl Differing<'_> {
    /// Both with how many figures they are, and why one is shown.
    pub fn in_words(&self) -> String {
        let Self { shown, hidden, count } = self;
        let (year, figures) = (shown.year, if *count == 1 { "figure" } else { "figures" });
        let why = if shown.is_published() && !hidden.is_published() { "it was published" } else { "it was read last" };
        // Files of one name go by what they are called.
        let (shown, hidden) = if shown.origin() == hidden.origin() {
            (shown.source.as_str(), hidden.source.as_str())
        } else {
            (shown.origin(), hidden.origin())
        };
        format!("{hidden} has {count} {figures} of {year} that {shown} has otherwise; {shown} is shown, as {why}")
    }
}

impl Figures {
    /// Puts a table in the place of the one of the same year and series, as the one read last of its year. Says whether
    /// there was one with other figures.
    pub fn take_in(&mut self, table: Table) -> TakenIn {
        let taken = match self.tables.iter().find(|known| table.replaces(known)) {
            None => TakenIn::New,
            Some(known) if known.figures == table.figures => TakenIn::Same,
            Some(_) => TakenIn::Revised,
        };
        self.tables.retain(|known| !table.replaces(known));
        self.tables.push(table);
        self.tables.sort_by_key(|known| known.year);
        taken
    }

    /// The school’s figures that stood where a table is to stand, and that it has not: those that stay are put into it.
    pub fn left_by(&self, table: &mut Table, stays: impl Fn(&Figure) -> bool) -> (Vec<Figure>, Vec<Figure>) {
        let Some(before) = self.tables.iter().find(|known| table.replaces(known)) else { return Default::default() };
        let has = |figure: &Figure| {
            let same = |new: &Figure| new.is_of(&figure.measure, &figure.group) && new.school.is_some();
            table.figures.iter().any(same)
        };
        let left = before.figures.iter().filter(|figure| figure.school.is_some() && !has(figure)).cloned();
        let (stay, gone): (Vec<Figure>, Vec<Figure>) = left.partition(stays);
        for figure in &stay {
            match table.figures.iter_mut().find(|new| new.is_of(&figure.measure, &figure.group)) {
                // What it is compared with may be read anew.
                Some(new) => {
                    let (authority, england) = (new.authority.take(), new.england.take());
                    *new = Figure { authority, england, ..figure.clone() };
                }
                None => table.figures.push(figure.clone()),
            }
        }
        (stay, gone)
    }

    /// The figure of a measure and group in a year, with its table. If several tables have it, one with a number goes
    /// first, then one that was published, then the one read last.
    pub fn figure(&self, measure: &str, group: &str, year: SchoolYear) -> Option<(&Table, &Figure)> {
        let known = self.tables.iter().rev().filter(|table| table.year == year).filter_map(|table| {
            table.figures.iter().find(|figure| figure.is_of(measure, group)).map(|figure| (table, figure))
        });
        known.min_by_key(|(table, figure)| (figure.number().is_none(), !table.is_published()))
    }

    /// The tables with figures that are others in another table of their year, which is shown.
    pub fn differing(&self) -> Vec<Differing<'_>> {
        let mut all: Vec<Differing<'_>> = Vec::new();
        let is_alone = |table: &Table| self.tables.iter().filter(|other| other.year == table.year).count() < 2;
        for hidden in self.tables.iter().filter(|table| !is_alone(table)) {
            for figure in hidden.figures.iter().filter(|figure| figure.number().is_some()) {
                let Some((shown, other)) = self.figure(&figure.measure, &figure.group, hidden.year) else { continue };
                if shown.replaces(hidden) || other.number() == figure.number() {
                    continue;
                }
                match all.iter_mut().find(|known| known.shown.replaces(shown) && known.hidden.replaces(hidden)) {
                    Some(known) => known.count += 1,
                    None => all.push(Differing { shown, hidden, count: 1 }),
                }
            }
        }
        all
    }
}
