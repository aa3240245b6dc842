//! How every RON document of nov is read and written: one set of options, errors with line and column.

mod decode;
mod parted;
mod rescue;
mod slip;
mod tally;
mod twice;

use ron::error::SpannedError;
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use decode::decode;
pub use rescue::{HOLE, Part, rescue};
pub use tally::{Rescued, Tally};

/// Why a RON text could not be read: where (1-based) and what.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {what}")]
pub struct RonError {
    /// Line, from 1.
    pub line: usize,
    /// Column in chars, from 1.
    pub column: usize,
    /// What is wrong.
    pub what: String,
}

/// Reads one document.
///
/// # Errors
/// The first fault, with its place.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, RonError> {
    // Some editors put a mark before the first letter.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut parser = ron::Deserializer::from_str_with_options(text, &options()).map_err(|error| at(&error))?;
    let value = T::deserialize(&mut parser).map_err(|error| at(&parser.span_error(error)))?;
    parser.end().map_err(|error| at(&parser.span_error(error)))?;
    match twice::twice(text) {
        Some((byte, name)) => Err(said_twice(&text[..byte], &name)),
        None => Ok(value),
    }
}

/// A name that a map has already, behind what stands before it.
fn said_twice(before: &str, name: &str) -> RonError {
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let what = format!("\"{name}\" stands here a second time; only one of the two can be kept, so take one out");
    RonError { line, column, what }
}

fn at(error: &SpannedError) -> RonError {
    RonError { line: error.span.start.line, column: error.span.start.col, what: plain(&error.code) }
}

/// Writes one document as people would lay it out: two spaces, one field a line, text unescaped.
///
/// # Errors
/// A value that RON cannot hold; the documents of nov have none.
pub fn write<T: Serialize>(value: &T) -> Result<String, ron::Error> {
    let layout = ron::ser::PrettyConfig::new()
        .indentor("  ")
        .escape_strings(false)
        .extensions(ron::extensions::Extensions::IMPLICIT_SOME);
    let mut text = options().to_string_pretty(value, layout)?;
    text.push('\n');
    Ok(text)
}

/// What is wrong, for people who mend files by hand and write no programs.
fn plain(error: &ron::Error) -> String {
    match error {
        ron::Error::ExpectedString => "words in \"quotes\" belong here".to_owned(),
        ron::Error::ExpectedStringEnd => "a text has no closing \" quote".to_owned(),
        ron::Error::ExpectedInteger | ron::Error::ExpectedFloat => "a number belongs here".to_owned(),
        ron::Error::ExpectedBoolean => "true or false belongs here".to_owned(),
        ron::Error::ExpectedComma => "a comma is missing before this".to_owned(),
        ron::Error::ExpectedMapColon => "a colon is missing before this".to_owned(),
        ron::Error::ExpectedArray => "a list in [ ] belongs here".to_owned(),
        ron::Error::ExpectedArrayEnd => "a comma or the closing ] of the list is missing before this".to_owned(),
        ron::Error::ExpectedMap => "something in { } belongs here".to_owned(),
        ron::Error::ExpectedMapEnd => "a comma or the closing } is missing before this".to_owned(),
        ron::Error::ExpectedStructLike | ron::Error::ExpectedNamedStructLike(_) => {
            "something in ( ) belongs here".to_owned()
        }
        ron::Error::ExpectedStructLikeEnd => "a comma or the closing ) is missing before this".to_owned(),
        ron::Error::Eof => "the file ends too early; its end may be lost".to_owned(),
        ron::Error::TrailingCharacters => "something stands behind the end of the document".to_owned(),
        ron::Error::UnexpectedChar(c) => format!("the character {c} does not belong here"),
        ron::Error::NoSuchEnumVariant { expected, found, .. } => {
            format!("there is no \"{found}\"; write one of {}", expected.join(", "))
        }
        ron::Error::NoSuchStructField { expected, found, .. } => {
            format!("nothing is called \"{found}\" here; there are {}", expected.join(", "))
        }
        ron::Error::MissingStructField { field, .. } => format!("\"{field}\" is missing"),
        ron::Error::DuplicateStructField { field, .. } => format!("\"{field}\" stands here twice"),
        // What is rarer is said in the reader's own words.
        other => other.to_string(),
    }
}

fn options() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    struct Card {
        title: String,
        lines: Vec<Line>,
    }

    #[derive(Debug, Deserialize)]
    enum Line {
        Short,
        Long,
    }

    #[test]
    fn a_fault_is_said_in_plain_words_with_its_place() {
        let said = |text: &str| super::read::<Card>(text).unwrap_err().to_string();
        let table = [
            ("(title: a, lines: [])", "words in \"quotes\" belong here"),
            ("(title: \"a\",\n lines: [Short, Wide])", "there is no \"Wide\"; write one of Short, Long"),
            ("(title: \"a\", liens: [])", "nothing is called \"liens\" here; there are title, lines"),
            ("(title: \"a\")", "\"lines\" is missing"),
            ("(title: \"a\", title: \"b\", lines: [])", "\"title\" stands here twice"),
            ("(title: \"a\" lines: [])", "a comma is missing before this"),
            ("(title: \"a", "a text has no closing \" quote"),
            ("(title: \"a\", lines: [])x", "something stands behind the end of the document"),
        ];
        for (text, wanted) in table {
            assert!(said(text).contains(wanted), "{text}: {}", said(text));
        }
    }
}
