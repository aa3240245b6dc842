//! Evidence in a text: whether it states any, and whether what it states says how it is known.

use std::sync::LazyLock;

use serde::Deserialize;

use super::judgement::{Words as Judging, is_set_off};
use super::prose::{Phrases, Sentence, sentences, spelt, words};
use crate::ronfile;

/// The words, as `data/evidence.ron` has them.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Words {
    /// Things that are looked at to know.
    things: Phrases,
    /// How far a plan has come.
    states: Phrases,
    /// What such things do.
    show: Phrases,
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
    tellers: Phrases,
    tell: Phrases,
    /// Who can be seen to do something, and what was seen.
    doers: Phrases,
    did: Phrases,
    /// What ends like that and is provided or judged.
    undid: Phrases,
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

/// The words, as `data/tagged.ron` has them.
#[derive(Debug, Default, Deserialize)]
struct Known {
    /// What says how it is known.
    tags: Phrases,
    /// What people of the school do that is called the same: “the deputy has observed”.
    doing: Phrases,
    /// Who speaks of what was seen by oneself.
    selves: Phrases,
    /// What one thinks is not seen by oneself.
    thinking: Phrases,
    /// Pupils' work and what is kept of it, as what a sentence is about.
    materials: Phrases,
    /// How it is.
    being: Phrases,
    /// What is done with it, which tells nothing.
    kept: Phrases,
    /// Lines that open so are told by the one named.
    openings: Phrases,
    /// What is wished for or to be done.
    plans: Phrases,
    /// What may be only told of.
    doings: Phrases,
}

impl Known {
    /// Those of the shipped file, read once.
    fn shipped() -> &'static Self {
        // That the shipped file reads is tested.
        static SHIPPED: LazyLock<Known> =
            LazyLock::new(|| ronfile::read(include_str!("data/tagged.ron")).unwrap_or_default());
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
                || is_near(&words, &list.doers, &list.did, 4)
                || is_seen(&words, list)))
}

/// Whether somebody is said to have done something that was to be seen: “pupils queued”; but not “pupils improved”.
fn is_seen(words: &[(usize, &str)], list: &Words) -> bool {
    (1..words.len()).any(|at| {
        let word = words[at].1;
        word.ends_with("ed") && list.doers.has(words[at - 1].1) && !list.undid.has(word)
    })
}

/// Whether what is looked for stands at most so many words behind another.
fn is_near(words: &[(usize, &str)], first: &Phrases, then: &Phrases, far: usize) -> bool {
    (0..words.len())
        .filter_map(|at| Some(at + first.at(words, at)?))
        .any(|end| (end..words.len().min(end + far)).any(|at| then.at(words, at).is_some()))
}

/// A percentage, a decimal, money, so many of so many, from so many to so many.
fn is_counted(text: &str, words: &[(usize, &str)], list: &Words) -> bool {
    let word = |n: usize| words.get(n).map_or("", |(_, word)| *word);
    let number = |n: usize| n < words.len() && (spelt(word(n)).is_some() || word(n).eq_ignore_ascii_case("all"));
    let digits = |n: usize| word(n).parse::<u32>().is_ok();
    (0..words.len()).any(|n| {
        let (at, figure) = words[n];
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
fn is_measured(words: &[(usize, &str)], list: &Words) -> bool {
    let word = |n: usize| words.get(n).map_or("", |(_, word)| *word);
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

/// Words within quotation marks.
fn is_quoted(text: &str) -> bool {
    let opens = |mark: char, close: char| {
        text.split_once(mark).is_some_and(|(before, after)| {
            let apart = before.is_empty() || before.ends_with([' ', '(']);
            apart && after.split_once(close).is_some_and(|(words, _)| words.trim().contains(' '))
        })
    };
    opens('“', '”') || opens('‘', '’') || opens('"', '"') || opens('\'', '\'')
}

/// Whether a line of notes is headed by what was looked at: “Staff survey (22 of 29) - morale lower”.
fn is_headed(text: &str, list: &Words) -> bool {
    let end = [": ", " - ", " – ", " — "].iter().filter_map(|mark| text.find(mark)).min();
    end.is_some_and(|end| {
        let (head, rest) = (words(&text[..end]), words(&text[end..]));
        // How far a plan has come is told of it, not seen of it.
        let is_state = list.states.at(&rest, 0) == Some(rest.len());
        head.len() <= 8 && list.things.said(&head) && !is_state
    })
}

/// Whether a sentence says that something that was looked at shows something.
fn is_item(words: &[(usize, &str)], list: &Words) -> bool {
    let things = (0..words.len()).filter_map(|at| Some(at + list.things.at(words, at)?));
    things.into_iter().any(|end| {
        let after = words.get(end..(end + 10).min(words.len())).unwrap_or_default();
        list.show.said(after)
    })
}

/// Which sentences are evidence.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Every {
    /// All of them.
    Sentence,
    /// Those that say that something shows something.
    Cue,
}

/// What is read to tell evidence that says how it is known from such that does not.
pub(super) struct Lists {
    known: &'static Known,
    evidence: &'static Words,
    judging: &'static Judging,
}

impl Lists {
    pub(super) fn shipped() -> Self {
        Self { known: Known::shipped(), evidence: Words::shipped(), judging: Judging::shipped() }
    }
}

/// The sentences of a text that give evidence without a tag.
pub(super) fn untagged<'a>(text: &'a str, every: Every, lists: &Lists) -> Vec<Sentence<'a>> {
    let read = |part: &Sentence<'a>| (*part, lists.known.doing.without(&words(part.text)));
    let mut found = Vec::new();
    // What says how it is known says so of all parts of its sentence.
    for parts in sentences(text).chunk_by(|part, _| part.mark == ';') {
        let parts: Vec<_> = parts.iter().map(read).collect();
        if !parts.iter().any(|(part, words)| is_tagged(part.text, words, lists)) {
            let given = |(part, words): &(Sentence<'_>, Vec<_>)| {
                part.mark != '?' && (every == Every::Sentence || offers(part.text, words, lists))
            };
            found.extend(parts.iter().filter(|part| given(part)).map(|(part, _)| *part));
        }
    }
    found
}

/// Whether a sentence says how it is known: by a word for that, or by who saw it.
fn is_tagged(text: &str, words: &[(usize, &str)], lists: &Lists) -> bool {
    let list = lists.known;
    // “Deputy: …”, “(SENCO)”; but “Governors: …” may be what is told of.
    let is_teller = |word: &str| {
        lists.judging.heads.has(word) || (lists.evidence.tellers.has(word) && !word.ends_with('s') && word != "staff")
    };
    list.openings.at(words, 0).is_some()
        || list.tags.said(words)
        || words.iter().any(|word| is_set_off(text, word) && is_teller(word.1))
        || is_near(words, &lists.evidence.tellers, &lists.evidence.tell, 3)
        || (list.selves.said(words) && !list.thinking.said(words))
}

/// Whether a sentence offers evidence: something looked at shows something, heads a line, is said to be so, or has a
/// figure.
fn offers(text: &str, words: &[(usize, &str)], lists: &Lists) -> bool {
    let Lists { known, evidence, .. } = lists;
    if known.plans.said(words) {
        return false;
    }
    let start = &words[..words.len().min(7)];
    let stands = known.materials.find(start).is_some_and(|(at, _)| {
        let is = |(n, (_, word)): (usize, &(usize, &str))| {
            n > at && known.being.has(word) && !words.get(n + 1).is_some_and(|(_, next)| known.kept.has(next))
        };
        words.iter().enumerate().take(at + 10).any(is)
    });
    let figured = is_counted(text, words, evidence) && known.materials.said(words);
    let told_of = known.doings.said(words);
    is_item(words, evidence) || (!told_of && (is_headed(text, evidence) || stands || figured))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_words_read() {
        ronfile::read::<Words>(include_str!("data/evidence.ron")).unwrap();
        ronfile::read::<Known>(include_str!("data/tagged.ron")).unwrap();
    }
}
