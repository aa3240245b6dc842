//! The session screen, a file a pane.

mod actions;
mod agenda;
mod bars;
mod choices;
mod entry_line;
mod figures;
mod grid;
mod item;
mod minutes;
mod people;
mod prompts;
mod room;
mod sheet;
mod shown;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::layout::{self, ActionsRoom, Layout, Needs, Pane, line_width, session};
use super::notice;
use super::theme::Theme;
use super::write::wrap;
use crate::app::{App, Focus, Sitting};

pub(super) use bars::foot;
pub(super) use figures::{HYPOTHESIS, look as look_of_track, said_of};

/// Where everything stands for a session as it is.
pub(super) fn layout(app: &App, sitting: &Sitting, area: Rect) -> Layout {
    let foot = notice::rows(app, area);
    if shows_grid(sitting, area) {
        let text = if sitting.focus == Focus::Sheet { sitting.editor.text() } else { sitting.line.text() };
        return layout::grid(area, line_rows(text, layout::beside_grid(area)), foot);
    }
    let people = u16::try_from(people::lines(sitting)).unwrap_or(u16::MAX / 2);
    let rows = line_rows(sitting.line.text(), line_width(area));
    let read_back = sitting.reads_back() && sitting.session().action_count() > 0;
    let room = if read_back && sitting.focus != Focus::Sheet { ActionsRoom::Half } else { ActionsRoom::Some };
    let figures = figures::rows(sitting, area);
    session(area, shown(sitting), Needs { line: rows, people, figures, foot }, room)
}

/// Rows that the entry line takes.
fn line_rows(text: &str, width: u16) -> u16 {
    // The caret behind a full last row needs a row of its own.
    let width = usize::from(width.saturating_sub(2)).max(1);
    u16::try_from(wrap(text, width, width.saturating_sub(1)).len()).unwrap_or(u16::MAX)
}

/// Whether the grid is drawn: not while another pane has the keys, nor in a window too narrow for it.
fn shows_grid(sitting: &Sitting, area: Rect) -> bool {
    sitting.in_grid() && shown(sitting) == Pane::Minutes && area.width >= 60 && area.height >= 12
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
    let layout = layout(app, sitting, area);
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
    let in_grid = if layout.grid.height > 0 { grid::draw(app, sitting, theme, layout.grid, buffer) } else { None };
    let in_item = match (layout.item.height, layout.grid.height) {
        (0, _) => None,
        (_, 0) => item::draw(app, sitting, theme, layout.item, buffer),
        _ => item::findings(app, sitting, theme, layout.item, buffer),
    };
    let in_line = entry_line::draw(app, sitting, theme, layout.line, buffer);
    bars::foot(app, Some(sitting), theme, layout.hints, buffer);
    match sitting.focus {
        // A reason is typed where the entry line stands.
        Focus::Sheet if layout.grid.height > 0 => in_grid.or(in_line),
        Focus::Entry(_) | Focus::Sheet => in_item,
        Focus::Line | Focus::Agenda | Focus::Actions | Focus::Prompts | Focus::Figures | Focus::People => in_line,
    }
}
