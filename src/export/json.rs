//! JSON: the outline as it is, for scripts.

use std::io::{self, Write};

use super::Format;
use crate::outline::Outline;

/// The format.
pub(super) const FORMAT: Format = Format { id: "json", extension: "json", label: "JSON", write };

fn write(outline: &Outline, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, outline)?;
    out.write_all(b"\n")
}
