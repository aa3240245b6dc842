//! Writing a document: everything there is to choose, in one box.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::layout::middle;
use super::super::theme::{Look, Theme};
use super::super::write::overlay;
use super::form::{self, Cell, Row, end_of};
use crate::app::{App, ExportForm, ExportRow, Receiver};
use crate::outline::{audience_in_words, is_own};

pub(super) fn draw(app: &App, export: &ExportForm, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let level = app.sitting.as_ref().map(|sitting| sitting.session().confidentiality()).unwrap_or_default();
    let pieces = export.chosen().map(|offered| offered.pieces.as_slice()).unwrap_or_default();
    let row = |row: ExportRow| match row {
        ExportRow::Document => {
            let chosen = export.chosen();
            let audience = chosen.map(|offered| audience_in_words(&offered.audience)).unwrap_or_default();
            Row { label: "Document", cell: Cell::Choice(chosen.map_or("", |offered| &offered.title), audience) }
        }
        ExportRow::Format => Row { label: "Format", cell: Cell::Choice(export.format_label(), String::new()) },
        ExportRow::Piece(piece) => Row {
            label: if pieces.first() == Some(&piece) { "What goes in" } else { "" },
            cell: Cell::Tick(export.contents.hold(piece), piece.label(), String::new()),
        },
        ExportRow::Path => Row { label: "Where to", cell: Cell::Text(&export.path) },
        ExportRow::To(at) => to(export.receivers.get(at), at),
    };
    let rows: Vec<Row<'_>> = export.rows().into_iter().map(row).collect();
    let mut notes = Vec::new();
    if let Some(fault) = &export.fault {
        notes.push((fault.clone(), Look::Danger));
    }
    let into = export.goes_into(&app.desk.folder);
    if export.offers_name() {
        notes.push(("Type to put something else in its place, or ← to mend it".to_owned(), Look::KeyHint));
    }
    notes.push((format!("The file goes into {}", end_of(&into, 70)), Look::Dim));
    let template = app.sitting.as_ref().zip(export.chosen()).filter(|_| ["docx", "eml"].contains(&export.format));
    if let Some(said) = template.and_then(|(sitting, offered)| app.desk.template_said(&sitting.form, &offered.id)) {
        notes.push((format!("{said}; what it has no place for is told once it is written"), Look::Text));
    }
    if let Some(offered) = export.chosen().filter(|_| export.format == "eml") {
        notes.push((offered.addressed.clone(), Look::Text));
    }
    let own = export.chosen().is_some_and(|offered| is_own(&offered.audience));
    let printed = format!("On every page: {}", if own { "For you alone" } else { level.label() });
    notes.push((printed, Look::Dim));
    notes.push(("Private lines never go in".to_owned(), Look::Dim));
    let by = match export.row() {
        ExportRow::Document | ExportRow::Format => "← → or a first letter",
        ExportRow::Piece(_) | ExportRow::To(_) | ExportRow::Path => "← → or space choose",
    };
    notes.push((format!("Enter writes it · ↑ ↓ · {by} · Ctrl+V shows it · Esc leaves"), Look::Dim));
    let height = u16::try_from(rows.len() + notes.len() + 2).unwrap_or(u16::MAX);
    let title = export.version.map_or_else(|| "Export".to_owned(), |number| format!("Export of version {number}"));
    let inside = overlay(buffer, middle(area, 100, height), &title, theme);
    form::draw(&rows, export.at, &notes, theme, inside, buffer)
}

/// A role to tick.
pub(super) fn to(receiver: Option<&Receiver>, at: usize) -> Row<'_> {
    let sent = receiver.and_then(|receiver| receiver.last).map(|on| format!("sent {}", on.format("%-d %B %Y")));
    let everybody = receiver.filter(|receiver| receiver.everybody).map(|_| "everybody, the others here too".to_owned());
    let last = sent.or(everybody).unwrap_or_default();
    Row {
        label: if at == 0 { "Note as sent" } else { "" },
        cell: Cell::Tick(
            receiver.is_some_and(|receiver| receiver.ticked),
            receiver.map_or("", |receiver| &receiver.role),
            last,
        ),
    }
}
