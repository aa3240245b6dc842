//! One session in one line, as lists and the home screen show it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::session::{CANCELLED, Due, Filled, Session, deadlines};

/// What a list needs of a session.
#[expect(clippy::struct_excessive_bools, reason = "a row of independent facts, as it stands in the index")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Session id.
    pub id: String,
    /// Form id.
    pub form: String,
    /// The form's short name.
    pub form_name: String,
    /// School.
    pub school: String,
    /// School, as a file name.
    pub school_slug: String,
    /// The day.
    pub date: NaiveDate,
    /// State as said to the user; empty: none noted.
    pub state: String,
    /// Id of the state; empty: none noted.
    pub stage: String,
    /// Whether its clock has run.
    pub begun: bool,
    /// Whether it is noted who agreed to it beforehand (TM-08).
    pub agreed: bool,
    /// Entries that stand.
    pub entries: usize,
    /// Actions still open.
    pub open_actions: usize,
    /// What is due.
    pub due: Vec<Due>,
    /// Earlier sessions it took open actions and recommendations from.
    pub taken_from: Vec<String>,
    /// The later session that took them from it: it is imported into the next (NV-18).
    #[serde(default)]
    pub taken_into: Option<String>,
    /// Whether its school is here only to practise on.
    #[serde(default)]
    pub practice: bool,
    /// Whether something stands half typed in it.
    pub draft: bool,
}

/// Field in which it is noted who agreed to the days of an event, and when.
const AGREED: &str = "agreed-in-advance";
/// States before a session takes place (NV-18).
const BEFORE: [&str; 3] = ["planned", "confirmed", "prepared"];

impl Summary {
    /// Whether it has taken place: its state says so, or its clock has run and no state says otherwise.
    pub fn was_held(&self, today: NaiveDate) -> bool {
        match self.stage.as_str() {
            "" => self.begun,
            CANCELLED => false,
            stage => self.date <= today && (self.begun || !BEFORE.contains(&stage)),
        }
    }

    /// What is known of a session whose form cannot be read.
    pub fn bare(session: &Session) -> Self {
        Self {
            id: session.id().to_owned(),
            form: session.form().to_owned(),
            form_name: session.form().to_owned(),
            school: session.school().to_owned(),
            school_slug: session.school_slug().to_owned(),
            date: session.date(),
            state: session.state().unwrap_or_default().to_owned(),
            stage: session.state().unwrap_or_default().to_owned(),
            begun: !session.clock().is_empty(),
            agreed: false,
            entries: session.entry_count(),
            open_actions: session.action_counts().0,
            due: Vec::new(),
            taken_from: session.sources().map(str::to_owned).collect(),
            taken_into: None,
            practice: false,
            draft: !session.draft().text.is_empty(),
        }
    }
}

/// Notes of each session which later one took over what it left: the first by date, cancelled ones left out.
pub fn note_taken_into(sessions: &mut [Summary]) {
    let mut taken: BTreeMap<String, (NaiveDate, String)> = BTreeMap::new();
    for session in sessions.iter().filter(|session| session.stage != CANCELLED) {
        for source in &session.taken_from {
            let into = (session.date, session.id.clone());
            taken.entry(source.clone()).and_modify(|known| *known = into.clone().min(known.clone())).or_insert(into);
        }
    }
    for session in sessions {
        session.taken_into = taken.remove(&session.id).map(|(_, id)| id);
    }
}

/// Sums a session up.
pub fn summarise(filled: &Filled<'_>) -> Summary {
    let session = filled.session;
    let state = session.state().unwrap_or_default();
    let is_practice = filled.school.fact("practice") == "yes";
    let label = filled.form.states.iter().find(|s| s.id == state).map_or(state, |s| s.label.as_str());
    Summary {
        form_name: filled.form.name.clone(),
        state: label.to_owned(),
        agreed: !filled.value(AGREED).is_empty(),
        practice: is_practice,
        due: if is_practice { Vec::new() } else { deadlines(filled) },
        ..Summary::bare(session)
    }
}
