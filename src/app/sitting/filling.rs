//! The keys in the fields of an item.

use super::super::message::Urgency;
use super::super::options::turned;
use super::super::{App, Desk};
use super::fields::Through;
use super::sheet::By;
use super::{Along, Editor, Focus, Known, Line, Sheet, Sitting};
use crate::calendar::day_of;
use crate::command::{Code, Key, Mods};
use crate::forms::{Kind, accept_by};
use crate::session::{Change, Grouping, RowOrigin, Target};

/// Lines that a page of fields goes on or back.
const PAGE: usize = 8;

impl Sitting {
    /// Path of the selected spot.
    pub(in super::super) fn path_at_hand(&self, desk: &Desk) -> Option<String> {
        Sheet::of(&self.filled(desk), self).spots.get(self.spot).map(|spot| spot.path.clone())
    }

    /// Text of the selected spot's place in the session.
    pub(super) fn spot_target_with(&self, desk: &Desk) -> Option<Target> {
        if self.focus != Focus::Sheet {
            return None;
        }
        Sheet::of(&self.filled(desk), self).spots.get(self.spot).map(|s| s.target.clone())
    }

    /// The row of a table that typing is about to make.
    pub(super) fn row_for(&self, target: &Target, desk: &Desk) -> Vec<Change> {
        match target {
            Target::Cell { table, row, column } if *row == self.session().table(table).len() => {
                // What was known of the row stays in it, but for the cell being typed in.
                let filled = self.filled(desk);
                let rows = filled.form.field(table).map(|field| filled.rows(field)).unwrap_or_default();
                let own = rows.into_iter().find(|row| row.origin == RowOrigin::Session);
                let mut cells = own.map(|row| row.cells).unwrap_or_default();
                cells.remove(column);
                vec![Change::Row { table: table.clone(), at: *row, from: None, to: Some(cells) }]
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
        if sitting.focus == Focus::Sheet {
            self.follow_spot(sitting);
        }
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        if let Some(spot) = sheet.spots.get(sitting.spot).filter(|_| sitting.focus == Focus::Sheet) {
            let text = sitting.session().text(&spot.target);
            sitting.editor = match spot.kind {
                Kind::LongText => Editor::new(text),
                Kind::Text => Editor::standing(text),
                _ => Editor::offering(text),
            };
        }
    }

    /// A day that undo brought back stands to be typed anew, like any that stands.
    pub(super) fn offer_day(&self, sitting: &mut Sitting) {
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        let spot = sheet.spots.get(sitting.spot).filter(|_| sitting.focus == Focus::Sheet);
        let is_day = |text: &&str| day_of(text).is_some();
        let day = spot.filter(|spot| spot.kind.is_day());
        if let Some(day) = day.map(|spot| sitting.session().text(&spot.target)).filter(is_day) {
            sitting.editor = Editor::offering(day);
        }
    }

    /// Goes where the last thing was typed, as far as that is kept: a field, a cell, an item.
    pub(in super::super) fn come_back(&mut self, sitting: &mut Sitting) {
        let path = match sitting.live.last_change() {
            Some(Change::Edit { target: Target::Field(path), .. }) => path.clone(),
            Some(Change::Edit { target: Target::Cell { table, row, column }, .. }) => {
                format!("{table}.{}.{column}", row + 1)
            }
            _ => return,
        };
        let told = self.notice.take();
        self.go_to_spot(sitting, &path);
        self.notice = told;
        self.go_on_grading(sitting);
        // Words half typed are gone on with; only a day that is whole is typed anew.
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        if !sheet.spots.get(sitting.spot).is_some_and(|spot| sitting.shows_day(spot.kind)) {
            sitting.editor.deselect();
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
        // What does not stand in the grid is gone to among the fields of its item.
        if sitting.in_grid() && !Sheet::of(&sitting.filled(&self.desk), sitting).spots.iter().any(|s| s.path == path) {
            sitting.grid = super::Grid::Hidden;
        }
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        let found = sheet.spots.iter().position(|s| s.path == path);
        let found = found.or_else(|| sheet.spots.iter().position(|s| s.path.split('.').next() == Some(owner.as_str())));
        let at = found.unwrap_or_default();
        let begun = sheet.spots.get(at).map(|spot| (spot.path == path, spot.label.to_owned()));
        sitting.spot = at;
        sitting.focus = Focus::Sheet;
        sitting.through_fields = Through::Filling;
        self.arrive_at_spot(sitting);
        if let (Some((false, first)), Ok(cell)) = (begun, sitting.form.cell(path))
            && cell.row.is_some()
        {
            let text = format!("“{}” comes with a row; type its “{first}” first", cell.label);
            self.tell(text);
        }
    }

    /// Leaves the selected spot for another place, and its row.
    pub(in super::super) fn leave_spot(&mut self, sitting: &mut Sitting) {
        self.take_typed(sitting);
        self.leave_row(sitting);
    }

    /// Leaves the selected spot: what was typed is put into its kept form, or said to be wrong and left as it is.
    fn take_typed(&mut self, sitting: &mut Sitting) {
        if let Focus::Entry(id) = sitting.focus {
            self.leave_correction(sitting, id);
        }
        if sitting.focus != Focus::Sheet || sitting.held_by.is_some() {
            return;
        }
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        let Some(spot) = sheet.spots.get(sitting.spot) else { return };
        let typed = sitting.session().text(&spot.target).to_owned();
        if typed.is_empty() {
            return;
        }
        let scale = sitting.scale_of(spot);
        let target = spot.target.clone();
        let (label, path) = (spot.label.to_owned(), spot.path.clone());
        let kind = spot.kind.clone();
        sitting.spelled = super::answers::Spelled::default();
        match accept_by((&self.desk.calendar, sitting.session().date()), &kind, scale.as_ref(), &typed, self.now.date())
        {
            Ok(kept) if kept != typed => {
                let change = Change::Edit { target, at: 0, remove: typed, insert: kept };
                self.record(sitting, vec![change], Grouping::Join, Urgency::Soon);
                self.arrive_at_spot(sitting);
            }
            Ok(_) => {}
            Err(error) => self.tell_misfit(sitting, &path, &typed, &format!("{label}: {error}")),
        }
    }

    /// In the fields the caret goes to where undo or redo altered something, if that stands on the sheet.
    pub(super) fn go_where_turned(&self, sitting: &mut Sitting, changes: &[Change]) {
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        let altered = |spot: &super::Spot<'_>| {
            changes.iter().any(|change| matches!(change, Change::Edit { target, .. } if *target == spot.target))
        };
        if let Some(at) = sheet.spots.iter().position(altered).filter(|at| *at != sitting.spot) {
            sitting.spot = at;
            sitting.graded = None;
        }
    }

    /// Leaves the selected spot for another, if there is one. It is looked for once what was typed is taken, because
    /// that may have opened or closed fields.
    fn go(&mut self, sitting: &mut Sitting, way: Along, by: By) -> Option<()> {
        let path_of = |app: &Self, sitting: &Sitting| {
            Sheet::of(&sitting.filled(&app.desk), sitting).spots.get(sitting.spot).map(|spot| spot.path.clone())
        };
        let path = path_of(self, sitting);
        self.take_typed(sitting);
        (sitting.graded, sitting.said_in) = (None, None);
        if !sitting.in_grid() {
            sitting.explained_from = None;
        }
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        let here = sheet.spots.iter().position(|spot| Some(&spot.path) == path.as_ref()).unwrap_or(sitting.spot);
        match self.passing_row(sitting) {
            None => sitting.spot = sheet.step(here, way, by)?,
            Some(passing) => self.step_out_of(sitting, passing, (here, way, by))?,
        }
        self.arrive_at_spot(sitting);
        Some(())
    }

    /// A key in the sheet.
    pub(super) fn press_in_sheet(&mut self, sitting: &mut Sitting, key: Key) {
        if key.typed().is_none_or(|c| !c.is_alphanumeric() && !matches!(c, ' ' | '%')) {
            sitting.digits = super::figure_first::Digits::default();
        }
        if sitting.in_grid() && !key.mods.ctrl && !key.mods.alt && self.press_in_grid(sitting, key) {
            return;
        }
        if key.code == Code::Enter && sitting.is_explaining(&self.desk) {
            self.leave_reason(sitting);
            return;
        }
        // What was said of the field before is over once one goes on.
        if matches!(key.code, Code::Tab | Code::BackTab | Code::Enter | Code::Up | Code::Down) {
            self.notice = None;
        }
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        let Some(spot) = sheet.spots.get(sitting.spot) else {
            sitting.focus = Focus::Line;
            return;
        };
        let long = matches!(spot.kind, Kind::LongText);
        let breaks = long && !sheet.is_cell(sitting.spot);
        let options = Sitting::options(&sheet, sitting.spot);
        let grade = matches!(spot.kind, Kind::Grade { .. });
        let aside = !grade && Self::leads_aside(sitting, &sheet, key);
        let suggested = sheet.lines.iter().find_map(|line| match line {
            Line::Field { spot, known: Known::Suggested(value), .. } if *spot == sitting.spot => Some(value.clone()),
            _ => None,
        });
        let suggested = suggested.filter(|_| sitting.editor.text().is_empty());
        let stands = match sitting.editor.text() {
            "" => sheet.known_at(sitting.spot).unwrap_or_default().to_owned(),
            typed => typed.to_owned(),
        };
        let is_day = sitting.shows_day(spot.kind);
        match key.code {
            Code::Tab | Code::BackTab => {
                let way = if key.code == Code::Tab { Along::Next } else { Along::Previous };
                if self.go(sitting, way, By::Spot).is_none() {
                    self.go_beyond(sitting, way);
                }
            }
            Code::Esc => {
                self.leave_spot(sitting);
                // Tab leads back to the field left.
                sitting.left = Focus::Line;
                sitting.focus = Focus::Line;
            }
            Code::Enter if breaks => self.break_line(sitting),
            Code::Enter => {
                let by = sheet.by_enter(sitting.spot);
                if self.go(sitting, Along::Next, by).is_none() {
                    self.enter_beyond(sitting);
                }
            }
            Code::Char('u') if key.mods.ctrl => {
                if !sitting.editor.text().is_empty() {
                    self.replace_spot(sitting, "");
                    self.tell("Emptied; Ctrl+Z brings it back");
                } else if let Some(under) = sheet.answered_under(sitting.spot) {
                    let text = format!("These words stand under {under}; take them out or change them there");
                    self.tell(text);
                }
            }
            Code::Up | Code::Down if !(long && sitting.moves_in_text(key)) => {
                let way = if key.code == Code::Down { Along::Next } else { Along::Previous };
                self.go(sitting, way, By::Line);
            }
            Code::PageUp | Code::PageDown => {
                let way = if key.code == Code::PageDown { Along::Next } else { Along::Previous };
                for _ in 0..PAGE {
                    if self.go(sitting, way, By::Line).is_none() {
                        break;
                    }
                }
            }
            Code::Left | Code::Right if options.is_some() => {
                let way = if key.code == Code::Right { Along::Next } else { Along::Previous };
                if let Some(option) = turned(&options.unwrap_or_default(), &stands, way) {
                    self.replace_spot(sitting, option);
                }
            }
            Code::Right if suggested.is_some() => self.replace_spot(sitting, &suggested.unwrap_or_default()),
            Code::Left | Code::Right if aside => {
                let way = if key.code == Code::Right { Along::Next } else { Along::Previous };
                self.go(sitting, way, By::Spot);
            }
            _ if grade && !key.mods.ctrl && !key.mods.alt => self.press_in_grade(sitting, key),
            Code::Backspace if is_day => self.replace_spot(sitting, ""),
            Code::Backspace
                if options.as_ref().is_some_and(|all| all.iter().any(|one| one == sitting.editor.text())) =>
            {
                self.replace_spot(sitting, "");
            }
            _ => {
                sitting.through_fields = Through::Filling;
                if !key.typed().is_some_and(|c| self.choose_by(sitting, c)) {
                    self.press_in_text(sitting, key);
                }
            }
        }
    }

    /// Whether an arrow, at the edge of a text, leads to the cell beside it.
    fn leads_aside(sitting: &Sitting, sheet: &Sheet<'_>, key: Key) -> bool {
        let (to_the_right, beside) = match key.code {
            Code::Right => (true, sitting.spot.checked_add(1)),
            Code::Left => (false, sitting.spot.checked_sub(1)),
            _ => return false,
        };
        let line = |at: usize| sheet.spots.get(at).map(|spot| spot.line);
        let is_cell = beside.is_some_and(|beside| line(beside).is_some() && line(beside) == line(sitting.spot));
        is_cell && key.mods == Mods::default() && sitting.editor.is_at_edge(to_the_right)
    }

    /// In a judgement cell a digit grades and the caret goes down; another letter begins an entry about the row.
    fn press_in_grade(&mut self, sitting: &mut Sitting, key: Key) {
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        let Some(spot) = sheet.spots.get(sitting.spot) else { return };
        let row = spot.row.map(str::to_owned);
        let in_hand = sitting.row_in_hand(&sheet);
        match (key.code, key.typed()) {
            (Code::Backspace | Code::Delete, _) => {
                let name = row.as_deref().map_or(spot.label, |row| sitting.row_name(row)).to_owned();
                let stood = sitting.session().text(&spot.target).to_owned();
                self.replace_spot(sitting, "");
                if !stood.is_empty() {
                    self.tell(format!("{name}: {stood} is taken away; Ctrl+Z brings it back"));
                }
            }
            (_, Some(c)) if c == '-' || c.is_ascii_digit() => {
                let (cell, mut given) = (spot.target.clone(), None);
                let graded =
                    crate::forms::accept(spot.kind, sitting.scale_of(spot).as_ref(), &c.to_string(), self.now.date());
                let stands = sitting.session().text(&spot.target);
                match graded {
                    // The caret stays where there is no next one: what comes then is not meant for this one.
                    Ok(_) if !stands.is_empty() && row.is_some() && row == sitting.graded => {
                        let name = row.as_deref().map_or(spot.label, |row| sitting.row_name(row));
                        let text = format!("{name} has its grade, {stands}; ↑ ↓ choose one to change, Tab goes on");
                        self.warn(text);
                    }
                    Ok(grade) => {
                        let (after, in_table) = (sheet.next_grade(sitting.spot), sheet.is_cell(sitting.spot));
                        let stood = stands.to_owned();
                        let name = row.as_deref().map_or(spot.label, |row| sitting.row_name(row)).to_owned();
                        self.replace_spot(sitting, &grade);
                        (sitting.graded, sitting.said_in) = (row, None);
                        match after {
                            _ if sitting.in_grid() => self.after_grade(sitting),
                            Some(after) => {
                                sitting.spot = after;
                                self.arrive_at_spot(sitting);
                            }
                            // In a table the next row begins with its own words.
                            None if in_table => {}
                            None => {
                                let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
                                let text = match sheet.all_ungraded(sitting) {
                                    0 => "That was the last of these judgements; Tab goes on".to_owned(),
                                    blank => {
                                        format!("That was the last row; blank still above: {blank}; Ctrl+R lists them")
                                    }
                                };
                                self.tell(text);
                            }
                        }
                        // No grade gives way to another without a word.
                        if !stood.is_empty() && stood != grade {
                            let now = if grade.is_empty() { "blank" } else { &grade };
                            self.tell(format!("{name}: {stood} is {now} now; Ctrl+Z brings {stood} back"));
                        }
                        given = Some((cell, stood));
                    }
                    // What stood there stays.
                    Err(error) => {
                        let text = format!("{}: {error}", spot.label);
                        self.warn(text);
                    }
                }
                if c.is_ascii_digit() {
                    sitting.digits.add(c, given);
                }
            }
            // In a table that grows a grade is a cell like the others: its words are typed there.
            (_, Some(_)) if sheet.is_cell(sitting.spot) => self.press_in_text(sitting, key),
            (_, Some('/')) if row.is_some() => self.explain(sitting),
            (_, Some(c)) => {
                sitting.open_line(in_hand);
                // A finding that begins with a figure begins with a blank here.
                if c != ' ' {
                    self.press_in_text(sitting, key);
                }
            }
            (Code::Left, _) => {
                self.go(sitting, Along::Previous, By::Spot);
            }
            (Code::Right, _) => {
                self.go(sitting, Along::Next, By::Spot);
            }
            (Code::Home | Code::End, _) if row.is_some() => {
                let way = if key.code == Code::Home { Along::Previous } else { Along::Next };
                sitting.spot = sheet.end_of_column(sitting.spot, way);
                sitting.graded = None;
                self.arrive_at_spot(sitting);
            }
            _ => {}
        }
    }

    /// Puts another text in the selected spot.
    pub(super) fn replace_spot(&mut self, sitting: &mut Sitting, text: &str) {
        let Some(target) = self.spot_target(sitting) else { return };
        sitting.through_fields = Through::Filling;
        let stands = sitting.session().text(&target).to_owned();
        if stands == text {
            return;
        }
        let mut changes = sitting.row_for(&target, &self.desk);
        changes.push(Change::Edit { target, at: 0, remove: stands, insert: text.to_owned() });
        self.record(sitting, changes, Grouping::New, Urgency::Soon);
        self.arrive_at_spot(sitting);
    }
}
