//! What a form counts: its cost in days, half days and checklist items, rows that are followed from note to note.

use serde::{Deserialize, Serialize};

/// Field that holds with whom the days of an event were agreed beforehand (TM-08).
pub const AGREED_WITH: &str = "agreed-with";
/// Field that holds when they were.
pub const AGREED_ON: &str = "agreed-on";

/// What a session costs (A2.1).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ledger {
    /// Days in school.
    pub in_school: f64,
    /// Days out of school.
    pub out_of_school: f64,
    /// Rate name (`SIP`, `NCA`).
    pub rate: String,
    /// Needs agreement beforehand (TM-08); the form then has the fields [`AGREED_WITH`] and [`AGREED_ON`].
    #[serde(default)]
    pub agreed_in_advance: bool,
    /// Which of a school's days it is taken from.
    #[serde(default)]
    pub from: Pot,
    /// Field with the days in school of this very session, where they differ from one to the next.
    #[serde(default)]
    pub days_in: Option<String>,
}

/// Which of a school's days an event is taken from (TM-01, TM-07, AM-16).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pot {
    /// The 5 days of every school, 6 of one that is new.
    Basic,
    /// The 2 or 5 days more by arrangement.
    Extra,
    /// None: charged for itself.
    #[default]
    Event,
}

/// Something counted in the fields of a session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// Id.
    pub id: String,
    /// As said.
    pub label: String,
    /// Field whose cells are counted.
    pub field: String,
    /// Its column; none: the field itself counts once it holds anything.
    #[serde(default)]
    pub column: Option<String>,
    /// Values that count; empty: anything.
    #[serde(default)]
    pub values: Vec<String>,
    /// How many there are to be; 0: any number.
    #[serde(default)]
    pub of: u32,
    /// Days each costs.
    #[serde(default)]
    pub days: f64,
    /// Whether it is required.
    #[serde(default)]
    pub duty: Duty,
    /// Rate name (`SIP`, `NCA`); empty: nothing is charged.
    #[serde(default)]
    pub rate: String,
}

/// Whether something counted is required.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Duty {
    /// It has to be done.
    Mandatory,
    /// It may be done.
    #[default]
    Optional,
}

/// A table whose rows are followed: recommendations where they are made, and where they are reported on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Followed {
    /// The table.
    pub table: String,
    /// Column with the words.
    pub text: String,
    /// Column with who does it.
    #[serde(default)]
    pub owner: Option<String>,
    /// Column with the day by which.
    #[serde(default)]
    pub due: Option<String>,
    /// Column with the measure of success.
    #[serde(default)]
    pub measure: Option<String>,
    /// Column with where it stands.
    #[serde(default)]
    pub status: Option<String>,
}
