//! Shows what was drawn: writes as few bytes as the change needs, in one write a frame.
//!
//! It remembers where the terminal's cursor and pen stand, so that a typed letter is little more than that letter
//! on the wire: over a slow line that is what makes it feel at hand.

use std::io::{self, Write};

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::style::{Attribute, Color as TermColor, Colors, Print, SetAttribute, SetColors};
use crossterm::terminal::{Clear, ClearType};
use ratatui::buffer::Cell;
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

use crate::ui::Drawn;

/// A terminal written to through `out`.
#[derive(Debug)]
pub(super) struct Screen<W: Write> {
    out: W,
    frame: Vec<u8>,
    cursor: Option<Position>,
    shown: Option<Visible>,
    pen: Option<Pen>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Visible {
    Shown,
    Hidden,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

const MODIFIERS: [(Modifier, Attribute); 9] = [
    (Modifier::BOLD, Attribute::Bold),
    (Modifier::DIM, Attribute::Dim),
    (Modifier::ITALIC, Attribute::Italic),
    (Modifier::UNDERLINED, Attribute::Underlined),
    (Modifier::SLOW_BLINK, Attribute::SlowBlink),
    (Modifier::RAPID_BLINK, Attribute::RapidBlink),
    (Modifier::REVERSED, Attribute::Reverse),
    (Modifier::HIDDEN, Attribute::Hidden),
    (Modifier::CROSSED_OUT, Attribute::CrossedOut),
];

impl<W: Write> Screen<W> {
    /// Nothing is known of the terminal yet.
    pub(super) const fn new(out: W) -> Self {
        Self { out, frame: Vec::new(), cursor: None, shown: None, pen: None }
    }

    /// Forgets what is known, after something else wrote to the terminal.
    pub(super) const fn forget(&mut self) {
        self.cursor = None;
        self.shown = None;
        self.pen = None;
    }

    fn go(&mut self, to: Position) -> io::Result<()> {
        if self.cursor != Some(to) {
            queue!(self.frame, MoveTo(to.x, to.y))?;
            self.cursor = Some(to);
        }
        Ok(())
    }

    fn take_pen(&mut self, pen: Pen) -> io::Result<()> {
        if self.pen == Some(pen) {
            return Ok(());
        }
        let known = self.pen.filter(|known| pen.modifier.contains(known.modifier));
        // Attributes go off one way only that every terminal knows: all at once.
        let from = if let Some(known) = known {
            known
        } else {
            queue!(self.frame, SetAttribute(Attribute::Reset))?;
            Pen { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() }
        };
        for (modifier, attribute) in MODIFIERS {
            if pen.modifier.contains(modifier) && !from.modifier.contains(modifier) {
                queue!(self.frame, SetAttribute(attribute))?;
            }
        }
        let changed = |to: Color, from: Color| (to != from).then(|| term_color(to));
        let (foreground, background) = (changed(pen.fg, from.fg), changed(pen.bg, from.bg));
        if foreground.is_some() || background.is_some() {
            queue!(self.frame, SetColors(Colors { foreground, background }))?;
        }
        self.pen = Some(pen);
        Ok(())
    }

    fn set_visible(&mut self, wanted: Visible) -> io::Result<()> {
        if self.shown != Some(wanted) {
            match wanted {
                Visible::Shown => queue!(self.frame, Show)?,
                Visible::Hidden => queue!(self.frame, Hide)?,
            }
            self.shown = Some(wanted);
        }
        Ok(())
    }

    /// Shows what was drawn.
    ///
    /// # Errors
    /// The terminal takes nothing.
    pub(super) fn show(&mut self, drawn: &Drawn) -> io::Result<()> {
        if drawn.anew {
            self.forget();
            queue!(self.frame, SetAttribute(Attribute::Reset), Clear(ClearType::All))?;
        }
        for (x, y, cell) in &drawn.cells {
            self.put(Position { x: *x, y: *y }, cell)?;
        }
        match drawn.cursor {
            None => self.set_visible(Visible::Hidden)?,
            Some(at) => {
                self.set_visible(Visible::Shown)?;
                self.go(at)?;
            }
        }
        let written = self.out.write_all(&self.frame).and_then(|()| self.out.flush());
        self.frame.clear();
        written
    }

    fn put(&mut self, at: Position, cell: &Cell) -> io::Result<()> {
        self.go(at)?;
        self.take_pen(Pen { fg: cell.fg, bg: cell.bg, modifier: cell.modifier })?;
        let symbol = clean(cell.symbol());
        queue!(self.frame, Print(symbol))?;
        // Terminals differ in how wide they show what is not ASCII; then the next cell is gone to by name.
        let plain = symbol.is_ascii() && symbol.width() == 1;
        self.cursor = plain.then_some(Position { x: at.x + 1, ..at });
        Ok(())
    }
}

/// A control character in a cell would be an order to the terminal.
fn clean(symbol: &str) -> &str {
    if symbol.chars().any(char::is_control) { " " } else { symbol }
}

const fn term_color(color: Color) -> TermColor {
    match color {
        Color::Reset => TermColor::Reset,
        Color::Black => TermColor::Black,
        Color::Red => TermColor::DarkRed,
        Color::Green => TermColor::DarkGreen,
        Color::Yellow => TermColor::DarkYellow,
        Color::Blue => TermColor::DarkBlue,
        Color::Magenta => TermColor::DarkMagenta,
        Color::Cyan => TermColor::DarkCyan,
        Color::Gray => TermColor::Grey,
        Color::DarkGray => TermColor::DarkGrey,
        Color::LightRed => TermColor::Red,
        Color::LightGreen => TermColor::Green,
        Color::LightYellow => TermColor::Yellow,
        Color::LightBlue => TermColor::Blue,
        Color::LightMagenta => TermColor::Magenta,
        Color::LightCyan => TermColor::Cyan,
        Color::White => TermColor::White,
        Color::Rgb(r, g, b) => TermColor::Rgb { r, g, b },
        Color::Indexed(n) => TermColor::AnsiValue(n),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(symbol: &str, modifier: Modifier) -> Cell {
        let mut cell = Cell::default();
        cell.set_symbol(symbol);
        cell.modifier = modifier;
        cell
    }

    fn drawn(cells: &[(u16, u16, Cell)], cursor: (u16, u16)) -> Drawn {
        Drawn { anew: false, cells: cells.to_vec(), cursor: Some(cursor.into()) }
    }

    #[test]
    fn a_letter_at_the_caret_is_that_letter() {
        let mut out = Vec::new();
        let mut screen = Screen::new(&mut out);
        screen.show(&drawn(&[(3, 2, cell("a", Modifier::empty()))], (4, 2))).unwrap();
        screen.out.clear();
        screen.show(&drawn(&[(4, 2, cell("b", Modifier::empty()))], (5, 2))).unwrap();
        assert_eq!(out, b"b");
    }

    #[test]
    fn what_is_shown_is_what_was_drawn_whatever_the_order() {
        let mut parser = vt100::Parser::new(4.try_into().unwrap(), 20.try_into().unwrap(), 0);
        let mut out = Vec::new();
        let mut screen = Screen::new(&mut out);
        let cells = [
            (0, 0, cell("a", Modifier::BOLD)),
            (1, 0, cell("é", Modifier::BOLD)),
            (2, 0, cell("b", Modifier::empty())),
            (19, 1, cell("z", Modifier::empty())),
            (0, 2, cell("\u{1b}", Modifier::empty())),
            (1, 2, cell("c", Modifier::REVERSED)),
        ];
        screen.show(&drawn(&cells, (2, 2))).unwrap();
        parser.process(&out);
        let shown = parser.screen();
        assert_eq!(shown.contents(), "aéb\n                   z\n c");
        assert_eq!(shown.cursor_position(), (2, 2));
        assert!(shown.cell(0, 1).unwrap().bold());
        assert!(!shown.cell(0, 2).unwrap().bold());
        assert!(shown.cell(2, 1).unwrap().inverse());
    }

    #[test]
    fn what_is_drawn_anew_clears_the_terminal_first() {
        let mut parser = vt100::Parser::new(4.try_into().unwrap(), 20.try_into().unwrap(), 0);
        let mut out = Vec::new();
        let mut screen = Screen::new(&mut out);
        screen.show(&drawn(&[(0, 0, cell("a", Modifier::BOLD)), (9, 0, cell("b", Modifier::BOLD))], (1, 0))).unwrap();
        let anew = Drawn { anew: true, cells: vec![(0, 0, cell("c", Modifier::BOLD))], cursor: None };
        screen.show(&anew).unwrap();
        parser.process(&out);
        assert_eq!(parser.screen().contents(), "c");
        assert!(parser.screen().hide_cursor());
    }
}
