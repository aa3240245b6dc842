//! A session and a document id become an outline. What a document's audience may not see never gets in.

use std::collections::BTreeSet;

use super::audience::is_own;
use super::documents::{documents, for_audience};
use super::front::{confidentiality, recipients};
use super::key;
use super::minute;
use super::model::{Block, Column as TableColumn, Content, Gathered, Outline, Run, Sheet, Source, Style, Value};
use super::values;
use crate::forms::{
    AgendaItem, Document, Field, Kind, Numbering, Part, Place as StopPlace, Section, Source as FieldSource,
};
use crate::grammar::{Kind as EntryKind, Recognition};
use crate::session::{Contents, Entry, EntryId, Filled, Piece, Stop, StopState};

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
    // Who looks up in his own notes what was said wants to know when.
    let contents = if is_own(&found.audience) { contents.with(Piece::Times) } else { contents.clone() };
    let mut builder = Builder::new(filled, found, &contents);
    for part in &found.contents {
        builder.part(part);
    }
    if contents.hold(Piece::Waived) {
        builder.waived();
    }
    let gathered = std::mem::take(&mut builder.gathered);
    let (sheet, mut blocks) = (builder.sheet, builder.blocks);
    if !is_own(&found.audience) {
        let key = key::of(filled, &blocks);
        // A key alone on a page would be a key to nothing.
        if let (Some(_), Some(last)) = (&key, blocks.last_mut()) {
            last.keep_with_next = true;
        }
        blocks.extend(key);
    }
    if found.numbering == Numbering::Numbered {
        number(&mut blocks);
    }
    let title = if found.title.is_empty() { form.title.clone() } else { found.title.clone() };
    // The title stands above already.
    let says_title = |block: &Block| matches!(&block.content, Content::Heading { text, .. } if *text == title);
    if blocks.first().is_some_and(says_title) {
        blocks.remove(0);
    }
    let session = filled.session;
    let date = crate::calendar::long(session.date());
    let role = if session.author().is_empty() { filled.me.fact("role") } else { "" };
    let author = [filled.author(), role].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", ");
    Ok(Outline {
        running_head: format!("{} · {}", session.school(), form.name),
        title,
        subtitle: format!("{} · {date}", session.school()),
        language: "en-GB".to_owned(),
        author,
        subject: session.school().to_owned(),
        date: Some(session.date()),
        reference: session.id().to_owned(),
        form: format!("{}@{}", form.id, form.version),
        confidentiality: confidentiality(filled, &found.audience),
        draft: crate::rules::is_blocked(filled, crate::rules::Day::Any),
        recipients: recipients(filled, document),
        gathered,
        document: found.id.clone(),
        audience: found.audience.clone(),
        sheet,
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

pub(super) struct Builder<'a> {
    pub(super) filled: &'a Filled<'a>,
    pub(super) document: &'a Document,
    /// What the user wants in it.
    pub(super) contents: &'a Contents,
    blocks: Vec<Block>,
    /// Items whose entries are printed.
    pub(super) printed: BTreeSet<String>,
    /// Entries printed beside the judgement they are about.
    beside: BTreeSet<EntryId>,
    /// Whether what is being printed needs a wide page.
    wide: bool,
    /// What other sessions give to the document.
    gathered: Vec<Gathered>,
    /// All of it as one table, where that is another than those that are read.
    pub(super) sheet: Option<Sheet>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(filled: &'a Filled<'a>, document: &'a Document, contents: &'a Contents) -> Self {
        let (blocks, gathered) = (Vec::new(), Vec::new());
        let (printed, beside) = (BTreeSet::new(), BTreeSet::new());
        Self { filled, document, contents, blocks, printed, beside, wide: false, gathered, sheet: None }
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
            Part::OtherEntries => self.other_entries(),
            Part::Whole => self.whole(),
            Part::Plan => self.plan(),
            Part::Invited => self.invited(),
            Part::Prompts(ids) => self.prompt_lists(ids),
            Part::Decisions => self.decisions(),
            Part::ActionsByOwner => self.actions_by_owner(),
            Part::Entries => self.log(),
            Part::Concerns => self.concerns(),
            Part::Judgements => self.judgements(),
            Part::Dates => self.dates(),
            Part::Letter(paragraphs) => self.letter(paragraphs),
            Part::Findings => self.findings(),
            Part::Figures(shown) => self.figures(shown),
            Part::Headlines => self.headlines(),
            Part::LastTime => self.gathered.push(Gathered::LastTime),
            Part::Year => self.gathered.push(Gathered::Year),
        }
    }

    fn section(&mut self, section: &'a Section) {
        if !self.shows_section(section) {
            return;
        }
        self.wide = section.fields.iter().any(values::is_wide);
        if !section.title.is_empty() {
            self.heading(1, "", &section.title, Source::Section(section.id.clone()));
        }
        if !section.note.is_empty() {
            self.push(Source::Section(section.id.clone()), Content::Paragraph(vec![run(&section.note, Style::Faint)]));
        }
        for field in &section.fields {
            self.field(field);
        }
        self.figures(&section.figures);
        // The entries of an item stand below the last of the sections it shows.
        let last_here = |item: &&AgendaItem| item.sections.last() == Some(&section.id);
        for item in self.filled.form.agenda.iter().filter(last_here) {
            if !self.printed.contains(&item.id) {
                self.entries(&item.id);
            }
        }
        self.wide = false;
    }

    fn stop(&mut self, stop: &'a Stop) {
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
        self.entries(&stop.id);
        if self.blocks.len() == before && said.is_empty() && self.contents.hold(Piece::Entries) {
            self.push(
                Source::Item(stop.id.clone()),
                Content::Paragraph(vec![run("Nothing was noted under this item.", Style::Faint)]),
            );
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
        if !self.shows_field(field) {
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
                if matches!(&field.from, Some(FieldSource::People(who)) if who == "present") {
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
            | Kind::Due
            | Kind::Dates
            | Kind::Choice(_)
            | Kind::Choices(_)
            | Kind::Grade { .. }
            | Kind::Role => {
                let value = values::value(self.filled, field);
                self.push(source, Content::Field { label: field.label.clone(), value });
            }
        }
    }

    /// Below who was there: who came late, left early or declared an interest.
    fn attendance(&mut self, source: &Source) {
        let people = self.filled.session.people().iter();
        let remarks = people.map(|p| (p.name(), p.remarks())).filter(|(_, remarks)| !remarks.is_empty());
        let sentences: Vec<String> = remarks.map(|(name, remarks)| format!("{name} {}.", remarks.join(", "))).collect();
        if !sentences.is_empty() {
            self.push(source.clone(), Content::Paragraph(vec![run(&sentences.join(" "), Style::Plain)]));
        }
    }

    /// A text that is what was noted under its item: the entries follow its label, and belong into its box. Where paragraphs
    /// are numbered they stand below, as any other.
    fn noted(&mut self, field: &'a Field) {
        let source = Source::Field(field.id.clone());
        let typed = self.filled.session.field(&field.id).trim();
        let item = self.filled.form.item_of(&field.id).map_or("", |item| item.id.as_str());
        let entries = if self.printed.contains(item) { Vec::new() } else { self.entries_of(item) };
        self.printed.insert(item.to_owned());
        let value = match (typed.is_empty(), entries.is_empty()) {
            (false, _) => values::cell(typed),
            (true, false) => Value::Text(Vec::new()),
            (true, true) => values::value(self.filled, field),
        };
        self.push(source.clone(), Content::Field { label: field.label.clone(), value });
        if self.document.numbering == Numbering::Plain && !entries.is_empty() {
            let own = typed.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()).map(|_| source.clone());
            self.made_of(own.chain(entries.iter().map(|(source, _)| source.clone())).collect());
        }
        for (source, content) in entries {
            self.push(source, content);
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

    fn entries(&mut self, item: &str) {
        self.printed.insert(item.to_owned());
        for (source, content) in self.entries_of(item) {
            self.push(source, content);
        }
    }

    /// What was noted under an item, and what is being typed there.
    fn entries_of(&self, item: &str) -> Vec<(Source, Content)> {
        if !self.shows_item(item) || !self.contents.hold(Piece::Entries) {
            return Vec::new();
        }
        let session = self.filled.session;
        let shared = session.standing(item).filter(|e| e.kind != EntryKind::Private);
        let shared = shared.filter(|entry| !self.beside.contains(&entry.id));
        let said = |entry: &Entry| (Source::Entry(entry.id), minute::content(entry, self.filled, self.contents));
        let mut entries: Vec<(Source, Content)> = shared.map(said).collect();
        let draft = session.draft();
        let read = || crate::grammar::parse(&draft.text, &self.filled.reading(), &Recognition::default());
        if draft.item == item && !draft.text.trim().is_empty() && !draft.taken_back && read().kind != EntryKind::Private
        {
            let content = Content::Entry {
                time: String::new(),
                kind: "unfinished".to_owned(),
                who: String::new(),
                runs: vec![run(draft.text.trim(), Style::Plain)],
                unfinished: true,
            };
            entries.push((Source::Item(item.to_owned()), content));
        }
        entries
    }

    /// Entries of items that no part of the document printed.
    fn other_entries(&mut self) {
        if !self.contents.hold(Piece::Entries) {
            return;
        }
        let session = self.filled.session;
        let mut items: Vec<String> = Vec::new();
        for (item, entry) in session.all_entries() {
            let shown = !entry.removed && entry.kind != EntryKind::Private && self.shows_item(item);
            if shown && !self.printed.contains(item) && !items.iter().any(|i| i == item) {
                items.push(item.to_owned());
            }
        }
        for item in items {
            let title = session.stop(&item).map_or("Other notes", |(_, stop)| stop.title.as_str());
            let title = if title.is_empty() { "Other notes" } else { title };
            self.heading(2, "", title, Source::Item(item.clone()));
            self.entries(&item);
        }
    }

    pub(super) fn heading(&mut self, level: u8, number: &str, text: &str, source: Source) {
        self.push(source, Content::Heading { level, number: number.to_owned(), text: text.to_owned() });
        if let Some(heading) = self.blocks.last_mut() {
            heading.keep_with_next = true;
        }
    }

    pub(super) fn push_block(&mut self, block: Block) {
        self.blocks.push(block);
    }

    pub(super) fn push(&mut self, source: Source, content: Content) {
        self.blocks.push(Block { source, landscape: self.wide, ..Block::new(content) });
    }
}

/// Numbers every paragraph, field, table and minute through the document.
fn number(blocks: &mut [Block]) {
    let numbered = blocks.iter_mut().filter_map(|block| match &mut block.content {
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

pub(super) fn run(text: &str, style: Style) -> Run {
    Run { text: text.to_owned(), style }
}
