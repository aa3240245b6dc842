//! How every RON document of nov is read and written: one set of options, errors with line and column.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Why a RON text could not be read: where (1-based) and what.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {what}")]
pub struct RonError {
    /// Line, from 1.
    pub line: usize,
    /// Column in chars, from 1.
    pub column: usize,
    /// What is wrong, with the path to the value where it is known.
    pub what: String,
}

/// Reads one document.
///
/// # Errors
/// The first fault, with its place.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, RonError> {
    let mut parser = ron::Deserializer::from_str_with_options(text, &options())
        .map_err(|e| RonError { line: e.span.start.line, column: e.span.start.col, what: e.code.to_string() })?;
    let parsed = serde_path_to_error::deserialize(&mut parser);
    let value = match parsed {
        Ok(value) => value,
        Err(error) => {
            let path = error.path().to_string();
            let spanned = parser.span_error(error.into_inner());
            let place = if path == "." || path == "?" { String::new() } else { format!("{path}: ") };
            return Err(RonError {
                line: spanned.span.start.line,
                column: spanned.span.start.col,
                what: format!("{place}{}", spanned.code),
            });
        }
    };
    parser.end().map_err(|e| {
        let spanned = parser.span_error(e);
        RonError { line: spanned.span.start.line, column: spanned.span.start.col, what: spanned.code.to_string() }
    })?;
    Ok(value)
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

fn options() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}
