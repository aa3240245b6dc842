//! What the SIP thinks lies behind a measure, and what it turned out to be (DA-05). It is kept with the school's
//! figures, so that the next visit begins with it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::figures::Figures;

/// A hypothesis about a measure. There is one at a time: a new one begins once it was settled on an earlier day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hypothesis {
    /// Id of the measure.
    pub measure: String,
    /// Id of the group; empty for all pupils.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// The day it was noted first.
    pub noted: NaiveDate,
    /// What may lie behind it.
    #[serde(default)]
    pub text: String,
    /// What it turned out to be; empty: nobody knows yet.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub found: String,
    /// The day that was noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<NaiveDate>,
}

impl Hypothesis {
    /// One that says nothing yet.
    pub fn new(measure: &str, group: &str, noted: NaiveDate) -> Self {
        Self {
            measure: measure.to_owned(),
            group: group.to_owned(),
            noted,
            text: String::new(),
            found: String::new(),
            settled: None,
        }
    }

    /// Whether nobody knows yet what it turned out to be.
    pub const fn is_open(&self) -> bool {
        self.found.is_empty()
    }

    /// Whether it is about a measure and group.
    pub fn is_about(&self, measure: &str, group: &str) -> bool {
        self.measure == measure && self.group == group
    }

    /// The same with what it turned out to be, noted on a day; nothing opens it again.
    #[must_use]
    pub fn settled_as(mut self, found: &str, on: NaiveDate) -> Self {
        if self.found != found {
            found.clone_into(&mut self.found);
            self.settled = (!found.is_empty()).then_some(on);
        }
        self
    }
}

impl Figures {
    /// The hypothesis about a measure that was noted last.
    pub fn hypothesis(&self, measure: &str, group: &str) -> Option<&Hypothesis> {
        self.hypotheses.iter().rev().find(|known| known.is_about(measure, group))
    }

    /// The hypothesis about a measure as it can be typed on a day: the last one, or a new one if that was settled before.
    pub fn hypothesis_to_type(&self, measure: &str, group: &str, today: NaiveDate) -> Hypothesis {
        let last = self.hypothesis(measure, group).filter(|last| last.settled.is_none_or(|settled| settled >= today));
        last.cloned().unwrap_or_else(|| Hypothesis::new(measure, group, today))
    }

    /// Puts a hypothesis in the place of the one about the same that was noted on the same day. One without words goes.
    pub fn set_hypothesis(&mut self, hypothesis: Hypothesis) {
        let same = |known: &Hypothesis| {
            known.is_about(&hypothesis.measure, &hypothesis.group) && known.noted == hypothesis.noted
        };
        self.hypotheses.retain(|known| !same(known));
        if !hypothesis.text.is_empty() || !hypothesis.found.is_empty() {
            self.hypotheses.push(hypothesis);
            self.hypotheses.sort_by_key(|known| known.noted);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn it_is_mended_until_it_was_settled_and_the_next_day_a_new_one_begins() {
        let (first, later) = (day("2009-11-17"), day("2010-03-09"));
        let mut figures = Figures::default();
        let mut thought = figures.hypothesis_to_type("ks2-rwm-expected", "", first);
        thought.text = "Boys’ phonics".to_owned();
        figures.set_hypothesis(thought);
        let again = figures.hypothesis_to_type("ks2-rwm-expected", "", later);
        assert_eq!((again.text.as_str(), again.noted), ("Boys’ phonics", first));
        figures.set_hypothesis(again.settled_as("attendance", later));
        assert_eq!(figures.hypotheses.len(), 1);
        assert!(!figures.hypothesis_to_type("ks2-rwm-expected", "", later).is_open(), "a slip can be mended that day");
        let next = figures.hypothesis_to_type("ks2-rwm-expected", "", day("2010-06-15"));
        assert_eq!((next.text.as_str(), next.noted), ("", day("2010-06-15")));
        figures.set_hypothesis(Hypothesis::new("ks2-rwm-expected", "", first));
        assert!(figures.is_empty(), "one without words is none");
    }
}
