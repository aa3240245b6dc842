//! `nov export`: a document on disk or standard output, never half of one.

use std::io::{IsTerminal, Write};
use std::path::Path;

use super::sending::{Draft, Sending, may_send};
use super::{Usage, sessions};
use crate::export::{CONFIDENTIAL, FORMATS, Format, Template, by_ending, takes_template, write_in};
use crate::forms::Form;
use crate::outline::{self, Outline, Places};
use crate::session::{Contents, Filled, Goes, Piece, Sent};
use crate::store::{Desk, OwnTemplate, save_document};

/// Said for a template: nov's own layout, whatever lies in the store's folder.
const NOVS_OWN: &str = "-";

/// What formats are called beside their ids.
const CALLED: [(&str, &str); 4] = [("word", "docx"), ("markdown", "md"), ("text", "txt"), ("calendar", "ics")];

/// Whether a file that is there may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overwrite {
    /// It stays, and this is an error.
    No,
    /// It is replaced.
    Yes,
}

/// What is to be written, and where.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish<'a> {
    /// Format id.
    pub(super) format: &'a str,
    /// Document id; the form's main one if none.
    pub(super) document: Option<&'a str>,
    /// What goes in beside what is remembered for the form.
    pub(super) with: &'a [String],
    /// What stays out.
    pub(super) without: &'a [String],
    /// To whom it is noted as sent.
    pub(super) sent_to: &'a [String],
    /// Whether what is noted as sent may be a draft.
    pub(super) draft: Draft,
    /// A Word document of the user's own to be filled.
    pub(super) template: Option<&'a Path>,
    /// Where; `-` is standard output.
    pub(super) output: Option<&'a Path>,
    /// Whether a file may be replaced.
    pub(super) overwrite: Overwrite,
}

/// Writes a document of a session.
pub(super) fn export(desk: &Desk, session: &str, wish: Wish<'_>, out: &mut dyn Write) -> anyhow::Result<()> {
    let format = find(wish.format)?;
    let view = sessions::read(desk, session)?;
    let (context, missing) = desk.context_for_documents(&view)?;
    if let Some(missing) = missing {
        super::complain(&missing.to_string());
    }
    let filled = desk.filled(&view, &context);
    let main = context.form.documents.first().map_or("", |d| d.id.as_str());
    let document = wish.document.or(format.document).unwrap_or(main);
    if let Some(why) = outline::nothing_to_say(&filled, document) {
        return Err(Usage(why).into());
    }
    let to = match wish.sent_to {
        [] => Vec::new(),
        to => may_send(desk, &filled, document, to, super::now().date(), wish.draft)?,
    };
    let contents = contents(desk, &context.form, document, wish)?;
    // What is noted as sent shows that, and is what is kept of it.
    let on = super::now().date();
    let (id, format_id) = (document.to_owned(), format.id.to_owned());
    let sent = Sent { document: id, format: format_id, to, on, version: 0, contents: contents.clone() };
    let as_sent = outline::as_sent(&filled, &sent);
    let filled = if wish.sent_to.is_empty() { filled } else { Filled { session: &as_sent, ..filled } };
    if let Some(half) = outline::half_typed(&filled, document).filter(|_| filled.is_beyond_drafting()) {
        super::complain(&half);
    }
    let outline = outline::build_in(&filled, document, &contents, format.words()).map_err(|e| Usage(e.to_string()))?;
    let outline = desk.completed(outline, format.words())?;
    if let Some(left_out) = outline.said_of_left_out() {
        super::complain(&left_out);
    }
    if let Some(blank) = outline::without_address(&outline).filter(|_| format.id == "eml") {
        super::complain(&blank);
    }
    // Of what is noted as sent it is said then.
    if let Some(blank) = outline::without_evidence(&outline).filter(|_| wish.sent_to.is_empty()) {
        super::complain(&blank);
    }
    let bytes = laid_out(desk, &filled, &outline, &contents, format, wish.template)?;
    // Scripts rely on this name, which is the same for a draft; the screen offers another one.
    put(&bytes, &crate::export::file_name(&view, document, format), wish, out)?;
    if wish.output == Some(Path::new("-")) {
        return note_sent(desk, session, document, format, wish);
    }
    if format.id == "eml" && std::io::stderr().is_terminal() {
        super::complain("open it with your mail program; it comes up as a message ready to be looked over and sent");
    }
    note_sent(desk, session, document, format, wish)
}

/// A document in nov's layout, in a template named for it, or in that of the store's folder.
pub(super) fn laid_out(
    desk: &Desk,
    filled: &Filled<'_>,
    outline: &Outline,
    contents: &Contents,
    format: &Format,
    template: Option<&Path>,
) -> anyhow::Result<Vec<u8>> {
    match template {
        Some(template) if template != Path::new(NOVS_OWN) => {
            if !takes_template(format) {
                let what = format!("a template is a Word document; {} takes none, only docx and eml do", format.id);
                return Err(Usage(what).into());
            }
            let places = outline::places(filled, &outline.document, contents).unwrap_or_default();
            in_template(outline, format, template, &places)
        }
        Some(_) => bytes(outline, format),
        None => {
            let own = if takes_template(format) { desk.template_of(filled, outline, contents)? } else { None };
            in_own(outline, format, own)
        }
    }
}

/// Puts a document where it was wanted, else under its usual name, and says where.
pub(super) fn put(bytes: &[u8], usual: &str, wish: Wish<'_>, out: &mut dyn Write) -> anyhow::Result<()> {
    if wish.output == Some(Path::new("-")) {
        out.write_all(bytes)?;
        return Ok(());
    }
    let path = wish.output.unwrap_or(Path::new(usual));
    save(path, bytes, wish.overwrite)?;
    writeln!(out, "{}", path.display())?;
    tell_ending(path, usual);
    // A table of columns to rely on has no line for it, and the name is another's choice.
    if usual.contains(CONFIDENTIAL) && !path.to_string_lossy().contains("confidential") {
        super::complain(&format!("{} is confidential, and neither its name nor what is in it says so", path.display()));
    }
    Ok(())
}

/// Says it where a file's name ends in something else than it holds.
fn tell_ending(path: &Path, usual: &str) {
    let ending = |path: &Path| path.extension().and_then(std::ffi::OsStr::to_str).unwrap_or_default().to_lowercase();
    let is = ending(Path::new(usual));
    if ending(path) != is {
        super::complain(&format!("{} holds what usually ends in .{is}", path.display()));
    }
}

fn note_sent(desk: &Desk, session: &str, document: &str, format: &Format, wish: Wish<'_>) -> anyhow::Result<()> {
    if wish.sent_to.is_empty() {
        return Ok(());
    }
    let (document, format) = (Some(document), Some(format.id));
    let sending = Sending { to: wish.sent_to, document, format, on: None, draft: wish.draft };
    super::sending::note(desk, session, &sending)
}

/// What goes in: as remembered for the form, with what is asked for; and that is remembered.
fn contents(desk: &Desk, form: &Form, document: &str, wish: Wish<'_>) -> anyhow::Result<Contents> {
    let remembered = desk.choice(&form.id);
    let mut choice = remembered.clone();
    let mut contents = remembered.contents_of(document);
    for (names, goes) in [(wish.with, Goes::In), (wish.without, Goes::Out)] {
        for name in names {
            let piece = piece(name)?;
            if (piece, goes) == (Piece::Waived, Goes::In) {
                refuse_waivers(form, document)?;
            }
            contents.set(piece, goes);
        }
    }
    choice.keep_contents(document, &contents);
    if choice != remembered {
        // A document is worth more than the memory of how it was wanted.
        if let Err(error) = desk.remember(&form.id, &choice) {
            super::complain(&format!("what goes in was not remembered: {error}"));
        }
    } else if wish.with.is_empty() && wish.without.is_empty() && !contents.is_usual() {
        super::complain(&format!("{}: {}, as last chosen for this form", form.id, contents.in_words()));
    }
    Ok(contents)
}

/// Findings waived are for the user and the authority: a document for others has none.
fn refuse_waivers(form: &Form, document: &str) -> Result<(), Usage> {
    let all = outline::documents(form);
    let fits = |known: &&crate::forms::Document| outline::holds_waivers(&known.audience);
    if !all.iter().any(|known| known.id == document) || all.iter().filter(fits).any(|known| known.id == document) {
        return Ok(());
    }
    let these = all.iter().filter(fits).map(|known| known.id.as_str()).collect::<Vec<_>>().join(", ");
    Err(Usage(format!("findings waived go only into documents for you alone or for the authority: {these}")))
}

fn piece(name: &str) -> Result<Piece, Usage> {
    let known = || Piece::ALL.map(Piece::id).join(", ");
    let found = Piece::ALL.into_iter().find(|piece| piece.id().eq_ignore_ascii_case(name.trim()));
    found.ok_or_else(|| Usage(format!("\"{name}\" is nothing that goes in or stays out; there are {}", known())))
}

/// As documents of this form are written: Word, also that in a message, in the template of the store's folder, if there is
/// one for it.
pub(super) fn as_usual(
    desk: &Desk,
    outline: &Outline,
    contents: &Contents,
    format: &Format,
) -> anyhow::Result<Vec<u8>> {
    let own = if takes_template(format) { desk.template_for(outline, contents)? } else { None };
    in_own(outline, format, own)
}

fn in_own(outline: &Outline, format: &Format, own: Option<OwnTemplate>) -> anyhow::Result<Vec<u8>> {
    let Some(OwnTemplate { path, bytes, places }) = own else { return bytes(outline, format) };
    let name = path.display().to_string();
    put_in(outline, format, Template { name: &name, bytes: &bytes, places: &places })
}

/// In a Word document of the user's own.
fn in_template(outline: &Outline, format: &Format, template: &Path, places: &Places) -> anyhow::Result<Vec<u8>> {
    let name = template.display().to_string();
    if template.is_dir() {
        return Err(Usage(format!("{name} is a folder; name the Word document in it")).into());
    }
    let bytes = std::fs::read(template).map_err(|error| super::unreadable(template, &error))?;
    put_in(outline, format, Template { name: &name, bytes: &bytes, places })
}

/// Fills a template; says what has no place in it, and which places nobody knows.
fn put_in(outline: &Outline, format: &Format, template: Template<'_>) -> anyhow::Result<Vec<u8>> {
    let shown = template.name;
    let made = write_in(outline, format, Some(template)).map_err(|error| Usage(error.to_string()))?;
    for (name, among) in &made.unknown {
        if name.starts_with("if ") {
            super::complain(&format!(
                "{shown}: no value is called {{{{{name}}}}} (in “{among}”); it was taken out, and what it asks for stands"
            ));
            continue;
        }
        super::complain(&format!("{shown}: no value is called {{{{{name}}}}} (in “{among}”); it was left as it is"));
    }
    for (begun, among) in &made.unclosed {
        let end = if begun.ends_with("}}") { "line of {{end}}" } else { "}}" };
        super::complain(&format!("{shown}: {begun} has no {end} behind it (in “{among}”); it was left as it is"));
    }
    if !made.missing.is_empty() {
        super::complain(&format!("{shown} has no place for what was written in {}", made.missing.join(", ")));
    }
    Ok(made.bytes)
}

/// Writes a starting template of a form.
pub(super) fn starting_template(
    desk: &Desk,
    form: &str,
    output: Option<&Path>,
    overwrite: Overwrite,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let form = desk.library.form_as_written(form).map_err(|error| Usage(error.to_string()))?.with_year_places();
    let usual = format!("{}-template.docx", form.id);
    let path = output.unwrap_or(Path::new(&usual));
    save(path, &bytes(&outline::starter(&form), find("docx")?)?, overwrite)?;
    writeln!(out, "{}", path.display())?;
    tell_ending(path, &usual);
    Ok(())
}

/// Writes a list over the caseload in the format that the ending of the file asks for, and says where.
pub(super) fn write_list(list: &Outline, path: &Path, overwrite: Overwrite, out: &mut dyn Write) -> anyhow::Result<()> {
    let format = by_ending(path).map_err(Usage)?;
    save(path, &bytes(list, format)?, overwrite)?;
    Ok(writeln!(out, "{}", path.display())?)
}

/// Writes a file, whole or not at all.
fn save(path: &Path, bytes: &[u8], overwrite: Overwrite) -> anyhow::Result<()> {
    refuse_unless_free(path, overwrite)?;
    save_document(path, bytes)?;
    Ok(())
}

/// Refuses a folder, and a file that is there unless it may be replaced.
pub(super) fn refuse_unless_free(path: &Path, overwrite: Overwrite) -> Result<(), Usage> {
    if path.is_dir() {
        return Err(Usage(format!("{} is a folder; name a file in it", path.display())));
    }
    if overwrite == Overwrite::No && path.exists() {
        return Err(Usage(format!(
            "{} is there already; name another file, or use --force to overwrite it",
            path.display()
        )));
    }
    Ok(())
}

fn bytes(outline: &Outline, format: &Format) -> anyhow::Result<Vec<u8>> {
    Ok(write_in(outline, format, None).map_err(|e| Usage(e.to_string()))?.bytes)
}

/// The format that the ending of a file asks for; Word if it is none of them.
pub(super) fn format_of(output: Option<&Path>) -> &'static str {
    output.and_then(|path| by_ending(path).ok()).map_or("docx", |format| format.id)
}

pub(super) fn find(id: &str) -> anyhow::Result<&'static Format> {
    let known = || FORMATS.iter().map(|f| f.id).collect::<Vec<_>>().join(", ");
    let meant = CALLED.iter().find(|(called, _)| called.eq_ignore_ascii_case(id)).map_or(id, |(_, id)| id);
    let found = FORMATS.iter().find(|f| f.id.eq_ignore_ascii_case(meant));
    Ok(found.ok_or_else(|| Usage(format!("there is no format \"{id}\"; there are {}", known())))?)
}
