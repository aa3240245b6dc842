//! Field values as they are printed: blanks as on paper, choices with all their words.

use std::borrow::Cow;

use super::build::run;
use super::model::{Column as TableColumn, Run, Source, Style, Value};
use crate::forms::{Column, Field, Kind, Origin, Scale, accept, print};
use crate::session::{Filled, FilledRow, RowOrigin, is_blank, owners_of, whose};

/// Room for a text written by hand: the ends of so many lines.
pub(super) const ROOM: &str = "\n\n\n";
/// Rows of an empty table of an empty form.
const BLANK_ROWS: usize = 4;

/// Whether a field's columns need more than an upright page: about so many characters stand beside one another there.
pub(super) fn is_wide(field: &Field) -> bool {
    const UPRIGHT: usize = 84;
    const MANY: usize = 7;
    let Kind::Table { columns } = &field.kind else { return false };
    let longest = |label: &str| label.split([' ', '-']).map(|word| word.chars().count()).max().unwrap_or_default();
    let least = |column: &Column| match column.kind {
        Kind::LongText => 12,
        Kind::Text => longest(&column.label).max(8),
        Kind::Number { .. }
        | Kind::Date
        | Kind::Since
        | Kind::Due
        | Kind::Past
        | Kind::Dates
        | Kind::Choice(_)
        | Kind::Choices(_)
        | Kind::Grade { .. }
        | Kind::Grades { .. }
        | Kind::Table { .. }
        | Kind::Checklist { .. }
        | Kind::Role
        | Kind::Sentence { .. } => longest(&column.label),
    };
    columns.len() >= MANY && columns.iter().map(least).sum::<usize>() > UPRIGHT
}

/// A text in a cell.
pub(super) fn cell(text: &str) -> Value {
    Value::Text(vec![run(text, Style::Plain)])
}

/// What stands in a finished note where something was asked and nothing noted: room to write is for the form on paper.
pub(super) fn nothing_noted() -> Value {
    Value::Text(vec![run("Nothing noted", Style::Faint)])
}

/// Whether a text is an answer that a field or column takes; other words stay in the session and are printed nowhere.
pub(super) fn answers(filled: &Filled<'_>, kind: &Kind, row_scale: Option<&str>, kept: &str) -> bool {
    matches!(kind, Kind::Text | Kind::LongText)
        || accept(kind, scale(filled, kind, row_scale), kept, filled.session.date()).is_ok()
}

/// The value of a field with one value.
pub(super) fn value(filled: &Filled<'_>, field: &Field) -> Value {
    let kept = filled.value(&field.id);
    let is_other = filled.is_typed(&field.id) && !answers(filled, &field.kind, None, &kept);
    let kept = if is_other { Cow::Borrowed("") } else { kept };
    match &field.kind {
        Kind::Choice(options) => {
            let chosen = options.iter().position(|option| *option == kept);
            if chosen.is_none() && !kept.is_empty() {
                return cell(&kept);
            }
            Value::Choice { options: options.clone(), chosen }
        }
        Kind::Choices(options) if kept.trim().is_empty() => Value::Choice { options: options.clone(), chosen: None },
        Kind::LongText if !filled.gathered(field).is_empty() => Value::Text(with_gathered(filled, field, &kept)),
        Kind::LongText if kept.trim().is_empty() && field.placeholder.is_empty() && filled.is_untouched() => {
            Value::Blank(ROOM.to_owned())
        }
        kind if kept.trim().is_empty() => Value::Blank(blank(kind, &field.placeholder)),
        // A date that nobody has agreed to yet is not printed as if it were.
        _ if filled.is_suggested(field) => Value::Blank("to be agreed".to_owned()),
        Kind::Role => cell(&whose(&owners_of(&kept, filled.roles))),
        kind => cell(&print(kind, scale(filled, kind, None), &kept)),
    }
}

/// A text with those of judgement rows below it, each after its row and the row's grades.
fn with_gathered(filled: &Filled<'_>, field: &Field, own: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    if !own.trim().is_empty() {
        runs.push(run(own.trim_end(), Style::Plain));
    }
    for (grades, row, text) in filled.gathered(field) {
        let Kind::Grades { columns, .. } = &grades.kind else { continue };
        let graded = columns.iter().filter(|column| matches!(column.kind, Kind::Grade { .. }));
        let facts = graded.filter_map(|column| {
            let kept = filled.session.field(&format!("{}.{}", row.id, column.id));
            let grade = print(&column.kind, scale(filled, &column.kind, row.scale.as_deref()), kept);
            (!kept.is_empty()).then(|| format!("{} {grade}", column.spoken()))
        });
        let lead: Vec<String> = std::iter::once(row.label.trim_end_matches(':').to_owned()).chain(facts).collect();
        let gap = if runs.is_empty() { "" } else { "\n\n" };
        runs.push(run(&format!("{gap}{}: ", lead.join(", ")), Style::Strong));
        runs.push(run(text, Style::Plain));
    }
    runs
}

/// Columns and rows of a field that prints as a table, and where each row comes from; of rows that are known, those that
/// may be shown. Below what was typed in a column for what is noted of a judgement, `noted` gives what was.
pub(super) fn table(
    filled: &Filled<'_>,
    field: &Field,
    shows: &dyn Fn(&FilledRow) -> bool,
    noted: &dyn Fn(&str) -> Vec<String>,
) -> (Vec<TableColumn>, Vec<Vec<Value>>, Vec<Source>) {
    match &field.kind {
        Kind::Grades { heading, rows, columns } => {
            let first = TableColumn::new(heading.clone(), 30);
            let columns: Vec<&Column> = columns.iter().filter(|column| column.gathered_in.is_none()).collect();
            let titles = std::iter::once(first).chain(columns.iter().copied().map(titled)).collect();
            let body = rows.iter().map(|row| {
                let cells = columns.iter().map(|column| {
                    let kept = filled.session.field(&format!("{}.{}", row.id, column.id));
                    let noted = if column.noted { noted(&row.id) } else { Vec::new() };
                    if noted.is_empty() {
                        return printed(filled, column, row.scale.as_deref(), kept);
                    }
                    let typed = Some(kept.trim().to_owned()).filter(|typed| !typed.is_empty());
                    cell(&typed.into_iter().chain(noted).collect::<Vec<_>>().join("\n"))
                });
                std::iter::once(cell(&row.label)).chain(cells).collect()
            });
            let source = |row: &crate::forms::Row| {
                columns.first().map_or(Source::None, |column| Source::Field(format!("{}.{}", row.id, column.id)))
            };
            (titles, body.collect(), rows.iter().map(source).collect())
        }
        Kind::Table { columns } => {
            let first = columns.first().map_or("", |column| column.id.as_str());
            let (mut rows, mut sources): (Vec<Vec<Value>>, Vec<Source>) = filled
                .rows(field)
                .iter()
                .filter(|row| shows(row) && !is_blank(&row.cells))
                .map(|row| {
                    let kept = |c: &Column| row.cells.get(&c.id).map_or("", String::as_str).to_owned();
                    let mut cells: Vec<Value> = columns.iter().map(|c| printed(filled, c, None, &kept(c))).collect();
                    if let (true, RowOrigin::Typed(n), Some(Value::Text(runs))) =
                        (field.numbered, &row.origin, cells.first_mut())
                    {
                        runs.insert(0, run(&format!("{}. ", n + 1), Style::Plain));
                    }
                    (cells, origin(field, first, row))
                })
                .unzip();
            if rows.is_empty() {
                sources.clear();
                // What to write is said on the form as on paper, not in a note that has nothing to say there.
                let bare = filled.is_untouched();
                let shown = |c: &Column| if bare { blank_cell(&c.kind, &c.placeholder) } else { String::new() };
                let empty = columns.iter().map(|column| Value::Blank(shown(column))).collect();
                // Room to write by hand is for a form on paper; of what is being written one row says that there is none.
                let as_on_paper = bare || filled.form.origin == Origin::Printed;
                let count = match field.blank_rows {
                    0 => {
                        if bare {
                            BLANK_ROWS
                        } else {
                            1
                        }
                    }
                    some => {
                        if as_on_paper {
                            some
                        } else {
                            1
                        }
                    }
                };
                rows.resize(count, empty);
            }
            (columns.iter().map(titled).collect(), rows, sources)
        }
        Kind::Checklist { columns, items, .. } => {
            let first = TableColumn::new("Item", 40);
            let titles = std::iter::once(first).chain(columns.iter().map(titled)).collect();
            let body = items.iter().enumerate().map(|(n, item)| {
                let cells = columns.iter().map(|column| {
                    let kept = filled.session.field(&format!("{}.{}.{}", field.id, n + 1, column.id));
                    printed(filled, column, None, kept)
                });
                std::iter::once(cell(item)).chain(cells).collect()
            });
            let first = columns.first().map_or("", |column| column.id.as_str());
            let source = |n: usize| Source::Field(format!("{}.{}.{first}", field.id, n + 1));
            (titles, body.collect(), (0..items.len()).map(source).collect())
        }
        Kind::Text
        | Kind::LongText
        | Kind::Number { .. }
        | Kind::Date
        | Kind::Since
        | Kind::Due
        | Kind::Past
        | Kind::Dates
        | Kind::Choice(_)
        | Kind::Choices(_)
        | Kind::Grade { .. }
        | Kind::Role
        | Kind::Sentence { .. } => (Vec::new(), Vec::new(), Vec::new()),
    }
}

/// Where a row of a table is written; one that is known from elsewhere leads to the table.
pub(super) fn origin(field: &Field, first: &str, row: &FilledRow) -> Source {
    match &row.origin {
        RowOrigin::Typed(n) => Source::Field(format!("{}.{}.{first}", field.id, n + 1)),
        RowOrigin::Action(id) => Source::Entry(*id),
        RowOrigin::Target { measure, group } => Source::Target { measure: measure.clone(), group: group.clone() },
        RowOrigin::Person(at) => Source::Person(*at),
        RowOrigin::Recipient(_) | RowOrigin::Session => Source::Field(field.id.clone()),
    }
}

/// A sentence with its blanks filled in or left blank.
pub(super) fn sentence(filled: &Filled<'_>, field: &Field) -> Vec<Run> {
    let Kind::Sentence { template, blanks } = &field.kind else { return Vec::new() };
    let mut runs = Vec::new();
    for (n, piece) in template.split('{').enumerate() {
        let Some((id, rest)) = piece.split_once('}').filter(|_| n > 0) else {
            runs.push(run(piece, Style::Plain));
            continue;
        };
        let blank_of = blanks.iter().find(|b| b.id == id);
        let kept = filled.session.field(&format!("{}.{id}", field.id));
        match blank_of {
            Some(column) if kept.is_empty() || !answers(filled, &column.kind, None, kept) => {
                runs.push(run(&blank(&column.kind, &column.placeholder), Style::Faint));
            }
            Some(column) => {
                let on: Option<chrono::NaiveDate> = kept.parse().ok().filter(|_| column.kind.is_day());
                let said = super::model::plain(&runs);
                let text = on.map_or_else(|| print(&column.kind, scale(filled, &column.kind, None), kept), day);
                let begins = said.trim_end().is_empty() || said.trim_end().ends_with('.');
                runs.push(run(&if begins { capital(&text) } else { text }, Style::Strong));
            }
            None => runs.push(run(kept, Style::Plain)),
        }
        let is_one = kept == "1" && blank_of.is_some_and(|column| matches!(column.kind, Kind::Number { .. }));
        runs.push(run(&if is_one { of_one(rest) } else { rest.to_owned() }, Style::Plain));
    }
    runs.retain(|r| !r.text.is_empty());
    runs
}

/// What stands behind a number of one: ` days at the school` says a day, ` registration sessions and ` a session.
fn of_one(rest: &str) -> String {
    let end = rest
        .find([',', '.'])
        .into_iter()
        .chain([" at ", " or ", " and ", " were "].iter().filter_map(|w| rest.find(w)));
    let (many, after) = rest.split_at(end.min().unwrap_or(rest.len()));
    let one = match many.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => many.strip_suffix('s').unwrap_or(many).to_owned(),
    };
    format!("{one}{after}")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

pub(super) fn printed(filled: &Filled<'_>, column: &Column, row_scale: Option<&str>, kept: &str) -> Value {
    if kept.trim().is_empty() || !answers(filled, &column.kind, row_scale, kept) {
        return Value::Blank(String::new());
    }
    if let (true, Ok(date)) = (column.kind.is_day(), kept.parse()) {
        return cell(&day(date));
    }
    if column.kind == Kind::Role {
        return cell(&whose(&owners_of(kept, filled.roles)));
    }
    cell(&print(&column.kind, scale(filled, &column.kind, row_scale), kept))
}

/// A date in a table: without its weekday, which would only make the column wide.
pub(super) fn day(date: chrono::NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

pub(super) fn titled(column: &Column) -> TableColumn {
    TableColumn { prefilled: column.prefilled, ..TableColumn::new(column.label.clone(), column.width) }
}

fn scale<'a>(filled: &Filled<'a>, kind: &Kind, row_scale: Option<&str>) -> Option<&'a Scale> {
    let own = match kind {
        Kind::Grade { scale } => Some(scale.as_str()),
        _ => None,
    };
    let id = row_scale.or(own)?;
    filled.scales.iter().find(|scale| scale.id == id)
}

/// What stands in a blank cell: its lines show where to write, so only what says more than that, in few words.
fn blank_cell(kind: &Kind, placeholder: &str) -> String {
    let shown = blank(kind, placeholder);
    let is_line = shown.chars().all(|c| c == '_');
    if is_line || chosen_below(kind, placeholder).is_some() { String::new() } else { shown }
}

/// The words of a choice that are too many for each cell of a column, and so stand below its table.
fn chosen_below(kind: &Kind, placeholder: &str) -> Option<String> {
    const IN_CELL: usize = 12;
    let Kind::Choice(options) = kind else { return None };
    let is_long = options.join("/").chars().count() > IN_CELL;
    (placeholder.is_empty() && is_long).then(|| options.join(" / "))
}

/// What is chosen from in the columns of a table that nobody has written in yet: `Status: under way / done`.
pub(super) fn words_to_choose(filled: &Filled<'_>, field: &Field) -> Vec<String> {
    let Kind::Table { columns } = &field.kind else { return Vec::new() };
    if !filled.is_untouched() || filled.rows(field).iter().any(|row| !is_blank(&row.cells)) {
        return Vec::new();
    }
    let words =
        |column: &Column| Some(format!("{}: {}", column.label, chosen_below(&column.kind, &column.placeholder)?));
    columns.iter().filter_map(words).collect()
}

/// What stands in a blank on paper.
pub(super) fn blank(kind: &Kind, placeholder: &str) -> String {
    if !placeholder.is_empty() {
        return placeholder.to_owned();
    }
    match kind {
        Kind::Date | Kind::Since | Kind::Due | Kind::Past | Kind::Dates => "(date)".to_owned(),
        Kind::Choice(options) => options.join("/"),
        Kind::Text
        | Kind::LongText
        | Kind::Number { .. }
        | Kind::Choices(_)
        | Kind::Grade { .. }
        | Kind::Grades { .. }
        | Kind::Table { .. }
        | Kind::Checklist { .. }
        | Kind::Role
        | Kind::Sentence { .. } => "____".to_owned(),
    }
}
