//! A starting template: the form with a named place where each value goes, to be dressed in the authority's own style.

use super::model::{Block, Column, Content, Outline, Run, Value};
use super::places::TABLES;
use crate::forms::{Field, Form, Kind};

/// The outline of a form whose values are their names in double braces.
pub fn starter(form: &Form) -> Outline {
    let mut blocks = vec![Block::paragraph("{{school}} · {{date}} · {{me}}, {{role}} · {{confidentiality}}")];
    for section in &form.sections {
        if !section.title.is_empty() {
            blocks.push(Block::heading(1, &section.title));
        }
        blocks.extend(section.fields.iter().map(place));
    }
    blocks.push(Block::heading(1, "Notes"));
    for item in &form.agenda {
        blocks.push(Block::heading(2, &item.title));
        blocks.push(Block::paragraph(mark(&format!("entries.{}", item.id))));
    }
    for (table, columns) in TABLES {
        let own = form.field(table).is_some();
        if !own {
            blocks.push(Block::heading(1, capital(table)));
            blocks.push(row_of(table, columns.iter().map(|c| (*c, capital(c)))));
        }
    }
    Outline {
        title: form.title.clone(),
        language: "en-GB".to_owned(),
        form: format!("{}@{}", form.id, form.version),
        blocks,
        ..Outline::default()
    }
}

fn mark(name: &str) -> String {
    format!("{{{{{name}}}}}")
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// A table of one row that is repeated for each row there is.
fn row_of<'a>(table: &str, columns: impl Iterator<Item = (&'a str, String)>) -> Block {
    let (names, titles): (Vec<&str>, Vec<String>) = columns.unzip();
    let cells = names.iter().map(|name| Value::text(mark(&format!("{table}.{name}")))).collect();
    Block::table("", titles.into_iter().map(|title| Column::new(title, 0)).collect(), vec![cells])
}

fn place(field: &Field) -> Block {
    match &field.kind {
        Kind::Grades { heading, rows, columns, .. } => {
            let titles =
                std::iter::once(Column::new(heading, 40)).chain(columns.iter().map(|c| Column::new(&c.label, c.width)));
            let cells = rows.iter().map(|row| {
                let places = columns.iter().map(|c| Value::text(mark(&format!("{}.{}", row.id, c.id))));
                std::iter::once(Value::text(&row.label)).chain(places).collect()
            });
            Block::table(&field.label, titles.collect(), cells.collect())
        }
        Kind::Table { columns } => {
            let mut block = row_of(&field.id, columns.iter().map(|c| (c.id.as_str(), c.label.clone())));
            if let Content::Table { caption, .. } = &mut block.content {
                caption.clone_from(&field.label);
            }
            block
        }
        Kind::Checklist { columns, .. } => {
            let item = std::iter::once(("item", "Item".to_owned()));
            row_of(&field.id, item.chain(columns.iter().map(|c| (c.id.as_str(), c.label.clone()))))
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
