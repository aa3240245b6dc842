//! What stands on pages, from the top down: bands as wide as the text, and the tags that tell a reader what each is.

use super::page::Oblong;
use super::text::{Colour, TextLine};

/// Place of a tag among all.
pub(super) type Tag = usize;

/// What a piece of the document is, for who hears it read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Heading(u16, String),
    Paragraph,
    List,
    Item,
    Label,
    Body,
    Table,
    Caption,
    Head,
    Rows,
    Row,
    /// A head cell over a column.
    ColumnHead,
    /// A head cell beside a row.
    RowHead,
    Cell,
    /// A picture, with its words.
    Picture(String),
}

/// All tags: what each is, and what is in it.
#[derive(Debug, Default)]
pub(super) struct Tags {
    pub(super) kinds: Vec<Kind>,
    pub(super) inside: Vec<Vec<Tag>>,
    /// Those that are in no other.
    pub(super) top: Vec<Tag>,
}

impl Tags {
    /// Adds a tag, inside another or at the top.
    pub(super) fn add(&mut self, kind: Kind, inside: Option<Tag>) -> Tag {
        let tag = self.kinds.len();
        self.kinds.push(kind);
        self.inside.push(Vec::new());
        match inside {
            Some(outer) => self.inside[outer].push(tag),
            None => self.top.push(tag),
        }
        tag
    }
}

/// A line of text at a place in its band.
#[derive(Debug, Clone)]
pub(super) struct Put {
    /// From the left of the text, in points.
    pub(super) x: f32,
    /// From the top of the band to the line's top.
    pub(super) top: f32,
    pub(super) line: TextLine,
    /// None: not part of what is read, as what repeats on every page.
    pub(super) tag: Option<Tag>,
}

impl Put {
    /// Where it ends, from the top of the band.
    pub(super) fn bottom(&self) -> f32 {
        self.top + self.line.height()
    }
}

/// Whether a band may part from the next at the end of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    WithNext,
    Free,
}

impl Keep {
    /// Together with the next, if that is so.
    pub(super) const fn next_if(kept: bool) -> Self {
        if kept { Self::WithNext } else { Self::Free }
    }
}

/// A band of a page.
#[derive(Debug, Clone)]
pub(super) struct Band {
    /// Space above it, unless it begins a page.
    pub(super) above: f32,
    pub(super) height: f32,
    pub(super) keep: Keep,
    /// Lies on a wide page.
    pub(super) wide: bool,
    pub(super) shape: Shape,
}

/// What a band is.
#[derive(Debug, Clone)]
pub(super) enum Shape {
    /// A picture: grounds and lines, then words, from the top left of the band.
    Picture(Vec<Oblong>, Vec<Put>),
    /// Lines beside one another.
    Line(Vec<Put>),
    /// A row of a table.
    Row(Row),
    /// A line across the page.
    Rule(Colour),
    /// The end of a page.
    Break,
}

/// A row of a table.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) cells: Vec<Cell>,
    /// The head that is said again where its table goes on, on another page.
    pub(super) head: Option<Box<Row>>,
    /// Whether it may go on, on another page.
    pub(super) parts: bool,
    /// Whether it is the head of its table.
    pub(super) is_head: bool,
    pub(super) height: f32,
}

/// A cell of a row.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) x: f32,
    pub(super) width: f32,
    pub(super) fill: Option<Colour>,
    /// From the row's top.
    pub(super) lines: Vec<Put>,
}

/// Space above and below the text of a cell.
pub(super) const CELL_SPACE: f32 = 3.5;

impl Row {
    /// The least that must stand on a page for the row to begin there.
    pub(super) fn least(&self) -> f32 {
        const LINES: usize = 2;
        if !self.parts {
            return self.height;
        }
        let of = |cell: &Cell| cell.lines.get(LINES - 1).or(cell.lines.last()).map_or(0.0, Put::bottom);
        self.cells.iter().map(of).fold(0.0, f32::max) + CELL_SPACE
    }

    /// Parts the row in what fits into a height and what is left. Something always fits.
    pub(super) fn part(self, room: f32) -> (Self, Self) {
        let (mut here, mut rest) = (self.clone(), self);
        let fits = |put: &Put| put.bottom() + CELL_SPACE <= room;
        let any = here.cells.iter().flat_map(|cell| &cell.lines).any(fits);
        for (cell, left) in here.cells.iter_mut().zip(&mut rest.cells) {
            let count = cell.lines.iter().take_while(|put| fits(put)).count().max(usize::from(!any));
            // One line is not left alone on the next page.
            let alone = usize::from(count > 2 && count + 1 == cell.lines.len());
            let count = count.min(cell.lines.len()) - alone;
            cell.lines.truncate(count);
            left.lines.drain(..count);
            let up = left.lines.first().map_or(0.0, |put| put.top - CELL_SPACE);
            for put in &mut left.lines {
                put.top -= up;
            }
        }
        for row in [&mut here, &mut rest] {
            row.height = row.lowest() + CELL_SPACE;
        }
        (here, rest)
    }

    /// Where its longest cell ends.
    pub(super) fn lowest(&self) -> f32 {
        self.cells.iter().filter_map(|cell| cell.lines.last()).map(Put::bottom).fold(0.0, f32::max)
    }

    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.lines.is_empty())
    }

    /// The same row as what repeats on every page, which is not read again.
    pub(super) fn unread(mut self) -> Self {
        for put in self.cells.iter_mut().flat_map(|cell| &mut cell.lines) {
            put.tag = None;
        }
        self
    }
}
