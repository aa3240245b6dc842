//! The document as its reader will see it. Only the lines on the screen are drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::super::notice;
use super::super::theme::{Look, Theme};
use super::super::write::{cut, line, overlay, tint};
use crate::app::{App, PageLine, PageTone, Preview, Shown};
use crate::calendar::counted;

pub(super) fn draw(app: &App, preview: &Preview, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Position {
    let inside = overlay(buffer, area, &preview.title, theme);
    // It covers the foot of the screen, so a notice stands here.
    let foot = if app.notice.is_some() { notice::rows(app, inside) } else { 1 };
    let rows = inside.height.saturating_sub(foot);
    let text = Rect { x: inside.x + 2, width: inside.width.saturating_sub(2), height: rows, ..inside };
    let selected = preview.selected().map_or(0..0, |passage| passage.first..passage.first + passage.lines);
    let mut cursor = Position { x: inside.x, y: inside.y };
    let lines = preview.laid.lines.iter().enumerate().skip(preview.top);
    for (row, (at, page_line)) in (0..rows).zip(lines) {
        line(buffer, text, row, &styled(page_line, theme));
        if selected.contains(&at) {
            tint(buffer, text, row, theme.of(Look::CaretLine));
            line(buffer, inside, row, &Line::styled("▌", theme.of(Look::KeyHint)));
            if at == selected.start {
                cursor = Position { x: inside.x, y: inside.y + row };
            }
        }
    }
    if let Some(notice) = &app.notice {
        let place = Rect { y: inside.y + rows, height: inside.height - rows, ..inside };
        notice::draw(notice, theme, place, buffer);
    } else {
        let text = cut(&hint(preview), inside.width.into());
        line(buffer, inside, rows, &Line::styled(text, theme.of(Look::Dim)));
    }
    cursor
}

fn hint(preview: &Preview) -> String {
    match &preview.shown {
        Shown::Document(..) => {
            let page = preview.selected().map_or(1, |passage| passage.page);
            format!(
                "Page {page} of {} · Enter goes there · ← → others · Ctrl+X writes it · PgDn · Esc",
                preview.laid.pages
            )
        }
        Shown::AsItWas(..) => {
            let page = preview.selected().map_or(1, |passage| passage.page);
            format!("Page {page} of {} · as it was then · Ctrl+X writes it · ↑ ↓ PgUp PgDn · Esc", preview.laid.pages)
        }
        Shown::Differences(differences) => {
            let count = differences.iter().filter(|difference| difference.is_one()).count();
            let them = counted(count, "difference");
            format!("{them} · [-gone-] {{+new+}} · ↑ ↓ PgUp PgDn · Esc")
        }
    }
}

fn styled<'a>(page_line: &'a PageLine, theme: &Theme) -> Line<'a> {
    let span = |piece: &'a crate::app::PagePiece| Span::styled(piece.text.as_str(), style(piece.tone, theme));
    Line::from(page_line.pieces.iter().map(span).collect::<Vec<_>>())
}

fn style(tone: PageTone, theme: &Theme) -> Style {
    match tone {
        PageTone::Plain => Style::new(),
        PageTone::Strong => Style::new().add_modifier(Modifier::BOLD),
        PageTone::Emphasis => Style::new().add_modifier(Modifier::ITALIC),
        PageTone::Faint => theme.of(Look::Dim),
        PageTone::Title => theme.of(Look::Title).add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        PageTone::Heading => theme.of(Look::Title).add_modifier(Modifier::BOLD),
        PageTone::Frame => theme.of(Look::Border),
        PageTone::Mark => theme.of(Look::Warn).add_modifier(Modifier::BOLD),
        PageTone::Gone => theme.of(Look::Danger),
        PageTone::New => theme.of(Look::Ok),
    }
}
