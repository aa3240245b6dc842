//! A session of several days: its further days, where its form has a place for them (TM-04, AM-34).

use chrono::NaiveDate;

use super::{Change, Filled, Target};
use crate::forms::{Column, Field, Kind, Source};

impl Filled<'_> {
    /// The field of the form that holds the days of a session of several, and the changes that note them there. None where
    /// the form has no such field, or days stand there already.
    pub fn noting_days(&self, further: &[NaiveDate]) -> Option<(&Field, Vec<Change>)> {
        let its = |field: &&Field| matches!(field.from, Some(Source::Session(_)));
        let days: Vec<NaiveDate> = std::iter::once(self.session.date()).chain(further.iter().copied()).collect();
        self.form.all_fields().filter(its).find_map(|field| match &field.kind {
            Kind::Table { columns } => Some((field, self.in_rows(field, columns.first()?, &days)?)),
            Kind::Dates => Some((field, self.in_field(field, &days)?)),
            _ => None,
        })
    }

    /// The days of a visit in parts, each in a row of a table.
    fn in_rows(&self, field: &Field, column: &Column, days: &[NaiveDate]) -> Option<Vec<Change>> {
        let row = |(at, day): (usize, &NaiveDate)| {
            let cells = [(column.id.clone(), day.to_string())].into_iter().collect();
            Change::Row { table: field.id.clone(), at, from: None, to: Some(cells) }
        };
        self.session.table(&field.id).is_empty().then(|| days.iter().enumerate().map(row).collect())
    }

    /// The days of an inspection in one field: from the first to the last where they follow each other.
    fn in_field(&self, field: &Field, days: &[NaiveDate]) -> Option<Vec<Change>> {
        let follow = days.windows(2).all(|pair| matches!(pair, [one, next] if one.succ_opt() == Some(*next)));
        let insert = match days {
            [first, .., last] if follow => format!("{first}..{last}"),
            days => days.iter().map(NaiveDate::to_string).collect::<Vec<_>>().join(", "),
        };
        let target = Target::Field(field.id.clone());
        let change = Change::Edit { target, at: 0, remove: String::new(), insert };
        self.session.field(&field.id).is_empty().then(|| vec![change])
    }
}
