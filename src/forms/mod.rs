//! Forms, scales, prompt lists and roles as data: types and loader.
pub mod model;
pub use model::*;
