//! Fills every field of any form by keys alone, each with a word or value of its own, and looks for each at its label in
//! what is written out.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use nov::app::{Focus, Picked, Sheet, Spot};
use nov::forms::{Column, Condition, Field, Form, Kind, Scale, Source, accept, print};

use super::docx::{Document, Piece};
use super::sitter::Sitter;

/// Rows filled of a table that grows.
const ROWS: usize = 2;

/// Something put into a field or cell.
#[derive(Debug, Clone)]
pub struct Put {
    /// Its path, as `nov set` names it.
    pub path: String,
    /// The field it belongs to.
    pub field: String,
    /// The place among the rows of its field; a field with one value has one.
    pub row: String,
    /// Printed label of the row, where rows have one.
    pub row_label: Option<String>,
    /// Printed title of the column, where the field has columns.
    pub column: Option<String>,
    /// What is kept.
    pub kept: String,
    /// What is to be read, line by line.
    pub printed: Vec<String>,
    /// The option chosen, where all options are printed.
    pub chosen: Option<String>,
}

/// Fills every field of the session on the screen, going from spot to spot by Tab, and checks that all of it is kept.
pub fn fill(me: &mut Sitter) -> Vec<Put> {
    fill_choosing(me, &[])
}

/// The same, with these words chosen where they are asked for, by path.
pub fn fill_choosing(me: &mut Sitter, chosen: &[(&str, &str)]) -> Vec<Put> {
    let mut puts: Vec<Put> = Vec::new();
    let mut seen = BTreeSet::new();
    // What is filled may open more fields, so the round is made until nothing new is found.
    loop {
        let before = puts.len();
        let items: Vec<String> = me.session().agenda().iter().map(|stop| stop.id.clone()).collect();
        for item in items {
            me.keys("ctrl+g");
            me.chooses(|picked| *picked == Picked::Item(item.clone()));
            // From the entry line Tab goes through the panes; the fields come first, if there are any.
            if me.sitting().focus == Focus::Line {
                me.keys("tab");
            }
            // At its end Tab goes on to the next item, or nowhere after the last field of the form.
            let mut left = None;
            while me.sitting().focus == Focus::Sheet && me.sitting().item == item && left != Some(me.sitting().spot) {
                left = Some(me.sitting().spot);
                let spot = here(me);
                if seen.insert(spot.path.clone())
                    && let Some(put) = put(me, &spot, puts.len(), chosen)
                {
                    puts.push(put);
                }
                me.keys("tab");
            }
        }
        if puts.len() == before {
            break;
        }
    }
    for put in &puts {
        assert_eq!(kept(me, &put.path), put.kept, "{}:\n{}", put.path, me.screen());
    }
    puts
}

/// A spot as it is, on its own.
#[derive(Debug, Clone)]
struct Here {
    path: String,
    kind: Kind,
    scale: Option<Scale>,
}

fn here(me: &Sitter) -> Here {
    let sitting = me.sitting();
    let filled = sitting.filled(&me.app.desk);
    let sheet = Sheet::of(&filled, sitting);
    let spot: &Spot<'_> = &sheet.spots[sitting.spot];
    let own = match spot.kind {
        Kind::Grade { scale } => Some(scale.as_str()),
        _ => None,
    };
    let scale = spot.scale.filter(|_| own.is_some()).or(own);
    let scale = scale.and_then(|id| sitting.scales.iter().find(|known| known.id == id)).cloned();
    Here { path: spot.path.clone(), kind: spot.kind.clone(), scale }
}

/// Types a value of its own into the selected spot; none where a table has rows enough.
fn put(me: &mut Sitter, spot: &Here, n: usize, chosen: &[(&str, &str)]) -> Option<Put> {
    let form = me.sitting().form.clone();
    let (field, place) = place_of(&form, &spot.path);
    if let (Kind::Table { .. }, Some((row, _))) = (&field.kind, &place) {
        let first = me.session().table(&field.id).len();
        let row: usize = row.parse().unwrap();
        if row > ROWS.max(first) && row > first {
            return None;
        }
    }
    // The number of an action is nov's.
    if place.as_ref().is_some_and(|(_, column)| fact_of(field, column) == Some("number")) {
        return None;
    }
    let wanted = chosen.iter().find(|(path, _)| *path == spot.path).map(|(_, word)| (*word).to_owned());
    let typed = wanted.unwrap_or_else(|| value(&form, spot, n));
    type_in(me, &spot.kind, &typed);
    come_back(me, &spot.path);
    let kept = accept(&spot.kind, spot.scale.as_ref(), &typed, me.app.now.date()).unwrap();
    let column = place.as_ref().map(|(_, column)| title_of(field, column));
    let is_cell = place.is_some();
    let printed = match &spot.kind {
        Kind::Date | Kind::Due | Kind::Past if is_cell => {
            vec![kept.parse::<NaiveDate>().unwrap().format("%-d %B %Y").to_string()]
        }
        kind => print(kind, spot.scale.as_ref(), &kept).lines().map(str::to_owned).collect(),
    };
    let chosen = matches!(spot.kind, Kind::Choice(_)).then(|| kept.clone()).filter(|_| place.is_none());
    let row_label = place.as_ref().and_then(|(row, _)| label_of(field, row));
    let row = place.map(|(row, _)| row).unwrap_or_default();
    Some(Put { path: spot.path.clone(), field: field.id.clone(), row, row_label, column, kept, printed, chosen })
}

/// The field of a path, and the row and column within it.
fn place_of<'a>(form: &'a Form, path: &str) -> (&'a Field, Option<(String, String)>) {
    let mut parts = path.split('.');
    let first = parts.next().unwrap_or_default();
    let fields = || form.sections.iter().flat_map(|section| &section.fields);
    let rest: Vec<&str> = parts.collect();
    let holds =
        |field: &&Field| matches!(&field.kind, Kind::Grades { rows, .. } if rows.iter().any(|row| row.id == first));
    let graded = fields().find(holds).filter(|_| rest.len() == 1);
    let field = graded.or_else(|| fields().find(|field| field.id == first)).unwrap();
    let place = match (graded.is_some(), rest.as_slice()) {
        (true, [column]) => Some((first.to_owned(), (*column).to_owned())),
        (false, [row, column]) => Some(((*row).to_owned(), (*column).to_owned())),
        (false, [blank]) => Some((String::new(), (*blank).to_owned())),
        _ => None,
    };
    (field, place)
}

fn columns_of(field: &Field) -> &[Column] {
    match &field.kind {
        Kind::Grades { columns, .. }
        | Kind::Table { columns }
        | Kind::Checklist { columns, .. }
        | Kind::Sentence { blanks: columns, .. } => columns,
        _ => &[],
    }
}

fn title_of(field: &Field, column: &str) -> String {
    columns_of(field).iter().find(|c| c.id == column).unwrap().label.clone()
}

fn label_of(field: &Field, row: &str) -> Option<String> {
    match &field.kind {
        Kind::Grades { rows, .. } => rows.iter().find(|r| r.id == row).map(|r| r.label.clone()),
        Kind::Checklist { items, .. } => items.get(row.parse::<usize>().ok()? - 1).cloned(),
        _ => None,
    }
}

/// A value for a spot, unlike any other where its kind allows.
fn value(form: &Form, spot: &Here, n: usize) -> String {
    let day = |n: usize| NaiveDate::from_ymd_opt(2011, 1, 3).unwrap() + Days::new(n as u64 * 3);
    let british = |date: NaiveDate| date.format("%-d/%-m/%Y").to_string();
    match &spot.kind {
        Kind::Text | Kind::Role => format!("word{n:03}"),
        Kind::LongText => format!("first{n:03}\nsecond{n:03}"),
        Kind::Number { min, max, .. } => {
            let (min, max) = (min.unwrap_or(0.0), max.unwrap_or(1e6));
            let number = min + 1.0 + n as f64 / 1000.0;
            if number <= max { number } else { min }.to_string()
        }
        Kind::Date | Kind::Since | Kind::Due | Kind::Past => british(day(n)),
        Kind::Dates if n.is_multiple_of(2) => format!("{} to {}", british(day(n)), british(day(n + 1))),
        Kind::Dates => format!("{}, {}", british(day(n)), british(day(n + 2))),
        Kind::Choice(options) => {
            // What opens more of the form is worth most.
            let opening = conditions(form).into_iter().find_map(|c| opening(c, &spot.path));
            opening.unwrap_or_else(|| options[n % options.len()].clone())
        }
        Kind::Choices(options) => format!("{}, {}", options[n % options.len()], options[(n + 1) % options.len()]),
        Kind::Grade { .. } => {
            let grades = &spot.scale.as_ref().unwrap().grades;
            (n % grades.len() + 1).to_string()
        }
        Kind::Grades { .. } | Kind::Table { .. } | Kind::Checklist { .. } | Kind::Sentence { .. } => {
            panic!("{} is a cell", spot.path)
        }
    }
}

fn conditions(form: &Form) -> Vec<&Condition> {
    let sections = form.sections.iter().filter_map(|section| section.applies_if.as_ref());
    let fields = form.sections.iter().flat_map(|section| &section.fields).filter_map(|field| field.applies_if.as_ref());
    sections.chain(fields).collect()
}

/// The value of a path that makes a condition hold.
fn opening(condition: &Condition, path: &str) -> Option<String> {
    match condition {
        Condition::In(named, wanted) if named == path => wanted.first().cloned(),
        Condition::And(parts) | Condition::Or(parts) => parts.iter().find_map(|part| opening(part, path)),
        Condition::In(..) | Condition::Stands(..) | Condition::Not(_) | Condition::Always => None,
    }
}

/// Types as a user would: over what stands there, Ctrl+J for a new line, a digit for a grade.
fn type_in(me: &mut Sitter, kind: &Kind, typed: &str) {
    if !matches!(kind, Kind::Grade { .. }) {
        me.keys("ctrl+end ctrl+u");
    }
    for (n, line) in typed.lines().enumerate() {
        if n > 0 {
            me.keys("ctrl+j");
        }
        me.types(line);
    }
}

/// After a grade the caret has gone down the column; Tab and Shift+Tab bring it back.
fn come_back(me: &mut Sitter, path: &str) {
    let wanted = |me: &Sitter| {
        let sitting = me.sitting();
        let filled = sitting.filled(&me.app.desk);
        Sheet::of(&filled, sitting).spots.iter().position(|spot| spot.path == path).unwrap()
    };
    while me.sitting().focus == Focus::Sheet && me.sitting().spot != wanted(me) {
        me.keys(if me.sitting().spot < wanted(me) { "tab" } else { "shift+tab" });
    }
    assert_eq!(me.sitting().focus, Focus::Sheet, "{path}:\n{}", me.screen());
}

/// What of an action a column of a table of actions holds, if it is one: the first of several facts that is typed.
fn fact_of<'a>(field: &'a Field, column: &str) -> Option<&'a str> {
    let Some(Source::Actions(facts)) = &field.from else { return None };
    let facts = &facts.iter().find(|(known, _)| known == column)?.1;
    facts.split('+').find(|fact| *fact != "number").or(Some(facts))
}

fn kept(me: &Sitter, path: &str) -> String {
    let session = me.session();
    let (field, place) = place_of(&me.sitting().form, path);
    match (&field.kind, place) {
        // What is typed as a row of a table of actions is an action.
        (_, Some((row, column))) if fact_of(field, &column).is_some() => {
            let (entry, action) = session.actions().nth(row.parse::<usize>().unwrap() - 1).unwrap();
            match fact_of(field, &column) {
                Some("text") => entry.text.clone(),
                Some("owner") => action.owners.join(", "),
                Some("due") => action.due.map(|day| day.to_string()).unwrap_or_default(),
                Some("measure") => action.measure.clone(),
                fact => panic!("{fact:?} is not typed in {path}"),
            }
        }
        (Kind::Table { .. }, Some((row, column))) => {
            let row: usize = row.parse().unwrap();
            session.table(&field.id).get(row - 1).and_then(|row| row.get(&column)).cloned().unwrap_or_default()
        }
        _ => session.field(path).to_owned(),
    }
}

/// What was put into the fields that some audience may see.
pub fn for_audience<'a>(form: &Form, puts: &'a [Put], audience: &str) -> (Vec<&'a Put>, Vec<&'a Put>) {
    let open = |allowed: &[String]| allowed.is_empty() || allowed.iter().any(|a| a == audience);
    puts.iter().partition(|put| {
        let section = form.section_of(&put.field).unwrap();
        let field = section.fields.iter().find(|field| field.id == put.field).unwrap();
        open(&section.audience) && open(&field.audience)
    })
}

/// Everything put in stands at its label in the pieces of a document.
#[track_caller]
pub fn all_stand_at_their_labels(form: &Form, puts: &[&Put], pieces: &[Piece]) {
    let mut missing = Vec::new();
    for put in puts {
        if !stands(form, put, puts, pieces) {
            missing.push(format!("{} ({:?}, {:?}): {:?}", put.path, put.row_label, put.column, put.printed));
        }
    }
    assert!(missing.is_empty(), "not at their labels:\n{}\n\n{}", missing.join("\n"), shown(pieces));
}

fn shown(pieces: &[Piece]) -> String {
    let lines = pieces.iter().map(|piece| match piece {
        Piece::Heading(level, text) => format!("{} {text}", "#".repeat(usize::from(*level) + 1)),
        Piece::Paragraph(text) => text.clone(),
        Piece::Table(rows) => rows.iter().map(|row| row.join(" | ")).collect::<Vec<_>>().join("\n"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn stands(form: &Form, put: &Put, all: &[&Put], pieces: &[Piece]) -> bool {
    let field = form.field(&put.field).unwrap();
    match &field.kind {
        Kind::Sentence { template, blanks } => {
            let mut whole = template.clone();
            for blank in blanks {
                let path = format!("{}.{}", field.id, blank.id);
                let other = all.iter().find(|other| other.path == path).unwrap();
                let place = format!("{{{}}}", blank.id);
                let before = whole.split(&place).next().unwrap_or_default().to_owned();
                let mut said = other.printed.join(" ");
                // A sentence begins with a capital.
                if before.is_empty() || before.ends_with(". ") {
                    said = said[..1].to_uppercase() + &said[1..];
                }
                whole = whole.replace(&place, &said);
            }
            let printed = |sentence: &str| {
                pieces.iter().any(|piece| matches!(piece, Piece::Paragraph(text) if *text == sentence))
            };
            whole.split("\n\n").all(printed)
        }
        Kind::Table { .. } | Kind::Grades { .. } | Kind::Checklist { .. } => {
            if is_gathered(field, put) {
                return gathered(pieces, put);
            }
            // A single column without a title prints as lines below the heading.
            if matches!(columns_of(field), [only] if only.label.is_empty()) && put.row_label.is_none() {
                return below_heading(pieces, &field.label, put);
            }
            // All that was put into one row stands in one row, each below its title.
            let mates = all.iter().filter(|o| o.field == put.field && o.row == put.row && !is_gathered(field, o));
            let mates: Vec<&&Put> = mates.collect();
            captioned(pieces, &field.label).any(|rows| {
                let Some((head, body)) = rows.split_first() else { return false };
                let below = |row: &Vec<String>, mate: &Put| {
                    let at = head.iter().position(|title| Some(title) == mate.column.as_ref());
                    at.and_then(|at| row.get(at)).is_some_and(|cell| reads(cell, mate))
                };
                body.iter().any(|row| {
                    let named = put.row_label.as_ref().is_none_or(|label| row.first() == Some(label));
                    named && mates.iter().all(|mate| below(row, mate))
                })
            })
        }
        _ => {
            let in_table = pieces.iter().any(|piece| {
                let Piece::Table(rows) = piece else { return false };
                rows.iter().any(
                    |row| matches!(row.as_slice(), [label, value] if same(label, &field.label) && reads(value, put)),
                )
            });
            in_table || below_heading(pieces, &field.label, put)
        }
    }
}

/// Markdown has its own colon behind a label.
fn same(label: &str, wanted: &str) -> bool {
    label.trim_end_matches(':') == wanted.trim_end_matches(':')
}

/// Whether what was put there prints in another field, after the label of its row.
fn is_gathered(field: &Field, put: &Put) -> bool {
    let own = |column: &&Column| Some(&column.label) == put.column.as_ref();
    columns_of(field).iter().find(own).is_some_and(|column| column.gathered_in.is_some())
}

/// It stands in one paragraph or cell together with the label of its row.
fn gathered(pieces: &[Piece], put: &Put) -> bool {
    let label = put.row_label.as_deref().unwrap_or_default().trim_end_matches(':');
    let holds = |text: &str| text.contains(label) && put.printed.iter().all(|line| text.contains(line.as_str()));
    pieces.iter().any(|piece| match piece {
        Piece::Heading(..) => false,
        Piece::Paragraph(text) => holds(text),
        Piece::Table(rows) => rows.iter().flatten().any(|cell| holds(cell)),
    })
}

/// Tables that stand below a caption or a heading of these words, or whose own head begins with them.
fn captioned<'a>(pieces: &'a [Piece], caption: &str) -> impl Iterator<Item = &'a Vec<Vec<String>>> {
    (0..pieces.len()).filter_map(move |at| {
        let Piece::Table(rows) = &pieces[at] else { return None };
        let above = |back: usize| at.checked_sub(back).map(|before| &pieces[before]);
        // A line of the form's own may stand between a heading and its table.
        let named = match (above(1), above(2)) {
            (Some(Piece::Paragraph(text)), _) if text == caption => true,
            (Some(Piece::Paragraph(_)), Some(Piece::Heading(_, text))) | (Some(Piece::Heading(_, text)), _) => {
                text.ends_with(caption)
            }
            _ => false,
        };
        let headed = rows.first().and_then(|head| head.first()).is_some_and(|title| title == caption);
        (named || headed).then_some(rows)
    })
}

/// A text whose label is the heading itself.
fn below_heading(pieces: &[Piece], label: &str, put: &Put) -> bool {
    let at = pieces.iter().position(|piece| matches!(piece, Piece::Heading(_, text) if text.ends_with(label)));
    let below = at.map(|at| pieces[at + 1..].iter().take_while(|piece| !matches!(piece, Piece::Heading(..))));
    let text: String = below.into_iter().flatten().map(|piece| shown(std::slice::from_ref(piece)) + "\n").collect();
    at.is_some() && reads(&text, put)
}

fn reads(text: &str, put: &Put) -> bool {
    match &put.chosen {
        Some(option) => text.replace('\u{a0}', " ").contains(&format!("☒ {option}")),
        None => put.printed.iter().all(|line| text.contains(line.as_str())),
    }
}

/// Nothing of these stands anywhere in a document.
#[track_caller]
pub fn none_stands(puts: &[&Put], text: &str) {
    for put in puts {
        // A grade or a choice is no word of its own.
        let own = put
            .printed
            .iter()
            .filter(|line| line.starts_with("word") || line.contains("first") || line.contains("second"));
        for line in own {
            assert!(!text.contains(line.as_str()), "{}: “{line}” is in\n{text}", put.path);
        }
    }
}

/// The pieces of a Word document.
pub fn word(bytes: &[u8]) -> Vec<Piece> {
    // The empty paragraph that parts two tables is no piece of its own.
    let pieces = Document::read(bytes).pieces;
    pieces.into_iter().filter(|piece| !matches!(piece, Piece::Paragraph(text) if text.is_empty())).collect()
}

/// The pieces of a Markdown document: a field is a table of its label and its value.
pub fn markdown(bytes: &[u8]) -> Vec<Piece> {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut pieces: Vec<Piece> = Vec::new();
    // Rows that follow each other are one table.
    let mut goes_on = false;
    for line in text.lines() {
        let level = line.bytes().take_while(|b| *b == b'#').count();
        if let Some(row) = line.strip_prefix("| ").and_then(|row| row.strip_suffix(" |")) {
            let cells: Vec<String> = row.split(" | ").map(plain).collect();
            match pieces.last_mut() {
                Some(Piece::Table(rows)) if goes_on => rows.extend((!row.starts_with("---")).then_some(cells)),
                _ => pieces.push(Piece::Table(vec![cells])),
            }
        } else if level > 0 {
            pieces.push(Piece::Heading(level as u8 - 1, plain(line[level..].trim())));
        } else if let Some((label, value)) = line.strip_prefix("- **").and_then(|rest| rest.split_once("**")) {
            pieces.push(Piece::Table(vec![vec![plain(label.trim_end_matches(':')), plain(value.trim())]]));
        } else if let (true, Some(Piece::Table(rows))) = (line.starts_with("  "), pieces.last_mut()) {
            // A value goes on in the lines below, set in.
            let value = rows.last_mut().and_then(|row| row.last_mut()).unwrap();
            value.push('\n');
            value.push_str(&plain(line.trim()));
        } else if !line.is_empty() {
            pieces.push(Piece::Paragraph(plain(line)));
        }
        goes_on = line.starts_with("| ");
    }
    pieces
}

/// Markdown without its marks.
fn plain(text: &str) -> String {
    let text = text.replace("<br>", "\n").replace("**", "").replace("[x]", "☒").replace("[ ]", "☐");
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' || !chars.peek().is_some_and(char::is_ascii_punctuation) {
            out.push(c);
        }
    }
    out.trim_end_matches('\\').to_owned()
}
