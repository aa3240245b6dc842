//! What an authority's own template may ask for by name: fields, cells, tables, entries, actions (FM: own Word forms).

use std::collections::{BTreeMap, BTreeSet};

use super::attendance::tells_who_was_there;
use super::build::Builder;
use super::documents::documents;
use super::front::{confidentiality, is_draft, is_finished};
use super::minute::{self, Lead};
use super::model::{Block, Content, Run, Source as From, Style, Value, plain};
use super::values;
use crate::calendar::SchoolYear;
use crate::forms::{Document, Field, Kind, Source, year_places};
use crate::session::{Contents, Filled, Piece, Stop, whose};

/// Between two entries of one place: each is a paragraph of its own where the place has one to itself.
pub const ENTRY_END: char = '\u{2029}';

/// Before and behind the strong words of a text, such as who said it.
pub const STRONG: char = '\u{FDD0}';

/// A box that is ticked, and one that is not.
pub const TICKED: char = '\u{2612}';
/// One that is not.
pub const UNTICKED: char = '\u{2610}';

/// The cell with the name of a row that has one of its own.
pub const ROW: &str = "#row";

/// The column of any table that counts its rows: `{{recommendations.row}}`.
pub const NUMBER: &str = "row";

/// A row of a table: column to text.
pub type Cells = BTreeMap<String, String>;

/// Names and what stands there, for one document's audience.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    /// Single texts.
    pub texts: BTreeMap<String, String>,
    /// Tables by name, row by row.
    pub tables: BTreeMap<String, Vec<Cells>>,
    /// What is drawn, by name: tables and pictures of figures.
    pub blocks: BTreeMap<String, Vec<Block>>,
    /// Fields somebody filled in: a template without them would lose what was written.
    pub filled: Vec<String>,
    /// Columns whose words stand in another field, which has a place for them.
    pub elsewhere: BTreeSet<String>,
    /// Names of which something stands in nov's own layout: `{{if name}}` asks for them.
    pub shown: BTreeSet<String>,
}

/// Tables every session has, with their columns.
pub(super) const TABLES: [(&str, &[&str]); 3] = [
    ("entries", &["time", "item", "kind", "who", "words"]),
    ("actions", &["number", "action", "owner", "when", "measure", "status", "progress", "impact"]),
    ("people", &["role", "initials"]),
];

/// What was noted under items that were added to the agenda: each item's title, then its entries.
pub(super) const ADDED: &str = "added-items";

/// Before the id of an item: what became of it, `stop.aob`; before that of a section: its figures, `figures.targets`.
pub(super) const STOP: &str = "stop.";
pub(super) const FIGURES: &str = "figures.";
/// Who came late, left early or declared an interest.
pub(super) const ATTENDANCE: &str = "attendance";

/// Everything a document of a session may show, by name. None if the form has no such document.
pub fn places(filled: &Filled<'_>, document: &str, contents: &Contents) -> Option<Places> {
    let session = &filled.session.as_printed();
    let filled = &Filled { session, ..*filled };
    let documents = documents(filled.form);
    let found = documents.iter().find(|d| d.id == document)?;
    let mut places = Places::default();
    places.general(filled, found);
    let mut builder = Builder::new(filled, found, contents);
    builder.finished = is_finished(filled, is_draft(filled));
    for field in filled.form.all_fields() {
        if builder.shows_field(field) {
            places.field(filled, field, &builder);
            let noted = builder.noted_beside(field);
            builder.beside.extend(noted);
            let is_left_out = builder.finished && builder.is_unused(field);
            if !is_left_out && !places.is_without_label(filled, field) {
                places.shown.insert(field.id.clone());
            }
        } else {
            places.nothing(field);
        }
    }
    places.gathered(filled, &builder);
    places.figures(filled, found, contents);
    for stop in filled.session.agenda() {
        places.text(format!("{STOP}{}", stop.id), said_of(stop, Builder::new(filled, found, contents)));
    }
    let blocks = super::build::build_with(filled, document, contents).map(|outline| outline.blocks).unwrap_or_default();
    places.text("key", super::key::of(filled, &blocks).unwrap_or_default());
    // What this document would not say in nov's own layout is not missed in another.
    let is_of = |block: &Block, item: &str| match &block.source {
        From::Entry(id) => session.entry(*id).is_some_and(|(within, _)| within == item),
        From::Person(at) => filled.reports_under(item).any(|(known, _)| known == *at),
        _ => false,
    };
    let is_told = |id: &String| match id.strip_prefix("entries.") {
        Some(item) => blocks.iter().any(|block| is_of(block, item)),
        None => id == ADDED || blocks.iter().any(|block| block.source == From::Field(id.clone())),
    };
    places.filled.retain(is_told);
    let is_shown = |text: &str| !text.is_empty() && text != UNTICKED.to_string();
    let told = places.texts.iter().filter(|(name, text)| is_shown(text) && filled.form.field(name).is_none());
    places.shown.extend(told.map(|(name, _)| name.clone()).collect::<Vec<_>>());
    let tables = places.tables.iter().filter(|(name, rows)| !rows.is_empty() && filled.form.field(name).is_none());
    places.shown.extend(tables.map(|(name, _)| name.clone()).collect::<Vec<_>>());
    places.shown.extend(places.blocks.iter().filter(|(_, blocks)| !blocks.is_empty()).map(|(name, _)| name.clone()));
    Some(places)
}

impl Places {
    fn text(&mut self, name: impl Into<String>, text: impl Into<String>) {
        self.texts.insert(name.into(), text.into());
    }

    fn general(&mut self, filled: &Filled<'_>, document: &Document) {
        let session = filled.session;
        let title = if document.title.is_empty() { &filled.form.title } else { &document.title };
        self.text("title", title);
        self.text("school", session.school());
        self.text("date", crate::calendar::days_in_words(&filled.session_days()));
        for (name, said) in year_places(SchoolYear::of(session.date())) {
            self.text(name, said);
        }
        self.text("season", filled.calendar.season_of(session.date()).to_string());
        self.text("form", &filled.form.title);
        self.text("me", filled.author());
        self.text("role", filled.me.fact("role"));
        self.text("reference", session.id());
        self.text("confidentiality", confidentiality(filled, &document.audience));
        self.text(ATTENDANCE, "");
        for item in &filled.form.agenda {
            self.text(format!("{STOP}{}", item.id), "");
        }
    }

    /// The tables and pictures of figures that stand in the sections this document's readers may see.
    fn figures(&mut self, filled: &Filled<'_>, document: &Document, contents: &Contents) {
        for section in &filled.form.sections {
            let mut builder = Builder::new(filled, document, contents);
            let mut above = 0;
            if builder.shows_section(section) {
                // A target that a table of the section tells is not told again.
                section.fields.iter().for_each(|field| builder.field(field));
                above = builder.blocks_so_far();
                builder.figures(&section.figures);
            }
            self.blocks.insert(format!("{FIGURES}{}", section.id), builder.into_blocks().split_off(above));
        }
    }

    /// Whether a field is a text below its own title, which needs no line while it is empty.
    fn is_without_label(&self, filled: &Filled<'_>, field: &Field) -> bool {
        let titled = filled.form.item_of(&field.id).is_some_and(|item| item.title == field.label);
        titled && field.kind == Kind::LongText && self.texts.get(&field.id).is_some_and(String::is_empty)
    }

    fn field(&mut self, filled: &Filled<'_>, field: &Field, builder: &Builder<'_>) {
        if filled.is_filled(field) {
            self.filled.push(field.id.clone());
        }
        self.boxes(field, &values::value(filled, field).plain());
        match &field.kind {
            Kind::Grades { rows, columns, .. } => {
                let mut all = Vec::new();
                let gathered = columns.iter().filter(|column| column.gathered_in.is_some());
                self.elsewhere.extend(gathered.map(|column| format!("{}.{}", field.id, column.id)));
                for row in rows {
                    let named = [("label".to_owned(), row.label.clone()), (ROW.to_owned(), row.id.clone())];
                    let mut said = Cells::from(named);
                    for column in columns {
                        let path = format!("{}.{}", row.id, column.id);
                        let kept = filled.session.field(&path);
                        let mut text = values::printed(filled, column, row.scale.as_deref(), kept).plain();
                        for entry in builder.evidence_of(&row.id).filter(|_| column.noted) {
                            let gap = if text.is_empty() { "" } else { "\n" };
                            text.push_str(gap);
                            text.push_str(&minute::beside_its_judgement(entry, filled, builder.contents));
                        }
                        said.insert(column.id.clone(), text.clone());
                        self.text(path, text);
                    }
                    all.push(said);
                }
                self.tables.insert(field.id.clone(), all);
            }
            Kind::Table { columns } => {
                let (_, printed, _) = builder.table_of(field);
                let names: Vec<&str> = columns.iter().map(|c| c.id.as_str()).collect();
                self.table(&field.id, &names, &printed);
                if tells_who_was_there(field) {
                    self.text(ATTENDANCE, builder.attendance_in_words());
                }
            }
            Kind::Checklist { columns, .. } => {
                let (_, printed, _) = builder.table_of(field);
                let names: Vec<&str> = std::iter::once("item").chain(columns.iter().map(|c| c.id.as_str())).collect();
                self.table(&field.id, &names, &printed);
            }
            Kind::Sentence { blanks, .. } => {
                let sentence = marked(&values::sentence(filled, field));
                self.text(&field.id, sentence);
                for blank in blanks {
                    let path = format!("{}.{}", field.id, blank.id);
                    let kept = filled.session.field(&path);
                    let kept = if values::answers(filled, &blank.kind, None, kept) { kept } else { "" };
                    self.text(path, kept);
                }
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
                let mut value = in_text(&values::value(filled, field));
                let answers = builder.answering(field);
                let answers =
                    answers.iter().map(|(_, entry)| minute::beside_its_judgement(entry, filled, builder.contents));
                let answers: Vec<String> = answers.collect();
                if !answers.is_empty() {
                    value = answers.join("\n");
                }
                if field.from == Some(Source::Entries) {
                    let item = filled.form.item_of(&field.id).map_or("", |item| item.id.as_str());
                    // What is known of it otherwise are these very entries.
                    let own = Some(value).filter(|_| filled.is_typed(&field.id));
                    value = own.into_iter().chain(in_sentences(builder, item)).collect::<Vec<_>>().join("\n");
                }
                let is_bare = builder.finished && value.trim().is_empty() && !filled.is_suggested(field);
                if is_bare && filled.form.keeps_labels {
                    value = builder.unfilled(field).plain();
                }
                self.text(&field.id, value);
            }
        }
    }

    /// The boxes of a field of words to choose from, ticked or not: `category.SM`.
    fn boxes(&mut self, field: &Field, chosen: &str) {
        let (Kind::Choice(options) | Kind::Choices(options)) = &field.kind else { return };
        for option in options {
            let is_chosen = chosen == option || chosen.split(", ").any(|one| one == option);
            self.text(format!("{}.{option}", field.id), if is_chosen { TICKED } else { UNTICKED });
        }
    }

    /// What this document's readers may not see, or does not apply, is a blank.
    fn nothing(&mut self, field: &Field) {
        self.boxes(field, "");
        match &field.kind {
            Kind::Grades { rows, columns, .. } => {
                for row in rows {
                    for column in columns {
                        self.text(format!("{}.{}", row.id, column.id), "");
                    }
                }
            }
            Kind::Table { .. } | Kind::Checklist { .. } => {
                self.tables.insert(field.id.clone(), Vec::new());
            }
            Kind::Sentence { blanks, .. } => {
                self.text(&field.id, "");
                for blank in blanks {
                    self.text(format!("{}.{}", field.id, blank.id), "");
                }
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
            | Kind::Role => self.text(&field.id, ""),
        }
    }

    fn table(&mut self, name: &str, columns: &[&str], rows: &[Vec<Value>]) {
        let cells = |row: &Vec<Value>| -> Cells {
            columns.iter().zip(row).map(|(column, value)| ((*column).to_owned(), value.plain())).collect()
        };
        let rows: Vec<Cells> = rows.iter().map(cells).filter(|row| row.values().any(|text| !text.is_empty())).collect();
        self.tables.insert(name.to_owned(), rows);
    }

    /// Entries (all, and those of each item), actions, people.
    fn gathered(&mut self, filled: &Filled<'_>, builder: &Builder<'_>) {
        let session = filled.session;
        // Those of the form too: a session may have begun before an item was in it.
        let items = session.agenda().iter().map(|stop| &stop.id).chain(filled.form.agenda.iter().map(|item| &item.id));
        for item in items {
            let said = in_sentences(builder, item);
            let name = format!("entries.{item}");
            // What stands in a field of the form has its place there.
            let fields = filled.form.item(item).map(|item| filled.form.fields_of(item)).unwrap_or_default();
            let in_field = fields.iter().any(|field| field.from == Some(Source::Entries));
            if !said.is_empty() && !in_field && filled.form.item(item).is_some() && !self.filled.contains(&name) {
                self.filled.push(name.clone());
            }
            self.text(name, said.join(&ENTRY_END.to_string()));
        }
        let added = session.agenda().iter().filter(|stop| filled.form.agenda.iter().all(|item| item.id != stop.id));
        let added = added.map(|stop| (stop, in_sentences(builder, &stop.id))).filter(|(_, said)| !said.is_empty());
        let added: Vec<String> =
            added.flat_map(|(stop, said)| std::iter::once(stop.title.clone()).chain(said)).collect();
        if !added.is_empty() {
            self.filled.push(ADDED.to_owned());
        }
        self.text(ADDED, added.join(&ENTRY_END.to_string()));
        let mut entries = Vec::new();
        for (item, entry) in builder.shown_entries().filter(|_| builder.contents.hold(Piece::Entries)) {
            let title = session.stop(item).map_or("", |(_, stop)| stop.title.as_str());
            let Lead { time, kind, who } = minute::lead(entry, builder.contents);
            let words = format!("{}{}", minute::about(entry, filled.form), filled.printed(entry));
            let cells = [time, title.to_owned(), kind, who, words];
            entries.push(row(TABLES[0].1, cells));
        }
        self.tables.insert(TABLES[0].0.to_owned(), entries);
        let actions = builder.shown_actions().map(|(entry, action)| {
            let due = action.due.map(values::day).unwrap_or_default();
            let cells = [
                action.number.to_string(),
                filled.printed(entry).into_owned(),
                whose(&action.owners),
                due,
                action.measure.clone(),
                action.status.label().to_owned(),
                action
                    .told_before()
                    .chain(Some(action.progress.clone()).filter(|now| !now.is_empty()))
                    .collect::<Vec<_>>()
                    .join("\n"),
                action.impact.clone(),
            ];
            row(TABLES[1].1, cells)
        });
        self.tables.entry(TABLES[1].0.to_owned()).or_insert_with(|| actions.collect());
        let present = builder.shown_people().iter().filter(|p| p.was_present());
        let people = present.map(|p| row(TABLES[2].1, [p.role.clone(), p.initials.clone()]));
        self.tables.insert(TABLES[2].0.to_owned(), people.collect());
    }
}

/// What nov's own layout says of an item itself: that it was put off or not taken, or that nothing was noted under it.
fn said_of<'a>(stop: &'a Stop, mut builder: Builder<'a>) -> String {
    builder.stop(stop);
    let own = From::Item(stop.id.clone());
    let told = builder.into_blocks().into_iter().filter(|block| block.source == own);
    let told =
        told.filter_map(|block| if let Content::Paragraph(runs) = block.content { Some(plain(&runs)) } else { None });
    told.collect::<Vec<_>>().join(" ")
}

/// What was noted under an item, each with all that nov's own layout prints of it: first what those who were not there
/// sent in writing.
fn in_sentences(builder: &Builder<'_>, item: &str) -> Vec<String> {
    let reports = builder.reports_of(item).into_iter().map(|(_, runs)| runs);
    let entries = builder.entries_of(item).into_iter().map(|(_, content)| minute::paragraph(&content));
    reports.chain(entries).map(|runs| marked(&runs)).collect()
}

/// Runs as one text, its strong words marked.
fn marked(runs: &[Run]) -> String {
    let of = |run: &Run| {
        let text = run.text.replace(STRONG, "");
        if run.style == Style::Strong && !text.is_empty() { format!("{STRONG}{text}{STRONG}") } else { text }
    };
    runs.iter().map(of).collect()
}

/// A value as one text, its strong words marked.
fn in_text(value: &Value) -> String {
    match value {
        Value::Text(runs) => marked(runs),
        Value::Blank(_) | Value::Choice { .. } => value.plain(),
    }
}

fn row<const N: usize>(columns: &[&str], cells: [String; N]) -> Cells {
    columns.iter().map(|column| (*column).to_owned()).zip(cells).collect()
}
