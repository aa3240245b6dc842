//! What was recognised in a line, and what the user has turned off.

/// What a recognised part of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The leading `\`.
    Escape,
    /// `>5`.
    Item,
    /// The mark or word of the kind.
    Kind,
    /// An owner of an action.
    Owner,
    /// A word that only joins, such as the `to` of `@HT to moderate`.
    Link,
    /// When an action is due.
    Due,
    /// Until when something goes on, which belongs to the sentence: `keep support until Easter`.
    Until,
    /// `measure: …` with all that follows.
    Measure,
    /// An owner named in the sentence of an action: `ask @HT for the plan`.
    Mention,
    /// `so that` in an action; what follows is its measure of success.
    Purpose,
    /// Who said it.
    Speaker,
    /// An SEF section.
    Sef,
    /// A key stage.
    KeyStage,
    /// Whose view it is.
    View,
    /// Somebody came, left, sent apologies or declared an interest.
    Attendance,
}

impl Part {
    /// The word that begins a measure of success.
    pub(super) const MEASURE: &str = "measure:";

    /// Whether its words are taken out of the entry's text.
    pub const fn is_taken_out(self) -> bool {
        match self {
            Part::Escape | Part::Item | Part::Kind | Part::Owner | Part::Link | Part::Due | Part::Measure => true,
            Part::Until
            | Part::Mention
            | Part::Purpose
            | Part::Speaker
            | Part::Sef
            | Part::KeyStage
            | Part::View
            | Part::Attendance => false,
        }
    }
}

/// A recognised part of the typed line, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// What it is.
    pub what: Part,
}

impl Span {
    /// The bytes whose recognition one Backspace straight after them turns off: the part, or the word that begins it.
    pub const fn key(&self) -> (usize, usize) {
        match self.what {
            Part::Measure => (self.start, self.start + Part::MEASURE.len()),
            Part::Escape
            | Part::Item
            | Part::Kind
            | Part::Owner
            | Part::Link
            | Part::Due
            | Part::Until
            | Part::Mention
            | Part::Purpose
            | Part::Speaker
            | Part::Sef
            | Part::KeyStage
            | Part::View
            | Part::Attendance => (self.start, self.end),
        }
    }
}

/// What must not be recognised: byte ranges of the typed line the user has turned off.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recognition {
    /// The ranges, first byte and byte after the last, in no order.
    pub off: Vec<(usize, usize)>,
}

impl Recognition {
    /// Nothing turned off.
    pub const fn new() -> Self {
        Self { off: Vec::new() }
    }

    /// Turns recognition off in a range of bytes.
    pub fn turn_off(&mut self, start: usize, end: usize) {
        if start < end && !self.off.contains(&(start, end)) {
            self.off.push((start, end));
        }
    }

    /// Whether nothing in a range of bytes is turned off.
    pub fn allows(&self, start: usize, end: usize) -> bool {
        self.off.iter().all(|&(from, to)| end <= from || to <= start)
    }

    /// Follows an edit of the line: at byte `at`, `removed` bytes gave way to `inserted` ones. Ranges that are gone are forgotten.
    pub fn edited(&mut self, at: usize, removed: usize, inserted: usize) {
        let gone = at.saturating_add(removed);
        for (start, end) in &mut self.off {
            *start = match *start {
                start if start >= gone => start - removed + inserted,
                start => start.min(at),
            };
            *end = match *end {
                // Typing straight after a range does not make it longer.
                end if end <= at => end,
                end if end >= gone => end - removed + inserted,
                _ => at,
            };
        }
        self.off.retain(|(start, end)| start < end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_turned_off_follow_the_edits_around_them() {
        let after = |at, removed, inserted| {
            let mut off = Recognition { off: vec![(10, 16)] };
            off.edited(at, removed, inserted);
            off.off
        };
        assert_eq!(after(0, 0, 3), [(13, 19)]);
        assert_eq!(after(16, 0, 3), [(10, 16)]);
        assert_eq!(after(10, 0, 1), [(11, 17)]);
        assert_eq!(after(12, 0, 2), [(10, 18)]);
        assert_eq!(after(15, 1, 0), [(10, 15)]);
        assert_eq!(after(4, 8, 0), [(4, 8)]);
        assert_eq!(after(4, 8, 2), [(4, 10)]);
        assert_eq!(after(8, 20, 1), []);
    }
}
