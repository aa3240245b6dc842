//! The register of actions and recommendations over several sessions, each once (RE-04, LS-02, TM-10).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::session::{Action, Entry, Session, Status};

/// An action as it stands now, wherever it was carried to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Registered {
    /// For life: the session it began in, and its number there.
    pub id: String,
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
    /// Its entry there.
    pub entry: u32,
    /// The day it began.
    pub since: NaiveDate,
    /// How many sessions it has been carried through.
    pub carried: usize,
}

/// Every action of some sessions, once: as the latest session has it. Soonest due first, those without a date last.
pub fn register<'a>(sessions: impl IntoIterator<Item = &'a Session>) -> Vec<Registered> {
    let mut sessions: Vec<&Session> = sessions.into_iter().collect();
    sessions.sort_by_key(|s| (s.date(), s.id()));
    let mut all: BTreeMap<String, Registered> = BTreeMap::new();
    for session in sessions {
        for (entry, action) in session.actions() {
            let row = registered(session, entry, action);
            all.insert(row.id.clone(), row);
        }
    }
    let mut all: Vec<Registered> = all.into_values().collect();
    all.sort_by(|a, b| (a.due.is_none(), a.due, &a.school, &a.id).cmp(&(b.due.is_none(), b.due, &b.school, &b.id)));
    all
}

fn registered(session: &Session, entry: &Entry, action: &Action) -> Registered {
    let (first, since) =
        action.origin.as_ref().map_or((session.id(), session.date()), |origin| (&origin.session, origin.date));
    Registered {
        id: format!("{first}#{}", action.number),
        school: session.school().to_owned(),
        school_slug: session.school_slug().to_owned(),
        text: entry.text.clone(),
        owners: action.owners.clone(),
        due: action.due,
        measure: action.measure.clone(),
        status: action.status,
        session: session.id().to_owned(),
        entry: entry.id,
        since,
        carried: action.history.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::caseload::{Earlier, carry_over};
    use crate::forms::Library;
    use crate::grammar::Kind;
    use crate::session::Change;

    fn meeting(date: &str) -> Session {
        let form = Library::shipped().form("rtm").unwrap();
        let id = format!("{date}-hillside-rtm");
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

    #[test]
    fn an_action_carried_on_is_listed_once_as_it_stands_now() {
        let (mut autumn, mut spring) = (meeting("2009-10-06"), meeting("2010-01-12"));
        put(&mut autumn, "Weekly writing group in Y5", 1, Some("2009-12-01"));
        put(&mut autumn, "Tracking to governors", 2, None);
        let form = Library::shipped().form("rtm").unwrap();
        let now = spring.date().and_hms_opt(9, 0, 0).unwrap();
        for change in carry_over(&form, &spring, &[Earlier { session: &autumn }], now) {
            spring.apply(&change).unwrap();
        }
        put(&mut spring, "Moderate Y5 writing", 3, Some("2010-01-29"));
        let all = register([&spring, &autumn]);
        let said: Vec<String> = all.iter().map(|r| format!("{} in {} ×{}", r.id, r.session, r.carried)).collect();
        assert_eq!(
            said,
            [
                "2009-10-06-hillside-rtm#1 in 2010-01-12-hillside-rtm ×1",
                "2010-01-12-hillside-rtm#3 in 2010-01-12-hillside-rtm ×0",
                "2009-10-06-hillside-rtm#2 in 2010-01-12-hillside-rtm ×1",
            ]
        );
    }
}
