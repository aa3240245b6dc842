//! A session and a document id become a neutral outline; every export format and the preview read that.

mod model;

pub use model::{Block, Column, Content, Outline, Run, Source, Style, Value, plain};
