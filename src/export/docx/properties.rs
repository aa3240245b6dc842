//! The document's own properties: title, author, subject, language, how confidential it is, and the session's day.

use std::io;

use super::flow::one_line;
use super::xml::Xml;
use crate::outline::Outline;

/// Namespaces of the properties.
const NAMESPACES: [(&str, &str); 4] = [
    ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:dcterms", "http://purl.org/dc/terms/"),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
];

/// The part with the properties, whole.
pub(in crate::export) fn bytes(outline: &Outline) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    core(&mut Xml::begin(&mut bytes)?, outline, super::language(&outline.language))?;
    Ok(bytes)
}

/// Writes the properties. The day is the session's: no clock is read.
pub(super) fn core(xml: &mut Xml<'_>, outline: &Outline, language: &str) -> io::Result<()> {
    xml.open("cp:coreProperties", &NAMESPACES)?;
    // A document of several sessions is none of them.
    let nothing = String::new();
    let reference = if outline.form.is_empty() { &nothing } else { &outline.reference };
    let texts = [
        ("dc:title", &outline.title),
        ("dc:subject", &outline.subject),
        ("dc:creator", &outline.author),
        ("dc:identifier", reference),
    ];
    for (name, text) in texts.into_iter().filter(|(name, text)| *name != "dc:identifier" || !text.is_empty()) {
        xml.text_element(name, &[], &one_line(text))?;
    }
    xml.text_element("dc:language", &[], language)?;
    if let Some(date) = outline.date {
        let day = date.format("%Y-%m-%dT00:00:00Z").to_string();
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.text_element(name, &[("xsi:type", "dcterms:W3CDTF")], &day)?;
        }
    }
    if !outline.confidentiality.is_empty() {
        xml.text_element("cp:category", &[], &one_line(&outline.confidentiality))?;
    }
    xml.text_element("cp:contentStatus", &[], if outline.draft || outline.for_checking { "Draft" } else { "Final" })?;
    xml.close("cp:coreProperties")
}
