//! `proportion`: words for a proportion agree with the figure beside them (NV-10; handbook 9, the table of A4.2).

use super::texts::{texts, words};
use super::{Place, Rule};
use crate::forms::{Band, RuleUse, shipped_bands};
use crate::session::Filled;

/// The rule.
pub(super) const RULE: Rule =
    Rule { id: "proportion", label: "Words that contradict the figure beside them", handbook: "9", find };

/// How many words a figure may stand away from its words.
const FAR: usize = 16;

fn find(filled: &Filled<'_>, usage: &RuleUse) -> Vec<(Place, String)> {
    let bands = shipped_bands();
    let mut found = Vec::new();
    for text in texts(filled, usage) {
        for wrong in contradictions(text.words, &bands) {
            let Contradiction { said, figure, right } = wrong;
            found.push((text.place.clone(), format!("{} says “{said}” of {figure}; that is “{right}”", text.label)));
        }
    }
    found
}

/// Words and a figure that do not go together.
#[derive(Debug, PartialEq, Eq)]
struct Contradiction {
    said: String,
    figure: String,
    right: String,
}

/// Words for a proportion in a text: first and last token, and the words.
struct Said<'a> {
    from: usize,
    to: usize,
    words: &'a str,
}

/// A figure in a text: its token, itself, and its whole percent.
struct Figure {
    from: usize,
    to: usize,
    shown: String,
    percent: u8,
}

fn contradictions(text: &str, bands: &[Band]) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for sentence in sentences(text) {
        let tokens = words(sentence);
        let (said, figures) = (said(&tokens, bands), figures(&tokens));
        // Each figure belongs to one of the words only.
        let mut used = Vec::new();
        for (n, one) in said.iter().enumerate() {
            let until = said.get(n + 1).map_or(usize::MAX, |next| next.from);
            let free = |f: &&Figure| !used.contains(&f.from);
            let after =
                figures.iter().filter(free).find(|f| f.from > one.to && f.from < until && f.from - one.to <= FAR);
            let before = || figures.iter().filter(free).rfind(|f| f.to < one.from && one.from - f.to <= FAR);
            let Some(figure) = after.or_else(before) else { continue };
            used.push(figure.from);
            let suits = |band: &&Band| (band.from..=band.to).contains(&figure.percent);
            let Some(band) = bands.iter().find(suits) else { continue };
            if !band.words.iter().any(|words| words == one.words) {
                let right = band.words.first().cloned().unwrap_or_default();
                found.push(Contradiction { said: one.words.to_owned(), figure: figure.shown.clone(), right });
            }
        }
    }
    found
}

/// The sentences of a text; a full stop inside a figure ends none.
fn sentences(text: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let ends = matches!(c, '.' | '?' | '!' | ';') && chars.peek().is_none_or(|(_, next)| next.is_whitespace())
            || c == '\n';
        if ends {
            all.push(&text[start..at]);
            start = at + c.len_utf8();
        }
    }
    all.push(&text[start..]);
    all
}

/// The longest words for a proportion at each place, each once.
fn said<'a>(tokens: &[(usize, &str)], bands: &'a [Band]) -> Vec<Said<'a>> {
    let mut phrases: Vec<&str> = bands.iter().flat_map(|band| &band.words).map(String::as_str).collect();
    phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.split(' ').count()));
    let is = |at: usize, phrase: &str| {
        phrase
            .split(' ')
            .enumerate()
            .all(|(n, word)| tokens.get(at + n).is_some_and(|(_, t)| t.eq_ignore_ascii_case(word)))
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let back = |n: usize| at.checked_sub(n).map(|n| tokens[n].1.to_lowercase()).unwrap_or_default();
        // “Only a few” are few; “a few” may be any.
        let before = if back(1) == "a" && back(2) == "only" { "only".to_owned() } else { back(1) };
        let after = tokens.get(at + 1).map(|(_, t)| t.to_lowercase()).unwrap_or_default();
        match phrases.iter().find(|phrase| is(at, phrase)) {
            Some(phrase) if says_how_many(phrase, &before, &after) => {
                let to = at + phrase.split(' ').count() - 1;
                found.push(Said { from: at, to, words: phrase });
                at = to + 1;
            }
            Some(_) | None => at += 1,
        }
    }
    found
}

/// Whether words for a proportion are meant so: not “the most able”, “ethnic minority”, “quite a few”, “half term”,
/// “nearly half”.
fn says_how_many(phrase: &str, before: &str, after: &str) -> bool {
    match phrase {
        "most" => !matches!(before, "the" | "at" | "one"),
        "minority" => {
            !matches!(before, "ethnic" | "linguistic" | "national") && !matches!(after, "ethnic" | "group" | "groups")
        }
        "few" => before != "a",
        "half" => {
            matches!(after, "of" | "the" | "all" | "our" | "its" | "their")
                && !matches!(
                    before,
                    "almost" | "nearly" | "than" | "over" | "about" | "around" | "just" | "under" | "a"
                )
        }
        _ => true,
    }
}

/// Percentages, and so many of so many.
fn figures(tokens: &[(usize, &str)]) -> Vec<Figure> {
    let mut found = Vec::new();
    let number = |n: usize| tokens.get(n).and_then(|(_, t)| spelt(t));
    let word = |n: usize| tokens.get(n).map_or(String::new(), |(_, t)| t.to_lowercase());
    let mut at = 0;
    while at < tokens.len() {
        let token = tokens[at].1;
        let figure = if let Some(percent) = token.strip_suffix('%').and_then(|n| n.parse::<f64>().ok()) {
            Some((at, token.to_owned(), percent))
        } else if let Some(percent) = number(at).filter(|_| matches!(word(at + 1).as_str(), "percent" | "pc")) {
            Some((at + 1, format!("{token}%"), percent))
        } else if let Some(percent) = number(at).filter(|_| word(at + 1) == "per" && word(at + 2) == "cent") {
            Some((at + 2, format!("{token}%"), percent))
        } else {
            let whole = |skip: usize| number(at).zip(number(at + skip)).filter(|(n, of)| n <= of && *of > 0.0);
            // “Of 40 replies, 38 were positive.”
            let part = (3..=4).find_map(|skip| Some((skip, number(at + skip)?)));
            let of = if at == 0
                && word(0) == "of"
                && let Some((whole, (skip, part))) = number(1).zip(part)
                && part <= whole
            {
                Some((at + skip, (part, whole)))
            } else if word(at + 1) == "of" {
                let skip = if word(at + 2) == "the" { 3 } else { 2 };
                whole(skip).map(|pair| (at + skip, pair))
            } else if word(at + 1) == "out" && word(at + 2) == "of" {
                let skip = if word(at + 3) == "the" { 4 } else { 3 };
                whole(skip).map(|pair| (at + skip, pair))
            } else {
                None
            };
            of.map(|(to, (n, of))| (to, format!("{n} of {of}"), n * 100.0 / of))
        };
        if let Some((to, shown, percent)) = figure.filter(|(.., percent)| (0.0..=100.0).contains(percent)) {
            // Rounded half up to a whole percent (A4.2).
            found.push(Figure { from: at, to, shown, percent: (percent + 0.5).floor() as u8 });
            at = to + 1;
        } else {
            at += 1;
        }
    }
    found
}

/// A number in digits, or as people write small ones.
fn spelt(word: &str) -> Option<f64> {
    const SMALL: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
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
    fn the_right_word_is_offered() {
        let said = |text: &str| {
            contradictions(text, &shipped_bands()).into_iter().map(|c| (c.said, c.right)).collect::<Vec<_>>()
        };
        assert_eq!(said("Most pupils (62%) are on track."), [("most".to_owned(), "majority".to_owned())]);
        assert_eq!(said("A large majority, 66 per cent, reached Level 4."), []);
        assert_eq!(
            said("19 of 21, a majority, can read."),
            [("majority".to_owned(), "very large majority".to_owned())]
        );
        assert_eq!(said("The most able (12%) and ethnic minority pupils (30%)."), []);
    }

    #[test]
    fn of_the_labelled_sentences_at_least_ninety_five_in_a_hundred_are_told_right() {
        let bands = shipped_bands();
        let (mut found, mut wanted, mut false_alarms, mut clean) = (0, 0, 0, 0);
        for line in include_str!("../../tests/rules/proportion-found.tsv").lines() {
            let mut parts = line.split('\t');
            let (label, sentence) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            let hit = !contradictions(sentence, &bands).is_empty();
            if label == "+" {
                wanted += 1;
                found += usize::from(hit);
            } else {
                clean += 1;
                false_alarms += usize::from(hit);
            }
        }
        assert!(wanted >= 60 && clean >= 60);
        assert!(found * 100 >= wanted * 95, "{found} of {wanted} found");
        assert!(false_alarms * 100 <= clean * 5, "{false_alarms} false alarms in {clean}");
    }
}
