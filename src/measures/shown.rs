//! Which measures stand beside which prompts; the list is data.

use serde::{Deserialize, Serialize};

use super::definition::Definitions;
use super::figures::Figures;

/// What stands beside some lists of prompts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shown {
    /// Ids of the lists.
    pub prompts: Vec<String>,
    /// What stands beside them, in this order.
    pub what: Vec<What>,
}

/// Some of a school's measures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// The headline measures.
    Headlines,
    /// Every measure with a target.
    Targets,
    /// Every measure with a hypothesis that nobody has settled yet.
    Hypotheses,
    /// The measures of a key stage, or of attendance.
    Stage(String),
    /// The groups of the first headline measure that stand furthest from all pupils.
    WidestGroups(usize),
}

/// What ships with nov.
pub fn shipped_shown() -> Vec<Shown> {
    // That the file reads is tested.
    crate::ronfile::read(include_str!("data/shown.ron")).unwrap_or_default()
}

/// The measures and groups that stand beside some lists of prompts, each once: id of the measure and of the group.
pub fn belonging<'a>(
    shown: &[Shown],
    lists: &[&str],
    figures: &'a Figures,
    known: &'a Definitions,
) -> Vec<(&'a str, &'a str)> {
    let mut of_school: Vec<(&str, &str)> = figures.measures();
    of_school.retain(|(_, group)| group.is_empty());
    of_school.sort_by_key(|(measure, _)| known.place(measure));
    let is_headline = |id: &str| known.measure(id).is_some_and(|measure| measure.headline);
    let mut found: Vec<(&str, &str)> = Vec::new();
    let fitting = shown.iter().filter(|shown| shown.prompts.iter().any(|id| lists.contains(&id.as_str())));
    for what in fitting.flat_map(|shown| &shown.what) {
        match what {
            What::Headlines => found.extend(of_school.iter().filter(|(id, _)| is_headline(id))),
            What::Targets => {
                let set = figures.targets.iter().filter(|target| target.is_set());
                found.extend(set.map(|target| (target.measure.as_str(), target.group.as_str())));
            }
            What::Hypotheses => {
                let open = figures.hypotheses.iter().filter(|known| known.is_open());
                found.extend(open.map(|known| (known.measure.as_str(), known.group.as_str())));
            }
            What::Stage(stage) => {
                let of_stage = |id: &str| known.measure(id).is_some_and(|measure| measure.stage == *stage);
                found.extend(of_school.iter().filter(|(id, _)| of_stage(id)));
            }
            What::WidestGroups(count) => found.extend(widest(figures, &of_school, known, *count)),
        }
    }
    let mut seen = std::collections::HashSet::new();
    found.retain(|key| seen.insert(*key));
    found
}

fn widest<'a>(
    figures: &'a Figures,
    of_school: &[(&'a str, &'a str)],
    known: &Definitions,
    count: usize,
) -> Vec<(&'a str, &'a str)> {
    let is_headline = |id: &str| known.measure(id).is_some_and(|measure| measure.headline);
    let first = of_school.iter().find_map(|(measure, _)| {
        let (_, groups) = figures.last_groups(&figures.line(measure, ""))?;
        is_headline(measure).then_some((*measure, groups))
    });
    let Some((measure, groups)) = first else { return Vec::new() };
    groups.iter().take(count).map(|group| (measure, group.group)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::figures::{Figure, Target, TargetKind};
    use super::super::sample::{figures, year};
    use super::super::value::Value;
    use super::*;

    #[test]
    fn every_list_named_is_one_of_the_librarys() {
        let all: Vec<Shown> = crate::ronfile::read(include_str!("data/shown.ron")).unwrap();
        let library = crate::forms::Library::shipped();
        assert!(!all.is_empty());
        for id in all.iter().flat_map(|shown| &shown.prompts) {
            assert!(library.prompts(id).is_some(), "{id}");
        }
    }

    #[test]
    fn targets_come_first_where_targets_are_discussed_and_groups_where_groups_are() {
        let mut all = figures(&[("2018/19", "75")]);
        let figure = |measure: &str, group: &str, value: &str| Figure {
            measure: measure.to_owned(),
            group: group.to_owned(),
            school: Value::read(value).unwrap(),
            ..Figure::default()
        };
        all.tables[0].figures.extend([
            figure("ks2-rwm-expected", "boys", "69"),
            figure("ks2-rwm-expected", "disadvantaged", "50"),
            figure("absence", "", "4.5"),
            figure("pupils", "", "420"),
        ]);
        all.set_target(Target {
            measure: "absence".to_owned(),
            group: String::new(),
            year: year("2019/20"),
            kind: TargetKind::Statutory,
            target: Value::read("4").unwrap(),
            estimate: None,
            current: None,
            view: String::new(),
            source: String::new(),
        });
        let known = Definitions::shipped();
        let of = |list: &str| belonging(&shipped_shown(), &[list], &all, &known);
        assert_eq!(of("KQ3"), [("absence", ""), ("ks2-rwm-expected", "")]);
        assert_eq!(of("AU"), [("ks2-rwm-expected", "disadvantaged"), ("ks2-rwm-expected", "boys"), ("absence", "")]);
        assert_eq!(of("RC"), []);
    }
}
