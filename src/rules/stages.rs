//! `stages`: nothing is left out of the agreed format but key stages the school does not have (NV-03, AM-37; handbook 9).

use super::{Context, Found, Mend, Place, Rule};
use crate::forms::{Kind, Source};
use crate::session::{Change, StopState, Target};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "stages",
    label: "Parts left out that have to stay",
    handbook: "9",
    example: "“Targets” is skipped; Key Stage 1 is taken off a school that has it",
    find,
};

fn find(context: &Context<'_>) -> Vec<Found> {
    let mut found = left_out(context);
    found.extend(stages(context));
    found
}

/// Items with parts of the format that were skipped or put off.
fn left_out(context: &Context<'_>) -> Vec<Found> {
    let filled = &context.filled;
    let mut found = Vec::new();
    for (at, stop) in filled.session.agenda().iter().enumerate() {
        let own = filled.form.item(&stop.id);
        let holds = own.is_some_and(|item| {
            let fields = filled.form.fields_of(item);
            let asked =
                |field: &&&crate::forms::Field| field.required_when.as_ref().is_some_and(|when| filled.holds(when));
            fields.iter().filter(asked).any(|field| context.in_scope(&field.id) && filled.field_applies(field))
        });
        let mark = match stop.state {
            StopState::Open | StopState::Done => continue,
            StopState::Skipped => "left out",
            StopState::Deferred => "put off",
        };
        if !holds {
            continue;
        }
        let message = format!(
            "“{}” is {mark}: only key stages the school does not have may be left out of the note; fill it, or say in it why there is nothing",
            stop.title
        );
        let (from, mut to) = (stop.clone(), stop.clone());
        to.state = StopState::Open;
        let mend = Mend {
            label: "take it up again".to_owned(),
            now: format!("“{}” is {mark}", stop.title),
            then: format!("“{}” is open", stop.title),
            changes: vec![Change::Stop { at, from: Some(from), to: Some(to) }],
        };
        found.push(Found::new(Place::Item(stop.id.clone()), message).with([mend]));
    }
    found
}

/// Key stages of the school's record that were taken off the note.
fn stages(context: &Context<'_>) -> Vec<Found> {
    let filled = &context.filled;
    let mut found = Vec::new();
    for field in context.fields() {
        let (Kind::Choices(_), Some(Source::School(fact))) = (&field.kind, &field.from) else { continue };
        let (typed, record) = (filled.session.field(&field.id), filled.school.fact(fact));
        let has = |text: &str, stage: &str| text.split(',').any(|one| one.trim() == stage);
        let gone: Vec<&str> =
            record.split(',').map(str::trim).filter(|stage| !stage.is_empty() && !has(typed, stage)).collect();
        if typed.is_empty() || gone.is_empty() {
            continue;
        }
        for stage in gone {
            let message = format!(
                "{stage} is taken off the note, and the school's record has it: only a key stage the school does not have may be left out"
            );
            let mend = Mend::rewrite(
                "put back what the record has".to_owned(),
                &Target::Field(field.id.clone()),
                typed,
                record.to_owned(),
            );
            found.push(Found::new(Place::Field(field.id.clone()), message).about(stage).with([mend]));
        }
    }
    found
}
