//! A session and a document id become an outline. What a document's audience may not see never gets in.

use std::collections::BTreeSet;

use super::address::recipients;
use super::attendance::tells_who_was_there;
use super::audience::{holds_waivers, is_closed_to};
use super::documents::{documents, for_audience, is_of_what_was_noted};
use super::ending::keep_the_end_together;
use super::front::{confidentiality, is_draft, is_finished, is_marked_draft, of_a_year, sender};
use super::key;
use super::model::{Block, Column as TableColumn, Content, Gathered, Outline, Run, Sheet, Source, Style, Value};
use super::numbering::{is_of_sending, number};
use super::sending::said_when_empty;
use super::values;
use crate::forms::{
    AgendaItem, Document, Field, Kind, Numbering, Origin, Part, Place as StopPlace, Section, Source as FieldSource,
};
use crate::measures::Target;
use crate::session::{Contents, EntryId, Filled, Piece, Stop, StopState};

/// A document that the form does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the form “{form}” has no document \"{document}\"; it has {known}")]
pub struct NoSuchDocument {
    form: String,
    document: String,
    known: String,
}

/// Builds a document of a session with what usually goes in.
///
/// # Errors
/// The form has no such document.
pub fn build(filled: &Filled<'_>, document: &str) -> Result<Outline, NoSuchDocument> {
    build_with(filled, document, &Contents::default())
}

/// Builds a document of a session with what the user wants in it.
///
/// # Errors
/// The form has no such document.
pub fn build_with(filled: &Filled<'_>, document: &str, contents: &Contents) -> Result<Outline, NoSuchDocument> {
    build_in(filled, document, contents, Words::AsTyped)
}

/// How the words of entries stand in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// As they were typed.
    AsTyped,
    /// Sentences, with a capital where they begin.
    AsPrinted,
}

/// The same, with the words of entries as they were typed or as they are printed.
///
/// # Errors
/// The form has no such document.
pub fn build_in(
    filled: &Filled<'_>,
    document: &str,
    contents: &Contents,
    words: Words,
) -> Result<Outline, NoSuchDocument> {
    match words {
        Words::AsTyped => built(filled, document, contents),
        Words::AsPrinted => {
            let session = &filled.session.as_printed();
            built(&Filled { session, ..*filled }, document, contents)
        }
    }
}

fn built(filled: &Filled<'_>, document: &str, contents: &Contents) -> Result<Outline, NoSuchDocument> {
    let form = filled.form;
    let documents = documents(form);
    let known = || documents.iter().map(|d| d.id.as_str()).collect::<Vec<_>>().join(", ");
    let found = documents.iter().find(|d| d.id == document).ok_or_else(|| NoSuchDocument {
        form: form.title.clone(),
        document: document.to_owned(),
        known: known(),
    })?;
    let is_draft = is_draft(filled);
    let mut builder = Builder { finished: is_finished(filled, is_draft), ..Builder::new(filled, found, contents) };
    for part in &found.contents {
        builder.part(part);
    }
    if let Some(why) = said_when_empty(filled, found) {
        builder.faint(&format!("It is not written as it stands: {why}."));
    }
    if contents.hold(Piece::Waived) && holds_waivers(&found.audience) {
        builder.waived();
    }
    let gathered = std::mem::take(&mut builder.gathered);
    let (sheet, mut blocks) = (builder.sheet, builder.blocks);
    key::put(filled, found, &mut blocks);
    keep_the_end_together(&mut blocks);
    if found.numbering == Numbering::Numbered {
        number(&mut blocks);
    }
    let title = if found.title.is_empty() { form.title.clone() } else { found.title.clone() };
    if gathered.contains(&Gathered::Year) {
        return Ok(of_a_year(filled, found, title, gathered, blocks));
    }
    // The title stands above already.
    let says_title = |block: &Block| matches!(&block.content, Content::Heading { text, .. } if *text == title);
    if blocks.first().is_some_and(says_title) {
        blocks.remove(0);
    }
    let session = filled.session;
    let days = crate::calendar::days_in_words(&filled.session_days());
    let role = if session.author().is_empty() { filled.me.fact("role") } else { "" };
    let author = [filled.author(), role].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", ");
    Ok(Outline {
        running_head: format!("{} · {}", session.school(), form.name),
        title,
        subtitle: format!("{} · {days}{}", session.school(), session.meets().said()),
        language: "en-GB".to_owned(),
        author,
        subject: session.school().to_owned(),
        date: Some(session.date()),
        reference: session.id().to_owned(),
        form: format!("{}@{}", form.id, form.version),
        derived: if form.origin == Origin::Derived { form.valid_years.join(", ") } else { String::new() },
        confidentiality: confidentiality(filled, &found.audience),
        draft: is_of_what_was_noted(found) && (found.numbering == Numbering::Numbered || is_marked_draft(filled)),
        letter: matches!(found.contents.first(), Some(Part::Letter(_))),
        for_checking: found.numbering == Numbering::Numbered,
        recipients: recipients(filled, found, is_draft),
        sender: sender(filled),
        gathered,
        document: found.id.clone(),
        audience: found.audience.clone(),
        sheet,
        left_out: 0,
        blocks,
    })
}

/// Some parts of a session as they are printed for an audience, without the rest of a document.
pub fn extract(filled: &Filled<'_>, audience: &str, parts: &[Part]) -> Vec<Block> {
    let (document, contents) = (for_audience(audience), Contents::default());
    let mut builder = Builder::new(filled, &document, &contents);
    for part in parts {
        builder.part(part);
    }
    builder.blocks
}

/// Words to choose from that a note that has gone out still prints all of.
const MANY: usize = 6;

pub(super) struct Builder<'a> {
    pub(super) filled: &'a Filled<'a>,
    pub(super) document: &'a Document,
    /// What the user wants in it.
    pub(super) contents: &'a Contents,
    pub(super) blocks: Vec<Block>,
    /// Items whose entries are printed.
    pub(super) printed: BTreeSet<String>,
    /// Entries printed beside the judgement they are about.
    pub(super) beside: BTreeSet<EntryId>,
    /// Whether what is being printed needs a wide page.
    wide: bool,
    /// Whether nothing that was noted is for the document's readers.
    pub(super) closed: bool,
    /// Whether it is of a finished note, which leaves out what it does not use.
    pub(super) finished: bool,
    /// What other sessions give to the document.
    gathered: Vec<Gathered>,
    /// All of it as one table, where that is another than those that are read.
    pub(super) sheet: Option<Sheet>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(filled: &'a Filled<'a>, document: &'a Document, contents: &'a Contents) -> Self {
        let (blocks, gathered) = (Vec::new(), Vec::new());
        let (printed, beside) = (BTreeSet::new(), BTreeSet::new());
        let closed = is_closed_to(filled, &document.audience);
        let finished = filled.form.origin != Origin::Printed && filled.is_beyond_drafting();
        Self {
            filled,
            document,
            contents,
            blocks,
            printed,
            beside,
            wide: false,
            closed,
            finished,
            gathered,
            sheet: None,
        }
    }

    fn has_gone_out(&self) -> bool {
        self.finished && self.filled.is_beyond_drafting()
    }

    pub(super) fn part(&mut self, part: &Part) {
        match part {
            Part::Sections(ids) => {
                let sections = self.filled.form.sections.iter();
                for section in sections.filter(|s| ids.is_empty() || ids.contains(&s.id)) {
                    self.section(section);
                }
            }
            Part::Agenda => {
                for stop in self.filled.session.agenda() {
                    if stop.place == StopPlace::Numbered {
                        self.stop(stop);
                    }
                }
            }
            Part::Actions => self.actions(),
            Part::OpenActions => self.open_actions(),
            Part::SupportNeeded => self.support_needed(),
            Part::OtherEntries => self.other_entries(),
            Part::Whole => self.whole(),
            Part::Plan => self.plan(),
            Part::Invited => self.invited(),
            Part::Prompts(ids) => self.prompt_lists(ids),
            Part::Decisions => self.decisions(),
            Part::ActionsByOwner => self.actions_by_owner(),
            Part::Entries => self.log(),
            Part::Notice | Part::Concerns => self.concerns(part),
            Part::ConcernsAgreed => self.agreed_on_concerns(),
            Part::Judgements => self.judgements(),
            Part::Grades(column) => self.grades_of(column),
            Part::Dates => self.dates(),
            Part::Letter(paragraphs) => self.letter(paragraphs),
            Part::Signed(close) => self.signed(close),
            Part::When => self.when(),
            Part::Findings => self.findings(),
            Part::Figures(shown) => self.figures(shown),
            Part::Headlines => self.headlines(),
            Part::LastTime => self.gathered.push(Gathered::LastTime),
            Part::Year => self.gathered.push(Gathered::Year),
        }
    }

    fn section(&mut self, section: &'a Section) {
        let is_checked = self.document.numbering == Numbering::Numbered;
        if !self.shows_section(section) || (is_checked && is_of_sending(section)) {
            return;
        }
        self.wide = section.fields.iter().any(values::is_wide);
        let begun = self.blocks.len();
        if !section.title.is_empty() {
            self.heading(1, "", &section.title, Source::Section(section.id.clone()));
        }
        if !section.note.is_empty() {
            self.push(Source::Section(section.id.clone()), Content::Paragraph(vec![run(&section.note, Style::Faint)]));
            self.keep_last_with_next();
        }
        let headed = self.blocks.len();
        for field in &section.fields {
            self.field(field);
        }
        self.figures(&section.figures);
        // The entries of an item stand below the last of its sections that the document has.
        let last_here =
            |item: &&AgendaItem| item.sections.iter().rev().find(|id| self.has_section(id)) == Some(&section.id);
        let items: Vec<&AgendaItem> = self.filled.form.agenda.iter().filter(last_here).collect();
        for item in items {
            if !self.printed.contains(&item.id) {
                self.entries(&item.id);
            }
        }
        // Nothing of it is used in a finished note.
        if self.blocks.len() == headed && self.finished {
            self.blocks.truncate(begun);
        }
        self.wide = false;
    }

    /// Whether a section, by its id, is part of the document and for its readers.
    fn has_section(&self, id: &str) -> bool {
        let asked = |part: &Part| matches!(part, Part::Sections(ids) if ids.is_empty() || ids.iter().any(|i| i == id));
        let section = self.filled.form.sections.iter().find(|section| section.id == *id);
        let is_whole = self.document.contents.contains(&Part::Whole);
        let main = self.filled.form.documents.first().filter(|_| is_whole);
        let mut parts = self.document.contents.iter().chain(main.iter().flat_map(|main| &main.contents));
        parts.any(asked) && section.is_some_and(|section| self.shows_section(section))
    }

    pub(super) fn stop(&mut self, stop: &'a Stop) {
        let item = self.filled.form.item(&stop.id);
        if !self.shows_item(&stop.id) {
            self.printed.insert(stop.id.clone());
            return;
        }
        let number = self.filled.session.number_of(&stop.id).map(|n| n.to_string()).unwrap_or_default();
        self.heading(2, &number, &stop.title, Source::Item(stop.id.clone()));
        let said = match stop.state {
            StopState::Skipped => "Not taken at this meeting.",
            StopState::Deferred if self.filled.session.standing(&stop.id).next().is_some() => {
                "Put off to the next meeting; noted so far:"
            }
            StopState::Deferred => "Put off to the next meeting.",
            StopState::Open | StopState::Done => "",
        };
        if !said.is_empty() {
            self.push(Source::Item(stop.id.clone()), Content::Paragraph(vec![run(said, Style::Emphasis)]));
        }
        let before = self.blocks.len();
        for field in item.map(|item| self.filled.form.fields_of(item)).unwrap_or_default() {
            self.item_field(field, stop);
        }
        for (source, runs) in self.reports_of(&stop.id) {
            self.push(source, Content::Paragraph(runs));
        }
        self.entries(&stop.id);
        if self.blocks.len() == before && said.is_empty() && self.contents.hold(Piece::Entries) {
            self.nothing_under(stop);
        }
    }

    /// Below its own title, a text needs no label and an empty one no line.
    fn item_field(&mut self, field: &'a Field, stop: &Stop) {
        if field.kind != Kind::LongText || field.label != stop.title {
            self.field(field);
            return;
        }
        let text = self.filled.value(&field.id);
        if self.shows_field(field) && !text.trim().is_empty() {
            self.push(Source::Field(field.id.clone()), Content::Paragraph(vec![run(&text, Style::Plain)]));
        }
    }

    pub(super) fn field(&mut self, field: &'a Field) {
        if !self.shows_field(field) || (self.finished && self.is_unused(field)) {
            return;
        }
        let source = Source::Field(field.id.clone());
        let above = self.filled.form.section_of(&field.id).map_or("", |section| section.title.as_str());
        match &field.kind {
            Kind::Grades { .. } | Kind::Table { .. } | Kind::Checklist { .. } => {
                let (columns, rows, sources) = self.table_of(field);
                self.beside.extend(self.noted_beside(field));
                // Words that stand in the heading or the first column already are not said again.
                let said = field.label == above || columns.first().is_some_and(|first| first.title == field.label);
                self.table(source.clone(), if said { "" } else { &field.label }, columns, rows);
                self.made_of(sources);
                self.words_to_choose(field);
                if tells_who_was_there(field) {
                    self.attendance(&source);
                }
            }
            Kind::LongText if field.from == Some(FieldSource::Entries) => self.noted(field),
            Kind::Sentence { .. } => {
                let runs = values::sentence(self.filled, field);
                self.push(source, Content::Paragraph(runs));
            }
            Kind::Text
            | Kind::LongText
            | Kind::Number { .. }
            | Kind::Date
            | Kind::Since
            | Kind::Due
            | Kind::Past
            | Kind::Dates
            | Kind::Choice(_)
            | Kind::Choices(_)
            | Kind::Grade { .. }
            | Kind::Role => {
                let answers = self.answers(field);
                let value = match values::value(self.filled, field) {
                    _ if !answers.is_empty() => values::cell(&answers.join("\n")),
                    // Of a long list a note that has gone out says what it is, not all that it might be.
                    Value::Choice { options, chosen: Some(at) } if self.has_gone_out() && options.len() > MANY => {
                        values::cell(options.get(at).map_or("", String::as_str))
                    }
                    Value::Blank(_) | Value::Choice { chosen: None, .. }
                        if self.finished && !self.filled.is_suggested(field) =>
                    {
                        self.unfilled(field)
                    }
                    value => value,
                };
                self.push(source, Content::Field { label: field.label.clone(), value });
            }
        }
    }

    /// Below a table that nobody has written in yet, the words that are chosen from in a column too narrow for them.
    fn words_to_choose(&mut self, field: &'a Field) {
        let words = values::words_to_choose(self.filled, field);
        if !words.is_empty() {
            self.keep_last_with_next();
            self.push(Source::None, Content::Note(words.join(" · ")));
        }
    }

    pub(super) fn table(&mut self, source: Source, caption: &str, columns: Vec<TableColumn>, rows: Vec<Vec<Value>>) {
        self.push(source, Content::Table { caption: caption.to_owned(), columns, rows });
    }

    /// Says of the last block where each of its rows or paragraphs comes from.
    pub(super) fn made_of(&mut self, parts: Vec<Source>) {
        if let Some(block) = self.blocks.last_mut() {
            block.parts = parts;
        }
    }

    pub(super) fn heading(&mut self, level: u8, number: &str, text: &str, source: Source) {
        self.push(source, Content::Heading { level, number: number.to_owned(), text: text.to_owned() });
        if let Some(heading) = self.blocks.last_mut() {
            heading.keep_with_next = true;
        }
    }

    fn keep_last_with_next(&mut self) {
        if let Some(last) = self.blocks.last_mut() {
            last.keep_with_next = true;
        }
    }

    /// Whether nobody filled in a field, and nobody has to; of a form that keeps its labels none is.
    pub(super) fn is_unused(&self, field: &Field) -> bool {
        let required = field.required_when.as_ref().is_some_and(|when| self.filled.holds(when));
        let asked = required || self.filled.form.keeps_labels;
        let noted = field.from == Some(FieldSource::Entries) && {
            let item = self.filled.form.item_of(&field.id).map_or("", |item| item.id.as_str());
            !self.entries_of(item).is_empty()
        };
        !asked && !noted && !self.filled.is_filled(field) && self.noted_beside(field).is_empty()
    }

    /// Whether a heading of the second level stands already.
    pub(super) fn has_subheadings(&self) -> bool {
        self.blocks.iter().any(|block| matches!(block.content, Content::Heading { level: 2, .. }))
    }

    /// Whether a target stands in a table already.
    pub(super) fn shows_target(&self, of: &Target) -> bool {
        let is_it = |part: &Source| matches!(part, Source::Target { measure, group } if (measure, group) == (&of.measure, &of.group));
        self.blocks.iter().flat_map(|block| &block.parts).any(is_it)
    }

    pub(super) fn blocks_so_far(&self) -> usize {
        self.blocks.len()
    }

    pub(super) fn into_blocks(self) -> Vec<Block> {
        self.blocks
    }

    pub(super) fn push_block(&mut self, block: Block) {
        self.blocks.push(block);
    }

    pub(super) fn push(&mut self, source: Source, content: Content) {
        self.blocks.push(Block { source, landscape: self.wide, ..Block::new(content) });
    }
}

pub(super) fn run(text: &str, style: Style) -> Run {
    Run { text: text.to_owned(), style }
}
