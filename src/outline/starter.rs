//! A starting template: the form with a named place where each value goes, to be dressed in the authority's own style.

use super::model::{Block, Column, Content, Outline, Run, Value};
use super::places::TABLES;
use super::values::is_wide;
use crate::forms::{AgendaItem, Field, Form, Kind};

/// The outline of a form whose values are their names in double braces.
pub fn starter(form: &Form) -> Outline {
    let mut blocks = vec![Block::paragraph("{{school}} · {{date}} · {{me}}, {{role}}")];
    let entries = |item: &AgendaItem| Block::paragraph(mark(&format!("entries.{}", item.id)));
    for section in &form.sections {
        let wide = section.fields.iter().any(is_wide);
        let mut own = Vec::new();
        if !section.title.is_empty() {
            own.push(Block::heading(1, &section.title));
        }
        own.extend(section.fields.iter().map(place));
        // What is noted under an item stands below the last of the sections it shows.
        own.extend(form.agenda.iter().filter(|item| item.sections.last() == Some(&section.id)).map(entries));
        blocks.extend(own.into_iter().map(|block| Block { landscape: wide, ..block }));
    }
    for item in form.agenda.iter().filter(|item| item.sections.is_empty()) {
        blocks.push(Block::heading(2, &item.title));
        blocks.push(entries(item));
    }
    // The entries stand under their items already.
    for (table, columns) in TABLES.into_iter().filter(|(table, _)| *table != "entries") {
        let own = form.field(table).is_some();
        if !own {
            blocks.push(Block::heading(1, capital(table)));
            blocks.push(row_of(table, columns.iter().map(|c| (*c, Column::new(capital(c), width_of(c)), PIECE))));
        }
    }
    Outline {
        title: form.title.clone(),
        language: "en-GB".to_owned(),
        running_head: "{{school}} · {{form}}".to_owned(),
        confidentiality: mark("confidentiality"),
        blocks,
        ..Outline::default()
    }
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
        Kind::Choice(_) | Kind::Number { .. } | Kind::Date | Kind::Due => 4,
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
    (&column.id, Column::new(&column.label, column.width), piece_of(column))
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

fn place(field: &Field) -> Block {
    match &field.kind {
        Kind::Grades { heading, rows, columns, .. } => {
            let titles =
                std::iter::once(Column::new(heading, 40)).chain(columns.iter().map(|c| Column::new(&c.label, c.width)));
            let cells = rows.iter().map(|row| {
                let places = columns.iter().map(|c| narrow(&format!("{}.{}", row.id, c.id), piece_of(c)));
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
            row_of(&field.id, item.chain(columns.iter().map(of_column)))
        }
        Kind::Sentence { .. } => Block::new(Content::Paragraph(vec![Run::plain(mark(&field.id))])),
        Kind::Text
        | Kind::LongText
        | Kind::Number { .. }
        | Kind::Date
        | Kind::Due
        | Kind::Dates
        | Kind::Choice(_)
        | Kind::Choices(_)
        | Kind::Grade { .. }
        | Kind::Role => Block::field(&field.label, Value::text(mark(&field.id))),
    }
}
