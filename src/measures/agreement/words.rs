//! The words by which a sentence says whose figure it gives: the list that ships with nov, measures and groups.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::pieces::{Token, tokens};
use crate::measures::book::FigureBook;
use crate::measures::definition::{Better, Definition, Unit};

/// The list that ships with nov; that it reads is tested.
pub(super) static SHIPPED: LazyLock<Vocabulary> =
    LazyLock::new(|| crate::ronfile::read(include_str!("../data/claims.ron")).unwrap_or_default());

/// Words by what they do in a sentence; the file says what each list is.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Vocabulary {
    authority: Vec<String>,
    england: Vec<String>,
    target: Vec<String>,
    school: Vec<String>,
    all: Vec<String>,
    unsure: Vec<String>,
    at_level: Vec<String>,
    or_above: Vec<String>,
    exactly: Vec<String>,
    subjects: Vec<Vec<String>>,
    said_stage: SaidStage,
    link: Words,
    cut: Words,
    compare: Words,
    loose: Words,
    change: Words,
    apart: Words,
    behind_score: Words,
    plain: Words,
    counted: Words,
}

/// A stage that has to be said of a level.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SaidStage {
    stage: String,
    before: Vec<String>,
    behind: Vec<String>,
}

/// Words to look one up in.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Words(HashSet<String>);

impl From<Vec<String>> for Words {
    fn from(words: Vec<String>) -> Self {
        Self(words.iter().map(|word| word.to_lowercase()).collect())
    }
}

impl Words {
    pub(super) fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

/// Which list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Link,
    Cut,
    Compare,
    Loose,
    Change,
    Apart,
    BehindScore,
    Plain,
    Counted,
}

impl Role {
    /// Those of words that say nothing of whose figure it is.
    pub(super) const OF_NOBODY: [Self; 9] = [
        Self::Link,
        Self::Cut,
        Self::Compare,
        Self::Loose,
        Self::Change,
        Self::Apart,
        Self::BehindScore,
        Self::Plain,
        Self::Counted,
    ];
}

impl Vocabulary {
    /// Whether a word is a subject.
    pub(super) fn is_subject(&self, word: &str) -> bool {
        self.subjects.iter().flatten().any(|subject| subject == word)
    }

    /// All ways to say a subject at a level, with the stage where it has to be said.
    fn ways(&self, measure: &Definition) -> Vec<String> {
        let Some((subject, level)) = &measure.level else { return Vec::new() };
        let called = self.subjects.iter().find(|all| all.contains(subject)).map_or(&[][..], Vec::as_slice);
        let (levels, number) = match level.strip_suffix('+') {
            Some(number) => (&self.or_above, number),
            None => (&self.exactly, level.as_str()),
        };
        let mut ways = Vec::new();
        for way in &self.at_level {
            for level in levels {
                let way = way.replace("{level}", &level.replace("{n}", number));
                ways.extend(called.iter().map(|subject| way.replace("{subject}", subject)));
            }
        }
        let SaidStage { stage, before, behind } = &self.said_stage;
        if measure.stage != *stage {
            return ways;
        }
        let staged = |way: &String| {
            let before = before.iter().map(|stage| format!("{stage} {way}")).collect::<Vec<_>>();
            before.into_iter().chain(behind.iter().map(|stage| format!("{way} {stage}")).collect::<Vec<_>>())
        };
        ways.iter().flat_map(staged).collect()
    }

    /// Whether a word is in a list.
    pub(super) fn has(&self, role: Role, word: &str) -> bool {
        let list = match role {
            Role::Link => &self.link,
            Role::Cut => &self.cut,
            Role::Compare => &self.compare,
            Role::Loose => &self.loose,
            Role::Change => &self.change,
            Role::Apart => &self.apart,
            Role::BehindScore => &self.behind_score,
            Role::Plain => &self.plain,
            Role::Counted => &self.counted,
        };
        list.has(word)
    }
}

/// All names by which a sentence, or whoever looks for it, means a measure.
pub fn names_of(measure: &Definition) -> Vec<String> {
    let names = [&measure.short, &measure.name].into_iter().chain(&measure.said);
    names.cloned().chain(SHIPPED.ways(measure)).collect()
}

/// Whose figure is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    School,
    Authority,
    England,
    Target,
}

/// What a phrase names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Names {
    /// A measure by its id.
    Measure(String),
    /// A group by its id; empty for all pupils.
    Group(String),
    Whose(Whose),
    /// A sentence with this is not compared.
    Unsure,
    /// Two words or more that are read as one.
    Words,
}

/// What can be named in a sentence, by the first word; the longest first.
#[derive(Debug, Clone, Default)]
pub(super) struct Phrases(HashMap<String, Vec<(Vec<String>, Names)>>);

impl Phrases {
    /// Those of the measures a school has figures of.
    pub(super) fn of(book: &FigureBook) -> Self {
        let mut all = Self::default();
        let kept: HashSet<&str> = book.figures.measures().into_iter().map(|(measure, _)| measure).collect();
        for measure in book.definitions.measures() {
            // What describes the school is as often a group as a measure, and a number of pupils stands for anything.
            let told = measure.unit != Unit::Count && measure.better != Better::Neither;
            if told && kept.contains(measure.id.as_str()) {
                for name in names_of(measure) {
                    all.add(&name, &Names::Measure(measure.id.clone()));
                }
            }
        }
        for group in book.definitions.groups() {
            for name in &group.said {
                all.add(name, &Names::Group(group.id.clone()));
            }
        }
        let words = &*SHIPPED;
        for (names, what) in [
            (&words.authority, Names::Whose(Whose::Authority)),
            (&words.england, Names::Whose(Whose::England)),
            (&words.target, Names::Whose(Whose::Target)),
            (&words.school, Names::Whose(Whose::School)),
            (&words.all, Names::Group(String::new())),
            (&words.unsure, Names::Unsure),
        ] {
            for name in names {
                all.add(name, &what);
            }
        }
        let several = words.link.0.iter().chain(&words.counted.0).filter(|word| word.contains(' '));
        for word in several {
            all.add(word, &Names::Words);
        }
        for phrases in all.0.values_mut() {
            phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        all
    }

    fn add(&mut self, phrase: &str, names: &Names) {
        let lower = phrase.to_ascii_lowercase();
        let mut words = tokens(&lower).into_iter().map(|token| token.word.to_owned());
        if let Some(first) = words.next() {
            self.0.entry(first).or_default().push((words.collect(), names.clone()));
        }
    }

    /// The longest phrase some tokens begin with: how many they are, and what it names.
    pub(super) fn begin(&self, tokens: &[Token<'_>]) -> Option<(usize, &Names)> {
        let first = tokens.first()?;
        let known = self.0.get(first.word)?.iter().find(|(rest, _)| {
            rest.len() < tokens.len() && rest.iter().zip(&tokens[1..]).all(|(word, token)| word == token.word)
        });
        known.map(|(rest, names)| (rest.len() + 1, names))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_reads_and_no_word_is_both_a_link_and_a_reason_for_silence() {
        let words: Vocabulary = crate::ronfile::read(include_str!("../data/claims.ron")).unwrap();
        assert!(!words.unsure.is_empty());
        let both: Vec<_> = words.unsure.iter().filter(|word| words.link.has(&word.to_lowercase())).collect();
        assert!(both.is_empty(), "{both:?}");
    }
}
