//! Whether a text tells what difference something made, or that it made none so far.

use std::sync::LazyLock;

use serde::Deserialize;

use super::phrases::{Phrases, Word, is_hour, words};
use super::prose::{sentences, spelt};
use crate::ronfile;

/// The words, as `data/impact.ron` has them.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Words {
    /// How a difference is said.
    difference: Phrases,
    /// What is a cause or a time from which on.
    causes: Phrases,
    /// What is otherwise than before.
    changes: Phrases,
    /// The same in notes, behind a colon or a dash.
    notes: Phrases,
    /// Things that are put up, and set up.
    put_up: Phrases,
    /// That no difference was made so far.
    none: Phrases,
    /// Beginnings of a sentence that tells what came of something: “Since they …”.
    openings: Phrases,
    /// Verbs of being and becoming, and what is otherwise than before behind them: “is calmer”.
    being: Phrases,
    comparatives: Phrases,
    /// What stands before one that only tells one thing from another: “a quieter room”.
    apart: Phrases,
    /// What people do that is called like a change: “the hours were doubled”.
    doings: Phrases,
    /// What a number only names: a year, a level.
    named: Phrases,
    /// When a figure beside another was so.
    earlier: Phrases,
    /// What is hoped for, to come, or asked.
    plans: Phrases,
}

impl Words {
    /// Those of the shipped file, read once.
    pub(super) fn shipped() -> &'static Self {
        // That the shipped file reads is tested.
        static SHIPPED: LazyLock<Words> =
            LazyLock::new(|| ronfile::read(include_str!("data/impact.ron")).unwrap_or_default());
        &SHIPPED
    }
}

/// Whether a text states an impact anywhere.
pub(super) fn is_stated(text: &str, list: &Words) -> bool {
    sentences(text).into_iter().any(|sentence| sentence.mark != '?' && states(sentence.text, list))
}

/// Whether a sentence states an impact: a difference or that there was none, a cause with a change, or a change in a note.
fn states(text: &str, list: &Words) -> bool {
    let all = list.doings.without(&words(text));
    if list.none.said(&all) {
        return true;
    }
    if list.plans.said(&all) {
        return false;
    }
    let arrow = ["→", "->", ">>", "=>"].iter().any(|arrow| text.contains(arrow));
    let caused = list.causes.said(&all) && (list.changes.said(&all) || is_moved(&all));
    let moved = is_moved(&all) && all.iter().any(|word| word.text.eq_ignore_ascii_case("from"));
    arrow
        || list.openings.at(&all, 0).is_some()
        || list.difference.said(&all)
        || caused
        || moved
        || is_other(&all, list)
        || is_compared(&all, list)
        || is_noted(text, list)
}

/// Whether a figure stands beside an earlier one: “22 last year, 7 this”, “91, was 84”.
fn is_other(words: &[Word<'_>], list: &Words) -> bool {
    // The number of a level or year is no figure.
    let figure = |n: usize| {
        let value = words[n].text.trim_end_matches('%').parse::<f64>();
        value.is_ok_and(|value| !(1900.0..2100.0).contains(&value)) && !list.named.before(words, n)
    };
    let first = (0..words.len()).find(|n| figure(*n));
    let last = (0..words.len()).rfind(|n| figure(*n));
    first.zip(last).filter(|(first, last)| first < last).is_some_and(|(first, last)| {
        let reach = &words[first..words.len().min(last + 3)];
        list.earlier.said(reach)
    })
}

/// Whether something is said to be otherwise than before: “lunchtimes are calmer”, “they settle sooner”; but not “a
/// quieter room”.
fn is_compared(words: &[Word<'_>], list: &Words) -> bool {
    (1..words.len()).any(|at| {
        let stands = list.being.before(words, at) || !list.apart.has(words[at - 1].text);
        stands && list.comparatives.has(words[at].text)
    })
}

/// A change in a note, behind its heading: “Canteen: queue time down”, but not “posters up”.
fn is_noted(text: &str, list: &Words) -> bool {
    let start = [": ", " - ", " – ", " — ", "; ", " = ", " > "].iter().filter_map(|mark| text.find(mark)).min();
    start.is_some_and(|start| {
        let words = words(&text[start..]);
        let Some((at, count)) = list.notes.find(&words) else { return false };
        let put_up = at > 0 && list.put_up.has(words[at - 1].text);
        let running = words.get(at + count).is_some_and(|word| word.text == "and");
        !put_up && !running
    })
}

/// Whether a figure goes to another: “61% to 78%”.
fn is_moved(words: &[Word<'_>]) -> bool {
    let figure = |n: usize| {
        words.get(n).is_some_and(|word| spelt(word.text.trim_end_matches('%')).is_some() && !is_hour(word.text))
    };
    (1..words.len()).any(|n| words[n].text == "to" && figure(n - 1) && figure(n + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_words_read() {
        ronfile::read::<Words>(include_str!("data/impact.ron")).unwrap();
    }
}
