//! `graded`: every judgement has the grade that the form is there to give: the SIP's own view, or the inspectors' grade
//! (NV-03, SE-08, OF-09; handbook 9, 17). The school's own may stay blank, since it may have no SEF.

use super::{Context, Found, Place, Rule, short};
use crate::forms::Kind;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "graded",
    label: "Judgements without a grade",
    handbook: "9, 17",
    example: "“LA (SIP) view” has no grade for Attainment and 2 more",
    find,
};

/// How many judgements are named.
const NAMED: usize = 3;

fn find(context: &Context<'_>) -> Vec<Found> {
    let filled = &context.filled;
    let mut found = Vec::new();
    for field in context.fields() {
        let Kind::Grades { rows, columns, .. } = &field.kind else { continue };
        let asked =
            |column: &&crate::forms::Column| column.required_when.as_ref().is_some_and(|when| filled.holds(when));
        for column in columns.iter().filter(asked) {
            let path = |row: &crate::forms::Row| format!("{}.{}", row.id, column.id);
            let blank: Vec<_> = rows.iter().filter(|row| filled.value(&path(row)).trim().is_empty()).collect();
            let Some(first) = blank.first() else { continue };
            let names: Vec<&str> = blank.iter().take(NAMED).map(|row| row.spoken()).collect();
            let more = match blank.len() - names.len() {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let named = names.join(", ");
            let message = format!("“{}” has no grade for {named}{more}; 0 is not applicable", short(&column.label));
            found.push(Found::new(Place::Field(path(first)), message).keyed(format!("{}.{}", field.id, column.id)));
        }
    }
    found
}
