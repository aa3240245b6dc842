//! What the rules find, those of a rule together, and what would mend one of them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};

use super::super::layout::middle;
use super::super::theme::{Look, Theme};
use super::super::write::{cut, first_shown, hidden, line, overlay, tint, wrap};
use crate::app::{Findings, Offer};
use crate::rules::Finding;

/// A row of the list.
enum Row<'a> {
    /// What the findings below have in common, and how many they are.
    Heading(String, Look),
    /// A row of a finding, which takes as many as its words need; its place among all.
    One(usize, Line<'a>),
}

pub(super) fn draw(findings: &Findings, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let found = &findings.found;
    let width = area.width.min(110);
    let room = usize::from(width.saturating_sub(4));
    let rows = rows(found, room, theme);
    let below = detail(findings.selected(), room);
    let below_rows = u16::try_from(below.len()).unwrap_or(4);
    let height = u16::try_from(rows.len()).unwrap_or(u16::MAX).saturating_add(below_rows + 4);
    let height = height.clamp(8, area.height.saturating_sub(2).max(8));
    let blocking = found.iter().filter(|f| f.blocks()).count();
    let waived = found.iter().filter(|f| f.waived.is_some()).count();
    let title = format!("Findings · {} to see to · {blocking} block sending · {waived} waived", found.len() - waived);
    let inside = overlay(buffer, middle(area, width, height), &title, theme);
    let list = Rect { height: inside.height.saturating_sub(below_rows + 2), ..inside };
    let selected = rows.iter().position(|row| matches!(row, Row::One(at, _) if *at == findings.at)).unwrap_or(0);
    let first = first_shown(selected, rows.len(), list.height.into());
    let mut cursor = None;
    for (n, row) in (0..list.height).zip(rows.iter().skip(first)) {
        match row {
            Row::Heading(text, look) => {
                let text = cut(text, list.width.into());
                line(buffer, list, n, &Line::styled(text, theme.of(*look).add_modifier(Modifier::BOLD)));
            }
            Row::One(at, words) => {
                line(buffer, list, n, words);
                if *at == findings.at {
                    tint(buffer, list, n, theme.of(Look::Selection));
                    cursor = cursor.or(Some(Position { x: list.x, y: list.y + n }));
                }
            }
        }
    }
    let foot = Rect { y: inside.y + list.height, height: inside.height.saturating_sub(list.height), ..inside };
    line(buffer, foot, 0, &Line::styled("─".repeat(foot.width.into()), theme.of(Look::Border)));
    hidden(buffer, list, first, rows.len().saturating_sub(first + usize::from(list.height)), theme);
    for (n, (text, look)) in (1..foot.height.saturating_sub(1)).zip(&below) {
        line(buffer, foot, n, &Line::styled(text.clone(), theme.of(*look)));
    }
    let hint = if found.get(findings.at).is_some_and(|f| f.waived.is_some()) {
        "Enter goes there · w shows the reason, to be mended or taken out · Esc leaves"
    } else if findings.selected().is_some_and(|f| !f.mends.is_empty()) {
        "Enter goes there · m shows the mend · w waives it with a reason · Esc leaves"
    } else {
        "Enter goes there · w waives it with a reason · Esc leaves"
    };
    line(buffer, foot, foot.height.saturating_sub(1), &Line::styled(cut(hint, foot.width.into()), theme.of(Look::Dim)));
    cursor
}

/// The findings with their headings: how much they weigh, and the rule.
fn rows<'a>(found: &'a [Finding], room: usize, theme: &Theme) -> Vec<Row<'a>> {
    let weight = |finding: &Finding| match (&finding.waived, finding.blocks()) {
        (Some(_), _) => ("Waived", Look::Dim),
        (None, true) => ("Blocks sending", Look::Danger),
        (None, false) => ("Worth a look", Look::Warn),
    };
    let group = |finding: &Finding| match finding.waived {
        Some(_) => ("Waived", ""),
        None => (weight(finding).0, finding.title),
    };
    let mut rows = Vec::new();
    for (at, finding) in found.iter().enumerate() {
        if at == 0 || group(&found[at - 1]) != group(finding) {
            let (word, look) = weight(finding);
            let count = found.iter().filter(|other| group(other) == group(finding)).count();
            let title = if finding.waived.is_none() { format!(" · {}", finding.title) } else { String::new() };
            rows.push(Row::Heading(format!("{word}{title} · {count}"), look));
        }
        rows.extend(said(finding, room, theme).into_iter().map(|words| Row::One(at, words)));
    }
    rows
}

/// A finding in full; of a waived one, whose reason stands below the list, a line.
fn said<'a>(finding: &'a Finding, room: usize, theme: &Theme) -> Vec<Line<'a>> {
    let room = room.saturating_sub(2);
    if let Some(reason) = &finding.waived {
        let reason = cut(&format!("  {reason}"), room / 2);
        let words = cut(&finding.message, room.saturating_sub(reason.chars().count()));
        let look = theme.of(Look::Dim);
        return vec![Line::from(vec![
            Span::raw("  "),
            Span::styled(words, look.add_modifier(Modifier::CROSSED_OUT)),
            Span::styled(reason, look),
        ])];
    }
    let first = if finding.mends.is_empty() { "  " } else { "m " };
    let row = |(n, (words, _)): (usize, (String, Look))| {
        let mark = Span::styled(if n == 0 { first } else { "  " }, theme.of(Look::KeyHint));
        Line::from(vec![mark, Span::raw(words)])
    };
    wrapped(&finding.message, room, MOST_ROWS, Look::Text).into_iter().enumerate().map(row).collect()
}

/// Rows that a finding takes at most.
const MOST_ROWS: usize = 6;

/// Of the selected finding what would mend it, or its words and why it was waived.
fn detail(finding: Option<&Finding>, room: usize) -> Vec<(String, Look)> {
    let Some(finding) = finding else { return Vec::new() };
    let mut lines = Vec::new();
    if let Some(reason) = &finding.waived {
        lines.extend(wrapped(&finding.message, room, 3, Look::Text));
        lines.extend(wrapped(&format!("Waived: {reason}"), room, 2, Look::Dim));
    } else if let Some(mend) = finding.mends.first() {
        let others = if finding.mends.len() > 1 { " (or another of several)" } else { "" };
        lines.extend(wrapped(&format!("m: {}{others}", mend.label), room, 1, Look::KeyHint));
    }
    lines
}

/// A text in at most so many rows.
fn wrapped(text: &str, room: usize, most: usize, look: Look) -> Vec<(String, Look)> {
    let rows = wrap(text, room, room);
    let cut_off = rows.len() > most;
    let mut lines: Vec<_> = rows.into_iter().take(most).map(|(from, to)| (text[from..to].to_owned(), look)).collect();
    if let Some((last, _)) = lines.last_mut().filter(|_| cut_off) {
        *last = cut(&format!("{last}……"), room);
    }
    lines
}

/// What stands there now, what would stand there, and the choices there are.
pub(super) fn draw_offer(offer: &Offer, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let mends = &offer.finding.mends;
    let mend = mends.get(offer.at)?;
    let width = area.width.min(90);
    let room = usize::from(width.saturating_sub(4));
    let mut lines = wrapped(&offer.finding.message, room, 3, Look::Text);
    lines.push((String::new(), Look::Text));
    lines.push(("Now".to_owned(), Look::Title));
    let now = if mend.now.is_empty() { "(nothing)" } else { &mend.now };
    lines.extend(around(now, &mend.then, room));
    lines.push(("Then".to_owned(), Look::Title));
    lines.extend(around(&mend.then, &mend.now, room));
    lines.push((String::new(), Look::Text));
    let choices = lines.len();
    if mends.len() > 1 {
        lines.extend(mends.iter().map(|mend| (cut(&mend.label, room), Look::Text)));
    }
    let height = u16::try_from(lines.len()).unwrap_or(20).saturating_add(3);
    let inside = overlay(buffer, middle(area, width, height), &format!("Mend: {}", mend.label), theme);
    let mut cursor = Position { x: inside.x, y: inside.y };
    for (n, (text, look)) in (0..inside.height.saturating_sub(1)).zip(&lines) {
        line(buffer, inside, n, &Line::styled(text.clone(), theme.of(*look)));
        if mends.len() > 1 && usize::from(n) == choices + offer.at {
            tint(buffer, inside, n, theme.of(Look::Selection));
            cursor.y = inside.y + n;
        }
    }
    let hint = if mends.len() > 1 {
        "↑ ↓ or a letter choose · Enter does it, undo takes it back · Esc leaves it as it is"
    } else {
        "Enter does it, undo takes it back · Esc leaves it as it is"
    };
    let hint = Line::styled(cut(hint, inside.width.into()), theme.of(Look::Dim));
    line(buffer, inside, inside.height.saturating_sub(1), &hint);
    Some(cursor)
}

/// The part of a long text around the first place where it differs from another.
fn around(text: &str, other: &str, room: usize) -> Vec<(String, Look)> {
    const ROWS: usize = 4;
    let differs =
        text.char_indices().zip(other.chars()).find(|((_, a), b)| a != b).map_or(text.len(), |((at, _), _)| at);
    let rows = wrap(text, room, room);
    let here = rows.iter().position(|(_, to)| differs < *to).unwrap_or(rows.len().saturating_sub(1));
    let first = here.saturating_sub(1).min(rows.len().saturating_sub(ROWS));
    let shown = rows.iter().skip(first).take(ROWS).map(|(from, to)| (text[*from..*to].to_owned(), Look::Note));
    shown.collect()
}
