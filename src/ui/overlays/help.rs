//! All keys, from the command table, and how to write an entry.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::super::theme::{Look, Theme};
use super::super::write::{line, overlay, wrap};
use crate::app::App;
use crate::command::{COMMANDS, Scope};
use crate::grammar::Kind;

const LINES: [(&str, &str); 11] = [
    ("@HT", "who said it; in an action, who does it (@HT @DHT, @HT/AB with initials)"),
    ("by fri", "in an action, when: by 29/1, in 2 weeks, before half term, by end of term"),
    ("measure:", "in an action, how you will know it worked"),
    (">5 ", "files the line under item 5, the clock stays where it is"),
    ("@HT late", "attendance: present, late 9.40, left, back, apologies, interest: …"),
    ("#A2", "a SEF section; #school and #la say whose view it is"),
    ("\\", "at the start: nothing in this line is recognised"),
    ("Backspace", "just after something recognised: turns it off"),
    ("Ctrl+J", "breaks a line in an entry"),
    ("↑", "on an empty line: edits the last entry"),
    ("Ctrl+U", "in a field: empties it; elsewhere: the line up to the caret. Ctrl+Z brings it back"),
];

pub(super) fn draw(app: &App, scroll: usize, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Position {
    let inside = overlay(buffer, area, "Help · ↑ ↓ PgUp PgDn scroll, any other key leaves", theme);
    let lines = lines(app, inside.width.into(), theme);
    let rows = inside.height;
    let first = scroll.min(lines.len().saturating_sub(rows.into()));
    for (row, text) in (0..rows).zip(lines.iter().skip(first)) {
        line(buffer, inside, row, text);
    }
    Position { x: inside.x, y: inside.y }
}

fn lines<'a>(app: &App, width: usize, theme: &Theme) -> Vec<Line<'a>> {
    let row = |key: &str, what: &str| row(key, what, width, theme);
    let mut lines = vec![
        Line::styled("Just type: every line is a minute, with its time, under the item shown.", theme.of(Look::Text)),
        Line::default(),
    ];
    lines.push(Line::styled("A mark at the start of a line says what it is", theme.of(Look::Title)));
    for kind in Kind::ALL {
        if let Some(mark) = kind.prefix() {
            lines.extend(row(&mark.to_string(), &format!("{} (or the word {}:)", kind.label(), kind.word())));
        }
    }
    for (key, what) in LINES {
        lines.extend(row(key, what));
    }
    for scope in [Scope::Session, Scope::Everywhere, Scope::Home] {
        lines.push(Line::default());
        lines.push(Line::styled(scope.label(), theme.of(Look::Title)));
        for entry in COMMANDS.iter().filter(|entry| entry.scope == scope) {
            let keys =
                app.desk.keymap.keys_of(entry.command).iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            let keys = if keys.is_empty() { format!("({})", entry.label) } else { keys };
            lines.extend(row(&keys, entry.help));
        }
    }
    lines.push(Line::default());
    lines.push(Line::styled("Names in brackets are found with Ctrl+P.", theme.of(Look::Dim)));
    lines
}

/// How far the words stand from the edge, so that they stand below each other.
const INDENT: usize = 21;

/// A key and what it does, in as many lines as that takes.
fn row<'a>(key: &str, what: &str, width: usize, theme: &Theme) -> Vec<Line<'a>> {
    let key = format!("  {key:<18} ");
    let first = width.saturating_sub(key.chars().count());
    let pieces = wrap(what, first, width.saturating_sub(INDENT)).into_iter().enumerate();
    let lines = pieces.map(|(n, (from, to))| {
        let before =
            if n == 0 { Span::styled(key.clone(), theme.of(Look::KeyHint)) } else { Span::raw(" ".repeat(INDENT)) };
        Line::from(vec![before, Span::raw(what[from..to].to_owned())])
    });
    lines.collect()
}
