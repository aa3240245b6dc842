//! Whether a text tells what is arranged, done, planned or judged: what a commentary is without evidence or impact.

use std::sync::LazyLock;

use serde::Deserialize;

use super::judgement::is_judged;
use super::phrases::{Phrases, words};
use super::prose::sentences;
use crate::ronfile;

/// The words, as `data/described.ron` has them.
#[derive(Debug, Default, Deserialize)]
struct Words {
    /// What was, is or is to be done by somebody, whoever that is.
    done: Phrases,
    /// What is arranged, in the words of those who arrange it.
    arranged: Phrases,
    /// What is wished for, meant, due or to do.
    planned: Phrases,
    /// What is judged, or how a figure stands, without a difference being told.
    stands: Phrases,
    /// What is said rather than noted.
    spoken: Phrases,
}

impl Words {
    /// Those of the shipped file, read once.
    fn shipped() -> &'static Self {
        // That the shipped file reads is tested.
        static SHIPPED: LazyLock<Words> =
            LazyLock::new(|| ronfile::read(include_str!("data/described.ron")).unwrap_or_default());
        &SHIPPED
    }
}

/// Whether a text tells of that anywhere.
pub(super) fn is_described(text: &str) -> bool {
    let list = Words::shipped();
    let all = [&list.done, &list.arranged, &list.planned, &list.stands, &list.spoken];
    let told = |text| {
        let words = words(text);
        all.iter().any(|phrases| phrases.said(&words))
    };
    sentences(text).into_iter().any(|sentence| told(sentence.text)) || is_judged(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_words_read() {
        ronfile::read::<Words>(include_str!("data/described.ron")).unwrap();
    }
}
