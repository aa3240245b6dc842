//! Steps and the way back: undo and redo are steps of their own, so that both stacks survive a crash.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::change::{ApplyError, Change};
use super::entry::EntryId;
use super::model::Session;
use super::{one_person, telling};

/// How many groups can be undone.
const DEPTH: usize = 500;

/// What one message did to a session: one frame of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Rises by one with every step of a session, for life.
    pub seq: u64,
    /// When, local time.
    pub time: NaiveDateTime,
    /// What is undone together: a word, a commit, a paste, a command.
    pub group: u64,
    /// Whether it goes forward or back.
    #[serde(default)]
    pub turn: Turn,
    /// Groups that from now on are taken back together with this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gathers: Vec<u64>,
    /// Of undo, whether the line half typed was the user's own before; of redo, whether it is again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
    /// What was done.
    pub changes: Vec<Change>,
}

impl Step {
    /// Something new, as one group.
    pub const fn forward(seq: u64, time: NaiveDateTime, group: u64, changes: Vec<Change>) -> Self {
        Self { seq, time, group, turn: Turn::Do, gathers: Vec::new(), own: false, changes }
    }
}

/// Which way a step goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Turn {
    /// Something new.
    #[default]
    Do,
    /// Takes back the step's group.
    Undo,
    /// Does the step's group again.
    Redo,
}

/// Whether new changes are undone together with the ones just before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouping {
    /// A group of its own.
    New,
    /// Joins the last group.
    Join,
    /// Ends a correction: with everything done to an entry after a group.
    Correction {
        /// The entry.
        entry: EntryId,
        /// The last group before the correction began.
        since: u64,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Group {
    id: u64,
    /// Whether the line half typed was the user's own when it was undone.
    own: bool,
    changes: Vec<Change>,
}

/// The way back and forth. Rebuilt by replaying steps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    done: Vec<Group>,
    undone: Vec<Group>,
    last_group: u64,
}

impl History {
    /// Takes in a step that was applied.
    pub fn remember(&mut self, step: &Step) {
        self.last_group = self.last_group.max(step.group);
        match step.turn {
            Turn::Undo => {
                let found = self.done.iter().rposition(|g| g.id == step.group);
                self.undone.extend(found.map(|at| Group { own: step.own, ..self.done.remove(at) }));
            }
            Turn::Redo => {
                let found = self.undone.iter().rposition(|g| g.id == step.group);
                self.done.extend(found.map(|at| self.undone.remove(at)));
            }
            Turn::Do => self.remember_new(step),
        }
    }

    fn remember_new(&mut self, step: &Step) {
        let changes = step.changes.iter().filter(|c| c.is_undoable()).cloned();
        if !step.gathers.is_empty() {
            self.gather(step, changes.collect());
            return;
        }
        if let Some(group) = self.done.last_mut().filter(|g| g.id == step.group) {
            let before = group.changes.len();
            group.changes.extend(changes);
            if group.changes.len() == before {
                return;
            }
        } else {
            let group = Group { id: step.group, own: false, changes: changes.collect() };
            if group.changes.is_empty() {
                return;
            }
            self.done.push(group);
            if self.done.len() > DEPTH {
                self.done.remove(0);
            }
        }
        self.undone.clear();
    }

    /// Makes one group of several. What stands between them touches other places, so the order does not matter.
    fn gather(&mut self, step: &Step, own: Vec<Change>) {
        if !own.is_empty() {
            self.undone.clear();
        }
        let (gathered, others) = std::mem::take(&mut self.done).into_iter().partition(|g| step.gathers.contains(&g.id));
        self.done = others;
        let gathered: Vec<Group> = gathered;
        let changes: Vec<Change> = gathered.into_iter().flat_map(|g| g.changes).chain(own).collect();
        if !changes.is_empty() {
            self.done.push(Group { id: step.group, own: false, changes });
        }
    }

    /// The groups after one that touch an entry.
    fn groups_on(&self, entry: EntryId, since: u64) -> Vec<u64> {
        let later = self.done.iter().filter(|g| g.id > since);
        later.filter(|g| g.changes.iter().any(|c| c.touches(entry))).map(|g| g.id).collect()
    }
}

/// A session being worked on, with its way back.
#[derive(Debug, Clone, PartialEq)]
pub struct Live {
    session: Session,
    history: History,
}

impl Live {
    /// Begins with a session as read, and steps already folded into it, for undo.
    pub fn new(session: Session, folded: &[Step]) -> Self {
        let mut history = History::default();
        for step in folded {
            history.remember(step);
        }
        Self { session, history }
    }

    /// The session, to be closed.
    pub fn into_session(self) -> Session {
        self.session
    }

    /// The session as it is.
    pub const fn session(&self) -> &Session {
        &self.session
    }

    /// Applies a step of the journal.
    ///
    /// # Errors
    /// A change does not fit; the session is as it was.
    pub fn replay(&mut self, step: &Step) -> Result<(), ApplyError> {
        self.session.fold(step)?;
        self.history.remember(step);
        Ok(())
    }

    /// Applies new changes as one step, to be kept by the caller.
    ///
    /// # Errors
    /// A change does not fit; nothing is altered.
    pub fn record(
        &mut self,
        changes: Vec<Change>,
        grouping: Grouping,
        time: NaiveDateTime,
    ) -> Result<Step, ApplyError> {
        let changes = one_person::as_one(&self.session, telling::dated(&self.session, changes, time.date()));
        let joins = grouping == Grouping::Join && !self.history.done.is_empty() && self.history.undone.is_empty();
        let joined = self.history.done.last().filter(|_| joins).map(|g| g.id);
        let group = joined.unwrap_or(self.history.last_group + 1);
        let gathers = match grouping {
            Grouping::New | Grouping::Join => Vec::new(),
            Grouping::Correction { entry, since } => self.history.groups_on(entry, since),
        };
        self.take(Step { seq: self.session.applied() + 1, time, group, turn: Turn::Do, gathers, own: false, changes })
    }

    /// What was changed last and still stands, as far back as the way back goes.
    pub fn last_change(&self) -> Option<&Change> {
        self.history.done.last().and_then(|group| group.changes.last())
    }

    /// The last group of changes there was.
    pub const fn last_group(&self) -> u64 {
        self.history.last_group
    }

    /// How many groups after one touch an entry.
    pub fn groups_on(&self, entry: EntryId, since: u64) -> usize {
        self.history.groups_on(entry, since).len()
    }

    /// Takes back the last group; nothing to take back gives no step.
    ///
    /// # Errors
    /// Something else changed the same place since; nothing is altered.
    pub fn undo(&mut self, time: NaiveDateTime) -> Result<Option<Step>, ApplyError> {
        let Some(group) = self.history.done.last() else { return Ok(None) };
        let changes = group.changes.iter().rev().map(Change::inverse).collect();
        let step = Step {
            seq: self.session.applied() + 1,
            time,
            group: group.id,
            turn: Turn::Undo,
            gathers: Vec::new(),
            own: !self.session.draft().taken_back,
            changes,
        };
        self.take(step).map(Some)
    }

    /// Does again what was taken back last.
    ///
    /// # Errors
    /// Something else changed the same place since; nothing is altered.
    pub fn redo(&mut self, time: NaiveDateTime) -> Result<Option<Step>, ApplyError> {
        let Some(group) = self.history.undone.last() else { return Ok(None) };
        let (own, changes) = (group.own, group.changes.clone());
        let step = Step {
            seq: self.session.applied() + 1,
            time,
            group: group.id,
            turn: Turn::Redo,
            gathers: Vec::new(),
            own,
            changes,
        };
        self.take(step).map(Some)
    }

    fn take(&mut self, step: Step) -> Result<Step, ApplyError> {
        self.replay(&step)?;
        Ok(step)
    }
}

impl Session {
    /// Folds a step in, whole or not at all.
    ///
    /// # Errors
    /// A change does not fit; the session is as it was.
    pub fn fold(&mut self, step: &Step) -> Result<(), ApplyError> {
        let draft = (self.draft.text.is_empty(), self.draft.taken_back);
        for (done, change) in step.changes.iter().enumerate() {
            if let Err(error) = self.apply(change) {
                for undone in step.changes[..done].iter().rev() {
                    self.apply(&undone.inverse())?;
                }
                self.draft.taken_back = draft.1;
                return Err(error);
            }
        }
        self.draft.taken_back = !self.draft.text.is_empty()
            && match step.turn {
                // Typing made the line the user's own again.
                Turn::Do => self.draft.taken_back,
                // Redo brings back a line that nobody had entered as it was.
                Turn::Redo if step.own => false,
                // A line that came out of nothing by undo or redo was not typed just now: only Enter enters it.
                Turn::Undo | Turn::Redo => draft.0 || draft.1,
            };
        self.set_applied(step.seq);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::change::Target;
    use super::super::entry::Entry;
    use super::*;
    use crate::grammar::Kind;
    use proptest::prelude::*;

    fn now() -> NaiveDateTime {
        chrono::NaiveDate::from_ymd_opt(2010, 1, 12).unwrap().and_hms_opt(14, 0, 0).unwrap()
    }

    fn empty() -> Live {
        let text = r#"(schema: 1, id: "2010-01-12-hillside-primary-rtm", form: "rtm", version: "1", school: "Hillside Primary",
            school_slug: "hillside-primary", date: "2010-01-12")"#;
        let mut session: Session = crate::ronfile::read(text).unwrap();
        session.ready();
        Live::new(session, &[])
    }

    /// What a user does, in numbers that are made to fit the session as it is.
    #[derive(Debug, Clone)]
    enum Deed {
        Type(String),
        Erase(usize),
        Commit(usize),
        EditEntry(usize, String),
        Field(usize, String),
        AddRow(String),
        TakeOut(usize),
        Move(usize, usize),
        Clock(usize),
        Correct(usize, Vec<String>),
        Undo,
        Redo,
    }

    fn deeds() -> impl Strategy<Value = Vec<Deed>> {
        let text = "[a-c éŵ!@\n]{1,5}";
        let deed = prop_oneof![
            6 => text.prop_map(Deed::Type),
            2 => (0usize..9).prop_map(Deed::Erase),
            3 => (0usize..3).prop_map(Deed::Commit),
            2 => (0usize..9, text).prop_map(|(n, t)| Deed::EditEntry(n, t)),
            2 => (0usize..3, text).prop_map(|(n, t)| Deed::Field(n, t)),
            1 => text.prop_map(Deed::AddRow),
            1 => (0usize..9).prop_map(Deed::TakeOut),
            1 => (0usize..9, 0usize..3).prop_map(|(n, i)| Deed::Move(n, i)),
            1 => (0usize..3).prop_map(Deed::Clock),
            2 => (0usize..9, prop::collection::vec("[a-c éŵ]{1,3}", 0..4)).prop_map(|(n, words)| Deed::Correct(n, words)),
            3 => Just(Deed::Undo),
            2 => Just(Deed::Redo),
        ];
        prop::collection::vec(deed, 0..60)
    }

    fn item(n: usize) -> String {
        format!("item-{}", n % 3)
    }

    fn changes_of(deed: &Deed, session: &Session) -> Vec<Change> {
        let entries: Vec<u32> =
            ["item-0", "item-1", "item-2"].iter().flat_map(|i| session.entries(i)).map(|e| e.id).collect();
        let pick = |n: usize| entries.get(n % entries.len().max(1)).copied();
        let draft = session.draft().clone();
        let under = if draft.text.is_empty() { item(0) } else { draft.item.clone() };
        match deed {
            Deed::Type(text) => {
                let at = draft.text.len();
                vec![Change::Edit { target: Target::Draft(under), at, remove: String::new(), insert: text.clone() }]
            }
            Deed::Erase(n) => {
                let at =
                    (0..=n % (draft.text.len() + 1)).rev().find(|at| draft.text.is_char_boundary(*at)).unwrap_or(0);
                vec![Change::Edit {
                    target: Target::Draft(under),
                    at,
                    remove: draft.text[at..].to_owned(),
                    insert: String::new(),
                }]
            }
            Deed::Commit(n) => {
                let take = Change::Edit {
                    target: Target::Draft(under),
                    at: 0,
                    remove: draft.text.clone(),
                    insert: String::new(),
                };
                let entry = Entry::new(session.next_entry(), now(), Kind::Note, draft.text);
                let at = session.entries(&item(*n)).len();
                vec![take, Change::Entry { item: item(*n), at, from: None, to: Some(Box::new(entry)) }]
            }
            Deed::EditEntry(n, text) => pick(*n)
                .map(|id| Change::Edit {
                    target: Target::Entry(id),
                    at: 0,
                    remove: String::new(),
                    insert: text.clone(),
                })
                .into_iter()
                .collect(),
            Deed::Field(n, text) => vec![Change::Edit {
                target: Target::Field(format!("field-{n}")),
                at: 0,
                remove: String::new(),
                insert: text.clone(),
            }],
            Deed::AddRow(text) => {
                let at = session.table("rows").len();
                let row = super::super::model::Row::from([("a".to_owned(), text.clone())]);
                vec![Change::Row { table: "rows".to_owned(), at, from: None, to: Some(row) }]
            }
            Deed::TakeOut(n) => pick(*n)
                .and_then(|id| {
                    let (item, at) = session.place_of(id)?;
                    let from = session.entry(id)?.1.clone();
                    let to = Entry { removed: !from.removed, ..from.clone() };
                    Some(Change::Entry {
                        item: item.to_owned(),
                        at,
                        from: Some(Box::new(from)),
                        to: Some(Box::new(to)),
                    })
                })
                .into_iter()
                .collect(),
            Deed::Move(n, to) => pick(*n)
                .map(|id| {
                    let (from, at) = session.place_of(id).unwrap();
                    let entry = Box::new(session.entry(id).unwrap().1.clone());
                    let end = session.entries(&item(*to)).len() - usize::from(from == item(*to));
                    vec![
                        Change::Entry { item: from.to_owned(), at, from: Some(entry.clone()), to: None },
                        Change::Entry { item: item(*to), at: end, from: None, to: Some(entry) },
                    ]
                })
                .unwrap_or_default(),
            Deed::Clock(n) => {
                let tick = super::super::model::Tick { at: now(), item: Some(item(*n)) };
                vec![Change::Tick { from: None, to: Some(tick) }]
            }
            Deed::Correct(..) | Deed::Undo | Deed::Redo => Vec::new(),
        }
    }

    fn act(live: &mut Live, deed: &Deed) -> Vec<Step> {
        match deed {
            Deed::Undo => live.undo(now()).unwrap().into_iter().collect(),
            Deed::Redo => live.redo(now()).unwrap().into_iter().collect(),
            Deed::Correct(n, words) => correct(live, *n, words),
            _ => {
                let changes = changes_of(deed, live.session());
                let grouping = if matches!(deed, Deed::Type(_)) { Grouping::Join } else { Grouping::New };
                if changes.is_empty() { Vec::new() } else { vec![live.record(changes, grouping, now()).unwrap()] }
            }
        }
    }

    /// Words put into an entry one by one, and the whole ended as one correction; between them a line comes in from elsewhere.
    fn correct(live: &mut Live, n: usize, words: &[String]) -> Vec<Step> {
        let since = live.last_group();
        let mut steps = Vec::new();
        for word in words {
            let edit = changes_of(&Deed::EditEntry(n, word.clone()), live.session());
            let Some(Change::Edit { target: Target::Entry(entry), .. }) = edit.first().cloned() else { break };
            steps.push(live.record(edit, Grouping::New, now()).unwrap());
            if steps.len() == 1 {
                let at = live.session().entries("item-2").len();
                let note = Entry::new(live.session().next_entry(), now(), Kind::Note, "from elsewhere");
                let comes = Change::Entry { item: "item-2".to_owned(), at, from: None, to: Some(Box::new(note)) };
                steps.push(live.record(vec![comes], Grouping::New, now()).unwrap());
            }
            if steps.len() == words.len() + 1 {
                steps.push(live.record(Vec::new(), Grouping::Correction { entry, since }, now()).unwrap());
            }
        }
        steps
    }

    /// The words, without the facts that undo skips and the count of steps.
    fn content(session: &Session) -> Session {
        let mut content = session.clone();
        content.applied = 0;
        content.draft.taken_back = false;
        content.clock.clear();
        content
    }

    proptest! {
        #[test]
        fn all_undone_is_where_it_began(deeds in deeds()) {
            let mut live = empty();
            let start = content(live.session());
            for deed in &deeds {
                act(&mut live, deed);
            }
            let end = content(live.session());
            let mut undone = 0;
            while live.undo(now()).unwrap().is_some() {
                undone += 1;
            }
            prop_assert_eq!(content(live.session()), start);
            for _ in 0..undone {
                prop_assert!(live.redo(now()).unwrap().is_some());
            }
            // What was undone before is not done again by as many redos; all of these were.
            prop_assert_eq!(content(live.session()), end);
        }

        #[test]
        fn replay_is_the_state_and_keeps_the_way_back(deeds in deeds()) {
            let mut live = empty();
            let mut replayed = empty();
            for deed in &deeds {
                for step in act(&mut live, deed) {
                    let text = serde_json::to_string(&step).unwrap();
                    replayed.replay(&serde_json::from_str(&text).unwrap()).unwrap();
                }
            }
            prop_assert_eq!(&replayed, &live);
            let file = crate::ronfile::write(live.session()).unwrap();
            let mut read: Session = crate::ronfile::read(&file).unwrap();
            read.ready();
            prop_assert_eq!(&read, live.session());
            prop_assert_eq!(read.next_entry(), live.session().next_entry().min(read.next_entry()));
            let ids: Vec<u32> = read.all_entries().map(|(_, e)| e.id).collect();
            for id in ids {
                prop_assert_eq!(live.session().place_of(id), read.place_of(id));
            }
        }

        #[test]
        fn a_change_that_does_not_fit_alters_nothing(deeds in deeds(), at in 1usize..50) {
            let mut live = empty();
            for deed in &deeds {
                act(&mut live, deed);
            }
            let before = live.clone();
            let wrong = Change::Edit { target: Target::Field("field-9".to_owned()), at, remove: "x".to_owned(), insert: String::new() };
            let fits = Change::Edit { target: Target::Field("f".to_owned()), at: 0, remove: String::new(), insert: "y".to_owned() };
            prop_assert!(live.record(vec![fits, wrong], Grouping::New, now()).is_err());
            prop_assert_eq!(live, before);
        }
    }
}
