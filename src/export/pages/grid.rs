//! Tables and fields, drawn with lines.

use unicode_width::UnicodeWidthStr;

use super::words::{self, Words};
use super::{Chunk, Origin, PageLine, Piece, Tone, value_words};
use crate::export::flow;
use crate::export::grid::letters;
use crate::outline::{Block, Column, Content, Source, Value};

/// A column narrower than this cannot be read.
const LEAST: usize = 7;

/// A word longer than this may be broken.
const LONGEST_WORD: usize = 16;

/// Which line of a grid it is.
#[derive(Clone, Copy)]
enum Rule {
    Top,
    Middle,
    Bottom,
}

/// Fields that follow one another: label and value beside each other, a paragraph each; labels have so many hundredths of
/// the width.
pub(super) fn fields(blocks: &[Block], label_share: usize, width: usize) -> Vec<Chunk> {
    let inside = width.saturating_sub(7).max(2);
    let label_width = (inside * label_share / 100).clamp(1, 36);
    let widths = [label_width, inside - label_width];
    let mut chunks = Vec::new();
    for (n, block) in blocks.iter().enumerate() {
        let Content::Field { label, value } = &block.content else { continue };
        let label = Words::of(&flow::one_line(label), Tone::Strong).lines(widths[0]);
        let rule = if n == 0 { Rule::Top } else { Rule::Middle };
        // A box whose paragraphs come from several places is as many to choose from.
        let told = match value {
            Value::Text(runs) => words::paragraphs(runs, widths[1]),
            Value::Blank(_) | Value::Choice { .. } => Vec::new(),
        };
        let parts = if told.len() == block.parts.len() { block.parts.as_slice() } else { &[] };
        let mut boxed = Vec::new();
        for (at, (source, words)) in parts.iter().zip(told).enumerate() {
            let (above, label) = if at == 0 { (ruled(rule, &widths), label.clone()) } else { (gap(&widths), vec![]) };
            let lines = [vec![above], row(&[label, words], &widths)].concat();
            boxed.push(Chunk { apart: n == 0 && at == 0, ..Chunk::new(source, lines) });
        }
        if boxed.is_empty() {
            let lines = [vec![ruled(rule, &widths)], row(&[label, value_words(value, widths[1])], &widths)].concat();
            boxed.push(Chunk { apart: n == 0, ..Chunk::new(&block.source, lines) });
        }
        if let Some(last) = boxed.last_mut() {
            last.keep = block.keep_with_next;
            last.lines.extend((n + 1 == blocks.len()).then(|| ruled(Rule::Bottom, &widths)));
        }
        chunks.extend(boxed);
    }
    chunks
}

/// An empty line between two paragraphs of a box.
fn gap(widths: &[usize]) -> PageLine {
    row(&[vec![], vec![]], widths).pop().unwrap_or_default()
}

/// A table: its caption and titles, then a row each.
pub(super) fn table(
    origin: &Origin<'_>,
    caption: &str,
    columns: &[Column],
    rows: &[Vec<Value>],
    width: usize,
) -> Vec<Chunk> {
    let count = rows.iter().map(Vec::len).max().unwrap_or_default().max(columns.len());
    if count == 0 {
        return Vec::new();
    }
    let mut chunks = Vec::new();
    if !caption.is_empty() {
        let lines = Words::of(&flow::one_line(caption), Tone::Strong).lines(width);
        chunks.push(Chunk { keep: true, ..Chunk::new(origin.source, lines) });
    }
    let titles: Vec<String> =
        (0..count).map(|n| columns.get(n).map_or_else(String::new, |column| flow::one_line(&column.title))).collect();
    let begun = !chunks.is_empty();
    match shares(origin.all, (columns, rows), &titles, width) {
        Some(widths) => chunks.extend(grid(origin, &titles, rows, &widths, begun)),
        None => chunks.extend(records(origin, &titles, rows, width, begun)),
    }
    chunks
}

impl Origin<'_> {
    /// Where a row comes from that begins a paragraph: each that is known, else the first of a table not begun yet.
    fn of_row(&self, n: usize, begun: bool) -> Option<Source> {
        self.parts.get(n).or((n == 0 && !begun).then_some(self.source)).cloned()
    }
}

fn grid(origin: &Origin<'_>, titles: &[String], rows: &[Vec<Value>], widths: &[usize], begun: bool) -> Vec<Chunk> {
    let mut head = vec![ruled(Rule::Top, widths)];
    if titles.iter().any(|title| !title.is_empty()) {
        let cells: Vec<_> =
            titles.iter().zip(widths).map(|(title, w)| Words::of(title, Tone::Strong).lines(*w)).collect();
        head.extend(row(&cells, widths));
        head.push(ruled(Rule::Middle, widths));
    }
    let mut chunks = Vec::new();
    for (n, values) in rows.iter().enumerate() {
        let blank = |value: &Value, w: usize| match value {
            // A row nobody has filled in shows where to write.
            Value::Blank(_) if !flow::is_blank(values) => vec![PageLine::default()],
            value => value_words(value, w),
        };
        let cells: Vec<_> = widths
            .iter()
            .enumerate()
            .map(|(c, w)| values.get(c).map_or_else(|| vec![PageLine::default()], |value| blank(value, *w)))
            .collect();
        let mut lines = if n == 0 { head.clone() } else { vec![ruled(Rule::Middle, widths)] };
        lines.extend(row(&cells, widths));
        if n + 1 == rows.len() {
            lines.push(ruled(Rule::Bottom, widths));
        }
        let begins = origin.of_row(n, begun);
        let again = (n > 0).then(|| head[..head.len() - 1].to_vec());
        chunks.push(Chunk { apart: n == 0 && !begun, begins, head: again, ..Chunk::new(origin.source, lines) });
    }
    chunks
}

/// Rows as label and value, where columns would be too narrow.
fn records(origin: &Origin<'_>, titles: &[String], rows: &[Vec<Value>], width: usize, begun: bool) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    for (n, values) in rows.iter().enumerate() {
        let mut lines = Vec::new();
        for (title, value) in titles.iter().zip(values) {
            let mut words = Words::of(&flow::with_colon(title), Tone::Strong);
            words.add(&format!(" {}", value.plain()), Tone::Plain);
            lines.extend(words.lines(width));
        }
        let begins = origin.of_row(n, begun);
        chunks.push(Chunk { begins, ..Chunk::new(origin.source, lines) });
    }
    chunks
}

/// Widths of the columns inside their lines: what each wishes where all fit, else by their parts of the whole.
fn shares(
    all: &[Block],
    (columns, rows): (&[Column], &[Vec<Value>]),
    titles: &[String],
    width: usize,
) -> Option<Vec<usize>> {
    let count = titles.len();
    let inside = width.checked_sub(3 * count + 1)?;
    if inside / count < LEAST {
        return None;
    }
    let wish = |n: usize| {
        let cells = rows.iter().filter_map(|row| row.get(n)).flat_map(|value| value_words(value, inside));
        let widest = cells.map(|line| line.pieces.iter().map(|piece| piece.text.trim_end().width()).sum::<usize>());
        widest.chain([titles[n].width(), 1]).max().unwrap_or(1)
    };
    let wishes: Vec<usize> = (0..count).map(wish).collect();
    // No word is broken where all of them have room.
    let longest = |n: usize| {
        let cells = rows.iter().filter_map(|row| row.get(n)).map(Value::plain).chain([titles[n].clone()]);
        let words = cells.flat_map(|text| text.split_whitespace().map(UnicodeWidthStr::width).collect::<Vec<_>>());
        words.max().unwrap_or_default().clamp(LEAST.min(wishes[n]), LONGEST_WORD)
    };
    let least: Vec<usize> = (0..count).map(longest).collect();
    if least.iter().sum::<usize>() > inside {
        return None;
    }
    let asked = columns.iter().any(|column| column.width > 0);
    if asked && wishes.iter().sum::<usize>() > inside && columns.len() == count {
        let widths = letters(columns, rows, inside, all).into_iter().zip(&least).map(|(wide, least)| wide.max(*least));
        return Some(fitted(widths.collect(), &least, inside));
    }
    let mut left = inside;
    let mut widths = wishes.clone();
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|&n| wishes[n]);
    for (done, &n) in order.iter().enumerate() {
        widths[n] = wishes[n].min(left / (count - done));
        left -= widths[n];
    }
    let spread = wishes.iter().sum::<usize>() > inside;
    let widths: Vec<usize> = widths.iter().zip(&least).map(|(wide, least)| *wide.max(least)).collect();
    let room = if spread { inside } else { widths.iter().sum() };
    Some(fitted(widths, &least, room))
}

/// Widths that fill a room: what is too much the columns give that have most beyond their least, what is left the widest gets.
fn fitted(mut widths: Vec<usize>, least: &[usize], room: usize) -> Vec<usize> {
    let count = widths.len();
    while widths.iter().sum::<usize>() > room {
        let Some(n) = (0..count).max_by_key(|n| widths[*n] - least[*n]).filter(|n| widths[*n] > least[*n]) else {
            break;
        };
        widths[n] -= 1;
    }
    let used: usize = widths.iter().sum();
    if let Some(widest) = (0..count).max_by_key(|n| widths[*n]) {
        widths[widest] += room.saturating_sub(used);
    }
    widths
}

fn ruled(rule: Rule, widths: &[usize]) -> PageLine {
    let (left, between, right) = match rule {
        Rule::Top => ("┌", "┬", "┐"),
        Rule::Middle => ("├", "┼", "┤"),
        Rule::Bottom => ("└", "┴", "┘"),
    };
    let parts: Vec<String> = widths.iter().map(|width| "─".repeat(width + 2)).collect();
    PageLine::of(format!("{left}{}{right}", parts.join(between)), Tone::Frame)
}

/// Cells beside one another, as high as the highest.
fn row(cells: &[Vec<PageLine>], widths: &[usize]) -> Vec<PageLine> {
    let height = cells.iter().map(Vec::len).max().unwrap_or_default().max(1);
    let frame = |text: &str| Piece { text: text.to_owned(), tone: Tone::Frame };
    let line = |n: usize| {
        let mut pieces = vec![frame("│ ")];
        for (at, (cell, width)) in cells.iter().zip(widths).enumerate() {
            let shown = cell.get(n).map_or(&[][..], |line| line.pieces.as_slice());
            let used: usize = shown.iter().map(|piece| piece.text.width()).sum();
            pieces.extend(shown.iter().cloned());
            let gap = words::padded("", width.saturating_sub(used));
            pieces.push(Piece { text: gap, tone: Tone::Plain });
            pieces.push(frame(if at + 1 == cells.len() { " │" } else { " │ " }));
        }
        PageLine { pieces }
    };
    (0..height).map(line).collect()
}
