//! Where the lines of a table's cells stand: the same on every kind of paper.

use crate::outline::Value;

/// Longest text of a column that is set in the middle, as grades are.
const CENTRED: usize = 3;
/// Longest code in the place of a figure, in characters.
const LONGEST_CODE: usize = 6;

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
        } else if is_code(&text) {
            codes += 1;
        } else {
            return false;
        }
    }
    figures > 0 && figures >= codes
}

/// Whether a cell holds a figure: `72%`, `-0.2`, `19 of 115`.
fn is_figure(text: &str) -> bool {
    let number = |text: &str| text.trim_end_matches('%').parse::<f64>().is_ok();
    text.split_once(" of ").map_or_else(|| number(text), |(some, all)| number(some) && number(all))
}

/// Whether a cell holds what stands in the place of a figure: `SUPP`, `x`.
fn is_code(text: &str) -> bool {
    let capitals = text.len() <= LONGEST_CODE && text.chars().all(|c| c.is_ascii_uppercase());
    capitals || (text.len() == 1 && !text.contains(|c: char| c.is_ascii_digit()))
}

/// Whether a table is one of figures, whose rows stand close: all but its first column hold some, of several digits.
pub(super) fn is_of_figures(rows: &[Vec<Value>], aligns: &[Align]) -> bool {
    let several = |value: &Value| value.plain().chars().filter(char::is_ascii_digit).count() > 1;
    aligns.len() > 2
        && aligns.iter().skip(1).all(|align| *align == Align::Centre)
        && rows.iter().any(|row| row.iter().skip(1).any(several))
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert!(table(&[["Boys", "x", "12"], ["Girls", "12%", "LOWCOV"]]));
        assert!(table(&[["Boys", "100%", "-0.2"], ["Girls", "SUPP", "1.25"], ["All", "71%", "19 of 115"]]));
        assert!(!table(&[["Behaviour", "2", "3"], ["Attendance", "1", "2"]]), "grades");
        assert!(!table(&[["Moderate", "LC", "72%"]]), "initials");
        assert!(!table(&[["Moderate", "29 January", "72%"]]));
    }
}
