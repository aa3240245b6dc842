//! How the columns of a table share its width, and where their cells' lines stand: the same on every kind of paper.
//! Lengths are in twentieths of a point.

use std::borrow::Cow;

use super::flow;
use super::lowest::{Setting, Words, lowest};
use crate::outline::{Block, Column, Content, Outline, Value};

/// Narrowest column of all.
const NARROWEST: u32 = 600;
/// Longest word, in characters, that a column is made wide enough for.
const LONGEST_WORD: usize = 16;
/// Longest text of a cell, in characters, that is not broken where there is room: a grade in words, a date.
const LONGEST_WHOLE: usize = 19;
/// What all columns may take for their short texts to stand whole, in hundredths of the width, and for their days to.
const ROOM_FOR_WHOLE: u32 = 75;
const ROOM_FOR_DAYS: u32 = 88;
/// How much wider strong letters are, in hundredths.
const STRONG: u32 = 110;
/// Shares of the width that the labels of fields may have, in hundredths, and the one they have where it is all the same.
const LABEL_SHARES: [u32; 11] = [20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40];
const LABEL_SHARE: u32 = 32;

/// The letters a table is set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    /// As all tables are.
    Usual,
    /// Of more columns than would have room otherwise.
    Small,
}

impl Letters {
    /// Their size.
    pub(super) const fn size(self) -> u32 {
        match self {
            Self::Usual => 190,
            Self::Small => 170,
        }
    }

    /// Space at each side of a cell.
    pub(super) const fn side(self) -> u32 {
        match self {
            Self::Usual => 108,
            Self::Small => 60,
        }
    }

    /// Space at both sides of a cell, and a little more, as widths are guessed.
    const fn margins(self) -> u32 {
        2 * self.side() + 24
    }

    /// About how many characters stand in a line of a column.
    fn in_line(self, width: u32) -> u32 {
        (width.saturating_sub(self.margins()) / self.character()).max(1)
    }

    /// Average width of a character in a cell.
    const fn character(self) -> u32 {
        match self {
            Self::Usual => 100,
            Self::Small => 90,
        }
    }
}

/// Widths of a table's columns, and the letters it is set in: small ones where words would break otherwise. Tables of the same
/// columns stand below one another with the same edges.
pub(super) fn set(columns: &[Column], rows: &[Vec<Value>], whole: u32, all: &[Block]) -> (Letters, Vec<u32>) {
    let like = rows_of_all(columns, rows, all);
    let rows: &[Vec<Value>] = &like;
    let needed = |letters| least(columns, rows, letters).iter().sum::<u32>();
    let letters = if needed(Letters::Usual) > whole { Letters::Small } else { Letters::Usual };
    (letters, widths(columns, rows, letters, whole))
}

/// The rows of all tables of a document whose columns are those of one, what heads their first apart.
fn rows_of_all<'a>(columns: &[Column], rows: &'a [Vec<Value>], all: &'a [Block]) -> Cow<'a, [Vec<Value>]> {
    let is_like = |other: &[Column]| {
        let same = |(n, (a, b)): (usize, (&Column, &Column))| a.width == b.width && (n == 0 || a.title == b.title);
        columns.len() > 1 && other.len() == columns.len() && other.iter().zip(columns).enumerate().all(same)
    };
    let of = |block: &'a Block| match &block.content {
        Content::Table { columns: other, rows, .. } if is_like(other) => Some(rows.as_slice()),
        _ => None,
    };
    let like: Vec<&[Vec<Value>]> = all.iter().filter_map(of).collect();
    if like.len() > 1 { Cow::Owned(like.concat()) } else { Cow::Borrowed(rows) }
}

/// Widths of a table's columns by what stands in them: a column of short texts, such as dates and grades, is as wide as it
/// needs and no wider, and those that hold sentences share the rest, by their length and by the parts their form gives them.
fn widths(columns: &[Column], rows: &[Vec<Value>], letters: Letters, whole: u32) -> Vec<u32> {
    let mut least = roomy(columns, rows, letters, whole);
    let given = shared(columns, &least, whole);
    let texts = |n: usize| rows.iter().filter_map(move |row| row.get(n)).map(Value::plain);
    let is_empty = |n: usize| texts(n).all(|text| text.trim().is_empty());
    let is_short: Vec<bool> = (0..least.len()).map(|n| texts(n).all(|text| is_short(&text))).collect();
    let mut most: Vec<u32> = (0..least.len())
        .map(|n| match (is_empty(n), is_short[n]) {
            // A column that nothing stands in yet keeps the room to write in that its form gives it.
            (true, _) => given[n].max(least[n]),
            (false, true) => least[n].max(in_three_lines(columns.get(n), letters)),
            (false, false) => least[n].max(in_one_line(texts(n).chain(title_of(columns, n)), letters)),
        })
        .collect();
    for n in (0..least.len()).filter(|&n| is_empty(n)) {
        least[n] = given[n];
    }
    // Columns of one kind, such as the grades of two views, are as wide as one another where there is room.
    let part = |n: usize| columns.get(n).map_or(0, |column| column.width);
    let is_kin =
        |a: usize, b: usize| a == b || (a * b > 0 && is_short[a] && is_short[b] && part(a) == part(b) && part(a) > 0);
    let as_kin = |of: &[u32]| -> Vec<u32> {
        let widest = |n: usize| (0..of.len()).filter(|&kin| is_kin(n, kin)).map(|kin| of[kin]).max();
        (0..of.len()).filter_map(widest).collect()
    };
    if as_kin(&least).iter().sum::<u32>() <= whole {
        (least, most) = (as_kin(&least), as_kin(&most));
    }
    if least.iter().sum::<u32>() > whole {
        return shared(columns, &least, whole);
    }
    if most.iter().sum::<u32>() <= whole {
        return shared(columns, &most, whole);
    }
    let begun = fitted(columns, rows, (&least, &most), whole);
    let of_sentences: Vec<bool> = (0..least.len()).map(|n| !is_short[n] && !is_empty(n)).collect();
    if of_sentences.iter().filter(|is| **is).count() < 2 {
        return begun;
    }
    let rows = words(columns, rows, letters, least.len());
    let (space, margins) = (width_of(" ", 1) * letters.size() / 1_000, letters.margins());
    lowest(&Setting { rows, space, margins, of_sentences: &of_sentences, least: &least, most: &most }, begun)
}

/// Widths of the words of all titles and cells.
fn words(columns: &[Column], rows: &[Vec<Value>], letters: Letters, count: usize) -> Vec<Vec<Words>> {
    let of = |text: &str, letters: u32| -> Words {
        let width = |word: &str| width_of(word, word.len()) * letters / 1_000;
        text.split('\n').map(|line| line.split_whitespace().map(width).collect()).collect()
    };
    let head = |n: usize| of(&title_of(columns, n).unwrap_or_default(), letters.size() * STRONG / 100);
    let cell = |value: Option<&Value>| of(&value.map(Value::plain).unwrap_or_default(), letters.size());
    let row = |row: &Vec<Value>| (0..count).map(|n| cell(row.get(n))).collect();
    std::iter::once((0..count).map(head).collect()).chain(rows.iter().map(row)).collect()
}

/// Whether a text of a cell is one that need not break, such as a date or a grade in words.
fn is_short(text: &str) -> bool {
    text.chars().count() <= LONGEST_WHOLE && !text.contains('\n')
}

fn title_of(columns: &[Column], n: usize) -> Option<String> {
    columns.get(n).map(|column| column.title.clone())
}

/// Width in which the head of a column is about three lines.
fn in_three_lines(column: Option<&Column>, letters: Letters) -> u32 {
    let head = column.map_or(0, |column| width_of(&column.title, column.title.len())) * letters.size() / 1_000;
    head * STRONG / 100 * 2 / 5 + letters.margins()
}

/// Width in which no line of a column's texts breaks.
fn in_one_line(texts: impl Iterator<Item = String>, letters: Letters) -> u32 {
    let longest = |text: String| text.split('\n').map(|line| line.chars().count() as u32).max().unwrap_or_default();
    texts.map(longest).max().unwrap_or_default() * letters.character() + letters.margins()
}

/// The same for lines of so many letters in all.
pub(super) fn letters(columns: &[Column], rows: &[Vec<Value>], whole: usize, all: &[Block]) -> Vec<usize> {
    let (character, margins) = (Letters::Usual.character(), Letters::Usual.margins());
    let whole = whole as u32 * character + columns.len() as u32 * margins;
    let widths = widths(columns, &rows_of_all(columns, rows, all), Letters::Usual, whole);
    widths.into_iter().map(|width| (width.saturating_sub(margins) / character) as usize).collect()
}

/// The share of the width, in hundredths, that labels have beside their values all through a document: the one that makes
/// its fields the least high.
pub(super) fn label_share(outline: &Outline, whole: u32) -> u32 {
    let fields = || {
        outline.blocks.iter().filter_map(|block| match &block.content {
            Content::Field { label, value } => Some((label.as_str(), value)),
            _ => None,
        })
    };
    let word =
        |label: &str| label.split_whitespace().map(|word| width_of(word, LONGEST_WORD)).max().unwrap_or_default();
    let margins = Letters::Usual.margins();
    let least = fields().map(|(label, _)| word(label)).max().unwrap_or_default();
    let least = least * Letters::Usual.size() / 1_000 * STRONG / 100 + margins;
    let height = |share: u32| {
        let label = whole * share / 100;
        let of = |(name, value): (&str, &Value)| {
            let lines_of_label = lines_of(name, Letters::Usual, (label - margins) * 100 / STRONG + margins);
            lines(value, Letters::Usual, whole - label).max(lines_of_label)
        };
        fields().map(of).sum::<u32>()
    };
    let shares = LABEL_SHARES.into_iter().filter(|share| whole * share / 100 >= least);
    shares.min_by_key(|share| (height(*share), share.abs_diff(LABEL_SHARE))).unwrap_or(LABEL_SHARE)
}

/// About how many lines a row takes.
pub(super) fn row_lines(row: &[Value], letters: Letters, widths: &[u32]) -> u32 {
    row.iter().zip(widths).map(|(value, &width)| lines(value, letters, width)).max().unwrap_or_default()
}

/// About how many lines a value takes in a column.
pub(super) fn lines(value: &Value, letters: Letters, width: u32) -> u32 {
    match value {
        Value::Text(runs) => lines_of(&crate::outline::plain(runs), letters, width),
        Value::Blank(shown) => lines_of(shown, letters, width),
        Value::Choice { options, .. } => options.iter().map(|option| lines_of(option, letters, width)).sum(),
    }
}

/// About how many lines a text takes in a column.
pub(super) fn lines_of(text: &str, letters: Letters, width: u32) -> u32 {
    let line = letters.in_line(width);
    text.split('\n').map(|piece| (piece.chars().count() as u32).div_ceil(line).max(1)).sum()
}

/// Widths in which no word of a column breaks, within reason.
pub(super) fn least(columns: &[Column], rows: &[Vec<Value>], letters: Letters) -> Vec<u32> {
    let count = rows.iter().map(Vec::len).max().unwrap_or_default().max(columns.len());
    (0..count).map(|n| narrowest(columns.get(n), rows, n, letters)).collect()
}

/// Widths in which short texts of a column do not break either, as far as the columns have room for that: days first, for
/// one in three lines is hard to read, then whatever asks for the least.
fn roomy(columns: &[Column], rows: &[Vec<Value>], letters: Letters, whole: u32) -> Vec<u32> {
    let mut widths = least(columns, rows, letters);
    let texts = |n: usize| rows.iter().filter_map(move |row| row.get(n)).map(Value::plain);
    let is_short = |n: usize| texts(n).all(|text| is_short(&text));
    let of_days =
        |n: usize| texts(n).any(|text| is_day(&text)) && texts(n).all(|text| text.is_empty() || is_day(&text));
    let widest = |n: usize| {
        let most = texts(n).map(|text| width_of(&text, LONGEST_WHOLE)).max().unwrap_or_default();
        most * letters.size() / 1_000 + letters.margins()
    };
    let mut wishes: Vec<(bool, u32, usize)> = (0..widths.len())
        .filter(|&n| is_short(n))
        .map(|n| (!of_days(n), widest(n).saturating_sub(widths[n]), n))
        .collect();
    wishes.sort_unstable();
    for (is_other, more, n) in wishes {
        let room = if is_other { ROOM_FOR_WHOLE } else { ROOM_FOR_DAYS };
        if (widths.iter().sum::<u32>() + more) * 100 <= whole * room {
            widths[n] += more;
        }
    }
    widths
}

/// Whether a text is a day as tables print it: `12 January 2010`.
fn is_day(text: &str) -> bool {
    chrono::NaiveDate::parse_from_str(text, "%d %B %Y").is_ok()
}

/// Width in which no word of a column breaks, within reason, and no scale in its head.
fn narrowest(column: Option<&Column>, rows: &[Vec<Value>], n: usize, letters: Letters) -> u32 {
    let longest =
        |text: &str| text.split_whitespace().map(|word| width_of(word, LONGEST_WORD)).max().unwrap_or_default();
    let of_head = |title: &str| {
        let has_scale = flow::unbroken(title) != title;
        if has_scale { width_of(title, title.len()) } else { longest(title) }
    };
    let head = column.map_or(0, |column| of_head(&column.title)) * letters.size() / 1_000 * STRONG / 100;
    let cells = rows.iter().filter_map(|row| row.get(n)).map(|value| match value {
        Value::Text(runs) => runs.iter().map(|run| longest(&run.text)).max().unwrap_or_default(),
        Value::Blank(shown) => longest(shown),
        Value::Choice { options, .. } => {
            options.iter().map(|option| longest(&format!("☐{option}"))).max().unwrap_or_default()
        }
    });
    let cells = cells.max().unwrap_or_default() * letters.size() / 1_000;
    (cells.max(head) + letters.margins()).max(NARROWEST)
}

/// About how wide a text of one line is, in thousandths of the size of its letters; of a very long one, its beginning.
fn width_of(text: &str, longest: usize) -> u32 {
    text.chars().take(longest).map(letter_width).sum()
}

/// Width of a letter in thousandths of its size, as in Arial and the typefaces made to its measure.
const fn letter_width(letter: char) -> u32 {
    match letter {
        'i' | 'j' | 'l' | '\'' | '|' => 222,
        ' ' | 'f' | 't' | 'I' | '.' | ',' | ':' | ';' | '!' | '/' => 278,
        'r' | '(' | ')' | '-' => 333,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 500,
        'C' | 'D' | 'H' | 'N' | 'R' | 'U' | 'w' => 722,
        'm' | 'M' => 833,
        'a'..='z' | '0'..='9' | 'L' => 556,
        'W' => 944,
        'G' | 'O' | 'Q' => 778,
        'A'..='Z' => 667,
        _ => 700,
    }
}

/// Widths between the least of each column and what it needs at most, which are more than there is room for: by how long
/// its texts are and the part its form gives it.
fn fitted(columns: &[Column], rows: &[Vec<Value>], (least, most): (&[u32], &[u32]), whole: u32) -> Vec<u32> {
    let parts = shared(columns, &vec![0; least.len()], 1_000);
    let texts = |n: usize| rows.iter().filter_map(move |row| row.get(n)).map(Value::plain).chain(title_of(columns, n));
    // The row is as high as its highest cell, so a long text counts for more than its length.
    let length = |n: usize| texts(n).map(|text| (text.chars().count() as f64).powi(3)).sum::<f64>().sqrt().sqrt();
    let weights: Vec<f64> = (0..least.len()).map(|n| (length(n) * f64::from(parts[n])).sqrt()).collect();
    let at = |scale: f64| -> Vec<u32> {
        let width = |n: usize| ((weights[n] * scale) as u32).clamp(least[n], most[n]);
        (0..least.len()).map(width).collect()
    };
    let (mut low, mut high) = (0.0, f64::from(whole));
    for _ in 0..50 {
        let middle = f64::midpoint(low, high);
        if at(middle).iter().sum::<u32>() <= whole { low = middle } else { high = middle }
    }
    let mut widths = at(low);
    let left = whole.saturating_sub(widths.iter().sum());
    if let Some(widest) = widths.iter_mut().max() {
        *widest += left;
    }
    widths
}

/// Widths from the columns' parts, of which there may be more than columns; they add up to the whole, and none is
/// narrower than its least, unless all of those are too much.
fn shared(columns: &[Column], narrowest: &[u32], whole: u32) -> Vec<u32> {
    let given: Vec<u64> = columns.iter().map(|column| u64::from(column.width)).filter(|&part| part > 0).collect();
    let usual = if given.is_empty() { 1 } else { (given.iter().sum::<u64>() / given.len() as u64).max(1) };
    let part = |n: usize| columns.get(n).map_or(usual, |c| if c.width == 0 { usual } else { u64::from(c.width) });
    let parts: Vec<u64> = (0..narrowest.len()).map(part).collect();
    let (whole, all) = (u64::from(whole), parts.iter().sum::<u64>().max(1));
    let needed: u64 = narrowest.iter().copied().map(u64::from).sum::<u64>().max(whole);
    let least: Vec<u64> = narrowest.iter().map(|&width| u64::from(width) * whole / needed).collect();
    let wished: Vec<u64> = parts.iter().zip(&least).map(|(part, &least)| (whole * part / all).max(least)).collect();
    // What the narrow ones were given, the others give up in proportion to what they have to spare.
    let too_much = wished.iter().sum::<u64>().saturating_sub(whole);
    let spare = wished.iter().zip(&least).map(|(wished, least)| wished - least).sum::<u64>().max(1);
    let given_up = |wished: u64, least: u64| ((wished - least) * too_much).div_ceil(spare);
    let mut widths: Vec<u64> = wished.iter().zip(&least).map(|(&w, &least)| w - given_up(w, least)).collect();
    let left = whole.saturating_sub(widths.iter().sum());
    if let Some(widest) = widths.iter_mut().max() {
        *widest += left;
    }
    widths.into_iter().map(|width| width as u32).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn widths_follow_the_parts() {
        let columns = [Column::new("No.", 1), Column::new("Action", 6), Column::new("Owner", 0)];
        assert_eq!(shared(&columns, &[600; 3], 10_000), [1_000, 6_000, 3_000]);
        assert_eq!(shared(&[], &[600; 4], 10_000), [2_500; 4]);
    }

    #[test]
    fn a_column_is_wide_enough_for_its_head() {
        let columns = [Column::new("Ofsted", 1), Column::new("Evidence", 99)];
        let narrowest: Vec<u32> =
            columns.iter().map(|column| narrowest(Some(column), &[], 0, Letters::Usual)).collect();
        assert_eq!(shared(&columns, &narrowest, 10_000), [854, 9_146]);
    }

    #[test]
    fn a_column_is_wide_enough_for_a_code_in_capitals() {
        let rows = [vec![Value::text("LOWCOV")], vec![Value::text("79%")]];
        let small = [vec![Value::text("lowcov")]];
        let width = |rows: &[Vec<Value>]| narrowest(Some(&Column::new("", 9)), rows, 0, Letters::Usual);
        assert!(width(&rows) >= 844 + Letters::Usual.margins(), "as wide as in Arial: {}", width(&rows));
        assert!(width(&small) < width(&rows));
    }

    #[test]
    fn a_long_text_gets_the_room_that_short_ones_leave() {
        let columns = [Column::new("Action", 40), Column::new("Owner", 30), Column::new("Evidence", 30)];
        let long = "teachers plan from what the books show ".repeat(6);
        let row = |evidence: &str| vec![Value::text("see books"), Value::text("HT"), Value::text(evidence)];
        let short = widths(&columns, &[row("seen"), row("seen")], Letters::Usual, 10_000);
        assert_eq!(short, [4_000, 3_000, 3_000], "as the form says, while that is no trouble");
        let fitted = widths(&columns, &[row("seen"), row(long.trim())], Letters::Usual, 10_000);
        assert_eq!(fitted.iter().sum::<u32>(), 10_000);
        let blank = |text: &str| vec![Value::text(text), Value::blank(""), Value::blank("")];
        let rows = [blank(long.trim()), blank(long.trim())];
        assert!(
            widths(&columns, &rows, Letters::Usual, 10_000)[1..].iter().all(|&width| width >= 3_000),
            "room to write in"
        );
        assert!(fitted[2] > 7_000 && fitted[0] >= 820 && fitted[1] >= 854, "{fitted:?}");
    }

    proptest! {
        #[test]
        fn fitted_widths_add_up(texts in prop::collection::vec("[a-z ]{0,200}", 6), whole in 4_000..16_000_u32) {
            let rows: Vec<Vec<Value>> = texts.chunks(3).map(|row| row.iter().map(Value::text).collect()).collect();
            prop_assert_eq!(widths(&[], &rows, Letters::Usual, whole).iter().sum::<u32>(), whole);
        }

        #[test]
        fn widths_add_up_and_none_vanishes(parts in prop::collection::vec((any::<u16>(), 600..3_000_u32), 1..40)) {
            let columns: Vec<Column> = parts.iter().map(|&(part, _)| Column::new("", part)).collect();
            let narrowest: Vec<u32> = parts.iter().map(|&(_, least)| least).collect();
            let widths = shared(&columns, &narrowest, 9_638);
            prop_assert_eq!(widths.iter().sum::<u32>(), 9_638);
            prop_assert!(widths.iter().all(|&width| width >= 40), "{:?}", widths);
        }
    }
}
