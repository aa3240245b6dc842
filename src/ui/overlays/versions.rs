//! The versions of a session, the newest first.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::super::layout::middle;
use super::super::theme::{Look, Theme};
use super::super::write::{WHOLE_ROWS, cut, first_shown, line, overlay, tint, whole, with_whole};
use crate::app::App;
use crate::outline::kept_for;

pub(super) fn draw(app: &App, at: usize, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let sitting = app.sitting.as_ref()?;
    let count = sitting.versions.len();
    let height = u16::try_from(count).unwrap_or(u16::MAX).saturating_add(4 + WHOLE_ROWS).clamp(6, 24);
    let inside = overlay(buffer, middle(area, 92, height), "Versions", theme);
    let (list, below) = with_whole(Rect { height: inside.height.saturating_sub(1), ..inside });
    if count == 0 {
        let none = "None yet: one is kept whenever a document is noted as sent, and when you press k";
        line(buffer, list, 0, &Line::styled(cut(none, list.width.into()), theme.of(Look::Dim)));
    }
    let first = first_shown(at, count, list.height.into());
    let mut cursor = None;
    for (row, (n, version)) in (0..list.height).zip(sitting.newest_versions().enumerate().skip(first)) {
        let kept = version.kept.format("%a %-d %b %Y %H:%M");
        let lead = format!("{:>3}  {kept:<22}  ", version.number);
        let room = usize::from(list.width).saturating_sub(lead.len());
        let kept_for = kept_for(version, &sitting.filled(&app.desk));
        let why = cut(&kept_for, room);
        let spans = vec![Span::styled(lead, theme.of(Look::Time)), Span::raw(why.clone())];
        line(buffer, list, row, &Line::from(spans));
        if n == at {
            whole(buffer, below, &why, &kept_for, theme);
            tint(buffer, list, row, theme.of(Look::Selection));
            cursor = Some(Position { x: list.x, y: list.y + row });
        }
    }
    let hint = "Enter compares · p shows · Ctrl+X writes · r brings back · k keeps now · Esc";
    let foot = inside.height.saturating_sub(1);
    line(buffer, inside, foot, &Line::styled(cut(hint, inside.width.into()), theme.of(Look::Dim)));
    cursor
}
