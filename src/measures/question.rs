//! The questions a figure raises, by what is seen of it; the words are data.

use serde::{Deserialize, Serialize};

use super::definition::{Better, Definition, Definitions, Unit};
use super::figures::Figures;
use super::line::Line;
use super::value::{Gap, Value};

/// A question with when it is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// What has to be seen.
    pub when: When,
    /// The words, with blanks in braces.
    pub ask: String,
}

/// What is seen of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum When {
    /// It is worse than the least the Government expects.
    BelowFloor,
    /// The range of confidence stands wholly below 0.
    RangeBelow,
    /// The range of confidence has 0 in it.
    RangeAround,
    /// The range of confidence stands wholly above 0.
    RangeAbove,
    /// It is worse than its target.
    BelowTarget,
    /// The next target is no better than what is reached already.
    TargetBelowFigure,
    /// The next target is worse than the estimate for it.
    TargetBelowEstimate,
    /// It got worse.
    Worse,
    /// It is worse than England's.
    BelowEngland,
    /// It is worse than the authority's.
    BelowAuthority,
    /// Of all pupils: a group stands apart.
    WidestGroup,
    /// It is withheld.
    Withheld,
}

/// A gap between a group and all pupils that is worth a question.
const WIDE: f64 = 5.0;

/// What fills the blanks of a question.
#[derive(Default)]
struct Blanks {
    figure: String,
    year: String,
    gap: String,
    since: String,
    against: String,
    group: String,
}

/// The questions that ship with nov.
pub fn shipped_questions() -> Vec<Question> {
    // That the file reads is tested.
    crate::ronfile::read(include_str!("data/questions.ron")).unwrap_or_default()
}

/// The questions a measure raises: what is seen of it first, then the one of its definition.
pub fn questions(all: &[Question], figures: &Figures, line: &Line<'_>, known: &Definitions) -> Vec<String> {
    let definition = known.measure(line.measure);
    let seen = |question: &Question| {
        let blanks = see(question.when, figures, line, known)?;
        Some(blanks.fill(&question.ask))
    };
    let mut asked: Vec<String> = all.iter().filter_map(seen).collect();
    asked.extend(definition.map(|definition| definition.question.clone()).filter(|question| !question.is_empty()));
    asked
}

/// What fills the blanks, if it is seen.
fn see(when: When, figures: &Figures, line: &Line<'_>, known: &Definitions) -> Option<Blanks> {
    let definition = known.measure(line.measure)?;
    let latest = line.latest()?;
    let value = latest.school()?;
    let gaps = latest.gaps(Some(definition));
    let sign = definition.unit.sign();
    let with_sign = |value: &Value| definition.unit.print(value);
    let worse = |gap: Option<Gap>| gap.filter(|gap| gap.is_worse(definition.better));
    let blanks = |gap: Option<Gap>, against: String| Blanks {
        figure: with_sign(value),
        year: latest.year.to_string(),
        gap: gap.map(Gap::amount).unwrap_or_default(),
        against,
        ..Blanks::default()
    };
    let compared = |gap: Option<Gap>, other: Option<&Value>| {
        let gap = worse(gap)?;
        Some(blanks(Some(gap), other.map(with_sign).unwrap_or_default()))
    };
    let figure = latest.figure.map(|(_, figure)| figure);
    match when {
        When::BelowFloor => {
            let floor = definition.floor(latest.year)?;
            worse(gaps.floor).map(|gap| blanks(Some(gap), format!("{floor}{sign}")))
        }
        When::RangeBelow | When::RangeAround | When::RangeAbove => {
            let range = figure?.range(definition.unit)?;
            (range.side == when).then(|| blanks(None, range.to_string()))
        }
        When::BelowTarget => compared(gaps.target, latest.target.and_then(|target| target.target.as_ref())),
        When::TargetBelowFigure => {
            let next = line.next_target()?;
            let target = next.target.as_ref()?;
            let gap = target.above(value)?;
            let no_better = gap.size() == 0.0 || gap.is_worse(definition.better);
            let blanks = Blanks { year: next.year.to_string(), ..blanks(Some(gap), with_sign(target)) };
            (no_better && definition.better != Better::Neither).then_some(blanks)
        }
        When::TargetBelowEstimate => {
            let next = line.next_target()?;
            let (target, estimate) = (next.target.as_ref()?, next.estimate.as_ref()?);
            let gap = worse(target.above(estimate))?;
            Some(Blanks { year: next.year.to_string(), ..blanks(Some(gap), with_sign(target)) })
        }
        When::Worse => {
            let change = line.change()?;
            let gap = worse(Some(change.gap))?;
            Some(Blanks { since: change.since.to_string(), ..blanks(Some(gap), String::new()) })
        }
        When::BelowEngland => compared(gaps.england, figure.and_then(|figure| figure.england.as_ref())),
        When::BelowAuthority => compared(gaps.authority, figure.and_then(|figure| figure.authority.as_ref())),
        When::WidestGroup => widest(figures, line, known, definition),
        When::Withheld => value.code().map(|code| blanks(None, known.meaning(code).to_owned())),
    }
}

fn widest(figures: &Figures, line: &Line<'_>, known: &Definitions, definition: &Definition) -> Option<Blanks> {
    if !line.group.is_empty() || definition.unit != Unit::Percent {
        return None;
    }
    let (_, groups) = figures.last_groups(line)?;
    let worse = |gap: &Gap| gap.is_worse(definition.better) && gap.size().abs() >= WIDE;
    let group = groups
        .iter()
        .filter(|group| !known.is_apart(group.group))
        .find(|group| group.gap.as_ref().is_some_and(worse))?;
    Some(Blanks {
        figure: definition.unit.print(group.value),
        gap: group.gap?.amount(),
        group: known.group(group.group).to_owned(),
        ..Blanks::default()
    })
}

impl Blanks {
    fn fill(&self, words: &str) -> String {
        let blanks = [
            ("{figure}", &self.figure),
            ("{year}", &self.year),
            ("{gap}", &self.gap),
            ("{since}", &self.since),
            ("{against}", &self.against),
            ("{group}", &self.group),
        ];
        blanks.into_iter().fold(words.to_owned(), |words, (blank, with)| words.replace(blank, with))
    }
}

#[cfg(test)]
mod tests {
    use super::super::figures::{Figure, Target, TargetKind};
    use super::super::sample::{figures, year};
    use super::*;

    fn asked(figures: &Figures, measure: &str) -> Vec<String> {
        questions(&shipped_questions(), figures, &figures.line(measure, ""), &Definitions::shipped())
    }

    fn target(when: &str, target: &str, estimate: &str) -> Target {
        Target {
            measure: "ks2-rwm-expected".to_owned(),
            group: String::new(),
            year: year(when),
            kind: TargetKind::Own,
            target: Value::read(target).unwrap(),
            estimate: Value::read(estimate).unwrap(),
            current: None,
            view: String::new(),
            source: String::new(),
        }
    }

    #[test]
    fn every_question_reads_and_each_case_has_one() {
        let text = include_str!("data/questions.ron");
        let all: Vec<Question> = crate::ronfile::read(text).unwrap();
        assert_eq!(all.len(), 12);
    }

    #[test]
    fn a_falling_figure_below_england_and_target_is_asked_about() {
        let mut all = figures(&[("2016/17", "72"), ("2017/18", "58")]);
        all.set_target(target("2017/18", "70", ""));
        assert_eq!(
            asked(&all, "ks2-rwm-expected"),
            [
                "12 short of the target of 70% for 2017/18: which pupils, and what will close the gap in time?",
                "What explains the change of 14 since 2016/17, and was it the same for every group?",
                "Why does it stand 3 behind England’s 61%?",
                "Why does it stand 2 behind the authority’s 60%?",
                "Which of the three subjects holds most pupils below the expected standard?",
            ]
        );
    }

    #[test]
    fn a_target_that_asks_for_nothing_is_asked_about() {
        let mut all = figures(&[("2016/17", "72")]);
        all.set_target(target("2017/18", "72", "75"));
        let said = asked(&all, "ks2-rwm-expected");
        assert!(said[0].starts_with("The target for 2017/18 of 72% asks no more than 72% now"), "{said:?}");
        assert!(said[1].starts_with("The target for 2017/18 of 72% asks 3 less than the estimate"), "{said:?}");
    }

    #[test]
    fn the_group_furthest_behind_is_named_and_a_withheld_figure_is_asked_for() {
        let mut all = figures(&[("2016/17", "72")]);
        let group = |group: &str, value: &str| Figure {
            measure: "ks2-rwm-expected".to_owned(),
            group: group.to_owned(),
            school: Value::read(value).unwrap(),
            ..Figure::default()
        };
        all.tables[0].figures.extend([group("low", "0"), group("girls", "90"), group("disadvantaged", "59")]);
        let said = asked(&all, "ks2-rwm-expected");
        assert!(said[0].starts_with("Disadvantaged: 59%, 13 apart from all pupils."), "{said:?}");
        let said = asked(&figures(&[("2016/17", "SUPP")]), "ks2-rwm-expected");
        assert!(said[0].starts_with("The published figure is withheld (SUPP)"), "{said:?}");
        assert_eq!(said.len(), 2);
    }
}
