//! Draws the state: `draw(&App, &Theme, frame)`. Nothing here alters anything.

mod home;
mod layout;
mod notice;
mod overlays;
mod panes;
mod picture;
mod pointed;
mod theme;
mod write;

pub use picture::picture;
pub use pointed::pointed;
pub use theme::{Look, Theme, ThemeError};

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use crate::app::App;

/// Draws the whole screen. The terminal's cursor stands where the next letter goes.
pub fn draw(app: &App, theme: &Theme, frame: &mut Frame<'_>) {
    let area = frame.area();
    let buffer = frame.buffer_mut();
    write::ground(buffer, theme.of(Look::Text));
    if app.blanked {
        let line = Line::styled("Any key brings the screen back", theme.of(Look::Dim));
        write::line(
            buffer,
            Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area },
            area.height / 2,
            &line,
        );
        return;
    }
    if area.width < layout::SMALLEST.0 || area.height < layout::SMALLEST.1 {
        let text = "This window is too small; make it larger";
        for (row, (from, to)) in write::wrap(text, area.width.into(), area.width.into()).into_iter().enumerate() {
            write::line(buffer, area, u16::try_from(row).unwrap_or(u16::MAX), &Line::raw(&text[from..to]));
        }
        return;
    }
    let mut cursor = match &app.sitting {
        Some(sitting) => panes::draw(app, sitting, theme, area, buffer),
        None => home::draw(app, theme, area, buffer),
    };
    for overlay in &app.overlays {
        cursor = overlays::draw(app, overlay, theme, notice::above(app, overlay, area), buffer);
    }
    let inside = |at: &Position| at.x < area.width && at.y < area.height;
    if let Some(at) = cursor.filter(inside) {
        frame.set_cursor_position(at);
    }
}
