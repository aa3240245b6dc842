//! The versions of a session: listed, compared with what stands now, restored.

use super::super::sending::KeptFor;
use super::super::{App, Effect, Sitting};
use super::{Ask, Overlay, Purpose};
use crate::command::{Code, Command, Key, Scope};
use crate::outline::stand;
use crate::session::{Stand, Version};

impl Sitting {
    /// The versions, the newest first.
    pub fn newest_versions(&self) -> impl Iterator<Item = &Version> {
        self.versions.iter().rev()
    }
}

impl App {
    /// Shows the versions of the session on the screen; they are read anew.
    pub(in super::super) fn open_versions(&mut self, sitting: &Sitting) {
        self.want(Effect::ReadVersions(sitting.session().id().to_owned()));
        self.overlays.push(Overlay::Versions(0));
    }

    pub(super) fn press_in_versions(&mut self, at: usize, key: Key) {
        let last = self.sitting.as_ref().map_or(0, |sitting| sitting.versions.len().saturating_sub(1));
        let number =
            self.sitting.as_ref().and_then(|sitting| sitting.newest_versions().nth(at)).map(|version| version.number);
        let exports = self.desk.keymap.command(key, Scope::Session) == Some(Command::Export);
        let at = match key.code {
            Code::Up => at.saturating_sub(1),
            Code::Down | Code::Tab => (at + 1).min(last),
            Code::Home => 0,
            Code::End => last,
            _ => at,
        };
        self.overlays.push(Overlay::Versions(at));
        match (key.code, number) {
            (_, Some(number)) if exports => {
                self.with_sitting(|app, sitting| app.open_export_of(sitting, number, None));
            }
            (Code::Enter, Some(number)) => {
                self.with_sitting(|app, sitting| app.show_differences(sitting, number));
            }
            (Code::Char('p'), Some(number)) => {
                self.with_sitting(|app, sitting| app.show_as_it_was(sitting, number));
            }
            (Code::Char('r'), Some(number)) => {
                self.with_sitting(|app, sitting| app.ask_version_before(sitting, number));
            }
            (Code::Char('k'), _) => {
                let help = "A few words, such as: before the second meeting";
                self.overlays.push(Overlay::Ask(Ask::new("What is it kept for?", help, "", Purpose::Version)));
            }
            _ => {}
        }
    }

    /// Before words come back, what stands is kept as a version.
    fn ask_version_before(&mut self, sitting: &Sitting, number: u32) {
        if let Some(why) = &sitting.held_by {
            self.warn(format!("{why}, so nothing can be changed here"));
            return;
        }
        let Some(version) = sitting.versions.iter().find(|version| version.number == number) else { return };
        if version.restoring(sitting.session()).is_empty() {
            let differs = version.differs_beside(&sitting.filled(&self.desk));
            let beside = if differs { "; figures and facts beside them stay as they are now" } else { "" };
            self.tell(format!("The words of version {number} stand already{beside}"));
            return;
        }
        let why = format!("before version {number} was restored");
        self.want(Effect::KeepVersion { stand: self.stand(sitting), why, purpose: KeptFor::Restoring(number) });
    }

    /// Keeps a version because the user wants one.
    pub(super) fn keep_version(&mut self, sitting: &Sitting, why: &str) {
        self.want(Effect::KeepVersion { stand: self.stand(sitting), why: why.to_owned(), purpose: KeptFor::User });
    }

    /// The session with what its main document reads beside it.
    fn stand(&self, sitting: &Sitting) -> Box<Stand> {
        Box::new(stand(&sitting.filled(&self.desk), None))
    }
}
