//! The kinds of entry.
use serde::{Deserialize, Serialize};
/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A plain minute.
    #[default]
    Note,
    /// Something somebody will do.
    Action,
    /// Something agreed.
    Decision,
    /// Something asked.
    Question,
    /// Evidence seen first hand.
    Observed,
    /// Evidence the school reported.
    Reported,
    /// For the user's eyes only.
    Private,
}
/// Whose view a line states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum View {
    /// The school's.
    School,
    /// The local authority's.
    La,
    /// The inspector's.
    Inspector,
}
