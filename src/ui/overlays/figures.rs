//! All figures of a school on the whole screen: a table above, bars over the years and questions below.

use std::fmt::Write as _;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::super::panes::{HYPOTHESIS, look_of_track, said_of};
use super::super::theme::{Look, Theme};
use super::super::write::{cut, first_shown, line, overlay, tint, wrap};
use crate::app::{App, FiguresView, Scope, Sort};
use crate::measures::{BoardRow, Compared, Figure, Unit, Value};

/// Columns of a figure.
const FIGURE: usize = FiguresView::FIGURE - 1;
/// Columns that a group's name has at the least.
const LEAST_GROUP: usize = 6;
/// Columns of a gap.
const GAP: usize = FiguresView::GAP;

pub(super) fn draw(app: &App, view: &FiguresView, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Position {
    let scope = match view.scope {
        Scope::Measures => "all pupils",
        Scope::Groups => "with groups",
    };
    let own = if view.rows.iter().any(|row| !row.own.is_empty()) { " · * own figure" } else { "" };
    let inside = overlay(buffer, area, &format!("Figures · {} · {scope}{own}", view.school), theme);
    let below = if inside.height >= 30 { 15 } else { inside.height / 2 };
    let table = Rect { height: inside.height.saturating_sub(below + 2), ..inside };
    let shown = Columns::of(view, usize::from(inside.width));
    line(buffer, inside, 0, &Line::styled(shown.head(view.sort), theme.of(Look::Title)));
    let rows = Rect { y: table.y + 1, ..table };
    let first = first_shown(view.at, view.rows.len(), rows.height.into());
    let mut cursor = Position { x: rows.x, y: rows.y };
    for (row, (at, measure)) in (0..rows.height).zip(view.rows.iter().enumerate().skip(first)) {
        line(buffer, rows, row, &Line::from(shown.row(view, measure, theme)));
        if at == view.at {
            tint(buffer, rows, row, theme.of(Look::Selection));
            cursor.y = rows.y + row;
        }
    }
    let foot = Rect { y: rows.y + rows.height, height: below.saturating_sub(1), ..inside };
    if let Some(row) = view.chosen() {
        detail(view, row, theme, foot, buffer);
    }
    // The narrowest screen has room for all of it.
    let is_open = app.sitting.is_some();
    let hint = if shown.earlier || shown.later {
        let put = if is_open { "Enter puts in · F9 hypothesis · " } else { "" };
        format!("Shift+←→ years · ←→ sorts · Tab groups · {put}Esc")
    } else {
        let put = if is_open { "Enter puts it in · F9 hypothesis · " } else { "" };
        format!("↑↓ · ←→ sorts · Tab groups · {put}Esc leaves")
    };
    line(
        buffer,
        inside,
        inside.height.saturating_sub(1),
        &Line::styled(cut(&hint, inside.width.into()), theme.of(Look::Dim)),
    );
    cursor
}

/// Which columns there is room for.
struct Columns {
    name: usize,
    years: Vec<String>,
    /// Whether there are earlier and later years than those shown.
    earlier: bool,
    later: bool,
}

impl Columns {
    fn of(view: &FiguresView, width: usize) -> Self {
        let (years, earlier, later) = view.years_shown(width);
        let name = width.saturating_sub(FiguresView::BESIDE + years.len() * FiguresView::FIGURE).max(12);
        Self { name, years, earlier, later }
    }

    fn head(&self, sort: Sort) -> String {
        let mark = |by: Sort| if sort == by { "▾" } else { "" };
        let (earlier, later) = (if self.earlier { "‹" } else { " " }, if self.later { "›" } else { " " });
        let first = format!("Measure{}", mark(Sort::Order));
        let mut head = format!("{first:<width$}{earlier}", width = self.name - 1);
        for (at, year) in self.years.iter().enumerate() {
            let behind = if at + 1 == self.years.len() { later } else { " " };
            // Writing into a string cannot fail.
            let _ = write!(head, "{year:>FIGURE$}{behind}");
        }
        head.push_str("trend");
        for (by, title) in
            [(Sort::Change, "change"), (Sort::Target, "target"), (Sort::Authority, "LA"), (Sort::England, "England")]
        {
            let title = format!("{title}{}", mark(by));
            let _ = write!(head, "{title:>GAP$}");
        }
        head
    }

    /// The name of a row; of a group's, what there is no room for is left out of the group.
    fn name(&self, view: &FiguresView, row: &BoardRow) -> String {
        let room = self.name.saturating_sub(1);
        if row.group.is_empty() {
            return cut(&row.name, room);
        }
        let measure = view.book.short_name(&row.measure, "");
        let group = view.book.definitions.group(&row.group);
        let left = room.saturating_sub(measure.width() + 4).max(LEAST_GROUP);
        cut(&format!("  {}: {measure}", cut(group, left)), room)
    }

    fn row<'a>(&self, view: &FiguresView, row: &BoardRow, theme: &Theme) -> Vec<Span<'a>> {
        let name = self.name(view, row);
        let mut spans = vec![Span::raw(format!("{name:<width$}", width = self.name))];
        for year in &self.years {
            let figure = row.every.iter().find(|(known, _)| known == year);
            spans.push(Span::raw(format!("{:>FIGURE$} ", figure.map_or("", |(_, figure)| figure))));
        }
        spans.push(Span::raw(format!("{:<5}", row.bars)));
        for what in [Compared::Before, Compared::Target, Compared::Authority, Compared::England] {
            let standing = row.standings.iter().find(|standing| standing.what == what);
            let (text, look) = standing.map_or((String::new(), Look::Text), |standing| {
                (format!("{} {}", standing.track.sign().trim(), standing.gap), look_of_track(standing.track))
            });
            spans.push(Span::styled(format!("{text:>GAP$}"), theme.of(look)));
        }
        spans
    }
}

/// Bars of the selected measure over the years, and what it asks.
fn detail(view: &FiguresView, row: &BoardRow, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let about = [row.full_name.as_str(), &row.word, &row.own, &row.range, &row.now];
    let title = about.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ");
    line(buffer, area, 0, &Line::styled(cut(&title, area.width.into()), theme.of(Look::Title)));
    let beside = area.width >= 100;
    let wide = if beside { area.width * 3 / 5 } else { area.width };
    let asked = if beside { 0 } else { (area.height / 3).min(3) };
    let bars = Rect { y: area.y + 1, width: wide, height: area.height.saturating_sub(1 + asked), ..area };
    draw_bars(view, row, theme, bars, buffer);
    let words = if beside {
        Rect {
            x: area.x + wide + 2,
            y: area.y + 1,
            width: area.width - wide - 2,
            height: area.height.saturating_sub(1),
        }
    } else {
        Rect { y: area.y + area.height.saturating_sub(asked), height: asked, ..area }
    };
    let room = usize::from(words.width.saturating_sub(2)).max(1);
    let thought = row.hypothesis.as_ref().map(|thought| (HYPOTHESIS, said_of(thought)));
    let questions = row.questions.iter().map(|question| ("? ", question.clone()));
    let lines = thought.into_iter().chain(questions).flat_map(|(sign, text)| {
        let rows: Vec<String> = wrap(&text, room, room)
            .into_iter()
            .enumerate()
            .map(|(n, (from, to))| format!("{}{}", if n == 0 { sign } else { "  " }, &text[from..to]))
            .collect();
        rows
    });
    for (at, text) in (0..words.height).zip(lines) {
        line(buffer, words, at, &Line::styled(text, theme.of(Look::Question)));
    }
}

/// A figure as it is drawn.
struct Bar {
    /// Its year, at the first of one.
    year: String,
    who: &'static str,
    sign: char,
    value: Value,
    /// The figures of its year that have no bar of their own.
    beside: String,
}

/// One bar for the school and each comparator in each year; each kind has a pattern of its own.
fn draw_bars(view: &FiguresView, row: &BoardRow, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let unit = view.book.unit(&row.measure);
    let shown = view.book.figures.line(&row.measure, &row.group);
    let mut years: Vec<Vec<Bar>> = Vec::new();
    for point in &shown.points {
        let figure = |of: fn(&Figure) -> Option<&Value>| point.figure.and_then(|(_, figure)| of(figure)).cloned();
        let kinds = [
            (if shown.is_beside(point) { "own" } else { "School" }, '█', figure(|figure| figure.school.as_ref())),
            ("LA", '▓', figure(|figure| figure.authority.as_ref())),
            ("England", '░', figure(|figure| figure.england.as_ref())),
            ("target", '─', point.target.and_then(|target| target.target.clone())),
            ("estimate", '╌', point.target.and_then(|target| target.estimate.clone())),
            ("now", '▒', point.target.and_then(|target| target.current.clone())),
        ];
        // How many pupils there are says nothing beside a whole county.
        let beside = |who: &str| unit != Unit::Count || matches!(who, "School" | "own" | "target" | "estimate" | "now");
        let known = kinds.into_iter().filter(|(who, ..)| beside(who));
        let known = known.filter_map(|(who, bar, value)| Some((who, bar, value?)));
        let bars = known.enumerate().map(|(n, (who, sign, value))| Bar {
            year: if n == 0 { point.year.to_string() } else { String::new() },
            who,
            sign,
            value,
            beside: String::new(),
        });
        years.push(bars.collect());
    }
    // Where there is no room for every bar, each year has one, with the others' figures behind it.
    if years.iter().map(Vec::len).sum::<usize>() > usize::from(area.height) {
        for bars in &mut years {
            let others = bars.split_off(bars.len().min(1));
            let beside = others.iter().map(|other| format!("  {} {}", other.who, unit.print(&other.value)));
            if let Some(bar) = bars.first_mut() {
                bar.beside = beside.collect();
            }
        }
    }
    let bars: Vec<Bar> = years.into_iter().flatten().collect();
    // The latest years matter most, as far as nobody looks for earlier ones.
    let end = bars.len().saturating_sub(view.back).max(bars.len().min(area.height.into()));
    let bars = &bars[end.saturating_sub(area.height.into())..end];
    let numbers = bars.iter().filter_map(|bar| bar.value.number());
    let (least, most) = numbers.fold((0.0_f64, 1.0_f64), |(least, most), n| (least.min(n), most.max(n)));
    let (least, most) = match unit {
        Unit::Percent => (0.0, 100.0),
        Unit::Score(least, most) => (least, most),
        Unit::Points(..) | Unit::Count => (least, most),
    };
    let beside = bars.iter().map(|bar| bar.beside.width()).max().unwrap_or(0);
    let room = f64::from(area.width.saturating_sub(29).saturating_sub(u16::try_from(beside).unwrap_or(0)));
    let place = |number: f64| whole((((number - least) / (most - least)).clamp(0.0, 1.0) * room).round());
    // Where there are figures below 0, bars go either way from one line.
    let zero = if least < 0.0 { place(0.0) } else { 0 };
    for (at, Bar { year, who, sign, value, beside }) in (0..area.height).zip(bars) {
        let end = value.number().map_or(zero, place);
        let bar = |long: usize| std::iter::repeat_n(*sign, long).collect::<String>();
        let drawn = if least >= 0.0 {
            bar(end)
        } else if end < zero {
            format!("{}{}│", " ".repeat(end), bar(zero - end))
        } else {
            format!("{}│{}", " ".repeat(zero), bar(end - zero))
        };
        let spans = vec![
            Span::styled(format!("{year:<8} {who:<8} "), theme.of(Look::Dim)),
            Span::styled(drawn, theme.of(Look::Text)),
            Span::raw(format!(" {}{beside}", unit.print(value))),
        ];
        line(buffer, area, at, &Line::from(spans));
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "lengths on a screen are small and never below 0"
)]
const fn whole(number: f64) -> usize {
    number as usize
}
