//! The actions: number, words, owner, date, where each stands.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::super::theme::{Look, Theme};
use super::super::write::{self, boxed, cut, first_shown, line, tint};
use crate::app::{App, Focus, Sitting};

pub(super) fn draw(app: &App, sitting: &Sitting, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let here = sitting.focus == Focus::Actions;
    let session = sitting.session();
    let (open, carried) = session.action_counts();
    let carried = if carried > 0 { format!(" · {carried} carried") } else { String::new() };
    let inside = boxed(buffer, area, &format!("Actions · {open} open{carried}"), write::Focus::when(here), theme);
    let rows = usize::from(inside.height);
    let total = session.action_count();
    // Without the keys the newest actions show, with them the selected one.
    let first = if here { first_shown(sitting.action, total, rows) } else { total.saturating_sub(rows) };
    let today = app.now.date().max(session.date());
    for (row, (at, (entry, action))) in (0..inside.height).zip((first..).zip(session.actions_from(first))) {
        let due = action.due.map(|due| crate::calendar::short(due, today)).unwrap_or_default();
        let late = if action.status.is_open() && action.due.is_some_and(|due| due < today) { " late" } else { "" };
        let status = match action.status {
            crate::session::Status::Open => "",
            status => status.label(),
        };
        let from = if action.origin.is_some() { "carried " } else { "" };
        let tail = format!("  {}  {due}", action.owners.join(", "));
        let end = format!("{late}  {status}");
        let lead = format!("{:>2} {from}", action.number);
        let room = usize::from(inside.width).saturating_sub(lead.width() + tail.width() + end.width() + 1);
        let text = cut(&entry.text, room.max(8));
        let gap = room.saturating_sub(text.width());
        let look = if action.status.is_open() { Look::Text } else { Look::Dim };
        let spans = vec![
            Span::styled(lead, theme.of(Look::Action)),
            Span::styled(text, theme.of(look)),
            Span::raw(" ".repeat(gap)),
            Span::styled(tail, theme.of(Look::Owner)),
            Span::styled(end, theme.of(if late.is_empty() { Look::Dim } else { Look::Danger })),
        ];
        line(buffer, inside, row, &Line::from(spans));
        if here && at == sitting.action {
            tint(buffer, inside, row, theme.of(Look::Selection));
        }
    }
    if total == 0 {
        line(buffer, inside, 0, &Line::styled("Begin a line with ! to make one", theme.of(Look::Dim)));
    }
}
