//! One measure over the years: its points, its trend, how it stands against target, floor and comparators.

use super::definition::{Better, Definition, Unit};
use super::figures::{Figure, Figures, Table, Target};
use super::value::{Gap, Value};
use crate::calendar::SchoolYear;

/// A measure of all pupils or of one group over the years.
#[derive(Debug, Clone, PartialEq)]
pub struct Line<'a> {
    /// Id of the measure.
    pub measure: &'a str,
    /// Id of the group; empty for all pupils.
    pub group: &'a str,
    /// Years with a figure or a target, oldest first.
    pub points: Vec<Point<'a>>,
}

/// A measure in one year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point<'a> {
    /// The school year.
    pub year: SchoolYear,
    /// The figure with its table, if there is one.
    pub figure: Option<(&'a Table, &'a Figure)>,
    /// The target, if there is one.
    pub target: Option<&'a Target>,
}

/// How a figure changed since an earlier year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// The year it is compared with: the last one before with a number.
    pub since: SchoolYear,
    /// How far it rose, or fell if negative.
    pub gap: Gap,
}

/// How a figure stands against what it is measured by.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Gaps {
    /// Above the target.
    pub target: Option<Gap>,
    /// Above the estimate.
    pub estimate: Option<Gap>,
    /// Above the least the Government expects.
    pub floor: Option<Gap>,
    /// Above the authority.
    pub authority: Option<Gap>,
    /// Above England.
    pub england: Option<Gap>,
}

/// A group beside all pupils.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GroupGap<'a> {
    /// Id of the group.
    pub group: &'a str,
    /// Its figure.
    pub value: &'a Value,
    /// How far it stands above all pupils; nothing if either is withheld, or one is a result and the other is not.
    pub gap: Option<Gap>,
}

/// The bars of a trend, lowest first.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// What stands for a year without a number.
const NO_BAR: char = '·';

impl Figures {
    /// A measure over the years.
    pub fn line<'a>(&'a self, measure: &'a str, group: &'a str) -> Line<'a> {
        let point = |year| {
            let figure = self.figure(measure, group, year);
            Point { year, figure, target: self.target(measure, group, year) }
        };
        let known = |point: &Point<'_>| point.figure.is_some() || point.target.is_some();
        Line { measure, group, points: self.years().into_iter().map(point).filter(known).collect() }
    }

    /// The groups of a measure in a year against all pupils: the widest gap first, those withheld last.
    pub fn groups<'a>(&'a self, measure: &str, year: SchoolYear) -> Vec<GroupGap<'a>> {
        let all = self.figure(measure, "", year).and_then(|(table, figure)| Some((table, figure.school.as_ref()?)));
        let tables = self.tables.iter().filter(|table| table.year == year);
        let of_measure = |figure: &&'a Figure| figure.measure == measure && !figure.group.is_empty();
        let mut seen = std::collections::HashSet::new();
        let each = tables.flat_map(|table| &table.figures).filter(of_measure);
        let each = each.filter(|figure| seen.insert(figure.group.as_str()));
        let group = |figure: &'a Figure| {
            let (table, shown) = self.figure(measure, &figure.group, year)?;
            let value = shown.school.as_ref()?;
            let all = all.filter(|(of_all, _)| of_all.has_results() == table.has_results());
            Some(GroupGap { group: &figure.group, value, gap: all.and_then(|(_, all)| value.above(all)) })
        };
        let mut groups: Vec<_> = each.filter_map(group).collect();
        let width = |group: &GroupGap<'_>| group.gap.map_or(-1.0, |gap| gap.size().abs());
        groups.sort_by(|a, b| width(b).total_cmp(&width(a)));
        groups
    }

    /// The groups of a measure in the year that it is told by; where none has a figure then, in that of the school's own
    /// figure beside.
    pub fn last_groups<'a>(&'a self, line: &Line<'_>) -> Option<(SchoolYear, Vec<GroupGap<'a>>)> {
        let years = [line.latest(), line.own()].into_iter().flatten().map(|point| point.year);
        let mut each = years.map(|year| (year, self.groups(line.measure, year)));
        each.find(|(_, groups)| !groups.is_empty())
    }
}

impl<'a> Point<'a> {
    /// The school's figure.
    pub fn school(&self) -> Option<&'a Value> {
        self.figure.and_then(|(_, figure)| figure.school.as_ref())
    }

    /// Whether its figure is a result that others' stand beside, not one of the school's own.
    pub fn is_result(&self) -> bool {
        self.figure.is_some_and(|(table, _)| table.has_results())
    }

    /// How it stands against target, estimate, floor and comparators.
    pub fn gaps(&self, definition: Option<&Definition>) -> Gaps {
        let Some(school) = self.school() else { return Gaps::default() };
        let above = |other: Option<&Value>| other.and_then(|other| school.above(other));
        let floor = definition.and_then(|definition| definition.floor(self.year));
        let floor = floor.and_then(|floor| Value::read(&floor.to_string()).ok().flatten());
        Gaps {
            target: above(self.target.and_then(|target| target.target.as_ref())),
            estimate: above(self.target.and_then(|target| target.estimate.as_ref())),
            floor: above(floor.as_ref()),
            authority: above(self.figure.and_then(|(_, figure)| figure.authority.as_ref())),
            england: above(self.figure.and_then(|(_, figure)| figure.england.as_ref())),
        }
    }
}

impl<'a> Line<'a> {
    /// Whether any result of the school is known, a withheld one too.
    pub fn has_results(&self) -> bool {
        self.points.iter().any(|point| point.school().is_some() && point.is_result())
    }

    /// The years with figures of the kind that the measure is told by, oldest first: results, or the school's own figures
    /// where there is no result. Figures of one kind alone are compared with each other.
    pub fn trend(&self) -> impl DoubleEndedIterator<Item = &Point<'a>> {
        let results = self.has_results();
        self.points.iter().filter(move |point| point.figure.is_some() && point.is_result() == results)
    }

    /// The last year of the trend with a figure of the school, a withheld one too.
    pub fn latest(&self) -> Option<&Point<'a>> {
        self.trend().rev().find(|point| point.school().is_some())
    }

    /// The school's own figure of a later year than the latest result: it stands beside and is compared with none.
    pub fn own(&self) -> Option<&Point<'a>> {
        let last = self.latest()?.year;
        self.points.iter().rev().find(|point| point.year > last && point.school().is_some())
    }

    /// Whether a figure is the school's own where there are results too, so that it has to be said.
    pub fn is_beside(&self, point: &Point<'_>) -> bool {
        point.figure.is_some() && !point.is_result() && self.has_results()
    }

    /// The first year after the latest figure that has a target: where the school is going.
    pub fn next_target(&self) -> Option<&'a Target> {
        let last = self.latest().map(|point| point.year);
        let ahead = self.points.iter().filter(|point| last.is_none_or(|last| point.year > last));
        ahead.filter_map(|point| point.target).find(|target| target.target.is_some())
    }

    /// Where pupils stand now by the school’s tracking, in the last year for which that is known.
    pub fn current(&self) -> Option<(SchoolYear, &'a Value)> {
        self.points.iter().rev().find_map(|point| Some((point.year, point.target?.current.as_ref()?)))
    }

    /// How the latest figure changed since the last number before it. A withheld figure has not changed.
    pub fn change(&self) -> Option<Change> {
        self.change_of(self.latest()?)
    }

    /// How a figure changed since the last number of its kind before it.
    pub fn change_of(&self, of: &Point<'_>) -> Option<Change> {
        let before = self.points.iter().rev().filter(|point| point.year < of.year);
        let before = before.filter(|point| point.is_result() == of.is_result());
        let (since, value) = before
            .filter_map(|point| Some((point.year, point.school()?)))
            .find(|(_, value)| value.number().is_some())?;
        Some(Change { since, gap: of.school()?.above(value)? })
    }

    /// The trend as one bar a year; a dot stands for a year without a number.
    pub fn bars(&self, unit: Unit) -> String {
        let numbers: Vec<Option<f64>> = self.trend().map(|point| point.school()?.number()).collect();
        let (least, most) = numbers
            .iter()
            .flatten()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), n| (least.min(*n), most.max(*n)));
        let spread = (most - least).max(unit.spread());
        let middle = f64::midpoint(least, most);
        let bar = |number: &Option<f64>| {
            let Some(number) = number else { return NO_BAR };
            let height = 0.5 + (number - middle) / spread;
            BARS[((height * 7.0).round().clamp(0.0, 7.0)) as usize]
        };
        numbers.iter().map(bar).collect()
    }
}

impl Gap {
    /// Whether it is for the worse, by which way the measure is better.
    pub fn is_worse(self, better: Better) -> bool {
        match better {
            Better::Higher => self.size() < 0.0,
            Better::Lower => self.size() > 0.0,
            Better::Neither => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{figures, year};
    use super::super::{Definitions, TargetKind};
    use super::*;

    #[test]
    fn a_trend_leaves_out_what_is_withheld() {
        let figures = figures(&[("2016/17", "72"), ("2017/18", "SUPP"), ("2018/19", "75")]);
        let line = figures.line("ks2-rwm-expected", "");
        let change = line.change().unwrap();
        assert_eq!((change.since, change.gap.to_string()), (year("2016/17"), "+3".to_owned()));
        assert_eq!(line.bars(Unit::Percent), "▄·▅");
    }

    #[test]
    fn a_withheld_figure_has_neither_change_nor_gap() {
        let figures = figures(&[("2016/17", "72"), ("2017/18", "SUPP")]);
        let line = figures.line("ks2-rwm-expected", "");
        assert_eq!(line.latest().unwrap().school().unwrap().text(), "SUPP");
        assert_eq!(line.change(), None);
        assert_eq!(line.latest().unwrap().gaps(None), Gaps::default());
    }

    #[test]
    fn bars_rise_with_the_figures_and_small_changes_look_small() {
        let bars = |unit: Unit, values: [&str; 3]| {
            let [a, b, c] = values;
            figures(&[("2016/17", a), ("2017/18", b), ("2018/19", c)]).line("ks2-rwm-expected", "").bars(unit)
        };
        assert_eq!(bars(Unit::Percent, ["40", "62", "84"]), "▁▅█");
        assert_eq!(bars(Unit::Percent, ["72", "73", "72"]), "▄▅▄");
        assert_eq!(bars(Unit::Points(-50.0, 50.0), ["-0.5", "0.0", "0.5"]), "▃▅▆");
        assert_eq!(bars(Unit::Percent, ["SUPP", "NE", "LOWCOV"]), "···");
    }

    #[test]
    fn gaps_go_to_target_estimate_floor_and_comparators() {
        let mut figures = figures(&[("2009/10", "66")]);
        let value = |text: &str| Value::read(text).unwrap();
        figures.tables[0].figures[0].measure = "ks2-en-ma-l4".to_owned();
        figures.set_target(Target {
            measure: "ks2-en-ma-l4".to_owned(),
            group: String::new(),
            year: year("2009/10"),
            kind: TargetKind::Statutory,
            target: value("74"),
            estimate: value("70.5"),
            current: None,
            view: String::new(),
            source: String::new(),
        });
        let known = Definitions::shipped();
        let line = figures.line("ks2-en-ma-l4", "");
        let gaps = line.latest().unwrap().gaps(known.measure("ks2-en-ma-l4"));
        let said = [gaps.target, gaps.estimate, gaps.floor, gaps.authority, gaps.england];
        assert_eq!(said.map(|gap| gap.unwrap().to_string()), ["−8", "−4.5", "+11", "+6", "+5"]);
        assert!(gaps.target.unwrap().is_worse(Better::Higher) && !gaps.target.unwrap().is_worse(Better::Neither));
    }

    #[test]
    fn the_schools_own_figure_stands_beside_its_results_and_is_compared_with_none() {
        let mut figures = figures(&[("2017/18", "80"), ("2018/19", "75")]);
        let own = |figures: &mut Figures, when: &str, group: &str, school: &str| {
            figures.take_in(Table {
                year: year(when),
                series: format!("tracker {when}"),
                source: "tracker".to_owned(),
                file: "tracker.csv".to_owned(),
                read: "2019-12-13".parse().unwrap(),
                figures: vec![Figure {
                    measure: "ks2-rwm-expected".to_owned(),
                    group: group.to_owned(),
                    school: Value::read(school).unwrap(),
                    ..Figure::default()
                }],
            });
        };
        own(&mut figures, "2019/20", "", "66");
        own(&mut figures, "2018/19", "boys", "28");
        let line = figures.line("ks2-rwm-expected", "");
        assert_eq!(line.latest().unwrap().year, year("2018/19"));
        assert_eq!(line.own().unwrap().school().unwrap().text(), "66");
        assert_eq!(
            (line.change().unwrap().gap.to_string(), line.bars(Unit::Percent)),
            ("−5".to_owned(), "▅▄".to_owned())
        );
        assert_eq!(line.change_of(line.own().unwrap()), None);
        let groups = figures.groups("ks2-rwm-expected", year("2018/19"));
        assert_eq!((groups[0].group, groups[0].gap), ("boys", None), "one is a result, the other is not");
        own(&mut figures, "2020/21", "", "70");
        let line = figures.line("ks2-rwm-expected", "");
        let change = line.change_of(line.own().unwrap()).unwrap();
        assert_eq!((change.since, change.gap.to_string()), (year("2019/20"), "+4".to_owned()));
        figures.tables.retain(|table| !table.is_published());
        let line = figures.line("ks2-rwm-expected", "");
        assert_eq!((line.latest().unwrap().year, line.own()), (year("2020/21"), None));
    }

    #[test]
    fn groups_stand_widest_gap_first_and_withheld_last() {
        let mut figures = figures(&[("2018/19", "75")]);
        let group = |group: &str, value: &str| Figure {
            measure: "ks2-rwm-expected".to_owned(),
            group: group.to_owned(),
            school: Value::read(value).unwrap(),
            ..Figure::default()
        };
        let groups = [group("boys", "69"), group("low", "SUPP"), group("disadvantaged", "50"), group("girls", "80")];
        figures.tables[0].figures.extend(groups);
        let found = figures.groups("ks2-rwm-expected", year("2018/19"));
        let said: Vec<_> = found.iter().map(|g| (g.group, g.gap.map(|gap| gap.to_string()))).collect();
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(said, [("disadvantaged", some("−25")), ("boys", some("−6")), ("girls", some("+5")), ("low", None)]);
    }

    #[test]
    fn a_target_ahead_is_where_the_school_is_going() {
        let mut figures = figures(&[("2008/09", "62")]);
        for (when, target) in [("2009/10", "70"), ("2010/11", "74")] {
            figures.set_target(Target {
                measure: "ks2-rwm-expected".to_owned(),
                group: String::new(),
                year: year(when),
                kind: TargetKind::Own,
                target: Value::read(target).unwrap(),
                estimate: None,
                current: None,
                view: String::new(),
                source: String::new(),
            });
        }
        let line = figures.line("ks2-rwm-expected", "");
        assert_eq!(line.next_target().unwrap().year, year("2009/10"));
        assert_eq!(line.points.len(), 3);
        assert_eq!(line.bars(Unit::Percent), "▅", "years with a target alone have no bar");
    }
}
