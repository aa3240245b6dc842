//! `required`: every part the form asks for is there (NV-02, NV-03; handbook 2 and 9).

use super::{Context, Filling, Found, Place, Rule, beginning, short};
use crate::forms::{Field, Kind, Origin, Severity, Source};
use crate::session::Filled;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "required",
    label: "Parts that have to be filled and are empty",
    handbook: "2, 9",
    example: "“Quality of the school's self evaluation” is empty",
    find,
};

fn find(context: &Context<'_>) -> Vec<Found> {
    let filled = &context.filled;
    let fields =
        filled.form.sections.iter().flat_map(|section| section.fields.iter().map(move |field| (section, field)));
    let mut found = Vec::new();
    for (section, field) in fields.filter(|(_, field)| context.in_scope(&field.id)) {
        let place =
            if section.title.is_empty() { String::new() } else { format!(" in “{}”", short(&section.title)) };
        if is_bare_box(filled, field) {
            let message = format!("“{}”{place} is empty and will be printed without text", short(&field.label));
            found.push(Found::new(Place::Field(field.id.clone()), message).weighing(Severity::Warning));
        }
        if filled.is_missing(field) {
            let message = format!("“{}”{place} is still empty", short(&field.label));
            found.push(Found::new(Place::Field(field.id.clone()), message));
        }
        found.extend(
            filled
                .asked(field)
                .into_iter()
                .map(|(path, row)| Found::new(Place::Field(path), format!("The grades for “{row}” differ; say why"))),
        );
    }
    found.extend(cells(context));
    found
}

/// Whether a box for what is noted, which nothing has to stand in, is printed with nothing in it: a form on paper keeps it.
fn is_bare_box<'a>(filled: &Filled<'a>, field: &'a Field) -> bool {
    let is_box = field.kind == Kind::LongText && field.from == Some(Source::Entries) && field.required_when.is_none();
    is_box
        && filled.form.origin == Origin::Printed
        && !filled.is_untouched()
        && filled.field_applies(field)
        && !filled.is_filled(field)
}

/// The cells of rows that what else stands in their row asks for.
fn cells(context: &Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for Filling { table, label, columns, rows } in context.tables() {
        for (n, row) in rows {
            let cell = |id: &str| row.get(id).map_or("", |cell| cell.trim());
            for column in columns.iter().filter(|column| column.is_missing_in(row)) {
                let first = columns.iter().map(|column| cell(&column.id)).find(|cell| !cell.is_empty());
                let message = format!(
                    "“{}” is still empty for “{}” in “{}”",
                    short(&column.label),
                    beginning(first.unwrap_or_default()),
                    short(label)
                );
                found.push(Found::new(Place::Field(format!("{table}.{}.{}", n + 1, column.id)), message));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::{Day, check};
    use crate::calendar::{Calendar, Count};
    use crate::forms::{Library, Severity};
    use crate::session::{Change, Filled, Reached, Record, Session};

    /// What the rules say of an autumn visit in a state: field and weight.
    fn missing(state: Option<&str>) -> Vec<(String, Severity)> {
        let (form, record, calendar) = (Library::shipped().form("autumn").unwrap(), Record::new(), Calendar::shipped());
        let date = "2009-11-17".parse().unwrap();
        let mut session = Session::new(&form, "2009-11-17-hillside-autumn", "Hillside Primary", "hillside", date);
        if let Some(state) = state {
            let to = Some(Reached { state: state.to_owned(), on: date });
            session.apply(&Change::State { from: None, to }).unwrap();
        }
        let filled = Filled {
            form: &form,
            session: &session,
            school: &record,
            me: &record,
            calendar: &calendar,
            scales: &[],
            prompts: &[],
            roles: &[],
            count: Count::Working,
            figures: &crate::measures::FigureBook::default(),
        };
        check(&filled, Day::Any).into_iter().map(|found| (found.id, found.severity)).collect()
    }

    #[test]
    fn the_commentaries_block_and_the_front_sheet_warns() {
        let found = missing(None);
        for (field, severity) in [
            ("self-evaluation", Severity::Blocking),
            ("plan-priorities", Severity::Blocking),
            ("action-support", Severity::Blocking),
            ("recommendations", Severity::Blocking),
            ("focus", Severity::Warning),
            ("governor", Severity::Warning),
        ] {
            assert!(found.contains(&(format!("required:{field}"), severity)), "{field}: {found:?}");
        }
    }

    #[test]
    fn a_disagreement_is_written_in_once_there_is_one() {
        let has =
            |state: Option<&str>, field: &str| missing(state).iter().any(|(id, _)| *id == format!("required:{field}"));
        assert!(!has(Some("circulated"), "moderated"), "nobody disagreed");
        assert!(!has(None, "disagreement"));
        assert!(!has(Some("with-head"), "disagreement"));
        assert!(has(Some("moderation"), "disagreement") && !has(Some("moderation"), "moderated"));
        assert!(has(Some("disagreed"), "disagreement") && has(Some("disagreed"), "moderated"));
    }
}
