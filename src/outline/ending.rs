//! The end of a document: enough of it stays together that its last page is no line or two.

use super::model::{Block, Content, Value, plain};

/// Lines that stand together at the end, where no section begins before them.
const LINES: usize = 5;
/// Characters of a line across the page, and of one in a cell.
const ACROSS: usize = 90;
const IN_CELL: usize = 28;
/// Lines that a picture takes.
const PICTURE: usize = 14;

/// Keeps the last lines together, a key with what it is the key to among them, or all of a short last section.
pub(super) fn keep_the_end_together(blocks: &mut [Block]) {
    let mut lines = 0;
    for at in (1..blocks.len()).rev() {
        lines += lines_of(&blocks[at].content);
        let begins = matches!(blocks[at].content, Content::Heading { level: 0..=1, .. } | Content::PageBreak);
        if lines >= LINES || begins {
            break;
        }
        blocks[at - 1].keep_with_next = true;
    }
}

/// About how many lines a piece takes.
fn lines_of(content: &Content) -> usize {
    let across = |text: &str| text.split('\n').map(|line| line.chars().count().div_ceil(ACROSS).max(1)).sum::<usize>();
    let cell = |value: &Value| value.plain().chars().count().div_ceil(IN_CELL).max(1);
    match content {
        Content::Paragraph(runs) | Content::Entry { runs, .. } => across(&plain(runs)),
        Content::Field { label, value } => across(&format!("{label} {}", value.plain())),
        Content::Table { rows, .. } => {
            1 + rows.iter().map(|row| row.iter().map(cell).max().unwrap_or_default()).sum::<usize>()
        }
        Content::List { items } => items.iter().map(|item| across(&plain(item))).sum(),
        Content::Checkbox { text, .. } | Content::Date { text, .. } | Content::Note(text) => across(text),
        Content::Chart(_) => PICTURE,
        Content::Heading { .. } | Content::Rule | Content::PageBreak => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(mut blocks: Vec<Block>) -> Vec<bool> {
        keep_the_end_together(&mut blocks);
        blocks.iter().map(|block| block.keep_with_next).collect()
    }

    #[test]
    fn a_key_and_the_lines_above_it_stay_together_as_far_as_a_section_goes() {
        let entry = || Block::entry("", "", "HMI", "writing is on course");
        let ended = vec![Block::paragraph("Before."), Block::heading(1, "Actions"), entry(), Block::note("Key: HMI")];
        assert_eq!(kept(ended), [false, true, true, false]);
        let long: Vec<Block> = (0..20).map(|_| entry()).collect();
        assert_eq!(kept(long).iter().filter(|kept| **kept).count(), LINES - 1);
        assert_eq!(
            kept(vec![Block::paragraph("words ".repeat(400)), Block::paragraph("words ".repeat(400))]),
            [false; 2]
        );
        assert!(kept(Vec::new()).is_empty());
    }
}
