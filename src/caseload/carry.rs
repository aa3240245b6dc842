//! What a new session takes from the school's earlier ones (LS-02, RE-04, RT-12): actions with their history,
//! items put off, recommendations. Earlier files never change. What is taken once is not taken twice, so a visit planned
//! long before takes in again what came in between.

use chrono::NaiveDateTime;

use super::summary::BEFORE;
use crate::forms::{Carried, Closed, Form};
use crate::grammar::Kind;
use crate::session::{Action, Change, Entry, Origin, Person, ROW_ORIGIN, Row, Session, StopState, Target, Told};

/// An earlier session of the same school.
#[derive(Debug, Clone, Copy)]
pub struct Earlier<'a> {
    /// The session.
    pub session: &'a Session,
}

/// What has to be done to a new session so that it takes on what was left; `earlier` in any order. Sessions that did not
/// take place leave nothing, and one that has not changed since leaves nothing more.
pub fn carry_over(form: &Form, new: &Session, earlier: &[Earlier<'_>], now: NaiveDateTime) -> Vec<Change> {
    let before = |s: &&Session| s.date() <= new.date() && s.id() != new.id() && !s.is_cancelled();
    let before: Vec<&Session> = earlier.iter().map(|e| e.session).filter(before).collect();
    let mut carrying = Carrying { form, new: new.clone(), now, changes: Vec::new() };
    let mut taken: Vec<&Session> = Vec::new();
    for carry in &form.carry_from {
        let fits = |s: &&&Session| carry.forms.iter().any(|f| f == s.form());
        let mut links: Vec<&Session> = before.iter().filter(fits).copied().collect();
        links.sort_by_key(|s| std::cmp::Reverse((s.date(), s.id())));
        // One that was only planned does not cut the chain: what the one before it left comes over too.
        let last = links.iter().position(|session| !is_only_planned(session)).map_or(links.len(), |at| at + 1);
        for link in links[..last].iter().rev().filter(|link| new.taken_from(link.id()) != Some(link.applied())) {
            carrying.take(link, &carry.what, &carry.into);
            if !taken.iter().any(|known| known.id() == link.id()) {
                taken.push(link);
            }
        }
    }
    if let Some(last) = before.iter().max_by_key(|s| (s.date(), s.id())) {
        carrying.take_initials(last);
    }
    for last in taken {
        let (session, from) = (last.id().to_owned(), new.taken_from(last.id()));
        carrying.change(Change::TakenFrom { session, from, to: Some(last.applied()) });
    }
    carrying.changes
}

/// Whether a session holds nothing of its own: it has not begun, and what stands in it came over from others.
pub(super) fn is_only_planned(session: &Session) -> bool {
    let came = |entry: &Entry| {
        let carried = entry.action.as_ref().is_some_and(|action| action.origin.is_some());
        carried || [PUT_OFF, CLOSED].iter().any(|lead| entry.text.starts_with(lead)) || entry.text.contains(GRADES)
    };
    session.clock().is_empty()
        && session.states().iter().all(|reached| BEFORE.contains(&reached.state.as_str()))
        && session.all_entries().all(|(_, entry)| came(entry))
        && session.tables().all(|(_, rows)| rows.iter().all(|row| row.contains_key(ROW_ORIGIN)))
}

/// How lines begin, or what they say, that tell what came over.
const PUT_OFF: &str = "Put off from ";
const CLOSED: &str = "Closed since ";
const GRADES: &str = " grades taken from the note of ";

struct Carrying<'a> {
    form: &'a Form,
    /// The new session with the changes so far.
    new: Session,
    now: NaiveDateTime,
    changes: Vec<Change>,
}

impl Carrying<'_> {
    fn change(&mut self, change: Change) {
        // Changes made from the session as it stands fit it.
        if self.new.apply(&change).is_ok() {
            self.changes.push(change);
        }
    }

    fn take(&mut self, last: &Session, what: &Carried, into: &str) {
        match what {
            Carried::OpenActions => {
                for (entry, action) in last.actions() {
                    self.take_action(last, entry, action, into);
                }
            }
            Carried::DeferredItems => {
                for stop in last.agenda().iter().filter(|stop| stop.state == StopState::Deferred) {
                    self.note(&format!("{PUT_OFF}{}: {}", british(last), stop.title), into);
                }
            }
            Carried::Judgements { columns, rows } => self.take_judgements(last, columns, rows, into),
            Carried::Rows { table, into: field, columns, closed } => {
                for (n, old) in last.table(table).iter().enumerate() {
                    let cell = |(new, column): &(String, String)| Some((new.clone(), old.get(column)?.clone()));
                    let mut row: Row = columns.iter().filter_map(cell).collect();
                    // What it was from the beginning goes with it, so that the register shows it once.
                    row.insert(ROW_ORIGIN.to_owned(), row_id(last, table, n, old));
                    let status = closed.as_ref().and_then(|closed| is_closed(closed, old));
                    if let Some((key, words)) = columns.first().and_then(|(new, _)| row.get_key_value(new)) {
                        let (key, words) = (key.clone(), words.clone());
                        self.take_row(last, (field, &key, &words), row, status, into);
                    }
                }
            }
        }
    }

    /// An open row comes over once; of a closed one a line says so, and what was taken of it before goes.
    fn take_row(
        &mut self,
        last: &Session,
        (table, key, words): (&str, &str, &str),
        row: Row,
        closed: Option<&str>,
        into: &str,
    ) {
        if words.trim().is_empty() {
            return;
        }
        let is_same = |known: &Row, row: &Row| match known.get(ROW_ORIGIN) {
            Some(origin) => row.get(ROW_ORIGIN) == Some(origin),
            None => known.get(key).is_some_and(|cell| cell == words),
        };
        let here = self.new.table(table).iter().position(|known| is_same(known, &row));
        match (closed, here) {
            (None, None) => {
                let at = self.new.table(table).len();
                self.change(Change::Row { table: table.to_owned(), at, from: None, to: Some(row) });
            }
            (None, Some(_)) => {}
            (Some(status), here) => {
                let known = here.and_then(|at| Some((at, self.new.table(table).get(at)?.clone())));
                // What was written about it here stays.
                if let Some((at, known)) =
                    known.filter(|(_, known)| known.keys().all(|column| row.contains_key(column)))
                {
                    self.change(Change::Row { table: table.to_owned(), at, from: Some(known), to: None });
                }
                self.note(&format!("{CLOSED}{}: {words} ({status})", british(last)), into);
            }
        }
    }

    /// Grades come over as they were given, with a line that says whence, so that they are checked.
    fn take_judgements(&mut self, last: &Session, columns: &[(String, String)], rows: &[(String, String)], into: &str) {
        let mut taken = 0;
        for (_, row) in self.form.judgement_rows() {
            let old = rows.iter().find(|(new, _)| *new == row.id).map_or(row.id.as_str(), |(_, old)| old);
            for (column, old_column) in columns {
                let grade = last.field(&format!("{old}.{old_column}"));
                let path = format!("{}.{column}", row.id);
                // What was graded here stays.
                if !grade.is_empty() && self.new.field(&path).is_empty() {
                    let target = Target::Field(path);
                    self.change(Change::Edit { target, at: 0, remove: String::new(), insert: grade.to_owned() });
                    taken += 1;
                }
            }
        }
        if taken > 0 {
            let text = format!("{taken}{GRADES}{}: check them against the SEF", british(last));
            self.note(&text, into);
        }
    }

    /// Whoever had a role last time is expected in it again.
    fn take_initials(&mut self, last: &Session) {
        let people = self.new.people().to_vec();
        for (at, person) in people.into_iter().enumerate().filter(|(_, p)| p.initials.is_empty()) {
            let before: Vec<&str> =
                last.people().iter().filter(|p| p.role == person.role).map(|p| p.initials.as_str()).collect();
            if let [initials] = before.as_slice()
                && !initials.is_empty()
            {
                let to = Person { initials: (*initials).to_owned(), ..person.clone() };
                self.change(Change::Person { at, from: Some(person), to: Some(to) });
            }
        }
    }

    /// Open actions come over open; those closed are listed in a line each. One that was taken before and is as it came
    /// is taken anew; what was done about it here stays.
    fn take_action(&mut self, last: &Session, old: &Entry, action: &Action, into: &str) {
        let origin =
            action.origin.clone().unwrap_or_else(|| Origin { session: last.id().to_owned(), date: last.date() });
        let is_same = |a: &Action| a.number == action.number && a.origin.as_ref() == Some(&origin);
        let here = self.new.all_entries().find(|(_, e)| e.action.as_ref().is_some_and(is_same));
        let here = here.map(|(item, entry)| (item.to_owned(), entry.clone()));
        if let Some((_, entry)) = &here {
            let touched = entry.removed
                || entry
                    .as_action()
                    .is_none_or(|a| !a.status.is_open() || !a.progress.is_empty() || !a.impact.is_empty());
            if touched {
                return;
            }
        }
        let came = if action.status.is_open() { Some(carried(last, action, origin)) } else { None };
        match (here, came) {
            (None, Some(action)) => {
                let id = self.new.next_entry();
                let entry = Entry { action: Some(action), ..Entry::new(id, self.now, Kind::Action, old.text.clone()) };
                self.put(entry, into);
            }
            (Some((item, from)), came) => {
                let to = match came {
                    Some(action) => Entry { action: Some(action), text: old.text.clone(), ..from.clone() },
                    None => Entry { removed: true, ..from.clone() },
                };
                if let Some((_, at)) = self.new.place_of(from.id).filter(|_| to != from) {
                    self.change(Change::Entry { item, at, from: Some(Box::new(from)), to: Some(Box::new(to)) });
                }
            }
            (None, None) => {}
        }
        if !action.status.is_open() {
            let (number, status) = (action.number, action.status.label());
            self.note(&format!("{CLOSED}{}: action {number}, {} ({status})", british(last), old.text), into);
        }
    }

    /// A line, unless it stands there already.
    fn note(&mut self, text: &str, into: &str) {
        if self.new.entries(into).iter().all(|entry| entry.text != text) {
            self.put(Entry::new(self.new.next_entry(), self.now, Kind::Note, text), into);
        }
    }

    fn put(&mut self, entry: Entry, into: &str) {
        let at = self.new.entries(into).len();
        self.change(Change::Entry { item: into.to_owned(), at, from: None, to: Some(Box::new(entry)) });
    }
}

/// An action as it comes over: what was told of it goes into its history.
fn carried(last: &Session, action: &Action, origin: Origin) -> Action {
    let mut action = action.clone();
    action.history.push(Told {
        session: last.id().to_owned(),
        date: last.date(),
        status: action.status,
        progress: std::mem::take(&mut action.progress),
        impact: std::mem::take(&mut action.impact),
    });
    action.origin = Some(origin);
    action
}

/// How a row was closed, if it was.
fn is_closed<'a>(closed: &Closed, row: &'a Row) -> Option<&'a str> {
    let status = row.get(&closed.column)?;
    closed.values.contains(status).then_some(status)
}

/// The id of a row for life: where it began.
pub(super) fn row_id(session: &Session, table: &str, n: usize, row: &Row) -> String {
    row.get(ROW_ORIGIN).cloned().unwrap_or_else(|| format!("{}#{table}.{}", session.id(), n + 1))
}

fn british(session: &Session) -> String {
    session.date().format("%-d %B %Y").to_string()
}
