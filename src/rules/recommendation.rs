//! `recommendation`: each names its owner by role and initials, and the school priority it serves (RE-03, RE-07; handbook 9).

use super::nobody::is_nobody;
use super::{Context, Filling, Found, Mend, Place, Rule, beginning, joined};
use crate::session::{Row, Target};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "recommendation",
    label: "Recommendations without owner or priority",
    handbook: "9",
    example: "A recommendation that nobody owns and that serves no priority of the school",
    find,
};

/// What each has to name: column, and what it lacks.
const PARTS: [(&str, &str); 2] = [("owner", "owner (role and initials)"), ("priority", "school priority it serves")];

fn find(context: &Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for Filling { table, columns, rows, .. } in context.tables_with("priority") {
        // The table of the priorities themselves has that column too.
        if !columns.iter().any(|column| column.id == "owner") {
            continue;
        }
        for (n, row) in rows {
            let cell = |id: &str| row.get(id).map_or("", |cell| cell.trim());
            let at = n + 1;
            let what = beginning(row.get("recommendation").map_or("", String::as_str));
            let lacks: Vec<_> = PARTS.iter().filter(|(id, _)| cell(id).is_empty()).collect();
            if let Some((first, _)) = lacks.first() {
                let names: Vec<&str> = lacks.iter().map(|(_, name)| *name).collect();
                let message = format!("Recommendation {at} (“{what}”) does not name the {}", joined(&names));
                let said = Found::new(Place::Field(format!("{table}.{at}.{first}")), message);
                let choices = if *first == "owner" { owners(context) } else { priorities(context) };
                let mends = choices.into_iter().map(|choice| write(table, n, first, "", choice));
                found.push(said.keyed(format!("{table}.{at}")).with(mends));
            }
            if is_nobody(cell("owner")) {
                let message = format!(
                    "Recommendation {at} (“{what}”) is owned by “{}”, who is nobody in particular; write a role and initials",
                    cell("owner")
                );
                let now = row.get("owner").map_or("", String::as_str);
                let mends = owners(context).into_iter().map(|choice| write(table, n, "owner", now, choice));
                found.push(Found::new(Place::Field(format!("{table}.{at}.owner")), message).with(mends));
            }
            if let Some(whole) = whole_name(context, cell("owner")) {
                let message =
                    format!("Recommendation {at} (“{what}”) is owned by “{}”; add the initials", cell("owner"));
                let now = row.get("owner").map_or("", String::as_str);
                let mend = write(table, n, "owner", now, whole);
                found.push(Found::new(Place::Field(format!("{table}.{at}.owner")), message).with([mend]));
            }
        }
    }
    found
}

fn write(table: &str, row: usize, column: &str, now: &str, choice: String) -> Mend {
    let target = Target::Cell { table: table.to_owned(), row, column: column.to_owned() };
    Mend::rewrite(format!("write “{choice}”"), &target, now, choice)
}

/// Who was there, by role and initials, the school's own people first as they stand.
fn owners(context: &Context<'_>) -> Vec<String> {
    let people = context.filled.session.people().iter();
    people.filter(|person| !person.initials.is_empty()).map(crate::session::Person::name).collect()
}

/// The school's priorities as the note lists them.
fn priorities(context: &Context<'_>) -> Vec<String> {
    let first = |row: &Row| row.get("priority").cloned().filter(|text| !text.trim().is_empty());
    let form = context.filled.form;
    let tables = form.all_fields().filter(|field| field.id == "priorities");
    tables.flat_map(|field| context.filled.session.table(&field.id).iter().filter_map(first)).collect()
}

/// A role without initials as the one person of that role is called.
fn whole_name(context: &Context<'_>, owner: &str) -> Option<String> {
    let people = context.filled.session.people().iter();
    let mut of_role = people.filter(|person| person.role.eq_ignore_ascii_case(owner) && !person.initials.is_empty());
    let one = of_role.next()?;
    of_role.next().is_none().then(|| one.name())
}
