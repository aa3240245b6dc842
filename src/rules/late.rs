//! `late`: what has to go out before a meeting went out in time (RT-04; handbook 15).

use super::overdue::{Which, place_of, those};
use super::{Context, Day, Found, Rule};
use crate::calendar::long;
use crate::session::Met;

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
        let (went, noted, remedy) = if deadline.arrives {
            ("came", "arrived", "ask after it, and note the date it came")
        } else {
            ("went out", "sent", "send it, and note the date")
        };
        let message = match (due.met, context.day) {
            (Met::Done(Some(sent)), _) if sent > due.on => {
                format!("Late: {what} {went} on {}, and was due by {by}; waive this with the reason", long(sent))
            }
            (Met::Open | Met::Passed, Day::Is(today)) if today > due.on => {
                format!("Not noted as {noted}: {what}, due by {by}; {remedy}")
            }
            (Met::Open | Met::Done(_) | Met::Passed | Met::Cancelled, _) => continue,
        };
        found.push(Found::new(place_of(deadline), message).keyed(deadline.id.clone()));
    }
    found
}
