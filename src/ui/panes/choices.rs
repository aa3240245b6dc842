//! The words that a value is chosen from, the chosen one marked.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line as Row, Span};

use super::super::theme::{Look, Theme};
use super::super::write::{line, wrap};
use super::shown::choice_in_words;
use crate::forms::Kind;

/// All words of a choice, in as many rows as they take.
pub(super) fn draw_choice(
    (kind, stands): (&Kind, &str),
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let Kind::Choice(options) = kind else { return None };
    let (text, chosen) = choice_in_words(options, stands);
    let room = usize::from(area.width);
    for (row, (from, to)) in (0..area.height).zip(wrap(&text, room, room)) {
        let inside = |at: usize| at.clamp(from, to);
        let pieces = [
            (from, inside(chosen.0), Look::Dim),
            (inside(chosen.0), inside(chosen.1), Look::Selection),
            (inside(chosen.1), to, Look::Dim),
        ];
        let spans = pieces.map(|(from, to, look)| Span::styled(text[from..to].to_owned(), theme.of(look)));
        line(buffer, area, row, &Row::from(spans.to_vec()));
    }
    Some(Position { x: area.x, y: area.y })
}
