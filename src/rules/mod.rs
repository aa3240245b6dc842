//! What stands in the way of sending: one file a rule, each a function over a filled form.

mod action;
mod count;
mod name;
mod proportion;
mod purposes;
mod reason;
mod required;
mod texts;

use serde::Serialize;

use crate::forms::{RuleUse, Severity};
use crate::session::{EntryId, Filled};

/// Something to mend or to waive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Key, stable while the cause stands: `RULE:PLACE`.
    pub id: String,
    /// Rule id.
    pub rule: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// One sentence that says what is wrong and what to do.
    pub message: String,
    /// Where.
    pub place: Place,
    /// The reason it was waived with.
    pub waived: Option<String>,
}

/// Where a finding stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// The session as a whole.
    Session,
    /// An agenda item.
    Item(String),
    /// A field or cell.
    Field(String),
    /// An entry.
    Entry(EntryId),
}

impl Finding {
    /// Whether it stops the states beyond drafting.
    pub fn blocks(&self) -> bool {
        self.severity == Severity::Blocking && self.waived.is_none()
    }
}

/// A rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Id, as forms name it.
    pub id: &'static str,
    /// What it looks for.
    pub label: &'static str,
    /// Handbook section it rests on.
    pub handbook: &'static str,
    /// Finds places and messages within its scope.
    pub find: fn(&Filled<'_>, &RuleUse) -> Vec<(Place, String)>,
}

/// All rules.
pub const RULES: &[Rule] =
    &[required::RULE, purposes::RULE, name::RULE, reason::RULE, proportion::RULE, count::RULE, action::RULE];

/// What the form's rules find: blocking ones first, waived ones last.
pub fn check(filled: &Filled<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for usage in &filled.form.rules {
        let Some(rule) = RULES.iter().find(|rule| rule.id == usage.rule) else { continue };
        for (place, message) in (rule.find)(filled, usage) {
            let id = format!("{}:{}", rule.id, place.key());
            let waived = filled.session.waiver(&id).map(str::to_owned);
            found.push(Finding { id, rule: rule.id, severity: usage.severity, message, place, waived });
        }
    }
    found.sort_by_key(|f| (f.waived.is_some(), std::cmp::Reverse(f.severity)));
    found
}

/// The findings that keep a session from a state: what the rules would find were it reached. A state that is not guarded
/// waits for nothing.
pub fn in_the_way(filled: &Filled<'_>, state: &str) -> Vec<Finding> {
    if !filled.form.states.iter().any(|s| s.id == state && s.guarded) {
        return Vec::new();
    }
    let session = filled.session.as_if_in(state);
    check(&Filled { session: &session, ..*filled }).into_iter().filter(Finding::blocks).collect()
}

impl Place {
    fn key(&self) -> String {
        match self {
            Self::Session => "session".to_owned(),
            Self::Item(id) | Self::Field(id) => id.clone(),
            Self::Entry(id) => id.to_string(),
        }
    }
}

/// Whether a rule looks at a field.
fn in_scope(filled: &Filled<'_>, usage: &RuleUse, field: &str) -> bool {
    let section = filled.form.section_of(field).map(|s| s.id.as_str());
    usage.scope.is_empty() || usage.scope.iter().any(|scope| scope == field || Some(scope.as_str()) == section)
}
