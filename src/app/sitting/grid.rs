//! All judgements as one grid with the findings beside it: graded down a column, a letter begins a finding, differences
//! are marked and explained.

use super::super::App;
use super::super::message::Urgency;
use super::sheet::{Known, Line, Sheet, Spot};
use super::{Along, Focus, Sitting};
use crate::command::{Code, Key};
use crate::forms::{Column, Kind, Place};
use crate::session::{Change, EntryId, Filled, Grouping};

/// Whether all judgements are shown as one grid.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Grid {
    /// Each item has its own fields.
    #[default]
    Hidden,
    /// They are, findings beside them.
    Shown,
}

/// Where Enter in the entry line leads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Back {
    /// It stays there.
    #[default]
    Line,
    /// Back to the fields, where the line was begun.
    Sheet,
}

/// Where a change of the column leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Landing {
    /// To the first cell that is blank.
    Blank,
    /// To the same judgement.
    SameRow,
}

impl<'a> Sheet<'a> {
    /// All judgements of the form, with the choices that stand in their sections.
    pub(super) fn grid(filled: &Filled<'a>) -> Self {
        let mut sheet = Self::default();
        for section in &filled.form.sections {
            let applying = section.fields.iter().filter(|field| filled.field_applies(field));
            let fields: Vec<_> = applying.filter(|f| is_graded(&f.kind) || matches!(f.kind, Kind::Choice(_))).collect();
            if !fields.iter().any(|field| is_graded(&field.kind)) {
                continue;
            }
            sheet.lines.push(Line::Heading(section.title.as_str().into()));
            for field in fields {
                let first = sheet.spots.len();
                match &field.kind {
                    Kind::Grades { rows, columns, .. } => {
                        for row in rows {
                            let first = sheet.spots.len();
                            sheet.add_judgement(row, columns);
                            let spots = sheet.spots.len() - first;
                            sheet.lines.push(Line::Row { label: row.spoken().to_owned(), spot: first, spots });
                        }
                    }
                    kind => {
                        sheet.add_value(&field.id, &field.label, kind);
                        let (known, missing) = (Known::Nothing, filled.is_missing(field));
                        sheet.lines.push(Line::Field { label: &field.label, spot: first, known, missing });
                    }
                }
            }
        }
        sheet
    }

    /// Whether a spot takes a grade.
    pub(super) fn takes_grade(&self, at: usize) -> bool {
        self.spots.get(at).is_some_and(|spot| matches!(spot.kind, Kind::Grade { .. }))
    }

    /// The cells without a grade in a column of judgements.
    pub(super) fn ungraded(&self, sitting: &Sitting, column: usize) -> Vec<usize> {
        let blank =
            |s: &Spot<'_>| s.row.is_some() && s.column == column && sitting.session().text(&s.target).is_empty();
        let cells = self.spots.iter().enumerate().filter(|(n, spot)| self.takes_grade(*n) && blank(spot));
        cells.map(|(n, _)| n).collect()
    }

    /// How many judgement cells have no grade yet.
    pub(super) fn all_ungraded(&self, sitting: &Sitting) -> usize {
        let columns: std::collections::BTreeSet<usize> = self.spots.iter().map(|spot| spot.column).collect();
        columns.into_iter().map(|column| self.ungraded(sitting, column).len()).sum()
    }

    /// The first question between the judgements that has to be answered and is not: its spot, and what it asks.
    fn unanswered(&self) -> Option<(usize, &'a str)> {
        self.lines.iter().find_map(|line| match line {
            Line::Field { label, spot, missing: true, .. } => Some((*spot, *label)),
            _ => None,
        })
    }

    /// Whether a judgement has a grade to come.
    pub(super) fn is_open(&self, sitting: &Sitting, row: &str) -> bool {
        let its = |spot: &Spot<'_>| spot.row == Some(row) && matches!(spot.kind, Kind::Grade { .. });
        self.spots.iter().any(|spot| its(spot) && sitting.session().text(&spot.target).is_empty())
    }

    /// What is said once every judgement has its grade, or that only a question between them has no answer; none before.
    fn all_graded(&self, sitting: &Sitting) -> Option<String> {
        let grid = sitting.form.grid.as_ref().filter(|_| self.ungraded(sitting, 0).is_empty())?;
        Some(match self.unanswered() {
            None => grid.done.clone(),
            Some((_, question)) => {
                format!("Every judgement has its grade, but one question has no answer yet: {question}")
            }
        })
    }

    /// What may be answered in a choice without an answer that stands between two spots: the way of the grades goes past it.
    fn passed_over(&self, sitting: &Sitting, from: usize, to: usize) -> Option<&'a [String]> {
        self.spots.get(from + 1..to)?.iter().find_map(|spot| match spot.kind {
            Kind::Choice(options) if sitting.session().text(&spot.target).is_empty() => Some(options.as_slice()),
            _ => None,
        })
    }

    /// The cell of another column of grades beside one.
    fn beside_in_row(&self, at: usize, way: Along) -> Option<usize> {
        let line = self.spots.get(at)?.line;
        let on_line = |n: &usize| self.takes_grade(*n) && self.spots.get(*n).is_some_and(|s| s.line == line);
        let cells: Vec<usize> = (0..self.spots.len()).filter(on_line).collect();
        let here = cells.iter().position(|n| *n == at)?;
        let step = match way {
            Along::Next => here + 1,
            Along::Previous => here + cells.len() - 1,
        };
        cells.get(step % cells.len()).copied().filter(|next| *next != at)
    }
}

/// Whether a field is rows of judgements with grades.
fn is_graded(kind: &Kind) -> bool {
    let graded = |column: &Column| matches!(column.kind, Kind::Grade { .. });
    matches!(kind, Kind::Grades { columns, .. } if columns.iter().any(graded))
}

impl Sitting {
    /// Whether the grid is on the screen: at the numbered items, if it is shown at all.
    pub fn in_grid(&self) -> bool {
        let numbered = self.session().stop(&self.item).is_some_and(|(_, stop)| stop.place == Place::Numbered);
        self.grid == Grid::Shown && numbered && self.form.all_fields().any(|field| is_graded(&field.kind))
    }

    /// The item whose field holds a judgement row.
    pub(super) fn item_of_row(&self, row: &str) -> Option<&str> {
        let (field, _) = self.form.judgement(row)?;
        self.form.item_of(&field.id).map(|item| item.id.as_str())
    }

    /// The judgement graded just now, until the caret is moved on purpose.
    pub fn just_graded(&self) -> Option<&str> {
        self.graded.as_deref()
    }

    /// How a judgement row is called.
    pub fn row_name<'a>(&'a self, row: &'a str) -> &'a str {
        self.form.judgement(row).map_or(row, |(_, row)| row.spoken())
    }

    /// The first judgement in the column in use that has no grade yet, by its path; where that column is whole, of the others,
    /// and where all are, the question between them that has no answer.
    pub fn first_ungraded(&self, sheet: &Sheet<'_>) -> Option<String> {
        let at = if sheet.takes_grade(self.spot) { self.spot } else { 0 };
        let column = sheet.spots.get(at).map_or(0, |spot| spot.column);
        let columns = 0..=sheet.spots.iter().map(|spot| spot.column).max().unwrap_or_default();
        let in_order = std::iter::once(column).chain(columns.filter(|other| *other != column));
        let found = in_order.flat_map(|column| sheet.ungraded(self, column)).next();
        sheet.spots.get(found.or_else(|| sheet.unanswered().map(|(spot, _)| spot))?).map(|spot| spot.path.clone())
    }

    /// Puts the caret of the grid to the first judgement of the item shown, if it has one.
    pub(super) fn place_in_grid(&mut self, desk: &super::Desk) -> bool {
        if !self.in_grid() {
            return false;
        }
        let sheet = Sheet::of(&self.filled(desk), self);
        let its = |spot: &super::Spot<'_>| spot.row.and_then(|row| self.item_of_row(row)) == Some(self.item.as_str());
        let found = sheet.spots.iter().position(its);
        self.spot = found.unwrap_or(self.spot).min(sheet.spots.len().saturating_sub(1));
        found.is_some()
    }
}

impl App {
    /// In the entry line about a judgement, the arrows choose another one; false where it is about none.
    pub(super) fn turn_row(&mut self, sitting: &mut Sitting, way: Along) -> bool {
        let Some(row) = &sitting.row_tag else { return false };
        let rows: Vec<&str> = sitting.form.judgement_rows().map(|(_, row)| row.id.as_str()).collect();
        let at = rows.iter().position(|known| known == row).unwrap_or_default();
        let next = match way {
            Along::Next => at + 1,
            Along::Previous => at.wrapping_sub(1),
        };
        if let Some(next) = rows.get(next).map(|next| (*next).to_owned()) {
            sitting.row_tag = Some(next);
            self.keep_topic(sitting);
        }
        true
    }

    /// Shows all judgements as one grid, or each item with its own again.
    pub(in super::super) fn turn_grid(&mut self, sitting: &mut Sitting) {
        self.leave_spot(sitting);
        let path = Sheet::of(&sitting.filled(&self.desk), sitting).spots.get(sitting.spot).map(|s| s.path.clone());
        sitting.grid = if sitting.grid == Grid::Shown { Grid::Hidden } else { Grid::Shown };
        if sitting.grid == Grid::Shown && !sitting.in_grid() {
            let graded = sitting.form.all_fields().find(|field| is_graded(&field.kind)).map(|field| field.id.clone());
            let item = graded.and_then(|field| sitting.form.item_of(&field)).map(|item| item.id.clone());
            let Some(item) = item else {
                sitting.grid = Grid::Hidden;
                self.tell("This form has no judgements");
                return;
            };
            let at = sitting.session().stop(&item).map_or(0, |(at, _)| at);
            sitting.show(&item, at);
        }
        sitting.graded = None;
        sitting.spot = 0;
        sitting.place_in_grid(&self.desk);
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        let found = sheet.spots.iter().position(|spot| Some(&spot.path) == path.as_ref());
        let spots = !sheet.spots.is_empty();
        sitting.spot = found.unwrap_or(sitting.spot);
        sitting.focus = if sitting.grid == Grid::Shown && spots { Focus::Sheet } else { Focus::Line };
        self.arrive_at_spot(sitting);
    }

    /// The item follows the caret of the grid, so that what is noted goes where it belongs.
    pub(super) fn follow_spot(&self, sitting: &mut Sitting) {
        if !sitting.in_grid() {
            return;
        }
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        let field = sheet.spots.get(sitting.spot).and_then(|spot| sitting.form.cell(&spot.path).ok());
        let item = field.and_then(|cell| sitting.form.item_of(&cell.field.id)).map(|item| item.id.clone());
        if let Some(item) = item.filter(|item| *item != sitting.item) {
            sitting.stop = sitting.session().stop(&item).map_or(0, |(at, _)| at);
            sitting.item = item;
            sitting.prompt = 0;
            sitting.foot = None;
        }
    }

    /// A key of the grid beside those of any field; false where it is none.
    pub(super) fn press_in_grid(&mut self, sitting: &mut Sitting, key: Key) -> bool {
        if key.code == Code::Up && self.back_to_graded(sitting) {
            return true;
        }
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        let Some(spot) = sheet.spots.get(sitting.spot) else { return false };
        let (grade, reason) = (sheet.takes_grade(sitting.spot), matches!(spot.kind, Kind::LongText));
        let options = match spot.kind {
            Kind::Choice(options) => Some(options.clone()),
            _ => None,
        };
        match (key.code, key.typed()) {
            (Code::Enter | Code::Esc | Code::Tab | Code::BackTab, _) if reason => self.leave_reason(sitting),
            (Code::Tab, _) => self.change_column(sitting, Along::Next, Landing::Blank),
            (Code::BackTab, _) => self.change_column(sitting, Along::Previous, Landing::Blank),
            (Code::Right, _) if grade => self.change_column(sitting, Along::Next, Landing::SameRow),
            (Code::Left, _) if grade => self.change_column(sitting, Along::Previous, Landing::SameRow),
            (_, Some(' ')) if !reason => {
                let row = if grade { sitting.row_in_hand(&sheet) } else { None };
                sitting.open_line(row);
            }
            (_, Some('.')) if grade => self.give_row(sitting),
            (_, Some('/')) if !reason => self.explain(sitting),
            (_, Some('/')) if sitting.editor.text().is_empty() => self.explain_next(sitting),
            (_, Some(c)) if options.is_some() => {
                let option = c.to_digit(10).and_then(|n| options.as_ref()?.get((n as usize).checked_sub(1)?));
                match option {
                    Some(option) => {
                        sitting.said_in = Some(sitting.item.clone());
                        self.replace_spot(sitting, option);
                        self.step_grid(sitting);
                        self.after_answer(sitting, option);
                    }
                    None if c == '-' => self.replace_spot(sitting, ""),
                    None if c.is_ascii_digit() => {
                        let options = in_digits(options.as_deref().unwrap_or_default());
                        self.warn(format!("{c} is no answer here: {options}; Space begins a finding"));
                    }
                    None => {
                        (sitting.row_tag, sitting.back, sitting.focus) = (None, Back::Sheet, Focus::Line);
                        sitting.begin_where_it_was_said();
                        self.press_in_text(sitting, key);
                    }
                }
            }
            _ => return false,
        }
        true
    }

    /// Back to the judgement graded just now, to grade it otherwise, past any question between; false where the caret is
    /// there already.
    fn back_to_graded(&mut self, sitting: &mut Sitting) -> bool {
        let Some(row) = sitting.graded.clone() else { return false };
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        let column = sheet.spots.get(sitting.spot).filter(|_| sheet.takes_grade(sitting.spot)).map(|spot| spot.column);
        let is_it = |spot: &Spot<'_>| spot.row == Some(row.as_str()) && Some(spot.column) == column;
        let Some(at) = sheet.spots.iter().position(is_it).filter(|at| *at != sitting.spot) else { return false };
        (sitting.spot, sitting.graded, self.notice) = (at, None, None);
        self.arrive_at_spot(sitting);
        true
    }

    /// To the next line of the grid.
    fn step_grid(&mut self, sitting: &mut Sitting) {
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        let next = (sitting.spot + 1..sheet.spots.len()).find(|n| sheet.takes_grade(*n));
        sitting.spot = next.unwrap_or(sitting.spot);
        self.arrive_at_spot(sitting);
    }

    /// To the other column of grades: to its first blank cell, or beside where the caret is.
    fn change_column(&mut self, sitting: &mut Sitting, way: Along, landing: Landing) {
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        // From a line without grades, as from the choice among them, the caret goes to the nearest judgement first.
        let from = if sheet.takes_grade(sitting.spot) {
            sheet.beside_in_row(sitting.spot, way)
        } else {
            (0..sheet.spots.len()).find(|n| sheet.takes_grade(*n))
        };
        let Some(beside) = from else { return };
        let column = sheet.spots.get(beside).map_or(0, |spot| spot.column);
        let blank = sheet.ungraded(sitting, column).into_iter().next();
        sitting.spot = blank.filter(|_| landing == Landing::Blank).unwrap_or(beside);
        sitting.graded = None;
        self.arrive_at_spot(sitting);
        if landing == Landing::Blank && blank.is_none() {
            self.tell("This column is whole; ↑ ↓ choose a grade to change");
        }
    }

    /// After a grade in the grid: down to the next blank one of the column, else to the first above; once the column is
    /// whole the caret stays, and that is said.
    pub(super) fn after_grade(&mut self, sitting: &mut Sitting) {
        let filled = sitting.filled(&self.desk);
        let sheet = Sheet::of(&filled, sitting);
        let Some(spot) = sheet.spots.get(sitting.spot) else { return };
        let (column, row) = (spot.column, spot.row.unwrap_or_default());
        let asked = filled.unexplained().iter().any(|path| is_of(path, row));
        let name = sitting.row_name(row).to_owned();
        let open = sheet.ungraded(sitting, column);
        let below = open.iter().find(|at| **at > sitting.spot).or_else(|| open.first()).copied();
        let wrapped = below.is_some_and(|at| at < sitting.spot);
        let next = below.and_then(|at| sheet.spots.get(at)?.row).map(|row| sitting.row_name(row).to_owned());
        let passed = below.and_then(|at| sheet.passed_over(sitting, sitting.spot, at)).map(in_digits);
        let done = if column == 0 { sheet.all_graded(sitting) } else { None };
        let text = match (done, asked, next) {
            (Some(done), ..) => Some(done),
            (None, _, Some(next)) if passed.is_some() => {
                Some(format!("{next} is next; ↑ ↓ go to the question passed over: {}", passed.unwrap_or_default()))
            }
            (None, true, _) => Some(format!("{name}: the grades differ; / says why")),
            (None, false, Some(next)) if wrapped => {
                Some(format!("That was the last row; {} above blank still, the first is {next}", open.len()))
            }
            (None, false, None) => Some("This column is whole; Tab goes to the other".to_owned()),
            (None, false, Some(_)) => None,
        };
        if let Some(below) = below {
            sitting.spot = below;
            self.arrive_at_spot(sitting);
        }
        if let Some(text) = text {
            self.tell(text);
        }
    }

    /// After the answer to a question between the judgements it is said what was answered, or, once it was the last thing
    /// open, that.
    fn after_answer(&mut self, sitting: &mut Sitting, answer: &str) {
        let done = Sheet::of(&sitting.filled(&self.desk), sitting).all_graded(sitting);
        self.tell(done.unwrap_or_else(|| format!("The question is answered: {answer}; Ctrl+Z takes it back")));
    }

    /// The newest finding is about the judgement in hand; where it is that already, about the one under the caret.
    fn give_row(&mut self, sitting: &mut Sitting) {
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        let Some((id, about)) = sitting.last_finding() else {
            self.tell("There is no finding yet; a letter begins one");
            return;
        };
        let rows = [sitting.row_in_hand(&sheet), sitting.row_under(&sheet)];
        match rows.into_iter().flatten().find(|row| Some(row) != about.as_ref()) {
            Some(row) => self.set_row(sitting, id, Some(&row)),
            None => self.tell("The last finding is about this judgement; ↑ ↓ choose another"),
        }
    }

    /// Says what a finding just entered is about, and how it is given to the judgement under the caret.
    pub(super) fn tell_about(&mut self, sitting: &Sitting, row: &str) {
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        let other = sitting.row_under(&sheet).filter(|under| under != row);
        let gives = other.map(|other| format!(" · . gives it to {}", sitting.row_name(&other)));
        self.tell(format!("About {}{}", sitting.row_name(row), gives.unwrap_or_default()));
    }

    /// Says which judgement an entry is about; it goes to the item where that judgement stands.
    pub(in super::super) fn set_row(&mut self, sitting: &mut Sitting, id: EntryId, row: Option<&str>) {
        let session = sitting.session();
        let Some((item, at)) = session.place_of(id).map(|(item, at)| (item.to_owned(), at)) else { return };
        let Some((_, from)) = session.entry(id) else { return };
        let from = Box::new(from.clone());
        let mut to = from.clone();
        to.row = row.map(str::to_owned);
        let said = to.in_brief();
        let wanted = row.and_then(|row| sitting.item_of_row(row)).unwrap_or(&item).to_owned();
        let changes = if wanted == item {
            vec![Change::Entry { item, at, from: Some(from), to: Some(to) }]
        } else {
            let end = session.entries(&wanted).len();
            vec![
                Change::Entry { item, at, from: Some(from), to: None },
                Change::Entry { item: wanted, at: end, from: None, to: Some(to) },
            ]
        };
        let name = row.map(|row| sitting.row_name(row).to_owned());
        if self.record(sitting, changes, Grouping::New, Urgency::Now) {
            self.tell(
                name.map_or("It is about no judgement now".to_owned(), |name| format!("Now about {name}: {said}")),
            );
        }
    }
}

/// Words to choose from, each behind its digit.
fn in_digits(options: &[String]) -> String {
    options.iter().enumerate().map(|(n, option)| format!("{} {option}", n + 1)).collect::<Vec<_>>().join("  ")
}

/// Whether a path is of a judgement row.
pub(super) fn is_of(path: &str, row: &str) -> bool {
    path.split_once('.').is_some_and(|(first, _)| first == row)
}
