//! The sentence at the foot of the screen. A long one takes as many rows as it needs, so that none is cut.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::theme::{Look, Theme};
use super::write::{cut, line, wrap};
use crate::app::{App, Notice, Overlay, Tone};

/// Rows that a sentence takes at most; what is longer is shown where there is room for it.
const MOST: usize = 4;

/// Windows of fewer rows spare one for it.
const LEAST_HEIGHT: u16 = 12;

/// Rows of the foot in a window: one, unless a sentence needs more.
pub(super) fn rows(app: &App, area: Rect) -> u16 {
    let needed = app.notice.as_ref().filter(|_| area.height >= LEAST_HEIGHT);
    needed.map_or(1, |notice| u16::try_from(wrapped(notice, area.width).len()).unwrap_or(1))
}

/// Where something may lie over the screen: above what is said. A document says it in its own foot.
pub(super) fn above(app: &App, overlay: &Overlay, area: Rect) -> Rect {
    match (overlay, &app.notice) {
        (Overlay::Preview(_), _) | (_, None) => area,
        (_, Some(_)) => Rect { height: area.height - rows(app, area), ..area },
    }
}

/// Writes the sentence into the rows there are.
pub(super) fn draw(notice: &Notice, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let look = match notice.tone {
        Tone::Plain => Look::Title,
        Tone::Warning => Look::Warn,
    };
    let lines = wrapped(notice, area.width);
    for row in 0..area.height {
        let is_last = row + 1 == area.height;
        let Some(text) = lines.get(usize::from(row)) else { return };
        let rest = lines.get(usize::from(row)..).unwrap_or_default().concat();
        let text = if is_last { cut(&rest, area.width.into()) } else { text.clone() };
        line(buffer, area, row, &Line::styled(text, theme.of(look)));
    }
}

fn wrapped(notice: &Notice, width: u16) -> Vec<String> {
    let mark = match notice.tone {
        Tone::Plain => " ",
        Tone::Warning => " ! ",
    };
    let room = usize::from(width).saturating_sub(mark.len() + 1).max(1);
    let text = notice.text.replace('\n', " ");
    let mut lines: Vec<String> = Vec::new();
    for (n, (from, to)) in wrap(&text, room, room).into_iter().enumerate() {
        let words = text.get(from..to).unwrap_or_default();
        if n < MOST {
            let lead = if n == 0 { mark.to_owned() } else { " ".repeat(mark.len()) };
            lines.push(format!("{lead}{words}"));
        } else if let Some(last) = lines.last_mut() {
            last.push_str(words);
        }
    }
    lines
}
