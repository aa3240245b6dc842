//! An outline as pages for a screen: lines with their styles, tables drawn with lines, page breaks roughly where a word
//! processor puts them. Laid out once for a width; each paragraph knows where it comes from.

mod grid;
mod words;

use super::flow;
use crate::outline::{Block, Content, Difference, Fate, Outline, Source, Style, Value};
use words::Words;

/// Heights on paper, in tenths of a point: of a page whose lines are as long as there, of a line of text, of one in a cell, of a
/// heading with the space around it, of the line below a row with the space there, of a gap between paragraphs.
const PAGE: usize = 7_020;
const LINE: usize = 136;
const IN_CELL: usize = 114;
const HEADING: usize = 280;
const RULE: usize = 70;
const GAP: usize = 60;
/// Letters in a line on paper.
const PAPER_WIDTH: usize = 92;
/// The same on a wide page.
const WIDE_WIDTH: usize = 130;

/// What a piece of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Running text.
    Plain,
    /// Strong text, labels.
    Strong,
    /// Emphasised text.
    Emphasis,
    /// Faint text.
    Faint,
    /// The title.
    Title,
    /// A heading.
    Heading,
    /// Lines of tables and the edges of pages.
    Frame,
    /// DRAFT, and how confidential it is.
    Mark,
    /// Words that are there no more.
    Gone,
    /// Words that are new.
    New,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// What it is.
    pub tone: Tone,
}

/// A line of the screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageLine {
    /// Its pieces.
    pub pieces: Vec<Piece>,
}

/// A paragraph, with the lines it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its first line, from 0.
    pub first: usize,
    /// How many lines it takes, page edges within it included.
    pub lines: usize,
    /// The page it begins on, from 1.
    pub page: usize,
    /// Where it comes from.
    pub source: Source,
}

/// A document laid out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Laid {
    /// Its lines.
    pub lines: Vec<PageLine>,
    /// Its paragraphs, in order.
    pub passages: Vec<Passage>,
    /// How many pages it has.
    pub pages: usize,
}

/// Lines that stay together.
struct Chunk {
    lines: Vec<PageLine>,
    /// An empty line above, where something stands above.
    apart: bool,
    /// Stays on one page with what follows.
    keep: bool,
    /// Begins a paragraph of this source.
    begins: Option<Source>,
    /// Drawn again at the head of a page that goes on with the same table.
    head: Option<Vec<PageLine>>,
    /// Begins a page.
    breaks: bool,
}

impl Chunk {
    fn new(source: &Source, lines: Vec<PageLine>) -> Self {
        Self { lines, apart: true, keep: false, begins: Some(source.clone()), head: None, breaks: false }
    }
}

/// Where a table comes from, and each of its rows where they are known.
struct Origin<'a> {
    source: &'a Source,
    parts: &'a [Source],
    /// All blocks of the document.
    all: &'a [Block],
}

impl PageLine {
    fn of(text: impl Into<String>, tone: Tone) -> Self {
        Self { pieces: vec![Piece { text: text.into(), tone }] }
    }
}

/// Lays a document out as pages of at most `width` columns.
pub fn lay_out(outline: &Outline, width: usize) -> Laid {
    let boxed = outline.boxed();
    let outline = boxed.as_ref();
    let width = width.max(20);
    let label_share = share(outline);
    let mut chunks = vec![title(outline, width.min(PAPER_WIDTH))];
    let mut rest = outline.blocks.as_slice();
    while let Some(block) = rest.first() {
        let room = width.min(if block.landscape { WIDE_WIDTH } else { PAPER_WIDTH });
        let fields = rest.iter().take_while(|block| matches!(block.content, Content::Field { .. })).count();
        let taken = fields.max(1);
        let (these, after) = rest.split_at(taken);
        if fields > 0 {
            chunks.extend(grid::fields(these, label_share, room));
        } else {
            chunks.extend(block_chunks(block, &outline.blocks, label_share, room));
        }
        rest = after;
    }
    Pages::new(outline, width.min(PAPER_WIDTH)).fill(chunks)
}

/// Share of the width, in hundredths, that labels have beside their values: as on paper.
fn share(outline: &Outline) -> usize {
    const PAPER: u32 = 9_638;
    super::grid::label_share(outline, PAPER) as usize
}

/// Lays out what differs between two documents, with the heading each difference stands under.
pub fn lay_out_differences(differences: &[Difference], width: usize) -> Laid {
    let width = width.clamp(20, PAPER_WIDTH);
    let mut laid = Laid { pages: 1, ..Laid::default() };
    let mut under = "";
    for difference in differences {
        if difference.under != under || laid.lines.is_empty() {
            laid.lines.extend(if laid.lines.is_empty() { vec![] } else { vec![PageLine::default()] });
            laid.lines.push(PageLine::of(difference.under.clone(), Tone::Heading));
            under = &difference.under;
        }
        let mut words = Words::default();
        for word in &difference.words {
            match word.fate {
                Fate::Kept => words.add(&word.text, Tone::Plain),
                Fate::Gone => words.add(&format!("[-{}-]", word.text), Tone::Gone),
                Fate::New => words.add(&format!("{{+{}+}}", word.text), Tone::New),
            }
        }
        let lines = words.lines(width);
        let (first, count) = (laid.lines.len(), lines.len());
        laid.passages.push(Passage { first, lines: count, page: 1, source: Source::None });
        laid.lines.extend(lines);
    }
    laid
}

fn title(outline: &Outline, width: usize) -> Chunk {
    let mut lines = Words::of(&flow::one_line(&outline.title), Tone::Title).lines(width);
    if !outline.subtitle.is_empty() {
        lines.extend(Words::of(&flow::one_line(&outline.subtitle), Tone::Faint).lines(width));
    }
    Chunk { keep: true, ..Chunk::new(&Source::None, lines) }
}

fn block_chunks(block: &Block, all: &[Block], label_share: usize, width: usize) -> Vec<Chunk> {
    let source = &block.source;
    let mut chunks = match &block.content {
        Content::Heading { level, number, text } => {
            let words = [flow::one_line(number), flow::one_line(text)].join(" ");
            let mut lines = Words::of(words.trim(), Tone::Heading).lines(width);
            if *level <= 1 {
                lines.push(PageLine::of("─".repeat(width), Tone::Frame));
            }
            vec![Chunk { keep: true, ..Chunk::new(source, lines) }]
        }
        Content::Paragraph(runs) => {
            let paragraphs = words::paragraphs(runs, width);
            paragraphs.into_iter().map(|lines| Chunk::new(source, lines)).collect()
        }
        Content::Field { .. } => grid::fields(std::slice::from_ref(block), label_share, width),
        Content::Entry { time, kind, who, runs, unfinished } => {
            let lead = flow::lead(&flow::kind_label(kind, *unfinished), &flow::one_line(who));
            let lines = words::entry(&flow::one_line(time), &lead, runs, width);
            vec![Chunk { apart: false, ..Chunk::new(source, lines) }]
        }
        Content::Table { caption, columns, rows } => {
            grid::table(&Origin { source, parts: &block.parts, all }, caption, columns, rows, width)
        }
        Content::Chart(chart) => {
            let origin = Origin { source, parts: &[], all };
            grid::table(&origin, &chart.caption, &chart.columns(), &chart.rows(), width)
        }
        Content::List { items } => {
            let item = |(n, runs): (usize, &Vec<_>)| {
                let source = block.parts.get(n).unwrap_or(source);
                Chunk { apart: false, ..Chunk::new(source, words::marked("•", runs, width)) }
            };
            items.iter().enumerate().map(item).collect()
        }
        Content::Checkbox { done, text } => {
            let runs = [crate::outline::Run::plain(flow::one_line(text))];
            vec![Chunk { apart: false, ..Chunk::new(source, words::marked(tick(*done), &runs, width)) }]
        }
        Content::Date { on, meets, text, .. } => {
            let lines = words::paragraphs(&Content::date_line(*on, meets, text), width).concat();
            vec![Chunk { apart: false, ..Chunk::new(source, lines) }]
        }
        Content::Note(text) => vec![Chunk::new(source, Words::of(text, Tone::Faint).lines(width))],
        Content::Rule => vec![Chunk::new(source, vec![PageLine::of("─".repeat(width), Tone::Frame)])],
        Content::PageBreak => {
            vec![Chunk { begins: None, breaks: true, ..Chunk::new(source, Vec::new()) }]
        }
    };
    if block.keep_with_next
        && let Some(last) = chunks.last_mut()
    {
        last.keep = true;
    }
    chunks
}

const fn tick(done: bool) -> &'static str {
    if done { "☒" } else { "☐" }
}

const fn tone(style: Style) -> Tone {
    match style {
        Style::Plain => Tone::Plain,
        Style::Strong => Tone::Strong,
        Style::Emphasis => Tone::Emphasis,
        Style::Faint => Tone::Faint,
    }
}

/// The words of a value, a box before each that can be chosen.
fn value_words(value: &Value, width: usize) -> Vec<PageLine> {
    match value {
        Value::Text(runs) => {
            let paragraphs = words::paragraphs(runs, width);
            paragraphs.join(&PageLine::default())
        }
        Value::Blank(shown) => Words::of(&flow::blank(shown), Tone::Faint).lines(width),
        Value::Choice { options, chosen } => {
            let option = |(n, option): (usize, &String)| {
                let chosen = *chosen == Some(n);
                let tone = if chosen { Tone::Strong } else { Tone::Plain };
                (format!("{} {}", tick(chosen), flow::one_line(option)), tone)
            };
            let options_shown: Vec<(String, Tone)> = options.iter().enumerate().map(option).collect();
            match flow::spread(options) {
                flow::Spread::Beside => {
                    let mut words = Words::default();
                    for (text, tone) in options_shown {
                        words.add_whole(&text, tone);
                    }
                    words.lines(width)
                }
                flow::Spread::Below => {
                    options_shown.iter().flat_map(|(text, tone)| Words::of(text, *tone).lines(width)).collect()
                }
            }
        }
    }
}

/// Pages being filled.
struct Pages<'a> {
    outline: &'a Outline,
    width: usize,
    /// Height of a page.
    room: usize,
    laid: Laid,
    /// Height used on this page.
    used: usize,
    /// Lines at which feet stand, to be numbered at the end.
    feet: Vec<usize>,
}

impl<'a> Pages<'a> {
    fn new(outline: &'a Outline, width: usize) -> Self {
        // Narrower lines are more lines of the same page.
        let room = PAGE * PAPER_WIDTH / width.max(1);
        Self { outline, width, room, laid: Laid::default(), used: 0, feet: Vec::new() }
    }

    fn fill(mut self, chunks: Vec<Chunk>) -> Laid {
        self.begin_page();
        let needs: Vec<usize> = needs(&chunks);
        for (chunk, needed) in chunks.into_iter().zip(needs) {
            let full = self.used > 0 && self.used + needed.min(self.room) > self.room;
            if chunk.breaks || full {
                self.end_page();
                self.begin_page();
                for line in chunk.head.iter().flatten() {
                    self.push(line.clone());
                }
            }
            if chunk.breaks {
                continue;
            }
            if chunk.apart && self.used > 0 {
                self.push(PageLine::default());
            }
            if let Some(source) = chunk.begins {
                let (first, page) = (self.laid.lines.len(), self.laid.pages);
                self.laid.passages.push(Passage { first, lines: 0, page, source });
            }
            for line in chunk.lines {
                // What is longer than a page goes on over the next.
                if self.used >= self.room {
                    self.end_page();
                    self.begin_page();
                }
                self.push(line);
            }
            if let Some(passage) = self.laid.passages.last_mut() {
                passage.lines = self.laid.lines.len() - passage.first;
            }
        }
        self.end_page();
        self.number_feet();
        self.laid
    }

    fn push(&mut self, line: PageLine) {
        self.used += height(&line);
        self.laid.lines.push(line);
    }

    /// The head of a page: the running head, DRAFT, and how confidential it is.
    fn begin_page(&mut self) {
        self.laid.pages += 1;
        let (head, draft) = (flow::one_line(&self.outline.running_head), if self.outline.draft { "DRAFT" } else { "" });
        self.laid.lines.push(words::both_ends((&head, Tone::Faint), (draft, Tone::Mark), self.width));
        let level = flow::one_line(&self.outline.confidentiality);
        if !level.is_empty() {
            self.laid.lines.extend(Words::of(&level, Tone::Mark).lines(self.width));
        }
        self.laid.lines.push(PageLine::default());
        self.used = 0;
    }

    fn end_page(&mut self) {
        self.laid.lines.push(PageLine::default());
        self.feet.push(self.laid.lines.len());
        self.laid.lines.push(PageLine::default());
        self.laid.lines.push(PageLine::of("╌".repeat(self.width), Tone::Frame));
    }

    fn number_feet(&mut self) {
        let (told, pages) = (flow::foot(self.outline), self.laid.pages);
        for (n, line) in self.feet.iter().enumerate() {
            let number = format!("Page {} of {pages}", n + 1);
            self.laid.lines[*line] = words::both_ends((&told, Tone::Faint), (&number, Tone::Faint), self.width);
        }
    }
}

/// How high a line is on paper.
fn height(line: &PageLine) -> usize {
    match line.pieces.as_slice() {
        [] => GAP,
        pieces if pieces.iter().all(|piece| piece.tone == Tone::Frame) => RULE,
        [Piece { tone: Tone::Frame, .. }, ..] => IN_CELL,
        [Piece { tone: Tone::Heading | Tone::Title, .. }, ..] => HEADING,
        _ => LINE,
    }
}

/// What each chunk needs on one page, with all that it stays together with.
fn needs(chunks: &[Chunk]) -> Vec<usize> {
    let mut needs = vec![0; chunks.len()];
    let mut next = 0;
    for (at, chunk) in chunks.iter().enumerate().rev() {
        let gap = if chunk.apart { GAP } else { 0 };
        let own = chunk.lines.iter().map(height).sum::<usize>() + gap;
        needs[at] = if chunk.keep { own + next } else { own };
        next = needs[at];
    }
    needs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;
    use unicode_width::UnicodeWidthStr;

    fn text(line: &PageLine) -> String {
        line.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    fn shown(laid: &Laid) -> String {
        laid.lines.iter().map(|line| text(line).trim_end().to_owned() + "\n").collect()
    }

    #[test]
    fn no_line_is_too_wide_and_every_passage_stands_where_it_says() {
        for (name, outline) in sample::all() {
            for width in [24, 40, 74, 110, 190] {
                let laid = lay_out(&outline, width);
                for line in &laid.lines {
                    assert!(text(line).width() <= width, "{name} at {width}: {:?}", text(line));
                    assert!(!text(line).chars().any(char::is_control), "{name}: {:?}", text(line));
                }
                let mut last = 0;
                for passage in &laid.passages {
                    assert!(passage.first >= last && passage.first + passage.lines <= laid.lines.len(), "{name}");
                    last = passage.first;
                }
            }
        }
    }

    #[test]
    fn the_words_of_the_document_are_all_there() {
        let squeezed = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let outline = sample::minutes();
        let seen = squeezed(&shown(&lay_out(&outline, 400)));
        for block in &outline.blocks {
            if let Content::Entry { runs, .. } | Content::Paragraph(runs) = &block.content {
                let words = squeezed(&crate::outline::plain(runs));
                assert!(seen.contains(&words), "{words}");
            }
        }
    }

    #[test]
    fn pages_are_numbered_and_a_heading_stays_with_what_follows() {
        let mut blocks = Vec::new();
        for n in 0..60 {
            blocks.push(Block::heading(2, format!("Heading {n}")));
            blocks.push(Block::paragraph(format!("Paragraph {n}.")));
        }
        let outline = Outline {
            title: "Long".to_owned(),
            draft: true,
            running_head: "Hillside · RTM".to_owned(),
            confidentiality: "Confidential".to_owned(),
            blocks,
            ..Outline::default()
        };
        let laid = lay_out(&outline, 92);
        let shown = shown(&laid);
        assert!(laid.pages >= 4, "{}", laid.pages);
        for page in 1..=laid.pages {
            assert!(shown.contains(&format!("Page {page} of {}", laid.pages)), "{shown}");
        }
        assert_eq!(shown.matches("DRAFT").count(), laid.pages);
        assert_eq!(shown.matches("\nConfidential\n").count(), laid.pages);
        let lines: Vec<&str> = shown.lines().collect();
        for (n, line) in lines.iter().enumerate().filter(|(_, line)| line.starts_with("Heading")) {
            assert!(lines[n + 1..].iter().take(2).any(|next| next.starts_with("Paragraph")), "{line}");
        }
    }

    #[test]
    fn a_table_is_drawn_with_lines_and_its_head_stands_again_on_the_next_page() {
        let columns = vec![crate::outline::Column::new("Aspect", 60), crate::outline::Column::new("Grade", 40)];
        let row = |n| vec![Value::text(format!("Aspect {n}")), Value::text("2")];
        let blocks = vec![Block::table("", columns, (0..80).map(row).collect())];
        let laid = lay_out(&Outline { blocks, ..Outline::default() }, 60);
        let shown = shown(&laid);
        assert!(laid.pages >= 2);
        assert_eq!(shown.matches("│ Aspect  ").count(), laid.pages, "{shown}");
        assert!(shown.contains("├") && shown.contains("┌") && shown.contains("└"));
    }
}
