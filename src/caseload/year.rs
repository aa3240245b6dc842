//! A school's year with its SIP: every visit and meeting, what was judged and decided, and where the actions stand.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::calendar::{counted, days_in_words, long};
use crate::forms::Part;
use crate::grammar::as_printed;
use crate::outline::{
    Block, Column, Content, NOT_APPLICABLE_HERE, Source, Value, extract, is_closed_to, is_draft, plain,
};
use crate::session::{Filled, kept_level, owners_of, whose};

use super::register::{Spot, register};

/// The roll-up of some sessions of one school.
#[derive(Debug, Clone)]
pub struct Year {
    /// What it holds.
    pub blocks: Vec<Block>,
    /// Sessions whose note cannot go out yet.
    pub drafts: Vec<String>,
    /// How many sessions are left out as confidential: for whoever writes it, not for its readers.
    pub left_out: usize,
}

/// How a session stands in the roll-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// Still to come or called off: in the list, and no more.
    Listed,
    /// What was noted, which can go out.
    Whole,
    /// What was noted, which cannot yet (A12: a draft says that it is one, whoever it goes to).
    Draft,
}

impl Told {
    fn of(filled: &Filled<'_>) -> Self {
        if filled.session.is_cancelled() || (filled.is_untouched() && !filled.is_beyond_drafting()) {
            Self::Listed
        } else if is_draft(filled) {
            Self::Draft
        } else {
            Self::Whole
        }
    }

    /// Words of a heading or a cell, marked where they are of a draft.
    fn marked(self, words: &str) -> String {
        match self {
            Self::Draft => as_draft(words),
            Self::Listed | Self::Whole => words.to_owned(),
        }
    }
}

/// Words marked as those of a note that cannot go out yet, as the head of its own pages is.
pub fn as_draft(words: &str) -> String {
    format!("{words} (DRAFT)").trim_start().to_owned()
}

/// The roll-up of some sessions of one school, for an audience. Confidential sessions are left out, and so are those that
/// stay confidential until a report is published and have no day of publication (DI-02, DI-03).
pub fn year(sessions: &[Filled<'_>], audience: &str, title: &str) -> Year {
    let is_for_them = |filled: &&Filled<'_>| !is_confidential(filled) && !is_closed_to(filled, audience);
    let mut open: Vec<&Filled<'_>> = sessions.iter().filter(is_for_them).collect();
    open.sort_by_key(|filled| (filled.session.date(), filled.session.id()));
    let left_out = sessions.len() - open.len();
    let until = open.iter().rev().find(|filled| Told::of(filled) != Told::Listed).map(|filled| filled.session.date());
    let mut blocks = vec![Block::paragraph(told(title, open.len(), until))];
    let open: Vec<(&Filled<'_>, Told)> = open.into_iter().map(|filled| (filled, Told::of(filled))).collect();
    let drafts = open.iter().filter(|(_, told)| *told == Told::Draft);
    let drafts = drafts.map(|(filled, _)| filled.session.id().to_owned()).collect();
    if open.is_empty() {
        return Year { blocks, drafts, left_out };
    }
    blocks.push(Block::heading(1, "Visits and meetings"));
    let row = |(filled, told): &(&Filled<'_>, Told)| {
        let state = filled.session.state().unwrap_or_default();
        let state = filled.form.states.iter().find(|known| known.id == state).map_or("", |known| known.label.as_str());
        let days: BTreeSet<NaiveDate> = filled.session_days().into_iter().collect();
        let date = match days.into_iter().collect::<Vec<_>>().as_slice() {
            [day] => day.format("%-d %B %Y").to_string(),
            days => days_in_words(days),
        };
        [date, filled.form.title.clone(), told.marked(state)].map(Value::text).to_vec()
    };
    let columns =
        vec![Column::new("Date", 22), Column::new("Visit or meeting", 54), Column::new("Where it stands", 24)];
    let visits = open.iter().map(|(filled, _)| Source::None.in_session(filled.session.id())).collect();
    blocks.push(Block::table("", columns, open.iter().map(row).collect()).made_of(visits));
    for (filled, told) in open.iter().filter(|(_, told)| *told != Told::Listed) {
        let own = extract(filled, audience, &[Part::Judgements, Part::Decisions]);
        let own = without_bare_headings(own.into_iter().filter_map(with_something).collect());
        let title = format!("{}, {}", filled.form.title, days_in_words(&filled.session_days()));
        let mut visit = vec![Block::heading(1, told.marked(&title))];
        if own.is_empty() {
            visit.push(Block::paragraph("Nothing was judged or decided."));
        }
        visit.extend(one_down(own));
        blocks.extend(visit.into_iter().map(|block| block.from_session(filled.session.id())));
    }
    blocks.push(Block::heading(1, "Actions and recommendations"));
    let open: Vec<&Filled<'_>> = open.into_iter().map(|(filled, _)| filled).collect();
    blocks.push(actions(&open, audience));
    Year { blocks, drafts, left_out }
}

/// How much there is, and up to which day it tells.
fn told(title: &str, count: usize, until: Option<NaiveDate>) -> String {
    let until = until.map(|day| format!(", told up to {}", long(day))).unwrap_or_default();
    format!(
        "{title}: {}{until}.",
        counted(count, "visit or meeting").replace("visit or meetings", "visits and meetings")
    )
}

/// Whether a session's papers are for those named only, as far as it says itself.
fn is_confidential(filled: &Filled<'_>) -> bool {
    kept_level(filled.form, filled.session, NaiveDate::MAX).keeps_apart()
}

/// The block without rows nobody filled in; none if there is nothing in it then.
fn with_something(mut block: Block) -> Option<Block> {
    match &mut block.content {
        Content::Table { rows, columns, .. } => {
            let is_filled = |row: &Vec<Value>| row.iter().skip(1).any(|value| !value.plain().trim().is_empty());
            let kept: Vec<bool> = rows.iter().map(is_filled).collect();
            let mut keep = kept.iter();
            rows.retain(|_| keep.next().is_some_and(|keep| *keep));
            let mut keep = kept.iter();
            block.parts.retain(|_| keep.next().is_some_and(|keep| *keep));
            // It tells of the visit and is no form, so that a column that says nothing is none.
            let said =
                |n: usize| rows.iter().any(|row| row.get(n).is_some_and(|value| !value.plain().trim().is_empty()));
            let told: Vec<bool> = (0..columns.len()).map(|n| n == 0 || said(n)).collect();
            keep_told(columns, &told);
            for row in rows.iter_mut() {
                keep_told(row, &told);
            }
            (!rows.is_empty()).then_some(block)
        }
        Content::Field { value, .. } => (!value.plain().trim().is_empty()).then_some(block),
        // A paragraph of nothing in particular says that there is nothing, and what does not apply tells nothing of a year.
        Content::Paragraph(runs) => {
            (block.source != Source::None && !plain(runs).ends_with(NOT_APPLICABLE_HERE)).then_some(block)
        }
        Content::Heading { .. }
        | Content::Entry { .. }
        | Content::List { .. }
        | Content::Chart(_)
        | Content::Checkbox { .. }
        | Content::Date { .. }
        | Content::Note(_)
        | Content::Rule
        | Content::PageBreak => Some(block),
    }
}

fn keep_told<T>(cells: &mut Vec<T>, told: &[bool]) {
    let mut told = told.iter();
    cells.retain(|_| told.next().is_none_or(|told| *told));
}

/// Blocks without headings that nothing stands under.
fn without_bare_headings(blocks: Vec<Block>) -> Vec<Block> {
    let is_heading = |block: &Block| matches!(block.content, Content::Heading { .. });
    let bare: Vec<bool> = blocks
        .iter()
        .enumerate()
        .map(|(n, block)| is_heading(block) && blocks.get(n + 1).is_none_or(is_heading))
        .collect();
    blocks.into_iter().zip(bare).filter(|(_, bare)| !bare).map(|(block, _)| block).collect()
}

/// Headings one level further down, under that of their session.
pub fn one_down(mut blocks: Vec<Block>) -> Vec<Block> {
    for block in &mut blocks {
        if let Content::Heading { level, .. } = &mut block.content {
            *level += 1;
        }
    }
    blocks
}

/// Every action and recommendation of the year once, as it stands now.
fn actions(sessions: &[&Filled<'_>], audience: &str) -> Block {
    let shown = |row: &super::Registered| {
        let filled = sessions.iter().find(|filled| filled.session.id() == row.session);
        filled.is_some_and(|filled| match &row.spot {
            Spot::Entry(entry) => crate::outline::may_show(filled, audience, *entry),
            Spot::Row { path, .. } => crate::outline::may_show_field(filled, audience, path),
        })
    };
    let form = |id: &str| {
        let known = sessions.iter().find(|filled| filled.form.id == id);
        known.map(|filled| (filled.form.name.clone(), filled.form.follows.clone())).unwrap_or_default()
    };
    let all = register(sessions.iter().map(|filled| filled.session), &form);
    let day = |date: chrono::NaiveDate| date.format("%-d %B %Y").to_string();
    let row = |row: super::Registered| {
        let due = row.due.map(day).unwrap_or_default();
        let filled = sessions.iter().find(|filled| filled.session.id() == row.session);
        let text = filled.map(|filled| as_printed(&row.text, "", &filled.reading()).into_owned());
        let roles = filled.map(|filled| filled.roles).unwrap_or_default();
        let owners = whose(&owners_of(&row.owners.join(", "), roles));
        [day(row.since), text.unwrap_or_default(), owners, due, row.status.label().to_owned()].map(Value::text).to_vec()
    };
    let source = |row: &super::Registered| {
        let place = match &row.spot {
            Spot::Entry(entry) => Source::Entry(*entry),
            Spot::Row { path, .. } => Source::Field(path.clone()),
        };
        place.in_session(&row.session)
    };
    let shown = once(all.into_iter().filter(shown).collect());
    let sources = shown.iter().map(source).collect();
    let rows: Vec<Vec<Value>> = shown.into_iter().map(row).collect();
    if rows.is_empty() {
        return Block::paragraph("No actions were agreed.");
    }
    let columns = [("Agreed on", 19), ("Action", 38), ("Owner", 12), ("By when", 19), ("Status", 12)];
    Block::table("", columns.map(|(title, width)| Column::new(title, width)).to_vec(), rows).made_of(sources)
}

/// One matter of a day that was noted as an action and recommended as well stands once, and as far as it came.
fn once(all: Vec<super::Registered>) -> Vec<super::Registered> {
    let mut kept: Vec<super::Registered> = Vec::new();
    for row in all {
        let is_same = |known: &&mut super::Registered| {
            known.matter != row.matter
                && known.due == row.due
                && known.text.trim().to_lowercase() == row.text.trim().to_lowercase()
        };
        match kept.iter_mut().find(is_same) {
            Some(known) if known.status.is_open() && !row.status.is_open() => *known = row,
            Some(_) => {}
            None => kept.push(row),
        }
    }
    kept
}
