//! Plain text: 78 columns, headings underlined, tables in aligned columns, no pages.

mod wrap;

use std::io::Write;

use unicode_width::UnicodeWidthStr;

use super::flow::{self, Spread};
use super::{ExportError, Format};
use crate::outline::{Column, Content, Outline, Run, Value};

/// The format.
pub(super) const FORMAT: Format = Format { id: "txt", extension: "txt", label: "Plain text", document: None, write };

/// Columns of a line.
const WIDTH: usize = 78;
/// Columns of a form field's label.
const LABEL: usize = 24;
/// Columns of a minute's time.
const TIME: usize = 5;

fn write(outline: &Outline, out: &mut dyn Write) -> Result<(), ExportError> {
    let mut page = Sheet::default();
    page.front(outline);
    for block in &outline.blocks {
        page.content(&block.content);
    }
    page.foot(outline);
    out.write_all(page.text.as_bytes())?;
    Ok(out.flush()?)
}

/// What a document says, without its title, marks and foot: for the text of a message.
pub(super) fn body(outline: &Outline) -> String {
    let mut page = Sheet::default();
    for block in &outline.blocks {
        page.content(&block.content);
    }
    page.text
}

/// What stands close to the same kind of content above it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Closeness {
    /// Form fields.
    Field,
    /// Minutes.
    Entry,
    /// Boxes to tick.
    Checkbox,
    /// Stands apart from whatever is above.
    #[default]
    Apart,
}

/// The text under way.
#[derive(Debug, Default)]
struct Sheet {
    text: String,
    above: Closeness,
}

impl Sheet {
    /// Begins a piece, after an empty line unless it stands close to what is above.
    fn begin(&mut self, closeness: Closeness) {
        let close = closeness != Closeness::Apart && closeness == self.above;
        if !self.text.is_empty() && !close {
            self.text.push('\n');
        }
        self.above = closeness;
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(&line.replace('\u{A0}', " "));
        self.text.truncate(self.text.trim_end_matches(' ').len());
        self.text.push('\n');
    }

    fn lines(&mut self, lines: &[String]) {
        for line in lines {
            self.line(line);
        }
    }

    /// A text with a line of signs below it.
    fn underlined(&mut self, text: &str, sign: &str) {
        let lines = wrap::wrap(text, WIDTH);
        let widest = lines.iter().map(|line| line.width()).max().unwrap_or_default();
        self.lines(&lines);
        self.line(&sign.repeat(widest));
    }

    fn front(&mut self, outline: &Outline) {
        let marks = [if outline.draft { "DRAFT" } else { "" }, &flow::one_line(&outline.confidentiality)];
        for mark in marks.into_iter().filter(|mark| !mark.is_empty()) {
            self.lines(&wrap::wrap(mark, WIDTH));
        }
        let (title, subtitle) = (flow::one_line(&outline.title), flow::one_line(&outline.subtitle));
        if !title.is_empty() {
            self.begin(Closeness::Apart);
            self.underlined(&title, "=");
        }
        if !subtitle.is_empty() {
            self.lines(&wrap::wrap(&subtitle, WIDTH));
        }
    }

    fn foot(&mut self, outline: &Outline) {
        let told = flow::foot(outline);
        if !told.is_empty() {
            self.begin(Closeness::Apart);
            self.line(&"-".repeat(WIDTH));
            self.lines(&wrap::wrap(&told, WIDTH));
        }
    }

    fn content(&mut self, content: &Content) {
        match content {
            Content::Heading { level, number, text } => self.heading(*level, number, text),
            Content::Paragraph(runs) => self.paragraphs(runs),
            Content::Field { label, value } => self.field(label, value),
            Content::Entry { time, kind, who, runs, unfinished } => {
                let lead = flow::lead(&flow::kind_label(kind, *unfinished), &flow::one_line(who));
                self.entry(time, &lead, runs);
            }
            Content::Table { caption, columns, rows } => self.table(caption, columns, rows),
            Content::Chart(chart) => self.table(&chart.caption, &chart.columns(), &chart.rows()),
            Content::List { items } => {
                self.begin(Closeness::Apart);
                for item in items {
                    self.marked("-", &text_lines(item));
                }
            }
            Content::Checkbox { done, text } => {
                self.begin(Closeness::Checkbox);
                self.marked(tick(*done), &[flow::one_line(text)]);
            }
            Content::Date { on, meets, text, .. } => self.paragraphs(&Content::date_line(*on, meets, text)),
            Content::Note(text) => self.paragraphs(&[Run::plain(text.as_str())]),
            Content::Rule => {
                self.begin(Closeness::Apart);
                self.line(&"-".repeat(WIDTH));
            }
            Content::PageBreak => {}
        }
    }

    fn heading(&mut self, level: u8, number: &str, text: &str) {
        self.begin(Closeness::Apart);
        let heading = [flow::one_line(number), flow::one_line(text)].join("\u{A0} ");
        match level {
            0 | 1 => self.underlined(heading.trim(), "="),
            2 => self.underlined(heading.trim(), "-"),
            3.. => self.lines(&wrap::wrap(heading.trim(), WIDTH)),
        }
    }

    fn paragraphs(&mut self, runs: &[Run]) {
        let lines = text_lines(runs);
        if !lines.is_empty() {
            self.begin(Closeness::Apart);
            self.lines(&wrap::wrap_all(&lines, WIDTH));
        }
    }

    fn field(&mut self, label: &str, value: &Value) {
        self.begin(Closeness::Field);
        let label = flow::with_colon(&flow::one_line(label));
        let value = match value {
            Value::Blank(shown) => vec![flow::blank(shown)],
            Value::Text(_) | Value::Choice { .. } => value_lines(value),
        };
        let widths = [LABEL, WIDTH - LABEL - wrap::GAP];
        if label.width() <= LABEL {
            return self.lines(&wrap::beside(&[&[label], &value], &widths));
        }
        // A longer label is not broken: what it asks for stands behind it, or below where that does not fit.
        match value.as_slice() {
            [only] if label.width() + wrap::GAP + only.width() <= WIDTH => {
                self.line(&format!("{label}{}{only}", " ".repeat(wrap::GAP)));
            }
            _ => {
                self.lines(&wrap::wrap(&label, WIDTH));
                self.lines(&wrap::beside(&[&[String::new()], &value], &widths));
            }
        }
    }

    fn entry(&mut self, time: &str, lead: &str, runs: &[Run]) {
        self.begin(Closeness::Entry);
        let mut lines = text_lines(runs);
        if !lead.is_empty() {
            let first = lines.first().map_or(String::new(), Clone::clone);
            let first = format!("{lead} {first}");
            if lines.is_empty() { lines.push(first) } else { lines[0] = first }
        }
        let time = [flow::one_line(time)];
        if time[0].is_empty() {
            return self.marked("-", &lines);
        }
        let width = time[0].width().max(TIME);
        self.lines(&wrap::beside(&[&time, &lines], &[width, WIDTH - wrap::GAP - width.min(WIDTH / 2)]));
    }

    /// Lines with a mark before the first.
    fn marked(&mut self, mark: &str, lines: &[String]) {
        let indent = mark.width() + 1;
        for (n, line) in wrap::wrap_all(lines, WIDTH - indent).iter().enumerate() {
            if n == 0 {
                self.line(&format!("{mark} {line}"));
            } else {
                self.line(&format!("{}{line}", " ".repeat(indent)));
            }
        }
    }

    fn table(&mut self, caption: &str, columns: &[Column], rows: &[Vec<Value>]) {
        let count = rows.iter().map(Vec::len).max().unwrap_or_default().max(columns.len());
        if count == 0 {
            return;
        }
        let titles: Vec<String> =
            (0..count).map(|n| columns.get(n).map_or_else(String::new, |c| flow::one_line(&c.title))).collect();
        let rows: Vec<Vec<Vec<String>>> = rows.iter().map(|row| row_lines(row)).collect();
        self.begin(Closeness::Apart);
        // Boxes below one another, as on paper: a column without a head is no table here.
        if count == 1 && titles[0].is_empty() && caption.is_empty() {
            return rows.iter().flatten().for_each(|lines| self.marked("-", lines));
        }
        if !caption.is_empty() {
            self.lines(&wrap::wrap(&flow::one_line(caption), WIDTH));
            self.line("");
        }
        let wish = |n: usize| {
            let cells = rows.iter().filter_map(|row| row.get(n)).flatten().map(|line| line.width());
            cells.chain([titles[n].width(), 1]).max().unwrap_or_default()
        };
        let word = |n: usize| {
            let cells = rows.iter().filter_map(|row| row.get(n)).flatten().chain([&titles[n]]);
            cells.flat_map(|line| line.split(' ')).map(UnicodeWidthStr::width).max().unwrap_or_default().max(1)
        };
        let (wishes, words): (Vec<usize>, Vec<usize>) = (0..count).map(|n| (wish(n), word(n))).unzip();
        match wrap::share_by_words(&wishes, &words, WIDTH) {
            Some(widths) => self.columns(&titles, &rows, &widths),
            None => self.records(&titles, &rows),
        }
    }

    fn columns(&mut self, titles: &[String], rows: &[Vec<Vec<String>>], widths: &[usize]) {
        if titles.iter().any(|title| !title.is_empty()) {
            let titles: Vec<&[String]> = titles.iter().map(std::slice::from_ref).collect();
            self.lines(&wrap::beside(&titles, widths));
        }
        let rule: Vec<String> = widths.iter().map(|&width| "-".repeat(width)).collect();
        self.line(&rule.join(&" ".repeat(wrap::GAP)));
        let mut high_above = false;
        for (n, row) in rows.iter().enumerate() {
            let cells: Vec<&[String]> = row.iter().map(Vec::as_slice).collect();
            let lines = wrap::beside(&cells, widths);
            let high = lines.len() > 1;
            if n > 0 && (high || high_above) {
                self.line("");
            }
            self.lines(&lines);
            high_above = high;
        }
    }

    /// Rows as label and value, where columns would be too narrow.
    fn records(&mut self, titles: &[String], rows: &[Vec<Vec<String>>]) {
        for (n, row) in rows.iter().enumerate() {
            if n > 0 {
                self.line("");
            }
            for (title, cell) in titles.iter().zip(row) {
                let label = [flow::with_colon(title)];
                self.lines(&wrap::beside(&[&label, cell], &[LABEL, WIDTH - LABEL - wrap::GAP]));
            }
        }
    }
}

/// Runs as lines, an empty one between paragraphs.
fn text_lines(runs: &[Run]) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in flow::paragraphs(runs) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(paragraph.iter().map(|line| line.iter().map(|span| span.text.as_ref()).collect()));
    }
    lines
}

fn value_lines(value: &Value) -> Vec<String> {
    match value {
        Value::Text(runs) => text_lines(runs),
        Value::Blank(shown) => vec![flow::one_line(shown)],
        Value::Choice { options, chosen } => {
            let words = options.iter().enumerate().map(|(n, option)| {
                // The space does not break, so that no box stands alone at the end of a line.
                format!("{}\u{A0}{}", tick(*chosen == Some(n)), flow::one_line(option))
            });
            match flow::spread(options) {
                Spread::Beside => vec![words.collect::<Vec<_>>().join("\u{A0} ")],
                Spread::Below => words.collect(),
            }
        }
    }
}

/// A row nobody has filled in shows where to write.
fn row_lines(row: &[Value]) -> Vec<Vec<String>> {
    let cell = |value: &Value| match value {
        Value::Blank(shown) if flow::is_blank(row) => vec![flow::blank(shown)],
        Value::Text(_) | Value::Blank(_) | Value::Choice { .. } => value_lines(value),
    };
    row.iter().map(cell).collect()
}

const fn tick(done: bool) -> &'static str {
    if done { "[x]" } else { "[ ]" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    fn written(outline: &Outline) -> String {
        let mut bytes = Vec::new();
        write(outline, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_document_reads_well_in_a_terminal() {
        assert_eq!(written(&sample::short()), include_str!("../../../tests/golden/short.txt"));
    }

    #[test]
    fn a_table_wraps_in_its_cells() {
        assert_eq!(written(&sample::judgements()), include_str!("../../../tests/golden/judgements.txt"));
    }

    #[test]
    fn an_empty_form_prints_its_labels_and_blanks() {
        assert_eq!(written(&sample::empty_form()), include_str!("../../../tests/golden/empty-form.txt"));
    }

    #[test]
    fn a_table_of_too_many_columns_becomes_lines() {
        let columns = (0..12).map(|n| Column::new(format!("Column {n}"), 0)).collect();
        let row = (0..12).map(|n| Value::text(format!("what is said in {n}"))).collect();
        let outline =
            Outline { blocks: vec![crate::outline::Block::table("", columns, vec![row])], ..Outline::default() };
        let text = written(&outline);
        assert!(text.starts_with("Column 0:                 what is said in 0\n"), "{text}");
        assert_eq!(text.lines().count(), 12);
    }

    #[test]
    fn no_line_is_too_wide_and_no_control_character_reaches_a_terminal() {
        for (name, outline) in sample::all() {
            for line in written(&outline).lines() {
                assert!(line.width() <= WIDTH, "{name}: {line}");
                assert!(!line.chars().any(char::is_control), "{name}: {line:?}");
            }
        }
    }
}
