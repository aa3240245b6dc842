//! Every text of a session that a rule about prose reads, with its place.

use super::{Context, Place, short};
use crate::forms::{Column, Field, Kind};
use crate::grammar::Kind as EntryKind;
use crate::session::{Entry, Target};

/// A text and where it stands.
pub(super) struct Text<'a> {
    pub(super) place: Place,
    /// The text of the session, to be changed.
    pub(super) target: Target,
    pub(super) words: &'a str,
    /// What the place is called.
    pub(super) label: String,
    /// The entry it is the words of.
    pub(super) entry: Option<&'a Entry>,
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
        let label = format!("The entry of {}", entry.at.format("%H:%M"));
        let place = Place::Entry(entry.id);
        let of = |target, words, entry| Text { place: place.clone(), target, words, label: label.clone(), entry };
        if let Some(action) = entry.as_action() {
            all.push(of(Target::Measure(entry.id), action.measure.as_str(), None));
            all.push(of(Target::Progress(entry.id), action.progress.as_str(), None));
            all.push(of(Target::Impact(entry.id), action.impact.as_str(), None));
        }
        all.push(of(Target::Entry(entry.id), entry.text.as_str(), Some(entry)));
    }
}

fn of_field<'a>(context: &Context<'a>, field: &'a Field, all: &mut Vec<Text<'a>>) {
    let session = context.filled.session;
    let plain = |path: String, label: &str| {
        let words = session.field(&path);
        let (place, target) = (Place::Field(path.clone()), Target::Field(path));
        Text { place, target, words, label: format!("“{}”", short(label)), entry: None }
    };
    let is_prose = |column: &&Column| matches!(column.kind, Kind::Text | Kind::LongText | Kind::Role);
    match &field.kind {
        Kind::Text | Kind::LongText | Kind::Role => all.push(plain(field.id.clone(), &field.label)),
        Kind::Table { columns } => {
            for (n, row) in session.table(&field.id).iter().enumerate() {
                for column in columns.iter().filter(is_prose) {
                    let place = Place::Field(format!("{}.{}.{}", field.id, n + 1, column.id));
                    let target = Target::Cell { table: field.id.clone(), row: n, column: column.id.clone() };
                    let words = row.get(&column.id).map_or("", String::as_str);
                    let label = format!("“{}” {}", column.label, n + 1);
                    all.push(Text { place, target, words, label, entry: None });
                }
            }
        }
        Kind::Grades { rows, columns, .. } => {
            for row in rows {
                for column in columns.iter().filter(is_prose) {
                    all.push(plain(format!("{}.{}", row.id, column.id), &row.label));
                }
            }
        }
        Kind::Checklist { columns, items, .. } => {
            for n in 1..=items.len() {
                for column in columns.iter().filter(is_prose) {
                    all.push(plain(format!("{}.{n}.{}", field.id, column.id), &field.label));
                }
            }
        }
        Kind::Sentence { blanks, .. } => {
            for blank in blanks.iter().filter(is_prose) {
                all.push(plain(format!("{}.{}", field.id, blank.id), &field.label));
            }
        }
        Kind::Number { .. }
        | Kind::Date
        | Kind::Due
        | Kind::Dates
        | Kind::Choice(_)
        | Kind::Choices(_)
        | Kind::Grade { .. } => {}
    }
}
