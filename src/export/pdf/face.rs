//! The typefaces of a PDF: which of them holds a letter, and how the letters of a text stand beside one another.

use std::ops::Range;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, UnicodeBuffer};

/// A typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    Regular,
    Bold,
    Italic,
    /// Boxes, ticks and scripts that the others lack.
    Symbols,
    /// Pictures among letters.
    Pictures,
}

/// How a stretch of text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Right,
    Left,
}

const FILES: [&[u8]; 5] = [
    include_bytes!("fonts/arimo-regular.ttf"),
    include_bytes!("fonts/arimo-bold.ttf"),
    include_bytes!("fonts/arimo-italic.ttf"),
    include_bytes!("fonts/dejavu-symbols.ttf"),
    include_bytes!("fonts/symbola-pictures.ttf"),
];

/// Stands for a letter that no typeface holds, and for a picture among letters; what it is is still found when the text is
/// copied.
const UNKNOWN: char = '□';
const PICTURE: char = '◆';

/// Letters of flags, two for each.
const FLAGS: std::ops::RangeInclusive<char> = '\u{1F1E6}'..='\u{1F1FF}';

/// All typefaces, read.
pub(super) struct Faces {
    shapers: Vec<rustybuzz::Face<'static>>,
    fonts: Vec<Font>,
}

impl Faces {
    /// Reads them; nothing if one cannot be read.
    pub(super) fn read() -> Option<Self> {
        let shapers = FILES.iter().map(|file| rustybuzz::Face::from_slice(file, 0)).collect::<Option<Vec<_>>>()?;
        let fonts = FILES.iter().map(|file| Font::new((*file).into(), 0)).collect::<Option<Vec<_>>>()?;
        Some(Self { shapers, fonts })
    }

    /// The typeface as it is put into the file.
    pub(super) fn font(&self, face: Face) -> Font {
        self.fonts[face as usize].clone()
    }

    /// The typeface that holds a letter: the one wished for, else another.
    pub(super) fn holding(&self, c: char, wished: Face) -> Option<Face> {
        [wished, Face::Symbols, Face::Regular, Face::Pictures].into_iter().find(|&face| self.holds(face, c))
    }

    fn holds(&self, face: Face, c: char) -> bool {
        self.shapers[face as usize].glyph_index(c).is_some()
    }

    /// The glyphs of a text in one typeface, in the order they stand on paper; lengths in parts of the letters' size.
    /// `from` is where the text begins in its paragraph.
    pub(super) fn shape(&self, face: Face, way: Way, text: &str, from: usize) -> Vec<KrillaGlyph> {
        let shaper = &self.shapers[face as usize];
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(match way {
            Way::Right => Direction::LeftToRight,
            Way::Left => Direction::RightToLeft,
        });
        let shaped = rustybuzz::shape(shaper, &[], buffer);
        let mut starts: Vec<usize> = shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        starts.sort_unstable();
        starts.dedup();
        let end_of = |start: usize| {
            let next = starts.partition_point(|&known| known <= start);
            starts.get(next).copied().unwrap_or(text.len())
        };
        let space = shaper.glyph_index(' ').map_or(0, |glyph| u32::from(glyph.0));
        let em = shaper.units_per_em() as f32;
        let glyphs = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
        glyphs
            .map(|(info, at)| {
                let start = info.cluster as usize;
                // A mark that the typeface of its letter lacks leaves nothing to see.
                let lacking = info.glyph_id == 0;
                KrillaGlyph {
                    glyph_id: GlyphId::new(if lacking { space } else { info.glyph_id }),
                    text_range: from + start..from + end_of(start),
                    x_advance: if lacking { 0.0 } else { at.x_advance as f32 / em },
                    x_offset: at.x_offset as f32 / em,
                    y_offset: at.y_offset as f32 / em,
                    y_advance: at.y_advance as f32 / em,
                    location: None,
                }
            })
            .collect()
    }

    /// What stands for a sign that no typeface holds, by its first letter, or for a picture of several letters: the first of
    /// them; a flag is its two. Nothing where the letters themselves do. `place` is where it stands in its paragraph.
    pub(super) fn standing_for(&self, sign: &str, held: Option<Face>, place: Range<usize>) -> Option<KrillaGlyph> {
        let first = sign.chars().next()?;
        let (face, shown) = match held {
            None if matches!(first, '\u{1F000}'..='\u{1FAFF}') => (Face::Symbols, PICTURE),
            None => (Face::Symbols, UNKNOWN),
            Some(Face::Pictures) if sign.len() > first.len_utf8() && !FLAGS.contains(&first) => (Face::Pictures, first),
            Some(_) => return None,
        };
        let mut glyph = self.shape(face, Way::Right, shown.encode_utf8(&mut [0; 4]), 0).pop()?;
        glyph.text_range = place;
        Some(glyph)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn welsh_letters_signs_and_scripts_are_held() {
        let faces = Faces::read().unwrap();
        for (letters, face) in [
            ("ŵŷŴŶâêîôû £€–—‘’“”…•½ éüñ łś Жλ שלום", Face::Regular),
            ("☐☒☑✓✔✗→≥≤ سلام 😀", Face::Symbols),
            ("👍🎉📚✅🏫🇬", Face::Pictures),
        ] {
            for c in letters.chars() {
                assert_eq!(faces.holding(c, Face::Regular), Some(if c == ' ' { Face::Regular } else { face }), "{c}");
            }
        }
        for face in [Face::Bold, Face::Italic] {
            assert_eq!(faces.holding('ŵ', face), Some(face));
        }
        assert_eq!(faces.holding('\u{1FAE0}', Face::Regular), None);
    }

    #[test]
    fn clusters_cover_the_text_whichever_way_it_runs() {
        let faces = Faces::read().unwrap();
        for (face, way, text) in [(Face::Regular, Way::Right, "fi ŵy"), (Face::Symbols, Way::Left, "سلام")] {
            let mut ranges: Vec<_> = faces.shape(face, way, text, 0).into_iter().map(|g| g.text_range).collect();
            ranges.sort_by_key(|range| range.start);
            ranges.dedup();
            assert_eq!(ranges.first().unwrap().start, 0);
            assert_eq!(ranges.last().unwrap().end, text.len());
            assert!(ranges.windows(2).all(|pair| pair[0].end == pair[1].start), "{ranges:?}");
        }
    }
}
