//! The words that a value is chosen from: told in a line, or shown with the chosen one marked.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line as Row, Span};

use super::super::theme::{Look, Theme};
use super::super::write::{line, wrap};
use crate::app::{Sheet, Sitting};
use crate::forms::Kind;

/// The words a spot's value is chosen from, in a line.
pub(super) fn options(sheet: &Sheet<'_>, spot: usize) -> Option<String> {
    match sheet.spots.get(spot)?.kind {
        Kind::Choice(options) => Some(format!("‹ {} ›", options.join(" / "))),
        Kind::Choices(options) => Some(format!("any of: {}", options.join(", "))),
        Kind::Text
        | Kind::LongText
        | Kind::Number { .. }
        | Kind::Date
        | Kind::Due
        | Kind::Dates
        | Kind::Grade { .. }
        | Kind::Grades { .. }
        | Kind::Table { .. }
        | Kind::Checklist { .. }
        | Kind::Role
        | Kind::Sentence { .. } => None,
    }
}

/// All words of a choice, in as many rows as they take, the chosen one marked.
pub(super) fn draw_choice(
    kind: &Kind,
    sitting: &Sitting,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let Kind::Choice(options) = kind else { return None };
    let typed = sitting.editor.text();
    let mut text = String::from("‹ ");
    let mut chosen = (0, 0);
    for (n, option) in options.iter().enumerate() {
        if n > 0 {
            text.push_str(" / ");
        }
        if option == typed {
            chosen = (text.len(), text.len() + option.len());
        }
        text.push_str(option);
    }
    text.push_str(" ›");
    // What is being typed and is no word of the choice yet stands before them.
    if chosen.1 == 0 && !typed.is_empty() {
        text.insert_str(0, &format!("{typed} "));
    }
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
