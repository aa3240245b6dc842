//! Rows of tables: what was typed as a line becomes one, a recommendation or a priority, and one is taken out again.

use super::super::App;
use super::super::message::Urgency;
use super::{Focus, Sheet, Sitting};
use crate::forms::{Column, Field, Followed, Kind};
use crate::grammar::{Kind as EntryKind, Parsed, Part, Recognition, parse_words};
use crate::session::{Action, Change, Entry, EntryId, Grouping, Row, Target, as_typed, whose, with_capital, words_of};

/// A line as a row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsRow {
    /// The table.
    table: String,
    /// What it is called.
    pub name: String,
    /// The words, whose it is and by when.
    pub parsed: Parsed,
}

impl Sitting {
    /// The entry line as a row of a table of its item: a plain line that says who does it and by when, where a table has
    /// a column for each.
    pub(super) fn read_as_row(&self, desk: &super::Desk) -> Option<AsRow> {
        let line = &self.parsed;
        let is_plain = line.kind == EntryKind::Note && line.item.is_none() && line.attendance.is_empty();
        let is_about = self.row_tag.is_some() || self.prompt_tag.is_some();
        let is_literal = line.spans.iter().any(|span| span.what == Part::Escape);
        if !is_plain || is_about || is_literal {
            return None;
        }
        let fields = self.form.fields_of(self.form.item(&self.draft_item())?);
        let says_both = |field: &&Field| {
            let followed = self.followed(&field.id);
            followed.is_some_and(|followed| followed.owner.is_some() && followed.due.is_some())
        };
        let field = fields.into_iter().filter(says_both).find(|field| self.filled(desk).field_applies(field))?;
        let context = self.reading(desk, 0);
        let parsed = parse_words(EntryKind::Action, self.line.text(), &context, &self.recognition);
        let is_row = !parsed.owners.is_empty() && parsed.due.is_some() && !parsed.text.trim().is_empty();
        is_row.then(|| AsRow { table: field.id.clone(), name: called(field).to_owned(), parsed })
    }

    /// The tables of an entry's item in which it can stand as a row: those that are typed, row by row.
    pub fn tables_for(&self, desk: &super::Desk, id: EntryId) -> Vec<&Field> {
        let Some((item, entry)) = self.session().entry(id) else { return Vec::new() };
        let carried = entry.action.as_ref().is_some_and(|action| action.origin.is_some());
        if entry.removed || carried || entry.kind == EntryKind::Private {
            return Vec::new();
        }
        let filled = self.filled(desk);
        let fields = self.form.item(item).map(|item| self.form.fields_of(item)).unwrap_or_default();
        let takes =
            |field: &&Field| field.from.is_none() && filled.field_applies(field) && self.text_column(field).is_some();
        fields.into_iter().filter(takes).collect()
    }

    /// Which columns of a table hold what, where the form follows its rows from note to note.
    fn followed(&self, table: &str) -> Option<&Followed> {
        self.form.follows.iter().find(|followed| followed.table == table)
    }

    /// The column that holds the words of a row.
    fn text_column(&self, field: &Field) -> Option<String> {
        let Kind::Table { columns } = &field.kind else { return None };
        let is_text = |column: &&Column| matches!(column.kind, Kind::Text | Kind::LongText);
        let first = || columns.iter().find(is_text).map(|column| column.id.clone());
        self.followed(&field.id).map(|followed| followed.text.clone()).or_else(first)
    }
}

/// A table's label without what stands in brackets behind it.
pub(in super::super) fn called(field: &Field) -> &str {
    field.label.split(" (").next().unwrap_or_default()
}

/// What a field is called below its item's title: a text of the same name would only repeat it, and sums the item up.
pub(in super::super) fn called_below<'a>(field: &'a Field, title: &str) -> &'a str {
    let sums_up = field.label == title && matches!(field.kind, Kind::Text | Kind::LongText);
    if sums_up { "Summary" } else { &field.label }
}

impl App {
    /// Takes out the table row the caret is in.
    pub(super) fn drop_row(&mut self, sitting: &mut Sitting) {
        let Some(Target::Cell { table, row, .. }) = self.spot_target(sitting) else {
            self.tell("Only rows of a table can be taken out here; Backspace empties a field");
            return;
        };
        let from = sitting.session().table(&table).get(row).cloned();
        if from.is_some() {
            let mut changes = crate::rules::without_row(sitting.session(), &table, row);
            changes.push(Change::Row { table, at: row, from, to: None });
            if self.record(sitting, changes, Grouping::New, Urgency::Now) {
                self.tell("The row was taken out; Ctrl+Z puts it back");
            }
            self.arrive_at_spot(sitting);
        }
    }

    /// Enters the line as a row of a table, what was read in it each in its column.
    pub(super) fn commit_row(&mut self, sitting: &mut Sitting, row: &AsRow) {
        let session = sitting.session();
        let Some(followed) = sitting.followed(&row.table) else { return };
        let action = crate::session::action_of(&row.parsed, session, 0);
        let entry = Entry::new(0, self.now, EntryKind::Action, row.parsed.text.trim());
        let cells = cells(&Entry { action: Some(action), ..entry }, &followed.text, Some(followed));
        let at = session.table(&row.table).len();
        let mut changes = sitting.emptying();
        changes.extend(self.clock_for(sitting, &sitting.draft_item()));
        changes.push(Change::Row { table: row.table.clone(), at, from: None, to: Some(cells) });
        if self.record(sitting, changes, Grouping::New, Urgency::Now) {
            sitting.foot = None;
            self.empty_line(sitting);
            self.show_row(sitting, &row.table, at);
            self.tell(format!("Now row {} of “{}”; Ctrl+Z makes it a line again", at + 1, row.name));
        }
    }

    /// The row just made is the one to be seen; what is typed next goes into its first cell that is empty, or into the row
    /// below.
    fn show_row(&self, sitting: &mut Sitting, table: &str, at: usize) {
        let own = |spot: &super::Spot<'_>| matches!(&spot.target, Target::Cell { table: its, row, .. } if its == table && *row == at);
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        let found = sheet.spots.iter().position(own);
        let is_empty = |at: &usize| sheet.spots.get(*at).is_some_and(|s| sitting.session().text(&s.target).is_empty());
        let empty = found.and_then(|found| (found..sheet.spots.len()).find(is_empty));
        sitting.spot = empty.or(found).unwrap_or(sitting.spot);
        sitting.refresh_editors(&self.desk);
    }

    /// Makes an entry a row of a table; whose and by when go into their columns, where the form says which these are.
    pub(in super::super) fn make_row(&mut self, sitting: &mut Sitting, id: EntryId, table: &str) {
        let session = sitting.session();
        let Some((item, at)) = session.place_of(id).map(|(item, at)| (item.to_owned(), at)) else { return };
        let Some((_, entry)) = session.entry(id) else { return };
        let Some(field) = sitting.form.field(table) else { return };
        let Some(text) = sitting.text_column(field) else { return };
        let read = self.as_action(sitting, entry);
        let (cells, count) = (cells(&read, &text, sitting.followed(table)), session.table(table).len());
        let name = called(field).to_owned();
        let (from, to) = (Box::new(entry.clone()), Box::new(Entry { removed: true, ..entry.clone() }));
        let changes = vec![
            Change::Entry { item, at, from: Some(from), to: Some(to) },
            Change::Row { table: table.to_owned(), at: count, from: None, to: Some(cells) },
        ];
        if self.record(sitting, changes, Grouping::New, Urgency::Now) {
            if sitting.focus == Focus::Entry(id) {
                sitting.focus = Focus::Line;
            }
            self.show_row(sitting, table, count);
            self.tell(format!("Now row {} of “{name}”; Ctrl+Z makes it an entry again", count + 1));
        }
    }

    /// An entry as the action it would be: other words are read for whose it is and by when.
    fn as_action(&self, sitting: &Sitting, entry: &Entry) -> Entry {
        if entry.action.is_some() {
            return entry.clone();
        }
        let context = sitting.reading(&self.desk, 0);
        let parsed = crate::grammar::parse(&format!("! {}", entry.text), &context, &Recognition::default());
        let action = crate::session::action_of(&parsed, sitting.session(), 0);
        Entry { text: parsed.text.trim().to_owned(), action: Some(action), ..entry.clone() }
    }
}

/// The cells of a row; what has no column of its own stays in the words.
fn cells(entry: &Entry, text: &str, followed: Option<&Followed>) -> Row {
    let mut left = entry.action.clone().unwrap_or_default();
    let mut row = Row::new();
    let column = |of: fn(&Followed) -> Option<&String>| followed.and_then(of).cloned();
    if let Some(owner) = column(|followed| followed.owner.as_ref()).filter(|_| !left.owners.is_empty()) {
        let owners: Vec<String> = left.owners.drain(..).map(|owner| as_typed(&owner)).collect();
        row.insert(owner, whose(&owners));
    }
    if let (Some(column), Some(due)) = (column(|followed| followed.due.as_ref()), left.due) {
        left.due = None;
        row.insert(column, due.to_string());
    }
    if let Some(measure) = column(|followed| followed.measure.as_ref()).filter(|_| !left.measure.is_empty()) {
        row.insert(measure, std::mem::take(&mut left.measure));
    }
    let left = Action { owners: left.owners, due: left.due, measure: left.measure, ..Action::default() };
    let words = words_of(&Entry { action: Some(left), ..entry.clone() });
    row.insert(text.to_owned(), with_capital(&words).unwrap_or(words));
    row
}
