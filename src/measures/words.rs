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
    /// What was typed, or the words its digit or first letter stands for.
    ///
    /// # Errors
    /// A single letter or digit that stands for none of them says nothing.
    pub fn meant<'a>(words: &'a [String], typed: &'a str) -> Result<&'a str, String> {
        let mut letters = typed.chars();
        let (Some(only), None) = (letters.next(), letters.next()) else { return Ok(typed) };
        let begins = |word: &&String| word.to_lowercase().starts_with(&only.to_lowercase().to_string());
        let found = match only.to_digit(10) {
            Some(digit) => usize::try_from(digit).ok().and_then(|digit| words.get(digit.checked_sub(1)?)),
            None => words.iter().find(begins),
        };
        let none = || format!("“{typed}” is none of these: {}; or write what you mean in words", Self::help(words));
        found.map(String::as_str).ok_or_else(none)
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
        assert_eq!(Words::meant(&words.sources, "2"), Ok("FFT"));
        for (typed, meant) in [("1", "ambitious enough"), ("n", "not ambitious enough"), ("T", "to be discussed")] {
            assert_eq!(Words::meant(&words.views, typed), Ok(meant));
        }
        for typed in ["", "the governors", "12"] {
            assert_eq!(Words::meant(&words.views, typed), Ok(typed));
        }
        for typed in ["0", "9", "x", "–"] {
            assert!(Words::meant(&words.views, typed).unwrap_err().starts_with(&format!("“{typed}” is none of these")));
        }
        assert!(Words::help(&words.views).starts_with("1 ambitious enough · 2 not ambitious"));
        assert!(words.sources.len() < 10 && words.views.len() < 10, "one digit each");
    }
}
