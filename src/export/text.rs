//! Plain text, 78 columns.
use super::Format;
use crate::outline::{Content, Outline};
use std::io::{self, Write};
/// The format.
pub(super) const FORMAT: Format = Format { id: "txt", extension: "txt", label: "plain text", write };
fn write(outline: &Outline, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}\n{}\n", outline.title, outline.subtitle)?;
    for block in &outline.blocks {
        match &block.content {
            Content::Heading { number, text, .. } => writeln!(out, "\n{number} {text}")?,
            Content::Paragraph(runs) => writeln!(out, "{}", runs.iter().map(|r| r.text.as_str()).collect::<String>())?,
            Content::Field { label, value } => writeln!(out, "{label}: {}", value.plain())?,
            Content::Entry { time, kind, runs, .. } => {
                writeln!(out, "{time} {kind} {}", runs.iter().map(|r| r.text.as_str()).collect::<String>())?;
            }
            Content::Table { rows, .. } => {
                for row in rows {
                    writeln!(out, "{}", row.iter().map(crate::outline::Value::plain).collect::<Vec<_>>().join(" | "))?;
                }
            }
        }
    }
    Ok(())
}
