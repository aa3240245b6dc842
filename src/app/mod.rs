//! The program's state and how it answers: `update(&mut App, Message) -> Vec<Effect>`, pure.
//!
//! Time arrives in messages, work leaves as effects; nothing here reads a clock, a file or the terminal.

mod aside;
mod dates;
mod due;
pub mod editor;
mod errand;
mod first_run;
mod home;
mod message;
mod options;
mod overlay;
mod own_page;
mod pick;
mod printing;
mod rescue;
mod run;
mod school_page;
mod sending;
mod sitting;
mod states;
mod update;
mod waiting;
mod when;

pub use errand::Errand;
pub use home::{Home, HomeRow, View};
pub use message::{Effect, Handed, Hit, InboxNote, Listing, Message, Opening, Pointed, PutAside, ReadOnly, Urgency};
pub use overlay::{
    ActionForm, ActionSpot, Ask, Card, CardOf, Choice, Columns, Copied, ExportForm, ExportRow, FigureGrid, FiguresView,
    Findings, Fresh, GridColumn, GridRow, Importing, Lines, Nearness, Offer, Offered, Overlay, PersonFact, Picked,
    Picker, Preview, Purpose, Receiver, Scope, SentForm, SentRow, Shown, Sort,
};
pub use own_page::DEVELOPMENT;
pub use rescue::Damage;
pub use sending::{KeptFor, Over, Writing};
pub use sitting::{
    AsRow, Beyond, Correction, Focus, Grid, Keeping, Known, Line, Sheet, Sitting, Spot, SpotIs, Thought,
};
pub use update::update;

pub use crate::export::pages::{PageLine, Passage, Piece as PagePiece, Tone as PageTone};

use chrono::{NaiveDate, NaiveDateTime};

use crate::calendar::{Calendar, Count};
use crate::command::Keymap;
use crate::grammar::{Context, Nobody, RoleName};
use crate::session::Record;

/// The whole program.
#[derive(Debug, Clone)]
pub struct App {
    /// What stays the same while it runs.
    pub desk: Desk,
    /// The time, as last told.
    pub now: NaiveDateTime,
    /// Columns and rows of the window.
    pub size: (u16, u16),
    /// The home screen.
    pub home: Home,
    /// The session on the screen; none: the home screen is.
    pub sitting: Option<Box<Sitting>>,
    /// The other open session.
    pub other: Option<Box<Sitting>>,
    /// What lies over the screen, the last on top.
    pub overlays: Vec<Overlay>,
    /// One sentence on the status line.
    pub notice: Option<Notice>,
    /// What is to be done in the session that is being opened.
    pub(crate) errand: Option<Errand>,
    /// Whether the screen is blanked from the eyes beside.
    pub blanked: bool,
    /// A note that was begun and stepped back from: Ctrl+T goes on with it.
    half_note: String,
    /// What is said once the program is left: what is due next.
    pub parting: Vec<String>,
    /// How often something was told.
    told: usize,
    /// What was set in a school's record by what a session says, until it is told.
    followed: Option<String>,
    /// Whether it was told that names are kept as initials.
    told_initials: bool,
    /// When a key was pressed last.
    pressed: NaiveDateTime,
    /// What is to be done, until taken by the caller of `update`.
    effects: Vec<Effect>,
}

/// What the program works with throughout.
#[derive(Debug, Clone)]
pub struct Desk {
    /// Terms and holidays.
    pub calendar: Calendar,
    /// Keys.
    pub keymap: Keymap,
    /// Roles known to the one-line grammar.
    pub roles: Vec<RoleName>,
    /// The user's own record.
    pub me: Record,
    /// How days are counted.
    pub count: Count,
    /// The folder that files without one go to, as it is shown.
    pub folder: String,
    /// The authority's own templates, by the names of their files.
    pub templates: Vec<String>,
}

impl Desk {
    /// What is said of a document whose Word file is made in a template: another layout than the one shown.
    pub(crate) fn template_said(&self, form: &crate::forms::Form, document: &str) -> Option<String> {
        let names = crate::outline::template_names(form, document);
        let own = names.into_iter().find(|name| self.templates.contains(name))?;
        Some(format!("Word and mail are made in your template {own}"))
    }

    /// What the reading of a line rests on.
    pub(crate) fn grammar(&self, today: NaiveDate, items: usize) -> Context<'_> {
        Context {
            today,
            calendar: &self.calendar,
            roles: &self.roles,
            sef: &[],
            items,
            next_meeting: None,
            people: &Nobody,
            names: &[],
        }
    }
}

/// One sentence on the status line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
    /// When it came.
    pub at: NaiveDateTime,
}

/// How a notice is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// For information.
    Plain,
    /// Something is wrong.
    Warning,
}

impl App {
    /// The program at its start, on the home screen.
    pub fn new(desk: Desk, now: NaiveDateTime, size: (u16, u16)) -> Self {
        Self {
            desk,
            now,
            size,
            home: Home::default(),
            sitting: None,
            other: None,
            overlays: Vec::new(),
            notice: None,
            errand: None,
            blanked: false,
            half_note: String::new(),
            parting: Vec::new(),
            told: 0,
            followed: None,
            told_initials: false,
            pressed: now,
            effects: Vec::new(),
        }
    }

    /// Shows a sentence.
    pub(crate) fn tell(&mut self, text: impl Into<String>) {
        self.say(text.into(), Tone::Plain);
    }

    /// Shows a sentence about something wrong.
    pub(crate) fn warn(&mut self, text: impl Into<String>) {
        self.say(text.into(), Tone::Warning);
    }

    fn say(&mut self, text: String, tone: Tone) {
        self.notice = Some(Notice { text, tone, at: self.now });
        self.told += 1;
    }

    pub(crate) fn want(&mut self, effect: Effect) {
        // A note begun stays kept aside beside what else is.
        let effect = match effect {
            Effect::Scratch(text) if !self.half_note.is_empty() => {
                Effect::Scratch(format!("{}\n{text}", self.half_note).trim_end().to_owned())
            }
            effect => effect,
        };
        let empties = matches!(effect, Effect::Note { .. }) && !self.half_note.is_empty();
        self.effects.push(effect);
        if empties {
            self.effects.push(Effect::Scratch(self.half_note.clone()));
        }
    }
}
