//! Running a command of the table.

use super::overlay::{
    Ask, Overlay, Purpose, about_picker, card_picker, command_picker, confidential_picker, form_picker, handed_picker,
    jump_picker, kind_picker, look_up_picker, move_picker, restore_picker, session_picker, state_picker,
};
use super::sitting::{Along, Direction};
use super::{App, Effect, Focus, Sitting, View};
use crate::calendar::SchoolYear;
use crate::command::{Command, Scope};
use crate::forms::About;
use crate::session::StopState;

impl App {
    pub(super) fn go_home(&mut self) {
        if self.must_stay() {
            return;
        }
        self.close_all();
        self.want(Effect::List);
        if self.home.view != super::View::Today {
            self.survey();
        }
    }

    /// Goes back to the page of the school of the session, in the year of that; from a record of the user's own to theirs.
    fn go_to_school_page(&mut self) {
        let Some(sitting) = &self.sitting else { return };
        let (slug, year) = (sitting.session().school_slug().to_owned(), SchoolYear::of(sitting.session().date()));
        let running = self.desk.calendar.school_year_of(self.now.date());
        self.home.year = Some(year).filter(|year| *year != running);
        let page = match sitting.form.about {
            About::School => (View::Schools, Some(slug), 0),
            About::Me => (View::You, None, 0),
        };
        (self.home.view, self.home.school, self.home.at) = page;
        self.go_home();
    }

    /// Leaves both sessions; their clocks stand until they are opened again.
    fn close_all(&mut self) {
        self.with_sitting(super::App::leave_spot);
        self.stop_clocks();
        for sitting in [self.sitting.take(), self.other.take()].into_iter().flatten() {
            self.want(Effect::Close(Box::new(sitting.live)));
        }
    }

    fn stop_clocks(&mut self) {
        let now = self.now;
        for _ in 0..2 {
            self.with_sitting(|app, sitting| app.stop_clock(sitting, now));
            std::mem::swap(&mut self.sitting, &mut self.other);
        }
    }

    /// Whether something typed could not be written yet: then leaving is said to lose it, and done only when asked again.
    fn must_stay(&mut self) -> bool {
        let mut open = self.sitting.iter().chain(self.other.iter());
        let Some(why) = open.find_map(|sitting| sitting.keeping.fault.as_deref()) else { return false };
        let text = format!("Not all is on disk: do that again to leave all the same, or first mend this: {why}");
        let told = self.notice.as_ref().is_some_and(|notice| notice.text == text);
        if !told {
            self.warn(text);
        }
        !told
    }

    /// Runs a command of the table.
    pub(super) fn run(&mut self, command: Command) {
        match command {
            Command::Commands => {
                let scope = if self.sitting.is_some() { Scope::Session } else { Scope::Home };
                self.overlays.push(Overlay::Picker(command_picker(&self.desk.keymap, scope)));
            }
            Command::Help => self.overlays.push(Overlay::Help(0)),
            Command::Note => {
                let begun = std::mem::take(&mut self.half_note);
                self.ask_for_note(&begun, None);
            }
            Command::Blank => self.blanked = true,
            Command::Leave => {
                if !self.must_stay() {
                    self.keep_cell();
                    self.with_sitting(super::App::leave_spot);
                    self.stop_clocks();
                    self.parting = self.parting_words();
                    self.want(Effect::Quit);
                }
            }
            Command::OwnRecord => self.open_own_card(),
            Command::Calendar => self.show_calendar(),
            Command::Terms => self.ask_terms(),
            Command::PutAway => self.ask_put_away(),
            Command::BringBack => self.want(Effect::ReadAside),
            Command::CopyAction => self.copy_chosen_action(),
            Command::RenameSchool => self.ask_rename_school(),
            Command::WritePage => self.ask_where_to_write_page(),
            Command::HandOver => {
                let picker = handed_picker(self);
                self.overlays.push(Overlay::Picker(picker));
            }
            Command::TakeOver => {
                let help =
                    format!("The file you were given, such as {}-hillside-primary-handover.zip", self.now.date());
                self.overlays.push(Overlay::Ask(Ask::new("Which archive?", help, "", Purpose::TakeOver)));
            }
            Command::Backup => {
                let help = "A file name, or a path. It is confidential and not encrypted: everything is in it, private lines too";
                let start = self.now.format("nov-backup-%Y-%m-%d.zip").to_string();
                self.overlays.push(Overlay::Ask(Ask::new("Write to", help, &start, Purpose::Backup)));
            }
            Command::Figures if self.sitting.is_some() => {
                self.with_sitting(|app, sitting| app.show_figures(sitting));
            }
            Command::Figures => {
                let picker = look_up_picker(self);
                self.overlays.push(Overlay::Picker(picker));
            }
            Command::ImportFigures => self.ask_import(),
            Command::NextView => self.turn_view(Along::Next),
            Command::PreviousView => self.turn_view(Along::Previous),
            Command::SchoolRecord => self.open_card_here(),
            Command::SchoolFile => self.open_school_file(),
            Command::SchoolPage => self.go_to_school_page(),
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
            let next = self.sitting.as_ref().and_then(|sitting| self.next_due(sitting));
            self.go_home();
            if let Some(next) = next.filter(|_| self.sitting.is_none()) {
                self.tell(format!("Next for what you left: {next}"));
            }
        }
        if command == Command::Switch {
            self.switch();
        }
    }

    pub(super) fn switch(&mut self) {
        if self.other.is_some() {
            let now = self.now;
            self.with_sitting(|app, sitting| {
                app.leave_spot(sitting);
                app.rest(sitting, now);
            });
            std::mem::swap(&mut self.sitting, &mut self.other);
            self.with_sitting(super::App::resume);
        } else {
            let picker = session_picker(self);
            self.overlays.push(Overlay::Picker(picker));
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
            Command::Jump => {
                let picker = jump_picker(sitting, &self.desk);
                self.overlays.push(Overlay::Picker(picker));
            }
            Command::Actions => self.toggle_actions(sitting),
            Command::NextPane => self.turn_focus(sitting, Along::Next),
            Command::PreviousPane => self.turn_focus(sitting, Along::Previous),
            Command::EditLast => match chosen {
                Some(id) => self.go_to_entry(sitting, id),
                None => self.edit_last(sitting),
            },
            Command::ChangeKind => {
                let picker = chosen.map(|id| kind_picker(sitting, &self.desk, id));
                self.with_chosen(picker, Overlay::Picker);
            }
            Command::Grid => self.turn_grid(sitting),
            Command::About => {
                let picker = chosen.map(|id| about_picker(sitting, id));
                self.with_chosen(picker, Overlay::Picker);
            }
            Command::MoveEntry => {
                let picker = chosen.map(|id| move_picker(sitting, id));
                self.with_chosen(picker, Overlay::Picker);
            }
            Command::Delete => self.take_out_chosen(sitting),
            Command::Restore => {
                let picker = restore_picker(sitting);
                if picker.choices.is_empty() {
                    self.tell("Nothing was taken out");
                } else {
                    self.overlays.push(Overlay::Picker(picker));
                }
            }
            Command::Undo => self.turn_back(sitting, Direction::Back),
            Command::Redo => self.turn_back(sitting, Direction::Forward),
            Command::Review => {
                self.leave_spot(sitting);
                self.show_findings(sitting);
            }
            Command::Preview => {
                self.leave_spot(sitting);
                self.show_preview(sitting);
            }
            Command::Export => {
                self.leave_spot(sitting);
                self.open_export(sitting, None);
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
            Command::PutOffItem => self.mark_stop(sitting, stop, StopState::Deferred),
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
            Command::When => self.ask_when(sitting),
            Command::Length => {
                let help = "75: the items share them as planned · item 20: only the item shown";
                let planned = sitting.length().to_string();
                let ask = Ask::new("How many minutes does the meeting last?", help, &planned, Purpose::Length);
                self.overlays.push(Overlay::Ask(ask));
            }
            Command::Pause => self.pause(sitting),
            Command::Attendance => {
                self.leave_spot(sitting);
                sitting.focus = Focus::People;
                self.tell("↑ ↓ choose, → is present, ← sent apologies or has left, Enter for more");
            }
            Command::Prompts => self.go_to_pane(sitting, Focus::Prompts, "This item has no prompts; Ctrl+P, cards"),
            Command::Data => self.go_to_pane(sitting, Focus::Figures, "No figures belong to this item; F4 shows all"),
            Command::MendAttendance => self.mend_attendance(sitting),
            Command::PutFigure => self.choose_figure(sitting),
            Command::TypeFigures => {
                self.leave_spot(sitting);
                self.type_figures(sitting);
            }
            Command::Hypothesis => {
                self.leave_spot(sitting);
                self.note_hypothesis(sitting);
            }
            Command::EditAction => match sitting.chosen_action() {
                Some(id) => self.overlays.push(Overlay::Action(super::ActionForm::new(sitting.session(), id))),
                None => self.tell("No actions yet; begin a line with ! to make one"),
            },
            Command::Cards => self.overlays.push(Overlay::Picker(card_picker(sitting))),
            Command::Confidential => self.overlays.push(Overlay::Picker(confidential_picker(sitting))),
            Command::Sent => {
                self.leave_spot(sitting);
                self.open_sent(sitting);
            }
            Command::Versions => {
                self.leave_spot(sitting);
                self.open_versions(sitting);
            }
            Command::HandOn => {
                self.leave_spot(sitting);
                let (id, start) = (sitting.session().id().to_owned(), sitting.session().name_of_pack());
                let help = match sitting.session().handed_as() {
                    0 => "One file with this session as far as it is filled in; whoever covers takes it over",
                    _ => "One file with what you filled in; the school's SIP takes it over, beside their own words",
                };
                self.overlays.push(Overlay::Ask(Ask::new("Write to", help, &start, Purpose::HandOn { session: id })));
            }
            Command::SetState => self.overlays.push(Overlay::Picker(state_picker(sitting, &self.desk))),
            Command::Due => self.show_course(sitting),
            Command::Switch
            | Command::Home
            | Command::Commands
            | Command::Help
            | Command::Note
            | Command::Blank
            | Command::Leave
            | Command::OwnRecord
            | Command::Calendar
            | Command::Terms
            | Command::PutAway
            | Command::BringBack
            | Command::CopyAction
            | Command::RenameSchool
            | Command::WritePage
            | Command::HandOver
            | Command::TakeOver
            | Command::Backup
            | Command::Figures
            | Command::ImportFigures
            | Command::NextView
            | Command::PreviousView
            | Command::SchoolRecord
            | Command::SchoolFile
            | Command::SchoolPage
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
}
