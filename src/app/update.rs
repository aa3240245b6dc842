//! `update`: one message in, the state altered, effects out.

use super::message::{Message, Opening};
use super::overlay::{
    Ask, Copied, Overlay, PersonFact, Picked, Purpose, command_picker, copy_picker, export_picker, form_picker,
    found_picker, jump_picker, kind_picker, move_picker, note_picker, person_picker, restore_picker, school_picker,
    state_picker, view_picker,
};
use super::overlay::{Choice, Picker};
use super::sitting::{Along, Direction};
use super::{App, Effect, Focus, Sitting};
use crate::command::{Code, Command, Key, Scope};
use crate::session::{Attended, Change, Grouping, Reached, StopState};

/// Takes in what happened and says what is to be done. Never blocks, never fails.
pub fn update(app: &mut App, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(key) => app.press(key),
        Message::Paste(text) => app.paste(&text),
        Message::Click(..) => {}
        Message::Resized(columns, rows) => app.size = (columns, rows),
        Message::Clock(now) => app.tick(now),
        Message::Listed(listing) => {
            app.home.listing = *listing;
            app.home.listed = true;
            app.home.at = app.home.at.min(app.home.rows().len().saturating_sub(1));
            app.begin_first_run();
        }
        Message::Opened(opening) => app.open(*opening),
        Message::Kept { session, seq } => {
            app.keeping_of(&session, |k| {
                k.kept = k.kept.max(seq);
                k.fault = None;
            });
        }
        Message::Saved { session, seq } => app.keeping_of(&session, |k| k.saved = k.saved.max(seq)),
        Message::NotKept { session, why } => {
            app.warn(format!("Not kept on disk: {why}. Everything typed is held here and tried again with every key"));
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
        Message::Found(hits) => {
            if hits.is_empty() {
                app.tell("Nothing found");
            } else {
                let choices = hits.into_iter().map(|h| Choice::new(h.text, h.place, Picked::Session(h.session)));
                app.overlays.push(Overlay::Picker(Picker::new("Found", choices.collect())));
            }
        }
        Message::Told(text) => app.tell(text),
        Message::Failed(text) => app.warn(text),
    }
    std::mem::take(&mut app.effects)
}

impl App {
    fn press(&mut self, key: Key) {
        if self.blanked {
            self.blanked = false;
            return;
        }
        if !self.overlays.is_empty() {
            match self.desk.keymap.command(key, Scope::Everywhere) {
                Some(command @ (Command::Blank | Command::Leave)) => self.run(command),
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

    fn is_in_sheet(&self) -> bool {
        self.sitting.as_ref().is_some_and(|s| s.focus == Focus::Sheet)
    }

    fn paste(&mut self, text: &str) {
        if self.blanked {
            return;
        }
        match self.overlays.pop() {
            Some(Overlay::Ask(mut ask)) => {
                self.paste_in_ask(&mut ask, text);
                self.overlays.push(Overlay::Ask(ask));
            }
            Some(Overlay::Picker(mut picker)) => {
                Self::paste_in_picker(&mut picker, text);
                self.overlays.push(Overlay::Picker(picker));
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
    }

    fn keeping_of(&mut self, session: &str, alter: impl FnOnce(&mut super::Keeping)) {
        let mut open = self.sitting.iter_mut().chain(self.other.iter_mut());
        if let Some(sitting) = open.find(|s| s.session().id() == session) {
            alter(&mut sitting.keeping);
        }
    }

    fn open(&mut self, opening: Opening) {
        let notices = opening.notices.clone();
        let sitting = Box::new(Sitting::new(opening, &self.desk));
        // Two sessions may be open: the one before steps back, the one before that is folded and released.
        if let Some(before) = self.sitting.take()
            && let Some(oldest) = self.other.replace(before)
        {
            self.want(Effect::Close(Box::new(oldest.live)));
        }
        if let Some(holder) = &sitting.held_by {
            self.warn(format!("Open elsewhere ({holder}): you can read it here, and Ctrl+T notes a line to it"));
        }
        self.sitting = Some(sitting);
        if let Some(notice) = notices.first() {
            self.warn(notice.clone());
        }
    }

    fn go_home(&mut self) {
        self.with_sitting(super::App::leave_spot);
        for sitting in [self.sitting.take(), self.other.take()].into_iter().flatten() {
            self.want(Effect::Close(Box::new(sitting.live)));
        }
        self.want(Effect::List);
    }

    /// Runs a command of the table.
    fn run(&mut self, command: Command) {
        match command {
            Command::Commands => {
                let scope = if self.sitting.is_some() { Scope::Session } else { Scope::Home };
                self.overlays.push(Overlay::Picker(command_picker(&self.desk.keymap, scope)));
            }
            Command::Help => self.overlays.push(Overlay::Help(0)),
            Command::Note => {
                let picker = note_picker(self);
                self.overlays.push(Overlay::Picker(picker));
            }
            Command::Blank => self.blanked = true,
            Command::Leave => {
                self.with_sitting(super::App::leave_spot);
                for sitting in [self.sitting.take(), self.other.take()].into_iter().flatten() {
                    self.want(Effect::Close(Box::new(sitting.live)));
                }
                self.want(Effect::Quit);
            }
            Command::Suspend => self.want(Effect::Suspend),
            Command::New => {
                let picker = form_picker(self);
                self.overlays.push(Overlay::Picker(picker));
            }
            Command::Search => {
                let ask = Ask::new("Find in all sessions", "All words must stand in one entry", "", Purpose::Search);
                self.overlays.push(Overlay::Ask(ask));
            }
            _ => {
                self.with_sitting(|app, sitting| app.run_in(sitting, command));
            }
        }
        if command == Command::Home {
            self.go_home();
        }
        if command == Command::Switch {
            self.switch();
        }
    }

    fn switch(&mut self) {
        if self.other.is_some() {
            std::mem::swap(&mut self.sitting, &mut self.other);
        } else {
            self.tell("Only this session is open; open another from the home screen, and this key goes between them");
        }
    }

    fn run_in(&mut self, sitting: &mut Sitting, command: Command) {
        self.notice = None;
        let chosen = sitting.chosen_entry();
        let stop = if sitting.focus == Focus::Agenda {
            sitting.stop
        } else {
            sitting.session().stop(&sitting.item).map_or(0, |(at, _)| at)
        };
        match command {
            Command::NextItem => self.go_along(sitting, Along::Next),
            Command::PreviousItem => self.go_along(sitting, Along::Previous),
            Command::Jump => self.overlays.push(Overlay::Picker(jump_picker(sitting))),
            Command::Actions => self.toggle_actions(sitting),
            Command::NextPane => self.turn_focus(sitting, Along::Next),
            Command::PreviousPane => self.turn_focus(sitting, Along::Previous),
            Command::EditLast => match chosen {
                Some(id) => sitting.edit(id),
                None => self.edit_last(sitting),
            },
            Command::ChangeKind => self.with_chosen(chosen, |id| Overlay::Picker(kind_picker(id))),
            Command::MoveEntry => {
                let picker = chosen.map(|id| move_picker(sitting, id));
                self.with_chosen(picker, Overlay::Picker);
            }
            Command::Delete => self.take_out_chosen(sitting),
            Command::Restore => self.overlays.push(Overlay::Picker(restore_picker(sitting))),
            Command::Undo => self.turn_back(sitting, Direction::Back),
            Command::Redo => self.turn_back(sitting, Direction::Forward),
            Command::Review => {
                self.leave_spot(sitting);
                self.show_findings(sitting);
            }
            Command::Preview => match sitting.form.documents.as_slice() {
                [only] => {
                    let id = only.id.clone();
                    self.show_preview(sitting, &id);
                }
                _ => self.overlays.push(Overlay::Picker(view_picker(sitting))),
            },
            Command::Export => {
                self.leave_spot(sitting);
                self.overlays.push(Overlay::Picker(export_picker(sitting)));
            }
            Command::Copy => self.copy(sitting),
            Command::Save => {
                self.want(Effect::Sync(sitting.session().id().to_owned()));
                self.tell("Saved; nov saves every key as you type it");
            }
            Command::Find => {
                let ask = Ask::new("Find in this session", "All words must stand in one entry", "", Purpose::Find);
                self.overlays.push(Overlay::Ask(ask));
            }
            Command::SkipItem => self.mark_stop(sitting, stop, StopState::Skipped),
            Command::DeferItem => self.mark_stop(sitting, stop, StopState::Deferred),
            Command::DoneItem => self.mark_stop(sitting, stop, StopState::Done),
            Command::AddItem => {
                self.overlays.push(Overlay::Ask(Ask::new(
                    "Title of the new item",
                    "It stands after this one",
                    "",
                    Purpose::AddItem,
                )));
            }
            Command::RenameItem => {
                let title = sitting.session().stop(&sitting.item).map(|(_, s)| s.title.clone()).unwrap_or_default();
                if sitting.item.starts_with("own-") {
                    self.overlays.push(Overlay::Ask(Ask::new("Title of this item", "", &title, Purpose::RenameItem)));
                } else {
                    self.tell("This title is the form's own; only items you added can be renamed");
                }
            }
            Command::ItemUp => self.move_stop(sitting, Along::Previous),
            Command::ItemDown => self.move_stop(sitting, Along::Next),
            Command::Pause => self.pause(sitting),
            Command::Attendance => {
                self.leave_spot(sitting);
                sitting.focus = Focus::People;
                self.tell("↑ ↓ choose, → is present, ← sent apologies or has left, Enter for more");
            }
            Command::EditAction => match sitting.chosen_action() {
                Some(id) => self.overlays.push(Overlay::Action(super::ActionForm::new(sitting.session(), id))),
                None => self.tell("No actions yet; begin a line with ! to make one"),
            },
            Command::SetState => self.overlays.push(Overlay::Picker(state_picker(sitting))),
            Command::Switch
            | Command::Home
            | Command::Commands
            | Command::Help
            | Command::Note
            | Command::Blank
            | Command::Leave
            | Command::Suspend
            | Command::New
            | Command::Search => {}
        }
    }

    fn with_chosen<T>(&mut self, chosen: Option<T>, overlay: impl FnOnce(T) -> Overlay) {
        match chosen {
            Some(chosen) => self.overlays.push(overlay(chosen)),
            None => self.tell("There is no entry under this item yet"),
        }
    }

    /// What a picker's choice does.
    pub(super) fn pick(&mut self, picked: Picked) {
        match picked {
            Picked::Command(command) => self.run(command),
            Picked::Item(id) => self.on_sitting(|app, s| app.enter(s, &id)),
            Picked::Field(path) => self.on_sitting(|app, s| app.go_to_spot(s, &path)),
            Picked::Entry(id) => self.on_sitting(|_, s| s.edit(id)),
            Picked::Kind(id, kind) => self.on_sitting(|app, s| app.change_kind(s, id, kind)),
            Picked::Move(id, item) => self.on_sitting(|app, s| app.move_entry(s, id, &item)),
            Picked::Restore(id) => self.on_sitting(|app, s| app.put_back(s, id)),
            Picked::Form(form) => {
                let picker = school_picker(self, &form);
                self.overlays.push(Overlay::Picker(picker));
            }
            Picked::School(form, school) => self.ask_date(&form, &school),
            Picked::NewSchool(form) => {
                let ask = Ask::new(
                    "Name of the school",
                    "As it should stand in your documents",
                    "",
                    Purpose::School { form },
                );
                self.overlays.push(Overlay::Ask(ask));
            }
            Picked::Session(id) => self.want(Effect::Open(id)),
            Picked::Example(id) => self.want(Effect::Practise(id)),
            Picked::State(state) => {
                let today = crate::calendar::long(self.now.date());
                let ask =
                    Ask::new("On which day?", format!("Enter alone means today, {today}"), "", Purpose::State(state));
                self.overlays.push(Overlay::Ask(ask));
            }
            Picked::Export { document, format } => self.ask_path(document, format),
            Picked::View(document) => self.on_sitting(|app, s| app.show_preview(s, &document)),
            Picked::Copy(what) => self.on_sitting(|app, s| app.copy_what(s, what)),
            Picked::Note(to) => {
                let help = "Words as they come; the marks ! = ? + ~ % @ work too";
                self.overlays.push(Overlay::Ask(Ask::new("Note", help, "", Purpose::Note(to))));
            }
            Picked::Person(at, what) => self.on_sitting(|app, s| app.note_person(s, at, what)),
            Picked::PersonBack(at) => self.on_sitting(|app, s| app.unnote_person(s, at)),
            Picked::AskPerson(at, fact) => {
                let question = match fact {
                    PersonFact::Role => "Role, such as HT, GOV or LC",
                    PersonFact::Initials => "Initials",
                    PersonFact::Report => "Brief written report on impact",
                    PersonFact::Interest => "Interest declared",
                };
                self.overlays.push(Overlay::Ask(Ask::new(question, "", "", Purpose::Person(at, fact))));
            }
            Picked::Inbox(at) => {
                if let Some((_, text)) = self.home.listing.inbox.get(at) {
                    let ask = Ask::new(
                        "Note",
                        "Enter keeps it where you choose next; Esc leaves it in the inbox",
                        text,
                        Purpose::Note(None),
                    );
                    self.want(Effect::ClearInbox(at));
                    self.overlays.push(Overlay::Ask(ask));
                }
            }
            Picked::Nothing => {}
        }
    }

    fn on_sitting(&mut self, act: impl FnOnce(&mut Self, &mut Sitting)) {
        self.with_sitting(act);
    }

    fn ask_path(&mut self, document: String, format: &'static str) {
        let Some(sitting) = &self.sitting else { return };
        let extension = crate::export::FORMATS.iter().find(|f| f.id == format).map_or(format, |f| f.extension);
        let start = format!("{}-{document}.{extension}", sitting.session().id());
        let help = "A file name, or a path; an existing file is not overwritten";
        self.overlays.push(Overlay::Ask(Ask::new("Write to", help, &start, Purpose::Path { document, format })));
    }

    fn copy(&mut self, sitting: &Sitting) {
        let editor = if sitting.focus == Focus::Line { &sitting.line } else { &sitting.editor };
        match editor.selected() {
            Some(text) => self.want(Effect::Copy { text: text.to_owned(), what: "the selection".to_owned() }),
            None => self.overlays.push(Overlay::Picker(copy_picker())),
        }
    }

    fn copy_what(&mut self, sitting: &Sitting, what: Copied) {
        let session = sitting.session();
        match what {
            Copied::Entry => match sitting.chosen_entry().and_then(|id| session.entry(id)) {
                Some((_, entry)) => self.want(Effect::Copy { text: entry.text.clone(), what: "the entry".to_owned() }),
                None => self.tell("There is no entry under this item yet"),
            },
            Copied::Item => {
                let title = session.stop(&sitting.item).map_or("", |(_, s)| s.title.as_str());
                let shared = session.standing(&sitting.item).filter(|e| e.kind != crate::grammar::Kind::Private);
                let lines = shared.map(|e| format!("{} {}", e.at.format("%H:%M"), e.text));
                let text = std::iter::once(title.to_owned()).chain(lines).collect::<Vec<_>>().join("\n");
                self.want(Effect::Copy { text, what: format!("“{title}” with its entries") });
            }
            Copied::Document => {
                let document = sitting.form.documents.first().map(|d| d.id.clone()).unwrap_or_default();
                match self.as_text(sitting, &document) {
                    Ok(text) => self.want(Effect::Copy { text, what: "the whole document".to_owned() }),
                    Err(error) => self.warn(error),
                }
            }
        }
    }

    /// Shows where words stand in this session.
    pub(super) fn find_here(&mut self, words: &str) -> Result<(), String> {
        let picker = self.with_sitting(|_, sitting| found_picker(sitting, words)).ok_or("no session is open")?;
        if picker.choices.is_empty() {
            return Err(format!("“{words}” stands nowhere in this session"));
        }
        self.overlays.push(Overlay::Picker(picker));
        Ok(())
    }

    /// Sets something of a person.
    pub(super) fn set_person(&mut self, sitting: &mut Sitting, at: usize, fact: PersonFact, text: &str) {
        match fact {
            PersonFact::Interest => self.note_person(sitting, at, Attended::Interest(text.to_owned())),
            PersonFact::Role => {
                self.alter_person(sitting, at, |p| text.clone_into(&mut p.role));
                self.overlays.push(Overlay::Picker(person_picker(sitting, at)));
            }
            PersonFact::Initials => self.alter_person(sitting, at, |p| text.clone_into(&mut p.initials)),
            PersonFact::Report => self.alter_person(sitting, at, |p| text.clone_into(&mut p.report)),
        }
    }

    /// Notes that a state was reached; beyond drafting only while nothing blocks.
    pub(super) fn reach_state(&mut self, sitting: &mut Sitting, state: &str, on: chrono::NaiveDate) {
        let known = sitting.form.states.iter().find(|s| s.id == state);
        let blocking =
            crate::rules::check(&sitting.filled(&self.desk)).into_iter().filter(crate::rules::Finding::blocks).count();
        if known.is_some_and(|s| s.guarded) && blocking > 0 {
            self.warn(format!(
                "{blocking} finding(s) stand in the way: mend them or waive them with a reason (Ctrl+R)"
            ));
            return;
        }
        let label = known.map(|s| s.label.clone()).unwrap_or_default();
        let change = Change::State { from: None, to: Some(Reached { state: state.to_owned(), on }) };
        if self.record(sitting, vec![change], Grouping::New, super::Urgency::Now) {
            self.tell(format!("Noted: {label}, {}", crate::calendar::long(on)));
        }
    }
}
