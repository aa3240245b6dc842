//! What the store asks of a session, answered by the session itself.

use chrono::NaiveDate;

use super::document::{Document, Passage};
use crate::caseload::Summary;
use crate::grammar::Kind;
use crate::ronfile::{self, RonError};
use crate::session::{ROW_ORIGIN, SCHEMA, Session, Step, is_private_line};

impl Document for Session {
    type Step = Step;
    type Row = Summary;
    const SCHEMA: u32 = SCHEMA;

    fn applied(&self) -> u64 {
        Self::applied(self)
    }

    fn apply(&mut self, _seq: u64, step: &Step) -> Result<(), String> {
        self.fold(step).map_err(|error| error.to_string())
    }

    fn school(&self) -> &str {
        Self::school(self)
    }

    fn date(&self) -> NaiveDate {
        Self::date(self)
    }

    fn passages(&self) -> Vec<Passage> {
        let title = |item: &str| self.stop(item).map_or_else(|| item.to_owned(), |(_, stop)| stop.title.clone());
        let entries = self.all_entries().filter(|(_, e)| !e.removed).map(|(item, e)| Passage {
            item: title(item),
            entry: Some(e.id),
            text: e.text.clone(),
            private: e.kind == Kind::Private,
            ..Passage::default()
        });
        let passage =
            |item: &str, text: &str| Passage { item: item.to_owned(), text: text.to_owned(), ..Passage::default() };
        let fields = self.fields().map(|(path, text)| Passage { field: Some(path.to_owned()), ..passage(path, text) });
        let reports = self.people().iter().filter(|person| !person.report.is_empty());
        let reports = reports.map(|person| passage(&format!("Report of {}", person.name()), &person.report));
        let excused = self.people().iter().filter(|person| !person.reason.is_empty());
        let reasons = excused.map(|person| passage(&format!("Why {} was not there", person.name()), &person.reason));
        let cells = self.tables().flat_map(|(field, rows)| {
            rows.iter().enumerate().map(move |(n, row)| {
                let cells = row.iter().filter(|(column, cell)| !column.starts_with(ROW_ORIGIN) && !cell.is_empty());
                let cells: Vec<(String, String)> = cells.map(|(column, cell)| (column.clone(), cell.clone())).collect();
                let text = cells.iter().map(|(_, cell)| cell.as_str()).collect::<Vec<_>>().join(" · ");
                let first = cells.first().map(|(column, _)| format!("{field}.{}.{column}", n + 1));
                Passage { cells, field: first, ..passage(field, &text) }
            })
        });
        let draft = (!self.draft().text.is_empty()).then(|| Passage {
            private: is_private_line(&self.draft().text),
            ..passage(&title(&self.draft().item), &self.draft().text)
        });
        entries.chain(fields).chain(cells).chain(reports).chain(reasons).chain(draft).collect()
    }

    fn is_whole(row: &Summary) -> bool {
        row.unread.is_empty()
    }

    fn school_of(row: &Summary) -> Option<&str> {
        Some(&row.school_slug)
    }

    fn under(self, id: &str) -> Self {
        self.under_its_name(id)
    }

    fn read(text: &str) -> Result<Self, RonError> {
        let mut session: Self = ronfile::read(text)?;
        session.ready();
        Ok(session)
    }
}
