//! What a form gives the school's record.

use serde::{Deserialize, Serialize};

/// What a field sets in the school's record once a state is reached, so that the school's duties follow (OF-12).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sets {
    /// Fact of the school's record.
    pub fact: String,
    /// What the field holds, and what the fact becomes.
    pub values: Vec<(String, String)>,
    /// The state that sets it.
    pub on: String,
    /// Other facts that the same field sets.
    #[serde(default)]
    pub also: Vec<Sets>,
}

impl Sets {
    /// Everything that its field sets.
    pub fn all(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.also)
    }
}
