//! `proportion`: words for a proportion agree with the figure beside them (NV-10; handbook 9, the table of A4.2).

use super::prose::{sentences, words};
use super::texts::texts;
use super::{Context, Found, Mend, Rule};
use crate::forms::{Band, shipped_bands};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "proportion",
    label: "Words that contradict the figure beside them",
    handbook: "9",
    example: "“Most pupils (62%) are on track”: 62% is a majority",
    find,
};

/// How many words a figure may stand away from its words.
const FAR: usize = 16;

fn find(context: &Context<'_>) -> Vec<Found> {
    let bands = shipped_bands();
    let wording = Wording::of(&bands);
    let mut found = Vec::new();
    for text in texts(context) {
        for wrong in contradictions(text.words, &wording) {
            let then = mended(text.words, &wrong);
            let Contradiction { said, figure, right, .. } = wrong;
            let message = format!("{} says “{said}” of {figure}; that is “{right}”", text.label());
            let mend = Mend::rewrite(format!("write “{right}”"), &text.target(), text.words, then);
            found.push(Found::new(text.place(), message).about(&format!("{said} {figure}")).with([mend]));
        }
    }
    found
}

/// A text with the right words in place of the wrong ones, articles and “of” with them: “a majority of” for “most”.
fn mended(text: &str, wrong: &Contradiction) -> String {
    let (mut from, mut to) = (wrong.at, wrong.at + wrong.said.len());
    let is_noun = |words: &str| words.ends_with("majority") || words.ends_with("minority");
    let article = ["a ", "an ", "the "].into_iter().find(|article| {
        let before = text[..from].get(from.saturating_sub(article.len())..).unwrap_or_default();
        let apart = text[..from.saturating_sub(before.len())].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        before.eq_ignore_ascii_case(article) && apart
    });
    let with_of = text[to..].starts_with(" of ");
    let right = wrong.right.as_str();
    let words = match (is_noun(&wrong.said), is_noun(right)) {
        (true, true) if article.is_some_and(|article| article != "the ") => {
            from -= article.map_or(0, str::len);
            format!("{} {right}", if right.starts_with(['a', 'o']) { "an" } else { "a" })
        }
        (true, true) | (false, false) => right.to_owned(),
        (true, false) => {
            from -= article.map_or(0, str::len);
            let of_some = [" of the ", " of our ", " of its ", " of their ", " of these ", " of those ", " of all "];
            if with_of && right != "half" && !of_some.iter().any(|of| text[to..].starts_with(of)) {
                to += " of".len();
            }
            right.to_owned()
        }
        (false, true) => {
            let goes_on = text[to..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
            format!("a {right}{}", if with_of || !goes_on { "" } else { " of" })
        }
    };
    let capital = text[from..].starts_with(char::is_uppercase);
    let mut letters = words.chars();
    let first = letters.next().filter(|_| capital).map(|first| first.to_uppercase().to_string());
    let words = first.map_or(words.clone(), |first| first + letters.as_str());
    format!("{}{words}{}", &text[..from], &text[to..])
}

/// The bands with all their words, the longest first.
struct Wording<'a> {
    bands: &'a [Band],
    phrases: Vec<&'a str>,
}

impl<'a> Wording<'a> {
    fn of(bands: &'a [Band]) -> Self {
        let mut phrases: Vec<&str> = bands.iter().flat_map(|band| &band.words).map(String::as_str).collect();
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.split(' ').count()));
        Self { bands, phrases }
    }

    /// The longest words for a proportion that begin at a place.
    fn at(&self, tokens: &[(usize, &str)], at: usize) -> Option<&'a str> {
        let is = |n: usize, word: &str| tokens.get(n).is_some_and(|(_, token)| token.eq_ignore_ascii_case(word));
        let stands = |phrase: &&&str| phrase.split(' ').enumerate().all(|(n, word)| is(at + n, word));
        // Nearly every word is told by its first letter to begin none.
        let first = tokens.get(at)?.1.bytes().next()?.to_ascii_lowercase();
        self.phrases.iter().filter(|phrase| phrase.as_bytes().first() == Some(&first)).find(stands).copied()
    }
}

/// Words and a figure that do not go together.
#[derive(Debug, PartialEq, Eq)]
struct Contradiction {
    /// The byte of the text they begin at.
    at: usize,
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

fn contradictions(text: &str, wording: &Wording<'_>) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for sentence in sentences(text) {
        let tokens = words(sentence.text);
        let said = said(&tokens, wording);
        if said.is_empty() {
            continue;
        }
        let figures = figures(&tokens);
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
            let Some(band) = wording.bands.iter().find(suits) else { continue };
            if !band.words.iter().any(|words| words == one.words) {
                let at = sentence.at + tokens[one.from].0;
                let right = fitting(band, one.words).to_owned();
                found.push(Contradiction { at, said: one.words.to_owned(), figure: figure.shown.clone(), right });
            }
        }
    }
    found
}

/// The words of a band that stand best in place of others: “most” for “few”, “very large majority” for “minority”.
fn fitting<'a>(band: &'a Band, said: &str) -> &'a str {
    let like = |words: &&String| said.contains("ority") == words.contains("ority") && *words != "almost none";
    band.words.iter().find(like).or_else(|| band.words.last()).map_or("", String::as_str)
}

/// The longest words for a proportion at each place, each once.
fn said<'a>(tokens: &[(usize, &str)], wording: &Wording<'a>) -> Vec<Said<'a>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some(words) = wording.at(tokens, at) else {
            at += 1;
            continue;
        };
        let back = |n: usize| at.checked_sub(n).map(|n| tokens[n].1.to_lowercase()).unwrap_or_default();
        // “Only a few” are few; “a few” may be any.
        let before = if back(1) == "a" && back(2) == "only" { "only".to_owned() } else { back(1) };
        let after = tokens.get(at + 1).map(|(_, t)| t.to_lowercase()).unwrap_or_default();
        let to = at + words.split(' ').count() - 1;
        if says_how_many(words, &before, &after) {
            found.push(Said { from: at, to, words });
            at = to;
        }
        at += 1;
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
    fn the_right_words_stand_well_in_the_sentence() {
        for (now, then) in [
            ("Most pupils (62%) are on track.", "A majority of pupils (62%) are on track."),
            ("Most of the pupils (62%) are.", "A majority of the pupils (62%) are."),
            ("Most, 62%, agree.", "A majority, 62%, agree."),
            ("A majority of pupils (92%) agree.", "A very large majority of pupils (92%) agree."),
            ("An overwhelming majority of pupils (30%) agree.", "A small minority of pupils (30%) agree."),
            ("In all a minority of pupils (2%) agree.", "In all very few pupils (2%) agree."),
            ("The minority of the pupils (50%) agree.", "Half of the pupils (50%) agree."),
            ("Here few pupils (85%) agree.", "Here most pupils (85%) agree."),
        ] {
            let wrong = contradictions(now, &Wording::of(&shipped_bands()));
            assert_eq!(mended(now, &wrong[0]), then);
            assert_eq!(contradictions(then, &Wording::of(&shipped_bands())), [], "{then}");
        }
    }

    #[test]
    fn the_right_word_is_offered() {
        let said = |text: &str| {
            contradictions(text, &Wording::of(&shipped_bands()))
                .into_iter()
                .map(|c| (c.said, c.right))
                .collect::<Vec<_>>()
        };
        assert_eq!(said("Most pupils (62%) are on track."), [("most".to_owned(), "majority".to_owned())]);
        assert_eq!(said("A large majority, 66 per cent, reached Level 4."), []);
        assert_eq!(
            said("19 of 21, a majority, can read."),
            [("majority".to_owned(), "very large majority".to_owned())]
        );
        assert_eq!(said("The most able (12%) and ethnic minority pupils (30%)."), []);
    }
}
