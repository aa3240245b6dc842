//! Steps and the way back: undo and redo are steps of their own, so that both stacks survive a crash.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::change::{ApplyError, Change};
use super::model::Session;

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
    /// What was done.
    pub changes: Vec<Change>,
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
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Group {
    id: u64,
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
                self.undone.extend(found.map(|at| self.done.remove(at)));
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
        match self.done.last_mut().filter(|g| g.id == step.group) {
            Some(group) => {
                let before = group.changes.len();
                group.changes.extend(changes);
                if group.changes.len() == before {
                    return;
                }
            }
            None => {
                let group = Group { id: step.group, changes: changes.collect() };
                if group.changes.is_empty() {
                    return;
                }
                self.done.push(group);
                if self.done.len() > DEPTH {
                    self.done.remove(0);
                }
            }
        }
        self.undone.clear();
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
        folded.iter().for_each(|step| history.remember(step));
        Self { session, history }
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
        self.apply_all(&step.changes)?;
        self.session.set_applied(step.seq);
        self.history.remember(step);
        Ok(())
    }

    /// Applies new changes as one step, to be kept by the caller.
    ///
    /// # Errors
    /// A change does not fit; nothing is altered.
    pub fn record(&mut self, changes: Vec<Change>, grouping: Grouping, time: NaiveDateTime) -> Result<Step, ApplyError> {
        let joins = grouping == Grouping::Join && !self.history.done.is_empty() && self.history.undone.is_empty();
        let joined = self.history.done.last().filter(|_| joins).map(|g| g.id);
        let group = joined.unwrap_or(self.history.last_group + 1);
        self.take(Step { seq: self.session.applied() + 1, time, group, turn: Turn::Do, changes })
    }

    /// Takes back the last group; nothing to take back gives no step.
    ///
    /// # Errors
    /// Something else changed the same place since; nothing is altered.
    pub fn undo(&mut self, time: NaiveDateTime) -> Result<Option<Step>, ApplyError> {
        let Some(group) = self.history.done.last() else { return Ok(None) };
        let changes = group.changes.iter().rev().map(Change::inverse).collect();
        let step = Step { seq: self.session.applied() + 1, time, group: group.id, turn: Turn::Undo, changes };
        self.take(step).map(Some)
    }

    /// Does again what was taken back last.
    ///
    /// # Errors
    /// Something else changed the same place since; nothing is altered.
    pub fn redo(&mut self, time: NaiveDateTime) -> Result<Option<Step>, ApplyError> {
        let Some(group) = self.history.undone.last() else { return Ok(None) };
        let changes = group.changes.clone();
        let step = Step { seq: self.session.applied() + 1, time, group: group.id, turn: Turn::Redo, changes };
        self.take(step).map(Some)
    }

    fn take(&mut self, step: Step) -> Result<Step, ApplyError> {
        self.replay(&step)?;
        Ok(step)
    }

    fn apply_all(&mut self, changes: &[Change]) -> Result<(), ApplyError> {
        for (done, change) in changes.iter().enumerate() {
            if let Err(error) = self.session.apply(change) {
                for undone in changes[..done].iter().rev() {
                    self.session.apply(&undone.inverse())?;
                }
                return Err(error);
            }
        }
        Ok(())
    }
}
