//! `action`: every open action has an owner, a date and a measure of success (RT-12, RE-02, RE-07; handbook 9, 15).

use super::{Context, Found, Place, Rule, joined};

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
            (action.owners.is_empty(), "no owner"),
            (action.due.is_none(), "no date"),
            (action.measure.trim().is_empty(), "no measure of success"),
        ];
        let lacks: Vec<&str> = lacks.into_iter().filter(|(lacks, _)| *lacks).map(|(_, what)| what).collect();
        let message = format!("Action {} has {}", action.number, joined(&lacks));
        (!lacks.is_empty()).then(|| Found::new(Place::Entry(entry.id), message))
    };
    open.filter_map(one).collect()
}
