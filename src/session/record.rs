//! The small documents: a school's record and the user's own. Facts by name, altered by changes like a session.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use chrono::NaiveDate;

use super::change::ApplyError;
use crate::forms::{Kind, accept, school_card};
use crate::grammar::capitals_of;
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

/// What a fact of a record was or is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stood {
    /// The fact.
    pub value: String,
    /// Since which day; empty: not known.
    pub since: String,
    /// The session that says so; empty: somebody noted it.
    pub by: String,
}

impl Stood {
    const SINCE: &str = " since ";
    const BY: &str = " by ";

    /// What it was, since when, and by which session.
    pub fn new(value: &str, since: &str, by: &str) -> Self {
        Self { value: value.to_owned(), since: since.to_owned(), by: by.to_owned() }
    }
    fn read(said: &str) -> Self {
        let (said, by) = said.rsplit_once(Self::BY).unwrap_or((said, ""));
        let (value, since) = said.rsplit_once(Self::SINCE).unwrap_or((said, ""));
        // Typed on the record's card a day or a month is as people write it.
        let read = accept(&Kind::Since, None, since, NaiveDate::default());
        Self::new(value.trim(), read.as_deref().unwrap_or(since), by)
    }
    fn said(&self) -> String {
        let part = |word: &str, said: &str| if said.is_empty() { String::new() } else { format!("{word}{said}") };
        format!("{}{}{}", self.value, part(Self::SINCE, &self.since), part(Self::BY, &self.by))
    }
}

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
    /// The initials of whose record it is: those kept, else those of the name.
    pub fn initials(&self) -> String {
        match self.fact("initials") {
            "" => capitals_of(self.fact("name")),
            initials => initials.to_owned(),
        }
    }
    /// Name of the fact that says since when another stands: `category-since`.
    pub fn since(name: &str) -> String {
        format!("{name}-since")
    }
    /// Name of the fact that says by which session another was set: `category-by`.
    pub fn by(name: &str) -> String {
        format!("{name}-by")
    }
    /// Name of the fact that says what another was before that, and since when: `category-past`.
    pub fn past(name: &str) -> String {
        format!("{name}-past")
    }
    /// Everything that a fact was and is, oldest first.
    pub fn course(&self, name: &str) -> Vec<Stood> {
        let (value, since, by) = (self.fact(name), self.fact(&Self::since(name)), self.fact(&Self::by(name)));
        let past = self.fact(&Self::past(name)).split(';').map(str::trim).filter(|said| !said.is_empty());
        let mut course: Vec<Stood> = past.map(Stood::read).collect();
        if !course.is_empty() || [value, since, by].iter().any(|said| !said.is_empty()) {
            course.push(Stood::new(value, since, by));
        }
        course
    }
    /// The facts that say the course of a fact.
    pub fn as_course(name: &str, mut course: Vec<Stood>) -> Vec<(String, String)> {
        let now = course.pop().unwrap_or_default();
        let past: Vec<String> = course.iter().map(Stood::said).filter(|said| !said.is_empty()).collect();
        let facts = [Self::since(name), Self::by(name), Self::past(name), name.to_owned()];
        facts.into_iter().zip([now.since, now.by, past.join("; "), now.value]).collect()
    }
    /// A fact as it stood on a day; without a day, as it stands. Each thing that it was lasts until the next begins.
    pub fn at(&self, name: &str, day: Option<NaiveDate>) -> String {
        let day = day.map(|day| day.to_string());
        let stood = |stood: &&Stood| day.as_ref().is_none_or(|day| stood.since <= *day);
        self.course(name).iter().rev().find(stood).map(|stood| stood.value.clone()).unwrap_or_default()
    }
    /// The facts to set where somebody notes some on a day: of one that has its day, what it was before is kept, until that
    /// day or the one that is noted for the new one. A fact that counts from the day it is noted gets it by itself.
    pub fn noting(&self, facts: &[(String, String)], today: NaiveDate) -> Vec<(String, String)> {
        let (card, today) = (school_card(), today.to_string());
        let noted = |(name, to): &(String, String)| {
            let mut course = self.course(name);
            let last = course.last().cloned().unwrap_or_default();
            let has_day = !last.since.is_empty() || !last.by.is_empty();
            let mut fields = card.iter().flat_map(|section| &section.fields);
            let day = fields.find(|field| field.id == Self::since(name));
            let is_dated = day.is_some_and(|day| day.from.is_some());
            let is_first = last.value.is_empty() && (to.is_empty() || !is_dated);
            if !(has_day || day.is_some()) || is_first || last.value == *to {
                return vec![(name.clone(), to.clone())];
            }
            // What never lasted a day and no session said was a slip.
            let before = course.iter().rev().nth(1);
            let is_slip = last.since == today || before.is_some_and(|before| before.since == last.since);
            if last.by.is_empty() && is_slip {
                course.pop();
            }
            if course.last().is_none_or(|last| last.value != *to) {
                // Where nobody knows since when it was so, nobody knows until when.
                course.push(Stood::new(to, if has_day || is_dated { &today } else { "" }, ""));
            }
            Self::as_course(name, course)
        };
        let mut all: Vec<(String, String)> = facts.iter().flat_map(noted).collect();
        // A day that is noted itself is the one that counts.
        all.retain(|(name, to)| facts.iter().all(|(known, noted)| known != name || noted == to));
        all
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
