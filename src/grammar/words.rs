//! The words by which lines are read, as data.

use std::sync::LazyLock;

use serde::Deserialize;

/// Words by what they tell.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) present: Vec<String>,
    pub(super) arrived: Vec<String>,
    pub(super) late: Vec<String>,
    pub(super) left: Vec<String>,
    pub(super) back: Vec<String>,
    pub(super) apologies: Vec<String>,
    pub(super) absent: Vec<String>,
    pub(super) reasons: Vec<String>,
    pub(super) titles: Vec<String>,
    pub(super) soon: Vec<String>,
    pub(super) verbs: Vec<String>,
    pub(super) says: Vec<String>,
    pub(super) beside_says: Vec<String>,
    pub(super) after_name: Vec<String>,
    pub(super) no_names: Vec<String>,
    pub(super) no_deeds: Vec<String>,
    pub(super) decided: Vec<String>,
    pub(super) labels: Vec<String>,
    pub(super) doers: Vec<String>,
    pub(super) past: Vec<String>,
    pub(super) not_past: Vec<String>,
    pub(super) between: Vec<String>,
}

/// Those that come with nov.
pub(super) static WORDS: LazyLock<Words> =
    LazyLock::new(|| crate::ronfile::read(include_str!("data/words.ron")).unwrap_or_default());

/// Whether a word is a title before a name, with its full stop or without.
pub(super) fn is_title(word: &str) -> bool {
    WORDS.titles.iter().any(|title| title == word.trim_end_matches('.'))
}

/// Whether one of the ways to say that somebody came, went or is not there begins with a word.
pub(super) fn says_presence(word: &str) -> bool {
    let Words { present, arrived, late, left, back, apologies, absent, .. } = &*WORDS;
    let ways = [present, arrived, late, left, back, apologies, absent].into_iter().flatten();
    ways.filter_map(|way| way.split(' ').next()).any(|first| first.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_words_that_come_with_nov_are_read() {
        let words: super::Words = crate::ronfile::read(include_str!("data/words.ron")).unwrap();
        assert!(!words.reasons.is_empty() && !words.past.is_empty());
    }
}
