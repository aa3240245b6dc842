//! Kept values as they are shown: dates in words.

use crate::forms::Kind;

/// A kept value as it is shown in a cell, where a date has no room for its weekday.
pub(super) fn in_cell(text: &str) -> String {
    let day = text.parse::<chrono::NaiveDate>();
    day.map_or_else(|_| text.to_owned(), |day| day.format("%-d %b %Y").to_string())
}

/// A kept value as it is shown: dates in words.
pub(super) fn shown(kind: &Kind, text: &str) -> String {
    match kind {
        Kind::Date | Kind::Due | Kind::Dates => crate::forms::print(kind, None, text),
        Kind::Text
        | Kind::LongText
        | Kind::Number { .. }
        | Kind::Choice(_)
        | Kind::Choices(_)
        | Kind::Grade { .. }
        | Kind::Grades { .. }
        | Kind::Table { .. }
        | Kind::Checklist { .. }
        | Kind::Role
        | Kind::Sentence { .. } => text.to_owned(),
    }
}
