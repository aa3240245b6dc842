//! What is asked of the SIP beside the schools, and how far it is (QA-01 to QA-08, TM-09, AM-35, AM-42).

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::duties::{Owed, Stage, comes_soon, end_of_terms};
use super::summary::Summary;
use super::tally::Tallied;
use crate::calendar::Calendar;
use crate::forms::{Condition, Duty};
use crate::session::Record;

/// Something asked of the SIP.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnDuty {
    /// Id.
    pub id: String,
    /// What it is.
    pub label: String,
    /// How often.
    pub every: Every,
    /// School terms in which it is usual; empty: any.
    #[serde(default)]
    pub in_terms: Vec<u8>,
    /// Fact of the user's own record that holds the day it was last done; empty: none.
    #[serde(default)]
    pub fact: String,
    /// Form whose sessions fulfil it; empty: none.
    #[serde(default)]
    pub form: String,
    /// Which kind of event; empty: any.
    #[serde(default)]
    pub kind: String,
    /// Handbook section.
    pub handbook: String,
    /// For which SIPs, by the facts of their record.
    #[serde(default = "always")]
    pub applies_if: Condition,
}

/// How often something is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Every {
    /// Each school year.
    Year,
    /// Within two years of the last time.
    TwoYears,
    /// Once.
    Once,
}

/// How far something asked of the SIP is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnStep {
    /// What it is.
    pub label: String,
    /// The day it was last done.
    pub last: Option<NaiveDate>,
    /// The day by which it is due next; none: it is done, or its day is not known.
    pub next: Option<NaiveDate>,
    /// Whether nothing is due for now.
    pub done: bool,
    /// A session arranged for it: its day.
    pub planned: Option<NaiveDate>,
    /// Fact of the user's own record in which its day is noted; empty: none.
    pub fact: String,
    /// Form of the sessions that fulfil it; empty: none.
    pub form: String,
    /// The last such session; empty: none.
    pub session: String,
    /// Its kind of event; empty: any.
    pub kind: String,
}

/// The SIP's own year.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Own {
    /// What is counted in the user's own records.
    pub tallies: Vec<OwnTally>,
    /// What is asked, in order.
    pub steps: Vec<OwnStep>,
}

/// Something counted in a record of the user's own.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OwnTally {
    /// The form of the record.
    pub form: String,
    /// This year's record; empty: none is begun.
    pub session: String,
    /// What is counted.
    #[serde(flatten)]
    pub tally: Tallied,
}

/// Days of one rate: used, and how many there are to be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Sum {
    /// Used.
    pub used: f64,
    /// To be.
    pub of: f64,
}

impl Own {
    /// Days of a rate, all together.
    pub fn days(&self, rate: &str) -> Sum {
        self.sum(|tally| tally.rate == rate)
    }

    /// Of them, those that are required.
    pub fn mandatory(&self, rate: &str) -> Sum {
        self.sum(|tally| tally.rate == rate && tally.duty == Duty::Mandatory)
    }

    fn sum(&self, counts: impl Fn(&Tallied) -> bool) -> Sum {
        let tallies = self.tallies.iter().map(|own| &own.tally).filter(|tally| counts(tally));
        tallies.fold(Sum::default(), |sum, tally| Sum { used: sum.used + tally.used(), of: sum.of + tally.whole() })
    }
}

const fn always() -> Condition {
    Condition::Always
}

/// What is asked of the user with a day that is over or comes soon, and is neither done nor arranged.
pub fn own_pressing(
    duties: &[OwnDuty],
    me: &Record,
    sessions: &[Summary],
    calendar: &Calendar,
    today: NaiveDate,
) -> Vec<Owed> {
    let fact = |name: &str| me.fact(name).to_owned();
    let asked = duties.iter().filter(|duty| duty.applies_if.holds(&fact));
    let steps = asked.map(|duty| step(duty, me, sessions, calendar, today));
    let pressing = steps.filter(|step| !step.done && step.planned.is_none() && comes_soon(step.next, today));
    let owed = |step: OwnStep| Owed {
        form: step.form,
        kind: step.kind,
        session: String::new(),
        label: step.label,
        stage: if step.next.is_some_and(|next| next < today) { Stage::Missing } else { Stage::Open },
        until: step.next,
        is_pressing: true,
    };
    pressing.map(owed).collect()
}

/// The SIP's own year as it stands on a day. `empty` holds what the forms about the user count before a record is begun.
pub fn own(
    duties: &[OwnDuty],
    me: &Record,
    sessions: &[Summary],
    empty: Vec<(String, Vec<Tallied>)>,
    calendar: &Calendar,
    today: NaiveDate,
) -> Own {
    let year = calendar.school_year_of(today);
    let mut tallies = Vec::new();
    for (form, nothing) in empty {
        let this_year = |s: &&Summary| s.form == form && calendar.school_year_of(s.date) == year && !s.practice;
        let kept = sessions.iter().filter(this_year).max_by_key(|s| (s.date, &s.id));
        let (session, counted) = kept.map_or((String::new(), nothing), |s| (s.id.clone(), s.tallies.clone()));
        let tallied = |tally| OwnTally { form: form.clone(), session: session.clone(), tally };
        // The National Challenge is asked only of its advisers.
        let asked = |tally: &Tallied| tally.rate != "NCA" || tally.count > 0 || me.fact("nca") == "yes";
        tallies.extend(counted.into_iter().filter(asked).map(tallied));
    }
    let fact = |name: &str| me.fact(name).to_owned();
    let asked = duties.iter().filter(|duty| duty.applies_if.holds(&fact));
    Own { tallies, steps: asked.map(|duty| step(duty, me, sessions, calendar, today)).collect() }
}

fn step(duty: &OwnDuty, me: &Record, sessions: &[Summary], calendar: &Calendar, today: NaiveDate) -> OwnStep {
    let year = calendar.school_year_of(today);
    let fits = |s: &&Summary| {
        !duty.form.is_empty() && s.form == duty.form && (duty.kind.is_empty() || s.kind == duty.kind) && !s.practice
    };
    let held = sessions.iter().filter(fits).filter(|s| s.was_held(today)).max_by_key(|s| s.date);
    let noted = me.fact(&duty.fact).parse::<NaiveDate>().ok().filter(|day| *day <= today);
    let last = noted.max(held.map(|s| s.date));
    let planned = sessions.iter().filter(fits).filter(|s| s.date >= today && !s.was_held(today)).map(|s| s.date).min();
    let by_terms = || end_of_terms(calendar, year, &duty.in_terms);
    let (done, next) = match (duty.every, last) {
        (Every::Once, last) => (last.is_some(), last.map_or_else(by_terms, |_| None)),
        (Every::Year, Some(last)) if calendar.school_year_of(last) == year => {
            (true, end_of_terms(calendar, year.next(), &duty.in_terms))
        }
        (Every::TwoYears, Some(last)) => {
            let next = last.checked_add_months(Months::new(24));
            (next.is_some_and(|next| next >= today), next)
        }
        (Every::Year, _) | (Every::TwoYears, None) => (false, by_terms()),
    };
    OwnStep {
        label: duty.label.clone(),
        last,
        next,
        done,
        planned,
        fact: duty.fact.clone(),
        form: duty.form.clone(),
        session: held.map(|s| s.id.clone()).unwrap_or_default(),
        kind: duty.kind.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::caseload::Asked;

    fn said(facts: &[(&str, &str)], sessions: &[Summary], today: &str) -> Vec<String> {
        let mut me = Record::new();
        for (name, value) in facts {
            me.apply(&me.setting(name, value)).unwrap();
        }
        let (duties, calendar) = (&Asked::shipped().own, Calendar::shipped());
        let own = own(duties, &me, sessions, Vec::new(), &calendar, today.parse().unwrap());
        let day = |day: Option<NaiveDate>| day.map_or("-".to_owned(), |day| day.to_string());
        own.steps.iter().map(|s| format!("{}: {} {} {}", s.label, s.done, day(s.last), day(s.next))).collect()
    }

    fn meeting(kind: &str, date: &str) -> Summary {
        Summary {
            id: format!("{date}-hillside-meeting"),
            form: "meeting".to_owned(),
            kind: kind.to_owned(),
            date: date.parse().unwrap(),
            stage: "held".to_owned(),
            ..Summary::default()
        }
    }

    #[test]
    fn review_and_feedback_are_yearly_and_shadowing_is_within_two_years() {
        let facts =
            [("last-review", "2009-03-10"), ("last-report-feedback", "2009-10-02"), ("last-shadowed", "2008-01-20")];
        let said = said(&facts, &[], "2010-01-12");
        assert_eq!(
            said[..3],
            [
                "Annual review: false 2009-03-10 2010-04-01",
                "Feedback on a report of yours: true 2009-10-02 2011-07-22",
                "Shadowed on a visit: true 2008-01-20 2010-01-20",
            ]
        );
        assert_eq!(said.len(), 5, "no mentor after the first year: {said:?}");
    }

    #[test]
    fn a_visit_that_was_shadowed_counts_by_its_own_record() {
        let said = said(&[("last-shadowed", "2006-01-20")], &[meeting("shadow visit", "2009-11-10")], "2010-01-12");
        assert_eq!(said[2], "Shadowed on a visit: true 2009-11-10 2011-11-10");
    }

    #[test]
    fn the_mentors_four_steps_stand_in_the_first_year() {
        let facts = [("first-year", "yes"), ("mentor-met", "2009-09-08")];
        let said = said(&facts, &[meeting("mentor: joint visit", "2009-10-06")], "2010-01-12");
        let steps: Vec<&str> = said.iter().filter(|line| line.starts_with("Mentor")).map(String::as_str).collect();
        assert_eq!(
            steps,
            [
                "Mentor 1: initial meeting: true 2009-09-08 -",
                "Mentor 2: joint visit before your first: true 2009-10-06 -",
                "Mentor 3: review of your first note of visit: false - 2009-12-18",
                "Mentor 4: contact all year: false - 2010-07-23",
            ]
        );
    }
}
