//! The grid in which figures are typed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::super::layout::middle;
use super::super::theme::{Look, Theme};
use super::super::write::{cut, cut_apart, first_shown, line, overlay, tint, wrap};
use crate::app::{App, FigureGrid, GridColumn, GridRow};
use crate::command::Command;
use crate::measures::FigureBook;

/// Columns of a figure, where there is room and where there is not.
const FIGURE: (u16, u16) = (8, 7);

/// Rows that say where the caret is, and what is wrong.
const TOLD: u16 = 2;

pub(super) fn draw(app: &App, grid: &FigureGrid, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let sitting = app.sitting.as_ref()?;
    let book = &sitting.figures;
    let rows = u16::try_from(grid.rows.len()).unwrap_or(u16::MAX);
    let inside = overlay(buffer, middle(area, 110, rows.saturating_add(8)), "Type figures", theme);
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
    let list = Rect { y: inside.y + 2, height: inside.height.saturating_sub(6), ..inside };
    let first = first_shown(grid.row, grid.rows.len(), list.height.into());
    let labels: Vec<String> = grid.rows.iter().map(|row| label(book, row)).collect();
    let labels = cut_apart(&labels, usize::from(name) - 1);
    let mut cursor = None;
    for (row, (at, shown)) in (0..list.height).zip(grid.rows.iter().enumerate().skip(first)) {
        line(buffer, list, row, &Line::raw(labels.get(at).map_or("", String::as_str)));
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
    let width = usize::from(inside.width);
    let wants = grid.wants(book, &sitting.guide.words);
    let (told, look) = match (&grid.fault, &grid.told) {
        (Some(fault), _) => (fault.clone(), Look::Danger),
        (None, _) if grid.refused => (format!("This takes {wants}"), Look::Danger),
        (None, Some(told)) => (told.clone(), Look::Ok),
        (None, None) => (grid.place(book), Look::Dim),
    };
    let key = |command: Command| app.desk.keymap.keys_of(command).first().map(ToString::to_string).unwrap_or_default();
    let (groups, back) = (key(Command::TypeFigures), key(Command::Undo));
    let keys = format!("Tab next · {groups} groups · {back} takes back · Esc closes; all is kept");
    let foot = inside.height.saturating_sub(4);
    // The name of the chosen row is whole here, whatever its row has room for.
    let told = wrap(&told, width, width).into_iter().map(|(from, to)| told[from..to].trim_end().to_owned());
    for (row, words) in (foot..foot + TOLD).zip(told) {
        line(buffer, inside, row, &Line::styled(cut(&words, width), theme.of(look)));
    }
    // What a cell takes goes before the keys, where both have no room.
    let rows = wrap(&wants, width, width).into_iter().map(|(from, to)| wants[from..to].trim_end().to_owned());
    let mut hints: Vec<String> = rows.collect();
    hints.push(keys);
    for (row, hint) in (foot + TOLD..inside.height).zip(hints) {
        line(buffer, inside, row, &Line::styled(cut(&hint, width), theme.of(Look::Dim)));
    }
    cursor
}

/// What stands before a row.
fn label(book: &FigureBook, row: &GridRow) -> String {
    if row.group.is_empty() {
        book.short_name(&row.measure, "")
    } else {
        format!("  {}", book.definitions.group(&row.group))
    }
}
