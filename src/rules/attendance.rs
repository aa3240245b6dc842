//! `attendance`: of everybody expected it is noted whether they came, and absent officers sent a brief report (LS-04,
//! RT-09; handbook 15).

use super::{Context, Found, Place, Rule};
use crate::session::Person;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "attendance",
    label: "People of whom nothing is noted",
    handbook: "15",
    example: "GOV is expected, and neither present nor with apologies",
    find,
};

fn find(context: &Context<'_>) -> Vec<Found> {
    let filled = &context.filled;
    if !filled.session.has_begun() {
        return Vec::new();
    }
    let is_officer = |person: &Person| filled.form.invited.iter().any(|i| i.role == person.role && i.reports);
    let one = |(at, person): (usize, &Person)| {
        let name = person.name();
        let message = if !person.was_present() && !person.sent_apologies() {
            format!("{name} was expected: note in the pane People whether they came (→) or sent apologies (←)")
        } else if person.sent_apologies() && person.report.trim().is_empty() && is_officer(person) {
            format!("{name} sent apologies and no brief written report is noted")
        } else {
            return None;
        };
        Some(Found::new(Place::Person(at), message))
    };
    filled.session.people().iter().enumerate().filter_map(one).collect()
}
