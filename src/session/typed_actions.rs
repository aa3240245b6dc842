//! A row typed in a table of actions becomes an action like any other (RT-12).

use chrono::NaiveDateTime;

use super::change::Change;
use super::entry::Entry;
use super::filled::Filled;
use super::model::{Row, StopState};
use super::noting::entry_of;
use super::people::owners_of;
use crate::calendar::day_of;
use crate::forms::{Column, Field, Kind, Source};
use crate::grammar::{Kind as EntryKind, Parsed};

impl<'a> Filled<'a> {
    /// The rows typed in tables of actions: the table, the row from 0, and the column of its words.
    pub fn typed_actions(&self) -> Vec<(&'a Field, usize, &'a str)> {
        let tables = self.form.all_fields().filter_map(|field| Some((field, text_column(field)?)));
        tables
            .flat_map(|(field, text)| (0..self.session.table(&field.id).len()).map(move |n| (field, n, text)))
            .collect()
    }

    /// What makes a row typed in a table of actions an action, but for the row itself; none while it has no words.
    pub fn action_of_row(&self, table: &str, row: usize, at: NaiveDateTime) -> Option<Change> {
        let field = self.form.field(table)?;
        let parsed = self.parsed(field, self.session.table(table).get(row)?)?;
        let item = self.item_of_actions(table)?;
        let entry: Entry = entry_of(&parsed, self.session, item, at);
        let place = self.session.place_by_time(item, &entry);
        Some(Change::Entry { item: item.to_owned(), at: place, from: None, to: Some(Box::new(entry)) })
    }

    /// The item that such an action stands under: where the actions are read back, else that of the table.
    fn item_of_actions(&self, table: &str) -> Option<&'a str> {
        let is_open = |id: &str| self.session.stop(id).is_some_and(|(_, stop)| stop.state != StopState::Skipped);
        let mut items = self.form.agenda.iter().filter(|item| is_open(&item.id));
        let read_back = items.find(|item| item.reads_back_actions && item.audience.is_empty());
        read_back.or_else(|| self.form.item_of(table)).map(|item| item.id.as_str())
    }

    /// A row as the line it could have been. What an action has no place for stays in its words.
    fn parsed(&self, field: &Field, row: &Row) -> Option<Parsed> {
        let (Kind::Table { columns }, Some(facts)) = (&field.kind, facts(field)) else { return None };
        let column = |fact: &str| column_of(facts, fact);
        let cell = |id: &str| row.get(id).map_or("", |cell| cell.trim());
        let mut text = cell(column("text")?).to_owned();
        if text.is_empty() {
            return None;
        }
        let said = |fact: &str| column(fact).map_or("", cell);
        let due = day_of(said("due")).filter(|day| day.to_string() == said("due"));
        let mut read = vec![column("text"), column("owner"), column("measure")];
        read.extend(due.map(|_| column("due")));
        let is_left = |known: &&Column| !read.contains(&Some(known.id.as_str())) && !cell(&known.id).is_empty();
        for left in columns.iter().filter(is_left) {
            text = format!("{text} ({}: {})", left.label, cell(&left.id));
        }
        let measure = Some(said("measure").to_owned()).filter(|measure| !measure.is_empty());
        let owners = owners_of(said("owner"), self.roles);
        Some(Parsed { kind: EntryKind::Action, text, owners, due, measure, ..Parsed::default() })
    }
}

/// Which columns of a table show what of the actions, if it is a table of them.
fn facts(field: &Field) -> Option<&[(String, String)]> {
    match &field.from {
        Some(Source::Actions(facts)) => Some(facts),
        _ => None,
    }
}

fn column_of<'f>(facts: &'f [(String, String)], wanted: &str) -> Option<&'f str> {
    let found = facts.iter().find(|(_, fact)| fact.split('+').any(|fact| fact == wanted));
    found.map(|(column, _)| column.as_str())
}

/// The column of the words, if it is a table of actions.
fn text_column(field: &Field) -> Option<&str> {
    column_of(facts(field)?, "text")
}
