//! A finding that begins with a figure: “4 of the 7 governors” is typed at a judgement as a grade is, and is none.

use super::super::App;
use super::super::message::Urgency;
use super::grid::Back;
use super::sheet::Sheet;
use super::{Editor, Sitting};
use crate::session::{Change, Grouping, Target};

/// Digits typed one after the other at judgements, and the grades they gave.
#[derive(Debug, Clone, Default)]
pub(super) struct Digits {
    /// Each with the cell it graded and what stood there; one that is no grade has none.
    typed: Vec<(char, Option<(Target, String)>)>,
}

/// How the words begin behind a figure of a finding.
const BEHIND: [&str; 4] = ["of ", "out of ", "% of ", "%of "];
/// Words between that and the whole: “4 of the 7”.
const BETWEEN: [&str; 7] = ["the", "our", "all", "its", "these", "those", "their"];
/// The most digits of such a figure.
const MOST: usize = 2;

impl Digits {
    /// One more was typed; it graded a cell in which something stood, or none.
    pub(super) fn add(&mut self, digit: char, graded: Option<(Target, String)>) {
        self.typed.push((digit, graded));
    }

    /// How many of the last digits are the figure of a finding whose other words follow; nothing while that cannot be said,
    /// none where it is no figure.
    fn of_figure(&self, words: &str) -> Option<usize> {
        let whole = self.typed.len().min(MOST);
        // No grade, so that the figure begins there.
        let refused = self.typed.iter().rev().take(whole).rposition(|(_, graded)| graded.is_none()).map(|at| at + 1);
        let Some(behind) = BEHIND.iter().find(|behind| words.starts_with(**behind)) else {
            let may_follow = BEHIND.iter().any(|behind| behind.starts_with(words));
            return if may_follow { None } else { Some(0) };
        };
        if words.starts_with('%') {
            return Some(whole);
        }
        let mut rest = words[behind.len()..].split_inclusive(' ').skip_while(|word| BETWEEN.contains(&word.trim_end()));
        let next = rest.next().filter(|word| word.ends_with(' '))?;
        let fits = |count: &usize| {
            let of: Option<u32> = next.trim_end_matches(|c: char| !c.is_ascii_digit()).parse().ok();
            let figure: String = self.typed[self.typed.len() - count..].iter().map(|(digit, _)| digit).collect();
            of.zip(figure.parse::<u32>().ok()).is_none_or(|(of, figure)| figure <= of)
        };
        refused.or_else(|| (1..=whole).rev().find(fits)).or(Some(1))
    }
}

impl App {
    /// Where the line that was begun behind a digit goes on as the words behind a figure do, the digit is its first word
    /// and no grade.
    pub(super) fn take_figure(&mut self, sitting: &mut Sitting) {
        let text = sitting.line.text().to_owned();
        if sitting.digits.typed.is_empty() {
            return;
        }
        // Whoever went elsewhere meanwhile begins something else.
        if sitting.back != Back::Sheet {
            sitting.digits = Digits::default();
            return;
        }
        let Some(count) = sitting.digits.of_figure(&text) else { return };
        let mut digits = std::mem::take(&mut sitting.digits).typed;
        let figure = digits.split_off(digits.len() - count);
        if figure.is_empty() {
            return;
        }
        let cells: Vec<(Target, String)> = figure.iter().filter_map(|(_, graded)| graded.clone()).collect();
        let undo = |(cell, stood): &(Target, String)| {
            let remove = sitting.session().text(cell).to_owned();
            Change::Edit { target: cell.clone(), at: 0, remove, insert: stood.clone() }
        };
        let mut changes: Vec<Change> = cells.iter().rev().map(undo).collect();
        let figure: String = figure.into_iter().map(|(digit, _)| digit).collect();
        let gap = if text.starts_with('%') { "" } else { " " };
        let (target, insert) = (Target::Draft(sitting.draft_item()), format!("{figure}{gap}"));
        changes.push(Change::Edit { target, at: 0, remove: String::new(), insert: insert.clone() });
        if !self.record(sitting, changes, Grouping::New, Urgency::Soon) {
            return;
        }
        sitting.line = Editor::new(&format!("{insert}{text}"));
        sitting.last_typed = None;
        let sheet = Sheet::of(&sitting.filled(&self.desk), sitting);
        let place = |cell: &Target| sheet.spots.iter().position(|spot| spot.target == *cell);
        let first = cells.first().and_then(|(cell, _)| place(cell));
        let first = first.map(|at| (at, sheet.spots[at].row.map(str::to_owned)));
        if let Some((at, row)) = first {
            (sitting.spot, sitting.row_tag) = (at, row);
        }
        sitting.graded = None;
        self.keep_topic(sitting);
        sitting.reread(&self.desk);
        self.tell(format!("{figure} begins the finding and is no grade; the grade is as it was before"));
    }
}
