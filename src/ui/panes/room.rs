//! The room that the lines of a sheet take: rows, columns, what is set in.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use super::super::write::{cut, wrap};
use super::sheet::sentence;
use super::shown::{options, text_of};
use crate::app::{Focus, Line, Sheet, Sitting, Spot};
use crate::forms::Kind;
use crate::session::Target;

/// Most rows a text takes while it is not being typed in.
pub(super) const FOLDED: usize = 3;

/// What helps with the field at hand, in rows below its line; none where there is nothing to say.
pub(super) fn help_rows(row: &Line<'_>, sheet: &Sheet<'_>, sitting: &Sitting, width: u16) -> Vec<String> {
    let spots = match row {
        Line::Field { spot, .. } => *spot..spot + 1,
        Line::Row { spot, spots, .. } | Line::Sentence { spot, spots, .. } => *spot..spot + spots,
        Line::Heading(_) | Line::Report(_) | Line::Card { .. } | Line::Head { .. } | Line::Known { .. } => {
            return Vec::new();
        }
    };
    if sitting.focus != Focus::Sheet || !spots.contains(&sitting.spot) {
        return Vec::new();
    }
    let cell = sheet.spots.get(sitting.spot).and_then(|spot| sitting.form.cell(&spot.path).ok());
    let own = cell.map_or("", |cell| cell.field.help.as_str());
    let is_empty = sitting.editor.text().is_empty();
    let answered = sheet.answered_under(sitting.spot).filter(|_| is_empty);
    let told = answered.map(|under| format!("answered under {under}; what you type here is printed in its place"));
    let help = told.as_deref().unwrap_or(own);
    let room = usize::from(width.saturating_sub(INDENT)).max(1);
    wrap(help, room, room)
        .into_iter()
        .map(|(from, to)| help[from..to].to_owned())
        .filter(|row| !row.is_empty())
        .collect()
}

pub(super) fn label_width(width: u16) -> u16 {
    (width * 2 / 5).clamp(10, 44).min(width.saturating_sub(6))
}

/// In a narrow sheet a long text stands below its label, with all the room there is.
pub(super) fn is_below(sheet: &Sheet<'_>, spot: usize, width: u16) -> bool {
    width < 90 && sheet.spots.get(spot).is_some_and(|s| matches!(s.kind, Kind::LongText))
}

/// Columns by which a text below its label is set in, and the help below a line.
pub(super) const INDENT: u16 = 4;

pub(super) fn height(row: &Line<'_>, sheet: &Sheet<'_>, sitting: &Sitting, width: u16) -> usize {
    height_folded(row, sheet, sitting, width, FOLDED)
}

/// Heights of all lines where there are so many rows: texts are folded only as far as they have to be, and the one at hand
/// has room before the others.
pub(super) fn heights(sheet: &Sheet<'_>, sitting: &Sitting, width: u16, room: usize) -> Vec<usize> {
    let of = |row: &Line<'_>| height(row, sheet, sitting, width) + help_rows(row, sheet, sitting, width).len();
    let mut heights: Vec<usize> = sheet.lines.iter().map(of).collect();
    let mut free = room.saturating_sub(heights.iter().sum());
    let at_hand = sheet.spots.get(sitting.spot).filter(|_| sitting.focus == Focus::Sheet).map(|spot| spot.line);
    let others = (0..sheet.lines.len()).filter(|line| Some(*line) != at_hand);
    for line in at_hand.into_iter().chain(others) {
        let Some(row) = sheet.lines.get(line).filter(|_| free > 0) else { continue };
        let folded = height(row, sheet, sitting, width);
        let more =
            height_folded(row, sheet, sitting, width, folded.max(FOLDED) + free).saturating_sub(folded).min(free);
        heights[line] += more;
        free -= more;
    }
    heights
}

fn height_folded(row: &Line<'_>, sheet: &Sheet<'_>, sitting: &Sitting, width: u16, most_rows: usize) -> usize {
    match row {
        Line::Field { label, spot, known, .. } => {
            let below = is_below(sheet, *spot, width);
            let labels = if below { width } else { label_width(width) };
            let room = usize::from(if below { width - INDENT } else { width - labels }).saturating_sub(2);
            let selected = selected(sitting, *spot);
            let known = known.words();
            let is_typed = selected && !sitting.editor.text().is_empty();
            let text =
                if is_typed { Cow::Borrowed(sitting.editor.text()) } else { text_of(sheet, sitting, *spot, &known).0 };
            let lines = wrap(&text, room, room).len();
            let most = if selected { most_rows.max(8) } else { most_rows };
            let options = if selected {
                options(sheet, sitting, *spot).map_or(0, |text| wrap(&text, room + 2, room + 2).len())
            } else {
                0
            };
            let lines = match sheet.spots.get(*spot).map(|s| s.kind) {
                // The words to choose from stand in place of the value.
                Some(Kind::Choice(_)) if selected => options,
                _ => lines.min(most) + options,
            };
            let label = wrap(label, usize::from(labels) - 2, usize::from(labels) - 2).len();
            if below { label + lines } else { lines.max(label) }
        }
        Line::Sentence { template, spot, spots } => {
            let text = sentence(sheet, sitting, template, *spot, *spots);
            let at = (*spot..spot + spots).find(|n| selected(sitting, *n));
            let options = at.and_then(|n| options(sheet, sitting, n));
            let room = usize::from(width);
            wrap(&text, room, room).len() + options.map_or(1, |text| 1 + wrap(&text, room, room).len())
        }
        Line::Row { label, spot, spots } => {
            let long = (*spot..spot + spots).any(|n| selected(sitting, n));
            let cells = if long { cell_rows(sheet, sitting, *spot, *spots, width) } else { 1 };
            cells.max(label_rows(label, sheet, *spot, *spots, width).len())
        }
        Line::Report(text) => wrap(text, width.into(), width.into()).len(),
        Line::Head { .. } => 2,
        Line::Heading(_) | Line::Card { .. } | Line::Known { .. } => 1,
    }
}

pub(super) fn selected(sitting: &Sitting, spot: usize) -> bool {
    sitting.focus == Focus::Sheet && sitting.spot == spot
}

/// Rows of a table row whose selected cell holds long text.
fn cell_rows(sheet: &Sheet<'_>, sitting: &Sitting, spot: usize, spots: usize, width: u16) -> usize {
    let columns = columns(sheet, spot, spots, width);
    let Some(place) = (spot..spot + spots).position(|n| selected(sitting, n)) else { return 1 };
    let room = usize::from(columns[place].1);
    wrap(sitting.editor.text(), room, room.saturating_sub(1)).len().clamp(1, 10)
}

/// The label of a row in as many lines as it takes, so that a long item of a checklist can be read whole; a judgement, whose
/// name stands in the rule below too, in two at most.
pub(super) fn label_rows(label: &str, sheet: &Sheet<'_>, spot: usize, spots: usize, width: u16) -> Vec<String> {
    let first = columns(sheet, spot, spots, width).first().map_or(width, |(x, _)| *x);
    let room = usize::from(first).saturating_sub(1).max(1);
    let is_judgement = sheet.spots.get(spot).is_some_and(|spot| spot.row.is_some());
    let rows = wrap(label, room, room);
    match rows.as_slice() {
        [(from, to), (rest, _), _, ..] if is_judgement => {
            vec![label[*from..*to].to_owned(), cut(&label[*rest..], room)]
        }
        _ => rows.iter().map(|(from, to)| label[*from..*to].to_owned()).collect(),
    }
}

/// Whether a spot is a cell of a checklist, whose rows have words before them; those of a growing table have numbers.
fn is_of_checklist(spot: &Spot<'_>) -> bool {
    matches!(&spot.target, Target::Field(path) if path.split('.').count() == 3)
}

/// Offset and width of the cells of a row: a label, then the cells, short kinds narrow, the rest shared by texts.
pub(super) fn columns(sheet: &Sheet<'_>, spot: usize, spots: usize, width: u16) -> Vec<(u16, u16)> {
    let cells: Vec<&Spot<'_>> = sheet.spots.iter().skip(spot).take(spots).collect();
    let named = cells.first().is_some_and(|s| s.row.is_some() || is_of_checklist(s));
    let label = if named { (width / 2).clamp(8, 60) } else { 4 };
    let wish = |s: &&Spot<'_>| match s.kind {
        Kind::Grade { .. } => 8,
        Kind::Number { .. } => 9,
        Kind::Date | Kind::Since | Kind::Due | Kind::Past => 13,
        Kind::Choice(_) | Kind::Role => 11,
        _ => 0,
    };
    let room = width.saturating_sub(label);
    let texts = u16::try_from(cells.iter().filter(|s| wish(s) == 0).count()).unwrap_or(1);
    // Where no text wants the rest, titles stand whole.
    let titled = |s: &&Spot<'_>| wish(s).max(u16::try_from(s.label.width() + 2).unwrap_or(u16::MAX));
    let fits = texts == 0 && cells.iter().map(|s| u32::from(titled(s))).sum::<u32>() <= u32::from(room);
    let wish = |s: &&Spot<'_>| if fits { titled(s) } else { wish(s) };
    let fixed: u16 = cells.iter().map(wish).sum();
    // Where the short kinds alone are too wide, all share alike.
    let alike = room / u16::try_from(cells.len().max(1)).unwrap_or(1);
    let crowded = fixed + texts * 8 > room;
    let text = room.saturating_sub(fixed).checked_div(texts).unwrap_or(0);
    let mut x = label;
    let places = cells.iter().map(|s| {
        let wide = match (crowded, wish(s)) {
            (true, _) => alike,
            (false, 0) => text,
            (false, wish) => wish,
        };
        let place = (x, wide.saturating_sub(1).max(1));
        x += wide;
        place
    });
    places.collect()
}
