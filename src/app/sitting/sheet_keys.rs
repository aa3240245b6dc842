//! The keys in the fields of an item: from spot to spot, grades, choices, rows of tables.

use super::super::message::Urgency;
use super::super::options::turned;
use super::super::{App, Desk};
use super::{Along, Focus, Sheet, Sitting, Spot};
use crate::command::{Code, Key};
use crate::forms::Kind;
use crate::session::{Change, Grouping, Row, Target};

impl Sitting {
    /// Text of the selected spot's place in the session.
    pub(super) fn spot_target_with(&self, desk: &Desk) -> Option<Target> {
        if self.focus != Focus::Sheet {
            return None;
        }
        Sheet::of(&self.filled(desk), self).spots.get(self.spot).map(|s| s.target.clone())
    }

    /// Whether the selected spot takes any number of lines, so that Enter begins another.
    pub fn writes_long(&self, desk: &Desk) -> bool {
        let filled = self.filled(desk);
        Sheet::of(&filled, self).spots.get(self.spot).is_some_and(|spot| matches!(spot.kind, Kind::LongText))
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
        // Where a day is wanted, it may be said as in an action: by end of term.
        let day = if kind == Kind::Date { self.read_date(&typed, sitting.session().date()).ok() } else { None };
        let said = day.map_or_else(|| typed.clone(), |day| day.to_string());
        match crate::forms::accept(&kind, scale.as_ref(), &said, self.now.date()) {
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
        let after_grade = sheet.next_grade(sitting.spot);
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
            Code::Tab => self.turn_focus(sitting, Along::Next),
            Code::BackTab => self.turn_focus(sitting, Along::Previous),
            Code::Esc => {
                self.leave_spot(sitting);
                sitting.left = Focus::Sheet;
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
            _ if grade && !key.mods.ctrl && !key.mods.alt => self.press_in_grade(sitting, key, row, after_grade),
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
                    if down.is_none() {
                        self.tell("That was the last of these judgements; Tab goes on");
                    }
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
