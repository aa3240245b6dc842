//! A school's figures: published tables and files of its own become measures by year and group, with those they are
//! compared with. A suppressed figure stays suppressed; column meanings and definitions are data.

mod agreement;
mod board;
mod book;
mod definition;
mod figures;
mod hypothesis;
mod import;
mod known;
mod line;
mod proportion;
mod question;
mod range;
mod reading;
mod renamed;
#[cfg(test)]
mod sample;
mod sentence;
mod shown;
mod taken;
mod typed;
mod value;
mod words;

pub use agreement::{Claims, Disagreement, names_of};
pub use board::{BoardRow, Compared, GroupRow, Guide, OWN, Said, Standing, Track, board, board_row, said};
pub use book::{FigureBook, TargetRow, target_rows};
pub use definition::{Better, Code, Definition, Definitions, Floor, Group, Unit};
pub use figures::{Figure, Figures, SCHEMA, Table, Target, TargetKind};
pub use hypothesis::Hypothesis;
pub use import::{
    Ask, Found, ImportError, Missing, Near, Source, Wish, find_near, read_file, refuse_same_year, years_of,
};
pub use known::Known;
pub use line::{Change, Gaps, GroupGap, Line, Point};
pub use proportion::{Miscounted, miscounted, noticed, worded};
pub use question::{Question, When, questions, shipped_questions};
pub use range::Range;
pub use reading::{
    About, FigureColumns, GroupColumns, Reading, ReadingError, RowKinds, published_in, shipped_readings,
};
pub use sentence::sentence;
pub use shown::{Shown, What, belonging, shipped_shown};
pub use taken::{Blank, Differing, TakenIn};
pub use typed::{FigureChange, TypedPast, Way, Words as HypothesisWords};
pub use value::{Gap, NoFigure, Value};
pub use words::{Words, shipped_words};
