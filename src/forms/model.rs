//! What a form file can say: its agenda, whom it goes to, its states and documents. Data only; no form is named in code.

use serde::{Deserialize, Serialize};

use super::carried::Carry;
use super::counting::{Followed, Ledger, Tally};
use super::deadline::Deadline;
use super::document::Document;
use super::field::{Condition, Section};
use super::usage::RuleUse;

/// One event type or document: a whole form file (`src/forms/data/*.ron`, or the user's own).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Version of the file layout, 1 today.
    pub schema: u32,
    /// Public id, as in `nov new ID`.
    pub id: String,
    /// Version of the form itself; a session keeps the version it began with.
    pub version: String,
    /// Printed title.
    pub title: String,
    /// Short name for lists and the title line (`RTM`).
    pub name: String,
    /// Whether the handbook prints this form or only states what it must hold.
    pub origin: Origin,
    /// Whom it is about.
    #[serde(default)]
    pub about: About,
    /// Whether a session of it is one event, or is opened again and again.
    #[serde(default)]
    pub life: Life,
    /// Field that says what kind of event a session is, where the form serves several (`kind`).
    #[serde(default)]
    pub kind_in: Option<String>,
    /// Handbook sections it rests on.
    #[serde(default)]
    pub handbook: Vec<String>,
    /// Whether a finished note prints all its labels, as it follows an agreed template (RT-03).
    #[serde(default)]
    pub keeps_labels: bool,
    /// School years it is valid for; empty: any.
    #[serde(default)]
    pub valid_years: Vec<String>,
    /// School terms (1 to 6) in which it is usual; empty: any. Outside, nov warns and goes on.
    #[serde(default)]
    pub terms: Vec<u8>,
    /// Field that says how often it is held (`monthly`, `termly`); none: each season.
    #[serde(default)]
    pub frequency: Option<String>,
    /// Fact of the school's record with the days on which new data is ready: the next meeting is proposed after them.
    #[serde(default)]
    pub after_data: Option<String>,
    /// Expected length in minutes; 0: not said.
    #[serde(default)]
    pub minutes: u32,
    /// Marks on the elapsed time.
    #[serde(default)]
    pub marks: Vec<TimeMark>,
    /// Who is usually there or invited.
    #[serde(default)]
    pub invited: Vec<Invited>,
    /// The printed form, in printed order.
    pub sections: Vec<Section>,
    /// The walk, in order. Every field of `sections` belongs to one item.
    pub agenda: Vec<AgendaItem>,
    /// Its judgements are shown as one grid from the start, for what is said at the speed of speech.
    #[serde(default)]
    pub grid: Option<Grid>,
    /// Prompt lists at hand throughout.
    #[serde(default)]
    pub cards: Vec<String>,
    /// What a new session takes from an earlier one.
    #[serde(default)]
    pub carry_from: Vec<Carry>,
    /// What is due, and when.
    #[serde(default)]
    pub deadlines: Vec<Deadline>,
    /// Who gets what, by role.
    #[serde(default)]
    pub distribution: Vec<Recipient>,
    /// How confidential a session of this form is from the start.
    #[serde(default)]
    pub confidentiality: Confidentiality,
    /// Who but the user may read anything of it; empty: everybody, or, where it is confidential from the start, those its
    /// own documents are for.
    #[serde(default)]
    pub audience: Vec<String>,
    /// Field with the day the inspection report was published: from then on it is confidential no more (OF-10).
    #[serde(default)]
    pub published_in: Option<String>,
    /// What kind of confidential paper it is where such kinds are chosen for a handover (DI-03); none: one of the others.
    #[serde(default)]
    pub kept_apart: Option<String>,
    /// Whether it is a note of visit, and so the authority's view of the school, of which Ofsted may have the last year (NV-01,
    /// AM-40).
    #[serde(default)]
    pub note_of_visit: bool,
    /// Field with the name of whoever completes it, where that may be another than the school's SIP (OF-07, FM-07).
    #[serde(default)]
    pub completed_in: Option<String>,
    /// The states it goes through, in their usual order.
    #[serde(default)]
    pub states: Vec<State>,
    /// Rules that apply, with their scope.
    #[serde(default)]
    pub rules: Vec<RuleUse>,
    /// What it costs in days.
    #[serde(default)]
    pub ledger: Option<Ledger>,
    /// What is counted in its fields: half days of development, items done of a checklist.
    #[serde(default)]
    pub tallies: Vec<Tally>,
    /// Tables whose rows are followed from note to note, each row once in the register (RE-04).
    #[serde(default)]
    pub follows: Vec<Followed>,
    /// Table of papers held beside the notes, which a handover names (HO-02).
    #[serde(default)]
    pub papers: Option<String>,
    /// Fields, columns of tables (`recommendations.support`) and items of the agenda that say which support from outside is
    /// needed (CO-07): of an item what was decided under it, and its open actions.
    #[serde(default)]
    pub support_in: Vec<String>,
    /// Judgement rows that governors are told of first, in order (GV-05); empty: the first that have a grade.
    #[serde(default)]
    pub headlines: Vec<String>,
    /// Whom to tell of a concern that arises here, where that is not whom the list of triggers names (AM-31).
    #[serde(default)]
    pub concern_to: Option<String>,
    /// Who advises on its draft before those on its list see it, where the form asks for that (NV-14).
    #[serde(default)]
    pub advice: Option<Advice>,
    /// Cells with the day agreed for a visit still to come (`year-autumn.date`), and the form of that visit (TM-14).
    #[serde(default)]
    pub plans: Vec<(String, String)>,
    /// Documents it can become; the first is the main one.
    pub documents: Vec<Document>,
}

/// Who advises on a draft before others see it, as long as a field that says it is cleared is asked for and blank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    /// The field.
    pub cleared: String,
    /// The roles.
    pub by: Vec<String>,
}

/// All judgements of a form as one grid, findings beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grid {
    /// Said once every row has its grade in the first column (OF-09).
    pub done: String,
    /// Judgements that are not applicable at some schools, and stand so in a session that begins.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_here: Vec<NotHere>,
}

/// Judgements that are not applicable where a school's record says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotHere {
    /// The field that holds their rows.
    pub field: String,
    /// When, by the facts of the school's record.
    pub when: Condition,
}

/// Whether the handbook prints the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// Printed in the handbook; labels to the letter.
    Printed,
    /// Derived from stated requirements; marked as derived.
    Derived,
    /// The user's own.
    Own,
}

/// Whom a form is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum About {
    /// A school.
    #[default]
    School,
    /// The user, such as the record of professional development: no school is asked for.
    Me,
}

/// Whether a session of a form is one event.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Life {
    /// One event, on its day.
    #[default]
    Event,
    /// A file that is kept up: one a school or a year, opened again and again.
    Standing,
}

/// A mark on the elapsed time, such as the half day of a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeMark {
    /// Minutes from the start.
    pub minutes: u32,
    /// What is shown then.
    pub label: String,
    /// Whether it counts however long the meeting is to last; else only where it lasts as long as the form has it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub whatever_length: bool,
}

/// Somebody usually invited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invited {
    /// Role id of the roles file (`HT`), as typed after `@`.
    pub role: String,
    /// How the form calls them.
    pub label: String,
    /// Whether a brief written report is asked of them where they send apologies (RT-09).
    #[serde(default)]
    pub reports: bool,
}

/// One stop of the walk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgendaItem {
    /// Id, unique in the form's agenda; entries name it.
    pub id: String,
    /// Title, official where there is one.
    pub title: String,
    /// Counted and numbered from 1 (`Numbered`), or a sheet of fields beside the agenda (`Sheet`).
    #[serde(default)]
    pub place: Place,
    /// Whole sections whose fields it shows.
    #[serde(default)]
    pub sections: Vec<String>,
    /// Single fields it shows.
    #[serde(default)]
    pub fields: Vec<String>,
    /// Prompt lists offered.
    #[serde(default)]
    pub prompts: Vec<String>,
    /// Planned minutes; 0: none.
    #[serde(default)]
    pub minutes: u32,
    /// Role whose words are noted here unless another is named (`INSP`).
    #[serde(default)]
    pub speaker: Option<String>,
    /// Shows every action raised so far, for reading back.
    #[serde(default)]
    pub reads_back_actions: bool,
    /// Roles whose brief written reports stand under it where they were not there (RT-09).
    #[serde(default)]
    pub reports: Vec<String>,
    /// Who may see its entries; empty: everybody.
    #[serde(default)]
    pub audience: Vec<String>,
}

/// Whether an item counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// Numbered from 1.
    #[default]
    Numbered,
    /// Fields beside the agenda.
    Sheet,
}

/// A recipient, by role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// Who, by role.
    pub role: String,
    /// Which document.
    pub document: String,
    /// Deadline id.
    #[serde(default)]
    pub deadline: Option<String>,
    /// Whether it stands for all the others of its deadline.
    #[serde(default)]
    pub everybody: bool,
}

/// How confidential (DI-02).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Confidentiality {
    /// Open.
    Open,
    /// For the school and the local authority.
    #[default]
    SchoolAndLa,
    /// Confidential.
    Confidential,
    /// Confidential until the inspection report is published.
    UntilPublished,
}

/// A state of the path (NV-18).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// Id (`with-head`).
    pub id: String,
    /// As said to the user.
    pub label: String,
    /// Not to be reached while a finding blocks.
    #[serde(default)]
    pub guarded: bool,
    /// Whether it says nothing of the states before it: head and SIP may disagree before anything was sent (NV-14).
    #[serde(default)]
    pub aside: bool,
}
