//! The documents a session of a form can become, and what they hold.

use serde::{Deserialize, Serialize};

use super::figures::FigurePart;
use super::model::{Confidentiality, Form, Recipient};

/// A document the session can become.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Id, as in `--document ID`.
    pub id: String,
    /// Printed title; empty: the form's.
    #[serde(default)]
    pub title: String,
    /// Who it is for: fields, sections and items of another audience stay out. Empty, in a document that every form has:
    /// the readers of the form's main one.
    #[serde(default)]
    pub audience: String,
    /// Roles it goes to, where the form's list has nobody for it; empty: those the main document goes to.
    #[serde(default)]
    pub to: Vec<String>,
    /// The state without which a form does not have it (`with-head`); none: any form has it.
    #[serde(default)]
    pub in_state: Option<String>,
    /// The state that is reached once it is noted as sent to whom it is for (`confirmed`), where the form has that; none: it
    /// brings none.
    #[serde(default)]
    pub brings: Option<String>,
    /// Whether its paragraphs are numbered, so that a reply can name them.
    #[serde(default)]
    pub numbering: Numbering,
    /// Whether it goes out before the day of the session, as what others prepare with.
    #[serde(default)]
    pub ahead: bool,
    /// Why it is not written where nothing but its letter would stand in it: a request or a notice asks for nothing then, and
    /// this says what to do. None: it is written all the same, empty as on paper.
    #[serde(default)]
    pub when_empty: Option<String>,
    /// What it holds, in order.
    pub contents: Vec<Part>,
}

/// Whether paragraphs are numbered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Numbering {
    /// They are not.
    #[default]
    Plain,
    /// They are, through the whole document.
    Numbered,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// Printed sections with the entries of their items; empty: all.
    Sections(Vec<String>),
    /// The agenda in order, each item with its fields and entries.
    Agenda,
    /// All actions as one table.
    Actions,
    /// Entries under no printed section or item, so that nothing is lost.
    OtherEntries,
    /// Everything the form's main document holds.
    Whole,
    /// The items to be taken, with their planned minutes.
    Plan,
    /// Who is invited.
    Invited,
    /// Prompt lists, as questions to come prepared for.
    Prompts(Vec<String>),
    /// The decisions.
    Decisions,
    /// The actions that are still open as one table.
    OpenActions,
    /// The support from outside that is needed, where the form says it; else the open actions that are about it (CO-07).
    SupportNeeded,
    /// The actions, those of each owner together.
    ActionsByOwner,
    /// All entries as one table.
    Entries,
    /// All judgements as tables.
    Judgements,
    /// The same with this column only filled in and the others left to write in, as on the form before the event.
    Grades(String),
    /// Deadlines, dates of visits, the next meeting.
    Dates,
    /// Paragraphs of a letter, with `{school}`, `{date}`, `{form}` (its title), `{event}` (its short name), `{season}`, `{me}`, `{role}`, `{head}`
    /// (the headteacher by name, where the school's record has it), `{full-note}` and fields filled in; a sentence with a place that nobody filled in is left out.
    /// `{due:ID}` is the day of a deadline. `{field=value}` prints nothing: its sentence stands only where that was chosen.
    Letter(Vec<String>),
    /// The close of a letter: these words, room to sign, the user's name and role.
    Signed(String),
    /// When and where it is: the days, and the time and place as far as they are known, else a line to write them on.
    When,
    /// The same behind the words with which notice of them is given.
    Notice,
    /// The triggers for concern that hold, each with what was noted in answer to it.
    Concerns,
    /// What was decided and is still to be done about the triggers for concern that hold.
    ConcernsAgreed,
    /// What the rules find, waived findings with their reasons.
    Findings,
    /// Figures of the school.
    Figures(Vec<FigurePart>),
    /// Grades, decisions and actions in brief, on one page.
    Headlines,
    /// The main document of the last session of this form at the school, if it has the same readers.
    LastTime,
    /// All sessions of the school in this school year.
    Year,
}

impl Document {
    /// Whether it tells of the triggers for concern that hold.
    pub fn tells_of_concern(&self) -> bool {
        self.contents.iter().any(|part| matches!(part, Part::Notice | Part::Concerns))
    }
}

impl Form {
    /// Whether an audience other than the user may read what stands in a session of it. A form that is confidential from the
    /// start, and does not say for whom, is for those its own documents are for.
    pub fn is_open_to(&self, audience: &str) -> bool {
        match self.confidentiality {
            _ if !self.audience.is_empty() => self.audience.iter().any(|known| known == audience),
            Confidentiality::Open | Confidentiality::SchoolAndLa => true,
            Confidentiality::Confidential | Confidentiality::UntilPublished => {
                self.documents.iter().any(|document| document.audience == audience)
            }
        }
    }

    /// Those on its list who are to have, by a deadline, the document it is of. What others are to have along with that, such
    /// as the data of a note (A12), is no part of it.
    pub fn due_to(&self, deadline: &str) -> Vec<&Recipient> {
        let rows = || self.distribution.iter().filter(|row| row.deadline.as_deref() == Some(deadline));
        let document = rows().next().map_or("", |row| row.document.as_str());
        rows().filter(|row| row.document == document).collect()
    }

    /// The roles a document of it goes to: those of the form's list, else those the document names, else those who get the
    /// main one.
    pub fn receivers_of(&self, document: &Document) -> Vec<String> {
        let listed = |id: &str| {
            let mut roles: Vec<String> = Vec::new();
            for recipient in self.distribution.iter().filter(|recipient| recipient.document == id) {
                if !roles.contains(&recipient.role) {
                    roles.push(recipient.role.clone());
                }
            }
            roles
        };
        let own = listed(&document.id);
        if !own.is_empty() || !document.to.is_empty() {
            return if own.is_empty() { document.to.clone() } else { own };
        }
        let main = self.documents.first().filter(|main| main.audience == document.audience);
        main.map(|main| if main.to.is_empty() { listed(&main.id) } else { main.to.clone() }).unwrap_or_default()
    }
}
