//! Kept values as they are shown: dates in words, what is chosen in brackets, what is no answer as such.

use std::borrow::Cow;

use super::super::theme::Look;
use crate::app::{Sheet, Sitting};
use crate::forms::Kind;

/// A kept value as it is shown in a cell, where a date has no room for its weekday.
pub(super) fn in_cell(text: &str) -> String {
    let day = |text: &str| Some(text.parse::<chrono::NaiveDate>().ok()?.format("%-d %b %Y").to_string());
    let days: Option<Vec<String>> = text.split(", ").map(day).collect();
    let range = || text.split_once("..").and_then(|(from, to)| Some(format!("{} to {}", day(from)?, day(to)?)));
    days.map(|days| days.join(", ")).or_else(range).unwrap_or_else(|| text.to_owned())
}

/// A kept value as it is shown: dates in words.
pub(super) fn shown(kind: &Kind, text: &str) -> String {
    match kind {
        Kind::Date | Kind::Since | Kind::Due | Kind::Past | Kind::Dates => crate::forms::print(kind, None, text),
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

/// What stands in a spot, and how it looks: words that are no answer to it say so.
pub(super) fn text_of<'a>(
    sheet: &Sheet<'_>,
    sitting: &'a Sitting,
    spot: usize,
    known: &'a str,
) -> (Cow<'a, str>, Look) {
    let Some(place) = sheet.spots.get(spot) else { return (Cow::Borrowed(known), Look::Dim) };
    let typed = sitting.session().text(&place.target);
    if typed.is_empty() {
        return (Cow::Owned(shown(place.kind, known)), Look::Dim);
    }
    match sitting.misfit(place) {
        Some(why) => (Cow::Owned(format!("{typed}  ! {}", without_words(&why))), Look::Warn),
        None => (Cow::Owned(shown(place.kind, typed)), Look::Text),
    }
}

/// What stands in a field before anything does: of a choice, the mark of one and its words.
pub(super) fn blank(kind: &Kind) -> String {
    match kind {
        Kind::Choice(options) => format!("▾ {}", options.join(" / ")),
        Kind::Choices(options) => format!("▾ any of: {}", options.join(", ")),
        Kind::Text
        | Kind::LongText
        | Kind::Number { .. }
        | Kind::Date
        | Kind::Since
        | Kind::Due
        | Kind::Past
        | Kind::Dates
        | Kind::Grade { .. }
        | Kind::Grades { .. }
        | Kind::Table { .. }
        | Kind::Checklist { .. }
        | Kind::Role
        | Kind::Sentence { .. } => "…".to_owned(),
    }
}

/// Why something is no answer, without the words themselves, which stand before it.
fn without_words(why: &str) -> &str {
    why.split_once("” ").map_or(why, |(_, rest)| rest)
}

/// What stands in the choice at hand: what was typed, else what is known.
pub(super) fn chosen<'a>(sheet: &'a Sheet<'_>, sitting: &'a Sitting) -> &'a str {
    match sitting.editor.text() {
        "" => sheet.known_at(sitting.spot).unwrap_or_default(),
        typed => typed,
    }
}

/// The words a spot's value is chosen from, in a line, what is chosen in brackets.
pub(super) fn options(sheet: &Sheet<'_>, sitting: &Sitting, spot: usize) -> Option<String> {
    let typed = chosen(sheet, sitting);
    match sheet.spots.get(spot)?.kind {
        Kind::Choice(options) => Some(choice_in_words(options, typed).0),
        Kind::Choices(options) => {
            let is_chosen = |option: &str| typed.split(", ").any(|one| one == option);
            let all = options.iter().map(|one| if is_chosen(one) { format!("[{one}]") } else { one.clone() });
            Some(format!("any of: {}", all.collect::<Vec<_>>().join(", ")))
        }
        Kind::Text
        | Kind::LongText
        | Kind::Number { .. }
        | Kind::Date
        | Kind::Since
        | Kind::Due
        | Kind::Past
        | Kind::Dates
        | Kind::Grade { .. }
        | Kind::Grades { .. }
        | Kind::Table { .. }
        | Kind::Checklist { .. }
        | Kind::Role
        | Kind::Sentence { .. } => None,
    }
}

/// All words of a choice in a line, the chosen one in brackets, and where that stands. What is being typed and is none of
/// them yet stands before them.
pub(super) fn choice_in_words(options: &[String], typed: &str) -> (String, (usize, usize)) {
    let mut text = String::new();
    if !typed.is_empty() && !options.iter().any(|option| option == typed) {
        let begins = options.iter().any(|option| option.to_lowercase().starts_with(&typed.to_lowercase()));
        text.push_str(typed);
        text.push_str(if begins { " " } else { "  ! none of " });
    }
    text.push_str("‹ ");
    let mut chosen = (0, 0);
    for (n, option) in options.iter().enumerate() {
        if n > 0 {
            text.push_str(" / ");
        }
        let from = text.len();
        if option == typed {
            text.extend(["[", option, "]"]);
            chosen = (from, text.len());
        } else {
            text.push_str(option);
        }
    }
    text.push_str(" ›");
    (text, chosen)
}
