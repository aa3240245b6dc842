//! Formats: one file each, an outline in, bytes out. Nothing here opens a file.
use crate::outline::Outline;
use std::io::Write;
/// A format.
pub struct Format { /// Id.
 pub id: &'static str, /// Ext.
 pub extension: &'static str, /// Label.
 pub label: &'static str, /// Write.
 pub write: fn(&Outline, &mut dyn Write) -> std::io::Result<()> }
/// All.
pub const FORMATS: &[Format] = &[];
