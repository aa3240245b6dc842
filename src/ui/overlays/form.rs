//! Rows of a small form: a label, what is chosen, the selected one marked; as many as fit around it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::super::theme::{Look, Theme};
use super::super::write::{cut, cut_at_word, first_shown, line, tint};
use crate::app::editor::Editor;

/// What stands in a row.
pub(super) enum Cell<'a> {
    /// One of several, and a remark.
    Choice(&'a str, String),
    /// A box to tick, what it is for, and a remark.
    Tick(bool, &'a str, String),
    /// A text being typed.
    Text(&'a Editor),
}

/// A row: its label and what stands in it.
pub(super) struct Row<'a> {
    /// The label; empty: it belongs to the row above.
    pub(super) label: &'static str,
    /// What stands in it.
    pub(super) cell: Cell<'a>,
}

/// Columns for the labels.
const LABELS: u16 = 14;

/// Draws a text being typed in one row, as much of it as fits before the caret; returns where that stands.
fn draw_text(editor: &Editor, area: Rect, buffer: &mut Buffer) -> Position {
    let room = usize::from(area.width).saturating_sub(1);
    let (before, after) = editor.text().split_at(editor.caret());
    let before = end_of(before, room);
    let wide = u16::try_from(before.width()).unwrap_or(area.width).min(area.width);
    line(buffer, area, 0, &Line::raw(cut(&format!("{before}{after}"), area.width.into())));
    Position { x: area.x + wide, y: area.y }
}

/// The end of a text that fits into so many columns: of a path it says more than the beginning.
pub(super) fn end_of(text: &str, room: usize) -> String {
    if text.width() <= room {
        return text.to_owned();
    }
    let mut start = text.len();
    let mut used = 1;
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        used += grapheme.width();
        if used > room {
            break;
        }
        start = at;
    }
    format!("…{}", &text[start..])
}

/// Words between marks with a remark behind them, each cut behind a whole word where there is no room for all of it.
fn remarked((before, after): (&str, &str), text: &str, remark: &str, width: u16, theme: &Theme) -> Line<'static> {
    const GAP: usize = 3;
    let room = usize::from(width).saturating_sub(before.width() + after.width());
    let text = cut_at_word(text, room);
    let left = room.saturating_sub(text.width() + GAP);
    // A remark of one cut word says nothing.
    let remark = Some(cut_at_word(remark, left)).filter(|cut| cut == remark || cut.contains(' '));
    let remark = format!("{}{}", " ".repeat(GAP), remark.unwrap_or_default());
    Line::from(vec![Span::raw(format!("{before}{text}{after}")), Span::styled(remark, theme.of(Look::Dim))])
}

/// Draws rows, and at the foot notes; returns where the caret stands.
pub(super) fn draw(
    rows: &[Row<'_>],
    at: usize,
    notes: &[(String, Look)],
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let foot = u16::try_from(notes.len()).unwrap_or(0).min(area.height.saturating_sub(1));
    let list = Rect { height: area.height - foot, ..area };
    let first = first_shown(at, rows.len(), list.height.into());
    let mut cursor = None;
    for (row, (n, shown)) in (0..list.height).zip(rows.iter().enumerate().skip(first)) {
        // The label stands again where the rows it belongs to are scrolled.
        let label = if row == 0 && shown.label.is_empty() {
            rows[..n].iter().rev().map(|above| above.label).find(|label| !label.is_empty()).unwrap_or_default()
        } else {
            shown.label
        };
        line(buffer, list, row, &Line::styled(cut(label, usize::from(LABELS) - 1), theme.of(Look::Dim)));
        let value = Rect { x: list.x + LABELS.min(list.width), width: list.width.saturating_sub(LABELS), ..list };
        let here = n == at;
        if here {
            tint(buffer, list, row, theme.of(Look::Selection));
            cursor = Some(Position { x: value.x, y: value.y + row });
        }
        match &shown.cell {
            Cell::Choice(text, remark) => {
                let marks = if here { ("‹ ", " ›") } else { ("", "") };
                line(buffer, value, row, &remarked(marks, text, remark, value.width, theme));
            }
            Cell::Tick(ticked, text, remark) => {
                let marks = (if *ticked { "[x] " } else { "[ ] " }, "");
                line(buffer, value, row, &remarked(marks, text, remark, value.width, theme));
            }
            Cell::Text(editor) => {
                let place = Rect { y: value.y + row, height: 1, ..value };
                if here {
                    cursor = Some(draw_text(editor, place, buffer));
                } else {
                    line(buffer, value, row, &Line::raw(end_of(editor.text(), value.width.into())));
                }
            }
        }
    }
    for (row, (text, look)) in (list.height..area.height).zip(notes) {
        line(buffer, area, row, &Line::styled(cut(text, area.width.into()), theme.of(*look)));
    }
    cursor
}
