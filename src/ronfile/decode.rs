//! The text of a damaged file: as what an editor may have saved it, and where bytes are gone, a hole.

use super::rescue::HOLE;

/// Most bytes in a row that are taken for letters of another encoding: fewer than lie between two texts of a document, so
/// that no two can run together.
const MOST_LETTERS: usize = 4;

/// The letters of Windows-1252 from 0x80 to 0x9F; the rest are those of Unicode.
const WINDOWS: [char; 32] = [
    '€', HOLE, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', HOLE, 'Ž', HOLE, HOLE, '‘', '’', '“', '”', '•',
    '–', '—', '˜', '™', 'š', '›', 'œ', HOLE, 'ž', 'Ÿ',
];

/// Those of them that British notes are written with and that are no part of a letter of UTF-8 torn apart. A byte that a
/// bad disk made is seldom one.
const IN_USE: &str = "‘’“”–—…£•·½¼¾°éèêëáàäçñöüôîïûúóíÉ";

/// The text that bytes hold: UTF-8, UTF-16 as its mark says, or Windows-1252 where nothing is UTF-8. Whatever else is in them
/// is a hole.
pub fn decode(bytes: &[u8]) -> String {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        char::decode_utf16(units).map(|letter| letter.unwrap_or(HOLE)).collect()
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => narrow(rest),
        _ => narrow(bytes),
    }
}

fn narrow(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut foreign = Vec::new();
    // What is UTF-8 elsewhere is nothing else here.
    let most_letters = if bytes.utf8_chunks().all(|chunk| chunk.valid().is_ascii()) { MOST_LETTERS } else { 0 };
    for chunk in bytes.utf8_chunks() {
        if !chunk.valid().is_empty() {
            take(&mut text, &mut foreign, most_letters);
            text.push_str(chunk.valid());
        }
        foreign.extend_from_slice(chunk.invalid());
    }
    take(&mut text, &mut foreign, most_letters);
    text
}

/// Puts bytes that are no UTF-8 behind a text: letters if they are few, else a hole.
fn take(text: &mut String, foreign: &mut Vec<u8>, most_letters: usize) {
    let letter = |byte: &u8| {
        let letter = match byte {
            0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
            byte => char::from(*byte),
        };
        if IN_USE.contains(letter) { letter } else { HOLE }
    };
    match foreign.len() {
        0 => {}
        few if few <= most_letters => text.extend(foreign.iter().map(letter)),
        _ => text.push(HOLE),
    }
    foreign.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_editor_saved_otherwise_is_read_as_it_was_meant() {
        assert_eq!(decode("governors’ minutes".as_bytes()), "governors’ minutes");
        assert_eq!(decode(b"\xef\xbb\xbfplain"), "plain");
        assert_eq!(
            decode(b"governors\x92 minutes \x96 \xa35 for \x91Ren\xe9e\x92\x94"),
            "governors’ minutes – £5 for ‘Renée’”"
        );
        let wide: Vec<u8> = "\u{feff}Year 5 ’".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&wide), "Year 5 ’");
    }

    #[test]
    fn bytes_that_are_no_letters_are_a_hole() {
        assert_eq!(decode(b"a\xff\xff\xff\xff\xffb"), "a\0b");
        assert_eq!(decode(b"a\x81b"), "a\0b");
    }
}
