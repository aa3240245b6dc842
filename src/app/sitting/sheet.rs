//! The fields of an item as lines with spots for the caret, and the keys in them.

use super::super::message::Urgency;
use super::super::options::turned;
use super::super::{App, Desk};
use super::{Along, Focus, Sitting};
use crate::command::{Code, Key};
use crate::forms::{Column, Field, Kind};
use crate::session::{Change, Filled, Grouping, Row, RowOrigin, Target};

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
    /// Place in its row of a table, grid or checklist, from 0.
    pub column: usize,
    /// The line it stands on.
    pub line: usize,
}

/// A line of the sheet.
#[derive(Debug, Clone, PartialEq)]
pub enum Line<'a> {
    /// A section's heading.
    Heading(&'a str),
    /// A field with one spot.
    Field {
        /// Printed label.
        label: &'a str,
        /// The spot.
        spot: usize,
        /// Known value shown until one is typed.
        known: String,
        /// Whether it has to be filled and is not.
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

impl<'a> Sheet<'a> {
    /// The sheet of an item.
    pub fn of(filled: &Filled<'a>, sitting: &'a Sitting) -> Self {
        let mut sheet = Self::default();
        let Some(item) = filled.form.item(&sitting.item) else { return sheet };
        let mut section = "";
        for field in filled.form.fields_of(item) {
            if !filled.field_applies(field) {
                continue;
            }
            let its = filled.form.section_of(&field.id);
            if let Some(its) = its.filter(|s| s.id != section && !item.sections.is_empty()) {
                section = &its.id;
                if item.sections.len() > 1 && !its.title.is_empty() {
                    sheet.lines.push(Line::Heading(&its.title));
                }
            }
            sheet.add(filled, field, sitting);
        }
        sheet
    }

    fn add(&mut self, filled: &Filled<'a>, field: &'a Field, sitting: &'a Sitting) {
        let missing = filled.is_missing(field);
        let title = filled.session.stop(&sitting.item).map_or("", |(_, stop)| stop.title.as_str());
        // Below a heading of the same words the label would only repeat it.
        let label = if field.label == title { "In short" } else { field.label.as_str() };
        match &field.kind {
            Kind::Grades { heading, rows, columns } => {
                let titles = columns.iter().map(|c| c.label.as_str()).collect();
                self.lines.push(Line::Head { label, rows: heading, columns: titles, spot: self.spots.len(), missing });
                for row in rows {
                    let first = self.spots.len();
                    for (n, column) in columns.iter().enumerate() {
                        let path = format!("{}.{}", row.id, column.id);
                        let scale = row.scale.as_deref();
                        self.spot(Target::Field(path.clone()), path, &row.label, &column.kind, n);
                        if let Some(spot) = self.spots.last_mut() {
                            spot.row = Some(&row.id);
                            spot.scale = scale;
                        }
                    }
                    self.lines.push(Line::Row { label: row.label.clone(), spot: first, spots: columns.len() });
                }
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
            | Kind::Dates
            | Kind::Choice(_)
            | Kind::Choices(_)
            | Kind::Grade { .. }
            | Kind::Role => {
                let known =
                    if filled.is_typed(&field.id) { String::new() } else { filled.value(&field.id).into_owned() };
                let spot = self.spots.len();
                self.spot(Target::Field(field.id.clone()), field.id.clone(), label, &field.kind, 0);
                self.lines.push(Line::Field { label, spot, known, missing });
            }
        }
    }

    fn add_table(&mut self, filled: &Filled<'a>, field: &'a Field, columns: &'a [Column], missing: bool) {
        let titles = columns.iter().map(|c| c.label.as_str()).collect();
        self.lines.push(Line::Head { label: &field.label, rows: "", columns: titles, spot: self.spots.len(), missing });
        let rows = filled.rows(field);
        let typed = rows.iter().filter(|row| matches!(row.origin, RowOrigin::Typed(_))).count();
        for row in rows.iter().filter(|row| !matches!(row.origin, RowOrigin::Typed(_))) {
            let cells = columns.iter().map(|c| row.cells.get(&c.id).cloned().unwrap_or_default()).collect();
            self.lines.push(Line::Known { cells, spot: self.spots.len() });
        }
        // One row more than typed: typing in it adds it.
        for n in 0..=typed {
            let first = self.spots.len();
            for (at, column) in columns.iter().enumerate() {
                let target = Target::Cell { table: field.id.clone(), row: n, column: column.id.clone() };
                self.spot(target, format!("{}.{}.{}", field.id, n + 1, column.id), &column.label, &column.kind, at);
            }
            let label = if n < typed { (n + 1).to_string() } else { "+".to_owned() };
            self.lines.push(Line::Row { label, spot: first, spots: columns.len() });
        }
    }

    fn spot(&mut self, target: Target, path: String, label: &'a str, kind: &'a Kind, column: usize) {
        let line = self.lines.len();
        self.spots.push(Spot { target, path, label, kind, scale: None, row: None, column, line });
    }

    /// The spot in the same column on the nearest line below or above that has one.
    fn beside(&self, from: usize, down: bool) -> Option<usize> {
        let here = self.spots.get(from)?;
        let lines: Vec<usize> =
            self.spots.iter().map(|s| s.line).filter(|l| if down { *l > here.line } else { *l < here.line }).collect();
        let line = if down { lines.iter().min() } else { lines.iter().max() }?;
        let on_line = |s: &&(usize, &Spot<'_>)| s.1.line == *line;
        let spots: Vec<(usize, &Spot<'_>)> = self.spots.iter().enumerate().collect();
        let same = spots.iter().filter(on_line).find(|(_, s)| s.column == here.column);
        same.or_else(|| spots.iter().find(on_line)).map(|(n, _)| *n)
    }
}

impl Sitting {
    /// Text of the selected spot's place in the session.
    pub(super) fn spot_target_with(&self, desk: &Desk) -> Option<Target> {
        if self.focus != Focus::Sheet {
            return None;
        }
        Sheet::of(&self.filled(desk), self).spots.get(self.spot).map(|s| s.target.clone())
    }

    /// The row of a table that typing is about to make.
    pub(super) fn row_for(&self, target: &Target) -> Vec<Change> {
        match target {
            Target::Cell { table, row, .. } if *row == self.session().table(table).len() => {
                vec![Change::Row { table: table.clone(), at: *row, from: None, to: Some(Row::new()) }]
            }
            Target::Cell { .. }
            | Target::Draft(_)
            | Target::Entry(_)
            | Target::Measure(_)
            | Target::Progress(_)
            | Target::Impact(_)
            | Target::Field(_) => Vec::new(),
        }
    }

    /// Whether the editor holds one of the words of a choice.
    fn is_whole_choice(&self, options: &[String]) -> bool {
        options.iter().any(|option| option == self.editor.text())
    }
}

impl App {
    pub(super) fn spot_target(&self, sitting: &Sitting) -> Option<Target> {
        sitting.spot_target_with(&self.desk)
    }

    pub(super) fn has_spots(&self, sitting: &Sitting) -> bool {
        !Sheet::of(&sitting.filled(&self.desk), sitting).spots.is_empty()
    }

    /// Shows the text of the selected spot in the editor.
    pub(super) fn arrive_at_spot(&mut self, sitting: &mut Sitting) {
        sitting.last_typed = None;
        if let Some(target) = self.spot_target(sitting) {
            sitting.editor = super::Editor::new(sitting.session().text(&target));
        }
    }

    /// Goes to a spot by its path, in whatever item it stands.
    pub(in super::super) fn go_to_spot(&mut self, sitting: &mut Sitting, path: &str) {
        let id = path.split('.').next().unwrap_or_default();
        let owner = sitting.form.cell(path).ok().map_or_else(|| id.to_owned(), |cell| cell.field.id.clone());
        let item = sitting.form.agenda.iter().find(|item| sitting.form.fields_of(item).iter().any(|f| f.id == owner));
        let Some(item) = item.map(|item| item.id.clone()) else { return };
        self.leave_spot(sitting);
        let at = sitting.session().stop(&item).map_or(0, |(at, _)| at);
        sitting.show(&item, at);
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        let found = sheet.spots.iter().position(|s| s.path == path);
        let found = found.or_else(|| sheet.spots.iter().position(|s| s.path.split('.').next() == Some(owner.as_str())));
        sitting.spot = found.unwrap_or_default();
        sitting.focus = Focus::Sheet;
        self.arrive_at_spot(sitting);
    }

    /// Leaves the selected spot: what was typed is put into its kept form, or said to be wrong and left as it is.
    pub(in super::super) fn leave_spot(&mut self, sitting: &mut Sitting) {
        if sitting.focus != Focus::Sheet || sitting.held_by.is_some() {
            return;
        }
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        let Some(spot) = sheet.spots.get(sitting.spot) else { return };
        let typed = sitting.session().text(&spot.target).to_owned();
        if typed.is_empty() {
            return;
        }
        let scale = scale_of(spot, sitting);
        let target = spot.target.clone();
        let label = spot.label.to_owned();
        let kind = spot.kind.clone();
        match crate::forms::accept(&kind, scale.as_ref(), &typed, self.now.date()) {
            Ok(kept) if kept != typed => {
                let change = Change::Edit { target, at: 0, remove: typed, insert: kept };
                self.record(sitting, vec![change], Grouping::Join, Urgency::Soon);
            }
            Ok(_) => {}
            Err(error) => self.warn(format!("{label}: {error}")),
        }
    }

    fn go_to(&mut self, sitting: &mut Sitting, spot: Option<usize>) {
        if let Some(spot) = spot {
            self.leave_spot(sitting);
            sitting.spot = spot;
            self.arrive_at_spot(sitting);
        }
    }

    /// Takes out the table row the caret is in.
    pub(super) fn drop_row(&mut self, sitting: &mut Sitting) {
        let Some(Target::Cell { table, row, .. }) = self.spot_target(sitting) else {
            self.tell("Only rows of a table can be taken out here; Backspace empties a field");
            return;
        };
        let from = sitting.session().table(&table).get(row).cloned();
        if from.is_some() {
            self.record(sitting, vec![Change::Row { table, at: row, from, to: None }], Grouping::New, Urgency::Now);
            self.arrive_at_spot(sitting);
        }
    }

    /// A key in the sheet.
    pub(super) fn press_in_sheet(&mut self, sitting: &mut Sitting, key: Key) {
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        let Some(spot) = sheet.spots.get(sitting.spot) else {
            sitting.focus = Focus::Line;
            return;
        };
        let down = sheet.beside(sitting.spot, true);
        let up = sheet.beside(sitting.spot, false);
        let (next, before) =
            ((sitting.spot + 1 < sheet.spots.len()).then_some(sitting.spot + 1), sitting.spot.checked_sub(1));
        let long = matches!(spot.kind, Kind::LongText);
        let options: Option<Vec<String>> = match spot.kind {
            Kind::Choice(options) => Some(options.clone()),
            _ => None,
        };
        let grade = matches!(spot.kind, Kind::Grade { .. });
        let row = spot.row.map(str::to_owned);
        match key.code {
            Code::Tab if next.is_some() => self.go_to(sitting, next),
            Code::BackTab if before.is_some() => self.go_to(sitting, before),
            Code::Esc | Code::Tab | Code::BackTab => {
                self.leave_spot(sitting);
                sitting.focus = Focus::Line;
            }
            Code::Enter if long => self.put_in(sitting, "\n"),
            Code::Enter => {
                if down.is_some() {
                    self.go_to(sitting, down);
                } else {
                    self.leave_spot(sitting);
                    sitting.focus = Focus::Line;
                }
            }
            Code::Up if up.is_some() && !(long && sitting.moves_in_text(key)) => self.go_to(sitting, up),
            Code::Down if down.is_some() && !(long && sitting.moves_in_text(key)) => self.go_to(sitting, down),
            Code::Left | Code::Right if options.is_some() => {
                let way = if key.code == Code::Right { Along::Next } else { Along::Previous };
                if let Some(option) = turned(&options.unwrap_or_default(), sitting.editor.text(), way) {
                    self.replace_spot(sitting, option);
                }
            }
            _ if grade && !key.mods.ctrl && !key.mods.alt => self.press_in_grade(sitting, key, row, down),
            _ => {
                if options.is_some() && key.typed().is_some() && sitting.is_whole_choice(&options.unwrap_or_default()) {
                    self.replace_spot(sitting, "");
                }
                self.press_in_text(sitting, key);
            }
        }
    }

    /// In a judgement cell a digit grades and the caret goes down; another letter begins an entry about the row.
    fn press_in_grade(&mut self, sitting: &mut Sitting, key: Key, row: Option<String>, down: Option<usize>) {
        match (key.code, key.typed()) {
            (Code::Backspace | Code::Delete, _) | (_, Some('-')) => {
                self.replace_spot(sitting, "");
                if key.typed().is_some() {
                    self.go_to(sitting, down);
                }
            }
            (_, Some(c)) if c.is_ascii_digit() => {
                let text = c.to_string();
                self.replace_spot(sitting, &text);
                let noticed = self.notice.clone();
                self.leave_spot(sitting);
                if self.notice == noticed {
                    self.go_to(sitting, down);
                } else {
                    self.replace_spot(sitting, "");
                }
            }
            (_, Some(_)) => {
                sitting.row_tag = row;
                sitting.focus = Focus::Line;
                self.press_in_text(sitting, key);
            }
            (Code::Left, _) => {
                let before = sitting.spot.checked_sub(1);
                self.go_to(sitting, before);
            }
            (Code::Right, _) => {
                let next = sitting.spot + 1;
                let last = Sheet::of(&sitting.filled(&self.desk), sitting).spots.len();
                self.go_to(sitting, (next < last).then_some(next));
            }
            _ => {}
        }
    }

    /// Puts another text in the selected spot.
    pub(super) fn replace_spot(&mut self, sitting: &mut Sitting, text: &str) {
        let Some(target) = self.spot_target(sitting) else { return };
        let stands = sitting.session().text(&target).to_owned();
        if stands == text {
            return;
        }
        let mut changes = sitting.row_for(&target);
        changes.push(Change::Edit { target, at: 0, remove: stands, insert: text.to_owned() });
        self.record(sitting, changes, Grouping::New, Urgency::Soon);
        self.arrive_at_spot(sitting);
    }
}

/// The scale a spot is graded on.
fn scale_of(spot: &Spot<'_>, sitting: &Sitting) -> Option<crate::forms::Scale> {
    let own = match spot.kind {
        Kind::Grade { scale } => Some(scale.as_str()),
        _ => None,
    };
    let id = spot.scale.or(own)?;
    sitting.scales.iter().find(|scale| scale.id == id).cloned()
}
