//! What a line that was read becomes: an entry, an action; and a note from outside, taken in once.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::change::{Change, Way};
use super::entry::{Action, Entry};
use super::model::Session;
use super::people::{Attended, Person, PersonEvent};
use crate::calendar::SchoolYear;
use crate::grammar::{Attendance, Context, EVERYONE, Kind, Parsed, Presence, Recognition, parse, word_for_word};

/// How the text of a note becomes an entry.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoteReading {
    /// Word for word.
    #[default]
    Verbatim,
    /// By the one-line grammar.
    Grammar,
}

impl NoteReading {
    /// Reads the text of a note.
    pub fn read(self, text: &str, context: &Context<'_>) -> Parsed {
        match self {
            Self::Verbatim => word_for_word(text, context),
            // Nobody can be asked any more whether a line with its mark in the wrong place was meant to be private.
            Self::Grammar => match parse(text, context, &Recognition::default()) {
                read if read.private_within => {
                    Parsed { kind: Kind::Private, text: text.to_owned(), ..Parsed::default() }
                }
                read => read,
            },
        }
    }
}

/// The entry a line becomes under an item. Plain and reported words are those of whoever the line names, else of
/// whoever speaks under that item.
pub fn entry_of(parsed: &Parsed, session: &Session, item: &str, at: NaiveDateTime) -> Entry {
    // An action that says no more than its date keeps the words of it, rather than none.
    let words = Some(parsed.text.trim()).filter(|words| !words.is_empty());
    let words = words.or(parsed.due_words.as_deref()).unwrap_or_default();
    let mut entry = Entry::new(session.next_entry(), at, parsed.kind, words);
    entry.who.clone_from(&parsed.speaker);
    if entry.who.is_none() && matches!(parsed.kind, Kind::Note | Kind::Reported) {
        entry.who = session.stop(item).and_then(|(_, stop)| stop.speaker.clone());
    }
    entry.view = parsed.view;
    entry.sef.clone_from(&parsed.sef);
    if parsed.kind == Kind::Action {
        entry.action = Some(action_of(parsed, session, session.next_action()));
    }
    entry
}

/// What makes a line an action. Owners stand with their initials where only one person of the role is on the list.
pub fn action_of(parsed: &Parsed, session: &Session, number: u32) -> Action {
    Action {
        number,
        owners: parsed.owners.iter().map(|owner| session.owner_called(owner)).collect(),
        due: parsed.due,
        measure: parsed.measure.clone().unwrap_or_default(),
        ..Action::default()
    }
}

/// Why attendance that a line tells cannot be so, and nothing is noted of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unlikely {
    /// Who is said to have left is not there to leave: a role nobody is expected in, or who sent apologies or did not come.
    /// Somebody by their initials was there to be seen leaving.
    NotThere(String),
    /// Nobody is there to leave.
    NobodyThere,
    /// Nobody has left who could be back.
    NobodyLeft,
    /// Of everybody on the list it is noted already, but for the roles that nobody came in last time.
    AllNoted(Vec<String>),
}

/// Why attendance that is told cannot be so, if that is plain.
pub fn unlikely(session: &Session, said: &[Attendance]) -> Option<Unlikely> {
    let mut people = session.people().to_vec();
    in_turn(said).into_iter().find_map(|attendance| {
        let leaves = attendance.what == Presence::Left;
        let is_away = |name: &&String| match place_of(&people, name) {
            None => leaves && !name.contains([' ', '/']),
            Some(at) => leaves && (people[at].is_absent() || people[at].sent_apologies()),
        };
        let who = those_meant(&people, attendance);
        let why = match &attendance.what {
            Presence::Left if who.is_empty() => Some(Unlikely::NobodyThere),
            _ if people.is_empty() && who.is_empty() => Some(Unlikely::NobodyThere),
            Presence::Back if who.is_empty() => Some(Unlikely::NobodyLeft),
            _ if who.is_empty() => Some(Unlikely::AllNoted(left_out(session))),
            _ => who.iter().find(is_away).cloned().map(Unlikely::NotThere),
        };
        noted_of(&mut people, attendance, session.date(), NaiveDateTime::default());
        why
    })
}

/// Those on the list whom “everyone” leaves out: nobody came last time in their role, and nobody is noted in it.
pub fn left_out(session: &Session) -> Vec<String> {
    session.people().iter().filter(|person| person.is_vacant()).map(Person::name).collect()
}

/// What is said of several, one after the other; of everyone last, who are all of whom nothing else is said.
fn in_turn(said: &[Attendance]) -> Vec<&Attendance> {
    let mut said: Vec<&Attendance> = said.iter().collect();
    said.sort_by_key(|attendance| names_all(attendance));
    said
}

fn names_all(attendance: &Attendance) -> bool {
    attendance.who.iter().any(|who| who == EVERYONE)
}

/// Those a line names; everyone is who is there to leave, who left to be back, else of whom nothing is noted yet.
fn those_meant(people: &[Person], attendance: &Attendance) -> Vec<String> {
    if !names_all(attendance) {
        return attendance.who.clone();
    }
    let meant = |person: &&Person| match attendance.what {
        Presence::Left => person.is_present(),
        Presence::Back => person.has_left(),
        _ => person.is_awaited() && !person.is_vacant(),
    };
    people.iter().filter(meant).map(Person::name).collect()
}

/// Where somebody stands among people: whoever has that name, else those initials alone, else is expected in that role.
fn place_of(people: &[Person], name: &str) -> Option<usize> {
    let wanted = name.replace('/', " ");
    let (role, initials) = wanted.split_once(' ').unwrap_or((&wanted, ""));
    let suits = |p: &Person| p.role.eq_ignore_ascii_case(role) && (initials.is_empty() || p.initials.is_empty());
    let named = people.iter().position(|p| p.name().eq_ignore_ascii_case(&wanted));
    named.or_else(|| of_initials(people, &wanted)).or_else(|| people.iter().position(suits))
}

/// Where the one person of some initials stands.
fn of_initials(people: &[Person], initials: &str) -> Option<usize> {
    let mut of_those = (0..people.len()).filter(|at| people[*at].initials.eq_ignore_ascii_case(initials));
    of_those.next().filter(|_| !initials.is_empty() && of_those.next().is_none())
}

/// What `@HT late` and the like change: whoever has that name, else is expected in that role, else somebody new.
pub fn attending(session: &Session, said: &[Attendance], at: NaiveDateTime) -> Vec<Change> {
    let mut people = session.people().to_vec();
    in_turn(said).into_iter().flat_map(|one| noted_of(&mut people, one, session.date(), at)).collect()
}

/// What one attendance changes among people, who are then as it leaves them.
fn noted_of(people: &mut Vec<Person>, attendance: &Attendance, day: NaiveDate, at: NaiveDateTime) -> Vec<Change> {
    let what = match &attendance.what {
        Presence::Present => Attended::Present,
        Presence::Arrived | Presence::Late => Attended::Arrived,
        Presence::Back => Attended::Returned,
        Presence::Left => Attended::Left,
        Presence::Apologies => Attended::Apologies,
        Presence::Absent => Attended::Absent,
        Presence::Interest(words) => Attended::Interest(words.clone()),
    };
    let who = those_meant(people, attendance);
    let one = |name: &String| {
        let wanted = name.replace('/', " ");
        let (role, initials) = wanted.split_once(' ').unwrap_or((&wanted, ""));
        let place = place_of(people, name).unwrap_or(people.len());
        let from = people.get(place).cloned();
        let mut to = from.clone().unwrap_or_else(|| Person::expected(role));
        if to.initials.is_empty() {
            initials.clone_into(&mut to.initials);
        }
        // A time that is told is one of the session's day, whenever it is typed.
        let at = attendance.at.map_or(at, |time| day.and_time(time));
        // Who is noted as gone has come again.
        let what = if what == Attended::Returned && to.has_left() { Attended::Arrived } else { what.clone() };
        to.note(PersonEvent { at, what });
        if !attendance.report.is_empty() {
            to.report.clone_from(&attendance.report);
        }
        if !attendance.reason.is_empty() {
            to.reason.clone_from(&attendance.reason);
        }
        // The next one is looked for among the people as they are then.
        people.splice(place..(place + 1).min(people.len()), [to.clone()]);
        Change::Person { at: place, from, to: Some(to) }
    };
    who.iter().map(one).collect()
}

/// Role of the user in a session.
pub const SIP: &str = "SIP";

/// The School Improvement Partner who begins the meeting is there, unless something is noted of them already. None where nobody
/// is expected in that role, or somebody with other initials is.
pub fn beginning(session: &Session, initials: &str, at: NaiveDateTime) -> Option<Change> {
    of_user(session, initials, |to| {
        if to.events.is_empty() && to.report.is_empty() {
            to.events.push(PersonEvent { at, what: Attended::Present });
        }
    })
}

/// The School Improvement Partner who is to hold a session stands in it with their initials.
pub fn naming_user(session: &Session, initials: &str) -> Option<Change> {
    of_user(session, initials, |_| {})
}

/// What is known and noted of the user among the people; nothing where that changes nothing.
fn of_user(session: &Session, initials: &str, note: impl Fn(&mut Person)) -> Option<Change> {
    let is_user = |p: &Person| p.role == SIP && (p.initials.is_empty() || p.initials.eq_ignore_ascii_case(initials));
    let place = session.people().iter().position(is_user)?;
    let from = session.people().get(place)?.clone();
    let mut to = from.clone();
    if to.initials.is_empty() {
        initials.clone_into(&mut to.initials);
    }
    note(&mut to);
    (to != from).then_some(Change::Person { at: place, from: Some(from), to: Some(to) })
}

/// The day that dates of a note count from: the day it was typed, as it was typed outside the meeting. A meeting of another
/// school year counts from its own day, as it does for who sits in it.
pub fn counted_from(session: NaiveDate, noted: NaiveDate) -> NaiveDate {
    if SchoolYear::of(session) == SchoolYear::of(noted) { session.max(noted) } else { session }
}

/// A note from outside that comes in: attendance, or an entry under the item it names (by place or id), else one the line names, else
/// the one given. None if it is in already.
pub fn taking_in(
    session: &Session,
    key: &str,
    parsed: &Parsed,
    item: Option<&str>,
    otherwise: &str,
    at: NaiveDateTime,
) -> Option<Vec<Change>> {
    if session.has_received(key) {
        return None;
    }
    let received = Change::Received { key: key.to_owned(), way: Way::In };
    if !parsed.attendance.is_empty() && unlikely(session, &parsed.attendance).is_none() {
        return Some(std::iter::once(received).chain(attending(session, &parsed.attendance, at)).collect());
    }
    let named = item.and_then(|item| {
        let by_place = item.parse().ok().and_then(|n| session.numbered(n));
        by_place.or_else(|| session.stop(item).map(|(_, stop)| stop))
    });
    let named = named.or_else(|| parsed.item.and_then(|n| session.numbered(n)));
    let item = named.map_or(otherwise, |stop| stop.id.as_str()).to_owned();
    let entry = entry_of(parsed, session, &item, at);
    let place = session.place_by_time(&item, &entry);
    Some(vec![received, Change::Entry { item, at: place, from: None, to: Some(Box::new(entry)) }])
}
