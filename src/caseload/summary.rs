//! One session in one line, as lists and the home screen show it.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::agreement::agreement;
use super::duties::{COVERED, Owed, Stage};
use super::stands::{Copied, action_id, copies};
use super::tally::{Tallied, tallied};
use crate::calendar::{Meets, day_of, meets_of};
use crate::forms::{AGREED_ON, AGREED_WITH, Field, Source, is_same_name};
use crate::session::{BEFORE, CANCELLED, Due, Entry, EntryId, Filled, Met, SIP, Session, deadlines, stands_at};

/// What a list needs of a session. Every field is always written: the index is read back without names.
#[expect(clippy::struct_excessive_bools, reason = "a row of independent facts, as it stands in the index")]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Session id.
    pub id: String,
    /// Form id.
    pub form: String,
    /// The form's short name.
    pub form_name: String,
    /// Which kind of event it is, where its form serves several; else empty.
    pub kind: String,
    /// School.
    pub school: String,
    /// School, as a file name.
    pub school_slug: String,
    /// The day.
    #[serde(with = "crate::calendar::packed")]
    pub date: NaiveDate,
    /// When on its day and where it is, as far as that is noted.
    pub meets: Meets,
    /// Its further days, of a visit in parts (TM-04).
    pub further: Vec<NaiveDate>,
    /// State as said to the user; empty: none noted.
    pub state: String,
    /// Id of the state; empty: none noted.
    pub stage: String,
    /// Whether its clock has run on its day or later.
    pub begun: bool,
    /// Whether it took place, whatever its day.
    pub took_place: bool,
    /// Whether it is noted who agreed to it beforehand, or an event of its kind needs no agreement (TM-08).
    pub agreed: bool,
    /// Whether it was agreed only after its day.
    pub agreed_late: bool,
    /// Who agreed and when, as noted; empty: nobody yet.
    pub agreement: String,
    /// Entries that stand.
    pub entries: usize,
    /// Open actions that stand in it.
    pub open_actions: usize,
    /// The actions it holds.
    pub actions: Vec<Copied>,
    /// Rows that are followed from note to note, such as recommendations.
    pub followed: usize,
    /// Days in school, where they differ from one session of the form to the next; 0: not said.
    pub days: f64,
    /// The day it agreed on for the next of its kind, with its time; empty: none.
    pub next: String,
    /// The days it agreed on for visits of other forms: form and day (TM-14).
    pub plans: Vec<(String, String)>,
    /// What is due.
    pub due: Vec<Due>,
    /// Earlier sessions it took open actions and recommendations from.
    pub taken_from: Vec<String>,
    /// The later session that took them from it: it is imported into the next (NV-18).
    pub taken_into: Option<String>,
    /// Who has still to be told of a concern.
    pub to_tell: Vec<ToTell>,
    /// What is counted in it.
    pub tallies: Vec<Tallied>,
    /// What was typed in it of the school: facts of a school's record, as this session has them.
    pub of_school: Vec<(String, String)>,
    /// Whether its school is here only to practise on.
    pub practice: bool,
    /// Whether something stands half typed in it.
    pub draft: bool,
    /// Which document changed since it was sent, in words; empty: none.
    pub changed: String,
    /// The same in as few words as say when.
    pub changed_short: String,
    /// Files beside it that it hangs on and that cannot be read: place in the store, and why.
    pub unread: Vec<(String, String)>,
}

/// A concern of which somebody has still to be told (CO-01 to CO-05).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToTell {
    /// Its entry.
    pub entry: EntryId,
    /// Since when it is known.
    pub since: NaiveDateTime,
    /// The role to tell.
    pub to: String,
    /// How fast, in words.
    pub soon: String,
    /// What it is.
    pub words: String,
}

impl ToTell {
    /// How urgent it is, the most urgent first: what is to be told at once, then what is known longest.
    fn urgency(&self) -> (bool, NaiveDateTime) {
        (self.soon != AT_ONCE, self.since)
    }
}

/// Concerns of which somebody has still to be told, the most urgent first, each with its session.
pub fn to_tell<'a>(sessions: impl IntoIterator<Item = &'a Summary>) -> Vec<(&'a Summary, &'a ToTell)> {
    let of = |s: &'a Summary| s.to_tell.iter().map(move |tell| (s, tell));
    let mut all: Vec<(&Summary, &ToTell)> = sessions.into_iter().flat_map(of).collect();
    all.sort_by_key(|(_, tell)| tell.urgency());
    all
}

/// As soon as can be (CO-03).
const AT_ONCE: &str = "at once";

impl Summary {
    /// Whether it has taken place: its state says so, or its clock has run and no state says otherwise.
    pub fn was_held(&self, today: NaiveDate) -> bool {
        match self.stage.as_str() {
            "" => self.begun,
            CANCELLED => false,
            // What is noted as held was, whatever day it was planned for.
            stage => !BEFORE.contains(&stage) || (self.begun && self.date <= today),
        }
    }

    /// What it is called in lists: its kind of event where it has one, else its form.
    pub fn name(&self) -> &str {
        if self.kind.is_empty() { &self.form_name } else { &self.kind }
    }

    /// What is known of a session whose form cannot be read.
    pub fn bare(session: &Session) -> Self {
        Self {
            id: session.id().to_owned(),
            form: session.form().to_owned(),
            form_name: session.form().to_owned(),
            school: session.school().to_owned(),
            school_slug: session.school_slug().to_owned(),
            date: session.date(),
            meets: session.meets().clone(),
            state: session.state().unwrap_or_default().to_owned(),
            stage: session.state().unwrap_or_default().to_owned(),
            begun: session.ran_on_its_day(),
            took_place: session.took_place(),
            entries: session.entry_count(),
            open_actions: session.action_counts().0,
            actions: copies(session),
            taken_from: session.sources().map(str::to_owned).collect(),
            to_tell: session.all_entries().filter_map(|(_, entry)| telling(entry)).collect(),
            draft: !session.draft().text.is_empty(),
            ..Self::default()
        }
    }
}

/// Notes of each session which later one took over what it left: the first by date that took place, else the first that is
/// planned; cancelled ones left out.
pub fn note_taken_into(sessions: &mut [Summary]) {
    let mut taken: BTreeMap<String, (bool, NaiveDate, String)> = BTreeMap::new();
    for session in sessions.iter().filter(|session| session.stage != CANCELLED) {
        for source in &session.taken_from {
            let into = (!session.took_place, session.date, session.id.clone());
            taken.entry(source.clone()).and_modify(|known| *known = into.clone().min(known.clone())).or_insert(into);
        }
    }
    for session in sessions {
        session.taken_into = taken.remove(&session.id).map(|(.., id)| id);
    }
}

/// Sums a session up.
pub fn summarise(filled: &Filled<'_>) -> Summary {
    let (session, form) = (filled.session, filled.form);
    let state = stands_at(filled).unwrap_or_default();
    let is_practice = filled.school.fact("practice") == "yes";
    let label = form.states.iter().find(|s| s.id == state).map_or(state.as_str(), |s| s.label.as_str());
    let noted = |field: Option<&String>| field.map(|field| filled.value(field).into_owned()).unwrap_or_default();
    let [with, on] = [AGREED_WITH, AGREED_ON].map(|field| filled.value(field));
    let asks = form.field(AGREED_WITH).is_some_and(|field| filled.field_applies(field));
    // What another SIP had to send before handing over is not the user's to send; what the user covers is.
    let is_users = session.author().is_empty() || filled.school.fact(COVERED) == "yes";
    let of_user = if is_users { deadlines(filled) } else { Vec::new() };
    let bare = Summary::bare(session);
    Summary {
        form_name: form.name.clone(),
        further: filled.session_days().into_iter().filter(|day| *day != session.date()).collect(),
        kind: noted(form.kind_in.as_ref()),
        state: label.to_owned(),
        agreed: !with.trim().is_empty() || !asks,
        agreed_late: day_of(&on).is_some_and(|on| on > session.date()),
        agreement: agreement(&with, &on),
        followed: form.follows.iter().map(|followed| session.table(&followed.table).len()).sum(),
        days: noted(form.ledger.as_ref().and_then(|l| l.days_in.as_ref())).parse().unwrap_or_default(),
        next: agreed_next(filled),
        plans: agreed_for_year(filled),
        practice: is_practice,
        due: if is_practice { Vec::new() } else { of_user.into_iter().chain(own_actions(filled)).collect() },
        to_tell: if is_practice { Vec::new() } else { bare.to_tell.clone() },
        tallies: form.tallies.iter().map(|tally| tallied(filled, tally)).collect(),
        of_school: of_school(filled),
        ..bare
    }
}

/// The day typed for the next meeting of the kind.
fn agreed_next(filled: &Filled<'_>) -> String {
    let mut fields = filled.form.all_fields().filter(|field| field.from == Some(Source::NextDate));
    let typed = fields.find(|field| filled.is_typed(&field.id)).map(|field| filled.value(&field.id).into_owned());
    typed.filter(|kept| day_of(kept).is_some()).unwrap_or_default()
}

/// The first day typed for each visit still to come.
fn agreed_for_year(filled: &Filled<'_>) -> Vec<(String, String)> {
    let day = |cell: &String| {
        let kept = filled.value(cell);
        let first = kept.split([',', '.']).next().unwrap_or_default().trim().to_owned();
        day_of(&first).map(|_| first)
    };
    filled.form.plans.iter().filter_map(|(cell, form)| Some((form.clone(), day(cell)?))).collect()
}

/// A day agreed for a session that is not begun yet, with its time, and the session that agreed on it: the last of its form,
/// or one at which the days of the year were agreed. Where a session of that day is there it is begun: what took place on it
/// may well be written up later.
pub fn day_agreed<'a>(
    sessions: &'a [Summary],
    form: &str,
    school: &str,
    today: NaiveDate,
) -> Option<(&'a str, &'a Summary)> {
    let theirs = || sessions.iter().filter(|s| is_same_name(&s.school, school) && s.stage != CANCELLED);
    let of_form: Vec<&Summary> = theirs().filter(|s| s.form == form).collect();
    next_agreed(&of_form, today).or_else(|| planned(&theirs().collect::<Vec<_>>(), form, today))
}

/// The day agreed at the last of the sessions of a form at a school for the next one, which is not begun yet.
fn next_agreed<'a>(of_form: &[&'a Summary], today: NaiveDate) -> Option<(&'a str, &'a Summary)> {
    // Where the next day is noted it was agreed, whatever day the session was planned for.
    let has_been = |s: &&&Summary| s.date <= today || !s.next.is_empty() || s.was_held(today);
    let last = of_form.iter().filter(has_been).max_by_key(|s| s.date)?;
    let day = day_of(&last.next).filter(|day| *day > last.date)?;
    of_form.iter().all(|s| s.date != day).then_some((last.next.as_str(), *last))
}

/// What was agreed at a school for a day from today on and nobody has begun: the next meeting of each kind.
pub fn agreed_ahead(sessions: &[&Summary], today: NaiveDate) -> Vec<Owed> {
    let mut of_forms: BTreeMap<&str, Vec<&Summary>> = BTreeMap::new();
    for session in sessions.iter().copied().filter(|s| s.stage != CANCELLED) {
        of_forms.entry(&session.form).or_default().push(session);
    }
    let ahead = |of_form: &Vec<&Summary>| {
        let (next, last) = next_agreed(of_form, today)?;
        let day = day_of(next).filter(|day| *day >= today)?;
        Some(Owed {
            form: last.form.clone(),
            kind: last.kind.clone(),
            session: String::new(),
            label: format!("{}, as agreed{}", last.name(), meets_of(next).said()),
            stage: Stage::Open,
            until: Some(day),
            is_pressing: true,
        })
    };
    of_forms.values().filter_map(ahead).collect()
}

/// The day agreed for the year's session of a form, from a day on, and the session that agreed on it, among those of a
/// school; a session of the form since takes its place.
pub(super) fn planned<'a>(sessions: &[&'a Summary], form: &str, today: NaiveDate) -> Option<(&'a str, &'a Summary)> {
    let theirs = || sessions.iter().copied().filter(|s| s.stage != CANCELLED);
    let plan = |s: &'a Summary| Some((s.plans.iter().find(|(of, _)| of == form)?.1.as_str(), s));
    let (kept, at) = theirs().filter_map(plan).max_by_key(|(_, s)| s.date)?;
    let is_ahead = day_of(kept).is_some_and(|day| day >= today);
    let is_begun = theirs().any(|s| s.form == form && s.date >= at.date);
    (is_ahead && !is_begun).then_some((kept, at))
}

/// Facts of the school that were typed in a session, with what it calls them.
fn of_school(filled: &Filled<'_>) -> Vec<(String, String)> {
    let fact = |field: &Field| {
        let fact = field.from.as_ref().and_then(fact_of).filter(|_| filled.is_typed(&field.id))?;
        Some((fact.clone(), filled.value(&field.id).into_owned()))
    };
    filled.form.all_fields().filter_map(fact).collect()
}

/// The fact of the school's record that a source asks first.
fn fact_of(source: &Source) -> Option<&String> {
    match source {
        Source::School(fact) => Some(fact),
        Source::First(sources) => sources.first().and_then(fact_of),
        _ => None,
    }
}

/// Ids of what is due by an action begin so; its own id follows.
pub(super) const OWN_ACTION: &str = "action-";

/// The user's own open actions, each due on its day (TM-10).
fn own_actions(filled: &Filled<'_>) -> impl Iterator<Item = Due> {
    let session = filled.session;
    let initials = filled.me.initials();
    let is_own = move |owner: &String| {
        let (role, whose) = owner.split_once(' ').unwrap_or((owner, ""));
        role == SIP && (whose.is_empty() || whose.eq_ignore_ascii_case(&initials))
    };
    let open = session.actions().filter(|(_, action)| action.status.is_open());
    open.filter(move |(_, action)| action.owners.iter().any(&is_own)).filter_map(|(entry, action)| {
        let on = action.due?;
        let (id, label) = (
            format!("{OWN_ACTION}{}", action_id(session, action)),
            format!("your action {}: {}", action.number, entry.text),
        );
        Some(Due { id, label, on, working: on, calendar: on, at: None, again: None, known: true, met: Met::Open })
    })
}

fn telling(entry: &Entry) -> Option<ToTell> {
    let telling = entry.telling.as_ref().filter(|_| entry.is_to_be_told())?;
    Some(ToTell {
        entry: entry.id,
        since: entry.at,
        to: telling.to.clone(),
        soon: telling.soon.clone(),
        words: entry.text.clone(),
    })
}
