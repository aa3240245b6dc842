//! Grades of earlier notes in the judgements of a new session (OF-07).

use super::{Carrying, Chain, british};
use crate::calendar::counted;
use crate::forms::Carried;
use crate::session::{Change, Session, Target};

/// A grade that an earlier note gave: the cell it goes to, and the note.
struct Given<'a> {
    path: String,
    grade: &'a str,
    note: &'a Session,
    into: &'a str,
}

impl Carrying<'_> {
    /// Grades come over as they were given, each from the latest note that has one for its row, with a line that says whence,
    /// so that they are checked. What was graded here stays.
    pub(super) fn take_judgements(&mut self, others: &[Session]) {
        let form = self.form;
        let mut given: Vec<Given<'_>> = Vec::new();
        for carry in &form.carry_from {
            let Carried::Judgements { columns, rows } = &carry.what else { continue };
            let chain = Chain::of(others, self.was, &carry.forms);
            for (_, row) in form.judgement_rows() {
                let old = rows.iter().find(|(new, _)| *new == row.id).map_or(row.id.as_str(), |(_, old)| old);
                for (new, column) in columns {
                    let (path, before) = (format!("{}.{new}", row.id), format!("{old}.{column}"));
                    let graded = chain.before.iter().rev().copied().find(|note| !note.field(&before).is_empty());
                    given.extend(graded.map(|note| {
                        let (grade, into) = (note.field(&before), carry.into.as_str());
                        Given { path, grade, note, into }
                    }));
                }
            }
        }
        given.sort_by_key(|given| (given.note.date(), given.note.id()));
        let mut notes: Vec<(&Session, &str, usize)> = Vec::new();
        for (n, one) in given.iter().enumerate() {
            let is_last = !given.iter().skip(n + 1).any(|later| later.path == one.path);
            if !is_last || self.is_known(one.note) {
                continue;
            }
            let mut taken = 0;
            if self.new.field(&one.path).is_empty() {
                let (target, insert) = (Target::Field(one.path.clone()), one.grade.to_owned());
                self.change(Change::Edit { target, at: 0, remove: String::new(), insert });
                taken = 1;
            }
            match notes.iter_mut().find(|(note, ..)| note.id() == one.note.id()) {
                Some((.., count)) => *count += taken,
                None => notes.push((one.note, one.into, taken)),
            }
        }
        for (note, into, taken) in notes {
            self.took_from(note);
            if taken > 0 {
                let grades = counted(taken, "grade");
                let text = format!("{grades} taken from the note of {}: check them against the SEF", british(note));
                self.note(&text, into);
            }
        }
    }
}
