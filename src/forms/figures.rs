//! Which figures of a school a document shows.

use serde::{Deserialize, Serialize};

/// Figures of a school in a document. What is not known prints nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FigurePart {
    /// Targets of the session's year and the next, with what came of them and how ambitious they are (SE-01).
    Targets,
    /// The headline measures over the years, beside authority and England.
    Headlines,
    /// Measures of progress by levels over the years (DA-03).
    Progress,
    /// The groups of the first headline measure that has any, the widest gap first (DA-04).
    Groups,
    /// Every measure with figures: the headlines with their pictures and groups first, then those of each key stage. As a
    /// spreadsheet, one row for each measure, year and group.
    Everything,
    /// What the SIP thinks lies behind measures, and what it turned out to be (DA-05); for the SIP's own eyes alone.
    Hypotheses,
    /// Pictures of the first so many headline measures.
    Charts(usize),
}
