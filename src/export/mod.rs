//! Formats: one file each, an outline in, bytes out. Nothing here opens a file.

mod json;
mod markdown;
mod text;

use std::io::{self, Write};

use crate::outline::Outline;

/// A format that documents are written in.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Id, as in `--format ID`.
    pub id: &'static str,
    /// Ending of the file name.
    pub extension: &'static str,
    /// As said to the user.
    pub label: &'static str,
    /// Writes an outline.
    pub write: fn(&Outline, &mut dyn Write) -> io::Result<()>,
}

/// All formats.
pub const FORMATS: &[Format] = &[markdown::FORMAT, text::FORMAT, json::FORMAT];
