//! The letters of a file: UTF-8, or else Windows-1252, as spreadsheets save it.

/// What Windows-1252 has from 80 to 9F; `\0` where it has no letter.
const HIGH: &str = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

/// A cell as text on one line; nothing if its letters are neither.
pub(super) fn text_of(cell: &[u8]) -> Option<String> {
    let text = match std::str::from_utf8(cell) {
        Ok(text) => text.to_owned(),
        Err(_) => cell.iter().map(|byte| letter(*byte)).collect::<Option<String>>()?,
    };
    Some(text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().trim().to_owned())
}

fn letter(byte: u8) -> Option<char> {
    match byte {
        0x80..=0x9F => HIGH.chars().nth(usize::from(byte - 0x80)).filter(|c| *c != '\0'),
        byte => Some(char::from(byte)),
    }
}

/// What a file is by its first bytes, if it cannot be a CSV.
pub(super) fn other_than_csv(start: &[u8]) -> Option<Other> {
    let known: [(&[u8], &'static str); 6] = [
        (b"PK\x03\x04", "a spreadsheet or another zip archive"),
        (b"\xD0\xCF\x11\xE0", "an old spreadsheet or document"),
        (b"%PDF", "a PDF"),
        (b"<", "a web page"),
        (b"{", "JSON"),
        (b"\x1F\x8B", "a compressed file"),
    ];
    if start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF") {
        return Some(Other::Letters("UTF-16"));
    }
    if let Some((_, what)) = known.iter().find(|(mark, _)| start.starts_with(mark)) {
        return Some(Other::File(what));
    }
    if start.iter().all(u8::is_ascii_whitespace) {
        return Some(Other::File("an empty file"));
    }
    if start.contains(&0) {
        return Some(Other::File("a file of another program"));
    }
    None
}

/// What a file is instead of a CSV.
pub(super) enum Other {
    /// Another kind of file.
    File(&'static str),
    /// Text in letters that are not read here.
    Letters(&'static str),
}

/// How many lines are looked at for what stands between two cells.
const LOOKED_AT: usize = 20;

/// What stands between two cells, by the first line that is not a title: one with about as many marks as any.
pub(super) fn separator(start: &[u8]) -> u8 {
    let count = |line: &[u8], mark: u8| memchr::memchr_iter(mark, line).count();
    // The comma stands last: of equals, the last is taken.
    let most = |line: &[u8]| {
        [b'\t', b';', b','].map(|mark| (count(line, mark), mark)).into_iter().max_by_key(|(count, _)| *count)
    };
    let lines = || start.split(|byte| *byte == b'\n').take(LOOKED_AT).filter_map(most);
    let full = lines().map(|(count, _)| count).max().unwrap_or(0);
    lines().find(|(count, _)| 2 * count >= full).map_or(b',', |(_, mark)| mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_spreadsheets_are_read() {
        assert_eq!(text_of(b"St Andr\xE9's \x96 Infant").as_deref(), Some("St André's – Infant"));
        assert_eq!(text_of("St André’s".as_bytes()).as_deref(), Some("St André’s"));
        assert_eq!(text_of(b" two\r\nlines ").as_deref(), Some("two  lines"));
        assert_eq!(text_of(b"\x81\xE9"), None);
    }

    #[test]
    fn cells_are_told_apart_by_what_stands_most_often() {
        assert_eq!(separator(b"a,b,c\n1;2;3;4;5"), b',');
        assert_eq!(separator(b"a;b;c\n1,5;2"), b';');
        assert_eq!(separator(b"a\tb,c\td\n"), b'\t');
        assert_eq!(separator(b"alone\n"), b',');
        assert_eq!(separator(b"Hillside Primary, tracking\n\nYear;Both;Boys;Girls\n2009/10;62;60;64"), b';');
    }
}
