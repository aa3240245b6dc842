//! Numbers at the paragraphs of a document, so that a reply can name them.

use super::build::run;
use super::model::{Block, Content, Run, Source, Style};
use crate::forms::{Field, Form, Section, Source as FieldSource};

/// Whether a field shows what is known of the school, the day or who was sent it: no words of the note, so that a reply need
/// not name it.
fn is_known(source: &FieldSource) -> bool {
    match source {
        FieldSource::School(_)
        | FieldSource::Session(_)
        | FieldSource::Me(_)
        | FieldSource::State(_)
        | FieldSource::Distribution
        | FieldSource::NextDate => true,
        FieldSource::First(all) => all.iter().all(is_known),
        FieldSource::People(_)
        | FieldSource::Actions(_)
        | FieldSource::Entries
        | FieldSource::Targets(_)
        | FieldSource::Field(_)
        | FieldSource::There(..) => false,
    }
}

/// Whether a section tells only how the note went out, which is no part of one that is sent to be checked.
pub(super) fn is_of_sending(section: &Section) -> bool {
    let is = |field: &Field| matches!(field.from, Some(FieldSource::State(_) | FieldSource::Distribution));
    !section.fields.is_empty() && section.fields.iter().all(is)
}

/// Numbers every paragraph, field, table and minute through the document; not the words of its letter or its form, in which
/// there is no fact to put right, nor what stands at its head.
pub(super) fn number(form: &Form, blocks: &mut [Block]) {
    let is_of_head = |source: &Source| {
        let Source::Field(path) = source else { return false };
        form.field(path).and_then(|field| field.from.as_ref()).is_some_and(is_known)
    };
    let is_of_letter = |block: &Block| {
        matches!(block.content, Content::Paragraph(_)) && matches!(block.source, Source::None | Source::Section(_))
    };
    let facts = blocks.iter_mut().filter(|block| !is_of_letter(block) && !is_of_head(&block.source));
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
