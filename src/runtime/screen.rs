//! What ratatui draws on: writes as few bytes as the change needs, in one write a frame.
//!
//! It remembers where the terminal's cursor and pen stand, so that a typed letter is little more than that letter
//! on the wire: over a slow line that is what makes it feel at hand.

use std::io::{self, Write};

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::style::{Attribute, Color as TermColor, Colors, Print, SetAttribute, SetColors};
use crossterm::terminal::{Clear, ClearType as TermClear};
use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

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

    fn show(&mut self, wanted: Visible) -> io::Result<()> {
        if self.shown != Some(wanted) {
            match wanted {
                Visible::Shown => queue!(self.frame, Show)?,
                Visible::Hidden => queue!(self.frame, Hide)?,
            }
            self.shown = Some(wanted);
        }
        Ok(())
    }
}

impl<W: Write> Backend for Screen<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content {
            self.go(Position { x, y })?;
            self.take_pen(Pen { fg: cell.fg, bg: cell.bg, modifier: cell.modifier })?;
            let symbol = clean(cell.symbol());
            queue!(self.frame, Print(symbol))?;
            // Terminals differ in how wide they show what is not ASCII; then the next cell is gone to by name.
            let plain = symbol.is_ascii() && symbol.width() == 1;
            self.cursor = plain.then_some(Position { x: x + 1, y });
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.show(Visible::Hidden)
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.show(Visible::Shown)
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        // Asking the terminal would wait for an answer that the thread reading the keys takes away.
        Ok(self.cursor.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.go(position.into())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.pen = None;
        queue!(self.frame, SetAttribute(Attribute::Reset))?;
        let what = match clear_type {
            ClearType::All => TermClear::All,
            ClearType::AfterCursor => TermClear::FromCursorDown,
            ClearType::BeforeCursor => TermClear::FromCursorUp,
            ClearType::CurrentLine => TermClear::CurrentLine,
            ClearType::UntilNewLine => TermClear::UntilNewLine,
        };
        queue!(self.frame, Clear(what))
    }

    fn size(&self) -> io::Result<Size> {
        let (width, height) = crossterm::terminal::size()?;
        Ok(Size { width, height })
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size()?, pixels: Size { width: 0, height: 0 } })
    }

    fn flush(&mut self) -> io::Result<()> {
        let written = self.out.write_all(&self.frame).and_then(|()| self.out.flush());
        self.frame.clear();
        written
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

    #[test]
    fn a_letter_at_the_caret_is_that_letter() {
        let mut out = Vec::new();
        let mut screen = Screen::new(&mut out);
        let first = cell("a", Modifier::empty());
        screen.draw([(3, 2, &first)].into_iter()).unwrap();
        screen.set_cursor_position((4, 2)).unwrap();
        screen.show_cursor().unwrap();
        screen.frame.clear();
        let second = cell("b", Modifier::empty());
        screen.draw([(4, 2, &second)].into_iter()).unwrap();
        screen.show_cursor().unwrap();
        screen.set_cursor_position((5, 2)).unwrap();
        screen.flush().unwrap();
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
        screen.draw(cells.iter().map(|(x, y, c)| (*x, *y, c))).unwrap();
        screen.flush().unwrap();
        parser.process(&out);
        let shown = parser.screen();
        assert_eq!(shown.contents(), "aéb\n                   z\n c");
        assert!(shown.cell(0, 1).unwrap().bold());
        assert!(!shown.cell(0, 2).unwrap().bold());
        assert!(shown.cell(2, 1).unwrap().inverse());
    }
}
