//! Which fields hold judgements.

use super::model::{Column, Field, Kind};

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
            | Kind::Due
            | Kind::Dates
            | Kind::Choice(_)
            | Kind::Choices(_)
            | Kind::Checklist { .. }
            | Kind::Role => false,
        }
    }
}
