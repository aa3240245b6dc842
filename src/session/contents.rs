//! What goes into a document beside its form: the user's choice, kept with what was sent.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// Something that can be put into a document or left out. Private entries are none of these: they never go in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Piece {
    /// What was noted under each item.
    Entries,
    /// When each thing was said.
    Times,
    /// Who said it.
    Speakers,
    /// Whether evidence was observed or reported.
    Evidence,
    /// Findings waived, with the reasons.
    Waived,
}

/// Whether a piece goes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goes {
    /// It does.
    In,
    /// It does not.
    Out,
}

impl Piece {
    /// All, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::Entries, Self::Times, Self::Speakers, Self::Evidence, Self::Waived];

    /// As `nov export --with ID` names it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Entries => "entries",
            Self::Times => "times",
            Self::Speakers => "speakers",
            Self::Evidence => "evidence",
            Self::Waived => "waived",
        }
    }

    /// As shown to the user.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Entries => "entries under their items",
            Self::Times => "times of day",
            Self::Speakers => "who said it",
            Self::Evidence => "evidence tags (observed, reported)",
            Self::Waived => "waived findings with their reasons",
        }
    }

    /// Whether it goes in unless the user says otherwise.
    pub const fn usually(self) -> Goes {
        match self {
            Self::Entries | Self::Speakers | Self::Evidence => Goes::In,
            Self::Times | Self::Waived => Goes::Out,
        }
    }
}

/// What goes into a document.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Contents(BTreeSet<Piece>);

impl Default for Contents {
    fn default() -> Self {
        Self(Piece::ALL.into_iter().filter(|piece| piece.usually() == Goes::In).collect())
    }
}

impl Contents {
    /// Whether it is what usually goes in.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a piece goes in.
    pub fn hold(&self, piece: Piece) -> bool {
        self.0.contains(&piece)
    }

    /// The same with a piece in.
    #[must_use]
    pub fn with(&self, piece: Piece) -> Self {
        let mut with = self.clone();
        with.set(piece, Goes::In);
        with
    }

    /// Puts a piece in or leaves it out.
    pub fn set(&mut self, piece: Piece, goes: Goes) {
        match goes {
            Goes::In => self.0.insert(piece),
            Goes::Out => self.0.remove(&piece),
        };
    }

    /// Puts a piece in if it was out, and the other way.
    pub fn turn(&mut self, piece: Piece) {
        self.set(piece, if self.hold(piece) { Goes::Out } else { Goes::In });
    }

    /// Where it differs from what usually goes in, in words; empty where it does not.
    pub fn in_words(&self) -> String {
        let odd = Piece::ALL.into_iter().filter(|piece| self.hold(*piece) != (piece.usually() == Goes::In));
        let said = odd.map(|piece| match piece.usually() {
            Goes::In => format!("without {}", piece.label()),
            Goes::Out => format!("with {}", piece.label()),
        });
        said.collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_turned_twice_is_as_it_was_and_a_choice_is_said_in_words() {
        let mut contents = Contents::default();
        assert!(contents.is_usual() && contents.in_words().is_empty());
        contents.turn(Piece::Speakers);
        contents.turn(Piece::Waived);
        assert_eq!(contents.in_words(), "without who said it, with waived findings with their reasons");
        contents.turn(Piece::Speakers);
        contents.turn(Piece::Waived);
        assert!(contents.is_usual());
    }

    #[test]
    fn pieces_are_told_apart_by_their_ids() {
        let ids: BTreeSet<&str> = Piece::ALL.iter().map(|piece| piece.id()).collect();
        assert_eq!(ids.len(), Piece::ALL.len());
        let text = crate::ronfile::write(&Contents::default()).unwrap();
        assert_eq!(crate::ronfile::read::<Contents>(&text).unwrap(), Contents::default(), "{text}");
    }
}
