//! Tables: form fields as label beside value, and tables of columns.

use std::io;

use super::super::align::{Align, align, is_of_figures};
use super::super::flow::{self, Paragraph};
use super::super::grid::{self, Letters, lines, lines_of, row_lines};
use super::super::together;
use super::body::Paper;
use super::inline::{self, Keep, Properties};
use super::xml::Xml;
use crate::outline::{Block, Column, Content, Value};

/// Shading of label cells and of head rows.
const LABEL_FILL: &str = "EEF3F9";
const HEAD_FILL: &str = "DBE5F1";
/// Shading of cells that are filled in from elsewhere.
const PREFILLED: &str = "E4E4E4";
/// Height of a line in hundredths of the size of its letters, and of the space above and below the text of a cell.
const LINE: u32 = 121;
const SPACE: u32 = 140;
/// Lines that a place of a template may be filled with: more than stay together.
const ANY_LINES: u32 = 20;
/// What begins a place of a template.
const PLACE: &str = "{{";
/// Height of a row to write in by hand.
const BLANK_ROW: u32 = 454;
/// Space above and below the figures of a cell.
const CLOSE: &str = "25";
/// Space between two paragraphs of a cell.
const BETWEEN: u32 = 80;

/// Form fields in a row, as one table of labels beside values.
pub(super) fn fields(xml: &mut Xml<'_>, paper: Paper<'_>, blocks: &[Block]) -> io::Result<()> {
    let width = paper.page.text_width();
    let label_width = width * paper.label_share / 100;
    let widths = [label_width, width - label_width];
    open(xml, &widths, Rows::Roomy, Letters::Usual)?;
    let rows: Vec<(&str, &Value)> = blocks
        .iter()
        .filter_map(|block| {
            let Content::Field { label, value } = &block.content else { return None };
            Some((label.as_str(), value))
        })
        .collect();
    let room = |value: &Value| if let Value::Blank(shown) = value { flow::room(shown) as u32 } else { 0 };
    let heights = rows.iter().map(|(label, value)| {
        let lines = lines_in_field(value, widths[1]).max(lines_of(label, Letters::Usual, widths[0]));
        height_of(lines, Letters::Usual).max(room(value) * BLANK_ROW)
    });
    let stays = Keep::next_if(blocks.last().is_some_and(|block| block.keep_with_next));
    let together = Together::of(paper, paper.led, heights.collect());
    for (n, &(label, value)) in rows.iter().enumerate() {
        let (keep, room) = (together.keep(n, stays), room(value));
        open_row(xml, Row { parts: together.parts(n), room, ..Row::default() })?;
        open_cell(xml, widths[0], Some(LABEL_FILL))?;
        inline::plain(xml, Properties::styled("FieldLabel").keep(keep), label)?;
        xml.close("w:tc")?;
        open_cell(xml, widths[1], None)?;
        let properties = Properties::styled("FieldValue").keep(keep);
        match value {
            Value::Blank(_) if room > 1 => inline::plain(xml, properties, "")?,
            Value::Blank(as_on_paper) => self::blank(xml, properties, &flow::blank(as_on_paper))?,
            Value::Text(_) | Value::Choice { .. } => cell_value(xml, properties, value)?,
        }
        xml.close("w:tc")?;
        xml.close("w:tr")?;
    }
    close(xml, stays)
}

/// About how many lines a field's value takes. What a place of a template is filled with may be of any length.
fn lines_in_field(value: &Value, width: u32) -> u32 {
    if value.plain().contains(PLACE) { ANY_LINES } else { lines(value, Letters::Usual, width) }
}

/// About how high a row of so many lines is.
const fn height_of(lines: u32, letters: Letters) -> u32 {
    lines * letters.size() * LINE / 100 + SPACE
}

/// A table of columns, its head repeated on every page.
pub(super) fn columns(
    xml: &mut Xml<'_>,
    paper: Paper<'_>,
    columns: &[Column],
    rows: &[Vec<Value>],
    last: Keep,
) -> io::Result<()> {
    let count = rows.iter().map(Vec::len).max().unwrap_or_default().max(columns.len());
    if count == 0 {
        return Ok(());
    }
    let (letters, widths) = grid::set(columns, rows, paper.page.text_width(), paper.all);
    let (text_style, head_style) = match letters {
        Letters::Usual => ("TableText", "TableHead"),
        Letters::Small => ("TableTextSmall", "TableHeadSmall"),
    };
    let aligns: Vec<Align> = (0..count).map(|n| align(rows, n)).collect();
    open(xml, &widths, if is_of_figures(rows, &aligns) { Rows::Close } else { Rows::Roomy }, letters)?;
    let mut led = paper.led;
    if columns.iter().any(|column| !column.title.is_empty()) {
        open_row(xml, Row { head: true, ..Row::default() })?;
        for (n, &width) in widths.iter().enumerate() {
            open_cell(xml, width, Some(HEAD_FILL))?;
            let properties = Properties { align: aligns[n], ..Properties::styled(head_style) };
            inline::plain(xml, properties, columns.get(n).map_or("", |column| column.title.as_str()))?;
            xml.close("w:tc")?;
        }
        xml.close("w:tr")?;
        let titles: Vec<Value> = columns.iter().map(|column| Value::text(column.title.as_str())).collect();
        led += height_of(row_lines(&titles, letters, &widths), letters);
    }
    let room = |row: &[Value]| u32::from(flow::is_blank(row));
    let height = |row: &Vec<Value>| height_of(row_lines(row, letters, &widths), letters).max(room(row) * BLANK_ROW);
    let together = Together::of(paper, led, rows.iter().map(height).collect());
    for (n, row) in rows.iter().enumerate() {
        let keep = together.keep(n, last);
        open_row(xml, Row { parts: together.parts(n), room: room(row), ..Row::default() })?;
        for (n, &width) in widths.iter().enumerate() {
            open_cell(xml, width, columns.get(n).filter(|column| column.prefilled).map(|_| PREFILLED))?;
            let properties = Properties { align: aligns[n], ..Properties::styled(text_style).keep(keep) };
            match row.get(n) {
                Some(Value::Blank(shown)) => blank_cell(xml, properties, shown)?,
                Some(value) => cell_value(xml, properties, value)?,
                None => inline::plain(xml, properties, "")?,
            }
            xml.close("w:tc")?;
        }
        xml.close("w:tr")?;
    }
    close(xml, last)
}

/// Which rows of a table stay together, by about how high they are.
struct Together {
    led: u32,
    most: u32,
    heights: Vec<u32>,
    kept: Vec<bool>,
}

impl Together {
    fn of(paper: Paper<'_>, led: u32, heights: Vec<u32>) -> Self {
        let most = together::most(paper.page.text_height());
        Self { led, most, kept: together::rows(led, &heights, most), heights }
    }

    /// Whether a row stays with the next; the last one does as the table. One that goes on, on the next page, would begin
    /// there instead.
    fn keep(&self, row: usize, last: Keep) -> Keep {
        match row + 1 == self.heights.len() {
            _ if self.parts(row) => Keep::Free,
            true => last,
            false => Keep::next_if(self.kept[row]),
        }
    }

    /// Whether a row may go on, on the next page.
    fn parts(&self, row: usize) -> bool {
        together::parts(if row == 0 { self.led } else { 0 }, self.heights[row], self.most)
    }
}

/// What is special about a row.
#[derive(Debug, Clone, Copy, Default)]
struct Row {
    /// It may go on, on the next page.
    parts: bool,
    /// Repeated on every page.
    head: bool,
    /// Lines to write in by hand.
    room: u32,
}

/// How the rows of a table stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rows {
    /// As the style of tables has it.
    Roomy,
    /// Close to each other, as figures do.
    Close,
}

fn open(xml: &mut Xml<'_>, widths: &[u32], rows: Rows, letters: Letters) -> io::Result<()> {
    let total: u32 = widths.iter().sum();
    xml.open("w:tbl", &[])?;
    xml.open("w:tblPr", &[])?;
    xml.value("w:tblStyle", "FormTable")?;
    xml.empty("w:tblW", &[("w:w", &total.to_string()), ("w:type", "dxa")])?;
    xml.empty("w:tblLayout", &[("w:type", "fixed")])?;
    let above = (rows == Rows::Close).then(|| CLOSE.to_owned());
    let beside = (letters == Letters::Small).then(|| letters.side().to_string());
    if above.is_some() || beside.is_some() {
        xml.open("w:tblCellMar", &[])?;
        for (side, space) in [("w:top", &above), ("w:left", &beside), ("w:bottom", &above), ("w:right", &beside)] {
            if let Some(space) = space {
                xml.empty(side, &[("w:w", space), ("w:type", "dxa")])?;
            }
        }
        xml.close("w:tblCellMar")?;
    }
    xml.value("w:tblLook", "0620")?;
    xml.close("w:tblPr")?;
    xml.open("w:tblGrid", &[])?;
    for width in widths {
        xml.empty("w:gridCol", &[("w:w", &width.to_string())])?;
    }
    xml.close("w:tblGrid")
}

/// Ends a table, with a gap, without which a table that follows would grow into this one.
fn close(xml: &mut Xml<'_>, keep: Keep) -> io::Result<()> {
    xml.close("w:tbl")?;
    inline::plain(xml, Properties::styled("TableGap").keep(keep), "")
}

fn open_row(xml: &mut Xml<'_>, row: Row) -> io::Result<()> {
    xml.open("w:tr", &[])?;
    let unparted = row.head || !row.parts;
    if unparted || row.room > 0 {
        xml.open("w:trPr", &[])?;
        if unparted {
            xml.empty("w:cantSplit", &[])?;
        }
        if row.room > 0 {
            let height = (row.room * BLANK_ROW).to_string();
            xml.empty("w:trHeight", &[("w:val", &height), ("w:hRule", "atLeast")])?;
        }
        if row.head {
            xml.empty("w:tblHeader", &[])?;
        }
        xml.close("w:trPr")?;
    }
    Ok(())
}

fn open_cell(xml: &mut Xml<'_>, width: u32, fill: Option<&str>) -> io::Result<()> {
    xml.open("w:tc", &[])?;
    xml.open("w:tcPr", &[])?;
    xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")])?;
    if let Some(fill) = fill {
        xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)])?;
    }
    xml.close("w:tcPr")
}

fn cell_value(xml: &mut Xml<'_>, properties: Properties<'_>, value: &Value) -> io::Result<()> {
    match value {
        Value::Text(runs) => cell_text(xml, properties, &flow::paragraphs(runs)),
        Value::Blank(shown) => blank_cell(xml, properties, shown),
        Value::Choice { options, chosen } => {
            inline::open(xml, &properties)?;
            inline::choice(xml, options, *chosen)?;
            inline::close(xml)
        }
    }
}

fn cell_text(xml: &mut Xml<'_>, properties: Properties<'_>, text: &[Paragraph<'_>]) -> io::Result<()> {
    let Some((last, others)) = text.split_last() else { return inline::plain(xml, properties, "") };
    for paragraph in others {
        inline::paragraph(xml, Properties { space_below: BETWEEN, ..properties }, paragraph)?;
    }
    inline::paragraph(xml, properties, last)
}

fn blank_cell(xml: &mut Xml<'_>, properties: Properties<'_>, shown: &str) -> io::Result<()> {
    if shown.is_empty() { inline::plain(xml, properties, "") } else { blank(xml, properties, &flow::one_line(shown)) }
}

fn blank(xml: &mut Xml<'_>, properties: Properties<'_>, shown: &str) -> io::Result<()> {
    inline::open(xml, &properties)?;
    inline::run(xml, "Faint", properties.direction, shown)?;
    inline::close(xml)
}
