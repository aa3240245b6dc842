//! What is due for a session of a form, and when, as the form says it.

use serde::{Deserialize, Serialize};

/// A deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// Id.
    pub id: String,
    /// What is due, as said to the user.
    pub label: String,
    /// When.
    pub when: When,
    /// Time of day, `16:00`.
    #[serde(default)]
    pub at: Option<String>,
    /// Field whose date shows that it is done.
    #[serde(default)]
    pub done_by: Option<String>,
    /// State that shows that it is done.
    #[serde(default)]
    pub done_in: Option<String>,
    /// Fields with a day, or states: what was sent counts once one of them is there, as only the agreed note is the one
    /// that is due (NV-12); empty: whatever was sent counts.
    #[serde(default)]
    pub once: Vec<String>,
    /// Whether it comes from others; else it is sent.
    #[serde(default)]
    pub arrives: bool,
    /// A second date, counted from something that came late.
    #[serde(default)]
    pub again: Option<Again>,
}

/// From when a deadline is counted a second time (AM-04).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Again {
    /// Field whose date it is counted from.
    pub from: String,
    /// Only if that date is later than this deadline.
    pub later_than: String,
}

/// When something is due. Days are working days unless the user's setting says calendar days; `Calendar` ones are always calendar days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum When {
    /// So many days after a date: `session` (its last date) or a field's.
    After {
        /// Days.
        days: u32,
        /// From which date.
        from: String,
    },
    /// So many days before a date.
    Before {
        /// Days.
        days: u32,
        /// Before which date.
        from: String,
    },
    /// So many calendar days before a date ("at least a week").
    CalendarBefore {
        /// Days.
        days: u32,
        /// Before which date.
        from: String,
    },
    /// By a day of the school year the session falls in (`12-31`).
    By(String),
}
