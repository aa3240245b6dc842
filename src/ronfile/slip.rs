//! Words with a slip in them.

/// Whether a word is a name with a slip in it: a letter too few, too many, another, or two the wrong way round.
pub(super) fn is_like(name: &str, word: &str) -> bool {
    const SHORTEST: usize = 4;
    let (name, word) = (name.as_bytes(), word.as_bytes());
    if name.len() < SHORTEST || word.len().abs_diff(name.len()) > 1 {
        return false;
    }
    let same = name.iter().zip(word).take_while(|(one, other)| one == other).count();
    let (name, word) = (&name[same..], &word[same..]);
    match (name, word) {
        ([a, b, behind @ ..], [c, d, rest @ ..]) if a == d && b == c && behind == rest => true,
        _ => {
            let behind = |bytes: &[u8]| bytes.get(1..).unwrap_or_default().to_vec();
            behind(name) == behind(word) || behind(name) == word || name == behind(word)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_like;

    #[test]
    fn one_slip_is_like_and_another_word_is_not() {
        for word in ["minute", "minutess", "minuets", "ninutes", "minutex", "inutes", "minutes"] {
            assert!(is_like("minutes", word), "{word}");
        }
        for word in ["minuetss", "fields", "", "minnutess"] {
            assert!(!is_like("minutes", word), "{word}");
        }
        assert!(!is_like("id", "it") && !is_like("sent", "text") && is_like("people", "poeple"));
    }
}
