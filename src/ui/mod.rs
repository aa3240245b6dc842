//! Draws the state: `draw(&App, &Theme, buffer)`. Nothing here alters anything.

mod canvas;
mod home;
mod layout;
mod notice;
mod overlays;
mod panes;
mod picture;
mod pointed;
mod theme;
mod write;

pub use canvas::{Canvas, Drawn};
pub use picture::picture;
pub use pointed::pointed;
pub use theme::{Look, Theme, ThemeError};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use crate::app::App;

/// Draws the whole screen over whatever stands in the buffer. Returns where the terminal's cursor stands, which is where
/// the next letter goes.
pub fn draw(app: &App, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let area = buffer.area;
    write::ground(buffer, theme.of(Look::Text));
    if app.blanked {
        let line = Line::styled("Any key brings the screen back", theme.of(Look::Dim));
        write::line(
            buffer,
            Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area },
            area.height / 2,
            &line,
        );
        return None;
    }
    if area.width < layout::SMALLEST.0 || area.height < layout::SMALLEST.1 {
        let text = "This window is too small; make it larger";
        for (row, (from, to)) in write::wrap(text, area.width.into(), area.width.into()).into_iter().enumerate() {
            write::line(buffer, area, u16::try_from(row).unwrap_or(u16::MAX), &Line::raw(&text[from..to]));
        }
        return None;
    }
    let mut cursor = match &app.sitting {
        Some(sitting) => panes::draw(app, sitting, theme, area, buffer),
        None => home::draw(app, theme, area, buffer),
    };
    for overlay in &app.overlays {
        cursor = overlays::draw(app, overlay, theme, notice::above(app, overlay, area), buffer);
    }
    cursor.filter(|at| area.contains(*at))
}
