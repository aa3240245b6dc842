//! A measure as a sentence for the minutes: its figure with its word, what it is compared with, and its source.

use super::definition::{Definitions, Unit};
use super::figures::{Figure, Table};
use super::line::{Change, Line, Point};
use super::proportion::worded;
use super::value::Value;
use crate::forms::Band;

/// What the source of a figure that is no result begins with.
const OWN: &str = "The school’s own";

/// A figure of a measure in words, with what it is compared with and its source.
pub fn sentence(line: &Line<'_>, point: &Point<'_>, known: &Definitions, bands: &[Band]) -> Option<String> {
    let (table, figure) = point.figure?;
    let value = figure.school.as_ref()?;
    let definition = known.measure(line.measure);
    let unit = definition.map_or(Unit::Count, |definition| definition.unit);
    let is_rate = definition.is_some_and(|definition| definition.rate);
    let bands = if is_rate { &[][..] } else { bands };
    let name = definition.map_or_else(|| line.measure.to_owned(), |definition| definition.name.clone());
    let group = if line.group.is_empty() { String::new() } else { format!(", {}", lower(known.group(line.group))) };
    let figure_in_words = figure_in_words(value, unit, known, bands);
    let range = figure.range(unit).map(|range| format!(" ({})", range.in_words())).unwrap_or_default();
    let pupils = pupils(figure);
    let change = line.change_of(point).map(|change| format!(", {}", changed(change))).unwrap_or_default();
    let compared = compared(point, unit);
    let compared = if compared.is_empty() { String::new() } else { format!("; {}", compared.join(", ")) };
    let year = point.year;
    let source = source(line, point, table);
    Some(format!("{name}{group}: {figure_in_words} in {year}{range}{pupils}{change}{compared} ({source}, {year})"))
}

/// Where a figure is from; of the school's own one where there are results too, that it is so.
pub(super) fn source(line: &Line<'_>, point: &Point<'_>, table: &Table) -> String {
    let cited = table.cited();
    if line.is_beside(point) && !cited.starts_with(OWN) { format!("{OWN} figure: {cited}") } else { cited }
}

/// How many pupils it is, as far as known: ` (4 of 15)`, ` (of 109 pupils)`.
fn pupils(figure: &Figure) -> String {
    let number = |value: &Option<Value>| value.as_ref().and_then(Value::number);
    match (number(&figure.n), number(&figure.of)) {
        (Some(n), Some(of)) => format!(" ({n} of {of})"),
        (None, Some(of)) => format!(" (of {of} pupils)"),
        (_, None) => String::new(),
    }
}

/// `up 3 on 2016/17`, `as in 2016/17`.
fn changed(change: Change) -> String {
    let Change { since, gap } = change;
    if gap.size() > 0.0 {
        format!("up {} on {since}", gap.amount())
    } else if gap.size() < 0.0 {
        format!("down {} on {since}", gap.amount())
    } else {
        format!("as in {since}")
    }
}

/// What a figure is compared with, each with its figure.
fn compared(point: &Point<'_>, unit: Unit) -> Vec<String> {
    let target = point.target.and_then(|target| target.target.as_ref());
    let figure = point.figure.map(|(_, figure)| figure);
    // How many pupils there are says nothing beside a whole county.
    let figure = figure.filter(|_| unit != Unit::Count);
    let others = [
        ("target", target),
        ("authority", figure.and_then(|figure| figure.authority.as_ref())),
        ("England", figure.and_then(|figure| figure.england.as_ref())),
    ];
    let said = |(what, value): (&str, Option<&Value>)| value.map(|value| format!("{what} {}", unit.print(value)));
    others.into_iter().filter_map(said).collect()
}

/// `large majority (66%)`, `1.2`, `SUPP (withheld, too few pupils)`.
fn figure_in_words(value: &Value, unit: Unit, known: &Definitions, bands: &[Band]) -> String {
    match (value.number(), value.code()) {
        (Some(number), _) if unit == Unit::Percent => worded(bands, value.text(), number),
        (None, Some(code)) if known.meaning(code) != code => format!("{code} ({})", known.meaning(code)),
        _ => value.text().to_owned(),
    }
}

/// In the middle of a sentence: `Boys` is `boys`, `EAL` and `SEN with a plan` stay.
pub(super) fn lower(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(name.chars().skip(1)).collect()
        }
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::figures;
    use super::*;
    use crate::forms::Library;

    fn said(figures: &super::super::Figures, group: &str) -> String {
        let line = figures.line("ks2-rwm-expected", group);
        let said = |point| sentence(&line, point, &Definitions::shipped(), Library::shipped().bands());
        line.latest().and_then(said).unwrap_or_default()
    }

    #[test]
    fn a_figure_is_said_with_its_word_trend_comparators_and_source() {
        let mut all = figures(&[("2016/17", "72"), ("2017/18", "66")]);
        all.tables[1].figures[0].of = Value::read("109").unwrap();
        assert_eq!(
            said(&all, ""),
            "Reading, writing and maths: expected standard: large majority (66%) in 2017/18 (of 109 pupils), \
             down 6 on 2016/17; authority 60%, England 61% (Performance tables, key stage 2, 2017/18)"
        );
    }

    #[test]
    fn a_withheld_figure_is_said_to_be_withheld_and_nothing_is_computed() {
        let mut all = figures(&[("2016/17", "72")]);
        let low = Figure {
            measure: "ks2-rwm-expected".to_owned(),
            group: "low".to_owned(),
            school: Value::read("SUPP").unwrap(),
            ..Figure::default()
        };
        all.tables[0].figures.push(low);
        assert_eq!(
            said(&all, "low"),
            "Reading, writing and maths: expected standard, low prior attainment: SUPP (withheld, too few pupils) \
             in 2016/17 (Performance tables, key stage 2, 2016/17)"
        );
        assert_eq!(said(&all, "boys"), "");
    }

    #[test]
    fn a_number_of_pupils_is_not_set_beside_a_whole_county() {
        let mut all = figures(&[("2016/17", "420"), ("2017/18", "435")]);
        for table in &mut all.tables {
            table.figures[0].measure = "pupils".to_owned();
        }
        let line = all.line("pupils", "");
        assert_eq!(
            sentence(&line, line.latest().unwrap(), &Definitions::shipped(), Library::shipped().bands()).unwrap(),
            "Pupils on roll: 435 in 2017/18, up 15 on 2016/17 (Performance tables, key stage 2, 2017/18)"
        );
    }

    #[test]
    fn names_in_a_sentence_keep_their_capitals_where_they_are_initials() {
        assert_eq!(
            (lower("Boys"), lower("EAL"), lower("SEN with a plan")),
            ("boys".into(), "EAL".into(), "SEN with a plan".into())
        );
    }
}
