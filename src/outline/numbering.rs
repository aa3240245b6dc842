//! Numbers at the facts of a document, so that a reply can name them.

use super::build::run;
use super::model::{Block, Content, Run, Source, Style, Value};
use crate::forms::{Field, Section, Source as FieldSource};

/// Whether a section tells only how the note went out, which is no part of one that is sent to be checked.
pub(super) fn is_of_sending(section: &Section) -> bool {
    let is = |field: &Field| matches!(field.from, Some(FieldSource::State(_) | FieldSource::Distribution));
    !section.fields.is_empty() && section.fields.iter().all(is)
}

/// Numbers every fact through the document: each paragraph, field and minute, each line of a list and each row of a table,
/// so that a reply can point at one judgement or recommendation. A table that says nothing has one number. Not numbered are
/// the words of its letter and its form, in which there is no fact to put right.
pub(super) fn number(blocks: &mut [Block]) {
    let is_of_letter = |block: &Block| {
        matches!(block.content, Content::Paragraph(_)) && matches!(block.source, Source::None | Source::Section(_))
    };
    let facts = blocks.iter_mut().filter(|block| !is_of_letter(block));
    for (n, place) in facts.flat_map(|block| places_in(&mut block.content)).enumerate() {
        let number = format!("[{}] ", n + 1);
        match place {
            Place::Runs(runs) | Place::Cell(Value::Text(runs)) => runs.insert(0, run(&number, Style::Strong)),
            Place::Label(label) => label.insert_str(0, &number),
            Place::Cell(cell) => *cell = Value::Text(vec![run(&format!("{number}{}", cell.plain()), Style::Strong)]),
        }
    }
}

/// Where a number is put.
enum Place<'a> {
    Runs(&'a mut Vec<Run>),
    Label(&'a mut String),
    Cell(&'a mut Value),
}

/// Where the numbers of a piece are put: one for each fact in it.
fn places_in(content: &mut Content) -> Vec<Place<'_>> {
    let says = |row: &Vec<Value>| row.iter().any(|cell| !cell.plain().trim().is_empty());
    match content {
        Content::Paragraph(runs) | Content::Entry { runs, .. } => vec![Place::Runs(runs)],
        Content::Field { label, .. } => vec![Place::Label(label)],
        Content::Table { rows, .. } if rows.iter().any(says) => {
            rows.iter_mut().filter(|row| says(row)).filter_map(|row| row.first_mut()).map(Place::Cell).collect()
        }
        Content::Table { caption, .. } => vec![Place::Label(caption)],
        Content::Chart(chart) => vec![Place::Label(&mut chart.caption)],
        Content::List { items } => items.iter_mut().map(Place::Runs).collect(),
        Content::Heading { .. }
        | Content::Checkbox { .. }
        | Content::Date { .. }
        | Content::Note(_)
        | Content::Rule
        | Content::PageBreak => Vec::new(),
    }
}
