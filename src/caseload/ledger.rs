//! The days a school has and what they were used for (TM-01, TM-05, TM-07 to TM-09, TM-13; A2.1).

use chrono::NaiveDate;
use serde::Serialize;

use super::summary::Summary;
use crate::calendar::Calendar;
use crate::forms::Ledger;
use crate::session::{CANCELLED, Record};

/// Days of every school a year (TM-01).
const BASIC: f64 = 5.0;
/// One more for a SIP new to the school, or a new headteacher (TM-05).
const NEW: f64 = 1.0;

/// One event that costs days.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Event {
    /// Session id.
    pub session: String,
    /// The form's short name.
    pub name: String,
    /// Its day.
    pub date: NaiveDate,
    /// Days in school.
    pub in_school: f64,
    /// Days out of school.
    pub out_of_school: f64,
    /// Whose days: `SIP` or `NCA`.
    pub rate: String,
    /// Whether it has taken place.
    pub held: bool,
    /// It should have been agreed with the SIP manager beforehand, and no agreement is noted (TM-08).
    pub not_agreed: bool,
}

/// A school's days in a school year.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Days {
    /// Days the school has.
    pub allowed: f64,
    /// Days used in school.
    pub in_school: f64,
    /// Days used out of school.
    pub out_of_school: f64,
    /// Days of events still to come.
    pub planned: f64,
    /// What they were used for, by date.
    pub events: Vec<Event>,
}

impl Days {
    /// Days used.
    pub fn used(&self) -> f64 {
        self.in_school + self.out_of_school
    }
    /// Days left once what is planned has taken place; negative: too many.
    pub fn left(&self) -> f64 {
        self.allowed - self.used() - self.planned
    }
}

/// Days of a school in the school year of a day. `cost` tells what a form costs, if it costs anything.
///
/// The school has 5 days; 6 where the SIP or the headteacher is new; its `extra-days` more (2 or 5 by arrangement). In a
/// National Challenge school its `nca-days` (6 to 20) stand in the place of all these.
pub fn ledger(
    school: &Record,
    sessions: &[&Summary],
    calendar: &Calendar,
    today: NaiveDate,
    cost: &dyn Fn(&str) -> Option<Ledger>,
) -> Days {
    let year = calendar.school_year_of(today);
    let mut days = Days { allowed: allowance(school), ..Days::default() };
    let mut of_year: Vec<&&Summary> =
        sessions.iter().filter(|s| calendar.school_year_of(s.date) == year && s.stage != CANCELLED).collect();
    of_year.sort_by_key(|s| (s.date, &s.id));
    for session in of_year {
        let Some(cost) = cost(&session.form) else { continue };
        let held = session.was_held(today);
        if held {
            days.in_school += cost.in_school;
            days.out_of_school += cost.out_of_school;
        } else {
            days.planned += cost.in_school + cost.out_of_school;
        }
        days.events.push(Event {
            session: session.id.clone(),
            name: session.form_name.clone(),
            date: session.date,
            in_school: cost.in_school,
            out_of_school: cost.out_of_school,
            rate: cost.rate,
            held,
            not_agreed: cost.agreed_in_advance && !session.agreed,
        });
    }
    days
}

fn allowance(school: &Record) -> f64 {
    let number = |fact: &str| school.fact(fact).parse::<f64>().ok().filter(|n| (0.0..=366.0).contains(n));
    if let Some(nca) = number("nca-days") {
        return nca;
    }
    let new = ["new-sip", "new-head"].iter().any(|fact| school.fact(fact) == "yes");
    BASIC + if new { NEW } else { 0.0 } + number("extra-days").unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::Library;

    fn school(facts: &[(&str, &str)]) -> Record {
        let mut record = Record::new();
        for (name, value) in facts {
            record.apply(&record.setting(name, value)).unwrap();
        }
        record
    }

    fn days(facts: &[(&str, &str)], forms: &[(&str, &str)]) -> Days {
        let sessions: Vec<Summary> = forms
            .iter()
            .map(|(form, stage)| Summary {
                id: format!("2010-01-12-hillside-{form}"),
                form: (*form).to_owned(),
                date: "2010-01-12".parse().unwrap(),
                stage: (*stage).to_owned(),
                ..Summary::default()
            })
            .collect();
        let sessions: Vec<&Summary> = sessions.iter().collect();
        let library = Library::shipped();
        let cost = |form: &str| library.form(form).ok().and_then(|form| form.ledger);
        ledger(&school(facts), &sessions, &Calendar::shipped(), "2010-02-01".parse().unwrap(), &cost)
    }

    #[test]
    fn the_allowance_follows_the_record() {
        let allowed = |facts: &[(&str, &str)]| format!("{}", days(facts, &[]).allowed);
        assert_eq!(allowed(&[]), "5");
        assert_eq!(allowed(&[("new-sip", "yes")]), "6");
        assert_eq!(allowed(&[("new-sip", "yes"), ("new-head", "yes")]), "6", "one day, whoever is new");
        assert_eq!(allowed(&[("extra-days", "2")]), "7");
        assert_eq!(allowed(&[("extra-days", "5"), ("new-head", "yes")]), "11");
        assert_eq!(allowed(&[("nca-days", "20"), ("extra-days", "5")]), "20", "they take the place of the SIP's");
        assert_eq!(allowed(&[("extra-days", "a few")]), "5");
    }

    #[test]
    fn what_is_held_is_used_and_what_is_planned_is_kept_back() {
        let days =
            days(&[], &[("autumn", "circulated"), ("rtm", "held"), ("spring", "planned"), ("summer", "cancelled")]);
        assert_eq!(
            format!("{} {} {} {}", days.in_school, days.out_of_school, days.planned, days.left()),
            "1 1.5 1.5 1"
        );
        let asked: Vec<&str> =
            days.events.iter().filter(|e| e.not_agreed).map(|e| e.session.rsplit('-').next().unwrap()).collect();
        assert_eq!(asked, ["rtm"], "a starred event wants the SIP manager's agreement");
    }
}
