//! Rows of what is due, of sessions and what else stands on the first page.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::super::theme::{Look, Theme};
use super::super::write::cut;
use super::school;
use crate::app::{App, HomeRow};
use crate::calendar::{CalendarDate, counted};
use crate::caseload::{Owed, Stage, Summary};
use crate::grammar::{Kind, Recognition};
use crate::session::{Due, Soon};

/// A row of the home screen.
pub(super) fn row_of<'a>(row: &HomeRow<'a>, app: &App, theme: &Theme, width: usize) -> Line<'a> {
    let today = app.now.date();
    match row {
        HomeRow::Due(summary, due) => due_row(summary, due, app, theme, width),
        HomeRow::Older(count, since) => {
            let said = format!("{count} more overdue for longer, since {}", near_or_far(*since, today));
            opens(&said, theme)
        }
        HomeRow::Date(date) => date_row(date, app, theme, width),
        HomeRow::Pressing(school, owed) => pressing_row(school, owed, today, theme, width),
        HomeRow::New => opens("New session: a visit or a meeting", theme),
        HomeRow::Session(s) => session_row(s, theme, width),
        HomeRow::PutAway(1) => opens("1 put away, to bring back", theme),
        HomeRow::PutAway(count) => opens(&format!("{count} put away, to bring back"), theme),
        HomeRow::Inbox(_, text) => inbox_row(text, app, theme, width),
        HomeRow::Damaged(id, why) => Line::styled(cut(&format!("  ! {id}: {why}"), width), theme.of(Look::Danger)),
        HomeRow::Fault(fault) => Line::styled(cut(&format!("  ! {fault}"), width), theme.of(Look::Danger)),
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

/// A note of the inbox; of a private one no word, until it is opened.
fn inbox_row<'a>(text: &str, app: &App, theme: &Theme, width: usize) -> Line<'a> {
    let read = crate::grammar::parse(text, &app.desk.grammar(app.now.date(), 0), &Recognition::default());
    if read.kind == Kind::Private {
        return Line::styled("  % private", theme.of(Look::Private));
    }
    Line::raw(format!("  {}", cut(text, width.saturating_sub(2))))
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
    let on = near_or_far(due.on, app.now.date());
    let far = if width < WIDE { due.countdown(app.now) } else { due.countdown_both(app.now) };
    dated_row(&format!("{on}{at}{otherwise}"), (&far, look), &text, theme, width)
}

/// Columns from which on the working days have room beside the days that are left.
const WIDE: usize = 100;

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

/// What a school is owed, or is asked of the user, and nobody has begun.
fn pressing_row<'a>(school: &str, owed: &Owed, today: chrono::NaiveDate, theme: &Theme, width: usize) -> Line<'a> {
    let (far, look) = match owed.stage {
        Stage::Missing if school.is_empty() => ("overdue", Look::Danger),
        Stage::Missing => ("missing", Look::Danger),
        Stage::Open | Stage::Held(_) | Stage::Planned(_) => ("not begun", Look::Warn),
    };
    let when = owed.until.map_or_else(|| "no day known".to_owned(), |until| near_or_far(until, today));
    dated_row(&when, (far, look), &owed.said_of(school), theme, width)
}

fn dated_row<'a>(when: &str, far: (&str, Look), text: &str, theme: &Theme, width: usize) -> Line<'a> {
    let (far, look) = far;
    let far_room = if width < WIDE { 15 } else { 27 };
    let lead = format!("  {when:<20} {far:<far_room$} ");
    let room = width.saturating_sub(lead.width());
    Line::from(vec![Span::styled(lead, theme.of(look)), Span::raw(cut(text, room))])
}

/// A day; one that is half a year away or more with its year.
fn near_or_far(on: chrono::NaiveDate, today: chrono::NaiveDate) -> String {
    if (on - today).num_days().abs() > 180 { on.format("%-d %b %Y").to_string() } else { day(on) }
}

/// A day within a year of today, as short as can be.
fn day(on: chrono::NaiveDate) -> String {
    on.format("%a %-d %b").to_string()
}

/// What a session is called stands whole as long as there is room; of what is said behind it, the less urgent is left out
/// where there is none.
fn session_row<'a>(s: &Summary, theme: &Theme, width: usize) -> Line<'a> {
    let days: Vec<chrono::NaiveDate> = std::iter::once(s.date).chain(s.further.iter().copied()).collect();
    let date = crate::calendar::days_in_short(&days);
    let open = match s.open_actions {
        0 => String::new(),
        open => counted(open, "open action"),
    };
    let place = if s.took_place { String::new() } else { s.meets.place.clone() };
    let said = |text: &str, when: bool| if when { text.to_owned() } else { String::new() };
    // As shown, each with how urgent it is: the lowest is left out first.
    let mut parts = [
        (said("practice", s.practice), Look::Dim, 6),
        (s.state.clone(), Look::Dim, 3),
        (said("imported into the next", s.taken_into.is_some()), Look::Dim, 1),
        (open, Look::Dim, 2),
        (place, Look::Dim, 2),
        (s.changed.clone(), Look::Warn, 4),
        (said("a line half typed", s.draft), Look::Unfinished, 5),
    ];
    // Of what is over nobody needs the time any more.
    let when = if s.took_place || s.meets.at.is_empty() { date } else { format!("{date} {}", s.meets.at) };
    let lead = format!("  {when:<16} ");
    let name = cut(&format!("{} · {}", s.school, s.name()), width.saturating_sub(lead.width()));
    let mut free = width.saturating_sub(lead.width() + name.width());
    let all: usize = parts.iter().map(|(text, _, _)| text.width() + 3).sum();
    if all > free && !s.changed.is_empty() {
        s.changed_short.clone_into(&mut parts[5].0);
    }
    let mut urgent: Vec<usize> = (0..parts.len()).filter(|at| !parts[*at].0.is_empty()).collect();
    urgent.sort_by_key(|at| std::cmp::Reverse(parts[*at].2));
    urgent.retain(|at| {
        let wide = parts[*at].0.width() + 3;
        let fits = wide <= free;
        free -= if fits { wide } else { 0 };
        fits
    });
    let mut spans = vec![Span::styled(lead, theme.of(Look::Time)), Span::raw(name)];
    for (_, (text, look, _)) in parts.into_iter().enumerate().filter(|(at, _)| urgent.contains(at)) {
        let gap = if spans.len() == 2 { "  " } else { " · " };
        spans.push(Span::styled(format!("{gap}{text}"), theme.of(look)));
    }
    Line::from(spans)
}

/// A row that opens something when Enter is pressed.
fn opens(text: &str, theme: &Theme) -> Line<'static> {
    Line::from(vec![Span::raw(format!("  {text}")), Span::styled("   Enter", theme.of(Look::KeyHint))])
}
