//! Reading prose: sentences, words, and words that stand one after another.

use serde::Deserialize;

/// A sentence and the byte of its text it begins at; its end mark is not part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sentence<'a> {
    pub(super) at: usize,
    pub(super) text: &'a str,
    /// What ends it; a blank line or the end of the text counts as a full stop.
    pub(super) mark: char,
}

/// The sentences of a text; a full stop inside a figure or after a title ends none.
pub(super) fn sentences(text: &str) -> Vec<Sentence<'_>> {
    let mut all = Vec::new();
    let mut start = 0;
    let mut push = |from: usize, to: usize, mark: char| {
        let text = &text[from..to];
        let trimmed = text.trim_start();
        if !trimmed.is_empty() {
            all.push(Sentence { at: from + text.len() - trimmed.len(), text: trimmed.trim_end(), mark });
        }
    };
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let after = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || matches!(c, '"' | '”' | '’' | '\'' | ')'));
        let ends = match c {
            '.' => after(next) && !is_short(&text[start..at]),
            '?' | '!' | ';' => after(next),
            '\n' => true,
            _ => false,
        };
        if ends {
            push(start, at, if c == '\n' { '.' } else { c });
            start = at + c.len_utf8();
        }
    }
    push(start, text.len(), '.');
    all
}

/// Whether a text ends in a short form, whose full stop ends no sentence.
fn is_short(before: &str) -> bool {
    let last = before.rsplit(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or_default();
    let title =
        ["Mr", "Mrs", "Ms", "Dr", "Rev", "Revd", "Cllr", "Prof", "St", "approx", "e.g", "i.e", "etc", "No", "no"];
    // Where no letter of a sentence stands before it, it is a number of a list.
    title[..13].contains(&last)
        || (last.chars().count() == 1 && last.chars().all(char::is_uppercase) && before.len() > 1)
}

/// The words of a text with the byte they begin at: letters, digits, hyphens and apostrophes inside.
pub(super) fn words(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        let inside = c.is_alphanumeric() || (start.is_some() && matches!(c, '-' | '\'' | '’' | '.' | '%'));
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                found.push((from, text[from..at].trim_end_matches(['.', '-', '\'', '’'])));
                start = None;
            }
            (None, false) | (Some(_), true) => {}
        }
    }
    found
}

/// Whether a word is the one of a pattern; `*` at its end stands for any ending. Large and small letters are the same.
pub(super) fn is(word: &str, pattern: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(stem) => word.as_bytes().get(..stem.len()).is_some_and(|head| head.eq_ignore_ascii_case(stem.as_bytes())),
        None => word.eq_ignore_ascii_case(pattern),
    }
}

/// How many words from a place on are those of a phrase; none if they are not.
pub(super) fn here(words: &[(usize, &str)], at: usize, phrase: &str) -> Option<usize> {
    // Nearly every phrase is told by its first letter not to be the one.
    let first = |text: &str| text.as_bytes().first().map(u8::to_ascii_lowercase);
    if words.get(at).map(|(_, word)| first(word)) != Some(first(phrase)) {
        return None;
    }
    let mut count = 0;
    for pattern in phrase.split(' ') {
        if !words.get(at + count).is_some_and(|(_, word)| is(word, pattern)) {
            return None;
        }
        count += 1;
    }
    Some(count)
}

/// Phrases to look for, in the order of their first letters, so that few are compared with a word.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Phrases(Vec<String>);

impl From<Vec<String>> for Phrases {
    fn from(mut phrases: Vec<String>) -> Self {
        phrases.sort_by_key(|phrase| letter(phrase));
        Self(phrases)
    }
}

impl Phrases {
    /// Those that begin with the letter of a word.
    fn like(&self, word: &str) -> &[String] {
        let letter = letter(word);
        let from = self.0.partition_point(|phrase| self::letter(phrase) < letter);
        let count = self.0[from..].partition_point(|phrase| self::letter(phrase) == letter);
        &self.0[from..from + count]
    }

    /// How many words from a place on are those of a phrase.
    pub(super) fn at(&self, words: &[(usize, &str)], at: usize) -> Option<usize> {
        self.like(words.get(at)?.1).iter().find_map(|phrase| here(words, at, phrase))
    }

    /// Where one stands first: first word, and how many.
    pub(super) fn find(&self, words: &[(usize, &str)]) -> Option<(usize, usize)> {
        (0..words.len()).find_map(|at| self.at(words, at).map(|count| (at, count)))
    }

    /// Whether one stands somewhere.
    pub(super) fn said(&self, words: &[(usize, &str)]) -> bool {
        self.find(words).is_some()
    }

    /// Whether a word is one of them.
    pub(super) fn has(&self, word: &str) -> bool {
        among(word, self.like(word))
    }

    /// Whether one ends right before a place.
    pub(super) fn before(&self, words: &[(usize, &str)], at: usize) -> bool {
        (1..=4.min(at)).any(|count| {
            let here = |phrase: &String| here(words, at - count, phrase) == Some(count);
            self.like(words[at - count].1).iter().any(here)
        })
    }
}

fn letter(text: &str) -> u8 {
    text.as_bytes().first().map_or(0, u8::to_ascii_lowercase)
}

/// Whether a word is one of some patterns.
pub(super) fn among(word: &str, patterns: &[impl AsRef<str>]) -> bool {
    patterns.iter().any(|pattern| is(word, pattern.as_ref()))
}

/// Whether one of some phrases stands somewhere.
pub(super) fn says(words: &[(usize, &str)], phrases: &[impl AsRef<str>]) -> bool {
    (0..words.len()).any(|at| phrases.iter().any(|phrase| here(words, at, phrase.as_ref()).is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_they_end() {
        let all = |text| sentences(text).into_iter().map(|s| (s.at, s.text.to_owned(), s.mark)).collect::<Vec<_>>();
        assert_eq!(
            all("Up 1.5 points. Is it (e.g. in Y5) good?\nMr. Lund came"),
            [
                (0, "Up 1.5 points".to_owned(), '.'),
                (15, "Is it (e.g. in Y5) good".to_owned(), '?'),
                (40, "Mr. Lund came".to_owned(), '.')
            ]
        );
        assert_eq!(all(" \n "), []);
    }

    #[test]
    fn phrases_are_found_whatever_their_letters() {
        let words = words("Lesson observations show progress");
        let phrases = Phrases::from(vec!["pupils".to_owned(), "lesson observation*".to_owned()]);
        assert_eq!(phrases.find(&words), Some((0, 2)));
        assert!(phrases.before(&words, 2) && !phrases.before(&words, 3));
        assert!(says(&words, &["SHOW"]) && !says(&words, &["observation"]));
    }
}
