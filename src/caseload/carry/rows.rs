//! Rows of earlier sessions, such as recommendations, in a table of a new one.

use super::{Carrying, Chain};
use crate::forms::{Carried, Closed};
use crate::session::{Change, IN_CONFIDENCE, ROW_ORIGIN, Row, Session, is_in_confidence};

/// What goes from one table into another.
#[derive(Clone, Copy)]
struct Rule<'a> {
    table: &'a str,
    columns: &'a [(String, String)],
    closed: Option<&'a Closed>,
}

/// A row of an earlier session.
struct Known<'a> {
    id: String,
    rule: Rule<'a>,
    session: &'a Session,
    row: &'a Row,
    /// Whether it counts as it stands; else it is a preview of what would have been taken up.
    counts: bool,
}

impl Known<'_> {
    fn status(&self) -> Option<&str> {
        let closed = self.rule.closed?;
        let status = self.row.get(&closed.column)?;
        closed.values.contains(status).then_some(status)
    }

    /// The row as it comes over: with where it began, so that the register shows it once, and with what came.
    fn carried(&self) -> Row {
        let mut row = Row::from([(ROW_ORIGIN.to_owned(), self.id.clone())]);
        for (new, old) in self.rule.columns {
            if let Some(cell) = self.row.get(old) {
                row.insert(new.clone(), cell.clone());
                row.insert(as_it_came(new), cell.clone());
            }
        }
        if is_in_confidence(self.row) || self.session.confidentiality().keeps_apart() {
            row.insert(IN_CONFIDENCE.to_owned(), "yes".to_owned());
        }
        row
    }

    /// The column that its words go to.
    fn key(&self) -> Option<&str> {
        self.rule.columns.first().map(|(new, _)| new.as_str())
    }

    /// The words of the row.
    fn words(&self) -> &str {
        let old = self.rule.columns.first().map(|(_, old)| old);
        old.and_then(|old| self.row.get(old)).map_or("", |cell| cell.trim())
    }
}

impl Carrying<'_> {
    /// Brings a table to the rows that were left open before, each once; a line says of each that was closed. What was
    /// written here stays.
    pub(super) fn take_rows(&mut self, others: &[Session], table: &str) {
        let form = self.form;
        let rules = form.carry_from.iter().filter_map(|carry| match &carry.what {
            Carried::Rows { table: from, into, columns, closed } if into == table => {
                let rule = Rule { table: from, columns, closed: closed.as_ref() };
                Some((rule, &carry.into, Chain::of(others, self.was, &carry.forms)))
            }
            Carried::Rows { .. } | Carried::OpenActions | Carried::DeferredItems | Carried::Judgements { .. } => None,
        });
        let rules: Vec<_> = rules.collect();
        let Some((_, item, chain)) = rules.first() else { return };
        // What a later session says of a matter is nothing to this one: it was open then.
        let all: Vec<Known<'_>> =
            rules.iter().flat_map(|(rule, _, chain)| rows_of(*rule, chain.until_then.iter().copied())).collect();
        let sessions: Vec<&Session> = rules.iter().flat_map(|(_, _, chain)| chain.all.iter().copied()).collect();
        let left: Vec<Known<'_>> = rules
            .iter()
            .flat_map(|(rule, _, chain)| {
                rows_of(*rule, chain.since_last().iter().rev().copied()).chain(chain.late(*rule))
            })
            .collect();
        let decide = |known: &&Known<'_>| !began_in(&known.id, self.was) && decides(known, &left, &sessions);
        let (closed, open): (Vec<&Known<'_>>, Vec<&Known<'_>>) =
            left.iter().filter(decide).partition(|known| closing(known, &all).is_some());
        // Words that stand in two notes are one matter.
        let mut words: Vec<&str> = Vec::new();
        let open: Vec<&Known<'_>> = open
            .into_iter()
            .filter(|known| {
                let is_first = !known.words().is_empty() && !words.contains(&known.words());
                words.push(known.words());
                is_first
            })
            .collect();
        self.bring_rows(table, &open);
        self.withdraw_rows(table, &open, &sessions);
        for known in closed {
            let Some(last) = closing(known, &all) else { continue };
            self.close_row(table, last);
            if chain.before.iter().any(|s| s.id() == last.session.id()) {
                let what = format!("{} ({})", last.words(), last.status().unwrap_or_default());
                self.tell_closed(chain, last.session, &what, item);
            }
        }
    }

    fn bring_rows(&mut self, table: &str, open: &[&Known<'_>]) {
        for known in open {
            let came = known.carried();
            match self.place_of_row(table, known, open) {
                Some(at) => {
                    let Some(here) = self.new.table(table).get(at).cloned() else { continue };
                    let to = brought_up_to_date(&here, &came);
                    if to != here {
                        self.change(Change::Row { table: table.to_owned(), at, from: Some(here), to: Some(to) });
                    }
                }
                // What was taken before and is not here was taken out here.
                None if self.is_known(known.session) => {}
                None => {
                    let at = self.new.table(table).len();
                    self.change(Change::Row { table: table.to_owned(), at, from: None, to: Some(came) });
                }
            }
            self.took_from(known.session);
        }
    }

    /// Closes a row about which something was written here, as it was closed elsewhere; a status typed here stays.
    fn close_row(&mut self, table: &str, last: &Known<'_>) {
        let (Some(at), Some(closed)) = (self.place_of_row(table, last, &[]), last.rule.closed) else { return };
        let column = last.rule.columns.iter().find(|(_, old)| *old == closed.column).map(|(new, _)| new);
        let (Some(here), Some(column)) = (self.new.table(table).get(at).cloned(), column) else { return };
        let is_open = here.get(column).is_none_or(|status| !closed.values.contains(status));
        let is_typed = here.get(column) != here.get(&as_it_came(column));
        if !is_open || is_typed || is_as_it_came(&here) || !here.contains_key(ROW_ORIGIN) {
            return;
        }
        let mut to = here.clone();
        set(&mut to, column, last.row.get(&closed.column));
        self.change(Change::Row { table: table.to_owned(), at, from: Some(here), to: Some(to) });
    }

    /// Takes back rows that came over and are not left open any more; those of sessions that are no more stay.
    fn withdraw_rows(&mut self, table: &str, open: &[&Known<'_>], sessions: &[&Session]) {
        let is_left = |row: &Row| {
            let came = |known: &Known<'_>| known.key().and_then(|key| row.get(&as_it_came(key)));
            open.iter().any(|known| {
                row.get(ROW_ORIGIN) == Some(&known.id) && came(known).is_some_and(|words| words.trim() == known.words())
            })
        };
        let is_of_one = |row: &Row| row.get(ROW_ORIGIN).is_some_and(|id| sessions.iter().any(|s| began_in(id, s)));
        let mut at = self.new.table(table).len();
        while let Some(before) = at.checked_sub(1) {
            at = before;
            let goes = |row: &&Row| !is_left(row) && is_of_one(row) && is_as_it_came(row);
            if let Some(row) = self.new.table(table).get(at).filter(goes).cloned() {
                self.change(Change::Row { table: table.to_owned(), at, from: Some(row), to: None });
            }
        }
    }

    /// Where a row stands in the new session: by its words as they came or are, else by where it began, unless the words
    /// with which it came are those of another row now.
    fn place_of_row(&self, table: &str, known: &Known<'_>, open: &[&Known<'_>]) -> Option<usize> {
        let key = known.key()?;
        let rows = self.new.table(table);
        let cell = |row: &Row, name: &str| row.get(name).map(|cell| cell.trim().to_owned()).unwrap_or_default();
        let alike = |row: &Row| [key.to_owned(), as_it_came(key)].iter().any(|name| cell(row, name) == known.words());
        let is_origin = |row: &Row| row.get(ROW_ORIGIN) == Some(&known.id);
        let moved = |row: &Row| {
            let came = cell(row, &as_it_came(key));
            !came.is_empty() && open.iter().any(|other| other.words() == came)
        };
        let place = |suits: &dyn Fn(&Row) -> bool| rows.iter().position(suits);
        place(&|row| is_origin(row) && alike(row))
            .or_else(|| place(&|row| alike(row)))
            .or_else(|| place(&|row| is_origin(row) && !moved(row)))
    }
}

impl<'a> Chain<'a> {
    /// Rows that were written in a session after the later ones had taken from it, so that none of them knows of them.
    fn late(&self, rule: Rule<'a>) -> impl Iterator<Item = Known<'a>> {
        let until = self.before.len() - self.since_last().len();
        let rows = self.before.iter().take(until).enumerate().flat_map(move |(n, session)| {
            let held: Vec<&Session> =
                self.before.iter().skip(n + 1).copied().filter(|later| later.took_place()).collect();
            let is_known = held.iter().any(|later| later.taken_from(session.id()) == Some(session.applied()));
            let rows = rows_of(rule, std::iter::once(*session)).filter(move |row| row.counts && !is_known);
            rows.filter(move |row| !held.iter().any(|later| holds(later, &row.id)))
        });
        rows.collect::<Vec<_>>().into_iter()
    }
}

/// Whether a session took a row over, into whatever table.
fn holds(session: &Session, id: &str) -> bool {
    session.tables().any(|(_, rows)| rows.iter().any(|row| row.get(ROW_ORIGIN).is_some_and(|origin| origin == id)))
}

/// The rows of a table in some sessions that have words.
fn rows_of<'a>(rule: Rule<'a>, sessions: impl Iterator<Item = &'a Session>) -> impl Iterator<Item = Known<'a>> {
    sessions.flat_map(move |session| {
        session.table(rule.table).iter().enumerate().map(move |(n, row)| {
            let counts = !session.is_cancelled() && (session.took_place() || !is_as_it_came(row));
            Known { id: row_id(session, rule.table, n, row), rule, session, row, counts }
        })
    })
}

/// Whether a row is the one that tells how its matter stands: the latest that counts, or the latest preview of what began
/// in a session that is no more.
fn decides(row: &Known<'_>, left: &[Known<'_>], sessions: &[&Session]) -> bool {
    let rank = |known: &Known<'_>| (known.counts, known.session.date(), known.session.id().to_owned());
    let is_orphan = || !sessions.iter().any(|session| began_in(&row.id, session));
    (row.counts || is_orphan()) && left.iter().filter(|k| k.id == row.id).all(|other| rank(other) <= rank(row))
}

/// The latest row that closes a matter, in whatever session of these; words that stand in a later note are the same matter,
/// wherever it says that they came from.
fn closing<'k, 'a>(row: &Known<'_>, all: &'k [Known<'a>]) -> Option<&'k Known<'a>> {
    let says_it = |known: &Known<'_>| {
        let is_later = known.session.date() >= row.session.date();
        is_later && !row.words().is_empty() && known.words() == row.words()
    };
    let closes = |known: &&Known<'_>| (known.id == row.id || says_it(known)) && known.status().is_some();
    all.iter().filter(closes).max_by_key(|known| (known.session.date(), known.session.id()))
}

/// A row that came over before, as it comes over now; what was changed here stays.
fn brought_up_to_date(here: &Row, came: &Row) -> Row {
    let mut row = here.clone();
    if !knows_how_it_came(here) {
        return row;
    }
    let names = came.keys().chain(here.keys());
    for base in names.filter(|name| name.len() > ROW_ORIGIN.len()).filter(|name| name.starts_with(ROW_ORIGIN)) {
        let Some(column) = base.strip_prefix(ROW_ORIGIN) else { continue };
        if here.get(column).map_or("", String::as_str) == here.get(base).map_or("", String::as_str) {
            set(&mut row, column, came.get(column));
        }
        set(&mut row, base, came.get(base));
    }
    set(&mut row, ROW_ORIGIN, came.get(ROW_ORIGIN));
    row
}

fn set(row: &mut Row, column: &str, cell: Option<&String>) {
    match cell {
        Some(cell) => row.insert(column.to_owned(), cell.clone()),
        None => row.remove(column),
    };
}

/// The cell that holds what came in a column.
fn as_it_came(column: &str) -> String {
    format!("{ROW_ORIGIN}{column}")
}

/// Whether a row tells how it came; those of older files do not.
fn knows_how_it_came(row: &Row) -> bool {
    row.keys().any(|name| name.len() > ROW_ORIGIN.len() && name.starts_with(ROW_ORIGIN))
}

/// Whether a row came from an earlier session and nothing was written in it here.
pub(in super::super) fn is_as_it_came(row: &Row) -> bool {
    knows_how_it_came(row)
        && row.iter().filter(|(name, _)| *name != IN_CONFIDENCE).all(|(name, cell)| {
            match name.strip_prefix(ROW_ORIGIN) {
                Some("") => true,
                Some(column) => row.get(column).map_or("", String::as_str) == cell,
                None => row.get(&as_it_came(name)).map_or("", String::as_str) == cell,
            }
        })
}

/// Whether a matter began in a session.
fn began_in(id: &str, session: &Session) -> bool {
    id.strip_prefix(session.id()).is_some_and(|rest| rest.starts_with(ROW_ORIGIN))
}

/// The id of a row for life: where it began.
pub(in super::super) fn row_id(session: &Session, table: &str, n: usize, row: &Row) -> String {
    row.get(ROW_ORIGIN).cloned().unwrap_or_else(|| format!("{}#{table}.{}", session.id(), n + 1))
}
