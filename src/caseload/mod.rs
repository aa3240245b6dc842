//! Over several sessions at once: what is due, what is carried on, one line a session for lists. Pure.

mod carry;
mod duties;
mod ledger;
mod register;
mod summary;
mod survey;
mod year;

pub use carry::{Earlier, carry_over};
pub use duties::{Duty, Each, Owed, Stage, owed, shipped_duties};
pub use ledger::{Days, Event, ledger};
pub use register::{Registered, register};
pub use summary::{Summary, summarise};
pub use survey::{Caseload, Ground, SchoolYear, survey};
pub use year::{one_down, year};
