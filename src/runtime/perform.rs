//! Doing what `update` wants done.

use super::worker::Job;
use super::{Program, clipboard, document, examples, handover, now, terminal};
use crate::app::{self, Effect, Hit, InboxNote, KeptFor, Listing, Message, Opening, PutAside};
use crate::caseload::Owed;
use crate::outline::Words;
use crate::session::{Live, NoteReading, Session};
use crate::store::{Desk, Inbox, Mode, Opened, PutAway, ReadOnly, Shelf, StoreError, Waiting};

impl Program {
    pub(super) fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Keep { session, step, urgency } => self.keep(&session, &step, urgency),
            Effect::Sync(session) => self.sync(&session),
            Effect::List => self.list(),
            Effect::Open(id) => self.open(&id),
            Effect::Practise(example) => match self.practise(&example) {
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
                let told = self.close(*live).unwrap_or_else(|fault| vec![fault]);
                for text in told {
                    self.take(Message::Failed(text));
                }
            }
            Effect::Note { to, text } => {
                let note = Desk::new_note(&text, None, NoteReading::Grammar, now());
                // What could not be noted stays aside and comes back at the next start.
                match self.desk.note(to.as_deref(), &note) {
                    Ok(()) => {
                        self.perform(Effect::Scratch(String::new()));
                        self.list();
                    }
                    Err(error) => self.take(Message::NotNoted { text, why: error.to_string() }),
                }
            }
            Effect::File { notes, to } => self.file(notes, &to),
            Effect::Scratch(text) => {
                if let Err(error) = self.desk.store.keep_scratch(&text) {
                    self.fail(&error);
                }
            }
            Effect::ClearInbox(at) => {
                let ids: Vec<String> = self.inbox_ids.get(at).cloned().into_iter().collect();
                self.clear_inbox(&ids);
            }
            Effect::Copy { text, what } => {
                let copied = clipboard::copy(&mut self.clipboard, &text, &what);
                self.take(copied.map_or_else(Message::Failed, Message::Told));
            }
            Effect::Export(writing) => {
                let desk = self.desk.clone();
                self.worker.give(Job::Run(Box::new(move || document::write(&desk, writing))));
            }
            Effect::LookForDrafts { session, sent } => {
                let desk = self.desk.clone();
                self.worker.give(Job::Run(Box::new(move || match desk.drafts_within(&session, &sent.document) {
                    Ok(why) => Message::LookedForDrafts { session: session.id().to_owned(), sent, why },
                    Err(error) => Message::Failed(error.to_string()),
                })));
            }
            Effect::Complete { document, outline } => {
                let desk = self.desk.clone();
                self.worker.give(Job::Run(Box::new(move || match desk.completed(*outline, Words::AsPrinted) {
                    Ok(outline) => Message::Completed { document, outline: Box::new(outline) },
                    Err(error) => Message::Failed(error.to_string()),
                })));
            }
            Effect::Remember { form, choice } => {
                if let Err(error) = self.desk.remember(&form, &choice) {
                    self.fail(&error);
                }
            }
            Effect::KeepVersion { stand, why, purpose } => {
                let kept = match &purpose {
                    KeptFor::Sent(sent) => self.desk.store.keep_sent_version(&stand, now(), sent),
                    KeptFor::User | KeptFor::Restoring(_) => self.desk.store.keep_version(&stand, now(), &why),
                };
                match kept {
                    Ok(number) => {
                        let session = stand.session().id().to_owned();
                        self.take(Message::VersionKept { session, number, purpose });
                    }
                    Err(error) => self.fail(&error),
                }
            }
            Effect::ReadVersions(session) => {
                let store = self.desk.store.clone();
                self.worker.give(Job::Run(Box::new(move || match store.versions(&session) {
                    Ok(read) => Message::Versions { session, versions: read.versions, faults: read.faults },
                    Err(error) => Message::Failed(error.to_string()),
                })));
            }
            Effect::Search(words) => {
                let store = self.desk.store.clone();
                self.worker.give(Job::Run(Box::new(move || match store.search::<Session>(&words) {
                    Ok(found) => Message::Found(found.hits.into_iter().map(|hit| shown(hit, &words)).collect()),
                    Err(error) => Message::Failed(error.to_string()),
                })));
            }
            Effect::KeepMe(me) => {
                if let Err(error) = self.desk.keep_me(&me) {
                    self.fail(&error);
                }
            }
            Effect::KeepTerms { year, text } => match self.desk.keep_terms(year, &text) {
                Ok(()) => {
                    self.take(Message::CalendarKnown(Box::new(self.desk.calendar.clone())));
                    self.take(Message::Told(format!(
                        "The terms of {year} are kept; of actions noted before, Ctrl+R offers their day"
                    )));
                }
                Err(error) => self.fail(&error),
            },
            Effect::KeepSchool { slug, fact, to } => {
                if let Err(error) = self.desk.set_school(&slug, &[(fact, to)]) {
                    self.fail(&error);
                }
            }
            Effect::Import(wish) => self.import(*wish),
            Effect::StopImport => self.stop_import(),
            Effect::ChangeFigures { slug, change } => self.change_figures(&slug, *change),
            Effect::LookUpFigures(school) => self.look_up_figures(&school),
            Effect::PutAway(id) => {
                match self.desk.store.put_away::<Session>(&id) {
                    Ok(path) => self.take(Message::Told(told_of_putting_away(&path))),
                    Err(error) => self.fail(&error),
                }
                self.list();
            }
            Effect::PutSchoolAway(school) => {
                let meant = self.desk.known_school(&school);
                match meant.and_then(|meant| self.desk.store.put_away_school(&meant.slug)) {
                    Ok(path) => self.take(Message::Told(told_of_putting_away(&path))),
                    Err(error) => self.fail(&error),
                }
                self.list();
            }
            Effect::RenameSchool { school, to } => {
                match self.desk.rename_school(&school, &to, now()) {
                    Ok(renamed) => {
                        let open = self.app.sitting.iter().chain(&self.app.other);
                        let shown: Vec<&str> = open.map(|sitting| sitting.session().id()).collect();
                        let told = renamed.sentence(&shown);
                        self.take(Message::Told(told));
                    }
                    Err(error) => self.fail(&error),
                }
                self.list();
            }
            Effect::MakeSchool(school) => {
                if let Err(error) = self.desk.make_school(&school) {
                    self.fail(&error);
                }
                self.list();
            }
            Effect::ReadAside => {
                let aside = self.desk.put_away().into_iter().map(aside);
                self.take(Message::AsideRead(aside.collect()));
            }
            Effect::BringBack(file) => {
                match self.desk.bring_back(&file) {
                    Ok(what) => self.take(Message::Told(format!("{what} is back"))),
                    Err(error) => self.fail(&error),
                }
                self.list();
            }
            Effect::LookOver { place, session } => self.look_over(&place, session),
            Effect::Rescue { place, session } => self.rescue(&place, session.as_deref()),
            Effect::WritePage(page, path) => {
                let path = document::meant(&path);
                self.in_background(move |_| document::write_page(&page, &path).map_err(|error| error.to_string()));
            }
            Effect::HandOver { school, what, path } => {
                let (wish, path) = (handover::wish(what, now().date()), document::meant(&path));
                self.in_background(move |desk| handover::write(desk, &school, &wish, &path));
            }
            Effect::HandOn { session, path } => {
                let (now, path) = (now(), document::meant(&path));
                self.in_background(move |desk| handover::write_session(desk, &session, now, &path));
            }
            Effect::BackUp(path) => {
                let (now, path) = (now(), document::meant(&path));
                self.in_background(move |desk| handover::back_up(desk, now, &path));
            }
            Effect::TakeOver(path) => {
                match handover::take_over(&self.desk, &document::meant(&path), now()) {
                    Ok(told) => self.take(Message::Told(told)),
                    Err(why) => self.take(Message::Failed(why)),
                }
                self.list();
            }
            Effect::Survey(year) => {
                let (desk, today) = (self.desk.clone(), now().date());
                let year = year.unwrap_or_else(|| desk.calendar.school_year_of(today));
                self.worker.give(Job::Run(Box::new(move || match desk.caseload_of(year, today) {
                    Ok(caseload) => Message::Surveyed(Box::new(caseload)),
                    Err(error) => Message::Failed(error.to_string()),
                })));
            }
            Effect::Suspend => self.suspend(),
            Effect::Quit => self.ended = true,
        }
    }

    /// Does something on the worker and says how it went.
    fn in_background(&self, work: impl FnOnce(&Desk) -> Result<String, String> + Send + 'static) {
        let desk = self.desk.clone();
        self.worker.give(Job::Run(Box::new(move || work(&desk).map_or_else(Message::Failed, Message::Told))));
    }

    pub(super) fn fail(&mut self, error: &StoreError) {
        self.take(Message::Failed(error.to_string()));
    }

    pub(super) fn list(&mut self) {
        match self.desk.shelf() {
            Ok(shelf) => {
                let pressing = self.desk.pressing(&shelf, now().date());
                self.listed(shelf, pressing);
            }
            Err(error) => self.fail(&error),
        }
    }

    pub(super) fn listed(&mut self, shelf: Shelf, pressing: Vec<(String, Owed)>) {
        self.inbox_ids = shelf.inbox.iter().map(|(id, ..)| id.clone()).collect();
        let listing = Listing {
            pressing,
            schools: shelf.schools.iter().map(|school| school.name().to_owned()).collect(),
            sessions: shelf.sessions,
            damaged: shelf.damaged,
            faults: self.desk.faults_in_short(),
            phases: shelf.phases,
            inbox: shelf.inbox.into_iter().map(|(_, at, text)| (at, text)).collect(),
            put_away: shelf.put_away,
            examples: examples::listed(),
            ..Listing::default()
        };
        self.take(Message::Listed(Box::new(listing)));
    }

    /// Reads the titles of the forms, off the loop: nobody chooses one in the first moment.
    pub(super) fn read_forms(&self) {
        let desk = self.desk.clone();
        self.worker.give(Job::Run(Box::new(move || Message::FormsKnown {
            forms: desk.form_titles(),
            own: desk.own_forms(),
            standing: desk.standing_forms(),
        })));
    }

    fn practise(&self, example: &str) -> Result<String, StoreError> {
        let text = examples::text(example).unwrap_or_default();
        self.desk.adopt(text)
    }

    /// What was being typed into a question when the program ended badly goes to the inbox.
    pub(super) fn recover_scratch(&mut self) {
        let desk = &self.desk;
        let recovered = desk
            .store
            .hand_on_scratches(|text| desk.note(None, &Desk::new_note(text, None, NoteReading::Grammar, now())));
        match recovered {
            Ok(0) => {}
            Ok(_) => self.take(Message::Told("The note you were typing last time is in the inbox".to_owned())),
            Err(error) => self.fail(&error),
        }
    }

    pub(super) fn open(&mut self, id: &str) {
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
            Err(error) => self.offer_rescue(id, &error),
        }
    }

    fn try_open(&mut self, id: &str) -> Result<Opening, StoreError> {
        // What cannot be taken in now is taken in the next time; opening it matters more.
        let mended = self.desk.note_kept_sending(id, now()).ok().flatten();
        drop(self.desk.catch_up(id, now()));
        let opened: Opened<Session> = self.desk.store.open_session(id)?;
        let context = self.desk.context(&opened.document)?;
        let choice = self.desk.choice(&context.form.id);
        let mut notices: Vec<String> = opened.notices.iter().map(ToString::to_string).collect();
        notices.extend(self.desk.store.untold());
        if self.desk.library.form(opened.document.form()).is_err() {
            notices
                .push("The form of this session is there no more; it opens with the version it began with".to_owned());
        }
        notices.extend(mended.map(|sent| {
            let (to, version) = (sent.to_whom(), sent.version);
            format!("Noted now: sent to {to} (version {version}); nov had ended before that was written")
        }));
        let steps: Vec<_> = opened.history.into_iter().map(|(_, step)| step).collect();
        if opened.replayed > 0 && notices.len() <= 1 {
            notices.insert(0, "nov did not end properly last time; everything you typed is here".to_owned());
        }
        let held_by = match opened.mode {
            Mode::Writing(journal) => {
                self.journals.add(*journal);
                None
            }
            Mode::ReadOnly(ReadOnly::Held(Some(holder))) => Some(app::ReadOnly::Elsewhere(holder.to_string())),
            Mode::ReadOnly(ReadOnly::Held(None)) => Some(app::ReadOnly::Elsewhere("another program".to_owned())),
            Mode::ReadOnly(ReadOnly::Folder(why)) => Some(app::ReadOnly::Folder(why)),
        };
        Ok(Opening {
            live: Live::new(opened.document, &steps),
            form: context.form,
            prompts: context.prompts,
            scales: context.scales,
            choice,
            school: context.school,
            figures: context.figures,
            held_by,
            notices,
        })
    }

    /// Puts notes of the store's inbox into a session; each leaves the inbox once it stands there.
    fn file(&mut self, notes: Vec<(usize, String)>, to: &str) {
        let mut there = Vec::new();
        for (at, text) in notes {
            let Some(id) = self.inbox_ids.get(at).cloned() else { continue };
            match self.desk.note(Some(to), &Desk::new_note(&text, None, NoteReading::Grammar, now())) {
                Ok(()) => there.push(id),
                Err(error) => self.fail(&error),
            }
        }
        self.clear_inbox(&there);
    }

    fn clear_inbox(&mut self, ids: &[String]) {
        if let Err(error) = self.desk.store.forget_notes(&Inbox::Store, ids) {
            self.fail(&error);
        }
        self.list();
    }

    /// Takes in notes that wait in the inbox of an open session.
    pub(super) fn take_inbox(&mut self, session: &str) {
        if !self.journals.has(session) {
            return;
        }
        let inbox = Inbox::Session(session.to_owned());
        let waiting = match self.desk.store.notes(&inbox) {
            Ok(waiting) => waiting,
            // It is looked at each second, and said once.
            Err(error) => {
                if self.journals.is_news(session, Some(error.to_string())) {
                    self.fail(&error);
                }
                return;
            }
        };
        self.journals.is_news(session, None);
        if waiting == Waiting::default() {
            return;
        }
        for note in &waiting.notes {
            let (key, text, item) = (note.id.clone(), note.text.clone(), note.item.clone());
            let note = InboxNote { key, at: note.time, text, item, reading: note.reading };
            self.take(Message::Noted { session: session.to_owned(), note });
        }
        // Only what is in the session's journal leaves the inbox.
        let open = [&self.app.sitting, &self.app.other].into_iter().flatten().find(|s| s.session().id() == session);
        let Some(sitting) = open.filter(|s| s.keeping.fault.is_none()) else { return };
        let taken: Vec<String> =
            waiting.notes.into_iter().map(|n| n.id).filter(|id| sitting.session().has_received(id)).collect();
        if let Err(error) = self.desk.store.forget_notes(&inbox, &taken) {
            self.fail(&error);
        }
    }

    fn suspend(&mut self) {
        terminal::give_back();
        #[cfg(unix)]
        drop(signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP));
        drop(terminal::take());
        self.screen.forget();
        self.canvas.forget();
    }
}

/// Where something put away is now, and first how it comes back.
fn told_of_putting_away(path: &std::path::Path) -> String {
    format!("Put away; Ctrl+P “bring back” returns it. It is kept as {}", path.display())
}

fn aside(put_away: PutAway) -> PutAside {
    let hint = put_away.date.map_or_else(|| "a school".to_owned(), |date| date.format("%-d %b %Y").to_string());
    PutAside { file: put_away.file, what: put_away.what, hint }
}

fn shown(hit: crate::store::Hit, words: &str) -> Hit {
    let place = format!("{} · {} · {}", hit.school, hit.date.format("%-d %b %Y"), hit.passage.item);
    // Of a row of a table, only what was looked for.
    let cells: Vec<&str> = hit.cells_with(words).into_iter().map(|(_, text)| text).collect();
    let text = if cells.is_empty() { hit.passage.glimpse().to_owned() } else { cells.join("; ") };
    Hit { session: hit.id, place, text, entry: hit.passage.entry, field: hit.passage.field }
}
