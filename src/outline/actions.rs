//! The actions of a session in a document: all as one table, or those of each owner together.

use super::build::Builder;
use super::model::{Column as TableColumn, Source, Value};
use super::parts::columns;
use super::values;
use crate::session::{Action, Entry};

/// What was told of an action at each meeting, a line each, and now.
fn progress_of(action: &Action) -> String {
    let now = [&action.progress, &action.impact].into_iter().map(|words| words.trim().to_owned());
    action.told_before().chain(now).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

impl<'a> Builder<'a> {
    pub(super) fn actions(&mut self) {
        self.actions_that("Actions", "No actions were agreed.", |_| true);
    }

    pub(super) fn open_actions(&mut self) {
        self.actions_that("Open actions", "No action is open.", |action| action.status.is_open());
    }

    fn actions_that(&mut self, title: &str, none: &str, are: impl Fn(&Action) -> bool) {
        self.heading(1, "", title, Source::None);
        let mut shown: Vec<(&'a Entry, &'a Action)> = self.shown_actions().filter(|(_, a)| are(a)).collect();
        shown.sort_by_key(|(_, action)| action.number);
        // What came of them has a column once there is something to tell.
        let told = shown.iter().any(|(_, action)| !progress_of(action).is_empty());
        let mut titles = vec![("No.", 6), ("Action", 36), ("Owner", 12), ("By when", 19), ("Measure of success", 20)];
        titles.extend(told.then_some(("Progress and impact", 22)));
        titles.push(("Status", 12));
        let columns = titles.into_iter().map(|(title, width)| TableColumn { title: title.to_owned(), width }).collect();
        let row = |&(entry, action): &(&'a Entry, &Action)| {
            let due = action.due.map(values::day).unwrap_or_default();
            let mut texts =
                vec![action.number.to_string(), self.filled.printed(entry).into_owned(), action.owners.join(", "), due];
            texts.push(action.measure.clone());
            texts.extend(told.then(|| progress_of(action)));
            texts.push(action.state_on(self.filled.session.date()));
            texts.iter().map(|text| values::cell(text)).collect()
        };
        let rows: Vec<Vec<Value>> = shown.iter().map(row).collect();
        if rows.is_empty() {
            self.faint(none);
        } else {
            let sources = shown.iter().map(|(entry, _)| Source::Entry(entry.id)).collect();
            self.table(Source::None, "", columns, rows);
            self.made_of(sources);
        }
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
            self.faint("No actions were agreed.");
            return;
        }
        owners.sort_unstable();
        for owner in &owners {
            self.owned(owner, |action| action.owners.contains(owner));
        }
        self.owned("No owner yet", |action| action.owners.is_empty());
    }

    fn owned(&mut self, title: &str, is_theirs: impl Fn(&Action) -> bool) {
        let row = |(entry, action): (&'a Entry, &Action)| {
            let due = action.due.map(values::day).unwrap_or_default();
            let texts = [
                action.number.to_string(),
                self.filled.printed(entry).into_owned(),
                due,
                action.measure.clone(),
                action.state_on(self.filled.session.date()),
            ];
            texts.iter().map(|text| values::cell(text)).collect()
        };
        let mut theirs: Vec<(&'a Entry, &'a Action)> = self.shown_actions().filter(|(_, a)| is_theirs(a)).collect();
        theirs.sort_by_key(|(_, action)| action.number);
        let sources = theirs.iter().map(|(entry, _)| Source::Entry(entry.id)).collect();
        let rows: Vec<Vec<Value>> = theirs.into_iter().map(row).collect();
        if !rows.is_empty() {
            self.heading(2, "", title, Source::None);
            let titles = [("No.", 6), ("Action", 44), ("By when", 16), ("Measure of success", 22), ("Status", 12)];
            self.table(Source::None, "", columns(titles), rows);
            self.made_of(sources);
        }
    }
}
