//! Pictures of figures: their shapes drawn as lines, grounds and letters.

use super::super::chart::{self, Anchor, Fill, Shape as Piece};
use super::super::flow;
use super::band::{Keep, Kind, Put, Shape};
use super::page::{BLUE, INK, Oblong, RULE};
use super::sheet::{PLAIN, Setting, Sheet, bold};
use super::text::{Colour, Look, set};
use crate::outline::Chart;

const LIGHT: Colour = (0x9d, 0xc3, 0xe6);
const WHITE: Colour = (0xff, 0xff, 0xff);
/// Breadth of lines and edges, in points.
const HAIRLINE: f32 = 0.6;
/// Room for words that stand in a line whatever their length.
const ROOM: f32 = 10_000.0;

impl Sheet<'_> {
    /// A picture with its caption above it, as wide as the text of an upright page.
    pub(super) fn picture(&mut self, chart: &Chart) {
        let caption = flow::one_line(&chart.caption);
        if !caption.is_empty() {
            let tag = self.tags.add(Kind::Paragraph, None);
            let setting = Setting { x: 0.0, width: self.width(), above: 9.0, below: 3.0, keep: Keep::WithNext, tag };
            self.paragraph(&[vec![(&caption, bold(PLAIN.size, BLUE))]], &setting);
        }
        let tag = self.tags.add(Kind::Picture(flow::one_line(&chart.alternative)), None);
        let scale = self.width().min(482.0) / chart::width();
        let (mut puts, mut oblongs) = (Vec::new(), Vec::new());
        for piece in chart::shapes(chart) {
            match piece {
                Piece::Box { x, y, width, height, fill } => {
                    let fill = match fill {
                        Fill::Dark => BLUE,
                        Fill::Light => LIGHT,
                        Fill::White => WHITE,
                    };
                    let whole = (x * scale, y * scale, width * scale, (height * scale).max(HAIRLINE), BLUE);
                    oblongs.push(whole);
                    oblongs.extend(within(whole, fill));
                }
                Piece::Line { x, y, width, look } => {
                    let colour = match look {
                        chart::Look::Faint => RULE,
                        chart::Look::Strong => BLUE,
                    };
                    oblongs.push((x * scale, y * scale, width * scale, HAIRLINE, colour));
                }
                Piece::Text { x, y, size, from, text } => {
                    let look = Look { size: size * scale, colour: INK, ..PLAIN };
                    let line = set(self.faces, &[(&text, look)], ROOM).remove(0);
                    let x = match from {
                        Anchor::Start => x * scale,
                        Anchor::Middle => x * scale - line.width / 2.0,
                        Anchor::End => x * scale - line.width,
                    };
                    let top = y * scale - line.baseline();
                    puts.push(Put { x, top, line, tag: Some(tag) });
                }
            }
        }
        self.band(0.0, chart::height() * scale, Keep::Free, Shape::Picture(oblongs, puts));
        self.leave(9.0);
    }
}

/// What is inside the edge of a box.
fn within((left, top, width, height, _): Oblong, fill: Colour) -> Option<Oblong> {
    let (wide, tall) = (width - 2.0 * HAIRLINE, height - 2.0 * HAIRLINE);
    (wide > 0.0 && tall > 0.0).then_some((left + HAIRLINE, top + HAIRLINE, wide, tall, fill))
}
