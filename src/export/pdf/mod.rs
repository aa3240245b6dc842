//! PDF: pages as they are printed, and tagged, so that a screen reader steps through headings, lists and tables (PDF/UA-1).
//!
//! `sheet` and `table` turn blocks into bands of set text (`text`, in the typefaces of `face`), `page` puts the bands on
//! pages, `paint` writes the file. The same outline gives the same bytes: no clock is read.

mod band;
mod face;
mod page;
mod paint;
mod picture;
mod sheet;
mod table;
#[cfg(test)]
mod tests;
mod text;

use std::io::Write;

use super::{ExportError, Format};
use crate::outline::Outline;

/// How much of each page of a document is blank at its foot, for a test that knows the documents of the examples.
#[cfg(test)]
pub(crate) fn blank_feet(outline: &Outline) -> Vec<f32> {
    tests::blank_feet(outline)
}

/// The format.
pub(super) const FORMAT: Format = Format { id: "pdf", extension: "pdf", label: "PDF", document: None, write };

fn write(outline: &Outline, out: &mut dyn Write) -> Result<(), ExportError> {
    let boxed = outline.boxed();
    let outline = boxed.as_ref();
    let faces = face::Faces::read().ok_or_else(|| ExportError::Pages("a typeface cannot be read".to_owned()))?;
    let sheet = sheet::Sheet::of(&faces, outline);
    let leaves = page::pages(sheet.bands);
    let bytes = paint::paint(&faces, outline, &leaves, &sheet.tags, &sheet.headings).map_err(ExportError::Pages)?;
    out.write_all(&bytes)?;
    Ok(out.flush()?)
}
