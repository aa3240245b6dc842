//! Whether evidence says how it is known: reported to the SIP, or observed.

use std::sync::LazyLock;

use serde::Deserialize;

use super::judgement::{Words as Judging, is_set_off};
use super::phrases::{Phrases, Word, words};
use super::prose::{Sentence, sentences};
use super::told::{Words, is_counted, is_headed, is_item, is_near};
use crate::ronfile;

/// The words, as `data/tagged.ron` has them.
#[derive(Debug, Default, Deserialize)]
struct Known {
    /// What says how it is known.
    tags: Phrases,
    /// What people of the school do that is called the same: “the deputy has observed”.
    doing: Phrases,
    /// Who speaks of what was seen by oneself.
    selves: Phrases,
    /// What one thinks is not seen by oneself.
    thinking: Phrases,
    /// Pupils' work and what is kept of it, as what a sentence is about.
    materials: Phrases,
    /// How it is.
    being: Phrases,
    /// What is done with it, which tells nothing.
    kept: Phrases,
    /// Lines that open so are told by the one named.
    openings: Phrases,
    /// What is wished for or to be done.
    plans: Phrases,
    /// What may be only told of.
    doings: Phrases,
    /// How sentences begin that tell what was seen, read or heard of the school.
    seen: Phrases,
    /// Figures of how pupils do.
    figures: Phrases,
    /// What a sentence is about that may tell what was seen.
    about: Phrases,
    /// What is arranged or judged rather than seen.
    arranged: Phrases,
    /// What is arranged, whatever else the sentence tells of it.
    planned: Phrases,
}

impl Known {
    /// Those of the shipped file, read once.
    fn shipped() -> &'static Self {
        // That the shipped file reads is tested.
        static SHIPPED: LazyLock<Known> =
            LazyLock::new(|| ronfile::read(include_str!("data/tagged.ron")).unwrap_or_default());
        &SHIPPED
    }
}

/// Which sentences are evidence.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Every {
    /// All of them.
    Sentence,
    /// Those that say that something shows something.
    Cue,
}

/// What is read to tell evidence that says how it is known from such that does not.
pub(super) struct Lists {
    known: &'static Known,
    evidence: &'static Words,
    judging: &'static Judging,
}

impl Lists {
    pub(super) fn shipped() -> Self {
        Self { known: Known::shipped(), evidence: Words::shipped(), judging: Judging::shipped() }
    }
}

/// The sentences of a text that give evidence without a tag.
pub(super) fn untagged<'a>(text: &'a str, every: Every, lists: &Lists) -> Vec<Sentence<'a>> {
    let read = |part: &Sentence<'a>| (*part, lists.known.doing.without(&words(part.text)));
    let mut found = Vec::new();
    // What says how it is known says so of all parts of its sentence.
    for parts in sentences(text).chunk_by(|part, _| part.mark == ';') {
        let parts: Vec<_> = parts.iter().map(read).collect();
        if !parts.iter().any(|(part, words)| is_tagged(part.text, words, lists)) {
            let given = |(part, words): &(Sentence<'_>, Vec<_>)| {
                part.mark != '?' && (every == Every::Sentence || offers(part.text, words, lists))
            };
            found.extend(parts.iter().filter(|part| given(part)).map(|(part, _)| *part));
        }
    }
    found
}

/// Whether a sentence says how it is known: by a word for that, or by who saw it.
fn is_tagged(text: &str, words: &[Word<'_>], lists: &Lists) -> bool {
    let list = lists.known;
    // “Deputy: …”, “(SENCO)”; but “Governors: …” may be what is told of.
    let is_teller = |word: &str| {
        lists.judging.heads.has(word) || (lists.evidence.tellers.has(word) && !word.ends_with('s') && word != "staff")
    };
    list.openings.at(words, 0).is_some()
        || list.tags.said(words)
        || words.iter().any(|word| is_set_off(text, word) && is_teller(word.text))
        || is_near(words, &lists.evidence.tellers, &lists.evidence.tell, 3)
        || (list.selves.said(words) && !list.thinking.said(words))
}

/// Among how many of its first words what a sentence is about stands.
const BEGINNING: usize = 4;

/// Whether a sentence offers evidence: something looked at shows something, heads a line, is said to be so, or has a
/// figure.
fn offers(text: &str, words: &[Word<'_>], lists: &Lists) -> bool {
    let Lists { known, evidence, .. } = lists;
    if known.plans.said(words) {
        return false;
    }
    let start = &words[..words.len().min(7)];
    let stands = known.materials.find(start).is_some_and(|(at, _)| {
        let is = |(n, word): (usize, &Word<'_>)| {
            n > at && known.being.has(word.text) && !words.get(n + 1).is_some_and(|next| known.kept.has(next.text))
        };
        words.iter().enumerate().take(at + 10).any(is)
    });
    let figured = known.figures.said(words) || (is_counted(text, words, evidence) && known.materials.said(words));
    let told_of = known.doings.said(words);
    let begins = |list: &Phrases| (0..BEGINNING).any(|at| list.at(words, at).is_some());
    let seen = begins(&known.seen) || (begins(&known.about) && !known.arranged.said(words));
    // “Monitoring is planned: …” is told of, whatever comes behind it.
    if begins(&known.planned) && !seen && !figured {
        return false;
    }
    seen || figured || is_item(words, evidence) || (!told_of && (is_headed(text, evidence) || stands))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_words_read() {
        ronfile::read::<Known>(include_str!("data/tagged.ron")).unwrap();
    }
}
