//! Figures of a school in a document: tables of targets and measures, and pictures of them over the years.

use super::build::Builder;
use super::chart::{Chart, Series};
use super::model::{Column, Content, Source, Value};
use super::report::{printed, years};
use super::values;
use crate::calendar::SchoolYear;
use crate::forms::FigurePart;
use crate::measures::{Figure, FigureBook, Line, Point, Target, TargetKind, Unit, Value as FigureValue};

/// How many years stand in a table of a note.
const YEARS: usize = 3;
/// How many years stand in a picture.
const BARS: usize = 5;

impl Builder<'_> {
    /// Parts of a document that show figures.
    pub(super) fn figures(&mut self, parts: &[FigurePart]) {
        for part in parts {
            match part {
                FigurePart::Targets => self.targets(),
                FigurePart::Headlines => {
                    let mut headlines = self.filled.figures.headlines();
                    // What a table of its own shows beside stands there alone.
                    if parts.contains(&FigurePart::Progress) {
                        headlines.retain(|line| !self.counts_levels(line));
                    }
                    self.measures("Headline measures", &headlines);
                }
                FigurePart::Progress => self.progress(),
                FigurePart::Groups => self.groups(),
                FigurePart::Everything => self.every_figure(),
                FigurePart::Hypotheses => self.hypotheses(),
                FigurePart::Charts(count) => self.charts(*count),
            }
        }
    }

    fn targets(&mut self) {
        let book = self.filled.figures;
        let year = SchoolYear::of(self.filled.session.date());
        let near = |target: &&Target| target.is_set() && (target.year == year || target.year == year.next());
        // Those that a field of the note shows stand there alone.
        let is_new = |target: &&Target| !self.shows_target(target);
        let mut targets: Vec<&Target> = book.figures.targets.iter().filter(near).filter(is_new).collect();
        targets.sort_by_key(|target| (book.definitions.place(&target.measure), &target.group, target.year));
        let row = |target: &&Target| {
            let unit = book.unit(&target.measure);
            let print = |value: Option<&FigureValue>| value.map(|value| unit.print(value)).unwrap_or_default();
            let figure = book.figures.figure(&target.measure, &target.group, target.year).map(|(_, figure)| figure);
            let from = |value: String| match (value.as_str(), target.source.as_str()) {
                ("", _) | (_, "") => value,
                (_, source) => format!("{value} ({source})"),
            };
            let statutory = if target.kind == TargetKind::Statutory { "yes" } else { "no" };
            texts([
                &book.name(&target.measure, &target.group),
                &target.year.to_string(),
                statutory,
                &from(print(target.target.as_ref())),
                &from(print(target.estimate.as_ref())),
                &print(target.current.as_ref()),
                &print(figure.and_then(|figure| figure.school.as_ref())),
                &target.view,
            ])
        };
        let rows: Vec<Vec<Value>> = targets.iter().map(row).collect();
        let titles = [
            ("Measure", 25),
            ("Year", 10),
            ("Statutory", 10),
            ("Target", 10),
            ("Estimate", 10),
            ("Now", 8),
            ("Outcome", 10),
            ("SIP view of ambition", 17),
        ];
        let source = |target: &&Target| Source::Target { measure: target.measure.clone(), group: target.group.clone() };
        let sources = targets.iter().map(source).collect();
        if !rows.is_empty() {
            self.known_table("Targets", columns(titles), rows);
            self.made_of(sources);
        }
    }

    /// Whether a measure is one of progress by levels.
    fn counts_levels(&self, line: &Line<'_>) -> bool {
        self.filled.figures.definitions.measure(line.measure).is_some_and(|known| known.levels > 0)
    }

    fn progress(&mut self) {
        let all = self.filled.figures.lines().into_iter();
        let lines: Vec<Line<'_>> = all.filter(|line| line.group.is_empty() && self.counts_levels(line)).collect();
        self.measures("Progress by levels", &lines);
    }

    /// Some measures over the last years, the last beside its target, the authority and England.
    fn measures(&mut self, caption: &str, lines: &[Line<'_>]) {
        let book = self.filled.figures;
        let years = years(lines, YEARS);
        let in_them = |point: &Point<'_>| point.school().is_some() && years.contains(&point.year);
        let with_figures = lines.iter().filter(|line| line.points.iter().any(in_them));
        let named: Vec<_> = with_figures.map(|line| (book.name(line.measure, line.group), line)).collect();
        self.figures_of(caption, "Measure", &named, YEARS);
    }

    fn groups(&mut self) {
        let book = self.filled.figures;
        let found = book.headlines().into_iter().find_map(|line| {
            let (year, groups) = book.figures.last_groups(&line)?;
            Some((line, year, groups))
        });
        let Some((line, year, groups)) = found else { return };
        let unit = book.unit(line.measure);
        let print = |value: Option<&FigureValue>| value.map(|value| unit.print(value)).unwrap_or_default();
        let row = |group: &crate::measures::GroupGap<'_>| {
            let of_group = book.figures.line(line.measure, group.group);
            let point = of_group.points.iter().find(|point| point.year == year);
            let figure = point.and_then(|point| point.figure).map(|(_, figure)| figure);
            let value = unit.print(group.value);
            texts([
                book.definitions.group(group.group),
                &point.map_or_else(|| value.clone(), |point| printed(&of_group, point, value.clone())),
                &figure.map(pupils).unwrap_or_default(),
                &group.gap.map(|gap| gap.to_string()).unwrap_or_default(),
                &print(figure.and_then(|figure| figure.authority.as_ref())),
                &print(figure.and_then(|figure| figure.england.as_ref())),
            ])
        };
        let rows = groups.iter().map(row).collect();
        let of_all = line.points.iter().find(|point| point.year == year);
        let all = of_all.map(|point| printed(&line, point, print(point.school()))).unwrap_or_default();
        let caption =
            format!("{}, {year}: groups against all pupils ({all}), widest gap first", book.name(line.measure, ""));
        let titles = [("Group", 34), ("Figure", 12), ("Pupils", 14), ("Gap", 12), ("Authority", 14), ("England", 14)];
        self.known_table(&caption, columns(titles), rows);
    }

    fn charts(&mut self, count: usize) {
        let book = self.filled.figures;
        let charts: Vec<Chart> = book.headlines().iter().filter_map(|line| chart(book, line)).take(count).collect();
        for chart in charts {
            self.push(Source::None, Content::Chart(chart));
        }
    }

    /// A table, if there is anything to show in it.
    pub(super) fn known_table(&mut self, caption: &str, columns: Vec<Column>, rows: Vec<Vec<Value>>) {
        if !rows.is_empty() {
            self.table(Source::None, caption, columns, rows);
        }
    }
}

pub(super) fn columns<const N: usize>(titles: [(&str, u16); N]) -> Vec<Column> {
    titles.map(|(title, width)| Column::new(title, width)).to_vec()
}

pub(super) fn texts<const N: usize>(cells: [&str; N]) -> Vec<Value> {
    cells.map(values::cell).to_vec()
}

/// How many pupils it is, of how many.
pub(super) fn pupils(figure: &Figure) -> String {
    match (&figure.n, &figure.of) {
        (Some(n), Some(of)) => format!("{n} of {of}"),
        (None, Some(of)) => of.to_string(),
        (Some(n), None) => n.to_string(),
        (None, None) => String::new(),
    }
}

/// The picture of a measure; none without two years to compare.
pub(super) fn chart(book: &FigureBook, line: &Line<'_>) -> Option<Chart> {
    let mut points: Vec<&Point<'_>> = line.trend().collect();
    let points = points.split_off(points.len().saturating_sub(BARS));
    let numbers = points.iter().filter(|point| point.school().and_then(FigureValue::number).is_some());
    if numbers.count() < 2 {
        return None;
    }
    let unit = book.unit(line.measure);
    let figure = |point: &&&Point<'_>, of: fn(&Figure) -> Option<&FigureValue>| {
        point.figure.and_then(|(_, figure)| of(figure)).map(ToString::to_string).unwrap_or_default()
    };
    let target = |point: &&&Point<'_>| {
        point.target.and_then(|target| target.target.as_ref()).map(ToString::to_string).unwrap_or_default()
    };
    let all = [
        ("School", points.iter().map(|point| figure(&point, |f| f.school.as_ref())).collect()),
        ("Authority", points.iter().map(|point| figure(&point, |f| f.authority.as_ref())).collect()),
        ("England", points.iter().map(|point| figure(&point, |f| f.england.as_ref())).collect()),
        ("Target", points.iter().map(|point| target(&point)).collect::<Vec<String>>()),
    ];
    let each =
        all.into_iter().enumerate().map(|(place, (name, values))| Series { name: name.to_owned(), place, values });
    let series: Vec<Series> = each.filter(|series| series.values.iter().any(|value| !value.is_empty())).collect();
    let years: Vec<String> = points.iter().map(|point| point.year.to_string()).collect();
    let (least, most) = axis(unit, &series);
    let name = book.name(line.measure, line.group);
    let alternative = alternative(&name, unit, &years, &series);
    Some(Chart { caption: name, alternative, sign: unit.sign().to_owned(), least, most, years, series })
}

/// Where the axis begins and ends: all that a score can be; of percentages, as much as the figures need; for others, as
/// far as the figures go.
fn axis(unit: Unit, series: &[Series]) -> (i32, i32) {
    let numbers = series.iter().flat_map(|series| &series.values).filter_map(|value| value.parse::<f64>().ok());
    let widest = whole(numbers.fold(1.0_f64, |most, number| most.max(number.abs())).ceil());
    match unit {
        Unit::Percent => (0, [10, 20, 50].into_iter().find(|most| widest <= *most).unwrap_or(100)),
        Unit::Score(least, most) => (whole(least), whole(most)),
        // An even number has a line of its own at either end.
        Unit::Points(..) => {
            let even = if widest > 2 { widest + widest % 2 } else { widest };
            (-even, even)
        }
        Unit::Count => (0, widest),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "figures of schools are small, and larger ones stop at the end of the range"
)]
const fn whole(number: f64) -> i32 {
    number as i32
}

/// The picture in words.
fn alternative(name: &str, unit: Unit, years: &[String], series: &[Series]) -> String {
    let each = |series: &Series| {
        let figure = |(year, value): (&String, &String)| {
            let sign = if value.parse::<f64>().is_ok() { unit.sign() } else { "" };
            (!value.is_empty()).then(|| format!("{value}{sign} in {year}"))
        };
        let figures: Vec<String> = years.iter().zip(&series.values).filter_map(figure).collect();
        format!("{} {}", series.name, figures.join(", "))
    };
    format!("Bars over the years. {name}: {}.", series.iter().map(each).collect::<Vec<_>>().join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_percentages_have_an_axis_on_which_they_can_be_told_apart() {
        let most = |values: [&str; 3]| {
            let values = values.map(str::to_owned).to_vec();
            axis(Unit::Percent, &[Series { name: "School".to_owned(), place: 0, values }])
        };
        assert_eq!(most(["6.1", "SUPP", "4.95"]), (0, 10));
        assert_eq!(most(["17", "9", "20"]), (0, 20));
        assert_eq!(most(["20.1", "9", ""]), (0, 50));
        assert_eq!(most(["72", "80", "75"]), (0, 100));
    }
}
