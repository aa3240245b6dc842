//! `overdue`: what has to be sent or returned after a visit is not late (NV-11, NV-12, OF-11; handbook 9, 17).

use super::late::late;
use super::{Context, Day, Found, Place, Rule};
use crate::calendar::long;
use crate::forms::{Deadline, When};
use crate::session::{Due, Met, deadlines};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "overdue",
    label: "Overdue, or sent late",
    handbook: "9, 17",
    example: "The draft was due with the headteacher five days after the visit",
    find,
};

/// Which deadlines are meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// Those before a day.
    Before,
    /// Those after a day or by one.
    After,
}

fn find(context: &Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (deadline, due) in those(context, Which::After) {
        let message = match (due.met, context.day) {
            (Met::Done(Some(sent)), _) if sent > due.on => late(deadline, &due, sent),
            (Met::Open, Day::Is(today)) if today > due.on => {
                format!("Overdue: {} was due on {}; send it, and note the date", due.label, long(due.on))
            }
            (Met::Open | Met::Done(_) | Met::Passed | Met::Cancelled, _) => continue,
        };
        found.push(Found::new(place_of(deadline), message).keyed(deadline.id.clone()));
    }
    found
}

/// The deadlines of a make, with when they fall.
pub(super) fn those<'a>(context: &Context<'a>, which: Which) -> Vec<(&'a Deadline, Due)> {
    let form: &'a crate::forms::Form = context.filled.form;
    let of_make = |when: &When| match when {
        When::Before { .. } | When::CalendarBefore { .. } => Which::Before,
        When::After { .. } | When::By(_) => Which::After,
    };
    let all = deadlines(&context.filled).into_iter();
    all.filter_map(|due| {
        let deadline = form.deadlines.iter().find(|d| d.id == due.id).filter(|d| of_make(&d.when) == which)?;
        Some((deadline, due))
    })
    .collect()
}

/// Where it is noted that it is done.
pub(super) fn place_of(deadline: &Deadline) -> Place {
    deadline.done_by.clone().map_or(Place::Session, Place::Field)
}
