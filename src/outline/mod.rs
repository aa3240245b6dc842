//! A session and a document id become a neutral outline; every export format and the preview read that.

mod actions;
mod audience;
mod boxed;
mod build;
mod chart;
mod choice;
mod compare;
mod concern;
mod documents;
mod figures;
mod front;
mod headlines;
mod key;
mod minute;
mod model;
mod outdated;
mod parts;
mod places;
mod report;
mod starter;
mod values;

pub use audience::{audience_in_words, is_own, may_show};
pub use build::{NoSuchDocument, Words, build, build_in, build_with, extract};
pub use chart::{Chart, Series};
pub use choice::Choice;
pub use compare::{Difference, Fate, Word, compare, differ};
pub use documents::documents;
pub use minute::in_words;
pub use model::{Block, Column, Content, Gathered, Outline, Run, Sheet, Source, Style, Value, plain};
pub use outdated::{Outdated, outdated};
pub use places::{Cells, Places, places};
pub use starter::starter;
