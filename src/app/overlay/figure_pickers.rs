//! Which measure, or which figure of it, is meant: lists to pick from.

use super::super::Sitting;
use super::{Choice, Nearness, Picked, Picker};
use crate::measures::{BoardRow, board_row, said};

/// Measures of the school with figures: those that belong to the item first.
pub(crate) fn figure_picker(sitting: &Sitting, question: &str, picked: fn(String, String) -> Picked) -> Picker {
    let choice = |row: &BoardRow| shown_choice(row, picked(row.measure.clone(), row.group.clone()));
    Picker::new(question, shown_rows(sitting).iter().map(choice).collect())
}

/// Every figure of the school: of each measure the last one, those that belong to the item first; behind them the
/// school's own ones beside results, and those of earlier years.
pub(crate) fn every_figure_picker(sitting: &Sitting) -> Picker {
    let rows = shown_rows(sitting);
    let picked = |measure: &str, group: &str, year| Picked::Figure(measure.to_owned(), group.to_owned(), year);
    let last = rows.iter().filter_map(|row| {
        let year = row.said.as_ref()?.year;
        Some(shown_choice(row, picked(&row.measure, &row.group, year)))
    });
    let mut choices: Vec<Choice> = last.collect();
    for row in &rows {
        let line = sitting.figures.figures.line(&row.measure, &row.group);
        let told = row.said.as_ref().map(|said| said.year);
        for point in line.points.iter().rev().filter(|point| Some(point.year) != told) {
            let Some(said) = said(&sitting.figures, &sitting.guide, &line, point) else { continue };
            let own = if line.is_beside(point) { "own " } else { "" };
            let label = format!("{}  {own}{} in {}", row.name, said.figure, said.year);
            let picked = picked(&row.measure, &row.group, said.year);
            let choice = Choice::new(label, said.worded(""), picked).also(row.full_name.clone());
            choices.push(choice.lying(Nearness::Far));
        }
    }
    Picker::new("Which figure?", choices)
}

fn shown_choice(row: &BoardRow, picked: Picked) -> Choice {
    let year = row.said.as_ref().map(|said| format!(" in {}", said.year)).unwrap_or_default();
    let label = format!("{}  {}{year}", row.name, row.figures.join(" → "));
    let hint = row.said.as_ref().map_or_else(|| row.full_name.clone(), |said| said.worded(""));
    Choice::new(label, hint, picked).also(row.full_name.clone())
}

/// The measures with figures as they are shown: those that belong to the item first.
fn shown_rows(sitting: &Sitting) -> Vec<BoardRow> {
    let mut rows: Vec<BoardRow> = sitting.board.clone();
    for line in sitting.figures.lines() {
        let is_there = |row: &BoardRow| row.measure == line.measure && row.group == line.group;
        if line.latest().is_some() && !sitting.board.iter().any(is_there) {
            rows.push(board_row(&sitting.figures, &sitting.guide, &line));
        }
    }
    rows
}
