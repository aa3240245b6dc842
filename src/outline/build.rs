//! A session and a document id become an outline. What a document's audience may not see never gets in.

use std::collections::BTreeSet;

use super::model::{Block, Column as TableColumn, Content, Outline, Run, Source, Style, Value};
use super::values;
use crate::forms::{AgendaItem, Confidentiality, Document, Field, Kind, Part, Place, Section, Source as FieldSource};
use crate::grammar::Kind as EntryKind;
use crate::session::{Action, Entry, Filled, Stop, StopState};

/// A document that the form does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the form “{form}” has no document \"{document}\"; it has {known}")]
pub struct NoSuchDocument {
    form: String,
    document: String,
    known: String,
}

/// Builds a document of a session.
///
/// # Errors
/// The form has no such document.
pub fn build(filled: &Filled<'_>, document: &str) -> Result<Outline, NoSuchDocument> {
    let form = filled.form;
    let known = || form.documents.iter().map(|d| d.id.as_str()).collect::<Vec<_>>().join(", ");
    let found = form.documents.iter().find(|d| d.id == document).ok_or_else(|| NoSuchDocument {
        form: form.title.clone(),
        document: document.to_owned(),
        known: known(),
    })?;
    let mut builder = Builder { filled, document: found, blocks: Vec::new(), printed: BTreeSet::new(), wide: false };
    for part in &found.contents {
        builder.part(part);
    }
    let title = if found.title.is_empty() { form.title.clone() } else { found.title.clone() };
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
        confidentiality: confidentiality(session.confidentiality()),
        draft: crate::rules::check(filled).iter().any(crate::rules::Finding::blocks),
        blocks: builder.blocks,
    })
}

/// As printed on every page; nothing for what anybody may read.
fn confidentiality(level: Confidentiality) -> String {
    if level == Confidentiality::Open { String::new() } else { level.label().to_owned() }
}

struct Builder<'a> {
    filled: &'a Filled<'a>,
    document: &'a Document,
    blocks: Vec<Block>,
    /// Items whose entries are printed.
    printed: BTreeSet<String>,
    /// Whether what is being printed needs a wide page.
    wide: bool,
}

impl<'a> Builder<'a> {
    fn part(&mut self, part: &Part) {
        match part {
            Part::Sections(ids) => {
                let sections = self.filled.form.sections.iter();
                for section in sections.filter(|s| ids.is_empty() || ids.contains(&s.id)) {
                    self.section(section);
                }
            }
            Part::Agenda => {
                for stop in self.filled.session.agenda() {
                    if stop.place == Place::Numbered {
                        self.stop(stop);
                    }
                }
            }
            Part::Actions => self.actions(),
            Part::OtherEntries => self.other_entries(),
        }
    }

    fn may_see(&self, audience: &[String]) -> bool {
        audience.is_empty() || audience.contains(&self.document.audience)
    }

    fn section(&mut self, section: &'a Section) {
        if !self.may_see(&section.audience) || !self.filled.section_applies(section) {
            return;
        }
        self.wide = section.fields.iter().any(is_wide);
        if !section.title.is_empty() {
            self.heading(1, "", &section.title, Source::Section(section.id.clone()));
        }
        if !section.note.is_empty() {
            self.push(Source::Section(section.id.clone()), Content::Paragraph(vec![run(&section.note, Style::Faint)]));
        }
        for field in &section.fields {
            self.field(field);
        }
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
        if item.is_some_and(|item| !self.may_see(&item.audience)) {
            self.printed.insert(stop.id.clone());
            return;
        }
        let number = self.filled.session.number_of(&stop.id).map(|n| n.to_string()).unwrap_or_default();
        self.heading(2, &number, &stop.title, Source::Item(stop.id.clone()));
        let said = match stop.state {
            StopState::Skipped => "Not taken at this meeting.",
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
        if self.blocks.len() == before && said.is_empty() {
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
        if self.may_see(&field.audience) && !text.trim().is_empty() {
            self.push(Source::Field(field.id.clone()), Content::Paragraph(vec![run(&text, Style::Plain)]));
        }
    }

    fn field(&mut self, field: &'a Field) {
        if !self.may_see(&field.audience) || !self.filled.field_applies(field) {
            return;
        }
        let source = Source::Field(field.id.clone());
        let above = self.filled.form.section_of(&field.id).map_or("", |section| section.title.as_str());
        match &field.kind {
            Kind::Grades { .. } | Kind::Table { .. } | Kind::Checklist { .. } => {
                let (columns, rows) = values::table(self.filled, field);
                // Words that stand in the heading or the first column already are not said again.
                let said = field.label == above || columns.first().is_some_and(|first| first.title == field.label);
                self.table(source, if said { "" } else { &field.label }, columns, rows);
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

    /// A text that is what was noted under its item: the entries stand below its label.
    fn noted(&mut self, field: &'a Field) {
        let typed = self.filled.session.field(&field.id);
        let item = self.filled.form.item_of(&field.id).map_or("", |item| item.id.as_str());
        let value = match (typed.is_empty(), self.filled.is_filled(field)) {
            (false, _) => values::cell(typed),
            (true, true) => Value::Text(Vec::new()),
            (true, false) => values::value(self.filled, field),
        };
        self.push(Source::Field(field.id.clone()), Content::Field { label: field.label.clone(), value });
        self.entries(item);
    }

    fn table(&mut self, source: Source, caption: &str, columns: Vec<TableColumn>, rows: Vec<Vec<Value>>) {
        self.blocks.push(Block {
            source,
            audience: Vec::new(),
            keep_with_next: false,
            landscape: self.wide,
            content: Content::Table { caption: caption.to_owned(), columns, rows },
        });
    }

    fn entries(&mut self, item: &str) {
        self.printed.insert(item.to_owned());
        let session = self.filled.session;
        let shared = session.standing(item).filter(|e| e.kind != EntryKind::Private);
        for entry in shared {
            self.entry(entry);
        }
        let draft = session.draft();
        if draft.item == item && !draft.text.trim().is_empty() && !draft.text.trim_start().starts_with('%') {
            let content = Content::Entry {
                time: String::new(),
                kind: "unfinished".to_owned(),
                who: String::new(),
                runs: vec![run(draft.text.trim(), Style::Plain)],
                unfinished: true,
            };
            self.push(Source::Item(item.to_owned()), content);
        }
    }

    fn entry(&mut self, entry: &Entry) {
        let kind = match (entry.kind, entry.as_action()) {
            (EntryKind::Action, Some(action)) => format!("action {}", action.number),
            (EntryKind::Note, _) => String::new(),
            (kind, _) => kind.label().to_owned(),
        };
        let who = entry.who.clone().unwrap_or_default();
        // Who said it stands before the words already.
        let named = entry.text.strip_prefix('@').and_then(|text| text.strip_prefix(&who)?.strip_prefix(' '));
        let text = named.filter(|_| !who.is_empty()).unwrap_or(&entry.text);
        let mut runs = vec![run(text, Style::Plain)];
        if let Some(action) = entry.as_action() {
            runs.extend(action_runs(action));
        }
        if let Some(view) = entry.view {
            runs.push(run(&format!(" ({})", view.label()), Style::Emphasis));
        }
        let content = Content::Entry { time: entry.at.format("%H:%M").to_string(), kind, who, runs, unfinished: false };
        self.push(Source::Entry(entry.id), content);
    }

    fn actions(&mut self) {
        self.heading(1, "", "Actions", Source::None);
        let columns = [
            ("No.", 6),
            ("Action", 40),
            ("Owner", 12),
            ("By when", 16),
            ("Evidence of pupil progress", 26),
            ("Status", 12),
        ];
        let columns = columns.map(|(title, width)| TableColumn { title: title.to_owned(), width }).to_vec();
        let row = |(entry, action): (&Entry, &Action)| {
            let due = action.due.map(values::day).unwrap_or_default();
            let texts = [
                action.number.to_string(),
                entry.text.clone(),
                action.owners.join(", "),
                due,
                action.measure.clone(),
                action.status.label().to_owned(),
            ];
            texts.iter().map(|text| values::cell(text)).collect()
        };
        let rows: Vec<Vec<Value>> = self.filled.session.actions().map(row).collect();
        if rows.is_empty() {
            self.push(Source::None, Content::Paragraph(vec![run("No actions were agreed.", Style::Faint)]));
        } else {
            self.table(Source::None, "", columns, rows);
        }
    }

    /// Entries of items that no part of the document printed.
    fn other_entries(&mut self) {
        let session = self.filled.session;
        let mut items: Vec<String> = Vec::new();
        for (item, entry) in session.all_entries() {
            let closed = self.filled.form.item(item).is_some_and(|i| !self.may_see(&i.audience));
            let shown = !entry.removed && entry.kind != EntryKind::Private && !closed;
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

    fn heading(&mut self, level: u8, number: &str, text: &str, source: Source) {
        self.blocks.push(Block {
            source,
            audience: Vec::new(),
            keep_with_next: true,
            landscape: self.wide,
            content: Content::Heading { level, number: number.to_owned(), text: text.to_owned() },
        });
    }

    fn push(&mut self, source: Source, content: Content) {
        self.blocks.push(Block { source, audience: Vec::new(), keep_with_next: false, landscape: self.wide, content });
    }
}

/// Whether a field has more columns than an upright page holds.
fn is_wide(field: &Field) -> bool {
    matches!(&field.kind, Kind::Table { columns } if columns.len() >= 7)
}

/// Owner, date, measure and where the action stands, after its words.
fn action_runs(action: &Action) -> Vec<Run> {
    let mut facts = Vec::new();
    if !action.owners.is_empty() {
        facts.push(action.owners.join(", "));
    }
    if let Some(due) = action.due {
        facts.push(format!("by {}", crate::calendar::long(due)));
    }
    if !action.measure.is_empty() {
        facts.push(format!("measure: {}", action.measure));
    }
    if let Some(origin) = &action.origin {
        facts.push(format!("first agreed {}", crate::calendar::long(origin.date)));
    }
    for told in &action.history {
        for words in [&told.progress, &told.impact].into_iter().filter(|w| !w.is_empty()) {
            facts.push(format!("{}: {words}", told.date.format("%-d %b %Y")));
        }
    }
    for words in [&action.progress, &action.impact].into_iter().filter(|w| !w.is_empty()) {
        facts.push(words.clone());
    }
    if action.status != crate::session::Status::Open {
        facts.push(action.status.label().to_owned());
    }
    if facts.is_empty() { Vec::new() } else { vec![run(&format!(" ({})", facts.join("; ")), Style::Emphasis)] }
}

pub(super) fn run(text: &str, style: Style) -> Run {
    Run { text: text.to_owned(), style }
}
