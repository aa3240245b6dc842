//! `smart`: each recommendation is specific, measurable, achievable, realistic and timely (RE-02; handbook 9).

use chrono::NaiveDate;

use super::{Context, Filling, Found, Mend, Place, Rule, beginning, joined};
use crate::forms::{Column, Kind};
use crate::session::{Row, Target};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "smart",
    label: "Recommendations that are not SMART yet",
    handbook: "9",
    example: "“Improve writing”: by how much, by when, and is it achievable?",
    find,
};

/// The five parts: column, name, and what to write where words are asked for.
const PARTS: [(&str, &str, &str); 5] = [
    ("specific", "Specific", "what exactly is to be done (Specific)"),
    ("measurable", "Measurable", "how you will know (Measurable)"),
    ("achievable", "Achievable", "how it can be done (Achievable)"),
    ("realistic", "Realistic", "with what it can be done (Realistic)"),
    ("timely", "Timely", "by when (Timely)"),
];

fn find(context: &Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for Filling { table, columns, rows, .. } in context.tables_with("measurable") {
        for (n, row) in rows {
            let at = n + 1;
            let what =
                format!("Recommendation {at} (“{}”)", beginning(row.get("recommendation").map_or("", String::as_str)));
            if let Some((first, steps)) = to_do(columns, row) {
                let message = format!("{what} is not SMART yet: {steps}");
                let said =
                    Found::new(Place::Field(format!("{table}.{at}.{first}")), message).keyed(format!("{table}.{at}"));
                found.push(said.with(date_of(context, table, n, row)));
            }
            let visit = context.filled.session.date();
            let day = row.get("timely").and_then(|cell| cell.trim().parse::<NaiveDate>().ok());
            if let Some(day) = day.filter(|day| *day < visit) {
                let (day, visit) = (crate::calendar::long(day), crate::calendar::long(visit));
                let message = format!(
                    "{what} is to be done by {day}, which lies before this note of {visit}: write a day to come"
                );
                found.push(Found::new(Place::Field(format!("{table}.{at}.timely")), message).about("past"));
            }
        }
    }
    found
}

/// What makes a recommendation SMART, and the column to begin with; none where it is.
fn to_do(columns: &[Column], row: &Row) -> Option<(&'static str, String)> {
    let (mut first, mut answer, mut alter, mut write) = (None, Vec::new(), Vec::new(), Vec::new());
    for (id, name, how) in PARTS {
        let Some(column) = columns.iter().find(|column| column.id == id) else { continue };
        let cell = row.get(id).map_or("", |cell| cell.trim());
        match (cell, &column.kind) {
            ("", Kind::Choice(_)) => answer.push(name),
            ("no", _) => alter.push(name),
            ("", _) => write.push(how),
            _ => continue,
        }
        first = first.or(Some(id));
    }
    let steps = [("answer yes to", answer), ("write", write), ("put it so that you can answer yes to", alter)];
    let steps = steps.into_iter().filter(|(_, what)| !what.is_empty());
    let steps: Vec<String> = steps.map(|(do_it, what)| format!("{do_it} {}", joined(&what))).collect();
    Some((first?, steps.join("; ")))
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
