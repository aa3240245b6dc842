//! Markdown as GitHub reads it. Text is escaped where it would turn into markup, and left alone elsewhere.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::Write;

use super::flow::{self, Line, Paragraph, Spread};
use super::{ExportError, Format};
use crate::outline::{Column, Content, Outline, Run, Style, Value};

/// The format.
pub(super) const FORMAT: Format = Format { id: "md", extension: "md", label: "Markdown", document: None, write };

fn write(outline: &Outline, out: &mut dyn Write) -> Result<(), ExportError> {
    let mut text = front(outline);
    let mut above = None;
    for block in &outline.blocks {
        let Some(written) = content(&block.content) else { continue };
        let item = item_kind(&block.content);
        if !text.is_empty() && (item.is_none() || item != above) {
            text.push('\n');
        }
        text.push_str(&written);
        above = item;
    }
    let told = flow::foot(outline);
    if !told.is_empty() {
        let _ = write!(text, "\n---\n\n{}\n", escape(&told, Place::LineStart));
    }
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Where a piece of text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// At the beginning of a line, where signs make headings and lists.
    LineStart,
    /// After something else.
    Within,
    /// In a heading.
    Heading,
    /// In a cell of a table.
    Cell,
}

/// List items of one kind follow one another without an empty line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Field,
    Entry,
    Checkbox,
}

const fn item_kind(content: &Content) -> Option<Item> {
    match content {
        Content::Field { .. } => Some(Item::Field),
        Content::Entry { .. } => Some(Item::Entry),
        Content::Checkbox { .. } => Some(Item::Checkbox),
        Content::Heading { .. }
        | Content::Paragraph(_)
        | Content::Table { .. }
        | Content::Chart(_)
        | Content::List { .. }
        | Content::Date { .. }
        | Content::Note(_)
        | Content::Rule
        | Content::PageBreak => None,
    }
}

fn front(outline: &Outline) -> String {
    let mut text = String::new();
    if !outline.title.is_empty() {
        let _ = writeln!(text, "# {}", escape(&flow::one_line(&outline.title), Place::Heading));
    }
    let marks = [if outline.draft { "DRAFT" } else { "" }, &flow::one_line(&outline.confidentiality)];
    let marks: Vec<String> = marks.iter().filter(|m| !m.is_empty()).map(|m| strong(m, Place::Within)).collect();
    for line in [escape(&flow::one_line(&outline.subtitle), Place::LineStart), marks.join(" · ")] {
        if !line.is_empty() {
            let _ = write!(text, "\n{line}\n");
        }
    }
    text
}

fn content(content: &Content) -> Option<String> {
    match content {
        Content::Heading { level, number, text } => {
            let heading = [flow::one_line(number), flow::one_line(text)].join(" ");
            let signs = "#".repeat(usize::from(*level).clamp(1, 4) + 1);
            Some(format!("{signs} {}\n", escape(heading.trim(), Place::Heading)))
        }
        Content::Paragraph(runs) => paragraphs(runs, ""),
        Content::Field { label, value } => {
            let label = strong(&flow::with_colon(&flow::one_line(label)), Place::Within);
            Some(match value {
                Value::Text(runs) => item(&label, runs),
                Value::Blank(shown) => format!("- {label} {}\n", escape(&flow::blank(shown), Place::Within)),
                Value::Choice { options, chosen } => {
                    let between = match flow::spread(options) {
                        Spread::Beside => " ",
                        Spread::Below => "\\\n  ",
                    };
                    format!("- {label} {}\n", choice(options, *chosen, Place::Within, between))
                }
            })
        }
        Content::Entry { time, kind, who, runs, unfinished } => {
            let kind = flow::kind_label(kind, *unfinished);
            let kind = if kind.is_empty() { kind } else { strong(&kind, Place::Within) };
            let who = flow::one_line(who);
            let who = if who.is_empty() { who } else { format!("{}:", escape(&who, Place::LineStart)) };
            let lead = [escape(&flow::one_line(time), Place::LineStart), kind, who];
            Some(item(&lead.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "), runs))
        }
        Content::Table { caption, columns, rows } => table(caption, columns, rows),
        Content::Chart(chart) => table(&chart.caption, &chart.columns(), &chart.rows()),
        Content::List { items } => Some(items.iter().map(|runs| item("", runs)).collect()),
        Content::Checkbox { done, text } => {
            let mark = if *done { "x" } else { " " };
            Some(format!("- [{mark}] {}\n", escape(&flow::one_line(text), Place::Within)))
        }
        Content::Date { on, meets, text, .. } => paragraphs(&Content::date_line(*on, meets, text), ""),
        Content::Note(text) => paragraphs(&[Run::plain(text.as_str())], "> "),
        Content::Rule => Some("---\n".to_owned()),
        Content::PageBreak => None,
    }
}

/// Paragraphs, each line behind a mark.
fn paragraphs(runs: &[Run], mark: &str) -> Option<String> {
    let written: Vec<String> =
        flow::paragraphs(runs).iter().map(|p| format!("{mark}{}\n", lines(p, Place::LineStart, mark))).collect();
    if written.is_empty() { None } else { Some(written.join(&format!("{}\n", mark.trim_end()))) }
}

/// A list item: something before the text, if anything, and the text's paragraphs.
fn item(lead: &str, runs: &[Run]) -> String {
    let mut text = format!("- {lead}");
    for (n, paragraph) in flow::paragraphs(runs).iter().enumerate() {
        match (n, lead.is_empty()) {
            (0, true) => text.push_str(&lines(paragraph, Place::LineStart, "  ")),
            (0, false) => {
                let _ = write!(text, " {}", lines(paragraph, Place::Within, "  "));
            }
            _ => {
                let _ = write!(text, "\n\n  {}", lines(paragraph, Place::LineStart, "  "));
            }
        }
    }
    text.push('\n');
    text
}

fn table(caption: &str, columns: &[Column], rows: &[Vec<Value>]) -> Option<String> {
    let count = rows.iter().map(Vec::len).max().unwrap_or_default().max(columns.len());
    if count == 0 {
        return None;
    }
    let mut text = String::new();
    if !caption.is_empty() {
        let _ = write!(text, "{}\n\n", strong(&flow::one_line(caption), Place::Within));
    }
    let title = |n: usize| columns.get(n).map_or_else(String::new, |c| escape(&flow::one_line(&c.title), Place::Cell));
    let mut row = |cells: Vec<String>| {
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    };
    row((0..count).map(title).collect());
    row(vec!["---".to_owned(); count]);
    for values in rows {
        let is_blank = flow::is_blank(values);
        let shown = |value: &Value| match value {
            Value::Blank(shown) if is_blank => escape(&flow::blank(shown), Place::Cell),
            Value::Text(_) | Value::Blank(_) | Value::Choice { .. } => cell(value),
        };
        row((0..count).map(|n| values.get(n).map_or_else(String::new, shown)).collect());
    }
    Some(text)
}

fn cell(value: &Value) -> String {
    match value {
        Value::Text(runs) => {
            let paragraph =
                |p: &Paragraph<'_>| p.iter().map(|line| inline(line, Place::Cell)).collect::<Vec<_>>().join("<br>");
            flow::paragraphs(runs).iter().map(paragraph).collect::<Vec<_>>().join("<br><br>")
        }
        Value::Blank(shown) => escape(&flow::one_line(shown), Place::Cell),
        Value::Choice { options, chosen } => {
            let between = match flow::spread(options) {
                Spread::Beside => " ",
                Spread::Below => "<br>",
            };
            choice(options, *chosen, Place::Cell, between)
        }
    }
}

fn choice(options: &[String], chosen: Option<usize>, place: Place, between: &str) -> String {
    let word = |(n, option): (usize, &String)| {
        let option = flow::one_line(option);
        if chosen == Some(n) {
            format!("☒ {}", strong(&option, place))
        } else {
            format!("☐ {}", escape(&option, place))
        }
    };
    options.iter().enumerate().map(word).collect::<Vec<_>>().join(between)
}

/// The lines of a paragraph with breaks between them, the later ones behind an indent.
fn lines(paragraph: &Paragraph<'_>, first: Place, indent: &str) -> String {
    let place = |n| if n == 0 { first } else { Place::LineStart };
    let lines: Vec<String> = paragraph.iter().enumerate().map(|(n, line)| inline(line, place(n))).collect();
    let written: Vec<&str> = lines.iter().map(String::as_str).filter(|line| !line.is_empty()).collect();
    written.join(&format!("\\\n{indent}"))
}

fn inline(line: &Line<'_>, place: Place) -> String {
    let mut text = String::new();
    for (n, span) in line.iter().enumerate() {
        let place = if n > 0 && place == Place::LineStart { Place::Within } else { place };
        match span.style {
            Style::Plain | Style::Faint => text.push_str(&escape(&span.text, place)),
            Style::Strong => text.push_str(&strong(&span.text, place)),
            Style::Emphasis => text.push_str(&marked(&span.text, place, "*")),
        }
    }
    text.trim().to_owned()
}

fn strong(text: &str, place: Place) -> String {
    marked(text, place, "**")
}

/// Text between marks, which must touch it; spaces stay outside.
fn marked(text: &str, place: Place, mark: &str) -> String {
    let bare = text.trim();
    if bare.is_empty() {
        return text.to_owned();
    }
    let (before, rest) = text.split_at(text.len() - text.trim_start().len());
    let after = &rest[bare.len()..];
    let place = if place == Place::LineStart { Place::Within } else { place };
    format!("{before}{mark}{}{mark}{after}", escape(bare, place))
}

/// The text with backslashes where it would be read as markup.
fn escape(text: &str, place: Place) -> String {
    let text: Cow<'_, str> =
        if place == Place::LineStart { Cow::Borrowed(text.trim_start()) } else { Cow::Borrowed(text) };
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut before: Option<char> = None;
    let mut digits_only = true;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let after = rest.peek().copied();
        let begins = place == Place::LineStart && before.is_none();
        let is_markup = match c {
            '\\' | '`' | '[' | ']' | '<' | '~' | '$' => true,
            '*' => begins || !(is_space(before) && is_space(after)),
            '_' => !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)),
            '&' => after.is_some_and(|next| next == '#' || next.is_ascii_alphanumeric()),
            '#' => begins || place == Place::Heading,
            '|' => begins || place == Place::Cell,
            '>' | '+' | '-' | '=' | ':' => begins,
            '.' | ')' => place == Place::LineStart && before.is_some() && digits_only && is_space(after),
            _ => false,
        };
        if is_markup {
            escaped.push('\\');
        }
        escaped.push(if c == '\t' { ' ' } else { c });
        digits_only &= c.is_ascii_digit();
        before = Some(c);
    }
    escaped
}

fn is_space(c: Option<char>) -> bool {
    c.is_none_or(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;
    use crate::outline::Block;

    fn written(outline: &Outline) -> String {
        let mut bytes = Vec::new();
        write(outline, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_document_reads_well_as_it_stands() {
        assert_eq!(written(&sample::short()), include_str!("../../tests/golden/short.md"));
    }

    #[test]
    fn an_empty_form_prints_its_labels_and_blanks() {
        assert_eq!(written(&sample::empty_form()), include_str!("../../tests/golden/empty-form.md"));
    }

    #[test]
    fn text_does_not_turn_into_markup() {
        for (text, expected) in [
            ("# one", "\\# one"),
            ("> said", "\\> said"),
            ("- a", "\\- a"),
            ("-8 points", "\\-8 points"),
            ("1. first", "1\\. first"),
            ("2009) last", "2009\\) last"),
            ("74% 5.5", "74% 5.5"),
            ("| a", "\\| a"),
            ("---", "\\---"),
            ("* item", "\\* item"),
            ("    indented", "indented"),
            ("<b>&amp; &c & co", "\\<b>\\&amp; \\&c & co"),
            ("[x](y) `z` ~~w~~ $q$", "\\[x\\](y) \\`z\\` \\~\\~w\\~\\~ \\$q\\$"),
        ] {
            assert_eq!(escape(text, Place::LineStart), expected);
        }
        assert_eq!(escape("Level 4+ - a # b | c > d. 1. e", Place::Within), "Level 4+ - a # b | c > d. 1. e");
        assert_eq!(escape("a | b", Place::Cell), "a \\| b");
        assert_eq!(escape("C #", Place::Heading), "C \\#");
        assert_eq!(escape("snake_case 2 * 3 _so_ *so*", Place::Within), "snake_case 2 * 3 \\_so\\_ \\*so\\*");
    }

    #[test]
    fn marks_touch_their_words() {
        let runs = vec![Run::plain("a"), Run::strong(" b "), Run::emphasis(" "), Run::emphasis("c")];
        let block = Block::new(Content::Paragraph(runs));
        assert_eq!(content(&block.content).unwrap(), "a **b**  *c*\n");
    }

    #[test]
    fn a_cell_stays_on_its_line() {
        let value = Value::text("one | two\nthree\n\nfour");
        assert_eq!(cell(&value), "one \\| two<br>three<br><br>four");
    }
}
