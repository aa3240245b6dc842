//! The program's state and how it answers: `update(&mut App, Message) -> Vec<Effect>`, pure.
pub mod editor;
