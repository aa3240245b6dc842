//! How a line begins: `\`, `>5 `, and the mark or word of its kind.

use super::recognition::{Part, Recognition, Span};
use super::{Context, Kind, RoleName};

/// What the beginning of a line says.
pub(super) struct Opening {
    pub(super) kind: Kind,
    pub(super) item: Option<usize>,
    /// The item named that there is not.
    pub(super) missing: Option<usize>,
    /// Where the entry's own words begin, in bytes.
    pub(super) body: usize,
    /// Whether a leading `\` has switched everything off.
    pub(super) escaped: bool,
}

/// The words that begin a line, each followed by a colon.
const WORDS: [(&str, Kind); 7] = [
    (Kind::Action.word(), Kind::Action),
    (Kind::Decision.word(), Kind::Decision),
    ("agreed", Kind::Decision),
    (Kind::Question.word(), Kind::Question),
    (Kind::Observed.word(), Kind::Observed),
    (Kind::Reported.word(), Kind::Reported),
    (Kind::Private.word(), Kind::Private),
];

/// Reads the beginning of a line.
pub(super) fn read(text: &str, context: &Context<'_>, off: &Recognition, spans: &mut Vec<Span>) -> Opening {
    let mut opening = Opening { kind: Kind::Note, item: None, missing: None, body: 0, escaped: false };
    if text.starts_with('\\') && off.allows(0, 1) {
        spans.push(Span { start: 0, end: 1, what: Part::Escape });
        return Opening { body: 1, escaped: true, ..opening };
    }
    let mut take = |opening: &mut Opening, start: usize, length: usize, what: Part| {
        let end = start + length;
        if !off.allows(start, end) {
            return false;
        }
        spans.push(Span { start, end, what });
        opening.body = start_of_words(text, end);
        true
    };
    let mut at = start_of_words(text, 0);
    if let Some((n, length)) = item(&text[at..], context.items)
        && take(&mut opening, at, length, Part::Item)
    {
        opening.item = Some(n);
        at = opening.body;
    } else if let Some((n, length)) = item(&text[at..], usize::MAX).filter(|(n, _)| *n > context.items) {
        opening.missing = Some(n);
        // There is no such item, so its words stay; but a line meant to be private is private all the same.
        let behind = start_of_words(text, at + length);
        if let Some((Kind::Private, length)) = kind(&text[behind..], context.items)
            && take(&mut opening, behind, length, Part::Kind)
        {
            opening.kind = Kind::Private;
            opening.body = at;
        }
    }
    if let Some((kind, length)) = kind(&text[at..], context.items)
        && take(&mut opening, at, length, Part::Kind)
    {
        opening.kind = kind;
        at = opening.body;
        if opening.item.is_none()
            && let Some((n, length)) = item(&text[at..], context.items)
            && take(&mut opening, at, length, Part::Item)
        {
            opening.item = Some(n);
        }
    }
    opening
}

/// Past the white space at a byte.
fn start_of_words(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + (rest.len() - rest.trim_start().len())
}

/// `>5` or `> 5` followed by a space, with a number there is: the number and its bytes.
fn item(text: &str, items: usize) -> Option<(usize, usize)> {
    let after = text.strip_prefix('>')?;
    let rest = after.strip_prefix(' ').unwrap_or(after);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&digits) || !rest[digits..].starts_with([' ', '\t']) {
        return None;
    }
    let n = rest[..digits].parse().ok()?;
    (1..=items).contains(&n).then_some((n, text.len() - rest.len() + digits))
}

/// The kind a line says it is, and the bytes of its mark or word.
fn kind(text: &str, items: usize) -> Option<(Kind, usize)> {
    let first = text.chars().next()?;
    if let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.prefix() == Some(first)) {
        let rest = &text[first.len_utf8()..];
        return is_mark(kind, first, rest, items).then_some((kind, first.len_utf8()));
    }
    WORDS.into_iter().find_map(|(word, kind)| {
        let head = text.as_bytes().get(..word.len())?;
        (head.eq_ignore_ascii_case(word.as_bytes()) && text.as_bytes().get(word.len()) == Some(&b':'))
            .then_some((kind, word.len() + 1))
    })
}

/// Whether a first character is the mark of its kind, and not a sign or an amount: `+5 points`, `~60%`, `= 62%`, `% of pupils`, `+ve`.
fn is_mark(kind: Kind, mark: char, rest: &str, items: usize) -> bool {
    if rest.starts_with(mark) {
        return false;
    }
    let signed = rest.starts_with(|c: char| c.is_ascii_digit()) || is_amount(rest.trim());
    match kind {
        Kind::Note => false,
        Kind::Action => !rest.starts_with('='),
        Kind::Question => true,
        Kind::Decision => !signed && (!rest.starts_with('>') || item(rest, items).is_some()),
        Kind::Observed => !signed && !rest.starts_with(['/', '-']) && !begins_with_word(rest, "ve"),
        Kind::Reported => !signed,
        Kind::Private => !signed && !begins_with_word(rest.trim_start(), "of"),
    }
}

/// Whether a text is nothing but an amount: `62%`, `-3.5`, `12/30`.
fn is_amount(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit()) && text.bytes().all(|b| b.is_ascii_digit() || b" .,/%+-".contains(&b))
}

fn begins_with_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Whether a `%` stands after words and before others, as if it made a line private: `is well used but% HT looks exhausted`.
/// One after a figure is its own (`62% of`, `62 % of`), and one that is a word of the sentence is that: `the % of pupils`.
pub(super) fn has_private_within(text: &str, roles: &[RoleName]) -> bool {
    text.match_indices('%').any(|(at, mark)| {
        let (before, after) = (&text[..at], &text[at + mark.len()..]);
        let last = before.split_whitespace().next_back().unwrap_or_default();
        let next = after.trim_start();
        let is_figure = last.contains(|c: char| c.is_ascii_digit()) && !last.contains(char::is_alphabetic);
        let is_glued = !before.ends_with(char::is_whitespace);
        let is_word = begins_with_word(next, "of")
            || after.starts_with("age")
            || (!is_glued
                && ARTICLES.iter().any(|word| word.eq_ignore_ascii_case(last))
                && (next.starts_with(char::is_lowercase) || begins_with_group(next, roles)));
        let before_words = next.starts_with(|c: char| c.is_alphabetic() || "@\"'‘“(".contains(c));
        !last.is_empty() && !is_figure && !is_word && before_words
    })
}

/// Whether a text begins with letters that stand for a group of pupils, too long for initials and no role: `FSM`, `SEND`.
fn begins_with_group(text: &str, roles: &[RoleName]) -> bool {
    let word = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_role =
        |role: &RoleName| std::iter::once(&role.id).chain(&role.aliases).any(|name| name.eq_ignore_ascii_case(word));
    word.len() > 2 && word.bytes().all(|b| b.is_ascii_uppercase()) && !roles.iter().any(is_role)
}

/// After these, a `%` before a word that is no name is a word of the sentence: `the % reaching`.
const ARTICLES: [&str; 6] = ["the", "a", "an", "what", "which", "this"];
