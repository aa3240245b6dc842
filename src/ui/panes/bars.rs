//! The status line, the names of the panes, and the foot: a notice, else the keys that matter here.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::super::layout::Pane;
use super::super::notice;
use super::super::theme::{Look, Theme};
use super::super::write::{cut, line};
use crate::app::{App, Beyond, Focus, Sheet, Sitting, SpotIs};
use crate::calendar::{Meets, days_in_short};
use crate::command::{Command, entry};
use crate::forms::TimeMark;

/// Form, school and day; how safe what was typed is; the clocks.
pub(super) fn status(app: &App, sitting: &Sitting, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let session = sitting.session();
    let (mark, look) = if sitting.held_by.is_some() {
        ("read only", Look::Warn)
    } else if sitting.keeping.fault.is_some() || sitting.keeping.kept < session.applied() {
        ("! not on disk", Look::Danger)
    } else if sitting.keeping.saved < session.applied() {
        ("○ saving", Look::Kept)
    } else {
        ("● saved", Look::Saved)
    };
    let wide_of = |spans: &[Span<'_>]| spans.iter().map(|span| span.content.width()).sum::<usize>();
    let beside = |clocks: Vec<Span<'static>>| [vec![Span::styled(mark, theme.of(look))], clocks].concat();
    // The school and the day matter more than the clocks: these are told shorter, or not at all, where all have no room.
    let least = least_name(sitting).width();
    let leaves_room = |spans: &Vec<Span<'_>>| least + wide_of(spans) + 2 <= usize::from(area.width);
    let told = [Told::InFull, Told::InShort].map(|told| beside(clocks(app, sitting, told, theme)));
    let right = told.into_iter().find(leaves_room).unwrap_or_else(|| beside(Vec::new()));
    let wide = wide_of(&right);
    let room = usize::from(area.width).saturating_sub(wide + 2);
    line(buffer, area, 0, &named(app, sitting, theme, room));
    let at = area.x + area.width.saturating_sub(u16::try_from(wide).unwrap_or(u16::MAX) + 1).min(area.width);
    let rest = Rect { x: at, width: area.width.saturating_sub(at - area.x), ..area };
    line(buffer, rest, 0, &Line::from(right));
}

/// Form, school and day; where a document that was sent says something else now, that too, in as many words as fit.
fn named<'a>(app: &App, sitting: &Sitting, theme: &Theme, room: usize) -> Line<'a> {
    let session = sitting.session();
    // What is there to practise on says so, so that nobody takes it for their own.
    let practice = if sitting.school.fact("practice") == "yes" { " (practice)" } else { "" };
    let name = format!(" {} · {}{practice}", sitting.form.name, session.school());
    let days = sitting.filled(&app.desk).session_days();
    let at = at_time(session.meets());
    let day = format!(" · {}{at}", days_in_short(&days));
    let title = |text: &str, room: usize| Span::styled(cut(text, room), theme.of(Look::Title));
    let Some(outdated) = sitting.outdated.first() else {
        return Line::from(title(&with_day(sitting, &days, &name, room), room));
    };
    let (long, short) = (format!(" · {}", outdated.in_words()), format!(" · {}", outdated.in_short()));
    let warn = |text: String| Span::styled(text, theme.of(Look::Warn));
    for (text, said) in [(format!("{name}{day}"), &long), (name.clone(), &long), (format!("{name}{day}"), &short)] {
        if text.width() + said.width() <= room {
            return Line::from(vec![title(&text, room), warn(said.clone())]);
        }
    }
    // The school matters more than the form.
    let name = if name.width() + short.width() <= room { name } else { format!(" {}", session.school()) };
    let name = title(&name, room.saturating_sub(short.width()));
    Line::from(vec![name, warn(short)])
}

/// The time of day behind the day, if it is known.
fn at_time(meets: &Meets) -> String {
    if meets.at.is_empty() { String::new() } else { format!(" {}", meets.at) }
}

/// The shortest name that says whole which session it is.
fn least_name(sitting: &Sitting) -> String {
    format!(" {} · {}", sitting.session().school(), sitting.session().date().format("%-d %b"))
}

/// How much the clocks say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    /// In words.
    InFull,
    /// In figures.
    InShort,
}

/// The name with its day: where both are too long the day is told shorter, then the form is left out, then the school's
/// name is cut, so that which day it is can always be read.
fn with_day(sitting: &Sitting, days: &[chrono::NaiveDate], name: &str, room: usize) -> String {
    let (date, school) = (sitting.session().date(), sitting.session().school());
    let first = ["%-d %b %Y", "%-d %b"].map(|form| date.format(form).to_string());
    let [year, day] = first;
    let timed = format!("{}{}", days_in_short(days), at_time(sitting.session().meets()));
    let days = [timed, days_in_short(days), year, day].map(|day| format!(" · {day}"));
    let [.., shortest] = &days;
    let fits = |text: &String| text.width() <= room;
    let whole = days.iter().map(|day| format!("{name}{day}")).find(fits);
    let whole = whole.or_else(|| Some(format!(" {school}{shortest}")).filter(fits));
    whole.unwrap_or_else(|| format!("{}{shortest}", cut(&format!(" {school}"), room.saturating_sub(shortest.width()))))
}

fn clocks(app: &App, sitting: &Sitting, told: Told, theme: &Theme) -> Vec<Span<'static>> {
    let session = sitting.session();
    let total = session.spent_in_all(app.now);
    if session.clock().is_empty() {
        return Vec::new();
    }
    let mut spans = Vec::new();
    if let Some((_, stop)) = session.current().and_then(|id| session.stop(id)) {
        let spent = session.spent_on(&stop.id, app.now);
        let planned = i64::from(stop.minutes) * 60;
        let (item, of) = if told == Told::InFull { ("Item ", " of ") } else { ("", "/") };
        let number = session.number_of(&stop.id).map(|n| format!("{item}{n} ")).unwrap_or_default();
        let (look, mark) = match planned {
            0 => (Look::Time, String::new()),
            planned if spent >= planned => (Look::Danger, " over".to_owned()),
            planned if spent * 10 >= planned * 7 => (Look::Warn, format!(" {} min left", (planned - spent + 59) / 60)),
            _ => (Look::Time, String::new()),
        };
        // Both in minutes and seconds.
        let of = if planned > 0 { format!("{of}{}:00", stop.minutes) } else { String::new() };
        let text = format!("  {number}{}:{:02}{of}{mark}", spent / 60, spent % 60);
        spans.push(Span::styled(text, theme.of(look)));
    } else {
        spans.push(Span::styled("  clock stopped", theme.of(Look::Dim)));
    }
    let between = if told == Told::InFull { " of " } else { "/" };
    let of = if sitting.length() > 0 {
        format!("{between}{}h{:02}", sitting.length() / 60, sitting.length() % 60)
    } else {
        String::new()
    };
    let passed = |mark: &TimeMark| i64::from(mark.minutes) * 60 <= total;
    let is_past = |minutes: u32| minutes > 0 && i64::from(minutes) * 60 <= total;
    let (look, mark) = match (sitting.marks().any(passed), sitting.marks().all(passed)) {
        (true, true) => (Look::Danger, " over"),
        (false, _) if is_past(sitting.length()) => (Look::Danger, " over"),
        (true, false) => (Look::Warn, " nearly over"),
        (false, _) => (Look::Time, ""),
    };
    spans.push(Span::styled(format!("  {}h{:02}{of}{mark}", total / 3600, total / 60 % 60), theme.of(look)));
    spans
}

/// Names of the panes, the shown one marked.
pub(super) fn tabs(pane: Pane, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut spans = vec![Span::raw(" ")];
    for known in Pane::ALL {
        let (text, look) = if known == pane {
            (format!("[{}]", known.label()), Look::Title)
        } else {
            (format!(" {} ", known.label()), Look::Dim)
        };
        spans.push(Span::styled(text, theme.of(look)));
    }
    line(buffer, area, 0, &Line::from(spans));
}

/// Keys of the grid beside those of the spot.
const GRID: &[(&str, &str)] = &[
    ("letters, Space", "finding"),
    ("/", "say why"),
    ("Space Space", "about none"),
    (".", "last one is about this"),
    ("Tab", "other column"),
    ("Esc", "line"),
];

/// Those of them that only a grade has.
const OF_GRADES: [&str; 2] = ["/", "."];

/// A key, and what it does.
type Hint = (String, &'static str);

fn owned(keys: &[(&str, &'static str)]) -> Vec<Hint> {
    keys.iter().map(|(key, label)| ((*key).to_owned(), *label)).collect()
}

/// A notice, else hints.
pub(in super::super) fn foot(app: &App, sitting: Option<&Sitting>, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    if area.height == 0 {
        return;
    }
    if let Some(notice) = &app.notice {
        notice::draw(notice, theme, area, buffer);
        return;
    }
    // What lies over the screen says its own keys.
    if !app.overlays.is_empty() {
        return;
    }
    let commands: &[Command] = match sitting.map(|s| s.focus) {
        None => &[Command::New, Command::Search, Command::Note, Command::Commands, Command::Help, Command::Leave],
        Some(Focus::Line) => &[Command::NextItem, Command::Undo, Command::Export, Command::Help, Command::Leave],
        Some(Focus::Entry(_)) => {
            &[Command::ChangeKind, Command::MoveEntry, Command::Delete, Command::Undo, Command::Commands]
        }
        Some(Focus::Sheet) => &[Command::NextItem, Command::Jump, Command::Delete, Command::Commands, Command::Help],
        Some(Focus::Agenda) => {
            &[Command::ItemUp, Command::ItemDown, Command::NextPane, Command::Commands, Command::Help]
        }
        Some(Focus::Figures) => {
            &[Command::Figures, Command::TypeFigures, Command::Hypothesis, Command::NextPane, Command::Help]
        }
        Some(Focus::Actions | Focus::Prompts | Focus::People) => &[Command::NextPane, Command::Commands, Command::Help],
    };
    let tab = match sitting {
        Some(sitting) if sitting.tab_fills(&app.desk) => "its fields",
        Some(_) | None => "next pane",
    };
    let before: &[(&str, &str)] = match sitting.map(|s| s.focus) {
        None => &[("Enter", "open")],
        Some(Focus::Line) => &[("Enter", "add")],
        Some(Focus::Entry(_)) => &[("Enter", "done"), ("↑ ↓", "other entries")],
        Some(Focus::Sheet) => &[],
        Some(Focus::Agenda) => &[("Enter", "go there"), ("→", "done"), ("←", "leave out"), ("Esc", "back")],
        Some(Focus::Actions) => &[("Enter", "details"), ("← →", "status"), ("Esc", "back")],
        Some(Focus::Prompts) => &[("Space", "tick"), ("←", "leave out"), ("Enter", "answer it"), ("Esc", "back")],
        Some(Focus::Figures) => &[("↑ ↓", "choose"), ("Enter", "into the entry"), ("Esc", "back")],
        Some(Focus::People) => &[("→", "present"), ("←", "apologies, left"), ("Enter", "more"), ("Esc", "back")],
    };
    let in_sheet = sitting.filter(|s| s.focus == Focus::Sheet).map(|s| keys_of_spot(s, app)).unwrap_or_default();
    let place = sitting.map(|sitting| (place_of_caret(sitting), area.width)).filter(|(_, width)| *width >= 100);
    let place = place.map(|(place, _)| place).unwrap_or_default();
    let lead = u16::try_from(place.width()).unwrap_or(0);
    line(buffer, area, 0, &Line::styled(place, theme.of(Look::Title)));
    let area = Rect { x: area.x + lead, width: area.width - lead, ..area };
    let known = [owned(before), in_sheet, tabled(app, commands)].concat();
    let on_line = sitting.is_some_and(|s| s.focus == Focus::Line);
    let further = if on_line {
        [owned(&[("Tab", tab)]), tabled(app, &[Command::PreviousItem, Command::Actions, Command::Commands])].concat()
    } else {
        Vec::new()
    };
    let line_of = hints([known, further].concat(), theme, area.width.into());
    line(buffer, area, 0, &line_of);
}

/// Where the caret stands, in a word or two.
const fn place_of_caret(sitting: &Sitting) -> &'static str {
    match sitting.focus {
        Focus::Line => " Entry line:",
        Focus::Entry(_) => " An entry:",
        Focus::Sheet => " Fields:",
        Focus::Agenda => " Agenda:",
        Focus::Actions => " Actions:",
        Focus::Prompts => " Prompts:",
        Focus::Figures => " Data:",
        Focus::People => " People:",
    }
}

/// The keys in the grid.
fn keys_of_grid(sitting: &Sitting, app: &App) -> Vec<Hint> {
    let spot = sitting.spot_is(&app.desk);
    let first = match (spot, sitting.digits(&app.desk)) {
        (SpotIs::Grade, Some(digits)) => (format!("{digits} 0 -"), "grade"),
        (SpotIs::Choice, _) => ("digit".to_owned(), "choose"),
        _ => ("Enter".to_owned(), "back to the grades"),
    };
    let works = |(key, _): &&(&str, &str)| spot == SpotIs::Grade || !OF_GRADES.contains(key);
    let keys: Vec<_> = GRID.iter().filter(works).copied().collect();
    [vec![first], owned(&keys)].concat()
}

/// The keys in a field, and where Tab leads from it.
fn keys_of_spot(sitting: &Sitting, app: &App) -> Vec<Hint> {
    if sitting.in_grid() {
        return keys_of_grid(sitting, app);
    }
    let spot = sitting.spot_is(&app.desk);
    let enter = Sheet::of(&sitting.filled(&app.desk), sitting).enter_leads(sitting.spot);
    let tab = match (sitting.beyond(&app.desk), spot) {
        (Beyond::Field, SpotIs::Grade) => "next column",
        (Beyond::Field, SpotIs::Cell | SpotIs::LongCell | SpotIs::GradeCell) => "next cell",
        (Beyond::Field, _) => "next field",
        (Beyond::Item, _) => "fields of the next item",
        (Beyond::Pane, _) => "next pane",
        (Beyond::Nowhere, _) => "last field",
    };
    let digits = sitting.digits(&app.desk).unwrap_or_default();
    let letters = if sitting.choices_begin_alike(&app.desk) { "or letters: choose" } else { "or first letter: choose" };
    let (before, empty): (&[_], &[_]) = match spot {
        SpotIs::LongText if sitting.is_explaining(&app.desk) => {
            (&[("Enter", "back to the grades")], &[("Ctrl+U", "empty")])
        }
        SpotIs::LongText => (&[("Enter", "new line")], &[("Ctrl+U", "empty")]),
        SpotIs::LongCell => (&[("Enter", enter), ("Ctrl+J", "new line")], &[("Ctrl+U", "empty")]),
        SpotIs::Choice => (&[("← →", letters), ("Enter", enter)], &[]),
        SpotIs::Grade if sitting.takes_not_applicable(&app.desk) => {
            (&[(digits.as_str(), "grade"), ("0", "n/a"), ("letters, Space", "finding"), ("Enter", enter)], &[])
        }
        SpotIs::GradeCell => (&[(digits.as_str(), "grade, or its word"), ("Enter", enter)], &[("Ctrl+U", "empty")]),
        SpotIs::Grade => (&[(digits.as_str(), "grade"), ("letters, Space", "finding"), ("Enter", enter)], &[]),
        SpotIs::Cell | SpotIs::Line if sitting.editor.is_offered() => {
            (&[("Enter", enter)], &[("End", "goes on with it"), ("Ctrl+U", "empty")])
        }
        SpotIs::Cell | SpotIs::Line => (&[("Enter", enter)], &[("Ctrl+U", "empty")]),
    };
    owned(&[before, &[("Tab", tab), ("Esc", "entry line")], empty].concat())
}

/// Commands with their keys.
fn tabled(app: &App, commands: &[Command]) -> Vec<Hint> {
    let hint = |command: &Command| {
        let key = app.desk.keymap.keys_of(*command).first()?;
        Some((key.to_string(), entry(*command).label))
    };
    commands.iter().filter_map(hint).collect()
}

/// Keys with what they do, as many as fit.
fn hints<'a>(known: Vec<Hint>, theme: &Theme, width: usize) -> Line<'a> {
    let mut spans = vec![Span::raw(" ")];
    let mut used = 1;
    // In a narrow window the keys stand closer, so that those that matter most all fit.
    let between = if width < 100 { "  " } else { " · " };
    for (n, (key, label)) in known.into_iter().enumerate() {
        let gap = if n == 0 { "" } else { between };
        let wide = gap.width() + key.width() + 1 + label.width();
        if used + wide > width {
            break;
        }
        used += wide;
        spans.push(Span::styled(gap, theme.of(Look::Dim)));
        spans.push(Span::styled(key, theme.of(Look::KeyHint)));
        spans.push(Span::styled(format!(" {label}"), theme.of(Look::Dim)));
    }
    Line::from(spans)
}
