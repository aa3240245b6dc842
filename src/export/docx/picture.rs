//! Pictures of figures: where they stand in the package, and how the body shows them.

use std::io;

use super::inline::{self, Properties};
use super::xml::Xml;
use super::{RELATIONS, flow};
use crate::export::chart::{HEIGHT, WIDTH};
use crate::outline::{Block, Chart, Content};

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const INLINE: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const IMAGE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image";
/// Units of a drawing in a twentieth of a point.
const UNITS: u32 = 635;

/// Counts the pictures of the body, which stand in the package in the same order.
#[derive(Debug, Default)]
pub(super) struct Pictures(usize);

impl Pictures {
    /// Counts on from a place.
    pub(super) const fn from(place: usize) -> Self {
        Self(place)
    }

    /// The place of the next picture, from 0.
    pub(super) const fn next(&mut self) -> usize {
        self.0 += 1;
        self.0 - 1
    }
}

/// The charts of some blocks, in order.
pub(super) fn charts(blocks: &[Block]) -> impl Iterator<Item = &Chart> {
    blocks.iter().filter_map(|block| match &block.content {
        Content::Chart(chart) => Some(chart),
        Content::Heading { .. }
        | Content::Paragraph(_)
        | Content::Field { .. }
        | Content::Entry { .. }
        | Content::Table { .. }
        | Content::List { .. }
        | Content::Checkbox { .. }
        | Content::Date { .. }
        | Content::Note(_)
        | Content::Rule
        | Content::PageBreak => None,
    })
}

/// Where a picture stands below the main part's folder.
pub(in crate::export) fn place(n: usize) -> String {
    format!("media/chart{}.png", n + 1)
}

/// The relations of the main part with those of its pictures.
pub(super) fn related(relations: &str, count: usize) -> String {
    const END: &str = "</Relationships>";
    let mut pictures: Vec<String> = (0..count).map(relation).collect();
    pictures.push(END.to_owned());
    relations.replace(END, &pictures.join("\n"))
}

/// The relation to a picture.
pub(in crate::export) fn relation(n: usize) -> String {
    format!("<Relationship Id=\"{}\" Type=\"{IMAGE}\" Target=\"{}\"/>", reference(n), place(n))
}

fn reference(n: usize) -> String {
    format!("chart{}", n + 1)
}

/// A paragraph of one picture, as wide as the text, with its words for those who do not see it.
pub(super) fn draw(xml: &mut Xml<'_>, text_width: u32, n: usize, chart: &Chart) -> io::Result<()> {
    let wide = text_width.min(9_638) * UNITS;
    let tall = wide / WIDTH * HEIGHT;
    let (wide, tall) = (wide.to_string(), tall.to_string());
    let (id, name, words) = ((n + 1).to_string(), format!("Chart {}", n + 1), flow::one_line(&chart.alternative));
    inline::open(xml, &Properties::styled("Normal"))?;
    for (element, attributes) in [
        ("w:r", &[][..]),
        ("w:drawing", &[]),
        ("wp:inline", &[("xmlns:wp", INLINE), ("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")]),
    ] {
        xml.open(element, attributes)?;
    }
    xml.empty("wp:extent", &[("cx", &wide), ("cy", &tall)])?;
    xml.empty("wp:docPr", &[("id", &id), ("name", &name), ("descr", &words)])?;
    xml.empty("wp:cNvGraphicFramePr", &[])?;
    xml.open("a:graphic", &[("xmlns:a", DRAWING)])?;
    xml.open("a:graphicData", &[("uri", PICTURE)])?;
    xml.open("pic:pic", &[("xmlns:pic", PICTURE)])?;
    xml.open("pic:nvPicPr", &[])?;
    xml.empty("pic:cNvPr", &[("id", &id), ("name", &name), ("descr", &words)])?;
    xml.empty("pic:cNvPicPr", &[])?;
    xml.close("pic:nvPicPr")?;
    xml.open("pic:blipFill", &[])?;
    xml.empty("a:blip", &[RELATIONS, ("r:embed", &reference(n))])?;
    xml.open("a:stretch", &[])?;
    xml.empty("a:fillRect", &[])?;
    xml.close("a:stretch")?;
    xml.close("pic:blipFill")?;
    xml.open("pic:spPr", &[])?;
    xml.open("a:xfrm", &[])?;
    xml.empty("a:off", &[("x", "0"), ("y", "0")])?;
    xml.empty("a:ext", &[("cx", &wide), ("cy", &tall)])?;
    xml.close("a:xfrm")?;
    xml.open("a:prstGeom", &[("prst", "rect")])?;
    xml.empty("a:avLst", &[])?;
    for element in ["a:prstGeom", "pic:spPr", "pic:pic", "a:graphicData", "a:graphic", "wp:inline", "w:drawing", "w:r"]
    {
        xml.close(element)?;
    }
    inline::close(xml)
}
