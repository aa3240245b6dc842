//! Rows of what is due, of sessions and what else stands on the first page.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::super::theme::{Look, Theme};
use super::super::write::cut;
use super::school;
use crate::app::{App, Home, HomeRow};
use crate::caseload::Summary;
use crate::session::Due;

/// A row of the home screen.
pub(super) fn row_of<'a>(row: &HomeRow<'a>, app: &App, theme: &Theme, width: usize) -> Line<'a> {
    let today = app.now.date();
    match row {
        HomeRow::Due(summary, due) => due_row(summary, due, today, theme, width),
        HomeRow::New => opens("New session: a visit or a meeting", theme),
        HomeRow::Session(s) => session_row(s, theme, width),
        HomeRow::Inbox(_, text) => Line::raw(format!("  {}", cut(text, width.saturating_sub(2)))),
        HomeRow::Damaged(id, why) => Line::styled(cut(&format!("  ! {id}: {why}"), width), theme.of(Look::Danger)),
        HomeRow::School(school) => school::school_row(school, theme, width),
        HomeRow::Action(action) => school::action_row(action, app, theme, width),
        HomeRow::Tell(_, school, tell) => school::tell_row(school, tell, today, theme, width),
        HomeRow::Said(_, text) => Line::raw(cut(&format!("  {text}"), width)),
        HomeRow::Record(_) => opens("Record: support, standing, contacts", theme),
        HomeRow::OwnRecord => opens("Your record, and whom in the authority to turn to", theme),
        HomeRow::File(_, title, session, counted) => school::file_row(title, session, counted, theme, width),
        HomeRow::Owed(owed) => school::owed_row(owed, today, theme, width),
        HomeRow::Event(event) => school::event_row(event, today, theme, width),
        HomeRow::Tally(own) => school::tally_row(own, theme, width),
        HomeRow::Step(step) => school::step_row(step, today, theme, width),
        HomeRow::Example(_, what) => Line::raw(format!("  {}", cut(what, width.saturating_sub(2)))),
    }
}

fn due_row<'a>(summary: &Summary, due: &Due, today: chrono::NaiveDate, theme: &Theme, width: usize) -> Line<'a> {
    let days = Home::days_to(due.on, today);
    let (said, look) = match days {
        ..=-2 => (format!("{} days overdue", -days), Look::Danger),
        -1 => ("1 day overdue".to_owned(), Look::Danger),
        0 => ("today".to_owned(), Look::Warn),
        1 => ("tomorrow".to_owned(), Look::Warn),
        2..=7 => (format!("in {days} days"), Look::Warn),
        _ => (format!("in {days} days"), Look::Dim),
    };
    let at = due.at.as_ref().map(|at| format!(" {at}")).unwrap_or_default();
    let date = format!("{}{at}", crate::calendar::short(due.on, today));
    let lead = format!("  {date:<16} {said:<16} ");
    let text = format!("{}: {}", summary.school, due.label);
    let room = width.saturating_sub(lead.width());
    Line::from(vec![Span::styled(lead, theme.of(look)), Span::raw(cut(&text, room))])
}

fn session_row<'a>(s: &Summary, theme: &Theme, width: usize) -> Line<'a> {
    let date = s.date.format("%a %-d %b %Y").to_string();
    let open = match s.open_actions {
        0 => String::new(),
        1 => "1 open action".to_owned(),
        n => format!("{n} open actions"),
    };
    let draft = if s.draft { " · a line half typed" } else { "" };
    let practice = if s.practice { "practice" } else { "" };
    let tail = [practice, s.state.as_str(), open.as_str()]
        .into_iter()
        .filter(|t| !t.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    let lead = format!("  {date:<16} ");
    let name = format!("{} · {}", s.school, s.name());
    let free = width.saturating_sub(lead.width() + name.width() + tail.width() + draft.width() + 2);
    let changed = match s.changed.as_str() {
        "" => String::new(),
        said if said.width() + 3 <= free => format!(" · {said}"),
        _ => " · changed since sent".to_owned(),
    };
    let room = width.saturating_sub(lead.width() + tail.width() + changed.width() + draft.width() + 2);
    let name = cut(&name, room);
    Line::from(vec![
        Span::styled(lead, theme.of(Look::Time)),
        Span::raw(name),
        Span::styled(format!("  {tail}"), theme.of(Look::Dim)),
        Span::styled(changed, theme.of(Look::Warn)),
        Span::styled(draft, theme.of(Look::Unfinished)),
    ])
}

/// A row that opens something when Enter is pressed.
fn opens(text: &str, theme: &Theme) -> Line<'static> {
    Line::from(vec![Span::raw(format!("  {text}")), Span::styled("   Enter", theme.of(Look::KeyHint))])
}
