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
fn is(word: &str, pattern: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(stem) => word.as_bytes().get(..stem.len()).is_some_and(|head| head.eq_ignore_ascii_case(stem.as_bytes())),
        None => word.eq_ignore_ascii_case(pattern),
    }
}

/// Phrases to look for, those that begin with the same letter together, so that a word meets few of them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Phrases {
    /// By the first byte, small letters; of each in their order.
    by_first: BTreeMap<u8, Vec<Phrase>>,
}

/// The patterns of a phrase, word by word.
type Phrase = Vec<String>;

impl From<Vec<String>> for Phrases {
    fn from(phrases: Vec<String>) -> Self {
        phrases.iter().map(String::as_str).collect()
    }
}

impl<'a> FromIterator<&'a str> for Phrases {
    fn from_iter<I: IntoIterator<Item = &'a str>>(phrases: I) -> Self {
        let mut by_first = BTreeMap::<u8, Vec<Phrase>>::new();
        for phrase in phrases {
            let words: Phrase = phrase.split(' ').map(str::to_owned).collect();
            by_first.entry(first(phrase)).or_default().push(words);
        }
        Self { by_first }
    }
}

impl Phrases {
    fn like(&self, word: &str) -> &[Phrase] {
        self.by_first.get(&first(word)).map_or(&[], Vec::as_slice)
    }

    /// Whether a word is one of them.
    pub(super) fn has(&self, word: &str) -> bool {
        self.like(word).iter().any(|phrase| matches!(phrase.as_slice(), [only] if is(word, only)))
    }

    /// How many words from a place on are those of one of them; none if they are of none.
    pub(super) fn at(&self, words: &[(usize, &str)], at: usize) -> Option<usize> {
        let (_, word) = words.get(at)?;
        let stands = |phrase: &&Phrase| {
            phrase.iter().enumerate().all(|(n, pattern)| words.get(at + n).is_some_and(|(_, word)| is(word, pattern)))
        };
        self.like(word).iter().find(stands).map(Vec::len)
    }

    /// Where one of them stands first.
    pub(super) fn first_in(&self, words: &[(usize, &str)]) -> Option<usize> {
        (0..words.len()).find(|at| self.at(words, *at).is_some())
    }

    /// Whether one of them stands somewhere.
    pub(super) fn stand_in(&self, words: &[(usize, &str)]) -> bool {
        self.first_in(words).is_some()
    }
}

/// The first byte of a text, small letters; 0 where it is empty.
fn first(text: &str) -> u8 {
    text.bytes().next().unwrap_or(0).to_ascii_lowercase()
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
        let phrases = |of: &[&str]| of.iter().copied().collect::<Phrases>();
        assert_eq!(phrases(&["pupils", "lesson observation*"]).at(&words, 0), Some(2));
        assert_eq!(phrases(&["pupils", "show"]).first_in(&words), Some(2));
        assert!(phrases(&["SHOW"]).stand_in(&words) && !phrases(&["observation"]).stand_in(&words));
        assert!(phrases(&["show progress", "Prog*"]).has("progress") && !phrases(&["show progress"]).has("show"));
    }
}
