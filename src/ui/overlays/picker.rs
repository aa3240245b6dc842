//! Choosing one of many.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::super::layout::middle;
use super::super::theme::{Look, Theme};
use super::super::write::{WHOLE_ROWS, cut, first_shown, hidden, line, overlay, tint, whole, with_whole};
use crate::app::{Fresh, Picker};

/// Rows a picker takes where there is room.
pub(in super::super) fn height(picker: &Picker) -> u16 {
    u16::try_from(picker.choices.len()).unwrap_or(u16::MAX).saturating_add(4 + WHOLE_ROWS).clamp(6, 24)
}

/// Hints of so many columns stand whole.
const SHORT_HINT: usize = 16;

/// In less room a hint says nothing.
const LEAST_HINT: usize = 6;

/// Where its choices stand in its box: inside the border, below the filter.
pub(in super::super) const fn list(outer: Rect) -> Rect {
    parts(outer).0
}

/// Its choices, and below them what is said of the chosen one.
const fn parts(outer: Rect) -> (Rect, Rect) {
    with_whole(Rect {
        x: outer.x + 2,
        y: outer.y + 2,
        width: outer.width.saturating_sub(4),
        height: outer.height.saturating_sub(3),
    })
}

pub(super) fn draw(picker: &Picker, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let outer = middle(area, 92, height(picker));
    let inside = overlay(buffer, outer, &picker.title, theme);
    if inside.height < 2 {
        return None;
    }
    line(buffer, inside, 0, &Line::styled("> ", theme.of(Look::KeyHint)));
    let text = Rect { x: inside.x + 2, width: inside.width.saturating_sub(2), height: 1, ..inside };
    let cursor = picker.filter.draw(text, buffer);
    if picker.filter.text().is_empty() {
        let hint = match picker.fresh {
            Fresh::Behind => "↑ ↓ choose, Enter takes it in; Esc, or typing on, leaves it in the inbox",
            Fresh::No | Fresh::School | Fresh::Note => "type a part of a name; ↑ ↓ choose, Enter takes it, Esc leaves",
        };
        line(buffer, text, 0, &Line::styled(cut(hint, text.width.into()), theme.of(Look::Dim)));
    }
    let (list, below) = parts(outer);
    let first = first_shown(picker.at, picker.matched.len(), list.height.into());
    for (row, (at, choice)) in (0..list.height).zip(picker.matched.iter().enumerate().skip(first)) {
        let Some(choice) = picker.choices.get(*choice) else { continue };
        let room = usize::from(list.width);
        // A long hint gives way to the label; a short one, as a day by which choices differ, stands whole.
        let least = Some(choice.hint.width()).filter(|wide| *wide <= SHORT_HINT).unwrap_or_default();
        let label = cut(&choice.label, if least == 0 { room } else { room.saturating_sub(least + 2) });
        let gap = (room * 2 / 5).min(28).saturating_sub(label.width()).max(2);
        let left = Some(room.saturating_sub(label.width() + gap)).filter(|left| *left >= LEAST_HINT);
        let hint = cut(&choice.hint, left.unwrap_or_default());
        let shown = format!("{label} {hint}");
        let spans = vec![Span::raw(label), Span::raw(" ".repeat(gap)), Span::styled(hint, theme.of(Look::Dim))];
        line(buffer, list, row, &Line::from(spans));
        if at == picker.at {
            let between = if choice.hint.is_empty() { "" } else { " · " };
            whole(buffer, below, &shown, &format!("{}{between}{}", choice.label, choice.hint), theme);
            tint(buffer, list, row, theme.of(Look::Selection));
        }
    }
    hidden(buffer, list, first, picker.matched.len().saturating_sub(first + usize::from(list.height)), theme);
    if picker.matched.is_empty() {
        line(buffer, list, 0, &Line::styled("Nothing of that name", theme.of(Look::Warn)));
    }
    cursor
}
