//! The words of a sentence, phrases as the files under `data/` have them, and where they stand in it.
//!
//! A phrase is words. In place of a word may stand:
//!
//! - `improv*`, `*ly`: a word that begins or ends so;
//! - `*`: any one word;
//! - `#`: a number, but for an hour as “9.30”;
//! - `..`: up to three words, or none;
//! - `<pupils>`: a word of that class in `data/words.ron`, which all rules share.
//!
//! Large and small letters are the same.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

use super::prose::spelt;
use crate::ronfile;

/// A word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// The byte it begins at.
    pub(super) at: usize,
    pub(super) text: &'a str,
    /// The classes it is of, each a bit.
    classes: u64,
}

impl<'a> Word<'a> {
    fn new(at: usize, text: &'a str) -> Self {
        Self { at, text, classes: CLASSES.of(text) }
    }

    /// The byte behind it.
    pub(super) fn end(&self) -> usize {
        self.at + self.text.len()
    }
}

/// The words of a text: letters, digits, hyphens and apostrophes inside.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        let inside = c.is_alphanumeric() || (start.is_some() && matches!(c, '-' | '\'' | '’' | '.' | '%'));
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                found.push(Word::new(from, text[from..at].trim_end_matches(['.', '-', '\'', '’'])));
                start = None;
            }
            (None, false) | (Some(_), true) => {}
        }
    }
    found
}

/// What stands in a phrase for a word.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    Word(String),
    Stem(String),
    Ending(String),
    Any,
    Number,
    Few,
    Class(u64),
}

impl From<&str> for Part {
    fn from(part: &str) -> Self {
        match (part, part.strip_suffix('*'), part.strip_prefix('*')) {
            ("*", ..) => Self::Any,
            ("#", ..) => Self::Number,
            ("..", ..) => Self::Few,
            (_, Some(stem), _) => Self::Stem(stem.to_owned()),
            (_, _, Some(ending)) => Self::Ending(ending.to_owned()),
            _ => match part.strip_prefix('<').and_then(|class| class.strip_suffix('>')) {
                Some(class) => Self::Class(CLASSES.bit(class)),
                None => Self::Word(part.to_owned()),
            },
        }
    }
}

impl Part {
    fn is(&self, word: &Word<'_>) -> bool {
        let bytes = word.text.as_bytes();
        match self {
            Self::Word(right) => word.text.eq_ignore_ascii_case(right),
            Self::Stem(right) => {
                bytes.get(..right.len()).is_some_and(|head| head.eq_ignore_ascii_case(right.as_bytes()))
            }
            Self::Ending(right) => {
                let tail = bytes.len().checked_sub(right.len()).map(|at| &bytes[at..]);
                tail.is_some_and(|tail| tail.eq_ignore_ascii_case(right.as_bytes()))
            }
            Self::Any | Self::Few => true,
            Self::Number => is_number(word.text),
            Self::Class(bit) => word.classes & bit != 0,
        }
    }
}

/// Whether a word is a number, with or without a sign.
fn is_number(word: &str) -> bool {
    let bare = word.trim_end_matches('%').trim_start_matches('£');
    !is_hour(bare) && (spelt(bare).is_some() || bare.replace(',', "").parse::<f64>().is_ok())
}

/// Whether a figure is a time of the day: “9.30”.
pub(super) fn is_hour(figure: &str) -> bool {
    figure.split_once('.').is_some_and(|(hour, minute)| {
        minute.len() == 2
            && minute.ends_with(['0', '5'])
            && minute < "60"
            && hour.parse::<u8>().is_ok_and(|hour| (1..=18).contains(&hour))
    })
}

/// How many words at the head of some are those of a phrase.
fn stands(parts: &[Part], words: &[Word<'_>]) -> Option<usize> {
    let Some((part, rest)) = parts.split_first() else { return Some(0) };
    if matches!(part, Part::Few) {
        return (0..=3.min(words.len())).find_map(|skip| Some(skip + stands(rest, &words[skip..])?));
    }
    let (first, behind) = words.split_first()?;
    if part.is(first) { stands(rest, behind).map(|count| count + 1) } else { None }
}

/// How many shelves there are.
const SHELVES: usize = 512;

/// The shelf of a text, by its first two letters, large or small.
fn shelf(text: &str) -> usize {
    let letter = |n: usize| text.as_bytes().get(n).map_or(0, |letter| usize::from(letter & 31));
    (letter(0) * 17 + letter(1)) % SHELVES
}

/// The classes of words that phrases speak of, each a bit.
#[derive(Debug)]
struct Classes {
    names: Vec<String>,
    /// The words in small letters, with the classes each is of.
    words: HashMap<Vec<u8>, u64>,
}

/// Those of the shipped file, read once.
static CLASSES: LazyLock<Classes> = LazyLock::new(|| {
    // That the shipped file reads, and that phrases name classes there are, is tested.
    let lists: BTreeMap<String, Vec<String>> = ronfile::read(include_str!("data/words.ron")).unwrap_or_default();
    let mut words = HashMap::<Vec<u8>, u64>::new();
    for (n, list) in lists.values().enumerate() {
        for word in list {
            *words.entry(word.to_ascii_lowercase().into_bytes()).or_default() |= 1 << n;
        }
    }
    Classes { names: lists.into_keys().collect(), words }
});

/// No word of a class has more bytes.
const LONGEST: usize = 32;

impl Classes {
    /// The bit of a class; none of one there is not.
    fn bit(&self, name: &str) -> u64 {
        self.names.iter().position(|known| known == name).map_or(0, |n| 1 << n)
    }

    /// The classes a word is of.
    fn of(&self, word: &str) -> u64 {
        let mut small = [0; LONGEST];
        let Some(small) = small.get_mut(..word.len()) else { return 0 };
        small.copy_from_slice(word.as_bytes());
        small.make_ascii_lowercase();
        self.words.get(&*small).copied().unwrap_or_default()
    }
}

/// Phrases to look for, taken apart once and shelved by the letters they begin with: few are compared with a word.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Phrases {
    /// Those that begin with letters, by their first two.
    lettered: Vec<Vec<Phrase>>,
    /// Those that begin with a word of a class.
    classed: Vec<Phrase>,
    /// The classes that one begins with.
    classes: u64,
    /// The others: those that begin with a number, any word or an ending.
    others: Vec<Phrase>,
}

/// Phrases that begin with the same word.
#[derive(Debug)]
struct Phrase {
    first: Part,
    /// What follows it in each.
    rests: Vec<Vec<Part>>,
}

impl Phrase {
    /// How many words at the head of some are those of the longest that stands there.
    fn stands(&self, words: &[Word<'_>]) -> Option<usize> {
        let (word, behind) = words.split_first()?;
        let rest = || self.rests.iter().filter_map(|rest| stands(rest, behind)).max();
        if self.first.is(word) { rest().map(|count| count + 1) } else { None }
    }
}

impl From<Vec<String>> for Phrases {
    fn from(phrases: Vec<String>) -> Self {
        phrases.iter().map(String::as_str).collect()
    }
}

impl<'a> FromIterator<&'a str> for Phrases {
    fn from_iter<I: IntoIterator<Item = &'a str>>(phrases: I) -> Self {
        let mut all = Self { lettered: std::iter::repeat_with(Vec::new).take(SHELVES).collect(), ..Self::default() };
        for phrase in phrases {
            let mut parts = phrase.split(' ').map(Part::from);
            let Some(first) = parts.next() else { continue };
            let shelf = match &first {
                Part::Word(_) | Part::Stem(_) => &mut all.lettered[shelf(phrase)],
                Part::Class(bits) => {
                    all.classes |= bits;
                    &mut all.classed
                }
                Part::Ending(_) | Part::Any | Part::Number | Part::Few => &mut all.others,
            };
            let at = shelf.iter().position(|known| known.first == first).unwrap_or_else(|| {
                shelf.push(Phrase { first, rests: Vec::new() });
                shelf.len() - 1
            });
            shelf[at].rests.push(parts.collect());
        }
        all
    }
}

impl Phrases {
    /// How many words from a place on are those of the longest phrase there.
    pub(super) fn at(&self, words: &[Word<'_>], at: usize) -> Option<usize> {
        let here = words.get(at..)?;
        let first = here.first()?;
        let lettered = self.lettered.get(shelf(first.text)).map_or(&[][..], Vec::as_slice);
        // Most words are of no class that one begins with.
        let classed = if first.classes & self.classes == 0 { &[][..] } else { &self.classed };
        let all = lettered.iter().chain(classed).chain(&self.others);
        all.filter_map(|phrase| phrase.stands(here)).max()
    }

    /// Where one stands first: first word, and how many.
    pub(super) fn find(&self, words: &[Word<'_>]) -> Option<(usize, usize)> {
        (0..words.len()).find_map(|at| self.at(words, at).map(|count| (at, count)))
    }

    /// Whether one stands somewhere.
    pub(super) fn said(&self, words: &[Word<'_>]) -> bool {
        self.find(words).is_some()
    }

    /// The words that belong to none.
    pub(super) fn without<'a>(&self, words: &[Word<'a>]) -> Vec<Word<'a>> {
        let mut left = Vec::with_capacity(words.len());
        let mut at = 0;
        while at < words.len() {
            let count = self.at(words, at);
            left.extend(words[at..].first().filter(|_| count.is_none()));
            at += count.unwrap_or(1);
        }
        left
    }

    /// Whether a word of a text is one of them.
    pub(super) fn is(&self, word: &Word<'_>) -> bool {
        self.at(std::slice::from_ref(word), 0).is_some()
    }

    /// Whether a word is one of them.
    pub(super) fn has(&self, word: &str) -> bool {
        let classes = if self.classed.is_empty() { 0 } else { CLASSES.of(word) };
        self.at(&[Word { at: 0, text: word, classes }], 0).is_some()
    }

    /// Whether one ends right before a place.
    pub(super) fn before(&self, words: &[Word<'_>], at: usize) -> bool {
        (1..=4.min(at)).any(|count| self.at(&words[..at], at - count) == Some(count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn classes_numbers_and_gaps_stand_for_words() {
        let words = words("Most of the girls now reach 4.5 points");
        let said = |phrase: &str| std::iter::once(phrase).collect::<Phrases>().said(&words);
        assert!(said("<pupils> now") && said("reach # points") && said("most .. now") && said("girls .. points"));
        assert!(!said("<pupils> reach") && !said("# of") && !said("most .. points"), "at most three words between");
    }

    #[test]
    fn every_class_that_a_phrase_names_is_there() {
        let names: BTreeMap<String, Vec<String>> = ronfile::read(include_str!("data/words.ron")).unwrap();
        assert!(names.len() <= 64 && names.values().all(|words| words.iter().all(|word| !word.contains(' '))));
        for file in [
            include_str!("data/view.ron"),
            include_str!("data/evidence.ron"),
            include_str!("data/impact.ron"),
            include_str!("data/tagged.ron"),
            include_str!("data/names.ron"),
            include_str!("data/described.ron"),
        ] {
            let named = file.split('<').skip(1).filter_map(|rest| rest.split_once('>'));
            let unknown: Vec<&str> = named.map(|(name, _)| name).filter(|name| !names.contains_key(*name)).collect();
            assert_eq!(unknown, [""; 0]);
        }
    }
}
