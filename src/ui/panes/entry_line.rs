//! The entry line, and in its rule what the grammar reads in it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::super::theme::{Look, Theme};
use super::super::write::{cut, line};
use super::minutes::look_of;
use crate::app::{App, Focus, Sheet, Sitting};
use crate::grammar::{Kind, Part, Presence};

pub(super) fn draw(app: &App, sitting: &Sitting, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    if area.height < 2 || area.width < 6 {
        return None;
    }
    let reason = reason_of(app, sitting);
    let here = sitting.focus == Focus::Line || reason;
    let rule = Rect { height: 1, ..area };
    let look = if here { Look::BorderFocused } else { Look::Border };
    let dash = if here { "━" } else { "─" };
    line(buffer, rule, 0, &Line::styled(dash.repeat(area.width.into()), theme.of(look)));
    let said = said(app, sitting);
    if !said.is_empty() {
        let (text, look) = (cut(&format!(" {said} "), usize::from(area.width) - 2), look_of(sitting.parsed.kind).1);
        line(
            buffer,
            Rect { x: area.x + 2, width: area.width - 2, ..rule },
            0,
            &Line::from(Span::styled(text, theme.of(look))),
        );
    }
    let lead = Rect { y: area.y + 1, height: 1, width: 2, ..area };
    line(buffer, lead, 0, &Line::styled(if here { "▌ " } else { "  " }, theme.of(look)));
    let text = Rect { x: area.x + 2, y: area.y + 1, width: area.width - 2, height: area.height - 1 };
    if reason {
        return sitting.editor.draw(text, buffer);
    }
    // The widget itself keeps where it has scrolled to; a copy of it wears the colours.
    let cursor = sitting.line.draw(text, buffer);
    let spans: Vec<(usize, usize, Style)> = sitting
        .parsed
        .spans
        .iter()
        .map(|span| (span.start, span.end, theme.of(look_of_part(span.what, sitting.parsed.kind))))
        .collect();
    if !spans.is_empty() || sitting.line.selected().is_some() {
        let mut dressed = sitting.line.clone();
        dressed.dress(theme.of(Look::Text), theme.of(Look::Selection));
        dressed.highlight(&spans);
        dressed.draw(text, buffer);
    }
    cursor
}

/// Whether a reason is being typed in the grid: there is room for it here alone.
fn reason_of(app: &App, sitting: &Sitting) -> bool {
    if sitting.focus != Focus::Sheet || !sitting.in_grid() {
        return false;
    }
    let filled = sitting.filled(&app.desk);
    let sheet = Sheet::of(&filled, sitting);
    sheet.spots.get(sitting.spot).is_some_and(|spot| matches!(spot.kind, crate::forms::Kind::LongText))
}

/// What the line will become, in a few words.
fn said(app: &App, sitting: &Sitting) -> String {
    if sitting.focus == Focus::Sheet {
        return spot_in_full(app, sitting);
    }
    let parsed = &sitting.parsed;
    let mut parts: Vec<String> = Vec::new();
    if sitting.line.text().trim().is_empty() {
        if let Some(prompt) = &sitting.prompt_tag {
            parts.push(format!("answers prompt {prompt}"));
        }
    } else {
        if let Some(attendance) = &parsed.attendance {
            let what = match &attendance.what {
                Presence::Present => "is present",
                Presence::Arrived | Presence::Late => "has come",
                Presence::Left => "has left",
                Presence::Apologies => "sent apologies",
                Presence::Interest(_) => "declares an interest",
            };
            return format!("attendance: {} {what}", attendance.role);
        }
        if parsed.kind != Kind::Note {
            parts.push(parsed.kind.label().to_owned());
        }
        if !parsed.owners.is_empty() {
            parts.push(format!("→ {}", parsed.owners.join(", ")));
        }
        if let Some(due) = parsed.due {
            parts.push(format!("by {}", crate::calendar::short(due, app.now.date())));
        }
        if let Some(measure) = &parsed.measure {
            parts.push(format!("· measure: {measure}"));
        }
        if let Some(who) = &parsed.speaker {
            parts.push(format!("said by {who}"));
        }
        if let Some(view) = parsed.view {
            parts.push(view.label().to_owned());
        }
        if let Some(sef) = &parsed.sef {
            parts.push(format!("SEF {sef}"));
        }
        if let Some(item) = parsed.item {
            parts.push(format!("goes under item {item}"));
        }
        let item = sitting.session().draft().item.as_str();
        if !item.is_empty() && item != sitting.item {
            parts.push("began under another item".to_owned());
        }
    }
    if let Some(row) = &sitting.row_tag {
        parts.push(format!("about {} (↑ ↓ another)", sitting.row_name(row)));
    }
    if !sitting.noticed.is_empty() {
        let gap = if parts.is_empty() { "" } else { "· " };
        parts.push(format!("{gap}{}", sitting.noticed.join(" · ")));
    }
    parts.join(" ")
}

/// What the selected spot of the sheet is called, uncut, with its column.
fn spot_in_full(app: &App, sitting: &Sitting) -> String {
    let filled = sitting.filled(&app.desk);
    let sheet = Sheet::of(&filled, sitting);
    let Some(spot) = sheet.spots.get(sitting.spot) else { return String::new() };
    let column = sitting.form.cell(&spot.path).ok().filter(|_| spot.row.is_some());
    let titles = column.and_then(|cell| match &cell.field.kind {
        crate::forms::Kind::Grades { columns, .. } => columns.get(spot.column).map(|c| c.label.as_str()),
        _ => None,
    });
    match titles {
        Some(title) if sitting.in_grid() => format!("{title}: {}", spot.label),
        Some(title) => format!("{} · {title}", spot.label),
        None => spot.label.to_owned(),
    }
}

fn look_of_part(part: Part, kind: Kind) -> Look {
    match part {
        Part::Kind => look_of(kind).1,
        Part::Owner | Part::Speaker | Part::Mention | Part::Attendance => Look::Owner,
        Part::Due | Part::Measure | Part::Purpose => Look::Due,
        Part::Escape | Part::Item | Part::Link | Part::Sef | Part::KeyStage | Part::View => Look::KeyHint,
    }
}
