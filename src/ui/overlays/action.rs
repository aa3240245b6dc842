//! The details of an action.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::super::layout::middle;
use super::super::theme::{Look, Theme};
use super::super::write::{cut, line, overlay, tint, wrap};
use crate::app::{ActionForm, ActionSpot, App};

pub(super) fn draw(app: &App, form: &ActionForm, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let sitting = app.sitting.as_ref()?;
    let session = sitting.session();
    let action = session.entry(form.id).and_then(|(_, e)| e.action.as_ref())?;
    let inside = overlay(buffer, middle(area, 90, 20), &format!("Action {}", action.number), theme);
    let labels = (inside.width / 3).clamp(10, 26);
    let mut cursor = None;
    let mut top = 0;
    for (n, spot) in ActionSpot::ALL.into_iter().enumerate() {
        let here = n == form.at;
        let text = if here { form.editor.text().to_owned() } else { ActionForm::text(session, form.id, spot) };
        let room = usize::from(inside.width - labels);
        let rows =
            u16::try_from(wrap(&text, room, room.saturating_sub(1)).len()).unwrap_or(1).min(if here { 5 } else { 2 });
        let place = Rect { y: inside.y + top, height: rows.min(inside.height.saturating_sub(top)), ..inside };
        if place.height == 0 {
            break;
        }
        line(buffer, place, 0, &Line::styled(cut(spot.label(), usize::from(labels) - 1), theme.of(Look::Dim)));
        let value = Rect { x: place.x + labels, width: place.width - labels, ..place };
        if here {
            for row in 0..value.height {
                tint(buffer, value, row, theme.of(Look::CaretLine));
            }
            cursor = form.editor.draw(value, buffer).or(Some(Position { x: value.x, y: value.y }));
        } else {
            let shown = if text.is_empty() { "…".to_owned() } else { text };
            for (row, (from, to)) in (0..value.height).zip(wrap(&shown, room, room)) {
                line(buffer, value, row, &Line::raw(shown[from..to].to_owned()));
            }
        }
        top += rows;
    }
    let mut notes: Vec<(String, Look)> = Vec::new();
    if let Some(fault) = &form.fault {
        notes.push((fault.clone(), Look::Danger));
    }
    if let Some(column) = form.spot().column(&sitting.form) {
        notes.push((format!("Printed in the column “{column}”"), Look::Dim));
    }
    if let Some(origin) = &action.origin {
        notes.push((format!("First agreed {}", crate::calendar::long(origin.date)), Look::Dim));
    }
    for told in &action.history {
        let words = [told.progress.as_str(), told.impact.as_str()]
            .into_iter()
            .filter(|w| !w.is_empty())
            .collect::<Vec<_>>()
            .join("; ");
        notes.push((format!("{}: {} {words}", told.date.format("%-d %b %Y"), told.status.label()), Look::Dim));
    }
    notes.push(("Enter next · ↑ ↓ · Esc closes; everything is kept as you type".to_owned(), Look::Dim));
    for (row, (text, look)) in (top + 1..inside.height).zip(notes) {
        line(buffer, inside, row, &Line::styled(cut(&text, inside.width.into()), theme.of(look)));
    }
    cursor
}
