//! Writing into the buffer: lines that fit, words that wrap, boxes with titles.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::symbols::border;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};
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
        x = if span.content.chars().all(stands_alone) {
            plain_letters(buffer, (x, y), room, &span.content, style)
        } else {
            buffer.set_stringn(x, y, &span.content, room.into(), style).0
        };
    }
}

/// Whether a character takes one cell and goes together with none of its like: plain letters, lines of boxes, marks.
const fn stands_alone(c: char) -> bool {
    matches!(
        c,
        ' '..='~' | '─'..='▟' | '·' | '–' | '—' | '‘' | '’' | '“' | '”' | '…' | '‹' | '›' | '←'..='↓' | '↳' | '✓' | '•'
            | '●' | '○' | '▲' | '◆' | '▸' | '▾' | '☐' | '☑'
    )
}

/// Writes characters of one cell each; returns where the next one goes.
fn plain_letters(buffer: &mut Buffer, (x, y): (u16, u16), room: u16, text: &str, style: Style) -> u16 {
    let start = buffer.index_of(x, y);
    let cells = buffer.content.iter_mut().skip(start).take(room.into());
    let mut written = 0;
    for (cell, letter) in cells.zip(text.chars()) {
        cell.set_char(letter).set_style(style);
        written += 1;
    }
    x + written
}

/// Columns that a text takes.
pub(super) fn width(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) { text.len() } else { text.width() }
}

/// Empties the whole screen, in a style.
pub(super) fn ground(buffer: &mut Buffer, style: Style) {
    let mut blank = Cell::EMPTY;
    blank.set_style(style);
    buffer.content.fill(blank);
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
        Focus::Here => (Look::BorderFocused, border::THICK, "▌"),
        Focus::Elsewhere => (Look::Border, border::PLAIN, ""),
    };
    let style = theme.of(look);
    let title = cut(&format!("{mark}{title}"), usize::from(area.width).saturating_sub(4));
    let title = Line::from(vec![Span::raw(" "), Span::styled(title, theme.of(Look::Title)), Span::raw(" ")]);
    // A block of the library covers, and styles, all that is inside too.
    let ground = buffer[(area.x, area.y)].clone();
    let cell = |symbol: &str| {
        let mut cell = ground.clone();
        cell.set_symbol(symbol).set_style(style);
        cell
    };
    let sides = (cell(border.vertical_left), cell(border.vertical_right));
    for y in area.y + 1..area.bottom() - 1 {
        buffer[(area.x, y)].clone_from(&sides.0);
        buffer[(area.right() - 1, y)].clone_from(&sides.1);
    }
    let mut across = |y: u16, left: &str, side: &str, right: &str| {
        let (from, to) = (buffer.index_of(area.x, y), buffer.index_of(area.right() - 1, y));
        buffer.content[from..to].fill(cell(side));
        (buffer.content[from], buffer.content[to]) = (cell(left), cell(right));
    };
    across(area.y, border.top_left, border.horizontal_top, border.top_right);
    across(area.bottom() - 1, border.bottom_left, border.horizontal_bottom, border.bottom_right);
    line(buffer, Rect { x: area.x + 1, width: area.width - 2, ..area }, 0, &title);
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
    if self::width(text) <= width && !text.contains('\n') {
        return text.to_owned();
    }
    // Most texts are plain letters, of which each byte is one.
    if width > 0 && text.as_bytes().iter().take(width).all(|byte| matches!(byte, b' '..=b'~')) {
        return format!("{}…", &text[..width - 1]);
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

/// A text cut to a width behind a whole word, with `…` where something is missing; one long word is cut where it has to be.
pub(super) fn cut_at_word(text: &str, width: usize) -> String {
    let short = cut(text, width);
    let Some(kept) = short.strip_suffix('…').filter(|_| short != text) else { return short };
    let ends_word = text.get(kept.len()..).is_none_or(|rest| rest.starts_with(char::is_whitespace));
    let whole = if ends_word { Some(kept) } else { kept.rsplit_once(' ').map(|(words, _)| words) };
    match whole.map(|words| words.trim_end_matches([' ', ',', '·'])).filter(|words| !words.is_empty()) {
        Some(words) => format!("{words}…"),
        None => short,
    }
}

/// Rows at the foot of a list that say the chosen line whole, where it is cut in its row.
pub(super) const WHOLE_ROWS: u16 = 2;

/// Parts a list from the rows at its foot that say its chosen line whole; one of few rows has none.
pub(super) const fn with_whole(area: Rect) -> (Rect, Rect) {
    let rows = if area.height >= 10 { WHOLE_ROWS } else { 0 };
    let list = Rect { height: area.height - rows, ..area };
    (list, Rect { y: area.y + list.height, height: rows, ..area })
}

/// Says a line whole at the foot of its list, if its row cuts it.
pub(super) fn whole(buffer: &mut Buffer, area: Rect, shown: &str, text: &str, theme: &Theme) {
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '·').collect::<String>();
    if area.height == 0 || letters(shown).contains(&letters(text)) {
        return;
    }
    let room = usize::from(area.width);
    let rows = wrap(text, room, room);
    for (row, (from, _)) in (0..area.height).zip(&rows) {
        let to = rows.get(usize::from(row)).map_or(text.len(), |(_, to)| *to);
        let last = row + 1 == area.height;
        let words = if last { cut(text[*from..].trim_end(), room) } else { text[*from..to].to_owned() };
        line(buffer, area, row, &Line::styled(words, theme.of(Look::Dim)));
    }
}

/// The words of a line from a span on.
fn words_of(line: &Line<'_>, from: usize) -> String {
    let parts = line.spans.iter().skip(from).map(|span| span.content.trim_matches([' ', '·']));
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Says a line at the foot of its list, if its row cuts it: from where the two differ on.
pub(super) fn whole_line(buffer: &mut Buffer, area: Rect, shown: &Line<'_>, uncut: &Line<'_>, theme: &Theme) {
    let alike =
        shown.spans.iter().zip(&uncut.spans).take_while(|(shown, whole)| shown.content == whole.content).count();
    whole(buffer, area, &words_of(shown, alike), &words_of(uncut, alike), theme);
}

/// Texts of a column cut to a width. Those that would look like another lose their middle instead of the words at their
/// end that tell them apart.
pub(super) fn cut_apart(texts: &[String], width: usize) -> Vec<String> {
    let short: Vec<String> = texts.iter().map(|text| cut(text, width)).collect();
    let is_like = |at: usize, other: usize| short[other] == short[at] && texts[other] != texts[at];
    let looks_like_another = |at: usize| (0..texts.len()).any(|other| is_like(at, other));
    let each = texts.iter().zip(&short).enumerate();
    each.map(|(at, (text, short))| if looks_like_another(at) { cut_middle(text, width) } else { short.clone() })
        .collect()
}

/// A text cut to a width with its last words, as many as leave room for a beginning; the last one in any case.
fn cut_middle(text: &str, width: usize) -> String {
    let ends = || text.match_indices(' ').map(|(at, _)| &text[at + 1..]);
    let fits = |most: usize| ends().find(|end| end.width() <= most);
    let end = fits(width * 2 / 3).or_else(|| fits(width.saturating_sub(3))).unwrap_or_default();
    format!("{}{end}", cut(text, width.saturating_sub(end.width())))
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
        let shown = word.trim_end();
        let wide = width(shown);
        if used + wide > room && used > 0 && wide <= rest {
            rows.push((offset + start, offset + at));
            (start, used, room) = (at, 0, rest.max(1));
        }
        if used + wide <= room {
            used += wide + width(&word[shown.len()..]);
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
    use ratatui::widgets::Block;

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
        assert_eq!(cut_at_word("for the headteacher", 13), "for the…");
        assert_eq!(cut_at_word("for the headteacher", 8), "for the…");
        assert_eq!(cut_at_word("headteacher", 6), "headt…");
        assert_eq!(cut_at_word("for the head", 12), "for the head");
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

    #[test]
    fn what_stands_alone_takes_a_cell_of_its_own() {
        let alone: String = ('\0'..='\u{ffff}').filter(|c| stands_alone(*c)).collect();
        assert!(alone.chars().count() > 200);
        for c in alone.chars() {
            assert_eq!(c.to_string().width(), 1, "{c}");
        }
        assert_eq!(alone.graphemes(true).count(), alone.chars().count());
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
            spans in prop::collection::vec("[a-c ŵ한👩\t~─→☑\u{fe0f}\u{301}]{0,9}", 0..5),
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
