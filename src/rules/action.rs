//! `action`: every open action has an owner, a date and a measure of success (RT-12, RE-02, RE-07; handbook 9, 15).

use super::{Place, Rule};
use crate::forms::RuleUse;
use crate::session::Filled;

/// The rule.
pub(super) const RULE: Rule =
    Rule { id: "action", label: "Actions without owner, date or measure", handbook: "9, 15", find };

fn find(filled: &Filled<'_>, _: &RuleUse) -> Vec<(Place, String)> {
    let open = filled.session.actions().filter(|(_, action)| action.status.is_open());
    let one = |(entry, action): (&crate::session::Entry, &crate::session::Action)| {
        let lacks = [
            (action.owners.is_empty(), "owner"),
            (action.due.is_none(), "date"),
            (action.measure.trim().is_empty(), "measure of success"),
        ];
        let lacks: Vec<&str> = lacks.into_iter().filter(|(lacks, _)| *lacks).map(|(_, what)| what).collect();
        let last = lacks.split_last().map(|(last, before)| match before {
            [] => format!("no {last}"),
            before => format!("no {} and no {last}", before.join(", no ")),
        });
        last.map(|lacks| (Place::Entry(entry.id), format!("Action {} has {lacks}", action.number)))
    };
    open.filter_map(one).collect()
}
