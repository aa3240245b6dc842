//! What the caret stands in among the fields: how the keys act there, and what it takes.

use super::super::Desk;
use super::{Sheet, Sitting};
use crate::calendar::day_of;
use crate::forms::Kind;
use crate::session::Target;

/// What the caret stands in, for the keys that act there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpotIs {
    /// One line.
    Line,
    /// Any number of lines: Enter begins another.
    LongText,
    /// One of some words.
    Choice,
    /// A judgement.
    Grade,
    /// A grade in a row of a table that grows.
    GradeCell,
    /// A cell of a table that grows.
    Cell,
    /// Such a cell with any number of lines: Enter goes on all the same.
    LongCell,
}

impl Sitting {
    /// How the keys act on the selected spot.
    pub fn spot_is(&self, desk: &Desk) -> SpotIs {
        let filled = self.filled(desk);
        let sheet = Sheet::of(&filled, self);
        let Some(spot) = sheet.spots.get(self.spot) else { return SpotIs::Line };
        match (spot.kind, &spot.target) {
            (Kind::LongText, _) if sheet.is_cell(self.spot) => SpotIs::LongCell,
            (Kind::LongText, _) => SpotIs::LongText,
            (Kind::Choice(_), _) => SpotIs::Choice,
            (Kind::Grade { .. }, Target::Cell { .. }) => SpotIs::GradeCell,
            (Kind::Grade { .. }, _) => SpotIs::Grade,
            (_, Target::Cell { .. }) => SpotIs::Cell,
            _ => SpotIs::Line,
        }
    }

    /// Whether the selected spot shows a day in words: one that stands there and is not being mended.
    pub fn shows_day(&self, kind: &Kind) -> bool {
        kind.is_day() && self.editor.is_offered() && day_of(self.editor.text()).is_some()
    }

    /// The digits that grade in the selected spot (`1-4`); none where it takes no grade.
    pub fn digits(&self, desk: &Desk) -> Option<String> {
        let filled = self.filled(desk);
        let sheet = Sheet::of(&filled, self);
        let scale = sheet.spots.get(self.spot).and_then(|spot| self.scale_of(spot))?;
        let (first, last) = (scale.grades.first()?, scale.grades.last()?);
        Some(format!("{}-{}", first.key, last.key))
    }

    /// Whether the selected spot may be said not to apply.
    pub fn takes_not_applicable(&self, desk: &Desk) -> bool {
        let filled = self.filled(desk);
        let sheet = Sheet::of(&filled, self);
        sheet.spots.get(self.spot).and_then(|spot| self.scale_of(spot)).is_some_and(|scale| scale.not_applicable)
    }

    /// Whether two of the words to choose from in the selected spot begin with the same letter.
    pub fn choices_begin_alike(&self, desk: &Desk) -> bool {
        let filled = self.filled(desk);
        let options = Self::options(&Sheet::of(&filled, self), self.spot).unwrap_or_default();
        let first = |option: &String| option.chars().next().map(|c| c.to_lowercase().to_string());
        options.iter().enumerate().any(|(n, option)| options[..n].iter().any(|other| first(other) == first(option)))
    }
}
