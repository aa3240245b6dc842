//! The school's figures that belong to the item shown: trend, gaps, groups on and off track, the questions they raise.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::super::theme::{Look, Theme};
use super::super::write::{self, boxed, cut, hidden, line, tint, wrap};
use crate::app::{Focus, Sitting};
use crate::measures::{BoardRow, Compared, Hypothesis, Track};

/// How many groups of the selected measure are shown.
const GROUPS: usize = 4;

/// Stands before what the SIP thinks lies behind a measure.
pub(in super::super) const HYPOTHESIS: &str = "≈ ";

/// A row of the pane as it is drawn: its pieces, and the measure it belongs to.
type Row = (usize, Vec<(String, Look)>);

/// How many rows the figures need; 0 if there are none.
pub(super) fn rows(sitting: &Sitting, area: Rect) -> u16 {
    // The pane beside the minutes is about this wide.
    let width = usize::from((area.width / 5).clamp(22, 34)) + 2;
    u16::try_from(pieces(sitting, width).len()).unwrap_or(u16::MAX)
}

pub(super) fn draw(sitting: &Sitting, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let here = sitting.focus == Focus::Figures;
    let inside = boxed(buffer, area, "Data", write::Focus::when(here), theme);
    if sitting.board.is_empty() {
        line(buffer, inside, 0, &Line::styled("No figures for this item", theme.of(Look::Dim)));
        return;
    }
    let rows = pieces(sitting, usize::from(inside.width));
    let chosen = rows.iter().position(|(at, _)| *at == sitting.figure).unwrap_or(0);
    let height = usize::from(inside.height);
    let first = if here { chosen.min(rows.len().saturating_sub(height)) } else { 0 };
    for (row, (at, parts)) in (0..inside.height).zip(rows.iter().skip(first)) {
        let spans: Vec<Span<'_>> =
            parts.iter().map(|(text, look)| Span::styled(text.as_str(), theme.of(*look))).collect();
        line(buffer, inside, row, &Line::from(spans));
        if here && *at == sitting.figure {
            tint(buffer, inside, row, theme.of(Look::Selection));
        }
    }
    hidden(buffer, inside, first, rows.len().saturating_sub(first + height), theme);
}

/// All rows: two for each measure, and for the selected one its word, its groups and its questions.
fn pieces(sitting: &Sitting, width: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (at, row) in sitting.board.iter().enumerate() {
        let trend = row.figures.join("→");
        let name = cut(&row.name, width.saturating_sub(trend.chars().count() + 1).max(8));
        let gap = " ".repeat(width.saturating_sub(name.chars().count() + trend.chars().count()).max(1));
        rows.push((at, vec![(name, Look::Title), (gap, Look::Text), (trend, Look::Text)]));
        let mut parts: Vec<(String, Look)> =
            vec![(format!("{} ", row.bars), Look::Text), (format!("{} ", span(&row.years)), Look::Dim)];
        let standings = standings(row);
        let wide = |parts: &[(String, Look)]| parts.iter().map(|(text, _)| text.chars().count()).sum::<usize>();
        // The years stand with the trend; where both do not fit into one row, the rest has one of its own.
        if wide(&parts) + wide(&standings) <= width + 1 {
            parts.extend(standings);
            rows.push((at, parts));
        } else {
            rows.extend([(at, parts), (at, standings)]);
        }
        if !row.own.is_empty() {
            rows.push((at, vec![(row.own.clone(), Look::Dim)]));
        }
        if at == sitting.figure {
            detail(at, row, width, &mut rows);
        } else if let Some(thought) = row.hypothesis.as_ref().filter(|thought| thought.is_open()) {
            rows.push((at, vec![(cut(&format!("{HYPOTHESIS}{}", thought.text), width), Look::Question)]));
        }
    }
    rows
}

/// The years of a trend in little room: `16/17–18/19`.
fn span(years: &[String]) -> String {
    let short = |year: &String| year.get(2..).unwrap_or(year).to_owned();
    match (years.first(), years.last()) {
        (Some(first), Some(last)) if first != last => format!("{}–{}", short(first), short(last)),
        (_, Some(last)) => short(last),
        _ => String::new(),
    }
}

fn standings(row: &BoardRow) -> Vec<(String, Look)> {
    let shown = row.standings.iter().filter(|standing| match standing.what {
        Compared::Before => false,
        Compared::Floor => standing.track == Track::Off,
        Compared::Target | Compared::Ahead | Compared::Authority | Compared::England => true,
    });
    let each = shown.map(|standing| {
        let label = if standing.what == Compared::England { "Eng" } else { standing.label.as_str() };
        let sign = standing.track.sign().trim();
        (format!("{label} {sign}{} ", standing.gap), look(standing.track))
    });
    each.collect()
}

fn detail(at: usize, row: &BoardRow, width: usize, rows: &mut Vec<Row>) {
    if !row.word.is_empty() {
        rows.push((at, vec![(row.word.clone(), Look::Dim)]));
    }
    if !row.range.is_empty() {
        wrapped(at, "", &row.range, width, rows);
    }
    if let Some(thought) = &row.hypothesis {
        wrapped(at, HYPOTHESIS, &said_of(thought), width, rows);
    }
    for group in row.groups.iter().take(GROUPS) {
        let sign = group.track.sign();
        let figure = format!("{:>5} {:>4}", group.figure, group.gap);
        let room = width.saturating_sub(figure.chars().count() + 3);
        let name = cut(&group.name, room);
        let pad = " ".repeat(room.saturating_sub(name.chars().count()));
        rows.push((at, vec![(format!("{sign} {name}{pad} {figure}"), look(group.track))]));
    }
    for question in row.questions.iter().take(2) {
        wrapped(at, "? ", question, width, rows);
    }
}

/// A text in as many rows as it needs, its sign before the first.
fn wrapped(at: usize, sign: &str, text: &str, width: usize, rows: &mut Vec<Row>) {
    let room = width.saturating_sub(2);
    for (n, (from, to)) in wrap(text, room, room).into_iter().enumerate() {
        let lead = if n == 0 { sign } else { "  " };
        rows.push((at, vec![(format!("{lead}{}", &text[from..to]), Look::Question)]));
    }
}

/// A hypothesis with what it turned out to be.
pub(in super::super) fn said_of(thought: &Hypothesis) -> String {
    if thought.is_open() { thought.text.clone() } else { format!("{} → {}", thought.text, thought.found) }
}

/// The colour says nothing that the sign does not.
pub(in super::super) const fn look(track: Track) -> Look {
    match track {
        Track::On => Look::Ok,
        Track::Off => Look::Warn,
        Track::Unknown => Look::Dim,
    }
}
