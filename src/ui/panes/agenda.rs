//! The agenda: where each item stands, numbered ones with their planned minutes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::super::theme::{Look, Theme};
use super::super::write::{self, boxed, cut, first_shown, hidden, line, tint};
use crate::app::{Focus, Sitting};
use crate::session::StopState;

pub(super) fn draw(sitting: &Sitting, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let here = sitting.focus == Focus::Agenda;
    let inside = boxed(buffer, area, "Agenda", write::Focus::when(here), theme);
    let session = sitting.session();
    let shown = session.stop(&sitting.item).map_or(0, |(at, _)| at);
    let selected = if here { sitting.stop } else { shown };
    let agenda = session.agenda();
    let first = first_shown(selected, agenda.len(), inside.height.into());
    let mut number = agenda[..first].iter().filter(|s| s.place == crate::forms::Place::Numbered).count();
    let running = session.current();
    for (row, (at, stop)) in (0..inside.height).zip(agenda.iter().enumerate().skip(first)) {
        let numbered = stop.place == crate::forms::Place::Numbered;
        number += usize::from(numbered);
        let mark = match stop.state {
            StopState::Done => "✓",
            StopState::Skipped => "»",
            StopState::Deferred => "↷",
            StopState::Open if running == Some(stop.id.as_str()) => "•",
            StopState::Open => " ",
        };
        let on = if at == shown { "▸" } else { " " };
        let lead = if numbered { format!("{on}{mark}{number:>2} ") } else { format!("{on}{mark} · ") };
        let minutes =
            if stop.minutes > 0 && inside.width >= 26 { format!(" {}m", stop.minutes) } else { String::new() };
        let room = usize::from(inside.width).saturating_sub(lead.chars().count() + minutes.len());
        let look = if at == shown { Look::Title } else { Look::Text };
        let look = if stop.state == StopState::Open || at == shown { look } else { Look::Dim };
        let title = cut(&stop.title, room);
        let gap = room.saturating_sub(unicode_width::UnicodeWidthStr::width(title.as_str()));
        let spans = vec![
            Span::styled(lead, theme.of(look)),
            Span::styled(title, theme.of(look)),
            Span::raw(" ".repeat(gap)),
            Span::styled(minutes, theme.of(Look::Time)),
        ];
        line(buffer, inside, row, &Line::from(spans));
        if here && at == sitting.stop {
            tint(buffer, inside, row, theme.of(Look::Selection));
        }
    }
    hidden(buffer, inside, first, agenda.len().saturating_sub(first + usize::from(inside.height)), theme);
}
