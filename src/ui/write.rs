//! Writing into the buffer: lines that fit, words that wrap, boxes with titles.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Borders, Clear, Widget};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::theme::{Look, Theme};

/// Writes a line into a row of an area, as [`Buffer::set_line`] does; rows below the area are not written.
///
/// A screen is some thousand plain letters, drawn anew at every key: those go straight into their cells, and only other
/// text is asked where each of its characters ends.
pub(super) fn line(buffer: &mut Buffer, area: Rect, row: u16, line: &Line<'_>) {
    if row >= area.height {
        return;
    }
    let (mut x, y) = (area.x, area.y + row);
    for span in &line.spans {
        let room = area.right().saturating_sub(x);
        if room == 0 {
            return;
        }
        let style = line.style.patch(span.style);
        let is_plain = span.content.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        x = if is_plain {
            plain_letters(buffer, (x, y), room, &span.content, style)
        } else {
            buffer.set_stringn(x, y, &span.content, room.into(), style).0
        };
    }
}

/// Writes letters of one cell and one byte each; returns where the next one goes.
fn plain_letters(buffer: &mut Buffer, (x, y): (u16, u16), room: u16, text: &str, style: Style) -> u16 {
    let width = usize::from(room).min(text.len());
    let start = buffer.index_of(x, y);
    let cells = buffer.content.iter_mut().skip(start).take(width);
    for (cell, letter) in cells.zip(text.bytes()) {
        cell.set_char(char::from(letter)).set_style(style);
    }
    x + u16::try_from(width).unwrap_or(room)
}

/// Sets the style of a row.
pub(super) fn tint(buffer: &mut Buffer, area: Rect, row: u16, style: Style) {
    if row < area.height {
        buffer.set_style(Rect { y: area.y + row, height: 1, ..area }, style);
    }
}

/// A box with a title; returns what is inside. The one that has the keys has a thick border and a mark.
pub(super) fn boxed(buffer: &mut Buffer, area: Rect, title: &str, focus: Focus, theme: &Theme) -> Rect {
    if area.width < 3 || area.height < 3 {
        return area;
    }
    let (look, border, mark) = match focus {
        Focus::Here => (Look::BorderFocused, BorderType::Thick, "▌"),
        Focus::Elsewhere => (Look::Border, BorderType::Plain, ""),
    };
    let title = cut(&format!("{mark}{title}"), usize::from(area.width).saturating_sub(4));
    let title = Line::from(vec![Span::raw(" "), Span::styled(title, theme.of(Look::Title)), Span::raw(" ")]);
    // A block styles all that it covers; drawn side by side it covers the border alone.
    let block = |borders| Block::new().borders(borders).border_type(border).border_style(theme.of(look));
    let beside = Rect { y: area.y + 1, width: 1, height: area.height - 2, ..area };
    block(Borders::TOP | Borders::LEFT | Borders::RIGHT).title(title).render(Rect { height: 1, ..area }, buffer);
    block(Borders::LEFT).render(beside, buffer);
    block(Borders::RIGHT).render(Rect { x: area.right() - 1, ..beside }, buffer);
    let below = Rect { y: area.bottom() - 1, height: 1, ..area };
    block(Borders::BOTTOM | Borders::LEFT | Borders::RIGHT).render(below, buffer);
    Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 }
}

/// Whether a pane has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Focus {
    /// It has.
    Here,
    /// Another has.
    Elsewhere,
}

impl Focus {
    /// By a condition.
    pub(super) const fn when(here: bool) -> Self {
        if here { Self::Here } else { Self::Elsewhere }
    }
}

/// A box for an overlay, on cleared ground.
pub(super) fn overlay(buffer: &mut Buffer, area: Rect, title: &str, theme: &Theme) -> Rect {
    Clear.render(area, buffer);
    buffer.set_style(area, theme.of(Look::Overlay));
    let inside = boxed(buffer, area, title, Focus::Here, theme);
    if inside.width > 4 { Rect { x: inside.x + 1, width: inside.width - 2, ..inside } } else { inside }
}

/// In the border below a list, how many of its lines lie above and below what is shown.
pub(super) fn hidden(buffer: &mut Buffer, inside: Rect, above: usize, below: usize, theme: &Theme) {
    let said = match (above, below) {
        (0, 0) => return,
        (above, 0) => format!(" ↑ {above} more "),
        (0, below) => format!(" ↓ {below} more "),
        (above, below) => format!(" ↑ {above} ↓ {below} more "),
    };
    let wide = u16::try_from(said.width()).unwrap_or(inside.width).min(inside.width);
    let corner = Rect { x: inside.right() - wide, y: inside.bottom(), width: wide, height: 1 };
    line(buffer, corner, 0, &Line::styled(said, theme.of(Look::Dim)));
}

/// A text cut to a width, with `…` where something is missing; line breaks show as spaces.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width && !text.contains('\n') {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let grapheme = if grapheme.contains('\n') { " " } else { grapheme };
        let wide = grapheme.width();
        if used + wide > width.saturating_sub(1) {
            if used < width {
                out.push('…');
            }
            return out;
        }
        used += wide;
        out.push_str(grapheme);
    }
    out
}

/// The byte ranges of the rows of a text wrapped at words; the first row may have less room.
pub(super) fn wrap(text: &str, first: usize, rest: usize) -> Vec<(usize, usize)> {
    let mut rows = Vec::new();
    let mut offset = 0;
    for paragraph in text.split('\n') {
        wrap_paragraph(paragraph, offset, if rows.is_empty() { first } else { rest }, rest, &mut rows);
        offset += paragraph.len() + 1;
    }
    rows
}

fn wrap_paragraph(text: &str, offset: usize, first: usize, rest: usize, rows: &mut Vec<(usize, usize)>) {
    let (mut start, mut used, mut room) = (0, 0, first.max(1));
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        // The blank behind a word may stand beyond the edge.
        let wide = word.trim_end().width();
        if used + wide > room && used > 0 && wide <= rest {
            rows.push((offset + start, offset + at));
            (start, used, room) = (at, 0, rest.max(1));
        }
        if used + wide <= room {
            used += word.width();
            at += word.len();
            continue;
        }
        // A word longer than a row is broken between its parts, and a part longer than a row between letters.
        for part in word.split_word_bounds() {
            if used + part.trim_end().width() > room && used > 0 && part.width() <= rest {
                rows.push((offset + start, offset + at));
                (start, used, room) = (at, 0, rest.max(1));
            }
            for grapheme in part.graphemes(true) {
                let wide = grapheme.trim_end().width();
                if used + wide > room && used > 0 {
                    rows.push((offset + start, offset + at));
                    (start, used, room) = (at, 0, rest.max(1));
                }
                used += grapheme.width();
                at += grapheme.len();
            }
        }
    }
    rows.push((offset + start, offset + text.len()));
}

/// First row to show so that a selected one is seen.
pub(super) const fn first_shown(selected: usize, total: usize, rows: usize) -> usize {
    if rows == 0 || total <= rows {
        return 0;
    }
    let half = rows / 2;
    let first = selected.saturating_sub(half);
    if first + rows > total { total - rows } else { first }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::style::Stylize;

    #[test]
    fn words_wrap_and_long_ones_break() {
        let text = "Y5 writing group now weekly";
        let rows: Vec<&str> = wrap(text, 12, 12).iter().map(|(a, b)| &text[*a..*b]).collect();
        assert_eq!(rows, ["Y5 writing ", "group now ", "weekly"]);
        let text = "staged, or whichever, then (so) on";
        let rows: Vec<&str> = wrap(text, 20, 20).iter().map(|(a, b)| &text[*a..*b]).collect();
        assert_eq!(rows, ["staged, or ", "whichever, then (so) ", "on"], "a comma begins no row");
        assert_eq!(wrap("abcdefgh", 3, 3).len(), 3);
        let text = "to HT; consultant";
        assert_eq!(
            wrap(text, 5, 12).iter().map(|(a, b)| &text[*a..*b]).collect::<Vec<_>>(),
            ["to ", "HT; ", "consultant"]
        );
        assert_eq!(wrap("a\n\nb", 9, 9).len(), 3);
        assert_eq!(cut("Minutes of last RTM", 8), "Minutes…");
        assert_eq!(cut("한국어", 4), "한…");
    }

    #[test]
    fn a_box_is_drawn_as_one_block_draws_it() {
        let theme = Theme::shipped("dark").unwrap();
        for (width, height) in [(3, 3), (12, 3), (20, 6)] {
            let area = Rect::new(1, 1, width, height);
            let (mut ours, mut theirs) = (Buffer::empty(Rect::new(0, 0, 24, 8)), Buffer::empty(Rect::new(0, 0, 24, 8)));
            let inside = boxed(&mut ours, area, "Agenda", Focus::Elsewhere, &theme);
            let title = cut("Agenda", usize::from(width.max(4)) - 4);
            let title = Line::from(vec![Span::raw(" "), Span::styled(title, theme.of(Look::Title)), Span::raw(" ")]);
            let block = Block::bordered().border_style(theme.of(Look::Border)).title(title);
            assert_eq!(inside, block.inner(area));
            block.render(area, &mut theirs);
            assert_eq!(ours, theirs, "{width}×{height}");
        }
    }

    proptest! {
        #[test]
        fn no_letter_is_lost_in_wrapping(text in "[a-c ŵ한👩\n]{0,40}", first in 0usize..12, rest in 0usize..12) {
            let rows = wrap(&text, first, rest);
            let joined: String = rows.iter().map(|(a, b)| &text[*a..*b]).collect();
            prop_assert_eq!(joined, text.replace('\n', ""));
        }

        #[test]
        fn a_line_is_written_as_the_library_writes_it(
            spans in prop::collection::vec("[a-c ŵ한👩\t~]{0,9}", 0..5),
            (x, width) in (0u16..6, 0u16..14),
        ) {
            let styles = [Style::new().bold(), Style::new().red(), Style::new()];
            let spans = spans.into_iter().zip(styles.into_iter().cycle());
            let written = spans.map(|(text, style)| Span::styled(text, style)).collect::<Line<'_>>().italic();
            let area = Rect { x, y: 1, width, height: 1 };
            let (mut ours, mut theirs) =
                (Buffer::empty(Rect::new(0, 0, 20, 2)), Buffer::empty(Rect::new(0, 0, 20, 2)));
            line(&mut ours, area, 0, &written);
            theirs.set_line(x, 1, &written, width);
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn a_cut_text_fits(text in "[a-c ŵ한👩]{0,40}", width in 0usize..20) {
            prop_assert!(cut(&text, width).width() <= width);
        }
    }
}
