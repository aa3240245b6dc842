//! `nov measures`, `nov target`, `nov hypothesis`: a school's figures with what is seen and thought of them, its targets.

use std::io::Write;

use serde_json::json;

use super::{Usage, clean_line, complain, school_meant};
use crate::calendar::SchoolYear;
use crate::measures::{
    Definitions, FigureChange, Figures, Gap, Hypothesis, Line, Target, TargetKind, Unit, questions, shipped_questions,
};
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
        let line = |(measure, group): &(&str, &str)| as_value(&figures, &figures.line(measure, group), &known);
        let all: Vec<_> = keys.iter().map(line).collect();
        writeln!(out, "{}", serde_json::to_string_pretty(&all)?)?;
        return Ok(());
    }
    let asked = shipped_questions();
    for (measure, group) in keys {
        let line = figures.line(measure, group);
        writeln!(out, "{}", in_one_row(&line, &known))?;
        if let Some(thought) = figures.hypothesis(measure, group) {
            let found = if thought.is_open() { String::new() } else { format!(" → {}", thought.found) };
            writeln!(out, "    ≈ {}{found}", thought.text)?;
        }
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
        line.trend().filter_map(crate::measures::Point::school).map(ToString::to_string).collect();
    if let (Some(last), Some(value)) = (values.last_mut(), line.latest().and_then(crate::measures::Point::school)) {
        *last = unit.print(value);
    }
    let values = values.join(" → ");
    let own = line.own().and_then(|point| Some(format!("  own {}: {}", point.year, unit.print(point.school()?))));
    let gaps = line.latest().map(|point| point.gaps(definition)).unwrap_or_default();
    let gap = |what: &str, gap: Option<Gap>| gap.map(|gap| format!("  {what} {gap}")).unwrap_or_default();
    // How many pupils there are says nothing beside a whole county.
    let beside = |gap: Option<Gap>| gap.filter(|_| unit != Unit::Count);
    let now = line.current().map(|(year, value)| format!("  now {year}: {}", unit.print(value))).unwrap_or_default();
    let range = line.latest().and_then(|point| Some(format!("  {}", point.figure?.1.range(unit)?.in_words())));
    let target = line.next_target().and_then(|next| Some(format!("  target {}: {}", next.year, next.target.as_ref()?)));
    format!(
        "{name:<34}  {:<6}  {values}{}{}{}{}{}{now}{}",
        line.bars(unit),
        own.unwrap_or_default(),
        gap("to target", gaps.target),
        gap("to authority", beside(gaps.authority)),
        gap("to England", beside(gaps.england)),
        target.unwrap_or_default(),
        range.unwrap_or_default(),
    )
}

fn as_value(figures: &Figures, line: &Line<'_>, known: &Definitions) -> serde_json::Value {
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
            "current": point.target.and_then(|t| t.current.as_ref()),
            "low": figure.and_then(|f| f.low.as_ref()),
            "high": figure.and_then(|f| f.high.as_ref()),
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
        "hypotheses": figures.hypotheses.iter().filter(|h| h.is_about(line.measure, line.group)).collect::<Vec<_>>(),
    })
}

/// What came of a year, beside its target.
const OUTCOME: &str = "outcome";

/// The school's own figure of a year, as typed.
fn own_outcome(typed: &str, measure: &str, group: &str, year: SchoolYear, unit: Unit) -> Result<FigureChange, String> {
    let mut checked = Target::new(measure, group, year, TargetKind::Own);
    checked.set("current", typed, unit).map_err(|fault| fault.replacen("current", OUTCOME, 1))?;
    let (measure, group) = (measure.to_owned(), group.to_owned());
    Ok(FigureChange::Own { measure, group, year, value: checked.current, typed: super::now().date() })
}

/// Sets a target, and says what stood there before.
pub(super) fn set_target(
    desk: &Desk,
    school: &str,
    measure: &str,
    year: &str,
    values: &[String],
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let slug = school_meant(desk, school)?.slug;
    let (known, _) = desk.measures();
    let (measure, group) = known.definitions.find(measure).map_err(Usage)?;
    let year = SchoolYear::said(year).map_err(|error| Usage(error.to_string()))?;
    let unit = known.definitions.measure(&measure).map_or(Unit::Count, |definition| definition.unit);
    let is_statutory = known.definitions.measure(&measure).is_some_and(|definition| definition.is_statutory(year));
    let kind = if is_statutory && group.is_empty() { TargetKind::Statutory } else { TargetKind::Own };
    let mut checked = Target::new(&measure, &group, year, kind);
    let mut pairs: Vec<(&str, String)> =
        pairs(values, "target=74")?.into_iter().map(|(field, value)| (field, clean_line(value))).collect();
    let outcome = pairs.iter().position(|(field, _)| *field == OUTCOME).map(|at| pairs.remove(at).1);
    for (field, value) in &pairs {
        checked.set(field, value, unit).map_err(Usage)?;
    }
    let own = outcome.map(|typed| own_outcome(&typed, &measure, &group, year, unit)).transpose().map_err(Usage)?;
    if own.is_some() && desk.figures(&slug)?.is_read(&measure, &group, year) {
        return Err(Usage(format!("the figure of {year} was read from a file and stays as it is")).into());
    }
    let mut stood = Vec::new();
    desk.change_figures(&slug, |figures| {
        let before = figures.target(&measure, &group, year).cloned();
        let before = before.unwrap_or_else(|| Target::new(&measure, &group, year, kind));
        let mut now = before.clone();
        for field in Target::FIELDS.into_iter().filter(|field| pairs.iter().any(|(set, _)| set == field)) {
            now.copy(field, &checked);
        }
        stood = Target::FIELDS.map(|field| (field, before.get(field), now.get(field))).to_vec();
        figures.set_target(now);
        if let Some(change) = own {
            let printed = |figures: &Figures| {
                let known = figures.figure(&measure, &group, year).and_then(|(_, figure)| figure.school.as_ref());
                known.map(ToString::to_string).unwrap_or_default()
            };
            let was = printed(figures);
            figures.apply(change);
            stood.push((OUTCOME, was, printed(figures)));
        }
    })?;
    say_before(&stood, &format!("nov target {slug} {} {year}", with_group(&measure, &group)), out)
}

/// Sets what lies behind a figure, or shows what was noted.
pub(super) fn set_hypothesis(
    desk: &Desk,
    school: &str,
    measure: Option<&str>,
    values: &[String],
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let AskedSchool { slug, record, .. } = school_meant(desk, school)?;
    let (known, _) = desk.measures();
    let of = measure.map(|measure| known.definitions.find(measure)).transpose().map_err(Usage)?;
    let (Some((measure, group)), false) = (&of, values.is_empty()) else {
        let figures = desk.figures(&slug)?;
        let about = |known: &&Hypothesis| of.as_ref().is_none_or(|(measure, group)| known.is_about(measure, group));
        let mut noted = figures.hypotheses.iter().filter(about).peekable();
        if noted.peek().is_none() {
            writeln!(out, "No hypothesis is noted of {} yet", record.fact("name"))?;
        }
        for known in noted {
            writeln!(out, "{}  {}  {}", known.noted, with_group(&known.measure, &known.group), known.text)?;
            if let Some(on) = known.settled {
                writeln!(out, "    found {on}: {}", known.found)?;
            }
        }
        return Ok(());
    };
    let today = super::now().date();
    let before = desk.figures(&slug)?.hypothesis_to_type(measure, group, today);
    let mut now = before.clone();
    for (field, value) in pairs(values, "text=\"boys’ phonics\"")? {
        let value = clean_line(value);
        match field {
            "text" => now.text = value,
            "found" => now = now.settled_as(&value, today),
            other => return Err(Usage(format!("a hypothesis has no “{other}”; it has text and found")).into()),
        }
    }
    if now.text.is_empty() && !now.found.is_empty() {
        return Err(Usage("there is no hypothesis that this could settle; say text=… too".to_owned()).into());
    }
    let stood = [("text", before.text, now.text.clone()), ("found", before.found, now.found.clone())];
    desk.change_figures(&slug, |figures| figures.set_hypothesis(now))?;
    say_before(&stood, &format!("nov hypothesis {slug} {}", with_group(measure, group)), out)
}

/// A field, what stood in it and what stands in it now.
type Stood = (&'static str, String, String);

/// Says what stood there before, and the command that puts it back.
fn say_before(stood: &[Stood], command: &str, out: &mut dyn Write) -> anyhow::Result<()> {
    let changed: Vec<&Stood> = stood.iter().filter(|(_, before, now)| before != now).collect();
    if changed.is_empty() {
        writeln!(out, "Nothing is changed: it stood so already")?;
        return Ok(());
    }
    let or_none = |text: &str| if text.is_empty() { "nothing".to_owned() } else { text.to_owned() };
    for (field, before, now) in &changed {
        writeln!(out, "{field}: {} (before: {})", or_none(now), or_none(before))?;
    }
    let back: Vec<String> = changed.iter().map(|(field, before, _)| quoted(&format!("{field}={before}"))).collect();
    writeln!(out, "To put it back: {command} {}", back.join(" "))?;
    Ok(())
}

/// Words as a shell takes them for one.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '=' | '.' | '-' | '/' | '_');
    if text.chars().all(plain) { text.to_owned() } else { format!("'{}'", text.replace('\'', "'\\''")) }
}

fn with_group(measure: &str, group: &str) -> String {
    if group.is_empty() { measure.to_owned() } else { format!("{measure}/{group}") }
}

/// Fields with their values.
fn pairs<'a>(values: &'a [String], such_as: &str) -> Result<Vec<(&'a str, &'a str)>, Usage> {
    let pair = |said: &'a String| {
        said.split_once('=').ok_or_else(|| Usage(format!("\"{said}\" sets nothing; write {such_as}")))
    };
    let all: Vec<(&str, &str)> = values.iter().map(pair).collect::<Result<_, _>>()?;
    let twice = (1..all.len()).find(|at| all[..*at].iter().any(|(field, _)| *field == all[*at].0));
    match twice.map(|at| all[at].0) {
        Some(field) => Err(Usage(format!("{field} is said twice; say it once, as in {such_as}"))),
        None => Ok(all),
    }
}
