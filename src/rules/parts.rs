//! Words for a proportion and figures in a sentence, and which of them belong together (A4.2).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::phrases::{Phrases, Word};
use super::prose::spelt;
use crate::forms::{Band, shipped_bands};
use crate::ronfile;

/// The words, as `data/proportion.ron` has them.
#[derive(Debug, Default, Deserialize)]
struct Words {
    /// Other ways of writing the words of the bands.
    short: BTreeMap<String, String>,
    /// What a figure behind a comma may be led in by.
    leads: Phrases,
    /// What sets a figure apart from words before it.
    apart: Phrases,
    /// What joins a figure and the words that sum it up.
    sums: Phrases,
    /// What words that sum nothing up are of.
    part_of: Phrases,
    /// What has a figure of its own.
    own: Phrases,
    /// What “most” stands before when it compares, and behind.
    compared: Phrases,
    not_most: Phrases,
    /// What “majority” and “minority” stand before when they are no part of a whole, and behind.
    groups: Phrases,
    not_minority: Phrases,
    /// Words that are in no band of the handbook and can only be one side of a half.
    halves: Vec<Band>,
    /// What “half” stands before when it is a part of a whole, and behind when it is not.
    after_half: Phrases,
    not_half: Phrases,
    /// What “half the” stands before when nothing is parted: “half the battle”.
    no_whole: Phrases,
}

impl Words {
    /// Those of the shipped file, read once.
    fn shipped() -> &'static Self {
        // That the shipped file reads is tested.
        static SHIPPED: LazyLock<Words> =
            LazyLock::new(|| ronfile::read(include_str!("data/proportion.ron")).unwrap_or_default());
        &SHIPPED
    }
}

/// How many words a figure may stand away from its words.
const FAR: usize = 16;

/// Words for a proportion in a text: first and last token, and the words.
pub(super) struct Said<'a> {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) words: &'a str,
}

/// A figure in a text: its tokens, itself, and its percent.
pub(super) struct Figure {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) shown: String,
    pub(super) percent: f64,
}

/// How many of a part make the whole: three thirds.
pub(super) fn wholes(part: &str) -> Option<f64> {
    match part.trim_end_matches('s') {
        "third" => Some(3.0),
        "quarter" => Some(4.0),
        "fifth" => Some(5.0),
        "tenth" => Some(10.0),
        _ => None,
    }
}

/// The bands of the handbook, and behind them the words for one side of a half.
pub(super) fn bands() -> Vec<Band> {
    let mut bands = shipped_bands();
    bands.extend_from_slice(&Words::shipped().halves);
    bands
}

/// A sentence and its words.
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Word<'a>],
    /// The words in small letters.
    small: Vec<String>,
}

impl<'a> Line<'a> {
    pub(super) fn of(text: &'a str, tokens: &'a [Word<'a>]) -> Self {
        let small = tokens.iter().map(|token| token.text.to_lowercase().replace('’', "'")).collect();
        Self { text, tokens, small }
    }

    fn word(&self, n: usize) -> &str {
        self.small.get(n).map_or("", String::as_str)
    }

    fn back(&self, at: usize, n: usize) -> &str {
        at.checked_sub(n).map_or("", |n| self.word(n))
    }

    /// What stands between a word and the next.
    fn gap(&self, n: usize) -> &str {
        let next = self.tokens.get(n + 1).map_or(self.text.len(), |next| next.at);
        self.tokens.get(n).map_or("", |word| &self.text[word.end()..next])
    }

    fn breaks(&self, n: usize) -> bool {
        self.gap(n).contains([',', '(', ':', '–', '—', ')', '=']) || self.gap(n).contains(" - ")
    }

    /// Whether a figure behind words belongs to them: set off by a comma or bracket, or next to them.
    pub(super) fn is_set_off(&self, said: usize, figure: usize) -> bool {
        if figure - said > FAR {
            return false;
        }
        let last = (said..figure).rfind(|&n| self.breaks(n));
        let from = last.unwrap_or(said) + 1;
        let between: Vec<&str> = (from..figure).map(|n| self.word(n)).collect();
        let list = Words::shipped();
        // “That is to say 160 of 200”, “to be exact, 62%”.
        let is_turn = |n: usize| self.word(n) == "to" && matches!(self.word(n + 1), "say" | "be");
        let apart = (from..figure).any(|n| list.apart.has(self.word(n)) && !is_turn(n));
        let joined = between
            .first()
            .is_some_and(|word| *word == "and" && !between.get(1).is_some_and(|word| list.leads.has(word)));
        let led_in = between.iter().all(|word| *word == "and" || list.leads.has(word));
        // “Most of Year 2 reached the level in reading at 91%.”
        let at_the_end = figure + 1 == self.tokens.len()
            && between.last() == Some(&"at")
            && !between.iter().any(|word| *word == "and" || list.own.has(word));
        !apart
            && !joined
            && if last.is_some() { led_in || between.len() <= 1 } else { between.len() <= 3 || at_the_end }
    }

    /// Whether words behind a figure sum it up: “19 of 21 pupils, a majority”, “at 37 per cent, only a small minority”.
    pub(super) fn is_summed_up(&self, figure: usize, said: &Said<'_>) -> bool {
        let (list, end, said) = (Words::shipped(), said.to + 1, said.from);
        if said - figure > FAR {
            return false;
        }
        let last = (figure..said).rfind(|&n| self.breaks(n));
        let from = last.unwrap_or(figure) + 1;
        let is_apart = from == said && list.part_of.at(self.tokens, end).is_some();
        !is_apart && (from..said).all(|n| list.sums.has(self.word(n)))
    }

    /// A number set off by itself, and the whole it is of: “most of the 23 pupils, 20 in all,”, “12 pupils, of whom most (6)”.
    pub(super) fn alone(&self, one: &Said<'_>) -> Option<Figure> {
        let number = |n: usize| self.tokens.get(n).and_then(|token| spelt(token.text));
        // “Of the 30 in the class, most (12) are boys.”
        let of_all = self.word(0) == "of" && (1..=2).any(|n| n < one.from && number(n).is_some());
        let of_whom = of_all || matches!(self.back(one.from, 1), "whom" | "which" | "these" | "them");
        let whole_at = if of_all {
            (1..=2).find(|&n| number(n).is_some())
        } else if of_whom {
            (0..one.from).rfind(|&n| number(n).is_some())
        } else {
            (one.to + 1..one.to + 4).find(|&n| number(n).is_some() && !self.breaks(n - 1))
        }?;
        let start = if of_whom { one.to } else { whole_at };
        let part_at = (start + 1..(start + FAR).min(self.tokens.len())).find(|&n| number(n).is_some())?;
        let closed = matches!(self.gap(part_at).trim(), "," | ")" | "),")
            || matches!(self.word(part_at + 1), "in" | "do" | "did")
            || self.gap(part_at).trim().is_empty() && part_at + 1 == self.tokens.len()
            || self.gap(part_at).starts_with(')');
        let (part, whole) = (number(part_at)?, number(whole_at)?);
        let set_off = self.breaks(part_at - 1) && closed && part <= whole && whole > 0.0;
        set_off.then(|| Figure {
            from: part_at,
            to: part_at,
            shown: format!("{part} of {whole}"),
            percent: part * 100.0 / whole,
        })
    }

    /// The longest words for a proportion at each place, each once.
    pub(super) fn said<'b>(&self, bands: &'b [Band]) -> Vec<Said<'b>> {
        let mut phrases: Vec<&str> = bands.iter().flat_map(|band| &band.words).map(String::as_str).collect();
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.split(' ').count()));
        let is = |at: usize, word: &str| {
            let typed = self.word(at);
            typed == word || Words::shipped().short.get(typed).is_some_and(|long| long == word)
        };
        let stands = |at: usize, phrase: &str| phrase.split(' ').enumerate().all(|(n, word)| is(at + n, word));
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            // “Only a few” and “a few (9 of 20)” are few; “a few” may be any.
            let few = ["only", "just", "merely"].contains(&self.back(at, 2)) || self.gap(at).starts_with(" (");
            let before = if self.back(at, 1) == "a" && few { "only" } else { self.back(at, 1) };
            match phrases.iter().find(|phrase| stands(at, phrase)) {
                Some(phrase) if self.says_how_many(phrase, before, at) => {
                    let to = at + phrase.split(' ').count() - 1;
                    found.push(Said { from: at, to, words: phrase });
                    at = to + 1;
                }
                Some(_) | None => at += 1,
            }
        }
        found
    }

    /// Percentages, and so many of so many.
    pub(super) fn figures(&self) -> Vec<Figure> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let figure = self.percentage(at).or_else(|| self.part(at)).or_else(|| self.fraction(at));
            match figure.filter(|f| (0.0..=100.0).contains(&f.percent)) {
                Some(figure) => {
                    at = figure.to + 1;
                    found.push(figure);
                }
                None => at += 1,
            }
        }
        found
    }

    fn number(&self, n: usize) -> Option<f64> {
        self.tokens.get(n).and_then(|token| spelt(token.text))
    }

    fn percentage(&self, at: usize) -> Option<Figure> {
        let token = self.tokens[at].text;
        let signed = token.strip_suffix('%').and_then(|n| n.parse::<f64>().ok());
        let number = || self.number(at);
        let of = |to: usize, shown: String, percent: f64| Figure { from: at, to, shown, percent };
        if let Some(percent) = signed {
            return Some(of(at, token.to_owned(), percent));
        }
        if matches!(self.word(at + 1), "percent" | "pc")
            || self.gap(at).starts_with([' ', '%']) && self.gap(at).trim_start().starts_with('%')
        {
            return Some(of(if self.gap(at).contains('%') { at } else { at + 1 }, format!("{token}%"), number()?));
        }
        (self.word(at + 1) == "per" && self.word(at + 2) == "cent")
            .then(number)
            .flatten()
            .map(|n| of(at + 2, format!("{token}%"), n))
    }

    /// “16 of 18”, “16/18”, “five in a class of 28”, “33 children of 60”, “of 40 replies, 38”.
    fn part(&self, at: usize) -> Option<Figure> {
        let n = self.number(at);
        let word = |n: usize| self.word(n);
        let skip_the = |n: usize| {
            if matches!(word(n), "the" | "a" | "our" | "their" | "these" | "those") { n + 1 } else { n }
        };
        let (to, part, whole) = if at == 0 && word(0) == "of" {
            let to = (3..=4).find(|n| self.number(*n).is_some())?;
            (to, self.number(to)?, self.number(1)?)
        } else if self.gap(at).starts_with('/') && self.gap(at).len() == 1 {
            (at + 1, n?, self.number(at + 1)?)
        } else if let Some(to) = self.whole(at, &skip_the) {
            (to, n?, self.number(to)?)
        } else {
            return None;
        };
        (part <= whole && whole > 0.0).then(|| Figure {
            from: at,
            to,
            shown: format!("{part} of {whole}"),
            percent: part * 100.0 / whole,
        })
    }

    /// “Two thirds”, “a quarter”, where it begins a sentence or is set off: not “spent a third of the lesson waiting”.
    fn fraction(&self, at: usize) -> Option<Figure> {
        let (one, two) = self.word(at).split_once('-').map_or((self.word(at), self.word(at + 1)), |both| both);
        let whole = wholes(two)?;
        let part = if matches!(one, "a" | "an") { 1.0 } else { spelt(one)? };
        let to = if self.word(at).contains('-') { at } else { at + 1 };
        let before = if Words::shipped().leads.has(self.back(at, 1)) { at - 1 } else { at };
        let starts = before == 0 || self.breaks(before - 1);
        (starts && part < whole).then(|| Figure {
            from: at,
            to,
            shown: format!("{one} {two}"),
            percent: part * 100.0 / whole,
        })
    }

    /// Where the whole stands that a number is a part of.
    fn whole(&self, at: usize, skip_the: &impl Fn(usize) -> usize) -> Option<usize> {
        let word = |n: usize| self.word(n);
        self.number(at)?;
        let number = |n: usize| self.number(n).map(|_| n);
        // “11 pupils of 44”: a noun may stand between.
        for next in [at + 1, at + 2] {
            if next == at + 2
                && (self.breaks(at) || matches!(word(at + 1), "per" | "percent" | "and" | "to" | "or" | "points"))
            {
                break;
            }
            let after = match (word(next), word(next + 1)) {
                ("out", "of") => next + 2,
                ("of" | "from", _) => next + 1,
                ("in", "a" | "an" | "the") if word(next + 3) == "of" => next + 4,
                ("in", _) if next == at + 1 => next + 1,
                _ => continue,
            };
            return number(skip_the(after));
        }
        None
    }

    /// Whether words for a proportion are meant so: not “the most able”, “ethnic minority”, “majority decision”, “quite
    /// a few”, “half term”, “nearly half”, “half the battle”.
    fn says_how_many(&self, phrase: &str, before: &str, at: usize) -> bool {
        let list = Words::shipped();
        let end = at + phrase.split(' ').count();
        let after = self.word(end);
        match phrase {
            "most" => !list.not_most.has(before) && !list.compared.has(after),
            "majority" | "minority" | "large majority" | "small minority" => {
                !list.not_minority.has(before) && !list.groups.has(after)
            }
            "few" => before != "a",
            "half" => {
                // “70% of the cohort – half – had it.”
                let set_off = at > 0 && self.breaks(at - 1) && self.breaks(at);
                let counts = list.after_half.has(after) && !list.no_whole.has(self.word(end + 1));
                (counts || set_off) && !list.not_half.has(before)
            }
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_words_read() {
        ronfile::read::<Words>(include_str!("data/proportion.ron")).unwrap();
    }
}
