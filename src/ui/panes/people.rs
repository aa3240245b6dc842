//! Who is expected, here, gone, or sent apologies.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::super::theme::{Look, Theme};
use super::super::write::{self, boxed, cut, first_shown, hidden, line, tint};
use crate::app::{Focus, Sitting};
use crate::session::{Attended, Person};

pub(super) fn draw(sitting: &Sitting, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let here = sitting.focus == Focus::People;
    let people = sitting.session().people();
    let present = people.iter().filter(|p| p.is_present()).count();
    let inside = boxed(buffer, area, &format!("People · {present} here"), write::Focus::when(here), theme);
    let first = first_shown(if here { sitting.person } else { 0 }, people.len(), inside.height.into());
    for (row, (at, person)) in (0..inside.height).zip(people.iter().enumerate().skip(first)) {
        let (said, look) = said(person);
        let name = cut(&person.name(), usize::from(inside.width).saturating_sub(said.chars().count() + 1));
        let gap = usize::from(inside.width).saturating_sub(name.chars().count() + said.chars().count());
        let spans = vec![
            Span::styled(name, theme.of(Look::Owner)),
            Span::raw(" ".repeat(gap)),
            Span::styled(said, theme.of(look)),
        ];
        line(buffer, inside, row, &Line::from(spans));
        if here && at == sitting.person {
            tint(buffer, inside, row, theme.of(Look::Selection));
        }
    }
    hidden(buffer, inside, first, people.len().saturating_sub(first + usize::from(inside.height)), theme);
}

fn said(person: &Person) -> (String, Look) {
    let last = person.events.iter().rev().find(|e| !matches!(e.what, Attended::Interest(_)));
    let interest = if person.events.iter().any(|e| matches!(e.what, Attended::Interest(_))) { " interest" } else { "" };
    let (text, look) = match last.map(|e| (&e.what, e.at)) {
        None | Some((Attended::Interest(_), _)) => ("· expected".to_owned(), Look::Dim),
        Some((Attended::Present, _)) => ("✓ here".to_owned(), Look::Ok),
        Some((Attended::Arrived, at)) => (format!("✓ since {}", at.format("%H:%M")), Look::Ok),
        Some((Attended::Left, at)) => (format!("left {}", at.format("%H:%M")), Look::Warn),
        Some((Attended::Apologies, _)) => ("apologies".to_owned(), Look::Warn),
        Some((Attended::Absent, _)) => ("absent".to_owned(), Look::Warn),
    };
    (format!("{text}{interest}"), look)
}
