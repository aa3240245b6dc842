//! Reading prose: sentences, words, and words that stand one after another.

use std::collections::BTreeMap;

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

/// Phrases to look for, taken apart once, those that begin with the same letter together: few are compared with a word.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Phrases(BTreeMap<u8, Vec<Phrase>>);

/// The patterns of a phrase, word by word.
type Phrase = Vec<String>;

impl From<Vec<String>> for Phrases {
    fn from(phrases: Vec<String>) -> Self {
        phrases.iter().map(String::as_str).collect()
    }
}

impl<'a> FromIterator<&'a str> for Phrases {
    fn from_iter<I: IntoIterator<Item = &'a str>>(phrases: I) -> Self {
        let mut by_letter = BTreeMap::<u8, Vec<Phrase>>::new();
        for phrase in phrases {
            let patterns = phrase.split(' ').map(str::to_owned).collect();
            by_letter.entry(letter(phrase)).or_default().push(patterns);
        }
        Self(by_letter)
    }
}

impl Phrases {
    /// Those that begin with the letter of a word.
    fn like(&self, word: &str) -> &[Phrase] {
        self.0.get(&letter(word)).map_or(&[], Vec::as_slice)
    }

    /// How many words from a place on are those of a phrase.
    pub(super) fn at(&self, words: &[(usize, &str)], at: usize) -> Option<usize> {
        let here = words.get(at..)?;
        self.like(here.first()?.1).iter().find(|phrase| stands(here, phrase)).map(Vec::len)
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
        self.like(word).iter().any(|phrase| matches!(phrase.as_slice(), [only] if is(word, only)))
    }

    /// Whether one ends right before a place.
    pub(super) fn before(&self, words: &[(usize, &str)], at: usize) -> bool {
        (1..=4.min(at)).any(|count| {
            let here = &words[at - count..];
            self.like(here[0].1).iter().any(|phrase| phrase.len() == count && stands(here, phrase))
        })
    }
}

/// Whether the words of a phrase stand at the head of some words.
fn stands(words: &[(usize, &str)], phrase: &Phrase) -> bool {
    phrase.len() <= words.len() && phrase.iter().zip(words).all(|(pattern, (_, word))| is(word, pattern))
}

fn letter(text: &str) -> u8 {
    text.as_bytes().first().map_or(0, u8::to_ascii_lowercase)
}

/// Whether a word is one of some patterns.
pub(super) fn among(word: &str, patterns: &[impl AsRef<str>]) -> bool {
    patterns.iter().any(|pattern| is(word, pattern.as_ref()))
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
        let phrases: Phrases = ["pupils", "lesson observation*"].into_iter().collect();
        assert_eq!(phrases.find(&words), Some((0, 2)));
        assert!(phrases.before(&words, 2) && !phrases.before(&words, 3));
        let said = |phrase: &str| std::iter::once(phrase).collect::<Phrases>().said(&words);
        assert!(said("SHOW") && said("show progress") && !said("observation") && !said("progress made"));
        assert!(phrases.has("pupils") && !phrases.has("lesson"), "a phrase of two words is no word");
    }
}
