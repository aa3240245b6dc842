//! Over several sessions at once: what is due, what is carried on, one line a session for lists. Pure.

mod carry;
mod deadlines;
mod summary;

pub use carry::{Earlier, carry_over};
pub use deadlines::{Due, deadlines};
pub use summary::{Summary, summarise};
