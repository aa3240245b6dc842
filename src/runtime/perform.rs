//! Doing what `update` wants done.

use super::worker::Job;
use super::{Program, clipboard, now, terminal};
use crate::app::{Effect, Listing, Message, Opening};
use crate::store::{Mode, Opened, ReadOnly, StoreError};
use crate::session::{Live, Session};

impl Program {
    pub(super) fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Keep { session, step, urgency } => self.keep(&session, &step, urgency),
            Effect::Sync(session) => self.sync(&session),
            Effect::List => self.list(),
            Effect::Open(id) => self.open(&id),
            Effect::Practise(example) => match self.desk.practise(&example, now()) {
                Ok(id) => self.open(&id),
                Err(error) => self.fail(&error),
            },
            Effect::Begin { form, school, date } => match self.desk.begin(&form, &school, date, now()) {
                Ok(begun) => {
                    self.open(&begun.id);
                    for warning in begun.warnings {
                        self.take(Message::Told(warning));
                    }
                }
                Err(error) => self.fail(&error),
            },
            Effect::Close(live) => {
                if let Some(fault) = self.close(*live) {
                    self.take(Message::Failed(fault));
                }
            }
            Effect::Note { to, text } => {
                let noted = self.desk.note(to.as_deref(), &text, None, crate::app::Reading::Grammar == crate::app::Reading::Grammar, now());
                match noted {
                    Ok(()) => self.list(),
                    Err(error) => self.fail(&error),
                }
            }
            Effect::Scratch(text) => {
                if let Err(error) = self.desk.keep_scratch(&text) {
                    self.fail(&error);
                }
            }
            Effect::ClearInbox(at) => {
                if let Err(error) = self.desk.clear_inbox(at) {
                    self.fail(&error);
                }
                self.list();
            }
            Effect::Copy { text, what } => {
                let copied = clipboard::copy(&mut self.clipboard, &text, &what);
                self.take(copied.map_or_else(Message::Failed, Message::Told));
            }
            Effect::Export { outline, format, path } => self.worker.give(Job::Run(Box::new(move || {
                match crate::cli::write_document(&outline, format, &path, crate::cli::Overwrite::No) {
                    Ok(()) => Message::Told(format!("Written to {}", path.display())),
                    Err(error) => Message::Failed(error.to_string()),
                }
            }))),
            Effect::Search(words) => {
                let desk = self.desk.clone();
                self.worker.give(Job::Run(Box::new(move || match desk.search(&words) {
                    Ok(hits) => Message::Found(hits),
                    Err(error) => Message::Failed(error.to_string()),
                })));
            }
            Effect::KeepMe(me) => {
                if let Err(error) = self.desk.keep_me(&me) {
                    self.fail(&error);
                }
            }
            Effect::Suspend => self.suspend(),
            Effect::Quit => self.ended = true,
        }
    }

    fn fail(&mut self, error: &StoreError) {
        self.take(Message::Failed(error.to_string()));
    }

    fn list(&mut self) {
        match self.desk.listing(now().date()) {
            Ok(listing) => self.take(Message::Listed(Box::new(listing))),
            Err(error) => self.fail(&error),
        }
    }

    fn open(&mut self, id: &str) {
        let shown = |s: &Option<Box<crate::app::Sitting>>| s.as_ref().is_some_and(|s| s.session().id() == id);
        if shown(&self.app.sitting) {
            return;
        }
        if shown(&self.app.other) {
            std::mem::swap(&mut self.app.sitting, &mut self.app.other);
            return;
        }
        match self.try_open(id) {
            Ok(opening) => {
                self.take(Message::Opened(Box::new(opening)));
                self.take_inbox(id);
            }
            Err(error) => self.fail(&error),
        }
    }

    fn try_open(&mut self, id: &str) -> Result<Opening, StoreError> {
        let opened: Opened<Session> = self.desk.store.open_session(id)?;
        let context = self.desk.context(&opened.document)?;
        let steps: Vec<_> = opened.history.into_iter().map(|(_, step)| step).collect();
        let mut notices: Vec<String> = opened.notices.iter().map(ToString::to_string).collect();
        if opened.replayed > 0 {
            notices.push("nov did not end properly last time; everything you typed is here".to_owned());
        }
        let held_by = match opened.mode {
            Mode::Writing(journal) => {
                self.journals.add(journal);
                None
            }
            Mode::ReadOnly(ReadOnly::Held(Some(holder))) => Some(holder.to_string()),
            Mode::ReadOnly(other) => Some(other.to_string()),
        };
        Ok(Opening {
            live: Live::new(opened.document, &steps),
            form: context.form,
            prompts: context.prompts,
            scales: context.scales,
            school: context.school,
            held_by,
            notices,
        })
    }

    /// Takes in notes that wait in the inbox of an open session.
    pub(super) fn take_inbox(&mut self, session: &str) {
        if !self.journals.has(session) {
            return;
        }
        match self.desk.store.take_inbox(session) {
            Ok(taken) => {
                for note in taken.notes() {
                    self.take(Message::Noted { session: session.to_owned(), note: note.into() });
                }
                taken.done();
            }
            Err(error) => self.fail(&error),
        }
    }

    fn suspend(&mut self) {
        terminal::give_back();
        #[cfg(unix)]
        drop(signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP));
        drop(terminal::take());
        self.terminal.backend_mut().forget();
        drop(self.terminal.clear());
    }
}
