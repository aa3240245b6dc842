//! A chart as PNG, for word processors: a few colours, its letters from the typeface that ships with nov.

use std::io;

use ab_glyph::{Font, FontRef, PxScale, ScaleFont, point};

use super::{Anchor, Fill, HEIGHT, Look, Shape, WIDTH, shapes};
use crate::outline::Chart;

/// Points of the picture for each of its units.
const SCALE: u32 = 2;
const ACROSS: usize = (WIDTH * SCALE) as usize;
const DOWN: usize = (HEIGHT * SCALE) as usize;

/// The typeface of documents.
const TYPEFACE: &[u8] = include_bytes!("../pdf/fonts/arimo-regular.ttf");

/// Colours by their place in the palette: from black to white, then those of the bars.
const WHITE: u8 = 15;
const FAINT: u8 = 13;
const DARK: u8 = 16;
const LIGHT: u8 = 17;

/// The picture as a file.
///
/// # Errors
/// It cannot be packed.
pub(in super::super) fn png(chart: &Chart) -> io::Result<Vec<u8>> {
    let mut sheet = Sheet { points: vec![WHITE; ACROSS * DOWN] };
    let typeface = FontRef::try_from_slice(TYPEFACE).ok();
    for shape in shapes(chart) {
        sheet.draw(&shape, typeface.as_ref());
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, WIDTH * SCALE, HEIGHT * SCALE);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette());
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().map_err(io::Error::other)?;
    writer.write_image_data(&sheet.points).map_err(io::Error::other)?;
    writer.finish().map_err(io::Error::other)?;
    Ok(bytes)
}

fn palette() -> Vec<u8> {
    let greys = (0..=WHITE).flat_map(|n| [n * 17; 3]);
    greys.chain([0x1f, 0x38, 0x64, 0x9d, 0xc3, 0xe6]).collect()
}

/// The points under way, a place of the palette each.
struct Sheet {
    points: Vec<u8>,
}

impl Sheet {
    fn draw(&mut self, shape: &Shape, typeface: Option<&FontRef<'_>>) {
        match shape {
            Shape::Box { x, y, width, height, fill } => {
                let fill = match fill {
                    Fill::Dark => DARK,
                    Fill::Light => LIGHT,
                    Fill::White => WHITE,
                };
                let (left, top) = (at(*x), at(*y));
                let (right, bottom) = (at(x + width), at(y + height).max(top + 2));
                self.fill((left, top), (right, bottom), DARK);
                self.fill((left + 2, top + 2), (right.saturating_sub(2), bottom.saturating_sub(2)), fill);
            }
            Shape::Line { x, y, width, look } => {
                let colour = match look {
                    Look::Faint => FAINT,
                    Look::Strong => DARK,
                };
                self.fill((at(*x), at(*y)), (at(x + width), at(*y) + 2), colour);
            }
            Shape::Text { x, y, size, from, text } => {
                if let Some(typeface) = typeface {
                    self.write((*x, *y), *size, *from, text, typeface);
                }
            }
        }
    }

    /// Fills from one corner to just before the other.
    fn fill(&mut self, (left, top): (usize, usize), (right, bottom): (usize, usize), colour: u8) {
        let (right, bottom) = (right.min(ACROSS), bottom.min(DOWN));
        for row in top..bottom {
            if let Some(points) = self.points.get_mut(row * ACROSS + left..row * ACROSS + right.max(left)) {
                points.fill(colour);
            }
        }
    }

    fn write(&mut self, (x, y): (f32, f32), size: f32, from: Anchor, text: &str, typeface: &FontRef<'_>) {
        let scale = f32::from(u8::try_from(SCALE).unwrap_or(1));
        // The size of letters is from the lowest to the highest; that of CSS is a little less.
        let font = typeface.as_scaled(PxScale::from(size * scale * 1.15));
        let wide: f32 = text.chars().map(|c| font.h_advance(font.glyph_id(c))).sum();
        let mut x = x * scale
            - match from {
                Anchor::Start => 0.0,
                Anchor::Middle => wide / 2.0,
                Anchor::End => wide,
            };
        for c in text.chars() {
            let id = font.glyph_id(c);
            let glyph = id.with_scale_and_position(font.scale(), point(x, y * scale));
            if let Some(outline) = font.outline_glyph(glyph) {
                let bounds = outline.px_bounds();
                outline.draw(|across, down, covered| {
                    self.ink(bounds.min.x + whole(across), bounds.min.y + whole(down), covered);
                });
            }
            x += font.h_advance(id);
        }
    }

    /// Darkens a point; letters stand on white or on a faint line.
    fn ink(&mut self, x: f32, y: f32, covered: f32) {
        if x < 0.0 || y < 0.0 {
            return;
        }
        let (x, y) = (near(x), near(y));
        if x >= ACROSS {
            return;
        }
        if let Some(point) = self.points.get_mut(y * ACROSS + x) {
            let grey = near((1.0 - covered).clamp(0.0, 1.0) * 15.0);
            *point = (*point).min(u8::try_from(grey).unwrap_or(WHITE));
        }
    }
}

/// The point at which a place of the picture stands.
fn at(place: f32) -> usize {
    near(place * f32::from(u8::try_from(SCALE).unwrap_or(1)))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "places of a picture are small and never below 0"
)]
fn near(number: f32) -> usize {
    number.round().max(0.0) as usize
}

#[expect(clippy::cast_precision_loss, reason = "places of a picture are small")]
const fn whole(number: u32) -> f32 {
    number as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample::chart;

    #[test]
    fn the_picture_reads_back_with_bars_and_letters() {
        let bytes = png(&chart()).unwrap();
        assert!(bytes.len() < 60_000, "{} bytes", bytes.len());
        let mut reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
        let mut points = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut points).unwrap();
        assert_eq!((info.width, info.height), (WIDTH * SCALE, HEIGHT * SCALE));
        assert!(FontRef::try_from_slice(TYPEFACE).is_ok());
    }

    #[test]
    fn letters_are_inked_and_bars_filled() {
        let mut sheet = Sheet { points: vec![WHITE; ACROSS * DOWN] };
        let typeface = FontRef::try_from_slice(TYPEFACE).unwrap();
        for shape in shapes(&chart()) {
            sheet.draw(&shape, Some(&typeface));
        }
        let count = |colour: u8| sheet.points.iter().map(|point| usize::from(*point == colour)).sum::<usize>();
        assert!(count(0) > 500, "letters");
        assert!(count(DARK) > 5_000 && count(LIGHT) > 5_000, "bars");
    }
}
