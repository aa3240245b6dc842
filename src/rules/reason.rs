//! `reason`: where the columns of a judgement differ, the reason stands beside it (NV-07, OF-08; handbook 9, 17).

use super::prose::{Phrases, words};
use super::{Context, Found, Mend, Place, Rule, short};
use crate::forms::{Kind, Severity, print};
use crate::session::{Difference, Target};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "reason",
    label: "Judgements that differ without a reason",
    handbook: "9, 17",
    example: "School view 2, LA view 3 and no reason that cites the Ofsted Evaluation Schedule",
    find,
};

/// How a reason cites the schedule.
const CITES: [&str; 6] =
    ["evaluation schedule*", "ofsted schedule*", "schedule", "grade descriptor*", "descriptor*", "ofsted criteri*"];

fn find(context: &Context<'_>) -> Vec<Found> {
    let filled = &context.filled;
    let cites: Phrases = CITES.into_iter().collect();
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
            let (label, grades) = (short(&row.label), shown.join(" and "));
            let place = Place::Field(path.clone());
            if said.trim().is_empty() {
                let message = format!("“{label}” is graded {grades}; say why in “{}”", short(&reason.label));
                found.push(Found::new(place, message));
            } else if reason.label.contains("Evaluation Schedule") && !cites.said(&words(said)) {
                let message = format!(
                    "“{label}” is graded {grades}; the reason does not cite the Ofsted Evaluation Schedule: say what it asks for at that grade"
                );
                let lead = format!("Against the Ofsted Evaluation Schedule for “{label}”: {said}");
                let mend = Mend::rewrite("cite the schedule".to_owned(), &Target::Field(path), said, lead);
                found.push(Found::new(place, message).about("cites").weighing(Severity::Warning).with([mend]));
            }
        }
    }
    found
}
