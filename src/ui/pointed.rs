//! What stands where the user clicked. No mouse is needed; a click still works.

use ratatui::layout::{Position, Rect};

use super::home;
use super::layout::{SMALLEST, middle};
use super::overlays::picker_list;
use super::panes;
use super::write::first_shown;
use crate::app::{App, Focus, Overlay, Pointed, Sitting};

/// What stands at a place of the screen, if anything that can be chosen.
pub fn pointed(app: &App, (column, row): (u16, u16)) -> Option<Pointed> {
    let area = Rect { x: 0, y: 0, width: app.size.0, height: app.size.1 };
    let at = Position { x: column, y: row };
    if app.blanked || area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        return None;
    }
    match app.overlays.last() {
        Some(overlay @ Overlay::Picker(picker)) => {
            let area = super::notice::above(app, overlay, area);
            let list = picker_list(middle(area, 92, super::overlays::picker_height(picker)));
            let first = first_shown(picker.at, picker.matched.len(), list.height.into());
            row_in(list, at, first, picker.matched.len()).map(Pointed::Choice)
        }
        Some(_) => None,
        None => match &app.sitting {
            Some(sitting) => in_session(app, sitting, area, at),
            None => home::row_at(app, area, at).map(Pointed::HomeRow),
        },
    }
}

fn in_session(app: &App, sitting: &Sitting, area: Rect, at: Position) -> Option<Pointed> {
    let layout = panes::layout(app, sitting, area);
    let session = sitting.session();
    let lists = [
        (layout.agenda, Focus::Agenda, sitting.stop, session.agenda().len()),
        (layout.people, Focus::People, sitting.person, session.people().len()),
    ];
    for (pane, focus, selected, total) in lists {
        if pane.contains(at) {
            let inside = Rect {
                x: pane.x + 1,
                y: pane.y + 1,
                width: pane.width.saturating_sub(2),
                height: pane.height.saturating_sub(2),
            };
            // Without the keys the agenda shows the item at hand, the people from the first.
            let selected = match (sitting.focus == focus, focus) {
                (true, _) => selected,
                (false, Focus::Agenda) => session.stop(&sitting.item).map_or(0, |(at, _)| at),
                (false, _) => 0,
            };
            let first = first_shown(selected, total, inside.height.into());
            return Some(Pointed::Pane(focus, row_in(inside, at, first, total)));
        }
    }
    let others = [
        (layout.actions, Focus::Actions),
        (layout.prompts, Focus::Prompts),
        (layout.figures, Focus::Figures),
        (layout.line, Focus::Line),
    ];
    let found = others.into_iter().find(|(pane, _)| pane.contains(at));
    found.map(|(_, focus)| Pointed::Pane(focus, None))
}

fn row_in(list: Rect, at: Position, first: usize, total: usize) -> Option<usize> {
    let row = list.contains(at).then(|| first + usize::from(at.y - list.y))?;
    (row < total).then_some(row)
}
