//! `ambition`: of each target the note says whether it is ambitious enough (SE-01; handbook 2, 10).

use super::{Context, Filling, Found, Place, Rule};
use crate::calendar::SchoolYear;
use crate::forms::Source;
use crate::measures::target_rows;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "ambition",
    label: "Targets without a view of their ambition",
    handbook: "2, 10",
    example: "Level 4+ in English, 84% agreed: is that ambitious enough?",
    find,
};

fn find(context: &Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for Filling { table, rows, .. } in context.tables_with("ambition") {
        found.extend(of_figures(context, table));
        for (n, row) in rows {
            let cell = |id: &str| row.get(id).map_or("", |cell| cell.trim());
            let at = n + 1;
            let what = if cell("measure").is_empty() { format!("{at}") } else { format!("“{}”", cell("measure")) };
            if cell("ambition").is_empty() {
                let message = format!(
                    "Target {what} has no view of its ambition: say whether it is ambitious enough, and challenge it where not"
                );
                found.push(Found::new(Place::Field(format!("{table}.{at}.ambition")), message));
            }
            if cell("agreed").is_empty() {
                let message = format!("Target {what} has no agreed figure: put in what was agreed for next year");
                found.push(Found::new(Place::Field(format!("{table}.{at}.agreed")), message));
            }
        }
    }
    found
}

/// The targets kept with the school's figures that a table shows.
fn of_figures(context: &Context<'_>, table: &str) -> Vec<Found> {
    let field = context.filled.form.field(table);
    if !field.is_some_and(|field| matches!(field.from, Some(Source::Targets(_)))) {
        return Vec::new();
    }
    let year = SchoolYear::of(context.filled.session.date());
    let targets = target_rows(context.filled.figures, year).into_iter();
    let lacking = targets.filter(|target| target.fact("view").trim().is_empty());
    let each = lacking.map(|target| {
        let measure = target.fact("measure");
        let message = format!(
            "Target “{measure}” has no view of its ambition: say whether it is ambitious enough (type figures), and \
             challenge it where not"
        );
        let (table, (of, group)) = (table.to_owned(), target.of.clone());
        Found::new(Place::Target { table, measure: of, group }, message).about(&measure)
    });
    each.collect()
}
