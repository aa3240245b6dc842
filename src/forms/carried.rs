//! What a new session takes from an earlier one, as a form file says it.

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
        /// Pairs (new column, old column).
        columns: Vec<(String, String)>,
        /// Which rows are closed: they are listed and not carried on.
        #[serde(default)]
        closed: Option<Closed>,
    },
    /// Grades of judgements, to be checked: each row takes those of the old row of the same id (OF-07).
    Judgements {
        /// Pairs (new column, old column).
        columns: Vec<(String, String)>,
        /// Rows that were called otherwise: pairs (new row, old row).
        #[serde(default)]
        rows: Vec<(String, String)>,
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
