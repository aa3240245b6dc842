//! The session screen, a file a pane.

mod actions;
mod agenda;
mod bars;
mod entry_line;
mod figures;
mod item;
mod minutes;
mod people;
mod prompts;
mod sheet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::layout::{ActionsRoom, Layout, Needs, Pane, line_width, session};
use super::theme::Theme;
use super::write::wrap;
use crate::app::{App, Focus, Sitting};

pub(super) use bars::foot;
pub(super) use figures::look as look_of_track;

/// Where everything stands for a session as it is.
pub(super) fn layout(sitting: &Sitting, area: Rect) -> Layout {
    let people = u16::try_from(sitting.session().people().len()).unwrap_or(u16::MAX / 2);
    // The caret behind a full last row needs a row of its own.
    let width = usize::from(line_width(area).saturating_sub(2)).max(1);
    let rows = u16::try_from(wrap(sitting.line.text(), width, width.saturating_sub(1)).len()).unwrap_or(u16::MAX);
    let room =
        if sitting.reads_back() && sitting.focus != Focus::Sheet { ActionsRoom::Half } else { ActionsRoom::Some };
    let figures = figures::rows(sitting, area);
    session(area, shown(sitting), Needs { line: rows, people, figures }, room)
}

/// The pane that shows where there is room for one.
const fn shown(sitting: &Sitting) -> Pane {
    match sitting.focus {
        Focus::Line | Focus::Entry(_) | Focus::Sheet => Pane::Minutes,
        Focus::Agenda => Pane::Agenda,
        Focus::Actions => Pane::Actions,
        Focus::Prompts => Pane::Prompts,
        Focus::Figures => Pane::Figures,
        Focus::People => Pane::People,
    }
}

/// Draws a session; returns where the caret stands.
pub(super) fn draw(app: &App, sitting: &Sitting, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let layout = layout(sitting, area);
    bars::status(app, sitting, theme, layout.status, buffer);
    bars::tabs(shown(sitting), theme, layout.tabs, buffer);
    if layout.agenda.height > 0 {
        agenda::draw(sitting, theme, layout.agenda, buffer);
    }
    if layout.actions.height > 0 {
        actions::draw(app, sitting, theme, layout.actions, buffer);
    }
    if layout.prompts.height > 0 {
        prompts::draw(sitting, theme, layout.prompts, buffer);
    }
    if layout.figures.height > 0 {
        figures::draw(sitting, theme, layout.figures, buffer);
    }
    if layout.people.height > 0 {
        people::draw(sitting, theme, layout.people, buffer);
    }
    let in_item = if layout.item.height > 0 { item::draw(app, sitting, theme, layout.item, buffer) } else { None };
    let in_line = entry_line::draw(app, sitting, theme, layout.line, buffer);
    bars::foot(app, Some(sitting), theme, layout.hints, buffer);
    match sitting.focus {
        Focus::Entry(_) | Focus::Sheet => in_item,
        Focus::Line | Focus::Agenda | Focus::Actions | Focus::Prompts | Focus::Figures | Focus::People => in_line,
    }
}
