//! What lies over the screen, a file each.

mod action;
mod ask;
mod card;
mod export;
mod figures;
mod findings;
mod form;
mod grid;
mod help;
mod import;
mod lines;
mod picker;
mod preview;
mod sent;
mod versions;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub(super) use picker::{height as picker_height, list as picker_list};

use super::theme::Theme;
use crate::app::{App, Overlay};

/// Draws one; returns where the caret stands.
pub(super) fn draw(app: &App, overlay: &Overlay, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    match overlay {
        Overlay::Picker(picker) => picker::draw(picker, theme, area, buffer),
        Overlay::Ask(ask) => ask::draw(ask, theme, area, buffer),
        Overlay::Card(card) => card::draw(card, theme, area, buffer),
        Overlay::Action(form) => action::draw(app, form, theme, area, buffer),
        Overlay::Findings(findings) => findings::draw(findings, theme, area, buffer),
        Overlay::Preview(preview) => Some(preview::draw(app, preview, theme, area, buffer)),
        Overlay::Export(form) => export::draw(app, form, theme, area, buffer),
        Overlay::Sent(form) => sent::draw(form, theme, area, buffer),
        Overlay::Versions(at) => versions::draw(app, *at, theme, area, buffer),
        Overlay::Offer(offer) => findings::draw_offer(offer, theme, area, buffer),
        Overlay::Figures(view) => Some(figures::draw(app, view, theme, area, buffer)),
        Overlay::Grid(grid) => grid::draw(app, grid, theme, area, buffer),
        Overlay::Columns(columns) => Some(import::columns(columns, theme, area, buffer)),
        Overlay::Importing(importing) => Some(import::progress(importing, theme, area, buffer)),
        Overlay::Lines(lines) => Some(lines::draw(lines, theme, area, buffer)),
        Overlay::Help(scroll) => Some(help::draw(app, *scroll, theme, area, buffer)),
    }
}
