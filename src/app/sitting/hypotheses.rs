//! What the SIP thinks lies behind a measure: noted in one line, settled in another, kept with the school's figures.

use super::super::App;
use super::super::editor::Editor;
use super::super::overlay::{Ask, Overlay, Picked, Purpose, figure_picker};
use super::{Focus, Sitting};
use crate::measures::{FigureChange, HypothesisWords};

/// The measure and group a hypothesis is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thought {
    /// Id of the measure.
    pub measure: String,
    /// Id of the group; empty for all pupils.
    pub group: String,
}

impl App {
    /// Asks for the hypothesis about the measure chosen in the pane, or asks first which measure.
    pub(in super::super) fn note_hypothesis(&mut self, sitting: &Sitting) {
        let chosen = sitting.board.get(sitting.figure).filter(|_| sitting.focus == Focus::Figures);
        if let Some(row) = chosen {
            self.ask_hypothesis(sitting, Thought { measure: row.measure.clone(), group: row.group.clone() });
            return;
        }
        let picker = figure_picker(sitting, "A hypothesis about which figure?", |measure, group| {
            Picked::Hypothesis(Thought { measure, group })
        });
        if picker.choices.is_empty() {
            self.tell_no_figures();
        } else {
            self.overlays.push(Overlay::Picker(picker));
        }
    }

    /// Asks what may lie behind a measure.
    pub(in super::super) fn ask_hypothesis(&mut self, sitting: &Sitting, of: Thought) {
        let known = sitting.figures.figures.hypothesis_to_type(&of.measure, &of.group, self.now.date());
        let question = format!("What may lie behind {}?", sitting.figures.short_name(&of.measure, &of.group));
        let help = "For you alone, beside the measure until it is settled; Enter goes on; without words it is none";
        self.ask_thought(question, help, &known.text, Purpose::Hypothesis(of));
    }

    fn ask_thought(&mut self, question: String, help: &str, start: &str, purpose: Purpose) {
        let mut ask = Ask::new(question, help, "", purpose);
        ask.line = Editor::new(start);
        self.overlays.push(Overlay::Ask(ask));
    }

    /// Keeps what may lie behind a measure, and asks what it turned out to be.
    pub(in super::super) fn set_hypothesis(&mut self, sitting: &mut Sitting, of: &Thought, text: &str) {
        self.keep_thought(sitting, of, text);
        if !text.is_empty() {
            let known = sitting.figures.figures.hypothesis_to_type(&of.measure, &of.group, self.now.date());
            let question = format!("“{text}”: what did it turn out to be?");
            let help = "Enter alone where nobody knows yet";
            self.ask_thought(question, help, &known.found, Purpose::Finding(of.clone()));
        }
    }

    /// Keeps what may lie behind a measure.
    pub(in super::super) fn keep_thought(&mut self, sitting: &mut Sitting, of: &Thought, text: &str) {
        let known = sitting.figures.figures.hypothesis_to_type(&of.measure, &of.group, self.now.date());
        if known.text != text {
            let mut hypothesis = known;
            text.clone_into(&mut hypothesis.text);
            if text.is_empty() && !hypothesis.found.is_empty() {
                let to = hypothesis.clone().settled_as("", self.now.date());
                self.change_figures(sitting, FigureChange::Hypothesis { to, words: HypothesisWords::Found });
            }
            self.change_figures(sitting, FigureChange::Hypothesis { to: hypothesis, words: HypothesisWords::Text });
        }
    }

    /// Keeps what a hypothesis turned out to be.
    pub(in super::super) fn keep_finding(&mut self, sitting: &mut Sitting, of: &Thought, text: &str) {
        let known = sitting.figures.figures.hypothesis_to_type(&of.measure, &of.group, self.now.date());
        if known.found != text {
            let to = known.settled_as(text, self.now.date());
            self.change_figures(sitting, FigureChange::Hypothesis { to, words: HypothesisWords::Found });
        }
        self.tell("Kept beside the measure, for you alone");
    }
}
