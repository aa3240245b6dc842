//! `nov forms`: what every form holds, for people and, as JSON, for scripts.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::calendar::SchoolYear;
use crate::forms::{Column, Field, Form, FormError, Kind, Library, Origin, Place, Row, When};

/// Lists the forms for people.
pub(super) fn list(library: &Library, today: NaiveDate, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut past: Vec<(SchoolYear, String)> = Vec::new();
    for id in library.form_ids() {
        let form = library.form(id)?;
        past.extend(form.last_year_before(SchoolYear::of(today)).map(|year| (year, form.id.clone())));
        let fields: usize = form.sections.iter().map(|s| s.fields.len()).sum();
        let derived = if form.origin == Origin::Derived { ", derived from the handbook" } else { "" };
        writeln!(out, "{:<16} {} ({} sections, {fields} fields{derived})", form.id, form.title, form.sections.len())?;
    }
    past.sort();
    for years in past.chunk_by(|(one, _), (other, _)| one == other) {
        let (Some((year, _)), ids) = (years.first(), years.iter().map(|(_, id)| id.as_str()).collect::<Vec<_>>())
        else {
            continue;
        };
        let which = if ids.len() == library.form_ids().len() { "all of these".to_owned() } else { ids.join(", ") };
        writeln!(out, "\nOf {year}: {which}; one of a later year goes into the folder forms/ and takes its place.")?;
    }
    writeln!(out, "\n`nov forms --json` prints every field with its id.")?;
    Ok(())
}

/// Prints everything as JSON.
pub(super) fn as_json(library: &Library, out: &mut dyn Write) -> anyhow::Result<()> {
    let ids = library.form_ids();
    let forms = ids.iter().map(|id| library.form(id).map(|form| whole(&form, library)));
    let forms = forms.collect::<Result<Vec<Value>, FormError>>()?;
    serde_json::to_writer_pretty(&mut *out, &forms).map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(())
}

fn whole(form: &Form, library: &Library) -> Value {
    let sections: Vec<Value> = form
        .sections
        .iter()
        .map(|s| {
            let fields: Vec<Value> = s.fields.iter().map(|f| field(f, library)).collect();
            json!({ "id": s.id, "title": s.title, "sef": s.sef, "note": s.note, "fields": fields })
        })
        .collect();
    let mut number = 0;
    let agenda: Vec<Value> = form
        .agenda
        .iter()
        .map(|item| {
            let numbered = item.place == Place::Numbered;
            number += usize::from(numbered);
            let fields: Vec<&str> = form.fields_of(item).iter().map(|f| f.id.as_str()).collect();
            json!({
                "id": item.id, "title": item.title, "number": numbered.then_some(number), "minutes": item.minutes,
                "fields": fields, "prompts": item.prompts,
            })
        })
        .collect();
    let mut lists: Vec<&String> = form.agenda.iter().flat_map(|item| &item.prompts).chain(&form.cards).collect();
    lists.sort();
    lists.dedup();
    let prompts: Vec<Value> = lists
        .iter()
        .filter_map(|id| library.prompts(id))
        .map(|list| form.own_year().map_or(list.clone(), |year| list.in_year(year)))
        .map(|list| {
            let item = |(n, text): (usize, &String)| json!({ "id": format!("{}.{}", list.id, n + 1), "text": text });
            json!({ "id": list.id, "title": list.title, "items": list.items.iter().enumerate().map(item).collect::<Vec<_>>() })
        })
        .collect();
    let deadlines: Vec<Value> = form
        .deadlines
        .iter()
        .map(|d| {
            let (days, way, from) = match &d.when {
                When::After { days, from } => (Some(*days), "after", from.clone()),
                When::Before { days, from } => (Some(*days), "before", from.clone()),
                When::CalendarBefore { days, from } => (Some(*days), "calendar days before", from.clone()),
                When::By(day) => (None, "by", day.clone()),
            };
            json!({ "id": d.id, "label": d.label, "days": days, "when": way, "from": from, "at": d.at })
        })
        .collect();
    let rows: Vec<Value> = form
        .sections
        .iter()
        .flat_map(|s| &s.fields)
        .filter_map(|f| match &f.kind {
            Kind::Grades { rows, columns, .. } => Some((f, rows, columns)),
            _ => None,
        })
        .flat_map(|(f, rows, columns)| rows.iter().map(move |row| judgement(f, row, columns)))
        .collect();
    json!({
        "id": form.id, "name": form.name, "title": form.title, "version": form.version, "origin": form.origin,
        "valid_years": form.valid_years, "sections": sections, "judgement_rows": rows, "agenda": agenda,
        "prompts": prompts, "deadlines": deadlines,
        "states": form.states.iter().map(|s| json!({ "id": s.id, "label": s.label })).collect::<Vec<_>>(),
        "documents": crate::outline::documents(form).iter().map(|d| json!({ "id": d.id, "title": d.title, "audience": d.audience })).collect::<Vec<_>>(),
        "distribution": form.distribution,
    })
}

fn judgement(field: &Field, row: &Row, columns: &[Column]) -> Value {
    let cells: Vec<String> = columns.iter().map(|c| format!("{}.{}", row.id, c.id)).collect();
    json!({ "id": row.id, "label": row.label, "field": field.id, "cells": cells, "scale": row.scale })
}

fn field(field: &Field, library: &Library) -> Value {
    let mut value = kind(&field.kind, library);
    let known = json!({ "id": field.id, "label": field.label, "names_allowed": field.names_allowed });
    merge(&mut value, &known);
    if !field.help.is_empty() {
        merge(&mut value, &json!({ "help": field.help }));
    }
    value
}

fn merge(into: &mut Value, from: &Value) {
    if let (Some(into), Some(from)) = (into.as_object_mut(), from.as_object()) {
        into.extend(from.iter().map(|(k, v)| (k.clone(), v.clone())));
    }
}

fn columns(columns: &[Column], library: &Library) -> Vec<Value> {
    let column = |c: &Column| {
        let mut value = kind(&c.kind, library);
        merge(&mut value, &json!({ "id": c.id, "label": c.label }));
        value
    };
    columns.iter().map(column).collect()
}

fn kind(kind: &Kind, library: &Library) -> Value {
    match kind {
        Kind::Text => json!({ "kind": "text" }),
        Kind::LongText => json!({ "kind": "longtext" }),
        Kind::Number { min, max, .. } => json!({ "kind": "number", "min": min, "max": max }),
        Kind::Date | Kind::Since | Kind::Due | Kind::Past => json!({ "kind": "date" }),
        Kind::Dates => json!({ "kind": "dates" }),
        Kind::Choice(options) => json!({ "kind": "choice", "options": options }),
        Kind::Choices(options) => json!({ "kind": "choices", "options": options }),
        Kind::Grade { scale } => {
            let grades = library.scale(scale).map(|s| s.grades.iter().map(|g| g.key.clone()).collect::<Vec<_>>());
            json!({ "kind": "grade", "scale": scale, "options": grades })
        }
        Kind::Grades { heading, rows, columns: its } => {
            let rows: Vec<Value> =
                rows.iter().map(|r| json!({ "id": r.id, "label": r.label, "scale": r.scale })).collect();
            json!({ "kind": "grades", "heading": heading, "rows": rows, "columns": columns(its, library) })
        }
        Kind::Table { columns: its } => json!({ "kind": "table", "columns": columns(its, library) }),
        Kind::Checklist { list, columns: its, items } => {
            json!({ "kind": "checklist", "list": list, "items": items, "columns": columns(its, library) })
        }
        Kind::Role => json!({ "kind": "role" }),
        Kind::Sentence { template, blanks } => {
            json!({ "kind": "sentence", "template": template, "columns": columns(blanks, library) })
        }
    }
}
