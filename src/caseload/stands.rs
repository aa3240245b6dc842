//! Where an action stands, of all the sessions that hold it (LS-02, RE-04, TM-14). Carrying over, the register, `nov action`
//! and the counts of the lists all ask here.
//!
//! Several meetings may be planned at once, and each takes in a copy of what is open. Of the copies of an action:
//!
//! - one marked done or dropped closes it, in whatever session that was noted;
//! - else one counts if its session took place, if the action was first noted there, or if it was changed there by hand;
//!   every other is only a preview of what will be taken up, and what stands in a cancelled session does not count;
//! - of those that count, the one of the latest session is where the action stands. If that one was taken out, it is gone.
//!
//! A file renamed or copied by hand holds its actions under the name it had when they were noted, so that the two copies
//! of one are one.
//!
//! So a meeting that nobody opened neither hides nor ends anything, and what is closed never comes back.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::summary::{OWN_ACTION, Summary};
use crate::session::{Action, CANCELLED, Entry, EntryId, Origin, Session};

/// How far a copy of an action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fate {
    /// To be done.
    Open,
    /// Done or dropped.
    Closed,
    /// Taken out, or no action any more.
    Out,
}

/// Whose doing a copy is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Doing {
    /// The action was first noted here.
    First,
    /// It came from an earlier session and was changed here.
    Changed,
    /// It came from an earlier session and is as it came.
    Came,
}

/// An action as a session holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copied {
    /// The action's id for life: `SESSION#N` of where it was first noted.
    pub action: String,
    /// How far it is.
    pub fate: Fate,
    /// Whose doing it is.
    pub doing: Doing,
}

/// What a copy counts for, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// It was taken into a session that was then cancelled.
    Cancelled,
    /// It is a preview; if nothing else is left of the action, it is the action.
    Preview,
    /// It was first noted in a session that was then cancelled, and so stays there.
    FirstInCancelled,
    /// It counts.
    Counts,
    /// It closes the action.
    Closes,
}

/// A session, as far as it is asked here.
#[derive(Debug, Clone, Copy)]
struct Holder<'a> {
    id: &'a str,
    date: NaiveDate,
    took_place: bool,
    is_cancelled: bool,
}

impl Holder<'_> {
    fn weighs(&self, copy: &Copied) -> Weight {
        match (copy.fate, copy.doing) {
            (Fate::Closed, _) => Weight::Closes,
            (_, Doing::First) if self.is_cancelled => Weight::FirstInCancelled,
            _ if self.is_cancelled => Weight::Cancelled,
            (_, Doing::Came) if !self.took_place => Weight::Preview,
            (_, Doing::First | Doing::Changed | Doing::Came) => Weight::Counts,
        }
    }
}

/// The copy of an action that decides.
struct Deciding<'a, T> {
    weight: Weight,
    date: NaiveDate,
    /// Whether it is no more than what stands in a copy of its file.
    in_copy: bool,
    id: &'a str,
    fate: Fate,
    /// What it is a copy in.
    within: T,
}

impl<T> Deciding<'_, T> {
    /// What tells which of two decides: the greater.
    fn rank(&self) -> (Weight, NaiveDate, bool, &str) {
        (self.weight, self.date, !self.in_copy, self.id)
    }
}

/// Of every action the copy that decides. This is the rule.
fn deciding<'a, T>(held: impl Iterator<Item = (Holder<'a>, Copied, T)>) -> BTreeMap<String, Deciding<'a, T>> {
    let mut all: BTreeMap<String, Deciding<'a, T>> = BTreeMap::new();
    for (holder, copy, within) in held {
        let Holder { id, date, .. } = holder;
        let in_copy = copy.doing == Doing::First && copy.action.rsplit_once('#').is_none_or(|(first, _)| first != id);
        let here = Deciding { weight: holder.weighs(&copy), date, in_copy, id, fate: copy.fate, within };
        let yields = |known: &Deciding<'_, T>| known.rank() < here.rank();
        if all.get(&copy.action).is_none_or(yields) {
            all.insert(copy.action, here);
        }
    }
    all
}

/// Where an action stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing<'a> {
    /// The session.
    pub session: &'a Session,
    /// The entry.
    pub entry: &'a Entry,
    /// What makes it an action.
    pub action: &'a Action,
    /// How far it is.
    pub fate: Fate,
    weight: Weight,
}

impl Standing<'_> {
    /// Whether it is still to be done and was agreed in a session that was not cancelled: it goes on to the next.
    pub(super) fn goes_on(&self) -> bool {
        self.fate == Fate::Open && matches!(self.weight, Weight::Counts | Weight::Preview)
    }

    /// Where it was first noted.
    pub(super) fn origin(&self) -> Origin {
        origin(self.session, self.action)
    }
}

/// Where an action of a session was first noted.
fn origin(session: &Session, action: &Action) -> Origin {
    let name = session.name_at(action.number);
    let here = || Origin { session: name.to_owned(), date: session.date(), number: None };
    action.origin.clone().unwrap_or_else(here)
}

/// The id of an action for life.
pub(super) fn action_id(session: &Session, action: &Action) -> String {
    format!("{}#{}", origin(session, action).session, action.first_number())
}

/// Every action of some sessions, where it stands, in the order they were first noted.
pub(super) fn standing<'a>(sessions: impl IntoIterator<Item = &'a Session>) -> Vec<(String, Standing<'a>)> {
    let held = sessions.into_iter().flat_map(|session| {
        let holder = Holder {
            id: session.id(),
            date: session.date(),
            took_place: session.took_place(),
            is_cancelled: session.is_cancelled(),
        };
        let entries = session.all_entries().filter_map(|(_, entry)| Some((entry, entry.action.as_ref()?)));
        entries.map(move |(entry, action)| (holder, copied(session, entry, action), (session, entry, action)))
    });
    let mut all: Vec<(String, Standing<'a>)> = deciding(held)
        .into_iter()
        .map(|(id, Deciding { weight, fate, within: (session, entry, action), .. })| {
            (id, Standing { session, entry, action, fate, weight })
        })
        .collect();
    all.sort_by_cached_key(|(id, s)| (s.origin().date, s.action.number, id.clone()));
    all
}

/// The entry by which a session holds an action, if it does.
pub fn held_in(session: &Session, action: &str) -> Option<EntryId> {
    let is_it = |entry: &&Entry| entry.as_action().is_some_and(|held| action_id(session, held) == action);
    session.all_entries().map(|(_, entry)| entry).filter(|entry| !entry.removed).find(is_it).map(|entry| entry.id)
}

/// The actions that a session holds, those taken out too.
pub(super) fn copies(session: &Session) -> Vec<Copied> {
    let entries = session.all_entries().map(|(_, entry)| entry);
    entries.filter_map(|entry| Some(copied(session, entry, entry.action.as_ref()?))).collect()
}

fn copied(session: &Session, entry: &Entry, action: &Action) -> Copied {
    let fate = match entry.as_action().filter(|_| !entry.removed) {
        None => Fate::Out,
        Some(action) if action.status.is_open() => Fate::Open,
        Some(_) => Fate::Closed,
    };
    let doing = match &action.origin {
        None => Doing::First,
        Some(_) if entry.is_as_it_came() => Doing::Came,
        Some(_) => Doing::Changed,
    };
    Copied { action: action_id(session, action), fate, doing }
}

/// Leaves to each session the open actions that stand there: their count and what is due by them, so that those of several
/// sessions come to what there is.
pub fn settle_actions(sessions: &mut [Summary]) {
    let held = sessions.iter().enumerate().flat_map(|(n, session)| {
        let holder = Holder {
            id: &session.id,
            date: session.date,
            took_place: session.took_place,
            is_cancelled: session.stage == CANCELLED,
        };
        session.actions.iter().map(move |copy| (holder, copy.clone(), n))
    });
    let mut open = vec![BTreeSet::new(); sessions.len()];
    for (action, decides) in deciding(held).into_iter().filter(|(_, decides)| decides.fate == Fate::Open) {
        if let Some(here) = open.get_mut(decides.within) {
            here.insert(action);
        }
    }
    for (session, open) in sessions.iter_mut().zip(open) {
        session.open_actions = open.len();
        session.due.retain(|due| due.id.strip_prefix(OWN_ACTION).is_none_or(|action| open.contains(action)));
    }
}
