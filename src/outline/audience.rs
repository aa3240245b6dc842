//! What the audience of a document may see (DI-02): asked by every part, before anything gets into the outline.

use super::build::Builder;
use super::documents::for_audience;
use super::minute;
use super::model::{Column, Source, Value};
use super::values;
use crate::forms::{Field, Kind as FieldKind, Section};
use crate::grammar::Kind;
use crate::rules::Place;
use crate::session::{Action, Contents, Entry, EntryId, Filled, FilledRow, Person, Piece, RowOrigin, is_in_confidence};

/// Whether an entry may stand in a document for an audience.
pub fn may_show(filled: &Filled<'_>, audience: &str, entry: EntryId) -> bool {
    let (document, contents) = (for_audience(audience), Contents::default());
    let builder = Builder::new(filled, &document, &contents);
    filled.session.entry(entry).is_some_and(|(_, entry)| builder.shows_entry(entry))
}

/// Whether a field, by its id or a path into it, may stand in a document for an audience.
pub fn may_show_field(filled: &Filled<'_>, audience: &str, path: &str) -> bool {
    let (document, contents) = (for_audience(audience), Contents::default());
    Builder::new(filled, &document, &contents).shows_place(&Place::Field(path.to_owned()))
}

/// Whether nothing of a session is for readers of an audience. A report that was published is for everybody (OF-10).
pub fn is_closed_to(filled: &Filled<'_>, audience: &str) -> bool {
    !is_own(audience) && !filled.form.is_open_to(audience) && !filled.is_published()
}

/// Lines that the head of a column takes in which a finished note says nothing.
const LINES_OF_HEAD: usize = 4;
/// Audiences that are the user alone.
const OWN: [&str; 2] = ["sip", "me"];
/// Whom the audiences of the shipped documents mean.
const IN_WORDS: [(&str, &str); 12] = [
    ("cover", "for whoever covers"),
    ("school", "for the school"),
    ("invited", "for all invited"),
    ("la", "for the local authority"),
    ("governors", "for the governing body"),
    ("panel", "for the governors' panel"),
    ("reviewer", "for your reviewer"),
    ("head", "for the headteacher"),
    ("asker", "for whoever asked for it"),
    ("nca manager", "for the NCA manager"),
    ("sip", "for you alone"),
    ("me", "for you alone"),
];

/// Whether a document of this audience is for the user alone, and so is never sent.
pub fn is_own(audience: &str) -> bool {
    OWN.contains(&audience)
}

/// Whether findings that the user waived concern these readers: why they were is for the user and the authority, whatever a
/// document holds for others.
pub fn holds_waivers(audience: &str) -> bool {
    is_own(audience) || audience == "la"
}

/// Whether what is for these readers is for the user alone; what names none is for everybody.
pub fn is_for_you_alone(audience: &[String]) -> bool {
    !audience.is_empty() && audience.iter().all(|one| is_own(one))
}

/// An audience in words: `for all invited`.
pub fn audience_in_words(audience: &str) -> String {
    let known = IN_WORDS.iter().find(|(id, _)| *id == audience);
    known.map_or_else(|| format!("for {audience}"), |(_, words)| (*words).to_owned())
}

impl<'a> Builder<'a> {
    /// What everything is asked by: whether the readers may see what is for these, of a form that is for them at all.
    fn may_see(&self, audience: &[String]) -> bool {
        !self.closed && (audience.is_empty() || audience.contains(&self.document.audience))
    }

    /// Whether a section is part of the form as it stands, and for this audience.
    pub(super) fn shows_section(&self, section: &Section) -> bool {
        self.may_see(&section.audience) && self.filled.section_applies(section)
    }

    /// Whether a field is part of the form as it stands, and for this audience.
    pub(super) fn shows_field(&self, field: &Field) -> bool {
        let section = self.filled.form.section_of(&field.id);
        self.may_see(&field.audience)
            && section.is_none_or(|section| self.may_see(&section.audience))
            && self.filled.field_applies(field)
    }

    /// Whether an item is for this audience: one whose fields are all for others is for them too.
    pub(super) fn shows_item(&self, id: &str) -> bool {
        let form = self.filled.form;
        let Some(item) = form.item(id) else { return !self.closed };
        let fields = form.fields_of(item);
        let for_us = |field: &&Field| {
            let section = form.section_of(&field.id);
            self.may_see(&field.audience) && section.is_none_or(|section| self.may_see(&section.audience))
        };
        self.may_see(&item.audience) && (fields.is_empty() || fields.iter().any(for_us))
    }

    fn shows_entry(&self, entry: &Entry) -> bool {
        let item = self.filled.session.entry(entry.id).map(|(item, _)| item);
        entry.kind != Kind::Private
            && self.may_tell(entry.in_confidence)
            && item.is_none_or(|item| self.shows_item(item))
    }

    /// Whether what came from papers kept apart may stand here: among the user's own, and where this is kept apart as well.
    pub(super) fn may_tell(&self, in_confidence: bool) -> bool {
        !in_confidence || is_own(&self.document.audience) || self.filled.session.confidentiality().keeps_apart()
    }

    /// The same of the row that a path leads into.
    fn may_tell_row(&self, path: &str) -> bool {
        let mut parts = path.split('.');
        let (table, row) = (parts.next().unwrap_or_default(), parts.next().and_then(|n| n.parse::<usize>().ok()));
        let row = row.and_then(|n| self.filled.session.table(table).get(n.checked_sub(1)?));
        row.is_none_or(|row| self.may_tell(is_in_confidence(row)))
    }

    /// Whether a place that a rule names is for this audience.
    pub(super) fn shows_place(&self, place: &Place) -> bool {
        match place {
            Place::Session | Place::Person(_) => !self.closed,
            Place::Item(item) => self.shows_item(item),
            Place::Field(path) | Place::Target { table: path, .. } => {
                let field = self.filled.form.cell(path).map(|cell| cell.field);
                let field = field.ok().or_else(|| self.filled.form.field(path));
                field.is_some_and(|field| self.shows_field(field)) && self.may_tell_row(path)
            }
            Place::Entry(id) | Place::Detail { entry: id, .. } => {
                self.filled.session.entry(*id).is_some_and(|(_, entry)| self.shows_entry(entry))
            }
        }
    }

    /// Whether a row of a table is for this audience: an action is as its item is.
    fn shows_row(&self, row: &FilledRow) -> bool {
        match &row.origin {
            RowOrigin::Action(id) => self.filled.session.entry(*id).is_none_or(|(_, entry)| self.shows_entry(entry)),
            RowOrigin::Typed(_) => self.may_tell(is_in_confidence(&row.cells)),
            RowOrigin::Person(_) | RowOrigin::Recipient(_) | RowOrigin::Session | RowOrigin::Target { .. } => true,
        }
    }

    /// Columns and rows of a field that prints as a table, without what is for others, and where each row comes from.
    pub(super) fn table_of(&self, field: &Field) -> (Vec<Column>, Vec<Vec<Value>>, Vec<Source>) {
        let noted = |row: &str| {
            let entries = self.evidence_of(row);
            entries.map(|entry| minute::beside_its_judgement(entry, self.filled, self.contents)).collect()
        };
        let (mut columns, mut rows, sources) = values::table(self.filled, field, &|row| self.shows_row(row), &noted);
        if self.finished && sources.is_empty() {
            let blank = |_: &Column| Value::Blank(String::new());
            let rest = columns.iter().skip(1).map(blank);
            rows = vec![std::iter::once(values::nothing_noted()).chain(rest).collect()];
        }
        // The columns of a form stay; one that a finished note says nothing in needs no room to write.
        for (n, column) in columns.iter_mut().enumerate().filter(|_| self.finished) {
            if rows.iter().filter_map(|row| row.get(n)).all(|value| value.plain().trim().is_empty()) {
                let for_head = column.title.chars().count() / LINES_OF_HEAD + 2;
                column.width = column.width.min(u16::try_from(for_head).unwrap_or(column.width));
            }
        }
        (columns, rows, sources)
    }

    /// What was noted of a judgement and can stand beside it: not what was decided, asked or is to be done.
    pub(super) fn evidence_of(&self, row: &str) -> impl Iterator<Item = &'a Entry> {
        let told = self.contents.hold(Piece::Entries);
        let about = move |entry: &Entry| told && entry.row.as_deref() == Some(row);
        let is_evidence = |entry: &Entry| matches!(entry.kind, Kind::Note | Kind::Observed | Kind::Reported);
        let entries = self.filled.session.all_entries().filter(move |(item, entry)| {
            about(entry)
                && is_evidence(entry)
                && !entry.removed
                && self.shows_item(item)
                && !self.printed.contains(*item)
        });
        entries.map(|(_, entry)| entry)
    }

    /// The entries that stand beside the judgements of a field, where it has a column for them.
    pub(super) fn noted_beside(&self, field: &Field) -> Vec<EntryId> {
        let FieldKind::Grades { rows, columns, .. } = &field.kind else { return Vec::new() };
        if !columns.iter().any(|column| column.noted) {
            return Vec::new();
        }
        rows.iter().flat_map(|row| self.evidence_of(&row.id)).map(|entry| entry.id).collect()
    }

    /// Actions that this audience may see.
    pub(super) fn shown_actions(&self) -> impl Iterator<Item = (&'a Entry, &'a Action)> {
        self.filled.session.actions().filter(|(entry, _)| self.shows_entry(entry))
    }

    /// Entries that this audience may see, in the order of the agenda.
    pub(super) fn shown_entries(&self) -> impl Iterator<Item = (&'a str, &'a Entry)> {
        let session = self.filled.session;
        let items = session.agenda().iter().map(|stop| stop.id.as_str()).filter(|item| self.shows_item(item));
        let of = move |item: &'a str| session.standing(item).map(move |entry| (item, entry));
        items.flat_map(of).filter(|(_, entry)| entry.kind != Kind::Private && self.may_tell(entry.in_confidence))
    }

    /// Who is on the list of people, if this audience may know.
    pub(super) fn shown_people(&self) -> &'a [Person] {
        if self.closed { &[] } else { self.filled.session.people() }
    }
}
