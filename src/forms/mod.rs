//! Forms, scales, prompt lists and roles as data: their types, the library of them, finding and filling cells.
//!
//! Code matches on the kind of a field, never on a form's name: adding a form is adding one file to `data/`.

mod amount;
mod carried;
mod check;
mod condition;
mod confidential;
mod counting;
mod dates;
mod deadline;
mod document;
mod error;
mod escapes;
mod field;
mod figures;
mod glossary;
mod judging;
mod library;
mod lists;
mod lookup;
mod model;
mod near;
mod record_card;
mod school_name;
mod sets;
mod usage;
mod value;
mod years;

pub use carried::{Carried, Carry, Closed};
pub use condition::{STATE, STATES};
pub use counting::{AGREED_ON, AGREED_WITH, Duty, Followed, Ledger, Pot, Tally};
pub use dates::{parts_of_visit, who_and_when};
pub use deadline::{Again, Deadline, When};
pub use document::{Document, Numbering, Part};
pub use error::{Fault, FormError, PathError, ValueError};
pub use escapes::without_escapes;
pub use field::*;
pub use figures::FigurePart;
pub use glossary::{Abbreviation, glossary, in_full};
pub use library::{FORM_SCHEMA, Library, shipped_bands};
pub use lists::{Band, Grade, PromptList, Role, Scale, words_for};
pub use lookup::{Addition, CellRef};
pub use model::*;
pub(crate) use near::farness;
pub use record_card::{accept_fact, own_card, school_card};
pub use school_name::{is_same_name, near_names, words_of_name};
pub use sets::Sets;
pub use usage::{RuleUse, Severity};
pub use value::{NOT_APPLICABLE, accept, accept_by, print};
pub use years::{in_year, year_places};
