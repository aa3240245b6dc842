//! A session as it stood, with what its documents read beside it, when one of them was sent or the user asked: kept for
//! ever, compared, restored.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::beside::{Beside, Stand};
use super::change::{Change, Target};
use super::entry::Entry;
use super::filled::Filled;
use super::history::Step;
use super::model::{Draft, Row, SCHEMA, Session};
use super::record::Record;
use super::sending::Sent;
use crate::grammar::Kind;
use crate::measures::FigureBook;

/// A session as it stood once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Version {
    schema: u32,
    /// Number among the versions of its session, from 1.
    pub number: u32,
    /// When it was kept.
    pub kept: NaiveDateTime,
    /// What for, in the user's words or nov's.
    #[serde(default)]
    pub why: String,
    /// The sending it was kept for, as it is noted in the session next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sending: Option<Sent>,
    content: Session,
    /// What its documents read beside it; a version of old has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    beside: Option<Beside>,
}

/// A session as it stood once with all that belongs to it: what its documents are built from.
#[derive(Debug, Clone)]
pub struct Then {
    session: Session,
    school: Record,
    me: Record,
    figures: FigureBook,
}

impl Then {
    /// The form as it was filled in.
    pub const fn filled<'a>(&'a self, now: &Filled<'a>) -> Filled<'a> {
        Filled { session: &self.session, school: &self.school, me: &self.me, figures: &self.figures, ..*now }
    }
}

impl Version {
    /// A session as it stands, without the line half typed.
    pub fn of(stand: &Stand, number: u32, kept: NaiveDateTime, why: &str) -> Self {
        let (content, beside) = (settled(&stand.session), stand.beside.clone());
        Self { schema: SCHEMA, number, kept, why: why.to_owned(), sending: None, content, beside }
    }

    /// The same, kept for a sending.
    #[must_use]
    pub fn for_sending(self, sent: &Sent) -> Self {
        let sent = Sent { version: self.number, ..sent.clone() };
        let mut version = Self { sending: Some(sent), ..self };
        // The session kept may hold the sending already, made before its number was known.
        if let Some(own) = version.content.sent.last_mut().filter(|own| own.version == 0) {
            own.version = version.number;
        }
        version
    }

    /// The sending it was kept for.
    pub const fn sending(&self) -> Option<&Sent> {
        self.sending.as_ref()
    }

    /// Whether it was kept for a sending.
    pub const fn is_for_sending(&self) -> bool {
        self.sending.is_some()
    }

    /// The sending it was kept for, where the program ended before that was noted: no step since then notes it. `session`
    /// is as it stands with its journal, `history` the steps of the journal.
    pub fn unnoted<'a>(&'a self, session: &Session, history: &[(u64, Step)]) -> Option<&'a Sent> {
        let kept = self.content.applied;
        let mut since = history.iter().filter(|(seq, _)| *seq > kept).peekable();
        let is_whole = session.applied == kept || since.peek().is_some_and(|(seq, _)| *seq == kept + 1);
        let names = |sent: &Sent| sent.version == self.number;
        let notes = |change: &Change| matches!(change, Change::Sent { to: Some(sent), .. } if names(sent));
        let noted = session.sent.iter().any(names) || since.any(|(_, step)| step.changes.iter().any(notes));
        self.sending.as_ref().filter(|_| is_whole && !noted)
    }

    /// The session as it was.
    pub const fn content(&self) -> &Session {
        &self.content
    }

    /// Makes a version just read from a file ready for use.
    pub fn ready(&mut self) {
        self.content.ready();
    }

    /// Whether the words of a session are just those of this one; when it was held, sent or ticked does not matter.
    fn has_words_of(&self, session: &Session) -> bool {
        let then = &self.content;
        then.fields == session.fields
            && then.tables == session.tables
            && then.minutes == session.minutes
            && then.agenda == session.agenda
            && then.people == session.people
            && then.waivers == session.waivers
            && then.confidentiality == session.confidentiality
            && then.date == session.date
    }

    /// Whether it holds all that is to be kept of a session: then no other version is needed.
    pub fn holds(&self, stand: &Stand) -> bool {
        let holds = |new: &Beside| self.beside.as_ref().is_some_and(|known| known.holds(new));
        self.has_words_of(&stand.session) && stand.beside.as_ref().is_none_or(holds)
    }

    /// Whether a session, and what is known to have stood beside it, are as they were.
    pub fn is_of(&self, now: &Filled<'_>) -> bool {
        self.has_words_of(now.session) && !self.differs_beside(now)
    }

    /// Whether figures or facts beside the session were others than they are now.
    pub fn differs_beside(&self, now: &Filled<'_>) -> bool {
        self.beside.as_ref().is_some_and(|beside| !beside.is_of(now))
    }

    /// The session as it was, with the facts of now: the states reached and who got what. So a document of it differs
    /// from one of now in its words alone.
    pub fn beside(&self, now: &Filled<'_>) -> Then {
        let mut session = self.content.clone();
        session.states.clone_from(&now.session.states);
        session.sent.clone_from(&now.session.sent);
        self.with_beside(session, now)
    }

    /// The session as it was, its states too: what is printed of it is what was sent. What is more confidential now says
    /// so, and a line made private since stands in it no more: whoever reads it next may be another.
    pub fn as_it_was(&self, now: &Filled<'_>) -> Then {
        let mut session = self.content.clone();
        session.confidentiality = session.confidentiality.stricter(now.session.confidentiality);
        let is_private = |entry: &Entry| now.session.entry(entry.id).is_some_and(|(_, now)| now.kind == Kind::Private);
        session.minutes.values_mut().for_each(|entries| entries.retain(|entry| !is_private(entry)));
        // Those it was sent to later without a change see those before them.
        if let Some(last) = now.session.sent.iter().rposition(|sent| sent.version == self.number) {
            session.sent = now.session.sent.iter().take(last + 1).cloned().collect();
        }
        session.ready();
        self.with_beside(session, now)
    }

    fn with_beside(&self, mut session: Session, now: &Filled<'_>) -> Then {
        session.id.clone_from(&now.session.id);
        session.author.clone_from(&now.session.author);
        let then = self.beside.as_ref().map(|beside| beside.then(now));
        let (school, me, figures) = then.unwrap_or_else(|| (now.school.clone(), now.me.clone(), now.figures.clone()));
        Then { session, school, me, figures }
    }

    /// The changes that give a session the words it had then. Private entries stay as they are; entries that came later
    /// are taken out and can be put back; who was there and what was sent are facts and stay.
    pub fn restoring(&self, now: &Session) -> Vec<Change> {
        let mut changes = Changes { session: now.clone(), changes: Vec::new() };
        let then = &self.content;
        if then.date != now.date {
            changes.take(Change::Date { from: now.date, to: then.date });
        }
        if then.meets != now.meets {
            changes.take(Change::Meets { from: now.meets.clone(), to: then.meets.clone() });
        }
        if then.confidentiality != now.confidentiality {
            changes.take(Change::Confidentiality { from: now.confidentiality, to: then.confidentiality });
        }
        changes.stops(then);
        changes.fields(then);
        changes.tables(then);
        changes.waivers(then);
        changes.entries(then);
        changes.changes
    }
}

/// A session without the line half typed: what its documents are compared by.
pub fn settled(session: &Session) -> Session {
    Session { draft: Draft::default(), ..session.clone() }
}

/// Changes being gathered, each made from the session as those before leave it.
struct Changes {
    session: Session,
    changes: Vec<Change>,
}

impl Changes {
    /// A change made from the session as it is fits it.
    fn take(&mut self, change: Change) {
        if self.session.apply(&change).is_ok() {
            self.changes.push(change);
        }
    }

    fn stops(&mut self, then: &Session) {
        let now = self.session.agenda.clone();
        for (at, from, to) in places(&now, &then.agenda) {
            self.take(Change::Stop { at, from, to });
        }
    }

    fn fields(&mut self, then: &Session) {
        let paths: BTreeSet<String> = self.session.fields.keys().chain(then.fields.keys()).cloned().collect();
        for path in paths {
            let (remove, insert) = (self.session.field(&path).to_owned(), then.field(&path).to_owned());
            if remove != insert {
                self.take(Change::Edit { target: Target::Field(path), at: 0, remove, insert });
            }
        }
    }

    fn tables(&mut self, then: &Session) {
        let tables: BTreeSet<String> = self.session.tables.keys().chain(then.tables.keys()).cloned().collect();
        for table in tables {
            let now: Vec<Row> = self.session.table(&table).to_vec();
            for (at, from, to) in places(&now, then.table(&table)) {
                self.take(Change::Row { table: table.clone(), at, from, to });
            }
        }
    }

    fn waivers(&mut self, then: &Session) {
        let findings: BTreeSet<String> = self.session.waivers.keys().chain(then.waivers.keys()).cloned().collect();
        for finding in findings {
            let [from, to] = [&self.session, then].map(|session| session.waivers.get(&finding).cloned());
            if from != to {
                self.take(Change::Waiver { finding, from, to });
            }
        }
    }

    fn entries(&mut self, then: &Session) {
        let mut known = BTreeSet::new();
        for (item, entries) in &then.minutes {
            for (at, entry) in entries.iter().enumerate() {
                known.insert(entry.id);
                self.entry(item, at, entry);
            }
        }
        let later = self.session.all_entries().filter(|(_, entry)| !known.contains(&entry.id) && is_shared(entry));
        let later: Vec<Entry> = later.map(|(_, entry)| entry.clone()).collect();
        for entry in later {
            let to = Entry { removed: true, ..entry.clone() };
            self.replace(&entry, &to);
        }
    }

    /// Gives an entry its words and its item of then.
    fn entry(&mut self, item: &str, at: usize, then: &Entry) {
        let Some((stands_in, now)) = self.session.entry(then.id).map(|(item, entry)| (item.to_owned(), entry.clone()))
        else {
            if then.kind != Kind::Private {
                self.put(item, at, then);
            }
            return;
        };
        // What is private now, or was then, is no document's business.
        if now.kind == Kind::Private || then.kind == Kind::Private {
            return;
        }
        if stands_in == item {
            if now != *then {
                self.replace(&now, then);
            }
            return;
        }
        if let Some((_, place)) = self.session.place_of(then.id) {
            self.take(Change::Entry { item: stands_in, at: place, from: Some(Box::new(now)), to: None });
            self.put(item, at, then);
        }
    }

    fn put(&mut self, item: &str, at: usize, entry: &Entry) {
        let at = at.min(self.session.entries(item).len());
        self.take(Change::Entry { item: item.to_owned(), at, from: None, to: Some(Box::new(entry.clone())) });
    }

    fn replace(&mut self, from: &Entry, to: &Entry) {
        let Some((item, at)) = self.session.place_of(from.id).map(|(item, at)| (item.to_owned(), at)) else { return };
        self.take(Change::Entry { item, at, from: Some(Box::new(from.clone())), to: Some(Box::new(to.clone())) });
    }
}

fn is_shared(entry: &Entry) -> bool {
    !entry.removed && entry.kind != Kind::Private
}

/// What makes one list the other, place by place; what is too much goes from the end.
fn places<T: Clone + PartialEq>(now: &[T], then: &[T]) -> Vec<(usize, Option<T>, Option<T>)> {
    let both = now.iter().zip(then).enumerate().filter(|(_, (now, then))| now != then);
    let mut places: Vec<_> = both.map(|(at, (now, then))| (at, Some(now.clone()), Some(then.clone()))).collect();
    places.extend(now.iter().enumerate().skip(then.len()).rev().map(|(at, row)| (at, Some(row.clone()), None)));
    places.extend(then.iter().enumerate().skip(now.len()).map(|(at, row)| (at, None, Some(row.clone()))));
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::Library;
    use crate::session::{Grouping, Live, Stop};
    use proptest::prelude::*;

    fn noon() -> NaiveDateTime {
        "2010-01-12".parse::<chrono::NaiveDate>().unwrap().and_hms_opt(12, 0, 0).unwrap()
    }

    fn begun() -> Live {
        let form = Library::shipped().form("rtm").unwrap();
        Live::new(Session::new(&form, "a", "Seaview Primary", "seaview", noon().date()), &[])
    }

    const ITEMS: [&str; 3] = ["minutes-of-last", "school-report", "aob"];

    /// What a user does, in numbers made to fit the session as it is.
    fn deed((what, at, text): &(u8, usize, String), session: &Session) -> Vec<Change> {
        let entries: Vec<(String, Entry)> = session.all_entries().map(|(i, e)| (i.to_owned(), e.clone())).collect();
        let picked = entries.get(at % entries.len().max(1));
        let swap = |to: Option<Entry>| {
            let Some((item, from)) = picked else { return Vec::new() };
            let at = session.place_of(from.id).map_or(0, |(_, at)| at);
            vec![Change::Entry { item: item.clone(), at, from: Some(Box::new(from.clone())), to: to.map(Box::new) }]
        };
        match what {
            0 | 1 => {
                let item = ITEMS[at % 3].to_owned();
                let kind = if at % 5 == 4 { Kind::Private } else { Kind::Note };
                let to = Some(Box::new(Entry::new(session.next_entry(), noon(), kind, text.clone())));
                vec![Change::Entry { at: session.entries(&item).len(), item, from: None, to }]
            }
            2 => swap(picked.map(|(_, e)| Entry { text: text.clone(), ..e.clone() })),
            3 => swap(picked.map(|(_, e)| Entry { removed: !e.removed, ..e.clone() })),
            4 => {
                let Some((_, entry)) = picked else { return Vec::new() };
                let item = ITEMS[(at + 1) % 3].to_owned();
                let mut changes = swap(None);
                let mut later = session.clone();
                for change in &changes {
                    later.apply(change).unwrap();
                }
                let end = later.entries(&item).len();
                changes.push(Change::Entry { item, at: end, from: None, to: Some(Box::new(entry.clone())) });
                changes
            }
            5 => {
                let target = Target::Field(format!("field-{}", at % 3));
                let remove = session.text(&target).to_owned();
                vec![Change::Edit { target, at: 0, remove, insert: text.clone() }]
            }
            6 => {
                let rows = session.table("rows");
                let row = Row::from([("a".to_owned(), text.clone())]);
                match rows.get(at % (rows.len() + 1)) {
                    Some(from) if at % 2 == 0 => {
                        vec![Change::Row {
                            table: "rows".to_owned(),
                            at: at % (rows.len() + 1),
                            from: Some(from.clone()),
                            to: None,
                        }]
                    }
                    _ => vec![Change::Row { table: "rows".to_owned(), at: rows.len(), from: None, to: Some(row) }],
                }
            }
            _ => {
                let place = at % session.agenda().len();
                let from = session.agenda()[place].clone();
                let to = Stop { title: text.clone(), ..from.clone() };
                vec![Change::Stop { at: place, from: Some(from), to: Some(to) }]
            }
        }
    }

    fn shared(session: &Session) -> Vec<(String, Entry)> {
        let mut all: Vec<_> =
            session.all_entries().filter(|(_, e)| is_shared(e)).map(|(i, e)| (i.to_owned(), e.clone())).collect();
        all.sort_by_key(|(_, entry)| entry.id);
        all
    }

    proptest! {
        #[test]
        fn what_is_restored_is_what_was_and_undo_brings_back_what_stood(
            before in prop::collection::vec((0u8..8, 0usize..40, "[a-c]{1,3}"), 0..25),
            after in prop::collection::vec((0u8..8, 0usize..40, "[a-c]{1,3}"), 0..25),
        ) {
            let mut live = begun();
            let act = |live: &mut Live, deeds: &[(u8, usize, String)]| {
                for made in deeds {
                    let changes = deed(made, live.session());
                    if !changes.is_empty() {
                        live.record(changes, Grouping::New, noon()).unwrap();
                    }
                }
            };
            act(&mut live, &before);
            let then = live.session().clone();
            let version = Version::of(&Stand::alone(&then), 1, noon(), "");
            prop_assert!(version.has_words_of(&then) && version.restoring(&then).is_empty());
            act(&mut live, &after);
            let stood = live.session().clone();
            let private = |session: &Session| {
                session.all_entries().filter(|(_, e)| e.kind == Kind::Private).map(|(_, e)| e.clone()).collect::<Vec<_>>()
            };
            let changes = version.restoring(live.session());
            prop_assert!(changes.iter().all(Change::is_undoable));
            if !changes.is_empty() {
                live.record(changes, Grouping::New, noon()).unwrap();
                let now = live.session();
                prop_assert_eq!(shared(now), shared(&then));
                prop_assert_eq!(&now.fields, &then.fields);
                prop_assert_eq!(&now.tables, &then.tables);
                prop_assert_eq!(&now.agenda, &then.agenda);
                prop_assert_eq!(private(now), private(&stood), "private lines stay as they are");
                for (_, entry) in stood.all_entries() {
                    prop_assert!(now.entry(entry.id).is_some(), "no entry is thrown away");
                }
                live.undo(noon()).unwrap();
                let mut undone = live.session().clone();
                undone.set_applied(stood.applied());
                prop_assert_eq!(undone, stood);
            }
        }
    }

    #[test]
    fn a_version_reads_back_from_its_file_and_holds_no_half_typed_line() {
        let mut live = begun();
        let target = Target::Draft("aob".to_owned());
        let typed = Change::Edit { target, at: 0, remove: String::new(), insert: "half a line".to_owned() };
        live.record(vec![typed], Grouping::New, noon()).unwrap();
        let version = Version::of(&Stand::alone(live.session()), 3, noon(), "sent to the headteacher");
        let text = crate::ronfile::write(&version).unwrap();
        assert!(!text.contains("half a line"), "{text}");
        let mut read: Version = crate::ronfile::read(&text).unwrap();
        read.ready();
        assert_eq!(read, version);
        assert!(read.has_words_of(live.session()), "a line half typed is no change");
    }
}
