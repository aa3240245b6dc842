//! A question answered in one line.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::super::layout::middle;
use super::super::theme::{Look, Theme};
use super::super::write::{line, overlay, tint, wrap};
use crate::app::Ask;

pub(super) fn draw(ask: &Ask, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let width = area.width.min(78);
    let room = usize::from(width.saturating_sub(4));
    let offer = if ask.line.is_offered() {
        "Enter takes it; type to put something else in its place, or End to add to it."
    } else {
        ""
    };
    let (below, look) = match &ask.fault {
        Some(fault) => (fault.clone(), Look::Danger),
        None => (
            format!("{}{}{offer}", ask.help, if offer.is_empty() || ask.help.is_empty() { "" } else { "\n" }),
            Look::Dim,
        ),
    };
    let help = wrap(&below, room, room);
    let rows = u16::try_from(wrap(ask.line.text(), room, room.saturating_sub(1)).len()).unwrap_or(4).min(4);
    let height = 3 + rows + u16::try_from(help.len()).unwrap_or(3).min(5);
    let inside = overlay(buffer, middle(area, width, height), &ask.question, theme);
    let text = Rect { height: rows.min(inside.height), ..inside };
    for row in 0..text.height {
        tint(buffer, text, row, theme.of(Look::CaretLine));
    }
    let mut dressed = ask.line.clone();
    dressed.dress(theme.of(Look::Text), theme.of(Look::Selection));
    let cursor = dressed.draw(text, buffer);
    for (row, (from, to)) in (rows + 1..inside.height).zip(help) {
        line(buffer, inside, row, &Line::styled(below[from..to].to_owned(), theme.of(look)));
    }
    cursor.or(Some(Position { x: text.x, y: text.y }))
}
