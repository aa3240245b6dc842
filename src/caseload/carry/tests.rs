//! Whatever the order in which meetings are planned, opened, held, cancelled and actions closed: every action and
//! recommendation is in exactly one place, none is lost, none comes back.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::super::{Registered, Spot, Summary, register, settle_actions};
use super::carry_over;
use crate::forms::{Form, Library};
use crate::grammar::Kind;
use crate::session::{
    Action, CANCELLED, Change, Entry, Grouping, Live, Record, Row, Session, Status, Tick, reaching, taking_back,
};

#[derive(Debug, Clone)]
enum Deed {
    /// A meeting is planned on a day, from 0.
    Plan(u64),
    /// A meeting is opened to look at or to prepare it.
    Open(usize),
    /// A meeting is opened and held.
    Hold(usize),
    /// An action is agreed, or noted for a meeting to come.
    Agree(usize),
    /// The nth action of the register is marked done where it stands.
    Close(usize),
    /// The nth open action of a meeting is marked done there.
    CloseAt(usize, usize),
    /// Something is told about the nth open action of a meeting.
    Tell(usize, usize),
    /// A meeting falls out.
    Cancel(usize),
    /// It was cancelled by mistake.
    Restore(usize),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let n = || 0..8usize;
    let deed = prop_oneof![
        3 => (0..6u64).prop_map(Deed::Plan),
        2 => n().prop_map(Deed::Open),
        4 => n().prop_map(Deed::Hold),
        4 => n().prop_map(Deed::Agree),
        1 => n().prop_map(Deed::Close),
        1 => (n(), n()).prop_map(|(n, k)| Deed::CloseAt(n, k)),
        1 => (n(), n()).prop_map(|(n, k)| Deed::Tell(n, k)),
        1 => n().prop_map(Deed::Cancel),
        1 => n().prop_map(Deed::Restore),
    ];
    prop::collection::vec(deed, 1..40)
}

/// The meetings of a school and what was agreed and closed in all of them.
struct World {
    form: Form,
    sessions: Vec<Session>,
    /// Words of every action: the meeting in which it was agreed, and whether it was ever closed.
    agreed: BTreeMap<String, (usize, bool)>,
    /// Notes that themselves say how far something is.
    said: BTreeSet<(usize, String)>,
    /// The day of the first session in which an action or recommendation was closed.
    closed_on: BTreeMap<String, NaiveDate>,
}

impl World {
    fn new() -> Self {
        Self {
            form: Library::shipped().form("rtm").unwrap(),
            sessions: Vec::new(),
            agreed: BTreeMap::new(),
            said: BTreeSet::new(),
            closed_on: BTreeMap::new(),
        }
    }

    /// Does one thing; the meeting that was brought up to date by it.
    fn does(&mut self, deed: &Deed) -> Option<usize> {
        let count = self.sessions.len();
        let nth = |n: &usize| (count > 0).then(|| n % count);
        match deed {
            Deed::Plan(day) => {
                let first: NaiveDate = "2009-10-01".parse().unwrap();
                let date = first.checked_add_days(Days::new(day * 30)).unwrap();
                let id = format!("{date}-hillside-rtm-{count}");
                self.sessions.push(Session::new(&self.form, id, "Hillside Primary", "hillside", date));
                return self.catches_up(count);
            }
            Deed::Open(n) => return self.catches_up(nth(n)?),
            Deed::Hold(n) => {
                let n = nth(n)?;
                let caught_up = self.catches_up(n);
                if self.sessions[n].is_cancelled() {
                    return None;
                }
                let at = self.sessions[n].date().and_hms_opt(14, 0, 0).unwrap();
                let tick = Some(Tick { at, item: Some("agreed-actions".to_owned()) });
                self.apply(n, vec![Change::Tick { from: None, to: tick }]);
                return caught_up;
            }
            Deed::Agree(n) => {
                let n = nth(n).filter(|n| !self.sessions[*n].is_cancelled())?;
                let words = format!("action {}", self.agreed.len());
                let session = &self.sessions[n];
                let at = session.date().and_hms_opt(15, 0, 0).unwrap();
                let action = Some(Action { number: session.next_action(), ..Action::default() });
                let entry = Entry { action, ..Entry::new(session.next_entry(), at, Kind::Action, words.clone()) };
                let at = session.entries("agreed-actions").len();
                let to = Some(Box::new(entry));
                self.apply(n, vec![Change::Entry { item: "agreed-actions".to_owned(), at, from: None, to }]);
                self.agreed.insert(words, (n, false));
            }
            Deed::Close(k) => {
                let open: Vec<Registered> = self.register().into_iter().filter(|r| r.status.is_open()).collect();
                let found = open.get(k % open.len().max(1))?;
                let n = self.sessions.iter().position(|s| s.id() == found.session)?;
                let Spot::Entry(entry) = found.spot else { return None };
                self.marks(n, entry, Status::Done, "");
            }
            Deed::CloseAt(n, k) => {
                let (n, entry) = self.open_of(nth(n)?, *k)?;
                self.marks(n, entry, Status::Dropped, "");
            }
            Deed::Tell(n, k) => {
                let (n, entry) = self.open_of(nth(n)?, *k)?;
                self.marks(n, entry, Status::UnderWay, "seen in books");
            }
            Deed::Cancel(n) => {
                let n = nth(n).filter(|n| !self.sessions[*n].took_place())?;
                let change = reaching(&self.form, &self.sessions[n], CANCELLED, self.sessions[n].date());
                self.apply(n, vec![change]);
            }
            Deed::Restore(n) => {
                let n = nth(n)?;
                let change = taking_back(&self.sessions[n], CANCELLED)?;
                self.apply(n, vec![change]);
            }
        }
        None
    }

    fn apply(&mut self, n: usize, changes: Vec<Change>) {
        let session = self.sessions[n].clone();
        let now = session.date().and_hms_opt(14, 0, 0).unwrap();
        let mut live = Live::new(session, &[]);
        live.record(changes, Grouping::New, now).unwrap();
        self.sessions[n] = live.session().clone();
    }

    /// As when a meeting that has not taken place is opened.
    fn catches_up(&mut self, n: usize) -> Option<usize> {
        if self.sessions[n].took_place() || self.sessions[n].is_cancelled() {
            return None;
        }
        let changes = self.left_for(n);
        if !changes.is_empty() {
            self.apply(n, changes);
        }
        assert_eq!(self.left_for(n), [], "what was taken once is not taken twice");
        Some(n)
    }

    fn left_for(&self, n: usize) -> Vec<Change> {
        let now = self.sessions[n].date().and_hms_opt(9, 0, 0).unwrap();
        carry_over(&self.form, &self.sessions[n], &self.sessions, &Record::new(), now)
    }

    fn open_of(&self, n: usize, k: usize) -> Option<(usize, u32)> {
        let open: Vec<u32> =
            self.sessions[n].actions().filter(|(_, a)| a.status.is_open()).map(|(entry, _)| entry.id).collect();
        Some((n, *open.get(k % open.len().max(1))?))
    }

    fn marks(&mut self, n: usize, entry: u32, status: Status, progress: &str) {
        let (item, at) = self.sessions[n].place_of(entry).map(|(item, at)| (item.to_owned(), at)).unwrap();
        let from = self.sessions[n].entry(entry).unwrap().1.clone();
        let action = Action { status, progress: progress.to_owned(), ..from.action.clone().unwrap() };
        let to = Entry { action: Some(action), ..from.clone() };
        if !status.is_open() {
            self.agreed.get_mut(&to.text).unwrap().1 = true;
            let day = self.sessions[n].date();
            let first = self.closed_on.entry(to.text.clone()).or_insert(day);
            *first = day.min(*first);
        }
        self.apply(n, vec![Change::Entry { item, at, from: Some(Box::new(from)), to: Some(Box::new(to)) }]);
    }

    fn register(&self) -> Vec<Registered> {
        register(&self.sessions, &|_| ("RTM".to_owned(), Vec::new()))
    }

    /// Every action once, closed if it was ever closed; the counts of the lists come to the same.
    fn is_sound(&self) -> Result<(), TestCaseError> {
        let register = self.register();
        let mut words: Vec<(&str, bool)> = register.iter().map(|r| (r.text.as_str(), !r.status.is_open())).collect();
        words.sort_unstable();
        let mut agreed: Vec<(&str, bool)> = self.agreed.iter().map(|(w, (_, closed))| (w.as_str(), *closed)).collect();
        agreed.sort_unstable();
        prop_assert_eq!(words, agreed);
        let mut listed: Vec<Summary> = self.sessions.iter().map(Summary::bare).collect();
        settle_actions(&mut listed);
        for (n, summary) in listed.iter().enumerate() {
            let here = register.iter().filter(|r| r.status.is_open() && r.session == self.sessions[n].id()).count();
            prop_assert_eq!(summary.open_actions, here, "{}", &summary.id);
        }
        Ok(())
    }

    /// A meeting just brought up to date has every open action agreed in the meetings before it, each once, and no closed
    /// one as open.
    fn has_what_was_left(&self, n: usize) -> Result<(), TestCaseError> {
        let session = &self.sessions[n];
        let mut here: Vec<&str> =
            session.actions().filter(|(_, a)| a.status.is_open()).map(|(e, _)| e.text.as_str()).collect();
        here.sort_unstable();
        let mut once = here.clone();
        once.dedup();
        prop_assert_eq!(&here, &once, "none twice");
        for (words, (from, closed)) in self.agreed.iter().filter(|(_, (from, _))| *from != n) {
            let origin = &self.sessions[*from];
            let is_here = here.contains(&words.as_str());
            // What was closed in a later meeting was open on the day of this one.
            if *closed && self.closed_on.get(words).is_some_and(|on| *on <= session.date()) {
                prop_assert!(!is_here, "{} came back", words);
            } else if origin.date() <= session.date() && !origin.is_cancelled() {
                prop_assert!(is_here, "{} is not in {}", words, session.id());
            }
        }
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn every_action_is_in_one_place_and_none_is_lost_or_comes_back(deeds in deeds()) {
        let mut world = World::new();
        for deed in &deeds {
            let caught_up = world.does(deed);
            world.is_sound()?;
            if let Some(n) = caught_up {
                world.has_what_was_left(n)?;
            }
        }
    }
}

/// The same of recommendations, in notes of visit.
#[derive(Debug, Clone)]
enum NoteDeed {
    Plan(u64),
    Hold(usize),
    /// A note recommends something.
    Recommend(usize),
    /// The nth action reported on is under way, done or dropped.
    Mark(usize, usize, usize),
    Cancel(usize),
}

fn note_deeds() -> impl Strategy<Value = Vec<NoteDeed>> {
    let n = || 0..6usize;
    let deed = prop_oneof![
        3 => (0..6u64).prop_map(NoteDeed::Plan),
        4 => n().prop_map(NoteDeed::Hold),
        4 => n().prop_map(NoteDeed::Recommend),
        3 => (n(), n(), 0..3usize).prop_map(|(n, k, status)| NoteDeed::Mark(n, k, status)),
        1 => n().prop_map(NoteDeed::Cancel),
    ];
    prop::collection::vec(deed, 1..40)
}

const REPORTED: &str = "progress-actions";

impl World {
    fn of_notes() -> Self {
        Self { form: Library::shipped().form("autumn").unwrap(), ..Self::new() }
    }

    fn notes(&mut self, deed: &NoteDeed) -> Option<usize> {
        let count = self.sessions.len();
        let nth = |n: &usize| (count > 0).then(|| n % count);
        match deed {
            NoteDeed::Plan(day) => self.does(&Deed::Plan(*day)),
            NoteDeed::Hold(n) => self.does(&Deed::Hold(*n)),
            NoteDeed::Cancel(n) => self.does(&Deed::Cancel(*n)),
            NoteDeed::Recommend(n) => {
                // A recommendation is written when the visit is held.
                let n = nth(n).filter(|n| self.sessions[*n].took_place())?;
                let words = format!("recommendation {}", self.agreed.len());
                let row = Row::from([("recommendation".to_owned(), words.clone())]);
                let at = self.sessions[n].table("recommendations").len();
                self.apply(n, vec![Change::Row { table: "recommendations".to_owned(), at, from: None, to: Some(row) }]);
                self.agreed.insert(words, (n, false));
                None
            }
            NoteDeed::Mark(n, k, status) => {
                let n = nth(n).filter(|n| !self.sessions[*n].is_cancelled())?;
                let rows = self.sessions[n].table(REPORTED);
                let at = k % rows.len().max(1);
                let from = rows.get(at)?.clone();
                let status = ["under way", "done", "dropped"][*status];
                let closed =
                    |row: &Row| row.get("status").is_some_and(|status| status == "done" || status == "dropped");
                if closed(&from) {
                    return None;
                }
                let mut to = from.clone();
                to.insert("status".to_owned(), status.to_owned());
                if closed(&to) {
                    self.agreed.get_mut(&to["action"]).unwrap().1 = true;
                    let day = self.sessions[n].date();
                    let first = self.closed_on.entry(to["action"].clone()).or_insert(day);
                    *first = day.min(*first);
                }
                self.said.insert((n, to["action"].clone()));
                self.apply(n, vec![Change::Row { table: REPORTED.to_owned(), at, from: Some(from), to: Some(to) }]);
                None
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn every_recommendation_is_reported_on_once_until_it_is_closed(deeds in note_deeds()) {
        let mut world = World::of_notes();
        for deed in &deeds {
            let caught_up = world.notes(deed);
            let follows = world.form.follows.clone();
            let register = register(&world.sessions, &|_| ("Autumn".to_owned(), follows.clone()));
            let mut words: Vec<(&str, bool)> = register.iter().map(|r| (r.text.as_str(), !r.status.is_open())).collect();
            words.sort_unstable();
            let mut agreed: Vec<(&str, bool)> = world.agreed.iter().map(|(w, (_, closed))| (w.as_str(), *closed)).collect();
            agreed.sort_unstable();
            prop_assert_eq!(words, agreed);
            let Some(n) = caught_up else { continue };
            let session = &world.sessions[n];
            let is_open = |row: &&Row| row.get("status").is_none_or(|s| s != "done" && s != "dropped");
            let mut here: Vec<&str> = session.table(REPORTED).iter().filter(is_open).map(|r| r["action"].as_str()).collect();
            here.sort_unstable();
            let mut once = here.clone();
            once.dedup();
            prop_assert_eq!(&here, &once, "none twice");
            for (words, (from, _)) in &world.agreed {
                let before = world.sessions[*from].date() <= session.date() && *from != n;
                let is_here = here.contains(&words.as_str());
                // What a note itself says of one stays in it, whatever another note said first.
                let said_here = world.said.contains(&(n, words.clone()));
                // What was closed in a later note was open on the day of this one.
                if world.closed_on.get(words).is_some_and(|on| *on <= session.date()) {
                    prop_assert!(!is_here || said_here, "{} came back", words);
                } else if before && !world.sessions[*from].is_cancelled() {
                    prop_assert!(is_here, "{} is not in {}", words, session.id());
                }
            }
        }
    }
}
