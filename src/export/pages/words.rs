//! Words of several tones, wrapped into lines.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{PageLine, Piece, Tone, tone};
use crate::export::flow;
use crate::outline::Run;

/// Columns for the time of an entry.
const TIME: usize = 6;

/// Words to be wrapped: each of pieces that stay together.
#[derive(Default)]
pub(super) struct Words {
    words: Vec<Vec<Piece>>,
    /// Whether the next letters begin a word.
    ended: bool,
}

impl Words {
    /// A text of one tone.
    pub(super) fn of(text: &str, tone: Tone) -> Self {
        let mut words = Self::default();
        words.add(text, tone);
        words
    }

    /// Adds a text; it goes on with the word before where no space parts them.
    pub(super) fn add(&mut self, text: &str, tone: Tone) {
        for (n, part) in flow::clean(text).split(|c: char| c.is_whitespace()).enumerate() {
            self.ended |= n > 0;
            if part.is_empty() {
                continue;
            }
            let piece = Piece { text: part.to_owned(), tone };
            match self.words.last_mut() {
                Some(word) if !self.ended => word.push(piece),
                Some(_) | None => self.words.push(vec![piece]),
            }
            self.ended = false;
        }
    }

    /// Adds a text that stays on one line where it can.
    pub(super) fn add_whole(&mut self, text: &str, tone: Tone) {
        self.words.push(vec![Piece { text: format!("{text} "), tone }]);
        self.ended = true;
    }

    /// The words in lines of at most `width` columns; of no words one empty line.
    pub(super) fn lines(&self, width: usize) -> Vec<PageLine> {
        let width = width.max(1);
        let mut lines = vec![PageLine::default()];
        let mut used = 0;
        for word in &self.words {
            let needed: usize = word.iter().map(|piece| piece.text.trim_end().width()).sum();
            if used > 0 && used + 1 + needed > width {
                lines.push(PageLine::default());
                used = 0;
            }
            if used > 0 {
                push(&mut lines, " ", word.first().map_or(Tone::Plain, |piece| piece.tone));
                used += 1;
            }
            for piece in word {
                for grapheme in piece.text.graphemes(true) {
                    let wide = grapheme.width();
                    if used + wide > width {
                        if grapheme.trim().is_empty() {
                            continue;
                        }
                        if used > 0 {
                            lines.push(PageLine::default());
                            used = 0;
                        }
                    }
                    push(&mut lines, grapheme, piece.tone);
                    used += wide;
                }
            }
        }
        lines
    }
}

/// Puts a text at the end of the last line.
fn push(lines: &mut [PageLine], text: &str, tone: Tone) {
    let Some(line) = lines.last_mut() else { return };
    match line.pieces.last_mut() {
        Some(last) if last.tone == tone => last.text.push_str(text),
        Some(_) | None => line.pieces.push(Piece { text: text.to_owned(), tone }),
    }
}

/// Runs as paragraphs of lines.
pub(super) fn paragraphs(runs: &[Run], width: usize) -> Vec<Vec<PageLine>> {
    let line = |line: &flow::Line<'_>| {
        let mut words = Words::default();
        for span in line {
            words.add(&span.text, tone(span.style));
        }
        words.lines(width)
    };
    flow::paragraphs(runs).iter().map(|paragraph| paragraph.iter().flat_map(line).collect()).collect()
}

/// A minute: its time at the left, what it is and who said it before its words.
pub(super) fn entry(time: &str, lead: &str, runs: &[Run], width: usize) -> Vec<PageLine> {
    let (mark, indent) = if time.is_empty() { (("•", Tone::Plain), 2) } else { ((time, Tone::Faint), TIME) };
    let indent = indent.min(width / 3);
    let mut words = Words::of(lead, Tone::Strong);
    words.ended = true;
    let mut lines = Vec::new();
    for paragraph in flow::paragraphs(runs) {
        for line in paragraph {
            for span in line {
                words.add(&span.text, tone(span.style));
            }
            lines.extend(std::mem::take(&mut words).lines(width - indent));
        }
    }
    if lines.is_empty() {
        lines = words.lines(width - indent);
    }
    indented(lines, mark, indent)
}

/// Lines with a mark before the first.
pub(super) fn marked(mark: &str, runs: &[Run], width: usize) -> Vec<PageLine> {
    let indent = 2.min(width / 3);
    indented(paragraphs(runs, width - indent).concat(), (mark, Tone::Plain), indent)
}

/// Lines moved to the right, with something before the first.
fn indented(lines: Vec<PageLine>, first: (&str, Tone), indent: usize) -> Vec<PageLine> {
    let before = |n: usize| {
        let text = if n == 0 { first.0 } else { "" };
        Piece { text: padded(text, indent), tone: first.1 }
    };
    let line = |(n, line): (usize, PageLine)| PageLine { pieces: [vec![before(n)], line.pieces].concat() };
    lines.into_iter().enumerate().map(line).collect()
}

/// A text at the left and one at the right; the left one gives way.
pub(super) fn both_ends(left: (&str, Tone), right: (&str, Tone), width: usize) -> PageLine {
    let right_text = cut(right.0, width);
    let room = width.saturating_sub(right_text.width() + usize::from(!right_text.is_empty()));
    let left_text = cut_at_word(left.0, room);
    let gap = width.saturating_sub(left_text.width() + right_text.width());
    let piece = |text: String, tone: Tone| Piece { text, tone };
    PageLine { pieces: vec![piece(left_text + &" ".repeat(gap), left.1), piece(right_text, right.1)] }
}

/// A text in so many columns: cut, or filled with spaces.
pub(super) fn padded(text: &str, width: usize) -> String {
    let mut text = cut(text, width);
    text.push_str(&" ".repeat(width.saturating_sub(text.width())));
    text
}

/// A text in so many columns, cut behind a whole word with `…` where it is longer.
fn cut_at_word(text: &str, width: usize) -> String {
    if text.width() <= width || width == 0 {
        return cut(text, width);
    }
    let short = cut(text, width - 1);
    let ends_word = text[short.len()..].starts_with(' ');
    let whole = if ends_word { short.as_str() } else { short.rsplit_once(' ').map_or("", |(words, _)| words) };
    let whole = whole.trim_end_matches([' ', ',', '·']);
    if whole.is_empty() { String::new() } else { format!("{whole}…") }
}

fn cut(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += grapheme.width();
        if used > width {
            break;
        }
        out.push_str(grapheme);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_gives_way_ends_with_a_whole_word() {
        let line = |width| {
            let line = both_ends(("derived from the handbook", Tone::Faint), ("Page 1 of 4", Tone::Faint), width);
            line.pieces.iter().map(|piece| piece.text.as_str()).collect::<String>()
        };
        assert_eq!(line(37), "derived from the handbook Page 1 of 4");
        assert_eq!(line(30), "derived from the…  Page 1 of 4");
        assert_eq!(line(26), "derived from…  Page 1 of 4");
        assert_eq!(line(14), "   Page 1 of 4");
    }
}
