//! Judgements whose grades differ, and where it is said why: the one place that knows, for the screen and for the rules.

use super::filled::Filled;
use crate::forms::{Column, Field, Kind, NOT_APPLICABLE, Row};

/// A judgement row whose grades differ (NV-07, OF-08).
#[derive(Debug, Clone, PartialEq)]
pub struct Difference<'a> {
    /// The row.
    pub row: &'a Row,
    /// The grades that differ, each with its column.
    pub grades: Vec<(&'a Column, &'a str)>,
    /// Where the reason stands.
    pub reason: &'a Column,
    /// The same as a path.
    pub path: String,
    /// The reason given; empty: none yet.
    pub said: &'a str,
}

impl Difference<'_> {
    /// Whether no reason is given yet.
    pub fn is_unexplained(&self) -> bool {
        self.said.trim().is_empty()
    }
}

impl<'a> Filled<'a> {
    /// The judgement rows of a field whose grades differ; one that is not applicable differs from none.
    pub fn differences(&self, field: &'a Field) -> Vec<Difference<'a>> {
        let Kind::Grades { rows, columns, .. } = &field.kind else { return Vec::new() };
        let Some(reason) = reason_among(columns) else { return Vec::new() };
        let compared = |column: &&Column| match reason.where_differ.as_slice() {
            [] => matches!(column.kind, Kind::Grade { .. }),
            named => named.contains(&column.id),
        };
        let kept = |row: &Row, column: &Column| self.session.field(&format!("{}.{}", row.id, column.id));
        let differing = rows.iter().filter_map(|row| {
            let grades = columns.iter().filter(compared).map(|column| (column, kept(row, column)));
            let grades: Vec<_> = grades.filter(|(_, grade)| !grade.is_empty() && *grade != NOT_APPLICABLE).collect();
            let differ = grades.windows(2).any(|pair| pair[0].1 != pair[1].1);
            let path = format!("{}.{}", row.id, reason.id);
            differ.then(|| Difference { row, grades, reason, path, said: kept(row, reason) })
        });
        differing.collect()
    }

    /// Where it is said why the grades of a judgement differ, whether they do or not.
    pub fn reason_of(&self, row: &str) -> Option<String> {
        let (field, _) = self.form.judgement(row)?;
        let Kind::Grades { columns, .. } = &field.kind else { return None };
        Some(format!("{row}.{}", reason_among(columns)?.id))
    }

    /// Cells that the form itself asks for because grades differ, and that are empty: path and label of the row.
    pub fn asked(&self, field: &'a Field) -> Vec<(String, &'a str)> {
        let differing = self.differences(field).into_iter();
        let asked = differing.filter(|one| one.is_unexplained() && !one.reason.where_differ.is_empty());
        asked.map(|one| (one.path, one.row.label.as_str())).collect()
    }

    /// Where a reason is wanted and none is given yet, all through the form.
    pub fn unexplained(&self) -> Vec<String> {
        let all = self.form.all_fields().flat_map(|field| self.differences(field));
        all.filter(Difference::is_unexplained).map(|one| one.path).collect()
    }
}

/// The column of judgements in which it is said why their grades differ.
fn reason_among(columns: &[Column]) -> Option<&Column> {
    let is_text = |column: &&Column| matches!(column.kind, Kind::Text | Kind::LongText);
    let asking = columns.iter().filter(is_text).find(|column| !column.where_differ.is_empty());
    asking.or_else(|| columns.iter().find(is_text))
}
