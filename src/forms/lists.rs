//! The small data files beside the forms: prompt lists, scales, roles, proportion words.

use serde::{Deserialize, Serialize};

/// A list of prompts or things to check (catalogue A16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PromptList {
    /// Id (`RP`); its items are `RP.1` and so on.
    pub id: String,
    /// Handbook section.
    pub section: String,
    /// Title.
    pub title: String,
    /// The items.
    pub items: Vec<String>,
}

/// A scale of grades, of any length and words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Id.
    pub id: String,
    /// The grades, best first.
    pub grades: Vec<Grade>,
    /// Whether a row may be not applicable.
    #[serde(default)]
    pub not_applicable: bool,
}

/// A grade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grade {
    /// What is typed and kept (`2`).
    pub key: String,
    /// What it means (`good`).
    pub label: String,
}

/// A role as typed after `@`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Id (`HT`).
    pub id: String,
    /// In words.
    pub label: String,
    /// Other ways to type it.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// A band of proportion words (catalogue A4.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Lowest whole percent.
    pub from: u8,
    /// Highest whole percent.
    pub to: u8,
    /// The words, the preferred one first.
    pub words: Vec<String>,
}
