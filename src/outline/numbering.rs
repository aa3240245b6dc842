//! Numbers at the paragraphs of a document, so that a reply can name them.

use super::build::run;
use super::model::{Block, Content, Run, Source, Style};

/// Numbers every paragraph, field, table and minute through the document; not the words of its letter or its form, in which
/// there is no fact to put right.
pub(super) fn number(blocks: &mut [Block]) {
    let is_of_letter = |block: &Block| {
        matches!(block.content, Content::Paragraph(_)) && matches!(block.source, Source::None | Source::Section(_))
    };
    let facts = blocks.iter_mut().filter(|block| !is_of_letter(block));
    let numbered = facts.filter_map(|block| match &mut block.content {
        Content::Paragraph(runs) | Content::Entry { runs, .. } => Some(Place::Runs(runs)),
        Content::Field { label, .. } => Some(Place::Label(label)),
        Content::Table { caption, .. } => Some(Place::Label(caption)),
        Content::Chart(chart) => Some(Place::Label(&mut chart.caption)),
        Content::Heading { .. }
        | Content::List { .. }
        | Content::Checkbox { .. }
        | Content::Date { .. }
        | Content::Note(_)
        | Content::Rule
        | Content::PageBreak => None,
    });
    for (n, place) in numbered.enumerate() {
        let number = format!("[{}] ", n + 1);
        match place {
            Place::Runs(runs) => runs.insert(0, run(&number, Style::Strong)),
            Place::Label(label) => label.insert_str(0, &number),
        }
    }
}

/// Where a number is put.
enum Place<'a> {
    Runs(&'a mut Vec<Run>),
    Label(&'a mut String),
}
