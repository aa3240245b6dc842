//! What is shown of a school's figures beside an item: a row for each measure, with the questions it raises.

use super::book::FigureBook;
use super::definition::Unit;
use super::hypothesis::Hypothesis;
use super::line::{Line, Point};
use super::proportion::worded;
use super::question::{Question, questions, shipped_questions};
use super::sentence::{lower, sentence, source};
use super::shown::{Shown, belonging, shipped_shown};
use super::value::{Gap, Value};
use super::words::{Words, shipped_words};
use crate::calendar::SchoolYear;
use crate::forms::{Band, shipped_bands};

/// How many years a trend shows where there is little room.
const YEARS: usize = 4;

/// The words by which figures are shown: which belong where, what they ask, what proportions are called.
#[derive(Debug, Clone, PartialEq)]
pub struct Guide {
    /// Which measures stand beside which prompts.
    pub shown: Vec<Shown>,
    /// The questions figures raise.
    pub questions: Vec<Question>,
    /// Words for proportions (NV-10).
    pub bands: Vec<Band>,
    /// Words that are typed by a digit.
    pub words: Words,
}

/// One measure, or a group of it, as shown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BoardRow {
    /// Id of the measure.
    pub measure: String,
    /// Id of the group; empty for all pupils.
    pub group: String,
    /// What it is called where there is little room.
    pub name: String,
    /// What it is called in full.
    pub full_name: String,
    /// The years of the trend, oldest first.
    pub years: Vec<String>,
    /// Its figures in those years as printed, the last with its sign.
    pub figures: Vec<String>,
    /// The school's own figure of a later year, which stands beside the trend: `own 66% (2019/20)`; empty if there is none.
    pub own: String,
    /// Every figure of the school with its year, oldest first; its own ones beside results with [`OWN`].
    pub every: Vec<(String, String)>,
    /// The trend as bars.
    pub bars: String,
    /// How it stands against target and comparators.
    pub standings: Vec<Standing>,
    /// Its groups, the widest gap first.
    pub groups: Vec<GroupRow>,
    /// The word for it: `75% = large majority`; empty if it is no percentage.
    pub word: String,
    /// The range of confidence of the last figure in words; empty if it has none.
    pub range: String,
    /// Where pupils stand now by the school’s tracking, with the year; empty if that is not known.
    pub now: String,
    /// What the SIP thought of it last, and what that turned out to be.
    pub hypothesis: Option<Hypothesis>,
    /// What it raises.
    pub questions: Vec<String>,
    /// Its last figure in words; none if there is none.
    pub said: Option<Said>,
}

/// A figure of one year in words, as it goes into a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The school year.
    pub year: SchoolYear,
    /// As printed.
    pub figure: String,
    /// It as a sentence with its source.
    pub sentence: String,
    /// It in a few words with its year: `large majority (75%) in 2018/19`.
    pub words: String,
    /// Whether it is a rate, which is said with its name and no word.
    pub rate: bool,
    /// Where it is from.
    pub source: String,
}

/// Stands behind a figure that is the school's own where there are results too.
pub const OWN: char = '*';

/// A figure against another.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// What it is compared with.
    pub what: Compared,
    /// As shown: `target 74`.
    pub label: String,
    /// How far it stands above, signed; empty if that cannot be said.
    pub gap: String,
    /// The same as a number.
    pub size: Option<f64>,
    /// Whether that is for the worse.
    pub track: Track,
}

/// What a figure is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// The last figure before it.
    Before,
    /// The target of its year.
    Target,
    /// The next target, which is still ahead.
    Ahead,
    /// The least the Government expects.
    Floor,
    /// The authority.
    Authority,
    /// England.
    England,
}

/// Whether a figure is where it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Track {
    /// It is.
    On,
    /// It is not.
    Off,
    /// Nobody can say.
    Unknown,
}

/// A group beside all pupils.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupRow {
    /// In words.
    pub name: String,
    /// Its figure.
    pub figure: String,
    /// How far it stands above all pupils, signed; empty if withheld.
    pub gap: String,
    /// Whether that is for the worse.
    pub track: Track,
}

impl Said {
    /// It in a few words with its source, and before that what it is of, where that is to be said:
    /// `large majority (75%) in 2018/19 (boys; Performance tables, key stage 2)`; a rate is said with its name before it:
    /// `absence 5.8% in 2018/19 (Performance tables, absence)`.
    pub fn worded(&self, of: &str) -> String {
        let Self { words, source, .. } = self;
        if self.rate && !of.is_empty() {
            return format!("{} {words} ({source})", lower(of));
        }
        let of = if of.is_empty() { String::new() } else { format!("{of}; ") };
        format!("{words} ({of}{source})")
    }
}

impl Guide {
    /// What ships with nov.
    pub fn shipped() -> Self {
        Self { shown: shipped_shown(), questions: shipped_questions(), bands: shipped_bands(), words: shipped_words() }
    }
}

impl Track {
    /// A sign that needs no colour.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::On => "✓",
            Self::Off => "▼",
            Self::Unknown => " ",
        }
    }
}

/// The rows that belong beside some lists of prompts.
pub fn board(book: &FigureBook, guide: &Guide, lists: &[&str]) -> Vec<BoardRow> {
    let keys = belonging(&guide.shown, lists, &book.figures, &book.definitions);
    keys.into_iter().map(|(measure, group)| board_row(book, guide, &book.figures.line(measure, group))).collect()
}

/// One measure as shown.
pub fn board_row(book: &FigureBook, guide: &Guide, line: &Line<'_>) -> BoardRow {
    let unit = book.unit(line.measure);
    let points: Vec<&Point<'_>> = line.trend().filter(|point| point.school().is_some()).collect();
    let points = &points[points.len().saturating_sub(YEARS)..];
    let mut figures: Vec<String> = points.iter().filter_map(|p| p.school()).map(ToString::to_string).collect();
    let latest = line.latest().and_then(Point::school);
    if let (Some(last), Some(value)) = (figures.last_mut(), latest) {
        *last = unit.print(value);
    }
    let number = latest.and_then(Value::number).filter(|_| has_word(book, line));
    let own = line.own().and_then(|point| Some(format!("own {} ({})", unit.print(point.school()?), point.year)));
    let every = line.points.iter().filter_map(|point| {
        let figure = unit.print(point.school()?);
        let figure = if line.is_beside(point) { format!("{figure}{OWN}") } else { figure };
        Some((point.year.to_string(), figure))
    });
    let word = number.and_then(|number| crate::forms::words_for(&guide.bands, number).first().cloned());
    BoardRow {
        measure: line.measure.to_owned(),
        group: line.group.to_owned(),
        name: book.short_name(line.measure, line.group),
        full_name: book.name(line.measure, line.group),
        years: points.iter().map(|point| point.year.to_string()).collect(),
        own: own.unwrap_or_default(),
        every: every.collect(),
        bars: line.bars(unit),
        standings: standings(book, line),
        groups: if line.group.is_empty() { groups(book, line) } else { Vec::new() },
        word: word.zip(latest).map(|(word, value)| format!("{} = {word}", unit.print(value))).unwrap_or_default(),
        range: line.latest().and_then(|point| Some(point.figure?.1.range(unit)?.in_words())).unwrap_or_default(),
        now: line.current().map(|(year, value)| format!("now {} ({year})", unit.print(value))).unwrap_or_default(),
        hypothesis: book.figures.hypothesis(line.measure, line.group).cloned(),
        questions: questions(&guide.questions, &book.figures, line, &book.definitions),
        said: line.latest().and_then(|point| said(book, guide, line, point)),
        figures,
    }
}

/// A figure of one year in words.
pub fn said(book: &FigureBook, guide: &Guide, line: &Line<'_>, point: &Point<'_>) -> Option<Said> {
    let (table, value) = (point.figure?.0, point.school()?);
    let figure = book.unit(line.measure).print(value);
    let number = value.number().filter(|_| has_word(book, line));
    let words = number.map_or_else(|| figure.clone(), |number| worded(&guide.bands, value.text(), number));
    Some(Said {
        year: point.year,
        sentence: sentence(line, point, &book.definitions, &guide.bands)?,
        words: format!("{words} in {}", point.year),
        rate: is_rate(book, line),
        source: source(line, point, table),
        figure,
    })
}

fn is_rate(book: &FigureBook, line: &Line<'_>) -> bool {
    book.definitions.measure(line.measure).is_some_and(|known| known.rate)
}

/// Whether there is a word for its figures: they are percentages, and no rates.
fn has_word(book: &FigureBook, line: &Line<'_>) -> bool {
    !book.unit(line.measure).sign().is_empty() && !is_rate(book, line)
}

fn standings(book: &FigureBook, line: &Line<'_>) -> Vec<Standing> {
    let definition = book.definitions.measure(line.measure);
    // How many pupils there are says nothing beside a whole county.
    let is_compared = book.unit(line.measure) != Unit::Count;
    let gaps = line.latest().map(|point| point.gaps(definition)).unwrap_or_default();
    let target = line.latest().and_then(|point| point.target).and_then(|target| target.target.as_ref());
    let floor = line.latest().and_then(|point| definition?.floor(point.year));
    let standing = |what: Compared, label: String, gap: Option<Gap>| Standing {
        what,
        label,
        gap: gap.map(|gap| gap.to_string()).unwrap_or_default(),
        size: gap.map(Gap::size),
        track: track(book, line.measure, gap),
    };
    let change = line.change();
    let known = [
        change.map(|change| standing(Compared::Before, format!("since {}", change.since), Some(change.gap))),
        target.map(|target| standing(Compared::Target, format!("target {target}"), gaps.target)),
        line.next_target().and_then(|next| {
            let label = format!("target {} {}", next.year, next.target.as_ref()?);
            Some(standing(Compared::Ahead, label, None))
        }),
        floor.map(|floor| standing(Compared::Floor, format!("floor {floor}"), gaps.floor)),
        gaps.authority.filter(|_| is_compared).map(|gap| standing(Compared::Authority, "LA".to_owned(), Some(gap))),
        gaps.england.filter(|_| is_compared).map(|gap| standing(Compared::England, "England".to_owned(), Some(gap))),
    ];
    known.into_iter().flatten().collect()
}

fn groups(book: &FigureBook, line: &Line<'_>) -> Vec<GroupRow> {
    let Some((_, found)) = book.figures.last_groups(line) else { return Vec::new() };
    let unit = book.unit(line.measure);
    let row = |group: super::line::GroupGap<'_>| GroupRow {
        name: book.definitions.group(group.group).to_owned(),
        figure: unit.print(group.value),
        gap: group.gap.map(|gap| gap.to_string()).unwrap_or_default(),
        track: track(book, line.measure, group.gap.filter(|_| !book.definitions.is_apart(group.group))),
    };
    found.into_iter().map(row).collect()
}

fn track(book: &FigureBook, measure: &str, gap: Option<Gap>) -> Track {
    let better = book.definitions.measure(measure).map(|definition| definition.better);
    match (gap, better) {
        (Some(gap), Some(better)) if gap.is_worse(better) => Track::Off,
        (Some(_), Some(super::definition::Better::Higher | super::definition::Better::Lower)) => Track::On,
        (None, _) | (Some(_), None | Some(super::definition::Better::Neither)) => Track::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Definitions;
    use super::super::figures::{Figure, Target, TargetKind};
    use super::super::sample::{figures, year};
    use super::*;

    #[test]
    fn a_row_says_trend_word_gaps_groups_and_questions() {
        let mut figures = figures(&[("2008/09", "62"), ("2009/10", "66")]);
        let mut target = Target::new("ks2-rwm-expected", "", year("2009/10"), TargetKind::Statutory);
        target.target = Value::read("74").unwrap();
        figures.set_target(target);
        let group = |group: &str, value: &str| Figure {
            measure: "ks2-rwm-expected".to_owned(),
            group: group.to_owned(),
            school: Value::read(value).unwrap(),
            ..Figure::default()
        };
        figures.tables[1].figures.extend([
            group("girls", "70"),
            group("boys", "50"),
            group("low", "SUPP"),
            group("high", "95"),
        ]);
        let book = FigureBook { figures, definitions: Definitions::shipped() };
        let rows = board(&book, &Guide::shipped(), &["KQ3"]);
        assert_eq!(rows.len(), 1);
        let row = &rows[0];
        assert_eq!((row.figures.join(" → "), row.word.as_str()), ("62 → 66%".to_owned(), "66% = large majority"));
        let standings: Vec<(&str, &str, Track)> =
            row.standings.iter().skip(1).map(|s| (s.label.as_str(), s.gap.as_str(), s.track)).collect();
        assert_eq!(standings, [("target 74", "−8", Track::Off), ("LA", "+6", Track::On), ("England", "+5", Track::On)]);
        let groups: Vec<(&str, &str, Track)> =
            row.groups.iter().map(|g| (g.name.as_str(), g.gap.as_str(), g.track)).collect();
        assert_eq!(
            groups,
            [
                // That those who attained more before do so now is no news of the school.
                ("High prior attainment", "+29", Track::Unknown),
                ("Boys", "−16", Track::Off),
                ("Girls", "+4", Track::On),
                ("Low prior attainment", "", Track::Unknown)
            ]
        );
        assert!(row.questions[0].starts_with("8 short of the target of 74%"), "{:?}", row.questions);
        assert_eq!(
            row.said.as_ref().unwrap().worded(""),
            "large majority (66%) in 2009/10 (Performance tables, key stage 2)"
        );
    }
}
