//! Noting to whom a document was sent.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::layout::middle;
use super::super::theme::{Look, Theme};
use super::super::write::overlay;
use super::export::to;
use super::form::{self, Cell, Row};
use crate::app::{SentForm, SentRow};
use crate::outline::audience_in_words;

pub(super) fn draw(sent: &SentForm, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let row = |row: SentRow| match row {
        SentRow::Document => {
            let chosen = sent.chosen();
            let audience = chosen.map(|offered| audience_in_words(&offered.audience)).unwrap_or_default();
            Row { label: "Document", cell: Cell::Choice(chosen.map_or("", |offered| &offered.title), audience) }
        }
        SentRow::To(at) => to(sent.receivers.get(at), at),
        SentRow::Other => Row { label: "Somebody else", cell: Cell::Text(&sent.other) },
        SentRow::On => Row { label: "On", cell: Cell::Text(&sent.on) },
    };
    let rows: Vec<Row<'_>> = sent.rows().into_iter().map(row).collect();
    let mut notes = Vec::new();
    if let Some(fault) = &sent.fault {
        notes.push((fault.clone(), Look::Danger));
    }
    let kept = "It is kept as it stands, as a version, so that a later change is seen";
    notes.push((kept.to_owned(), Look::Dim));
    let keys = "Enter notes it · space ticks · Delete takes a note back · Esc later";
    notes.push((keys.to_owned(), Look::Dim));
    let height = u16::try_from(rows.len() + notes.len() + 2).unwrap_or(u16::MAX);
    let inside = overlay(buffer, middle(area, 92, height), "To whom was it sent?", theme);
    form::draw(&rows, sent.at, &notes, theme, inside, buffer)
}
