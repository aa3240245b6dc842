//! The kinds of entry, with the marks and words that begin them.

use serde::{Deserialize, Serialize};

/// What an entry is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A minute like any other.
    #[default]
    Note,
    /// Something to be done, by somebody, by some day.
    Action,
    /// Something agreed.
    Decision,
    /// Something asked.
    Question,
    /// Evidence seen by the writer.
    Observed,
    /// Evidence told to the writer.
    Reported,
    /// For the writer alone; never leaves the machine.
    Private,
}

impl Kind {
    /// All kinds, in the order they are offered.
    pub const ALL: [Kind; 7] =
        [Kind::Note, Kind::Action, Kind::Decision, Kind::Question, Kind::Observed, Kind::Reported, Kind::Private];

    /// The mark that begins a line of this kind; a note has none.
    pub const fn prefix(self) -> Option<char> {
        match self {
            Kind::Note => None,
            Kind::Action => Some('!'),
            Kind::Decision => Some('='),
            Kind::Question => Some('?'),
            Kind::Observed => Some('+'),
            Kind::Reported => Some('~'),
            Kind::Private => Some('%'),
        }
    }

    /// The word in running text; followed by a colon it begins a line of this kind, save for a note.
    pub const fn word(self) -> &'static str {
        match self {
            Kind::Note => "note",
            Kind::Action => "action",
            Kind::Decision => "decision",
            Kind::Question => "question",
            Kind::Observed => "observed",
            Kind::Reported => "reported",
            Kind::Private => "private",
        }
    }

    /// The word as a heading.
    pub const fn label(self) -> &'static str {
        match self {
            Kind::Note => "Note",
            Kind::Action => "Action",
            Kind::Decision => "Decision",
            Kind::Question => "Question",
            Kind::Observed => "Observed",
            Kind::Reported => "Reported",
            Kind::Private => "Private",
        }
    }
}
