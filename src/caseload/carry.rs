//! What a new session takes from the school's earlier ones (LS-02, RE-04, RT-12): actions with their history,
//! items put off, recommendations. Earlier files never change.

use chrono::NaiveDateTime;

use crate::forms::{Carried, Form};
use crate::grammar::Kind;
use crate::session::{Change, Entry, Origin, Person, ROW_ORIGIN, Row, Session, StopState, Target, Told};

/// An earlier session of the same school.
#[derive(Debug, Clone, Copy)]
pub struct Earlier<'a> {
    /// The session.
    pub session: &'a Session,
}

/// What has to be done to a new session so that it takes on what was left; `earlier` in any order.
pub fn carry_over(form: &Form, new: &Session, earlier: &[Earlier<'_>], now: NaiveDateTime) -> Vec<Change> {
    let mut carrying = Carrying { form, new, now, changes: Vec::new(), next_entry: new.next_entry() };
    for carry in &form.carry_from {
        let last = earlier
            .iter()
            .map(|e| e.session)
            .filter(|s| carry.forms.iter().any(|f| f == s.form()) && s.date() <= new.date() && s.id() != new.id())
            .max_by_key(|s| (s.date(), s.id()));
        if let Some(last) = last {
            carrying.take(last, &carry.what, &carry.into);
        }
    }
    let last = earlier.iter().map(|e| e.session).filter(|s| s.date() <= new.date() && s.id() != new.id());
    if let Some(last) = last.max_by_key(|s| (s.date(), s.id())) {
        carrying.take_initials(last);
    }
    carrying.changes
}

struct Carrying<'a> {
    form: &'a Form,
    new: &'a Session,
    now: NaiveDateTime,
    changes: Vec<Change>,
    next_entry: u32,
}

impl Carrying<'_> {
    fn take(&mut self, last: &Session, what: &Carried, into: &str) {
        match what {
            Carried::OpenActions => {
                let actions: Vec<Entry> = last.actions().map(|(entry, _)| entry.clone()).collect();
                for entry in actions {
                    self.take_action(last, entry, into);
                }
            }
            Carried::DeferredItems => {
                for stop in last.agenda().iter().filter(|stop| stop.state == StopState::Deferred) {
                    let text = format!("Put off from {}: {}", british(last), stop.title);
                    let entry = Entry::new(self.next_entry, self.now, Kind::Note, text);
                    self.put(entry, into);
                }
            }
            Carried::Judgements { columns, rows } => self.take_judgements(last, columns, rows, into),
            Carried::Rows { table, into: field, columns } => {
                let taken = last.table(table).iter().enumerate().map(|(n, old)| {
                    let cell = |(new, old_column): &(String, String)| Some((new.clone(), old.get(old_column)?.clone()));
                    (row_id(last, table, n, old), columns.iter().filter_map(cell).collect::<Row>())
                });
                let taken = taken.filter(|(_, row)| row.values().any(|cell| !cell.trim().is_empty()));
                // What it was from the beginning goes with it, so that the register shows it once.
                let taken = taken.map(|(origin, mut row)| {
                    row.insert(ROW_ORIGIN.to_owned(), origin);
                    row
                });
                let first = self.new.table(field).len();
                let rows = taken.enumerate().map(|(n, row)| Change::Row {
                    table: field.clone(),
                    at: first + n,
                    from: None,
                    to: Some(row),
                });
                self.changes.extend(rows);
            }
        }
    }

    /// Grades come over as they were given, with a line that says whence, so that they are checked.
    fn take_judgements(&mut self, last: &Session, columns: &[(String, String)], rows: &[(String, String)], into: &str) {
        let before = self.changes.len();
        for (_, row) in self.form.judgement_rows() {
            let old = rows.iter().find(|(new, _)| *new == row.id).map_or(row.id.as_str(), |(_, old)| old);
            for (column, old_column) in columns {
                let grade = last.field(&format!("{old}.{old_column}"));
                if !grade.is_empty() {
                    let target = Target::Field(format!("{}.{column}", row.id));
                    self.changes.push(Change::Edit { target, at: 0, remove: String::new(), insert: grade.to_owned() });
                }
            }
        }
        let taken = self.changes.len() - before;
        if taken > 0 {
            let text = format!("{taken} grades taken from the note of {}: check them against the SEF", british(last));
            self.put(Entry::new(self.next_entry, self.now, Kind::Note, text), into);
        }
    }

    /// Whoever had a role last time is expected in it again.
    fn take_initials(&mut self, last: &Session) {
        for (at, person) in self.new.people().iter().enumerate().filter(|(_, p)| p.initials.is_empty()) {
            let before: Vec<&str> =
                last.people().iter().filter(|p| p.role == person.role).map(|p| p.initials.as_str()).collect();
            if let [initials] = before.as_slice()
                && !initials.is_empty()
            {
                let to = Person { initials: (*initials).to_owned(), ..person.clone() };
                self.changes.push(Change::Person { at, from: Some(person.clone()), to: Some(to) });
            }
        }
    }

    /// Open actions come over open; those closed are listed in a line each.
    fn take_action(&mut self, last: &Session, old: Entry, into: &str) {
        let Some(mut action) = old.action.clone() else { return };
        if !action.status.is_open() {
            let (number, status) = (action.number, action.status.label());
            let text = format!("Closed since {}: action {number}, {} ({status})", british(last), old.text);
            self.put(Entry::new(self.next_entry, self.now, Kind::Note, text), into);
            return;
        }
        action.history.push(Told {
            session: last.id().to_owned(),
            date: last.date(),
            status: action.status,
            progress: std::mem::take(&mut action.progress),
            impact: std::mem::take(&mut action.impact),
        });
        action.origin.get_or_insert_with(|| Origin { session: last.id().to_owned(), date: last.date() });
        let entry = Entry { action: Some(action), ..Entry::new(self.next_entry, self.now, Kind::Action, old.text) };
        self.put(entry, into);
    }

    fn put(&mut self, entry: Entry, into: &str) {
        let placed = self.changes.iter().filter(|c| matches!(c, Change::Entry { item, .. } if item == into)).count();
        let at = self.new.entries(into).len() + placed;
        self.changes.push(Change::Entry { item: into.to_owned(), at, from: None, to: Some(Box::new(entry)) });
        self.next_entry += 1;
    }
}

/// The id of a row for life: where it began.
pub(super) fn row_id(session: &Session, table: &str, n: usize, row: &Row) -> String {
    row.get(ROW_ORIGIN).cloned().unwrap_or_else(|| format!("{}#{table}.{}", session.id(), n + 1))
}

fn british(session: &Session) -> String {
    session.date().format("%-d %B %Y").to_string()
}
