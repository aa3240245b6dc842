//! How a form uses a rule.

use serde::{Deserialize, Serialize};

/// A rule that applies to this form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleUse {
    /// Rule id (`required`, `purposes`).
    pub rule: String,
    /// Sections or fields it looks at; empty: all.
    #[serde(default)]
    pub scope: Vec<String>,
    /// How much it weighs here.
    #[serde(default)]
    pub severity: Severity,
    /// Roles it asks for: ids (`SPA`), then what else they go by (`Senior Adviser`, AM-30); empty: none.
    #[serde(default)]
    pub by: Vec<String>,
    /// States it stops while it blocks, besides the guarded ones.
    #[serde(default)]
    pub stops: Vec<String>,
    /// States at which it is said what it finds, though it stops none.
    #[serde(default)]
    pub said_at: Vec<String>,
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a look.
    #[default]
    Warning,
    /// Stops the states beyond drafting unless waived with a reason.
    Blocking,
}
