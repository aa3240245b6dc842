//! The first run: name and role once, both skippable, then an offer to practise on an example.

use super::overlay::{Ask, Choice, Overlay, Picked, Picker, Purpose};
use super::{App, Effect};

impl App {
    /// Asks for the name if nobody was ever asked, and it was not said otherwise.
    pub(super) fn begin_first_run(&mut self) {
        let known = ["asked", "name"].iter().any(|fact| !self.desk.me.fact(fact).is_empty());
        if known || !self.overlays.is_empty() || self.sitting.is_some() {
            return;
        }
        let help = "It stands in your documents as the writer. Esc skips this; you are not asked again.";
        self.overlays.push(Overlay::Ask(Ask::new("Welcome to nov. What is your name?", help, "", Purpose::Name)));
    }

    /// Takes an answer; an empty one skips, and leaves what is known.
    pub(super) fn first_run_step(&mut self, purpose: &Purpose, answer: &str) {
        if *purpose == Purpose::Name {
            if !answer.trim().is_empty() {
                self.set_me("name", answer);
                self.set_me("initials", &initials(answer));
            }
            let help = "Such as School Improvement Partner or headteacher. Esc skips this.";
            self.overlays.push(Overlay::Ask(Ask::new(
                "And your role?",
                help,
                "School Improvement Partner",
                Purpose::Role,
            )));
            return;
        }
        if !answer.trim().is_empty() {
            self.set_me("role", answer);
        }
        self.set_me("asked", "yes");
        let me = self.desk.me.clone();
        self.want(Effect::KeepMe(me));
        // A meeting and a visit to begin with; the other examples stand on the home screen.
        let examples = self.home.listing.examples.iter().take(2);
        let practise = |(id, what): &(String, String)| {
            Choice::new(format!("Practise on a copy of {what}"), "nothing you do matters", Picked::Example(id.clone()))
        };
        let mut choices: Vec<Choice> = examples.map(practise).collect();
        choices.insert(0, Choice::new("Begin with my own schools", "", Picked::Nothing));
        self.overlays.push(Overlay::Picker(Picker::new("How would you like to start?", choices)));
    }

    fn set_me(&mut self, fact: &str, to: &str) {
        let change = self.desk.me.setting(fact, to.trim());
        if let Err(error) = self.desk.me.apply(&change) {
            self.warn(error.to_string());
        }
    }
}

fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
}
