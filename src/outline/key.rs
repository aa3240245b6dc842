//! The key at the end of a document: what the roles and abbreviations in it stand for, those only that it uses.

use std::collections::BTreeSet;

use super::audience::is_own;
use super::model::{Block, Content, Value, plain};
use crate::forms::{Column, Document, Kind, Part, glossary};
use crate::session::Filled;

/// Puts it where a document ends: above the signature of a letter, below which nothing stands.
pub(super) fn put(filled: &Filled<'_>, document: &Document, blocks: &mut Vec<Block>) {
    let Some(key) = of(filled, blocks).filter(|_| !is_own(&document.audience)) else { return };
    let is_signed = matches!(document.contents.last(), Some(Part::Signed(_)));
    blocks.insert(blocks.len().saturating_sub(usize::from(is_signed)), Block::note(key));
}

/// One line, if the document uses any abbreviation that is known.
pub(super) fn of(filled: &Filled<'_>, blocks: &[Block]) -> Option<String> {
    if filled.is_untouched() {
        return None;
    }
    let noted = roles_of(filled);
    let labels = in_capitals(blocks.iter().flat_map(|block| labels_of(&block.content)));
    let said = in_capitals(blocks.iter().flat_map(|block| texts_of(&block.content)));
    let is_used = |id: &String| labels.contains(id) || said.contains(id);
    let words = glossary().iter().filter(|known| is_used(&known.short));
    let words: Vec<(&str, &str)> = words.map(|known| (known.short.as_str(), known.full.as_str())).collect();
    let is_role = |id: &String| labels.contains(id) || (said.contains(id) && noted.contains(id.as_str()));
    let roles =
        filled.roles.iter().filter(|role| is_role(&role.id) && words.iter().all(|(short, _)| *short != role.id));
    let told = roles.map(|role| (role.id.as_str(), role.label.as_str())).chain(words.iter().copied());
    let told: Vec<String> = told.map(|(short, full)| format!("{short} {full}")).collect();
    (!told.is_empty()).then(|| format!("Key: {}", told.join(" · ")))
}

/// Whoever said something, was there or has something to do in the session, as noted or in a table: a word of theirs
/// elsewhere is no role.
fn roles_of<'a>(filled: &Filled<'a>) -> BTreeSet<&'a str> {
    let session = filled.session;
    let people = session.people().iter().map(|person| person.role.as_str());
    let said = session.all_entries().filter_map(|(_, entry)| entry.who.as_deref());
    let owners = session.actions().flat_map(|(_, action)| action.owners.iter().map(String::as_str));
    let names = people.chain(said).chain(owners).chain(typed_roles(filled));
    names.filter_map(|name| name.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty())).collect()
}

/// What was typed where a role belongs, in fields and in columns of tables.
fn typed_roles<'a>(filled: &Filled<'a>) -> Vec<&'a str> {
    let session = filled.session;
    let is_role = |column: &&Column| column.kind == Kind::Role;
    let mut typed = Vec::new();
    for field in filled.form.all_fields() {
        match &field.kind {
            Kind::Role => typed.push(session.field(&field.id)),
            Kind::Table { columns } => {
                let roles: Vec<&str> = columns.iter().filter(is_role).map(|column| column.id.as_str()).collect();
                let cells = session.table(&field.id).iter();
                typed.extend(cells.flat_map(|row| roles.iter().filter_map(|role| row.get(*role)).map(String::as_str)));
            }
            _ => {}
        }
    }
    typed
}

/// What a form or nov says of itself in a block.
fn labels_of(content: &Content) -> Vec<String> {
    match content {
        Content::Field { label, .. } => vec![label.clone()],
        Content::Table { caption, columns, .. } => {
            std::iter::once(caption).chain(columns.iter().map(|column| &column.title)).cloned().collect()
        }
        Content::Heading { text, .. } | Content::Checkbox { text, .. } => vec![text.clone()],
        Content::Paragraph(_)
        | Content::Entry { .. }
        | Content::List { .. }
        | Content::Date { .. }
        | Content::Chart(_)
        | Content::Note(_)
        | Content::Rule
        | Content::PageBreak => Vec::new(),
    }
}

/// What was written into a block, or said in it.
fn texts_of(content: &Content) -> Vec<String> {
    match content {
        Content::Paragraph(runs) => vec![plain(runs)],
        Content::Field { value, .. } => vec![value.plain()],
        Content::Entry { who, runs, .. } => vec![who.clone(), plain(runs)],
        Content::Table { rows, .. } => rows.iter().flatten().map(Value::plain).collect(),
        Content::List { items } => items.iter().map(|runs| plain(runs)).collect(),
        Content::Heading { text, .. } | Content::Checkbox { text, .. } | Content::Date { text, .. } => {
            vec![text.clone()]
        }
        Content::Chart(_) | Content::Note(_) | Content::Rule | Content::PageBreak => Vec::new(),
    }
}

/// The words in capitals alone, which may be abbreviations.
fn in_capitals(texts: impl Iterator<Item = String>) -> BTreeSet<String> {
    let is_short = |word: &&str| !word.is_empty() && word.chars().all(|c| c.is_ascii_uppercase());
    let words = |text: String| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(is_short).map(str::to_owned).collect()
    };
    texts.flat_map(words).collect()
}
