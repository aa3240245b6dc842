//! What judges in a sentence, and whether the sentence says whose judgement it is.
//!
//! A sentence judges by a word or turn of phrase that can only judge (“robust”, “too slow”, “well led”), or by one that
//! can do other things too (“good”, “strong”) where it stands behind a verb of being, behind what it grades or before it.
//! It is somebody's where a person, body or paper holds it, anywhere in the sentence.

use std::sync::LazyLock;

use serde::Deserialize;

use super::phrases::{Phrases, Word, words};
use super::prose::{Sentence, sentences};
use crate::ronfile;

/// The words, as `data/view.ron` has them.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Words {
    /// Words that judge where they stand behind a verb of being or beside what they grade.
    grades: Phrases,
    /// Words and turns of phrase that judge wherever they stand.
    plain: Phrases,
    /// Long ones that are told though a letter slipped.
    slips: Vec<String>,
    /// What is graded.
    aspects: Phrases,
    /// What follows a word of grading that grades nothing.
    idioms: Phrases,
    /// What follows one that means something else: “good at”.
    onward: Phrases,
    /// Words that end like those that judge and do not.
    neutral: Phrases,
    /// Turns of phrase that hold a word of grading and judge nothing.
    turns: Phrases,
    /// What is named by the word it is for: “good behaviour cup”.
    named: Phrases,
    /// Of what is graded, that of which hardly more is said than how good it is.
    qualities: Phrases,
    /// How words end that judge behind what they judge and a verb of being.
    predicates: Phrases,
    /// Words that end so and judge nothing.
    facts: Phrases,
    /// Verbs of being and judging before a word of grading.
    being: Phrases,
    /// Aims and conditions are no judgements.
    aims: Phrases,
    /// What a judgement may follow behind an aim or condition.
    breaks: Phrases,
    /// “Judged to be good” is one all the same.
    judged: Phrases,
    /// Who can hold a view.
    who: Phrases,
    /// What holding a view is called.
    holds: Phrases,
    /// Words that tell whose view it is by themselves.
    sources: Phrases,
    /// Whose view stands in front of a colon or in brackets: “SIP: good”, “good (SIP)”.
    pub(super) heads: Phrases,
    /// What is said by nobody: “it has to be said”.
    nobody: Phrases,
    /// Lines that open so are the view named, to their end.
    openings: Vec<String>,
    /// What a grade is, rather than who has it.
    criteria: Phrases,
    /// What is graded by a figure alone.
    headings: Phrases,
    /// What can be outstanding because it is owed or waited for.
    owed: Phrases,
}

impl Words {
    /// Those of the shipped file, read once.
    pub(super) fn shipped() -> &'static Self {
        // That the shipped file reads is tested.
        static SHIPPED: LazyLock<Words> =
            LazyLock::new(|| ronfile::read(include_str!("data/view.ron")).unwrap_or_default());
        &SHIPPED
    }
}

/// The sentences of a text that judge and do not say whose judgement that is, each with the words that judge.
pub(super) fn unmarked<'a>(text: &'a str, list: &Words) -> Vec<(Sentence<'a>, &'a str)> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = line.trim_start().to_lowercase();
        if !list.openings.iter().any(|opening| start.starts_with(opening)) {
            for parts in sentences(line).chunk_by(|part, _| part.mark == ';') {
                found.extend(
                    unmarked_parts(parts, list).map(|(part, judges)| (Sentence { at: at + part.at, ..part }, judges)),
                );
            }
        }
        at += line.len();
    }
    found
}

/// Whether a text judges anywhere, whosever judgement that is.
pub(super) fn is_judged(text: &str) -> bool {
    let list = Words::shipped();
    sentences(text).iter().any(|part| part.mark != '?' && judges(part.text, &words(part.text), list).is_some())
}

/// The parts of a sentence, parted by semicolons, that judge, where none says whose judgement it is.
fn unmarked_parts<'a>(parts: &[Sentence<'a>], list: &Words) -> impl Iterator<Item = (Sentence<'a>, &'a str)> {
    let parts: Vec<_> = parts.iter().map(|part| (*part, list.nobody.without(&words(part.text)))).collect();
    let judging: Vec<_> = parts
        .iter()
        .filter(|(part, _)| part.mark != '?')
        .filter_map(|(part, words)| Some((*part, judges(part.text, words, list)?)))
        .collect();
    let owned = !judging.is_empty() && parts.iter().any(|(part, words)| is_owned(part.text, words, list));
    judging.into_iter().filter(move |_| !owned)
}

/// How far from the word that judges what it judges may stand.
const FAR: usize = 8;

/// The words by which a sentence judges.
fn judges<'a>(text: &'a str, words: &[Word<'a>], list: &Words) -> Option<&'a str> {
    if list.criteria.said(words) {
        return None;
    }
    let judged = list.judged.said(words);
    let aspects: Vec<bool> = words.iter().map(|word| list.aspects.is(word)).collect();
    let (mut n, mut aimed) = (0, false);
    while n < words.len() {
        let turn = list.turns.at(words, n);
        aimed = !list.breaks.has(words[n].text) && (aimed || (!judged && list.aims.at(words, n).is_some()));
        let has_aspect = aspects[n.saturating_sub(FAR)..words.len().min(n + FAR)].contains(&true);
        let count = if aimed { None } else { judging(text, words, n, list, has_aspect) };
        if let Some(count) = count.filter(|count| turn.is_none_or(|turn| turn < *count))
            && !is_quoted(&text[..words[n].at])
            && !is_owed(words, n, list)
        {
            return Some(&text[words[n].at..words[n + count - 1].end()]);
        }
        n += turn.unwrap_or(1);
    }
    None
}

/// How many words from a place on judge.
fn judging(text: &str, words: &[Word<'_>], n: usize, list: &Words, has_aspect: bool) -> Option<usize> {
    let idle = words.get(n + 1).is_some_and(|next| list.idioms.has(next.text));
    // A turn of phrase ends where a comma stands.
    let whole = |count: usize| !text[words[n].at..words[n + count - 1].end()].contains([',', '—', '(']);
    let plain = list.plain.at(words, n).filter(|count| has_aspect && !(*count == 1 && idle) && whole(*count));
    let one = || {
        is_figure(text, words, n, list)
            || is_grade(text, words, n, list, has_aspect)
            || (has_aspect && (list.is_manner(words[n].text) || is_predicate(text, words, n, list)))
    };
    plain.or_else(|| one().then_some(1)).filter(|_| !names(text, words, n, list))
}

/// Whether a grade is given as a figure behind what it grades: “T&L 3”.
fn is_figure(text: &str, words: &[Word<'_>], n: usize, list: &Words) -> bool {
    let word = words[n];
    let headed = n > 0 && list.headings.has(words[n - 1].text);
    matches!(word.text, "1" | "2" | "3" | "4") && headed && !text[word.end()..].starts_with([' ', '.'])
}

/// Whether a word grades where it stands: behind a verb of being, behind what it grades, or before it.
fn is_grade(text: &str, words: &[Word<'_>], n: usize, list: &Words, has_aspect: bool) -> bool {
    let word = |n: usize| words.get(n).map_or("", |word| word.text);
    let back = |count: usize| n.checked_sub(count).map_or("", word);
    let grades = |n: usize| list.grades.has(word(n)) || list.is_slip(word(n));
    if !grades(n) || list.idioms.has(word(n + 1)) || list.onward.has(word(n + 1)) {
        return false;
    }
    let ends = !text[words[n].at + word(n).len()..].starts_with(' ');
    let paired = matches!(word(n + 1), "or" | "and") && grades(n + 2);
    let behind = has_aspect && (1..=4).any(|count| list.being.has(back(count)));
    // “T&L good”, “EYFS - good”, “Capacity to improve: strong”, “Geography: dull worksheets”.
    let before = text[..words[n].at].trim_end();
    let headed = has_aspect && (before.ends_with([':', '-', '–', '—']) || before.ends_with(','));
    let clipped = headed || (1..=2).any(|count| list.aspects.has(back(count)));
    let ahead = !ends
        && (list.aspects.has(word(n + 1)) || (!matches!(word(n + 2), "of" | "to") && list.aspects.has(word(n + 2))));
    behind || paired || clipped || ahead
}

/// Whether a word only tells what something is for that is called by it: “good behaviour cup”, “the Good Start scheme”.
fn names(text: &str, words: &[Word<'_>], n: usize, list: &Words) -> bool {
    let capital = |n: usize| words.get(n).is_some_and(|word| word.text.starts_with(char::is_uppercase));
    if n > 0 && capital(n) && capital(n + 1) && text[words[n - 1].end()..words[n].at] == *" " {
        return true;
    }
    let follows = |ahead: usize| text[words[n + ahead - 1].end()..].starts_with(' ') && n + ahead < words.len();
    let of_it = |ahead: usize| follows(ahead) && (ahead == 1 || list.aspects.is(&words[n + 1]));
    (1..=2).take_while(|ahead| of_it(*ahead)).any(|ahead| list.named.at(words, n + ahead).is_some())
}

/// Whether a word that no list has judges behind what it judges and a verb of being: by how it ends (“progress is
/// unspectacular in reading”), or as all that is said of it (“displays are dog-eared”) where it is no plain fact.
fn is_predicate(text: &str, words: &[Word<'_>], n: usize, list: &Words) -> bool {
    let word = words[n].text;
    let is_being = |at: usize| list.being.has(words[at].text);
    let behind = |subjects: &Phrases, far: usize| {
        let being = (1..=2).find(|back| n > *back && is_being(n - back));
        being.is_some_and(|back| words[(n - back).saturating_sub(far)..n - back].iter().any(|w| subjects.is(w)))
    };
    let is_fact = || list.facts.has(word) || list.neutral.has(word);
    let is_all = || {
        let ends = !text[words[n].end()..].starts_with([' ', '/', '-', '%']);
        ends && n > 1 && is_being(n - 1) && word.chars().all(|c| c.is_ascii_lowercase() || c == '-')
    };
    word.len() > 2
        && ((list.predicates.has(word) && behind(&list.aspects, 1)) || (is_all() && behind(&list.qualities, SUBJECT)))
        && !is_fact()
}

/// Among how many words before a verb of being stands what is spoken of.
const SUBJECT: usize = 5;

/// Whether a word is outstanding because it is owed or waited for.
fn is_owed(words: &[Word<'_>], n: usize, list: &Words) -> bool {
    words[n].text.eq_ignore_ascii_case("outstanding") && list.owed.said(words)
}

/// Whether a quotation is open where a text ends.
fn is_quoted(before: &str) -> bool {
    before.chars().filter(|c| matches!(c, '“' | '"' | '‘')).count() % 2 == 1 || before.ends_with(" '")
}

impl Words {
    /// Whether a word ends like an adverb that judges: “impeccably”.
    fn is_manner(&self, word: &str) -> bool {
        word.len() > 5 && !word.contains('-') && word.ends_with("ly") && !self.neutral.has(word)
    }

    /// Whether a word is a long one of grading with a slip: a letter too many, too few, wrong or out of place.
    fn is_slip(&self, word: &str) -> bool {
        word.len() >= 7 && self.slips.iter().any(|right| slips(word, right))
    }
}

fn slips(word: &str, right: &str) -> bool {
    let alike = word.as_bytes()[0].eq_ignore_ascii_case(&right.as_bytes()[0]);
    if !alike || !word.is_ascii() || word.len().abs_diff(right.len()) > 1 {
        return false;
    }
    let (word, right) = (word.to_ascii_lowercase(), right.as_bytes());
    let word = word.as_bytes();
    let same = word.iter().zip(right).take_while(|(a, b)| a == b).count();
    let tail = word.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count();
    let (left, other) = (word.len().saturating_sub(same + tail), right.len().saturating_sub(same + tail));
    let swapped = left == 2 && other == 2 && word[same] == right[same + 1] && word[same + 1] == right[same];
    (left <= 1 && other <= 1) || swapped
}

/// Whether a sentence says whose judgement it is: by words that tell it, by a heading or in brackets, or by who holds it.
fn is_owned(text: &str, words: &[Word<'_>], list: &Words) -> bool {
    if list.sources.said(words) || words.iter().any(|word| is_set_off(text, word) && list.heads.has(word.text)) {
        return true;
    }
    let owner = |word: &str| {
        let bare = ["'s", "’s", "'", "’"].iter().find_map(|own| word.strip_suffix(own));
        list.who.has(bare.unwrap_or(word))
    };
    words.iter().enumerate().filter(|(_, word)| owner(word.text)).any(|(n, word)| {
        // “The school's view is”, but not “the school's strengths, and their evaluation is”.
        let far = if word.text.contains(['\'', '’']) { 4 } else { 6 };
        let holds =
            (n + 1..words.len().min(n + far)).any(|at| list.holds.at(words, at).is_some() && !is_passive(words, at));
        // “Judged good by the school”, “in the view of the authority”.
        let by = (n.saturating_sub(3)..n).any(|at| matches!(words[at].text, "by" | "of" | "to"));
        holds || (by && (n.saturating_sub(8)..n).any(|at| list.holds.at(words, at).is_some()))
    })
}

/// Whether a word stands in front of a colon, or first in brackets: who says the rest.
pub(super) fn is_set_off(text: &str, word: &Word<'_>) -> bool {
    text[word.end()..].starts_with(':') || text[..word.at].ends_with(['(', '['])
}

/// Whether what is held is told without who holds it: “is judged”, “was found”.
fn is_passive(words: &[Word<'_>], at: usize) -> bool {
    let passive = |word: &str| ["is", "are", "was", "were", "be", "been", "being"].contains(&word);
    let ends = words[at].text.ends_with("ed") || ["found", "seen", "thought", "felt", "held"].contains(&words[at].text);
    // “Governors are satisfied that …” hold it.
    let opens = words.get(at + 1).is_some_and(|next| ["that", "with", "about"].contains(&next.text));
    ends && !opens && (at.saturating_sub(2)..at).any(|back| passive(words[back].text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_words_read() {
        ronfile::read::<Words>(include_str!("data/view.ron")).unwrap();
    }
}
