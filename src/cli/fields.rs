//! `nov set` and `nov waive`: fields, judgements, table cells, states and the date, all or none.

use std::time::{Duration, Instant};

use chrono::{Local, NaiveDate, TimeDelta};

use super::{Blocked, Usage, clean, clean_line, now, read_date, read_date_from};
use crate::calendar::{Meant, Meets, days_in_words, long};
use crate::caseload::unusual;
use crate::forms::{Confidentiality, Field, Kind, State, accept_by};
use crate::session::{
    BEFORE, Change, Grouping, Live, Row, Session, Step, Target, counted_from, dating, outcome, reaching, taking_back,
};
use crate::store::{Context, Desk, Mode, Opened, ReadOnly};

/// How long a command waits for others that change the same session.
const PATIENCE: Duration = Duration::from_secs(3);

/// Fills fields: `FIELD=VALUE`.
pub(super) fn set(desk: &Desk, session: &str, values: &[String]) -> anyhow::Result<()> {
    let pairs =
        values.iter().map(|pair| pair.split_once('=').ok_or_else(|| Usage(format!("\"{pair}\" is no FIELD=VALUE"))));
    let pairs: Vec<(&str, &str)> = pairs.collect::<Result<_, _>>()?;
    let mut told = Vec::new();
    alter(desk, session, |live, context| {
        let mut steps = Vec::new();
        let stood = live.session().state().map(str::to_owned);
        let level = live.session().confidentiality();
        for (path, value) in pairs {
            let changes = changes_of(desk, live.session(), context, path.trim(), &clean(value)?)?;
            if changes.is_empty() {
                told.push(format!("{} stood so already", path.trim()));
                continue;
            }
            steps.push(live.record(changes.clone(), Grouping::New, now()).map_err(|e| Usage(e.to_string()))?);
            told.extend(super::telling::told(context, live.session(), &changes));
        }
        steps.extend(typed_actions(desk, live, context, &mut told)?);
        let session = live.session();
        if live.session().confidentiality() != level {
            told.extend(crate::session::lowered(&desk.filled(session, context)));
        }
        if let Some(state) = session.state().filter(|state| stood.as_deref() != Some(*state)) {
            let said =
                crate::rules::said_at(&desk.filled(session, context), state, crate::rules::Day::Is(now().date()));
            told.extend(said.into_iter().map(|said| format!("{said}; nov check {} lists it", session.id())));
        }
        Ok(steps)
    })?;
    for told in told {
        super::complain(&told);
    }
    Ok(())
}

/// Notes when on its day and where a session is that was just begun.
pub(super) fn set_meets(desk: &Desk, session: &str, meets: &Meets) -> anyhow::Result<()> {
    alter(desk, session, |live, _| {
        let from = live.session().meets().clone();
        let changes = vec![Change::Meets { to: meets.clone().or(&from), from }];
        Ok(vec![live.record(changes, Grouping::New, now()).map_err(|e| Usage(e.to_string()))?])
    })
}

/// Notes the further days of a visit in parts that was just begun, or says that its form has one day only.
pub(super) fn set_days(desk: &Desk, session: &str, further: &[NaiveDate]) -> anyhow::Result<()> {
    alter(desk, session, |live, context| {
        let Some((_, changes)) = desk.filled(live.session(), context).noting_days(further) else {
            let said = days_in_words(further);
            super::complain(&format!("this is of its first day only; begin another for {said}"));
            return Ok(Vec::new());
        };
        Ok(vec![live.record(changes, Grouping::New, now()).map_err(|e| Usage(e.to_string()))?])
    })
}

/// Rows typed in a table of actions become actions, once all their cells are set.
fn typed_actions(desk: &Desk, live: &mut Live, context: &Context, told: &mut Vec<String>) -> anyhow::Result<Vec<Step>> {
    let mut steps = Vec::new();
    loop {
        let session = live.session();
        let filled = desk.filled(session, context);
        let found = filled
            .typed_actions()
            .into_iter()
            .find_map(|(field, row, _)| Some((field.id.clone(), row, filled.action_of_row(&field.id, row, now())?)));
        let Some((table, at, becomes)) = found else { return Ok(steps) };
        let mut changes = crate::rules::without_row(session, &table, at);
        let from = session.table(&table).get(at).cloned();
        told.push(format!(
            "{} is action {} now; nov actions lists it",
            format_args!("row {} of {table}", at + 1),
            session.next_action()
        ));
        changes.push(Change::Row { table, at, from, to: None });
        changes.push(becomes);
        steps.push(live.record(changes, Grouping::New, now()).map_err(|e| Usage(e.to_string()))?);
    }
}

/// Waives a finding.
pub(super) fn waive(desk: &Desk, session: &str, finding: &str, reason: &str) -> anyhow::Result<()> {
    if reason.trim().is_empty() {
        return Err(Usage("a waiver needs a reason; the file keeps it".to_owned()).into());
    }
    let reason = clean(reason)?;
    let view = super::sessions::read(desk, session)?;
    let context = desk.context(&view)?;
    let (filled, day) = (desk.filled(&view, &context), crate::rules::Day::Is(now().date()));
    let mut found = crate::rules::check(&filled, day);
    // What only stands in the way of a state to come can be waived before it.
    found.extend(context.form.states.iter().flat_map(|state| crate::rules::in_the_way(&filled, &state.id, day)));
    if !found.iter().any(|f| f.id == finding) {
        return Err(Usage(format!("there is no finding \"{finding}\"; nov check {session} lists them")).into());
    }
    alter(desk, session, |live, _| {
        let from = live.session().waiver(finding).map(str::to_owned);
        let change = Change::Waiver { finding: finding.to_owned(), from, to: Some(reason) };
        let step = live.record(vec![change], Grouping::New, now()).map_err(|e| Usage(e.to_string()))?;
        Ok(vec![step])
    })
}

/// Notes a sending that the program could not note any more when it ended badly, and says so.
pub(super) fn mend(desk: &Desk, id: &str) -> anyhow::Result<()> {
    if let Some(sent) = desk.note_kept_sending(id, now())? {
        let (to, version) = (sent.to_whom(), sent.version);
        super::complain(&format!("noted now: sent to {to} (version {version}); nov had ended before that was written"));
    }
    Ok(())
}

/// Opens a session to write, alters a copy of it, and keeps it only if all went well.
pub(super) fn alter(
    desk: &Desk,
    session: &str,
    act: impl FnOnce(&mut Live, &Context) -> anyhow::Result<Vec<Step>>,
) -> anyhow::Result<()> {
    let id = desk.store.find(session)?;
    mend(desk, &id)?;
    desk.catch_up(&id, now())?;
    // What cannot be used is found before anything is opened.
    let context = desk.context(&desk.store.read_session::<Session>(&id)?.document)?;
    let opened = open_when_free(desk, &id)?;
    desk.store.tell_of(&id, &opened.notices);
    let mut journal = match opened.mode {
        Mode::Writing(journal) => journal,
        Mode::ReadOnly(why @ ReadOnly::Held(_)) => {
            return Err(Usage(format!("{id} cannot be changed now: {why}")).into());
        }
        Mode::ReadOnly(why @ ReadOnly::Folder(_)) => {
            return Err(std::io::Error::other(format!("{id} cannot be changed now: {why}")).into());
        }
    };
    let history: Vec<_> = opened.history.into_iter().map(|(_, step)| step).collect();
    let before = opened.document.clone();
    let given = outcome(&desk.filled(&before, &context));
    let mut live = Live::new(opened.document, &history);
    let done = act(&mut live, &context);
    let closing = match &done {
        Ok(steps) => {
            steps.iter().try_for_each(|step| journal.append(step.seq, step))?;
            live.into_session()
        }
        Err(_) => before,
    };
    let now = outcome(&desk.filled(&closing, &context));
    for (fact, to) in desk.follow(&closing, &context, &given)? {
        if given.iter().chain(&now).any(|(known, _)| *known == fact) {
            let to = if to.is_empty() { "not known" } else { &to };
            super::complain(&format!("in the school's record: {fact} {to}"));
        }
    }
    let notices = journal.close(&closing).map_err(|not_closed| not_closed.error)?;
    desk.store.tell_of(&id, &notices);
    done.map(drop)
}

/// Opens a session to write. Another command has it for a moment, which is waited for; who has it for longer is somebody
/// at the screen.
fn open_when_free(desk: &Desk, id: &str) -> anyhow::Result<Opened<Session>> {
    const MOMENT: TimeDelta = TimeDelta::seconds(2);
    const PAUSE: Duration = Duration::from_millis(5);
    let asked = Instant::now();
    loop {
        let opened: Opened<Session> = desk.store.open_session(id)?;
        let Mode::ReadOnly(ReadOnly::Held(holder)) = &opened.mode else { return Ok(opened) };
        let at_the_screen = holder.as_ref().is_some_and(|holder| Local::now().naive_local() - holder.since > MOMENT);
        if at_the_screen || asked.elapsed() > PATIENCE {
            return Ok(opened);
        }
        std::thread::sleep(PAUSE);
    }
}

/// What filling a field or cell changes.
pub(super) fn changes_of(
    desk: &Desk,
    session: &Session,
    context: &Context,
    path: &str,
    value: &str,
) -> anyhow::Result<Vec<Change>> {
    let form = &context.form;
    if path == "date" && form.field("date").is_none_or(|f| f.from.is_some()) {
        let to = read_date(desk, Meant::Session, value)?;
        for said in unusual(&context.form, to, &desk.calendar) {
            super::complain(&format!("{said}; noted all the same"));
        }
        return Ok(vec![Change::Date { from: session.date(), to }]);
    }
    if let Some(to) = told_of_meeting(session.meets(), path, value).filter(|_| form.field(path).is_none()) {
        let (from, to) = (session.meets().clone(), to?);
        return Ok(if from == to { Vec::new() } else { vec![Change::Meets { from, to }] });
    }
    if path == "state" || path.starts_with("state.") {
        return state(desk, session, context, path, value);
    }
    if path == "confidentiality" {
        let known = Confidentiality::ALL.map(Confidentiality::id).join(", ");
        let to = Confidentiality::ALL.into_iter().find(|level| level.id() == value.trim());
        let to = to.ok_or_else(|| Usage(format!("there is no confidentiality \"{value}\"; there are {known}")))?;
        let from = session.confidentiality();
        return Ok(if from == to { Vec::new() } else { vec![Change::Confidentiality { from, to }] });
    }
    if let Some((table, column)) = path.split_once(".+").filter(|(_, rest)| rest.is_empty() || rest.starts_with('.')) {
        return add_row(desk, session, context, table, column.trim_start_matches('.'), value);
    }
    let cell = form.cell(path).map_err(|e| Usage(e.to_string()))?;
    let kept = kept(desk, session, context, (cell.kind, cell.scale.as_deref()), value)
        .map_err(|e| Usage(format!("{path}: {e}")))?;
    let target = match &cell.row {
        Some((row, column)) => Target::Cell { table: cell.field.id.clone(), row: *row, column: column.clone() },
        None => Target::Field(path.to_owned()),
    };
    let mut changes = Vec::new();
    if let Target::Cell { table, row, .. } = &target {
        let rows = session.table(table).len();
        if *row > rows {
            return Err(Usage(format!("{path}: the rows of {table} end at {rows}; {table}.+ adds one")).into());
        }
        if *row == rows {
            changes.push(Change::Row { table: table.clone(), at: rows, from: None, to: Some(Row::new()) });
        }
    }
    let stands = session.text(&target).to_owned();
    if stands != kept {
        changes.push(Change::Edit { target, at: 0, remove: stands, insert: kept });
    }
    Ok(changes)
}

/// The time and place of a session once one of them is set; none where something else is.
fn told_of_meeting(stands: &Meets, path: &str, value: &str) -> Option<anyhow::Result<Meets>> {
    let value = value.trim();
    match path {
        "place" => Some(Ok(Meets { place: clean_line(value), ..stands.clone() })),
        "time" if value.is_empty() => Some(Ok(Meets { at: String::new(), ..stands.clone() })),
        "time" => {
            let read = Meets::read(value).filter(|meets| !meets.at.is_empty());
            let said = || Usage(format!("\"{value}\" is no time; write 9.30, 14:00 or 2pm")).into();
            Some(read.map(|meets| meets.or(&Meets { at: String::new(), ..stands.clone() })).ok_or_else(said))
        }
        _ => None,
    }
}

/// A value as it is kept. A day may be said as in an action, `half term`, and is the one nearest to the session's own.
fn kept(
    desk: &Desk,
    session: &Session,
    context: &Context,
    (kind, scale): (&Kind, Option<&str>),
    value: &str,
) -> Result<String, crate::forms::ValueError> {
    let scale = scale.and_then(|id| context.scales.iter().find(|s| s.id == id));
    accept_by((&desk.calendar, session.date()), kind, scale, value, session.date())
}

/// `TABLE.+=VALUE` adds a row with its first column filled, `TABLE.+.COLUMN=VALUE` with another.
fn add_row(
    desk: &Desk,
    session: &Session,
    context: &Context,
    table: &str,
    column: &str,
    value: &str,
) -> anyhow::Result<Vec<Change>> {
    let field: Option<&Field> = context.form.field(table);
    let Some(Kind::Table { columns }) = field.map(|f| &f.kind) else {
        return Err(Usage(format!("\"{table}\" is no table of this form")).into());
    };
    let wanted = if column.is_empty() { columns.first() } else { columns.iter().find(|c| c.id == column) };
    let Some(wanted) = wanted else {
        let known: Vec<&str> = columns.iter().map(|c| c.id.as_str()).collect();
        return Err(Usage(format!("{table} has no column \"{column}\"; it has {}", known.join(", "))).into());
    };
    let scale = match &wanted.kind {
        Kind::Grade { scale } => Some(scale.as_str()),
        _ => None,
    };
    let text =
        kept(desk, session, context, (&wanted.kind, scale), value).map_err(|e| Usage(format!("{table}: {e}")))?;
    let at = session.table(table).len();
    let row = Row::from([(wanted.id.clone(), text)]);
    Ok(vec![Change::Row { table: table.to_owned(), at, from: None, to: Some(row) }])
}

/// `state=with-head` is today, `state.with-head=2010-01-15` another day, `state.with-head=` takes it back; beyond
/// drafting only while nothing blocks.
fn state(desk: &Desk, session: &Session, context: &Context, path: &str, value: &str) -> anyhow::Result<Vec<Change>> {
    let (state, given) = match path.strip_prefix("state.") {
        Some(state) => (state, Some(value.trim())),
        None => (value.trim(), None),
    };
    // As the screen calls it, too.
    let is_meant = |s: &&State| s.id == state || s.label.eq_ignore_ascii_case(state);
    let Some(state) = context.form.states.iter().find(is_meant).map(|s| s.id.as_str()) else {
        let said = |s: &State| if s.label == s.id { s.id.clone() } else { format!("{} ({})", s.id, s.label) };
        let known: Vec<String> = context.form.states.iter().map(said).collect();
        return Err(Usage(format!("there is no state \"{state}\"; there are {}", known.join(", "))).into());
    };
    let on = match given {
        Some("") => return Ok(taking_back(session, state).into_iter().collect()),
        Some(given) => read_date_from(desk, Meant::Noted, given, counted_from(session.date(), now().date()))?,
        None if session.state() == Some(state) => return Ok(Vec::new()),
        None => now().date(),
    };
    if on > now().date() && !BEFORE.contains(&state) {
        let (day, id) = (long(on), session.id());
        super::complain(&format!(
            "{state} is noted for {day}, a day to come; nov set {id} state.{state}=DATE mends it"
        ));
    }
    if given.is_some() && session.reached(state).is_some() {
        return Ok(dating(session, state, on).into_iter().collect());
    }
    let day = crate::rules::Day::Is(now().date());
    let change = reaching(&context.form, session, state, on);
    let found = crate::rules::against(&desk.filled(session, context), &change, day);
    if let Some(first) = found.first() {
        let them = match found.len() {
            1 => "one finding blocks it".to_owned(),
            several => format!("{several} findings block it"),
        };
        let (id, finding, what) = (session.id(), &first.id, &first.message);
        let text = format!(
            "{state} has to wait: {them}, first: {what} [{finding}]; nov check {id} lists what to mend or to waive"
        );
        return Err(Blocked(text).into());
    }
    Ok(vec![change])
}
