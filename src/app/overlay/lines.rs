//! Lines to be read: what is due for a session, the calendar.

use super::super::App;
use super::{Overlay, scrolled};
use crate::command::{Code, Key};

/// Lines on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
    /// What they are.
    pub title: &'static str,
    /// The lines.
    pub lines: Vec<String>,
    /// How many are scrolled away.
    pub scroll: usize,
    /// What becomes of the key that leaves them.
    pub leaving: Leaving,
}

/// What becomes of the key that leaves lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaving {
    /// It does that alone.
    Alone,
    /// It does what it does without them: they came while somebody worked.
    GoesOn,
}

impl App {
    /// Shows lines.
    pub(in super::super) fn show_lines(&mut self, title: &'static str, lines: Vec<String>) {
        let room = usize::from(self.size.0).saturating_sub(4);
        let lines = lines.into_iter().flat_map(|line| folded(&line, room)).collect();
        self.overlays.push(Overlay::Lines(Lines { title, lines, scroll: 0, leaving: Leaving::Alone }));
    }

    /// Shows a sentence that is too long for the foot of the screen.
    pub(in super::super) fn show_sentence(&mut self, title: &'static str, text: &str) {
        self.show_lines(title, vec![text.to_owned()]);
    }

    pub(super) fn press_in_lines(&mut self, mut lines: Lines, key: Key) {
        if let Some(scroll) = scrolled(lines.scroll, key) {
            lines.scroll = scroll.min(lines.lines.len().saturating_sub(1));
            self.overlays.push(Overlay::Lines(lines));
        } else if lines.leaving == Leaving::GoesOn && !matches!(key.code, Code::Esc | Code::Enter) {
            self.press(key);
        }
    }

    /// The key that leaves the lines shown does what it does without them.
    pub(in super::super) fn let_lines_go_on(&mut self) {
        if let Some(Overlay::Lines(lines)) = self.overlays.last_mut() {
            lines.leaving = Leaving::GoesOn;
        }
    }
}

/// A line in as many as the window needs; what goes on stands a little further in than it begins.
fn folded(line: &str, room: usize) -> Vec<String> {
    let indent = line.len() - line.trim_start().len();
    let further = if indent > 0 { indent + 2 } else { 0 };
    let mut lines = vec![line[..indent].to_owned()];
    for (n, word) in line[indent..].split(' ').enumerate() {
        let last = lines.last().map_or(0, |line| line.chars().count());
        match lines.last_mut() {
            Some(line) if n == 0 || last + 1 + word.chars().count() <= room => {
                line.push_str(if n == 0 { "" } else { " " });
                line.push_str(word);
            }
            _ => lines.push(format!("{}{word}", " ".repeat(further))),
        }
    }
    lines
}
