//! `view`: an evaluative word says whose view it is, the school's or the authority's (NV-08; handbook 9).
//!
//! A sentence is taken for a judgement where a word of grading stands behind a verb of being or before an aspect of a
//! school's work; questions, actions, aims and turns of phrase (“good practice”, “outstanding actions”) are none. It is
//! marked where it or its line says who judges, or its entry is tagged `#school` or `#la` or has a speaker.

use serde::Deserialize;

use super::prose::{Phrases, Sentence, sentences, words};
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
    grades: Phrases,
    /// Those that say nothing else in a school's paper, wherever they stand.
    plain: Phrases,
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
        let start = line.trim_start();
        let opens =
            |opening: &String| start.get(..opening.len()).is_some_and(|head| head.eq_ignore_ascii_case(opening));
        if !list.openings.iter().any(opens) {
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
    // Most sentences have no word of grading; what else they say matters in the others only.
    let first = words.iter().position(|(_, word)| list.grades.has(word))?;
    let aim = list.aims.first_in(words).unwrap_or(usize::MAX);
    let judged = list.judged.stand_in(words);
    let has_aspect = words.iter().any(|(_, word)| list.aspects.has(word));
    (first..words.len()).find_map(|n| {
        let grade = word(n);
        if !list.grades.has(grade) || list.idioms.has(word(n + 1)) || (aim < n && !judged) {
            return None;
        }
        let back = |count: usize| n.checked_sub(count).map_or("", |n| word(n));
        let end = words[n].0 + grade.len();
        let alone = !text[end..].starts_with(' ') || list.after.has(word(n + 1));
        let degree = !one_of(grade, &["better", "best", "strong", "weak", "poor"]);
        let paired = degree && matches!(word(n + 1), "or" | "and") && list.grades.has(word(n + 2));
        let behind = alone && has_aspect && (1..=4).any(|count| list.being.has(back(count)));
        let ahead = list.aspects.has(word(n + 1))
            || (degree && !one_of(word(n + 2), &["of", "to"]) && !alone && list.aspects.has(word(n + 2)));
        let plain = list.plain.has(grade) && (has_aspect || behind);
        // “Better than” compares, and does not grade.
        let compares = one_of(grade, &["better", "best"]);
        (!compares && (paired || behind || ahead || plain)).then_some(grade)
    })
}

/// Whether a word is one of a few, large and small letters being the same.
fn one_of(word: &str, few: &[&str]) -> bool {
    few.iter().any(|one| word.eq_ignore_ascii_case(one))
}

/// Whether a sentence says who judges.
fn is_marked(words: &[(usize, &str)], list: &Words) -> bool {
    if list.sources.stand_in(words) {
        return true;
    }
    let owned =
        |word: &str| word.ends_with("'s") || word.ends_with("’s") || word.ends_with("s'") || word.ends_with("s’");
    words.iter().enumerate().any(|(n, (_, word))| {
        let bare = word.trim_end_matches("'s").trim_end_matches("’s");
        if !list.who.has(bare) {
            return false;
        }
        let near = if owned(word) { 1..=2 } else { 1..=3 };
        let holds = near.filter_map(|ahead| words.get(n + ahead)).any(|(_, next)| list.holds.has(next));
        // “Judged good by the school”, “in the view of the authority”.
        let back = |count: usize| n.checked_sub(count).and_then(|n| words.get(n)).map_or("", |(_, word)| *word);
        let by = (1..=3).any(|count| matches!(back(count), "by" | "of" | "to"));
        holds || (by && (2..=8).any(|count| list.holds.has(back(count))))
    })
}
