//! The entries of the item shown, from the bottom up: only what is on the screen is laid out.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::super::theme::{Look, Theme};
use super::super::write::{line, wrap};
use crate::app::{App, Focus, Sitting};
use crate::grammar::Kind;
use crate::session::Entry;

/// Columns of the time before each entry.
const LEAD: u16 = 6;

pub(super) fn draw(app: &App, sitting: &Sitting, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    if area.width <= LEAD + 4 || area.height == 0 {
        return None;
    }
    let mut cursor = None;
    let mut bottom = area.height;
    let mut any = false;
    for entry in sitting.feed().skip(sitting.scroll) {
        any = true;
        let edited = sitting.focus == Focus::Entry(entry.id);
        let rows =
            if edited { edited_rows(sitting, area) } else { rows_of(entry, sitting, app, theme, area.width - LEAD) };
        let height = u16::try_from(rows.len()).unwrap_or(u16::MAX);
        let top = bottom.saturating_sub(height);
        let hidden = usize::from(height.saturating_sub(bottom));
        let place = Rect { x: area.x + LEAD, y: area.y + top, width: area.width - LEAD, height: bottom - top };
        if edited {
            cursor = sitting.editor.draw(place, buffer);
            buffer.set_style(place, theme.of(Look::CaretLine));
        } else {
            for (n, row) in rows.iter().skip(hidden).enumerate() {
                line(buffer, place, u16::try_from(n).unwrap_or(u16::MAX), row);
            }
        }
        if hidden == 0 {
            let time = Rect { y: area.y + top, height: 1, width: LEAD, ..area };
            let carried = entry.as_action().is_some_and(|action| action.origin.is_some());
            let said = if carried { "  ↳".to_owned() } else { entry.at.format("%H:%M").to_string() };
            line(buffer, time, 0, &Line::styled(said, theme.of(Look::Time)));
        }
        bottom = top;
        if bottom == 0 {
            break;
        }
    }
    if any && bottom == 0 {
        let text = " ↑ more above ";
        let wide = u16::try_from(text.chars().count()).unwrap_or(area.width).min(area.width);
        let corner = Rect { x: area.x + area.width - wide, width: wide, height: 1, ..area };
        line(buffer, corner, 0, &Line::styled(text, theme.of(Look::Dim)));
    }
    if !any {
        let text = "No entries yet; type one below";
        line(buffer, area, 0, &Line::styled(text, theme.of(Look::Dim)));
    }
    if sitting.scroll > 0 {
        let text = format!(" {} more below ", sitting.scroll);
        let wide = u16::try_from(text.len()).unwrap_or(area.width).min(area.width);
        let corner = Rect { x: area.x + area.width - wide, y: area.y + area.height - 1, width: wide, height: 1 };
        line(buffer, corner, 0, &Line::styled(text, theme.of(Look::Selection)));
    }
    cursor
}

/// As many rows as the entry being edited takes.
fn edited_rows(sitting: &Sitting, area: Rect) -> Vec<Line<'static>> {
    let width = usize::from(area.width - LEAD);
    // One more row where the caret stands behind a full last one.
    vec![Line::default(); wrap(sitting.editor.text(), width, width.saturating_sub(1)).len()]
}

fn rows_of<'a>(entry: &'a Entry, names: &Sitting, app: &App, theme: &Theme, width: u16) -> Vec<Line<'a>> {
    let (mark, look) = look_of(entry.kind);
    let mut lead = vec![];
    if !mark.is_empty() {
        let number = entry.as_action().map(|a| format!(" {}", a.number)).unwrap_or_default();
        lead.push(Span::styled(format!("{mark}{number}  "), theme.of(look)));
    }
    if let Some(action) = entry.as_action() {
        let mut facts = action.owners.join(", ");
        if let Some(due) = action.due {
            let date = crate::calendar::short(due, app.now.date());
            facts = if facts.is_empty() { format!("by {date}") } else { format!("{facts} by {date}") };
        }
        if !action.measure.is_empty() && !entry.text.contains(&action.measure) {
            let gap = if facts.is_empty() { "" } else { " · " };
            facts = format!("{facts}{gap}measure: {}", action.measure);
        }
        if !facts.is_empty() {
            lead.push(Span::styled(format!("→ {facts}  "), theme.of(Look::Owner)));
        }
    } else if let Some(who) = entry.who.as_ref().filter(|who| !entry.text.starts_with(&format!("@{who}"))) {
        lead.push(Span::styled(format!("{who}: "), theme.of(Look::Owner)));
    }
    if let Some(row) = &entry.row {
        lead.push(Span::styled(format!("[{}] ", names.row_name(row)), theme.of(Look::Dim)));
    }
    let used: usize = lead.iter().map(Span::width).sum();
    let width = usize::from(width);
    let first = width.saturating_sub(used);
    let ranges = wrap(&entry.text, if first < 8 { width } else { first }, width);
    let mut rows = Vec::with_capacity(ranges.len() + 1);
    let style = theme.of(if entry.kind == Kind::Private { Look::Private } else { Look::Text });
    for (n, (from, to)) in ranges.into_iter().enumerate() {
        let text = Span::styled(&entry.text[from..to], style);
        if n == 0 && first >= 8 {
            lead.push(text);
            rows.push(Line::from(std::mem::take(&mut lead)));
        } else {
            if n == 0 {
                rows.push(Line::from(std::mem::take(&mut lead)));
            }
            rows.push(Line::from(text));
        }
    }
    rows
}

/// Mark and word of a kind; never colour alone.
pub(super) const fn look_of(kind: Kind) -> (&'static str, Look) {
    match kind {
        Kind::Note => ("", Look::Note),
        Kind::Action => ("▲ action", Look::Action),
        Kind::Decision => ("◆ decision", Look::Decision),
        Kind::Question => ("? question", Look::Question),
        Kind::Observed => ("+ observed", Look::Observed),
        Kind::Reported => ("~ reported", Look::Reported),
        Kind::Private => ("% private", Look::Private),
    }
}
