//! Every text of a session that a rule about prose reads, with its place.

use super::{Context, Place, short};
use crate::forms::{Column, Field, Kind};
use crate::grammar::Kind as EntryKind;
use crate::session::{Entry, Target};

/// A text and where it stands.
pub(super) struct Text<'a> {
    pub(super) words: &'a str,
    /// The entry it is the words of.
    pub(super) entry: Option<&'a Entry>,
    of: Of<'a>,
}

/// What a text is of. Its place and name are put into words only where something is found.
enum Of<'a> {
    /// A plain field or a cell, by its path, what it is called, and the columns the cell is among.
    Field(String, &'a str, &'a [Column]),
    /// A cell of a table; the row from 0; the columns it is among.
    Cell(&'a str, usize, &'a Column, &'a [Column]),
    /// An entry, or what an action has beside its words.
    Entry(&'a Entry, Part),
}

/// Which text of an entry.
#[derive(Clone, Copy)]
enum Part {
    Words,
    Measure,
    Progress,
    Impact,
}

impl Text<'_> {
    pub(super) fn place(&self) -> Place {
        match &self.of {
            Of::Field(path, ..) => Place::Field(path.clone()),
            Of::Cell(table, row, column, _) => Place::Field(format!("{table}.{}.{}", row + 1, column.id)),
            Of::Entry(entry, _) => Place::Entry(entry.id),
        }
    }

    /// The text of the session, to be changed.
    pub(super) fn target(&self) -> Target {
        match &self.of {
            Of::Field(path, ..) => Target::Field(path.clone()),
            Of::Cell(table, row, column, _) => {
                Target::Cell { table: (*table).to_owned(), row: *row, column: column.id.clone() }
            }
            Of::Entry(entry, Part::Words) => Target::Entry(entry.id),
            Of::Entry(entry, Part::Measure) => Target::Measure(entry.id),
            Of::Entry(entry, Part::Progress) => Target::Progress(entry.id),
            Of::Entry(entry, Part::Impact) => Target::Impact(entry.id),
        }
    }

    /// What the place is called.
    pub(super) fn label(&self) -> String {
        match &self.of {
            Of::Field(_, label, _) => format!("“{}”", short(label)),
            Of::Cell(_, row, column, _) => format!("“{}” {}", column.label, row + 1),
            Of::Entry(entry, _) => format!("The entry of {}", entry.at.format("%H:%M")),
        }
    }

    /// Whether it stands in a column of this id.
    pub(super) fn is_in_column(&self, id: &str) -> bool {
        match &self.of {
            Of::Field(path, ..) => path.rsplit('.').next() == Some(id),
            Of::Cell(_, _, column, _) => column.id == id,
            Of::Entry(..) => false,
        }
    }

    /// Whether it stands in another column beside one of this id.
    pub(super) fn is_beside_column(&self, id: &str) -> bool {
        let columns = match &self.of {
            Of::Field(_, _, columns) | Of::Cell(_, _, _, columns) => *columns,
            Of::Entry(..) => &[],
        };
        columns.iter().any(|column| column.id == id) && !self.is_in_column(id)
    }
}

/// Texts of fields, cells and shared entries within a rule's scope. Fields where people may be named are left out.
pub(super) fn texts<'a>(context: &Context<'a>) -> Vec<Text<'a>> {
    let mut all = Vec::new();
    for field in context.fields().filter(|field| !field.names_allowed) {
        of_field(context, field, &mut all);
    }
    of_entries(context, &mut all);
    all.retain(|text| !text.words.trim().is_empty());
    all
}

/// The shared entries of the items within scope, each with what an action has beside its words.
fn of_entries<'a>(context: &Context<'a>, all: &mut Vec<Text<'a>>) {
    let scope = &context.usage.scope;
    let shown = |item: &str| {
        let own = context.filled.form.item(item);
        scope.is_empty() || own.is_some_and(|own| own.sections.iter().chain(&own.fields).any(|id| scope.contains(id)))
    };
    // Entries of an item follow one another, so that each item is looked at once.
    let mut last = ("", false);
    for (item, entry) in context.filled.session.all_entries() {
        if last.0 != item {
            last = (item, shown(item));
        }
        if !last.1 || entry.removed || entry.kind == EntryKind::Private {
            continue;
        }
        if let Some(action) = entry.as_action() {
            let beside =
                [(Part::Measure, &action.measure), (Part::Progress, &action.progress), (Part::Impact, &action.impact)];
            all.extend(beside.map(|(part, words)| Text { words, entry: None, of: Of::Entry(entry, part) }));
        }
        all.push(Text { words: &entry.text, entry: Some(entry), of: Of::Entry(entry, Part::Words) });
    }
}

fn of_field<'a>(context: &Context<'a>, field: &'a Field, all: &mut Vec<Text<'a>>) {
    let session = context.filled.session;
    let cell = |path: String, label: &'a str, columns: &'a [Column]| Text {
        words: session.field(&path),
        entry: None,
        of: Of::Field(path, label, columns),
    };
    let is_prose = |column: &&Column| matches!(column.kind, Kind::Text | Kind::LongText | Kind::Role);
    match &field.kind {
        Kind::Text | Kind::LongText | Kind::Role => all.push(cell(field.id.clone(), &field.label, &[])),
        Kind::Table { columns } => {
            for (n, row) in session.table(&field.id).iter().enumerate() {
                for column in columns.iter().filter(is_prose) {
                    let words = row.get(&column.id).map_or("", String::as_str);
                    all.push(Text { words, entry: None, of: Of::Cell(&field.id, n, column, columns) });
                }
            }
        }
        Kind::Grades { rows, columns, .. } => {
            for row in rows {
                for column in columns.iter().filter(is_prose) {
                    all.push(cell(format!("{}.{}", row.id, column.id), &row.label, columns));
                }
            }
        }
        Kind::Checklist { columns, items, .. } => {
            for n in 1..=items.len() {
                for column in columns.iter().filter(is_prose) {
                    all.push(cell(format!("{}.{n}.{}", field.id, column.id), &field.label, columns));
                }
            }
        }
        Kind::Sentence { blanks, .. } => {
            for blank in blanks.iter().filter(is_prose) {
                all.push(cell(format!("{}.{}", field.id, blank.id), &field.label, blanks));
            }
        }
        Kind::Number { .. }
        | Kind::Date
        | Kind::Since
        | Kind::Due
        | Kind::Past
        | Kind::Dates
        | Kind::Choice(_)
        | Kind::Choices(_)
        | Kind::Grade { .. } => {}
    }
}
