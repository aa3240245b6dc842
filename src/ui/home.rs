//! The home screen: what is due, sessions, inbox, examples.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::panes::foot;
use super::theme::{Look, Theme};
use super::write::{cut, line, tint};
use crate::app::{App, HomeRow, View};
use crate::calendar::{CalendarDate, Count};
use crate::caseload::{Registered, SchoolYear, Stage, Summary};
use crate::session::{Due, Soon};

/// A line of the screen: a heading, or a row by its place.
enum Shown<'a> {
    Heading(&'static str),
    Row(usize, &'a HomeRow<'a>),
    Gap,
}

pub(super) fn draw(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let title = " nov · Round Table Meetings, visits and the Note of Visit";
    line(buffer, area, 0, &Line::styled(cut(title, area.width.into()), theme.of(Look::Title)));
    let today = format!("{} ", crate::calendar::long(app.now.date()));
    if title.width() + today.width() + 2 < area.width.into() {
        let wide = u16::try_from(today.width()).unwrap_or(0);
        line(
            buffer,
            Rect { x: area.x + area.width - wide, width: wide, ..area },
            0,
            &Line::styled(today, theme.of(Look::Dim)),
        );
    }
    let bottom = Rect { y: area.y + area.height - 1, height: 1, ..area };
    foot(app, None, theme, bottom, buffer);
    if !app.home.listed {
        return None;
    }
    let body = list_of(area);
    tabs(app, theme, Rect { y: area.y + 1, height: 1, ..body }, buffer);
    let rows = app.home.rows();
    if rows.is_empty() {
        line(buffer, body, 0, &Line::styled(nothing(app), theme.of(Look::Dim)));
    }
    let lines = lines(app, &rows);
    let first = first_line(app, &lines, body);
    let mut cursor = None;
    for (row, shown) in (0..body.height).zip(lines.iter().skip(first)) {
        match shown {
            Shown::Gap => {}
            Shown::Heading(text) => line(buffer, body, row, &Line::styled(*text, theme.of(Look::Title))),
            Shown::Row(at, home_row) => {
                line(buffer, body, row, &row_of(home_row, app, theme, body.width.into()));
                if *at == app.home.at {
                    tint(buffer, body, row, theme.of(Look::Selection));
                    cursor = Some(Position { x: body.x, y: body.y + row });
                }
            }
        }
    }
    cursor
}

/// The row at a place of the screen.
pub(super) fn row_at(app: &App, area: Rect, at: Position) -> Option<usize> {
    let list = list_of(area);
    let rows = app.home.rows();
    let lines = lines(app, &rows);
    let below = list.contains(at).then(|| usize::from(at.y - list.y))?;
    match lines.get(first_line(app, &lines, list) + below)? {
        Shown::Row(row, _) => Some(*row),
        Shown::Heading(_) | Shown::Gap => None,
    }
}

/// Where the rows stand.
const fn list_of(area: Rect) -> Rect {
    Rect { x: area.x + 1, y: area.y + 3, width: area.width.saturating_sub(2), height: area.height.saturating_sub(4) }
}

fn first_line(app: &App, lines: &[Shown<'_>], list: Rect) -> usize {
    let selected = lines.iter().position(|l| matches!(l, Shown::Row(at, _) if *at == app.home.at)).unwrap_or(0);
    super::write::first_shown(selected, lines.len(), list.height.into())
}

/// Names of the pages, the shown one marked.
fn tabs(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let tab = |view: View| {
        if view == app.home.view {
            Span::styled(format!("[{}]", view.label()), theme.of(Look::Title))
        } else {
            Span::styled(format!(" {} ", view.label()), theme.of(Look::Dim))
        }
    };
    line(buffer, area, 0, &Line::from(View::ALL.map(tab).to_vec()));
}

/// What is said of an empty page.
fn nothing(app: &App) -> &'static str {
    match (app.home.view, &app.home.caseload) {
        (View::Today, _) => "",
        (View::Schools | View::Actions, None) => "Looking through your sessions…",
        (View::Schools, Some(_)) => "No schools yet; they come with their first session",
        (View::Actions, Some(_)) => "No open actions at any school",
    }
}

fn lines<'a>(app: &App, rows: &'a [HomeRow<'a>]) -> Vec<Shown<'a>> {
    let due = match app.desk.count {
        Count::Working => "Due · in working days (in calendar days)",
        Count::Calendar => "Due · in calendar days (in working days)",
    };
    let mut lines = Vec::with_capacity(rows.len() + 10);
    let mut last = "";
    for (at, row) in rows.iter().enumerate() {
        let heading = match row {
            HomeRow::Due(..) | HomeRow::Date(_) => due,
            HomeRow::New => "Begin",
            HomeRow::Session(_) => "Sessions",
            HomeRow::Inbox(..) => "Inbox",
            HomeRow::Damaged(..) => "Cannot be read",
            HomeRow::School(_) => "Your schools this year",
            HomeRow::Action(_) => "Open actions and recommendations of all schools",
            HomeRow::Example(..) => "Practise on an example (a copy)",
        };
        if heading != last {
            if !last.is_empty() {
                lines.push(Shown::Gap);
            }
            lines.push(Shown::Heading(heading));
            last = heading;
        }
        lines.push(Shown::Row(at, row));
    }
    lines
}

fn row_of<'a>(row: &HomeRow<'a>, app: &App, theme: &Theme, width: usize) -> Line<'a> {
    let today = app.now.date();
    match row {
        HomeRow::Due(summary, due) => due_row(summary, due, app, theme, width),
        HomeRow::Date(date) => date_row(date, app, theme, width),
        HomeRow::New => Line::from(vec![
            Span::raw("  New session: a visit or a meeting"),
            Span::styled("   Enter", theme.of(Look::KeyHint)),
        ]),
        HomeRow::Session(s) => session_row(s, theme, width),
        HomeRow::Inbox(_, text) => Line::raw(format!("  {}", cut(text, width.saturating_sub(2)))),
        HomeRow::Damaged(id, why) => Line::styled(cut(&format!("  ! {id}: {why}"), width), theme.of(Look::Danger)),
        HomeRow::School(school) => school_row(school, theme, width),
        HomeRow::Action(action) => action_row(action, today, theme, width),
        HomeRow::Example(_, what) => Line::raw(format!("  {}", cut(what, width.saturating_sub(2)))),
    }
}

/// When, how far away, whose and what. The day counted the other way stands behind it in brackets (AM-03).
fn due_row<'a>(summary: &Summary, due: &Due, app: &App, theme: &Theme, width: usize) -> Line<'a> {
    let at = due.at.as_ref().map(|at| format!(" {at}")).unwrap_or_default();
    let otherwise = due.otherwise().map(|on| format!(" ({})", on.format("%-d %b"))).unwrap_or_default();
    let again = due.again.map(|on| format!("; {} counted from its agreement", day(on))).unwrap_or_default();
    let look = match due.soon(app.now) {
        Soon::Over => Look::Danger,
        Soon::Near => Look::Warn,
        Soon::Later => Look::Dim,
    };
    let text = format!("{}: {}{again}", summary.school, due.label);
    dated_row(&format!("{}{at}{otherwise}", day(due.on)), (&due.countdown(app.now), look), &text, theme, width)
}

/// A date of the calendar, with the other days offered.
fn date_row<'a>(date: &CalendarDate, app: &App, theme: &Theme, width: usize) -> Line<'a> {
    let days = (date.on - app.now.date()).num_days();
    let said = match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        _ => format!("in {days} days"),
    };
    let look = if days <= 7 { Look::Warn } else { Look::Dim };
    dated_row(&day(date.on), (&said, look), &date.said(day), theme, width)
}

fn dated_row<'a>(when: &str, far: (&str, Look), text: &str, theme: &Theme, width: usize) -> Line<'a> {
    let (far, look) = far;
    let lead = format!("  {when:<20} {far:<15} ");
    let room = width.saturating_sub(lead.width());
    Line::from(vec![Span::styled(lead, theme.of(look)), Span::raw(cut(text, room))])
}

/// A day within a year of today, as short as can be.
fn day(on: chrono::NaiveDate) -> String {
    on.format("%a %-d %b").to_string()
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
    let imported = if s.taken_into.is_some() { "imported into the next" } else { "" };
    let tail = [practice, s.state.as_str(), imported, open.as_str()]
        .into_iter()
        .filter(|t| !t.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    let lead = format!("  {date:<16} ");
    let name = format!("{} · {}", s.school, s.form_name);
    let room = width.saturating_sub(lead.width() + tail.width() + draft.width() + 2);
    let name = cut(&name, room);
    Line::from(vec![
        Span::styled(lead, theme.of(Look::Time)),
        Span::raw(name),
        Span::styled(format!("  {tail}"), theme.of(Look::Dim)),
        Span::styled(draft, theme.of(Look::Unfinished)),
    ])
}

/// A school: what it is, its standing, its year, its days.
fn school_row<'a>(school: &'a SchoolYear, theme: &Theme, width: usize) -> Line<'a> {
    let record = &school.record;
    let facts = ["phase", "key-stages", "support-level", "category", "programme"];
    let said = |fact: &&str| !matches!(record.fact(fact), "" | "none");
    let facts = facts.into_iter().filter(said).map(|fact| record.fact(fact)).collect::<Vec<_>>().join(" · ");
    let concern = if record.fact("causing-concern") == "yes" { " · causing concern" } else { "" };
    let held = school.owed.iter().filter(|o| matches!(o.stage, Stage::Held(_))).count();
    let missing: Vec<&str> =
        school.owed.iter().filter(|o| o.stage == Stage::Missing).map(|o| o.label.as_str()).collect();
    let days = &school.days;
    let open = if school.open_actions > 0 { format!(" · {} open", school.open_actions) } else { String::new() };
    let tail = format!("  {held} of {} held · {} of {} days{open}", school.owed.len(), days.used(), days.allowed);
    let late = match (missing.as_slice(), school.overdue) {
        ([], 0) => String::new(),
        ([], n) => format!("  {n} overdue"),
        ([one], _) => format!("  missing: {one}"),
        (more, _) => format!("  {} missing", more.len()),
    };
    let room = width.saturating_sub(tail.width() + late.width() + 2);
    let name = cut(&school.name, room);
    let rest = cut(&format!("  {facts}{concern}"), room.saturating_sub(name.width()));
    let gap = " ".repeat(room.saturating_sub(name.width() + rest.width()));
    Line::from(vec![
        Span::raw(format!("  {name}")),
        Span::styled(rest, theme.of(Look::Dim)),
        Span::raw(gap),
        Span::styled(tail, theme.of(Look::Time)),
        Span::styled(late, theme.of(Look::Danger)),
    ])
}

/// An open action: by when, whose, what, where.
fn action_row<'a>(action: &'a Registered, today: chrono::NaiveDate, theme: &Theme, width: usize) -> Line<'a> {
    let (due, look) = match action.due {
        None => ("no date".to_owned(), Look::Dim),
        Some(due) if due < today => (format!("{} late", crate::calendar::short(due, today)), Look::Danger),
        Some(due) => (crate::calendar::short(due, today), Look::Time),
    };
    let lead = format!("  {due:<18} ");
    let owner = action.owners.join(", ");
    let tail = format!("  {} · {owner}", action.school);
    let tail = cut(&tail, width / 3);
    let room = width.saturating_sub(lead.width() + tail.width());
    let text = cut(&action.text, room);
    let gap = " ".repeat(room.saturating_sub(text.width()));
    Line::from(vec![
        Span::styled(lead, theme.of(look)),
        Span::raw(text),
        Span::raw(gap),
        Span::styled(tail, theme.of(Look::Owner)),
    ])
}
