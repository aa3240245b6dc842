//! The fields of an item as lines with spots for the caret.

use std::borrow::Cow;

use super::{Along, Focus, Sitting};
use crate::forms::{Column, Field, Kind};
use crate::outline::is_for_you_alone;
use crate::session::{Filled, Row, RowOrigin, Target};

/// A place for the caret.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot<'a> {
    /// The text it types in.
    pub target: Target,
    /// Its path, as `nov set` names it.
    pub path: String,
    /// What it is called.
    pub label: &'a str,
    /// What it holds.
    pub kind: &'a Kind,
    /// Scale of the row where it is not the kind's own.
    pub scale: Option<&'a str>,
    /// Judgement row it belongs to.
    pub row: Option<&'a str>,
    /// What stands in a cell of a table until it is typed in.
    pub known: String,
    /// Place in its row of a table, grid or checklist, from 0.
    pub column: usize,
    /// The line it stands on.
    pub line: usize,
}

/// What stands in a field until something is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Known {
    /// Nothing.
    #[default]
    Nothing,
    /// What is known from elsewhere; it is printed.
    Stands(String),
    /// Lines that answer its prompt; they are printed until something is typed.
    Answered {
        /// The lines.
        words: String,
        /// Where they were entered.
        under: String,
    },
    /// What could stand there; it is printed once it is taken.
    Suggested(String),
}

impl Known {
    /// The lines that answer a field's prompt, where there are any.
    fn answered(filled: &Filled<'_>, field: &Field) -> Self {
        let (mut words, mut under) = (Vec::new(), Vec::new());
        for (item, entry) in filled.answers_to(field) {
            words.push(filled.printed(entry).into_owned());
            let title = filled.session.stop(item).map_or("", |(_, stop)| stop.title.as_str());
            let number = filled.session.number_of(item).map_or_else(|| format!("“{title}”"), |n| n.to_string());
            if !under.contains(&number) {
                under.push(number);
            }
        }
        if words.is_empty() {
            return Self::Nothing;
        }
        Self::Answered { words: words.join("\n"), under: under.join(", ") }
    }

    /// As it is shown.
    pub fn words(&self) -> Cow<'_, str> {
        match self {
            Self::Nothing => Cow::Borrowed(""),
            Self::Stands(words) | Self::Answered { words, .. } => Cow::Borrowed(words),
            Self::Suggested(value) => {
                let day = value
                    .parse()
                    .map_or_else(|_| value.clone(), |day: chrono::NaiveDate| day.format("%a %-d %b %Y").to_string());
                Cow::Owned(format!("suggested: {day} · → takes it"))
            }
        }
    }
}

/// A line of the sheet.
#[derive(Debug, Clone, PartialEq)]
pub enum Line<'a> {
    /// A section's heading; where no reader gets it, it says so.
    Heading(Cow<'a, str>),
    /// A field with one spot.
    Field {
        /// Printed label.
        label: &'a str,
        /// The spot.
        spot: usize,
        /// What stands until one is typed.
        known: Known,
        /// Whether it has to be filled and is not.
        missing: bool,
    },
    /// Title of a row of a table shown as a card.
    Card {
        /// What the rows are, and which.
        title: String,
        /// Whether one has to be filled and is not.
        missing: bool,
    },
    /// Label and column titles of a table, grid or checklist.
    Head {
        /// Printed label.
        label: &'a str,
        /// What the rows are called; empty: numbered.
        rows: &'a str,
        /// Column titles.
        columns: Vec<&'a str>,
        /// First spot of the first row.
        spot: usize,
        /// Whether it has to be filled and is not.
        missing: bool,
    },
    /// A row of spots.
    Row {
        /// Label of the row.
        label: String,
        /// First spot.
        spot: usize,
        /// How many.
        spots: usize,
    },
    /// A row that is known, not typed.
    Known {
        /// Cells.
        cells: Vec<String>,
        /// A spot whose row has the same columns.
        spot: usize,
    },
    /// The brief written report of somebody who was not there.
    Report(String),
    /// A sentence with its blanks.
    Sentence {
        /// The text, blanks in braces.
        template: &'a str,
        /// First spot.
        spot: usize,
        /// How many.
        spots: usize,
    },
}

/// The fields of an item.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet<'a> {
    /// Lines from top to bottom.
    pub lines: Vec<Line<'a>>,
    /// Places for the caret, in reading order.
    pub spots: Vec<Spot<'a>>,
}

/// Most columns a table may have and still stand as one.
const WIDEST: usize = 5;

/// How far a step goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// To the next spot in reading order.
    Spot,
    /// Down or up, in the same column.
    Line,
    /// To the first spot of the line below or above.
    Row,
}

impl<'a> Sheet<'a> {
    /// The sheet of an item.
    pub fn of(filled: &Filled<'a>, sitting: &'a Sitting) -> Self {
        if sitting.in_grid() {
            return Self::grid(filled);
        }
        let mut sheet = Self::default();
        let Some(item) = filled.form.item(&sitting.item) else { return sheet };
        let reports = filled.reports_under(&item.id);
        sheet
            .lines
            .extend(reports.map(|(_, p)| Line::Report(format!("{}, written report: {}", p.name(), p.report.trim()))));
        let mut section = "";
        for field in filled.form.fields_of(item) {
            if !filled.field_applies(field) {
                continue;
            }
            let its = filled.form.section_of(&field.id);
            if let Some(its) = its.filter(|s| s.id != section && !item.sections.is_empty()) {
                section = &its.id;
                if item.sections.len() > 1 && !its.title.is_empty() {
                    let own = is_for_you_alone(&its.audience) && !is_for_you_alone(&item.audience);
                    sheet.lines.push(Line::Heading(if own {
                        Cow::Owned(format!("{} · for you alone", its.title))
                    } else {
                        Cow::Borrowed(&its.title)
                    }));
                }
            }
            sheet.add(filled, field, sitting);
        }
        sheet
    }

    fn add(&mut self, filled: &Filled<'a>, field: &'a Field, sitting: &'a Sitting) {
        let missing = filled.is_missing(field);
        let title = filled.session.stop(&sitting.item).map_or("", |(_, stop)| stop.title.as_str());
        let label = super::called_below(field, title);
        match &field.kind {
            Kind::Grades { heading, rows, columns } => {
                let titles = columns.iter().map(|c| c.label.as_str()).collect();
                self.lines.push(Line::Head { label, rows: heading, columns: titles, spot: self.spots.len(), missing });
                for row in rows {
                    let first = self.spots.len();
                    self.add_judgement(row, columns);
                    self.lines.push(Line::Row { label: row.label.clone(), spot: first, spots: columns.len() });
                }
            }
            Kind::Table { columns } if columns.len() > WIDEST => {
                let at_hand = Some(sitting.spot).filter(|_| sitting.focus == Focus::Sheet);
                self.add_cards(filled, (field, columns), missing, at_hand);
            }
            Kind::Table { columns } => self.add_table(filled, field, columns, missing),
            Kind::Checklist { columns, items, .. } => {
                let titles = columns.iter().map(|c| c.label.as_str()).collect();
                self.lines.push(Line::Head { label, rows: "Item", columns: titles, spot: self.spots.len(), missing });
                for (n, item) in items.iter().enumerate() {
                    let first = self.spots.len();
                    for (at, column) in columns.iter().enumerate() {
                        let path = format!("{}.{}.{}", field.id, n + 1, column.id);
                        self.spot(Target::Field(path.clone()), path, &column.label, &column.kind, at);
                    }
                    self.lines.push(Line::Row { label: item.clone(), spot: first, spots: columns.len() });
                }
            }
            Kind::Sentence { template, blanks } => {
                let first = self.spots.len();
                for (n, blank) in blanks.iter().enumerate() {
                    let path = format!("{}.{}", field.id, blank.id);
                    self.spot(Target::Field(path.clone()), path, &blank.label, &blank.kind, n);
                }
                self.lines.push(Line::Sentence { template, spot: first, spots: blanks.len() });
            }
            Kind::Text
            | Kind::LongText
            | Kind::Number { .. }
            | Kind::Date
            | Kind::Since
            | Kind::Due
            | Kind::Past
            | Kind::Dates
            | Kind::Choice(_)
            | Kind::Choices(_)
            | Kind::Grade { .. }
            | Kind::Role => {
                let value = filled.value(&field.id);
                let known = match value.is_empty() || filled.is_typed(&field.id) {
                    true => Known::answered(filled, field),
                    false if filled.is_suggested(field) => Known::Suggested(value.into_owned()),
                    false => Known::Stands(value.into_owned()),
                };
                let spot = self.spots.len();
                self.add_value(&field.id, label, &field.kind);
                self.lines.push(Line::Field { label, spot, known, missing });
            }
        }
    }

    /// The cells of a judgement row, on the line that comes next.
    pub(super) fn add_judgement(&mut self, row: &'a crate::forms::Row, columns: &'a [Column]) {
        for (n, column) in columns.iter().enumerate() {
            let path = format!("{}.{}", row.id, column.id);
            self.spot(Target::Field(path.clone()), path, &row.label, &column.kind, n);
            if let Some(spot) = self.spots.last_mut() {
                spot.row = Some(&row.id);
                spot.scale = row.scale.as_deref();
            }
        }
    }

    /// The one spot of a field with one value, on the line that comes next.
    pub(super) fn add_value(&mut self, id: &str, label: &'a str, kind: &'a Kind) {
        self.spot(Target::Field(id.to_owned()), id.to_owned(), label, kind, 0);
    }

    fn add_table(&mut self, filled: &Filled<'a>, field: &'a Field, columns: &'a [Column], missing: bool) {
        let titles = columns.iter().map(|c| c.label.as_str()).collect();
        self.lines.push(Line::Head { label: &field.label, rows: "", columns: titles, spot: self.spots.len(), missing });
        let rows = filled.rows(field);
        let typed = rows.iter().filter(|row| matches!(row.origin, RowOrigin::Typed(_))).count();
        // The session's own row is where the first one is typed.
        let own = rows.iter().find(|row| row.origin == RowOrigin::Session);
        let known = |row: &&crate::session::FilledRow| !matches!(row.origin, RowOrigin::Typed(_) | RowOrigin::Session);
        for row in rows.iter().filter(known) {
            let cells = columns.iter().map(|c| row.cells.get(&c.id).cloned().unwrap_or_default()).collect();
            self.lines.push(Line::Known { cells, spot: self.spots.len() });
        }
        // One row more than typed: typing in it adds it.
        for n in 0..=typed {
            let first = self.spots.len();
            for (at, column) in columns.iter().enumerate() {
                let target = Target::Cell { table: field.id.clone(), row: n, column: column.id.clone() };
                self.spot(target, format!("{}.{}.{}", field.id, n + 1, column.id), &column.label, &column.kind, at);
                if let (Some(spot), Some(cell)) = (self.spots.last_mut(), own.and_then(|row| row.cells.get(&column.id)))
                {
                    spot.known.clone_from(cell);
                }
            }
            let label = if n < typed || own.is_some() { (n + 1).to_string() } else { "+".to_owned() };
            self.lines.push(Line::Row { label, spot: first, spots: columns.len() });
        }
    }

    /// A table with many columns: each row as a card, a line for every column.
    fn add_cards(
        &mut self,
        filled: &Filled<'a>,
        (field, columns): (&'a Field, &'a [Column]),
        missing: bool,
        at_hand: Option<usize>,
    ) {
        let rows = filled.rows(field);
        for row in rows.iter().filter(|row| !matches!(row.origin, RowOrigin::Typed(_))) {
            for line in known_card(&row.cells, columns) {
                self.lines.push(Line::Known { cells: vec![line], spot: self.spots.len() });
            }
        }
        let typed = rows.iter().filter(|row| matches!(row.origin, RowOrigin::Typed(_))).count();
        for n in 0..=typed {
            let title =
                if n < typed { format!("{} · {}", field.label, n + 1) } else { format!("{} · add one", field.label) };
            self.lines.push(Line::Card { title, missing: missing && n == typed });
            // Typing in the first line of another one makes it, with all its lines.
            let shown = if n < typed { columns.len() } else { 1 };
            let is_begun = n == typed && at_hand == Some(self.spots.len());
            for column in columns.iter().take(shown) {
                let spot = self.spots.len();
                let target = Target::Cell { table: field.id.clone(), row: n, column: column.id.clone() };
                self.spot(target, format!("{}.{}.{}", field.id, n + 1, column.id), &column.label, &column.kind, 0);
                self.lines.push(Line::Field { label: &column.label, spot, known: Known::Nothing, missing: false });
            }
            // While the caret stands there, what else it will ask is seen.
            for column in columns.iter().skip(shown).filter(|_| is_begun) {
                self.lines.push(Line::Known {
                    cells: vec![format!("  {}", asked(column))],
                    spot: self.spots.len().saturating_sub(1),
                });
            }
        }
    }

    /// What stands in a field of one value until something is typed.
    pub fn known_at(&self, at: usize) -> Option<&str> {
        self.lines.iter().find_map(|line| match line {
            Line::Field { spot, known: Known::Stands(value), .. } if *spot == at => Some(value.as_str()),
            _ => None,
        })
    }

    /// Where the lines stand that are printed in a field as the answer to its prompt, until something is typed.
    pub fn answered_under(&self, at: usize) -> Option<&str> {
        self.lines.iter().find_map(|line| match line {
            Line::Field { spot, known: Known::Answered { under, .. }, .. } if *spot == at => Some(under.as_str()),
            _ => None,
        })
    }

    fn spot(&mut self, target: Target, path: String, label: &'a str, kind: &'a Kind, column: usize) {
        let line = self.lines.len();
        self.spots.push(Spot { target, path, label, kind, scale: None, row: None, known: String::new(), column, line });
    }

    /// The first or last judgement in the column of a spot.
    pub(super) fn end_of_column(&self, from: usize, way: Along) -> usize {
        let column = self.spots.get(from).map(|spot| spot.column);
        let is_its = |n: &usize| self.spots.get(*n).is_some_and(|s| s.row.is_some() && Some(s.column) == column);
        let mut its = (0..self.spots.len()).filter(is_its);
        let end = if way == Along::Next { its.next_back() } else { its.next() };
        end.unwrap_or(from)
    }

    /// Where the caret goes after a grade: down the column, from its end to the top of the next one; none at the very end.
    pub(super) fn next_grade(&self, from: usize) -> Option<usize> {
        let here = self.spots.get(from)?;
        let of_grid = |n: &usize| self.spots.get(*n).is_some_and(|s| s.row.is_some());
        // A grid is a run of judgement cells without anything else between.
        let first = (0..from).rev().take_while(of_grid).last().unwrap_or(from);
        let grid = (first..self.spots.len()).take_while(of_grid);
        let cells = grid
            .filter_map(|n| self.spots.get(n).map(|s| (n, s)))
            .filter(|(_, s)| matches!(s.kind, Kind::Grade { .. }));
        let cells: Vec<(usize, &Spot<'_>)> = cells.collect();
        let below = cells.iter().find(|(_, s)| s.column == here.column && s.line > here.line);
        let beyond = || cells.iter().filter(|(_, s)| s.column > here.column).min_by_key(|(_, s)| (s.column, s.line));
        below.or_else(beyond).map(|(n, _)| *n)
    }

    /// Whether a spot is a cell in a row of a table that grows.
    pub(super) fn is_cell(&self, at: usize) -> bool {
        let Some(spot) = self.spots.get(at) else { return false };
        matches!((self.lines.get(spot.line), &spot.target), (Some(Line::Row { .. }), Target::Cell { .. }))
    }

    /// Whether nothing is typed yet in the row that a spot begins.
    fn begins_blank_row(&self, at: usize) -> bool {
        let line = self.spots.get(at).and_then(|spot| self.lines.get(spot.line));
        matches!(line, Some(Line::Row { label, spot, .. }) if label == "+" && *spot == at)
    }

    /// How Enter goes on from a spot: down, in a table to the same column of the next row; from the last cell of a row to
    /// the first of the next, in a sentence to its next blank, from what is known of a row to what is not, and from words
    /// of any length to what is said of them.
    pub(super) fn by_enter(&self, from: usize) -> By {
        let Some(spot) = self.spots.get(from) else { return By::Line };
        let is_last = self.spots.get(from + 1).is_none_or(|next| next.line != spot.line);
        match (self.lines.get(spot.line), &spot.target) {
            (Some(Line::Sentence { .. }), _) => By::Spot,
            (Some(Line::Row { .. }), Target::Cell { .. }) if is_last => By::Row,
            (Some(Line::Row { .. }), Target::Cell { .. }) if !spot.known.is_empty() => By::Spot,
            (Some(Line::Row { .. }), Target::Cell { .. })
                if matches!(spot.kind, Kind::LongText) && !self.begins_blank_row(from) =>
            {
                By::Spot
            }
            _ => By::Line,
        }
    }

    /// Where Enter leads from a spot, in a word or two.
    pub fn enter_leads(&self, from: usize) -> &'static str {
        let spot = self.spots.get(from);
        match (spot.and_then(|spot| self.lines.get(spot.line)), spot.map(|spot| &spot.target), self.by_enter(from)) {
            (Some(Line::Sentence { .. }), ..) => "next blank",
            (Some(Line::Row { .. }), Some(Target::Cell { .. }), By::Spot) => "next cell",
            (Some(Line::Row { .. }), Some(Target::Cell { .. }), By::Line | By::Row)
            | (Some(Line::Row { .. }), Some(Target::Field(_)), _) => "next row",
            (Some(_), Some(Target::Cell { .. }), _) => "next line",
            _ => "on",
        }
    }

    /// The spot a step away from another, if there is one.
    pub(super) fn step(&self, from: usize, way: Along, by: By) -> Option<usize> {
        match by {
            By::Spot => self.next_to(from, way),
            By::Line => self.beside(from, way),
            By::Row => self.beside(from, way).map(|at| {
                let line = self.spots.get(at).map(|spot| spot.line);
                self.spots.iter().position(|spot| Some(spot.line) == line).unwrap_or(at)
            }),
        }
    }

    /// The spot after or before another, in reading order.
    fn next_to(&self, from: usize, way: Along) -> Option<usize> {
        match way {
            Along::Next => Some(from + 1).filter(|at| *at < self.spots.len()),
            Along::Previous => from.checked_sub(1),
        }
    }

    /// The spot in the same column on the nearest line below or above that has one.
    fn beside(&self, from: usize, way: Along) -> Option<usize> {
        let here = self.spots.get(from)?;
        let lines = self.spots.iter().map(|s| s.line);
        let line = match way {
            Along::Next => lines.filter(|line| *line > here.line).min(),
            Along::Previous => lines.filter(|line| *line < here.line).max(),
        }?;
        let on_line = |s: &&(usize, &Spot<'_>)| s.1.line == line;
        let spots: Vec<(usize, &Spot<'_>)> = self.spots.iter().enumerate().collect();
        let same = spots.iter().filter(on_line).find(|(_, s)| s.column == here.column);
        same.or_else(|| spots.iter().find(on_line)).map(|(n, _)| *n)
    }
}

/// What a column of a row to come will ask, with the words to choose from.
fn asked(column: &Column) -> String {
    match column.kind.options() {
        [] => column.label.clone(),
        options => format!("{}  ▾ {}", column.label, options.join(" / ")),
    }
}

/// How long a line of a known card becomes, in letters.
const CARD: usize = 58;

/// A row that is known, as a card: what it is of, then what the other columns hold, each by its name.
fn known_card(cells: &Row, columns: &[Column]) -> Vec<String> {
    let said = |column: &Column| cells.get(&column.id).filter(|text| !text.is_empty()).cloned();
    let mut lines: Vec<String> = columns.first().and_then(said).into_iter().collect();
    let named = columns.iter().skip(1).filter_map(|column| Some(format!("{}: {}", column.label, said(column)?)));
    let mut rest = String::new();
    for piece in named {
        if rest.is_empty() {
            rest = format!("  {piece}");
        } else if rest.chars().count() + piece.chars().count() < CARD {
            rest = format!("{rest} · {piece}");
        } else {
            lines.push(std::mem::replace(&mut rest, format!("  {piece}")));
        }
    }
    lines.extend(Some(rest).filter(|rest| !rest.is_empty()));
    lines
}
