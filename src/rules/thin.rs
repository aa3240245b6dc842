//! Whether a commentary says so little that it states nothing: one short sentence at most, and in it no evidence and no
//! difference (NV-04; handbook 9).

use super::prose::sentences;
use super::{change, told};

/// How many sentences a commentary has that may speak for itself.
const ENOUGH: usize = 2;

/// How many words a sentence has that is more than a bare assurance.
const SAID: usize = 5;

/// Whether a text is that short and says neither what shows something nor what came of it: “See above.”, “None.”
pub(super) fn is_thin(text: &str) -> bool {
    sentences(text).len() < ENOUGH
        && text.split_whitespace().count() < SAID
        && !told::is_stated(text, told::Words::shipped())
        && !change::is_stated(text, change::Words::shipped())
}

#[cfg(test)]
mod tests {
    use super::is_thin;

    #[test]
    fn a_word_or_a_bare_assurance_is_thin_and_what_shows_something_is_not() {
        for thin in ["x", "See above.", "None.", "Leaders know their school."] {
            assert!(is_thin(thin), "{thin}");
        }
        for enough in ["Eight of ten books are marked weekly.", "Writing has improved in Year 5."] {
            assert!(!is_thin(enough), "{enough}");
        }
    }
}
