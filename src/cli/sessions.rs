//! The commands that read sessions or add to them: note, list, due, search, check, school.

use std::collections::HashMap;
use std::io::{IsTerminal, Read, Write};

use serde_json::json;

use super::{Ended, Usage, clean, clean_line, now, school_meant};
use crate::caseload::Summary;
use crate::forms::{Form, accept_fact, school_card};
use crate::grammar::Parsed;
use crate::session::{LONGEST_TEXT, NoteReading, Session};
use crate::store::{AskedSchool, Desk, Known, View};

/// A session as anyone may read it: file, journal and inbox.
pub(super) fn read(desk: &Desk, session: &str) -> anyhow::Result<Session> {
    let id = desk.store.find(session)?;
    // A session to come has what was left since, as when it is opened on the screen.
    desk.catch_up(&id, now())?;
    Ok(desk.with_waiting(desk.store.read_session(&id)?))
}

/// Puts a line where it belongs: the session named, else the open one, else today's only one, else the inbox.
pub(super) fn note(
    desk: &Desk,
    session: Option<&str>,
    item: Option<&str>,
    parse: bool,
    words: &[String],
) -> anyhow::Result<()> {
    let mut text = words.join(" ");
    if text == "-" {
        text = from_input()?;
    }
    let text = clean(text.trim_end_matches(['\n', '\r']))?;
    if text.trim().is_empty() {
        return Err(Usage("there are no words to note".to_owned()).into());
    }
    let reading = if parse { NoteReading::Grammar } else { NoteReading::Verbatim };
    let mut note = Desk::new_note(&text, item, reading, now());
    let to = match session {
        Some(query) => Some(desk.store.find(query)?),
        None => desk.open_or_todays(now().date())?,
    };
    if let Some(id) = &to {
        // A note must not wait beside a file that cannot be read.
        let view: View<Session> = desk.store.read_session(id)?;
        if let Some(item) = item {
            note.item = Some(known_item(&view.document, item)?);
        }
        if parse {
            let read = desk.read_note(&view.document, &text, reading, note.time);
            says_something(&read)?;
            if let Some(why) = read.unread {
                super::complain(&format!("noted as it stands: {why}"));
            }
        }
    }
    desk.note(to.as_deref(), &note)?;
    if let Some(id) = &to {
        super::fields::mend(desk, id)?;
        desk.fold_inbox(id)?;
    }
    // Scripts want silence; somebody at a terminal wants to know where it went.
    if std::io::stderr().is_terminal() {
        super::complain(&format!("noted in {}", to.as_deref().unwrap_or("the inbox, which the home screen shows")));
    }
    if words.iter().any(|word| ["--session", "--item", "--parse"].contains(&word.as_str())) {
        super::complain("options stand before the words; what stands after them was noted as words");
    }
    Ok(())
}

/// Refuses a line that has a mark, an owner or a date and no words.
fn says_something(parsed: &Parsed) -> Result<(), Usage> {
    if parsed.attendance.is_empty() && parsed.text.trim().is_empty() {
        return Err(Usage("there are no words to note after the mark".to_owned()));
    }
    Ok(())
}

/// The text on standard input.
fn from_input() -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    // One byte more than any text may have is enough to refuse it.
    std::io::stdin().take(4 * LONGEST_TEXT as u64).read_to_end(&mut bytes)?;
    let text = String::from_utf8(bytes);
    Ok(text.map_err(|_| Usage("what stands on standard input is no UTF-8 text; convert it first".to_owned()))?)
}

/// Refuses an agenda item that a session does not have.
fn known_item(session: &Session, item: &str) -> Result<String, Usage> {
    let by_number = item.parse().ok().and_then(|n| session.numbered(n));
    let by_id = || session.agenda().iter().find(|stop| stop.id.eq_ignore_ascii_case(item));
    if let Some(stop) = by_number.or_else(by_id) {
        return Ok(stop.id.clone());
    }
    let known: Vec<&str> = session.agenda().iter().map(|s| s.id.as_str()).collect();
    Err(Usage(format!("{} has no agenda item \"{item}\"; it has {}", session.id(), known.join(", "))))
}

/// Lists sessions.
pub(super) fn list(desk: &Desk, as_json: bool, out: &mut dyn Write) -> anyhow::Result<()> {
    let shelf = desk.shelf()?;
    if as_json {
        let damaged = shelf.damaged.iter().map(|(id, why)| json!({ "id": id, "damaged": why }));
        let sessions = shelf.sessions.iter().map(|s| json!(s)).chain(damaged).collect::<Vec<_>>();
        writeln!(out, "{}", serde_json::to_string_pretty(&sessions)?)?;
        return Ok(());
    }
    let widest = |of: fn(&Summary) -> &str| shelf.sessions.iter().map(|s| of(s).chars().count()).max().unwrap_or(0);
    let (school, form, state) = (widest(|s| &s.school), widest(|s| &s.form_name), widest(|s| &s.state));
    for s in &shelf.sessions {
        let (date, id, open) = (s.date, &s.id, s.open_actions);
        let next = s.taken_into.as_ref().map(|next| format!("  imported into {next}")).unwrap_or_default();
        let changed = if s.changed.is_empty() { String::new() } else { format!("  {}", s.changed) };
        let practice = if s.practice { "  practice" } else { "" };
        let (name, kind, at) = (&s.school, &s.form_name, &s.state);
        writeln!(
            out,
            "{date}  {name:<school$}  {kind:<form$}  {at:<state$}  {open} open  {id}{practice}{changed}{next}"
        )?;
    }
    super::name_damaged(&shelf);
    Ok(())
}

/// Finds words.
pub(super) fn search(desk: &Desk, words: &str, as_json: bool, out: &mut dyn Write) -> anyhow::Result<()> {
    let found = desk.store.search::<Session>(words)?;
    for (id, error) in &found.damaged {
        super::complain(&format!("{id} was not searched: {error}"));
    }
    let shelf = desk.shelf()?;
    let is_practice = |id: &str| shelf.sessions.iter().any(|s| s.id == id && s.practice);
    let wanted: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let is_wanted = |text: &str| {
        let lower = text.to_lowercase();
        wanted.iter().all(|word| lower.contains(word))
    };
    let in_inbox = shelf.inbox.iter().filter(|(_, _, text)| is_wanted(text));
    if as_json {
        let thought = |(_, at, text): &(_, chrono::NaiveDateTime, String)| {
            json!({
                "practice": false, "session": "", "school": "", "date": at.date(), "item": "inbox", "entry": null,
                "text": text, "private": false,
            })
        };
        let row = |hit: &crate::store::Hit| {
            json!({
                "practice": is_practice(&hit.id),
                "session": hit.id, "school": hit.school, "date": hit.date, "item": hit.passage.item,
                "entry": hit.passage.entry, "text": hit.passage.text, "private": hit.passage.private,
            })
        };
        let rows: Vec<_> = in_inbox.map(thought).chain(found.hits.iter().map(row)).collect();
        writeln!(out, "{}", serde_json::to_string_pretty(&rows)?)?;
        return Ok(());
    }
    let mut rows = 0;
    for (_, at, text) in in_inbox {
        writeln!(out, "{}  Inbox: {}", at.date(), text.replace('\n', " "))?;
        rows += 1;
    }
    let mut forms: HashMap<&str, Option<Form>> = HashMap::new();
    for hit in &found.hits {
        let form = forms.entry(&hit.id).or_insert_with(|| form_of(desk, &hit.id));
        let place = form.as_ref().and_then(|form| form.in_words(&hit.passage.item));
        let place = place.as_ref().unwrap_or(&hit.passage.item);
        let practice = if is_practice(&hit.id) { " (practice)" } else { "" };
        let (school, text) = (&hit.school, in_words(hit, words, form.as_ref()).replace('\n', " "));
        writeln!(out, "{}  {school}{practice}  {place}: {text}", hit.date)?;
        rows += 1;
    }
    if rows == 0 {
        super::complain(&format!("\"{words}\" stands in no session"));
    }
    Ok(())
}

/// What was found: of a row of a table, the cells that hold the words, each behind its column.
fn in_words(hit: &crate::store::Hit, words: &str, form: Option<&Form>) -> String {
    let table = &hit.passage.item;
    let cell = |(column, text): (&str, &str)| {
        let path = format!("{table}.1.{column}");
        let label = form.and_then(|form| Some(form.cell(&path).ok()?.label.trim_end_matches(':')));
        format!("{}: {text}", label.filter(|label| !label.is_empty()).unwrap_or(column))
    };
    let cells: Vec<String> = hit.cells_with(words).into_iter().map(cell).collect();
    if cells.is_empty() { hit.passage.text.clone() } else { cells.join("; ") }
}

/// The form of a session, if it can be read.
fn form_of(desk: &Desk, id: &str) -> Option<Form> {
    let session = desk.store.read_session::<Session>(id).ok()?.document;
    Some(desk.context(&session).ok()?.form)
}

/// Says what is missing or wrong.
pub(super) fn check(desk: &Desk, session: &str, as_json: bool, out: &mut dyn Write) -> anyhow::Result<Ended> {
    let view = read(desk, session)?;
    let context = desk.context(&view)?;
    let found = crate::rules::check(&desk.filled(&view, &context), crate::rules::Day::Is(now().date()));
    if as_json {
        writeln!(out, "{}", serde_json::to_string_pretty(&found.iter().map(as_json_row).collect::<Vec<_>>())?)?;
    } else {
        for finding in &found {
            let weight = match (&finding.waived, finding.blocks()) {
                (Some(reason), _) => format!("waived ({reason})"),
                (None, true) => "blocks".to_owned(),
                (None, false) => "warning".to_owned(),
            };
            writeln!(out, "{weight}  {}  [{}]", finding.message, finding.id)?;
        }
        if found.is_empty() {
            writeln!(out, "Nothing is missing.")?;
        }
    }
    Ok(if found.iter().any(crate::rules::Finding::blocks) { Ended::Findings } else { Ended::Done })
}

/// A finding, with whether it blocks: one of that severity that is waived does not.
fn as_json_row(finding: &crate::rules::Finding) -> serde_json::Value {
    let mut row = json!(finding);
    row["blocks"] = json!(finding.blocks());
    row
}

/// Shows or fills a school's record.
pub(super) fn school(desk: &Desk, name: &str, values: &[String], out: &mut dyn Write) -> anyhow::Result<()> {
    let name = clean_line(name);
    let reads = values.is_empty() || name.is_empty();
    let AskedSchool { slug, record, known } = if reads { school_meant(desk, &name)? } else { desk.school(&name)? };
    let card = school_card();
    let mut facts = Vec::new();
    for pair in values {
        let (fact, value) = pair.split_once('=').ok_or_else(|| Usage(format!("\"{pair}\" is no FIELD=VALUE")))?;
        let kept = accept_fact(&desk.calendar, &card, fact.trim(), &clean(value)?, now().date());
        let kept = kept.map_err(|e| Usage(e.to_string()))?;
        if kept.is_empty() && fact.trim() == "name" {
            return Err(Usage("a school cannot be without a name; write name=NAME".to_owned()).into());
        }
        facts.push((fact.trim().to_owned(), kept));
    }
    let is_named = facts.iter().any(|(fact, _)| fact == "name");
    match &known {
        // What is meant for one school must not stand at another, nor make a third.
        Known::New(near) if !near.is_empty() && !is_named => {
            let near = near.join(" or ");
            let what = format!("there is no school \"{name}\"; did you mean {near}? name=… makes a new one");
            return Err(Usage(what).into());
        }
        Known::New(_) if !is_named => facts.push(("name".to_owned(), name)),
        Known::New(_) | Known::Here | Known::ByPart => {}
    }
    let touches_days = facts.iter().any(|(fact, _)| fact.starts_with("extra-days"));
    let record = if facts.is_empty() { record } else { desk.set_school(&slug, &record.noting(&facts, now().date()))? };
    if touches_days && crate::caseload::is_agreed_with_nobody(&record) {
        super::complain(
            "extra days are agreed with the SIP manager beforehand: note with whom and when, as extra-days-agreed=…",
        );
    }
    for (fact, value) in record.facts() {
        writeln!(out, "{fact}={value}")?;
    }
    Ok(())
}
