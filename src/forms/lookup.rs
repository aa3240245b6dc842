//! Finding things in a form by id or path.

use super::error::PathError;
use super::model::{AgendaItem, Column, Field, Form, Kind, Place, Section};

/// A place for a value.
#[derive(Debug, Clone, PartialEq)]
pub struct CellRef<'a> {
    /// The field it belongs to.
    pub field: &'a Field,
    /// What it holds.
    pub kind: &'a Kind,
    /// Scale it is graded on, if it is a grade.
    pub scale: Option<String>,
    /// What it is called.
    pub label: &'a str,
    /// Row (from 0) and column id, in a table that grows.
    pub row: Option<(usize, String)>,
}

impl Form {
    /// All fields, in printed order.
    pub fn all_fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| &section.fields)
    }

    /// A field by id.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.all_fields().find(|field| field.id == id)
    }

    /// The section a field stands in.
    pub fn section_of(&self, field: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.fields.iter().any(|f| f.id == field))
    }

    /// An agenda item by id.
    pub fn item(&self, id: &str) -> Option<&AgendaItem> {
        self.agenda.iter().find(|item| item.id == id)
    }

    /// Number of an item, from 1, if it is a numbered one.
    pub fn number_of(&self, id: &str) -> Option<usize> {
        let mut numbered = self.agenda.iter().filter(|item| item.place == Place::Numbered);
        numbered.position(|item| item.id == id).map(|n| n + 1)
    }

    /// The numbered item at a place from 1.
    pub fn item_by_number(&self, n: usize) -> Option<&AgendaItem> {
        self.agenda.iter().filter(|item| item.place == Place::Numbered).nth(n.checked_sub(1)?)
    }

    /// The fields an item shows, in printed order.
    pub fn fields_of(&self, item: &AgendaItem) -> Vec<&Field> {
        let shown =
            |section: &Section, field: &Field| item.sections.contains(&section.id) || item.fields.contains(&field.id);
        self.sections.iter().flat_map(|s| s.fields.iter().filter(move |f| shown(s, f))).collect()
    }

    /// What stands at a path: `focus`, `attainment.sef`, `present.2.role`, `info.3.date`, `overall.progress`.
    ///
    /// # Errors
    /// Nothing stands there.
    pub fn cell(&self, path: &str) -> Result<CellRef<'_>, PathError> {
        let mut parts = path.split('.');
        let first = parts.next().unwrap_or_default();
        let rest: Vec<&str> = parts.collect();
        self.find(first, &rest).ok_or_else(|| self.unknown(path))
    }

    fn find(&self, first: &str, rest: &[&str]) -> Option<CellRef<'_>> {
        let Some(field) = self.field(first) else {
            let [column] = rest else { return None };
            return self.all_fields().find_map(|field| judgement(field, first, column));
        };
        match (&field.kind, rest) {
            (Kind::Table { columns }, [n, column]) => {
                let row = n.parse::<usize>().ok()?.checked_sub(1)?;
                let column = columns.iter().find(|c| c.id == *column)?;
                Some(CellRef { row: Some((row, column.id.clone())), ..in_column(field, column, None) })
            }
            (Kind::Checklist { .. }, [n, part]) => {
                let known = n.parse::<usize>().is_ok_and(|n| n > 0) && ["received", "version", "date"].contains(part);
                known.then_some(CellRef { field, kind: &Kind::Text, scale: None, label: &field.label, row: None })
            }
            (Kind::Sentence { blanks, .. }, [blank]) => {
                blanks.iter().find(|b| b.id == *blank).map(|blank| in_column(field, blank, None))
            }
            (Kind::Table { .. } | Kind::Checklist { .. } | Kind::Sentence { .. } | Kind::Grades { .. }, _) => None,
            (kind, []) => Some(CellRef { field, kind, scale: scale_of(kind), label: &field.label, row: None }),
            (_, _) => None,
        }
    }

    fn unknown(&self, path: &str) -> PathError {
        let first = path.split('.').next().unwrap_or_default();
        let rows = self.all_fields().flat_map(|field| match &field.kind {
            Kind::Grades { rows, columns, .. } => {
                rows.iter().flat_map(|row| columns.iter().map(move |c| format!("{}.{}", row.id, c.id))).collect()
            }
            Kind::Table { columns } => columns.iter().map(|c| format!("{}.1.{}", field.id, c.id)).collect(),
            Kind::Sentence { blanks, .. } => blanks.iter().map(|b| format!("{}.{}", field.id, b.id)).collect(),
            _ => vec![field.id.clone()],
        });
        let mut known: Vec<String> = rows.collect();
        known.sort_by_key(|id| std::cmp::Reverse(likeness(first, id)));
        let near: Vec<String> = known.into_iter().take(3).filter(|id| likeness(first, id) > 1).collect();
        let near = if near.is_empty() {
            "; nov forms --json lists them".to_owned()
        } else {
            format!("; did you mean {}?", near.join(" or "))
        };
        PathError { form: self.id.clone(), path: path.to_owned(), near }
    }
}

/// How many letters two names begin with alike, or one of them holds of the other.
fn likeness(wanted: &str, known: &str) -> usize {
    let alike = wanted.chars().zip(known.chars()).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count();
    if !wanted.is_empty() && known.contains(wanted) { alike + wanted.len() } else { alike }
}

fn judgement<'a>(field: &'a Field, row: &str, column: &str) -> Option<CellRef<'a>> {
    let Kind::Grades { rows, columns, .. } = &field.kind else { return None };
    let row = rows.iter().find(|r| r.id == row)?;
    let column = columns.iter().find(|c| c.id == column)?;
    Some(CellRef { label: &row.label, ..in_column(field, column, row.scale.clone()) })
}

fn in_column<'a>(field: &'a Field, column: &'a Column, row_scale: Option<String>) -> CellRef<'a> {
    let scale = scale_of(&column.kind).map(|own| row_scale.unwrap_or(own));
    CellRef { field, kind: &column.kind, scale, label: &column.label, row: None }
}

fn scale_of(kind: &Kind) -> Option<String> {
    match kind {
        Kind::Grade { scale } => Some(scale.clone()),
        Kind::Text
        | Kind::LongText
        | Kind::Number { .. }
        | Kind::Date
        | Kind::Dates
        | Kind::Choice(_)
        | Kind::Choices(_)
        | Kind::Grades { .. }
        | Kind::Table { .. }
        | Kind::Checklist { .. }
        | Kind::Role
        | Kind::Sentence { .. } => None,
    }
}
