//! The screen from one drawing to the next: what is drawn, and of that what the terminal does not show yet.
//!
//! The library's own terminal asks of every cell at every key how wide it is; most rows are as they were, and only the
//! others are handed to the library to compare.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};

use super::draw;
use super::theme::Theme;
use crate::app::App;

/// What the terminal shows, and room to draw what it is to show.
#[derive(Debug, Default)]
pub struct Canvas {
    shown: Buffer,
    next: Buffer,
}

/// What is to be done for the terminal to show what was drawn.
#[derive(Debug)]
pub struct Drawn {
    /// Whether the terminal has to be cleared first.
    pub anew: bool,
    /// The cells that change, with their columns and rows.
    pub cells: Vec<(u16, u16, Cell)>,
    /// Where the terminal's cursor goes; hidden if nowhere.
    pub cursor: Option<Position>,
}

impl Canvas {
    /// Forgets what the terminal shows, after something else wrote to it: the next drawing is whole.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// Draws the state at the size of its window.
    pub fn draw(&mut self, app: &App, theme: &Theme) -> Drawn {
        let area = Rect { x: 0, y: 0, width: app.size.0, height: app.size.1 };
        let anew = self.shown.area != area;
        if anew {
            *self = Self { shown: Buffer::empty(area), next: Buffer::empty(area) };
        }
        let cursor = draw(app, theme, &mut self.next);
        let cells = changed(&self.shown, &self.next);
        std::mem::swap(&mut self.shown, &mut self.next);
        Drawn { anew, cells, cursor }
    }

    /// What was drawn last.
    pub const fn shown(&self) -> &Buffer {
        &self.shown
    }
}

/// The cells that differ, as the library compares two rows.
fn changed(shown: &Buffer, next: &Buffer) -> Vec<(u16, u16, Cell)> {
    let width = usize::from(next.area.width.max(1));
    let mut cells = Vec::new();
    for (y, (was, is)) in (0..).zip(shown.content.chunks(width).zip(next.content.chunks(width))) {
        if was.iter().zip(is).all(|(was, is)| are_alike(was, is)) {
            continue;
        }
        let row = |cells: &[Cell]| Buffer { area: Rect { y, height: 1, ..next.area }, content: cells.to_vec() };
        cells.extend(row(was).diff_iter(&row(is)).map(|(x, y, cell)| (x, y, cell.clone())));
    }
    cells
}

/// Whether two cells show the same.
fn are_alike(one: &Cell, other: &Cell) -> bool {
    one.fg == other.fg && one.bg == other.bg && one.modifier == other.modifier && one.symbol() == other.symbol()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::style::{Modifier, Style};

    use super::*;

    fn buffer(rows: &[String], area: Rect) -> Buffer {
        let mut buffer = Buffer::empty(area);
        for (y, row) in (0..area.height).zip(rows) {
            let bold = if row.starts_with('b') { Modifier::BOLD } else { Modifier::empty() };
            buffer.set_stringn(0, y, row, area.width.into(), Style::new().add_modifier(bold));
        }
        buffer
    }

    proptest! {
        #[test]
        fn what_changes_is_what_the_library_finds(
            was in prop::collection::vec("[abc ŵ한👩\u{fe0f}]{0,9}", 3),
            is in prop::collection::vec("[abc ŵ한👩\u{fe0f}]{0,9}", 3),
            same in 0usize..3,
        ) {
            let mut is = is;
            is[same].clone_from(&was[same]);
            let area = Rect::new(0, 0, 8, 3);
            let (was, is) = (buffer(&was, area), buffer(&is, area));
            let theirs: Vec<(u16, u16, Cell)> =
                was.diff_iter(&is).map(|(x, y, cell)| (x, y, cell.clone())).collect();
            prop_assert_eq!(changed(&was, &is), theirs);
        }
    }
}
