//! The actions of a session in a document: all as one table, or those of each owner together.

use super::build::Builder;
use super::minute;
use super::model::{Column, Source, Value};
use super::values;
use crate::session::{Action, Entry, whose};

/// What is said where no action was agreed.
pub(super) const NONE: &str = "No actions were agreed.";

/// What was told of an action at each meeting, a line each, and now.
fn progress_of(action: &Action) -> String {
    action.told().into_iter().map(minute::capital).collect::<Vec<_>>().join("\n")
}

/// Whether a table of actions says whose they are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owners {
    /// It does.
    Told,
    /// It stands below whose they are.
    Known,
}

impl<'a> Builder<'a> {
    pub(super) fn actions(&mut self) {
        self.actions_that("Actions", NONE, |_, _| true);
    }

    pub(super) fn open_actions(&mut self) {
        self.actions_that("Open actions", "No action is open.", |_, action| action.status.is_open());
    }

    pub(super) fn actions_that(&mut self, title: &str, none: &str, are: impl Fn(&Entry, &Action) -> bool) {
        self.heading(1, "", title, Source::None);
        let mut shown: Vec<(&'a Entry, &'a Action)> = self.shown_actions().filter(|(e, a)| are(e, a)).collect();
        shown.sort_by_key(|(_, action)| action.number);
        if shown.is_empty() {
            self.faint(&self.said_of_none(none));
        } else {
            self.actions_table(&shown, Owners::Told);
        }
    }

    /// What stands where no action does: these readers may not see those there are, and are told how many.
    pub(super) fn said_of_none(&self, none: &str) -> String {
        if self.closed || self.shown_actions().next().is_some() {
            return none.to_owned();
        }
        match self.filled.session.actions().filter(|(entry, _)| !entry.in_confidence).count() {
            0 => none.to_owned(),
            1 => "1 action is in the School Improvement Partner's own notes only.".to_owned(),
            several => format!("{several} actions are in the School Improvement Partner's own notes only."),
        }
    }

    /// One row for each action.
    fn actions_table(&mut self, shown: &[(&'a Entry, &'a Action)], owners: Owners) {
        let with_owners = owners == Owners::Told;
        // What came of them has a column once there is something to tell.
        let told = shown.iter().any(|(_, action)| !progress_of(action).is_empty());
        let mut titles = vec![("No.", 6), ("Action", 36)];
        titles.extend(with_owners.then_some(("Owner", 12)));
        titles.extend([("By when", 19), ("Measure of success", 20)]);
        titles.extend(told.then_some(("Progress and impact", 22)));
        titles.push(("Status", 12));
        let columns = titles.into_iter().map(|(title, width)| Column::new(title, width)).collect();
        let row = |&(entry, action): &(&'a Entry, &Action)| {
            let due = action.due.map(values::day).unwrap_or_default();
            let mut texts = vec![action.number.to_string(), self.filled.printed(entry).into_owned()];
            texts.extend(with_owners.then(|| whose(&action.owners)));
            texts.extend([due, action.measure.clone()]);
            texts.extend(told.then(|| progress_of(action)));
            texts.push(action.state_on(self.filled.session.date()));
            texts.iter().map(|text| values::cell(text)).collect()
        };
        let rows: Vec<Vec<Value>> = shown.iter().map(row).collect();
        let sources = shown.iter().map(|(entry, _)| Source::Entry(entry.id)).collect();
        self.table(Source::None, "", columns, rows);
        self.made_of(sources);
    }

    pub(super) fn actions_by_owner(&mut self) {
        let mut owners: Vec<String> = Vec::new();
        for (_, action) in self.shown_actions() {
            for owner in &action.owners {
                if !owners.contains(owner) {
                    owners.push(owner.clone());
                }
            }
        }
        self.heading(1, "", "Actions by person", Source::None);
        if self.shown_actions().next().is_none() {
            self.faint(&self.said_of_none(NONE));
            return;
        }
        owners.sort_unstable();
        for owner in &owners {
            self.owned(&whose(std::slice::from_ref(owner)), |action| action.owners.contains(owner));
        }
        self.owned("No owner yet", |action| action.owners.is_empty());
    }

    fn owned(&mut self, title: &str, is_theirs: impl Fn(&Action) -> bool) {
        let mut theirs: Vec<(&'a Entry, &'a Action)> = self.shown_actions().filter(|(_, a)| is_theirs(a)).collect();
        theirs.sort_by_key(|(_, action)| action.number);
        if !theirs.is_empty() {
            self.heading(2, "", title, Source::None);
            self.actions_table(&theirs, Owners::Known);
        }
    }
}
