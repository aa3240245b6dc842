//! The session document: what one file in the store holds. Altered by changes only.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::entry::{Action, Entry, EntryId};
use super::index::Index;
use super::people::Person;
use super::sending::Sent;
use crate::calendar::Meets;
use crate::forms::{AgendaItem, Confidentiality, Form};

/// Version of the session file layout.
pub const SCHEMA: u32 = 1;

/// The longest text of one entry or field, in bytes.
pub const LONGEST_TEXT: usize = 64 * 1024;

/// Cell of a row that was carried over, with where it began: `SESSION#TABLE.N`. Before the name of a column it is the cell
/// that holds what came in that column. No column is called so.
pub const ROW_ORIGIN: &str = "#";

/// A row of a table: column id to text.
pub type Row = BTreeMap<String, String>;

/// Whether nothing stands in a row, whatever came with it.
pub fn is_blank(row: &Row) -> bool {
    row.iter().all(|(column, cell)| column.starts_with(ROW_ORIGIN) || cell.trim().is_empty())
}

/// One meeting or visit with everything noted in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    pub(super) schema: u32,
    pub(super) id: String,
    /// Names its file had before it was renamed by hand: what was kept under them is still its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) formerly: Vec<String>,
    /// The highest number of an action when the file lost each of these names: its actions keep the names they had.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) numbered: BTreeMap<String, u32>,
    pub(super) form: String,
    pub(super) version: String,
    pub(super) school: String,
    pub(super) school_slug: String,
    pub(super) date: NaiveDate,
    /// When on its day and where it is, as far as that was said (RT-04).
    #[serde(default, skip_serializing_if = "Meets::is_unknown")]
    pub(super) meets: Meets,
    /// Who wrote it, where that is not the user: kept when it is taken over from another (HO-06).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) author: String,
    /// Number of the version that whoever handed it on to be covered kept of it then; 0: it was not handed on.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(super) handed_as: u32,
    /// As long as nobody knows, nobody else reads it.
    #[serde(default = "unknown")]
    pub(super) confidentiality: Confidentiality,
    /// Sequence of the last step folded in.
    #[serde(default)]
    pub(super) applied: u64,
    #[serde(default)]
    pub(super) states: Vec<Reached>,
    #[serde(default)]
    pub(super) agenda: Vec<Stop>,
    #[serde(default)]
    pub(super) clock: Vec<Tick>,
    #[serde(default)]
    pub(super) people: Vec<Person>,
    #[serde(default)]
    pub(super) prompts: BTreeMap<String, PromptMark>,
    #[serde(default)]
    pub(super) fields: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) tables: BTreeMap<String, Vec<Row>>,
    #[serde(default)]
    pub(super) minutes: BTreeMap<String, Vec<Entry>>,
    #[serde(default)]
    pub(super) waivers: BTreeMap<String, String>,
    /// Earlier sessions whose open actions and recommendations were taken in, with their last step then (RE-04, NV-18).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) taken_from: BTreeMap<String, u64>,
    /// Who got which document, in the order it was noted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) sent: Vec<Sent>,
    /// Highest numbers of an entry and of an action that a damaged file lost: neither is given again.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub(super) lost: (EntryId, u32),
    /// Keys of notes from the inbox that are in, so that none comes in twice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) received: Vec<String>,
    #[serde(default)]
    pub(super) draft: Draft,
    #[serde(skip)]
    pub(super) index: Index,
}

/// How confidential a session is whose file does not say it.
pub(super) const fn unknown() -> Confidentiality {
    Confidentiality::Confidential
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so whether to write it")]
const fn is_zero(number: &u32) -> bool {
    *number == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so whether to write it")]
fn is_nothing(numbers: &(EntryId, u32)) -> bool {
    *numbers == (0, 0)
}

/// A state and the day it was reached (NV-18).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reached {
    /// State id of the form.
    pub state: String,
    /// The day.
    pub on: NaiveDate,
}

/// A stop of this session's agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stop {
    /// Item id: the form's, or `own-N` for one added here.
    pub id: String,
    /// Title.
    pub title: String,
    /// Whether it is numbered.
    #[serde(default)]
    pub place: crate::forms::Place,
    /// Planned minutes; 0: none.
    #[serde(default)]
    pub minutes: u32,
    /// Role whose words are noted here unless another is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// Where it stands.
    #[serde(default)]
    pub state: StopState,
}

impl Stop {
    /// The stop of a form's item, still to come.
    pub(super) fn of(item: &AgendaItem) -> Self {
        Self {
            id: item.id.clone(),
            title: item.title.clone(),
            place: item.place,
            minutes: item.minutes,
            speaker: item.speaker.clone(),
            state: StopState::Open,
        }
    }
}

/// Where an item stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StopState {
    /// To come, or open.
    #[default]
    Open,
    /// Dealt with.
    Done,
    /// Left out on purpose.
    Skipped,
    /// Put off to the next meeting.
    Deferred,
}

/// A moment at which an item was entered, or (none) the meeting paused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tick {
    /// When, local time.
    pub at: NaiveDateTime,
    /// The item entered; none: the clock stands.
    #[serde(default)]
    pub item: Option<String>,
}

/// What the user did with a prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PromptMark {
    /// Asked or answered.
    Done,
    /// Left out on purpose.
    Skipped,
}

/// What is being typed in the entry line. No text: no draft.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The item where it began.
    #[serde(default)]
    pub item: String,
    /// As typed.
    #[serde(default)]
    pub text: String,
    /// Undo put it here, and nothing was typed in it since: Enter alone enters it, and it stands in no document.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub taken_back: bool,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Topic::is_nothing")]
    pub topic: Topic,
}

/// What a line half typed is about, where it was begun from something.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// The judgement row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<String>,
    /// The prompt it answers (`RP.3`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prompt: Option<String>,
}

impl Topic {
    /// Whether it is about nothing in particular.
    pub const fn is_nothing(&self) -> bool {
        self.row.is_none() && self.prompt.is_none()
    }
}

impl Session {
    /// A new session of a form, its agenda and expected people taken from it.
    pub fn new(
        form: &Form,
        id: impl Into<String>,
        school: impl Into<String>,
        slug: impl Into<String>,
        date: NaiveDate,
    ) -> Self {
        Self {
            form: form.id.clone(),
            version: form.version.clone(),
            school: school.into(),
            school_slug: slug.into(),
            confidentiality: form.confidentiality,
            agenda: form.agenda.iter().map(Stop::of).collect(),
            people: form.invited.iter().map(|i| Person::expected(&i.role)).collect(),
            ..Self::blank(id, date)
        }
    }

    /// Makes a session just read from a file ready for use.
    pub fn ready(&mut self) {
        self.index = Index::of(&self.minutes);
        self.index.skip(self.lost);
    }

    /// Layout version of the file it came from.
    pub const fn schema(&self) -> u32 {
        self.schema
    }
    /// Id: the file's name without its ending.
    pub fn id(&self) -> &str {
        &self.id
    }
    /// Form id.
    pub fn form(&self) -> &str {
        &self.form
    }
    /// Form version it began with.
    pub fn version(&self) -> &str {
        &self.version
    }
    /// School, as printed.
    pub fn school(&self) -> &str {
        &self.school
    }
    /// School, as a file name.
    pub fn school_slug(&self) -> &str {
        &self.school_slug
    }
    /// The day.
    pub const fn date(&self) -> NaiveDate {
        self.date
    }
    /// When on its day and where it is, as far as that was said.
    pub const fn meets(&self) -> &Meets {
        &self.meets
    }
    /// Who wrote it, where that is not the user; else empty.
    pub fn author(&self) -> &str {
        &self.author
    }
    /// Number of the version that whoever handed it on keeps of it as it was then; 0: the user does not cover here.
    pub const fn handed_as(&self) -> u32 {
        self.handed_as
    }
    /// How confidential it is.
    pub const fn confidentiality(&self) -> Confidentiality {
        self.confidentiality
    }
    /// Sequence of the last step folded in.
    pub const fn applied(&self) -> u64 {
        self.applied
    }
    /// Sets the sequence of the last step folded in; the fold's own bookkeeping.
    pub(super) const fn set_applied(&mut self, seq: u64) {
        self.applied = seq;
    }
    /// States reached, in the order they were noted.
    pub fn states(&self) -> &[Reached] {
        &self.states
    }
    /// The state it is in now.
    pub fn state(&self) -> Option<&str> {
        self.states.last().map(|r| r.state.as_str())
    }
    /// The agenda, in its order here.
    pub fn agenda(&self) -> &[Stop] {
        &self.agenda
    }
    /// An id for a stop that is added here.
    pub fn free_item(&self) -> String {
        let own = (1..=self.agenda.len() + 1).map(|n| format!("own-{n}"));
        own.into_iter().find(|id| self.stop(id).is_none()).unwrap_or_default()
    }
    /// A stop by id, with its place.
    pub fn stop(&self, id: &str) -> Option<(usize, &Stop)> {
        self.agenda.iter().enumerate().find(|(_, stop)| stop.id == id)
    }
    /// Number of a stop among the numbered ones, from 1, in this session's order.
    pub fn number_of(&self, id: &str) -> Option<usize> {
        let numbered = |stop: &&Stop| stop.place == crate::forms::Place::Numbered;
        self.agenda.iter().filter(numbered).position(|stop| stop.id == id).map(|n| n + 1)
    }
    /// How many numbered stops there are.
    pub fn numbered_items(&self) -> usize {
        self.agenda.iter().filter(|stop| stop.place == crate::forms::Place::Numbered).count()
    }
    /// The numbered stop at place `n`, from 1.
    pub fn numbered(&self, n: usize) -> Option<&Stop> {
        let numbered = |stop: &&Stop| stop.place == crate::forms::Place::Numbered;
        self.agenda.iter().filter(numbered).nth(n.checked_sub(1)?)
    }
    /// Everything the clock noted.
    pub fn clock(&self) -> &[Tick] {
        &self.clock
    }
    /// When the last thing was noted in it, as far as things have times.
    pub fn last_moment(&self) -> Option<NaiveDateTime> {
        let entries = self.minutes.values().flatten().map(|entry| entry.at);
        let people = self.people.iter().flat_map(|person| &person.events).map(|event| event.at);
        entries.chain(people).chain(self.clock.iter().map(|tick| tick.at)).max()
    }
    /// The item whose clock runs.
    pub fn current(&self) -> Option<&str> {
        self.clock.last().and_then(|tick| tick.item.as_deref())
    }
    /// Seconds spent on an item up to `now`.
    pub fn spent_on(&self, item: &str, now: NaiveDateTime) -> i64 {
        self.spent(now, |at| at == item)
    }
    /// Seconds spent on all items up to `now`.
    pub fn spent_in_all(&self, now: NaiveDateTime) -> i64 {
        self.spent(now, |_| true)
    }
    fn spent(&self, now: NaiveDateTime, counts: impl Fn(&str) -> bool) -> i64 {
        let ends = self.clock.iter().skip(1).map(|tick| tick.at).chain(std::iter::once(now));
        self.clock
            .iter()
            .zip(ends)
            .filter(|(tick, _)| tick.item.as_deref().is_some_and(&counts))
            .map(|(tick, end)| (end - tick.at).num_seconds().max(0))
            .sum()
    }
    /// Who is expected, was there or sent apologies.
    pub fn people(&self) -> &[Person] {
        &self.people
    }
    /// What was done with a prompt.
    pub fn prompt(&self, id: &str) -> Option<PromptMark> {
        self.prompts.get(id).copied()
    }
    /// Text of a plain field or cell (`focus`, `attainment.school`); empty if none.
    pub fn field(&self, path: &str) -> &str {
        self.fields.get(path).map_or("", String::as_str)
    }
    /// All plain fields that hold text.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|(k, v)| (k.as_str(), v.as_str()))
    }
    /// Typed rows of a table.
    pub fn table(&self, field: &str) -> &[Row] {
        self.tables.get(field).map_or(&[], Vec::as_slice)
    }
    /// All tables that hold rows.
    pub fn tables(&self) -> impl Iterator<Item = (&str, &[Row])> {
        self.tables.iter().map(|(k, v)| (k.as_str(), v.as_slice()))
    }
    /// Entries under an item, removed ones included, in order.
    pub fn entries(&self, item: &str) -> &[Entry] {
        self.minutes.get(item).map_or(&[], Vec::as_slice)
    }
    /// Entries under an item that stand.
    pub fn standing(&self, item: &str) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries(item).iter().filter(|e| !e.removed)
    }
    /// Where an entry belongs among those of an item: they stand in the order of time.
    pub fn place_by_time(&self, item: &str, entry: &Entry) -> usize {
        let entries = self.entries(item);
        entries.iter().rposition(|e| (e.at, e.id) < (entry.at, entry.id)).map_or(0, |before| before + 1)
    }
    /// How many entries that stand are about a judgement row.
    pub fn about(&self, row: &str) -> usize {
        self.index.about(row)
    }

    /// All entries with the item they stand under: agenda order first, then items that are no longer on the agenda.
    pub fn all_entries(&self) -> impl Iterator<Item = (&str, &Entry)> {
        let on_agenda = self.agenda.iter().map(|stop| stop.id.as_str());
        let others = self.minutes.keys().map(String::as_str).filter(|item| self.stop(item).is_none());
        on_agenda.chain(others).flat_map(|item| self.entries(item).iter().map(move |e| (item, e)))
    }
    /// An entry and the item it stands under.
    pub fn entry(&self, id: EntryId) -> Option<(&str, &Entry)> {
        let (item, at) = self.index.place(id)?;
        self.minutes.get(item)?.get(at).map(|e| (item, e))
    }
    /// Item and place (from 0) of an entry.
    pub fn place_of(&self, id: EntryId) -> Option<(&str, usize)> {
        self.index.place(id)
    }
    /// Actions that stand, by number.
    pub fn actions(&self) -> impl DoubleEndedIterator<Item = (&Entry, &Action)> {
        self.actions_from(0)
    }
    /// The same without those before a place (from 0): what lies before costs nothing.
    pub fn actions_from(&self, at: usize) -> impl DoubleEndedIterator<Item = (&Entry, &Action)> {
        let ids = self.index.actions().get(at..).unwrap_or_default().iter();
        ids.filter_map(|(_, id)| self.entry(*id)).filter_map(|(_, e)| e.as_action().map(|a| (e, a)))
    }
    /// How many actions stand.
    pub fn action_count(&self) -> usize {
        self.index.actions().len()
    }
    /// How many actions stand open, and how many of all came from earlier meetings.
    pub const fn action_counts(&self) -> (usize, usize) {
        self.index.counts()
    }
    /// How many entries stand.
    pub fn entry_count(&self) -> usize {
        self.index.standing()
    }
    /// The item a note without a place goes to: where the clock runs, else the first numbered one.
    pub fn item_at_hand(&self) -> &str {
        let last = self.clock.iter().rev().find_map(|tick| tick.item.as_deref());
        let first = || self.numbered(1).or_else(|| self.agenda.first()).map(|stop| stop.id.as_str());
        self.current().or(last).or_else(first).unwrap_or_default()
    }
    /// Names its file had before it was renamed by hand, the oldest first.
    pub fn formerly(&self) -> &[String] {
        &self.formerly
    }
    /// The same session after its file got another name.
    #[must_use]
    pub fn under(mut self, id: &str) -> Self {
        let before = std::mem::replace(&mut self.id, id.to_owned());
        let numbers = self.minutes.values().flatten().filter_map(|entry| entry.action.as_ref().map(|a| a.number));
        if let Some(highest) = numbers.max() {
            self.numbered.entry(before.clone()).or_insert(highest);
        }
        self.formerly.retain(|known| *known != before && *known != id);
        self.formerly.push(before);
        self
    }
    /// The name its file had when one of its actions was noted, by the action's number.
    pub fn name_at(&self, action: u32) -> &str {
        let then = self.numbered.iter().filter(|(_, highest)| **highest >= action);
        then.min_by_key(|(_, highest)| **highest).map_or(&self.id, |(name, _)| name)
    }
    /// Whether this is its name, or was before its file was renamed by hand.
    pub fn goes_by(&self, name: &str) -> bool {
        self.id == name || self.formerly.iter().any(|known| known == name)
    }
    /// A session like it under another id, with no past of its own.
    #[must_use]
    pub fn renamed(&self, id: &str) -> Self {
        Self { id: id.to_owned(), formerly: Vec::new(), numbered: BTreeMap::new(), ..self.clone() }
    }
    /// The same session under another id and school slug.
    #[must_use]
    pub fn moved(&self, id: &str, slug: &str) -> Self {
        Self { school_slug: slug.to_owned(), ..self.renamed(id) }
    }
    /// Who is named as a speaker or an owner.
    pub(super) fn names_said(&self) -> impl Iterator<Item = &str> {
        self.index.named()
    }
    /// The number for the next entry.
    pub fn next_entry(&self) -> EntryId {
        self.index.next_entry()
    }
    /// The number for the next action.
    pub fn next_action(&self) -> u32 {
        self.index.next_action()
    }
    /// All findings waived, with their reasons.
    pub fn waivers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.waivers.iter().map(|(finding, reason)| (finding.as_str(), reason.as_str()))
    }
    /// The reason a finding was waived with.
    pub fn waiver(&self, finding: &str) -> Option<&str> {
        self.waivers.get(finding).map(String::as_str)
    }
    /// Up to which step of an earlier session what it left was taken in.
    pub fn taken_from(&self, session: &str) -> Option<u64> {
        self.taken_from.get(session).copied()
    }
    /// Ids of the earlier sessions whose open actions and recommendations were taken in.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        self.taken_from.keys().map(String::as_str)
    }
    /// Whether a note from the inbox is in already.
    pub fn has_received(&self, key: &str) -> bool {
        self.received.iter().any(|k| k == key)
    }
    /// Whether any is.
    pub const fn has_received_any(&self) -> bool {
        !self.received.is_empty()
    }
    /// What is being typed.
    pub const fn draft(&self) -> &Draft {
        &self.draft
    }
}
