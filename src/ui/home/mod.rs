//! The home screen: its pages, their headings and rows.

mod rows;
mod school;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::panes::foot;
use super::theme::{Look, Theme};
use super::write::{cut, hidden, line, tint, whole_line, with_whole, wrap};
use crate::app::{App, DEVELOPMENT, Home, HomeRow, View};
use crate::calendar::Count;

/// A line of the screen: a heading, or a row by its place.
enum Shown<'a> {
    Heading(String),
    Row(usize, &'a HomeRow<'a>),
    /// A line of a row that says what is wrong, and where: it takes as many as its words need.
    Wrong(usize, String),
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
    let foot_rows = super::notice::rows(app, area);
    let bottom = Rect { y: area.bottom() - foot_rows, height: foot_rows, ..area };
    foot(app, None, theme, bottom, buffer);
    if !app.home.listed {
        return None;
    }
    let (body, below) = with_whole(room_of(app, area));
    tabs(app, theme, Rect { y: area.y + 1, height: 1, ..body }, buffer);
    let rows = app.home.rows();
    if rows.is_empty() {
        line(buffer, body, 0, &Line::styled(nothing(app), theme.of(Look::Dim)));
    }
    let lines = lines(&rows, app, body.width.into());
    let first = first_line(app, &lines, body);
    // Beside the names of the pages, as the list has no border.
    let beside = Rect { y: area.y, height: 1, ..body };
    hidden(buffer, beside, first, lines.len().saturating_sub(first + usize::from(body.height)), theme);
    let mut cursor = None;
    for (row, shown) in (0..body.height).zip(lines.iter().skip(first)) {
        match shown {
            Shown::Gap => {}
            Shown::Heading(text) => line(buffer, body, row, &Line::styled(text.as_str(), theme.of(Look::Title))),
            Shown::Wrong(at, words) => {
                line(buffer, body, row, &Line::styled(words.as_str(), theme.of(Look::Danger)));
                if *at == app.home.at {
                    tint(buffer, body, row, theme.of(Look::Selection));
                    cursor = cursor.or(Some(Position { x: body.x, y: body.y + row }));
                }
            }
            Shown::Row(at, home_row) => {
                let shown = rows::row_of(home_row, app, theme, body.width.into());
                line(buffer, body, row, &shown);
                if *at == app.home.at {
                    let uncut = rows::row_of(home_row, app, theme, UNCUT);
                    let place = Rect { x: below.x + 2, width: below.width.saturating_sub(2), ..below };
                    whole_line(buffer, place, &shown, &uncut, theme);
                    tint(buffer, body, row, theme.of(Look::Selection));
                    cursor = Some(Position { x: body.x, y: body.y + row });
                }
            }
        }
    }
    cursor
}

/// A width in which no row is cut.
const UNCUT: usize = 600;

/// The row at a place of the screen.
pub(super) fn row_at(app: &App, area: Rect, at: Position) -> Option<usize> {
    let (list, _) = with_whole(room_of(app, area));
    let rows = app.home.rows();
    let lines = lines(&rows, app, list.width.into());
    let below = list.contains(at).then(|| usize::from(at.y - list.y))?;
    match lines.get(first_line(app, &lines, list) + below)? {
        Shown::Row(row, _) | Shown::Wrong(row, _) => Some(*row),
        Shown::Heading(_) | Shown::Gap => None,
    }
}

/// Where the rows stand, and what is said of the chosen one.
fn room_of(app: &App, area: Rect) -> Rect {
    let height = area.height.saturating_sub(3 + super::notice::rows(app, area));
    Rect { x: area.x + 1, y: area.y + 3, width: area.width.saturating_sub(2), height }
}

fn first_line(app: &App, lines: &[Shown<'_>], list: Rect) -> usize {
    let selected = lines
        .iter()
        .position(|l| matches!(l, Shown::Row(at, _) | Shown::Wrong(at, _) if *at == app.home.at))
        .unwrap_or(0);
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
    let mut spans = View::ALL.map(tab).to_vec();
    if app.home.view == View::Actions {
        let words = app.home.filter.text();
        let said = if words.is_empty() {
            "  type a school, owner, word or “overdue”".to_owned()
        } else {
            format!("  only: {words}   Esc shows all")
        };
        spans.push(Span::styled(said, theme.of(if words.is_empty() { Look::Dim } else { Look::KeyHint })));
    } else if app.home.shown_school().is_some() {
        spans.push(Span::styled("  Esc goes back to all schools, ← → turn the year", theme.of(Look::Dim)));
    }
    line(buffer, area, 0, &Line::from(spans));
}

/// What is said of an empty page.
fn nothing(app: &App) -> &'static str {
    match (app.home.view, &app.home.caseload) {
        (View::Today, _) | (View::You, Some(_)) => "",
        (View::Schools | View::Actions | View::You, None) => "Looking through your sessions…",
        (View::Schools, Some(_)) => "No schools yet; they come with their first session",
        (View::Actions, Some(_)) if !app.home.filter.text().is_empty() => "Nothing open fits that",
        (View::Actions, Some(_)) => "No open actions or recommendations at any school",
    }
}

fn lines<'a>(rows: &'a [HomeRow<'a>], app: &App, width: usize) -> Vec<Shown<'a>> {
    let mut lines = Vec::with_capacity(rows.len() + 10);
    let mut last = String::new();
    for (at, row) in rows.iter().enumerate() {
        let heading = heading(row, app);
        if heading != last {
            if !last.is_empty() {
                lines.push(Shown::Gap);
            }
            lines.push(Shown::Heading(heading.clone()));
            last = heading;
        }
        match row {
            HomeRow::Damaged(id, why) => lines.extend(wrong(at, &format!("{id}: {why}"), width)),
            HomeRow::Fault(fault) => lines.extend(wrong(at, fault, width)),
            _ => lines.push(Shown::Row(at, row)),
        }
    }
    lines
}

/// What is wrong, in as many lines as it takes: where to look, as `file:line:column`, is part of it.
fn wrong(at: usize, text: &str, width: usize) -> Vec<Shown<'static>> {
    const LEAD: &str = "  ! ";
    let room = width.saturating_sub(LEAD.len()).max(1);
    let rows = wrap(text, room, room).into_iter().enumerate();
    let said = rows.map(|(n, (from, to))| {
        let lead = if n == 0 { LEAD } else { "    " };
        Shown::Wrong(at, format!("{lead}{}", &text[from..to]))
    });
    said.collect()
}

/// What a row stands below.
fn heading(row: &HomeRow<'_>, app: &App) -> String {
    let on_page = app.home.shown_school().is_some();
    let text = match row {
        HomeRow::Tell(..) => "To tell",
        HomeRow::Due(_, due) => return due_heading(due.on, app),
        HomeRow::Older(_, since) => return due_heading(*since, app),
        HomeRow::Date(date) => return due_heading(date.on, app),
        HomeRow::Pressing(_, owed) => return due_heading(owed.until.unwrap_or(chrono::NaiveDate::MAX), app),
        HomeRow::New => "Begin",
        HomeRow::Session(_) | HomeRow::PutAway(_) => "Sessions",
        HomeRow::Inbox(..) => "Inbox",
        HomeRow::Damaged(..) => "Cannot be read",
        HomeRow::Fault(_) => "Files of your own that cannot be used",
        HomeRow::School(_) => return format!("Your schools {} · ← → another year", year_shown(app)),
        HomeRow::Action(_) if on_page => "Open actions and recommendations",
        HomeRow::Action(_) => "Open actions and recommendations of all schools",
        HomeRow::Example(..) => "Practise on an example (a copy)",
        HomeRow::Said(DEVELOPMENT, _) => return format!("{DEVELOPMENT} {} · ← → another year", year_shown(app)),
        HomeRow::Said(heading, _) => heading,
        HomeRow::Record(school) => &school.name,
        HomeRow::File(..) => "Kept up beside the visits",
        HomeRow::Owed(_) => app.home.caseload.as_ref().map_or("", |caseload| caseload.year.as_str()),
        HomeRow::Event(_) => "Days",
        HomeRow::Tally(own) if own.tally.rate == "NCA" => "National Challenge events",
        HomeRow::Tally(_) => return format!("{DEVELOPMENT} {} · ← → another year", year_shown(app)),
        HomeRow::Step(_) => "Asked of you",
        HomeRow::OwnRecord => "Your record",
    };
    text.to_owned()
}

/// The school year of the schools shown.
fn year_shown(app: &App) -> String {
    let year = app.home.caseload.as_ref().map_or("", |caseload| caseload.year.as_str());
    if app.home.year.is_none() { format!("this year, {year}") } else { format!("in {year}") }
}

/// How soon, and how days are counted: the other count stands in brackets (AM-03).
fn due_heading(on: chrono::NaiveDate, app: &App) -> String {
    let today = app.now.date();
    let soon = match Home::days_to(on, today) {
        ..0 => "Overdue",
        days if days <= days_left_of_week(today) => "Due this week",
        _ => "Due later",
    };
    let counted = match app.desk.count {
        Count::Working => "by working days (in brackets by calendar days)",
        Count::Calendar => "by calendar days (in brackets by working days)",
    };
    format!("{soon} · {counted}")
}

/// How many days the week has left after a day; it ends on Sunday.
fn days_left_of_week(today: chrono::NaiveDate) -> i64 {
    use chrono::Datelike;
    6 - i64::from(today.weekday().num_days_from_monday())
}
