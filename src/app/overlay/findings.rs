//! What the rules find: listed, gone to, mended by an offered change, or waived with a reason.

use super::super::{App, Sitting, Urgency};
use super::GridColumn;
use super::pickers::state_picker;
use super::{ActionForm, Ask, Overlay, Purpose};
use crate::command::{Code, Key};
use crate::rules::{Day, Finding, Place};
use crate::session::{Change, Grouping};

/// Findings on the screen.
#[derive(Debug, Clone)]
pub struct Findings {
    /// All findings, waived ones last.
    pub found: Vec<Finding>,
    /// The selected one.
    pub at: usize,
}

impl Findings {
    /// The selected finding.
    pub fn selected(&self) -> Option<&Finding> {
        self.found.get(self.at)
    }
}

/// What would mend a finding, shown before it is done.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The finding.
    pub finding: Finding,
    /// The selected mend.
    pub at: usize,
}

impl Offer {
    /// The next mend whose own words, those that not all of them begin with, begin with a letter.
    fn begun_with(&self, letter: char) -> Option<usize> {
        let mends = &self.finding.mends;
        let words: Vec<Vec<&str>> = mends.iter().map(|mend| mend.label.split(' ').collect()).collect();
        let first = words.first()?;
        let shared = (0..first.len()).take_while(|n| words.iter().all(|w| w.get(*n) == first.get(*n))).count();
        let begins = |n: &usize| {
            let own = words[*n].get(shared).map(|word| word.trim_start_matches('“'));
            own.and_then(|own| own.chars().next()).is_some_and(|own| own.to_lowercase().eq(letter.to_lowercase()))
        };
        (1..=mends.len()).map(|step| (self.at + step) % mends.len()).find(begins)
    }
}

impl App {
    fn findings_of(&self, sitting: &Sitting) -> Vec<Finding> {
        let (filled, day) = (sitting.filled(&self.desk), Day::Is(self.now.date()));
        // What keeps it from the state that was asked for comes first.
        let waiting = |state: &String| crate::rules::in_the_way(&filled, state, day);
        let mut found = sitting.wanted.as_ref().map_or_else(Vec::new, waiting);
        let known: Vec<String> = found.iter().map(|finding| finding.id.clone()).collect();
        found.extend(crate::rules::check(&filled, day).into_iter().filter(|finding| !known.contains(&finding.id)));
        found
    }

    /// Shows what the rules find, and what else keeps it from the state that was asked for: the caret on the one gone to last,
    /// or on the next if that is mended.
    pub(in super::super) fn show_findings(&mut self, sitting: &Sitting) {
        let found = self.findings_of(sitting);
        if found.is_empty() {
            self.tell("Nothing is missing");
        } else {
            let last = found.len() - 1;
            let at = sitting
                .gone_to
                .as_ref()
                .map_or(0, |(id, at)| found.iter().position(|finding| finding.id == *id).unwrap_or((*at).min(last)));
            self.overlays.push(Overlay::Findings(Findings { found, at }));
        }
    }

    /// Looks again after something was mended or waived; the caret stays at its place in the list.
    pub(super) fn look_again(&mut self, sitting: &Sitting) {
        let found = self.findings_of(sitting);
        let shown = self.overlays.iter_mut().rev().find_map(|overlay| match overlay {
            Overlay::Findings(findings) => Some(findings),
            _ => None,
        });
        if let Some(findings) = shown {
            findings.at = findings.at.min(found.len().saturating_sub(1));
            findings.found = found;
        }
        self.overlays.retain(|overlay| !matches!(overlay, Overlay::Findings(findings) if findings.found.is_empty()));
    }

    pub(super) fn press_in_findings(&mut self, mut findings: Findings, key: Key) {
        let last = findings.found.len().saturating_sub(1);
        let mut next = None;
        match key.code {
            Code::Up | Code::BackTab => findings.at = findings.at.saturating_sub(1),
            Code::Down | Code::Tab => findings.at = (findings.at + 1).min(last),
            Code::PageUp => findings.at = findings.at.saturating_sub(10),
            Code::PageDown => findings.at = (findings.at + 10).min(last),
            Code::Home => findings.at = 0,
            Code::End => findings.at = last,
            Code::Enter => {
                let Some(finding) = findings.selected().cloned() else { return };
                let at = findings.at;
                // The details of an action lie over the list, which is there again once they close.
                if matches!(finding.place, Place::Detail { .. }) {
                    self.overlays.push(Overlay::Findings(findings));
                }
                self.with_sitting(|app, sitting| {
                    sitting.gone_to = Some((finding.id.clone(), at));
                    app.go_to_place(sitting, &finding.place);
                });
                return;
            }
            Code::Char('m') if !key.mods.ctrl => next = self.offer(&findings),
            Code::Char('w') if !key.mods.ctrl => {
                if let Some(finding) = findings.selected().cloned() {
                    self.overlays.push(Overlay::Findings(findings));
                    self.ask_waiver(&finding);
                }
                return;
            }
            _ => {}
        }
        self.overlays.push(Overlay::Findings(findings));
        self.overlays.extend(next);
    }

    /// What would mend the selected finding; nothing where only the writer knows the words.
    fn offer(&mut self, findings: &Findings) -> Option<Overlay> {
        let finding = findings.selected()?.clone();
        if finding.mends.is_empty() {
            self.tell("Only you know what belongs there: press Enter to go to the place");
            return None;
        }
        Some(Overlay::Offer(Offer { finding, at: 0 }))
    }

    pub(super) fn press_in_offer(&mut self, mut offer: Offer, key: Key) {
        let count = offer.finding.mends.len().max(1);
        match key.code {
            Code::Up | Code::BackTab => offer.at = (offer.at + count - 1) % count,
            Code::Down | Code::Tab | Code::Char('m') => offer.at = (offer.at + 1) % count,
            Code::Enter => {
                self.with_sitting(|app, sitting| app.mend(sitting, &offer));
                return;
            }
            Code::Char(letter) if !key.mods.ctrl => offer.at = offer.begun_with(letter).unwrap_or(offer.at),
            _ => {}
        }
        self.overlays.push(Overlay::Offer(offer));
    }

    /// Makes the change that was shown; undo takes it back.
    fn mend(&mut self, sitting: &mut Sitting, offer: &Offer) {
        let Some(mend) = offer.finding.mends.get(offer.at) else { return };
        if self.record(sitting, mend.changes.clone(), Grouping::New, Urgency::Now) {
            sitting.after_mend(&self.desk);
            self.tell(format!("Mended: {}; Ctrl+Z takes it back", mend.label));
            self.look_again(sitting);
        }
    }

    /// Goes to where a finding stands.
    fn go_to_place(&mut self, sitting: &mut Sitting, place: &Place) {
        match place {
            Place::Field(path) => self.go_to_spot(sitting, path),
            Place::Entry(id) => self.go_to_entry(sitting, *id),
            Place::Detail { entry, detail } => {
                self.leave_spot(sitting);
                self.overlays.push(Overlay::Action(ActionForm::lacking(sitting.session(), *entry, *detail)));
            }
            Place::Target { measure, group, .. } => self.type_target(sitting, measure, group, GridColumn::View),
            Place::Item(item) => self.enter(sitting, item),
            Place::Person(at) => self.go_to_person(sitting, *at),
            // What concerns the whole session is a matter of how far it has come.
            Place::Session => self.overlays.push(Overlay::Picker(state_picker(sitting, &self.desk))),
        }
    }

    /// Asks why a finding is waived; of one that is, the reason stands, and counts again without one.
    fn ask_waiver(&mut self, finding: &Finding) {
        let purpose = Purpose::Waive(finding.id.clone());
        let ask = match finding.waived.as_deref() {
            None => Ask::new("Why is this waived?", finding.message.clone(), "", purpose),
            Some(reason) => Ask::new(
                "Why is this waived? (emptied with Ctrl+U, it counts again)",
                finding.message.clone(),
                reason,
                purpose,
            ),
        };
        self.overlays.push(Overlay::Ask(ask.in_words()));
    }

    /// Waives a finding with a reason; without one it counts again.
    pub(super) fn waive(&mut self, sitting: &mut Sitting, finding: &str, reason: Option<&str>) {
        let from = sitting.session().waiver(finding).map(str::to_owned);
        let to = reason.map(str::to_owned);
        let change = Change::Waiver { finding: finding.to_owned(), from, to };
        if self.record(sitting, vec![change], Grouping::New, Urgency::Now) {
            self.tell(match reason {
                Some(_) => "Waived; the reason is kept with the session",
                None => "It counts again; Ctrl+Z brings the reason back",
            });
            self.look_again(sitting);
        }
    }
}
