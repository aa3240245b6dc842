//! The document as its reader will see it, page by page; or what differs from a version. A paragraph leads to its source.

use super::super::errand::Errand;
use super::super::{App, Effect, Focus, Sitting};
use super::{GridColumn, Overlay};
use crate::command::{Code, Command, Key, Scope};
use crate::export::FORMATS;
use crate::export::pages::{Laid, Passage, lay_out, lay_out_differences};
use crate::forms::Kind;
use crate::outline::{Block, Difference, Outline, STAYS, Source, Words, build_in, build_with, compare, documents};
use crate::session::{Contents, Filled, settled};

/// What is shown.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// A document, with what goes in.
    Document(String, Contents, Box<Outline>),
    /// A document as it stood in a version.
    AsItWas(u32, Box<Outline>),
    /// What differs from a version.
    Differences(Vec<Difference>),
}

/// A document on the screen.
#[derive(Debug, Clone)]
pub struct Preview {
    /// Its title.
    pub title: String,
    /// What is shown.
    pub shown: Shown,
    /// Its lines, for the window as it is.
    pub laid: Laid,
    /// The selected paragraph, from 0.
    pub at: usize,
    /// The first line on the screen, from 0.
    pub top: usize,
    /// Lines of it on the screen.
    pub rows: usize,
}

impl Preview {
    fn new(title: String, shown: Shown, size: (u16, u16)) -> Self {
        let mut preview = Self { title, shown, laid: Laid::default(), at: 0, top: 0, rows: 0 };
        preview.lay_out(size);
        preview
    }

    /// Lays it out for a window of that many columns and rows: borders, a margin for the mark, a line of hints.
    fn lay_out(&mut self, size: (u16, u16)) {
        let width = usize::from(size.0).saturating_sub(6);
        self.rows = usize::from(size.1).saturating_sub(3).max(1);
        self.laid = match &self.shown {
            Shown::Document(_, _, outline) | Shown::AsItWas(_, outline) => lay_out(outline, width),
            Shown::Differences(differences) => lay_out_differences(differences, width),
        };
        self.at = self.at.min(self.laid.passages.len().saturating_sub(1));
        self.follow();
    }

    /// The selected paragraph.
    pub fn selected(&self) -> Option<&Passage> {
        self.laid.passages.get(self.at)
    }

    /// Selects the paragraph that comes from the first of some places that any comes from.
    fn show_first(&mut self, wanted: &[Source]) {
        let place = |source: &Source| self.laid.passages.iter().position(|passage| passage.source == *source);
        if let Some(at) = wanted.iter().find_map(place) {
            self.at = at;
            self.follow();
        }
    }

    fn bottom(&self) -> usize {
        self.laid.lines.len().saturating_sub(self.rows)
    }

    /// Scrolls so far that the selected paragraph is seen, from its beginning if it is long.
    fn follow(&mut self) {
        if let Some(passage) = self.selected() {
            let (first, end) = (passage.first, passage.first + passage.lines);
            // The head of the document comes with its first paragraph.
            let first = if self.at == 0 { 0 } else { first };
            if first < self.top || end - first >= self.rows {
                self.top = first;
            } else if end > self.top + self.rows {
                self.top = end - self.rows;
            }
        }
        self.top = self.top.min(self.bottom());
    }

    /// A key that moves in it.
    fn press(&mut self, code: Code) {
        let last = self.laid.passages.len().saturating_sub(1);
        let page = self.rows.saturating_sub(2).max(1);
        match code {
            Code::Down => {
                let below = self.selected().is_some_and(|p| p.first + p.lines > self.top + self.rows);
                if below || self.at == last {
                    self.top = (self.top + page).min(self.bottom());
                } else {
                    self.at += 1;
                    self.follow();
                }
            }
            Code::Up => {
                let above = self.selected().is_some_and(|p| p.first < self.top);
                if above || self.at == 0 {
                    self.top = self.top.saturating_sub(page);
                } else {
                    self.at -= 1;
                    self.follow();
                }
            }
            Code::PageDown | Code::Char(' ') => self.turn_to((self.top + page).min(self.bottom())),
            Code::PageUp => self.turn_to(self.top.saturating_sub(page)),
            Code::Home => self.turn_to(0),
            Code::End => {
                self.turn_to(self.bottom());
                self.at = last;
            }
            _ => {}
        }
    }

    /// Shows a line first, and selects the first paragraph that begins on the screen.
    fn turn_to(&mut self, top: usize) {
        self.top = top;
        let within = |passage: &Passage| (top..top + self.rows).contains(&passage.first);
        let found = self.laid.passages.iter().position(within);
        let before = || self.laid.passages.iter().rposition(|passage| passage.first <= top);
        self.at = found.or_else(before).unwrap_or(self.at);
    }
}

impl Sitting {
    /// The document that was sent with a version and what went in, else the main one.
    pub(super) fn sent_as(&self, number: u32) -> (String, Contents) {
        let sent = self.session().sent().iter().rev().find(|sent| sent.version == number);
        let main = || self.form.documents.first().map(|document| document.id.clone()).unwrap_or_default();
        sent.map_or_else(|| (main(), Contents::default()), |sent| (sent.document.clone(), sent.contents.clone()))
    }
}

impl App {
    /// The outline of a document of the session on the screen, with what was chosen last for its form.
    pub(in super::super) fn outline(&self, sitting: &Sitting, document: &str) -> Result<Outline, String> {
        build_with(&sitting.filled(&self.desk), document, &sitting.choice.contents_of(document))
            .map_err(|e| e.to_string())
    }

    /// A document as plain text.
    pub(in super::super) fn as_text(&self, sitting: &Sitting, document: &str) -> Result<String, String> {
        let outline = self.outline(sitting, document)?;
        let format = FORMATS.iter().find(|f| f.id == "txt").ok_or("there is no plain text format")?;
        let mut bytes = Vec::new();
        (format.write)(&outline, &mut bytes).map_err(|e| e.to_string())?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Shows the document chosen last, else the form's main one.
    pub(in super::super) fn show_preview(&mut self, sitting: &Sitting) {
        let all = documents(&sitting.form);
        let (wanted, _) = sitting.document_wanted(&sitting.filled(&self.desk), self.now.date());
        let chosen = all.iter().find(|document| document.id == wanted).or(all.first());
        let document = chosen.map(|document| document.id.clone()).unwrap_or_default();
        self.show_document(sitting, &document, &sitting.choice.contents_of(&document));
        let wanted = self.sources_at_hand(sitting);
        if let Some(Overlay::Preview(preview)) = self.overlays.last_mut() {
            preview.show_first(&wanted);
        }
    }

    /// What a paragraph about the place of the caret may come from, the nearest first.
    fn sources_at_hand(&self, sitting: &Sitting) -> Vec<Source> {
        let item = || [sitting.chosen_entry().map(Source::Entry), Some(Source::Item(sitting.item.clone()))];
        match (sitting.focus, sitting.path_at_hand(&self.desk)) {
            (Focus::Sheet, Some(path)) => {
                // Of a row its first cell, of a table or a judgement its field.
                let row = path.rsplit_once('.').map(|(row, _)| row.to_owned());
                let cell = sitting.form.cell(&path).ok();
                let field = cell.map(|cell| cell.field);
                let first = field.and_then(|field| match &field.kind {
                    Kind::Table { columns } | Kind::Grades { columns, .. } => columns.first(),
                    _ => None,
                });
                let first = row.zip(first).map(|(row, column)| format!("{row}.{}", column.id));
                let field = field.map(|field| field.id.clone());
                [Some(path), first, field].into_iter().flatten().map(Source::Field).collect()
            }
            _ => item().into_iter().flatten().collect(),
        }
    }

    /// Shows a document with what goes in.
    pub(in super::super) fn show_document(&mut self, sitting: &Sitting, document: &str, contents: &Contents) {
        match build_in(&sitting.filled(&self.desk), document, contents, Words::AsPrinted) {
            Ok(mut outline) => {
                // Other sessions are read beside; until then a line stands in their place.
                if !outline.gathered.is_empty() {
                    self.want(Effect::Complete { document: document.to_owned(), outline: Box::new(outline.clone()) });
                    outline.blocks.push(Block::note("The other sessions of the school are being read …"));
                }
                let found = documents(&sitting.form).into_iter().find(|d| d.id == document);
                let audience = found.map(|d| crate::outline::audience_in_words(&d.audience)).unwrap_or_default();
                let own = self.desk.template_said(&sitting.form, document).map(|said| format!(" · {said}"));
                let title = format!("{} · {audience}{}", outline.title, own.unwrap_or_default());
                let shown = Shown::Document(document.to_owned(), contents.clone(), Box::new(outline));
                self.overlays.push(Overlay::Preview(Box::new(Preview::new(title, shown, self.size))));
            }
            Err(error) => self.warn(error.to_string()),
        }
    }

    /// What other sessions give to a document on the screen is read.
    pub(in super::super) fn document_completed(&mut self, document: &str, outline: Outline) {
        let of = (outline.reference.as_str(), document);
        let awaited = |preview: &&mut Box<Preview>| match &preview.shown {
            Shown::Document(known, _, shown) => {
                !shown.gathered.is_empty() && (shown.reference.as_str(), known.as_str()) == of
            }
            Shown::AsItWas(..) | Shown::Differences(_) => false,
        };
        let previews = self
            .overlays
            .iter_mut()
            .filter_map(|overlay| if let Overlay::Preview(preview) = overlay { Some(preview) } else { None });
        let size = self.size;
        if let Some(preview) = previews.filter(awaited).last()
            && let Shown::Document(_, _, shown) = &mut preview.shown
        {
            **shown = outline;
            preview.lay_out(size);
        }
    }

    /// Shows what differs between a version and now: of the document that was sent with it, else of the main one.
    pub(in super::super) fn show_differences(&mut self, sitting: &Sitting, number: u32) {
        let Some(version) = sitting.versions.iter().find(|version| version.number == number) else { return };
        let (document, contents) = sitting.sent_as(number);
        let session = settled(sitting.session());
        let now = Filled { session: &session, ..sitting.filled(&self.desk) };
        let then = version.beside(&now);
        let differs_beside = version.differs_beside(&now);
        let built = |filled| build_with(filled, &document, &contents);
        let (then, now) = match (built(&then.filled(&now)), built(&now)) {
            (Ok(then), Ok(now)) => (then, now),
            (Err(error), _) | (_, Err(error)) => return self.warn(error.to_string()),
        };
        let mut differences = compare(&then, &now);
        if differences.is_empty() {
            self.tell(format!("“{}” says the same as in version {number}", now.title));
            return;
        }
        if differs_beside {
            differences.push(Difference::said(STAYS));
        }
        let title = format!("{}, version {number} and now", now.title);
        let shown = Shown::Differences(differences);
        self.overlays.push(Overlay::Preview(Box::new(Preview::new(title, shown, self.size))));
    }

    /// Shows a document as it stood in a version: the one that was sent with it, else the main one.
    pub(in super::super) fn show_as_it_was(&mut self, sitting: &Sitting, number: u32) {
        let (document, contents) = sitting.sent_as(number);
        self.show_of_version(sitting, number, &document, &contents);
    }

    /// Shows any document as it stood in a version.
    pub(super) fn show_of_version(&mut self, sitting: &Sitting, number: u32, document: &str, contents: &Contents) {
        let Some(version) = sitting.versions.iter().find(|version| version.number == number) else { return };
        let now = sitting.filled(&self.desk);
        match build_in(&version.as_it_was(&now).filled(&now), document, contents, Words::AsPrinted) {
            Ok(outline) => {
                let title = format!("{}: as it was in version {number}", outline.title);
                let shown = Shown::AsItWas(number, Box::new(outline));
                self.overlays.push(Overlay::Preview(Box::new(Preview::new(title, shown, self.size))));
            }
            Err(error) => self.warn(error.to_string()),
        }
    }

    /// Lays out anew what is shown, for another window.
    pub(in super::super) fn lay_out_previews(&mut self) {
        let size = self.size;
        for overlay in &mut self.overlays {
            if let Overlay::Preview(preview) = overlay {
                preview.lay_out(size);
            }
        }
    }

    pub(super) fn press_in_preview(&mut self, mut preview: Box<Preview>, key: Key) {
        let exports = self.desk.keymap.command(key, Scope::Session) == Some(Command::Export);
        match (key.code, &preview.shown) {
            (Code::Enter, Shown::Document(..)) => {
                let source = preview.selected().map_or(Source::None, |passage| passage.source.clone());
                self.go_to_source(preview, &source);
                return;
            }
            (Code::Left | Code::Right, Shown::Document(document, contents, _)) => {
                let (document, contents) = (document.clone(), contents.clone());
                let shown = self.with_sitting(|app, sitting| {
                    let all = documents(&sitting.form);
                    let count = all.len().max(1);
                    let at = all.iter().position(|d| d.id == document).unwrap_or_default();
                    let step = if key.code == Code::Right { 1 } else { count - 1 };
                    let next = all.get((at + step) % count).map(|d| d.id.clone()).unwrap_or_default();
                    app.show_document(sitting, &next, &contents);
                });
                if shown.is_some() {
                    return;
                }
            }
            (_, Shown::Document(document, _, _)) if exports => {
                let document = document.clone();
                self.overlays.push(Overlay::Preview(preview));
                self.with_sitting(|app, sitting| app.open_export(sitting, Some(&document)));
                return;
            }
            (_, Shown::AsItWas(number, outline)) if exports => {
                let (number, document) = (*number, outline.document.clone());
                self.overlays.push(Overlay::Preview(preview));
                self.with_sitting(|app, sitting| app.open_export_of(sitting, number, Some(&document)));
                return;
            }
            (code, _) => preview.press(code),
        }
        self.overlays.push(Overlay::Preview(preview));
    }

    /// Goes to where a paragraph comes from, into another session too; one that comes from nowhere leaves the document on
    /// the screen.
    fn go_to_source(&mut self, preview: Box<Preview>, source: &Source) {
        if let Source::Elsewhere(session, place) = source {
            let here = self.sitting.as_ref().is_some_and(|sitting| sitting.session().id() == session);
            if here {
                return self.go_to_source(preview, place);
            }
            self.overlays.clear();
            return match place.as_ref() {
                Source::Entry(id) => self.send_on(session, Errand::Entry(*id)),
                Source::Field(path) => self.send_on(session, Errand::Field(path.clone())),
                Source::None
                | Source::Item(_)
                | Source::Section(_)
                | Source::Action(_)
                | Source::Target { .. }
                | Source::Person(_)
                | Source::Deadline(_)
                | Source::Elsewhere(..) => {
                    self.want(Effect::Open(session.clone()));
                }
            };
        }
        if let Source::Target { measure, group } = source {
            self.overlays.clear();
            self.with_sitting(|app, sitting| app.type_target(sitting, measure, group, GridColumn::NextTarget));
            return;
        }
        let gone = self.with_sitting(|app, sitting| {
            let session = sitting.session();
            match source {
                Source::None | Source::Target { .. } | Source::Deadline(_) | Source::Elsewhere(..) => false,
                Source::Field(path) => {
                    app.go_to_spot(sitting, path);
                    true
                }
                Source::Section(id) => {
                    let section = sitting.form.sections.iter().find(|section| section.id == *id);
                    let first = section.and_then(|section| section.fields.first()).map(|field| field.id.clone());
                    let Some(first) = first else { return false };
                    app.go_to_spot(sitting, &first);
                    true
                }
                Source::Entry(id) => {
                    let known = session.entry(*id).is_some();
                    app.leave_spot(sitting);
                    sitting.edit(*id);
                    known
                }
                Source::Person(at) => {
                    app.go_to_person(sitting, *at);
                    true
                }
                Source::Action(number) => {
                    let found = session.actions().find(|(_, action)| action.number == *number).map(|(e, _)| e.id);
                    let Some(id) = found else { return false };
                    app.leave_spot(sitting);
                    sitting.edit(id);
                    true
                }
                Source::Item(item) => {
                    let Some((at, _)) = session.stop(item) else { return false };
                    app.leave_spot(sitting);
                    sitting.show(item, at);
                    sitting.focus = Focus::Line;
                    true
                }
            }
        });
        if gone == Some(true) {
            self.overlays.clear();
        } else {
            self.tell("This is made of the whole session; there is no one place to go to");
            self.overlays.push(Overlay::Preview(preview));
        }
    }
}
