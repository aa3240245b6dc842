//! A session and the other documents, and the only way to alter them: changes, folded step by step.
//!
//! `Session` is a fold over [`Change`]s: the journal, undo, recovery and autosave are all that one fold.

mod attended;
mod beside;
mod change;
mod coming_back;
mod contents;
mod deadlines;
mod differing;
mod entry;
mod filled;
mod history;
mod index;
mod kept;
mod model;
mod not_here;
mod noting;
mod one_person;
mod outcome;
mod parts;
mod people;
mod printed;
mod record;
mod rescuing;
mod sending;
mod sharing;
mod stand_in;
mod states;
mod telling;
mod turning;
mod typed_actions;
mod version;

pub use attended::{TypedPresent, typed_present};
pub use beside::Stand;
pub use change::{ApplyError, Change, Target, Way};
pub use coming_back::{Base, ComingBack, coming_back};
pub use contents::{Contents, Goes, Piece};
pub use deadlines::{Due, Met, Soon, deadlines, is_beyond, sent_for, stands_at};
pub use differing::Difference;
pub use entry::{Action, Came, Detail, Entry, EntryId, Origin, Status, Telling, Told};
pub use filled::{Filled, FilledRow, RowOrigin, next_noted};
pub use history::{Grouping, History, Live, Step, Turn};
pub use kept::{IN_CONFIDENCE, is_in_confidence, kept_level, lowered, published_on};
pub use model::{
    Draft, LONGEST_TEXT, PromptMark, ROW_ORIGIN, Reached, Row, SCHEMA, Session, Stop, StopState, Tick, Topic, is_blank,
};
pub use not_here::not_here;
pub use noting::{
    NoteReading, SIP, Unlikely, action_of, attending, beginning, counted_from, entry_of, left_out, naming_user,
    taking_in, unlikely,
};
pub use outcome::{following, outcome};
pub use people::{Attended, Excused, INTEREST, Person, PersonEvent, as_typed, owners_of, whose};
pub use printed::with_capital;
pub use record::{Fact, Me, Record, School, Stood};
pub use rescuing::{Lacks, rescued_in_words};
pub use sending::{Sent, recipients_of, to_whom};
pub use sharing::is_private_line;
pub use stand_in::stand_in;
pub use states::{BEFORE, CANCELLED, DRAFTING, HELD, dating, reaching, taking_back};
pub use turning::{turned, turned_to, words_of};
pub use version::{Then, Version, settled};
