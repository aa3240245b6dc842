//! Over several sessions at once: what is due, what is carried on, one line a session for lists. Pure.

mod agreement;
mod asked;
mod carry;
mod course;
mod duties;
mod ledger;
mod own;
mod printed;
mod register;
mod season;
mod stands;
mod summary;
mod survey;
mod tally;
mod year;

pub use agreement::{agreement, agreement_in};
pub use asked::{Asked, AskedError, Remark};
pub use carry::{as_said, carry_over, takes_facts};
pub use course::{course, unknown_terms};
pub use duties::{COVERED, DAYS_AHEAD, Duty, Each, Owed, Stage, owed};
pub use ledger::{Days, Event, Split, is_agreed_with_nobody, ledger};
pub use own::{Every, Own, OwnDuty, OwnStep, OwnTally, Sum, own, own_pressing};
pub use printed::{Apart, Of, ToKeep, caseload_list, due_list, register_list, school_list};
pub use register::{Matter, Registered, Spot, register};
pub use season::{unknown, unusual};
pub use stands::{Copied, Doing, Fate, held_in, settle_actions};
pub use summary::{Summary, ToTell, agreed_ahead, day_agreed, note_taken_into, summarise, to_tell};
pub use survey::{Caseload, Ground, SchoolYear, Visits, contacts, known, survey};
pub use tally::{Tallied, untouched};
pub use year::{Year, as_draft, one_down, year};
