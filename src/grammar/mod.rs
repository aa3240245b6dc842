//! grammar.
pub mod kind;
pub use kind::{Kind, View};
