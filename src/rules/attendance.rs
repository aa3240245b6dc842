//! `attendance`: of everybody expected it is noted whether they came, absent officers sent a brief report, and whoever sent
//! apologies is not quoted as if they had been there (LS-04, RT-09; handbook 15).

use super::{Context, Found, Place, Rule};
use crate::grammar::Kind;
use crate::session::{Entry, Person};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "attendance",
    label: "Attendance that is not noted or does not fit",
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
    let expected = filled.still_expected();
    let one = |(at, person): (usize, &Person)| {
        let name = person.name();
        let message = if expected.contains(&at) {
            format!("{name} was expected: note in the pane People whether they came (→) or sent apologies (←)")
        } else if person.sent_apologies() && person.report.trim().is_empty() && is_officer(person) {
            format!("{name} sent apologies and no brief written report is noted")
        } else {
            return None;
        };
        Some(Found::new(Place::Person(at), message))
    };
    let people = filled.session.people();
    let noted = people.iter().enumerate().filter_map(one);
    noted
        .chain(people.iter().filter(|person| person.sent_apologies()).filter_map(|person| quoted(context, person)))
        .collect()
}

/// The first line that says what somebody said who was not there; what they reported may have come in writing.
fn quoted(context: &Context<'_>, person: &Person) -> Option<Found> {
    let session = context.filled.session;
    let alone = session.people().iter().filter(|other| other.role == person.role).count() == 1;
    let names = |who: &str| who == person.name() || (alone && who == person.role);
    let speaks = |entry: &&Entry| {
        !entry.removed
            && !matches!(entry.kind, Kind::Private | Kind::Reported | Kind::Action)
            && entry.who.as_deref().is_some_and(names)
    };
    let entry = session.all_entries().map(|(_, entry)| entry).find(speaks)?;
    let message = format!(
        "{} sent apologies, yet “{}” stands as said by them: note them as present (→), or say whose words it gives",
        person.name(),
        entry.glimpse()
    );
    Some(Found::new(Place::Entry(entry.id), message))
}
