//! Lines to be read: what is due for a session, the calendar.

use super::super::App;
use super::{Overlay, scrolled};
use crate::command::Key;

/// Lines on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
    /// What they are.
    pub title: &'static str,
    /// The lines.
    pub lines: Vec<String>,
    /// How many are scrolled away.
    pub scroll: usize,
}

impl App {
    /// Shows lines.
    pub(in super::super) fn show_lines(&mut self, title: &'static str, lines: Vec<String>) {
        self.overlays.push(Overlay::Lines(Lines { title, lines, scroll: 0 }));
    }

    pub(super) fn press_in_lines(&mut self, mut lines: Lines, key: Key) {
        if let Some(scroll) = scrolled(lines.scroll, key) {
            lines.scroll = scroll.min(lines.lines.len().saturating_sub(1));
            self.overlays.push(Overlay::Lines(lines));
        }
    }
}
