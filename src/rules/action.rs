//! `action`: every open action has an owner, a date and a measure of success (RT-12, RE-02, RE-07; handbook 9, 15).

use super::{Place, Rule};
use crate::forms::RuleUse;
use crate::session::{Detail, Filled};

/// The rule.
pub(super) const RULE: Rule =
    Rule { id: "action", label: "Actions without owner, date or measure", handbook: "9, 15", find };

fn find(filled: &Filled<'_>, _: &RuleUse) -> Vec<(Place, String)> {
    let open = filled.session.actions().filter(|(_, action)| action.status.is_open());
    let one = |(entry, action): (&crate::session::Entry, &crate::session::Action)| {
        let lacks = [
            (action.owners.is_empty(), "owner", Detail::Owner),
            (action.due.is_none(), "date", Detail::Due),
            (action.measure.trim().is_empty(), "measure of success", Detail::Measure),
        ];
        let detail = lacks.iter().find(|(lacks, ..)| *lacks).map(|(.., detail)| *detail)?;
        let lacks: Vec<&str> = lacks.into_iter().filter(|(lacks, ..)| *lacks).map(|(_, what, _)| what).collect();
        let last = lacks.split_last().map(|(last, before)| match before {
            [] => format!("no {last}"),
            before => format!("no {} and no {last}", before.join(", no ")),
        });
        last.map(|lacks| (Place::Detail { entry: entry.id, detail }, format!("Action {} has {lacks}", action.number)))
    };
    open.filter_map(one).collect()
}
