//! What lies over the screen, as a stack: pickers, questions, the details of an action, findings, preview, help.

mod action;
mod ask;
mod card;
mod export;
mod figure_pickers;
mod figures;
mod finder;
mod findings;
mod grid;
mod grid_rows;
mod home_pickers;
mod import;
mod lines;
mod picker;
mod pickers;
mod preview;
mod receivers;
mod sent;
mod versions;

pub use action::{ActionForm, ActionSpot};
pub use ask::{Ask, PersonFact, Purpose};
pub use card::{Card, CardOf};
pub use export::{ExportForm, ExportRow};
pub(crate) use figure_pickers::*;
pub use figures::{FiguresView, Scope, Sort};
pub use finder::Nearness;
pub use findings::{Findings, Offer};
pub use grid::{FigureGrid, GridColumn};
pub use grid_rows::GridRow;
pub(crate) use home_pickers::*;
pub use import::{Columns, Importing};
pub use lines::Lines;
pub use picker::{Choice, Copied, Fresh, Picked, Picker};
pub(crate) use pickers::*;
pub use preview::{Preview, Shown};
pub use receivers::{Offered, Receiver};
pub use sent::{SentForm, SentRow};

use super::App;
use crate::command::{Code, Key};

/// Something over the screen.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// Choose one of many, by part of its name.
    Picker(Picker),
    /// Answer in one line.
    Ask(Ask),
    /// The details of an action.
    Action(ActionForm),
    /// What is kept of a school or of the user.
    Card(Box<Card>),
    /// What is still missing.
    Findings(Findings),
    /// What would mend a finding.
    Offer(Offer),
    /// The document as its reader will see it.
    Preview(Box<Preview>),
    /// Writing a document.
    Export(Box<ExportForm>),
    /// Noting to whom a document was sent.
    Sent(Box<SentForm>),
    /// The versions of the session, the selected one from 0, newest first.
    Versions(usize),
    /// All figures of a school, on the whole screen.
    Figures(Box<FiguresView>),
    /// Figures are typed in.
    Grid(Box<FigureGrid>),
    /// What the columns of a file mean.
    Columns(Box<Columns>),
    /// Figures are being imported.
    Importing(Importing),
    /// Lines to be read.
    Lines(Lines),
    /// All keys and how to write an entry; scrolled so many lines.
    Help(usize),
}

impl App {
    /// A key while something lies over the screen.
    pub(super) fn press_in_overlay(&mut self, key: Key) {
        let Some(overlay) = self.overlays.pop() else { return };
        if key.code == Code::Esc
            && !matches!(overlay, Overlay::Action(_) | Overlay::Card(_) | Overlay::Grid(_) | Overlay::Importing(_))
        {
            self.leave_overlay(overlay);
            return;
        }
        match overlay {
            Overlay::Picker(picker) => self.press_in_picker(picker, key),
            Overlay::Ask(ask) => self.press_in_ask(ask, key),
            Overlay::Action(form) => self.press_in_action(form, key),
            Overlay::Card(card) => self.press_in_card(card, key),
            Overlay::Findings(findings) => self.press_in_findings(findings, key),
            Overlay::Offer(offer) => self.press_in_offer(offer, key),
            Overlay::Preview(preview) => self.press_in_preview(preview, key),
            Overlay::Export(form) => self.press_in_export(form, key),
            Overlay::Sent(form) => self.press_in_sent(form, key),
            Overlay::Versions(at) => self.press_in_versions(at, key),
            Overlay::Figures(view) => self.press_in_figures(view, key),
            Overlay::Grid(grid) => self.type_in_figures(grid, key),
            Overlay::Columns(columns) => self.press_in_columns(columns, key),
            Overlay::Importing(_) => self.press_in_importing(key),
            Overlay::Lines(lines) => self.press_in_lines(lines, key),
            Overlay::Help(scroll) => {
                if let Some(scroll) = scrolled(scroll, key) {
                    self.overlays.push(Overlay::Help(scroll));
                }
            }
        }
    }

    /// Esc: one level back. A question that was being answered with words keeps them for the next time.
    fn leave_overlay(&mut self, overlay: Overlay) {
        match overlay {
            Overlay::Ask(ask) => self.leave_ask(&ask),
            Overlay::Picker(picker) => self.leave_picker(&picker),
            Overlay::Export(form) => self.leave_export(&form),
            Overlay::Sent(form) => self.leave_sent(&form),
            Overlay::Action(_)
            | Overlay::Card(_)
            | Overlay::Findings(_)
            | Overlay::Offer(_)
            | Overlay::Preview(_)
            | Overlay::Versions(_)
            | Overlay::Figures(_)
            | Overlay::Grid(_)
            | Overlay::Columns(_)
            | Overlay::Importing(_)
            | Overlay::Lines(_)
            | Overlay::Help(_) => {}
        }
    }
}

/// Scrolls by the usual keys; any other leaves.
pub(super) fn scrolled(scroll: usize, key: Key) -> Option<usize> {
    match key.code {
        Code::Up => Some(scroll.saturating_sub(1)),
        Code::Down => Some(scroll + 1),
        Code::PageUp => Some(scroll.saturating_sub(15)),
        Code::PageDown | Code::Char(' ') => Some(scroll + 15),
        Code::Home => Some(0),
        Code::End => Some(usize::MAX / 2),
        _ => None,
    }
}
