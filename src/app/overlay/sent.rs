//! Noting to whom a document was sent, and when (DI-01).

use chrono::NaiveDate;

use super::super::editor::{Editor, Pressed};
use super::super::sending::KeptFor;
use super::super::{App, Effect, Sitting};
use super::Overlay;
use super::picker::{Choice, Picked, Picker};
use super::receivers::{Offered, Receiver, offered, receivers, tick, ticked};
use crate::command::{Code, Command, Key};
use crate::forms::{Document, Part};
use crate::outline::{documents, due_in, is_own, may_send, stand_as_sent, why_draft};
use crate::session::{Filled, Sent};

/// A row of the overlay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SentRow {
    /// Which document.
    Document,
    /// A role; its place from 0.
    To(usize),
    /// Somebody who is not on the list.
    Other,
    /// The day.
    On,
}

/// Noting what was sent, on the screen.
#[derive(Debug, Clone)]
pub struct SentForm {
    /// Documents to choose from.
    pub documents: Vec<Offered>,
    /// The chosen one, from 0.
    pub document: usize,
    /// Who may have got it.
    pub receivers: Vec<Receiver>,
    /// Somebody who is not on the list, by role.
    pub other: Editor,
    /// The day, as typed.
    pub on: Editor,
    /// The selected row, from 0.
    pub at: usize,
    /// What is wrong with what was typed.
    pub fault: Option<String>,
}

impl SentForm {
    fn new((sitting, filled): (&Sitting, &Filled<'_>), (document, waiting): (&str, &[String]), on: NaiveDate) -> Self {
        let documents: Vec<Offered> =
            offered(filled).into_iter().filter(|offered| !is_own(&offered.audience)).collect();
        let document = documents.iter().position(|offered| offered.id == document).unwrap_or_default();
        let on = Editor::offering(&on.format("%-d %B %Y").to_string());
        let (receivers, other) = (Vec::new(), Editor::default());
        let mut form = Self { documents, document, receivers, other, on, at: 1, fault: None };
        form.document_chosen(sitting);
        tick(&mut form.receivers, waiting);
        form
    }

    /// The rows, in order.
    pub fn rows(&self) -> Vec<SentRow> {
        let to = (0..self.receivers.len()).map(SentRow::To);
        std::iter::once(SentRow::Document).chain(to).chain([SentRow::Other, SentRow::On]).collect()
    }

    /// The selected row.
    pub fn row(&self) -> SentRow {
        self.rows().get(self.at).copied().unwrap_or(SentRow::Document)
    }

    /// The chosen document.
    pub fn chosen(&self) -> Option<&Offered> {
        self.documents.get(self.document)
    }

    fn document_chosen(&mut self, sitting: &Sitting) {
        self.receivers = self.chosen().map(|offered| receivers(sitting, offered)).unwrap_or_default();
    }

    fn press(&mut self, sitting: &Sitting, key: Key) {
        let last = self.rows().len().saturating_sub(1);
        let count = self.documents.len().max(1);
        self.fault = None;
        match (key.code, self.row()) {
            (Code::Up | Code::BackTab, _) => self.at = self.at.saturating_sub(1),
            (Code::Down | Code::Tab, _) => self.at = (self.at + 1).min(last),
            (Code::Left, SentRow::Document) => {
                self.document = (self.document + count - 1) % count;
                self.document_chosen(sitting);
            }
            (Code::Right | Code::Char(' '), SentRow::Document) => {
                self.document = (self.document + 1) % count;
                self.document_chosen(sitting);
            }
            (Code::Left | Code::Right | Code::Char(' '), SentRow::To(at)) => {
                if let Some(receiver) = self.receivers.get_mut(at) {
                    receiver.ticked = !receiver.ticked;
                }
            }
            (_, SentRow::Other) => drop(matches!(self.other.press(key), Pressed::Edit(_))),
            (_, SentRow::On) => drop(matches!(self.on.press(key), Pressed::Edit(_))),
            (_, SentRow::Document | SentRow::To(_)) => {}
        }
    }
}

impl App {
    /// Opens it for a document; none: the form's main one.
    pub(in super::super) fn open_sent(&mut self, sitting: &Sitting) {
        let filled = sitting.filled(&self.desk);
        let (document, waiting) = sitting.document_wanted(&filled, self.now.date());
        let form = SentForm::new((sitting, &filled), (&document, &waiting), self.now.date());
        self.overlays.push(Overlay::Sent(Box::new(form)));
    }

    /// A state was reached that means that something was sent: offers to note to whom.
    pub(in super::super) fn offer_sent(&mut self, sitting: &Sitting, state: &str, on: NaiveDate) {
        let filled = sitting.filled(&self.desk);
        let Some((document, waiting)) = due_in(&filled, state) else { return };
        let form = SentForm::new((sitting, &filled), (&document, &waiting), on);
        self.overlays.push(Overlay::Sent(Box::new(form)));
    }

    pub(super) fn press_in_sent(&mut self, mut form: Box<SentForm>, key: Key) {
        match key.code {
            Code::Enter => match self.with_sitting(|app, sitting| app.sending(sitting, &form)) {
                Some(Ok(sent)) => {
                    self.leave_sent(&form);
                    self.with_sitting(|app, sitting| app.note_or_ask(sitting, sent));
                    return;
                }
                Some(Err(fault)) => form.fault = Some(fault),
                None => return,
            },
            Code::Delete if matches!(form.row(), SentRow::To(_)) => {
                if let (SentRow::To(at), Some(document)) = (form.row(), form.chosen().cloned())
                    && let Some(receiver) = form.receivers.get(at).cloned()
                {
                    self.with_sitting(|app, sitting| {
                        app.take_back_sending(sitting, &receiver.role, &document.id);
                        form.document_chosen(sitting);
                    });
                }
            }
            _ => {
                let before = form.other.text().to_owned();
                self.with_sitting(|_, sitting| form.press(sitting, key));
                self.keep_other(&form, &before);
            }
        }
        self.overlays.push(Overlay::Sent(form));
    }

    /// Whom the user names in words of their own is kept aside.
    fn keep_other(&mut self, form: &SentForm, before: &str) {
        if form.other.text() != before {
            self.want(Effect::Scratch(form.other.text().to_owned()));
        }
    }

    /// The question is left: nobody else is named.
    pub(super) fn leave_sent(&mut self, form: &SentForm) {
        if !form.other.text().is_empty() {
            self.want(Effect::Scratch(String::new()));
        }
    }

    /// Pasted text goes into the selected row.
    pub(in super::super) fn paste_in_sent(&mut self, form: &mut SentForm, text: &str) {
        let before = form.other.text().to_owned();
        let text = text.lines().collect::<Vec<_>>().join(" ");
        match form.row() {
            SentRow::Other => drop(form.other.insert(&text)),
            SentRow::On => drop(form.on.insert(&text)),
            SentRow::Document | SentRow::To(_) => {}
        }
        self.keep_other(form, &before);
    }

    fn sending(&self, sitting: &Sitting, form: &SentForm) -> Result<Sent, String> {
        if let Some(why) = &sitting.held_by {
            return Err(format!("{why}: nothing can be noted here"));
        }
        let today = self.now.date();
        let on = match form.on.text().trim() {
            "" => today,
            text => self.read_noted_date(text, today)?,
        };
        let mut to = ticked(&form.receivers);
        to.extend(Some(form.other.text().trim().to_owned()).filter(|other| !other.is_empty()));
        if to.is_empty() {
            return Err("Tick somebody with the space bar, or press Esc to leave".to_owned());
        }
        let document = form.chosen().map(|offered| offered.id.clone()).unwrap_or_default();
        let filled = sitting.filled(&self.desk);
        let to = may_send(&filled, &document, &to, on, today).map_err(|error| error.to_string())?;
        let choice = &sitting.choice;
        // What is remembered tells the format only if this document was the one written last.
        let format = if choice.document == document { choice.format.clone() } else { String::new() };
        let contents = choice.contents_of(&document);
        let sent = Sent { document, format, to, on, version: 0, contents };
        Ok(sent)
    }

    /// Notes what was sent, or asks where it is a draft; what it gathers of other sessions is looked at first.
    fn note_or_ask(&mut self, sitting: &Sitting, sent: Sent) {
        let gathers = |known: &Document| known.id == sent.document && known.contents.contains(&Part::Year);
        match why_draft(&sitting.filled(&self.desk), &sent.document) {
            Some(why) => self.ask_about_draft(&why, sent),
            None if documents(&sitting.form).iter().any(gathers) => {
                self.want(Effect::LookForDrafts { session: Box::new(sitting.session().clone()), sent });
            }
            None => self.note_sent(sitting, sent),
        }
    }

    /// What a document gathers was looked at.
    pub(in super::super) fn looked_for_drafts(&mut self, session: &str, sent: Sent, why: Option<String>) {
        let is_here = self.sitting.as_ref().is_some_and(|sitting| sitting.session().id() == session);
        match why {
            _ if !is_here => self.warn("Its session is not on the screen any more: nothing was noted".to_owned()),
            Some(why) => self.ask_about_draft(&why, sent),
            None => {
                self.with_sitting(|app, sitting| app.note_sent(sitting, sent));
            }
        }
    }

    /// Notes it once the session as it stands is kept as a version.
    pub(in super::super) fn note_sent(&mut self, sitting: &Sitting, sent: Sent) {
        let why = format!("sent to {}", sent.to_whom());
        let stand = Box::new(stand_as_sent(&sitting.filled(&self.desk), &sent));
        self.want(Effect::KeepVersion { stand, why, purpose: KeptFor::Sent(sent) });
    }

    /// A draft is noted as sent only where the user says so.
    fn ask_about_draft(&mut self, why: &str, sent: Sent) {
        let whom = sent.to_whom();
        let choices = vec![
            Choice::new("Look at what stands in the way", "nothing is noted", Picked::Command(Command::Review)),
            Choice::new(
                "Note it as sent all the same",
                format!("as a draft, to {whom}"),
                Picked::SentDraft(Box::new(sent)),
            ),
        ];
        self.overlays.push(Overlay::Picker(Picker::new(format!("It is still a draft: {why}"), choices)));
    }
}
