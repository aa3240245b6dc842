//! Who is expected, here, gone, or sent apologies.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::super::theme::{Look, Theme};
use super::super::write::{self, boxed, cut, first_shown, hidden, line, tint};
use crate::app::{Focus, Sitting};
use crate::session::{Attended, Person, typed_present};

/// Somebody on a line: the name, what is said of them and how, and whether they are there.
struct Shown {
    name: String,
    said: String,
    look: Look,
    is_here: bool,
}

/// How many lines all of them take.
pub(super) fn lines(sitting: &Sitting) -> usize {
    shown(sitting).len()
}

/// Those on the list, then those who stand in the form's table of who was present alone.
fn shown(sitting: &Sitting) -> Vec<Shown> {
    let typed = typed_present(&sitting.form, sitting.session());
    let in_form = |name: String| Shown { name, said: "✓ in the form".to_owned(), look: Look::Ok, is_here: true };
    let noted = sitting.session().people().iter().enumerate().map(|(at, person)| {
        if person.is_awaited() && typed.iter().any(|typed| typed.place == Some(at)) {
            return in_form(person.name());
        }
        let (said, look) = said(person);
        Shown { name: person.name(), said, look, is_here: person.is_present() }
    });
    let alone = typed.iter().filter(|typed| typed.place.is_none()).map(|typed| in_form(typed.name.clone()));
    noted.chain(alone).collect()
}

pub(super) fn draw(sitting: &Sitting, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let here = sitting.focus == Focus::People;
    let all = shown(sitting);
    let present = all.iter().filter(|shown| shown.is_here).count();
    let inside = boxed(buffer, area, &format!("People · {present} here"), write::Focus::when(here), theme);
    let first = first_shown(if here { sitting.person } else { 0 }, all.len(), inside.height.into());
    for (row, (at, Shown { name, said, look, .. })) in (0..inside.height).zip(all.iter().enumerate().skip(first)) {
        let name = cut(name, usize::from(inside.width).saturating_sub(said.chars().count() + 1));
        let gap = usize::from(inside.width).saturating_sub(name.chars().count() + said.chars().count());
        let spans = vec![
            Span::styled(name, theme.of(Look::Owner)),
            Span::raw(" ".repeat(gap)),
            Span::styled(said.as_str(), theme.of(*look)),
        ];
        line(buffer, inside, row, &Line::from(spans));
        if here && at == sitting.person {
            tint(buffer, inside, row, theme.of(Look::Selection));
        }
    }
    hidden(buffer, inside, first, all.len().saturating_sub(first + usize::from(inside.height)), theme);
}

fn said(person: &Person) -> (String, Look) {
    let last = person.events.iter().rposition(|e| !matches!(e.what, Attended::Interest(_)));
    let left = last.and_then(|at| person.left_before(at));
    let last = last.and_then(|at| person.events.get(at));
    let interest = if person.events.iter().any(|e| matches!(e.what, Attended::Interest(_))) { " interest" } else { "" };
    let (text, look) = match last.map(|e| (&e.what, e.at)) {
        None if person.is_vacant() => ("· nobody last time".to_owned(), Look::Dim),
        None | Some((Attended::Interest(_), _)) => ("· expected".to_owned(), Look::Dim),
        Some((Attended::Present, _)) => ("✓ here".to_owned(), Look::Ok),
        Some((what @ (Attended::Arrived | Attended::Returned), at)) => match left {
            Some(left) => (format!("left {}, ✓ {}", left.format("%H:%M"), at.format("%H:%M")), Look::Ok),
            None if *what == Attended::Returned => (format!("✓ back {}", at.format("%H:%M")), Look::Ok),
            None => (format!("✓ since {}", at.format("%H:%M")), Look::Ok),
        },
        Some((Attended::Left, at)) => (format!("left {}", at.format("%H:%M")), Look::Warn),
        Some((Attended::Apologies, _)) => ("apologies".to_owned(), Look::Warn),
        Some((Attended::Absent, _)) => ("absent".to_owned(), Look::Warn),
    };
    (format!("{text}{interest}"), look)
}
