//! `reason`: where the columns of a judgement differ, the reason stands beside it (NV-07, OF-08; handbook 9, 17).

use super::phrases::{Phrases, words};
use super::{Context, Found, Place, Rule, short};
use crate::forms::{Kind, Severity, print};
use crate::session::Difference;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "reason",
    label: "Judgements that differ without a reason",
    handbook: "9, 17",
    example: "School view 2, LA view 3 and no reason that cites the Ofsted Evaluation Schedule",
    find,
};

/// Of a reason that is given: it rests on nothing, or on the schedule's name alone.
const UNFOUNDED: &str = "Reasons that do not rest on the Evaluation Schedule";

/// How a reason cites the schedule.
const CITES: [&str; 7] = [
    "ofsted evaluation schedule*",
    "evaluation schedule*",
    "ofsted schedule*",
    "schedule",
    "grade descriptor*",
    "descriptor*",
    "ofsted criteri*",
];

/// Words that say nothing beside the schedule's name.
const FRAME: [&str; 12] =
    ["against", "according", "to", "in", "line", "with", "see", "the", "of", "for", "grade*", "ofsted"];

/// How a reason rests on the schedule.
#[derive(Debug, PartialEq, Eq)]
enum Rests {
    /// It does not name it.
    Not,
    /// It names it and says nothing else.
    OnItsName,
    /// It names it and says why.
    OnIt,
}

fn find(context: &Context<'_>) -> Vec<Found> {
    let filled = &context.filled;
    let cites: Phrases = CITES.into_iter().collect();
    let frame: Phrases = FRAME.into_iter().collect();
    let mut found = Vec::new();
    for field in context.fields() {
        for Difference { row, grades, reason, path, said } in filled.differences(field) {
            let shown = grades.iter().map(|(column, grade)| {
                let scale = row.scale.as_deref().or(match &column.kind {
                    Kind::Grade { scale } => Some(scale.as_str()),
                    _ => None,
                });
                let scale = scale.and_then(|id| filled.scales.iter().find(|scale| scale.id == id));
                print(&column.kind, scale, grade)
            });
            let shown: Vec<String> = shown.collect();
            let graded = format!("“{}” is graded {}", short(&row.label), shown.join(" and "));
            let place = Place::Field(path);
            if said.trim().is_empty() {
                found.push(Found::new(place, format!("{graded}; say why in “{}”", short(&reason.label))));
                continue;
            }
            let lacks = match rests(said, &cites, &frame) {
                // A form that does not ask for the schedule is content with any reason.
                _ if !reason.label.contains("Evaluation Schedule") => continue,
                Rests::OnIt => continue,
                Rests::Not => {
                    "the reason given does not name the Ofsted Evaluation Schedule: say what it asks for at that grade"
                }
                Rests::OnItsName => {
                    "the reason names the Evaluation Schedule and nothing else: say what was seen and what it asks for at that grade"
                }
            };
            let unfounded = Found::new(place, format!("{graded}; {lacks}")).titled(UNFOUNDED);
            found.push(unfounded.about("cites").weighing(Severity::Warning));
        }
    }
    found
}

fn rests(said: &str, cites: &Phrases, frame: &Phrases) -> Rests {
    /// Fewer words than these say no reason.
    const LEAST: usize = 3;
    let (words, mut at, mut cited, mut others) = (words(said), 0, false, 0);
    while let Some(word) = words.get(at).map(|word| word.text) {
        let citing = cites.at(&words, at);
        let is_frame = frame.has(word) || word.chars().all(|c| c.is_ascii_digit());
        cited |= citing.is_some();
        others += usize::from(citing.is_none() && !is_frame);
        at += citing.unwrap_or(1);
    }
    match (cited, others < LEAST) {
        (false, _) => Rests::Not,
        (true, true) => Rests::OnItsName,
        (true, false) => Rests::OnIt,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_rests_on_what_the_schedule_asks_for() {
        let (cites, frame) = (CITES.into_iter().collect(), FRAME.into_iter().collect());
        for (said, rest) in [
            ("Too few make two levels", Rests::Not),
            ("see the Ofsted Evaluation Schedule, grade 3 (satisfactory)", Rests::OnItsName),
            ("Evaluation Schedule, grade 3: too few make two levels", Rests::OnIt),
            ("The schedule asks for two years of results", Rests::OnIt),
        ] {
            assert_eq!(rests(said, &cites, &frame), rest, "{said}");
        }
    }
}
