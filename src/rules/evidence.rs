//! `evidence`: each commentary states at least one piece of evidence (NV-04; handbook 9).
//!
//! Evidence is a figure, something seen, said, counted or read; an entry tagged observed or reported under the same item
//! counts for its commentaries.

use serde::Deserialize;

use super::prose::{Phrases, among, sentences, words};
use super::{Context, Found, Place, Rule, short};
use crate::forms::Kind;
use crate::grammar::Kind as EntryKind;
use crate::ronfile;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "evidence",
    label: "Commentary without evidence",
    handbook: "9",
    example: "“The school knows itself well”: what shows it?",
    find,
};

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
}

impl Words {
    pub(super) fn shipped() -> Self {
        // That the shipped file reads is tested.
        ronfile::read(include_str!("data/evidence.ron")).unwrap_or_default()
    }
}

fn find(context: &Context<'_>) -> Vec<Found> {
    let form = context.filled.form;
    let (list, mut found) = (Words::shipped(), Vec::new());
    for field in context.fields().filter(|field| field.kind == Kind::LongText) {
        let text = context.filled.value(&field.id);
        let item = form.item_of(&field.id).map_or("", |item| item.id.as_str());
        let tagged = |kind: EntryKind| matches!(kind, EntryKind::Observed | EntryKind::Reported);
        let noted = context.filled.session.standing(item).any(|entry| tagged(entry.kind));
        if text.trim().is_empty() || noted || is_stated(&text, &list) {
            continue;
        }
        let message = format!(
            "“{}” states no evidence: say what shows it (data, books, lessons, what you were told), reported or observed",
            short(&field.label)
        );
        found.push(Found::new(Place::Field(field.id.clone()), message));
    }
    found
}

/// Whether a text states evidence anywhere.
fn is_stated(text: &str, list: &Words) -> bool {
    sentences(text).into_iter().any(|sentence| states(sentence.text, list))
}

/// Whether a sentence states evidence: a figure about an outcome, what was seen or said, or what shows something.
fn states(text: &str, list: &Words) -> bool {
    let words = words(text);
    is_counted(text, &words)
        || is_measured(&words, list)
        || list.plainly.said(&words)
        || is_quoted(text)
        || (!list.plans.said(&words) && (is_item(&words, list) || is_headed(text, list)))
}

/// A percentage, a decimal, so many of so many, from so many to so many.
pub(super) fn is_counted(text: &str, words: &[(usize, &str)]) -> bool {
    let number = |n: usize| words.get(n).is_some_and(|(_, word)| word.parse::<u32>().is_ok() || is_small(word));
    let slash = |n: usize| words.get(n).is_some_and(|(at, word)| text[at + word.len()..].starts_with('/'));
    let digits = |n: usize| words.get(n).is_some_and(|(_, word)| word.parse::<u32>().is_ok());
    (0..words.len()).any(|n| {
        let word = words[n].1;
        let figure = word.starts_with(|c: char| c.is_ascii_digit())
            && (word.ends_with('%') || (word.contains('.') && word.parse::<f64>().is_ok()));
        let joins = words.get(n + 1).is_some_and(|(_, word)| matches!(*word, "of" | "to"));
        let the = usize::from(words.get(n + 2).is_some_and(|(_, word)| *word == "the"));
        // “26/30”; a date has its month.
        let part = slash(n) && digits(n) && digits(n + 1) && words[n + 1].1.len() >= 2 && words[n + 1].1 > "12";
        let aged = words.get(n + 3).is_some_and(|(_, word)| among(word, &["age*", "year*"]));
        figure || (number(n) && joins && number(n + 2 + the) && !aged) || part
    })
}

/// A number and what is measured by it; numbers of years, stages, levels and dates are none.
fn is_measured(words: &[(usize, &str)], list: &Words) -> bool {
    let named = [
        "year*", "y", "yr*", "stage", "ks", "level*", "priority", "item", "section", "part", "group", "term", "week",
        "wk", "grade", "key",
    ];
    let months = ["jan*", "feb*", "mar*", "apr*", "may", "june", "july", "aug*", "sep*", "oct*", "nov*", "dec*"];
    let number = (0..words.len()).any(|n| {
        let value = words[n]
            .1
            .parse::<u32>()
            .ok()
            .or_else(|| (is_small(words[n].1) && !among(words[n].1, &["one", "all"])).then_some(2));
        let before = n.checked_sub(1).map_or("", |n| words[n].1);
        let after = words.get(n + 1).map_or("", |(_, word)| *word);
        value.is_some_and(|value| !(1900..2100).contains(&value))
            && !among(before, &named)
            && !among(before, &months)
            && !among(after, &months)
            && (before != "and" || n < 3 || !among(words[n - 3].1, &named))
    });
    number && list.outcomes.said(words)
}

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
pub(super) fn is_headed(text: &str, list: &Words) -> bool {
    let end = [": ", " - ", " – ", " — "].iter().filter_map(|mark| text.find(mark)).min();
    end.is_some_and(|end| {
        let (head, rest) = (words(&text[..end]), words(&text[end..]));
        // How far a plan has come is told of it, not seen of it.
        let is_state = list.states.at(&rest, 0) == Some(rest.len());
        head.len() <= 8 && list.things.said(&head) && !is_state
    })
}

fn is_small(word: &str) -> bool {
    const SMALL: [&str; 13] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "all"];
    SMALL.iter().any(|small| word.eq_ignore_ascii_case(small))
}

/// Whether a sentence says that something that was looked at shows something.
pub(super) fn is_item(words: &[(usize, &str)], list: &Words) -> bool {
    let things = (0..words.len()).filter_map(|at| Some(at + list.things.at(words, at)?));
    things.into_iter().any(|end| {
        let after = words.get(end..(end + 10).min(words.len())).unwrap_or_default();
        list.show.said(after)
    })
}
