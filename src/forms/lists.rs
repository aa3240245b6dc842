//! The small data files beside the forms: prompt lists, scales, roles, proportion words.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::error::Fault;

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
    /// Whom to tell when one of them holds, if anybody (CO-01 to CO-05).
    #[serde(default)]
    pub tell: Option<Tell>,
    /// The items.
    pub items: Vec<String>,
}

/// Whom to tell of something that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tell {
    /// The role.
    pub to: String,
    /// How fast, in words.
    pub soon: String,
    /// What else to bear in mind.
    pub mind: String,
    /// How a notice of it begins, with the places of a letter.
    #[serde(default)]
    pub notice: String,
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
    /// The audience it belongs to (`la`): what is for that audience goes to those who belong to it and to nobody else.
    #[serde(default)]
    pub of: String,
    /// The role they sit in where nobody is in this one: the chair of governors among the governors.
    #[serde(default)]
    pub among: String,
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

/// The words for a percentage, the preferred one first; it is rounded half up to a whole percent.
pub fn words_for(bands: &[Band], percent: f64) -> &[String] {
    let whole = (percent + 0.5).floor().clamp(0.0, 100.0) as u8;
    bands.iter().find(|band| (band.from..=band.to).contains(&whole)).map_or(&[], |band| &band.words)
}

/// An entry of one of these files.
pub(super) trait Entry {
    /// What it is, for error sentences.
    const WHAT: &'static str;

    /// Its id.
    fn id(&self) -> &str;

    /// What it lacks, if anything.
    fn lacks(&self) -> Option<&'static str>;
}

impl Entry for PromptList {
    const WHAT: &'static str = "prompt list";

    fn id(&self) -> &str {
        &self.id
    }

    fn lacks(&self) -> Option<&'static str> {
        self.items.is_empty().then_some("it has no items; give it some")
    }
}

impl Entry for Scale {
    const WHAT: &'static str = "scale";

    fn id(&self) -> &str {
        &self.id
    }

    fn lacks(&self) -> Option<&'static str> {
        let keys: HashSet<&str> = self.grades.iter().map(|grade| grade.key.as_str()).collect();
        let apart = keys.len() == self.grades.len() && !keys.contains("");
        (!apart || keys.is_empty()).then_some("each of its grades needs a key of its own, such as 1")
    }
}

impl Entry for Role {
    const WHAT: &'static str = "role";

    fn id(&self) -> &str {
        &self.id
    }

    fn lacks(&self) -> Option<&'static str> {
        let typable = |name: &String| !name.is_empty() && !name.contains(char::is_whitespace);
        let all = typable(&self.id) && self.aliases.iter().all(typable);
        (!all).then_some("its id and aliases are typed after @, so each has to be one word")
    }
}

/// Checks the entries of a file of the user's own.
///
/// # Errors
/// Two have one id, or one lacks something.
pub(super) fn entries_fit<T: Entry>(entries: &[T]) -> Result<(), Fault> {
    let mut seen = HashSet::new();
    for entry in entries {
        let place = format!("{} \"{}\"", T::WHAT, entry.id());
        if let Some(what) = entry.lacks() {
            return Err(Fault::Malformed { place, what: what.to_owned() });
        }
        if !seen.insert(entry.id()) {
            return Err(Fault::SameId { place, what: T::WHAT, id: entry.id().to_owned() });
        }
    }
    Ok(())
}

/// Checks that every whole percent has one band, and every band a word.
///
/// # Errors
/// A percent has no word, or two bands.
pub(super) fn bands_fit(bands: &[Band]) -> Result<(), Fault> {
    for percent in 0..=100_u8 {
        let fitting = bands.iter().filter(|band| (band.from..=band.to).contains(&percent) && !band.words.is_empty());
        let said = match fitting.count() {
            1 => continue,
            0 => "no band has a word for it",
            _ => "two bands hold it",
        };
        let place = format!("{percent} percent");
        return Err(Fault::Malformed { place, what: format!("{said}; let the bands cover 0 to 100 once") });
    }
    Ok(())
}
