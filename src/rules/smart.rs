//! `smart`: each recommendation is specific, measurable, achievable, realistic and timely (RE-02; handbook 9).

use chrono::NaiveDate;

use super::{Context, Filling, Found, Mend, Place, Rule, beginning, joined};
use crate::session::{Row, Target};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "smart",
    label: "Recommendations that are not SMART yet",
    handbook: "9",
    example: "“Improve writing”: by how much, by when, and is it achievable?",
    find,
};

/// The five parts: column, and name.
const PARTS: [(&str, &str); 5] = [
    ("specific", "Specific"),
    ("measurable", "Measurable (how you will know)"),
    ("achievable", "Achievable"),
    ("realistic", "Realistic"),
    ("timely", "Timely (by when)"),
];

fn find(context: &Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for Filling { table, columns, rows, .. } in context.tables_with("measurable") {
        let parts = PARTS.iter().filter(|(id, _)| columns.iter().any(|column| column.id == *id));
        for (n, row) in rows {
            let cell = |id: &str| row.get(id).map_or("", |cell| cell.trim());
            let open: Vec<_> = parts.clone().filter(|(id, _)| matches!(cell(id), "" | "no")).collect();
            let Some((first, _)) = open.first() else { continue };
            let lacks = joined(&open.iter().map(|(_, name)| *name).collect::<Vec<_>>());
            let at = n + 1;
            let what = beginning(row.get("recommendation").map_or("", String::as_str));
            let message = format!("Recommendation {at} (“{what}”) is not SMART yet: fill in {lacks}");
            let said =
                Found::new(Place::Field(format!("{table}.{at}.{first}")), message).keyed(format!("{table}.{at}"));
            found.push(said.with(date_of(context, table, n, row)));
        }
    }
    found
}

/// The date a recommendation names in its words, for the column that has none.
fn date_of(context: &Context<'_>, table: &str, n: usize, row: &Row) -> Option<Mend> {
    if !row.get("timely").is_none_or(|cell| cell.trim().is_empty()) {
        return None;
    }
    let date = named_date(context, row.get("recommendation")?)?;
    let target = Target::Cell { table: table.to_owned(), row: n, column: "timely".to_owned() };
    let label = format!("put {} under “Timely”", crate::calendar::long(date));
    Some(Mend::rewrite(label, &target, "", date.to_string()))
}

/// The date after “by” in some words, the longest that reads as one.
fn named_date(context: &Context<'_>, text: &str) -> Option<NaiveDate> {
    let filled = &context.filled;
    let words: Vec<&str> = text.split_whitespace().collect();
    let ends = |from: usize| (from + 1..=words.len().min(from + 5)).rev();
    let by = (0..words.len()).filter(|n| words[*n].eq_ignore_ascii_case("by"));
    by.flat_map(|n| ends(n + 1).map(move |to| (n + 1, to))).find_map(|(from, to)| {
        let said = words[from..to].join(" ");
        filled.calendar.parse_date(said.trim_end_matches(['.', ',', ';', ')']), filled.session.date())
    })
}
