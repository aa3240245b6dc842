//! `nov action` and `nov told`: how far an action is, and that somebody was told, kept in the session in which it stands.

use std::io::Write;

use super::fields::{alter, changes_of};
use super::{Usage, clean, now, read_date};
use crate::calendar::Meant;
use crate::caseload::{Registered, Spot, held_in};
use crate::session::{Action, Change, Entry, EntryId, Grouping, Live, Session, Status};
use crate::store::Desk;

/// Says how far an action or recommendation is.
pub(super) fn action(desk: &Desk, id: &str, told_at: Option<&str>, values: &[String]) -> anyhow::Result<()> {
    let register = desk.register()?;
    let Some(found) = register.iter().find(|action| action.id == id) else {
        return Err(Usage(format!("there is no action \"{id}\"; nov actions --all lists their ids")).into());
    };
    let pairs =
        values.iter().map(|pair| pair.split_once('=').ok_or_else(|| Usage(format!("\"{pair}\" is no FIELD=VALUE"))));
    let pairs: Vec<(&str, &str)> = pairs.collect::<Result<_, _>>()?;
    let (session, spot) = place(desk, found, told_at)?;
    alter(desk, &session, |live, context| {
        let changes = match &spot {
            Spot::Entry(entry) => in_entry(desk, live.session(), *entry, &pairs)?,
            Spot::Row { status, .. } => {
                let mut changes = Vec::new();
                for (field, value) in pairs {
                    let path = status_path(found, field, status.as_deref())?;
                    changes.extend(changes_of(desk, live.session(), context, path, known_status(value)?.label())?);
                }
                changes
            }
        };
        if changes.is_empty() {
            return Ok(Vec::new());
        }
        Ok(vec![live.record(changes, Grouping::New, now()).map_err(|e| Usage(e.to_string()))?])
    })
}

/// Where what is told of an action is noted: in the meeting that is meant, so that it bears that one's day.
fn place(desk: &Desk, found: &Registered, told_at: Option<&str>) -> anyhow::Result<(String, Spot)> {
    let meant = match told_at {
        Some(session) => Some(desk.store.find(session)?),
        None => present(desk, found)?,
    };
    let Some(meant) = meant.filter(|meant| *meant != found.session) else {
        return Ok((found.session.clone(), found.spot.clone()));
    };
    let entry = held_in(&super::sessions::read(desk, &meant)?, &found.id);
    match (entry, told_at) {
        (Some(entry), _) => Ok((meant, Spot::Entry(entry))),
        (None, None) => Ok((found.session.clone(), found.spot.clone())),
        (None, Some(_)) => {
            let (id, stands) = (&found.id, &found.session);
            Err(Usage(format!("{id} is not carried into {meant}; it stands in {stands}")).into())
        }
    }
}

/// The meeting of the school that is under way: of those after the one in which the action stands, the last that is today's,
/// or whose day has come and that is open or had something noted in it.
fn present(desk: &Desk, found: &Registered) -> anyhow::Result<Option<String>> {
    let read = |id: &str| desk.store.read_session::<Session>(id).ok().map(|view| view.document);
    let Some(stands) = read(&found.session) else { return Ok(None) };
    let today = now().date();
    let is_on = |s: &Session| {
        let goes_on = || s.has_received_any() || desk.store.is_open(s.id()).unwrap_or(false);
        !s.is_cancelled() && (s.date() == today || (s.date() < today && goes_on()))
    };
    let of_school = desk.perhaps_of(&found.school_slug)?;
    let later = of_school.iter().filter_map(|id| read(id));
    let later = later.filter(|s| s.school_slug() == found.school_slug && s.date() > stands.date());
    Ok(later.filter(is_on).max_by_key(Session::date).map(|s| s.id().to_owned()))
}

fn status_path<'a>(found: &Registered, field: &str, status: Option<&'a str>) -> Result<&'a str, Usage> {
    match (field.trim(), status) {
        ("status", Some(path)) => Ok(path),
        ("status", None) => Err(Usage(format!(
            "{} stands in the note that made it; what came of it is noted in the next note, nov new begins it",
            found.id
        ))),
        (other, _) => Err(Usage(format!(
            "a recommendation has no \"{other}\" here; status=done, or nov set in {}",
            found.session
        ))),
    }
}

fn known_status(value: &str) -> Result<Status, Usage> {
    let known = Status::ALL.map(Status::label).join(", ");
    let wanted = value.trim().to_lowercase().replace('-', " ");
    let found = Status::ALL.into_iter().find(|status| status.label() == wanted);
    found.ok_or_else(|| Usage(format!("there is no status \"{value}\"; there are {known}")))
}

fn in_entry(desk: &Desk, session: &Session, id: EntryId, pairs: &[(&str, &str)]) -> anyhow::Result<Vec<Change>> {
    let Some((from, action)) = session.entry(id).and_then(|(_, e)| e.as_action().map(|action| (e, action))) else {
        return Err(Usage(format!("the action is no more in {}; nov actions lists what there is", session.id())).into());
    };
    let mut told = action.clone();
    for (field, value) in pairs {
        set(desk, &mut told, field.trim(), &clean(value)?)?;
    }
    let to = Entry { action: Some(told), ..from.clone() };
    Ok(change(session, from, to).into_iter().collect())
}

fn set(desk: &Desk, action: &mut Action, field: &str, value: &str) -> anyhow::Result<()> {
    match field {
        "status" => action.status = known_status(value)?,
        "progress" => value.clone_into(&mut action.progress),
        "impact" => value.clone_into(&mut action.impact),
        "measure" => value.clone_into(&mut action.measure),
        "owner" => {
            let owners = value.split([',', ';']).map(str::trim).filter(|owner| !owner.is_empty());
            action.owners = owners.map(str::to_owned).collect();
        }
        "due" if value.trim().is_empty() => action.due = None,
        "due" => action.due = Some(read_date(desk, Meant::ToCome, value)?),
        other => {
            let what = format!("an action has no \"{other}\"; it has status, progress, impact, measure, owner, due");
            return Err(Usage(what).into());
        }
    }
    Ok(())
}

fn change(session: &Session, from: &Entry, to: Entry) -> Option<Change> {
    let (item, at) = session.place_of(from.id).filter(|_| *from != to)?;
    Some(Change::Entry { item: item.to_owned(), at, from: Some(Box::new(from.clone())), to: Some(Box::new(to)) })
}

/// Notes that whoever had to be told of the concerns in a session was told now.
pub(super) fn told(desk: &Desk, session: &str, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut said = Vec::new();
    alter(desk, session, |live: &mut Live, _| {
        let at = now();
        let session = live.session();
        let mut changes = Vec::new();
        for (_, entry) in session.all_entries().filter(|(_, entry)| entry.is_to_be_told()) {
            changes.extend(change(session, entry, entry.told(at)));
            said.push(entry.text.clone());
        }
        if changes.is_empty() {
            return Err(Usage(format!("nobody has to be told of anything in {}", session.id())).into());
        }
        Ok(vec![live.record(changes, Grouping::New, at).map_err(|e| Usage(e.to_string()))?])
    })?;
    for text in said {
        writeln!(out, "{text}")?;
    }
    Ok(())
}
