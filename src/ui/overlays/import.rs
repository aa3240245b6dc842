//! Importing figures: what columns mean, and how far the reading has come.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::super::layout::middle;
use super::super::theme::{Look, Theme};
use super::super::write::{cut, first_shown, line, overlay, tint};
use crate::app::{Columns, Importing};

pub(super) fn columns(columns: &Columns, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Position {
    let rows = u16::try_from(columns.columns.len()).unwrap_or(u16::MAX).saturating_add(5);
    let inside = overlay(
        buffer,
        middle(area, 90, rows.clamp(8, 30)),
        &format!("{} of {}", if columns.rows { "Rows" } else { "Columns" }, columns.file),
        theme,
    );
    let list = Rect { height: inside.height.saturating_sub(2), ..inside };
    let first = first_shown(columns.at, columns.columns.len() + 1, list.height.into());
    let mut cursor = Position { x: list.x, y: list.y };
    let named = columns.columns.iter().map(|(column, held)| {
        let held = if held.words.is_empty() { "…" } else { held.words.as_str() };
        vec![
            Span::raw(format!("{:<30} ", cut(column, 30))),
            Span::raw(cut(held, usize::from(inside.width.saturating_sub(31)))),
        ]
    });
    let (what, are) = if columns.rows { ("row", "rows") } else { ("column", "columns") };
    let read = vec![Span::styled(format!("Read the file; the {are} are remembered"), theme.of(Look::KeyHint))];
    for (row, (at, spans)) in (0..list.height).zip(named.chain(std::iter::once(read)).enumerate().skip(first)) {
        line(buffer, list, row, &Line::from(spans));
        if at == columns.at {
            tint(buffer, list, row, theme.of(Look::Selection));
            cursor.y = list.y + row;
        }
    }
    let hint = format!("Enter says what the {what} holds · Delete leaves it out · Esc leaves");
    let foot = inside.height.saturating_sub(1);
    line(buffer, inside, foot, &Line::styled(cut(&hint, inside.width.into()), theme.of(Look::Dim)));
    cursor
}

pub(super) fn progress(importing: &Importing, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Position {
    let inside = overlay(buffer, middle(area, 70, 5), "Reading figures", theme);
    let done = usize::from(inside.width.saturating_sub(5)) * usize::from(importing.percent.min(100)) / 100;
    let bar: String = std::iter::repeat_n('█', done).collect();
    line(buffer, inside, 0, &Line::raw(cut(&importing.file, inside.width.into())));
    let percent = format!("{:>3}% {bar}", importing.percent);
    line(buffer, inside, 1, &Line::raw(percent));
    let hint = "Esc stops, and nothing is changed · any other key goes on working";
    line(buffer, inside, 2, &Line::styled(cut(hint, inside.width.into()), theme.of(Look::Dim)));
    Position { x: inside.x, y: inside.y }
}
