//! Which fields hold judgements, and which cells of a row have to be filled.

use std::collections::BTreeMap;

use super::field::{Column, Field, Kind};

impl Field {
    /// Whether it holds judgements: a grade, a column of grades, or a sentence that states one.
    pub fn judges(&self) -> bool {
        let graded = |columns: &[Column]| columns.iter().any(|column| matches!(column.kind, Kind::Grade { .. }));
        match &self.kind {
            Kind::Grade { .. } => true,
            Kind::Grades { columns, .. } | Kind::Table { columns } => graded(columns),
            Kind::Sentence { blanks, .. } => blanks.iter().any(|blank| blank.judges),
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
            | Kind::Checklist { .. }
            | Kind::Role => false,
        }
    }
}

impl Column {
    /// Whether its cell has to be filled in a row, and is not. A row that holds nothing asks for nothing.
    pub fn is_missing_in(&self, row: &BTreeMap<String, String>) -> bool {
        let cell = |id: &str| row.get(id).map_or("", |cell| cell.trim());
        let asks = || self.required_when.as_ref().is_some_and(|when| when.holds(&|id| cell(id).to_owned()));
        cell(&self.id).is_empty() && row.values().any(|cell| !cell.trim().is_empty()) && asks()
    }
}
