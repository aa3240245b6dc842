//! Whether a condition holds.

use super::field::Condition;

/// Stands for the id of the session's state in a condition; no field may have it as its id.
pub const STATE: &str = "state";
/// Stands for the ids of all states the session came to, in order and joined by `, `.
pub const STATES: &str = "state.*";

impl Condition {
    /// Whether it holds, given what fields and cells hold. Several words are joined by `, `.
    pub fn holds(&self, value: &dyn Fn(&str) -> String) -> bool {
        match self {
            Self::Always => true,
            Self::In(path, wanted) => {
                let held = value(path);
                wanted.contains(&held) || held.split(", ").any(|one| wanted.iter().any(|w| w == one))
            }
            Self::Stands(state, ended_by) => {
                let reached = value(STATES);
                let matters = |one: &&str| *one == state || ended_by.iter().any(|ending| ending == one);
                reached.split(", ").filter(matters).last() == Some(state)
            }
            Self::And(all) => all.iter().all(|c| c.holds(value)),
            Self::Or(any) => any.iter().any(|c| c.holds(value)),
            Self::Not(condition) => !condition.holds(value),
        }
    }

    /// Every state it names.
    pub(super) fn states(&self) -> Vec<&str> {
        match self {
            Self::In(path, states) if path == STATE => states.iter().map(String::as_str).collect(),
            Self::Always | Self::In(..) => Vec::new(),
            Self::Stands(state, ended_by) => std::iter::once(state).chain(ended_by).map(String::as_str).collect(),
            Self::And(all) | Self::Or(all) => all.iter().flat_map(Self::states).collect(),
            Self::Not(condition) => condition.states(),
        }
    }

    /// Every fact it asks for, with the words it may hold.
    pub fn named(&self) -> Vec<(&str, &[String])> {
        match self {
            Self::Always | Self::Stands(..) => Vec::new(),
            Self::In(fact, words) => vec![(fact, words)],
            Self::And(all) | Self::Or(all) => all.iter().flat_map(Self::named).collect(),
            Self::Not(condition) => condition.named(),
        }
    }

    /// Every field or cell it names.
    pub(super) fn paths(&self) -> Vec<&str> {
        self.named().into_iter().map(|(path, _)| path).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_or_not() {
        let value = |path: &str| match path {
            "phase" => "Primary".to_owned(),
            "key-stages" => "EYFS, KS1".to_owned(),
            _ => String::new(),
        };
        let is = |path: &str, v: &str| Condition::In(path.to_owned(), vec![v.to_owned()]);
        assert!(is("phase", "Primary").holds(&value));
        assert!(is("key-stages", "KS1").holds(&value));
        assert!(!is("key-stages", "KS").holds(&value));
        assert!(is("none", "").holds(&value));
        assert!(
            Condition::And(vec![is("phase", "Primary"), Condition::Not(Box::new(is("phase", "Secondary")))])
                .holds(&value)
        );
        assert!(!Condition::Or(vec![]).holds(&value));
    }

    #[test]
    fn a_state_stands_until_another_ends_it() {
        let disagreed = Condition::Stands("disagreed".to_owned(), vec!["agreed".to_owned()]);
        for (reached, stands) in [
            ("", false),
            ("held, agreed", false),
            ("held, disagreed", true),
            ("disagreed, circulated", true),
            ("disagreed, agreed, circulated", false),
            ("agreed, disagreed", true),
        ] {
            assert_eq!(disagreed.holds(&|_| reached.to_owned()), stands, "{reached}");
        }
    }
}
