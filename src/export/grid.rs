//! How the columns of a table share its width, and where their cells' lines stand: the same on every kind of paper.
//! Lengths are in twentieths of a point.

use crate::outline::{Column, Value};

/// Average width of a character in a cell and the cell's margins.
pub(super) const CHARACTER: u32 = 108;
/// Space at both sides of a cell.
pub(super) const CELL_MARGINS: u32 = 216;
/// Narrowest column of all.
const NARROWEST: u32 = 600;
/// Longest text of a column that is set in the middle, as grades are.
const CENTRED: usize = 3;
/// Longest code in the place of a figure, in characters.
const LONGEST_CODE: usize = 6;
/// Longest word, in characters, that a column is made wide enough for.
const LONGEST_WORD: usize = 16;
/// Width of a strong character in a head cell.
const STRONG_CHARACTER: u32 = 126;

/// Where the lines of a paragraph stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    /// Where its direction begins.
    Start,
    /// In the middle.
    Centre,
}

/// A column of nothing but grades and other short signs stands in the middle, and so does one of figures; initials do
/// not.
pub(super) fn align(rows: &[Vec<Value>], column: usize) -> Align {
    let texts = || rows.iter().filter_map(|row| row.get(column)).map(Value::plain);
    let is_sign = |text: &str| {
        let letters: Vec<bool> = text.chars().map(char::is_alphabetic).collect();
        letters.len() <= CENTRED && !letters.windows(2).any(|pair| pair[0] && pair[1])
    };
    let only_signs = texts().all(|text| is_sign(&text)) || of_figures(texts());
    if only_signs && texts().any(|text| !text.trim().is_empty()) { Align::Centre } else { Align::Start }
}

/// Whether a column holds figures and the codes that stand in their place, such as SUPP.
fn of_figures(texts: impl Iterator<Item = String>) -> bool {
    let (mut figures, mut codes) = (0_usize, 0_usize);
    for text in texts.filter(|text| !text.trim().is_empty()) {
        if is_figure(&text) {
            figures += 1;
        } else if text.len() <= LONGEST_CODE && text.chars().all(|c| c.is_ascii_uppercase()) {
            codes += 1;
        } else {
            return false;
        }
    }
    figures > codes
}

/// Whether a cell holds a figure: `72%`, `-0.2`, `19 of 115`.
fn is_figure(text: &str) -> bool {
    let number = |text: &str| text.trim_end_matches('%').parse::<f64>().is_ok();
    text.split_once(" of ").map_or_else(|| number(text), |(some, all)| number(some) && number(all))
}

/// Whether a table is one of figures, whose rows stand close: all but its first column hold some, of several digits.
pub(super) fn is_of_figures(rows: &[Vec<Value>], aligns: &[Align]) -> bool {
    let several = |value: &Value| value.plain().chars().filter(char::is_ascii_digit).count() > 1;
    aligns.len() > 2
        && aligns.iter().skip(1).all(|align| *align == Align::Centre)
        && rows.iter().any(|row| row.iter().skip(1).any(several))
}

/// Width in which no word of a column breaks, within reason.
pub(super) fn narrowest(column: Option<&Column>, rows: &[Vec<Value>], n: usize) -> u32 {
    let longest = |text: &str| text.split_whitespace().map(|word| word.chars().count()).max().unwrap_or_default();
    let head = column.map_or(0, |column| longest(&column.title));
    let cells = rows.iter().filter_map(|row| row.get(n)).map(|value| match value {
        Value::Text(runs) => runs.iter().map(|run| longest(&run.text)).max().unwrap_or_default(),
        Value::Blank(shown) => longest(shown),
        Value::Choice { options, .. } => options.iter().map(|option| longest(option) + 2).max().unwrap_or_default(),
    });
    let cells = cells.max().unwrap_or_default().min(LONGEST_WORD) as u32 * CHARACTER;
    (cells.max(head.min(LONGEST_WORD) as u32 * STRONG_CHARACTER) + CELL_MARGINS).max(NARROWEST)
}

/// Widths from the columns' parts, of which there may be more than columns; they add up to the whole, and none is
/// narrower than its least, unless all of those are too much.
pub(super) fn widths(columns: &[Column], narrowest: &[u32], whole: u32) -> Vec<u32> {
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
        assert_eq!(widths(&columns, &[600; 3], 10_000), [1_000, 6_000, 3_000]);
        assert_eq!(widths(&[], &[600; 4], 10_000), [2_500; 4]);
    }

    #[test]
    fn a_column_is_wide_enough_for_its_head() {
        let columns = [Column::new("Ofsted", 1), Column::new("Evidence", 99)];
        let narrowest: Vec<u32> = columns.iter().map(|column| narrowest(Some(column), &[], 0)).collect();
        assert_eq!(widths(&columns, &narrowest, 10_000), [972, 9_028]);
    }

    #[test]
    fn a_column_of_grades_stands_in_the_middle() {
        let row =
            |text: &str| vec![Value::text("A2 standards"), Value::text(text), Value::blank(""), Value::text("LC")];
        let rows = [row("2"), row("n/a"), row("")];
        let aligns = [0, 1, 2, 3].map(|n| align(&rows, n));
        assert_eq!(aligns, [Align::Start, Align::Centre, Align::Start, Align::Start]);
    }

    #[test]
    fn a_table_of_figures_and_their_codes_is_known_and_one_of_grades_is_none() {
        let table = |rows: &[[&str; 3]]| -> bool {
            let rows: Vec<Vec<Value>> = rows.iter().map(|row| row.map(Value::text).to_vec()).collect();
            let aligns: Vec<Align> = (0..3).map(|n| align(&rows, n)).collect();
            is_of_figures(&rows, &aligns)
        };
        assert!(table(&[["Boys", "100%", "-0.2"], ["Girls", "SUPP", "1.25"], ["All", "71%", "19 of 115"]]));
        assert!(!table(&[["Behaviour", "2", "3"], ["Attendance", "1", "2"]]), "grades");
        assert!(!table(&[["Moderate", "LC", "72%"]]), "initials");
        assert!(!table(&[["Moderate", "29 January", "72%"]]));
    }

    proptest! {
        #[test]
        fn widths_add_up_and_none_vanishes(parts in prop::collection::vec((any::<u16>(), 600..3_000_u32), 1..40)) {
            let columns: Vec<Column> = parts.iter().map(|&(part, _)| Column::new("", part)).collect();
            let narrowest: Vec<u32> = parts.iter().map(|&(_, least)| least).collect();
            let widths = widths(&columns, &narrowest, 9_638);
            prop_assert_eq!(widths.iter().sum::<u32>(), 9_638);
            prop_assert!(widths.iter().all(|&width| width >= 40), "{:?}", widths);
        }
    }
}
