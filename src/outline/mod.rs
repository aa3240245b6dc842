//! A session and a document id become a neutral outline; every export format and the preview read that.

mod audience;
mod build;
mod chart;
mod documents;
mod figures;
mod minute;
mod model;
mod parts;
mod places;
mod starter;
mod values;

pub use build::{NoSuchDocument, build};
pub use chart::{Chart, Series};
pub use documents::documents;
pub use minute::in_words;
pub use model::{Block, Column, Content, Outline, Run, Source, Style, Value, plain};
pub use places::{Cells, Places, places};
pub use starter::starter;
