//! Whether a text states evidence.

use std::sync::LazyLock;

use serde::Deserialize;

use super::phrases::{Phrases, Word, words};
use super::prose::{sentences, spelt};
use crate::ronfile;

/// The words, as `data/evidence.ron` has them.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Words {
    /// Things that are looked at to know.
    things: Phrases,
    /// How far a plan has come.
    states: Phrases,
    /// What is set up for such things, and named after them: “tracking system”.
    kinds: Phrases,
    /// What such things do.
    show: Phrases,
    /// What stands before such a verb where nothing is shown: “is given to governors”, “to give”.
    idle: Phrases,
    /// Ways of stating evidence that need nothing else.
    plainly: Phrases,
    /// What figures are about, when they are evidence.
    outcomes: Phrases,
    /// Where what is looked at is still to be.
    plans: Phrases,
    /// What sounds like a look and is none yet.
    undone: Phrases,
    /// What a number only names: a year, a level.
    named: Phrases,
    /// Months, whose numbers are dates.
    months: Phrases,
    /// What a small number of may be chosen or planned rather than counted.
    chosen: Phrases,
    /// What makes numbers those of an age.
    ages: Phrases,
    /// Who can tell something, and what telling is called.
    pub(super) tellers: Phrases,
    pub(super) tell: Phrases,
    /// What people want, fear, know or can do.
    minds: Phrases,
    /// Who can be seen to do something, and what was seen.
    doers: Phrases,
    did: Phrases,
    /// What ends like that and is provided or judged.
    undid: Phrases,
    /// What was seen to be done and ends otherwise.
    past: Phrases,
    /// What stands before a place.
    places: Phrases,
}

impl Words {
    /// Those of the shipped file, read once.
    pub(super) fn shipped() -> &'static Self {
        // That the shipped file reads is tested.
        static SHIPPED: LazyLock<Words> =
            LazyLock::new(|| ronfile::read(include_str!("data/evidence.ron")).unwrap_or_default());
        &SHIPPED
    }
}

/// Whether a text states evidence anywhere.
pub(super) fn is_stated(text: &str, list: &Words) -> bool {
    sentences(text).into_iter().any(|sentence| states(sentence.text, list))
}

/// Whether a sentence states evidence: a figure, what was seen or said, what shows something, what pupils did.
fn states(text: &str, list: &Words) -> bool {
    let words = list.undone.without(&words(text));
    if list.plainly.said(&words) || is_quoted(text) {
        return true;
    }
    let planned = list.plans.said(&words);
    is_counted(text, &words, list)
        || (!planned
            && (is_measured(&words, list)
                || is_item(&words, list)
                || is_headed(text, list)
                || is_near(&words, &list.tellers, &list.tell, 4)
                || is_near(&words, &list.tellers, &list.minds, 4)
                || is_near(&words, &list.doers, &list.did, 4)
                || is_seen(&words, list)))
}

/// How many words of a place may stand between who did something and what was done: “children in the nursery cut fruit”.
const PLACE: usize = 4;

/// Whether somebody is said to have done something that was to be seen: “pupils queued”; but not “pupils improved”.
fn is_seen(words: &[Word<'_>], list: &Words) -> bool {
    let is_done =
        |word: &Word<'_>| (word.text.ends_with("ed") && !list.undid.has(word.text)) || list.past.has(word.text);
    let is_doer = |at: usize| list.doers.has(words[at].text);
    (1..words.len()).filter(|at| is_done(&words[*at])).any(|at| {
        let from = at.saturating_sub(PLACE + 1);
        is_doer(at - 1) || (from..at - 1).any(|doer| is_doer(doer) && list.places.has(words[doer + 1].text))
    })
}

/// Whether what is looked for stands at most so many words behind another.
pub(super) fn is_near(words: &[Word<'_>], first: &Phrases, then: &Phrases, far: usize) -> bool {
    (0..words.len())
        .filter_map(|at| Some(at + first.at(words, at)?))
        .any(|end| (end..words.len().min(end + far)).any(|at| then.at(words, at).is_some()))
}

/// A percentage, a decimal, money, so many of so many, from so many to so many.
pub(super) fn is_counted(text: &str, words: &[Word<'_>], list: &Words) -> bool {
    let word = |n: usize| words.get(n).map_or("", |word| word.text);
    let number = |n: usize| n < words.len() && (spelt(word(n)).is_some() || word(n).eq_ignore_ascii_case("all"));
    let digits = |n: usize| word(n).parse::<u32>().is_ok();
    (0..words.len()).any(|n| {
        let (at, figure) = (words[n].at, words[n].text);
        let is_exact = figure.starts_with(|c: char| c.is_ascii_digit())
            && (figure.ends_with('%') || (figure.contains('.') && figure.parse::<f64>().is_ok()));
        // “Nine of last year's fourteen leavers”, “seven out of ten”; a group “of five to seven years” is none.
        let joins = matches!(word(n + 1), "of" | "to" | "out");
        let near = if word(n + 1) == "to" { 2..=3 } else { 2..=4 };
        let counts = |ahead: usize| number(n + ahead) && !list.ages.has(word(n + ahead + 1));
        // “26/30”; a date has its month.
        let part =
            text[at + figure.len()..].starts_with('/') && digits(n) && word(n + 1).len() >= 2 && word(n + 1) > "12";
        is_exact
            || (part && digits(n + 1))
            || text[..at].ends_with('£')
            || (number(n) && !list.named.before(words, n) && joins && near.into_iter().any(counts))
    })
}

/// A number and what is measured by it, or one that somebody must have counted; numbers of years, stages, levels and
/// dates are none.
fn is_measured(words: &[Word<'_>], list: &Words) -> bool {
    let word = |n: usize| words.get(n).map_or("", |word| word.text);
    let number = |n: usize| {
        let value = spelt(word(n)).filter(|value| *value > 1.0 && !(1900.0..2100.0).contains(value));
        let before = n.checked_sub(1).map_or("", word);
        let is_named = list.named.has(before)
            || list.months.has(before)
            || list.months.has(word(n + 1))
            || (before == "and" && n >= 3 && list.named.has(word(n - 3)));
        let is_chosen =
            value.is_some_and(|value| value <= MANY) && (1..=2).any(|ahead| list.chosen.has(word(n + ahead)));
        (value.is_some() && !is_named).then_some(is_chosen)
    };
    let mut numbers = (0..words.len()).filter_map(number).peekable();
    (numbers.peek().is_some() && list.outcomes.said(words)) || numbers.any(|is_chosen| !is_chosen)
}

/// Numbers above this are counted, where smaller ones may be chosen: “four days”, “12 weeks”.
const MANY: f64 = 12.0;

/// Words within quotation marks; a single one may be only a term, several are not.
fn is_quoted(text: &str) -> bool {
    // “The group read ‘ship’ and ‘chop’.”
    let several = [" '", " ‘", " “", " \""].iter().any(|mark| text.matches(mark).count() > 1);
    let opens = |mark: char, close: char| {
        text.split_once(mark).is_some_and(|(before, after)| {
            let apart = before.is_empty() || before.ends_with([' ', '(']);
            // The mark inside “I'm” closes nothing.
            let closes = |at: &usize| !after[at + close.len_utf8()..].starts_with(char::is_alphanumeric);
            let end = after.match_indices(close).map(|(at, _)| at).find(closes);
            apart && end.is_some_and(|end| after[..end].trim().contains(' '))
        })
    };
    several || opens('“', '”') || opens('‘', '’') || opens('"', '"') || opens('\'', '\'')
}

/// Whether a line of notes is headed by what was looked at: “Staff survey (22 of 29) - morale lower”.
pub(super) fn is_headed(text: &str, list: &Words) -> bool {
    let end = [": ", " - ", " – ", " — "].iter().filter_map(|mark| text.find(mark)).min();
    end.is_some_and(|end| {
        let (head, rest) = (words(&text[..end]), words(&text[end..]));
        // How far a plan has come is told of it, not seen of it.
        let is_state = list.states.at(&rest, 0) == Some(rest.len());
        head.len() <= 8 && list.things.said(&head) && !is_state
    })
}

/// Whether a sentence says that something that was looked at shows something.
pub(super) fn is_item(words: &[Word<'_>], list: &Words) -> bool {
    // A “tracking system” is kept; what it holds is looked at.
    let is_looked_at = |end: &usize| !words.get(*end).is_some_and(|word| list.kinds.has(word.text));
    let things = (0..words.len()).filter_map(|at| Some(at + list.things.at(words, at)?)).filter(is_looked_at);
    things.into_iter().any(|end| {
        let shows = |at: usize| list.show.at(words, at).is_some() && !list.idle.has(words[at - 1].text);
        (end..(end + 10).min(words.len())).any(shows)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_words_read() {
        ronfile::read::<Words>(include_str!("data/evidence.ron")).unwrap();
    }
}
