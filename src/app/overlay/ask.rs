//! Questions answered in one line. What is typed is kept aside on every key, so that no crash loses it.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::super::dates::SessionDays;
use super::super::editor::{Editor, Pressed};
use super::super::{App, Effect, Errand, Thought};
use super::{Choice, Overlay, Picked, note_picker};
use crate::calendar::{Meets, SchoolYear, day_of, long, meets_of, time_of_day};
use crate::caseload::day_agreed;
use crate::command::{Code, Key};
use crate::forms::{AGREED_ON, AGREED_WITH, is_same_name};
use crate::grammar::{Recognition, parse};
use crate::measures::Wish;

/// What an answer is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// The user's name, on the first run.
    Name,
    /// The user's role, on the first run.
    Role,
    /// A new school for a form.
    School {
        /// Form id.
        form: String,
    },
    /// Another name for a school.
    RenameSchool {
        /// Its name.
        school: String,
    },
    /// The day of a new session.
    Date {
        /// Form id.
        form: String,
        /// School.
        school: String,
    },
    /// A note; where it goes is asked next.
    Note,
    /// The title of an added item.
    AddItem,
    /// Another title for an item.
    RenameItem,
    /// Words to find in all sessions.
    Search,
    /// Words to find in this session.
    Find,
    /// What a version is kept for.
    Version,
    /// Where a school's handover pack is written.
    HandOver {
        /// School name.
        school: String,
        /// How much of it.
        what: super::super::message::Handed,
    },
    /// Where a session is written for whoever covers.
    HandOn {
        /// Session id.
        session: String,
    },
    /// Which pack is taken over.
    TakeOver,
    /// Where the whole store is written.
    Backup,
    /// Where to write the page of the home screen that is shown.
    WritePage,
    /// Which files of figures are imported.
    Import(Box<Wish>),
    /// The number of the school they are imported for.
    ImportUrn(Box<Wish>),
    /// The school year they are of.
    ImportYear(Box<Wish>),
    /// What may lie behind a measure.
    Hypothesis(Thought),
    /// What that turned out to be.
    Finding(Thought),
    /// Why a finding is waived.
    Waive(String),
    /// Something of a person.
    Person(usize, PersonFact),
    /// The day a state was reached.
    State(String),
    /// The right day of a state that was reached.
    StateDay(String),
    /// The terms of a school year.
    Terms(SchoolYear),
    /// The day, time and place of the session.
    When,
    /// How many minutes the meeting or one of its items lasts.
    Length,
    /// Who agreed to the days of a session beforehand.
    Agreement {
        /// Session id.
        session: String,
    },
}

impl Purpose {
    /// Whether the answer is words that nobody can be asked to find again: they are kept aside on every key. A day, a
    /// number, or words to search for are given again in a moment.
    fn is_words(&self) -> bool {
        !matches!(
            self,
            Self::Search
                | Self::Find
                | Self::Date { .. }
                | Self::State(_)
                | Self::StateDay(_)
                | Self::When
                | Self::Length
                | Self::Backup
                | Self::WritePage
                | Self::ImportUrn(_)
                | Self::ImportYear(_)
                | Self::Person(_, PersonFact::Role | PersonFact::Initials | PersonFact::Came | PersonFact::Left)
        )
    }
}

/// No meeting lasts longer, in minutes: a day.
const MOST_MINUTES: u32 = 1440;

/// Something of a person that is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonFact {
    /// Role.
    Role,
    /// Initials.
    Initials,
    /// Written report sent with apologies.
    Report,
    /// Why they are not there.
    Reason,
    /// An interest declared.
    Interest,
    /// When they came.
    Came,
    /// When they left.
    Left,
}

/// A question.
#[derive(Debug, Clone)]
pub struct Ask {
    /// The question.
    pub question: String,
    /// One line of help below it.
    pub help: String,
    /// The answer as typed.
    pub line: Editor,
    /// What is wrong with it.
    pub fault: Option<String>,
    /// What it is for.
    pub purpose: Purpose,
}

impl Ask {
    /// A question with an answer to start from.
    pub fn new(question: impl Into<String>, help: impl Into<String>, start: &str, purpose: Purpose) -> Self {
        let line = Editor::offering(start);
        Self { question: question.into(), help: help.into(), line, fault: None, purpose }
    }

    /// Of an answer in words a sentence is written on; a few of them are replaced by the first letter.
    pub(crate) fn in_words(mut self) -> Self {
        self.line = Editor::standing(self.line.text());
        self
    }

    /// The answer there is is written on, not replaced by the first letter.
    pub(crate) fn written_on(mut self) -> Self {
        self.line.deselect();
        self
    }
}

impl App {
    pub(super) fn press_in_ask(&mut self, mut ask: Ask, key: Key) {
        if key.code == Code::Enter {
            self.answer(ask);
            return;
        }
        if matches!(ask.line.press(key), Pressed::Edit(_)) {
            ask.fault = None;
            self.keep_scratch(&ask);
        }
        self.overlays.push(Overlay::Ask(ask));
    }

    /// Asks for a note; one that was begun is gone on with, and what could not be put anywhere stands in it again, with why.
    pub(in super::super) fn ask_for_note(&mut self, words: &str, fault: Option<String>) {
        let help = "Words as they come; the marks ! = ? + ~ % @ work too. Enter asks where it goes";
        let ask = Ask::new("Note", help, words, Purpose::Note).written_on();
        self.overlays.push(Overlay::Ask(Ask { fault, ..ask }));
    }

    /// Pasted text goes into the answer.
    pub(in super::super) fn paste_in_ask(&mut self, ask: &mut Ask, text: &str) {
        ask.line.insert(&text.lines().collect::<Vec<_>>().join(" "));
        self.keep_scratch(ask);
    }

    /// Words are kept aside; other answers, such as a day, can be given again.
    fn keep_scratch(&mut self, ask: &Ask) {
        if ask.purpose.is_words() {
            self.want(Effect::Scratch(ask.line.text().to_owned()));
        }
    }

    /// Esc where a note was to be put: back to its words.
    pub(super) fn leave_picker(&mut self, picker: &super::Picker) {
        self.forget_name(picker);
        let noted = |choice: &Choice| match &choice.picked {
            Picked::Note(_, text) | Picked::NoteOf(_, text) => Some(text.clone()),
            _ => None,
        };
        if let Some(text) = picker.choices.iter().find_map(noted) {
            self.ask_for_note(&text, None);
        }
    }

    /// Esc leaves a question; a note half typed stays for the next time.
    pub(super) fn leave_ask(&mut self, ask: &Ask) {
        match &ask.purpose {
            Purpose::Note => {
                let text = ask.line.text().trim().to_owned();
                self.want(Effect::Scratch(text.clone()));
                if !text.is_empty() {
                    self.tell("Nothing is noted yet; your words stay, and Ctrl+T goes on with them");
                }
                self.half_note = text;
            }
            purpose => {
                match purpose {
                    Purpose::Hypothesis(of) => {
                        self.with_sitting(|app, sitting| app.keep_thought(sitting, of, ask.line.text().trim()));
                    }
                    Purpose::Finding(of) => {
                        self.with_sitting(|app, sitting| app.keep_finding(sitting, of, ask.line.text().trim()));
                    }
                    Purpose::Name | Purpose::Role => self.first_run_step(purpose, ""),
                    _ => {}
                }
                if purpose.is_words() {
                    self.want(Effect::Scratch(String::new()));
                }
            }
        }
    }

    fn answer(&mut self, mut ask: Ask) {
        let text = ask.line.text().trim().to_owned();
        match self.try_answer(&ask.purpose, &text) {
            // A note stays kept aside until it has its place.
            Ok(()) if ask.purpose.is_words() && ask.purpose != Purpose::Note => {
                self.want(Effect::Scratch(String::new()));
            }
            Ok(()) => {}
            Err(fault) => {
                ask.fault = Some(fault);
                self.overlays.push(Overlay::Ask(ask));
            }
        }
    }

    fn try_answer(&mut self, purpose: &Purpose, text: &str) -> Result<(), String> {
        let needed =
            |what: &str| if text.is_empty() { Err(format!("Type {what}, or press Esc to leave")) } else { Ok(()) };
        match purpose {
            Purpose::Name | Purpose::Role => self.first_run_step(purpose, text),
            Purpose::School { form } => {
                needed("the school's name")?;
                self.ask_date(form, text);
            }
            Purpose::Date { form, school } => {
                let today = self.now.date();
                let days = match text {
                    "" => SessionDays { first: today, further: Vec::new(), meets: Meets::default() },
                    text => self.read_session_days(text, today)?,
                };
                let first = days.first;
                if !days.further.is_empty() || !days.meets.is_unknown() {
                    self.errand = Some(Errand::Days { form: form.clone(), days });
                }
                self.begin_or_ask(form, school, first);
            }
            Purpose::RenameSchool { school } => self.rename_school(school, text)?,
            Purpose::Note => {
                needed("the note")?;
                let context = self.desk.grammar(self.now.date(), 0);
                if parse(text, &context, &Recognition::default()).private_within {
                    return Err(super::super::sitting::PRIVATE_WITHIN.to_owned());
                }
                // Until it has its place it stays kept aside.
                let picker = note_picker(self, text);
                self.overlays.push(Overlay::Picker(picker));
            }
            Purpose::AddItem => {
                needed("a title")?;
                self.with_sitting(|app, sitting| app.add_stop(sitting, text));
            }
            Purpose::RenameItem => {
                needed("a title")?;
                self.with_sitting(|app, sitting| app.rename_stop(sitting, text));
            }
            Purpose::Search => {
                needed("some words")?;
                self.want(Effect::Search(text.to_owned()));
            }
            Purpose::Find => {
                needed("some words")?;
                self.find_here(text)?;
            }
            Purpose::Version => {
                self.with_sitting(|app, sitting| app.keep_version(sitting, text));
            }
            Purpose::HandOver { school, what } => {
                needed("a file name")?;
                self.want(Effect::HandOver { school: school.clone(), what: *what, path: PathBuf::from(text) });
            }
            Purpose::HandOn { session } => {
                needed("a file name")?;
                self.want(Effect::HandOn { session: session.clone(), path: PathBuf::from(text) });
            }
            Purpose::WritePage => {
                needed("a file name")?;
                self.write_page(text);
            }
            Purpose::Backup => {
                needed("a file name")?;
                self.want(Effect::BackUp(PathBuf::from(text)));
            }
            Purpose::TakeOver => {
                needed("the name of the file")?;
                self.want(Effect::TakeOver(PathBuf::from(text)));
            }
            Purpose::Import(wish) => {
                needed("the name of a file")?;
                self.import(Wish { files: vec![text.to_owned()], ..(**wish).clone() });
            }
            Purpose::ImportUrn(wish) => {
                needed("the number")?;
                self.import(Wish { urn: Some(text.to_owned()), ..(**wish).clone() });
            }
            Purpose::ImportYear(wish) => {
                text.parse::<crate::calendar::SchoolYear>().map_err(|error| error.to_string())?;
                self.import(Wish { year: Some(text.to_owned()), ..(**wish).clone() });
            }
            Purpose::Hypothesis(of) => {
                self.with_sitting(|app, sitting| app.set_hypothesis(sitting, of, text));
            }
            Purpose::Finding(of) => {
                self.with_sitting(|app, sitting| app.keep_finding(sitting, of, text));
            }
            Purpose::Waive(finding) => {
                let is_waived = self.sitting.as_ref().is_some_and(|s| s.session().waiver(finding).is_some());
                if !is_waived {
                    needed("the reason; it is kept in the file")?;
                }
                let reason = Some(text).filter(|text| !text.is_empty());
                self.with_sitting(|app, sitting| app.waive(sitting, finding, reason));
            }
            Purpose::Person(at, fact) => {
                needed("a word or two")?;
                if matches!(fact, PersonFact::Came | PersonFact::Left) {
                    time_of_day(text).ok_or_else(|| format!("“{text}” is no time of day; write 9.40 or 14:05"))?;
                }
                self.with_sitting(|app, sitting| app.set_person(sitting, *at, *fact, text));
            }
            Purpose::Agreement { session } => {
                needed("who agreed")?;
                let (with, on) = match text.rsplit_once(',') {
                    Some((with, day)) => (with.trim(), self.noted_date(day.trim())?),
                    None => self.agreed_when(text),
                };
                let filled = [(AGREED_WITH, with.to_owned()), (AGREED_ON, on.to_string())];
                let filled = filled.map(|(field, text)| (field.to_owned(), text)).to_vec();
                self.send_on(session, super::super::Errand::Fill(filled));
            }
            Purpose::Terms(year) => {
                needed("the terms")?;
                let text = self.desk.calendar.file_of_terms(*year, text)?;
                self.want(Effect::KeepTerms { year: *year, text });
            }
            Purpose::When => self.answer_when(text)?,
            Purpose::Length => {
                let (of_item, minutes) = text.strip_prefix("item").map_or((false, text), |rest| (true, rest));
                let minutes = minutes.trim().trim_end_matches("minutes").trim();
                let minutes = minutes.parse().ok().filter(|minutes| (1..=MOST_MINUTES).contains(minutes));
                let minutes = minutes.ok_or_else(|| format!("Type minutes, such as 75; at most {MOST_MINUTES}"))?;
                self.with_sitting(|app, sitting| {
                    if of_item { app.set_item_length(sitting, minutes) } else { app.set_length(sitting, minutes) }
                });
            }
            Purpose::State(state) => {
                let date = self.noted_date(text)?;
                self.with_sitting(|app, sitting| app.reach_state(sitting, state, date));
            }
            // A day taken out is no day: the state was never reached.
            Purpose::StateDay(state) if text.is_empty() => {
                self.with_sitting(|app, sitting| app.unreach_state(sitting, state));
            }
            Purpose::StateDay(state) => {
                let date = self.noted_date(text)?;
                self.with_sitting(|app, sitting| app.date_state(sitting, state, date));
            }
        }
        Ok(())
    }

    /// A day noted afterwards; nothing typed is today.
    fn noted_date(&self, text: &str) -> Result<NaiveDate, String> {
        let today = self.now.date();
        if text.is_empty() { Ok(today) } else { self.read_noted_date(text, today) }
    }

    /// Who agreed and when, of a line without a comma: what reads as a day at its end is the day, else it is today.
    fn agreed_when<'a>(&self, text: &'a str) -> (&'a str, NaiveDate) {
        let mut ends = text.match_indices(' ').map(|(at, _)| text.split_at(at));
        let dated = ends.find_map(|(with, day)| Some((with.trim(), self.noted_date(day.trim()).ok()?)));
        dated.unwrap_or((text, self.now.date()))
    }

    pub(in super::super) fn ask_date(&mut self, form: &str, school: &str) {
        let purpose = Purpose::Date { form: form.to_owned(), school: school.to_owned() };
        let known = self.home.listing.schools.iter().find(|known| is_same_name(known, school));
        // What and whose it will be is said before it is begun.
        let title = self.home.listing.forms.iter().find(|(id, _)| id == form).map_or(form, |(_, title)| title);
        let name = title.split(" · ").next().unwrap_or(title);
        let question = match known {
            Some(known) => format!("{name} at {known}: which day?"),
            None if school.is_empty() => format!("{name}: which day?"),
            None => format!("{name} at {school}, a new school: which day?"),
        };
        // What was agreed at the last one is offered; another day takes its place.
        let (help, offered) = match day_agreed(&self.home.listing.sessions, form, school, self.now.date()) {
            Some((agreed, at)) => {
                let day = day_of(agreed).map(long).unwrap_or_default() + &meets_of(agreed).said();
                let then = if at.form == form { "last time".to_owned() } else { format!("at the {}", at.name()) };
                (format!("The day agreed {then}; for today type “today”"), day)
            }
            None => (format!("Enter alone means today, {}", long(self.now.date())), String::new()),
        };
        self.overlays.push(Overlay::Ask(Ask::new(question, help, &offered, purpose)));
    }

    /// Puts a note where it belongs; into the session on the screen at once.
    pub(in super::super) fn send_note(&mut self, to: Option<&str>, text: &str) {
        let open = self.sitting.as_ref().is_some_and(|s| Some(s.session().id()) == to && s.held_by.is_none());
        if open {
            let next = self.sitting.as_ref().map_or(0, |s| s.session().applied() + 1);
            let key = format!("here-{next}");
            let reading = crate::session::NoteReading::Grammar;
            let note = super::super::InboxNote { key, at: self.now, text: text.to_owned(), item: None, reading };
            self.with_sitting(|app, sitting| app.take_note(sitting, &note));
            self.want(Effect::Scratch(String::new()));
        } else {
            self.want(Effect::Note { to: to.map(str::to_owned), text: text.to_owned() });
            self.tell(if to.is_some() { "Noted there" } else { "Noted in the inbox on the home screen" });
        }
    }
}
