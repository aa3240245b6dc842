//! The item shown: its title, its fields if it has any, its entries.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr;

use super::super::theme::Theme;
use super::super::write::{self, boxed, cut};
use super::{minutes, room, sheet};
use crate::app::{App, Focus, Sheet, Sitting};
use crate::session::StopState;

pub(super) fn draw(app: &App, sitting: &Sitting, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let here = matches!(sitting.focus, Focus::Line | Focus::Entry(_) | Focus::Sheet);
    let (inside, foot) = titled(sitting, write::Focus::when(here), theme, area, buffer);
    let session = sitting.session();
    let filled = sitting.filled(&app.desk);
    let fields = Sheet::of(&filled, sitting);
    if fields.lines.is_empty() {
        return minutes::draw(app, sitting, theme, (inside, foot), buffer);
    }
    // The fields take what they need, up to two thirds, or all but a few rows while they have the keys.
    let entries = u16::try_from(session.entries(&sitting.item).len().min(40)).unwrap_or(0);
    let least = if entries == 0 { 0 } else { entries.min(4) };
    let most = match sitting.focus {
        Focus::Sheet => inside.height.saturating_sub(least),
        Focus::Line
        | Focus::Entry(_)
        | Focus::Agenda
        | Focus::Actions
        | Focus::Prompts
        | Focus::Figures
        | Focus::People => (inside.height * 2 / 3).max(inside.height.saturating_sub(entries * 2 + 1)),
    };
    // What the entries leave free, long texts may have.
    let free = inside.height.saturating_sub(if entries == 0 { 0 } else { entries * 2 + 1 }).min(most);
    let heights = room::heights(&fields, sitting, inside.width, free.into());
    let rows = u16::try_from(heights.iter().sum::<usize>()).unwrap_or(u16::MAX).min(most);
    let top = Rect { height: rows, ..inside };
    let rest = Rect { y: inside.y + rows, height: inside.height - rows, ..inside };
    let in_sheet = sheet::draw((&fields, &heights), sitting, theme, top, buffer);
    let in_minutes = minutes::draw(app, sitting, theme, (rest, foot), buffer);
    if sitting.focus == Focus::Sheet { in_sheet } else { in_minutes }
}

/// The entries alone: the judgements stand in the grid beside them.
pub(super) fn findings(
    app: &App,
    sitting: &Sitting,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let place = titled(sitting, write::Focus::when(sitting.focus != Focus::Sheet), theme, area, buffer);
    minutes::draw(app, sitting, theme, place, buffer)
}

/// The box with the item's title; what is inside it, and its border below, which says what there is above and below.
fn titled(sitting: &Sitting, focus: write::Focus, theme: &Theme, area: Rect, buffer: &mut Buffer) -> (Rect, Rect) {
    let session = sitting.session();
    let number = session.number_of(&sitting.item).map(|n| format!("{n}  ")).unwrap_or_default();
    let stop = session.stop(&sitting.item).map(|(_, stop)| stop);
    let title = stop.map_or("", |stop| stop.title.as_str());
    let state = match stop.map(|stop| stop.state) {
        Some(StopState::Deferred) => " · put off",
        Some(StopState::Skipped) => " · left out",
        Some(StopState::Open | StopState::Done) | None => "",
    };
    let alone = if sitting.is_for_you_alone() { " · for you alone" } else { "" };
    // How it stands, and for whom, is seen however long the title is.
    let room = usize::from(area.width).saturating_sub(5 + state.width() + alone.width());
    let inside =
        boxed(buffer, area, &format!("{}{state}{alone}", cut(&format!("{number}{title}"), room)), focus, theme);
    let foot =
        Rect { x: inside.x, y: inside.y + inside.height, height: u16::from(inside.height < area.height), ..inside };
    (inside, foot)
}
