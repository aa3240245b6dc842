//! A day as a number where nobody reads it, as in the index; as a date everywhere else.
//!
//! For `#[serde(with = "…")]`. Taking a thousand sessions' dates apart from their words is felt when the program starts.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// Writes a day.
///
/// # Errors
/// Those of the format.
pub fn serialize<S: Serializer>(day: &NaiveDate, to: S) -> Result<S::Ok, S::Error> {
    if to.is_human_readable() { day.serialize(to) } else { to.serialize_i32(day.num_days_from_ce()) }
}

/// Reads a day.
///
/// # Errors
/// It is no day of the calendar.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
    if from.is_human_readable() {
        return NaiveDate::deserialize(from);
    }
    let days = i32::deserialize(from)?;
    NaiveDate::from_num_days_from_ce_opt(days).ok_or_else(|| D::Error::custom("no day of the calendar"))
}
