//! The document as its reader will see it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::super::theme::{Look, Theme};
use super::super::write::{cut, line, overlay};
use crate::app::Preview;

pub(super) fn draw(preview: &Preview, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let inside = overlay(buffer, area, &preview.title, theme);
    let rows = inside.height.saturating_sub(1);
    let last = preview.lines.len().saturating_sub(rows.into());
    let first = preview.scroll.min(last);
    for (row, text) in (0..rows).zip(preview.lines.iter().skip(first)) {
        line(buffer, inside, row, &Line::raw(cut(text, inside.width.into())));
    }
    let hint = format!("{} of {} lines · ↑ ↓ PgUp PgDn scroll · any other key leaves", (first + usize::from(rows)).min(preview.lines.len()), preview.lines.len());
    line(buffer, inside, rows, &Line::styled(cut(&hint, inside.width.into()), theme.of(Look::Dim)));
    Some(Position { x: inside.x, y: inside.y })
}
