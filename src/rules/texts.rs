//! Every text of a session that a rule about prose reads, with its place.

use super::{Place, in_scope};
use crate::forms::{Field, Kind, RuleUse};
use crate::grammar::Kind as EntryKind;
use crate::session::Filled;

/// A text and where it stands.
pub(super) struct Text<'a> {
    pub(super) place: Place,
    pub(super) words: &'a str,
    /// What the place is called.
    pub(super) label: String,
}

/// Texts of fields, cells and shared entries within a rule's scope. Fields where people may be named are left out.
pub(super) fn texts<'a>(filled: &Filled<'a>, usage: &RuleUse) -> Vec<Text<'a>> {
    let mut all = Vec::new();
    for field in filled.form.all_fields() {
        if !in_scope(filled, usage, &field.id) || field.names_allowed || !filled.field_applies(field) {
            continue;
        }
        of_field(filled, field, &mut all);
    }
    for (item, entry) in filled.session.all_entries() {
        let own = filled.form.item(item);
        let within = usage.scope.is_empty()
            || own.is_some_and(|own| own.sections.iter().chain(&own.fields).any(|id| usage.scope.contains(id)));
        if within && !entry.removed && entry.kind != EntryKind::Private {
            let label = format!("the entry of {}", entry.at.format("%H:%M"));
            all.push(Text { place: Place::Entry(entry.id), words: &entry.text, label });
        }
    }
    all
}

fn of_field<'a>(filled: &Filled<'a>, field: &Field, all: &mut Vec<Text<'a>>) {
    let session = filled.session;
    let label = format!("“{}”", field.label);
    match &field.kind {
        Kind::Text | Kind::LongText => {
            let place = Place::Field(field.id.clone());
            all.push(Text { place, words: session.field(&field.id), label });
        }
        Kind::Table { columns } => {
            for (n, row) in session.table(&field.id).iter().enumerate() {
                for column in columns.iter().filter(|c| matches!(c.kind, Kind::Text | Kind::LongText)) {
                    let place = Place::Field(format!("{}.{}.{}", field.id, n + 1, column.id));
                    let words = row.get(&column.id).map_or("", String::as_str);
                    all.push(Text { place, words, label: label.clone() });
                }
            }
        }
        Kind::Grades { rows, columns, .. } => {
            for row in rows {
                for column in columns.iter().filter(|c| matches!(c.kind, Kind::Text | Kind::LongText)) {
                    let path = format!("{}.{}", row.id, column.id);
                    let words = session.field(&path);
                    all.push(Text { place: Place::Field(path), words, label: format!("“{}”", row.label) });
                }
            }
        }
        Kind::Number { .. }
        | Kind::Date
        | Kind::Dates
        | Kind::Choice(_)
        | Kind::Choices(_)
        | Kind::Grade { .. }
        | Kind::Checklist { .. }
        | Kind::Role
        | Kind::Sentence { .. } => {}
    }
}

/// The words of a text with the byte they begin at: letters, digits, hyphens and apostrophes inside.
pub(super) fn words(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        let inside = c.is_alphanumeric() || (start.is_some() && matches!(c, '-' | '\'' | '’' | '.' | '%'));
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                found.push((from, text[from..at].trim_end_matches(['.', '-', '\'', '’'])));
                start = None;
            }
            (None, false) | (Some(_), true) => {}
        }
    }
    found
}
