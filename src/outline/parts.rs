//! The parts of documents that are gathered from all over a session: plan, invitations, decisions, dates, letters.

use std::collections::BTreeSet;

use super::audience::is_own;
use super::build::{Builder, run};
use super::minute::{self, Lead};
use super::model::{Column as TableColumn, Content, Run, Source, Style, Value};
use super::values;
use crate::calendar::{Meets, meets_of};
use crate::forms::{Field, Kind, Part, Place};
use crate::grammar::Kind as EntryKind;
use crate::rules::{Finding, Place as Spot};
use crate::session::{Entry, Goes, Piece, StopState, deadlines, whose};

pub(super) fn columns<const N: usize>(titles: [(&str, u16); N]) -> Vec<TableColumn> {
    titles.map(|(title, width)| TableColumn::new(title, width)).to_vec()
}

/// Where what a rule found can be mended.
fn source_of(place: &Spot) -> Source {
    match place {
        Spot::Field(path) | Spot::Target { table: path, .. } => Source::Field(path.clone()),
        Spot::Item(item) => Source::Item(item.clone()),
        Spot::Entry(entry) | Spot::Detail { entry, .. } => Source::Entry(*entry),
        Spot::Session | Spot::Person(_) => Source::None,
    }
}

impl<'a> Builder<'a> {
    pub(super) fn whole(&mut self) {
        let Some(main) = self.filled.form.documents.first() else { return };
        for part in main.contents.iter().filter(|part| !matches!(part, Part::Whole)) {
            self.part(part);
        }
    }

    pub(super) fn plan(&mut self) {
        let session = self.filled.session;
        let taken =
            session.agenda().iter().filter(|stop| stop.place == Place::Numbered && stop.state != StopState::Skipped);
        let open = taken.filter(|stop| self.shows_item(&stop.id));
        let row = |(n, stop): (usize, &crate::session::Stop)| {
            let minutes = if stop.minutes > 0 { format!("{} minutes", stop.minutes) } else { String::new() };
            vec![values::cell(&(n + 1).to_string()), values::cell(&stop.title), values::cell(&minutes)]
        };
        let sources = open.clone().map(|stop| Source::Item(stop.id.clone())).collect();
        let rows = open.enumerate().map(row).collect();
        self.heading(1, "", "Agenda", Source::None);
        self.table(Source::None, "", columns([("No.", 8), ("Item", 70), ("Time", 22)]), rows);
        self.made_of(sources);
    }

    pub(super) fn invited(&mut self) {
        let invited = &self.filled.form.invited;
        let people = self.shown_people();
        // Whom the list of people has no more, because they were taken off it, is not asked.
        let listed = self.filled.session.people();
        let is_listed = |role: &str| listed.is_empty() || listed.iter().any(|person| person.role == role);
        let mut lines: Vec<String> = invited
            .iter()
            .filter(|invited| is_listed(&invited.role))
            .map(|invited| {
                let here = people.iter().filter(|p| p.role == invited.role && !p.initials.is_empty());
                let initials: Vec<&str> = here.map(|p| p.initials.as_str()).collect();
                if initials.is_empty() {
                    invited.label.clone()
                } else {
                    format!("{} ({})", invited.label, initials.join(", "))
                }
            })
            .collect();
        let others = people.iter().filter(|p| !invited.iter().any(|i| i.role == p.role));
        lines.extend(others.map(crate::session::Person::name));
        if !lines.is_empty() {
            self.heading(1, "", "Invited", Source::None);
            self.list(&lines);
        }
    }

    pub(super) fn prompt_lists(&mut self, ids: &[String]) {
        for list in ids.iter().filter_map(|id| self.filled.prompts.iter().find(|list| list.id == *id)) {
            self.heading(1, "", &list.title, Source::None);
            self.list(&list.items);
        }
    }

    pub(super) fn decisions(&mut self) {
        let decided = || self.shown_entries().filter(|(_, entry)| entry.kind == EntryKind::Decision);
        let sources = decided().map(|(_, entry)| Source::Entry(entry.id)).collect();
        let in_words =
            |entry: &'a Entry| format!("{}{}", minute::about(entry, self.filled.form), self.filled.printed(entry));
        let decided: Vec<String> = decided().map(|(_, entry)| in_words(entry)).collect();
        self.heading(1, "", "Decisions", Source::None);
        if decided.is_empty() {
            self.faint("No decisions were noted.");
        } else {
            self.list(&decided);
            self.made_of(sources);
        }
    }

    /// Everything noted, as a log: each with its time.
    pub(super) fn log(&mut self) {
        let entries: Vec<_> = self.shown_entries().collect();
        self.entries_table(&entries, Goes::In);
    }

    fn entries_table(&mut self, entries: &[(&str, &'a Entry)], times: Goes) {
        let session = self.filled.session;
        let wanted = |column: &str| match column {
            "Time" => times == Goes::In,
            "Who" => self.contents.hold(Piece::Speakers),
            _ => true,
        };
        let titles = [("Time", 8), ("Item", 24), ("Kind", 12), ("Who", 10), ("Words", 46)];
        let timed = self.contents.with(Piece::Times);
        let row = |(item, entry): &(&str, &'a Entry)| {
            let title = session.stop(item).map_or("", |(_, stop)| stop.title.as_str());
            let Lead { time, kind, who } = minute::lead(entry, &timed);
            let words = format!("{}{}", minute::about(entry, self.filled.form), self.filled.printed(entry));
            let cells = [time.as_str(), title, &kind, &who, &words].into_iter().zip(titles);
            cells.filter(|(_, (column, _))| wanted(column)).map(|(text, _)| values::cell(text)).collect()
        };
        if entries.is_empty() {
            self.faint("Nothing was noted.");
            return;
        }
        let rows: Vec<Vec<Value>> = entries.iter().map(row).collect();
        let sources = entries.iter().map(|(_, entry)| Source::Entry(entry.id)).collect();
        let mut columns = columns(titles);
        columns.retain(|column| wanted(&column.title));
        self.table(Source::None, "", columns, rows);
        self.made_of(sources);
    }

    pub(super) fn dates(&mut self) {
        let form = self.filled.form;
        let day = |id: &str| Source::Deadline(id.to_owned());
        self.heading(1, "", "Dates to keep", Source::None);
        let own: BTreeSet<chrono::NaiveDate> = self.filled.session_days().into_iter().collect();
        let own_time = (self.filled.session.meets().clone(), self.minutes());
        let mut days: Vec<_> = own.into_iter().map(|on| (on, own_time.clone(), form.name.clone(), day(""))).collect();
        let all_day = || (Meets::default(), 0);
        let due = deadlines(self.filled).into_iter().filter(crate::session::Due::is_open);
        days.extend(due.map(|due| (due.on, (Meets::at(due.at.unwrap_or_default()), 0), due.label, day(&due.id))));
        let is_next = |f: &&Field| f.kind == Kind::Due || f.from == Some(crate::forms::Source::NextDate);
        for field in form.all_fields().filter(is_next).filter(|f| self.shows_field(f) && !self.filled.is_suggested(f)) {
            let kept = self.filled.value(&field.id);
            if let Some(on) = crate::calendar::day_of(&kept) {
                let text = format!("{} ({})", field.label, form.name);
                let lasts = (meets_of(&kept), form.minutes);
                days.push((on, lasts, text, Source::Field(field.id.clone())));
            }
        }
        days.extend(self.days_of_the_year().into_iter().map(|(on, text, source)| (on, all_day(), text, source)));
        for (entry, action) in self.shown_actions().filter(|(_, action)| action.status.is_open()) {
            if let Some(on) = action.due {
                let text =
                    format!("Action {} ({}): {}", action.number, whose(&action.owners), self.filled.printed(entry));
                // Carried on, it is the same matter.
                let source = match &action.origin {
                    Some(origin) => Source::Action(action.number).in_session(&origin.session),
                    None => Source::Action(action.number),
                };
                days.push((on, all_day(), text, source));
            }
        }
        days.sort_by_key(|(on, ..)| *on);
        for (on, (meets, minutes), text, source) in days {
            self.push(source, Content::Date { on, meets, minutes, text });
        }
    }

    /// The days that were agreed for the school's year: all of a table of which some plan a form.
    fn days_of_the_year(&self) -> Vec<(chrono::NaiveDate, String, Source)> {
        let filled = self.filled;
        let plans = |row: &str, column: &str| {
            filled.form.plans.iter().any(|(cell, _)| cell.split_once('.') == Some((row, column)))
        };
        let mut agreed = Vec::new();
        for field in filled.form.all_fields().filter(|field| self.shows_field(field)) {
            let Kind::Grades { rows, columns, .. } = &field.kind else { continue };
            let Some(day) = columns.iter().find(|column| rows.iter().any(|row| plans(&row.id, &column.id))) else {
                continue;
            };
            for row in rows {
                let path = format!("{}.{}", row.id, day.id);
                let words =
                    |column: &crate::forms::Column| filled.value(&format!("{}.{}", row.id, column.id)).into_owned();
                let told =
                    columns.iter().filter(|column| column.id != day.id).map(words).filter(|told| !told.is_empty());
                let text = std::iter::once(row.spoken().to_owned()).chain(told).collect::<Vec<_>>().join(": ");
                // Of several days each, of a range the first.
                let kept = filled.value(&path);
                let on = kept.split(',').filter_map(|day| crate::calendar::day_of(day.split('.').next()?.trim()));
                agreed.extend(on.map(|on| (on, text.clone(), Source::Field(path.clone()))));
            }
        }
        agreed
    }

    /// How many minutes its items last together.
    fn minutes(&self) -> u32 {
        let stops = self.filled.session.agenda().iter();
        let open = stops.filter(|stop| stop.place == Place::Numbered && stop.state != StopState::Skipped);
        open.map(|stop| stop.minutes).sum()
    }

    /// When and where it is, with a line to write what is not known (RT-04).
    pub(super) fn when(&mut self) {
        let (meets, minutes) = (self.filled.session.meets(), self.minutes());
        let lasts = |at: &str| if minutes > 0 { format!("{at} ({minutes} minutes in all)") } else { at.to_owned() };
        let time = match meets.at.as_str() {
            "" if minutes == 0 => Value::Blank(String::new()),
            "" => Value::Blank(lasts("____")),
            at => values::cell(&lasts(at)),
        };
        let place = match meets.place_alone() {
            place if place.is_empty() => Value::Blank(place),
            place => values::cell(&place),
        };
        let days = crate::calendar::days_in_words(&self.filled.session_days());
        let told = [("Date", values::cell(&days)), ("Time", time), ("Place", place)];
        for (label, value) in told {
            self.push(Source::None, Content::Field { label: label.to_owned(), value });
        }
    }

    pub(super) fn findings(&mut self) {
        let found = crate::rules::check(self.filled, crate::rules::Day::Any);
        let score = crate::rules::score(self.filled, &found);
        if !score.is_empty() {
            self.push(Source::None, Content::Paragraph(vec![run(&score, Style::Plain)]));
        }
        if found.is_empty() {
            self.faint("The rules find nothing to mend.");
        }
        for finding in found {
            // A sentence of a finding may name what it found.
            if !is_own(&self.document.audience) && !self.shows_place(&finding.place) {
                continue;
            }
            let waived = finding.waived.as_ref().map(|reason| format!(" (waived: {reason})")).unwrap_or_default();
            let text = format!("{}{waived}", finding.message);
            self.push(source_of(&finding.place), Content::Checkbox { done: finding.waived.is_some(), text });
        }
    }

    /// Findings that were waived, each with the reason that the file keeps; those about places for others stay out.
    pub(super) fn waived(&mut self) {
        let waived = crate::rules::check(self.filled, crate::rules::Day::Any)
            .into_iter()
            .filter(|finding| self.shows_place(&finding.place));
        let told = |finding: Finding| {
            let source = source_of(&finding.place);
            finding.waived.map(|reason| (format!("{} Waived: {reason}", finding.message), source))
        };
        let (lines, sources): (Vec<String>, Vec<Source>) = waived.filter_map(told).unzip();
        if !lines.is_empty() {
            self.heading(1, "", "Waived findings", Source::None);
            self.list(&lines);
            self.made_of(sources);
        }
    }

    pub(super) fn faint(&mut self, text: &str) {
        self.push(Source::None, Content::Paragraph(vec![run(text, Style::Faint)]));
    }

    fn list(&mut self, lines: &[String]) {
        let items = lines.iter().map(|line| vec![Run::plain(line.as_str())]).collect();
        self.push(Source::None, Content::List { items });
    }
}
