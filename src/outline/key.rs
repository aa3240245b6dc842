//! The key at the end of a document: what the roles in it stand for, those only that it uses.

use std::collections::BTreeSet;

use super::model::{Block, Content, Value, plain};
use crate::session::Filled;

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

/// Whoever said something, was there or has something to do in the session: a word of theirs elsewhere is no role.
fn roles_of<'a>(filled: &Filled<'a>) -> BTreeSet<&'a str> {
    let session = filled.session;
    let people = session.people().iter().map(|person| person.role.as_str());
    let said = session.all_entries().filter_map(|(_, entry)| entry.who.as_deref());
    let owners = session.actions().flat_map(|(_, action)| action.owners.iter().map(String::as_str));
    people.chain(said).chain(owners).filter_map(|name| name.split_whitespace().next()).collect()
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
        Content::Checkbox { text, .. } | Content::Date { text, .. } => vec![text.clone()],
        Content::Heading { .. } | Content::Chart(_) | Content::Note(_) | Content::Rule | Content::PageBreak => {
            Vec::new()
        }
    };
    let is_role = |word: &&str| !word.is_empty() && word.chars().all(|c| c.is_ascii_uppercase());
    let words = |text: &String| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(is_role).map(str::to_owned).collect()
    };
    texts.iter().flat_map(words).collect()
}
