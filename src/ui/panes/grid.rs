//! All judgements as one grid: a line each, the grades side by side, where they differ, how many findings there are.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line as Row;

use super::super::theme::{Look, Theme};
use super::super::write::{self, boxed, cut, line, tint, wrap};
use crate::app::{App, Focus, Line, Sheet, Sitting, Spot};
use crate::forms::{Kind, NOT_APPLICABLE};

/// Width of the columns of grades.
const GRADES: [u16; 2] = [7, 5];
/// Width of the mark of a difference, and of the number of findings.
const MARKS: u16 = 6;

/// Columns before a label: what says that the caret is there.
const MARK: usize = 2;

/// Draws it; returns where the caret stands.
pub(super) fn draw(app: &App, sitting: &Sitting, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let filled = sitting.filled(&app.desk);
    let sheet = Sheet::of(&filled, sitting);
    let asked = filled.unexplained();
    let grid = Grid { sitting, sheet: &sheet, theme, asked };
    let here = sitting.focus == Focus::Sheet;
    let inside = boxed(buffer, area, &grid.title(), write::Focus::when(here), theme);
    if inside.height < 2 || inside.width < GRADES[0] + GRADES[1] + MARKS + 8 {
        return None;
    }
    grid.heads(Rect { height: 1, ..inside }, buffer);
    let list = Rect { y: inside.y + 1, height: inside.height - 1, ..inside };
    let wanted = sheet.spots.get(sitting.spot).map_or(0, |spot| spot.line);
    let first = first_shown(wanted, sheet.lines.len(), list.height.into());
    let (mut cursor, mut row) = (None, 0);
    for (at, shown) in sheet.lines.iter().enumerate().skip(first) {
        if row >= list.height {
            break;
        }
        let chosen = here && at == wanted;
        let place = Rect { y: list.y + row, height: grid.rows_of(shown, chosen, list).min(list.height - row), ..list };
        cursor = grid.draw_line(shown, chosen, place, buffer).or(cursor);
        row += place.height;
    }
    cursor
}

/// The first line shown, so that the wanted one has some of the next below it.
fn first_shown(wanted: usize, lines: usize, room: usize) -> usize {
    let ahead = (room / 3).max(1);
    (wanted + ahead + 1).saturating_sub(room).min(lines.saturating_sub(room))
}

struct Grid<'a> {
    sitting: &'a Sitting,
    sheet: &'a Sheet<'a>,
    theme: &'a Theme,
    /// Reasons that are asked for, by path.
    asked: Vec<String>,
}

impl Grid<'_> {
    fn text(&self, spot: &Spot<'_>) -> &str {
        self.sitting.session().text(&spot.target)
    }

    /// The grade cells of a row of the sheet.
    fn grades(&self, spot: usize, spots: usize) -> Vec<(usize, &Spot<'_>)> {
        let cells = self.sheet.spots.iter().enumerate().skip(spot).take(spots);
        cells.filter(|(_, s)| matches!(s.kind, Kind::Grade { .. })).collect()
    }

    /// How far each column is filled, and how many differences want a reason.
    fn title(&self) -> String {
        let graded = self.sheet.spots.iter().filter(|s| s.row.is_some() && matches!(s.kind, Kind::Grade { .. }));
        let mut columns: Vec<(usize, usize, usize)> = Vec::new();
        for spot in graded {
            let filled = usize::from(!self.text(spot).is_empty());
            match columns.iter_mut().find(|(column, ..)| *column == spot.column) {
                Some((_, some, all)) => (*some, *all) = (*some + filled, *all + 1),
                None => columns.push((spot.column, filled, 1)),
            }
        }
        let counts = columns.iter().map(|(_, some, all)| format!("{some}/{all}"));
        let differ = match self.asked.len() {
            0 => String::new(),
            n => format!(" · {n} to explain (/)"),
        };
        format!("Grades {}{differ}", counts.collect::<Vec<_>>().join(" · "))
    }

    fn heads(&self, area: Rect, buffer: &mut Buffer) {
        let field = self.sitting.form.judgement_rows().next().map(|(field, _)| field);
        let Some(Kind::Grades { columns, .. }) = field.map(|field| &field.kind) else { return };
        let graded = columns.iter().filter(|c| matches!(c.kind, Kind::Grade { .. }));
        for (n, column) in graded.enumerate() {
            let place = Self::cell(area, n);
            line(buffer, place, 0, &Row::styled(cut(column.spoken(), place.width.into()), self.theme.of(Look::Dim)));
        }
    }

    /// Where a grade stands in its line.
    fn cell(area: Rect, n: usize) -> Rect {
        let [first, second] = GRADES;
        let left = area.x + area.width - MARKS - first - second;
        if n == 0 {
            Rect { x: left, width: first - 1, ..area }
        } else {
            Rect { x: left + first, width: second - 1, ..area }
        }
    }

    /// Room for the label of a judgement.
    fn room_of_label(area: Rect) -> usize {
        usize::from(Self::cell(area, 0).x - area.x).saturating_sub(1)
    }

    /// Rows of a line: one, but the chosen judgement has as many as its label needs.
    fn rows_of(&self, shown: &Line<'_>, chosen: bool, area: Rect) -> u16 {
        match shown {
            Line::Row { label, .. } if chosen => {
                let room = Self::room_of_label(area).saturating_sub(MARK);
                u16::try_from(wrap(label, room, room).len()).unwrap_or(1).min(3)
            }
            // What is asked stands above the answers where both have no room in one row.
            Line::Field { label, spot, .. } if chosen => {
                let room = usize::from(area.width).saturating_sub(MARK);
                let answers = self.answers(*spot).map_or(0, |said| said.chars().count());
                let asked = u16::try_from(wrap(label, room, room).len()).unwrap_or(1).min(3);
                if write::width(label) + answers < room { 1 } else { asked + 1 }
            }
            _ => 1,
        }
    }

    fn draw_line(&self, shown: &Line<'_>, chosen: bool, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        match shown {
            Line::Heading(title) => {
                line(buffer, area, 0, &Row::styled(cut(title, area.width.into()), self.theme.of(Look::Title)));
                None
            }
            Line::Row { label, spot, spots } => self.judgement(label, *spot, *spots, chosen, area, buffer),
            Line::Field { label, spot, .. } => self.choice(label, *spot, chosen, area, buffer),
            Line::Report(_) | Line::Card { .. } | Line::Head { .. } | Line::Known { .. } | Line::Sentence { .. } => {
                None
            }
        }
    }

    fn judgement(
        &self,
        label: &str,
        spot: usize,
        spots: usize,
        chosen: bool,
        area: Rect,
        buffer: &mut Buffer,
    ) -> Option<Position> {
        let grades = self.grades(spot, spots);
        let row = grades.first().and_then(|(_, s)| s.row).unwrap_or_default();
        // The next key goes where › stands; what a letter would be about otherwise is the one graded just now.
        let next = chosen || self.sitting.row_tag.as_deref() == Some(row);
        let graded = self.sitting.focus == Focus::Sheet && self.sitting.just_graded() == Some(row);
        if chosen {
            (0..area.height).for_each(|row| tint(buffer, area, row, self.theme.of(Look::CaretLine)));
        }
        let mark = match (next, graded) {
            (true, _) => "› ",
            (false, true) => "✓ ",
            (false, false) => "  ",
        };
        let room = Self::room_of_label(area).saturating_sub(MARK);
        let look = if next || graded { Look::Title } else { Look::Text };
        let place = Rect { width: Self::cell(area, 0).x - area.x, ..area };
        let rows = if area.height > 1 { wrap(label, room, room) } else { vec![(0, label.len())] };
        for (row, (from, to)) in (0..area.height).zip(rows) {
            let mark = if row == 0 { mark } else { "  " };
            let words = format!("{mark}{}", cut(label[from..to].trim_end(), room));
            line(buffer, place, row, &Row::styled(words, self.theme.of(look)));
        }
        let mut cursor = None;
        for (n, (at, cell)) in grades.iter().enumerate() {
            let place = Self::cell(area, n);
            let text = self.text(cell);
            let (text, look) = if text.is_empty() { ("·", Look::Dim) } else { (text, Look::Text) };
            line(buffer, place, 0, &Row::styled(text.to_owned(), self.theme.of(look)));
            if *at == self.sitting.spot && self.sitting.focus == Focus::Sheet {
                tint(buffer, Rect { width: 3, ..place }, 0, self.theme.of(Look::Selection));
                cursor = Some(Position { x: place.x, y: place.y });
            }
        }
        let marks = Rect { x: area.x + area.width - MARKS, width: MARKS, ..area };
        let (said, look) = self.difference(row, &grades);
        line(buffer, marks, 0, &Row::styled(said, self.theme.of(look)));
        let found = self.sitting.session().about(row);
        if found > 0 {
            let count = Rect { x: marks.x + MARKS - 3, width: 3, ..marks };
            line(buffer, count, 0, &Row::styled(format!("{found:>3}"), self.theme.of(Look::Dim)));
        }
        cursor
    }

    /// Whether the grades differ, and whether it is said why.
    fn difference(&self, row: &str, grades: &[(usize, &Spot<'_>)]) -> (&'static str, Look) {
        let held =
            grades.iter().map(|(_, cell)| self.text(cell)).filter(|text| !text.is_empty() && *text != NOT_APPLICABLE);
        let mut held: Vec<&str> = held.collect();
        held.dedup();
        let lacks = self.asked.iter().any(|path| path.starts_with(&format!("{row}.")));
        match (held.len() > 1, lacks) {
            (true, true) => ("≠?", Look::Warn),
            (true, false) => ("≠", Look::Dim),
            (false, _) => ("", Look::Dim),
        }
    }

    /// The words to choose from, the chosen one in brackets.
    fn answers(&self, spot: usize) -> Option<String> {
        let place = self.sheet.spots.get(spot)?;
        let Kind::Choice(options) = place.kind else { return None };
        let held = self.text(place);
        let option = |(n, option): (usize, &String)| {
            if option == held { format!("[{option}]") } else { format!("{} {option}", n + 1) }
        };
        Some(options.iter().enumerate().map(option).collect::<Vec<_>>().join("  "))
    }

    fn choice(&self, label: &str, spot: usize, chosen: bool, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let said = self.answers(spot)?;
        if chosen {
            (0..area.height).for_each(|row| tint(buffer, area, row, self.theme.of(Look::CaretLine)));
        }
        let wide = u16::try_from(said.chars().count()).unwrap_or(area.width).min(area.width);
        let last = area.height.saturating_sub(1);
        let right = Rect { x: area.x + area.width - wide, y: area.y + last, width: wide, height: 1 };
        let (mark, look) = if chosen { ("› ", Look::Title) } else { ("  ", Look::Text) };
        let room = usize::from(if last == 0 { area.width.saturating_sub(wide + 1) } else { area.width });
        let room = room.saturating_sub(MARK);
        let rows = if last == 0 { vec![(0, label.len())] } else { wrap(label, room, room) };
        for (row, (from, to)) in (0..last.max(1)).zip(rows) {
            let words = format!("{}{}", if row == 0 { mark } else { "  " }, cut(label[from..to].trim_end(), room));
            line(buffer, area, row, &Row::styled(words, self.theme.of(look)));
        }
        line(buffer, right, 0, &Row::styled(said, self.theme.of(Look::Text)));
        (chosen && spot == self.sitting.spot).then_some(Position { x: right.x, y: right.y })
    }
}
