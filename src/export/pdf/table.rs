//! Tables: form fields as label beside value, and tables of columns.

use super::super::align::{Align, align, is_of_figures};
use super::super::flow;
use super::super::grid::{self, Letters};
use super::super::together;
use super::band::{CELL_SPACE, Cell, Keep, Kind, Put, Row, Shape, Tag};
use super::face::Face;
use super::page::{BLUE, FAINT, HEAD_FILL, LABEL_FILL, PREFILLED};
use super::sheet::{PLAIN, Setting, Sheet, bold, choice, indent, pieces};
use super::text::{Colour, Look, TextLine};
use crate::outline::{Block, Column, Content, Value};

/// Space at the sides of a cell's text.
const SIDE: f32 = side(Letters::Usual);
/// Space above and below the figures of a cell.
const CLOSE: f32 = 1.3;
/// Height of a row to write in by hand.
const BLANK_ROW: f32 = 22.7;
/// Space between two paragraphs of a cell.
const BETWEEN: f32 = 4.0;
/// Space above and below a table.
const ABOVE: f32 = 3.0;
const BELOW: f32 = 8.0;

/// A cell to be set.
struct Filling {
    lines: Vec<(TextLine, f32)>,
    fill: Option<Colour>,
    align: Align,
    tag: Tag,
}

impl Sheet<'_> {
    /// Form fields in a row, as one table of labels beside values.
    pub(super) fn fields(&mut self, blocks: &[Block]) {
        let label = self.width() * self.label_share as f32 / 100.0;
        let widths = [label, self.width() - label];
        let table = self.tags.add(Kind::Table, None);
        let body = self.tags.add(Kind::Rows, Some(table));
        let mut rows = Vec::new();
        for block in blocks {
            let Content::Field { label, value } = &block.content else { continue };
            let row = self.tags.add(Kind::Row, Some(body));
            let tag = self.tags.add(Kind::RowHead, Some(row));
            let label = flow::one_line(label);
            let lines = self.lines(&[vec![(label.as_str(), bold(9.5, BLUE))]], widths[0] - 2.0 * SIDE);
            let lines = lines.into_iter().map(|line| (line, 0.0)).collect();
            let head = Filling { lines, fill: Some(LABEL_FILL), align: Align::Start, tag };
            let tag = self.tags.add(Kind::Cell, Some(row));
            let shown = match value {
                Value::Blank(shown) if flow::room(shown) > 1 => &Value::Blank(String::new()),
                Value::Blank(shown) => &Value::Blank(flow::blank(shown)),
                Value::Text(_) | Value::Choice { .. } => value,
            };
            let lines = self.value(shown, Look { size: 10.0, ..PLAIN }, widths[1] - 2.0 * SIDE);
            let cell = Filling { lines, fill: None, align: Align::Start, tag };
            rows.push(row_of(vec![head, cell], &widths, room(value), Space { side: SIDE, above: CELL_SPACE }));
        }
        let last = blocks.last().is_some_and(|block| block.keep_with_next);
        self.rows(rows, None, Keep::next_if(last));
    }

    /// A table of columns, its head repeated on every page.
    pub(super) fn table(&mut self, caption: &str, columns: &[Column], rows: &[Vec<Value>], keep: Keep) {
        let count = rows.iter().map(Vec::len).max().unwrap_or_default().max(columns.len());
        if count == 0 {
            return;
        }
        let table = self.tags.add(Kind::Table, None);
        let caption = flow::one_line(caption);
        if !caption.is_empty() {
            let tag = self.tags.add(Kind::Caption, Some(table));
            let setting = Setting { x: 0.0, width: self.width(), above: 10.0, below: 4.0, keep: Keep::WithNext, tag };
            self.paragraph(&[vec![(caption.as_str(), bold(10.5, BLUE))]], &setting);
        }
        let (letters, widths) = grid::set(columns, rows, (self.width() * 20.0) as u32, self.all);
        let (size, side) = (letters.size() as f32 / 20.0, side(letters));
        let widths: Vec<f32> = widths.into_iter().map(|width| width as f32 / 20.0).collect();
        let aligns: Vec<Align> = (0..count).map(|n| align(rows, n)).collect();
        let above = if is_of_figures(rows, &aligns) { CLOSE } else { CELL_SPACE };
        let space = Space { side, above };
        let head = columns.iter().any(|column| !column.title.is_empty()).then(|| {
            let group = self.tags.add(Kind::Head, Some(table));
            let row = self.tags.add(Kind::Row, Some(group));
            let cells = (0..count).map(|n| {
                let title = flow::one_line(columns.get(n).map_or("", |column| column.title.as_str()));
                let tag = self.tags.add(Kind::ColumnHead, Some(row));
                let lines = self.lines(&[vec![(title.as_str(), bold(size, BLUE))]], widths[n] - 2.0 * side);
                let lines = lines.into_iter().map(|line| (line, 0.0)).collect();
                Filling { lines, fill: Some(HEAD_FILL), align: aligns[n], tag }
            });
            let mut row = row_of(cells.collect(), &widths, 0, space);
            (row.parts, row.is_head) = (false, true);
            row
        });
        if rows.is_empty() && head.is_none() {
            return;
        }
        let body = if rows.is_empty() { table } else { self.tags.add(Kind::Rows, Some(table)) };
        let mut set = Vec::with_capacity(rows.len());
        for row in rows {
            let tag = self.tags.add(Kind::Row, Some(body));
            let cells = (0..count).map(|n| {
                let tag = self.tags.add(Kind::Cell, Some(tag));
                let nothing = Value::Blank(String::new());
                let lines = self.value(row.get(n).unwrap_or(&nothing), Look { size, ..PLAIN }, widths[n] - 2.0 * side);
                let fill = columns.get(n).filter(|column| column.prefilled).map(|_| PREFILLED);
                Filling { lines, fill, align: aligns[n], tag }
            });
            set.push(row_of(cells.collect(), &widths, usize::from(flow::is_blank(row)), space));
        }
        self.rows(set, head, keep);
    }

    /// Rows one below the other, the last of which stays with what follows or does not.
    fn rows(&mut self, rows: Vec<Row>, head: Option<Row>, last: Keep) {
        let repeated = head.clone().map(|head| Box::new(head.unread()));
        let mut above = if repeated.is_none() { ABOVE } else { 0.0 };
        if let Some(head) = head {
            self.band(ABOVE, head.height, if rows.is_empty() { last } else { Keep::WithNext }, Shape::Row(head));
        }
        let heights: Vec<u32> = rows.iter().map(|row| twentieths(row.height)).collect();
        let (mut led, most) = (twentieths(above + self.led_up()), together::most(twentieths(self.side.text_height())));
        let kept = together::rows(led, &heights, most);
        for (n, mut row) in rows.into_iter().enumerate() {
            row.head.clone_from(&repeated);
            row.parts = together::parts(led, heights[n], most);
            let keep = if n + 1 == heights.len() { last } else { Keep::next_if(kept[n]) };
            self.band(above, row.height, keep, Shape::Row(row));
            (above, led) = (0.0, 0);
        }
        self.leave(BELOW);
    }

    /// Height of what stays with the next band: headings, and the head of a table.
    fn led_up(&self) -> f32 {
        let kept = self.bands.iter().rev().take_while(|band| band.keep == Keep::WithNext);
        kept.map(|band| band.above + band.height).sum()
    }

    /// A value's lines, each with the space above it.
    fn value(&self, value: &Value, look: Look, width: f32) -> Vec<(TextLine, f32)> {
        let plain = |lines: Vec<TextLine>| lines.into_iter().map(|line| (line, 0.0)).collect();
        match value {
            Value::Text(runs) => {
                let mut all = Vec::new();
                for paragraph in &flow::paragraphs(runs) {
                    for (n, line) in self.lines(&pieces(paragraph, look), width).into_iter().enumerate() {
                        let above = if n == 0 && !all.is_empty() { BETWEEN } else { 0.0 };
                        all.push((line, above));
                    }
                }
                if all.is_empty() { plain(self.lines(&[vec![(" ", look)]], width)) } else { all }
            }
            Value::Blank(shown) => {
                let shown = flow::one_line(shown);
                plain(self.lines(&[vec![(shown.as_str(), Look { colour: FAINT, ..look })]], width))
            }
            Value::Choice { options, chosen } => {
                let lines = choice(options, *chosen);
                let looked = |line: &Vec<(String, Face)>| {
                    let pieces =
                        line.iter().map(|(text, face)| (text.as_str(), Look { face: *face, ..look })).collect();
                    self.lines(&[pieces], width)
                };
                plain(lines.iter().flat_map(looked).collect())
            }
        }
    }
}

/// Space at the sides of a cell's text, in points.
const fn side(letters: Letters) -> f32 {
    letters.side() as f32 / 20.0
}

/// Points in twentieths of one.
fn twentieths(points: f32) -> u32 {
    (points * 20.0) as u32
}

/// Space around what stands in a cell.
#[derive(Clone, Copy)]
struct Space {
    side: f32,
    above: f32,
}

fn row_of(cells: Vec<Filling>, widths: &[f32], room: usize, space: Space) -> Row {
    let mut x = 0.0;
    let mut set = Vec::with_capacity(cells.len());
    for (filling, &width) in cells.into_iter().zip(widths) {
        let mut top = space.above;
        let mut lines = Vec::with_capacity(filling.lines.len());
        for (line, above) in filling.lines {
            top += above;
            let within = match filling.align {
                Align::Start => indent(&line, width - 2.0 * space.side),
                Align::Centre => ((width - 2.0 * space.side - line.width) / 2.0).max(0.0),
            };
            let height = line.height();
            lines.push(Put { x: x + space.side + within, top, line, tag: Some(filling.tag) });
            top += height;
        }
        set.push(Cell { x, width, fill: filling.fill, lines });
        x += width;
    }
    let mut row = Row { cells: set, head: None, parts: false, is_head: false, height: 0.0 };
    row.height = (row.lowest() + space.above).max(room as f32 * BLANK_ROW);
    row
}

/// Lines that a value leaves to write on by hand.
fn room(value: &Value) -> usize {
    match value {
        Value::Blank(shown) => flow::room(shown),
        Value::Text(_) | Value::Choice { .. } => 0,
    }
}
