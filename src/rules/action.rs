//! `action`: every open action has an owner, a date and a measure of success (RT-12, RE-02, RE-07; handbook 9, 15).

use super::{Context, Found, Place, Rule, joined};
use crate::session::Detail;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "action",
    label: "Actions without owner, date or measure",
    handbook: "9, 15",
    example: "“! moderate Y5 writing” says neither who nor by when",
    find,
};

fn find(context: &Context<'_>) -> Vec<Found> {
    let open = context.filled.session.actions().filter(|(_, action)| action.status.is_open());
    let one = |(entry, action): (&crate::session::Entry, &crate::session::Action)| {
        let lacks = [
            (action.owners.is_empty(), "no owner", Detail::Owner),
            (action.due.is_none(), "no date", Detail::Due),
            (action.measure.trim().is_empty(), "no measure of success", Detail::Measure),
        ];
        let detail = lacks.iter().find(|(lacks, ..)| *lacks).map(|(.., detail)| *detail)?;
        let lacks: Vec<&str> = lacks.into_iter().filter(|(lacks, ..)| *lacks).map(|(_, what, _)| what).collect();
        let message = format!("Action {} has {}", action.number, joined(&lacks));
        Some(Found::new(Place::Detail { entry: entry.id, detail }, message))
    };
    open.filter_map(one).collect()
}
