//! A form in the place of one whose file is gone: what a session holds is still written out, by the ids it is kept under.

use std::collections::BTreeSet;

use super::model::{ROW_ORIGIN, Session};
use crate::forms::{AgendaItem, Column, Field, Form, Kind};

/// What every such form holds. That the file reads is tested.
const BARE: &str = include_str!("stand_in.ron");

/// The form, with every field, table and item that the session holds.
pub fn stand_in(session: &Session) -> Option<Form> {
    let mut form: Form = crate::ronfile::read(BARE).ok()?;
    session.form().clone_into(&mut form.id);
    session.version().clone_into(&mut form.version);
    session.form().clone_into(&mut form.name);
    let section = form.sections.first_mut()?;
    section.fields.extend(session.fields().map(|(path, _)| Field::new(path, path, Kind::LongText)));
    for (table, rows) in session.tables() {
        let named: BTreeSet<&String> = rows.iter().flat_map(|row| row.keys()).collect();
        let columns = named.into_iter().filter(|column| !column.starts_with(ROW_ORIGIN));
        let columns = columns.map(|id| Column::new(id, id, Kind::LongText)).collect();
        section.fields.push(Field::new(table, table, Kind::Table { columns }));
    }
    let audience = section.audience.clone();
    form.agenda.extend(session.agenda().iter().map(|stop| AgendaItem {
        id: stop.id.clone(),
        title: stop.title.clone(),
        place: stop.place,
        sections: Vec::new(),
        fields: Vec::new(),
        prompts: Vec::new(),
        minutes: stop.minutes,
        speaker: None,
        reads_back_actions: false,
        reports: Vec::new(),
        audience: audience.clone(),
    }));
    Some(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_of_every_example_has_its_place() {
        for example in [
            include_str!("../../sessions/hillside-autumn.ron"),
            include_str!("../../sessions/hillside-rtm.ron"),
            include_str!("../../sessions/hillside-pib.ron"),
        ] {
            let session: Session = crate::ronfile::read(example).unwrap();
            let form = stand_in(&session).unwrap();
            let ids: Vec<&str> = form.all_fields().map(|field| field.id.as_str()).collect();
            assert!(
                session
                    .fields()
                    .map(|(id, _)| id)
                    .chain(session.tables().map(|(id, _)| id))
                    .all(|id| ids.contains(&id))
            );
            assert!(session.agenda().iter().all(|stop| form.item(&stop.id).is_some()));
        }
    }
}
