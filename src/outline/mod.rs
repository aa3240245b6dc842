//! A session and a document id become a neutral outline; every export format and the preview read that.

mod actions;
mod audience;
mod build;
mod chart;
mod documents;
mod figures;
mod headlines;
mod minute;
mod model;
mod parts;
mod places;
mod starter;
mod values;

pub use audience::may_show;
pub use build::{NoSuchDocument, build, extract};
pub use chart::{Chart, Series};
pub use documents::documents;
pub use minute::in_words;
pub use model::{Block, Column, Content, Gathered, Outline, Run, Source, Style, Value, plain};
pub use places::{Cells, Places, places};
pub use starter::starter;
