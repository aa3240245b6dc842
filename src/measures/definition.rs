//! What each measure is, which groups are compared, and what the codes of the published tables mean.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::value::Value;
use crate::calendar::SchoolYear;

/// What a measure is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// Its id (`ks2-en-ma-l4`).
    pub id: String,
    /// Key stage, or what else it is about.
    pub stage: String,
    /// In full.
    pub name: String,
    /// As it stands in a narrow pane.
    pub short: String,
    /// What is counted.
    pub unit: Unit,
    /// Which way is better.
    #[serde(default)]
    pub better: Better,
    /// Whether the school has to set a target.
    #[serde(default)]
    pub statutory: bool,
    /// The last school year for which it has to, where there is one.
    #[serde(default)]
    pub statutory_until: Option<SchoolYear>,
    /// Whether it is shown before the others.
    #[serde(default)]
    pub headline: bool,
    /// What else it is called in a note.
    #[serde(default)]
    pub said: Vec<String>,
    /// The subject and the level it counts, where sentences say it by these in many ways: `("maths", "4+")`.
    #[serde(default)]
    pub level: Option<(String, String)>,
    /// Whether it is a rate, such as that of absence, and no share of pupils: no word for a proportion stands with it.
    #[serde(default)]
    pub rate: bool,
    /// How many levels of progress it counts; 0: none.
    #[serde(default)]
    pub levels: u8,
    /// What the Government expected at least.
    #[serde(default)]
    pub floors: Vec<Floor>,
    /// What it counts, with the law behind it.
    pub meaning: String,
    /// The question it raises in any year.
    pub question: String,
}

/// What a measure counts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Unit {
    /// Pupils (or sessions) in percent.
    Percent,
    /// A mean score between two bounds.
    Score(f64, f64),
    /// Points above or below a mean of 0, between two bounds.
    Points(f64, f64),
    /// A number of pupils.
    Count,
}

/// Which way a measure is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Better {
    /// More is better.
    #[default]
    Higher,
    /// Less is better.
    Lower,
    /// It describes the school, and is neither good nor bad.
    Neither,
}

/// What was expected at least in some years.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Floor {
    /// First school year.
    #[serde(default)]
    pub from: Option<SchoolYear>,
    /// Last school year.
    #[serde(default)]
    pub until: Option<SchoolYear>,
    /// The least expected.
    pub at: f64,
}

/// A group of pupils.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its id (`boys`).
    pub id: String,
    /// In words.
    pub name: String,
    /// What a note calls it.
    #[serde(default)]
    pub said: Vec<String>,
    /// What a spreadsheet calls it beside.
    #[serde(default)]
    pub headed: Vec<String>,
    /// Whether its pupils are apart from all others by what the group is, so that the gap says nothing of the school.
    #[serde(default)]
    pub apart: bool,
}

/// What stands in the place of a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// As printed.
    pub code: String,
    /// In words.
    pub meaning: String,
}

/// All that is known of measures beside the figures.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Definitions {
    measures: Vec<Definition>,
    groups: Vec<Group>,
    codes: Vec<Code>,
}

/// What a spreadsheet calls all pupils.
const ALL_PUPILS: [&str; 9] =
    ["", "all", "all pupils", "all children", "cohort", "whole cohort", "whole school", "total", "everyone"];

impl Unit {
    /// Whether a number can be a figure of this unit.
    pub fn holds(self, number: f64) -> bool {
        match self {
            Self::Percent => (0.0..=100.0).contains(&number),
            Self::Score(least, most) | Self::Points(least, most) => (least..=most).contains(&number),
            Self::Count => number >= 0.0 && number.fract() == 0.0,
        }
    }

    /// What can be, in words.
    pub fn bounds(self) -> String {
        match self {
            Self::Percent => "from 0 to 100".to_owned(),
            Self::Score(least, most) | Self::Points(least, most) => format!("from {least} to {most}"),
            Self::Count => "a whole number".to_owned(),
        }
    }

    /// A figure with the sign of its unit; a code has none.
    pub fn print(self, value: &Value) -> String {
        let sign = if value.number().is_some() { self.sign() } else { "" };
        format!("{}{sign}", value.clone().rounded(self.decimals()))
    }

    /// How many decimals are published at the most.
    pub const fn decimals(self) -> usize {
        match self {
            Self::Percent => 1,
            Self::Score(..) | Self::Points(..) => 2,
            Self::Count => 0,
        }
    }

    /// The least spread of figures that fills the height of a row of bars, so that a small change looks small.
    pub const fn spread(self) -> f64 {
        match self {
            Self::Percent | Self::Count => 20.0,
            Self::Score(..) => 10.0,
            Self::Points(..) => 2.0,
        }
    }

    /// The sign behind a figure.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Percent => "%",
            Self::Score(..) | Self::Points(..) | Self::Count => "",
        }
    }
}

impl Definition {
    /// The least expected in a school year.
    pub fn floor(&self, year: SchoolYear) -> Option<f64> {
        let in_force = |floor: &&Floor| {
            floor.from.is_none_or(|from| from <= year) && floor.until.is_none_or(|until| year <= until)
        };
        self.floors.iter().find(in_force).map(|floor| floor.at)
    }

    /// Whether the school has to set a target for a school year.
    pub fn is_statutory(&self, year: SchoolYear) -> bool {
        self.statutory && self.statutory_until.is_none_or(|last| year <= last)
    }

    /// With its key stage, as in a document.
    pub fn full_name(&self) -> String {
        format!("{}: {}", self.stage, self.name)
    }
}

impl Definitions {
    /// Those that ship with nov.
    pub fn shipped() -> Self {
        // That the files read is tested.
        Self {
            measures: crate::ronfile::read(include_str!("data/definitions.ron")).unwrap_or_default(),
            groups: crate::ronfile::read(include_str!("data/groups.ron")).unwrap_or_default(),
            codes: crate::ronfile::read(include_str!("data/codes.ron")).unwrap_or_default(),
        }
    }

    /// All measures, in the order they are shown.
    pub fn measures(&self) -> &[Definition] {
        &self.measures
    }

    /// A measure by its id.
    pub fn measure(&self, id: &str) -> Option<&Definition> {
        self.measures.iter().find(|measure| measure.id == id)
    }

    /// Words by which a sentence speaks of a rate, in small letters.
    pub fn rates(&self) -> Vec<String> {
        let rates = self.measures.iter().filter(|measure| measure.rate);
        let names = rates.flat_map(|measure| [&measure.short, &measure.name].into_iter().chain(&measure.said));
        names.map(|name| name.to_lowercase()).collect()
    }

    /// The place of a measure in the order they are shown; those not known come last.
    pub fn place(&self, id: &str) -> usize {
        self.measures.iter().position(|measure| measure.id == id).unwrap_or(usize::MAX)
    }

    /// What a measure is called; one that is not known goes by its id.
    pub fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.measure(id).map_or(id, |measure| measure.name.as_str())
    }

    /// What a group is called; all pupils have no group.
    pub fn group<'a>(&'a self, id: &'a str) -> &'a str {
        if id.is_empty() {
            return "All pupils";
        }
        self.groups.iter().find(|group| group.id == id).map_or(id, |group| group.name.as_str())
    }

    /// Whether the pupils of a group are apart from all others by what it is.
    pub fn is_apart(&self, id: &str) -> bool {
        self.groups.iter().any(|group| group.id == id && group.apart)
    }

    /// All groups, in the order they are shown.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The group that a row of a spreadsheet is of by its first words: its id, empty for all pupils; nothing if it is
    /// none that is known.
    pub fn group_headed(&self, words: &str) -> Option<&str> {
        let words = words.to_lowercase();
        let is = |name: &String| name.to_lowercase() == words;
        if ALL_PUPILS.contains(&words.as_str()) {
            return Some("");
        }
        let group = self
            .groups
            .iter()
            .find(|group| is(&group.name) || is(&group.id) || group.said.iter().chain(&group.headed).any(is));
        group.map(|group| group.id.as_str())
    }

    /// All measures by each of their names, in small letters; nothing for a name that two have.
    pub fn called(&self) -> HashMap<String, Option<&str>> {
        let mut called: HashMap<String, Option<&str>> = HashMap::new();
        for known in &self.measures {
            let names = [known.id.as_str(), &known.short, &known.name, &known.full_name()].map(str::to_lowercase);
            let names = names.into_iter().chain(known.said.iter().map(|said| said.to_lowercase()));
            for name in names {
                let of = called.entry(name).or_insert(Some(&known.id));
                *of = of.filter(|id| *id == known.id);
            }
        }
        called
    }

    /// What a code in the place of a figure means, in words.
    pub fn meaning<'a>(&'a self, code: &'a str) -> &'a str {
        self.codes.iter().find(|known| known.code == code).map_or(code, |known| known.meaning.as_str())
    }

    /// Whether a word is one that stands in the published tables in the place of a figure.
    pub fn is_code(&self, word: &str) -> bool {
        self.codes.iter().any(|known| known.code.eq_ignore_ascii_case(word))
    }

    /// A measure and group as typed: `ks2-rwm-expected/boys`.
    ///
    /// # Errors
    /// There is none, with those near it.
    pub fn find(&self, typed: &str) -> Result<(String, String), String> {
        let (measure, group) = typed.split_once('/').unwrap_or((typed, ""));
        let ids = || self.measures.iter().map(|measure| measure.id.as_str());
        if !ids().any(|id| id == measure) {
            return Err(format!("there is no measure “{measure}”{}", near(measure, ids())));
        }
        let groups = || self.groups.iter().map(|group| group.id.as_str());
        if !group.is_empty() && !groups().any(|id| id == group) {
            return Err(format!("there is no group “{group}”{}", near(group, groups())));
        }
        Ok((measure.to_owned(), group.to_owned()))
    }

    /// The user's own measures: those that do not ship with nov, or not so.
    pub fn own(&self) -> Vec<Definition> {
        let shipped = Self::shipped();
        self.measures.iter().filter(|measure| shipped.measure(&measure.id) != Some(measure)).cloned().collect()
    }

    /// Adds measures of the user's own, or puts them in the place of those of the same id.
    pub fn add(&mut self, own: Vec<Definition>) {
        for measure in own {
            match self.measures.iter_mut().find(|known| known.id == measure.id) {
                Some(known) => *known = measure,
                None => self.measures.push(measure),
            }
        }
    }
}

/// The end of a sentence that offers the id meant, or says where all of them are.
fn near<'a>(typed: &str, ids: impl Iterator<Item = &'a str>) -> String {
    let mut near: Vec<(usize, &str)> =
        ids.filter_map(|id| crate::forms::farness(typed, id).map(|far| (far, id))).collect();
    near.sort_by_key(|(far, _)| *far);
    let offered: Vec<&str> = near.iter().take(3).map(|(_, id)| *id).collect();
    if offered.is_empty() {
        "; nov measures lists them all".to_owned()
    } else {
        format!("; did you mean {}?", offered.join(" or "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data<T: serde::de::DeserializeOwned>(text: &str) -> Vec<T> {
        crate::ronfile::read(text).unwrap()
    }

    #[test]
    fn a_typed_figure_is_printed_no_more_exactly_than_a_published_one() {
        let typed = |text: &str| Value::read(text).unwrap().unwrap();
        assert_eq!(Unit::Percent.print(&typed("72.345")), "72.3%");
        assert_eq!(Unit::Percent.print(&typed("72")), "72%");
        assert_eq!(Unit::Count.print(&typed("28")), "28");
        assert_eq!(Unit::Percent.print(&typed("SUPP")), "SUPP");
    }

    #[test]
    fn what_ships_reads_and_every_id_is_one_measure() {
        let measures: Vec<Definition> = data(include_str!("data/definitions.ron"));
        let groups: Vec<Group> = data(include_str!("data/groups.ron"));
        let codes: Vec<Code> = data(include_str!("data/codes.ron"));
        assert!(measures.len() > 50 && groups.len() > 10 && codes.len() > 5);
        let mut ids: Vec<&str> = measures.iter().map(|m| m.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), measures.len());
    }

    #[test]
    fn statutory_targets_of_the_handbooks_year_are_those_of_the_regulations() {
        let all = Definitions::shipped();
        let statutory: Vec<&str> = all.measures().iter().filter(|m| m.statutory).map(|m| m.id.as_str()).collect();
        assert_eq!(
            statutory,
            [
                "ks2-en-ma-l4",
                "ks2-english-two-levels",
                "ks2-maths-two-levels",
                "ks4-5-ac-em",
                "ks4-english-three-levels",
                "ks4-maths-three-levels",
                "absence"
            ]
        );
    }

    #[test]
    fn the_primary_floor_rose_in_2010() {
        let all = Definitions::shipped();
        let floor = |year: &str| all.measure("ks2-en-ma-l4").unwrap().floor(year.parse().unwrap());
        assert_eq!((floor("2009/10"), floor("2010/11")), (Some(55.0), Some(60.0)));
        assert_eq!(all.measure("ks4-5-ac-em").unwrap().floor("2010/11".parse().unwrap()), Some(30.0));
    }
}
