//! The prompts offered under the item shown.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::super::theme::{Look, Theme};
use super::super::write::{self, boxed, hidden, line, tint, wrap};
use crate::app::{Focus, Sitting};
use crate::session::PromptMark;

pub(super) fn draw(sitting: &Sitting, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let here = sitting.focus == Focus::Prompts;
    let prompts = sitting.prompts_here();
    let done = prompts.iter().filter(|(id, _)| sitting.prompt_mark(id).is_some()).count();
    let card = sitting.card.as_ref().and_then(|id| sitting.prompts.iter().find(|list| list.id == *id));
    let name = card.map_or("Prompts", |list| list.title.as_str());
    let title = if prompts.is_empty() { name.to_owned() } else { format!("{name} · {done} of {}", prompts.len()) };
    let inside = boxed(buffer, area, &title, write::Focus::when(here), theme);
    if prompts.is_empty() {
        line(buffer, inside, 0, &Line::styled("None for this item", theme.of(Look::Dim)));
        return;
    }
    let room = usize::from(inside.width.saturating_sub(2));
    let height = |text: &str| wrap(text, room, room).len();
    // The first prompt is the one from which the selected one still fits.
    let selected = sitting.prompt.min(prompts.len() - 1);
    let mut first = selected;
    let mut rows = height(prompts[selected].1);
    while first > 0 && rows + height(prompts[first - 1].1) <= usize::from(inside.height) {
        first -= 1;
        rows += height(prompts[first].1);
    }
    let first = if here { first } else { 0 };
    let mut row = 0;
    for (at, (id, text)) in prompts.iter().enumerate().skip(first) {
        let (mark, look) = match sitting.prompt_mark(id) {
            Some(PromptMark::Done) => ("☑ ", Look::PromptDone),
            Some(PromptMark::Skipped) => ("– ", Look::PromptDone),
            None => ("☐ ", Look::PromptOpen),
        };
        for (n, (from, to)) in wrap(text, room, room).into_iter().enumerate() {
            if row >= inside.height {
                hidden(buffer, inside, first, prompts.len() - at, theme);
                return;
            }
            let lead = if n == 0 { mark } else { "  " };
            let spans = vec![Span::styled(lead, theme.of(look)), Span::styled(&text[from..to], theme.of(look))];
            line(buffer, inside, row, &Line::from(spans));
            if here && at == selected {
                tint(buffer, inside, row, theme.of(Look::Selection));
            }
            row += 1;
        }
    }
    hidden(buffer, inside, first, 0, theme);
}
