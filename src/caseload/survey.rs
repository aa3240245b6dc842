//! The whole caseload at a glance: each school with its year, the register over all of them, the SIP's own year.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::asked::Asked;
use super::duties::{COVERED, Owed, owed};
use super::ledger::{Days, NCA_DAYS, ledger};
use super::own::Own;
use super::register::Registered;
use super::summary::{Summary, ToTell, to_tell};
use super::tally::Tallied;
use crate::calendar::{Calendar, SchoolYear as SchoolYearOf};
use crate::forms::{Ledger, Section};
use crate::session::{CANCELLED, Record, Stood};

/// Half-day visits that every school gets a year at least (TM-02); performance management counts as one (AM-05).
const LEAST_VISITS: usize = 4;

/// All schools and all open actions.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Caseload {
    /// The school year, as said.
    pub year: String,
    /// Schools by name.
    pub schools: Vec<SchoolYear>,
    /// Open actions and recommendations of all schools, each once, soonest due first.
    pub register: Vec<Registered>,
    /// The SIP's own year.
    pub own: Own,
}

/// A school in this year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SchoolYear {
    /// As a file name.
    pub slug: String,
    /// Name.
    pub name: String,
    /// What is kept of it.
    pub record: Record,
    /// What the newest note that says it says of the school, where its record does not: fact, value, the day of the note.
    pub noted: Vec<(String, String, NaiveDate)>,
    /// What its record does not fit together in, a sentence each.
    pub remarks: Vec<String>,
    /// What it is owed, and how far that is.
    pub owed: Vec<Owed>,
    /// Visits held, planned, and the least there are to be.
    pub visits: Visits,
    /// Its days.
    pub days: Days,
    /// Actions and recommendations still open.
    pub open_actions: usize,
    /// Deadlines that are over and not noted as done.
    pub overdue: usize,
    /// Deadlines of this week that are still to come, today's among them.
    pub due_this_week: usize,
    /// Concerns of which somebody has still to be told, each with its session.
    pub to_tell: Vec<(String, ToTell)>,
    /// What is counted in the files kept up beside its visits, each with the session it stands in.
    pub checklists: Vec<(String, Tallied)>,
}

/// Visits of a school in a year (TM-02).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Visits {
    /// Held.
    pub held: usize,
    /// Arranged, and still to come.
    pub planned: usize,
    /// The least there are to be.
    pub least: usize,
    /// Whether a National Challenge Adviser's work takes their place (TM-09).
    pub national_challenge: bool,
}

impl Visits {
    /// What there are to be, in words.
    pub fn asked(self) -> String {
        if self.national_challenge {
            "the National Challenge Adviser's work takes their place".to_owned()
        } else {
            format!("{} at least", self.least)
        }
    }
}

/// What a survey rests on.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// What is asked of a SIP.
    pub asked: &'a Asked,
    /// Terms and holidays.
    pub calendar: &'a Calendar,
    /// The day.
    pub today: NaiveDate,
    /// The school year surveyed.
    pub year: SchoolYearOf,
    /// What a form costs in days, if it costs any.
    pub cost: &'a dyn Fn(&str) -> Option<Ledger>,
}

/// Surveys schools (slug and record), their sessions and the actions still open. `standing` are ids of the forms that are
/// kept up beside the visits.
pub fn survey(
    schools: Vec<(String, Record)>,
    sessions: &[Summary],
    register: Vec<Registered>,
    standing: &[String],
    ground: Ground<'_>,
) -> Caseload {
    let Ground { today, year, .. } = ground;
    let one = |(slug, record): (String, Record)| {
        let own: Vec<&Summary> = sessions.iter().filter(|s| s.school_slug == slug).collect();
        let name = match record.fact("name") {
            "" => slug.clone(),
            name => name.to_owned(),
        };
        let open = || own.iter().flat_map(|s| &s.due).filter(|due| due.is_open());
        let latest = |form: &String| own.iter().filter(|s| s.form == *form).max_by_key(|s| (s.date, &s.id));
        let kept = standing.iter().filter_map(latest);
        let known = known(&record, &own);
        SchoolYear {
            noted: noted(&record, &own),
            remarks: remarks(&known, ground),
            owed: owed(&known, &own, ground),
            visits: visits(&known, &own, ground),
            days: ledger(&known, &own, ground),
            open_actions: register.iter().filter(|r| r.school_slug == slug).count(),
            overdue: open().filter(|due| due.on < today).count(),
            due_this_week: open().filter(|due| is_this_week(due.on, today)).count(),
            to_tell: to_tell(own.iter().copied()).into_iter().map(|(s, tell)| (s.id.clone(), tell.clone())).collect(),
            checklists: kept.flat_map(|s| s.tallies.iter().map(|t| (s.id.clone(), t.clone()))).collect(),
            slug,
            name,
            record,
        }
    };
    let mut schools: Vec<SchoolYear> = schools.into_iter().map(one).collect();
    schools.sort_by(|a, b| a.name.cmp(&b.name));
    Caseload { year: year.to_string(), schools, register, own: Own::default() }
}

impl SchoolYear {
    /// A fact of the school: of its record, else of the newest note that says it.
    pub fn fact(&self, name: &str) -> &str {
        let noted = || self.noted.iter().find(|(fact, ..)| fact == name).map_or("", |(_, value, _)| value.as_str());
        Some(self.record.fact(name)).filter(|known| !known.is_empty()).unwrap_or_else(noted)
    }
}

/// A school's record, and what its notes say of what the record does not, each from the day of its note on: so what a
/// school's page shows is what its days and duties follow from.
pub fn known(record: &Record, sessions: &[&Summary]) -> Record {
    let mut said: BTreeMap<&str, Vec<(NaiveDate, &str)>> = BTreeMap::new();
    for session in sessions.iter().filter(|session| session.stage != CANCELLED) {
        let facts = session.of_school.iter().filter(|(fact, _)| record.course(fact).is_empty());
        facts.for_each(|(fact, value)| said.entry(fact).or_default().push((session.date, value)));
    }
    let mut facts = BTreeMap::new();
    for (fact, mut said) in said {
        said.sort_unstable();
        said.dedup_by(|later, before| later.1 == before.1);
        let course = said.iter().map(|(on, value)| Stood::new(value, &on.to_string(), "")).collect();
        facts.extend(Record::as_course(fact, course));
    }
    record.with(&facts)
}

/// What the newest note says of each fact of the school, where the record says something else or nothing.
fn noted(record: &Record, sessions: &[&Summary]) -> Vec<(String, String, NaiveDate)> {
    let mut newest: BTreeMap<&str, (NaiveDate, &str)> = BTreeMap::new();
    for session in sessions {
        for (fact, value) in &session.of_school {
            let said = newest.entry(fact).or_insert((session.date, value));
            *said = (*said).max((session.date, value));
        }
    }
    let differs = |(fact, (_, value)): &(&str, (NaiveDate, &str))| record.fact(fact) != *value;
    newest.into_iter().filter(differs).map(|(fact, (on, value))| (fact.to_owned(), value.to_owned(), on)).collect()
}

/// What is to be said of a school by where it stood in the year.
fn remarks(school: &Record, ground: Ground<'_>) -> Vec<String> {
    let fact = |name: &str| school.at(name, ground.year.last_day());
    let of_it = ground.asked.remarks.iter().filter(|remark| remark.applies_if.holds(&fact));
    of_it.map(|remark| remark.label.clone()).collect()
}

/// Whether a day is still to come in the week of another, which begins on a Monday.
pub(super) fn is_this_week(day: NaiveDate, today: NaiveDate) -> bool {
    use chrono::Datelike;
    let left = 6 - i64::from(today.weekday().num_days_from_monday());
    (0..=left).contains(&(day - today).num_days())
}

/// Sessions in school this year that cost days of it.
fn visits(school: &Record, sessions: &[&Summary], ground: Ground<'_>) -> Visits {
    let Ground { calendar, today, year, cost, .. } = ground;
    let in_school = |s: &&&Summary| {
        calendar.school_year_of(s.date) == year
            && s.stage != CANCELLED
            && cost(&s.form).is_some_and(|cost| cost.in_school > 0.0 && cost.from != crate::forms::Pot::Event)
    };
    let (held, planned): (Vec<&&Summary>, Vec<&&Summary>) =
        sessions.iter().filter(in_school).partition(|s| s.was_held(today));
    // A National Challenge Adviser's work takes the place of the visits (TM-09).
    let national_challenge = !school.fact(NCA_DAYS).is_empty();
    let least = if national_challenge || school.fact(COVERED) == "yes" { 0 } else { LEAST_VISITS };
    Visits { held: held.len(), planned: planned.len(), least, national_challenge }
}

/// A school's contacts, a line each: what is kept of one person stands in one line (RO-03).
pub fn contacts(record: &Record, card: &[Section]) -> Vec<String> {
    let fields = card.iter().filter(|section| section.id == "contacts").flat_map(|section| &section.fields);
    let mut lines: Vec<(String, Vec<String>)> = Vec::new();
    for field in fields {
        let value = record.fact(&field.id);
        let (person, what) = field.label.split_once(": ").unwrap_or((&field.label, ""));
        if value.is_empty() {
            continue;
        }
        let said = if what.is_empty() { value.to_owned() } else { format!("{what} {value}") };
        match lines.iter_mut().find(|(known, _)| known == person) {
            Some((_, parts)) => parts.push(said),
            None => lines.push((person.to_owned(), vec![said])),
        }
    }
    lines.into_iter().map(|(person, parts)| format!("{person}: {}", parts.join(" · "))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_ends_on_its_sunday() {
        let day = |text: &str| text.parse().unwrap();
        for (on, expected) in [("2010-01-11", false), ("2010-01-12", true), ("2010-01-17", true), ("2010-01-18", false)]
        {
            assert_eq!(is_this_week(day(on), day("2010-01-12")), expected, "{on}");
        }
    }

    #[test]
    fn what_is_kept_of_a_person_stands_in_one_line() {
        let mut record = Record::new();
        for (fact, value) in [
            ("head", "Jo Marsh"),
            ("head-line", "01234 5678"),
            ("head-standing", "acting headteacher"),
            ("chair", "Pat Hill"),
            ("panel-1", "Kim Dale"),
            ("panel-1-email", "kim@example.org"),
        ] {
            record.apply(&record.setting(fact, value)).unwrap();
        }
        assert_eq!(
            contacts(&record, &crate::forms::school_card()),
            [
                "Headteacher: Jo Marsh · direct line 01234 5678",
                "Headteacher is: acting headteacher",
                "Chair of governors: Pat Hill",
                "Governors' panel, governor 1: Kim Dale · email kim@example.org",
            ]
        );
    }
}
