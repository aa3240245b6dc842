//! Spreadsheets that stand the other way round: a row for each measure, a column for each school year.

use std::cell::RefCell;
use std::io::Read;

use super::file::{File, Parts};
use super::head::Opened;
use super::row::Row;
use super::{Ask, Found, ImportError, Source};
use crate::calendar::SchoolYear;
use crate::measures::figures::Figure;
use crate::measures::taken::Blank;

/// A row that is of a known measure.
struct Kept {
    measure: String,
    group: String,
    row: Row,
}

/// How many rows may be of no known measure for it to be asked what they are: more are those of pupils, whose names are
/// not to be shown.
const ASKED: usize = 20;

/// Reads what such a file holds of the school.
pub(super) fn read<R: Read>(opened: Opened<'_, '_, R>, source: &Source, ask: &Ask<'_>) -> Result<Found, ImportError> {
    let Opened { mut rows, head, columns } = opened;
    let (parts, odd) = (Parts::OfHundred, RefCell::default());
    let mut file = File { head: &head, source, ask, columns: &columns, parts, odd };
    let called = ask.definitions.called();
    let mut kept: Vec<Kept> = Vec::new();
    let (mut unknown, mut left_out): (Vec<(u64, String)>, usize) = (Vec::new(), 0);
    let mut first = None;
    while let Some(row) = rows.next(ask.stop)? {
        first = first.or(Some(row.line));
        let name = columns.measure(row);
        let Some((measure, of_name)) = columns.reading.measure_named(&name, &called) else {
            let has_figures = columns.years.iter().any(|(_, at)| !row.cell(Some(*at)).is_empty());
            if has_figures && !name.is_empty() {
                left_out += 1;
                unknown.extend((left_out <= ASKED + 1).then_some((row.line, name)));
            }
            continue;
        };
        let Some(group) = file.group(row) else { continue };
        let group = if group.is_empty() { of_name } else { group };
        file.refuse_long(row)?;
        match kept.iter().find(|known| (&known.measure, &known.group) == (&measure, &group)) {
            Some(first) if !first.row.same_cells(row) => {
                let (file, line, first) = (source.file.clone(), row.line, first.row.line);
                return Err(ImportError::TwoOfMeasure { file, line, first });
            }
            Some(_) => {}
            None => kept.push(Kept { measure, group, row: row.clone() }),
        }
    }
    let Some(first) = first else { return Err(file.without_rows()) };
    let names = || unknown.iter().map(|(_, name)| name.clone()).filter(|_| left_out <= ASKED).collect();
    if kept.is_empty() {
        let rows = names();
        return Err(ImportError::UnknownRows { file: source.file.clone(), rows });
    }
    let cells =
        kept.iter().flat_map(|known| columns.years.iter().map(|(_, at)| (known.measure.as_str(), &known.row, *at)));
    file.parts = file.parts_of(cells);
    let mut found = Found::of(columns.reading);
    let mut years: Vec<SchoolYear> = columns.years.iter().map(|(year, _)| *year).collect();
    years.sort_unstable();
    years.dedup();
    for year in years {
        let figures = figures_of(year, &kept, &file, &mut found.blanks)?;
        if !figures.is_empty() {
            found.years.push(year);
            found.tables.push(file.table(year, figures));
        }
    }
    if !found.has_figures() {
        return Err(file.without_figures(kept.first().map_or(first, |known| known.row.line)));
    }
    for (line, _) in &unknown {
        file.leave_out(*line, "of no measure known here");
    }
    found.notes = file.notes();
    found.notes.extend(columns.notes.iter().map(|note| format!("{}: {note}", source.file)));
    found.unknown_rows = names();
    Ok(found)
}

/// The figures of one year.
fn figures_of(
    year: SchoolYear,
    kept: &[Kept],
    file: &File<'_>,
    blanks: &mut Vec<Blank>,
) -> Result<Vec<Figure>, ImportError> {
    let mut figures = Vec::new();
    let columns = file.columns.years.iter().filter(|(of, _)| *of == year).map(|(_, at)| *at);
    for at in columns {
        for Kept { measure, group, row } in kept {
            let school = file.value(row, at, file.unit(measure))?;
            if school.is_some() {
                figures.push(Figure { measure: measure.clone(), group: group.clone(), school, ..Figure::default() });
            } else {
                blanks.push(Blank { year, measure: measure.clone(), group: group.clone() });
            }
        }
    }
    Ok(figures)
}
