//! A row of a table in which nothing stands any more: once it is left, it is none.

use super::super::message::Urgency;
use super::super::{App, Desk};
use super::sheet::By;
use super::{Along, Focus, Sheet, Sitting};
use crate::session::{Change, Grouping, Target, is_blank};

/// A row of a table, from 0.
pub(super) struct BlankRow {
    table: String,
    row: usize,
}

impl BlankRow {
    /// Whether a text is one of its cells.
    fn has(&self, target: &Target) -> bool {
        self.row_of(target) == Some(self.row)
    }

    /// The row of a cell of the same table.
    fn row_of(&self, target: &Target) -> Option<usize> {
        match target {
            Target::Cell { table, row, .. } if *table == self.table => Some(*row),
            _ => None,
        }
    }
}

impl Sitting {
    /// The row the caret is in, if nothing stands in it.
    pub(super) fn blank_row(&self, desk: &Desk) -> Option<BlankRow> {
        let Some(Target::Cell { table, row, .. }) = self.spot_target_with(desk) else { return None };
        let stands = self.session().table(&table).get(row).filter(|_| self.held_by.is_none())?;
        is_blank(stands).then_some(BlankRow { table, row })
    }
}

impl App {
    /// Leaves the row the caret is in: if nothing stands in it, it is taken out.
    pub(super) fn leave_blank_row(&mut self, sitting: &mut Sitting) {
        let Some(blank) = sitting.blank_row(&self.desk).filter(|_| sitting.focus == Focus::Sheet) else { return };
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        let first = sheet.spots.iter().position(|spot| blank.has(&spot.target));
        sitting.spot = first.unwrap_or_default();
        self.take_out_blank(sitting, blank);
    }

    /// A step from a spot in such a row; where it leads out of the row, that is taken out. Behind the last row stands the
    /// one to be typed next: out of an empty one the way leads past it.
    pub(super) fn step_out_of(
        &mut self,
        sitting: &mut Sitting,
        blank: &BlankRow,
        (here, way, by): (usize, Along, By),
    ) -> Option<()> {
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        let is_last = blank.row + 1 == sitting.session().table(&blank.table).len();
        let is_next = |at: &usize| is_last && blank.row_of(&sheet.spots[*at].target).is_some_and(|row| row > blank.row);
        let mut steps = std::iter::successors(sheet.step(here, way, by), |at| sheet.step(*at, way, by));
        let to = steps.find(|at| !is_next(at))?;
        if blank.has(&sheet.spots[to].target) {
            sitting.spot = to;
            return Some(());
        }
        let before = sheet.spots[..to].iter().filter(|spot| blank.has(&spot.target)).count();
        sitting.spot = to - before;
        self.take_out_blank(sitting, BlankRow { table: blank.table.clone(), row: blank.row });
        Some(())
    }

    /// Takes out a row in which nothing stands, together with what emptied it.
    fn take_out_blank(&mut self, sitting: &mut Sitting, blank: BlankRow) {
        let from = sitting.session().table(&blank.table).get(blank.row).cloned();
        let last = sitting.live.last_change();
        let emptied = matches!(last, Some(Change::Edit { target, .. }) if blank.has(target));
        let mut changes = crate::rules::without_row(sitting.session(), &blank.table, blank.row);
        changes.push(Change::Row { table: blank.table, at: blank.row, from, to: None });
        let grouping = if emptied { Grouping::Join } else { Grouping::New };
        self.record(sitting, changes, grouping, Urgency::Soon);
        sitting.last_typed = None;
    }
}
