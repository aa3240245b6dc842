//! What is typed into a school's figures: each change gives back the one that takes it back.

use chrono::NaiveDate;

use super::figures::{Figure, Figures, Table, Target};
use super::hypothesis::Hypothesis;
use super::value::Value;
use crate::calendar::SchoolYear;

/// A change to a school's figures that is typed: of one cell, so that what another program wrote beside it stays.
#[derive(Debug, Clone, PartialEq)]
pub enum FigureChange {
    /// One field of a target.
    Target {
        /// The target with the field as it is to be.
        to: Target,
        /// The field, one of [`Target::FIELDS`].
        field: &'static str,
    },
    /// The school's own figure of all pupils or of a group; nothing takes it away.
    Own {
        /// Id of the measure.
        measure: String,
        /// Id of the group; empty for all pupils.
        group: String,
        /// The school year.
        year: SchoolYear,
        /// The figure.
        value: Option<Value>,
        /// The day it was typed.
        typed: NaiveDate,
    },
    /// The words of a hypothesis, or what it turned out to be; one without words goes.
    Hypothesis {
        /// The hypothesis with the words as they are to be.
        to: Hypothesis,
        /// Which of its words.
        words: Words,
    },
}

/// Which words of a hypothesis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// What may lie behind a measure.
    Text,
    /// What it turned out to be.
    Found,
}

/// What was typed, and the way back and forth again.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TypedPast {
    /// What takes back each change, the last one last.
    back: Vec<FigureChange>,
    /// What makes each change again that was taken back.
    forth: Vec<FigureChange>,
}

/// Which way somebody goes through what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Takes back.
    Back,
    /// Does again.
    Forth,
}

/// The series of figures that were typed in.
const TYPED: &str = "typed";

impl FigureChange {
    /// Id of the measure it is about.
    pub fn measure(&self) -> &str {
        match self {
            Self::Target { to, .. } => &to.measure,
            Self::Own { measure, .. } => measure,
            Self::Hypothesis { to, .. } => &to.measure,
        }
    }

    /// Id of the group it is about; empty for all pupils.
    pub fn group(&self) -> &str {
        match self {
            Self::Target { to, .. } => &to.group,
            Self::Own { group, .. } => group,
            Self::Hypothesis { to, .. } => &to.group,
        }
    }
}

impl TypedPast {
    /// Makes a change and remembers the way back. What had been taken back is forgotten.
    pub fn make(&mut self, figures: &mut Figures, change: FigureChange) {
        self.back.push(figures.apply(change));
        self.forth.clear();
    }

    /// Goes one change back or forth; gives the change that was made, if there was one.
    pub fn go(&mut self, figures: &mut Figures, way: Way) -> Option<FigureChange> {
        let (from, to) = match way {
            Way::Back => (&mut self.back, &mut self.forth),
            Way::Forth => (&mut self.forth, &mut self.back),
        };
        let change = from.pop()?;
        to.push(figures.apply(change.clone()));
        Some(change)
    }
}

impl Figures {
    /// Makes a change that was typed; gives the one that takes it back.
    pub fn apply(&mut self, change: FigureChange) -> FigureChange {
        match change {
            FigureChange::Target { to, field } => {
                let Target { measure, group, year, kind, .. } = &to;
                let before = self.target(measure, group, *year).cloned();
                let before = before.unwrap_or_else(|| Target::new(measure, group, *year, *kind));
                let mut now = before.clone();
                now.copy(field, &to);
                self.set_target(now);
                FigureChange::Target { to: before, field }
            }
            FigureChange::Own { measure, group, year, value, typed } => {
                let before = self.own(&measure, &group, year).map(|(table, value)| (value.clone(), table.read));
                self.set_own((&measure, &group), year, value, typed);
                let (value, typed) = before.unwrap_or((None, typed));
                FigureChange::Own { measure, group, year, value, typed }
            }
            FigureChange::Hypothesis { to, words } => {
                let Hypothesis { measure, group, noted, .. } = &to;
                let same = |known: &&Hypothesis| known.is_about(measure, group) && known.noted == *noted;
                let before = self.hypotheses.iter().find(same).cloned();
                let before = before.unwrap_or_else(|| Hypothesis::new(measure, group, *noted));
                let mut now = before.clone();
                match words {
                    Words::Text => now.text = to.text,
                    Words::Found => (now.found, now.settled) = (to.found, to.settled),
                }
                self.set_hypothesis(now);
                FigureChange::Hypothesis { to: before, words }
            }
        }
    }

    /// The figure that was typed, with its table.
    fn own(&self, measure: &str, group: &str, year: SchoolYear) -> Option<(&Table, &Option<Value>)> {
        let table = self.tables.iter().find(|table| table.year == year && table.series == TYPED)?;
        let own = table.figures.iter().find(|figure| figure.measure == measure && figure.group == group)?;
        Some((table, &own.school))
    }

    fn set_own(&mut self, of: (&str, &str), year: SchoolYear, value: Option<Value>, typed: NaiveDate) {
        let (measure, group) = of;
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
        table.figures.retain(|figure| !(figure.measure == measure && figure.group == group));
        if value.is_some() {
            let (measure, group) = (measure.to_owned(), group.to_owned());
            table.figures.push(Figure { measure, group, school: value, ..Figure::default() });
        }
        self.tables.retain(|table| !is_own(table));
        if !table.figures.is_empty() {
            self.take_in(table);
        }
    }

    /// Whether a figure was typed.
    pub fn is_typed(&self, measure: &str, group: &str, year: SchoolYear) -> bool {
        self.own(measure, group, year).is_some()
    }

    /// Whether a figure was published, or read from a file, so that it is not to be typed over.
    pub fn is_read(&self, measure: &str, group: &str, year: SchoolYear) -> bool {
        let of_measure =
            |figure: &Figure| figure.measure == measure && figure.group == group && figure.school.is_some();
        let read = self.tables.iter().filter(|table| table.year == year && table.series != TYPED);
        read.flat_map(|table| &table.figures).any(of_measure)
    }
}

#[cfg(test)]
mod tests {
    use super::super::figures::TargetKind;
    use super::super::sample::{figures, year};
    use super::*;

    #[test]
    fn whatever_was_typed_is_taken_back_one_by_one_and_done_again() {
        let mut figures = figures(&[("2008/09", "62")]);
        let day: NaiveDate = "2010-01-12".parse().unwrap();
        let value = |text: &str| Value::read(text).unwrap();
        let target = |field: &'static str, typed: &str| {
            let mut to = Target::new("ks2-rwm-expected", "", year("2009/10"), TargetKind::Statutory);
            to.set(field, typed, super::super::Unit::Percent).unwrap();
            FigureChange::Target { to, field }
        };
        let own = |text: &str| FigureChange::Own {
            measure: "absence".to_owned(),
            group: String::new(),
            year: year("2008/09"),
            value: value(text),
            typed: day,
        };
        let thought = |text: &str| {
            let to = Hypothesis { text: text.to_owned(), ..Hypothesis::new("absence", "", day) };
            FigureChange::Hypothesis { to, words: Words::Text }
        };
        let mut past = TypedPast::default();
        let mut stood = vec![figures.clone()];
        for change in [
            target("target", "70"),
            target("view", "bold"),
            target("target", "74"),
            own("5.1"),
            own("4.9"),
            thought("illness"),
            thought(""),
            target("target", ""),
            target("view", ""),
        ] {
            past.make(&mut figures, change);
            stood.push(figures.clone());
        }
        for before in stood.iter().rev().skip(1) {
            assert!(past.go(&mut figures, Way::Back).is_some());
            assert_eq!(figures, *before);
        }
        assert_eq!(past.go(&mut figures, Way::Back), None);
        for after in stood.iter().skip(1) {
            assert!(past.go(&mut figures, Way::Forth).is_some());
            assert_eq!(figures, *after);
        }
        past.go(&mut figures, Way::Back);
        past.make(&mut figures, own("5"));
        assert_eq!(past.go(&mut figures, Way::Forth), None, "what is typed anew forgets what was taken back");
    }

    #[test]
    fn a_change_of_one_cell_leaves_what_another_program_wrote_beside_it() {
        let mut seen = figures(&[]);
        let mut on_disk = seen.clone();
        let typed = |field: &'static str, text: &str| {
            let mut to = Target::new("ks2-en-ma-l4", "", year("2009/10"), TargetKind::Statutory);
            to.set(field, text, super::super::Unit::Percent).unwrap();
            FigureChange::Target { to, field }
        };
        on_disk.apply(typed("target", "74"));
        on_disk.apply(typed("estimate", "70"));
        let back = seen.apply(typed("current", "65"));
        on_disk.apply(typed("current", "65"));
        let kept = |figures: &Figures| {
            let target = figures.target("ks2-en-ma-l4", "", year("2009/10")).unwrap().clone();
            ["target", "estimate", "current"].map(|field| target.get(field))
        };
        assert_eq!(kept(&on_disk), ["74", "70", "65"]);
        on_disk.apply(back);
        assert_eq!(kept(&on_disk), ["74", "70", ""], "taking it back takes that cell back");
    }
}
