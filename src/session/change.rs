//! The only ways to alter a session. Every change holds what was and what is, so its inverse is a swap.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::entry::{Entry, EntryId};
use super::model::{Draft, PromptMark, Reached, Row, Session, Stop, Tick, Topic};
use super::people::Person;
use super::sending::Sent;
use crate::calendar::Meets;
use crate::forms::Confidentiality;

/// One change. `from` and `to` of nothing mean: was not there, is not there any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Typing: at a byte of a text, some is removed and some put in.
    Edit {
        /// Which text.
        target: Target,
        /// Where, in bytes.
        at: usize,
        /// What stood there.
        remove: String,
        /// What stands there now.
        insert: String,
    },
    /// An entry comes, goes or changes at a place under an item.
    Entry {
        /// The item.
        item: String,
        /// Place from 0.
        at: usize,
        /// As it was.
        from: Option<Box<Entry>>,
        /// As it is.
        to: Option<Box<Entry>>,
    },
    /// A row of a table comes, goes or changes.
    Row {
        /// Field id.
        table: String,
        /// Place from 0.
        at: usize,
        /// As it was.
        from: Option<Row>,
        /// As it is.
        to: Option<Row>,
    },
    /// A stop of the agenda comes, goes or changes.
    Stop {
        /// Place from 0.
        at: usize,
        /// As it was.
        from: Option<Stop>,
        /// As it is.
        to: Option<Stop>,
    },
    /// A prompt is ticked, skipped or cleared.
    Prompt {
        /// `LIST.N`.
        id: String,
        /// As it was.
        from: Option<PromptMark>,
        /// As it is.
        to: Option<PromptMark>,
    },
    /// A finding is waived with a reason, or not any more.
    Waiver {
        /// The finding's key.
        finding: String,
        /// As it was.
        from: Option<String>,
        /// As it is.
        to: Option<String>,
    },
    /// The clock: an item is entered or the meeting pauses. Always the last tick.
    Tick {
        /// As it was.
        from: Option<Tick>,
        /// As it is.
        to: Option<Tick>,
    },
    /// Somebody comes, goes or is mended.
    Person {
        /// Place from 0.
        at: usize,
        /// As they were.
        from: Option<Person>,
        /// As they are.
        to: Option<Person>,
    },
    /// A state is reached. Always the last state.
    State {
        /// As it was.
        from: Option<Reached>,
        /// As it is.
        to: Option<Reached>,
    },
    /// A state noted before has another day or is taken back, or an earlier one is put in its place.
    StateAt {
        /// Place from 0.
        at: usize,
        /// As it was.
        from: Option<Reached>,
        /// As it is.
        to: Option<Reached>,
    },
    /// A document is noted as sent, or not any more.
    Sent {
        /// Place from 0.
        at: usize,
        /// As it was.
        from: Option<Sent>,
        /// As it is.
        to: Option<Sent>,
    },
    /// The session is on another day.
    Date {
        /// As it was.
        from: NaiveDate,
        /// As it is.
        to: NaiveDate,
    },
    /// It is at another time of its day, or somewhere else.
    Meets {
        /// As it was.
        from: Meets,
        /// As it is.
        to: Meets,
    },
    /// Its school has another name now.
    School {
        /// As it was.
        from: String,
        /// As it is.
        to: String,
    },
    /// How confidential it is.
    Confidentiality {
        /// As it was.
        from: Confidentiality,
        /// As it is.
        to: Confidentiality,
    },
    /// A note from the inbox is in, or not any more.
    Received {
        /// Its key.
        key: String,
        /// Which way.
        way: Way,
    },
    /// The line half typed is about something else.
    Topic {
        /// As it was.
        from: Topic,
        /// As it is.
        to: Topic,
    },
    /// What an earlier session left was taken in, as far as it had come (RE-04).
    TakenFrom {
        /// Id of the earlier session.
        session: String,
        /// Its last step then.
        from: Option<u64>,
        /// Its last step now.
        to: Option<u64>,
    },
}

/// Whether something comes in or goes out again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    /// In.
    In,
    /// Out.
    Out,
}

/// A text that can be typed in.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Target {
    /// The entry line, for the item named.
    Draft(String),
    /// An entry's words.
    Entry(EntryId),
    /// An action's measure of success.
    Measure(EntryId),
    /// What has been done about an action.
    Progress(EntryId),
    /// What that achieved.
    Impact(EntryId),
    /// A plain field or cell (`focus`, `attainment.school`).
    Field(String),
    /// A cell of a table that grows; the row from 0.
    Cell {
        /// Field id.
        table: String,
        /// Row from 0.
        row: usize,
        /// Column id.
        column: String,
    },
}

/// A change that does not fit the session it is applied to. Nothing is altered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this change does not fit the session as it is: {0}")]
pub struct ApplyError(pub String);

impl Change {
    /// The state it notes as reached, if it does.
    pub fn reached(&self) -> Option<&str> {
        match self {
            Self::State { to: Some(to), .. } | Self::StateAt { from: None, to: Some(to), .. } => Some(&to.state),
            _ => None,
        }
    }

    /// What undoes it.
    #[must_use]
    pub fn inverse(&self) -> Self {
        match self.clone() {
            Self::Edit { target, at, remove, insert } => Self::Edit { target, at, remove: insert, insert: remove },
            Self::Entry { item, at, from, to } => Self::Entry { item, at, from: to, to: from },
            Self::Row { table, at, from, to } => Self::Row { table, at, from: to, to: from },
            Self::Stop { at, from, to } => Self::Stop { at, from: to, to: from },
            Self::Prompt { id, from, to } => Self::Prompt { id, from: to, to: from },
            Self::Waiver { finding, from, to } => Self::Waiver { finding, from: to, to: from },
            Self::Tick { from, to } => Self::Tick { from: to, to: from },
            Self::Person { at, from, to } => Self::Person { at, from: to, to: from },
            Self::State { from, to } => Self::State { from: to, to: from },
            Self::StateAt { at, from, to } => Self::StateAt { at, from: to, to: from },
            Self::Sent { at, from, to } => Self::Sent { at, from: to, to: from },
            Self::Date { from, to } => Self::Date { from: to, to: from },
            Self::Meets { from, to } => Self::Meets { from: to, to: from },
            Self::School { from, to } => Self::School { from: to, to: from },
            Self::Confidentiality { from, to } => Self::Confidentiality { from: to, to: from },
            Self::Received { key, way } => Self::Received { key, way: if way == Way::In { Way::Out } else { Way::In } },
            Self::Topic { from, to } => Self::Topic { from: to, to: from },
            Self::TakenFrom { session, from, to } => Self::TakenFrom { session, from: to, to: from },
        }
    }

    /// Whether it alters an entry.
    pub fn touches(&self, entry: EntryId) -> bool {
        match self {
            Self::Edit { target, .. } => match target {
                Target::Entry(id) | Target::Measure(id) | Target::Progress(id) | Target::Impact(id) => *id == entry,
                Target::Draft(_) | Target::Field(_) | Target::Cell { .. } => false,
            },
            Self::Entry { from, to, .. } => from.iter().chain(to).any(|known| known.id == entry),
            Self::Row { .. }
            | Self::Stop { .. }
            | Self::Prompt { .. }
            | Self::Waiver { .. }
            | Self::Tick { .. }
            | Self::Person { .. }
            | Self::State { .. }
            | Self::StateAt { .. }
            | Self::Sent { .. }
            | Self::Date { .. }
            | Self::Meets { .. }
            | Self::School { .. }
            | Self::Confidentiality { .. }
            | Self::Received { .. }
            | Self::Topic { .. }
            | Self::TakenFrom { .. } => false,
        }
    }

    /// Whether undo takes it back. Facts with a time are mended by their own commands instead.
    pub const fn is_undoable(&self) -> bool {
        match self {
            Self::Edit { .. }
            | Self::Entry { .. }
            | Self::Row { .. }
            | Self::Stop { .. }
            | Self::Prompt { .. }
            | Self::Waiver { .. }
            | Self::Date { .. }
            | Self::Meets { .. }
            | Self::Topic { .. }
            | Self::Confidentiality { .. } => true,
            Self::Tick { .. }
            | Self::Person { .. }
            | Self::State { .. }
            | Self::Sent { .. }
            | Self::StateAt { .. }
            | Self::School { .. }
            | Self::Received { .. }
            | Self::TakenFrom { .. } => false,
        }
    }
}

impl Session {
    /// Applies one change and returns its inverse.
    ///
    /// # Errors
    /// The change does not fit; the session is as it was.
    pub fn apply(&mut self, change: &Change) -> Result<Change, ApplyError> {
        match change {
            Change::Edit { target, at, remove, insert } => self.edit(target, *at, remove, insert)?,
            Change::Entry { item, at, from, to } => self.change_entry(item, *at, from.as_deref(), to.as_deref())?,
            Change::Row { table, at, from, to } => {
                let mut rows = self.tables.remove(table).unwrap_or_default();
                let result = splice(&mut rows, *at, from.as_ref(), to.as_ref(), table);
                if !rows.is_empty() {
                    self.tables.insert(table.clone(), rows);
                }
                result?;
            }
            Change::Stop { at, from, to } => splice(&mut self.agenda, *at, from.as_ref(), to.as_ref(), "the agenda")?,
            Change::Person { at, from, to } => splice(&mut self.people, *at, from.as_ref(), to.as_ref(), "the people")?,
            Change::Prompt { id, from, to } => swap(&mut self.prompts, id, from.as_ref(), to.as_ref())?,
            Change::Waiver { finding, from, to } => swap(&mut self.waivers, finding, from.as_ref(), to.as_ref())?,
            Change::Tick { from, to } => last(&mut self.clock, from.as_ref(), to.as_ref(), "the clock")?,
            Change::State { from, to } => last(&mut self.states, from.as_ref(), to.as_ref(), "the states")?,
            Change::StateAt { at, from, to } => {
                splice(&mut self.states, *at, from.as_ref(), to.as_ref(), "the states")?;
            }
            Change::Sent { at, from, to } => {
                splice(&mut self.sent, *at, from.as_ref(), to.as_ref(), "what was sent")?;
            }
            Change::Date { from, to } => replace(&mut self.date, from, to, "the date")?,
            Change::Meets { from, to } => replace(&mut self.meets, from, to, "the time and place")?,
            Change::School { from, to } => replace(&mut self.school, from, to, "the school")?,
            Change::Confidentiality { from, to } => {
                replace(&mut self.confidentiality, from, to, "the confidentiality")?;
            }
            Change::Received { key, way } => match way {
                Way::In => self.received.push(key.clone()),
                Way::Out => self.received.retain(|k| k != key),
            },
            Change::Topic { from, to } => {
                if self.draft.topic != *from {
                    return misfit("the line half typed is about something else".to_owned());
                }
                self.draft.topic.clone_from(to);
            }
            Change::TakenFrom { session, from, to } => {
                swap(&mut self.taken_from, session, from.as_ref(), to.as_ref())?;
            }
        }
        Ok(change.inverse())
    }

    /// The text of a target, empty if there is none.
    pub fn text(&self, target: &Target) -> &str {
        let action = |id: &EntryId| self.entry(*id).and_then(|(_, e)| e.action.as_ref());
        match target {
            Target::Draft(item) if self.draft.item == *item => &self.draft.text,
            Target::Draft(_) => "",
            Target::Entry(id) => self.entry(*id).map_or("", |(_, e)| &e.text),
            Target::Measure(id) => action(id).map_or("", |a| &a.measure),
            Target::Progress(id) => action(id).map_or("", |a| &a.progress),
            Target::Impact(id) => action(id).map_or("", |a| &a.impact),
            Target::Field(path) => self.field(path),
            Target::Cell { table, row, column } => {
                self.table(table).get(*row).and_then(|r| r.get(column)).map_or("", String::as_str)
            }
        }
    }

    fn edit(&mut self, target: &Target, at: usize, remove: &str, insert: &str) -> Result<(), ApplyError> {
        match target {
            Target::Draft(item) => {
                if !self.draft.text.is_empty() && self.draft.item != *item {
                    return misfit(format!("a draft stands under {}, not under {item}", self.draft.item));
                }
                edit_text(&mut self.draft.text, at, remove, insert)?;
                self.draft.taken_back = false;
                if self.draft.text.is_empty() {
                    self.draft = Draft { topic: std::mem::take(&mut self.draft.topic), ..Draft::default() };
                } else {
                    item.clone_into(&mut self.draft.item);
                }
                Ok(())
            }
            Target::Entry(id) => edit_text(&mut self.entry_mut(*id)?.text, at, remove, insert),
            Target::Measure(id) => edit_text(&mut self.action_mut(*id)?.measure, at, remove, insert),
            Target::Progress(id) => edit_text(&mut self.action_mut(*id)?.progress, at, remove, insert),
            Target::Impact(id) => edit_text(&mut self.action_mut(*id)?.impact, at, remove, insert),
            Target::Field(path) => edit_in(&mut self.fields, path, at, remove, insert),
            Target::Cell { table, row, column } => {
                let cells = self.tables.get_mut(table).and_then(|rows| rows.get_mut(*row));
                let Some(cells) = cells else {
                    return misfit(format!("{table} has no row {}", row + 1));
                };
                edit_in(cells, column, at, remove, insert)
            }
        }
    }

    fn entry_mut(&mut self, id: EntryId) -> Result<&mut Entry, ApplyError> {
        let place = self.index.place(id).map(|(item, at)| (item.to_owned(), at));
        place
            .and_then(|(item, at)| self.minutes.get_mut(&item)?.get_mut(at))
            .ok_or_else(|| ApplyError(format!("there is no entry {id}")))
    }

    fn action_mut(&mut self, id: EntryId) -> Result<&mut super::entry::Action, ApplyError> {
        self.entry_mut(id)?.action.as_mut().ok_or_else(|| ApplyError(format!("entry {id} is no action")))
    }

    fn change_entry(
        &mut self,
        item: &str,
        at: usize,
        from: Option<&Entry>,
        to: Option<&Entry>,
    ) -> Result<(), ApplyError> {
        let newcomer = to.filter(|t| from.is_none_or(|f| f.id != t.id));
        if let Some(entry) = newcomer.filter(|e| self.index.place(e.id).is_some()) {
            return misfit(format!("entry {} is there already", entry.id));
        }
        let mut entries = self.minutes.remove(item).unwrap_or_default();
        let result = splice(&mut entries, at, from, to, item);
        if result.is_ok() {
            self.index.note(item, at, from, to, &entries);
        }
        if !entries.is_empty() {
            self.minutes.insert(item.to_owned(), entries);
        }
        result
    }
}

fn misfit<T>(why: String) -> Result<T, ApplyError> {
    Err(ApplyError(why))
}

fn edit_text(text: &mut String, at: usize, remove: &str, insert: &str) -> Result<(), ApplyError> {
    let end = at + remove.len();
    if text.get(at..end) != Some(remove) {
        return misfit(format!("at byte {at} there is not {remove:?}"));
    }
    text.replace_range(at..end, insert);
    Ok(())
}

/// Edits a text kept under a name; an empty text is not kept.
fn edit_in(texts: &mut Row, name: &str, at: usize, remove: &str, insert: &str) -> Result<(), ApplyError> {
    let mut text = texts.remove(name).unwrap_or_default();
    let result = edit_text(&mut text, at, remove, insert);
    if !text.is_empty() {
        texts.insert(name.to_owned(), text);
    }
    result
}

/// Puts `to` in place of `from` at a place of a list, or inserts or takes out.
fn splice<T: Clone + PartialEq>(
    list: &mut Vec<T>,
    at: usize,
    from: Option<&T>,
    to: Option<&T>,
    of: &str,
) -> Result<(), ApplyError> {
    match from {
        Some(from) if list.get(at) != Some(from) => {
            return misfit(format!("place {} of {of} holds something else", at + 1));
        }
        None if at > list.len() => return misfit(format!("{of} has no place {}", at + 1)),
        Some(_) | None => {}
    }
    list.splice(at..at + usize::from(from.is_some()), to.cloned());
    Ok(())
}

fn swap<T: Clone + PartialEq>(
    map: &mut std::collections::BTreeMap<String, T>,
    key: &str,
    from: Option<&T>,
    to: Option<&T>,
) -> Result<(), ApplyError> {
    if map.get(key) != from {
        return misfit(format!("{key} stands otherwise"));
    }
    match to {
        Some(to) => map.insert(key.to_owned(), to.clone()),
        None => map.remove(key),
    };
    Ok(())
}

fn last<T: Clone + PartialEq>(list: &mut Vec<T>, from: Option<&T>, to: Option<&T>, of: &str) -> Result<(), ApplyError> {
    let at = list.len() - usize::from(from.is_some() && !list.is_empty());
    splice(list, at, from, to, of)
}

fn replace<T: Clone + PartialEq>(value: &mut T, from: &T, to: &T, of: &str) -> Result<(), ApplyError> {
    if value != from {
        return misfit(format!("{of} stands otherwise"));
    }
    value.clone_from(to);
    Ok(())
}
