//! Pages: their size, margins and colours, and which band stands on which.

use super::band::{Band, Cell, Keep, Put, Row, Shape};
use super::text::Colour;
use crate::outline::{Block, Content};

/// Colours of the text, of headings, of what is quiet, of lines and grounds; all dark enough on white, or under black.
pub(super) const INK: Colour = (0x1A, 0x1A, 0x1A);
pub(super) const BLUE: Colour = (0x1F, 0x38, 0x64);
pub(super) const GREY: Colour = (0x4A, 0x55, 0x68);
pub(super) const FAINT: Colour = (0x5A, 0x64, 0x72);
pub(super) const RED: Colour = (0xA6, 0x1B, 0x1B);
pub(super) const RULE: Colour = (0xA9, 0xB4, 0xC2);
pub(super) const LABEL_FILL: Colour = (0xEE, 0xF3, 0xF9);
pub(super) const HEAD_FILL: Colour = (0xDB, 0xE5, 0xF1);
/// Of cells that are filled in from elsewhere.
pub(super) const PREFILLED: Colour = (0xE4, 0xE4, 0xE4);

/// Lengths in points.
const SHORT_SIDE: f32 = 595.28;
const LONG_SIDE: f32 = 841.89;
pub(super) const SIDE_MARGIN: f32 = 56.7;
pub(super) const TOP_MARGIN: f32 = 74.0;
const BOTTOM_MARGIN: f32 = 65.2;
/// From the paper's edge to the head and the foot.
pub(super) const EDGE: f32 = 31.2;
/// Breadth of the lines of a table.
const HAIRLINE: f32 = 0.5;

/// Which way a page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// A4, upright.
    Upright,
    /// A4 on its side.
    Wide,
}

impl Side {
    /// The page of each block: headings and what else stays with the next lie as that does.
    pub(super) fn of_each(blocks: &[Block]) -> Vec<Self> {
        let mut sides = Vec::with_capacity(blocks.len());
        let mut next = None;
        for block in blocks.iter().rev() {
            let own = if block.landscape { Self::Wide } else { Self::Upright };
            let stays = block.keep_with_next || matches!(block.content, Content::Heading { .. });
            let side = next.filter(|_| stays).unwrap_or(own);
            sides.push(side);
            next = Some(side);
        }
        sides.reverse();
        sides
    }

    /// Width and height of the paper.
    pub(super) const fn size(self) -> (f32, f32) {
        match self {
            Self::Upright => (SHORT_SIDE, LONG_SIDE),
            Self::Wide => (LONG_SIDE, SHORT_SIDE),
        }
    }

    /// Width of the text.
    pub(super) const fn text_width(self) -> f32 {
        self.size().0 - 2.0 * SIDE_MARGIN
    }

    /// Height of the text.
    pub(super) const fn text_height(self) -> f32 {
        self.size().1 - TOP_MARGIN - BOTTOM_MARGIN
    }
}

/// A coloured oblong: left, top, width, height, from the paper's corner.
pub(super) type Oblong = (f32, f32, f32, f32, Colour);

/// A page with all that stands on it.
#[derive(Debug, Clone)]
pub(super) struct Leaf {
    pub(super) side: Side,
    /// Lines, with places from the paper's corner.
    pub(super) puts: Vec<Put>,
    /// Grounds and lines, in the order they are drawn.
    pub(super) oblongs: Vec<Oblong>,
    /// Bands that begin here, and how far down.
    pub(super) begun: Vec<(usize, f32)>,
}

/// Pages under way.
struct Pages {
    leaves: Vec<Leaf>,
    /// Used height of the last page.
    used: f32,
}

/// Puts bands on pages.
pub(super) fn pages(bands: Vec<Band>) -> Vec<Leaf> {
    let side = |band: &Band| if band.wide { Side::Wide } else { Side::Upright };
    let mut pages = Pages { leaves: Vec::new(), used: 0.0 };
    pages.begin(bands.first().map_or(Side::Upright, side));
    let needs = needs(&bands);
    for (n, band) in bands.into_iter().enumerate() {
        let whole = side(&band).text_height();
        if pages.leaf().side != side(&band) {
            pages.begin(side(&band));
        }
        let above = if pages.used > 0.0 { band.above } else { 0.0 };
        // What is kept together is only kept where one page can hold it.
        let need = if needs[n] > whole { band_needs(&band) } else { needs[n] };
        if pages.used > 0.0 && pages.used + above + need > whole {
            pages.begin(side(&band));
            pages.head_of(&band);
        }
        pages.used += if pages.used > 0.0 { above } else { 0.0 };
        let down = TOP_MARGIN + pages.used;
        pages.leaf().begun.push((n, down));
        match band.shape {
            Shape::Line(puts) => {
                pages.puts(puts, down);
                pages.used += band.height;
            }
            Shape::Picture(oblongs, puts) => {
                let placed = oblongs
                    .into_iter()
                    .map(|(x, y, width, height, colour)| (x + SIDE_MARGIN, y + down, width, height, colour));
                pages.leaf().oblongs.extend(placed);
                pages.puts(puts, down);
                pages.used += band.height;
            }
            Shape::Row(row) => pages.row(row, side_of(band.wide)),
            Shape::Rule(colour) => {
                let width = pages.leaf().side.text_width();
                pages.leaf().oblongs.push((SIDE_MARGIN, down, width, band.height, colour));
                pages.used += band.height;
            }
            Shape::Break => {
                if pages.used > 0.0 {
                    pages.begin(side_of(band.wide));
                }
            }
        }
    }
    // A break at the very end leaves no empty page.
    if pages.leaves.len() > 1 && pages.used <= 0.0 {
        pages.leaves.pop();
    }
    pages.leaves
}

const fn side_of(wide: bool) -> Side {
    if wide { Side::Wide } else { Side::Upright }
}

/// The least height of a band.
fn band_needs(band: &Band) -> f32 {
    match &band.shape {
        Shape::Row(row) => row.least(),
        Shape::Line(_) | Shape::Rule(_) | Shape::Break | Shape::Picture(..) => band.height,
    }
}

/// The height each band needs with all that has to stay with it.
fn needs(bands: &[Band]) -> Vec<f32> {
    let mut needs = vec![0.0; bands.len()];
    for n in (0..bands.len()).rev() {
        let next = bands.get(n + 1).filter(|next| next.wide == bands[n].wide);
        // What goes on, on the next page, takes what stays with it along by its end.
        let parts = matches!(&bands[n].shape, Shape::Row(row) if row.parts);
        needs[n] = match (bands[n].keep, next) {
            (Keep::WithNext, Some(next)) if !parts => bands[n].height + next.above + needs[n + 1],
            (Keep::WithNext | Keep::Free, _) => band_needs(&bands[n]),
        };
    }
    needs
}

impl Pages {
    fn begin(&mut self, side: Side) {
        self.leaves.push(Leaf { side, puts: Vec::new(), oblongs: Vec::new(), begun: Vec::new() });
        self.used = 0.0;
    }

    fn leaf(&mut self) -> &mut Leaf {
        if self.leaves.is_empty() {
            self.begin(Side::Upright);
        }
        let last = self.leaves.len() - 1;
        &mut self.leaves[last]
    }

    fn puts(&mut self, puts: Vec<Put>, down: f32) {
        let placed = puts.into_iter().map(|put| Put { x: put.x + SIDE_MARGIN, top: put.top + down, ..put });
        self.leaf().puts.extend(placed);
    }

    /// Where a table goes on, on another page, its head is said again.
    fn head_of(&mut self, band: &Band) {
        if let Shape::Row(Row { head: Some(head), .. }) = &band.shape {
            self.draw((**head).clone());
        }
    }

    fn row(&mut self, mut row: Row, side: Side) {
        while row.parts && self.used + row.height > side.text_height() {
            let room = side.text_height() - self.used;
            let head = row.head.clone();
            let (here, rest) = row.part(room);
            self.draw(here);
            if rest.is_empty() {
                return;
            }
            self.begin(side);
            if let Some(head) = head {
                self.draw(*head);
            }
            row = rest;
        }
        self.draw(row);
    }

    /// Draws a row with its lines around it.
    fn draw(&mut self, row: Row) {
        let (down, height) = (TOP_MARGIN + self.used, row.height);
        let width: f32 = row.cells.iter().map(|cell| cell.width).sum();
        for Cell { x, width, fill, lines } in row.cells {
            let left = SIDE_MARGIN + x;
            if let Some(fill) = fill {
                self.leaf().oblongs.push((left, down, width, height, fill));
            }
            for edge in [left, left + width] {
                self.leaf().oblongs.push((edge, down, HAIRLINE, height + HAIRLINE, RULE));
            }
            self.puts(lines, down);
        }
        for edge in [down, down + height] {
            self.leaf().oblongs.push((SIDE_MARGIN, edge, width, HAIRLINE, RULE));
        }
        self.used += height;
    }
}
