//! A school's figures together with what is known of measures: what a session, its documents and its rules read.

use super::definition::{Definition, Definitions, Unit};
use super::figures::{Figures, Target, TargetKind};
use super::line::Line;
use super::value::Value;
use crate::calendar::SchoolYear;

/// The figures of a school and the definitions they are read by.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FigureBook {
    /// The school's figures.
    pub figures: Figures,
    /// What the measures are.
    pub definitions: Definitions,
}

/// One target of a school beside what is known of its measure, as printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TargetRow {
    /// Ids of the measure and of the group; the latter is empty for all pupils.
    pub of: (String, String),
    measure: String,
    stage: String,
    statutory: &'static str,
    outcome: String,
    current: String,
    target: String,
    reviewed: String,
    estimate: String,
    next: String,
    agreed: String,
    summary: String,
    view: String,
}

impl FigureBook {
    /// What a measure counts; one that is not known is a number.
    pub fn unit(&self, measure: &str) -> Unit {
        self.definitions.measure(measure).map_or(Unit::Count, |definition| definition.unit)
    }

    /// Every measure and group with a figure or a target, in the order of the definitions and groups.
    pub fn lines(&self) -> Vec<Line<'_>> {
        let groups = self.definitions.groups();
        let place = |group: &str| groups.iter().position(|known| known.id == group).map_or(0, |at| at + 1);
        let mut keys = self.figures.measures();
        keys.sort_by_key(|(measure, group)| (self.definitions.place(measure), place(group)));
        keys.into_iter().map(|(measure, group)| self.figures.line(measure, group)).collect()
    }

    /// The headline measures of all pupils.
    pub fn headlines(&self) -> Vec<Line<'_>> {
        let is_headline = |line: &Line<'_>| {
            line.group.is_empty() && self.definitions.measure(line.measure).is_some_and(|known| known.headline)
        };
        self.lines().into_iter().filter(is_headline).collect()
    }

    /// What a measure is called where there is little room, with its group before it if it is of one.
    pub fn short_name(&self, measure: &str, group: &str) -> String {
        let short = self.definitions.measure(measure).map_or(measure, |known| known.short.as_str());
        if group.is_empty() { short.to_owned() } else { format!("{}: {short}", self.definitions.group(group)) }
    }

    /// A measure's name, with its group behind it if it is of one.
    pub fn name(&self, measure: &str, group: &str) -> String {
        let name = self.definitions.measure(measure).map_or_else(|| measure.to_owned(), Definition::full_name);
        if group.is_empty() { name } else { format!("{name} ({})", self.definitions.group(group)) }
    }
}

impl TargetRow {
    /// One of its facts, as forms name them.
    pub fn fact(&self, fact: &str) -> String {
        match fact {
            "measure" => self.measure.clone(),
            "stage" => self.stage.clone(),
            "statutory" => self.statutory.to_owned(),
            "outcome" => self.outcome.clone(),
            "current" => self.current.clone(),
            "target" => self.target.clone(),
            "reviewed" => self.reviewed.clone(),
            "estimate" => self.estimate.clone(),
            "next" => self.next.clone(),
            "agreed" => self.agreed.clone(),
            "summary" => self.summary.clone(),
            "view" => self.view.clone(),
            _ => String::new(),
        }
    }
}

/// The targets of a school year and the next, a row for each measure and group (PR-05, SE-01).
pub fn target_rows(book: &FigureBook, year: SchoolYear) -> Vec<TargetRow> {
    let figures = &book.figures;
    let near = |target: &&Target| target.is_set() && (target.year == year || target.year == year.next());
    let mut keys: Vec<(&str, &str)> =
        figures.targets.iter().filter(near).map(|t| (t.measure.as_str(), t.group.as_str())).collect();
    keys.sort_by_key(|(measure, group)| (book.definitions.place(measure), *group));
    keys.dedup();
    keys.into_iter().map(|(measure, group)| target_row(book, measure, group, year)).collect()
}

/// Whose estimates the form has a box for.
const ESTIMATES: &str = "FFT";
/// The authority's own summary, which the form has a box for.
const SUMMARY: &str = "Making Figures Speak";

fn is_from(source: &str, known: &str) -> bool {
    source.to_lowercase().contains(&known.to_lowercase())
}

/// Estimates with their years; those that are another's than FFT's with where they are from. What does not say it comes
/// from where that of the other year does.
fn estimated(targets: &[&Target], unit: Unit) -> String {
    let said = targets.iter().map(|target| target.source.as_str()).find(|source| !source.is_empty());
    let each = targets.iter().filter_map(|target| {
        let (value, year) = (unit.print(target.estimate.as_ref()?), target.year);
        let own = Some(target.source.as_str()).filter(|source| !source.is_empty());
        Some(match own.or(said) {
            Some(source) if is_from(source, ESTIMATES) => format!("{value} ({year})"),
            Some(source) => format!("{value} ({year}; {source}, not {ESTIMATES})"),
            None => format!("{value} ({year}; source not said)"),
        })
    });
    each.collect::<Vec<_>>().join("; ")
}

/// A target with where it comes from, where no estimate says that beside it.
fn sourced(target: &str, of: Option<&Target>) -> String {
    let source = of.filter(|of| of.estimate.is_none()).map_or("", |of| of.source.as_str());
    if target.is_empty() || source.is_empty() { target.to_owned() } else { format!("{target} ({source})") }
}

/// A target with where pupils stand now, as far as that is known.
fn reviewed(target: String, current: &str) -> String {
    if target.is_empty() || current.is_empty() { target } else { format!("{target}; now {current}") }
}

fn target_row(book: &FigureBook, measure: &str, group: &str, year: SchoolYear) -> TargetRow {
    let (unit, known) = (book.unit(measure), book.definitions.measure(measure));
    let (now, next) = (book.figures.target(measure, group, year), book.figures.target(measure, group, year.next()));
    let print = |value: Option<&Value>| value.map(|value| unit.print(value)).unwrap_or_default();
    let statutory = [now, next].into_iter().flatten().any(|target| target.kind == TargetKind::Statutory);
    let line = book.figures.line(measure, group);
    // Where only later years are known, the latest of them says more than nothing.
    let before = line.trend().rev().find(|point| point.year <= year && point.school().is_some());
    let before = before.or_else(|| line.latest());
    let outcome = before.map(|point| format!("{} ({})", print(point.school()), point.year)).unwrap_or_default();
    let own = line.own().filter(|point| point.year <= year);
    let own = own.map(|point| format!("the school’s own {} ({})", print(point.school()), point.year));
    let others = before.and_then(|point| point.figure).map(|(_, figure)| figure);
    let beside = [
        ("authority", others.and_then(|figure| figure.authority.as_ref())),
        ("England", others.and_then(|figure| figure.england.as_ref())),
    ];
    let beside = beside.into_iter().filter_map(|(who, value)| Some(format!("{who} {}", unit.print(value?))));
    let outcome = Some(outcome).filter(|words| !words.is_empty());
    let summary: Vec<String> = outcome.clone().into_iter().chain(beside).collect();
    // The form's box is for the authority's own summary: from elsewhere, it says where from.
    let from = before.and_then(|point| point.figure).map_or("", |(table, _)| table.source.as_str());
    let from = if summary.is_empty() || is_from(from, SUMMARY) { String::new() } else { format!(" – from: {from}") };
    let targets: Vec<&Target> = [now, next].into_iter().flatten().collect();
    let current = print(now.and_then(|target| target.current.as_ref()));
    let target = print(now.and_then(|target| target.target.as_ref()));
    // Where there is no target for it to stand beside, where pupils stand now is told with what came before.
    let alone = Some(format!("now {current} ({year})")).filter(|_| target.is_empty() && !current.is_empty());
    let summary = Some(summary.join("; ") + &from).filter(|words| !words.is_empty());
    let summary: Vec<String> = summary.into_iter().chain(own.clone()).chain(alone).collect();
    let agreed = print(next.and_then(|target| target.target.as_ref()));
    let name = known.map_or(measure, |known| known.name.as_str());
    TargetRow {
        of: (measure.to_owned(), group.to_owned()),
        measure: if group.is_empty() { name.to_owned() } else { format!("{name} ({})", book.definitions.group(group)) },
        stage: known.map(|known| known.stage.clone()).unwrap_or_default(),
        statutory: if statutory { "yes" } else { "no" },
        outcome: outcome.into_iter().chain(own).collect::<Vec<_>>().join("; "),
        reviewed: reviewed(sourced(&target, now), &current),
        current,
        target,
        estimate: estimated(&targets, unit),
        agreed: sourced(&agreed, next),
        next: agreed,
        summary: summary.join("; "),
        view: next.into_iter().chain(now).map(|t| t.view.clone()).find(|view| !view.is_empty()).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{figures, year};
    use super::*;

    #[test]
    fn a_target_stands_beside_what_came_before_and_what_is_estimated() {
        let mut figures = figures(&[("2008/09", "62")]);
        for (when, target, estimate) in [("2009/10", "70", ""), ("2010/11", "74", "79.5")] {
            let mut new = Target::new("ks2-rwm-expected", "", year(when), TargetKind::Statutory);
            new.target = Value::read(target).unwrap();
            new.estimate = Value::read(estimate).unwrap();
            figures.set_target(new);
        }
        let book = FigureBook { figures, definitions: Definitions::shipped() };
        let rows = target_rows(&book, year("2009/10"));
        assert_eq!(rows.len(), 1);
        let facts = ["stage", "statutory", "target", "estimate", "next", "summary"].map(|fact| rows[0].fact(fact));
        let summary = "62% (2008/09); authority 60%; England 61% – from: Performance tables, key stage 2";
        assert_eq!(facts, ["KS2", "yes", "70%", "79.5% (2010/11; source not said)", "74%", summary].map(str::to_owned));
        assert!(target_rows(&book, year("2015/16")).is_empty());
        let mut of_governors = book.clone();
        for target in &mut of_governors.figures.targets {
            (target.source, target.estimate) = ("governors".to_owned(), None);
        }
        let row = &target_rows(&of_governors, year("2009/10"))[0];
        assert_eq!(
            ["reviewed", "agreed", "next"].map(|fact| row.fact(fact)),
            ["70% (governors)", "74% (governors)", "74%"]
        );
    }
}
