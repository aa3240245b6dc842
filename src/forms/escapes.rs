//! Text from outside without the sequences that steer a terminal: colours, titles, the place of the cursor.

/// A text without them, each gone as a whole; other control characters stay.
pub fn without_escapes(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find([ESC, CSI, OSC]) {
        kept.push_str(&rest[..at]);
        let length = sequence(&rest[at..]);
        rest = &rest[at + length..];
    }
    kept.push_str(rest);
    kept
}

const ESC: char = '\u{1b}';
/// What begins a control sequence by itself.
const CSI: char = '\u{9b}';
/// What begins a command to the system by itself.
const OSC: char = '\u{9d}';

/// The bytes of the sequence a text begins with; of one that goes wrong, what begins it.
fn sequence(text: &str) -> usize {
    let mut chars = text.chars();
    let first = chars.next().map_or(0, char::len_utf8);
    let rest = chars.as_str();
    match (text.chars().next(), rest.chars().next()) {
        (Some(CSI), _) => first + control(rest),
        (Some(OSC), _) => first + command(rest),
        (_, Some('[')) => first + 1 + control(&rest[1..]),
        (_, Some(']' | 'P' | 'X' | '^' | '_')) => first + 1 + command(&rest[1..]),
        // Of a character set, and those of one character.
        (_, Some('(' | ')' | '*' | '+')) => first + 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
        (_, Some('7' | '8' | '=' | '>' | 'c' | 'D' | 'E' | 'H' | 'M' | 'N' | 'O' | 'Z')) => first + 1,
        _ => first,
    }
}

/// The bytes of parameters and the letter that ends them.
fn control(text: &str) -> usize {
    let parameters = text.bytes().take_while(|b| (0x20..=0x3f).contains(b)).count();
    let ends = text.as_bytes().get(parameters).is_some_and(|b| (0x40..=0x7e).contains(b));
    if ends { parameters + 1 } else { 0 }
}

/// The bytes of a command up to what ends it, in one line.
fn command(text: &str) -> usize {
    let line = text.split('\n').next().unwrap_or_default();
    let ends = ["\u{7}", "\u{1b}\\", "\u{9c}"].iter().filter_map(|end| Some(line.find(end)? + end.len()));
    ends.min().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::without_escapes;

    #[test]
    fn sequences_go_whole_and_words_stay() {
        for (typed, kept) in [
            ("\u{1b}[31mred\u{1b}[0m", "red"),
            ("a\u{9b}1;2Hb", "ab"),
            ("\u{1b}]0;title\u{7}words", "words"),
            ("\u{1b}]8;;https://example.org\u{1b}\\link\u{1b}]8;;\u{1b}\\", "link"),
            ("\u{1b}(Bplain", "plain"),
            ("\u{1b}7saved", "saved"),
            ("\u{1b}a word", "a word"),
            ("\u{1b}[31", "31"),
            ("\u{1b}]no end", "no end"),
            ("ŵ\u{1b}", "ŵ"),
            ("[31m stays", "[31m stays"),
        ] {
            assert_eq!(without_escapes(typed), kept, "{typed:?}");
        }
    }
}
