//! When something was told of an action: what is noted before the meeting, and once its minutes are written, bears its own
//! day, so that they do not say it of the meeting (LS-05).

use chrono::NaiveDate;

use super::change::{Change, Target};
use super::entry::{Action, Entry, EntryId};
use super::model::Session;
use super::states::{BEFORE, CANCELLED, DRAFTING, HELD};

/// The changes with the day on which they tell anything of an action.
pub(super) fn dated(session: &Session, changes: Vec<Change>, on: NaiveDate) -> Vec<Change> {
    let stamp = Some(on).filter(|on| *on < session.date() || (*on > session.date() && is_written(session)));
    let mut stamped: Vec<(EntryId, Option<NaiveDate>)> = Vec::new();
    let mut dated = Vec::with_capacity(changes.len());
    for change in changes {
        match change {
            Change::Edit { target: Target::Progress(id) | Target::Impact(id), .. } => {
                if !stamped.iter().any(|(known, _)| *known == id) {
                    dated.extend(stamping(session, id, stamp));
                    stamped.push((id, stamp));
                }
                dated.push(change);
            }
            Change::Entry { item, at, mut from, mut to } => {
                let known = from.as_ref().and_then(|from| stamped.iter().find(|(id, _)| *id == from.id)).copied();
                for entry in [&mut from, &mut to].into_iter().flatten() {
                    if let (Some((_, day)), Some(action)) = (known, &mut entry.action) {
                        action.told_on = day;
                    }
                }
                let tells = from.as_deref().zip(to.as_deref()).is_some_and(|(from, to)| tells_more(from, to));
                if let (true, Some(to)) = (tells, &mut to) {
                    if let Some(action) = &mut to.action {
                        action.told_on = stamp;
                    }
                    stamped.push((to.id, stamp));
                }
                dated.push(Change::Entry { item, at, from, to });
            }
            other => dated.push(other),
        }
    }
    dated
}

/// Whether the note is no draft any more: until then it may be written up on another day than its own.
fn is_written(session: &Session) -> bool {
    session.state().is_some_and(|state| !BEFORE.contains(&state) && ![HELD, DRAFTING, CANCELLED].contains(&state))
}

/// Whether an entry says more of how far its action is than it did, and not only what came over from another meeting.
fn tells_more(from: &Entry, to: &Entry) -> bool {
    let told = |entry: &Entry| entry.action.as_ref().map(|a| (a.status, a.progress.clone(), a.impact.clone()));
    let came = |entry: &Entry| entry.action.as_ref().map(|action| action.history.clone());
    from.action.is_some() && to.action.is_some() && told(from) != told(to) && came(from) == came(to)
}

/// Gives an action that day, if it has another.
fn stamping(session: &Session, id: EntryId, day: Option<NaiveDate>) -> Option<Change> {
    let (_, entry) = session.entry(id)?;
    let action = entry.action.as_ref().filter(|action| action.told_on != day)?;
    let (item, at) = session.place_of(id)?;
    let to = Entry { action: Some(Action { told_on: day, ..action.clone() }), ..entry.clone() };
    Some(Change::Entry { item: item.to_owned(), at, from: Some(Box::new(entry.clone())), to: Some(Box::new(to)) })
}
