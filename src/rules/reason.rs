//! `reason`: where the columns of a judgement differ, the reason stands beside it (NV-07, OF-08; handbook 9, 17).

use super::{Place, Rule, in_scope};
use crate::forms::{Kind, RuleUse};
use crate::session::Filled;

/// The rule.
pub(super) const RULE: Rule =
    Rule { id: "reason", label: "Judgements that differ without a reason", handbook: "9, 17", find };

fn find(filled: &Filled<'_>, usage: &RuleUse) -> Vec<(Place, String)> {
    let mut found = Vec::new();
    for field in filled.form.all_fields().filter(|f| in_scope(filled, usage, &f.id) && filled.field_applies(f)) {
        let Kind::Grades { rows, columns, .. } = &field.kind else { continue };
        let graded: Vec<_> = columns.iter().filter(|c| matches!(c.kind, Kind::Grade { .. })).collect();
        let Some(reason) = columns.iter().find(|c| matches!(c.kind, Kind::Text | Kind::LongText)) else { continue };
        for row in rows {
            let kept = |column: &str| filled.session.field(&format!("{}.{column}", row.id));
            let grades: Vec<&str> = graded.iter().map(|c| kept(&c.id)).filter(|g| !g.is_empty()).collect();
            let differ = grades.windows(2).any(|pair| pair[0] != pair[1]);
            if differ && kept(&reason.id).trim().is_empty() {
                let place = Place::Field(format!("{}.{}", row.id, reason.id));
                let label = row.label.trim_end_matches(':');
                found.push((
                    place,
                    format!("“{label}” is graded {}; say why in “{}”", grades.join(" and "), reason.label),
                ));
            }
        }
    }
    found
}
