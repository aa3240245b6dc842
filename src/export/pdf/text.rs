//! Text set in lines: letters shaped, directions ordered, lines broken where the language allows it.

use std::ops::Range;
use std::rc::Rc;

use krilla::text::KrillaGlyph;
use unicode_bidi::{BidiInfo, LTR_LEVEL, Level};
use unicode_segmentation::UnicodeSegmentation;

use super::face::{Face, Faces, Way};

/// A colour: red, green, blue.
pub(super) type Colour = (u8, u8, u8);

/// How letters look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Look {
    pub(super) face: Face,
    /// In points.
    pub(super) size: f32,
    pub(super) colour: Colour,
}

/// Height of a line in parts of the letters' size, and how far down its letters stand.
const LINE: f32 = 1.3;
const BASELINE: f32 = 0.98;
/// The same of a table and of a heading, whose lines stand closer, as they do in Word.
const CLOSE_LINE: f32 = 1.2;
const CLOSE_BASELINE: f32 = 0.94;
/// Size of the letters of running text.
const RUNNING: std::ops::RangeInclusive<f32> = 10.0..=11.0;

/// Letters of one look that stand beside one another.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) look: Look,
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// The paragraph the glyphs' places point into.
    pub(super) text: Rc<str>,
    /// From the line's left end, in points.
    pub(super) x: f32,
}

/// A line ready to be put on a page.
#[derive(Debug, Clone)]
pub(super) struct TextLine {
    pub(super) pieces: Vec<Piece>,
    /// In points, without the space at its end.
    pub(super) width: f32,
    /// Of its largest letters.
    pub(super) size: f32,
    /// How its paragraph runs.
    pub(super) way: Way,
}

impl TextLine {
    /// Its height in points.
    pub(super) fn height(&self) -> f32 {
        self.size * if RUNNING.contains(&self.size) { LINE } else { CLOSE_LINE }
    }

    /// Where its letters stand, from its top.
    pub(super) fn baseline(&self) -> f32 {
        self.size * if RUNNING.contains(&self.size) { BASELINE } else { CLOSE_BASELINE }
    }
}

/// A stretch of one look, one typeface and one direction.
struct Item {
    range: Range<usize>,
    look: Look,
    level: Level,
    glyphs: Vec<KrillaGlyph>,
}

/// Sets pieces of text, without line ends in them, in lines of at most a width. There is always a line.
pub(super) fn set(faces: &Faces, pieces: &[(&str, Look)], width: f32) -> Vec<TextLine> {
    let text: String = pieces.iter().map(|(text, _)| text.replace('\t', "    ")).collect();
    let size = pieces.iter().map(|(_, look)| look.size).fold(0.0, f32::max);
    let bidi = BidiInfo::new(&text, None);
    let Some(paragraph) = bidi.paragraphs.first() else {
        return vec![TextLine { pieces: Vec::new(), width: 0.0, size, way: Way::Right }];
    };
    let way = way(paragraph.level);
    let items = items(faces, pieces, &text, &bidi.levels);
    let steps = steps(&items);
    let shared: Rc<str> = Rc::from(text.as_str());
    let lines = lines(&text, &steps, width);
    lines
        .into_iter()
        .map(|range| {
            let trimmed = range.start..range.start + text[range.clone()].trim_end().len();
            // Space at the end of a line that runs to the left would stand before its first letter.
            let shown = if way == Way::Left { trimmed.clone() } else { range };
            let (levels, runs) = bidi.visual_runs(paragraph, shown);
            let mut line = TextLine { pieces: Vec::new(), width: length(&steps, &trimmed), size, way };
            let mut x = 0.0;
            for run in runs {
                let left = levels[run.start].is_rtl();
                let within = items.iter().filter(|item| item.range.start < run.end && item.range.end > run.start);
                let within: Vec<&Item> = if left { within.rev().collect() } else { within.collect() };
                for item in within {
                    let here = |glyph: &&KrillaGlyph| run.contains(&glyph.text_range.start);
                    let glyphs: Vec<KrillaGlyph> = item.glyphs.iter().filter(here).cloned().collect();
                    let wide: f32 = glyphs.iter().map(|glyph| glyph.x_advance * item.look.size).sum();
                    if !glyphs.is_empty() {
                        line.pieces.push(Piece { look: item.look, glyphs, text: Rc::clone(&shared), x });
                    }
                    x += wide;
                }
            }
            line
        })
        .collect()
}

fn way(level: Level) -> Way {
    if level.is_rtl() { Way::Left } else { Way::Right }
}

fn items(faces: &Faces, pieces: &[(&str, Look)], text: &str, levels: &[Level]) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut from = 0;
    for (piece, look) in pieces {
        let length = piece.replace('\t', "    ").len();
        // Marks, joiners and selectors go with the letter before them, whatever its typeface: what is one sign to a reader is
        // one here, be it of seven letters, as a flag is.
        for (at, sign) in text[from..from + length].grapheme_indices(true) {
            let (at, level) = (from + at, levels.get(from + at).copied().unwrap_or(LTR_LEVEL));
            let range = at..at + sign.len();
            let Some(first) = sign.chars().next() else { continue };
            let held = faces.holding(first, look.face);
            let look = Look { face: held.unwrap_or(Face::Symbols), ..*look };
            let alone = faces.standing_for(sign, held, range.clone());
            match items.last_mut() {
                Some(last) if alone.is_none() && last.glyphs.is_empty() && (last.level, last.look) == (level, look) => {
                    last.range.end = range.end;
                }
                Some(_) | None => {
                    items.push(Item { range, look, level, glyphs: alone.into_iter().collect() });
                }
            }
        }
        from += length;
    }
    for item in items.iter_mut().filter(|item| item.glyphs.is_empty()) {
        let shown = &text[item.range.clone()];
        item.glyphs = faces.shape(item.look.face, way(item.level), shown, item.range.start);
    }
    items
}

/// What can stand on a line of its own: where it begins in the text, where it ends, how wide it is.
type Letter = (usize, usize, f32);

/// All letters in the order of the text.
fn steps(items: &[Item]) -> Vec<Letter> {
    let mut letters: Vec<Letter> = items
        .iter()
        .flat_map(|item| {
            item.glyphs.iter().map(|g| (g.text_range.start, g.text_range.end, g.x_advance * item.look.size))
        })
        .collect();
    letters.sort_by_key(|letter| letter.0);
    letters
}

fn length(letters: &[Letter], range: &Range<usize>) -> f32 {
    let from = letters.partition_point(|letter| letter.0 < range.start);
    letters[from..].iter().take_while(|letter| letter.0 < range.end).map(|letter| letter.2).sum()
}

/// Where the lines of a text begin and end.
fn lines(text: &str, letters: &[Letter], width: f32) -> Vec<Range<usize>> {
    // What is a hair too wide still fits: a column is made as wide as its widest word.
    const HAIR: f32 = 0.01;
    let mut lines = Vec::new();
    let (mut start, mut end, mut used) = (0, 0, 0.0);
    for (stop, _) in unicode_linebreak::linebreaks(text) {
        let word = text[end..stop].trim_end().len();
        let visible = length(letters, &(end..end + word));
        let whole = length(letters, &(end..stop));
        if used + visible > width + HAIR && end > start {
            lines.push(start..end);
            (start, used) = (end, 0.0);
        }
        if visible > width + HAIR {
            // Longer than a line: broken between letters.
            for &(from, _, wide) in letters.iter().filter(|letter| letter.0 >= end && letter.0 < stop) {
                if used + wide > width && from > start && from < end + word {
                    lines.push(start..from);
                    (start, used) = (from, 0.0);
                }
                used += wide;
            }
        } else {
            used += whole;
        }
        end = stop;
    }
    if end > start || lines.is_empty() {
        lines.push(start..end);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LOOK: Look = Look { face: Face::Regular, size: 10.0, colour: (0, 0, 0) };

    /// What is to be read on each line, in the order of the text.
    fn read(text: &str, width: f32) -> Vec<String> {
        let faces = Faces::read().unwrap();
        let lines = set(&faces, &[(text, LOOK)], width);
        let words = |line: &TextLine| {
            let glyphs = line.pieces.iter().flat_map(|p| p.glyphs.iter().map(|g| (g.text_range.clone(), &p.text)));
            let mut glyphs: Vec<_> = glyphs.collect();
            glyphs.sort_by_key(|(range, _)| range.start);
            glyphs.dedup_by_key(|(range, _)| range.start);
            glyphs.into_iter().map(|(range, text)| text[range].to_owned()).collect::<String>()
        };
        lines.iter().map(words).collect()
    }

    #[test]
    fn a_sign_of_several_letters_is_one_on_paper() {
        let faces = Faces::read().unwrap();
        for sign in ["👩‍🏫", "🏫", "👍🏽", "❤️", "🫠", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "1️⃣", "👨‍👩‍👧‍👦", "e\u{301}"]
        {
            let lines = set(&faces, &[(sign, LOOK)], 100.0);
            let seen = lines[0].pieces.iter().flat_map(|piece| &piece.glyphs).filter(|glyph| glyph.x_advance > 0.0);
            assert_eq!(seen.count(), 1, "{sign}");
        }
        let two = set(&faces, &[("🇬🇧🇫🇷", LOOK)], 100.0);
        assert_eq!(two[0].pieces.iter().flat_map(|piece| &piece.glyphs).count(), 4, "a flag is its two letters");
        assert_eq!(read("a 👩‍🏫 b", 100.0), ["a 👩‍🏫 b"], "it is found when the text is copied");
    }

    #[test]
    fn lines_break_between_words_and_a_word_too_long_between_letters() {
        assert_eq!(read("The writing group meets", 70.0), ["The writing ", "group meets"]);
        assert_eq!(read("Llanfairpwllgwyngyll", 40.0), ["Llanfairp", "wllgwyn", "gyll"]);
        assert_eq!(read("", 40.0), [""]);
    }

    #[test]
    fn a_stretch_from_the_right_stands_in_its_order_and_the_rest_in_theirs() {
        let faces = Faces::read().unwrap();
        let line = set(&faces, &[("said שלום then", LOOK)], 400.0).remove(0);
        let order: Vec<usize> = line.pieces.iter().flat_map(|p| p.glyphs.iter().map(|g| g.text_range.start)).collect();
        assert_eq!(order[..5], [0, 1, 2, 3, 4]);
        assert_eq!(order[5..9], [11, 9, 7, 5], "the last letter of the word stands first");
        assert_eq!(line.way, Way::Right);
        assert_eq!(set(&faces, &[("שלום abc", LOOK)], 400.0)[0].way, Way::Left);
    }

    #[test]
    fn what_no_typeface_holds_is_a_box_that_can_be_copied() {
        assert_eq!(read("a 👩‍🏫 b", 400.0), ["a 👩‍🏫 b"]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_no_line_is_too_wide(text in "[a-zŵא-ת0-9 ,.👩-]{0,80}", width in 30.0_f32..200.0) {
            let lines = read(&text, width);
            let spaceless = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(spaceless(&lines.concat()), spaceless(&text));
            let faces = Faces::read().unwrap();
            for line in set(&faces, &[(&text, LOOK)], width) {
                prop_assert!(line.width <= width + 0.1, "{} in {}", line.width, width);
            }
        }
    }
}
