//! What was noted, under its item or in the box of a form that is filled by it.

use super::build::{Builder, run};
use super::minute;
use super::model::{Content, Run, Source, Style, Value};
use super::values;
use crate::calendar::{day_of, meets_of};
use crate::forms::{Field, Numbering, Source as From};
use crate::grammar::{Kind as EntryKind, Recognition};
use crate::session::{Entry, Person, Piece, Stop, StopState};

impl<'a> Builder<'a> {
    /// A text that is what was noted under its item: the entries follow its label, and belong into its box. Where paragraphs
    /// are numbered they stand below, as any other.
    pub(super) fn noted(&mut self, field: &'a Field) {
        let source = Source::Field(field.id.clone());
        let typed = self.filled.session.field(&field.id).trim();
        let item = self.filled.form.item_of(&field.id).map_or("", |item| item.id.as_str());
        let entries = if self.printed.contains(item) { Vec::new() } else { self.entries_of(item) };
        self.printed.insert(item.to_owned());
        let value = match (typed.is_empty(), entries.is_empty()) {
            (false, _) => values::cell(typed),
            (true, false) => Value::Text(Vec::new()),
            (true, true) if self.finished => values::nothing_noted(),
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

    /// What stands in the box of a finished note that nobody filled in: that nothing was noted, or, in the box of an item
    /// by whose notes that would not be so, where they stand.
    pub(super) fn unfilled(&self, field: &Field) -> Value {
        let item = self.filled.form.item_of(&field.id).filter(|item| item.title == field.label);
        match item.filter(|item| !self.entries_of(&item.id).is_empty()) {
            Some(item) if self.printed.contains(&item.id) => values::cell("See above"),
            Some(_) => values::cell("See below"),
            None => values::nothing_noted(),
        }
    }

    /// The lines that answer the prompt of a field. One that stands under the field's own item stands at its label alone.
    pub(super) fn answers(&mut self, field: &'a Field) -> Vec<String> {
        let own = self.filled.form.item_of(&field.id).map_or("", |item| item.id.as_str());
        let mut said = Vec::new();
        for (item, entry) in self.answering(field) {
            if item == own && entry.action.is_none() {
                self.beside.insert(entry.id);
            }
            said.push(minute::beside_its_judgement(entry, self.filled, self.contents));
        }
        said
    }

    /// The lines that answer the prompt of a field and are for these readers.
    pub(super) fn answering(&self, field: &'a Field) -> Vec<(&'a str, &'a Entry)> {
        let answers = self.filled.answers_to(field).filter(|(item, _)| self.shows_item(item));
        answers.filter(|_| self.contents.hold(Piece::Entries)).collect()
    }

    /// Under an item with nothing noted: room to write by hand before the meeting; once the item was reached, or the minutes
    /// have gone out, that nothing was noted; nothing under one that is still to come.
    pub(super) fn nothing_under(&mut self, stop: &Stop) {
        let session = self.filled.session;
        let was_reached =
            stop.state == StopState::Done || session.clock().iter().any(|tick| tick.item.as_ref() == Some(&stop.id));
        let content = if !session.has_begun() && session.entry_count() == 0 && !self.filled.is_beyond_drafting() {
            Content::Field { label: "Notes".to_owned(), value: Value::Blank(values::ROOM.to_owned()) }
        } else if was_reached || self.filled.is_beyond_drafting() {
            Content::Paragraph(vec![run("Nothing was noted under this item.", Style::Faint)])
        } else {
            return;
        };
        self.push(Source::Item(stop.id.clone()), content);
    }

    pub(super) fn entries(&mut self, item: &str) {
        self.printed.insert(item.to_owned());
        for (source, content) in self.entries_of(item) {
            self.push(source, content);
        }
    }

    /// What those who were not there sent in writing on an item of the agenda.
    pub(super) fn reports_of(&self, item: &str) -> Vec<(Source, Vec<Run>)> {
        let of = |(at, person): (usize, &Person)| {
            let lead = run(&format!("{}, written report: ", person.name()), Style::Strong);
            (Source::Person(at), vec![lead, run(person.report.trim(), Style::Plain)])
        };
        if self.shows_item(item) { self.filled.reports_under(item).map(of).collect() } else { Vec::new() }
    }

    /// What was noted under an item, and what is being typed there.
    pub(super) fn entries_of(&self, item: &str) -> Vec<(Source, Content)> {
        if !self.shows_item(item) || !self.contents.hold(Piece::Entries) {
            return Vec::new();
        }
        let session = self.filled.session;
        let shared = session.standing(item).filter(|e| e.kind != EntryKind::Private && self.may_tell(e.in_confidence));
        let shared = shared.filter(|entry| !self.beside.contains(&entry.id));
        let shared = shared.filter(|entry| !self.says_the_day_above(item, entry));
        let title = session.stop(item).map_or("", |(_, stop)| stop.title.as_str());
        let speaker = session.stop(item).and_then(|(_, stop)| stop.speaker.as_deref());
        let said = |entry: &Entry| {
            let mut content = match under_its_title(entry, title) {
                Some(entry) => minute::content(&entry, self.filled, self.contents),
                None => minute::content(entry, self.filled, self.contents),
            };
            // Who speaks under the whole item is not named before every line of it.
            if let Content::Entry { who, .. } = &mut content
                && speaker == Some(who.as_str())
            {
                who.clear();
            }
            (Source::Entry(entry.id), content)
        };
        let mut entries: Vec<(Source, Content)> = shared.map(said).collect();
        let draft = session.draft();
        // What has gone out holds no line half typed; one that may have been meant as a private one is nobody's to read.
        let is_open = !self.filled.is_beyond_drafting();
        let is_shared = || {
            let read = crate::grammar::parse(&draft.text, &self.filled.reading(), &Recognition::default());
            read.kind != EntryKind::Private && !read.private_within
        };
        if is_open && draft.item == item && !draft.text.trim().is_empty() && !draft.taken_back && is_shared() {
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

    /// Whether a line says no more than the field for the day of the next meeting that stands above it.
    fn says_the_day_above(&self, item: &str, entry: &Entry) -> bool {
        let is_plain = matches!(entry.kind, EntryKind::Note | EntryKind::Decision);
        let form = self.filled.form;
        let fields = form.item(item).filter(|_| is_plain).map(|item| form.fields_of(item)).unwrap_or_default();
        let is_above = |field: &&&Field| {
            let source = Source::Field(field.id.clone());
            field.from == Some(From::NextDate) && self.blocks.iter().any(|block| block.source == source)
        };
        let Some(field) = fields.iter().find(is_above) else { return false };
        let kept = self.filled.session.field(&field.id);
        let said = self.filled.calendar.meeting_said(&entry.text, self.filled.session.date());
        said.is_some_and(|said| {
            let known = meets_of(kept);
            said.is_all && day_of(kept) == Some(said.day) && said.meets.or(&known) == known
        })
    }

    /// Entries of items that no part of the document printed.
    pub(super) fn other_entries(&mut self) {
        if !self.contents.hold(Piece::Entries) {
            return;
        }
        let session = self.filled.session;
        let mut items: Vec<String> = Vec::new();
        for (item, entry) in session.all_entries() {
            let is_told = !entry.removed && entry.kind != EntryKind::Private && self.may_tell(entry.in_confidence);
            let shown = is_told && self.shows_item(item);
            if shown && !self.printed.contains(item) && !items.iter().any(|i| i == item) {
                items.push(item.to_owned());
            }
        }
        // Where nothing stands below a heading of the first level, theirs are of that level too.
        let level = if self.has_subheadings() { 2 } else { 1 };
        for item in items {
            let title = session.stop(&item).map_or("Other notes", |(_, stop)| stop.title.as_str());
            let title = if title.is_empty() { "Other notes" } else { title };
            self.heading(level, "", title, Source::Item(item.clone()));
            self.entries(&item);
        }
    }
}

/// A line of something put off, where it stands below a heading of the same words: without them.
fn under_its_title(entry: &Entry, title: &str) -> Option<Entry> {
    let put_off = entry.put_off.as_deref().filter(|put_off| *put_off == title)?;
    let text = entry.text.replacen(&format!(": {put_off}"), "", 1);
    Some(Entry { text, ..entry.clone() })
}
