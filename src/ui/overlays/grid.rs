//! The grid in which figures are typed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::super::layout::middle;
use super::super::theme::{Look, Theme};
use super::super::write::{cut, first_shown, line, overlay, tint};
use crate::app::{App, FigureGrid, GridColumn};
use crate::command::Command;
use crate::measures::Words;

/// Columns of a figure, where there is room and where there is not.
const FIGURE: (u16, u16) = (8, 7);

pub(super) fn draw(app: &App, grid: &FigureGrid, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let sitting = app.sitting.as_ref()?;
    let book = &sitting.figures;
    let rows = u16::try_from(grid.rows.len()).unwrap_or(u16::MAX);
    let inside = overlay(buffer, middle(area, 110, rows.saturating_add(7)), "Type figures", theme);
    let (figure, long) = if inside.width >= 90 { (FIGURE.0, 7) } else { (FIGURE.1, 5) };
    let figures = u16::try_from(GridColumn::ALL.len() - 1).unwrap_or(0) * figure;
    let view = if inside.width >= 90 { inside.width / 5 } else { 9 };
    let name = inside.width.saturating_sub(figures + view).max(8);
    let place = |column: usize| {
        let x = inside.x + name + u16::try_from(column).unwrap_or(0) * figure;
        let width = if column + 1 == GridColumn::ALL.len() { view } else { figure - 1 };
        let end = inside.x + inside.width;
        Rect { x: x.min(end), width: width.min(end.saturating_sub(x)), ..inside }
    };
    for (n, column) in GridColumn::ALL.into_iter().enumerate() {
        let (year, title) = column.title(grid.year);
        let year = year.get(year.len().saturating_sub(long)..).unwrap_or_default().to_owned();
        line(buffer, place(n), 0, &Line::styled(year, theme.of(Look::Dim)));
        line(buffer, place(n), 1, &Line::styled(title, theme.of(Look::Title)));
    }
    let list = Rect { y: inside.y + 2, height: inside.height.saturating_sub(5), ..inside };
    let first = first_shown(grid.row, grid.rows.len(), list.height.into());
    let mut cursor = None;
    for (row, (at, shown)) in (0..list.height).zip(grid.rows.iter().enumerate().skip(first)) {
        let label = if shown.group.is_empty() {
            book.short_name(&shown.measure, "")
        } else {
            format!("  {}", book.definitions.group(&shown.group))
        };
        line(buffer, list, row, &Line::raw(cut(&label, usize::from(name) - 1)));
        for (n, column) in GridColumn::ALL.into_iter().enumerate() {
            let cell = Rect { y: list.y + row, height: 1, ..place(n) };
            if at == grid.row && n == grid.column {
                tint(buffer, cell, 0, theme.of(Look::CaretLine));
                cursor = grid.editor.draw(cell, buffer).or(Some(Position { x: cell.x, y: cell.y }));
            } else {
                line(buffer, cell, 0, &Line::raw(cut(&grid.text(book, shown, column), cell.width.into())));
            }
        }
    }
    let words = &sitting.guide.words;
    let help = match grid.at() {
        GridColumn::Statutory => "1 the law asks for it · 0 the school’s own".to_owned(),
        GridColumn::Source => Words::help(&words.sources),
        GridColumn::View => format!("{} · or words of your own", Words::help(&words.views)),
        GridColumn::Outcome
        | GridColumn::Current
        | GridColumn::Target
        | GridColumn::Estimate
        | GridColumn::NextTarget
        | GridColumn::NextEstimate => "digits; nothing takes it away".to_owned(),
    };
    let full = grid.rows.get(grid.row).map(|row| book.name(&row.measure, &row.group)).unwrap_or_default();
    let (told, look) = match (&grid.fault, &grid.told) {
        (Some(fault), _) => (fault.clone(), Look::Danger),
        (None, Some(told)) => (told.clone(), Look::Ok),
        (None, None) => (full, Look::Dim),
    };
    let foot = inside.height.saturating_sub(2);
    line(buffer, inside, foot, &Line::styled(cut(&told, inside.width.into()), theme.of(look)));
    let key = |command: Command| app.desk.keymap.keys_of(command).first().map(ToString::to_string).unwrap_or_default();
    let (groups, back) = (key(Command::TypeFigures), key(Command::Undo));
    let hint = format!("{help} · Tab next · {groups} groups · {back} takes back · Esc closes; all is kept");
    line(buffer, inside, foot + 1, &Line::styled(cut(&hint, inside.width.into()), theme.of(Look::Dim)));
    cursor
}
