//! One minute: a thought with its time, kind and tags, and what an action adds to it.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::grammar::{Kind, View};

/// Number of an entry, unique in its session, for life.
pub type EntryId = u32;

/// One minute of the meeting (LS-03).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Number, unique in the session.
    pub id: EntryId,
    /// When it was entered, local time.
    pub at: NaiveDateTime,
    /// What it is. It is always written: where a damaged file has lost it, the words stay with the writer.
    #[serde(default = "lost_kind")]
    pub kind: Kind,
    /// The words.
    pub text: String,
    /// Who said it, by role and initials.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// Whose view it states (NV-08).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub view: Option<View>,
    /// SEF area it belongs to (`A2`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sef: Option<String>,
    /// Judgement row it bears on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<String>,
    /// Prompt it answers (`RP.3`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prompt: Option<String>,
    /// What makes it an action. Kept, unseen, while the entry is of another kind, so that its number is for life.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<Action>,
    /// The agenda item it tells of, which the meeting before put off: its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub put_off: Option<String>,
    /// Whom to tell of it, and whether that was done (CO-01 to CO-05).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telling: Option<Telling>,
    /// Whether it came from papers kept apart: it stays out of documents of a lower level.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_confidence: bool,
    /// Taken out by the user; it can be put back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub removed: bool,
}

const fn lost_kind() -> Kind {
    Kind::Private
}

impl Entry {
    /// A plain entry.
    pub fn new(id: EntryId, at: NaiveDateTime, kind: Kind, text: impl Into<String>) -> Self {
        Self {
            id,
            at,
            kind,
            text: text.into(),
            who: None,
            view: None,
            sef: None,
            row: None,
            prompt: None,
            action: None,
            put_off: None,
            telling: None,
            in_confidence: false,
            removed: false,
        }
    }

    /// The words as they may stand on a screen that others see: of a private line only that it is one.
    pub fn glimpse(&self) -> &str {
        match self.kind {
            Kind::Private => "% private",
            Kind::Note | Kind::Action | Kind::Decision | Kind::Question | Kind::Observed | Kind::Reported => &self.text,
        }
    }

    /// The first of those words, to name it by.
    pub fn in_brief(&self) -> String {
        const LONGEST: usize = 40;
        let words = self.glimpse().split_whitespace().collect::<Vec<_>>().join(" ");
        match words.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}…", words[..end].rsplit_once(' ').map_or(&words[..end], |(first, _)| first)),
            None => words,
        }
    }

    /// Whether somebody has still to be told of it.
    pub fn is_to_be_told(&self) -> bool {
        !self.removed && self.telling.as_ref().is_some_and(|telling| telling.told.is_none())
    }

    /// The same, with the note that whoever had to be told was told.
    #[must_use]
    pub fn told(&self, at: NaiveDateTime) -> Self {
        let mut told = self.clone();
        if let Some(telling) = &mut told.telling {
            telling.told = Some(at);
            told.text = format!("{} Told on {}.", self.text, at.format("%-d %B %Y at %H:%M"));
        }
        told
    }

    /// Whether it is an action that came from an earlier meeting and to which nothing was done here.
    pub fn is_as_it_came(&self) -> bool {
        let Some(action) = self.as_action().filter(|action| !self.removed && action.origin.is_some()) else {
            return false;
        };
        let words = action.came.as_ref().is_none_or(|came| **came == Came::of(&self.text, action));
        let status = action.history.last().is_none_or(|told| told.status == action.status);
        words && status && action.progress.is_empty() && action.impact.is_empty()
    }

    /// The action facts, if it is an action now.
    pub fn as_action(&self) -> Option<&Action> {
        match self.kind {
            Kind::Action => self.action.as_ref(),
            Kind::Note | Kind::Decision | Kind::Question | Kind::Observed | Kind::Reported | Kind::Private => None,
        }
    }
}

/// Whom to tell of something found, how soon, and when that was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Telling {
    /// The role.
    pub to: String,
    /// How fast, in words.
    pub soon: String,
    /// When they were told; none: not yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<NaiveDateTime>,
}

/// What an action has beyond its words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// Number, for life: that of its first session, unless another action has that one here.
    pub number: u32,
    /// Owners by role and initials.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub owners: Vec<String>,
    /// When it is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// How it will be known to have worked ("evidence of pupil progress").
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub measure: String,
    /// Where it stands.
    #[serde(default)]
    pub status: Status,
    /// What has been done since.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub progress: String,
    /// What that achieved.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub impact: String,
    /// Where it was first agreed, if not here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// What was told of it at earlier meetings, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Told>,
    /// How it came from the meeting before; what is otherwise now was changed here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub came: Option<Box<Came>>,
    /// The day on which what is told of it here was noted, if that was after its note was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told_on: Option<NaiveDate>,
}

/// The words, owners and dates with which an action came from the meeting before. Its status then stands in its history.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Came {
    /// The words.
    pub text: String,
    /// Owners.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub owners: Vec<String>,
    /// When it was due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// Its measure of success.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub measure: String,
}

impl Came {
    /// How an action of these words stands.
    pub fn of(text: &str, action: &Action) -> Self {
        Self { text: text.to_owned(), owners: action.owners.clone(), due: action.due, measure: action.measure.clone() }
    }
}

/// What an action can lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Detail {
    /// Who does it.
    Owner,
    /// By when.
    Due,
    /// Its measure of success.
    Measure,
}

/// Where an action stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Agreed, not begun.
    #[default]
    Open,
    /// Under way.
    UnderWay,
    /// Done.
    Done,
    /// No longer needed.
    Dropped,
}

impl Status {
    /// All, in their usual order.
    pub const ALL: [Self; 4] = [Self::Open, Self::UnderWay, Self::Done, Self::Dropped];

    /// As said to the user.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::UnderWay => "under way",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }

    /// Still to be carried to the next meeting.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::UnderWay)
    }
}

/// Where an action was first agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// Session id.
    pub session: String,
    /// Its date.
    pub date: NaiveDate,
    /// Its number there, where another action has that one here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
}

impl Action {
    /// Its number where it was first agreed.
    pub fn first_number(&self) -> u32 {
        self.origin.as_ref().and_then(|origin| origin.number).unwrap_or(self.number)
    }

    /// Whether it was to be done before a day and is not.
    pub fn is_overdue(&self, on: NaiveDate) -> bool {
        self.status.is_open() && self.due.is_some_and(|due| due < on)
    }

    /// Where it stands on a day, in words: an open one that should be done is overdue. What was noted after the session says
    /// when.
    pub fn state_on(&self, day: NaiveDate) -> String {
        let overdue = if self.is_overdue(day) { ", overdue" } else { "" };
        let noted = if self.status == Status::Open { String::new() } else { self.noted() };
        format!("{}{noted}{overdue}", self.status.label())
    }

    /// When what is told of it was noted, as it stands behind that: nothing, where it was told at the session.
    pub fn noted(&self) -> String {
        self.told_on.map_or_else(String::new, |on| format!(" (noted on {})", on.format("%-d %B %Y")))
    }

    /// What was told of it at each meeting before, with its day and where it stood after:
    /// `12 January 2010: under way, progress Moderated, impact six of ten`.
    pub fn told_before(&self) -> impl Iterator<Item = String> {
        self.history.iter().filter_map(|told| {
            let status = Some(told.status.label().to_owned()).filter(|_| told.status != Status::Open);
            let words = told_in([&told.progress, &told.impact]).map(|(label, words)| format!("{label} {words}"));
            let said: Vec<String> = status.into_iter().chain(words).collect();
            (!said.is_empty()).then(|| format!("{}: {}", told.date.format("%-d %B %Y"), said.join(", ")))
        })
    }

    /// All that was told of it, a line each: at each meeting before, and now.
    pub fn told(&self) -> Vec<String> {
        let mut noted = self.noted();
        let now = told_in([&self.progress, &self.impact])
            .map(|(label, words)| format!("{label}{}: {words}", std::mem::take(&mut noted)));
        self.told_before().chain(now).collect()
    }
}

/// Progress and impact with their names, where anything is said of them.
fn told_in(texts: [&String; 2]) -> impl Iterator<Item = (&'static str, &str)> {
    let named = ["progress", "impact"].into_iter().zip(texts.map(|text| text.trim()));
    named.filter(|(_, words)| !words.is_empty())
}

/// What was told of an action at one earlier meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// Session id.
    pub session: String,
    /// Its date.
    pub date: NaiveDate,
    /// Where the action stood after it.
    pub status: Status,
    /// Progress told.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub progress: String,
    /// Impact told.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub impact: String,
}
