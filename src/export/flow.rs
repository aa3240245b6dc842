//! What all formats share about text: what can be printed, and where it breaks into paragraphs and lines.

use std::borrow::Cow;

use crate::outline::{Outline, Run, Style, Value};

/// What stands in a form's blank that says nothing of its own.
pub(super) const BLANK: &str = "____";

/// A piece of a line in one style, without line breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span<'a> {
    /// The text.
    pub(super) text: Cow<'a, str>,
    /// Its style.
    pub(super) style: Style,
}

/// A line: pieces of different styles.
pub(super) type Line<'a> = Vec<Span<'a>>;

/// A paragraph: at least one line.
pub(super) type Paragraph<'a> = Vec<Line<'a>>;

/// The text as every format can carry it: line ends are `\n`, tabs stay, other control characters are dropped.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_kept) {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' if rest.peek() == Some(&'\n') => {}
            '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            c if is_kept(c) => cleaned.push(c),
            _ => {}
        }
    }
    Cow::Owned(cleaned)
}

/// Control characters and noncharacters are illegal in XML or change a terminal; the two separators break lines.
fn is_kept(c: char) -> bool {
    match c {
        '\n' | '\t' => true,
        '\u{2028}' | '\u{2029}' | '\u{FFFE}' | '\u{FFFF}' => false,
        c => !c.is_control(),
    }
}

/// The text on one line: what is printed where lines cannot break.
pub(super) fn one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Runs as paragraphs of lines; empty lines part paragraphs and are not kept.
pub(super) fn paragraphs(runs: &[Run]) -> Vec<Paragraph<'_>> {
    let mut paragraphs = Vec::new();
    let mut paragraph = Paragraph::new();
    let mut line = Line::new();
    for run in runs {
        for (n, piece) in pieces(clean(&run.text)).into_iter().enumerate() {
            if n > 0 {
                end_line(&mut line, &mut paragraph, &mut paragraphs);
            }
            if piece.is_empty() {
                continue;
            }
            match line.last_mut() {
                Some(last) if last.style == run.style => last.text.to_mut().push_str(&piece),
                Some(_) | None => line.push(Span { text: piece, style: run.style }),
            }
        }
    }
    end_line(&mut line, &mut paragraph, &mut paragraphs);
    if !paragraph.is_empty() {
        paragraphs.push(paragraph);
    }
    paragraphs
}

fn end_line<'a>(line: &mut Line<'a>, paragraph: &mut Paragraph<'a>, paragraphs: &mut Vec<Paragraph<'a>>) {
    let ended = std::mem::take(line);
    if !ended.is_empty() {
        paragraph.push(ended);
    } else if !paragraph.is_empty() {
        paragraphs.push(std::mem::take(paragraph));
    }
}

fn pieces(text: Cow<'_, str>) -> Vec<Cow<'_, str>> {
    match text {
        Cow::Borrowed(text) => text.split('\n').map(Cow::Borrowed).collect(),
        Cow::Owned(text) => text.split('\n').map(|piece| Cow::Owned(piece.to_owned())).collect(),
    }
}

/// A minute's kind, with a capital.
pub(super) fn kind_label(kind: &str, unfinished: bool) -> String {
    const UNFINISHED: &str = "unfinished";
    let mut label = one_line(kind);
    if unfinished && !label.contains(UNFINISHED) {
        label = if label.is_empty() { UNFINISHED.to_owned() } else { format!("{label}, {UNFINISHED}") };
    }
    let mut chars = label.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => label,
    }
}

/// What stands before a minute's words: its kind and who said it.
pub(super) fn lead(kind: &str, who: &str) -> String {
    match (kind.is_empty(), who.is_empty()) {
        (true, true) => String::new(),
        (true, false) => format!("{who}:"),
        (false, true) => format!("{kind}:"),
        (false, false) => format!("{kind}, {who}:"),
    }
}

/// Whether a title takes smaller letters, so that it is not three lines high.
pub(super) fn is_long_title(title: &str) -> bool {
    const LONG: usize = 60;
    title.chars().count() > LONG
}

/// A title in which a scale (`1 - 4`) does not break.
pub(super) fn unbroken(title: &str) -> String {
    const KEPT: char = '\u{A0}';
    let chars: Vec<char> = title.chars().collect();
    let at = |n: usize| chars.get(n).copied().unwrap_or(' ');
    let is_of_scale = |n: usize| {
        let before = n > 0 && chars[n] == ' ' && at(n - 1).is_ascii_digit() && at(n + 1) == '-' && at(n + 2) == ' ';
        let after = n > 2 && chars[n] == ' ' && at(n - 1) == '-' && at(n - 2) == ' ' && at(n + 1).is_ascii_digit();
        before || after
    };
    (0..chars.len()).map(|n| if is_of_scale(n) { KEPT } else { chars[n] }).collect()
}

/// A label with a colon, unless it ends with a sign of its own.
pub(super) fn with_colon(label: &str) -> String {
    if label.ends_with(['?', ':', '.', '!']) || label.is_empty() { label.to_owned() } else { format!("{label}:") }
}

/// What a document comes from, at its foot: the session and the form.
pub(super) fn foot(outline: &Outline) -> String {
    let parts = foot_parts(outline).into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}

/// The same apart: the session, and the form.
pub(super) fn foot_parts(outline: &Outline) -> [String; 2] {
    // What a reader may want to know of a form is which year it is of. A document of several sessions has no form, and the
    // reference of none of them.
    let Some((_, version)) = outline.form.rsplit_once('@') else { return Default::default() };
    let derived = match outline.derived.as_str() {
        "" => String::new(),
        years => format!(", derived from the handbook of {}", one_line(years)),
    };
    let session = Some(one_line(&outline.reference)).filter(|reference| !reference.is_empty());
    let session = session.map(|reference| format!("Reference {reference}")).unwrap_or_default();
    [session, format!("Form version {}{derived}", one_line(version))]
}

/// Whether nobody has filled in anything of a row.
pub(super) fn is_blank(row: &[Value]) -> bool {
    row.iter().all(|value| matches!(value, Value::Blank(_)))
}

/// What a blank shows: as on paper, or a line to write on.
pub(super) fn blank(as_on_paper: &str) -> String {
    let shown = one_line(as_on_paper);
    if shown.is_empty() { BLANK.to_owned() } else { shown }
}

/// Lines that a blank leaves to write on by hand.
pub(super) fn room(as_on_paper: &str) -> usize {
    as_on_paper.matches('\n').count() + 1
}

/// How the words of a choice stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spread {
    /// Beside one another.
    Beside,
    /// Each on a line of its own.
    Below,
}

/// Whether the words to choose from fit beside one another.
pub(super) fn spread(options: &[String]) -> Spread {
    const LONGEST: usize = 26;
    const ALL: usize = 64;
    let lengths = || options.iter().map(|option| option.chars().count());
    if lengths().sum::<usize>() > ALL || lengths().any(|length| length > LONGEST) {
        Spread::Below
    } else {
        Spread::Beside
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(runs: &[Run]) -> Vec<Vec<String>> {
        let line = |line: &Line<'_>| line.iter().map(|span| span.text.as_ref()).collect::<Vec<_>>().join("|");
        paragraphs(runs).iter().map(|p| p.iter().map(line).collect()).collect()
    }

    #[test]
    fn an_empty_line_begins_a_paragraph_and_a_line_end_a_line() {
        let runs = [Run::plain("one\ntwo\n\n\nthree "), Run::strong("four\n"), Run::plain("\nfive\n")];
        assert_eq!(shown(&runs), [vec!["one", "two"], vec!["three |four"], vec!["five"]]);
        assert!(shown(&[Run::plain("\n\n")]).is_empty());
        assert!(shown(&[]).is_empty());
    }

    #[test]
    fn neighbours_of_one_style_are_one_piece() {
        assert_eq!(shown(&[Run::plain("a"), Run::plain("b"), Run::faint("c")]), [["ab|c"]]);
    }

    #[test]
    fn control_characters_go_and_every_line_end_is_one_kind() {
        assert_eq!(clean("a\u{0}b\u{1B}[31mc\tD\u{9B}e\u{FFFF}"), "ab[31mc\tDe");
        assert_eq!(clean("a\r\nb\rc\u{B}d\u{2028}e"), "a\nb\nc\nd\ne");
        assert!(matches!(clean("Ŵy ☒ 👩‍🏫 שלום"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_kind_begins_with_a_capital_and_says_when_it_is_unfinished() {
        assert_eq!(kind_label("decision", false), "Decision");
        assert_eq!(kind_label("", false), "");
        assert_eq!(kind_label("", true), "Unfinished");
        assert_eq!(kind_label("unfinished", true), "Unfinished");
        assert_eq!(kind_label("action 3", true), "Action 3, unfinished");
    }

    #[test]
    fn long_words_to_choose_from_stand_below_one_another() {
        let words = |words: &[&str]| words.iter().map(|&w| w.to_owned()).collect::<Vec<_>>();
        assert_eq!(spread(&words(&["No", "Nti", "SM"])), Spread::Beside);
        assert_eq!(spread(&words(&["Good progress in removing the causes", "None"])), Spread::Below);
    }
}
