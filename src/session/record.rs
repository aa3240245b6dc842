//! The small documents: a school's record and the user's own. Facts by name, altered by changes like a session.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::change::ApplyError;
use crate::ronfile::{Part, Rescued, rescue};

/// A document of named facts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    schema: u32,
    #[serde(default)]
    facts: BTreeMap<String, String>,
}

/// One fact set to another value; empty means not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Its name.
    pub name: String,
    /// As it was.
    pub from: String,
    /// As it is.
    pub to: String,
}

/// A school's record (RO-03, RO-05); its file name is the school's slug.
pub type School = Record;
/// The user's own record: name, initials, role.
pub type Me = Record;

impl Record {
    /// An empty record.
    pub const fn new() -> Self {
        Self { schema: super::model::SCHEMA, facts: BTreeMap::new() }
    }
    /// Layout version.
    pub const fn schema(&self) -> u32 {
        self.schema
    }
    /// A fact, empty if not known.
    pub fn fact(&self, name: &str) -> &str {
        self.facts.get(name).map_or("", String::as_str)
    }
    /// Name of the fact that says since when another stands: `category-since`.
    pub fn since(name: &str) -> String {
        format!("{name}-since")
    }
    /// Name of the fact that says by which session another was set: `category-by`.
    pub fn by(name: &str) -> String {
        format!("{name}-by")
    }
    /// Name of the fact that says what another was before that: `category-before`.
    pub fn before(name: &str) -> String {
        format!("{name}-before")
    }
    /// All facts.
    pub fn facts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.facts.iter().map(|(k, v)| (k.as_str(), v.as_str()))
    }
    /// The change that sets a fact.
    pub fn setting(&self, name: &str, to: &str) -> Fact {
        Fact { name: name.to_owned(), from: self.fact(name).to_owned(), to: to.to_owned() }
    }
    /// The same with other facts in the place of some.
    #[must_use]
    pub fn with(&self, others: &BTreeMap<String, String>) -> Self {
        let mut record = self.clone();
        for (name, to) in others {
            // Made from the record as it is, it fits.
            drop(record.apply(&record.setting(name, to)));
        }
        record
    }
    /// What can be read of the text of a damaged record.
    pub fn rescue(text: &str) -> Rescued<Self> {
        let parts = [
            Part::value("schema", |record: &mut Self| &mut record.schema),
            Part::map("facts", |record| &mut record.facts),
        ];
        rescue(text, Self::new(), &parts)
    }
    /// Applies a change and returns its inverse.
    ///
    /// # Errors
    /// The fact stands otherwise; nothing is altered.
    pub fn apply(&mut self, change: &Fact) -> Result<Fact, ApplyError> {
        if self.fact(&change.name) != change.from {
            return Err(ApplyError(format!("{} stands otherwise", change.name)));
        }
        if change.to.is_empty() {
            self.facts.remove(&change.name);
        } else {
            self.facts.insert(change.name.clone(), change.to.clone());
        }
        Ok(Fact { name: change.name.clone(), from: change.to.clone(), to: change.from.clone() })
    }
}
