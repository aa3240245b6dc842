//! Paragraphs and runs: styles, line breaks, tabs, and the direction of the script.

use std::io;

use super::super::align::Align;
use super::super::flow::{Line, Paragraph, Span, Spread, clean, one_line, spread};
use super::xml::Xml;
use crate::outline::Style;

/// Fonts that hold the ballot boxes, which Arial lacks.
const SYMBOLS: &str = "Segoe UI Symbol";
const TICKED: &str = "☒";
const UNTICKED: &str = "☐";

/// Whether a paragraph may part from the next at the end of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// It stays with the next.
    WithNext,
    /// It may part.
    Free,
}

impl Keep {
    /// Together with the next, if that is so.
    pub(super) const fn next_if(kept: bool) -> Self {
        if kept { Self::WithNext } else { Self::Free }
    }
}

/// How text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// As English and Welsh.
    LeftToRight,
    /// As Arabic and Hebrew.
    RightToLeft,
}

/// The properties of a paragraph beyond its style.
#[derive(Debug, Clone, Copy)]
pub(super) struct Properties<'a> {
    /// Style id.
    pub(super) style: &'a str,
    /// Whether it stays with the next.
    pub(super) keep: Keep,
    /// How its text runs.
    pub(super) direction: Direction,
    /// Indent, in twentieths of a point, of all lines but the first, with a tab stop there; 0: none.
    pub(super) hanging: u32,
    /// Right-aligned tab stop, in twentieths of a point; 0: none.
    pub(super) right_tab: u32,
    /// Space below, in twentieths of a point, where the style has none; 0: as the style says.
    pub(super) space_below: u32,
    /// Where its lines stand.
    pub(super) align: Align,
}

impl<'a> Properties<'a> {
    /// Only a style.
    pub(super) const fn styled(style: &'a str) -> Self {
        Self {
            style,
            keep: Keep::Free,
            direction: Direction::LeftToRight,
            hanging: 0,
            right_tab: 0,
            space_below: 0,
            align: Align::Start,
        }
    }

    /// The same, kept with the next or not.
    pub(super) const fn keep(self, keep: Keep) -> Self {
        Self { keep, ..self }
    }

    /// The same, with the direction of a text.
    pub(super) fn running_as(self, text: &str) -> Self {
        Self { direction: direction(text), ..self }
    }
}

/// Opens a paragraph. The order of the properties is the schema's.
pub(super) fn open(xml: &mut Xml<'_>, properties: &Properties<'_>) -> io::Result<()> {
    xml.open("w:p", &[])?;
    xml.open("w:pPr", &[])?;
    xml.value("w:pStyle", properties.style)?;
    if properties.keep == Keep::WithNext {
        xml.empty("w:keepNext", &[])?;
    }
    if properties.hanging > 0 || properties.right_tab > 0 {
        xml.open("w:tabs", &[])?;
        for (kind, at) in [("left", properties.hanging), ("right", properties.right_tab)] {
            if at > 0 {
                xml.empty("w:tab", &[("w:val", kind), ("w:pos", &at.to_string())])?;
            }
        }
        xml.close("w:tabs")?;
    }
    if properties.direction == Direction::RightToLeft {
        xml.empty("w:bidi", &[])?;
    }
    if properties.space_below > 0 {
        xml.empty("w:spacing", &[("w:after", &properties.space_below.to_string())])?;
    }
    if properties.hanging > 0 {
        let indent = properties.hanging.to_string();
        xml.empty("w:ind", &[("w:left", &indent), ("w:hanging", &indent)])?;
    }
    if properties.align == Align::Centre {
        xml.value("w:jc", "center")?;
    }
    xml.close("w:pPr")
}

/// Closes a paragraph.
pub(super) fn close(xml: &mut Xml<'_>) -> io::Result<()> {
    xml.close("w:p")
}

/// A whole paragraph of one plain text.
pub(super) fn plain(xml: &mut Xml<'_>, properties: Properties<'_>, text: &str) -> io::Result<()> {
    let text = one_line(text);
    let properties = properties.running_as(&text);
    open(xml, &properties)?;
    run(xml, "", properties.direction, &text)?;
    close(xml)
}

/// A whole paragraph of lines.
pub(super) fn paragraph(xml: &mut Xml<'_>, properties: Properties<'_>, lines: &Paragraph<'_>) -> io::Result<()> {
    let properties = Properties { direction: direction_of(lines), ..properties };
    open(xml, &properties)?;
    self::lines(xml, properties.direction, lines)?;
    close(xml)
}

/// Lines, with breaks between them.
pub(super) fn lines(xml: &mut Xml<'_>, base: Direction, lines: &[Line<'_>]) -> io::Result<()> {
    for (n, line) in lines.iter().enumerate() {
        if n > 0 {
            line_break(xml)?;
        }
        for Span { text, style } in line {
            run(xml, character_style(*style), base, text)?;
        }
    }
    Ok(())
}

/// Text in a character style, in one run for each direction.
pub(super) fn run(xml: &mut Xml<'_>, style: &str, base: Direction, text: &str) -> io::Result<()> {
    for (piece, direction) in stretches(&clean(text), base) {
        xml.open("w:r", &[])?;
        if !style.is_empty() || direction == Direction::RightToLeft {
            xml.open("w:rPr", &[])?;
            if !style.is_empty() {
                xml.value("w:rStyle", style)?;
            }
            if direction == Direction::RightToLeft {
                xml.empty("w:rtl", &[])?;
            }
            xml.close("w:rPr")?;
        }
        text_with_tabs(xml, piece)?;
        xml.close("w:r")?;
    }
    Ok(())
}

/// All words of a choice, each with its box, the chosen one ticked and strong.
pub(super) fn choice(xml: &mut Xml<'_>, options: &[String], chosen: Option<usize>) -> io::Result<()> {
    let spread = spread(options);
    for (n, option) in options.iter().enumerate() {
        match spread {
            Spread::Below if n > 0 => line_break(xml)?,
            Spread::Beside if n > 0 => run(xml, "", Direction::LeftToRight, "    ")?,
            Spread::Below | Spread::Beside => {}
        }
        let (sign, style) = if chosen == Some(n) { (TICKED, "Strong") } else { (UNTICKED, "") };
        symbol(xml, sign)?;
        run(xml, style, Direction::LeftToRight, &format!("\u{A0}{}", one_line(option)))?;
    }
    Ok(())
}

/// A box to tick.
pub(super) fn tick_box(xml: &mut Xml<'_>, done: bool) -> io::Result<()> {
    symbol(xml, if done { TICKED } else { UNTICKED })
}

/// A tab.
pub(super) fn tab(xml: &mut Xml<'_>) -> io::Result<()> {
    xml.open("w:r", &[])?;
    xml.empty("w:tab", &[])?;
    xml.close("w:r")
}

fn line_break(xml: &mut Xml<'_>) -> io::Result<()> {
    xml.open("w:r", &[])?;
    xml.empty("w:br", &[])?;
    xml.close("w:r")
}

fn symbol(xml: &mut Xml<'_>, sign: &str) -> io::Result<()> {
    xml.open("w:r", &[])?;
    xml.open("w:rPr", &[])?;
    let fonts = [("w:ascii", SYMBOLS), ("w:hAnsi", SYMBOLS), ("w:eastAsia", SYMBOLS), ("w:cs", SYMBOLS)];
    xml.empty("w:rFonts", &fonts)?;
    xml.close("w:rPr")?;
    xml.text_element("w:t", &[], sign)?;
    xml.close("w:r")
}

fn text_with_tabs(xml: &mut Xml<'_>, text: &str) -> io::Result<()> {
    for (n, piece) in text.split('\t').enumerate() {
        if n > 0 {
            xml.empty("w:tab", &[])?;
        }
        if !piece.is_empty() {
            xml.text_element("w:t", &[("xml:space", "preserve")], piece)?;
        }
    }
    Ok(())
}

const fn character_style(style: Style) -> &'static str {
    match style {
        Style::Plain => "",
        Style::Strong => "Strong",
        Style::Emphasis => "Emphasis",
        Style::Faint => "Faint",
    }
}

/// The direction of a text: that of its first letter.
pub(super) fn direction(text: &str) -> Direction {
    text.chars().find_map(direction_of_letter).unwrap_or(Direction::LeftToRight)
}

/// The direction of a paragraph: that of its first letter.
pub(super) fn direction_of(lines: &Paragraph<'_>) -> Direction {
    let mut letters = lines.iter().flatten().flat_map(|span| span.text.chars());
    letters.find_map(direction_of_letter).unwrap_or(Direction::LeftToRight)
}

/// Letters have a direction; digits, signs and spaces take that of what is around them.
fn direction_of_letter(c: char) -> Option<Direction> {
    match c {
        '\u{590}'..='\u{8FF}'
        | '\u{200F}'
        | '\u{FB1D}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}'
        | '\u{1E800}'..='\u{1EFFF}' => Some(Direction::RightToLeft),
        c if c.is_alphabetic() => Some(Direction::LeftToRight),
        _ => None,
    }
}

/// The text in stretches of one direction. What stands between two directions takes that of the paragraph.
fn stretches(text: &str, base: Direction) -> Vec<(&str, Direction)> {
    if text.is_ascii() && base == Direction::LeftToRight {
        return if text.is_empty() { Vec::new() } else { vec![(text, base)] };
    }
    let mut stretches: Vec<(&str, Direction)> = Vec::new();
    let (mut start, mut current) = (0, None);
    // Where the letters of the stretch under way end; what follows them is not yet decided.
    let mut letters_end = 0;
    for (at, c) in text.char_indices() {
        let Some(found) = direction_of_letter(c) else {
            // A digit after a letter from the left, as in `Y5`, belongs to its word.
            if c.is_ascii_digit() && current == Some(Direction::LeftToRight) && letters_end == at {
                letters_end += 1;
            }
            continue;
        };
        let before = current.unwrap_or(base);
        if found != before {
            let cut = if before == base { at } else { letters_end };
            if cut > start {
                stretches.push((&text[start..cut], before));
                start = cut;
            }
        }
        current = Some(found);
        letters_end = at + c.len_utf8();
    }
    let last = current.unwrap_or(base);
    let cut = if last == base { text.len() } else { letters_end };
    for (piece, direction) in [(&text[start..cut], last), (&text[cut..], base)] {
        if !piece.is_empty() {
            stretches.push((piece, direction));
        }
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;
    use Direction::{LeftToRight as L, RightToLeft as R};

    #[test]
    fn a_text_parts_where_its_direction_turns() {
        assert_eq!(stretches("Year 5: good.", L), [("Year 5: good.", L)]);
        assert_eq!(stretches("said שלום עולם, then", L), [("said ", L), ("שלום עולם", R), (", then", L)]);
        assert_eq!(stretches("שלום 5.", R), [("שלום 5.", R)]);
        assert_eq!(stretches("כיתה Y5 טוב.", R), [("כיתה ", R), ("Y5", L), (" טוב.", R)]);
        assert_eq!(stretches("שלום", L), [("שלום", R)]);
        assert_eq!(stretches("Ŵ é – ok", L), [("Ŵ é – ok", L)]);
        assert!(stretches("", L).is_empty());
    }

    #[test]
    fn no_text_is_lost_between_directions() {
        for text in ["אa b.ב", "1 א 2", "…", "a א", "א a", "\u{200F}x\u{200F}"] {
            for base in [L, R] {
                assert_eq!(stretches(text, base).iter().map(|s| s.0).collect::<String>(), text);
            }
        }
    }

    #[test]
    fn a_text_runs_as_its_first_letter() {
        assert_eq!(direction("12: שלום and more"), R);
        assert_eq!(direction("Croeso"), L);
        assert_eq!(direction("4+"), L);
    }
}
