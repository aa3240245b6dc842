//! `nov measures` and `nov target`: a school's figures with what is seen of them, and its targets.

use std::io::Write;

use serde_json::json;

use super::{Usage, clean_line, complain, school_meant};
use crate::measures::{Definitions, Figures, Gap, Line, Target, TargetKind, Unit, questions, shipped_questions};
use crate::store::{AskedSchool, Desk};

/// Lists the ids of measures and groups.
pub(super) fn ids(desk: &Desk, out: &mut dyn Write) -> anyhow::Result<()> {
    let (known, _) = desk.measures();
    for measure in known.definitions.measures() {
        writeln!(out, "{:<26}  {}", measure.id, measure.full_name())?;
    }
    writeln!(out)?;
    for group in known.definitions.groups() {
        writeln!(out, "/{:<25}  {}", group.id, group.name)?;
    }
    Ok(())
}

/// Shows what is known of a school.
pub(super) fn show(desk: &Desk, school: &str, as_json: bool, out: &mut dyn Write) -> anyhow::Result<()> {
    let AskedSchool { slug, record, .. } = school_meant(desk, school)?;
    let figures = desk.figures(&slug)?;
    if figures.is_empty() {
        let name = record.fact("name");
        return Err(Usage(format!("{name} has no figures yet; nov import-data or nov target brings them")).into());
    }
    let (known, faults) = desk.measures();
    for fault in &faults {
        complain(fault);
    }
    let known = known.definitions;
    let mut keys = figures.measures();
    keys.sort_by_key(|(measure, _)| known.place(measure));
    if as_json {
        let all: Vec<_> = keys.iter().map(|(measure, group)| as_value(&figures.line(measure, group), &known)).collect();
        writeln!(out, "{}", serde_json::to_string_pretty(&all)?)?;
        return Ok(());
    }
    let asked = shipped_questions();
    for (measure, group) in keys {
        let line = figures.line(measure, group);
        writeln!(out, "{}", in_one_row(&line, &known))?;
        if group.is_empty() && known.measure(measure).is_some_and(|measure| measure.headline) {
            for question in questions(&asked, &figures, &line, &known) {
                writeln!(out, "    ? {question}")?;
            }
        }
    }
    Ok(())
}

/// Name, trend, figures of each year, gaps of the last.
fn in_one_row(line: &Line<'_>, known: &Definitions) -> String {
    let definition = known.measure(line.measure);
    let unit = definition.map_or(Unit::Count, |definition| definition.unit);
    let name = definition.map_or(line.measure, |definition| definition.short.as_str());
    let name = if line.group.is_empty() { name.to_owned() } else { format!("  {}", known.group(line.group)) };
    let mut values: Vec<String> =
        line.points.iter().filter_map(crate::measures::Point::school).map(ToString::to_string).collect();
    if let (Some(last), Some(value)) = (values.last_mut(), line.latest().and_then(crate::measures::Point::school)) {
        *last = unit.print(value);
    }
    let values = values.join(" → ");
    let gaps = line.latest().map(|point| point.gaps(definition)).unwrap_or_default();
    let gap = |what: &str, gap: Option<Gap>| gap.map(|gap| format!("  {what} {gap}")).unwrap_or_default();
    let target = line.next_target().and_then(|next| Some(format!("  target {}: {}", next.year, next.target.as_ref()?)));
    format!(
        "{name:<34}  {:<6}  {values}{}{}{}{}",
        line.bars(unit),
        gap("to target", gaps.target),
        gap("to authority", gaps.authority),
        gap("to England", gaps.england),
        target.unwrap_or_default(),
    )
}

fn as_value(line: &Line<'_>, known: &Definitions) -> serde_json::Value {
    let year = |point: &crate::measures::Point<'_>| {
        let figure = point.figure.map(|(_, figure)| figure);
        json!({
            "year": point.year,
            "school": point.school(),
            "n": figure.and_then(|f| f.n.as_ref()),
            "of": figure.and_then(|f| f.of.as_ref()),
            "authority": figure.and_then(|f| f.authority.as_ref()),
            "england": figure.and_then(|f| f.england.as_ref()),
            "target": point.target.and_then(|t| t.target.as_ref()),
            "estimate": point.target.and_then(|t| t.estimate.as_ref()),
            "source": point.figure.map(|(table, _)| &table.source),
            "file": point.figure.map(|(table, _)| &table.file),
            "read": point.figure.map(|(table, _)| table.read),
        })
    };
    json!({
        "measure": line.measure,
        "group": line.group,
        "name": known.name(line.measure),
        "years": line.points.iter().map(year).collect::<Vec<_>>(),
    })
}

/// Sets a target.
pub(super) fn set_target(
    desk: &Desk,
    school: &str,
    measure: &str,
    year: &str,
    values: &[String],
) -> anyhow::Result<()> {
    let slug = school_meant(desk, school)?.slug;
    let (known, _) = desk.measures();
    let (measure, group) = known.definitions.find(measure).map_err(Usage)?;
    let year = year.parse().map_err(|error: crate::calendar::SchoolYearError| Usage(error.to_string()))?;
    let unit = known.definitions.measure(&measure).map_or(Unit::Count, |definition| definition.unit);
    let is_statutory = known.definitions.measure(&measure).is_some_and(|definition| definition.statutory);
    let kind = if is_statutory && group.is_empty() { TargetKind::Statutory } else { TargetKind::Own };
    let figures: Figures = desk.figures(&slug)?;
    let before = figures.target(&measure, &group, year).cloned();
    let mut target = before.unwrap_or_else(|| Target::new(&measure, &group, year, kind));
    for said in values {
        let (field, value) =
            said.split_once('=').ok_or_else(|| Usage(format!("\"{said}\" sets nothing; write target=74")))?;
        target.set(field, &clean_line(value), unit).map_err(Usage)?;
    }
    desk.change_figures(&slug, |figures| figures.set_target(target))?;
    Ok(())
}
