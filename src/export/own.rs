//! A document in the authority's own Word template, where there is one: the Word file itself, or attached to a message.

use super::{ExportError, FilledTemplate, Format, docx, eml, fill, ics};
use crate::outline::{Outline, Places};

/// A Word document of the user's own, and what its places are filled with.
#[derive(Debug, Clone, Copy)]
pub struct Template<'a> {
    /// What it is called when something is said of it.
    pub name: &'a str,
    /// The file.
    pub bytes: &'a [u8],
    /// What goes into its places.
    pub places: &'a Places,
}

/// Whether a format holds a Word document, which may be one of the user's own.
pub fn takes_template(format: &Format) -> bool {
    [docx::FORMAT.id, eml::FORMAT.id].contains(&format.id)
}

/// Writes a document, in a template where there is one and the format takes it; and says what did not fit into it.
///
/// # Errors
/// The document cannot be put together, has no day for a calendar, or the template is no Word document.
pub fn write_in(
    outline: &Outline,
    format: &Format,
    template: Option<Template<'_>>,
) -> Result<FilledTemplate, ExportError> {
    if format.id == ics::FORMAT.id && !ics::has_days(outline) {
        return Err(ExportError::NoDays);
    }
    let Some(template) = template.filter(|_| takes_template(format)) else {
        let mut bytes = Vec::new();
        (format.write)(outline, &mut bytes)?;
        return Ok(FilledTemplate { bytes, ..FilledTemplate::default() });
    };
    let mut filled = fill(template.name, template.bytes, template.places, outline)?;
    if format.id == eml::FORMAT.id {
        filled.bytes = eml::message(outline, &filled.bytes).into_bytes();
    }
    Ok(filled)
}
