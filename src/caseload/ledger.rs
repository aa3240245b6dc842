//! The days a school has and what they were used for (TM-01, TM-05, TM-07 to TM-11, TM-13, AM-16, AM-18; A2.1).

use chrono::NaiveDate;
use serde::Serialize;

use super::duties::{Duty, Each};
use super::summary::Summary;
use super::survey::Ground;
use crate::forms::{Ledger, Pot};
use crate::session::{CANCELLED, Record};

/// One event that costs days, past or to come.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Event {
    /// Session id; empty: none is begun.
    pub session: String,
    /// What it is called.
    pub name: String,
    /// Its day, once there is one.
    pub date: Option<NaiveDate>,
    /// Its further days, of a visit in parts (TM-04).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub further: Vec<NaiveDate>,
    /// Days in school.
    pub in_school: f64,
    /// Days out of school.
    pub out_of_school: f64,
    /// Whose days: `SIP` or `NCA`.
    pub rate: String,
    /// Which of the school's days it is taken from.
    pub from: Pot,
    /// Whether it has taken place.
    pub held: bool,
    /// It should have been agreed with the SIP manager beforehand, and no agreement is noted (TM-08).
    pub not_agreed: bool,
    /// It was agreed only after its day.
    pub agreed_late: bool,
    /// Who agreed and when, as noted.
    pub agreement: String,
}

/// Days in and out of school.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Split {
    /// In school.
    pub in_school: f64,
    /// Out of school.
    pub out_of_school: f64,
}

impl Split {
    /// Both together.
    pub fn total(self) -> f64 {
        self.in_school + self.out_of_school
    }

    fn add(&mut self, event: &Event) {
        self.in_school += event.in_school;
        self.out_of_school += event.out_of_school;
    }
}

/// A school's days in a school year.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Days {
    /// Days the school has, with those by arrangement.
    pub allowed: f64,
    /// Of them, the days of every school: what the year's visits come to.
    pub basic: Split,
    /// Of them, the days by arrangement.
    pub extra: f64,
    /// Days used and planned of those by arrangement.
    pub extra_taken: f64,
    /// The record says that they were agreed, and neither with whom nor when (TM-08).
    pub extra_not_agreed: bool,
    /// Whether National Challenge days stand in the place of all these.
    pub national_challenge: bool,
    /// Days used in school.
    pub in_school: f64,
    /// Days used out of school.
    pub out_of_school: f64,
    /// Days of events still to come that are begun.
    pub planned: f64,
    /// Days of meetings and inspections, which are charged for themselves: used.
    pub for_themselves: Split,
    /// Days of those still to come that are begun.
    pub planned_for_themselves: f64,
    /// What they were and will be used for, by date; what is not begun yet stands last.
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
    /// What meetings and inspections took that are charged for themselves, beside what is used: ` + 1 of events`.
    pub fn beside(&self) -> String {
        of_events(self.for_themselves.total())
    }
    /// The same of what is planned.
    pub fn planned_beside(&self) -> String {
        of_events(self.planned_for_themselves)
    }
    /// How far the days by arrangement are overrun, in words: `2 beyond the 5 extra days`.
    pub fn beyond(&self) -> Option<String> {
        let over = self.extra_taken - self.extra;
        let said = if self.extra > 0.0 {
            format!("{over} beyond the {} extra days", self.extra)
        } else {
            format!("{over} extra days, and none agreed")
        };
        (over > 0.0 && !self.national_challenge).then_some(said)
    }
}

fn of_events(days: f64) -> String {
    if days > 0.0 { format!(" + {days} of events") } else { String::new() }
}

/// Fact of a school with the days of a National Challenge Adviser, which take the place of the SIP's (TM-09).
pub(super) const NCA_DAYS: &str = "nca-days";

/// Whether a record has extra days that are noted, but not with whom they were agreed, and when.
pub fn is_agreed_with_nobody(school: &Record) -> bool {
    let days: f64 = school.fact("extra-days").parse().unwrap_or_default();
    days > 0.0 && school.fact("extra-days-agreed").trim().is_empty()
}

/// Days of a school in a school year.
///
/// The days of every school are what the visits it is owed cost by their forms: 5, and 6 where the SIP or the headteacher
/// is new. Its `extra-days` come to that (by arrangement), or where none are noted those of its level of support in that
/// year. In a National Challenge school its `nca-days` (6 to 20) stand in the place of all these, and no visit is owed.
/// Meetings and inspections are charged for themselves, unless the record says that they are taken from the extra days.
pub fn ledger(school: &Record, sessions: &[&Summary], ground: Ground<'_>) -> Days {
    let Ground { asked, calendar, today, year, cost } = ground;
    let number = |fact: &str| school.fact(fact).parse::<f64>().ok().filter(|n| (0.0..=366.0).contains(n));
    let nca = number(NCA_DAYS);
    let owed: Vec<(&Duty, Ledger)> = asked
        .schools
        .iter()
        .filter(|duty| duty.each == Each::Year && duty.is_owed_to(school, year, year.last_day()))
        .filter_map(|duty| Some((duty, cost(&duty.form).filter(|cost| cost.from == Pot::Basic)?)))
        .collect();
    let level = school.at("support-level", year.last_day());
    let of_level = || asked.extra_days.iter().find(|(known, _)| *known == level).map(|(_, days)| *days);
    let extra = number("extra-days").or_else(of_level).filter(|_| nca.is_none()).unwrap_or_default();
    let extra_not_agreed = extra > 0.0 && is_agreed_with_nobody(school);
    let mut days = Days { extra, extra_not_agreed, national_challenge: nca.is_some(), ..Days::default() };
    for (_, cost) in &owed {
        days.basic.in_school += cost.in_school;
        days.basic.out_of_school += cost.out_of_school;
    }
    days.allowed = nca.unwrap_or_else(|| days.basic.total() + days.extra);
    let all_from_extra = nca.is_some() || school.fact("events-from-extra") == "yes";
    let mut of_year: Vec<&&Summary> =
        sessions.iter().filter(|s| calendar.school_year_of(s.date) == year && s.stage != CANCELLED).collect();
    of_year.sort_by_key(|s| (s.date, &s.id));
    for session in of_year {
        let Some(cost) = cost(&session.form) else { continue };
        let event = event(session, &cost, nca.is_some(), today);
        let is_extra = event.from == Pot::Extra || (all_from_extra && event.from == Pot::Event);
        if is_extra {
            days.extra_taken += event.in_school + event.out_of_school;
        }
        if !(is_extra || event.from == Pot::Basic) {
            if event.held {
                days.for_themselves.add(&event);
            } else {
                days.planned_for_themselves += event.in_school + event.out_of_school;
            }
        } else if event.held {
            days.in_school += event.in_school;
            days.out_of_school += event.out_of_school;
        } else {
            days.planned += event.in_school + event.out_of_school;
        }
        days.events.push(event);
    }
    let begun = |duty: &Duty| {
        sessions.iter().any(|s| s.form == duty.form && s.stage != CANCELLED && calendar.school_year_of(s.date) == year)
    };
    let ahead = owed.into_iter().filter(|(duty, _)| !begun(duty));
    days.events.extend(ahead.map(|(duty, cost)| to_come(duty, &cost, nca.is_some())));
    days
}

/// Whose days something costs: all of a National Challenge school are the adviser's (TM-09).
fn rate(cost: &Ledger, national_challenge: bool) -> String {
    if national_challenge { "NCA".to_owned() } else { cost.rate.clone() }
}

fn event(session: &Summary, cost: &Ledger, national_challenge: bool, today: NaiveDate) -> Event {
    let in_school = if session.days > 0.0 { session.days } else { cost.in_school };
    Event {
        session: session.id.clone(),
        name: session.name().to_owned(),
        date: Some(session.date),
        further: session.further.clone(),
        in_school,
        out_of_school: cost.out_of_school,
        rate: rate(cost, national_challenge),
        from: cost.from,
        held: session.was_held(today),
        not_agreed: cost.agreed_in_advance && !session.agreed,
        agreed_late: cost.agreed_in_advance && session.agreed_late,
        agreement: session.agreement.clone(),
    }
}

fn to_come(duty: &Duty, cost: &Ledger, national_challenge: bool) -> Event {
    Event {
        session: String::new(),
        name: duty.label.clone(),
        date: None,
        further: Vec::new(),
        in_school: cost.in_school,
        out_of_school: cost.out_of_school,
        rate: rate(cost, national_challenge),
        from: cost.from,
        held: false,
        not_agreed: false,
        agreed_late: false,
        agreement: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Calendar;
    use crate::caseload::Asked;
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
                days: if *form == "support-day" { 2.5 } else { 0.0 },
                ..Summary::default()
            })
            .collect();
        let sessions: Vec<&Summary> = sessions.iter().collect();
        let library = Library::shipped();
        let cost = |form: &str| library.form(form).ok().and_then(|form| form.ledger);
        let (asked, calendar) = (Asked::shipped(), Calendar::shipped());
        let today = "2010-02-01".parse().unwrap();
        let year = calendar.school_year_of(today);
        ledger(&school(facts), &sessions, Ground { asked, calendar: &calendar, today, year, cost: &cost })
    }

    #[test]
    fn the_allowance_follows_the_record() {
        let allowed = |facts: &[(&str, &str)]| format!("{}", days(facts, &[]).allowed);
        assert_eq!(allowed(&[]), "5");
        assert_eq!(allowed(&[("new-sip", "yes")]), "6");
        assert_eq!(allowed(&[("new-sip", "yes"), ("new-head", "yes")]), "6", "one day, whoever is new");
        assert_eq!(allowed(&[("extra-days", "2")]), "7");
        assert_eq!(allowed(&[("support-level", "Substantial")]), "7");
        assert_eq!(allowed(&[("support-level", "Intensive")]), "10");
        assert_eq!(allowed(&[("support-level", "Intensive"), ("extra-days", "0")]), "5", "agreed otherwise");
        assert_eq!(allowed(&[("support-level", "General/outreach")]), "5");
        assert_eq!(allowed(&[("extra-days", "5"), ("new-head", "yes")]), "11");
        assert_eq!(allowed(&[("nca-days", "20"), ("extra-days", "5")]), "20", "they take the place of the SIP's");
        assert_eq!(allowed(&[("extra-days", "a few")]), "5");
    }

    #[test]
    fn the_years_visits_come_to_the_days_printed_in_the_handbook() {
        let split = |facts: &[(&str, &str)]| {
            let days = days(facts, &[]);
            let shown: f64 = days.events.iter().map(|e| e.in_school + e.out_of_school).sum();
            (days.events.len(), days.basic.in_school, days.basic.out_of_school, shown)
        };
        assert_eq!(split(&[]), (4, 1.75, 3.25, 5.0));
        assert_eq!(split(&[("new-sip", "yes")]), (5, 2.25, 3.75, 6.0));
    }

    #[test]
    fn what_is_held_is_used_and_what_is_planned_is_kept_back() {
        let days =
            days(&[], &[("autumn", "circulated"), ("rtm", "held"), ("spring", "planned"), ("summer", "cancelled")]);
        assert_eq!(
            format!("{} {} {} {}", days.in_school, days.out_of_school, days.planned, days.left()),
            "0.5 1 1.5 2"
        );
        assert_eq!(
            days.for_themselves,
            Split { in_school: 0.5, out_of_school: 0.5 },
            "a meeting is charged for itself"
        );
        let asked: Vec<&str> =
            days.events.iter().filter(|e| e.not_agreed).map(|e| e.session.rsplit('-').next().unwrap()).collect();
        assert_eq!(asked, ["rtm"], "a starred event wants the SIP manager's agreement");
        let to_come: Vec<&str> = days.events.iter().filter(|e| e.date.is_none()).map(|e| e.name.as_str()).collect();
        assert_eq!(to_come, ["Advice on the headteacher's performance management", "Summer visit"]);
    }

    #[test]
    fn meetings_are_taken_from_the_extra_days_only_where_the_record_says_so() {
        let held = [("rtm", "held"), ("jem", "held"), ("support-day", "held")];
        let apart = days(&[("extra-days", "5")], &held);
        assert_eq!((apart.used(), apart.beside().as_str(), apart.left()), (2.5, " + 2 of events", 7.5));
        let ahead = days(&[], &[("rtm", "planned")]);
        assert_eq!(
            (ahead.planned, ahead.planned_beside().as_str(), ahead.beside().as_str()),
            (0.0, " + 1 of events", "")
        );
        let taken = days(&[("extra-days", "5"), ("events-from-extra", "yes")], &held);
        assert_eq!((taken.used(), taken.for_themselves.total(), taken.left()), (4.5, 0.0, 5.5));
    }

    #[test]
    fn extra_days_that_are_overrun_are_said() {
        let beyond = |extra: &str| days(&[("extra-days", extra)], &[("support-day", "held")]).beyond();
        assert_eq!(beyond("5"), None);
        assert_eq!(beyond("2").as_deref(), Some("0.5 beyond the 2 extra days"));
        assert_eq!(beyond("0").as_deref(), Some("2.5 extra days, and none agreed"));
    }

    #[test]
    fn national_challenge_days_take_the_place_of_visits_with_writing_included() {
        let days = days(&[("nca-days", "12")], &[("support-day", "held"), ("autumn", "held"), ("reference", "sent")]);
        assert!(days.national_challenge && days.events.iter().all(|e| e.rate == "NCA"));
        // The work takes the place of visits: the governors are advised all the same (GV-02).
        let to_come: Vec<&str> = days.events.iter().filter(|e| e.date.is_none()).map(|e| e.name.as_str()).collect();
        assert_eq!(to_come, ["Advice on the headteacher's performance management"]);
        assert_eq!((days.allowed, days.in_school, days.out_of_school), (12.0, 3.0, 1.25));
    }
}
