//! `late`: what has to go out before a meeting went out in time (RT-04; handbook 15).

use super::overdue::{Which, place_of, those};
use super::{Context, Day, Found, Rule};
use crate::calendar::long;

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
        let reached = context.filled.session.states().iter().find(|r| Some(&r.state) == deadline.done_in.as_ref());
        let typed = deadline.done_by.as_ref().and_then(|field| context.filled.value(field).parse().ok());
        let sent = typed.or_else(|| reached.map(|r| r.on));
        let (what, by) = (&due.label, long(due.on));
        let (went, noted, remedy) = if deadline.arrives {
            ("came", "arrived", "ask after it, and note the date it came")
        } else {
            ("went out", "sent", "send it, and note the date")
        };
        let message = match (sent, context.day) {
            (Some(sent), _) if sent > due.on => {
                format!("Late: {what} {went} on {}, and was due by {by}; waive this with the reason", long(sent))
            }
            (None, Day::Is(today)) if today > due.on && !due.done => {
                format!("Not noted as {noted}: {what}, due by {by}; {remedy}")
            }
            (Some(_) | None, _) => continue,
        };
        found.push(Found::new(place_of(deadline), message).keyed(deadline.id.clone()));
    }
    found
}
