//! `reason`: where the columns of a judgement differ, the reason stands beside it (NV-07, OF-08; handbook 9, 17).

use super::prose::{Phrases, words};
use super::{Context, Found, Mend, Place, Rule, short};
use crate::forms::{Kind, NOT_APPLICABLE, Severity, print};
use crate::session::Target;

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
        let Kind::Grades { rows, columns, .. } = &field.kind else { continue };
        let graded: Vec<_> = columns.iter().filter(|c| matches!(c.kind, Kind::Grade { .. })).collect();
        let is_text = |c: &&crate::forms::Column| matches!(c.kind, Kind::Text | Kind::LongText);
        let asking = columns.iter().filter(is_text).find(|c| !c.where_differ.is_empty());
        let Some(reason) = asking.or_else(|| columns.iter().find(is_text)) else { continue };
        for row in rows {
            let kept = |column: &str| filled.session.field(&format!("{}.{column}", row.id));
            let graded = graded.iter().map(|column| (*column, kept(&column.id)));
            let grades: Vec<_> = graded.filter(|(_, grade)| !grade.is_empty() && *grade != NOT_APPLICABLE).collect();
            if grades.windows(2).all(|pair| pair[0].1 == pair[1].1) {
                continue;
            }
            let path = format!("{}.{}", row.id, reason.id);
            let said = filled.session.field(&path);
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
            } else if reason.label.contains("Evaluation Schedule") && !cites.stand_in(&words(said)) {
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
