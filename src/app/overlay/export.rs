//! Writing a document: which one, in which format, what goes in, where to, and to whom it is noted as sent.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::super::editor::{Editor, Pressed};
use super::super::sending::{Over, Writing};
use super::super::sitting::Along;
use super::super::{App, Effect, Sitting};
use super::Overlay;
use super::picker::{Choice as PickerChoice, Picked, Picker};
use super::receivers::{Offered, Receiver, offered, receivers, ticked};
use crate::command::{Code, Command, Key, Scope};
use crate::export::{FORMATS, Format};
use crate::outline::{
    Choice, Outline, Words, build_in, is_own, may_send, nothing_to_say, stand, stand_as_sent, why_draft,
};
use crate::session::{Contents, Filled, Goes, Piece, Sent};

/// A row of the overlay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportRow {
    /// Which document.
    Document,
    /// In which format.
    Format,
    /// Whether a piece goes in.
    Piece(Piece),
    /// Where it is written.
    Path,
    /// Whether it is noted as sent to a role; its place from 0.
    To(usize),
}

/// Where the file name comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NamedBy {
    /// It follows document and format.
    Nov,
    /// The user typed it.
    User,
}

/// Writing a document, on the screen.
#[derive(Debug, Clone)]
pub struct ExportForm {
    /// Documents to choose from.
    pub documents: Vec<Offered>,
    /// The chosen one, from 0.
    pub document: usize,
    /// The chosen format, by its id.
    pub format: &'static str,
    /// What goes in.
    pub contents: Contents,
    /// Where to.
    pub path: Editor,
    named_by: NamedBy,
    folder: String,
    /// To whom it may be noted as sent.
    pub receivers: Vec<Receiver>,
    /// The selected row, from 0.
    pub at: usize,
    /// What is wrong with what was chosen.
    pub fault: Option<String>,
    /// The version it is written of; none: as it stands.
    pub version: Option<u32>,
}

impl ExportForm {
    fn new((sitting, filled): (&Sitting, &Filled<'_>), document: Option<&str>, today: NaiveDate) -> Self {
        let choice = &sitting.choice;
        let documents = offered(filled);
        // One for the user alone is never where it begins, whatever was remembered once.
        let is_own_one = |id: &str| documents.iter().any(|offered| offered.id == id && is_own(&offered.audience));
        // To whom it was sent is for the user to say: a file that is written need not have gone.
        let (remembered, _) = sitting.document_wanted(filled, today);
        let remembered = Some(remembered.as_str()).filter(|id| !is_own_one(id));
        let wanted = document.or(remembered).unwrap_or_default();
        let document = documents.iter().position(|offered| offered.id == wanted).unwrap_or_default();
        let contents =
            documents.get(document).map_or_else(Contents::default, |offered| choice.contents_of(&offered.id));
        let format = crate::export::format(&choice.format).or(FORMATS.first()).map_or("docx", |format| format.id);
        let mut form = Self {
            documents,
            document,
            format,
            contents,
            path: Editor::default(),
            named_by: NamedBy::Nov,
            folder: choice.folder.clone(),
            receivers: Vec::new(),
            at: 0,
            fault: None,
            version: None,
        };
        form.document_chosen(sitting);
        form
    }

    /// The same for a version: with what went into it when it was sent, and noted as sent to nobody again.
    fn of_version(
        (sitting, filled): (&Sitting, &Filled<'_>),
        version: u32,
        document: Option<&str>,
        today: NaiveDate,
    ) -> Self {
        let (sent, contents) = sitting.sent_as(version);
        let mut form = Self::new((sitting, filled), Some(document.unwrap_or(&sent)), today);
        (form.contents, form.version) = (contents, Some(version));
        form.document_chosen(sitting);
        form
    }

    /// The rows, in order.
    pub fn rows(&self) -> Vec<ExportRow> {
        let pieces = self.chosen().into_iter().flat_map(|offered| &offered.pieces).copied().map(ExportRow::Piece);
        let to = (0..self.receivers.len()).map(ExportRow::To);
        [ExportRow::Document, ExportRow::Format].into_iter().chain([ExportRow::Path]).chain(pieces).chain(to).collect()
    }

    /// The selected row.
    pub fn row(&self) -> ExportRow {
        self.rows().get(self.at).copied().unwrap_or(ExportRow::Document)
    }

    /// The folder the file goes into; `here` is the one of a name without a folder.
    pub fn goes_into(&self, here: &str) -> String {
        let path = Path::new(self.path.text().trim());
        let folder = path.parent().unwrap_or(path);
        let folder = if folder.starts_with("~") { folder.to_owned() } else { Path::new(here).join(folder) };
        folder.display().to_string()
    }

    /// Whether the file's name is the usual one, which what is typed replaces.
    pub fn offers_name(&self) -> bool {
        self.row() == ExportRow::Path && self.path.is_offered()
    }

    /// The chosen document.
    pub fn chosen(&self) -> Option<&Offered> {
        self.documents.get(self.document)
    }

    /// The label of the chosen format.
    pub fn format_label(&self) -> &'static str {
        crate::export::format(self.format).map_or("", |format| format.label)
    }

    /// Formats the chosen document can be written in.
    fn formats(&self) -> Vec<&'static Format> {
        let document = self.chosen().map_or("", |offered| offered.id.as_str());
        FORMATS.iter().filter(|format| format.document.is_none_or(|only| only == document)).collect()
    }

    fn document_chosen(&mut self, sitting: &Sitting) {
        let formats = self.formats();
        if !formats.iter().any(|format| format.id == self.format) {
            self.format = formats.first().map_or("docx", |format| format.id);
        }
        let offered = self.chosen().filter(|_| self.version.is_none());
        self.receivers = offered.map(|offered| receivers(sitting, offered)).unwrap_or_default();
        let document = self.chosen().map_or("", |offered| offered.id.as_str());
        let waived = match self.version.map(|number| sitting.sent_as(number)) {
            Some((sent, contents)) => sent == document && contents.hold(Piece::Waived),
            None => sitting.choice.contents_of(document).hold(Piece::Waived),
        };
        self.contents.set(Piece::Waived, if waived { Goes::In } else { Goes::Out });
        self.name_it(sitting);
    }

    /// The usual name, until the user types one.
    fn name_it(&mut self, sitting: &Sitting) {
        if self.named_by == NamedBy::User {
            return;
        }
        let Some(format) = crate::export::format(self.format) else { return };
        let called = self.chosen().map_or_else(String::new, |offered| match self.version {
            Some(number) => format!("{}-version-{number}", offered.id),
            None => offered.in_file.clone(),
        });
        let name = crate::export::file_name(sitting.session(), &called, format);
        self.path = Editor::offering(&Path::new(&self.folder).join(name).display().to_string());
    }

    fn turn(&mut self, sitting: &Sitting, way: Along) {
        let turned = |at: usize, count: usize| match way {
            Along::Next => (at + 1) % count.max(1),
            Along::Previous => (at + count.max(1) - 1) % count.max(1),
        };
        match self.row() {
            ExportRow::Document => {
                self.document = turned(self.document, self.documents.len());
                self.document_chosen(sitting);
            }
            ExportRow::Format => {
                let formats = self.formats();
                let at = formats.iter().position(|format| format.id == self.format).unwrap_or_default();
                self.format = formats.get(turned(at, formats.len())).map_or(self.format, |format| format.id);
                self.name_it(sitting);
            }
            ExportRow::Piece(piece) => self.contents.turn(piece),
            ExportRow::To(at) => self.tick(at),
            ExportRow::Path => {}
        }
    }

    fn tick(&mut self, at: usize) {
        if let Some(receiver) = self.receivers.get_mut(at) {
            receiver.ticked = !receiver.ticked;
        }
    }

    /// A letter goes to the first document or format that begins with it, the form's own first, and typed again to the next.
    fn jump(&mut self, sitting: &Sitting, c: char) {
        let begins = |text: &str| text.chars().next().is_some_and(|first| first.eq_ignore_ascii_case(&c));
        let next = |fits: Vec<bool>, at: usize| {
            let fitting: Vec<usize> = (0..fits.len()).filter(|at| fits.get(*at) == Some(&true)).collect();
            let here = fitting.iter().position(|known| *known == at);
            fitting.get(here.map_or(0, |here| (here + 1) % fitting.len())).copied()
        };
        match self.row() {
            ExportRow::Document => {
                // A form's documents may all begin with its name: what tells them apart comes after it.
                let own = |offered: &Offered| offered.title.rsplit(": ").next().unwrap_or_default().to_owned();
                let fits = self.documents.iter().map(|offered| begins(&own(offered))).collect();
                self.document = next(fits, self.document).unwrap_or(self.document);
                self.document_chosen(sitting);
            }
            ExportRow::Format => {
                let formats = self.formats();
                let at = formats.iter().position(|format| format.id == self.format).unwrap_or_default();
                let found = next(formats.iter().map(|format| begins(format.label)).collect(), at);
                self.format = found.and_then(|at| formats.get(at)).map_or(self.format, |format| format.id);
                self.name_it(sitting);
            }
            ExportRow::Piece(_) | ExportRow::Path | ExportRow::To(_) => {}
        }
    }

    fn press(&mut self, sitting: &Sitting, key: Key) {
        let last = self.rows().len().saturating_sub(1);
        self.fault = None;
        match (key.code, self.row()) {
            (Code::Up | Code::BackTab, _) => self.at = self.at.saturating_sub(1),
            (Code::Down | Code::Tab, _) => self.at = (self.at + 1).min(last),
            (Code::PageUp, _) => self.at = 0,
            (Code::PageDown, _) => self.at = last,
            (_, ExportRow::Path) => {
                if matches!(self.path.press(key), Pressed::Edit(_)) {
                    self.named_by = NamedBy::User;
                }
            }
            (Code::Left, _) => self.turn(sitting, Along::Previous),
            (Code::Right | Code::Char(' '), _) => self.turn(sitting, Along::Next),
            (_, _) => {
                if let Some(c) = key.typed() {
                    self.jump(sitting, c);
                }
            }
        }
    }

    /// What is remembered of how it was wanted, beside what was before.
    fn choice(&self, before: &Choice) -> Choice {
        let parent = Path::new(self.path.text().trim()).parent().map(|folder| folder.display().to_string());
        let mut choice = Choice { folder: parent.unwrap_or_default(), ..before.clone() };
        if let Some(Offered { id, audience, .. }) = self.chosen() {
            choice.keep_document(id, audience, self.format);
            choice.keep_contents(id, &self.contents);
        }
        choice
    }
}

impl App {
    /// Opens it for a document; none: the one chosen last.
    pub(in super::super) fn open_export(&mut self, sitting: &Sitting, document: Option<&str>) {
        let form = ExportForm::new((sitting, &sitting.filled(&self.desk)), document, self.now.date());
        self.overlays.push(Overlay::Export(Box::new(form)));
    }

    /// Opens it for a document of a version; none: the one that was sent then.
    pub(super) fn open_export_of(&mut self, sitting: &Sitting, version: u32, document: Option<&str>) {
        let of = (sitting, &sitting.filled(&self.desk));
        self.overlays.push(Overlay::Export(Box::new(ExportForm::of_version(of, version, document, self.now.date()))));
    }

    pub(super) fn press_in_export(&mut self, mut form: Box<ExportForm>, key: Key) {
        let looks = self.desk.keymap.command(key, Scope::Session) == Some(Command::Preview);
        if key.code == Code::Enter {
            let writing = self.with_sitting(|app, sitting| app.writing(sitting, &form));
            match writing {
                Some(Ok(writing)) if writing.sent.is_some() && self.cannot_go_out(&writing) => {
                    self.overlays.push(Overlay::Export(form));
                    self.with_sitting(|app, sitting| app.ask_to_send_draft(sitting, writing));
                    return;
                }
                Some(Ok(writing)) => {
                    self.leave_export(&form);
                    self.want(Effect::Export(Box::new(writing)));
                }
                Some(Err(fault)) => form.fault = Some(fault),
                None => return,
            }
            self.overlays.push(Overlay::Export(form));
            return;
        }
        if looks {
            let document = form.chosen().map(|offered| offered.id.clone()).unwrap_or_default();
            let (contents, version) = (form.contents.clone(), form.version);
            self.overlays.push(Overlay::Export(form));
            self.with_sitting(|app, sitting| match version {
                Some(number) => app.show_of_version(sitting, number, &document, &contents),
                None => app.show_document(sitting, &document, &contents),
            });
            return;
        }
        let before = form.path.text().to_owned();
        if self.with_sitting(|_, sitting| form.press(sitting, key)).is_some() {
            self.keep_path(&form, &before);
            self.overlays.push(Overlay::Export(form));
        }
    }

    /// Pasted text goes into the file name.
    pub(in super::super) fn paste_in_export(&mut self, form: &mut ExportForm, text: &str) {
        if form.row() == ExportRow::Path {
            let before = form.path.text().to_owned();
            form.path.insert(&text.lines().collect::<Vec<_>>().join(" "));
            form.named_by = NamedBy::User;
            self.keep_path(form, &before);
        }
    }

    /// A file name that the user types is kept aside, until something is written there or it is given up.
    fn keep_path(&mut self, form: &ExportForm, before: &str) {
        if form.named_by == NamedBy::User && form.path.text() != before {
            self.want(Effect::Scratch(form.path.text().to_owned()));
        }
    }

    /// The export is left: the file name is given up.
    pub(super) fn leave_export(&mut self, form: &ExportForm) {
        if form.named_by == NamedBy::User {
            self.want(Effect::Scratch(String::new()));
        }
    }

    fn writing(&self, sitting: &Sitting, form: &ExportForm) -> Result<Writing, String> {
        let path = form.path.text().trim();
        if path.is_empty() {
            return Err("Type a file name, or press Esc to leave".to_owned());
        }
        if let Some(number) = form.version {
            return self.writing_of(sitting, form, number);
        }
        let document = form.chosen().map(|offered| offered.id.clone()).unwrap_or_default();
        if let Some(why) = nothing_to_say(&sitting.filled(&self.desk), &document) {
            return Err(why);
        }
        let to = ticked(&form.receivers);
        if let (Some(why), false) = (&sitting.held_by, to.is_empty()) {
            return Err(format!("{why}: it can be written here, but not noted as sent"));
        }
        let today = self.now.date();
        let to = match to.as_slice() {
            [] => Vec::new(),
            to => may_send(&sitting.filled(&self.desk), &document, to, today, today).map_err(|e| e.to_string())?,
        };
        let sent = Sent {
            document,
            format: form.format.to_owned(),
            to,
            on: today,
            version: 0,
            contents: form.contents.clone(),
        };
        let filled = sitting.filled(&self.desk);
        let writing = Writing {
            outline: Outline { document: sent.document.clone(), ..Outline::default() },
            format: form.format,
            path: PathBuf::from(path),
            over: Over::Ask,
            stand: stand(&filled, Some(&sent.document)),
            contents: form.contents.clone(),
            choice: form.choice(&sitting.choice),
            sent: None,
            version: None,
        };
        written(&filled, writing, Some(sent).filter(|sent| !sent.to.is_empty()))
    }

    /// The same of a version.
    fn writing_of(&self, sitting: &Sitting, form: &ExportForm, number: u32) -> Result<Writing, String> {
        let version = sitting.versions.iter().find(|version| version.number == number);
        let version = version.ok_or_else(|| format!("Version {number} is not there any more"))?;
        let document = form.chosen().map(|offered| offered.id.clone()).unwrap_or_default();
        let words = crate::export::format(form.format).map_or(Words::AsPrinted, Format::words);
        let now = sitting.filled(&self.desk);
        let then = version.as_it_was(&now);
        let filled = then.filled(&now);
        if let Some(why) = nothing_to_say(&filled, &document) {
            return Err(why);
        }
        Ok(Writing {
            outline: build_in(&filled, &document, &form.contents, words).map_err(|error| error.to_string())?,
            format: form.format,
            path: PathBuf::from(form.path.text().trim()),
            over: Over::Ask,
            stand: stand(&now, Some(&document)),
            contents: form.contents.clone(),
            choice: form.choice(&sitting.choice),
            sent: None,
            version: Some(number),
        })
    }

    /// Whether a document is one of a note that cannot go out yet.
    fn cannot_go_out(&self, writing: &Writing) -> bool {
        let why = |sitting: &Sitting| why_draft(&sitting.filled(&self.desk), &writing.outline.document);
        self.sitting.as_ref().is_some_and(|sitting| why(sitting).is_some())
    }

    /// A draft is noted as sent only where the user says so.
    pub(in super::super) fn ask_to_send_draft(&mut self, sitting: &Sitting, writing: Writing) {
        let document = &writing.outline.document;
        let why = why_draft(&sitting.filled(&self.desk), document);
        let why = why.unwrap_or_else(|| "a note that it tells of is one".to_owned());
        let whom = writing.sent.as_ref().map(Sent::to_whom).unwrap_or_default();
        // The document is known: it was built before.
        let alone = written(&sitting.filled(&self.desk), writing.clone(), None);
        let alone = alone.unwrap_or_else(|_| Writing { sent: None, ..writing.clone() });
        let choices = vec![
            PickerChoice::new("Look at what stands in the way", "nothing is written", Picked::Command(Command::Review)),
            PickerChoice::new("Only write it", "marked DRAFT, and not noted as sent", Picked::Write(Box::new(alone))),
            PickerChoice::new(
                "Write it and note it as sent all the same",
                format!("as a draft, to {whom}"),
                Picked::Write(Box::new(writing)),
            ),
        ];
        self.overlays.push(Overlay::Picker(Picker::new(format!("It is still a draft: {why}"), choices)));
    }

    /// The file could not be written: said where it was asked for, if that is still open.
    pub(in super::super) fn not_exported(&mut self, why: String) {
        match self.overlays.last_mut() {
            Some(Overlay::Export(form)) => form.fault = Some(why),
            Some(_) | None => self.warn(why),
        }
    }

    /// Back to the file name.
    pub(in super::super) fn choose_another_name(&mut self) {
        if let Some(Overlay::Export(form)) = self.overlays.last_mut() {
            form.at = form.rows().iter().position(|row| *row == ExportRow::Path).unwrap_or_default();
        }
    }
}

/// A document as it is written: where it is noted as sent by the same key, it shows that, and is what is kept of it.
fn written(filled: &Filled<'_>, writing: Writing, sent: Option<Sent>) -> Result<Writing, String> {
    let words = crate::export::format(writing.format).map_or(Words::AsPrinted, Format::words);
    let document = &writing.outline.document;
    let stand = sent.as_ref().map_or_else(|| stand(filled, Some(document)), |sent| stand_as_sent(filled, sent));
    // What is not noted as sent may hold a line half typed, as it stands on the screen.
    let session = if sent.is_some() { stand.session() } else { filled.session };
    let outline = build_in(&Filled { session, ..*filled }, document, &writing.contents, words);
    Ok(Writing { outline: outline.map_err(|error| error.to_string())?, stand, sent, ..writing })
}
