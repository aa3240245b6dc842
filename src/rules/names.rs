//! The words by which people are told from places, schemes and terms.

use std::sync::LazyLock;

use serde::Deserialize;

use super::phrases::Phrases;
use crate::ronfile;

/// The words, as `data/names.ron` has them.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Words {
    /// What stands before a surname.
    pub(super) titles: Phrases,
    /// Those that say so in small letters too.
    pub(super) small_titles: Vec<String>,
    /// Given names that are everyday words: a person by what stands around them.
    pub(super) everyday: Phrases,
    /// Surnames that are everyday words.
    pub(super) surnames_too: Phrases,
    /// Given names that are months, places, plants, birds and stones too.
    pub(super) places_too: Phrases,
    /// What follows a name that is a place's, a scheme's or a prize's.
    pub(super) places: Phrases,
    /// Words with a capital that name nobody.
    pub(super) no_names: Phrases,
    /// Who does things in a school.
    pub(super) roles: Phrases,
    /// Other words a sentence may begin with.
    pub(super) starts: Phrases,
    /// What people do with words.
    pub(super) saying: Phrases,
    /// Those that are a person's at the head of a sentence too.
    pub(super) surely_saying: Phrases,
    /// What else people do.
    pub(super) doing: Phrases,
    /// What somebody is, or is about to do.
    pub(super) being: Phrases,
    /// What only somebody is, behind a name run together with “is” or “has”: “Dilwyn's done”.
    pub(super) surely_being: Phrases,
    /// What belongs to a person.
    pub(super) belongings: Phrases,
    /// Those that belong to nothing else.
    pub(super) own: Phrases,
    /// What takes a person behind it.
    pub(super) taking: Phrases,
    /// Headings whose lines list people.
    pub(super) lists: Phrases,
    /// Who may be called by a name.
    pub(super) called: Phrases,
    /// What somebody is to do.
    pub(super) tasks: Phrases,
    /// Words done with “to” that are no owner of what is to be done.
    pub(super) no_owners: Phrases,
    /// Before people that are read and learnt about.
    pub(super) studied: Phrases,
    /// People and figures everybody knows.
    pub(super) known_to_all: Phrases,
    /// What looks like somebody with a title.
    pub(super) no_people: Phrases,
    /// Verbs that help others: what follows “Will has” is no deed.
    pub(super) auxiliaries: Phrases,
    /// How words end that begin a sentence and are no surnames.
    pub(super) no_surnames: Phrases,
    /// What a family is called behind its name, and those that are its own.
    pub(super) family: Phrases,
    pub(super) offspring: Phrases,
    /// What is noted of somebody right behind a surname.
    pub(super) noted: Phrases,
}

impl Words {
    /// Those of the shipped file, read once.
    pub(super) fn shipped() -> &'static Self {
        // That the shipped file reads is tested.
        static SHIPPED: LazyLock<Words> =
            LazyLock::new(|| ronfile::read(include_str!("data/names.ron")).unwrap_or_default());
        &SHIPPED
    }

    pub(super) fn is_title(&self, word: &str) -> bool {
        self.titles.has(word.trim_end_matches('.'))
    }

    /// Whether one word alone takes a person: “ask”, “met”.
    pub(super) fn is_taker(&self, word: &str) -> bool {
        self.taking.has(word) || word.eq_ignore_ascii_case("to")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_words_read() {
        ronfile::read::<Words>(include_str!("data/names.ron")).unwrap();
    }
}
