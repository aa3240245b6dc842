//! Whether a condition holds.

use super::model::Condition;

/// Stands for the id of the session's state in a condition; no field may have it as its id.
pub const STATE: &str = "state";

impl Condition {
    /// Whether it holds, given what fields and cells hold. Several words are joined by `, `.
    pub fn holds(&self, value: &dyn Fn(&str) -> String) -> bool {
        match self {
            Self::Always => true,
            Self::In(path, wanted) => {
                let held = value(path);
                wanted.contains(&held) || held.split(", ").any(|one| wanted.iter().any(|w| w == one))
            }
            Self::And(all) => all.iter().all(|c| c.holds(value)),
            Self::Or(any) => any.iter().any(|c| c.holds(value)),
            Self::Not(condition) => !condition.holds(value),
        }
    }

    /// Every field or cell it names.
    pub(super) fn paths(&self) -> Vec<&str> {
        match self {
            Self::Always => Vec::new(),
            Self::In(path, _) => vec![path],
            Self::And(all) | Self::Or(all) => all.iter().flat_map(Self::paths).collect(),
            Self::Not(condition) => condition.paths(),
        }
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
}
