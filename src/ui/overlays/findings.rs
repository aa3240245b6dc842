//! What is still missing.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::super::layout::middle;
use super::super::theme::{Look, Theme};
use super::super::write::{cut, first_shown, line, overlay, tint};
use crate::app::Findings;

pub(super) fn draw(findings: &Findings, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let blocking = findings.found.iter().filter(|f| f.blocks()).count();
    let height = u16::try_from(findings.found.len()).unwrap_or(u16::MAX).saturating_add(4).clamp(6, 24);
    let title = format!("Findings · {} · {blocking} block sending", findings.found.len());
    let inside = overlay(buffer, middle(area, 100, height), &title, theme);
    let list = Rect { height: inside.height.saturating_sub(1), ..inside };
    let first = first_shown(findings.at, findings.found.len(), list.height.into());
    let mut cursor = None;
    for (row, (at, finding)) in (0..list.height).zip(findings.found.iter().enumerate().skip(first)) {
        let (word, look) = match (&finding.waived, finding.blocks()) {
            (Some(_), _) => ("waived  ", Look::Dim),
            (None, true) => ("blocks  ", Look::Danger),
            (None, false) => ("missing ", Look::Warn),
        };
        let reason = finding.waived.as_ref().map(|r| format!(" (waived: {r})")).unwrap_or_default();
        let text = cut(&format!("{}{reason}", finding.message), usize::from(list.width).saturating_sub(8));
        line(buffer, list, row, &Line::from(vec![Span::styled(word, theme.of(look)), Span::raw(text)]));
        if at == findings.at {
            tint(buffer, list, row, theme.of(Look::Selection));
            cursor = Some(Position { x: list.x, y: list.y + row });
        }
    }
    let hint = "Enter goes there · w waives it with a reason · Esc leaves";
    line(buffer, inside, inside.height.saturating_sub(1), &Line::styled(cut(hint, inside.width.into()), theme.of(Look::Dim)));
    cursor
}
