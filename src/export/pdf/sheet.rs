//! The blocks of a document as bands of text.

use super::super::flow::{self, Spread};
use super::super::grid;
use super::band::{Band, Keep, Kind, Put, Shape, Tag, Tags};
use super::face::{Face, Faces, Way};
use super::page::{BLUE, FAINT, GREY, INK, RULE, Side};
use super::text::{Colour, Look, TextLine, set};
use crate::outline::{Block, Content, Outline, Run, Style};

/// Letters of the text, in points.
pub(super) const PLAIN: Look = Look { face: Face::Regular, size: 10.5, colour: INK };
/// Space between paragraphs.
const BETWEEN: f32 = 6.0;
/// Space below a list.
const BELOW_LIST: f32 = 7.0;
/// Indent of the minutes beside their time, and of lists beside their sign.
const TIME_WIDTH: f32 = 48.0;
const SIGN_WIDTH: f32 = 19.0;
/// Boxes of what is to be ticked.
const DONE: &str = "☒";
const NOT_DONE: &str = "☐";

/// A document as bands, under way.
pub(super) struct Sheet<'f> {
    pub(super) faces: &'f Faces,
    pub(super) bands: Vec<Band>,
    pub(super) tags: Tags,
    /// Headings for the list beside the pages: level, words, place of its band.
    pub(super) headings: Vec<(u16, String, usize)>,
    /// Space below the last band.
    gap: f32,
    /// Which way the page of the next band lies.
    pub(super) side: Side,
    /// Share of the width, in hundredths, that labels have beside their values.
    pub(super) label_share: u32,
    /// All blocks of the document.
    pub(super) all: &'f [Block],
    /// The list that the last block is in.
    list: Option<Tag>,
    /// Level of the last heading.
    level: u16,
}

/// Pieces of a line.
type Pieces<'a> = Vec<(&'a str, Look)>;

/// A paragraph to be set.
pub(super) struct Setting {
    pub(super) x: f32,
    pub(super) width: f32,
    pub(super) above: f32,
    pub(super) below: f32,
    pub(super) keep: Keep,
    pub(super) tag: Tag,
}

impl<'f> Sheet<'f> {
    /// The whole document.
    pub(super) fn of(faces: &'f Faces, outline: &'f Outline) -> Self {
        let mut sheet = Self {
            faces,
            bands: Vec::new(),
            tags: Tags::default(),
            headings: Vec::new(),
            gap: 0.0,
            side: Side::Upright,
            label_share: grid::label_share(outline, (Side::Upright.text_width() * 20.0) as u32),
            all: &outline.blocks,
            list: None,
            level: 0,
        };
        let sides = Side::of_each(&outline.blocks);
        sheet.side = sides.first().copied().unwrap_or(Side::Upright);
        sheet.title(outline);
        let mut at = 0;
        while at < outline.blocks.len() {
            sheet.side = sides[at];
            let fields = outline.blocks[at..]
                .iter()
                .zip(&sides[at..])
                .take_while(|(block, side)| matches!(block.content, Content::Field { .. }) && **side == sides[at])
                .count();
            if fields > 0 {
                sheet.end_list();
                sheet.fields(&outline.blocks[at..at + fields]);
            } else {
                sheet.block(&outline.blocks[at]);
            }
            at += fields.max(1);
        }
        sheet
    }

    /// Width of the text.
    pub(super) const fn width(&self) -> f32 {
        self.side.text_width()
    }

    fn title(&mut self, outline: &Outline) {
        let title = flow::one_line(&outline.title);
        let title = if title.is_empty() { "Note".to_owned() } else { title };
        let size = if flow::is_long_title(&title) { 17.0 } else { 22.0 };
        self.heading(1, &title, &vec![(title.as_str(), bold(size, BLUE))], 0.0, 3.0);
        let subtitle = flow::one_line(&outline.subtitle);
        if !subtitle.is_empty() {
            let tag = self.tags.add(Kind::Paragraph, None);
            let look = Look { size: 13.0, colour: GREY, ..PLAIN };
            let setting = Setting { x: 0.0, width: self.width(), above: 0.0, below: 6.0, keep: Keep::WithNext, tag };
            self.paragraph(&[vec![(&subtitle, look)]], &setting);
            self.rule(BLUE, 0.0, 12.0);
        }
    }

    fn rule(&mut self, colour: Colour, above: f32, below: f32) {
        self.band(above, 1.0, Keep::Free, Shape::Rule(colour));
        self.gap = below;
    }

    pub(super) fn band(&mut self, above: f32, height: f32, keep: Keep, shape: Shape) {
        let above = above.max(self.gap);
        self.gap = 0.0;
        self.bands.push(Band { above, height, keep, wide: self.side == Side::Wide, shape });
    }

    /// Leaves space below what was set last.
    pub(super) fn leave(&mut self, gap: f32) {
        self.gap = gap;
    }

    /// Lines of a list stand close, and what follows is not one of them.
    fn end_list(&mut self) {
        if self.list.take().is_some() {
            self.gap = self.gap.max(BELOW_LIST);
        }
    }

    fn heading(&mut self, level: u16, words: &str, pieces: &Pieces<'_>, above: f32, below: f32) {
        // No level is left out, so that a reader can step through them.
        self.level = level.min(self.level + 1);
        let tag = self.tags.add(Kind::Heading(self.level, words.to_owned()), None);
        self.headings.push((self.level, words.to_owned(), self.bands.len()));
        let setting = Setting { x: 0.0, width: self.width(), above, below, keep: Keep::WithNext, tag };
        self.paragraph(std::slice::from_ref(pieces), &setting);
    }

    fn block(&mut self, block: &Block) {
        let keep = Keep::next_if(block.keep_with_next);
        let in_list = matches!(block.content, Content::Entry { .. } | Content::Checkbox { .. });
        if !in_list {
            self.end_list();
        }
        match &block.content {
            Content::Heading { level, number, text } => {
                let words = [flow::one_line(number), flow::one_line(text)].join("  ");
                let words = words.trim();
                let (look, above, below) = match level {
                    0 | 1 => (bold(16.0, BLUE), 18.0, 6.0),
                    2 => (bold(13.0, BLUE), 14.0, 5.0),
                    3 => (bold(11.5, BLUE), 11.0, 4.0),
                    4.. => (Look { face: Face::Italic, colour: BLUE, ..PLAIN }, 9.0, 3.0),
                };
                self.heading(u16::from((*level).clamp(1, 4)) + 1, words, &vec![(words, look)], above, below);
            }
            Content::Paragraph(runs) => self.runs(runs, PLAIN, keep),
            Content::Note(text) => {
                let look = Look { face: Face::Italic, size: 10.0, colour: GREY };
                self.runs(&[Run::plain(text.as_str())], look, keep);
            }
            Content::Field { .. } => self.fields(std::slice::from_ref(block)),
            Content::Entry { time, kind, who, runs, unfinished } => {
                let lead = flow::lead(&flow::kind_label(kind, *unfinished), &flow::one_line(who));
                let time = flow::one_line(time);
                if time.is_empty() {
                    self.item("•", INK, SIGN_WIDTH, &lead, runs, keep);
                } else {
                    self.item(&time, FAINT, TIME_WIDTH, &lead, runs, keep);
                }
            }
            Content::Table { caption, columns, rows } => self.table(caption, columns, rows, keep),
            Content::Chart(chart) => self.picture(chart),
            Content::List { items } => {
                for (n, item) in items.iter().enumerate() {
                    // The last line but one stays with the last.
                    let keep = if n + 2 == items.len() { Keep::WithNext } else { keep };
                    self.item("•", INK, SIGN_WIDTH, "", item, keep);
                }
                self.end_list();
            }
            Content::Checkbox { done, text } => {
                let sign = if *done { DONE } else { NOT_DONE };
                self.item(sign, INK, SIGN_WIDTH, "", &[Run::plain(flow::one_line(text))], keep);
            }
            Content::Date { on, meets, text, .. } => self.runs(&Content::date_line(*on, meets, text), PLAIN, keep),
            Content::Rule => self.rule(RULE, 6.0, 9.0),
            Content::PageBreak => self.band(0.0, 0.0, Keep::Free, Shape::Break),
        }
    }

    /// Text in paragraphs of their own.
    fn runs(&mut self, runs: &[Run], look: Look, keep: Keep) {
        for paragraph in &flow::paragraphs(runs) {
            let tag = self.tags.add(Kind::Paragraph, None);
            let setting = Setting { x: 0.0, width: self.width(), above: 0.0, below: BETWEEN, keep, tag };
            self.paragraph(&pieces(paragraph, look), &setting);
        }
    }

    /// An item of a list: a sign or a time in the margin, and words beside it.
    fn item(&mut self, sign: &str, colour: Colour, indent: f32, lead: &str, runs: &[Run], keep: Keep) {
        let list = match self.list {
            Some(list) => list,
            None => self.tags.add(Kind::List, None),
        };
        self.list = Some(list);
        let item = self.tags.add(Kind::Item, Some(list));
        let label = if sign.is_empty() { None } else { Some(self.tags.add(Kind::Label, Some(item))) };
        let body = self.tags.add(Kind::Body, Some(item));
        let text = flow::paragraphs(runs);
        let first = self.bands.len();
        let lead = if lead.is_empty() { String::new() } else { format!("{lead} ") };
        for n in 0..text.len().max(1) {
            let mut lines = text.get(n).map(|paragraph| pieces(paragraph, PLAIN)).unwrap_or_default();
            if lines.is_empty() {
                lines.push(Vec::new());
            }
            if n == 0 && !lead.is_empty() {
                lines[0].insert(0, (&lead, bold(PLAIN.size, BLUE)));
            }
            let setting = Setting { x: indent, width: self.width() - indent, above: 0.0, below: 4.0, keep, tag: body };
            self.paragraph(&lines, &setting);
        }
        if let (Some(label), Some(Band { shape: Shape::Line(puts), .. })) = (label, self.bands.get_mut(first)) {
            let line = set(self.faces, &[(sign, Look { colour, ..PLAIN })], indent).remove(0);
            puts.insert(0, Put { x: 0.0, top: 0.0, line, tag: Some(label) });
        }
    }

    /// A paragraph: its first two lines stay together, and its last two.
    pub(super) fn paragraph(&mut self, lines: &[Pieces<'_>], setting: &Setting) {
        let lines = self.lines(lines, setting.width);
        let count = lines.len();
        for (n, line) in lines.into_iter().enumerate() {
            let kept = if n + 1 == count {
                setting.keep
            } else if n == 0 || n + 2 == count {
                Keep::WithNext
            } else {
                setting.keep
            };
            let height = line.height();
            let x = setting.x + indent(&line, setting.width);
            let put = Put { x, top: 0.0, line, tag: Some(setting.tag) };
            self.band(if n == 0 { setting.above } else { 0.0 }, height, kept, Shape::Line(vec![put]));
        }
        self.gap = setting.below;
    }

    /// Lines of pieces, set in a width; at least one.
    pub(super) fn lines(&self, lines: &[Pieces<'_>], width: f32) -> Vec<TextLine> {
        let set_one = |pieces: &Pieces<'_>| {
            // A blank says that there is nothing, where a reader expects a cell.
            if pieces.iter().all(|(text, _)| text.is_empty()) {
                set(self.faces, &[(" ", pieces.first().map_or(PLAIN, |(_, look)| *look))], width)
            } else {
                set(self.faces, pieces, width)
            }
        };
        if lines.is_empty() { set_one(&Vec::new()) } else { lines.iter().flat_map(set_one).collect() }
    }
}

/// How far in a line begins: text that runs to the left ends at the right.
pub(super) fn indent(line: &TextLine, width: f32) -> f32 {
    match line.way {
        Way::Right => 0.0,
        Way::Left => (width - line.width).max(0.0),
    }
}

/// Bold letters.
pub(super) const fn bold(size: f32, colour: Colour) -> Look {
    Look { face: Face::Bold, size, colour }
}

/// A paragraph's lines as pieces of looks.
pub(super) fn pieces<'p>(paragraph: &'p flow::Paragraph<'_>, look: Look) -> Vec<Pieces<'p>> {
    let styled = |style: Style| match style {
        Style::Plain => look,
        Style::Strong => Look { face: Face::Bold, ..look },
        Style::Emphasis => Look { face: Face::Italic, ..look },
        Style::Faint => Look { colour: FAINT, ..look },
    };
    paragraph.iter().map(|line| line.iter().map(|span| (span.text.as_ref(), styled(span.style))).collect()).collect()
}

/// The words of a choice with their boxes, one text for each line.
pub(super) fn choice(options: &[String], chosen: Option<usize>) -> Vec<Vec<(String, Face)>> {
    let word = |(n, option): (usize, &String)| {
        let (sign, face) = if chosen == Some(n) { (DONE, Face::Bold) } else { (NOT_DONE, Face::Regular) };
        (format!("{sign}\u{A0}{}", flow::one_line(option)), face)
    };
    let words: Vec<(String, Face)> = options.iter().enumerate().map(word).collect();
    match flow::spread(options) {
        Spread::Below => words.into_iter().map(|word| vec![word]).collect(),
        Spread::Beside => {
            let mut line = Vec::new();
            for (n, word) in words.into_iter().enumerate() {
                if n > 0 {
                    line.push(("    ".to_owned(), Face::Regular));
                }
                line.push(word);
            }
            vec![line]
        }
    }
}
