//! Writing a document the user asked for from the screen. A file that is there already is replaced only when the user
//! said so.

use std::path::{Path, PathBuf};

use crate::app::{Message, Over, Writing};
use crate::export::{FORMATS, FilledTemplate, Format, Template, by_ending, takes_template, write_in};
use crate::outline::{Outline, Words};
use crate::store::{Desk, StoreError, save_document};

/// The path as the user meant it: `~` is the home folder.
pub(super) fn meant(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), etcetera::home_dir()) {
        (Ok(rest), Ok(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}

/// Refuses a folder, and a file that is there already.
pub(super) fn refuse_unless_free(path: &Path) -> Result<(), StoreError> {
    refuse_folder(path)?;
    if path.exists() {
        let what = format!("{} is there already and was left as it is; choose another name", path.display());
        return Err(StoreError::Asked { what });
    }
    Ok(())
}

fn refuse_folder(path: &Path) -> Result<(), StoreError> {
    let what = format!("{} is a folder; name a file in it", path.display());
    if path.is_dir() { Err(StoreError::Asked { what }) } else { Ok(()) }
}

/// Writes a document and says how it went.
pub(super) fn write(desk: &Desk, mut writing: Box<Writing>) -> Message {
    let path = meant(&writing.path);
    if writing.over == Over::Ask && path.is_file() {
        return Message::FileExists(writing);
    }
    let was_draft = writing.outline.draft;
    let completed = complete(desk, &mut writing);
    if writing.outline.draft && !was_draft && writing.sent.is_some() {
        return Message::StillDraft(writing);
    }
    match completed.and_then(|()| put(desk, &writing, &path)) {
        Ok(unfit) => {
            let whole = path.canonicalize().unwrap_or(path);
            let draft = if writing.outline.draft {
                " · marked DRAFT, as it is not agreed yet (Ctrl+R: what is missing)"
            } else {
                ""
            };
            let left_out = writing.outline.said_of_left_out().map(|told| format!(" · {told}")).unwrap_or_default();
            Message::Exported(writing, format!("Written to {}{draft}{left_out}{unfit}", whole.display()))
        }
        Err(error) => Message::NotExported(error.to_string()),
    }
}

/// Writes a page of the home screen in the format that the ending of the file asks for; what to say of it.
pub(super) fn write_page(page: &Outline, path: &Path) -> Result<String, StoreError> {
    let asked = |what: String| StoreError::Asked { what };
    refuse_unless_free(path)?;
    let format = by_ending(path).map_err(asked)?;
    let made = write_in(page, format, None).map_err(|error| asked(error.to_string()))?;
    save_document(path, &made.bytes)?;
    Ok(format!("Written to {}", path.canonicalize().unwrap_or_else(|_| path.to_owned()).display()))
}

/// Puts in what the document gathers from other sessions.
fn complete(desk: &Desk, writing: &mut Writing) -> Result<(), StoreError> {
    let words = crate::export::format(writing.format).map_or(Words::AsPrinted, Format::words);
    writing.outline = desk.completed(std::mem::take(&mut writing.outline), words)?;
    Ok(())
}

/// Writes it, whole or not at all, and says what did not fit into the user's own template.
fn put(desk: &Desk, writing: &Writing, path: &Path) -> Result<String, StoreError> {
    let asked = |what: String| StoreError::Asked { what };
    refuse_folder(path)?;
    let id = writing.format;
    let format = FORMATS.iter().find(|f| f.id == id).ok_or_else(|| asked(format!("there is no format \"{id}\"")))?;
    let contents = &writing.contents;
    let own = match writing.version {
        _ if !takes_template(format) => None,
        Some(number) => desk.template_of_version(&writing.outline, contents, number)?,
        None => desk.template_for(&writing.outline, contents)?,
    };
    let name = own.as_ref().map(|own| own.path.display().to_string()).unwrap_or_default();
    let template = own.as_ref().map(|own| Template { name: &name, bytes: &own.bytes, places: &own.places });
    let made = write_in(&writing.outline, format, template).map_err(|error| asked(error.to_string()))?;
    save_document(path, &made.bytes)?;
    Ok(unfit(&made))
}

/// What did not fit into a template: places nobody knows, and what was written that has none.
fn unfit(made: &FilledTemplate) -> String {
    let unknown: Vec<String> =
        made.unknown.iter().map(|(name, among)| format!("{{{{{name}}}}} (in “{among}”)")).collect();
    let unclosed: Vec<String> = made.unclosed.iter().map(|(begun, among)| format!("{begun} (in “{among}”)")).collect();
    let told = [
        ("no value is called", &unknown),
        ("nothing closes", &unclosed),
        ("the template has no place for", &made.missing),
    ];
    let told = told.into_iter().filter(|(_, names)| !names.is_empty());
    let told: Vec<String> = told.map(|(what, names)| format!(" · {what} {}", few(names))).collect();
    told.concat()
}

/// How many of a list are said on the screen.
const FEW: usize = 3;

/// The first of some names, and how many there are in all: a line of the screen holds no more.
fn few(names: &[String]) -> String {
    if names.len() <= FEW {
        return names.join(", ");
    }
    let first = names.iter().take(FEW).cloned().collect::<Vec<_>>().join(", ");
    format!("{} ({first} and others; nov export says all)", names.len())
}
