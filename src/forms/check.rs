//! What must hold of every form: ids are unique, what is named exists, every field belongs to one agenda item.

use std::collections::HashSet;

use super::library::Library;
use super::model::{Carried, Column, Condition, Form, Kind, Part, When};

/// Checks a form.
///
/// # Errors
/// The first fault, as a sentence.
pub(super) fn check(form: &Form, library: &Library) -> Result<(), String> {
    unique_ids(form)?;
    known_names(form, library)?;
    each_field_in_one_item(form)?;
    carried(form)?;
    if form.documents.is_empty() {
        return Err("the form has no document; give it one, such as (id: \"form\", audience: \"all\", contents: [Sections([])])".to_owned());
    }
    Ok(())
}

fn unique<'a>(what: &str, ids: impl Iterator<Item = &'a str>) -> Result<(), String> {
    let mut seen = HashSet::new();
    for id in ids {
        if id.is_empty() || id.contains(['.', '=', '+']) || id.contains(char::is_whitespace) {
            return Err(format!("\"{id}\" cannot be an id of a {what}: use letters, digits and hyphens"));
        }
        if !seen.insert(id) {
            return Err(format!("two {what}s have the id \"{id}\""));
        }
    }
    Ok(())
}

fn unique_ids(form: &Form) -> Result<(), String> {
    unique("section", form.sections.iter().map(|s| s.id.as_str()))?;
    let rows = form.all_fields().flat_map(|f| match &f.kind {
        Kind::Grades { rows, .. } => rows.iter().map(|r| r.id.as_str()).collect(),
        _ => Vec::new(),
    });
    // A judgement row is named like a field, so they share their ids.
    unique("field", form.all_fields().map(|f| f.id.as_str()).chain(rows))?;
    unique("agenda item", form.agenda.iter().map(|i| i.id.as_str()))?;
    unique("document", form.documents.iter().map(|d| d.id.as_str()))?;
    unique("state", form.states.iter().map(|s| s.id.as_str()))?;
    unique("deadline", form.deadlines.iter().map(|d| d.id.as_str()))?;
    for field in form.all_fields() {
        unique("column", columns(&field.kind).iter().map(|c| c.id.as_str()))
            .map_err(|e| format!("field \"{}\": {e}", field.id))?;
    }
    Ok(())
}

fn columns(kind: &Kind) -> &[Column] {
    match kind {
        Kind::Grades { columns, .. } | Kind::Table { columns } | Kind::Sentence { blanks: columns, .. } => columns,
        Kind::Text
        | Kind::LongText
        | Kind::Number { .. }
        | Kind::Date
        | Kind::Dates
        | Kind::Choice(_)
        | Kind::Choices(_)
        | Kind::Grade { .. }
        | Kind::Checklist { .. }
        | Kind::Role => &[],
    }
}

fn known_names(form: &Form, library: &Library) -> Result<(), String> {
    let lists = form.agenda.iter().flat_map(|item| &item.prompts).chain(&form.cards);
    for list in lists {
        known_list(list, library)?;
    }
    for field in form.all_fields() {
        let named = |what: String| format!("field \"{}\": {what}", field.id);
        known_in_kind(&field.kind, library).map_err(named)?;
        for condition in [&field.applies_if, &field.required_when].into_iter().flatten() {
            known_paths(form, condition).map_err(named)?;
        }
    }
    for section in &form.sections {
        section
            .applies_if
            .iter()
            .try_for_each(|c| known_paths(form, c))
            .map_err(|e| format!("section \"{}\": {e}", section.id))?;
    }
    for item in &form.agenda {
        let section = item.sections.iter().find(|id| !form.sections.iter().any(|s| s.id == **id));
        let field = item.fields.iter().find(|id| form.field(id).is_none());
        if let Some(id) = section.or(field) {
            return Err(format!(
                "agenda item \"{}\" shows \"{id}\", which is no section or field of the form",
                item.id
            ));
        }
    }
    for document in &form.documents {
        for part in &document.contents {
            let Part::Sections(ids) = part else { continue };
            if let Some(id) = ids.iter().find(|id| !form.sections.iter().any(|s| s.id == **id)) {
                return Err(format!("document \"{}\" names the section \"{id}\", which the form has not", document.id));
            }
        }
    }
    for deadline in &form.deadlines {
        let (When::After { from, .. } | When::Before { from, .. } | When::CalendarBefore { from, .. }) = &deadline.when
        else {
            continue;
        };
        if from != "session" && form.cell(from).is_err() {
            return Err(format!(
                "deadline \"{}\" counts from \"{from}\", which is no field; write \"session\" for its date",
                deadline.id
            ));
        }
    }
    Ok(())
}

fn known_list(list: &str, library: &Library) -> Result<(), String> {
    library.prompts(list).map(drop).ok_or_else(|| format!("there is no prompt list \"{list}\""))
}

fn known_in_kind(kind: &Kind, library: &Library) -> Result<(), String> {
    let scale = |id: &str| library.scale(id).map(drop).ok_or_else(|| format!("there is no scale \"{id}\""));
    match kind {
        Kind::Grade { scale: id } => scale(id)?,
        Kind::Grades { rows, .. } => rows.iter().filter_map(|r| r.scale.as_deref()).try_for_each(scale)?,
        Kind::Checklist { list } => known_list(list, library)?,
        Kind::Sentence { template, blanks } => {
            if let Some(blank) = blanks.iter().find(|b| !template.contains(&format!("{{{}}}", b.id))) {
                return Err(format!("the sentence has no blank {{{}}}", blank.id));
            }
        }
        Kind::Text
        | Kind::LongText
        | Kind::Number { .. }
        | Kind::Date
        | Kind::Dates
        | Kind::Choice(_)
        | Kind::Choices(_)
        | Kind::Table { .. }
        | Kind::Role => {}
    }
    for column in columns(kind) {
        let cells_of_its_own = matches!(
            column.kind,
            Kind::Grades { .. } | Kind::Table { .. } | Kind::Checklist { .. } | Kind::Sentence { .. }
        );
        if cells_of_its_own {
            return Err(format!("column \"{}\" cannot hold cells of its own", column.id));
        }
        known_in_kind(&column.kind, library)?;
    }
    Ok(())
}

fn known_paths(form: &Form, condition: &Condition) -> Result<(), String> {
    let unknown = condition.paths().into_iter().find(|path| form.cell(path).is_err());
    unknown.map_or(Ok(()), |path| Err(format!("its condition names \"{path}\", which is no field of the form")))
}

fn each_field_in_one_item(form: &Form) -> Result<(), String> {
    for field in form.all_fields() {
        let shown: Vec<&str> = form
            .agenda
            .iter()
            .filter(|i| form.fields_of(i).iter().any(|f| f.id == field.id))
            .map(|i| i.id.as_str())
            .collect();
        match shown.as_slice() {
            [_] => {}
            [] => return Err(format!("no agenda item shows the field \"{}\"", field.id)),
            several => {
                return Err(format!(
                    "the field \"{}\" is shown by several agenda items: {}",
                    field.id,
                    several.join(", ")
                ));
            }
        }
    }
    Ok(())
}

fn carried(form: &Form) -> Result<(), String> {
    for carry in &form.carry_from {
        if form.item(&carry.into).is_none() {
            return Err(format!("what is carried goes into \"{}\", which is no agenda item", carry.into));
        }
        if let Carried::Rows { into, .. } = &carry.what
            && !matches!(form.field(into).map(|f| &f.kind), Some(Kind::Table { .. }))
        {
            return Err(format!("carried rows go into \"{into}\", which is no table of the form"));
        }
    }
    Ok(())
}
