//! Words that a digit types in the grid of figures; the list is data.

use serde::{Deserialize, Serialize};

/// Words by their digit, 1 for the first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Where targets and estimates come from (DA-02).
    pub sources: Vec<String>,
    /// How ambitious targets are (SE-01).
    pub views: Vec<String>,
}

impl Words {
    /// What was typed, or the words its digit stands for.
    pub fn meant<'a>(words: &'a [String], typed: &'a str) -> &'a str {
        let place = typed.parse::<usize>().ok().and_then(|digit| digit.checked_sub(1));
        place.and_then(|place| words.get(place)).map_or(typed, String::as_str)
    }

    /// Which digit types what, in one line.
    pub fn help(words: &[String]) -> String {
        let each = words.iter().enumerate().map(|(n, word)| format!("{} {word}", n + 1));
        each.collect::<Vec<_>>().join(" · ")
    }
}

/// The words that ship with nov.
pub fn shipped_words() -> Words {
    // That the file reads is tested.
    crate::ronfile::read(include_str!("data/words.ron")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digit_stands_for_its_word_and_other_words_for_themselves() {
        let words = shipped_words();
        assert_eq!(Words::meant(&words.sources, "2"), "FFT");
        for typed in ["0", "9", "", "the governors"] {
            assert_eq!(Words::meant(&words.views, typed), typed);
        }
        assert!(Words::help(&words.views).starts_with("1 ambitious enough · 2 not ambitious"));
        assert!(words.sources.len() < 10 && words.views.len() < 10, "one digit each");
    }
}
