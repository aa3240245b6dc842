//! The register of actions and recommendations over several sessions, each once (RE-04, LS-02, TM-10).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::carry::{is_as_it_came, row_id};
use super::stands::{Fate, Standing, standing};
use crate::calendar::day_of;
use crate::forms::Followed;
use crate::session::{EntryId, ROW_ORIGIN, Row, Session, Status, as_typed, is_in_confidence, owners_of, whose};

/// What stands in the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Matter {
    /// An action agreed in a meeting or visit.
    Action,
    /// A recommendation of a note of visit.
    Recommendation,
}

/// An action or recommendation as it stands now, wherever it was carried to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Registered {
    /// For life: the session it began in, and its number there.
    pub id: String,
    /// Which of the two it is.
    pub matter: Matter,
    /// School.
    pub school: String,
    /// School, as a file name.
    pub school_slug: String,
    /// The words.
    pub text: String,
    /// Who.
    pub owners: Vec<String>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// Measure of success.
    pub measure: String,
    /// Where it stands.
    pub status: Status,
    /// The session in which it stands so: the last it was carried to.
    pub session: String,
    /// What that session is called, with its day.
    pub meeting: String,
    /// Where in it.
    #[serde(flatten)]
    pub spot: Spot,
    /// The day it began.
    pub since: NaiveDate,
    /// How many sessions it has been carried through.
    pub carried: usize,
    /// Whether it stands in papers kept apart, or came from some.
    pub confidential: bool,
}

/// Where something of the register stands in its session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Spot {
    /// In an entry.
    Entry(EntryId),
    /// In a row of a table.
    Row {
        /// Path of its words.
        path: String,
        /// Path of its status, where it can be noted.
        status: Option<String>,
    },
}

impl Registered {
    /// Whether its day is over.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.status.is_open() && self.due.is_some_and(|due| due < today)
    }

    /// As a line to be read without the rest: school and words, then owners, day and status.
    pub fn in_words(&self) -> String {
        let due = self.due.map(|due| format!("by {}", crate::calendar::long(due)));
        let status = Some(self.status.label().to_owned()).filter(|_| self.status != Status::Open);
        let rest = Some(self.whose()).filter(|owners| !owners.is_empty()).into_iter().chain(due).chain(status);
        let rest = rest.collect::<Vec<_>>().join("; ");
        let rest = if rest.is_empty() { rest } else { format!(" ({rest})") };
        format!("{}: {}{rest}", self.school, self.text)
    }

    /// Its owners as they are shown and printed everywhere: `HT AB`.
    pub fn whose(&self) -> String {
        whose(&self.owners)
    }

    /// Whether all these words stand in its school, owners, words or meeting, whatever their case; `overdue` asks for its day.
    pub fn fits(&self, words: &str, today: NaiveDate) -> bool {
        let as_typed: Vec<String> = self.owners.iter().map(|owner| as_typed(owner)).collect();
        let owners = format!("{} {}", self.whose(), as_typed.join(" "));
        let all = format!("{} {owners} {} {}", self.school, self.text, self.meeting).to_lowercase();
        words.to_lowercase().split_whitespace().all(|word| match word {
            "overdue" | "late" => self.is_overdue(today),
            word => all.contains(word),
        })
    }
}

/// Every action and recommendation of some sessions, once, where it stands. Soonest due first, those without a date last.
/// `form` tells the short name of a form and which of its tables are followed.
pub fn register<'a>(
    sessions: impl IntoIterator<Item = &'a Session>,
    form: &dyn Fn(&str) -> (String, Vec<Followed>),
) -> Vec<Registered> {
    let mut sessions: Vec<&Session> = sessions.into_iter().collect();
    sessions.sort_by_key(|s| (s.date(), s.id()));
    let mut all: BTreeMap<String, Registered> = BTreeMap::new();
    for (id, stands) in standing(sessions.iter().copied()) {
        if stands.fate != Fate::Out {
            let (name, _) = form(stands.session.form());
            all.insert(id.clone(), registered(id, &stands, meeting(&name, stands.session)));
        }
    }
    for session in sessions {
        let (name, follows) = form(session.form());
        for followed in &follows {
            for (n, row) in session.table(&followed.table).iter().enumerate() {
                follow(&mut all, session, &meeting(&name, session), followed, n, row);
            }
        }
    }
    let mut all: Vec<Registered> = all.into_values().collect();
    all.sort_by(|a, b| (a.due.is_none(), a.due, &a.school, &a.id).cmp(&(b.due.is_none(), b.due, &b.school, &b.id)));
    all
}

/// What a session is called in the register.
fn meeting(name: &str, session: &Session) -> String {
    let cancelled = if session.is_cancelled() { ", cancelled" } else { "" };
    format!("{name} {}{cancelled}", session.date().format("%-d %b %Y"))
}

fn registered(id: String, stands: &Standing<'_>, meeting: String) -> Registered {
    let Standing { session, entry, action, .. } = stands;
    Registered {
        id,
        matter: Matter::Action,
        school: session.school().to_owned(),
        school_slug: session.school_slug().to_owned(),
        text: entry.text.clone(),
        owners: action.owners.clone(),
        due: action.due,
        measure: action.measure.clone(),
        status: action.status,
        session: session.id().to_owned(),
        meeting,
        spot: Spot::Entry(entry.id),
        since: stands.origin().date,
        carried: action.history.len(),
        confidential: entry.in_confidence,
    }
}

/// Takes a row of a followed table in: it is new, or tells how far an earlier one is.
fn follow(
    all: &mut BTreeMap<String, Registered>,
    session: &Session,
    meeting: &str,
    followed: &Followed,
    n: usize,
    row: &Row,
) {
    let cell = |column: &Option<String>| {
        column.as_ref().and_then(|column| row.get(column)).map_or("", |cell| cell.trim()).to_owned()
    };
    let text = row.get(&followed.text).map_or("", |cell| cell.trim());
    if text.is_empty() {
        return;
    }
    let of_row = row_id(session, &followed.table, n, row);
    let stands = cell(&followed.status);
    let status = Status::ALL.into_iter().find(|status| status.label() == stands).unwrap_or_default();
    let came = status.is_open() && row.contains_key(ROW_ORIGIN);
    let is_preview = came && (session.is_cancelled() || (!session.took_place() && is_as_it_came(row)));
    if is_preview && let Some(known) = all.get_mut(&of_row) {
        // Where its own note has no place for it, what came of it is noted in the next one.
        if let (Spot::Row { status: None, .. }, Some(_), false) =
            (&known.spot, &followed.status, session.is_cancelled())
        {
            known.spot = spot(followed, n);
            session.id().clone_into(&mut known.session);
            meeting.clone_into(&mut known.meeting);
        }
        return;
    }
    // Typed anew in the next note instead of carried: the words tell that it is the same.
    let alike = |r: &&Registered| {
        r.matter == Matter::Recommendation
            && r.school_slug == session.school_slug()
            && r.session != session.id()
            && r.status.is_open()
            && r.text.eq_ignore_ascii_case(text)
    };
    let id = if all.contains_key(&of_row) { of_row } else { all.values().find(alike).map_or(of_row, |r| r.id.clone()) };
    let before = all.get(&id);
    let or_before = |cell: String, of: fn(&Registered) -> &str| {
        if cell.is_empty() { before.map(|r| of(r).to_owned()).unwrap_or_default() } else { cell }
    };
    let owners = owners_of(&cell(&followed.owner), &[]);
    let owners = if owners.is_empty() { before.map(|r| r.owners.clone()).unwrap_or_default() } else { owners };
    // What is closed stays so, whatever a note says that was begun before.
    if status.is_open() && before.is_some_and(|before| !before.status.is_open()) {
        return;
    }
    let registered = Registered {
        matter: Matter::Recommendation,
        school: session.school().to_owned(),
        school_slug: session.school_slug().to_owned(),
        text: text.to_owned(),
        owners,
        due: day_of(&cell(&followed.due)).or_else(|| before.and_then(|r| r.due)),
        measure: or_before(cell(&followed.measure), |r| &r.measure),
        status,
        session: session.id().to_owned(),
        meeting: meeting.to_owned(),
        spot: spot(followed, n),
        since: before.map_or_else(|| session.date(), |r| r.since),
        carried: before.map_or(0, |r| r.carried + 1),
        confidential: is_in_confidence(row),
        id: id.clone(),
    };
    all.insert(id, registered);
}

/// Where the nth row of a followed table is noted.
fn spot(followed: &Followed, n: usize) -> Spot {
    let path = |column: &str| format!("{}.{}.{column}", followed.table, n + 1);
    Spot::Row { path: path(&followed.text), status: followed.status.as_deref().map(path) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::caseload::carry_over;
    use crate::forms::Library;
    use crate::grammar::Kind;
    use crate::session::{Action, Change, Entry, Record, Target};

    fn meeting(form: &str, date: &str) -> Session {
        let id = format!("{date}-hillside-{form}");
        let form = Library::shipped().form(form).unwrap();
        Session::new(&form, &id, "Hillside Primary", "hillside", date.parse().unwrap())
    }

    fn put(session: &mut Session, text: &str, number: u32, due: Option<&str>) {
        let at = session.date().and_hms_opt(14, 0, 0).unwrap();
        let due = due.map(|due| due.parse().unwrap());
        let action = Some(Action { number, due, owners: vec!["HT".to_owned()], ..Action::default() });
        let entry = Entry { action, ..Entry::new(session.next_entry(), at, Kind::Action, text) };
        let (item, at) = ("agreed-actions".to_owned(), session.entries("agreed-actions").len());
        session.apply(&Change::Entry { item, at, from: None, to: Some(Box::new(entry)) }).unwrap();
    }

    fn recommend(session: &mut Session, cells: &[(&str, &str)]) {
        let row: Row = cells.iter().map(|(column, text)| ((*column).to_owned(), (*text).to_owned())).collect();
        let (table, at) = ("recommendations".to_owned(), session.table("recommendations").len());
        session.apply(&Change::Row { table, at, from: None, to: Some(row) }).unwrap();
    }

    fn held(session: &mut Session) {
        let to = Some(crate::session::Reached { state: crate::session::HELD.to_owned(), on: session.date() });
        session.apply(&Change::State { from: None, to }).unwrap();
    }

    fn carried(session: &mut Session, last: &Session) {
        let form = Library::shipped().form(session.form()).unwrap();
        let now = session.date().and_hms_opt(9, 0, 0).unwrap();
        for change in carry_over(&form, session, std::slice::from_ref(last), &Record::new(), now) {
            session.apply(&change).unwrap();
        }
    }

    fn all(sessions: &[&Session]) -> Vec<Registered> {
        let form = |id: &str| Library::shipped().form(id).map(|form| (form.name, form.follows)).unwrap_or_default();
        register(sessions.iter().copied(), &form)
    }

    #[test]
    fn an_action_carried_on_is_listed_once_as_it_stands_now() {
        let (mut autumn, mut spring) = (meeting("rtm", "2009-10-06"), meeting("rtm", "2010-01-12"));
        put(&mut autumn, "Weekly writing group in Y5", 1, Some("2009-12-01"));
        put(&mut autumn, "Tracking to governors", 2, None);
        carried(&mut spring, &autumn);
        held(&mut spring);
        put(&mut spring, "Moderate Y5 writing", 3, Some("2010-01-29"));
        let all = all(&[&spring, &autumn]);
        let said: Vec<String> = all.iter().map(|r| format!("{} in {} ×{}", r.id, r.session, r.carried)).collect();
        assert_eq!(
            said,
            [
                "2009-10-06-hillside-rtm#1 in 2010-01-12-hillside-rtm ×1",
                "2010-01-12-hillside-rtm#3 in 2010-01-12-hillside-rtm ×0",
                "2009-10-06-hillside-rtm#2 in 2010-01-12-hillside-rtm ×1",
            ]
        );
        let today = "2010-01-20".parse().unwrap();
        let late: Vec<bool> = all.iter().map(|r| r.is_overdue(today)).collect();
        assert_eq!(late, [true, false, false]);
        assert!(all[0].fits("hillside ht writing late", today) && !all[1].fits("late", today));
        assert!(all[0].fits("rtm", today) && !all[0].fits("seaview", today));
    }

    #[test]
    fn a_recommendation_is_listed_once_with_what_the_next_note_says_of_it() {
        let mut summer = meeting("summer", "2009-06-16");
        recommend(
            &mut summer,
            &[("recommendation", "Raise attainment in Year 4"), ("owner", "HT AB"), ("timely", "2009-12-01")],
        );
        recommend(&mut summer, &[("recommendation", "Governors visit"), ("owner", "CG")]);
        let mut autumn = meeting("autumn", "2009-11-17");
        carried(&mut autumn, &summer);
        let target = Target::Cell { table: "progress-actions".to_owned(), row: 1, column: "status".to_owned() };
        autumn.apply(&Change::Edit { target, at: 0, remove: String::new(), insert: "done".to_owned() }).unwrap();
        let said: Vec<String> = all(&[&summer, &autumn])
            .iter()
            .map(|r| {
                format!(
                    "{} {} {} {:?} {} {:?}",
                    r.id,
                    r.text,
                    r.owners.join(","),
                    r.due.map(|d| d.to_string()),
                    r.status.label(),
                    r.spot
                )
            })
            .collect();
        assert_eq!(
            said,
            [
                "2009-06-16-hillside-summer#recommendations.1 Raise attainment in Year 4 HT AB Some(\"2009-12-01\") open \
                 Row { path: \"progress-actions.1.action\", status: Some(\"progress-actions.1.status\") }",
                "2009-06-16-hillside-summer#recommendations.2 Governors visit CG None done \
                 Row { path: \"progress-actions.2.action\", status: Some(\"progress-actions.2.status\") }",
            ]
        );
    }

    #[test]
    fn a_recommendation_typed_anew_is_known_by_its_words() {
        let (mut summer, mut autumn) = (meeting("summer", "2009-06-16"), meeting("autumn", "2009-11-17"));
        recommend(&mut summer, &[("recommendation", "Raise attainment in Year 4")]);
        let row = Row::from([("action".to_owned(), "raise attainment in year 4".to_owned())]);
        let table = "progress-actions".to_owned();
        autumn.apply(&Change::Row { table, at: 0, from: None, to: Some(row) }).unwrap();
        let all = all(&[&summer, &autumn]);
        assert_eq!((all.len(), all[0].session.as_str(), all[0].carried), (1, "2009-11-17-hillside-autumn", 1));
    }
}
