//! CSV: the tables of a document, for a spreadsheet. No cell can run as a formula there.
//!
//! A document of one table gives its columns and rows, and nothing else, so that other programs can rely on them; one of
//! several tables gives them as one, each row behind its part; one with a table for spreadsheets gives that. Any other gives
//! one row for each thing in it: the heading it stands under, what it is, its label, its words; how confidential it is comes
//! first.

use std::io::Write;

use super::flow;
use super::{ExportError, Format};
use crate::calendar::kept_with;
use crate::outline::{Content, Outline, Sheet, Value, plain};

/// The format.
pub(super) const FORMAT: Format =
    Format { id: "csv", extension: "csv", label: "Spreadsheet (CSV)", document: None, write };

fn write(outline: &Outline, out: &mut dyn Write) -> Result<(), ExportError> {
    // A spreadsheet reads the letters right only behind this mark.
    let mut text = String::from("\u{feff}");
    for row in rows(outline) {
        let cells: Vec<String> = row.iter().map(|cell| cell_of(cell)).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

fn rows(outline: &Outline) -> Vec<Vec<String>> {
    let own = if outline.sheet.is_none() { Sheet::of(&outline.blocks) } else { None };
    if let Some(sheet) = outline.sheet.as_ref().or(own.as_ref()) {
        return std::iter::once(&sheet.titles).chain(&sheet.rows).cloned().collect();
    }
    let mut all = vec![["Part", "What", "Label", "Words"].map(str::to_owned).to_vec()];
    if !outline.confidentiality.is_empty() {
        all.push(["", "confidentiality", "", &outline.confidentiality].map(str::to_owned).to_vec());
    }
    let mut part = String::new();
    for block in &outline.blocks {
        all.extend(rows_of(&block.content, &mut part));
    }
    all
}

fn rows_of(content: &Content, part: &mut String) -> Vec<Vec<String>> {
    let row = |what: &str, label: String, words: String| vec![part.clone(), what.to_owned(), label, words];
    match content {
        Content::Heading { number, text, .. } => {
            format!("{number} {text}").trim().clone_into(part);
            Vec::new()
        }
        Content::Paragraph(runs) => vec![row("text", String::new(), plain(runs))],
        Content::Field { label, value } => vec![row("field", label.clone(), value.plain())],
        Content::Entry { time, kind, who, runs, unfinished } => {
            let kind = flow::kind_label(kind, *unfinished);
            let kind = if kind.is_empty() { "Minute".to_owned() } else { kind };
            let label = format!("{time} {who}").trim().to_owned();
            vec![row(&kind, label, plain(runs))]
        }
        Content::Table { caption, columns, rows } => {
            let title = |n: usize| columns.get(n).map_or("", |column| column.title.as_str());
            let cells = |cells: &Vec<Value>| {
                let said = cells
                    .iter()
                    .enumerate()
                    .map(|(n, cell)| (title(n), cell.plain()))
                    .filter(|(_, text)| !text.is_empty());
                // A label may end in a colon of its own; rows may go without one.
                let said_of = |title: &str, text: String| match title.trim_end_matches(':') {
                    "" => text,
                    title => format!("{title}: {text}"),
                };
                said.map(|(title, text)| said_of(title, text)).collect::<Vec<_>>().join("; ")
            };
            rows.iter()
                .map(cells)
                .filter(|words| !words.is_empty())
                .map(|words| row("row", caption.clone(), words))
                .collect()
        }
        Content::List { items } => items.iter().map(|runs| row("text", String::new(), plain(runs))).collect(),
        Content::Checkbox { done, text } => {
            vec![row("check", text.clone(), if *done { "done" } else { "" }.to_owned())]
        }
        Content::Date { on, meets, text, .. } => vec![row("date", kept_with(&on.to_string(), meets), text.clone())],
        // The figures of a picture stand in a table beside it.
        Content::Chart(_) | Content::Note(_) | Content::Rule | Content::PageBreak => Vec::new(),
    }
}

/// A cell: never a formula, in quotes where it has to be.
fn cell_of(text: &str) -> String {
    let text = flow::clean(text);
    let trimmed = text.trim_start();
    // Some spreadsheets take the wide letters of East Asian keyboards for the plain ones.
    let runs = trimmed.starts_with(['=', '+', '@', '\t', '|', '%', '＝', '＋', '－', '＠'])
        || (trimmed.starts_with('-') && trimmed.parse::<f64>().is_err());
    // A quote mark before it makes it text in every spreadsheet.
    let text = if runs { format!("'{text}") } else { text.into_owned() };
    if text.contains(['"', ',', '\n', '\r']) || text.starts_with(' ') || text.ends_with(' ') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::{Block, Column};

    fn written(blocks: Vec<Block>) -> String {
        let mut bytes = Vec::new();
        write(&Outline { blocks, ..Outline::default() }, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap().trim_start_matches('\u{feff}').to_owned()
    }

    #[test]
    fn a_document_of_one_table_is_that_table() {
        let columns = vec![Column::new("Action", 1), Column::new("By", 1)];
        let rows = vec![vec![Value::text("Moderate Y5, \"cold\" writing\ntogether"), Value::blank("(date)")]];
        assert_eq!(
            written(vec![Block::heading(1, "Actions"), Block::table("", columns, rows)]),
            "Action,By\r\n\"Moderate Y5, \"\"cold\"\" writing\ntogether\",\r\n"
        );
    }

    #[test]
    fn any_other_document_is_a_row_a_thing() {
        let blocks = vec![
            Block::numbered(2, "3", "Support"),
            Block::field("Category", Value::choice(&["No", "Nti"], Some(1))),
            Block::entry("14:03", "decision", "HT", "Go on"),
        ];
        assert_eq!(
            written(blocks),
            "Part,What,Label,Words\r\n3 Support,field,Category,Nti\r\n3 Support,Decision,14:03 HT,Go on\r\n"
        );
    }

    #[test]
    fn no_cell_runs_as_a_formula() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("+44 20", "'+44 20"),
            ("-cmd", "'-cmd"),
            ("-8", "-8"),
            ("@SUM(A1)", "'@SUM(A1)"),
            (" =1", "' =1"),
            ("\u{7}=1", "'=1"),
            ("＝1+1", "'＝1+1"),
            ("＋44", "'＋44"),
            ("－8", "'－8"),
            (" ＠SUM(A1)", "' ＠SUM(A1)"),
            ("plain", "plain"),
        ] {
            assert_eq!(cell_of(text), cell, "{text:?}");
        }
    }
}
