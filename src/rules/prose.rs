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

/// A word to look for, or a part of one: `*` at its end stands for any ending, at its head for any beginning, alone for
/// any word. Large and small letters are the same.
#[derive(Debug)]
enum Pattern {
    Word(String),
    Stem(String),
    Ending(String),
}

impl From<&str> for Pattern {
    fn from(pattern: &str) -> Self {
        match (pattern.strip_suffix('*'), pattern.strip_prefix('*')) {
            (Some(stem), _) => Self::Stem(stem.to_owned()),
            (None, Some(ending)) => Self::Ending(ending.to_owned()),
            (None, None) => Self::Word(pattern.to_owned()),
        }
    }
}

impl Pattern {
    fn is(&self, word: &str) -> bool {
        let word = word.as_bytes();
        let (part, right) = match self {
            Self::Word(right) => (Some(word), right),
            Self::Stem(right) => (word.get(..right.len()), right),
            Self::Ending(right) => (word.len().checked_sub(right.len()).map(|at| &word[at..]), right),
        };
        part.is_some_and(|part| part.eq_ignore_ascii_case(right.as_bytes()))
    }
}

/// Phrases to look for, taken apart once and shelved by the letters they begin with: few are compared with a word.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Phrases(Vec<Vec<Phrase>>);

/// Phrases that begin with the same word.
#[derive(Debug)]
struct Phrase {
    first: String,
    pattern: Pattern,
    /// What follows that word in each, the longest first.
    rests: Vec<Vec<Pattern>>,
}

impl Phrase {
    /// How many words at the head of some are those of the longest that stands there.
    fn stands(&self, words: &[(usize, &str)]) -> Option<usize> {
        let ((_, word), behind) = words.split_first()?;
        let stands = |rest: &&Vec<Pattern>| {
            rest.len() <= behind.len() && rest.iter().zip(behind).all(|(pattern, (_, word))| pattern.is(word))
        };
        if self.pattern.is(word) { self.rests.iter().find(stands).map(|rest| rest.len() + 1) } else { None }
    }
}

/// How many shelves there are.
const SHELVES: usize = 512;

/// The shelf of a text, by its first two letters, large or small.
fn shelf(text: &str) -> usize {
    let letter = |n: usize| text.as_bytes().get(n).map_or(0, |letter| usize::from(letter & 31));
    (letter(0) * 17 + letter(1)) % SHELVES
}

impl From<Vec<String>> for Phrases {
    fn from(phrases: Vec<String>) -> Self {
        phrases.iter().map(String::as_str).collect()
    }
}

impl<'a> FromIterator<&'a str> for Phrases {
    fn from_iter<I: IntoIterator<Item = &'a str>>(phrases: I) -> Self {
        let mut shelves: Vec<Vec<Phrase>> = std::iter::repeat_with(Vec::new).take(SHELVES).collect();
        for phrase in phrases {
            let mut words = phrase.split(' ');
            let first = words.next().unwrap_or_default();
            let rest: Vec<Pattern> = words.map(Pattern::from).collect();
            let like = &mut shelves[shelf(first)];
            let at = like.iter().position(|known| known.first == first).unwrap_or_else(|| {
                like.push(Phrase { first: first.to_owned(), pattern: first.into(), rests: Vec::new() });
                like.len() - 1
            });
            like[at].rests.push(rest);
            like[at].rests.sort_by_key(|rest| std::cmp::Reverse(rest.len()));
        }
        Self(shelves)
    }
}

impl Phrases {
    /// Those that begin with the letters of a word.
    fn like(&self, word: &str) -> &[Phrase] {
        self.0.get(shelf(word)).map_or(&[], Vec::as_slice)
    }

    /// How many words from a place on are those of the longest phrase there.
    pub(super) fn at(&self, words: &[(usize, &str)], at: usize) -> Option<usize> {
        let here = words.get(at..)?;
        self.like(here.first()?.1).iter().filter_map(|phrase| phrase.stands(here)).max()
    }

    /// Where one stands first: first word, and how many.
    pub(super) fn find(&self, words: &[(usize, &str)]) -> Option<(usize, usize)> {
        (0..words.len()).find_map(|at| self.at(words, at).map(|count| (at, count)))
    }

    /// Whether one stands somewhere.
    pub(super) fn said(&self, words: &[(usize, &str)]) -> bool {
        self.find(words).is_some()
    }

    /// The words that belong to none.
    pub(super) fn without<'a>(&self, words: &[(usize, &'a str)]) -> Vec<(usize, &'a str)> {
        let mut left = Vec::with_capacity(words.len());
        let mut at = 0;
        while at < words.len() {
            let count = self.at(words, at);
            left.extend(words[at..].first().filter(|_| count.is_none()));
            at += count.unwrap_or(1);
        }
        left
    }

    /// Whether a word is one of them.
    pub(super) fn has(&self, word: &str) -> bool {
        self.like(word).iter().any(|phrase| phrase.stands(&[(0, word)]).is_some())
    }

    /// Whether one ends right before a place.
    pub(super) fn before(&self, words: &[(usize, &str)], at: usize) -> bool {
        (1..=4.min(at)).any(|count| self.at(&words[..at], at - count) == Some(count))
    }
}

/// A number in digits, or as people write small ones.
pub(super) fn spelt(word: &str) -> Option<f64> {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let small = |word: &str| SMALL.iter().position(|small| word.eq_ignore_ascii_case(small));
    let tens = |word: &str| TENS.iter().position(|ten| word.eq_ignore_ascii_case(ten)).map(|n| (n + 2) * 10);
    let both = || word.split_once('-').and_then(|(ten, one)| Some(tens(ten)? + small(one)?));
    let spelt = small(word).or_else(|| tens(word)).or_else(both);
    spelt.map(|n| n as f64).or_else(|| word.parse().ok())
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
