//! A session and a document id become a neutral outline; every export format and the preview read that.

mod actions;
mod address;
mod attendance;
mod audience;
mod boxed;
mod build;
mod chart;
mod choice;
mod compare;
mod concern;
mod documents;
mod ending;
mod entries;
mod figures;
mod front;
mod going_out;
mod headlines;
mod judged;
mod key;
mod letter;
mod minute;
mod model;
mod numbering;
mod outdated;
mod parts;
mod places;
mod records;
mod report;
mod sending;
mod sheet;
mod starter;
mod support;
mod values;

pub use address::{addressed, addresses_in, advised_first, without_address};
pub use audience::{
    audience_in_words, holds_waivers, is_closed_to, is_for_you_alone, is_own, may_show, may_show_field,
};
pub use build::{NoSuchDocument, Words, build, build_in, build_with, extract};
pub use chart::{Chart, Series};
pub use choice::Choice;
pub use compare::{Difference, Fate, Word, compare, differ};
pub use concern::without_evidence;
pub use documents::{
    called_in_file, documents, is_past, kept_for, next_out, pieces_of, still_expected, template_names, title_of,
};
pub use front::{is_draft, receivers};
pub use going_out::{Noted, as_sent, due_in, next_to_send, noting};
pub use judged::NOT_APPLICABLE_HERE;
pub use minute::in_words;
pub use model::{Block, Column, Content, Gathered, Outline, Run, Sheet, Source, Style, Value, plain};
pub use outdated::{Outdated, STAYS, outdated, stand, stand_as_sent};
pub use places::{Cells, ENTRY_END, NUMBER, Places, ROW, STRONG, TICKED, UNTICKED, places};
pub use sending::{NotSent, half_typed, may_receive, may_send, nothing_to_say, odd_about, why_draft};
pub use starter::starter;
