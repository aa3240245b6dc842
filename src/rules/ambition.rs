//! `ambition`: of each target the note says whether it is ambitious enough (SE-01; handbook 2, 10).

use super::{Context, Filling, Found, Place, Rule};

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
