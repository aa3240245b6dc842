//! Every figure of a school as a document that is read, and as one table for a spreadsheet.

use std::collections::BTreeSet;

use super::audience::is_own;
use super::build::Builder;
use super::figures::{chart, columns, pupils};
use super::model::{Block, Column, Content, Sheet, Source};
use super::values;
use crate::calendar::SchoolYear;
use crate::measures::{Figure, FigureBook, Hypothesis, Line, Point, Unit, Value as FigureValue};

/// How many years stand side by side in the document of all figures.
const YEARS: usize = 5;

/// How many years with the school's own figures alone stand behind those with results.
const BESIDE_RESULTS: usize = 2;

/// The rows of one measure: all pupils and its groups.
struct Measure<'a> {
    lines: Vec<Line<'a>>,
}

impl Builder<'_> {
    /// The headlines first, in one table, in pictures and by group, then the other measures by key stage.
    pub(super) fn every_figure(&mut self) {
        let book = self.filled.figures;
        let (measures, sheet) = (measures(book), sheet(book));
        let only_targets = !sheet.rows.is_empty();
        self.sheet = Some(sheet).filter(|sheet| !sheet.rows.is_empty());
        if measures.is_empty() {
            let but = if only_targets { ", only targets" } else { "" };
            self.push(Source::None, Content::Note(format!("No figures of this school are known yet{but}.")));
            return;
        }
        let is_headline =
            |measure: &&Measure<'_>| book.definitions.measure(measure.id()).is_some_and(|known| known.headline);
        let (headlines, others): (Vec<&Measure<'_>>, Vec<&Measure<'_>>) = measures.iter().partition(is_headline);
        if !headlines.is_empty() {
            self.push_block(Block::heading(1, "Headlines"));
            let lines = headlines.iter().filter_map(|measure| measure.all());
            let named: Vec<_> = lines.map(|line| (book.name(line.measure, ""), line)).collect();
            self.figures_of("Measures", "Measure", &named, YEARS);
        }
        for picture in headlines.iter().filter_map(|measure| chart(book, measure.all()?)) {
            self.push(Source::None, Content::Chart(picture));
        }
        for measure in headlines.into_iter().filter(|measure| measure.has_groups()) {
            self.groups_of(measure, &book.name(measure.id(), ""));
        }
        let mut stages: Vec<&str> = others.iter().map(|measure| stage(book, measure)).collect();
        stages.dedup();
        for stage_at_hand in stages {
            self.push_block(Block::heading(1, stage_at_hand));
            let of_stage = others.iter().filter(|measure| stage(book, measure) == stage_at_hand);
            let (by_group, alone): (Vec<&Measure<'_>>, Vec<&Measure<'_>>) = of_stage.partition(|m| m.has_groups());
            for measure in by_group {
                self.groups_of(measure, book.definitions.name(measure.id()));
            }
            let lines = alone.iter().flat_map(|measure| &measure.lines);
            let named: Vec<_> = lines.map(|line| (book.definitions.name(line.measure).to_owned(), line)).collect();
            self.figures_of("All pupils", "Measure", &named, YEARS);
        }
        self.sources(&measures);
    }

    /// One measure, a row for each group.
    fn groups_of(&mut self, measure: &Measure<'_>, caption: &str) {
        let book = self.filled.figures;
        let named = measure.lines.iter().map(|line| (book.definitions.group(line.group).to_owned(), line));
        self.figures_of(caption, "Group", &named.collect::<Vec<_>>(), YEARS);
    }

    /// Figures with so many years as columns, the last beside target, authority and England.
    pub(super) fn figures_of(&mut self, caption: &str, first: &str, lines: &[(String, &Line<'_>)], most: usize) {
        let book = self.filled.figures;
        let years = years(lines.iter().map(|(_, line)| *line), most);
        let last = told_in(lines.iter().map(|(_, line)| *line), &years);
        let unit = |line: &Line<'_>| book.unit(line.measure);
        let beside: Vec<[String; 4]> = lines.iter().map(|(_, line)| beside(at(line, last), unit(line))).collect();
        let known: Vec<usize> =
            (0..BESIDE.len()).filter(|column| beside.iter().any(|cells| !cells[*column].is_empty())).collect();
        let row = |((name, line), beside): (&(String, &Line<'_>), &[String; 4])| {
            let figures = years.iter().map(|year| {
                let figure = |point| Some(printed(line, point, unit(line).print(point.school()?)));
                at(line, Some(*year)).and_then(figure).unwrap_or_default()
            });
            let cells = std::iter::once(name.clone()).chain(figures);
            cells.chain(known.iter().map(|column| beside[*column].clone())).map(|text| values::cell(&text)).collect()
        };
        let rows = lines.iter().zip(&beside).map(row).collect();
        let mut titles = vec![Column::new(first, 36)];
        titles.extend(years.iter().map(|year| Column::new(year.to_string(), 9)));
        let year = last.map(|year| format!(" {year}")).unwrap_or_default();
        let of_known = known.iter().map(|column| BESIDE[*column]);
        titles.extend(of_known.map(|(title, width)| Column::new(format!("{title}{year}"), width)));
        self.known_table(caption, titles, rows);
    }

    /// Where the figures come from, what the codes in them mean, and what is left out.
    fn sources(&mut self, measures: &[Measure<'_>]) {
        let book = self.filled.figures;
        let values = measures.iter().flat_map(|m| &m.lines).flat_map(|line| &line.points).filter_map(Point::school);
        let codes: BTreeSet<&str> = values.filter_map(FigureValue::code).collect();
        let known = codes.into_iter().map(|code| (code, book.definitions.meaning(code))).filter(|(c, m)| c != m);
        let meanings: Vec<String> = known.map(|(code, meaning)| format!("{code}: {meaning}")).collect();
        self.push_block(Block::heading(1, "Where the figures come from"));
        if !meanings.is_empty() {
            self.push(Source::None, Content::Note(format!("{}.", meanings.join("; "))));
        }
        let years = book.figures.tables.iter().map(|table| table.year).collect::<BTreeSet<_>>().len();
        if years > YEARS {
            let text =
                format!("The last {YEARS} years stand here; the spreadsheet (CSV) of this document has all {years}.");
            self.push(Source::None, Content::Note(text));
        }
        let mut read: Vec<(&str, chrono::NaiveDate, Vec<String>)> = Vec::new();
        for table in &book.figures.tables {
            let file = if table.file.is_empty() { String::new() } else { format!(" ({})", table.file) };
            let year = format!("{}{file}", table.year);
            match read.iter_mut().find(|(source, on, _)| (*source, *on) == (table.source.as_str(), table.read)) {
                Some((.., years)) => years.push(year),
                None => read.push((&table.source, table.read, vec![year])),
            }
        }
        for (source, on, years) in read {
            let text = format!("{source}: {}; read on {}", years.join(", "), crate::calendar::long(on));
            self.push(Source::None, Content::Note(text));
        }
        for differing in book.figures.differing() {
            self.push(Source::None, Content::Note(differing.in_words()));
        }
    }

    /// What the SIP thinks lies behind measures: what is open, and what was settled in the session's school year.
    pub(super) fn hypotheses(&mut self) {
        if !is_own(&self.document.audience) {
            return;
        }
        let book = self.filled.figures;
        let year = SchoolYear::of(self.filled.session.date());
        let shown = |known: &&Hypothesis| known.settled.is_none_or(|settled| SchoolYear::of(settled) >= year);
        let mut all: Vec<&Hypothesis> = book.figures.hypotheses.iter().filter(shown).collect();
        all.sort_by_key(|known| (book.definitions.place(&known.measure), &known.group));
        let row = |known: &&Hypothesis| {
            let line = book.figures.line(&known.measure, &known.group);
            let last = |point: &Point<'_>| {
                let figure = book.unit(&known.measure).print(point.school()?);
                Some(format!("{} in {}", printed(&line, point, figure), point.year))
            };
            let latest = line.own().or_else(|| line.latest()).and_then(last);
            let noted = crate::calendar::long(known.noted);
            let cells = [
                book.name(&known.measure, &known.group),
                latest.unwrap_or_default(),
                format!("{} (noted on {noted})", known.text),
                known.found.clone(),
            ];
            cells.iter().map(|text| values::cell(text)).collect()
        };
        let rows = all.iter().map(row).collect();
        let titles = [("Measure", 26), ("Last figure", 14), ("Hypothesis", 32), ("What it turned out to be", 28)];
        self.known_table("Hypotheses", columns(titles), rows);
    }
}

/// What stands beside the years, with the widths of the columns.
const BESIDE: [(&str, u16); 4] = [("Target", 9), ("Authority", 10), ("England", 10), ("Pupils", 13)];

/// What stands beside the years for one year, in the order of their columns.
fn beside(point: Option<&Point<'_>>, unit: Unit) -> [String; 4] {
    let print = |value: Option<&FigureValue>| value.map(|value| unit.print(value)).unwrap_or_default();
    let figure = point.and_then(|point| point.figure).map(|(_, figure)| figure);
    let target = point.and_then(|point| point.target);
    [
        print(target.and_then(|target| target.target.as_ref())),
        print(figure.and_then(|figure| figure.authority.as_ref())),
        print(figure.and_then(|figure| figure.england.as_ref())),
        figure.map(pupils).unwrap_or_default(),
    ]
}

/// A line in one year.
fn at<'l, 'a>(line: &'l Line<'a>, year: Option<SchoolYear>) -> Option<&'l Point<'a>> {
    line.points.iter().find(|point| Some(point.year) == year)
}

impl<'a> Measure<'a> {
    fn id(&self) -> &'a str {
        self.lines.first().map_or("", |line| line.measure)
    }

    fn all(&self) -> Option<&Line<'a>> {
        self.lines.iter().find(|line| line.group.is_empty())
    }

    fn has_groups(&self) -> bool {
        self.lines.iter().any(|line| !line.group.is_empty())
    }
}

/// The measures with figures of the school, each with its groups that have any in the last years.
fn measures(book: &FigureBook) -> Vec<Measure<'_>> {
    let mut measures: Vec<Measure<'_>> = Vec::new();
    for line in book.lines() {
        match measures.last_mut().filter(|last| last.id() == line.measure) {
            Some(last) => last.lines.push(line),
            None => measures.push(Measure { lines: vec![line] }),
        }
    }
    for measure in &mut measures {
        let years = years(&measure.lines, YEARS);
        let shown = |point: &Point<'_>| point.school().is_some() && years.contains(&point.year);
        measure.lines.retain(|line| line.points.iter().any(shown));
    }
    measures.retain(|measure| !measure.lines.is_empty());
    measures
}

/// The last years in which some lines have results, so many at the most, and the last ones behind them in which the
/// school has figures of its own; where there is no result, the last ones with its own. Oldest first.
pub(super) fn years<'l, 'a: 'l>(lines: impl IntoIterator<Item = &'l Line<'a>>, most: usize) -> Vec<SchoolYear> {
    let points = lines.into_iter().flat_map(|line| &line.points).filter(|point| point.school().is_some());
    let (results, own): (Vec<&Point<'_>>, Vec<&Point<'_>>) = points.partition(|point| point.is_result());
    let last = |points: Vec<&Point<'_>>, most: usize| {
        let all: BTreeSet<SchoolYear> = points.iter().map(|point| point.year).collect();
        all.into_iter().rev().take(most).collect::<BTreeSet<_>>()
    };
    let results = last(results, most);
    let Some(newest) = results.last().copied() else { return last(own, most).into_iter().collect() };
    let own = last(own.into_iter().filter(|point| point.year > newest).collect(), BESIDE_RESULTS);
    results.into_iter().chain(own).collect()
}

/// The year whose target, authority and England stand beside some years: the last with a result, if there is one.
fn told_in<'l, 'a: 'l>(lines: impl Iterator<Item = &'l Line<'a>>, years: &[SchoolYear]) -> Option<SchoolYear> {
    let results = lines.flat_map(|line| &line.points).filter(|point| point.school().is_some() && point.is_result());
    results.map(|point| point.year).max().or_else(|| years.last().copied())
}

/// A figure as it stands in a table: of the school's own one where there are results too, that it is so.
pub(super) fn printed(line: &Line<'_>, point: &Point<'_>, figure: String) -> String {
    if line.is_beside(point) { format!("{figure} (own)") } else { figure }
}

fn stage<'a>(book: &'a FigureBook, measure: &Measure<'_>) -> &'a str {
    book.definitions.measure(measure.id()).map_or("Other measures", |known| known.stage.as_str())
}

/// One row for each measure, year and group: figures as printed without their percent sign, codes as they stand.
fn sheet(book: &FigureBook) -> Sheet {
    let titles = [
        "Measure",
        "Year",
        "Group",
        "School",
        "Authority",
        "England",
        "Target",
        "Estimate",
        "Now",
        "Pupils",
        "Of",
        "Low",
        "High",
    ];
    let lines = book.lines();
    let rows = lines.iter().flat_map(|line| line.points.iter().map(|point| row_of(book, line, point)));
    Sheet { titles: titles.map(str::to_owned).to_vec(), rows: rows.collect() }
}

fn row_of(book: &FigureBook, line: &Line<'_>, point: &Point<'_>) -> Vec<String> {
    let figure = point.figure.map(|(_, figure)| figure);
    let text = |value: Option<&FigureValue>| value.map(ToString::to_string).unwrap_or_default();
    let of = |of: fn(&Figure) -> Option<&FigureValue>| text(figure.and_then(of));
    vec![
        book.name(line.measure, ""),
        point.year.to_string(),
        book.definitions.group(line.group).to_owned(),
        of(|figure| figure.school.as_ref()),
        of(|figure| figure.authority.as_ref()),
        of(|figure| figure.england.as_ref()),
        text(point.target.and_then(|target| target.target.as_ref())),
        text(point.target.and_then(|target| target.estimate.as_ref())),
        text(point.target.and_then(|target| target.current.as_ref())),
        of(|figure| figure.n.as_ref()),
        of(|figure| figure.of.as_ref()),
        of(|figure| figure.low.as_ref()),
        of(|figure| figure.high.as_ref()),
    ]
}
