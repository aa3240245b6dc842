//! A visit made in parts: its further days, where its form has a table of them (TM-04).

use chrono::NaiveDate;

use super::{Change, Filled};
use crate::forms::{Field, Kind, Source};

impl Filled<'_> {
    /// The field of the form that holds the days of a visit in parts, and the changes that note them there. None where the
    /// form has no such field, or days stand there already.
    pub fn noting_days(&self, further: &[NaiveDate]) -> Option<(&Field, Vec<Change>)> {
        let (field, column) = self.form.all_fields().find_map(|field| match (&field.from, &field.kind) {
            (Some(Source::Session(_)), Kind::Table { columns }) => Some((field, &columns.first()?.id)),
            _ => None,
        })?;
        if !self.session.table(&field.id).is_empty() {
            return None;
        }
        let days = std::iter::once(self.session.date()).chain(further.iter().copied());
        let row = |(at, day): (usize, NaiveDate)| {
            let cells = [(column.clone(), day.to_string())].into_iter().collect();
            Change::Row { table: field.id.clone(), at, from: None, to: Some(cells) }
        };
        Some((field, days.enumerate().map(row).collect()))
    }
}
