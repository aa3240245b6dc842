//! What was read of a damaged document, counted and in words; and what was lost, by its lines.

use std::ops::Range;

/// What was read of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rescued<D> {
    /// The document, with what could be read.
    pub document: D,
    /// Of each part that was come across, what there was.
    pub parts: Vec<Tally>,
    /// Lines of which something could not be read, from 1: first and last of each run.
    pub lost: Vec<(usize, usize)>,
    /// Whether the end of the document is gone, and nobody knows with how much.
    pub cut: bool,
}

/// How much of a part was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// The part's name.
    pub part: &'static str,
    /// Values that were read.
    pub read: usize,
    /// Values that were read but for a line.
    pub parted: usize,
    /// Values of which only the beginning still shows.
    pub begun: usize,
    /// Characters passed over where its values stand.
    pub passed: usize,
    /// Whether bytes are gone where its values stand, or its end is: nobody knows how many went with them.
    pub open: bool,
}

impl Tally {
    /// Whether all that stood in the part was read.
    pub const fn is_whole(&self) -> bool {
        self.begun == 0 && self.parted == 0 && self.passed == 0
    }
}

impl<D> Rescued<D> {
    /// A document of which nothing is lost.
    pub const fn whole(document: D) -> Self {
        Self { document, parts: Vec::new(), lost: Vec::new(), cut: false }
    }

    /// How much of a part was read; nothing if it was not come across.
    pub fn tally(&self, part: &'static str) -> Option<&Tally> {
        self.parts.iter().find(|tally| tally.part == part)
    }

    /// Whether anything of a part was read.
    pub fn has(&self, part: &'static str) -> bool {
        self.tally(part).is_some_and(|tally| tally.read > 0)
    }

    /// What was read of some parts (each with what one and several are called), in words: `38 of 40 entries, 1 of 1 field`,
    /// `38 of at least 40 entries` where nobody can know; nothing if none was come across.
    pub fn in_words(&self, parts: &[(&'static str, &str, &str)]) -> Option<String> {
        let counted = parts.iter().filter_map(|(part, one, many)| {
            let tally = self.tally(part)?;
            let of = tally.read + tally.parted + tally.begun;
            let part = if tally.parted > 0 { format!(" and {} in part", tally.parted) } else { String::new() };
            let least = if tally.open { "at least " } else { "" };
            (of > 0).then(|| format!("{}{part} of {least}{of} {}", tally.read, if of == 1 { one } else { many }))
        });
        let counted: Vec<String> = counted.collect();
        if counted.is_empty() { None } else { Some(counted.join(", ")) }
    }
}

/// Adds bytes that could not be read to the runs of them; those of one line are one run.
pub(super) fn lose(text: &str, lost: &mut Vec<Range<usize>>, bytes: Range<usize>) {
    match lost.last_mut().filter(|run| !text[run.end..bytes.start].contains('\n')) {
        Some(run) => run.end = bytes.end,
        None => lost.push(bytes),
    }
}

/// The lines of runs of bytes, those next to each other as one.
pub(super) fn lines(text: &str, runs: &[Range<usize>]) -> Vec<(usize, usize)> {
    let mut lines: Vec<(usize, usize)> = Vec::new();
    let (mut line, mut at) = (1, 0);
    for run in runs {
        line += text[at..run.start].matches('\n').count();
        at = run.start;
        let last = line + text[run.clone()].matches('\n').count();
        match lines.last_mut().filter(|known| known.1 + 3 >= line) {
            Some(known) => known.1 = last,
            None => lines.push((line, last)),
        }
    }
    lines
}
