//! The body of the document: blocks, in sections of upright and wide pages.

use std::io;

use super::super::grid;
use super::inline::{self, Direction, Keep, Properties};
use super::page::Page;
use super::picture::{self, Pictures};
use super::xml::Xml;
use super::{MAIN, RELATIONS, flow, table};
use crate::outline::{Block, Content, Outline, Run};

/// Indent of a numbered heading's words, in twentieths of a point: that of the minutes below it where they have times.
const NUMBER_WIDTH: u32 = 482;
const NUMBER_WIDTH_WITH_TIMES: u32 = 964;

/// Height of a line of text, and of a heading of one line with the space around it, by its level.
const LINE: u32 = 260;
const HEADINGS: [u32; 4] = [850, 680, 570, 490];
/// Space between paragraphs.
const BETWEEN: u32 = 120;
/// Height of what a table or a picture is called.
const CAPTION: u32 = 520;

/// What a block is set on.
#[derive(Clone, Copy)]
pub(super) struct Paper<'a> {
    pub(super) page: Page,
    /// All blocks of the document.
    pub(super) all: &'a [Block],
    /// Share of the width, in hundredths, that labels have beside their values.
    pub(super) label_share: u32,
    /// About how high what leads up to the block is, and stays with it.
    pub(super) led: u32,
    /// Indent of a numbered heading's words.
    number_width: u32,
}

impl<'a> Paper<'a> {
    fn of(outline: &'a Outline, page: Page) -> Self {
        let is_timed = |block: &Block| matches!(&block.content, Content::Entry { time, .. } if !time.is_empty());
        let timed = outline.blocks.iter().any(is_timed);
        let number_width = if timed { NUMBER_WIDTH_WITH_TIMES } else { NUMBER_WIDTH };
        Self {
            page,
            all: &outline.blocks,
            label_share: grid::label_share(outline, Page::Upright.text_width()),
            led: 0,
            number_width,
        }
    }
}

impl Paper<'_> {
    /// What leads up to the block after this one.
    fn led_after(self, block: &Block) -> u32 {
        let text = |text: &str| grid::lines_of(text, grid::Letters::Usual, self.page.text_width());
        let own = match &block.content {
            _ if !block.keep_with_next => return 0,
            Content::Heading { level, text: words, .. } => {
                HEADINGS[usize::from(*level).clamp(1, HEADINGS.len()) - 1] + (text(words) - 1) * LINE
            }
            Content::Paragraph(runs) | Content::Entry { runs, .. } => {
                text(&crate::outline::plain(runs)) * LINE + BETWEEN
            }
            Content::Note(words) | Content::Checkbox { text: words, .. } | Content::Date { text: words, .. } => {
                text(words) * LINE + BETWEEN
            }
            Content::List { items } => items.last().map_or(0, |item| text(&crate::outline::plain(item)) * LINE),
            Content::Rule => LINE,
            Content::Field { .. } | Content::Table { .. } | Content::Chart(_) | Content::PageBreak => return 0,
        };
        self.led + own
    }
}

/// The whole main part.
pub(super) fn document(xml: &mut Xml<'_>, outline: &Outline) -> io::Result<()> {
    let pages = Page::of_each(&outline.blocks);
    xml.open("w:document", &[MAIN, RELATIONS])?;
    xml.open("w:body", &[])?;
    title(xml, outline)?;
    let paper = Paper::of(outline, Page::Upright);
    let mut pictures = Pictures::default();
    let mut page = pages.first().copied().unwrap_or(Page::Upright);
    let mut begin = 0;
    while begin < outline.blocks.len() {
        page = pages[begin];
        let end = pages[begin..].iter().position(|&next| next != page).map_or(pages.len(), |n| begin + n);
        let section = without_empty_pages(&outline.blocks[begin..end], begin);
        blocks(xml, Paper { page, ..paper }, section, &mut pictures)?;
        if end < outline.blocks.len() {
            section_end(xml, page)?;
        }
        begin = end;
    }
    page.section(xml)?;
    xml.close("w:body")?;
    xml.close("w:document")
}

/// A section begins and ends a page anyhow: breaks there would leave empty ones.
fn without_empty_pages(mut blocks: &[Block], place: usize) -> &[Block] {
    while let [others @ .., Block { content: Content::PageBreak, .. }] = blocks {
        blocks = others;
    }
    while let [Block { content: Content::PageBreak, .. }, others @ ..] = blocks
        && place > 0
    {
        blocks = others;
    }
    blocks
}

fn title(xml: &mut Xml<'_>, outline: &Outline) -> io::Result<()> {
    if !outline.title.is_empty() {
        let text = flow::one_line(&outline.title);
        let properties = Properties::styled("Title").running_as(&text);
        inline::open(xml, &properties)?;
        inline::run(xml, if flow::is_long_title(&text) { "LongTitle" } else { "" }, properties.direction, &text)?;
        inline::close(xml)?;
    }
    if !outline.subtitle.is_empty() {
        inline::plain(xml, Properties::styled("Subtitle"), &outline.subtitle)?;
    }
    Ok(())
}

/// A paragraph of almost no height, which carries the properties of the section it ends.
fn section_end(xml: &mut Xml<'_>, page: Page) -> io::Result<()> {
    xml.open("w:p", &[])?;
    xml.open("w:pPr", &[])?;
    xml.value("w:pStyle", "SectionEnd")?;
    page.section(xml)?;
    xml.close("w:pPr")?;
    xml.close("w:p")
}

/// Some blocks as they stand on an upright page, for a document that is not nov's own.
pub(super) fn fragment(xml: &mut Xml<'_>, some: &[Block], pictures: &mut Pictures) -> io::Result<()> {
    let outline = Outline { blocks: some.to_vec(), ..Outline::default() };
    blocks(xml, Paper::of(&outline, Page::Upright), some, pictures)
}

fn blocks(xml: &mut Xml<'_>, mut paper: Paper<'_>, mut rest: &[Block], pictures: &mut Pictures) -> io::Result<()> {
    let mut after_list = false;
    while let Some(first) = rest.first() {
        let fields = rest.iter().take_while(|block| matches!(block.content, Content::Field { .. })).count();
        let is_bare_table = matches!(&first.content, Content::Table { caption, .. } if caption.is_empty());
        // Lines of a list stand close, and a table is not one of them.
        if after_list && (fields > 0 || is_bare_table) {
            inline::plain(xml, Properties::styled("TableGap").keep(Keep::WithNext), "")?;
        }
        after_list = matches!(first.content, Content::Entry { .. } | Content::List { .. } | Content::Checkbox { .. });
        if fields > 0 {
            table::fields(xml, paper, &rest[..fields])?;
            paper.led = 0;
            rest = &rest[fields..];
        } else {
            block(xml, paper, first, pictures)?;
            paper.led = paper.led_after(first);
            rest = &rest[1..];
        }
    }
    Ok(())
}

fn block(xml: &mut Xml<'_>, paper: Paper<'_>, block: &Block, pictures: &mut Pictures) -> io::Result<()> {
    let keep = Keep::next_if(block.keep_with_next);
    match &block.content {
        Content::Heading { level, number, text } => heading(xml, paper, keep, *level, (number, text)),
        Content::Paragraph(runs) => paragraphs(xml, keep, "Normal", "Normal", runs),
        Content::Field { .. } => table::fields(xml, paper, std::slice::from_ref(block)),
        Content::Entry { time, kind, who, runs, unfinished } => {
            let lead = flow::lead(&flow::kind_label(kind, *unfinished), &flow::one_line(who));
            entry(xml, keep, &flow::one_line(time), &lead, runs)
        }
        Content::Table { caption, columns, rows } => {
            let mut paper = paper;
            if !caption.is_empty() {
                inline::plain(xml, Properties::styled("Caption").keep(Keep::WithNext), caption)?;
                paper.led += CAPTION;
            }
            table::columns(xml, paper, columns, rows, keep)
        }
        Content::Chart(chart) => {
            if !chart.caption.is_empty() {
                inline::plain(xml, Properties::styled("Caption").keep(Keep::WithNext), &chart.caption)?;
            }
            picture::draw(xml, paper.page.text_width(), pictures.next(), chart)
        }
        Content::List { items } => items.iter().enumerate().try_for_each(|(n, item)| {
            // The last line but one stays with the last.
            let keep = if n + 2 == items.len() { Keep::WithNext } else { keep };
            paragraphs(xml, keep, "ListBullet", "ListContinue", item)
        }),
        Content::Checkbox { done, text } => {
            let text = flow::one_line(text);
            let properties = Properties::styled("Checkbox").keep(keep).running_as(&text);
            inline::open(xml, &properties)?;
            inline::tick_box(xml, *done)?;
            inline::tab(xml)?;
            inline::run(xml, "", properties.direction, &text)?;
            inline::close(xml)
        }
        Content::Date { on, meets, text, .. } => {
            paragraphs(xml, keep, "Normal", "Normal", &Content::date_line(*on, meets, text))
        }
        Content::Note(text) => paragraphs(xml, keep, "Note", "Note", &[Run::plain(text.as_str())]),
        Content::Rule => inline::plain(xml, Properties::styled("Rule").keep(keep), ""),
        Content::PageBreak => {
            inline::open(xml, &Properties::styled("TableGap"))?;
            xml.open("w:r", &[])?;
            xml.empty("w:br", &[("w:type", "page")])?;
            xml.close("w:r")?;
            inline::close(xml)
        }
    }
}

fn heading(xml: &mut Xml<'_>, paper: Paper<'_>, keep: Keep, level: u8, (number, text): (&str, &str)) -> io::Result<()> {
    let style = match level {
        0 | 1 => "Heading1",
        2 => "Heading2",
        3 => "Heading3",
        4.. => "Heading4",
    };
    let (number, text) = (flow::one_line(number), flow::one_line(text));
    let hanging = if number.is_empty() { 0 } else { paper.number_width };
    let properties = Properties { hanging, ..Properties::styled(style).keep(keep).running_as(&text) };
    inline::open(xml, &properties)?;
    if !number.is_empty() {
        inline::run(xml, "", properties.direction, &number)?;
        inline::tab(xml)?;
    }
    inline::run(xml, "", properties.direction, &text)?;
    inline::close(xml)
}

/// Runs as paragraphs, the first in one style and the others in another.
fn paragraphs(xml: &mut Xml<'_>, keep: Keep, first: &str, others: &str, runs: &[Run]) -> io::Result<()> {
    for (n, paragraph) in flow::paragraphs(runs).iter().enumerate() {
        let style = if n == 0 { first } else { others };
        inline::paragraph(xml, Properties::styled(style).keep(keep), paragraph)?;
    }
    Ok(())
}

/// A minute: its time in the margin, its words beside it; without one, a line of a list.
fn entry(xml: &mut Xml<'_>, keep: Keep, time: &str, lead: &str, runs: &[Run]) -> io::Result<()> {
    let text = flow::paragraphs(runs);
    let direction = text.first().map_or(Direction::LeftToRight, inline::direction_of);
    let (first, others) = if time.is_empty() { ("ListBullet", "ListContinue") } else { ("Entry", "EntryContinued") };
    let properties = Properties { direction, ..Properties::styled(first).keep(keep) };
    inline::open(xml, &properties)?;
    if !time.is_empty() {
        inline::run(xml, "EntryTime", direction, time)?;
        inline::tab(xml)?;
    }
    if !lead.is_empty() {
        inline::run(xml, "EntryKind", direction, lead)?;
        inline::run(xml, "", direction, " ")?;
    }
    if let Some(first) = text.first() {
        inline::lines(xml, direction, first)?;
    }
    inline::close(xml)?;
    for paragraph in text.iter().skip(1) {
        inline::paragraph(xml, Properties::styled(others).keep(keep), paragraph)?;
    }
    Ok(())
}
