//! One person typed as a role and as that role with initials: `@HT` and `@HT/AB` are the same where the meeting has one HT.

use super::change::Change;
use super::entry::{Action, Entry};
use super::model::Session;
use super::people::Person;

/// Changes with those that make one person of a role and of the same role with initials, where the only one in that role has
/// these or none: on the list of people and among the owners of actions. Two with different initials are two.
pub(super) fn as_one(session: &Session, mut changes: Vec<Change>) -> Vec<Change> {
    let brought: Vec<String> = changes.iter().flat_map(names_in).collect();
    let mut roles: Vec<String> = brought.iter().map(|name| role_of(name).to_owned()).collect();
    roles.sort_unstable();
    roles.dedup();
    // Nearly always there is nothing to do, and a long session is not copied for it.
    roles.retain(|role| is_split(session, (&changes, &brought), role));
    if roles.is_empty() {
        return changes;
    }
    let mut after = session.clone();
    if changes.iter().any(|change| after.apply(change).is_err()) {
        return changes;
    }
    for role in roles {
        let Some((name, at)) = only_one(&after, &role) else { continue };
        let more = [naming(&after, at, &name), owning(&after, &role, &name)].concat();
        for change in more {
            if after.apply(&change).is_ok() {
                changes.push(change);
            }
        }
    }
    changes
}

/// Whether a role stands on the list or as an owner for somebody who is also named with initials. As a speaker it stays.
fn is_split(session: &Session, (changes, brought): (&[Change], &[String]), role: &str) -> bool {
    let listed = || session.people().iter().filter(|person| person.role == role);
    let said = || session.names_said().chain(brought.iter().map(String::as_str)).filter(|name| role_of(name) == role);
    let has_initials = said().any(|name| name != role) || listed().any(|person| !person.initials.is_empty());
    let owns = |action: &Action| action.origin.is_none() && action.owners.iter().any(|owner| owner == role);
    let brings = |change: &Change| match change {
        Change::Person { to: Some(to), .. } => to.role == role && to.initials.is_empty(),
        Change::Entry { to: Some(to), .. } => to.as_action().is_some_and(owns),
        _ => false,
    };
    let is_bare = || {
        listed().any(|person| person.initials.is_empty())
            || changes.iter().any(brings)
            || said().any(|name| name == role) && session.actions().any(|(_, action)| owns(action))
    };
    has_initials && is_bare()
}

/// The names that changes bring in, as people, speakers or owners.
fn names_in(change: &Change) -> Vec<String> {
    match change {
        Change::Person { from, to: Some(to), .. } if from.as_ref().is_none_or(|from| from.name() != to.name()) => {
            vec![to.name()]
        }
        Change::Entry { to: Some(to), .. } if !to.removed => names_of(to).cloned().collect(),
        _ => Vec::new(),
    }
}

/// Whom an entry names as its speaker and as owners.
fn names_of(entry: &Entry) -> impl Iterator<Item = &String> {
    let owners = entry.as_action().map_or(&[][..], |action| action.owners.as_slice());
    entry.who.iter().chain(owners)
}

fn role_of(name: &str) -> &str {
    name.split(' ').next().unwrap_or_default()
}

/// The only one in a role with initials, by role and initials, and their place among the people, if they are on the list.
fn only_one(session: &Session, role: &str) -> Option<(String, Option<usize>)> {
    let places: Vec<usize> = (0..session.people().len()).filter(|at| session.people()[*at].role == role).collect();
    let listed = places.iter().map(|at| session.people()[*at].name());
    let named = session.names_said().filter(|name| role_of(name) == role).map(str::to_owned);
    let mut with_initials: Vec<String> = listed.chain(named).filter(|name| name.contains(' ')).collect();
    with_initials.sort_unstable();
    with_initials.dedup();
    match (with_initials.as_slice(), places.as_slice()) {
        ([one], [] | [_]) => Some((one.clone(), places.first().copied())),
        _ => None,
    }
}

/// Gives the one on the list their initials.
fn naming(session: &Session, at: Option<usize>, name: &str) -> Vec<Change> {
    let person =
        at.and_then(|at| Some((at, session.people().get(at)?))).filter(|(_, person)| person.initials.is_empty());
    let initials = name.split_once(' ').map_or("", |(_, initials)| initials);
    person
        .map(|(at, from)| {
            let to = Person { initials: initials.to_owned(), ..from.clone() };
            Change::Person { at, from: Some(from.clone()), to: Some(to) }
        })
        .into_iter()
        .collect()
}

/// Gives the role its initials among the owners of this meeting's actions; what an earlier one left is its own, and the words
/// of a line stay as they were typed.
fn owning(session: &Session, role: &str, name: &str) -> Vec<Change> {
    if !session.names_said().any(|named| named == role) {
        return Vec::new();
    }
    let renamed = |entry: &Entry| {
        let mut to = entry.clone();
        let action = to.action.as_mut().filter(|action| action.origin.is_none())?;
        let at = action.owners.iter().position(|owner| owner == role)?;
        if action.owners.iter().any(|owner| owner == name) {
            action.owners.remove(at);
        } else {
            name.clone_into(&mut action.owners[at]);
        }
        Some(to)
    };
    let change = |(entry, _): (&Entry, _)| {
        let (to, (item, at)) = (renamed(entry)?, session.place_of(entry.id)?);
        Some(Change::Entry { item: item.to_owned(), at, from: Some(Box::new(entry.clone())), to: Some(Box::new(to)) })
    };
    session.actions().filter_map(change).collect()
}
