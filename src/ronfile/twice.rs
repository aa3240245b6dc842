//! Names that stand twice in one map of a RON text: a reader keeps the last alone, so what stood under the first would be
//! lost without a word.

use std::collections::HashSet;

/// The byte of the first name that stands twice in its map, and the name. The text must read as RON.
pub(super) fn twice(text: &str) -> Option<(usize, String)> {
    let mut open: Vec<Level> = Vec::new();
    let mut at = 0;
    // Where the value or name at hand begins.
    let mut begun = None;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let long = token(rest);
        match rest.as_bytes()[0] {
            b'{' => {
                begun.get_or_insert(at);
                open.push(Level::Map { names: HashSet::new(), begun: begun.take(), is_name: true });
            }
            b'(' | b'[' => {
                begun.get_or_insert(at);
                open.push(Level::Other { begun: begun.take() });
            }
            b'}' | b')' | b']' => begun = open.pop().and_then(Level::begun),
            b',' => {
                begun = None;
                if let Some(Level::Map { is_name, .. }) = open.last_mut() {
                    *is_name = true;
                }
            }
            b':' => {
                if let Some(Level::Map { names, is_name, .. }) = open.last_mut()
                    && std::mem::take(is_name)
                    && let Some(start) = begun
                {
                    let name = plain(text[start..at].trim_end());
                    if !names.insert(name.clone()) {
                        return Some((start, name));
                    }
                }
                begun = None;
            }
            _ if long.is_blank => {}
            _ => {
                begun.get_or_insert(at);
            }
        }
        at += long.bytes;
    }
    None
}

/// Brackets that are open.
enum Level {
    Map { names: HashSet<String>, begun: Option<usize>, is_name: bool },
    Other { begun: Option<usize> },
}

impl Level {
    fn begun(self) -> Option<usize> {
        match self {
            Self::Map { begun, .. } | Self::Other { begun } => begun,
        }
    }
}

/// What begins a text.
struct Token {
    bytes: usize,
    /// Blanks or a comment.
    is_blank: bool,
}

/// The text, letter, comment or character that a text begins with.
fn token(text: &str) -> Token {
    let solid = |bytes| Token { bytes, is_blank: false };
    let blank = |bytes| Token { bytes, is_blank: true };
    let raw = || {
        let hashes = text.trim_start_matches('b').strip_prefix('r')?;
        let quote = hashes.trim_start_matches('#');
        let inner = quote.strip_prefix('"')?;
        let end = format!("\"{}", &hashes[..hashes.len() - quote.len()]);
        Some(text.len() - inner.len() + inner.find(&end)? + end.len())
    };
    match text.as_bytes() {
        [b'"', ..] => solid(1 + closed(&text[1..], '"')),
        [b'\'', ..] => solid(1 + closed(&text[1..], '\'')),
        [b'r' | b'b', ..] => solid(raw().unwrap_or(1)),
        [b'/', b'/', ..] => blank(text.find('\n').unwrap_or(text.len())),
        [b'/', b'*', ..] => blank(comment(text)),
        _ => {
            let first = text.chars().next().unwrap_or_default();
            Token { bytes: first.len_utf8(), is_blank: first.is_whitespace() }
        }
    }
}

/// How far it is to a closing mark, with it; what is behind a backslash closes nothing.
fn closed(text: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == mark => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// How long a comment is; comments may stand in comments.
fn comment(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let (step, change) = match rest.as_bytes() {
            [b'/', b'*', ..] => (2, 1),
            [b'*', b'/', ..] => (2, -1),
            _ => (rest.chars().next().map_or(1, char::len_utf8), 0),
        };
        at += step;
        depth = depth.saturating_add_signed(change);
        if depth == 0 {
            break;
        }
    }
    at
}

/// A name as it is meant, however it is written.
fn plain(name: &str) -> String {
    ron::from_str(name).unwrap_or_else(|_| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_given_twice_is_found_however_it_is_written() {
        let found = |text: &str| twice(text).map(|(at, name)| (text[at..].chars().take(6).collect::<String>(), name));
        let hit = |at: &str, name: &str| Some((at.to_owned(), name.to_owned()));
        assert_eq!(found(r#"(a: {"x": 1, "y": 2, "x": 3})"#), hit(r#""x": 3"#, "x"));
        assert_eq!(found(r##"{"x": "1", r#"x"#: "2"}"##), hit(r##"r#"x"#"##, "x"));
        assert_eq!(found(r#"{"a b": [{"c": 1}, {"c": 2}], "\u{61} b": []}"#), hit(r#""\u{61"#, "a b"));
        assert_eq!(found("{1: (), 2: (), 1: ()}"), hit("1: ()}", "1"));
        assert_eq!(found(r#"(x: {"a": {"b": 1, "b": 2}})"#), hit(r#""b": 2"#, "b"));
    }

    #[test]
    fn the_same_words_elsewhere_are_no_names() {
        for text in [
            r#"(a: {"x": "x", "y": "x"}, b: {"x": 1})"#,
            r#"{"x": "{\"x\": 1, \"x\": 2}", "y": r"\{"}"#,
            r#"{"x": 1, /* "x": 2, /* "x" */ */ // "x": 3
               "y": 2}"#,
            "{'{': 1, '}': 2, '\\'': 3}",
            "[(id: 1, id2: 2), (id: 1)]",
            "{Kind(\"a\"): 1, Kind(\"b\"): 2, (1, 2): 3, (1, 3): 4}",
        ] {
            assert_eq!(twice(text), None, "{text}");
        }
    }
}
