//! A finding begun in the grid: which judgement it is about, and to which item it goes.

use std::collections::BTreeSet;

use super::grid::Back;
use super::sheet::Sheet;
use super::{Focus, Sitting};
use crate::forms::{Kind, NOT_APPLICABLE, Place};
use crate::grammar::Kind as EntryKind;
use crate::session::{Entry, EntryId};

impl Sitting {
    /// The judgement that a letter begins a finding about: the one graded last, else the one under the caret; none where
    /// that does not apply to the school.
    pub fn row_in_hand(&self, sheet: &Sheet<'_>) -> Option<String> {
        let graded = self.graded.clone().filter(|row| !self.is_out(row));
        if self.graded.is_some() { graded } else { self.row_under(sheet) }
    }

    /// The judgement under the caret, unless it does not apply to the school.
    pub(super) fn row_under(&self, sheet: &Sheet<'_>) -> Option<String> {
        sheet.spots.get(self.spot)?.row.filter(|row| !self.is_out(row)).map(str::to_owned)
    }

    /// Whether a judgement does not apply to the school, by the grades it has.
    fn is_out(&self, row: &str) -> bool {
        let Some((field, _)) = self.form.judgement(row) else { return false };
        let Kind::Grades { columns, .. } = &field.kind else { return false };
        let graded = columns.iter().filter(|column| matches!(column.kind, Kind::Grade { .. }));
        let given = graded.map(|column| self.session().field(&format!("{row}.{}", column.id)).to_owned());
        let given: Vec<String> = given.filter(|text| !text.is_empty()).collect();
        !given.is_empty() && given.iter().all(|text| text == NOT_APPLICABLE)
    }

    /// Whether none of the judgements of an item applies to the school.
    fn is_item_out(&self, item: &str) -> bool {
        let mut rows = self.form.judgement_rows().filter(|(_, row)| self.item_of_row(&row.id) == Some(item)).peekable();
        rows.peek().is_some() && rows.all(|(_, row)| self.is_out(&row.id))
    }

    /// A finding that was being typed about a judgement goes on where it was: Enter leads back to that judgement.
    pub(super) fn resume_finding(&mut self, desk: &super::Desk) {
        self.take_up_topic();
        if !self.in_grid() || self.row_tag.is_none() {
            return;
        }
        let sheet = Sheet::of(&self.filled(desk), self);
        let found = sheet.spots.iter().position(|spot| spot.row == self.row_tag.as_deref());
        self.spot = found.unwrap_or(self.spot);
        self.back = Back::Sheet;
    }

    /// A finding about no judgement belongs to the item that was spoken of last, though the caret has gone on to the next;
    /// not to one that does not apply to the school: then to the last before it that does.
    pub(super) fn begin_where_it_was_said(&mut self) {
        if !self.line.text().is_empty() {
            return;
        }
        let graded = self.graded.as_deref().and_then(|row| self.item_of_row(row)).map(str::to_owned);
        let said = graded.or_else(|| self.said_in.clone()).unwrap_or_else(|| self.item.clone());
        let Some((at, _)) = self.session().stop(&said) else { return };
        let agenda = self.session().agenda();
        let fits = |at: &usize| agenda[*at].place == Place::Numbered && !self.is_item_out(&agenda[*at].id);
        let at = (0..=at).rev().find(fits).unwrap_or(at);
        (self.stop, self.item) = (at, agenda[at].id.clone());
    }

    /// Opens the entry line about a judgement, or about none; Enter leads back. A line half typed stays about what it was.
    pub(super) fn open_line(&mut self, row: Option<String>) {
        if self.line.text().is_empty() {
            self.row_tag = row;
        }
        if self.row_tag.is_none() {
            self.begin_where_it_was_said();
        }
        self.back = Back::Sheet;
        self.focus = Focus::Line;
    }

    /// The newest finding of an item that has judgements, with what it is about.
    pub(super) fn last_finding(&self) -> Option<(EntryId, Option<String>)> {
        let is_said = |e: &&Entry| !e.removed && !matches!(e.kind, EntryKind::Action | EntryKind::Private);
        let judged: BTreeSet<&str> =
            self.form.judgement_rows().filter_map(|(_, row)| self.item_of_row(&row.id)).collect();
        let found = self.session().all_entries().filter(|(item, _)| judged.contains(item)).map(|(_, e)| e);
        found.filter(is_said).max_by_key(|e| e.id).map(|e| (e.id, e.row.clone()))
    }
}
