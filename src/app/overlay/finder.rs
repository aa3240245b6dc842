//! How well a choice fits what was typed: whole words from the start of its name before words within it, and these
//! before scattered letters.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::Choice;

/// How near a choice lies to where the user is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// Part of something else in the list: it comes after what holds the words itself.
    Far,
    /// As near as any.
    #[default]
    Plain,
    /// Where the user is just now: it comes first of those that fit alike.
    Near,
}

/// How a name holds what was typed, the best last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum How {
    /// Only in its line of help.
    Helped,
    /// As letters scattered over its other words.
    Elsewhere,
    /// As scattered letters.
    Scattered,
    /// As words that begin as those typed, in any order.
    AnyOrder,
    /// As words that begin as those typed, in their order.
    InOrder,
    /// As it was typed, in a name that is part of something else.
    Within,
    /// As it was typed.
    Held,
    /// As it was typed, from the start of a word.
    Worded,
    /// As it was typed, from the start of the name.
    Begun,
    /// The words typed are its words and all of them, in any order.
    AllWords,
    /// It is the name.
    Whole,
}

/// How well a choice fits; the greater, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fit {
    how: How,
    /// Whether what the user sees of it fits so, and not only another name.
    seen: bool,
    nearness: Nearness,
    score: u32,
}

impl Fit {
    /// Whether another fits in the same way.
    pub(super) fn is_as_good_as(self, other: Self) -> bool {
        self.how == other.how
    }

    /// Whether its name holds the words typed, or their beginnings.
    pub(super) fn is_held(self) -> bool {
        self.how > How::Scattered
    }

    /// Whether only letters fit, here and there.
    pub(super) fn is_scattered(self) -> bool {
        matches!(self.how, How::Scattered | How::Elsewhere)
    }
}

/// Looks for what was typed.
pub(super) struct Finder {
    typed: String,
    pattern: Pattern,
    matcher: Matcher,
    buffer: Vec<char>,
}

impl Finder {
    /// Looks for words, in any case.
    pub(super) fn new(typed: &str) -> Self {
        Self {
            typed: typed.trim().to_lowercase(),
            pattern: Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart),
            matcher: Matcher::new(Config::DEFAULT),
            buffer: Vec::new(),
        }
    }

    /// How well a choice fits; none: not at all.
    pub(super) fn fit(&mut self, choice: &Choice) -> Option<Fit> {
        let named = self.score(&choice.label);
        let otherwise = choice.names.iter().filter_map(|name| self.score(name)).max();
        let names = || std::iter::once(&choice.label).chain(&choice.names);
        let held = names().filter_map(|name| self.held(name)).max();
        let how = held.or_else(|| named.map(|_| How::Scattered)).or_else(|| otherwise.map(|_| How::Elsewhere));
        let how = how.or_else(|| self.is_helped(choice).then_some(How::Helped))?;
        let how = if choice.nearness == Nearness::Far { how.min(How::Within) } else { how };
        let seen = held.is_none() || self.held(choice.seen.as_ref().unwrap_or(&choice.label)) == held;
        // Of names with the same words the one that says least beside is meant.
        let score = if matches!(how, How::InOrder | How::AnyOrder) {
            let least = names().filter(|name| self.held(name) == held).map(String::len).min();
            u32::MAX.saturating_sub(least.and_then(|least| u32::try_from(least).ok()).unwrap_or(u32::MAX))
        } else {
            named.max(otherwise).unwrap_or_default()
        };
        Some(Fit { how, seen, nearness: choice.nearness, score })
    }

    fn score(&mut self, text: &str) -> Option<u32> {
        self.pattern.score(Utf32Str::new(text, &mut self.buffer), &mut self.matcher)
    }

    /// How a name holds the words as they were typed, if it does.
    fn held(&self, name: &str) -> Option<How> {
        let name = name.to_lowercase();
        if self.typed.is_empty() {
            return None;
        }
        let Some(at) = name.find(&self.typed) else {
            if self.is_all_words(&name) {
                return Some(How::AllWords);
            }
            let in_order = self.in_order(&name).then_some(How::InOrder);
            return in_order.or_else(|| self.in_any_order(&name).then_some(How::AnyOrder));
        };
        // The number before the title of an item is none of its words.
        let unnumbered = name.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
        let begins_word = |at: usize| !name[..at].ends_with(char::is_alphanumeric);
        Some(if name == self.typed || unnumbered == self.typed {
            How::Whole
        } else if at == 0 || unnumbered.starts_with(&self.typed) {
            How::Begun
        } else if name.match_indices(&self.typed).any(|(at, _)| begins_word(at)) {
            How::Worded
        } else {
            How::Held
        })
    }

    /// Whether the name has the words typed, all of them whole, and no other.
    fn is_all_words(&self, name: &str) -> bool {
        let sorted = |text: &str| {
            let words = words_of(text).filter(|word| !word.is_empty());
            let mut words: Vec<String> = words.map(str::to_owned).collect();
            words.sort_unstable();
            words
        };
        sorted(name) == sorted(&self.typed)
    }

    /// Whether each word typed begins one of the name, in their order.
    fn in_order(&self, name: &str) -> bool {
        let mut words = words_of(name);
        self.typed.split_whitespace().all(|typed| words.any(|word| word.starts_with(typed)))
    }

    /// Whether each word typed begins one of the name.
    fn in_any_order(&self, name: &str) -> bool {
        let begins = |typed: &str| words_of(name).any(|word| word.starts_with(typed));
        self.typed.split_whitespace().all(begins)
    }

    /// Whether each word stands in the name or its line of help.
    fn is_helped(&self, choice: &Choice) -> bool {
        let all = format!("{} {}", choice.label, choice.hint).to_lowercase();
        self.typed.split_whitespace().all(|word| all.contains(word))
    }
}

/// The words of a name: what stands between its signs.
fn words_of(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric())
}
