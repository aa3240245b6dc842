//! `late`: what has to go out before a meeting went out in time (RT-04; handbook 15).

use chrono::NaiveDate;

use super::overdue::{Which, place_of, those};
use super::{Context, Day, Found, Rule};
use crate::calendar::long;
use crate::forms::Deadline;
use crate::session::{Due, Met};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "late",
    label: "Papers that went out late",
    handbook: "15",
    example: "The agenda was sent four days before the meeting; it goes out a week before",
    find,
};

fn find(context: &Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (deadline, due) in those(context, Which::Before) {
        let (what, by) = (&due.label, long(due.on));
        let (noted, remedy) = if deadline.arrives {
            ("arrived", "ask after it, and note the date it came")
        } else {
            ("sent", "send it, and note the date")
        };
        let message = match (due.met, context.day) {
            (Met::Done(Some(sent)), _) if sent > due.on => late(deadline, &due, sent),
            (Met::Open | Met::Passed, Day::Is(today)) if today > due.on => {
                format!("Not noted as {noted}: {what}, due by {by}; {remedy}")
            }
            (Met::Open | Met::Done(_) | Met::Passed | Met::Cancelled, _) => continue,
        };
        found.push(Found::new(place_of(deadline), message).keyed(deadline.id.clone()));
    }
    found
}

/// What is said of what went out or came after its day.
pub(super) fn late(deadline: &Deadline, due: &Due, on: NaiveDate) -> String {
    let went = if deadline.arrives { "came" } else { "went out" };
    format!("Late: {} {went} on {}, and was due by {}; waive this with the reason", due.label, long(on), long(due.on))
}
