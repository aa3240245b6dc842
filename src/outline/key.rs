//! The key at the end of a document: what the roles in it stand for, those only that it uses.

use std::collections::BTreeSet;

use super::audience::is_own;
use super::model::{Block, Content, Value, plain};
use crate::forms::{Column, Document, Kind, Part};
use crate::session::Filled;

/// Puts it where a document ends: above the signature of a letter, below which nothing stands.
pub(super) fn put(filled: &Filled<'_>, document: &Document, blocks: &mut Vec<Block>) {
    let Some(key) = of(filled, blocks).filter(|_| !is_own(&document.audience)) else { return };
    let is_signed = matches!(document.contents.last(), Some(Part::Signed(_)));
    blocks.insert(blocks.len().saturating_sub(usize::from(is_signed)), Block::note(key));
}

/// One line, if the document uses any role of the session.
pub(super) fn of(filled: &Filled<'_>, blocks: &[Block]) -> Option<String> {
    let known = roles_of(filled);
    if known.is_empty() || filled.is_untouched() {
        return None;
    }
    let used: BTreeSet<String> = blocks.iter().flat_map(|block| words_of(&block.content)).collect();
    let told = filled.roles.iter().filter(|role| known.contains(role.id.as_str()) && used.contains(&role.id));
    let told: Vec<String> = told.map(|role| format!("{} {}", role.id, role.label)).collect();
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

/// The words of a block that may be roles.
fn words_of(content: &Content) -> Vec<String> {
    let value = |value: &Value| value.plain();
    let texts: Vec<String> = match content {
        Content::Paragraph(runs) => vec![plain(runs)],
        Content::Field { value: held, .. } => vec![value(held)],
        Content::Entry { who, runs, .. } => vec![who.clone(), plain(runs)],
        Content::Table { rows, .. } => rows.iter().flatten().map(value).collect(),
        Content::List { items } => items.iter().map(|runs| plain(runs)).collect(),
        Content::Heading { text, .. } | Content::Checkbox { text, .. } | Content::Date { text, .. } => {
            vec![text.clone()]
        }
        Content::Chart(_) | Content::Note(_) | Content::Rule | Content::PageBreak => Vec::new(),
    };
    let is_role = |word: &&str| !word.is_empty() && word.chars().all(|c| c.is_ascii_uppercase());
    let words = |text: &String| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(is_role).map(str::to_owned).collect()
    };
    texts.iter().flat_map(words).collect()
}
