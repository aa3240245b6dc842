//! Pages: their size and margins, and what is printed at the head and foot of each.

use std::io;

use super::inline::{self, Properties};
use super::xml::Xml;
use super::{MAIN, RELATIONS, flow};
use crate::outline::{Block, Content, Outline};

/// Which way a page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    /// A4, upright.
    Upright,
    /// A4 on its side.
    Wide,
}

/// Lengths in twentieths of a point.
const SHORT_SIDE: u32 = 11_906;
const LONG_SIDE: u32 = 16_838;
const SIDE_MARGIN: u32 = 1_134;
const TOP_MARGIN: u32 = 1_418;
const BOTTOM_MARGIN: u32 = 1_304;
const EDGE: &str = "624";

impl Page {
    /// The page of each block: headings and what else stays with the next lie as that does.
    pub(super) fn of_each(blocks: &[Block]) -> Vec<Self> {
        let mut pages = Vec::with_capacity(blocks.len());
        let mut next = None;
        for block in blocks.iter().rev() {
            let own = if block.landscape { Self::Wide } else { Self::Upright };
            let stays = block.keep_with_next || matches!(block.content, Content::Heading { .. });
            let page = next.filter(|_| stays).unwrap_or(own);
            pages.push(page);
            next = Some(page);
        }
        pages.reverse();
        pages
    }

    const fn size(self) -> (u32, u32) {
        match self {
            Self::Upright => (SHORT_SIDE, LONG_SIDE),
            Self::Wide => (LONG_SIDE, SHORT_SIDE),
        }
    }

    /// Width of the text.
    pub(super) const fn text_width(self) -> u32 {
        self.size().0 - 2 * SIDE_MARGIN
    }

    /// Height of the text.
    pub(super) const fn text_height(self) -> u32 {
        self.size().1 - TOP_MARGIN - BOTTOM_MARGIN
    }

    /// The properties of a section of such pages.
    pub(super) fn section(self, xml: &mut Xml<'_>) -> io::Result<()> {
        let (width, height) = self.size();
        let (width, height, side) = (width.to_string(), height.to_string(), SIDE_MARGIN.to_string());
        let (header, footer) = match self {
            Self::Upright => ("header1", "footer1"),
            Self::Wide => ("header2", "footer2"),
        };
        xml.open("w:sectPr", &[])?;
        xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", header)])?;
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", footer)])?;
        match self {
            Self::Upright => xml.empty("w:pgSz", &[("w:w", &width), ("w:h", &height)])?,
            Self::Wide => xml.empty("w:pgSz", &[("w:w", &width), ("w:h", &height), ("w:orient", "landscape")])?,
        }
        let (top, bottom) = (TOP_MARGIN.to_string(), BOTTOM_MARGIN.to_string());
        let margins = [
            ("w:top", top.as_str()),
            ("w:right", side.as_str()),
            ("w:bottom", bottom.as_str()),
            ("w:left", side.as_str()),
            ("w:header", EDGE),
            ("w:footer", EDGE),
            ("w:gutter", "0"),
        ];
        xml.empty("w:pgMar", &margins)?;
        xml.close("w:sectPr")
    }

    /// The head of each page: the running head, DRAFT, and how confidential it is.
    pub(super) fn header(self, xml: &mut Xml<'_>, outline: &Outline) -> io::Result<()> {
        xml.open("w:hdr", &[MAIN, RELATIONS])?;
        let properties = Properties { right_tab: self.text_width(), ..Properties::styled("Header") };
        let base = properties.direction;
        inline::open(xml, &properties)?;
        inline::run(xml, "", base, &flow::one_line(&outline.running_head))?;
        if outline.draft {
            inline::tab(xml)?;
            inline::run(xml, "DraftMark", base, "DRAFT")?;
        }
        inline::close(xml)?;
        if !outline.confidentiality.is_empty() {
            inline::open(xml, &Properties::styled("Header"))?;
            inline::run(xml, "Strong", base, &flow::one_line(&outline.confidentiality))?;
            inline::close(xml)?;
        }
        xml.close("w:hdr")
    }

    /// The foot of each page: the session, which page of how many, and below it the form.
    pub(super) fn footer(self, xml: &mut Xml<'_>, outline: &Outline) -> io::Result<()> {
        xml.open("w:ftr", &[MAIN, RELATIONS])?;
        let properties = Properties { right_tab: self.text_width(), ..Properties::styled("Footer") };
        let base = properties.direction;
        inline::open(xml, &properties)?;
        let [session, form] = flow::foot_parts(outline);
        inline::run(xml, "", base, &session)?;
        inline::tab(xml)?;
        inline::run(xml, "", base, "Page ")?;
        counted(xml, " PAGE ")?;
        inline::run(xml, "", base, " of ")?;
        counted(xml, " NUMPAGES ")?;
        inline::close(xml)?;
        if !form.is_empty() {
            inline::open(xml, &Properties::styled("Footer"))?;
            inline::run(xml, "", base, &form)?;
            inline::close(xml)?;
        }
        xml.close("w:ftr")
    }
}

/// A number that the word processor counts.
fn counted(xml: &mut Xml<'_>, instruction: &str) -> io::Result<()> {
    xml.open("w:fldSimple", &[("w:instr", instruction)])?;
    xml.open("w:r", &[])?;
    xml.text_element("w:t", &[], "1")?;
    xml.close("w:r")?;
    xml.close("w:fldSimple")
}

#[cfg(test)]
mod tests {
    use super::*;
    use Page::{Upright as U, Wide as W};

    #[test]
    fn a_heading_lies_on_the_page_of_what_it_heads() {
        let blocks = [
            Block::paragraph("Upright."),
            Block::heading(1, "Judgements"),
            Block::note("Wide.").on_a_wide_page(),
            Block::heading(1, "Next"),
            Block::paragraph("Upright again."),
        ];
        assert_eq!(Page::of_each(&blocks), [U, W, W, U, U]);
    }
}
