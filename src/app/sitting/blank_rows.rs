//! A row of a table that is none any more once it is left: nothing stands in it, or it is an action now.

use super::super::App;
use super::super::message::Urgency;
use super::sheet::By;
use super::{Along, Focus, Sheet, Sitting};
use crate::session::{Change, Grouping, Target, is_blank};

/// A row of a table, from 0, and what it becomes.
pub(super) struct PassingRow {
    table: String,
    row: usize,
    becomes: Option<Change>,
}

impl PassingRow {
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

impl App {
    /// The row the caret is in, if it stands only until it is left.
    pub(super) fn passing_row(&self, sitting: &Sitting) -> Option<PassingRow> {
        let Some(Target::Cell { table, row, .. }) = sitting.spot_target_with(&self.desk) else { return None };
        let stands = sitting.session().table(&table).get(row).filter(|_| sitting.held_by.is_none())?;
        let becomes = sitting.filled(&self.desk).action_of_row(&table, row, self.now);
        (becomes.is_some() || is_blank(stands)).then_some(PassingRow { table, row, becomes })
    }

    /// Leaves the row the caret is in: if it stands only until then, it is taken out.
    pub(super) fn leave_row(&mut self, sitting: &mut Sitting) {
        let Some(passing) = self.passing_row(sitting).filter(|_| sitting.focus == Focus::Sheet) else { return };
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        let first = sheet.spots.iter().position(|spot| passing.has(&spot.target));
        sitting.spot = first.unwrap_or_default();
        self.take_out_passing(sitting, passing);
    }

    /// A step from a spot in such a row; where it leads out of the row, that is taken out. Behind the last row stands the
    /// one to be typed next: out of an empty one the way leads past it.
    pub(super) fn step_out_of(
        &mut self,
        sitting: &mut Sitting,
        passing: PassingRow,
        (here, way, by): (usize, Along, By),
    ) -> Option<()> {
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        let is_last = passing.becomes.is_none() && passing.row + 1 == sitting.session().table(&passing.table).len();
        let is_next =
            |at: &usize| is_last && passing.row_of(&sheet.spots[*at].target).is_some_and(|row| row > passing.row);
        let mut steps = std::iter::successors(sheet.step(here, way, by), |at| sheet.step(*at, way, by));
        let to = steps.find(|at| !is_next(at))?;
        if passing.has(&sheet.spots[to].target) {
            sitting.spot = to;
            return Some(());
        }
        let before = sheet.spots[..to].iter().filter(|spot| passing.has(&spot.target)).count();
        sitting.spot = to - before;
        self.take_out_passing(sitting, passing);
        Some(())
    }

    /// Takes out a row: one in which nothing stands together with what emptied it.
    fn take_out_passing(&mut self, sitting: &mut Sitting, passing: PassingRow) {
        let from = sitting.session().table(&passing.table).get(passing.row).cloned();
        let last = sitting.live.last_change();
        let emptied = matches!(last, Some(Change::Edit { target, .. }) if passing.has(target));
        let joined = emptied && passing.becomes.is_none();
        let mut changes = crate::rules::without_row(sitting.session(), &passing.table, passing.row);
        changes.push(Change::Row { table: passing.table, at: passing.row, from, to: None });
        let number = passing.becomes.as_ref().map(|_| sitting.session().next_action());
        changes.extend(passing.becomes);
        let grouping = if joined { Grouping::Join } else { Grouping::New };
        if self.record(sitting, changes, grouping, Urgency::Soon)
            && let Some(number) = number
        {
            self.tell(format!("Now action {number}; Ctrl+A and Enter change it, Ctrl+Z makes it a row again"));
        }
        sitting.last_typed = None;
    }
}
