//! Choosing one of many by part of its name.

use super::super::App;
use super::super::editor::{Editor, Pressed};
use super::Overlay;
use super::finder::{Finder, Fit, Nearness};
use crate::command::{Code, Command, Key};
use crate::forms::{is_same_name, words_of_name};
use crate::grammar::Kind;
use crate::session::{Attended, EntryId};

/// What a choice stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Picked {
    /// Runs a command.
    Command(Command),
    /// Goes to an agenda item.
    Item(String),
    /// Goes to a field or judgement.
    Field(String),
    /// Goes to an entry.
    Entry(EntryId),
    /// Turns an entry into another kind.
    Kind(EntryId, Kind),
    /// Makes an entry a row of a table.
    Row(EntryId, String),
    /// Moves an entry to an item.
    Move(EntryId, String),
    /// Says which judgement an entry is about.
    About(EntryId, Option<String>),
    /// Puts an entry back.
    Restore(EntryId),
    /// Begins a session of this form: asks for the school.
    Form(String),
    /// Begins a session of a form at a school: asks for the day.
    School(String, String),
    /// Begins a file that is kept up beside the visits of a school.
    Keep {
        /// Form id.
        form: String,
        /// School.
        school: String,
    },
    /// Asks for a school that is not known yet.
    NewSchool(String),
    /// Opens a session.
    Session(String),
    /// Practises on an example.
    Example(String),
    /// Notes a state, or mends one that was noted.
    State(String),
    /// Notes once more a state that was reached before.
    StateAgain(String),
    /// Asks for the right day of a state.
    StateDay(String),
    /// Takes a state back.
    StateBack(String),
    /// Does something in a session.
    Errand(String, super::super::Errand),
    /// Asks who agreed to the days of a session beforehand.
    Agreement(String),
    /// Opens the user's own record at a fact.
    OwnFact(String),
    /// Puts a session away.
    PutAway(String),
    /// Shows a card, or the item's own prompts.
    Card(Option<String>),
    /// Hands a school over: asks where the archive is written.
    HandOver(String, super::super::message::Handed),
    /// Says who may read the session.
    Confidential(crate::forms::Confidentiality),
    /// Writes a document under another name than that of a file that is there.
    AnotherName,
    /// Writes a document in the place of a file that is there.
    Replace(Box<super::super::sending::Writing>),
    /// Copies something.
    Copy(Copied),
    /// Puts a noted line into a session, or the inbox.
    Note(Option<String>, String),
    /// Notes something of a person.
    Person(usize, Attended),
    /// Takes back what was noted last of a person.
    PersonBack(usize),
    /// Asks for something of a person.
    AskPerson(usize, super::ask::PersonFact),
    /// Asks where a note from the store's inbox belongs.
    Inbox(usize),
    /// Puts a note from the store's inbox into a session.
    File(usize, String),
    /// Takes a note out of the store's inbox for good.
    ThrowAway(usize),
    /// Puts a figure where the caret is: id of the measure and of the group.
    Figure(String, String),
    /// Asks what may lie behind a figure.
    Hypothesis(super::super::Thought),
    /// Shows the figures of a school.
    LookUp(String),
    /// Asks which files are imported for a school; empty: for one whose number is asked.
    Import(String),
    /// Says what a column holds.
    Meaning(String),
    /// Starts without an example.
    Nothing,
}

/// What is copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Copied {
    /// The entry.
    Entry,
    /// The item with its entries.
    Item,
    /// A document as text, by its id.
    Document(String),
}

/// One of many.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// What is shown and searched.
    pub label: String,
    /// Shown beside it.
    pub hint: String,
    /// Other words it is found by.
    pub words: String,
    /// How near it lies to where the user is.
    pub nearness: Nearness,
    /// What it stands for.
    pub picked: Picked,
}

impl Choice {
    /// A choice.
    pub fn new(label: impl Into<String>, hint: impl Into<String>, picked: Picked) -> Self {
        Self { label: label.into(), hint: hint.into(), words: String::new(), nearness: Nearness::default(), picked }
    }

    /// The same, preferred to others that fit as well, or behind them.
    #[must_use]
    pub const fn lying(mut self, nearness: Nearness) -> Self {
        self.nearness = nearness;
        self
    }

    /// The same, found by other words too.
    #[must_use]
    pub fn also(mut self, words: impl Into<String>) -> Self {
        self.words = words.into();
        self
    }
}

/// What the typed words can become where nothing of that name exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fresh {
    /// Nothing.
    No,
    /// A new school.
    School,
}

/// Choosing one of many.
#[derive(Debug, Clone)]
pub struct Picker {
    /// What is chosen.
    pub title: String,
    /// Part of a name, as typed.
    pub filter: Editor,
    /// Everything there is.
    pub choices: Vec<Choice>,
    /// What matches, best first, as places in `choices`.
    pub matched: Vec<usize>,
    /// The selected one of those that match.
    pub at: usize,
    /// What the typed words can become; the last choice stands for it.
    pub fresh: Fresh,
}

impl Picker {
    /// A picker with everything shown.
    pub fn new(title: impl Into<String>, choices: Vec<Choice>) -> Self {
        let matched = (0..choices.len()).collect();
        Self { title: title.into(), filter: Editor::default(), choices, matched, at: 0, fresh: Fresh::No }
    }

    /// The same, where the typed words can become something new: the last choice, which always matches.
    #[must_use]
    pub fn with_fresh(mut self, fresh: Fresh) -> Self {
        self.fresh = fresh;
        self
    }

    /// The selected choice.
    pub fn selected(&self) -> Option<&Choice> {
        self.matched.get(self.at).and_then(|at| self.choices.get(*at))
    }

    fn refilter(&mut self) {
        self.at = 0;
        if self.filter.text().is_empty() {
            self.matched = (0..self.choices.len()).collect();
            return;
        }
        let typed = self.filter.text();
        let lower = typed.trim().to_lowercase();
        let mut finder = Finder::new(typed);
        let fitting = self.choices.iter().enumerate().filter_map(|(at, choice)| Some((finder.fit(choice)?, at)));
        let mut fitting: Vec<(Fit, usize)> = fitting.collect();
        fitting.sort_by_key(|(fit, at)| (std::cmp::Reverse(*fit), *at));
        self.matched = fitting.into_iter().map(|(_, at)| at).collect();
        if self.fresh != Fresh::No
            && let Some(last) = self.choices.len().checked_sub(1)
        {
            self.matched.retain(|at| *at != last);
            // Where no name holds the words as they were typed, or they are whole words as of a name of its own, they are
            // taken for a new one's.
            let meant = |at: &usize| {
                let label = &self.choices[*at].label;
                is_same_name(label, typed) || (label.to_lowercase().contains(&lower) && !is_whole(typed, label))
            };
            if self.matched.iter().any(meant) {
                self.matched.push(last);
            } else {
                self.matched.insert(0, last);
            }
        }
    }
}

/// Whether words may be a whole name beside a longer one: several, none of them cut short.
fn is_whole(typed: &str, longer: &str) -> bool {
    let (typed, longer) = (words_of_name(typed), words_of_name(longer));
    typed.len() > 1 && typed.iter().all(|word| longer.contains(word))
}

impl App {
    pub(super) fn press_in_picker(&mut self, mut picker: Picker, key: Key) {
        let last = picker.matched.len().saturating_sub(1);
        match key.code {
            Code::Enter => {
                if let Some(choice) = picker.selected() {
                    let picked = match (&choice.picked, picker.filter.text().trim()) {
                        // What was typed to find a school is the name of the new one.
                        (Picked::NewSchool(form), name) if picker.fresh == Fresh::School && !name.is_empty() => {
                            Picked::School(form.clone(), name.to_owned())
                        }
                        (picked, _) => picked.clone(),
                    };
                    self.pick(picked);
                    return;
                }
            }
            Code::Up => picker.at = picker.at.saturating_sub(1),
            Code::Down | Code::Tab => picker.at = (picker.at + 1).min(last),
            Code::PageUp => picker.at = picker.at.saturating_sub(10),
            Code::PageDown => picker.at = (picker.at + 10).min(last),
            _ => {
                if matches!(picker.filter.press(key), Pressed::Edit(_)) {
                    picker.refilter();
                }
            }
        }
        self.overlays.push(Overlay::Picker(picker));
    }

    /// Pasted text goes into the filter.
    pub(in super::super) fn paste_in_picker(picker: &mut Picker, text: &str) {
        picker.filter.insert(text.lines().next().unwrap_or_default());
        picker.refilter();
    }
}
