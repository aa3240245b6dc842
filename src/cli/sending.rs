//! `nov sent`: who got which document, and when.

use std::io::Write;

use chrono::NaiveDate;
use serde_json::json;

use super::{Usage, clean_line, document, fields, now, read_date, sessions};
use crate::calendar::{Meant, long};
use crate::forms::{Form, Recipient};
use crate::outline::{self, documents, title_of};
use crate::session::{Change, Filled, Grouping, Met, Sent, deadlines, to_whom};
use crate::store::Desk;

/// What is to be noted as sent.
pub(super) struct Sending<'a> {
    /// To whom, by role.
    pub(super) to: &'a [String],
    /// Document id; the form's main one if none.
    pub(super) document: Option<&'a str>,
    /// Format id; Word if none.
    pub(super) format: Option<&'a str>,
    /// The day; today if none.
    pub(super) on: Option<&'a str>,
    /// Whether it may be one that findings still mark as a draft.
    pub(super) draft: Draft,
}

/// Whether a draft may be noted as sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Draft {
    /// It is refused.
    Refused,
    /// The user knows that it is one.
    Known,
}

/// Notes a document as sent. The session as it stands is kept as a version first, so that the note never names one
/// that is not there.
pub(super) fn note(desk: &Desk, session: &str, sending: &Sending<'_>) -> anyhow::Result<()> {
    let id = desk.store.find(session)?;
    fields::mend(desk, &id)?;
    desk.fold_inbox(&id)?;
    let view = sessions::read(desk, &id)?;
    let context = desk.context(&view)?;
    let document = known_document(&context.form, sending.document)?;
    let format = document::find(sending.format.unwrap_or("docx"))?;
    let on = sending.on.map_or_else(|| Ok(now().date()), |on| read_date(desk, Meant::Noted, on))?;
    let to = may_send(desk, &desk.filled(&view, &context), &document, sending.to, on, sending.draft)?;
    let contents = desk.choice(&context.form.id).contents_of(&document);
    fields::alter(desk, &id, |live, _| {
        let format = format.id.to_owned();
        let mut sent = Sent { document: document.clone(), format, to, on, version: 0, contents };
        let filled = Filled { session: live.session(), ..desk.filled(&view, &context) };
        sent.version = desk.store.keep_sent_version(&outline::stand_as_sent(&filled, &sent), now(), &sent)?;
        let noted = outline::noting(&filled, sent);
        if let Some(why) = &noted.stopped {
            super::complain(why);
        }
        Ok(vec![live.record(noted.changes, Grouping::New, now()).map_err(|e| Usage(e.to_string()))?])
    })
}

/// The roles as the form's list calls them, if a document may be noted as sent to them.
pub(super) fn may_send(
    desk: &Desk,
    filled: &Filled<'_>,
    document: &str,
    to: &[String],
    on: NaiveDate,
    draft: Draft,
) -> anyhow::Result<Vec<String>> {
    let to: Vec<String> = to.iter().map(|role| clean_line(role)).collect();
    let to = outline::may_send(filled, document, &to, on, now().date()).map_err(|error| Usage(error.to_string()))?;
    match desk.why_draft(filled, document)?.filter(|_| draft == Draft::Refused) {
        None => {
            for odd in outline::odd_about(filled, document, &to, (on, now().date())) {
                super::complain(&odd);
            }
            Ok(to)
        }
        Some((why, id)) => {
            let remedy = "say --draft to note that it went out as a draft";
            let what = format!("it is still a draft, as {why}: mend or waive what nov check {id} lists, or {remedy}");
            Err(Usage(what).into())
        }
    }
}

/// Takes a note back that was made by mistake; the version it names stays.
pub(super) fn take_back(desk: &Desk, session: &str, number: usize) -> anyhow::Result<()> {
    fields::alter(desk, session, |live, _| {
        let sent = number.checked_sub(1).and_then(|at| Some((at, live.session().sent().get(at)?.clone())));
        let (at, from) = sent.ok_or_else(|| {
            Usage(format!("no sending has the number {number}; nov sent {} lists them", live.session().id()))
        })?;
        let change = Change::Sent { at, from: Some(from), to: None };
        Ok(vec![live.record(vec![change], Grouping::New, now()).map_err(|e| Usage(e.to_string()))?])
    })
}

/// Lists who is to get what by the form's list, and everything that was sent.
pub(super) fn list(desk: &Desk, session: &str, as_json: bool, out: &mut dyn Write) -> anyhow::Result<()> {
    fields::mend(desk, &desk.store.find(session)?)?;
    let view = sessions::read(desk, session)?;
    let context = desk.context(&view)?;
    let outdated = desk.outdated(&view);
    let filled = desk.filled(&view, &context);
    let changed = |sent: &Sent| outdated.iter().any(|outdated| outdated.sent == *sent);
    if as_json {
        let listed = context.form.distribution.iter().map(|recipient| {
            let on = filled.sendings(recipient).last().map(|sent| sent.on);
            json!({ "role": recipient.role, "document": recipient.document, "deadline": recipient.deadline, "sent": on })
        });
        let sent = view.sent().iter().enumerate().map(|(n, sent)| {
            json!({
                "number": n + 1, "document": sent.document, "format": sent.format, "to": sent.to, "on": sent.on,
                "version": sent.version, "changed": changed(sent),
            })
        });
        let all = json!({ "distribution": listed.collect::<Vec<_>>(), "sent": sent.collect::<Vec<_>>() });
        writeln!(out, "{}", serde_json::to_string_pretty(&all)?)?;
        return Ok(());
    }
    for (n, sent) in view.sent().iter().enumerate() {
        let (title, since) =
            (title_of(&context.form, &sent.document), if changed(sent) { "  changed since" } else { "" });
        let (on, to, version) = (sent.on, sent.to.join(", "), sent.version);
        let format = if sent.format.is_empty() { String::new() } else { format!(" ({})", sent.format) };
        writeln!(out, "{}  {on}  {to}  {title}{format}  version {version}{since}", n + 1)?;
    }
    for waiting in context.form.distribution.iter().filter(|row| filled.sendings(row).next().is_none()) {
        let among =
            view.sent_among(&context.form, waiting).map(|(all, on)| format!("among {}, {}", to_whom(&[all]), long(on)));
        let stands = among.or_else(|| has_it_by_state(&filled, waiting)).unwrap_or_else(|| "not sent yet".to_owned());
        // What is due of one document several times is told apart by what it is called there.
        let twice =
            context.form.distribution.iter().filter(|r| r.role == waiting.role && r.document == waiting.document);
        let due = context.form.deadlines.iter().find(|due| Some(&due.id) == waiting.deadline.as_ref());
        let what = match due.filter(|_| twice.count() > 1) {
            Some(due) => due.label.clone(),
            None => title_of(&context.form, &waiting.document),
        };
        writeln!(out, "-  {stands}  {}  {what}", waiting.role)?;
    }
    Ok(())
}

/// What is known of somebody who by the states of the session has a document of which no sending is noted.
fn has_it_by_state(filled: &Filled<'_>, recipient: &Recipient) -> Option<String> {
    let due = deadlines(filled).into_iter().find(|due| Some(&due.id) == recipient.deadline.as_ref())?;
    let Met::Done(on) = due.met else { return None };
    let done_in = filled.form.deadlines.iter().find(|known| known.id == due.id)?.done_in.as_ref();
    // That state, or the first one noted beyond it.
    let mut beyond = filled.form.states.iter().skip_while(|state| Some(&state.id) != done_in);
    let reached = beyond.find_map(|state| Some((state.label.as_str(), filled.session.reached(&state.id)?)));
    let stands = match (reached, on) {
        (Some((label, since)), _) => format!("{label} since {}", long(since)),
        (None, Some(on)) => format!("noted as done on {}", long(on)),
        (None, None) => "noted as done".to_owned(),
    };
    Some(format!("{stands}; no document sent from here is noted"))
}

/// The document asked for, or the form's main one.
pub(super) fn known_document(form: &Form, document: Option<&str>) -> Result<String, Usage> {
    let all = documents(form);
    let Some(wanted) = document else {
        return Ok(all.first().map(|d| d.id.clone()).unwrap_or_default());
    };
    let known = || all.iter().map(|d| d.id.as_str()).collect::<Vec<_>>().join(", ");
    let found = all.iter().find(|d| d.id == wanted).map(|d| d.id.clone());
    found.ok_or_else(|| Usage(format!("the form “{}” has no document \"{wanted}\"; it has {}", form.title, known())))
}
