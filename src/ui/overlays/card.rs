//! A record: facts by section, the selected one being typed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::super::layout::middle;
use super::super::theme::{Look, Theme};
use super::super::write::{cut, cut_at_word, first_shown, line, overlay, tint};
use crate::app::Card;
use crate::forms::print;

/// A line of the card.
enum Row<'a> {
    Heading(&'a str),
    Fact(usize, &'a str, String),
}

pub(super) fn draw(card: &Card, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let inside = overlay(buffer, middle(area, 96, area.height), &card.title, theme);
    if inside.height < 3 {
        return None;
    }
    let rows = rows(card);
    let list = Rect { height: inside.height - 2, ..inside };
    let labels = (list.width * 2 / 5).clamp(10, 46);
    let selected = rows.iter().position(|row| matches!(row, Row::Fact(at, ..) if *at == card.at)).unwrap_or(0);
    let first = first_shown(selected, rows.len(), list.height.into());
    let mut cursor = None;
    for (row, shown) in (0..list.height).zip(rows.iter().skip(first)) {
        match shown {
            Row::Heading(text) => line(buffer, list, row, &Line::styled(*text, theme.of(Look::Title))),
            Row::Fact(at, label, value) => {
                let label = Span::styled(cut_at_word(label, usize::from(labels) - 1), theme.of(Look::Dim));
                line(buffer, list, row, &Line::from(label));
                let place = Rect { x: list.x + labels, y: list.y + row, width: list.width - labels, height: 1 };
                if *at == card.at {
                    tint(buffer, place, 0, theme.of(Look::CaretLine));
                    cursor = card.editor.draw(place, buffer).or(Some(Position { x: place.x, y: place.y }));
                } else {
                    line(buffer, place, 0, &Line::raw(cut(value, place.width.into())));
                }
            }
        }
    }
    let (text, look) = match &card.fault {
        Some(fault) => (fault.clone(), Look::Danger),
        // A label that is cut beside its value is said whole here.
        None => match card.field().filter(|field| field.label.width() >= usize::from(labels)) {
            Some(field) => ([field.label.clone(), card.help()].join(" · "), Look::Dim),
            None => (card.help(), Look::Dim),
        },
    };
    let foot = Rect { y: inside.y + inside.height - 2, height: 2, ..inside };
    line(buffer, foot, 0, &Line::styled(cut(&text, foot.width.into()), theme.of(look)));
    let keys = "Enter next · ↑ ↓ · Esc closes; everything is kept as you leave it";
    line(buffer, foot, 1, &Line::styled(cut(keys, foot.width.into()), theme.of(Look::Dim)));
    cursor
}

fn rows(card: &Card) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    let mut at = 0;
    for section in &card.sections {
        rows.push(Row::Heading(&section.title));
        for field in &section.fields {
            rows.push(Row::Fact(at, &field.label, print(&field.kind, None, card.record.fact(&field.id))));
            at += 1;
        }
    }
    rows
}
