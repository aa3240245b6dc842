//! What is still missing before the document can go out.

use super::super::{App, Sitting};
use super::{Ask, Overlay, Purpose};
use crate::command::{Code, Key};
use crate::rules::Finding;
use crate::session::{Change, Grouping};

/// Findings on the screen.
#[derive(Debug, Clone)]
pub struct Findings {
    /// All findings, waived ones last.
    pub found: Vec<Finding>,
    /// The selected one.
    pub at: usize,
}

impl App {
    /// Shows what the rules find, and what else keeps it from the state that was asked for.
    pub(in super::super) fn show_findings(&mut self, sitting: &Sitting) {
        let filled = sitting.filled(&self.desk);
        let mut found = sitting.wanted.as_ref().map_or_else(Vec::new, |state| crate::rules::in_the_way(&filled, state));
        let known: Vec<String> = found.iter().map(|finding| finding.id.clone()).collect();
        found.extend(crate::rules::check(&filled).into_iter().filter(|finding| !known.contains(&finding.id)));
        if found.is_empty() {
            self.tell("Nothing is missing");
        } else {
            self.overlays.push(Overlay::Findings(Findings { found, at: 0 }));
        }
    }

    pub(super) fn press_in_findings(&mut self, mut findings: Findings, key: Key) {
        let last = findings.found.len().saturating_sub(1);
        match key.code {
            Code::Up => findings.at = findings.at.saturating_sub(1),
            Code::Down | Code::Tab => findings.at = (findings.at + 1).min(last),
            Code::Enter => {
                if let Some(finding) = findings.found.get(findings.at) {
                    let place = finding.place.clone();
                    self.with_sitting(|app, sitting| app.go_to_place(sitting, &place));
                }
                return;
            }
            Code::Char('w') => {
                if let Some(finding) = findings.found.get(findings.at) {
                    let question = "Why is this waived?";
                    let ask = Ask::new(question, finding.message.clone(), "", Purpose::Waive(finding.id.clone()));
                    self.overlays.push(Overlay::Ask(ask));
                }
                return;
            }
            _ => {}
        }
        self.overlays.push(Overlay::Findings(findings));
    }

    /// Goes to where a finding stands.
    fn go_to_place(&mut self, sitting: &mut Sitting, place: &crate::rules::Place) {
        match place {
            crate::rules::Place::Field(path) => self.go_to_spot(sitting, path),
            crate::rules::Place::Entry(id) => sitting.edit(*id),
            crate::rules::Place::Item(item) => self.enter(sitting, item),
            crate::rules::Place::Session => {}
        }
    }

    /// Waives a finding with a reason.
    pub(super) fn waive(&mut self, sitting: &mut Sitting, finding: &str, reason: &str) {
        let from = sitting.session().waiver(finding).map(str::to_owned);
        let change = Change::Waiver { finding: finding.to_owned(), from, to: Some(reason.to_owned()) };
        if self.record(sitting, vec![change], Grouping::New, super::super::Urgency::Now) {
            self.tell("Waived; the reason is kept with the session");
        }
    }
}
