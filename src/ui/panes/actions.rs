//! The actions: number, words, owner, date, where each stands.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::super::theme::{Look, Theme};
use super::super::write::{self, boxed, cut, first_shown, hidden, line, tint, width as wide, wrap};
use crate::app::{App, Focus, Sitting};
use crate::session::{Action, Entry, Status, whose};

pub(super) fn draw(app: &App, sitting: &Sitting, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let here = sitting.focus == Focus::Actions;
    let session = sitting.session();
    let (open, carried) = session.action_counts();
    let carried = if carried > 0 { format!(" · {carried} carried") } else { String::new() };
    let name = if sitting.reads_back() { "Actions to read back" } else { "Actions" };
    let room = usize::from(area.height.saturating_sub(2));
    let total = session.action_count();
    // Without the keys the newest actions show, with them the selected one.
    let mut first = if here { first_shown(sitting.action, total, room) } else { total.saturating_sub(room) };
    // What is late is so on the day of the session, as its document says it.
    let today = session.date();
    let width = usize::from(area.width.saturating_sub(2));
    let rows_in = |fit: &dyn Fn(usize) -> Fit| -> Vec<Vec<Line<'_>>> {
        let shown = session.actions_from(first).take(room).zip(first..);
        shown.map(|((entry, action), at)| rows_of(entry, action, today, (width, fit(at)), theme)).collect()
    };
    let mut rows = rows_in(&|_| Fit::Whole);
    let takes = |rows: &[Vec<Line<'_>>]| rows.iter().map(Vec::len).sum::<usize>();
    if takes(&rows) > room && sitting.reads_back() && !here {
        // What is read back is read in full: the newest, as many as there is room for; with the keys any other.
        while takes(&rows) > room && rows.len() > 1 {
            rows.remove(0);
            first += 1;
        }
    } else if takes(&rows) > room {
        let whole = rows.get(sitting.action.saturating_sub(first)).map_or(0, Vec::len);
        let fits = here && whole + rows.len() - 1 <= room;
        rows = rows_in(&|at| if fits && at == sitting.action { Fit::Whole } else { Fit::OneRow });
    }
    let above = if first > 0 { format!(" · ↑ {first} more") } else { String::new() };
    let as_on =
        if app.now.date() == today { String::new() } else { format!(" · as on {}", today.format("%-d %b %Y")) };
    let title = format!("{name} · {open} open{carried}{as_on}{above}");
    let inside = boxed(buffer, area, &title, write::Focus::when(here), theme);
    if total == 0 {
        line(buffer, inside, 0, &Line::styled("Begin a line with ! to make one", theme.of(Look::Dim)));
    }
    let shown = first + rows.len();
    let mut row = 0;
    for (at, lines) in (first..).zip(rows) {
        for text in lines {
            line(buffer, inside, row, &text);
            if here && at == sitting.action {
                tint(buffer, inside, row, theme.of(Look::Selection));
            }
            row += 1;
        }
    }
    hidden(buffer, inside, 0, total.saturating_sub(shown), theme);
}

/// How an action's words are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// All of them, in as many rows as they need.
    Whole,
    /// What fits in one row.
    OneRow,
}

/// An action in its rows: the first with the owner, the date and where it stands.
fn rows_of<'a>(
    entry: &Entry,
    action: &Action,
    today: NaiveDate,
    (width, fit): (usize, Fit),
    theme: &Theme,
) -> Vec<Line<'a>> {
    let due = action.due.map(|due| crate::calendar::short(due, today)).unwrap_or_default();
    let late = if action.status.is_open() && action.due.is_some_and(|due| due < today) { " late" } else { "" };
    let status = match action.status {
        Status::Open => "",
        status => status.label(),
    };
    let from = if action.origin.is_some() { "carried " } else { "" };
    let tail = format!("  {}  {due}", whose(&action.owners));
    let end = format!("{late}  {status}");
    let lead = format!("{:>2} {from}", action.number);
    let room = width.saturating_sub(wide(&lead) + wide(&tail) + wide(&end) + 1).max(8);
    let look = if action.status.is_open() { Look::Text } else { Look::Dim };
    let (text, rest) = match fit {
        Fit::OneRow => (cut(&entry.text, room), Vec::new()),
        Fit::Whole => {
            let mut rows = wrap(&entry.text, room, room);
            let (start, stop) = rows.remove(0);
            (entry.text[start..stop].to_owned(), rows)
        }
    };
    let gap = room.saturating_sub(wide(&text));
    let mut rows = vec![Line::from(vec![
        Span::styled(lead.clone(), theme.of(Look::Action)),
        Span::styled(text, theme.of(look)),
        Span::raw(" ".repeat(gap)),
        Span::styled(tail, theme.of(Look::Owner)),
        Span::styled(end, theme.of(if late.is_empty() { Look::Dim } else { Look::Danger })),
    ])];
    let indent = " ".repeat(wide(&lead));
    rows.extend(rest.into_iter().map(|(start, stop)| {
        Line::from(vec![Span::raw(indent.clone()), Span::styled(entry.text[start..stop].to_owned(), theme.of(look))])
    }));
    rows
}
