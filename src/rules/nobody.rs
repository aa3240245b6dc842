//! Owners who are nobody in particular: what everyone is to do, nobody does (RE-02, RE-07). Only an action may be of all
//! invited, as each of them then has it.

use std::sync::LazyLock;

use crate::ronfile;

/// Whether an owner is nobody in particular.
pub(super) fn is_nobody(owner: &str) -> bool {
    static WORDS: LazyLock<Vec<String>> =
        LazyLock::new(|| ronfile::read(include_str!("data/nobody.ron")).unwrap_or_default());
    let owner = owner.trim().trim_start_matches('@').to_lowercase();
    WORDS.contains(&owner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_somebody_and_everyone_is_nobody() {
        let words: Vec<String> = ronfile::read(include_str!("data/nobody.ron")).unwrap();
        assert!(words.iter().all(|word| *word == word.to_lowercase()));
        for owner in ["everyone", "Everyone", "@all", " All staff ", "TBC"] {
            assert!(is_nobody(owner), "{owner}");
        }
        for owner in ["HT", "HT JM", "SLT", "Chair of governors", "Year 5 team leader", ""] {
            assert!(!is_nobody(owner), "{owner}");
        }
    }
}
