//! What is counted in the fields of a session: half days of development, items done of a checklist (QA-01, AM-35).

use serde::{Deserialize, Serialize};

use crate::forms::{Duty, Kind, Tally};
use crate::session::Filled;

/// Something counted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tallied {
    /// Id of the tally in its form.
    pub id: String,
    /// As said.
    pub label: String,
    /// How many there are.
    pub count: u32,
    /// How many there are to be; 0: any number.
    pub of: u32,
    /// Days each costs.
    pub days: f64,
    /// Whether it is required.
    pub duty: Duty,
    /// Rate name; empty: nothing is charged.
    pub rate: String,
}

impl Tallied {
    /// Days counted, no more than there are to be.
    pub fn used(&self) -> f64 {
        let count = if self.of == 0 { self.count } else { self.count.min(self.of) };
        f64::from(count) * self.days
    }

    /// Days there are to be.
    pub fn whole(&self) -> f64 {
        f64::from(self.of) * self.days
    }
}

/// Counts what a form asks to have counted.
pub(super) fn tallied(filled: &Filled<'_>, tally: &Tally) -> Tallied {
    let counts = |text: &str| {
        let text = text.trim();
        !text.is_empty() && (tally.values.is_empty() || tally.values.iter().any(|value| value == text))
    };
    let count = filled.form.field(&tally.field).map_or(0, |field| match (&field.kind, &tally.column) {
        (Kind::Table { .. }, Some(column)) => {
            filled.rows(field).iter().filter(|row| row.cells.get(column).is_some_and(|cell| counts(cell))).count()
        }
        (Kind::Grades { rows, .. }, Some(column)) => {
            rows.iter().filter(|row| counts(&filled.value(&format!("{}.{column}", row.id)))).count()
        }
        (Kind::Checklist { items, .. }, Some(column)) => {
            (1..=items.len()).filter(|n| counts(&filled.value(&format!("{}.{n}.{column}", field.id)))).count()
        }
        _ => usize::from(filled.is_filled(field) && (tally.values.is_empty() || counts(&filled.value(&field.id)))),
    });
    Tallied { count: u32::try_from(count).unwrap_or(u32::MAX), ..untouched_of(tally) }
}

/// What a form counts before anything of it is begun.
pub fn untouched(tallies: &[Tally]) -> Vec<Tallied> {
    tallies.iter().map(untouched_of).collect()
}

fn untouched_of(tally: &Tally) -> Tallied {
    Tallied {
        id: tally.id.clone(),
        label: tally.label.clone(),
        count: 0,
        of: tally.of,
        days: tally.days,
        duty: tally.duty,
        rate: tally.rate.clone(),
    }
}
