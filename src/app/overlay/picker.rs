//! Choosing one of many by part of its name.

use super::super::editor::{Editor, Pressed};
use super::super::{App, Effect};
use super::Overlay;
use super::finder::{Finder, Fit, Nearness};
use crate::calendar::SchoolYear;
use crate::command::{Code, Command, Key, Scope};
use crate::forms::{is_same_name, near_names, words_of_name};
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
    /// Goes to a byte of an entry, where words stand that were looked for.
    Found(EntryId, usize),
    /// Turns an entry into another kind.
    Kind(EntryId, Kind),
    /// Makes an entry a row of a table.
    Row(EntryId, String),
    /// Moves an entry to an item.
    Move(EntryId, String),
    /// Makes an agenda item of what an entry tells of.
    TakeUp(EntryId),
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
    /// Puts the record of a school away.
    PutSchoolAway(String),
    /// Asks for another name of a school.
    RenameSchool(String),
    /// Brings back what was put away, by its file.
    BringBack(String),
    /// Takes up what can be read of a damaged file.
    Rescue {
        /// Its place in the store.
        place: String,
        /// The session to be opened then.
        session: Option<String>,
    },
    /// Shows a sentence in full.
    Said(String),
    /// Begins a session, though there is one for that day.
    Another {
        /// Form id.
        form: String,
        /// School.
        school: String,
        /// Day.
        date: chrono::NaiveDate,
    },
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
    /// Writes a document after all.
    Write(Box<super::super::sending::Writing>),
    /// Notes a draft as sent.
    SentDraft(Box<crate::session::Sent>),
    /// Copies something.
    Copy(Copied),
    /// Puts a noted line into a session, or the inbox.
    Note(Option<String>, String),
    /// Puts a noted line into the inbox with the name of a school; empty: the one typed.
    NoteOf(String, String),
    /// Makes a school, and puts a noted line into the inbox with its name.
    NoteOfNew(String, String),
    /// Notes something of a person.
    Person(usize, Attended),
    /// Shows what can be done about what was noted last of a person.
    Mend(usize),
    /// Takes back what was noted last of a person.
    PersonBack(usize),
    /// Asks for something of a person.
    AskPerson(usize, super::ask::PersonFact),
    /// Asks where a note from the store's inbox belongs.
    Inbox(usize),
    /// Notes of the inbox, by their places in it, to be taken into a session.
    TakeIn(Vec<usize>, String),
    /// Puts a note from the store's inbox into a session.
    File(usize, String),
    /// Takes a note out of the store's inbox for good.
    ThrowAway(usize),
    /// Puts a figure where the caret is: id of the measure and of the group, and its year.
    Figure(String, String, SchoolYear),
    /// Asks what may lie behind a figure.
    Hypothesis(super::super::Thought),
    /// Shows the figures of a school.
    LookUp(String),
    /// Asks which files are imported for a school; empty: for one whose number is asked.
    FiguresOf(String),
    /// Imports figures.
    Import(Box<crate::measures::Wish>),
    /// Says what a column holds.
    Meaning(String),
    /// Notes which key stages the school has, and goes on to its figures.
    KeyStages(String),
    /// Starts without an example.
    Nothing,
}

/// What is copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Copied {
    /// The field the caret is in.
    Field,
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
    /// Other names it is found by.
    pub names: Vec<String>,
    /// What stands for it on the screen behind, where that is not its label: what the user reads there comes before other
    /// names.
    pub seen: Option<String>,
    /// How near it lies to where the user is.
    pub nearness: Nearness,
    /// What it stands for.
    pub picked: Picked,
}

impl Choice {
    /// A choice.
    pub fn new(label: impl Into<String>, hint: impl Into<String>, picked: Picked) -> Self {
        Self {
            label: label.into(),
            hint: hint.into(),
            names: Vec::new(),
            seen: None,
            nearness: Nearness::default(),
            picked,
        }
    }

    /// The same, preferred to others that fit as well, or behind them.
    #[must_use]
    pub const fn lying(mut self, nearness: Nearness) -> Self {
        self.nearness = nearness;
        self
    }

    /// The same, found by another name too.
    #[must_use]
    pub fn also(mut self, name: impl Into<String>) -> Self {
        self.names.push(name.into());
        self
    }

    /// The same, found by its name without abbreviations too.
    #[must_use]
    pub fn in_full(self) -> Self {
        match crate::forms::in_full(&self.label) {
            Some(full) => self.also(full),
            None => self,
        }
    }

    /// The same, found by another name, which is the one on the screen.
    #[must_use]
    pub fn seen_as(mut self, name: &str) -> Self {
        self.seen = Some(name.to_owned());
        self.also(name)
    }
}

/// What the typed words can become where nothing of that name exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fresh {
    /// Nothing.
    No,
    /// A new school.
    School,
    /// A note about a school that is not known.
    Note,
    /// Nothing, as nobody asked for it: what is typed is meant for what lies behind, and goes there.
    Behind,
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
    /// How many schools may be meant by what was typed, where it is not clear which.
    pub unclear: usize,
}

impl Picker {
    /// A picker with everything shown.
    pub fn new(title: impl Into<String>, choices: Vec<Choice>) -> Self {
        let matched = (0..choices.len()).collect();
        let (filter, fresh) = (Editor::default(), Fresh::No);
        Self { title: title.into(), filter, choices, matched, at: 0, fresh, unclear: 0 }
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
        self.unclear = 0;
        if self.filter.text().is_empty() {
            self.matched = (0..self.choices.len()).collect();
            return;
        }
        let typed = self.filter.text();
        let mut finder = Finder::new(typed);
        let fitting = self.choices.iter().enumerate().filter_map(|(at, choice)| Some((finder.fit(choice)?, at)));
        let mut fitting: Vec<(Fit, usize)> = fitting.collect();
        // Scattered letters count only where nothing holds the words.
        if fitting.iter().any(|(fit, _)| fit.is_held()) {
            fitting.retain(|(fit, _)| !fit.is_scattered());
        }
        fitting.sort_by_key(|(fit, at)| (std::cmp::Reverse(*fit), *at));
        let best = fitting.first().map(|(fit, _)| *fit);
        let alike = fitting.iter().filter(|(fit, _)| best.is_some_and(|best| best.is_as_good_as(*fit))).count();
        self.matched = fitting.into_iter().map(|(_, at)| at).collect();
        if self.fresh != Fresh::No
            && let Some(last) = self.choices.len().checked_sub(1)
        {
            self.matched.retain(|at| *at != last);
            self.place_fresh(last, alike);
        }
    }

    /// Places the choice that stands for something new among those that match: where a school may be meant, behind them.
    fn place_fresh(&mut self, last: usize, alike: usize) {
        let typed = self.filter.text();
        let lower = typed.trim().to_lowercase();
        let label = |at: &usize| self.choices[*at].label.as_str();
        // A line that is to go somewhere may go to a session by its day, which stands beside it.
        let by_day = |at: &usize| self.fresh == Fresh::Note && self.choices[*at].hint.to_lowercase().contains(&lower);
        let is_held =
            |at: &usize| is_same_name(label(at), typed) || label(at).to_lowercase().contains(&lower) || by_day(at);
        let is_known = || self.choices[..last].iter().any(|choice| is_same_name(&choice.label, typed));
        if self.matched.iter().any(is_held) {
            // Several whole words may be a name of its own beside a longer one.
            let whole = self.matched.iter().filter(|at| is_whole(typed, label(at))).count();
            let several = if alike > 1 { alike } else { 0 };
            self.unclear = if is_known() { 0 } else { whole.max(several) };
            self.matched.push(last);
            return;
        }
        // A slip is as likely as a school that is new; a name that goes on behind a known one is a new one.
        let slip = |name: &&str| !lower.contains(&name.to_lowercase());
        let names = self.choices[..last].iter().map(|choice| choice.label.as_str());
        let near: Vec<&str> = match self.fresh {
            Fresh::School if !is_known() => near_names(typed, names).into_iter().filter(slip).collect(),
            Fresh::School | Fresh::Note | Fresh::Behind | Fresh::No => Vec::new(),
        };
        if near.is_empty() {
            self.matched.insert(0, last);
        } else {
            self.unclear = near.len();
            let at = |name: &str| self.choices.iter().position(|choice| choice.label == name);
            self.matched = near.into_iter().filter_map(at).chain([last]).collect();
        }
    }
}

/// Whether words may be a whole name beside a longer one: several, none of them cut short.
fn is_whole(typed: &str, longer: &str) -> bool {
    let (typed, longer) = (words_of_name(typed), words_of_name(longer));
    typed.len() > 1 && typed.iter().all(|word| longer.contains(word))
}

impl Picker {
    /// Whether what is typed may be the name of a new school.
    fn names_new_school(&self) -> bool {
        self.choices.iter().any(|choice| matches!(choice.picked, Picked::NewSchool(_)))
    }
}

impl App {
    pub(super) fn press_in_picker(&mut self, mut picker: Picker, key: Key) {
        let last = picker.matched.len().saturating_sub(1);
        // On the home screen the key of a command that is offered takes it, as Ctrl+N does what begins with one's own schools.
        let command = self.desk.keymap.command(key, Scope::Home).filter(|_| self.sitting.is_none() && key.mods.ctrl);
        let is_it = |choice: &&Choice| command.is_some_and(|command| choice.picked == Picked::Command(command));
        if let Some(picked) = picker.choices.iter().find(is_it).map(|choice| choice.picked.clone()) {
            self.pick(picked);
            return;
        }
        match key.code {
            // Where it is not clear which school is meant, none is taken unseen.
            Code::Enter if picker.unclear > 0 && picker.fresh == Fresh::School => {
                self.tell(match picker.unclear {
                    1 => "Is the school meant that is chosen here? Enter takes it; ↓ goes to a new one".to_owned(),
                    several => format!("{several} schools may be meant; ↑ ↓ choose, Enter takes the chosen one"),
                });
                picker.unclear = 0;
            }
            Code::Enter => {
                if let Some(choice) = picker.selected() {
                    let picked = match (&choice.picked, picker.filter.text().trim()) {
                        // What was typed to find a school is the name of the new one.
                        (Picked::NewSchool(form), name) if picker.fresh == Fresh::School && !name.is_empty() => {
                            Picked::School(form.clone(), name.to_owned())
                        }
                        (Picked::NoteOf(school, text), name) if school.is_empty() => {
                            Picked::NoteOf(name.to_owned(), text.clone())
                        }
                        (picked, _) => picked.clone(),
                    };
                    self.forget_name(&picker);
                    self.pick(picked);
                    return;
                }
            }
            Code::Up | Code::Down | Code::Tab | Code::PageUp | Code::PageDown | Code::Home | Code::End => {
                // Whoever looks through them has seen which it is.
                picker.unclear = 0;
                picker.at = match key.code {
                    Code::Up => picker.at.saturating_sub(1),
                    Code::PageUp => picker.at.saturating_sub(10),
                    Code::Home => 0,
                    Code::End => last,
                    Code::PageDown => (picker.at + 10).min(last),
                    _ => (picker.at + 1).min(last),
                };
            }
            _ => {
                if matches!(picker.filter.press(key), Pressed::Edit(_)) {
                    picker.refilter();
                    self.keep_name(&picker);
                }
            }
        }
        self.overlays.push(Overlay::Picker(picker));
    }

    /// Pasted text goes into the filter.
    pub(in super::super) fn paste_in_picker(&mut self, picker: &mut Picker, text: &str) {
        picker.filter.insert(text.lines().next().unwrap_or_default());
        picker.refilter();
        self.keep_name(picker);
    }

    /// What is typed as the name of a new school is kept aside, as the answer to a question is; what finds one is not.
    fn keep_name(&mut self, picker: &Picker) {
        if picker.names_new_school() {
            let is_name = matches!(picker.selected(), Some(Choice { picked: Picked::NewSchool(_), .. }));
            let name = if is_name { picker.filter.text().to_owned() } else { String::new() };
            self.want(Effect::Scratch(name));
        }
    }

    /// The name has become something, or was given up.
    pub(super) fn forget_name(&mut self, picker: &Picker) {
        if picker.names_new_school() && !picker.filter.text().is_empty() {
            self.want(Effect::Scratch(String::new()));
        }
    }
}
