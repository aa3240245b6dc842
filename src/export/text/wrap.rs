//! Lines of text in columns of a fixed width, counted as a terminal does.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Boxes to tick, each with the space behind it.
const BOXES: [&str; 2] = ["[ ] ", "[x] "];
/// Stands for a space where no line ends; no text holds it.
const JOINT: &str = "\u{1}";

/// Space between two columns.
pub(super) const GAP: usize = 2;

/// One line in lines of at most `width` columns, broken between words, and within a word that is wider than a line.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    // A box stays whole and beside the word it is before.
    if BOXES.iter().any(|sign| text.contains(sign)) {
        let joined = BOXES.iter().fold(text.to_owned(), |text, sign| text.replace(sign, &sign.replace(' ', JOINT)));
        return wrap(&joined, width).into_iter().map(|line| line.replace(JOINT, " ").trim_end().to_owned()).collect();
    }
    let mut lines = Vec::new();
    let (mut line, mut used) = (String::new(), 0);
    for word in text.split([' ', '\t']).filter(|word| !word.is_empty()) {
        let needed = word.width();
        if used > 0 && used + 1 + needed > width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        if used + needed <= width {
            line.push_str(word);
            used += needed;
            continue;
        }
        for grapheme in word.graphemes(true) {
            let needed = grapheme.width();
            if used > 0 && used + needed > width {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push_str(grapheme);
            used += needed;
        }
    }
    lines.push(line);
    lines
}

/// Several lines, each wrapped; none is one empty line.
pub(super) fn wrap_all(lines: &[String], width: usize) -> Vec<String> {
    if lines.is_empty() { vec![String::new()] } else { lines.iter().flat_map(|line| wrap(line, width)).collect() }
}

/// Cells beside one another, each wrapped in its width.
pub(super) fn beside(cells: &[&[String]], widths: &[usize]) -> Vec<String> {
    let wrapped: Vec<Vec<String>> = cells.iter().zip(widths).map(|(cell, &width)| wrap_all(cell, width)).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or_default();
    (0..height)
        .map(|n| {
            let mut line = String::new();
            let mut due = 0;
            for (cell, width) in wrapped.iter().zip(widths) {
                let text = cell.get(n).map_or("", String::as_str);
                line.push_str(&" ".repeat(due));
                line.push_str(text);
                due = width.saturating_sub(text.width()) + GAP;
            }
            line.truncate(line.trim_end().len());
            line
        })
        .collect()
}

/// Widths in which columns fit `whole`, the narrow ones as wide as they wish; none if they would be too narrow to read.
pub(super) fn share(wishes: &[usize], whole: usize) -> Option<Vec<usize>> {
    const LEAST: usize = 9;
    let mut left = whole.checked_sub(GAP * wishes.len().saturating_sub(1))?;
    let mut widths = wishes.to_vec();
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by_key(|&n| wishes[n]);
    for (done, &n) in order.iter().enumerate() {
        let fair = left / (order.len() - done);
        if wishes[n] > fair && fair < LEAST {
            return None;
        }
        widths[n] = wishes[n].min(fair);
        left -= widths[n];
    }
    Some(widths)
}

/// The same, and no column narrower than its longest word, where that can be.
pub(super) fn share_by_words(wishes: &[usize], longest: &[usize], whole: usize) -> Option<Vec<usize>> {
    let widths = share(wishes, whole)?;
    let least: Vec<usize> = wishes.iter().zip(longest).map(|(wish, word)| *wish.min(word)).collect();
    let is_whole = widths.iter().zip(&least).all(|(width, word)| width >= word);
    let room = whole.checked_sub(GAP * wishes.len().saturating_sub(1) + least.iter().sum::<usize>());
    let Some(mut left) = room.filter(|_| !is_whole) else { return Some(widths) };
    let mut widths = least;
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by_key(|&n| wishes[n] - widths[n]);
    for (done, &n) in order.iter().enumerate() {
        let more = (wishes[n] - widths[n]).min(left / (order.len() - done));
        widths[n] += more;
        left -= more;
    }
    Some(widths)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_go_to_the_next_line_and_long_ones_break() {
        assert_eq!(wrap("one two  three", 8), ["one two", "three"]);
        assert_eq!(wrap("abcdefghij kl", 4), ["abcd", "efgh", "ij", "kl"]);
        assert_eq!(wrap("学校的情况", 4), ["学校", "的情", "况"]);
        assert_eq!(wrap("", 4), [""]);
    }

    #[test]
    fn a_box_stays_whole_beside_its_word() {
        assert_eq!(wrap("[ ] KS4 [ ] Sixth form", 12), ["[ ] KS4", "[ ] Sixth", "form"]);
        assert_eq!(wrap("[x] yes", 20), ["[x] yes"]);
    }

    #[test]
    fn a_column_is_as_wide_as_its_longest_word_where_that_can_be() {
        assert_eq!(share_by_words(&[40, 40, 40], &[14, 5, 5], 34), Some(vec![16, 7, 7]));
        assert_eq!(share_by_words(&[3, 100, 20], &[3, 8, 8], 78), share(&[3, 100, 20], 78));
        assert_eq!(share_by_words(&[40, 40], &[60, 60], 30), share(&[40, 40], 30), "no room for all of them");
    }

    #[test]
    fn cells_stand_beside_one_another() {
        let cells = [vec!["Action 1".to_owned()], vec!["学校".to_owned()], vec!["a b".to_owned()]];
        let cells: Vec<&[String]> = cells.iter().map(Vec::as_slice).collect();
        assert_eq!(beside(&cells, &[6, 5, 1]), ["Action  学校   a", "1              b"]);
    }

    #[test]
    fn narrow_columns_get_what_they_wish() {
        assert_eq!(share(&[3, 100, 20], 78), Some(vec![3, 51, 20]));
        assert_eq!(share(&[3, 4], 78), Some(vec![3, 4]));
        assert_eq!(share(&[50; 9], 78), None);
        assert_eq!(share(&[1; 60], 78), None);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked_and_no_word_is_lost(text in "[ a-zé学👩‍🏫]{0,80}", width in 2..40_usize) {
            let lines = wrap(&text, width);
            prop_assert!(lines.iter().all(|line| line.width() <= width), "{:?}", lines);
            let bare = |text: &str| text.replace(' ', "");
            prop_assert_eq!(bare(&lines.concat()), bare(&text));
        }
    }
}
