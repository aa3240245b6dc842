//! The support from outside that a request asks for: what the form says is needed, else the open actions that are
//! about it (CO-07).

use super::build::Builder;
use super::concern::is_agreed;
use super::minute;
use super::model::{Column, Content, Source, Value};
use super::values;
use crate::forms::{Field, Followed, Kind};
use crate::session::{Entry, EntryId};

/// What is written where none is needed.
const NO_SUPPORT: [&str; 6] = ["", "none", "no", "nil", "-", "–"];

/// How words begin that name support from outside.
const OF_SUPPORT: [&str; 7] = ["support", "broker", "consultan", "advis", "specialist", "training", "coach"];

/// Whether the words of an entry name support from outside.
fn names_support(entry: &Entry) -> bool {
    let text = entry.text.to_lowercase();
    text.split(|c: char| !c.is_alphanumeric()).any(|word| OF_SUPPORT.iter().any(|begin| word.starts_with(begin)))
}

impl<'a> Builder<'a> {
    pub(super) fn support_needed(&mut self) {
        let form = self.filled.form;
        let before = self.blocks_so_far();
        for place in &form.support_in {
            let (field, column) = place.split_once('.').map_or((place.as_str(), None), |(field, of)| (field, Some(of)));
            if column.is_none() && form.item(field).is_some() {
                self.agreed_under(field);
            }
            let Some(field) = form.field(field).filter(|field| self.shows_field(field)) else { continue };
            match (&field.kind, column) {
                (Kind::Table { columns }, Some(column)) => self.rows_with_support(field, columns, column),
                _ if !self.filled.value(&field.id).trim().is_empty() => self.field(field),
                _ => {}
            }
        }
        if self.blocks_so_far() == before {
            self.actions_of_support();
        }
    }

    /// Where the form does not ask: the open actions that name support, or were agreed about a trigger that is ticked.
    fn actions_of_support(&mut self) {
        let is_of_it = |entry: &Entry| is_agreed(entry) && (names_support(entry) || self.is_of_concern(entry));
        let all = self.shown_actions().filter(|(entry, _)| is_of_it(entry));
        let wanted: Vec<EntryId> = all.map(|(entry, _)| entry.id).collect();
        if !wanted.is_empty() {
            self.actions_that("Open actions", "", |entry, _| wanted.contains(&entry.id));
        }
    }

    /// What was decided and is still to be done under an item, below its title. One that gathers what was agreed on all has
    /// only what names support.
    fn agreed_under(&mut self, item: &str) {
        let of_all = self.filled.form.item(item).is_some_and(|item| item.reads_back_actions);
        let is_of_it = |entry: &Entry| is_agreed(entry) && (!of_all || names_support(entry));
        let agreed: Vec<&'a Entry> = self
            .shown_entries()
            .filter(|(under, entry)| *under == item && is_of_it(entry))
            .map(|(_, entry)| entry)
            .collect();
        let title = self.filled.session.stop(item).map_or("", |(_, stop)| stop.title.as_str());
        if !agreed.is_empty() {
            self.heading(2, "", title, Source::Item(item.to_owned()));
        }
        for entry in agreed {
            self.push(Source::Entry(entry.id), minute::content(entry, self.filled, self.contents));
        }
    }

    /// The rows of a table that ask for support and are not closed: what is needed, why, and the impact looked for.
    fn rows_with_support(&mut self, field: &'a Field, columns: &'a [crate::forms::Column], needed: &str) {
        let followed = self.filled.form.follows.iter().find(|followed| followed.table == field.id);
        let known = |id: &str| columns.iter().find(|column| column.id == id);
        let told = |of: fn(&Followed) -> Option<&String>| followed.and_then(of).and_then(|id| known(id));
        let why = followed.and_then(|followed| known(&followed.text)).or_else(|| columns.first());
        let measure = told(|followed| followed.measure.as_ref());
        let owner = told(|followed| followed.owner.as_ref());
        let due = told(|followed| followed.due.as_ref());
        let printed: Vec<&crate::forms::Column> =
            [known(needed), why, measure, owner, due].into_iter().flatten().collect();
        let status = followed.and_then(|followed| followed.status.as_ref());
        let is_open = |cell: &str| !["done", "dropped"].contains(&cell);
        let rows = self.filled.rows(field);
        let asks = |row: &&crate::session::FilledRow| {
            let cell = |id: &str| row.cells.get(id).map_or("", String::as_str).trim().to_owned();
            let support = cell(needed).to_lowercase();
            !NO_SUPPORT.contains(&support.as_str()) && status.is_none_or(|status| is_open(&cell(status)))
        };
        let row = |row: &crate::session::FilledRow| -> Vec<Value> {
            let cell = |column: &&crate::forms::Column| {
                let kept = row.cells.get(&column.id).map_or("", String::as_str);
                values::printed(self.filled, column, None, kept)
            };
            printed.iter().map(cell).collect()
        };
        let first = columns.first().map_or("", |column| column.id.as_str());
        let (rows, sources): (Vec<Vec<Value>>, Vec<Source>) =
            rows.iter().filter(asks).map(|asking| (row(asking), values::origin(field, first, asking))).unzip();
        if rows.is_empty() {
            return;
        }
        let width = |column: &crate::forms::Column| if column.kind == Kind::LongText { 36 } else { 16 };
        let titles = printed.iter().map(|column| Column::new(&column.label, width(column))).collect();
        self.push(Source::Field(field.id.clone()), Content::Table { caption: String::new(), columns: titles, rows });
        self.made_of(sources);
    }
}
