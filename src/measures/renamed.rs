//! Figures of an earlier layout: measures kept under an id that means something else by now are read as what they are.

use serde::Deserialize;

use super::figures::{Figures, SCHEMA};
use crate::calendar::SchoolYear;

/// What an id meant in some years.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Renamed {
    /// The id as it was kept.
    id: String,
    /// First school year.
    #[serde(default)]
    from: Option<SchoolYear>,
    /// Last school year.
    #[serde(default)]
    until: Option<SchoolYear>,
    /// The id of what was meant.
    now: String,
}

impl Renamed {
    fn is(&self, id: &str, year: SchoolYear) -> bool {
        let in_time = self.from.is_none_or(|from| from <= year) && self.until.is_none_or(|until| year <= until);
        self.id == id && in_time
    }
}

fn shipped() -> Vec<Renamed> {
    // That the file reads is tested.
    crate::ronfile::read(include_str!("data/renamed.ron")).unwrap_or_default()
}

impl Figures {
    /// The same in the present layout: figures, targets and hypotheses stand under the ids they have now.
    #[must_use]
    pub fn brought_up(mut self) -> Self {
        if self.schema >= SCHEMA {
            return self;
        }
        let all = shipped();
        let now = |id: &str, year: SchoolYear| all.iter().find(|known| known.is(id, year)).map(|known| &known.now);
        for table in &mut self.tables {
            for figure in &mut table.figures {
                if let Some(now) = now(&figure.measure, table.year) {
                    figure.measure.clone_from(now);
                }
            }
        }
        // Where a target stands under the present id already, the earlier one fills its blanks.
        let mut earlier = Self::default();
        for mut target in std::mem::take(&mut self.targets) {
            match now(&target.measure, target.year) {
                Some(now) => {
                    target.measure.clone_from(now);
                    earlier.targets.push(target);
                }
                None => self.targets.push(target),
            }
        }
        self.fill_from(earlier);
        for thought in &mut self.hypotheses {
            if let Some(now) = now(&thought.measure, SchoolYear::of(thought.noted)) {
                thought.measure.clone_from(now);
            }
        }
        self.schema = SCHEMA;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::{Definitions, Hypothesis, Target, TargetKind};

    #[test]
    fn every_id_that_was_and_is_names_a_measure() {
        let all: Vec<Renamed> = crate::ronfile::read(include_str!("data/renamed.ron")).unwrap();
        let known = Definitions::shipped();
        assert!(all.iter().all(|renamed| known.measure(&renamed.now).is_some()), "{all:?}");
    }

    #[test]
    fn targets_and_thoughts_of_an_earlier_layout_follow_the_year_they_are_of() {
        let year = |text: &str| text.parse::<SchoolYear>().unwrap();
        let mut kept = Figures { schema: 1, ..Figures::default() };
        kept.targets = ["2009/10", "2012/13", "2016/17"]
            .map(|when| Target {
                view: "bold".to_owned(),
                ..Target::new("persistent-absence", "", year(when), TargetKind::Own)
            })
            .to_vec();
        kept.hypotheses = vec![Hypothesis::new("persistent-absence", "", "2010-01-12".parse().unwrap())];
        let ids = |figures: &Figures| -> Vec<String> {
            figures.targets.iter().map(|target| target.measure.clone()).collect()
        };
        let read = kept.clone().brought_up();
        assert_eq!(ids(&read), ["persistent-absence-20", "persistent-absence-15", "persistent-absence"]);
        assert_eq!(read.hypotheses[0].measure, "persistent-absence-20");
        kept.schema = SCHEMA;
        assert_eq!(kept.clone().brought_up(), kept, "what is of the present layout stays");
    }
}
