//! Lines to be read.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::super::theme::{Look, Theme};
use super::super::write::{cut, line, overlay};
use crate::app::Lines;

pub(super) fn draw(lines: &Lines, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Position {
    let inside = overlay(buffer, area, lines.title, theme);
    let rows = inside.height.saturating_sub(1);
    let count = lines.lines.len();
    let first = lines.scroll.min(count.saturating_sub(rows.into()));
    for (row, text) in (0..rows).zip(lines.lines.iter().skip(first)) {
        line(buffer, inside, row, &Line::raw(cut(text, inside.width.into())));
    }
    let shown = (first + usize::from(rows)).min(count);
    let hint = format!("{shown} of {count} lines · ↑ ↓ PgUp PgDn scroll · any other key leaves");
    line(buffer, inside, rows, &Line::styled(cut(&hint, inside.width.into()), theme.of(Look::Dim)));
    Position { x: inside.x, y: inside.y }
}
