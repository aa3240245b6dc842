//! What the abbreviations of the field stand for (handbook A18).

use std::sync::LazyLock;

use serde::Deserialize;

use crate::ronfile;

/// An abbreviation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Abbreviation {
    /// As it is written: `RTM`.
    pub short: String,
    /// What it stands for.
    pub full: String,
}

/// The abbreviations of the field that are no roles.
pub fn glossary() -> &'static [Abbreviation] {
    // That the shipped file reads is tested.
    static SHIPPED: LazyLock<Vec<Abbreviation>> =
        LazyLock::new(|| ronfile::read(include_str!("data/glossary.ron")).unwrap_or_default());
    &SHIPPED
}

/// A name with its abbreviations in full; none where it has none.
pub fn in_full(name: &str) -> Option<String> {
    let words = name.split(' ').map(|word| {
        let known = glossary().iter().find(|known| known.short == word);
        known.map_or(word, |known| known.full.as_str())
    });
    Some(words.collect::<Vec<_>>().join(" ")).filter(|full| full != name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_full_and_each_abbreviation_once() {
        let known: Vec<Abbreviation> = ronfile::read(include_str!("data/glossary.ron")).unwrap();
        assert!(known.is_sorted_by(|one, next| one.short < next.short));
        assert_eq!(in_full("6 AOB").as_deref(), Some("6 any other business"));
        assert_eq!(in_full("Evaluation of all support"), None);
    }
}
