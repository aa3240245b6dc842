//! `view`: an evaluative word says whose view it is, the school's or the authority's (NV-08; handbook 9).
//!
//! A sentence is taken for a judgement where a word of grading stands behind a verb of being or before an aspect of a
//! school's work; questions, actions, aims and turns of phrase (“good practice”, “outstanding actions”) are none. It is
//! marked where it or its line says who judges, or its entry is tagged `#school` or `#la` or has a speaker.

use serde::Deserialize;

use super::prose::{Phrases, Sentence, among, sentences, words};
use super::texts::{Text, texts};
use super::{Context, Found, Mend, Rule, beginning};
use crate::grammar::{Kind, View};
use crate::ronfile;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "view",
    label: "Judgements that do not say whose they are",
    handbook: "9",
    example: "“Teaching is good”: the school's view or the LA's?",
    find,
};

/// The words, as `data/view.ron` has them.
#[derive(Debug, Default, Deserialize)]
struct Words {
    /// Words of grading.
    grades: Vec<String>,
    /// Those that say nothing else in a school's paper, wherever they stand.
    plain: Vec<String>,
    /// What is graded.
    aspects: Phrases,
    /// What follows a word of grading that grades nothing.
    idioms: Phrases,
    /// Verbs of being and judging before a word of grading.
    being: Phrases,
    /// What may follow one that stands alone behind its verb.
    after: Phrases,
    /// Aims and conditions are no judgements.
    aims: Phrases,
    /// “Judged to be good” is one all the same.
    judged: Phrases,
    /// Who can hold a view.
    who: Phrases,
    /// What holding a view is called.
    holds: Phrases,
    /// Sources that are views by themselves.
    sources: Phrases,
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
    fn shipped() -> Self {
        // That the shipped file reads is tested.
        ronfile::read(include_str!("data/view.ron")).unwrap_or_default()
    }
}

fn find(context: &Context<'_>) -> Vec<Found> {
    let (list, mut found) = (Words::shipped(), Vec::new());
    for text in texts(context) {
        let spoken = |kind: Kind| match kind {
            Kind::Action | Kind::Question | Kind::Private => false,
            Kind::Note | Kind::Decision | Kind::Observed | Kind::Reported => true,
        };
        if text.entry.is_some_and(|entry| entry.view.is_some() || entry.who.is_some() || !spoken(entry.kind)) {
            continue;
        }
        for (sentence, word) in unmarked(text.words, &list) {
            let message = format!(
                "{} says “{word}” and not whose view that is: “{}”; mark it school view or LA view",
                text.label(),
                beginning(sentence.text)
            );
            let about = format!("{word} {}", beginning(sentence.text));
            found.push(Found::new(text.place(), message).about(&about).with(mends(context, &text, sentence)));
        }
    }
    found
}

fn mends(context: &Context<'_>, text: &Text<'_>, sentence: Sentence<'_>) -> Vec<Mend> {
    let marks = [(View::School, "school view"), (View::La, "LA view")];
    let one = |(view, words): (View, &str)| {
        let label = format!("mark it {words}");
        if let Some(entry) = text.entry {
            let then = format!("{} ({words})", text.words);
            return Mend::mark(label, context.filled.session, entry, (text.words, then), |entry| {
                entry.view = Some(view);
            });
        }
        let end = sentence.at + sentence.text.len();
        let then = format!("{} ({words}){}", &text.words[..end], &text.words[end..]);
        Some(Mend::rewrite(label, &text.target(), text.words, then))
    };
    marks.into_iter().filter_map(one).collect()
}

/// The sentences of a text that judge and do not say who does, each with the word that judges.
fn unmarked<'a>(text: &'a str, list: &Words) -> Vec<(Sentence<'a>, &'a str)> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = line.trim_start().to_lowercase();
        if !list.openings.iter().any(|opening| start.starts_with(opening)) {
            for sentence in sentences(line).into_iter().filter(|sentence| sentence.mark != '?') {
                let words = words(sentence.text);
                if let Some(word) = judgement(sentence.text, &words, list).filter(|_| !is_marked(&words, list)) {
                    found.push((Sentence { at: at + sentence.at, ..sentence }, word));
                }
            }
        }
        at += line.len();
    }
    found
}

/// The word by which a sentence judges.
fn judgement<'a>(text: &str, words: &[(usize, &'a str)], list: &Words) -> Option<&'a str> {
    let word = |n: usize| words.get(n).map_or("", |(_, word)| *word);
    if list.criteria.said(words) {
        return None;
    }
    let aim = list.aims.find(words).map_or(usize::MAX, |(at, _)| at);
    let judged = list.judged.said(words);
    let has_aspect = words.iter().any(|(_, word)| list.aspects.has(word));
    let quoted = |at: usize| text[..at].chars().filter(|c| matches!(c, '“' | '"' | '‘')).count() % 2 == 1;
    (0..words.len()).find_map(|n| {
        let grade = word(n);
        let back = |count: usize| n.checked_sub(count).map_or("", |n| word(n));
        let end = words[n].0 + grade.len();
        if matches!(grade, "1" | "2" | "3" | "4") && list.headings.has(back(1)) && !text[end..].starts_with(' ') {
            return Some(grade);
        }
        if !is_grade(grade, &list.grades) || list.idioms.has(word(n + 1)) || (aim < n && !judged) || quoted(words[n].0)
        {
            return None;
        }
        if is_grade(grade, &["outstanding"]) && list.owed.said(words) {
            return None;
        }
        let alone = !text[end..].starts_with(' ') || list.after.has(word(n + 1));
        let degree = !among(grade, &["better", "best", "strong", "weak", "poor"]);
        let paired = degree && matches!(word(n + 1), "or" | "and") && is_grade(word(n + 2), &list.grades);
        let behind = alone && has_aspect && (1..=4).any(|count| list.being.has(back(count)));
        // “T&L good”, “EYFS - good”.
        let clipped = alone && (1..=2).any(|count| list.aspects.has(back(count)));
        let ahead = list.aspects.has(word(n + 1))
            || (degree && !among(word(n + 2), &["of", "to"]) && !alone && list.aspects.has(word(n + 2)));
        let plain = is_grade(grade, &list.plain) && (has_aspect || behind);
        // “Better than” compares, and does not grade.
        let compares = among(grade, &["better", "best"]);
        (!compares && (paired || behind || clipped || ahead || plain)).then_some(grade)
    })
}

/// Whether a word is one of grading, or a long one with a slip: a letter too many, too few, wrong or out of place.
fn is_grade(word: &str, grades: &[impl AsRef<str>]) -> bool {
    among(word, grades)
        || (word.len() >= 7
            && grades.iter().map(AsRef::as_ref).filter(|grade| grade.len() >= 8).any(|grade| is_slip(word, grade)))
}

fn is_slip(word: &str, right: &str) -> bool {
    if !word.is_ascii() || word.len().abs_diff(right.len()) > 1 {
        return false;
    }
    let (word, right) = (word.to_ascii_lowercase(), right.as_bytes());
    let word = word.as_bytes();
    let same = word.iter().zip(right).take_while(|(a, b)| a == b).count();
    let tail = word.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count();
    let (left, other) = (word.len().saturating_sub(same + tail), right.len().saturating_sub(same + tail));
    let swapped = left == 2 && other == 2 && word[same] == right[same + 1] && word[same + 1] == right[same];
    same > 0 && ((left <= 1 && other <= 1) || swapped)
}

/// Whether a sentence says who judges.
fn is_marked(words: &[(usize, &str)], list: &Words) -> bool {
    if list.sources.said(words) {
        return true;
    }
    let owned =
        |word: &str| word.ends_with("'s") || word.ends_with("’s") || word.ends_with("s'") || word.ends_with("s’");
    words.iter().enumerate().any(|(n, (_, word))| {
        let bare = word.trim_end_matches("'s").trim_end_matches("’s");
        if !list.who.has(bare) {
            return false;
        }
        let near = if owned(word) { 1..=2 } else { 1..=4 };
        let holds = near.filter_map(|ahead| words.get(n + ahead)).any(|(_, next)| list.holds.has(next));
        // “Judged good by the school”, “in the view of the authority”.
        let back = |count: usize| n.checked_sub(count).and_then(|n| words.get(n)).map_or("", |(_, word)| *word);
        let by = (1..=3).any(|count| matches!(back(count), "by" | "of" | "to"));
        holds || (by && (2..=8).any(|count| list.holds.has(back(count))))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_words_read() {
        ronfile::read::<Words>(include_str!("data/view.ron")).unwrap();
    }
}
