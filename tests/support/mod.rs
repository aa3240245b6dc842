//! What the tests share: a user at a terminal, a store with the command line, readers of what came out.

pub mod docx;
pub mod filling;
pub mod keys;
pub mod meeting;
pub mod pty;
pub mod screen;
pub mod sitter;
pub mod source;
pub mod store;
