//! On from the last field of an item: filling a form one goes to the fields of the next item, passing by to the next pane.

use super::super::{App, Desk};
use super::{Along, Focus, Grid, Sheet, Sitting};
use crate::forms::Place;
use crate::session::StopState;

/// How the fields came to have the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Through {
    /// By Tab from the entry line, and nothing was typed in them since.
    Passing,
    /// They were gone to by name, or are being filled.
    Filling,
}

/// Where Tab leads from the selected field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beyond {
    /// To the next field of the item.
    Field,
    /// To the first field of the next item that has any.
    Item,
    /// To the next pane.
    Pane,
    /// Nowhere: it is the last field of the form.
    Nowhere,
}

impl Sitting {
    /// Whether Tab leads from the entry line to the fields of the item.
    pub fn tab_fills(&self, desk: &Desk) -> bool {
        self.left == Focus::Line && !Sheet::of(&self.filled(desk), self).spots.is_empty()
    }

    /// Where Tab leads from the selected field.
    pub fn beyond(&self, desk: &Desk) -> Beyond {
        let sheet = Sheet::of(&self.filled(desk), self);
        if self.spot + 1 < sheet.spots.len() {
            return Beyond::Field;
        }
        match self.through_fields {
            Through::Passing => Beyond::Pane,
            Through::Filling if self.item_with_fields(desk, Along::Next).is_some() => Beyond::Item,
            Through::Filling => Beyond::Nowhere,
        }
    }

    /// The nearest item after or before the one shown that has fields to fill.
    fn item_with_fields(&self, desk: &Desk, way: Along) -> Option<String> {
        let filled = self.filled(desk);
        let here = self.session().stop(&self.item).map_or(0, |(at, _)| at);
        let agenda = self.session().agenda();
        let has_fields = |id: &str| {
            let fields = self.form.item(id).map(|item| self.form.fields_of(item)).unwrap_or_default();
            fields.iter().any(|field| filled.field_applies(field))
        };
        let open = |stop: &&crate::session::Stop| stop.state != StopState::Skipped && has_fields(&stop.id);
        let found = match way {
            Along::Next => agenda.iter().skip(here + 1).find(open),
            Along::Previous => agenda.iter().take(here).rev().find(open),
        };
        found.map(|stop| stop.id.clone())
    }
}

impl App {
    /// In the grid, what was graded last is gone on from: at the next blank cell of its column, else the first above. Where the
    /// column is whole, no digit alters what stands.
    pub(super) fn go_on_grading(&mut self, sitting: &mut Sitting) {
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        let Some(spot) = sheet.spots.get(sitting.spot) else { return };
        if !sitting.in_grid() || !sheet.takes_grade(sitting.spot) || sitting.session().text(&spot.target).is_empty() {
            return;
        }
        let open = sheet.ungraded(sitting, spot.column);
        let next = open.iter().find(|at| **at > sitting.spot).or_else(|| open.first()).copied();
        sitting.graded = spot.row.map(str::to_owned);
        if let Some(next) = next {
            sitting.spot = next;
            self.arrive_at_spot(sitting);
        }
    }

    /// Tab in the last field of an item, or Shift+Tab in its first.
    pub(super) fn go_beyond(&mut self, sitting: &mut Sitting, way: Along) {
        if sitting.through_fields == Through::Passing {
            self.turn_focus(sitting, way);
            return;
        }
        let Some(item) = sitting.item_with_fields(&self.desk, way) else {
            let end = if way == Along::Next { "last" } else { "first" };
            self.tell(format!("This is the {end} field of the form; Esc goes to the entry line"));
            return;
        };
        self.leave_spot(sitting);
        let at = sitting.session().stop(&item).map_or(0, |(at, _)| at);
        self.leave_item(sitting, &item);
        let goes_with = self.take_clock_along(sitting, &item);
        sitting.show(&item, at);
        // The grid stays for an item with judgements; the fields of another stand without it.
        if sitting.in_grid() && !sitting.place_in_grid(&self.desk) {
            sitting.grid = Grid::Hidden;
        }
        if !sitting.in_grid() && way == Along::Previous {
            let last = Sheet::of(&sitting.filled(&self.desk), sitting).spots.len().saturating_sub(1);
            sitting.spot = last;
        }
        sitting.focus = Focus::Sheet;
        self.arrive_at_spot(sitting);
        let title = sitting.session().stop(&item).map_or("", |(_, stop)| stop.title.as_str()).to_owned();
        let number = sitting.session().number_of(&item).map(|n| format!("{n}  ")).unwrap_or_default();
        // What was just said of the field left matters more.
        if self.notice.is_none() {
            let then = if goes_with { "Esc goes to its entry line" } else { "the clock stays with the item before" };
            self.tell(format!("On with the fields of {number}{title}; {then}"));
        }
    }

    /// Enter in the last field of an item: among the minutes to the entry line, else on as Tab does.
    pub(super) fn enter_beyond(&mut self, sitting: &mut Sitting) {
        let numbered = sitting.session().stop(&sitting.item).is_some_and(|(_, stop)| stop.place == Place::Numbered);
        if !numbered && sitting.through_fields == Through::Filling {
            self.go_beyond(sitting, Along::Next);
            return;
        }
        self.leave_spot(sitting);
        sitting.focus = Focus::Line;
        if self.notice.is_none() {
            self.tell("That was the last field here; what you type now is a minute");
        }
    }

    /// Enter in a text of several lines: another line, and what leads on.
    pub(super) fn break_line(&mut self, sitting: &mut Sitting) {
        self.put_in(sitting, "\n");
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        let label = |at: usize| sheet.spots.get(at).map(|spot| short(spot.label));
        let Some(here) = label(sitting.spot) else { return };
        let on = match (label(sitting.spot + 1), sitting.beyond(&self.desk)) {
            (Some(next), _) => format!("Tab goes on to “{next}”"),
            (None, Beyond::Item) => "Tab goes on to the next item".to_owned(),
            (None, Beyond::Field | Beyond::Pane | Beyond::Nowhere) => "Esc goes to the entry line".to_owned(),
        };
        self.tell(format!("A new line in “{here}”; {on}"));
    }
}

/// A label in a few words.
fn short(label: &str) -> String {
    const LONGEST: usize = 40;
    if label.chars().count() <= LONGEST {
        return label.to_owned();
    }
    let cut: String = label.chars().take(LONGEST).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words))
}
