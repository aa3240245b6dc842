//! What a form says of time: what is carried on from earlier sessions, and what is due when.

use serde::{Deserialize, Serialize};

/// What a new session takes from the school's last one of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Carry {
    /// Ids of forms it may come from; the latest session before the new one's date.
    pub forms: Vec<String>,
    /// What is taken.
    pub what: Carried,
    /// The agenda item it is put under.
    pub into: String,
}

/// What is carried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Carried {
    /// Open actions, with their history.
    OpenActions,
    /// Items deferred last time, as lines to be taken up.
    DeferredItems,
    /// Rows of a table into rows of another: column of the new table <- column of the old.
    Rows {
        /// Table of the earlier session.
        table: String,
        /// Table of the new session.
        into: String,
        /// Pairs (new column, old column); a row is known by the first of them.
        columns: Vec<(String, String)>,
        /// Which rows are closed: they are listed and not carried on.
        #[serde(default)]
        closed: Option<Closed>,
    },
}

/// When a row is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closed {
    /// Column of the earlier session's table.
    pub column: String,
    /// What it holds then.
    pub values: Vec<String>,
}

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
