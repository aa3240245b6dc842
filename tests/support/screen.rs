//! A screen as it was drawn: to read, to look at, and where the cursor stands on it.

use nov::app::App;
use nov::ui::{Theme, draw};
use ratatui::backend::{Backend, TestBackend};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};

/// A screen as it was drawn.
pub struct Screen {
    pub buffer: Buffer,
    pub cursor: Option<Position>,
}

impl Screen {
    /// Draws the state on a screen of so many columns and rows.
    pub fn of(app: &App, theme: &str, (columns, rows): (u16, u16)) -> Self {
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        let cursor = draw(app, &Theme::shipped(theme).unwrap(), &mut buffer);
        Self { buffer, cursor }
    }

    /// Its rows, each in quotation marks.
    pub fn text(&self) -> String {
        let area = self.buffer.area;
        let mut backend = TestBackend::new(area.width, area.height);
        backend.draw(Buffer::empty(area).diff_iter(&self.buffer)).unwrap();
        backend.to_string()
    }

    /// All that stands on it, without its rows.
    pub fn letters(&self) -> String {
        self.buffer.content.iter().map(Cell::symbol).collect()
    }
}
