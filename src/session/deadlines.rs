//! What is due for a session, and when (NV-11, NV-12, RT-04, OF-11; AM-03 for the counting).

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use super::kept::day_said;
use super::{CANCELLED, Filled, Sent};
use crate::calendar::{Count, add_days, counted, due, working_days_between};
use crate::forms::{Again, Deadline, Recipient, Source, When};

/// Something due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// Deadline id of the form.
    pub id: String,
    /// What.
    pub label: String,
    /// The day, as counted by the user's setting.
    #[serde(with = "crate::calendar::packed")]
    pub on: NaiveDate,
    /// The day if counted in working days.
    #[serde(with = "crate::calendar::packed")]
    pub working: NaiveDate,
    /// The day if counted in calendar days.
    #[serde(with = "crate::calendar::packed")]
    pub calendar: NaiveDate,
    /// Time of day, if any.
    pub at: Option<String>,
    /// The day if counted from a later date, such as a late agreement (AM-04).
    pub again: Option<NaiveDate>,
    /// Whether the terms of the year it falls in are known.
    pub known: bool,
    /// How far it is.
    pub met: Met,
}

/// How far something due is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Met {
    /// It is still to be done.
    Open,
    /// It is done; on what day, where that is known.
    Done(Option<NaiveDate>),
    /// It was to be done before something that has taken place: it can be late, but it is due no more.
    Passed,
    /// What it was for was cancelled.
    Cancelled,
}

/// How soon something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Soon {
    /// Its time is over.
    Over,
    /// Within a week.
    Near,
    /// Later.
    Later,
}

impl Due {
    /// How soon it is due.
    pub fn soon(&self, now: NaiveDateTime) -> Soon {
        let days = (self.on - now.date()).num_days();
        match (days, self.moment()) {
            (..=-1, _) => Soon::Over,
            (0, Some(moment)) if moment < now => Soon::Over,
            (0..=7, _) => Soon::Near,
            (8.., _) => Soon::Later,
        }
    }

    /// How long it is until then: `in 5 days`, `today`, `in 5 h 20 min`, `3 days overdue`.
    pub fn countdown(&self, now: NaiveDateTime) -> String {
        let days = (self.on - now.date()).num_days();
        if let Some(moment) = self.moment().filter(|_| (-1..=1).contains(&days)) {
            let minutes = (moment - now).num_minutes();
            let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
            let long = if hours > 0 { format!("{hours} h {rest:02} min") } else { format!("{rest} min") };
            return if moment < now { format!("{long} overdue") } else { format!("in {long}") };
        }
        match days {
            ..=-1 => format!("{} overdue", in_days(-days)),
            0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            _ => format!("in {days} days"),
        }
    }

    /// The same with the working days beside the days, where there are several: `in 12 days (8 working)`.
    pub fn countdown_both(&self, now: NaiveDateTime) -> String {
        let said = self.countdown(now);
        if (self.on - now.date()).num_days().abs() < 2 {
            return said;
        }
        format!("{said} ({} working)", working_days_between(now.date(), self.on))
    }

    /// Whether it is still to be done though its day, or its moment, is over.
    pub fn is_overdue(&self, now: NaiveDateTime) -> bool {
        self.is_open() && self.moment().map_or(self.on < now.date(), |moment| moment < now)
    }

    /// Whether it is still to be done.
    pub const fn is_open(&self) -> bool {
        matches!(self.met, Met::Open)
    }

    /// Whether it is done.
    pub const fn is_done(&self) -> bool {
        matches!(self.met, Met::Done(_))
    }

    /// How far it is, in words: `in 5 days (3 working)`, `done`, `done, 3 days late`, `cancelled`.
    pub fn said(&self, now: NaiveDateTime) -> String {
        match self.met {
            Met::Open => self.countdown_both(now),
            Met::Done(on) => match on.map_or(0, |on| (on - self.on).num_days()) {
                ..=0 => "done".to_owned(),
                days => format!("done, {} late", in_days(days)),
            },
            Met::Passed => "not noted as done before it took place".to_owned(),
            Met::Cancelled => "cancelled".to_owned(),
        }
    }

    /// Whether it is worth saying, for a session on a day: not what should have gone out before a meeting that has come.
    pub fn is_news(&self, session: NaiveDate, today: NaiveDate) -> bool {
        let too_late = self.on < session && session <= today;
        self.is_open() && !too_late
    }

    /// The day counted the other way, where that is another day (AM-03).
    pub fn otherwise(&self) -> Option<NaiveDate> {
        [self.working, self.calendar].into_iter().find(|day| *day != self.on)
    }

    fn moment(&self) -> Option<NaiveDateTime> {
        let at = NaiveTime::parse_from_str(self.at.as_ref()?, "%H:%M").ok()?;
        Some(self.on.and_time(at))
    }
}

fn in_days(days: i64) -> String {
    counted(usize::try_from(days).unwrap_or_default(), "day")
}

/// All deadlines of a session, soonest first. One whose starting date is not known is left out.
pub fn deadlines(filled: &Filled<'_>) -> Vec<Due> {
    let one = |deadline: &Deadline| {
        let days = days(filled, &deadline.when)?;
        let on = days.by(filled.count);
        Some(Due {
            id: deadline.id.clone(),
            label: deadline.label.clone(),
            on,
            working: days.working,
            calendar: days.calendar,
            at: deadline.at.clone(),
            again: deadline.again.as_ref().and_then(|again| counted_again(filled, &deadline.when, again)),
            known: filled.calendar.is_known(on),
            met: met(filled, deadline),
        })
    };
    let mut all: Vec<Due> = filled.form.deadlines.iter().filter_map(one).collect();
    all.sort_by_key(|due| due.on);
    all
}

/// How far a deadline of a session is. The day it was done is the one typed, else that of the state, else of the sending.
fn met(filled: &Filled<'_>, deadline: &Deadline) -> Met {
    let typed = deadline.done_by.as_ref().map(|field| filled.value(field)).filter(|typed| !typed.is_empty());
    let reached = deadline.done_in.as_ref().and_then(|state| come_to(filled, &deadline.when, state));
    let sent = is_sent(filled, &deadline.id);
    if typed.is_some() || reached.is_some() || sent {
        let typed = typed.and_then(|typed| typed.parse().ok());
        return Met::Done(typed.or(reached).or_else(|| sent_on(filled, &deadline.id)));
    }
    if filled.session.is_cancelled() {
        return Met::Cancelled;
    }
    if is_before_session(&deadline.when) && filled.session.took_place() { Met::Passed } else { Met::Open }
}

/// The day on which the last of those who are to have something by a deadline was first sent it.
fn sent_on(filled: &Filled<'_>, deadline: &str) -> Option<NaiveDate> {
    let rows = filled.form.due_to(deadline).into_iter();
    rows.filter_map(|row| filled.sendings(row).map(|sent| sent.on).min()).max()
}

/// The day by which everybody was sent what a state stands for, where nobody noted that state.
pub fn sent_for(filled: &Filled<'_>, state: &str) -> Option<NaiveDate> {
    let of_state = filled.form.deadlines.iter().filter(|deadline| deadline.done_in.as_deref() == Some(state));
    of_state.filter(|d| is_sent(filled, &d.id)).find_map(|deadline| sent_on(filled, &deadline.id))
}

/// Whether whoever is to have something by a deadline was sent it.
fn is_sent(filled: &Filled<'_>, deadline: &str) -> bool {
    let rows = filled.form.due_to(deadline);
    !rows.is_empty() && filled.still_to_send(rows).is_empty()
}

impl<'a> Filled<'a> {
    /// The sendings that gave somebody on the list what they are to have, in the order they were noted: where the deadline
    /// waits for something, those since then. A draft is not the agreed note (NV-12).
    pub fn sendings(&self, row: &Recipient) -> impl Iterator<Item = &'a Sent> {
        let since = self.counts_since(row);
        let (role, document) = (row.role.clone(), row.document.clone());
        let counts = move |sent: &&Sent| since.is_some_and(|since| sent.on >= since);
        let all = self.session.sent().iter();
        all.filter(move |sent| sent.document == document && sent.to.contains(&role)).filter(counts)
    }

    /// Since which day a sending gives somebody on the list what they are to have; none: not yet.
    pub fn counts_since(&self, row: &Recipient) -> Option<NaiveDate> {
        let deadline = self.form.deadlines.iter().find(|known| Some(&known.id) == row.deadline.as_ref());
        let once = deadline.map_or(&[][..], |deadline| &deadline.once);
        let day = |id: &String| day_said(self.form, self.session, id).or_else(|| self.session.reached(id));
        if once.is_empty() { Some(NaiveDate::MIN) } else { once.iter().filter_map(day).min() }
    }

    /// Those of a list who were not sent what they are to have: nobody, once everybody was at once or each by themselves.
    pub fn still_to_send<'r>(&self, list: Vec<&'r Recipient>) -> Vec<&'r Recipient> {
        let has_it = |row: &&Recipient| self.sendings(row).next().is_some();
        if list.iter().any(|row| row.everybody && has_it(row)) {
            return Vec::new();
        }
        let each = list.iter().any(|row| !row.everybody);
        let mut left: Vec<&Recipient> = list.into_iter().filter(|row| !has_it(row)).collect();
        if each && left.iter().all(|row| row.everybody) {
            left.clear();
        }
        left
    }
}

/// The state a session is in truth in: the one noted last, or one beyond it that needs no more than sending, where everybody
/// who was to be sent something has been.
pub fn stands_at(filled: &Filled<'_>) -> Option<String> {
    let states = &filled.form.states;
    let noted = filled.session.state();
    let place = |id: &str| states.iter().position(|known| known.id == id);
    let sent = filled.form.deadlines.iter().filter(|deadline| is_sent(filled, &deadline.id));
    // A day typed where a state stands says that it was come to.
    let dated = filled.form.all_fields().filter_map(|field| match &field.from {
        Some(Source::State(state)) if filled.session.field(&field.id).parse::<NaiveDate>().is_ok() => place(state),
        _ => None,
    });
    let beyond = sent.filter_map(|deadline| place(deadline.done_in.as_ref()?)).chain(dated).max();
    let beyond = beyond.filter(|at| noted != Some(CANCELLED) && Some(*at) > noted.and_then(place));
    beyond.and_then(|at| states.get(at)).map(|state| state.id.clone()).or_else(|| noted.map(str::to_owned))
}

/// Whether a session has come beyond a state of its form; one that was cancelled has not.
pub fn is_beyond(filled: &Filled<'_>, state: &str) -> bool {
    let place = |id: &str| filled.form.states.iter().position(|known| known.id == id);
    let stands = stands_at(filled).filter(|stands| stands != CANCELLED);
    stands.and_then(|stands| place(&stands)) > place(state)
}

/// The day a state was reached, or one beyond it: who circulates a note has shared its draft. What has to be done before
/// the session is not done by its being held, and one that stands aside says nothing of those before it.
fn come_to(filled: &Filled<'_>, when: &When, state: &str) -> Option<NaiveDate> {
    let place = |id: &str| filled.form.states.iter().position(|known| known.id == id);
    let is_aside = |id: &str| filled.form.states.iter().any(|known| known.id == id && known.aside);
    let beyond = match when {
        When::After { .. } | When::By(_) => place(state),
        When::Before { .. } | When::CalendarBefore { .. } => None,
    };
    let counts = |id: &str| {
        id == state
            || (id != CANCELLED && !is_aside(id) && beyond.is_some_and(|least| place(id).is_some_and(|at| at > least)))
    };
    filled.session.states().iter().filter(|reached| counts(&reached.state)).map(|reached| reached.on).min()
}

/// Whether something is to be done before the session.
fn is_before_session(when: &When) -> bool {
    match when {
        When::Before { from, .. } | When::CalendarBefore { from, .. } => from == SESSION,
        When::After { .. } | When::By(_) => false,
    }
}

/// A day counted both ways.
#[derive(Clone, Copy)]
struct Days {
    working: NaiveDate,
    calendar: NaiveDate,
}

impl Days {
    fn counted(base: NaiveDate, days: i64) -> Self {
        Self { working: due(base, days, Count::Working), calendar: due(base, days, Count::Calendar) }
    }

    const fn same(day: NaiveDate) -> Self {
        Self { working: day, calendar: day }
    }

    const fn by(self, count: Count) -> NaiveDate {
        match count {
            Count::Working => self.working,
            Count::Calendar => self.calendar,
        }
    }
}

fn days(filled: &Filled<'_>, when: &When) -> Option<Days> {
    match when {
        When::After { days, from } => Some(Days::counted(last(filled, from)?, i64::from(*days))),
        When::Before { days, from } => Some(Days::counted(first(filled, from)?, -i64::from(*days))),
        When::CalendarBefore { days, from } => Some(Days::same(add_days(first(filled, from)?, -i64::from(*days)))),
        When::By(day) => filled.calendar.school_year_of(filled.session.date()).on(day).map(Days::same),
    }
}

/// The same number of days from a date that came late: later than another deadline of the form allows for.
fn counted_again(filled: &Filled<'_>, when: &When, again: &Again) -> Option<NaiveDate> {
    let When::After { days: number, .. } = when else { return None };
    let from = last(filled, &again.from)?;
    let other = filled.form.deadlines.iter().find(|deadline| deadline.id == again.later_than)?;
    let is_late = from > days(filled, &other.when)?.by(filled.count);
    is_late.then(|| due(from, i64::from(*number), filled.count))
}

/// The date days are counted after: the session's last day, or the last date in a field.
fn last(filled: &Filled<'_>, from: &str) -> Option<NaiveDate> {
    dates_of(filled, from).max()
}

/// The date days are counted before: the session's first day, or the first date in a field.
fn first(filled: &Filled<'_>, from: &str) -> Option<NaiveDate> {
    dates_of(filled, from).min()
}

/// The days of a session (one, or the parts of a visit), or the dates that stand in a field.
fn dates_of(filled: &Filled<'_>, from: &str) -> impl Iterator<Item = NaiveDate> {
    let text = if from == SESSION { String::new() } else { filled.value(from).into_owned() };
    let own = if from == SESSION { filled.session_days() } else { Vec::new() };
    let typed: Vec<NaiveDate> = text
        .split(|c: char| c == ',' || c.is_whitespace())
        .flat_map(|part| part.split(".."))
        .filter_map(|part| part.parse().ok())
        .collect();
    own.into_iter().chain(typed)
}

/// What a deadline calls the days of the session itself.
const SESSION: &str = "session";
