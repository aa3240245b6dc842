//! JSON: an outline for other programs, its names in one order.

use std::io::{BufWriter, Write};

use serde::Serialize;

use super::{ExportError, Format};
use crate::outline::{Block, Content, Outline, Series, Source, Value, plain};

/// The format.
pub(super) const FORMAT: Format = Format { id: "json", extension: "json", label: "JSON", document: None, write };

fn write(outline: &Outline, out: &mut dyn Write) -> Result<(), ExportError> {
    let mut buffered = BufWriter::new(out);
    serde_json::to_writer_pretty(&mut buffered, &Document::of(outline)).map_err(std::io::Error::from)?;
    buffered.write_all(b"\n")?;
    Ok(buffered.flush()?)
}

#[derive(Serialize)]
struct Document<'a> {
    title: &'a str,
    subtitle: &'a str,
    form: &'a str,
    reference: &'a str,
    date: Option<String>,
    language: &'a str,
    author: &'a str,
    subject: &'a str,
    confidentiality: &'a str,
    draft: bool,
    blocks: Vec<Piece<'a>>,
}

#[derive(Serialize)]
struct Piece<'a> {
    source: Option<Origin<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    audience: &'a [String],
    #[serde(flatten)]
    shown: Shown<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Origin<'a> {
    Field(&'a str),
    Item(&'a str),
    Entry(u32),
    Section(&'a str),
    Action(u32),
    Session(&'a str),
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum Shown<'a> {
    Heading { level: u8, number: &'a str, text: &'a str },
    Paragraph { text: String },
    Field { label: &'a str, value: Answer<'a> },
    Entry { time: &'a str, kind: &'a str, who: &'a str, text: String, unfinished: bool },
    Table { caption: &'a str, columns: Vec<&'a str>, rows: Vec<Vec<Answer<'a>>> },
    Chart { caption: &'a str, alternative: &'a str, years: &'a [String], series: &'a [Series] },
    List { items: Vec<String> },
    Checkbox { done: bool, text: &'a str },
    Date { on: String, at: &'a str, place: &'a str, text: &'a str },
    Note { text: &'a str },
    Rule,
    PageBreak,
}

/// A text as a string, a blank as nothing, a choice with what there is to choose from.
#[derive(Serialize)]
#[serde(untagged)]
enum Answer<'a> {
    Text(String),
    Blank(()),
    Choice { chosen: Option<&'a str>, options: &'a [String] },
}

impl<'a> Document<'a> {
    fn of(outline: &'a Outline) -> Self {
        Self {
            title: &outline.title,
            subtitle: &outline.subtitle,
            form: &outline.form,
            reference: &outline.reference,
            date: outline.date.map(|date| date.to_string()),
            language: &outline.language,
            author: &outline.author,
            subject: &outline.subject,
            confidentiality: &outline.confidentiality,
            draft: outline.draft,
            blocks: outline.blocks.iter().map(Piece::of).collect(),
        }
    }
}

impl<'a> Piece<'a> {
    fn of(block: &'a Block) -> Self {
        let source = match &block.source {
            Source::None | Source::Target { .. } | Source::Person(_) | Source::Deadline(_) => None,
            Source::Field(id) => Some(Origin::Field(id)),
            Source::Item(id) => Some(Origin::Item(id)),
            Source::Entry(id) => Some(Origin::Entry(*id)),
            Source::Section(id) => Some(Origin::Section(id)),
            Source::Action(number) => Some(Origin::Action(*number)),
            Source::Elsewhere(session, _) => Some(Origin::Session(session)),
        };
        Self { source, audience: &block.audience, shown: Shown::of(&block.content) }
    }
}

impl<'a> Shown<'a> {
    fn of(content: &'a Content) -> Self {
        match content {
            Content::Heading { level, number, text } => Self::Heading { level: *level, number, text },
            Content::Paragraph(runs) => Self::Paragraph { text: plain(runs) },
            Content::Field { label, value } => Self::Field { label, value: Answer::of(value) },
            Content::Entry { time, kind, who, runs, unfinished } => {
                Self::Entry { time, kind, who, text: plain(runs), unfinished: *unfinished }
            }
            Content::Table { caption, columns, rows } => Self::Table {
                caption,
                columns: columns.iter().map(|column| column.title.as_str()).collect(),
                rows: rows.iter().map(|row| row.iter().map(Answer::of).collect()).collect(),
            },
            Content::Chart(chart) => Self::Chart {
                caption: &chart.caption,
                alternative: &chart.alternative,
                years: &chart.years,
                series: &chart.series,
            },
            Content::List { items } => Self::List { items: items.iter().map(|item| plain(item)).collect() },
            Content::Checkbox { done, text } => Self::Checkbox { done: *done, text },
            Content::Date { on, meets, text, .. } => {
                Self::Date { on: on.to_string(), at: &meets.at, place: &meets.place, text }
            }
            Content::Note(text) => Self::Note { text },
            Content::Rule => Self::Rule,
            Content::PageBreak => Self::PageBreak,
        }
    }
}

impl<'a> Answer<'a> {
    fn of(value: &'a Value) -> Self {
        match value {
            Value::Text(runs) => Self::Text(plain(runs)),
            Value::Blank(_) => Self::Blank(()),
            Value::Choice { options, chosen } => {
                Self::Choice { chosen: chosen.and_then(|at| options.get(at)).map(String::as_str), options }
            }
        }
    }
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
    fn a_document_reads_as_another_program_needs_it() {
        assert_eq!(written(&sample::short()), include_str!("../../tests/golden/short.json"));
    }

    #[test]
    fn any_text_comes_back_as_it_was() {
        let outline = sample::scripts();
        let read: serde_json::Value = serde_json::from_str(&written(&outline)).unwrap();
        assert_eq!(
            read["blocks"][5]["text"],
            serde_json::json!(
                "Control\u{0} \u{1B}[31mcharacters\u{7}, ]]> <w:p> &amp; \"quotes\" and a\ttab\nand a new line."
            )
        );
    }
}
