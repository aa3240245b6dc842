//! The fields of an item: labels and values, grids, tables; the selected spot is an editor.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line as Row;
use unicode_width::UnicodeWidthStr;

use super::super::theme::{Look, Theme};
use super::super::write::{cut, line, tint, wrap};
use super::choices::draw_choice;
use super::room::{INDENT, columns, help_rows, is_below, label_rows, label_width, selected};
use super::shown::{blank, chosen, in_cell, options, shown, text_of};
use crate::app::{Focus, Line, Sheet, Sitting};
use crate::forms::Kind;

/// Draws the fields, each of the height that was found for it.
pub(super) fn draw(
    (sheet, heights): (&Sheet<'_>, &[usize]),
    sitting: &Sitting,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    if area.height == 0 || area.width < 12 {
        return None;
    }
    let helps: Vec<Vec<String>> = sheet.lines.iter().map(|l| help_rows(l, sheet, sitting, area.width)).collect();
    let lines = sheet.lines.iter().zip(&helps);
    let wanted = sheet.spots.get(sitting.spot).map_or(0, |s| s.line);
    let first = first_line(heights, wanted, area.height.into());
    let mut top = 0;
    let mut cursor = None;
    let mut left = sheet.lines.len() - first.min(sheet.lines.len());
    for ((row, help), tall) in lines.zip(heights).skip(first) {
        let whole = u16::try_from(*tall).unwrap_or(u16::MAX);
        left -= usize::from(whole <= area.height.saturating_sub(top));
        let tall = u16::try_from(*tall).unwrap_or(u16::MAX).min(area.height.saturating_sub(top));
        if tall == 0 {
            break;
        }
        let helping = u16::try_from(help.len()).unwrap_or(u16::MAX).min(tall - 1);
        let place = Rect { y: area.y + top, height: tall - helping, ..area };
        cursor = draw_line(row, sheet, sitting, theme, place, buffer).or(cursor);
        let below = Rect { x: area.x + INDENT, y: place.y + place.height, width: area.width - INDENT, height: helping };
        for (n, words) in (0..helping).zip(help) {
            line(buffer, below, n, &Row::styled(words.clone(), theme.of(Look::Dim)));
        }
        top += tall;
    }
    let is_in = sitting.focus == Focus::Sheet;
    let corners = [(first, "↑", "PgUp", area.y), (left, "↓", "PgDn", area.y + area.height - 1)];
    for (count, way, key, y) in corners.into_iter().filter(|(count, ..)| *count > 0) {
        let more = format!(" {way} {count} more ({})", if is_in { key } else { "Tab" });
        let wide = u16::try_from(more.width()).unwrap_or(0).min(area.width);
        let corner = Rect { x: area.x + area.width - wide, y, width: wide, height: 1 };
        line(buffer, corner, 0, &Row::styled(more, theme.of(Look::KeyHint)));
    }
    cursor
}

/// The first line to draw so that the wanted one, and the head above it, are seen.
fn first_line(heights: &[usize], wanted: usize, room: usize) -> usize {
    let mut first = wanted;
    let mut used = heights.get(wanted).copied().unwrap_or(0) + heights.get(wanted + 1).copied().unwrap_or(0);
    while first > 0 && used + heights[first - 1] <= room {
        first -= 1;
        used += heights[first];
    }
    first
}

fn draw_line(
    row: &Line<'_>,
    sheet: &Sheet<'_>,
    sitting: &Sitting,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let lacks = |spot: usize| sheet.spots.get(spot).is_some_and(|spot| sitting.lacks(spot));
    match row {
        Line::Heading(title) => {
            line(buffer, area, 0, &Row::styled(cut(title, area.width.into()), theme.of(Look::Title)));
            None
        }
        Line::Card { title, missing } => {
            let mark = if *missing { "• " } else { "" };
            let look = if *missing { Look::Warn } else { Look::Title };
            line(buffer, area, 0, &Row::styled(cut(&format!("{mark}{title}"), area.width.into()), theme.of(look)));
            None
        }
        Line::Field { label, spot, known, missing } if is_below(sheet, *spot, area.width) => {
            draw_label(label, Mark::of(*missing || lacks(*spot), selected(sitting, *spot)), theme, area, buffer);
            let labels = wrap(label, usize::from(area.width) - 2, usize::from(area.width) - 2).len();
            let labels = u16::try_from(labels).unwrap_or(1).min(area.height);
            let below = Rect {
                x: area.x + INDENT,
                y: area.y + labels,
                width: area.width - INDENT,
                height: area.height - labels,
            };
            draw_value(sheet, sitting, *spot, &known.words(), theme, below, buffer)
        }
        Line::Field { label, spot, known, missing } => {
            let labels = label_width(area.width);
            let left = Rect { width: labels - 1, ..area };
            draw_label(label, Mark::of(*missing || lacks(*spot), selected(sitting, *spot)), theme, left, buffer);
            let right = Rect { x: area.x + labels, width: area.width - labels, ..area };
            draw_value(sheet, sitting, *spot, &known.words(), theme, right, buffer)
        }
        Line::Head { label, rows, columns: titles, spot, missing } => {
            let mark = if *missing { "• " } else { "  " };
            let look = if *missing { Look::Warn } else { Look::Title };
            line(buffer, area, 0, &Row::styled(cut(&format!("{mark}{label}"), area.width.into()), theme.of(look)));
            let places = columns(sheet, *spot, titles.len(), area.width);
            let first = places.first().map_or(area.width, |(x, _)| *x);
            let below = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
            let lead = Rect { width: first, ..below };
            line(buffer, lead, 0, &Row::styled(cut(rows, usize::from(first).saturating_sub(1)), theme.of(Look::Dim)));
            let at_hand = column_at_hand(sheet, sitting, *spot);
            for (n, (title, (x, width))) in titles.iter().zip(places).enumerate() {
                let cell = Rect { x: below.x + x, width, ..below };
                let (title, look) = if at_hand == Some(n) {
                    (format!("›{title}"), Look::Title)
                } else {
                    ((*title).to_owned(), Look::Dim)
                };
                line(buffer, cell, 0, &Row::styled(cut(&title, width.into()), theme.of(look)));
            }
            None
        }
        Line::Row { label, spot, spots } => {
            let places = columns(sheet, *spot, *spots, area.width);
            let first = places.first().map_or(area.width, |(x, _)| *x);
            let lead = Rect { width: first, ..area };
            for (row, text) in (0..area.height).zip(label_rows(label, sheet, *spot, *spots, area.width)) {
                line(buffer, lead, row, &Row::styled(text, theme.of(Look::Text)));
            }
            // A letter begins a finding about what was graded just now, though the caret has gone on.
            let graded =
                sheet.spots.get(*spot).and_then(|spot| spot.row).filter(|row| sitting.just_graded() == Some(*row));
            if graded.is_some() && sitting.focus == Focus::Sheet {
                let mark = Rect { x: area.x + first.saturating_sub(1), width: 1, ..area };
                line(buffer, mark, 0, &Row::styled("✓", theme.of(Look::Title)));
            }
            let mut cursor = None;
            for (n, (x, width)) in (*spot..).zip(places) {
                let cell = Rect { x: area.x + x, width, ..area };
                cursor = draw_cell(sheet, sitting, n, theme, cell, buffer).or(cursor);
            }
            cursor
        }
        Line::Known { cells, spot } => {
            for (text, (x, width)) in cells.iter().zip(columns(sheet, *spot, cells.len(), area.width)) {
                let cell = Rect { x: area.x + x, width, ..area };
                line(buffer, cell, 0, &Row::styled(cut(&in_cell(text), width.into()), theme.of(Look::Dim)));
            }
            None
        }
        Line::Report(text) => {
            for (row, (from, to)) in (0..area.height).zip(wrap(text, area.width.into(), area.width.into())) {
                line(buffer, area, row, &Row::styled(text[from..to].to_owned(), theme.of(Look::Text)));
            }
            None
        }
        Line::Sentence { template, spot, spots } => {
            let text = sentence(sheet, sitting, template, *spot, *spots);
            let mut row = 0;
            for (from, to) in wrap(&text, area.width.into(), area.width.into()) {
                line(buffer, area, row, &Row::raw(text[from..to].to_owned()));
                row += 1;
            }
            let at = (*spot..spot + spots).find(|n| selected(sitting, *n))?;
            let below = Rect { y: area.y + row, height: area.height.saturating_sub(row), ..area };
            let spot = sheet.spots.get(at)?;
            // What is chosen stands below its label, what is typed beside it.
            let chosen = matches!(spot.kind, Kind::Choice(_));
            let room = if chosen { area.width } else { area.width / 2 };
            let label = cut(&format!("{}:", spot.label.trim_end_matches(':')), room.into());
            line(buffer, below, 0, &Row::styled(label.clone(), theme.of(Look::Dim)));
            if chosen {
                let words = Rect { y: below.y + 1, height: below.height.saturating_sub(1), ..below };
                return draw_choice((spot.kind, sitting.editor.text()), theme, words, buffer);
            }
            let wide = u16::try_from(label.width()).unwrap_or(0) + 1;
            let right = Rect { x: below.x + wide, width: below.width.saturating_sub(wide), height: 1, ..below };
            draw_editor(sitting, theme, right, buffer)
        }
    }
}

/// What stands before a label.
#[derive(Clone, Copy)]
enum Mark {
    /// Nothing.
    None,
    /// It has to be filled.
    Missing,
    /// The keys go there.
    AtHand,
}

impl Mark {
    const fn of(missing: bool, at_hand: bool) -> Self {
        match (at_hand, missing) {
            (true, _) => Self::AtHand,
            (false, true) => Self::Missing,
            (false, false) => Self::None,
        }
    }
}

/// The column of the selected spot, if it stands in the table or the judgements whose first spot this is.
fn column_at_hand(sheet: &Sheet<'_>, sitting: &Sitting, first: usize) -> Option<usize> {
    let field = |at: usize| sitting.form.cell(&sheet.spots.get(at)?.path).ok().map(|cell| cell.field.id.as_str());
    let here = sheet.spots.get(sitting.spot).filter(|_| sitting.focus == Focus::Sheet)?;
    (field(first)? == field(sitting.spot)?).then_some(here.column)
}

fn draw_label(label: &str, mark: Mark, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let (mark, mark_look, look) = match mark {
        Mark::None => ("  ", Look::Dim, Look::Dim),
        Mark::Missing => ("• ", Look::Warn, Look::Dim),
        Mark::AtHand => ("› ", Look::Title, Look::Title),
    };
    line(buffer, area, 0, &Row::styled(mark, theme.of(mark_look)));
    let room = usize::from(area.width).saturating_sub(2);
    let words = Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area };
    for (n, (from, to)) in wrap(label, room, room).into_iter().enumerate() {
        line(
            buffer,
            words,
            u16::try_from(n).unwrap_or(u16::MAX),
            &Row::styled(label[from..to].to_owned(), theme.of(look)),
        );
    }
}

fn draw_value(
    sheet: &Sheet<'_>,
    sitting: &Sitting,
    spot: usize,
    known: &str,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let kind = sheet.spots.get(spot).map(|s| s.kind)?;
    if selected(sitting, spot) {
        if matches!(kind, Kind::Choice(_)) {
            return draw_choice((kind, chosen(sheet, sitting)), theme, area, buffer);
        }
        if matches!(kind, Kind::Choices(_)) {
            let room = usize::from(area.width);
            let text = options(sheet, sitting, spot).unwrap_or_default();
            let ranges = wrap(&text, room, room);
            let rows = u16::try_from(ranges.len()).unwrap_or(0).min(area.height.saturating_sub(1));
            let help = Rect { y: area.y + area.height - rows, height: rows, ..area };
            for (row, (from, to)) in (0..rows).zip(ranges) {
                line(buffer, help, row, &Row::styled(text[from..to].to_owned(), theme.of(Look::Dim)));
            }
            return draw_editor(sitting, theme, Rect { height: area.height - rows, ..area }, buffer);
        }
        if sitting.shows_day(kind) {
            return Some(draw_day(&shown(kind, sitting.editor.text()), theme, area, buffer));
        }
        let cursor = draw_editor(sitting, theme, area, buffer);
        if sitting.editor.text().is_empty() {
            draw_words(&shown(kind, known), theme.of(Look::Dim), area, buffer);
        }
        return cursor;
    }
    let (shown, look) = text_of(sheet, sitting, spot, known);
    draw_words(&shown, theme.of(look), area, buffer);
    if shown.is_empty() {
        line(buffer, area, 0, &Row::styled(cut(&blank(kind), area.width.into()), theme.of(Look::Dim)));
    }
    None
}

/// Draws words in the rows there are, the last cut where they are too long.
fn draw_words(words: &str, style: Style, area: Rect, buffer: &mut Buffer) {
    let room = usize::from(area.width);
    let ranges = wrap(words, room, room);
    let folded = ranges.len() > usize::from(area.height);
    for (n, (from, to)) in (0..area.height).zip(ranges) {
        let last = folded && n + 1 == area.height;
        let text = if last { cut(&words[from..], room) } else { words[from..to].to_owned() };
        line(buffer, area, n, &Row::styled(text, style));
    }
}

fn draw_cell(
    sheet: &Sheet<'_>,
    sitting: &Sitting,
    spot: usize,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let place = sheet.spots.get(spot)?;
    if selected(sitting, spot) && sitting.shows_day(place.kind) {
        return Some(draw_day(&in_cell(sitting.editor.text()), theme, area, buffer));
    }
    if selected(sitting, spot) {
        let cursor = draw_editor(sitting, theme, area, buffer);
        if sitting.editor.text().is_empty() {
            let known = if place.known.is_empty() && !place.kind.options().is_empty() {
                blank(place.kind)
            } else {
                in_cell(&place.known)
            };
            let known = cut(&known, area.width.into());
            line(buffer, area, 0, &Row::styled(known, theme.of(Look::Dim)));
        }
        // What lies above in a narrow cell is marked beside it.
        let room = usize::from(area.width);
        if wrap(sitting.editor.text(), room, room).len() > usize::from(area.height) {
            let beside = Rect { x: area.x + area.width, width: 1, ..area };
            line(buffer, beside.intersection(*buffer.area()), 0, &Row::styled("↑", theme.of(Look::KeyHint)));
        }
        return cursor;
    }
    let typed = sitting.session().text(&place.target);
    let (mark, look) = match (typed.is_empty(), sitting.misfit(place).is_some()) {
        (true, _) if sitting.lacks(place) => ("• ", Look::Warn),
        (true, _) => ("", Look::Dim),
        (false, true) => ("! ", Look::Warn),
        (false, false) => ("", Look::Text),
    };
    let text = format!("{mark}{}", in_cell(if typed.is_empty() { &place.known } else { typed }));
    let empty = || if place.kind.options().is_empty() { "·".to_owned() } else { blank(place.kind) };
    let text = if text.is_empty() { empty() } else { text };
    line(buffer, area, 0, &Row::styled(cut(&text, area.width.into()), theme.of(look)));
    None
}

/// A day that stands where the caret is, in words; the caret behind it.
fn draw_day(day: &str, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Position {
    for row in 0..area.height {
        tint(buffer, area, row, theme.of(Look::CaretLine));
    }
    let day = cut(day, area.width.into());
    let wide = u16::try_from(day.width()).unwrap_or(0).min(area.width.saturating_sub(1));
    line(buffer, area, 0, &Row::styled(day, theme.of(Look::Selection)));
    Position { x: area.x + wide, y: area.y }
}

fn draw_editor(sitting: &Sitting, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    for row in 0..area.height {
        tint(buffer, area, row, theme.of(Look::CaretLine));
    }
    if sitting.editor.text().is_empty() {
        return Some(Position { x: area.x, y: area.y });
    }
    // The widget itself keeps where it has scrolled to; a copy of it wears the colours.
    let cursor = sitting.editor.draw(area, buffer);
    if sitting.editor.selected().is_some() {
        let mut dressed = sitting.editor.clone();
        dressed.dress(theme.of(Look::CaretLine), theme.of(Look::Selection));
        dressed.draw(area, buffer);
    }
    cursor
}

pub(super) fn sentence(sheet: &Sheet<'_>, sitting: &Sitting, template: &str, spot: usize, spots: usize) -> String {
    let mut text = template.to_owned();
    for place in sheet.spots.iter().skip(spot).take(spots) {
        let blank = place.path.rsplit('.').next().unwrap_or_default();
        let typed = sitting.session().text(&place.target);
        let mark = if sitting.misfit(place).is_some() && !sitting.is_typing_in(place) { "! " } else { "" };
        let filled = if typed.is_empty() { "____".to_owned() } else { format!("{mark}{}", shown(place.kind, typed)) };
        text = text.replace(&format!("{{{blank}}}"), &filled);
    }
    text
}
