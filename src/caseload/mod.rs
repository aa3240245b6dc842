//! Over several sessions at once: what is due, what is carried on, one line a session for lists. Pure.

mod carry;
mod course;
mod duties;
mod ledger;
mod register;
mod season;
mod summary;
mod survey;
mod year;

pub use carry::{Earlier, carry_over};
pub use course::{course, unknown_terms};
pub use duties::{Duty, Each, Owed, Stage, owed, shipped_duties};
pub use ledger::{Days, Event, ledger};
pub use register::{Registered, register};
pub use season::{unknown, unusual};
pub use summary::{Summary, note_taken_into, summarise};
pub use survey::{Caseload, Ground, SchoolYear, survey};
pub use year::{one_down, year};
