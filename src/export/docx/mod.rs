//! Word: an outline as a package of parts, with real headings, tables that repeat their heads, and page numbers.
//!
//! `parts/` holds the parts that are the same in every document; `body`, `table`, `inline` and `page` write the others.
//! The same outline gives the same bytes: parts stand in one order, and no clock is read.

mod body;
mod inline;
mod page;
pub(super) mod picture;
pub(super) mod properties;
mod table;
#[cfg(test)]
mod tests;
mod xml;

use std::io::{self, BufWriter, Cursor, Seek, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::chart::png;
use super::{ExportError, Format, flow};
use crate::outline::{Block, Chart, Outline};
use page::Page;
use xml::{Attribute, Xml};

/// The format.
pub(super) const FORMAT: Format =
    Format { id: "docx", extension: "docx", label: "Word document", document: None, write };

/// Namespace of the words and tables.
const MAIN: Attribute<'static> = ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main");
/// Namespace of references from one part to another.
const RELATIONS: Attribute<'static> =
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships");
/// The language of the parts in `parts/`.
const PARTS_LANGUAGE: &str = "en-GB";

fn write(outline: &Outline, out: &mut dyn Write) -> Result<(), ExportError> {
    let boxed = outline.boxed();
    let outline = boxed.as_ref();
    let mut package = Package { zip: ZipWriter::new(Cursor::new(Vec::new())) };
    let language = language(&outline.language);
    let localised = |part: &str| part.replace(PARTS_LANGUAGE, language);
    let charts: Vec<&Chart> = picture::charts(&outline.blocks).collect();
    package.copy("[Content_Types].xml", include_str!("parts/content-types.xml"))?;
    package.copy("_rels/.rels", include_str!("parts/root.rels"))?;
    package.write("docProps/core.xml", |xml| properties::core(xml, outline, language))?;
    package.copy("docProps/app.xml", include_str!("parts/app.xml"))?;
    package.write("word/document.xml", |xml| body::document(xml, outline))?;
    package
        .copy("word/_rels/document.xml.rels", &picture::related(include_str!("parts/document.rels"), charts.len()))?;
    package.copy("word/styles.xml", &localised(include_str!("parts/styles.xml")))?;
    package.copy("word/settings.xml", &localised(include_str!("parts/settings.xml")))?;
    package.copy("word/fontTable.xml", include_str!("parts/fontTable.xml"))?;
    package.copy("word/numbering.xml", include_str!("parts/numbering.xml"))?;
    package.write("word/header1.xml", |xml| Page::Upright.header(xml, outline))?;
    package.write("word/footer1.xml", |xml| Page::Upright.footer(xml, outline))?;
    package.write("word/header2.xml", |xml| Page::Wide.header(xml, outline))?;
    package.write("word/footer2.xml", |xml| Page::Wide.footer(xml, outline))?;
    for (n, chart) in charts.into_iter().enumerate() {
        package.bytes(&format!("word/{}", picture::place(n)), &png(chart)?)?;
    }
    out.write_all(&package.zip.finish()?.into_inner())?;
    Ok(out.flush()?)
}

/// Blocks as they stand in the body of a document that is not nov's own, and the charts in them: pictures that have their
/// places from that number on.
pub(super) fn fragment(blocks: &[Block], first: usize) -> io::Result<(String, Vec<&Chart>)> {
    let mut bytes = Vec::new();
    body::fragment(&mut Xml::within(&mut bytes), blocks, &mut picture::Pictures::from(first))?;
    Ok((String::from_utf8_lossy(&bytes).into_owned(), picture::charts(blocks).collect()))
}

/// A language tag that can stand in the parts; British English for what is none.
fn language(tag: &str) -> &str {
    let sound = tag
        .split('-')
        .all(|subtag| (1..=8).contains(&subtag.len()) && subtag.chars().all(|c| c.is_ascii_alphanumeric()));
    if sound { tag } else { PARTS_LANGUAGE }
}

/// The package under way.
struct Package<W: Write + Seek> {
    zip: ZipWriter<W>,
}

impl<W: Write + Seek> Package<W> {
    /// Adds a part as it is.
    fn copy(&mut self, name: &str, part: &str) -> Result<(), ExportError> {
        self.begin(name)?;
        Ok(self.zip.write_all(part.as_bytes())?)
    }

    /// Adds a part that is packed already.
    fn bytes(&mut self, name: &str, bytes: &[u8]) -> Result<(), ExportError> {
        self.zip.start_file(name, options(CompressionMethod::Stored))?;
        Ok(self.zip.write_all(bytes)?)
    }

    /// Adds a part that is written piece by piece.
    fn write(&mut self, name: &str, part: impl FnOnce(&mut Xml<'_>) -> io::Result<()>) -> Result<(), ExportError> {
        self.begin(name)?;
        let mut buffered = BufWriter::with_capacity(1 << 15, &mut self.zip);
        part(&mut Xml::begin(&mut buffered)?)?;
        Ok(buffered.flush()?)
    }

    fn begin(&mut self, name: &str) -> Result<(), ExportError> {
        Ok(self.zip.start_file(name, options(CompressionMethod::Deflated))?)
    }
}

fn options(packed: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(packed).last_modified_time(DateTime::DEFAULT)
}
