//! `update`: one message in, the state altered, effects out.

use super::errand::Errand;
use super::message::{Hit, Message, Opening, Pointed, ReadOnly};
use super::overlay::{Choice, Fresh, Picker};
use super::overlay::{Overlay, Picked};
use super::{App, Effect, Focus, Sitting, Tone, View};
use crate::command::{Code, Command, Key, Scope};

/// A place in a session: its id, the item, the pane and the field.
type InSession = (String, String, Focus, usize);

/// Takes in what happened and says what is to be done. Never blocks, never fails.
pub fn update(app: &mut App, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(key) => app.press(key),
        Message::Paste(text) => app.paste(&text),
        Message::Pointed(pointed) => app.point(pointed),
        Message::Resized(columns, rows) => {
            app.size = (columns, rows);
            app.lay_out_previews();
        }
        Message::Clock(now) => app.tick(now),
        Message::FormsKnown { forms, own, standing } => {
            app.home.listing.forms = app.this_year(forms);
            app.home.listing.own_forms = own;
            app.home.listing.standing_forms = app.this_year(standing);
        }
        Message::Listed(listing) => {
            let mut listing = *listing;
            listing.forms = app.this_year(listing.forms);
            listing.standing_forms = app.this_year(listing.standing_forms);
            let chosen = app.home.chosen_session();
            let before = std::mem::replace(&mut app.home.listing, listing);
            // Forms are read once, beside the listing, as that takes longer.
            if app.home.listing.forms.is_empty() {
                app.home.listing.forms = before.forms;
                app.home.listing.own_forms = before.own_forms;
                app.home.listing.standing_forms = before.standing_forms;
            }
            // A session that was opened before anything was listed could be offered nothing yet.
            if !std::mem::replace(&mut app.home.listed, true) {
                app.offer_waiting();
            }
            app.home.today = Some(app.now.date());
            app.home.dates = app.dates_ahead();
            app.home.choose_again(chosen.as_ref());
            app.begin_first_run();
        }
        Message::Opened(opening) => {
            app.open(*opening);
            let is_for_itself = matches!(app.errand, None | Some(super::Errand::Days { .. }));
            app.do_errand();
            if is_for_itself {
                app.offer_waiting();
            }
        }
        Message::Surveyed(caseload) => app.home.caseload = Some(caseload),
        Message::Kept { session, seq } => {
            app.keeping_of(&session, |k| {
                k.kept = k.kept.max(seq);
                k.fault = None;
            });
        }
        Message::Saved { session, seq } => app.keeping_of(&session, |k| k.saved = k.saved.max(seq)),
        Message::NotKept { session, why } => {
            app.warn(format!("{why}. Everything typed is held here and tried again with every key"));
            app.keeping_of(&session, |k| k.fault = Some(why));
        }
        Message::Noted { session, note } => {
            let here = app.sitting.as_ref().is_some_and(|s| s.session().id() == session);
            if !here {
                std::mem::swap(&mut app.sitting, &mut app.other);
            }
            if app.sitting.as_ref().is_some_and(|s| s.session().id() == session) {
                app.with_sitting(|app, sitting| app.take_note(sitting, &note));
            }
            if !here {
                std::mem::swap(&mut app.sitting, &mut app.other);
            }
        }
        Message::Exported(writing, told) => app.exported(*writing, told),
        Message::FileExists(writing) => app.ask_to_replace(*writing),
        Message::StillDraft(writing) => {
            app.with_sitting(|app, sitting| app.ask_to_send_draft(sitting, *writing));
        }
        Message::NotExported(why) => app.not_exported(why),
        Message::LookedForDrafts { session, sent, why } => app.looked_for_drafts(&session, sent, why),
        Message::Completed { document, outline } => app.document_completed(&document, *outline),
        Message::VersionKept { session, number, purpose } => app.version_kept(&session, number, purpose),
        Message::Versions { session, versions, faults } => {
            app.versions_read(&session, versions);
            if let Some(fault) = faults.into_iter().next() {
                app.warn(fault);
            }
        }
        Message::Found(hits) => {
            if hits.is_empty() {
                app.tell("Nothing found");
            } else {
                let choices = hits.into_iter().map(|Hit { session, place, text, entry, field }| {
                    let there = match entry.map(Errand::Entry).or_else(|| field.map(Errand::Field)) {
                        Some(errand) => Picked::Errand(session, errand),
                        None => Picked::Session(session),
                    };
                    Choice::new(text, place, there)
                });
                app.overlays.push(Overlay::Picker(Picker::new("Found", choices.collect())));
            }
        }
        Message::AsideRead(aside) => app.offer_aside(aside),
        Message::Damaged(damage) => app.offer_rescue(*damage),
        Message::Rescued { said, me } => {
            app.desk.me = *me;
            app.show_sentence("What could be read is here", &said);
        }
        Message::Figures { slug, book } => app.take_figures(&slug, &book),
        Message::FiguresFound { school, slug, book } => app.show_found_figures(&school, &slug, *book),
        Message::Importing { file, percent } => app.import_goes_on(&super::Importing { file, percent }),
        Message::ImportAsks { wish, missing } => app.ask_missing(*wish, missing),
        Message::Templates(names) => app.desk.templates = names,
        Message::Learned { slug, facts } => app.learn(&slug, &facts),
        Message::Imported(told) => app.tell_import(told),
        Message::Told(text) => app.tell(text),
        Message::Ending => app.keep_cell(),
        Message::CalendarKnown(calendar) => {
            app.desk.calendar = *calendar;
            app.home.dates = app.dates_ahead();
        }
        Message::NotNoted { text, why } => app.ask_for_note(&text, Some(why)),
        Message::Failed(text) => {
            app.errand = None;
            // Whole where it is too long for the foot of the screen, unless somebody is typing.
            let room = usize::from(app.size.0).saturating_sub(4);
            if app.sitting.is_none() && text.chars().count() > room {
                app.show_sentence("That could not be done", &text);
            } else {
                app.warn(text);
            }
        }
    }
    if let Some(sitting) = &mut app.sitting {
        sitting.keep_board();
    }
    app.tell_followed();
    std::mem::take(&mut app.effects)
}

impl App {
    /// Titles of forms as they read in the school year that runs.
    fn this_year(&self, titles: Vec<(String, String)>) -> Vec<(String, String)> {
        let year = crate::calendar::SchoolYear::of(self.now.date());
        titles.into_iter().map(|(id, title)| (id, crate::forms::in_year(&title, year))).collect()
    }

    pub(super) fn press(&mut self, key: Key) {
        self.pressed = self.now;
        if self.blanked {
            self.blanked = false;
            return;
        }
        let (place, told) = (self.place(), self.told);
        self.take_key(key);
        // What was told is over with the next letter typed, and what was told of one place at another; what is wrong stays
        // for its time.
        let is_plain = self.notice.as_ref().is_some_and(|notice| notice.tone == Tone::Plain);
        if is_plain && told == self.told && (key.typed().is_some() || place != self.place()) {
            self.notice = None;
        }
    }

    /// Where the keys go: what lies over the screen, the row of the home screen, the session, its item, its pane and field.
    fn place(&self) -> (usize, View, usize, Option<InSession>) {
        let sitting = self.sitting.as_ref();
        let here = sitting.map(|s| (s.session().id().to_owned(), s.item.clone(), s.focus, s.spot));
        (self.overlays.len(), self.home.view, self.home.at, here)
    }

    /// Closes what was offered without being asked for, as what is typed is not meant for it.
    fn type_behind(&mut self) {
        let is_offered =
            |overlay: &Overlay| matches!(overlay, Overlay::Picker(picker) if picker.fresh == Fresh::Behind);
        if self.overlays.last().is_some_and(is_offered) {
            self.overlays.pop();
        }
    }

    fn take_key(&mut self, key: Key) {
        if key.typed().is_some() {
            self.type_behind();
        }
        if !self.overlays.is_empty() {
            match self.desk.keymap.command(key, Scope::Everywhere) {
                Some(command @ (Command::Blank | Command::Leave)) => self.run(command),
                Some(Command::Help) if !matches!(self.overlays.last(), Some(Overlay::Help(_))) => {
                    self.run(Command::Help);
                }
                _ => self.press_in_overlay(key),
            }
            return;
        }
        let scope = if self.sitting.is_some() { Scope::Session } else { Scope::Home };
        match self.desk.keymap.command(key, scope) {
            // In the sheet, Tab goes from cell to cell; the sheet leaves to the next pane itself.
            Some(Command::NextPane | Command::PreviousPane) if self.is_in_sheet() => {
                self.with_sitting(|app, sitting| app.press_in_sitting(sitting, key));
            }
            Some(command) => self.run(command),
            None if self.sitting.is_some() => {
                if key == Key::ctrl('j') {
                    self.with_sitting(|app, sitting| app.put_in(sitting, "\n"));
                } else {
                    self.with_sitting(|app, sitting| app.press_in_sitting(sitting, key));
                }
            }
            None => self.press_at_home(key),
        }
    }

    /// A click chooses what it hits; a second one on a row of the home screen opens it.
    fn point(&mut self, pointed: Pointed) {
        match pointed {
            Pointed::HomeRow(row) if self.home.at == row => self.press_at_home(Key::plain(Code::Enter)),
            Pointed::HomeRow(row) => self.home.at = row,
            Pointed::Choice(at) => {
                if let Some(Overlay::Picker(picker)) = self.overlays.last_mut() {
                    picker.at = at;
                    self.press_in_overlay(Key::plain(Code::Enter));
                }
            }
            Pointed::Pane(focus, row) => {
                self.with_sitting(|app, sitting| {
                    app.leave_spot(sitting);
                    app.focus_on(sitting, focus);
                    match (focus, row) {
                        (Focus::Agenda, Some(row)) => sitting.stop = row,
                        (Focus::People, Some(row)) => sitting.person = row,
                        _ => {}
                    }
                });
            }
        }
    }

    fn is_in_sheet(&self) -> bool {
        self.sitting.as_ref().is_some_and(|s| s.focus == Focus::Sheet)
    }

    fn paste(&mut self, text: &str) {
        if self.blanked {
            return;
        }
        self.type_behind();
        match self.overlays.pop() {
            Some(Overlay::Ask(mut ask)) => {
                self.paste_in_ask(&mut ask, text);
                self.overlays.push(Overlay::Ask(ask));
            }
            Some(Overlay::Picker(mut picker)) => {
                self.paste_in_picker(&mut picker, text);
                self.overlays.push(Overlay::Picker(picker));
            }
            Some(Overlay::Export(mut form)) => {
                self.paste_in_export(&mut form, text);
                self.overlays.push(Overlay::Export(form));
            }
            Some(Overlay::Sent(mut form)) => {
                self.paste_in_sent(&mut form, text);
                self.overlays.push(Overlay::Sent(form));
            }
            Some(Overlay::Card(mut card)) => {
                self.paste_in_card(&mut card, text);
                self.overlays.push(Overlay::Card(card));
            }
            Some(Overlay::Action(form)) => {
                self.overlays.push(Overlay::Action(form));
                for c in text.chars().filter(|c| !c.is_control()) {
                    self.press_in_overlay(Key::plain(Code::Char(c)));
                }
            }
            Some(other) => self.overlays.push(other),
            None => {
                self.with_sitting(|app, sitting| app.put_in(sitting, text));
            }
        }
    }

    fn tick(&mut self, now: chrono::NaiveDateTime) {
        self.now = now;
        if self.notice.as_ref().is_some_and(|n| (now - n.at).num_seconds() >= 8) {
            self.notice = None;
        }
        self.with_sitting(super::App::tell_time);
        self.look_in_a_pause();
    }

    fn keeping_of(&mut self, session: &str, alter: impl FnOnce(&mut super::Keeping)) {
        let mut open = self.sitting.iter_mut().chain(self.other.iter_mut());
        if let Some(sitting) = open.find(|s| s.session().id() == session) {
            alter(&mut sitting.keeping);
        }
    }

    fn open(&mut self, opening: Opening) {
        self.with_sitting(super::App::leave_spot);
        let notices = opening.notices.clone();
        let sitting = Box::new(Sitting::new(opening, &self.desk, self.now));
        if !sitting.session().sent().is_empty() {
            self.want(Effect::ReadVersions(sitting.session().id().to_owned()));
        }
        // Two sessions may be open: the one before steps back, the one before that is folded and released.
        let now = self.now;
        self.with_sitting(|app, sitting| app.rest(sitting, now));
        if let Some(before) = self.sitting.take()
            && let Some(oldest) = self.other.replace(before)
        {
            self.want(Effect::Close(Box::new(oldest.live)));
        }
        if let Some(why) = &sitting.held_by {
            self.warn(match why {
                ReadOnly::Elsewhere(_) => format!("{why}: you can read it here, and Ctrl+T notes a line to it"),
                ReadOnly::Folder(_) => format!("{why}: you can read it here, and nothing typed would be kept"),
            });
        }
        self.sitting = Some(sitting);
        self.with_sitting(super::App::come_back);
        // A clock that runs still is one that a bad end left so: it stopped when the last thing was noted.
        self.with_sitting(|app, sitting| {
            let last = sitting.session().last_moment().unwrap_or(now);
            app.stop_clock(sitting, last.min(now));
        });
        // Who holds it matters more than how it was found.
        let is_ours = self.sitting.as_ref().is_some_and(|s| s.held_by.is_none());
        if let Some(notice) = notices.first().filter(|_| is_ours) {
            self.warn(notice.clone());
        }
    }
}
