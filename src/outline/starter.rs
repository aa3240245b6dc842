//! A starting template: the main document of a form with a named place where each value goes, to be dressed in the
//! authority's own style. What nov's own layout leaves out where nothing stands, it leaves out too: `{{if name}}`.

use std::collections::BTreeSet;

use super::attendance::tells_who_was_there;
use super::model::{Block, Column, Content, Outline, Run, Value};
use super::places::{ADDED, ATTENDANCE, FIGURES, NUMBER, STOP, TABLES};
use super::records::{MANY, record};
use super::values::{is_wide, titled};
use crate::forms::{AgendaItem, Condition, Document, Field, Form, Kind, Origin, Part, Place, Section, Source};

/// The outline of a form's main document, whose values are their names in double braces.
pub fn starter(form: &Form) -> Outline {
    let main = form.documents.first();
    let audience = main.map_or("", |document| document.audience.as_str());
    let mut starter = Starter { form, audience, blocks: Vec::new(), printed: BTreeSet::new(), wide: false };
    let all = [Part::Sections(Vec::new()), Part::OtherEntries];
    for part in main.map_or(&all[..], |document| document.contents.as_slice()) {
        starter.part(part);
    }
    starter.line("key");
    Outline {
        title: mark("title"),
        subtitle: "{{school}} · {{date}}".to_owned(),
        language: "en-GB".to_owned(),
        running_head: "{{school}} · {{form}}".to_owned(),
        confidentiality: mark("confidentiality"),
        reference: mark("reference"),
        form: format!("{}@{}", form.id, form.version),
        document: main.map(|document: &Document| document.id.clone()).unwrap_or_default(),
        blocks: starter.blocks,
        ..Outline::default()
    }
}

struct Starter<'a> {
    form: &'a Form,
    audience: &'a str,
    blocks: Vec<Block>,
    /// Items whose entries have their place.
    printed: BTreeSet<String>,
    /// Whether what is being put down needs a wide page.
    wide: bool,
}

impl<'a> Starter<'a> {
    fn part(&mut self, part: &Part) {
        let form = self.form;
        match part {
            Part::Sections(ids) => {
                let wanted = |section: &&Section| ids.is_empty() || ids.contains(&section.id);
                form.sections.iter().filter(wanted).for_each(|section| self.section(section));
            }
            Part::Agenda => {
                form.agenda.iter().filter(|item| item.place == Place::Numbered).for_each(|item| self.item(item));
                self.added();
            }
            Part::Actions => self.actions(),
            Part::OtherEntries => {
                let for_us = |item: &&AgendaItem| self.may_show(item);
                let items: Vec<&AgendaItem> = form.agenda.iter().filter(for_us).collect();
                let level = self.level();
                for item in items {
                    let place = entries_of(item);
                    if self.printed.insert(item.id.clone()) {
                        self.push(Block::paragraph(only(&place)));
                        self.push(Block::heading(level, &item.title));
                        self.entries(&place);
                        self.push(Block::paragraph(END));
                    }
                }
                self.added();
            }
            Part::OpenActions
            | Part::SupportNeeded
            | Part::Whole
            | Part::Plan
            | Part::Invited
            | Part::Prompts(_)
            | Part::Decisions
            | Part::ActionsByOwner
            | Part::Entries
            | Part::Notice
            | Part::Concerns
            | Part::ConcernsAgreed
            | Part::Judgements
            | Part::Grades(_)
            | Part::Dates
            | Part::Letter(_)
            | Part::Signed(_)
            | Part::When
            | Part::Findings
            | Part::Figures(_)
            | Part::Headlines
            | Part::LastTime
            | Part::Year => {}
        }
    }

    /// Whether the readers may see what is noted under an item: not where all its fields are for others.
    fn may_show(&self, item: &AgendaItem) -> bool {
        let fields = self.form.fields_of(item);
        let section = |field: &Field| self.form.section_of(&field.id);
        let for_us = |field: &&Field| {
            is_for(self.audience, &field.audience) && section(field).is_none_or(|s| is_for(self.audience, &s.audience))
        };
        is_for(self.audience, &item.audience) && (fields.is_empty() || fields.iter().any(for_us))
    }

    /// The level of what stands beside the sections: that of items, where any has a heading of its own.
    fn level(&self) -> u8 {
        let is_second = |block: &Block| matches!(block.content, Content::Heading { level: 2, .. });
        if self.blocks.iter().any(is_second) { 2 } else { 1 }
    }

    fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// A line for each entry, and none where there is none.
    fn entries(&mut self, place: &str) {
        let line = Run::plain(format!("{}{}", only(place), mark(place)));
        self.push(Block::new(Content::List { items: vec![vec![line]] }));
    }

    /// What was noted under items that a meeting adds, once.
    fn added(&mut self) {
        if self.printed.insert(ADDED.to_owned()) {
            self.push(Block::paragraph(only(ADDED)));
            self.push(Block::heading(self.level(), "Added to the agenda"));
            self.entries(ADDED);
            self.push(Block::paragraph(END));
        }
    }

    fn section(&mut self, section: &'a Section) {
        let fields: Vec<&Field> =
            section.fields.iter().filter(|field| is_for(self.audience, &field.audience)).collect();
        if !is_for(self.audience, &section.audience) {
            return;
        }
        let begun = self.blocks.len();
        self.wide = section.fields.iter().any(is_wide);
        // What is noted under an item stands below the last of the sections it shows.
        let items: Vec<&AgendaItem> =
            self.form.agenda.iter().filter(|item| item.sections.last() == Some(&section.id)).collect();
        let items: Vec<&AgendaItem> = items
            .into_iter()
            .filter(|item| !self.printed.contains(&item.id) && is_for(self.audience, &item.audience))
            .collect();
        let may_be_empty = section.applies_if.is_some() || fields.iter().all(|field| self.may_be_unused(field));
        let is_left_out = may_be_empty && self.form.origin != Origin::Printed && !fields.is_empty();
        if is_left_out || section.applies_if.is_some() {
            let entries = items.iter().map(|item| entries_of(item));
            let names: Vec<String> = fields.iter().map(|field| field.id.clone()).chain(entries).collect();
            self.push(Block::paragraph(only(&names.join(" "))));
        }
        if !section.title.is_empty() {
            self.push(Block::heading(1, &section.title));
        }
        if !section.note.is_empty() {
            self.push(Block::new(Content::Paragraph(vec![Run::faint(&section.note)])).kept_with_next());
        }
        for field in fields {
            self.field(field, &section.title);
        }
        if !section.figures.is_empty() {
            self.line(&format!("{FIGURES}{}", section.id));
        }
        for item in items {
            if self.printed.insert(item.id.clone()) {
                self.entries(&entries_of(item));
            }
        }
        if is_left_out || section.applies_if.is_some() {
            self.push(Block::paragraph(END));
        }
        for block in &mut self.blocks[begun..] {
            block.landscape = self.wide;
        }
        self.wide = false;
    }

    fn item(&mut self, item: &'a AgendaItem) {
        if !is_for(self.audience, &item.audience) || !self.printed.insert(item.id.clone()) {
            return;
        }
        let numbered = self.form.agenda.iter().filter(|other| other.place == Place::Numbered);
        let number = numbered.take_while(|other| other.id != item.id).count() + 1;
        self.push(Block::numbered(2, number.to_string(), &item.title));
        self.line(&format!("{STOP}{}", item.id));
        let fields = self.form.fields_of(item).into_iter();
        for field in fields.filter(|field| is_for(self.audience, &field.audience)).collect::<Vec<_>>() {
            // Below its own title, a text needs no label.
            if matches!(field.kind, Kind::LongText) && field.label == item.title {
                self.line(&field.id);
            } else {
                self.field(field, "");
            }
        }
        self.entries(&entries_of(item));
    }

    /// Whether nov's own layout may leave a field out.
    fn may_be_unused(&self, field: &Field) -> bool {
        let is_asked = self.form.keeps_labels || matches!(field.required_when, Some(Condition::Always));
        field.applies_if.is_some() || (self.form.origin != Origin::Printed && !is_asked)
    }

    fn field(&mut self, field: &'a Field, above: &str) {
        // What was noted under the item belongs into its box.
        if field.from == Some(Source::Entries)
            && let Some(item) = self.form.item_of(&field.id)
        {
            self.printed.insert(item.id.clone());
        }
        let may_be_unused = self.may_be_unused(field);
        let mut block = place(field, if may_be_unused { only(&field.id) } else { String::new() });
        let Content::Table { caption, columns, .. } = &mut block.content else {
            self.push(block);
            return;
        };
        if field.label == above || columns.first().is_some_and(|first| first.title == field.label) {
            caption.clear();
        }
        if may_be_unused {
            self.push(Block::paragraph(only(&field.id)));
        }
        match &field.kind {
            Kind::Table { columns } if columns.len() >= MANY && !self.wide => self.cards(&field.id, block),
            _ => self.push(block),
        }
        if may_be_unused {
            self.push(Block::paragraph(END));
        }
        if tells_who_was_there(field) {
            self.line(ATTENDANCE);
        }
    }

    /// A table of too many columns for the page: once for each of its rows, a table of label beside value.
    fn cards(&mut self, table: &str, block: Block) {
        let Content::Table { caption, columns, rows } = block.content else { return };
        if !caption.is_empty() {
            self.push(Block::table(caption, Vec::new(), Vec::new()).kept_with_next());
        }
        for row in rows {
            let whole: Vec<Value> = row.iter().map(|cell| Value::text(cell.plain())).collect();
            self.push(Block::paragraph(mark(&format!("each {table}"))));
            self.push(record(&columns, &whole, &mark(&format!("{table}.{NUMBER}"))));
            self.push(Block::paragraph(END));
        }
    }

    /// A line of its own for a place, and none where nothing stands there.
    fn line(&mut self, place: &str) {
        self.push(Block::paragraph(format!("{}{}", only(place), mark(place))));
    }

    fn actions(&mut self) {
        let (table, columns) = TABLES[1];
        self.push(Block::heading(1, capital(table)));
        self.push(row_of(table, columns.iter().map(|c| (*c, Column::new(capital(c), width_of(c)), PIECE))));
    }
}

/// Whether readers may see what is for these.
fn is_for(reader: &str, audience: &[String]) -> bool {
    audience.is_empty() || audience.iter().any(|one| one == reader)
}

/// Ends what `{{if name}}` on a line of its own begins.
const END: &str = "{{end}}";

/// What follows stands only where one of some places holds anything.
fn only(names: &str) -> String {
    format!("{{{{if {names}}}}}")
}

fn entries_of(item: &AgendaItem) -> String {
    format!("entries.{}", item.id)
}

fn mark(name: &str) -> String {
    format!("{{{{{name}}}}}")
}

/// Letters that a piece of a place has in a cell: as long as the words that will stand there may be.
const PIECE: usize = 8;

fn piece_of(column: &crate::forms::Column) -> usize {
    match column.kind {
        // “satisfactory)”
        Kind::Grade { .. } => 13,
        Kind::Choice(_) | Kind::Number { .. } | Kind::Date | Kind::Since | Kind::Due | Kind::Past => 4,
        Kind::Text
        | Kind::LongText
        | Kind::Dates
        | Kind::Choices(_)
        | Kind::Grades { .. }
        | Kind::Table { .. }
        | Kind::Checklist { .. }
        | Kind::Role
        | Kind::Sentence { .. } => PIECE,
    }
}

fn of_column(column: &crate::forms::Column) -> (&str, Column, usize) {
    (&column.id, titled(column), piece_of(column))
}

/// A place in a cell, in pieces: a column is as wide as what will stand in it asks for, not as the name of the place does.
fn narrow(name: &str, piece: usize) -> Value {
    let mark: Vec<char> = mark(name).chars().collect();
    Value::Text(mark.chunks(piece).map(|piece| Run::plain(piece.iter().collect::<String>())).collect())
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Width of a column that every session's tables have.
fn width_of(column: &str) -> u16 {
    match column {
        "action" => 30,
        "number" => 8,
        "progress" | "impact" => 14,
        _ => 12,
    }
}

/// A table of one row that is repeated for each row there is.
fn row_of<'a>(table: &str, columns: impl Iterator<Item = (&'a str, Column, usize)>) -> Block {
    let (mut titles, mut cells) = (Vec::new(), Vec::new());
    for (name, title, piece) in columns {
        titles.push(title);
        cells.push(narrow(&format!("{table}.{name}"), piece));
    }
    Block::table("", titles, vec![cells])
}

/// The place of a field; one value stands behind what says whether it is there at all.
fn place(field: &Field, only: String) -> Block {
    match &field.kind {
        Kind::Grades { heading, rows, columns, .. } => {
            // What is gathered in another field has its place there.
            let columns = || columns.iter().filter(|column| column.gathered_in.is_none());
            let titles = std::iter::once(Column::new(heading, 40)).chain(columns().map(titled));
            let cells = rows.iter().map(|row| {
                let places = columns().map(|c| narrow(&format!("{}.{}", row.id, c.id), piece_of(c)));
                std::iter::once(Value::text(&row.label)).chain(places).collect()
            });
            Block::table(&field.label, titles.collect(), cells.collect())
        }
        Kind::Table { columns } => {
            let mut block = row_of(&field.id, columns.iter().map(of_column));
            if let Content::Table { caption, .. } = &mut block.content {
                caption.clone_from(&field.label);
            }
            block
        }
        Kind::Checklist { columns, .. } => {
            let item = std::iter::once(("item", Column::new("Item", 40), PIECE));
            let mut block = row_of(&field.id, item.chain(columns.iter().map(of_column)));
            if let Content::Table { caption, .. } = &mut block.content {
                caption.clone_from(&field.label);
            }
            block
        }
        Kind::Sentence { .. } => Block::paragraph(only + &mark(&field.id)),
        Kind::Text
        | Kind::LongText
        | Kind::Number { .. }
        | Kind::Date
        | Kind::Since
        | Kind::Due
        | Kind::Past
        | Kind::Dates
        | Kind::Grade { .. }
        | Kind::Role => Block::field(&field.label, Value::text(only + &mark(&field.id))),
        Kind::Choice(options) | Kind::Choices(options) => {
            Block::field(&field.label, Value::text(only + &boxes(&field.id, options)))
        }
    }
}

/// Words to choose from, each behind its box as on the printed form: beside one another where a line holds them.
fn boxes(field: &str, options: &[String]) -> String {
    const LONGEST: usize = 26;
    const ALL: usize = 64;
    let lengths = || options.iter().map(|option| option.chars().count());
    let is_spread = lengths().sum::<usize>() > ALL || lengths().any(|length| length > LONGEST);
    let between = if is_spread { "\n" } else { "    " };
    let one = |option: &String| format!("{}\u{A0}{option}", mark(&format!("{field}.{option}")));
    options.iter().map(one).collect::<Vec<_>>().join(between)
}
