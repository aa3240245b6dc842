//! The documents a session of a form can become, and what they hold.

use serde::{Deserialize, Serialize};

use super::figures::FigurePart;

/// A document the session can become.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Id, as in `--document ID`.
    pub id: String,
    /// Printed title; empty: the form's.
    #[serde(default)]
    pub title: String,
    /// Who it is for: fields, sections and items of another audience stay out.
    pub audience: String,
    /// Whether its paragraphs are numbered, so that a reply can name them.
    #[serde(default)]
    pub numbering: Numbering,
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
    /// The actions, those of each owner together.
    ActionsByOwner,
    /// All entries as one table.
    Entries,
    /// All judgements as tables.
    Judgements,
    /// Deadlines, dates of visits, the next meeting.
    Dates,
    /// Paragraphs of a letter, with `{school}`, `{date}`, `{form}` (its title), `{event}` (its short name), `{season}`, `{head}`, `{me}` and `{role}` filled in.
    Letter(Vec<String>),
    /// The triggers for concern that hold, each with what was noted in answer to it.
    Concerns,
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
