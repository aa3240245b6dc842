//! The first run: name and role once if they are not known, both skippable, then an offer to practise on an example.

use super::overlay::{Ask, Choice, Overlay, Picked, Picker, Purpose};
use super::{App, Effect};
use crate::command::Command;

impl App {
    /// Asks what is missing if nobody was ever asked.
    pub(super) fn begin_first_run(&mut self) {
        let asked = !self.desk.me.fact("asked").is_empty();
        // Whoever has files that cannot be read is nobody new: what they need first is to see which.
        let has_damaged = !self.home.listing.damaged.is_empty();
        if asked || has_damaged || !self.overlays.is_empty() || self.sitting.is_some() {
            return;
        }
        if self.desk.me.fact("name").is_empty() {
            let help = "It stands in your documents as the writer. Esc skips this; you are not asked again.";
            self.overlays.push(Overlay::Ask(Ask::new("Welcome to nov. What is your name?", help, "", Purpose::Name)));
        } else {
            self.ask_role();
        }
    }

    /// Takes an answer; an empty one skips, and what is known stays.
    pub(super) fn first_run_step(&mut self, purpose: &Purpose, answer: &str) {
        let is_name = *purpose == Purpose::Name;
        if !answer.trim().is_empty() {
            self.set_me(if is_name { "name" } else { "role" }, answer);
        }
        if !is_name {
            return self.offer_examples();
        }
        if !answer.trim().is_empty() && self.desk.me.fact("initials").is_empty() {
            self.set_me("initials", &self.desk.me.initials());
        }
        self.ask_role();
    }

    fn ask_role(&mut self) {
        if !self.desk.me.fact("role").is_empty() {
            return self.offer_examples();
        }
        let help = "Such as School Improvement Partner or headteacher. Esc skips this.";
        let ask = Ask::new("And your role?", help, "School Improvement Partner", Purpose::Role);
        self.overlays.push(Overlay::Ask(ask));
    }

    fn offer_examples(&mut self) {
        self.set_me("asked", "yes");
        let me = self.desk.me.clone();
        self.want(Effect::KeepMe(me));
        // A meeting and a visit to begin with; the other examples stand on the home screen.
        let examples = self.home.listing.examples.iter().take(2);
        let practise = |(id, what): &(String, String)| {
            Choice::new(format!("Practise on a copy of {what}"), "to try everything on", Picked::Example(id.clone()))
        };
        let mut choices: Vec<Choice> = examples.map(practise).collect();
        choices
            .insert(0, Choice::new("Begin with my own schools", "asks what and where", Picked::Command(Command::New)));
        let take_over = Picked::Command(Command::TakeOver);
        choices.push(Choice::new(
            "Take over schools from a colleague",
            "reads the archive they made for you",
            take_over,
        ));
        self.overlays.push(Overlay::Picker(Picker::new("How would you like to start?", choices)));
    }

    fn set_me(&mut self, fact: &str, to: &str) {
        let change = self.desk.me.setting(fact, to.trim());
        if let Err(error) = self.desk.me.apply(&change) {
            self.warn(error.to_string());
        }
    }
}
