//! What a school is owed in a year, and what of it has been done (TM-02, RT-01, JE-01, CA-02, CA-03).

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::summary::{Summary, planned};
use super::survey::Ground;
use crate::calendar::{Calendar, SchoolYear, Season, day_of};
use crate::forms::Condition;
use crate::session::{CANCELLED, Record};

/// Something a school is owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// Form whose sessions fulfil it.
    pub form: String,
    /// Which kind of event, where the form serves several; empty: any.
    #[serde(default)]
    pub kind: String,
    /// What it is.
    pub label: String,
    /// How often.
    pub each: Each,
    /// School terms in which it is usual; empty: any of its period.
    #[serde(default)]
    pub in_terms: Vec<u8>,
    /// The last day (month and day) on which it is in time, where that is not the end of those terms.
    #[serde(default, deserialize_with = "month_and_day")]
    pub by: Option<String>,
    /// Handbook section.
    pub handbook: String,
    /// A fact of the record that brings it in the school year alone in which it came to be so, where that day is known
    /// (TM-05); empty: none.
    #[serde(default)]
    pub in_year_of: String,
    /// A fact of the record that, where it is noted, stands for other work in its place (TM-09); empty: none.
    #[serde(default)]
    pub replaced_by: String,
    /// For which schools, by the facts of their record.
    #[serde(default = "always")]
    pub applies_if: Condition,
}

/// A month and day, refused where there is no such day: a slip would else mean that nothing is ever late.
fn month_and_day<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    let said = Option::<String>::deserialize(from)?;
    // A school year with a 29 February.
    if let Some(day) = said.as_ref().filter(|day| SchoolYear::starting(2007).on(day).is_none()) {
        return Err(serde::de::Error::custom(format!("“{day}” is no month and day; write it as 12-31")));
    }
    Ok(said)
}

/// Fact of a school at which the user only covers for another SIP: it is owed nothing by the user.
pub const COVERED: &str = "covered";

impl Owed {
    /// What is owed, and by whom: to a school of that name, or by the user alone where it has none.
    pub fn said_of(&self, school: &str) -> String {
        format!("{}: {}", if school.is_empty() { "You" } else { school }, self.label)
    }
}

impl Duty {
    /// Whether a school is owed it by the user in a time of a school year that ends on a day, by where the school stood
    /// then: a fact of the record that has its own day (`category-since`) brings nothing before it, and what it was before
    /// still brings what it brought.
    pub(super) fn is_owed_to(&self, school: &Record, year: SchoolYear, until: Option<NaiveDate>) -> bool {
        let fact = |name: &str| school.at(name, until);
        let since = day_of(school.fact(&Record::since(&self.in_year_of)));
        school.fact(COVERED) != "yes"
            && (self.replaced_by.is_empty() || school.fact(&self.replaced_by).is_empty())
            && (self.in_year_of.is_empty() || since.is_none_or(|since| SchoolYear::of(since) == year))
            && self.applies_if.holds(&fact)
    }

    /// Whether a session is of the kind that fulfils it.
    pub(super) fn is_met_by(&self, session: &Summary) -> bool {
        session.form == self.form && (self.kind.is_empty() || session.kind == self.kind)
    }
}

/// How often something is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Each {
    /// Once a school year.
    Year,
    /// Once a season.
    Season,
    /// Once a month in which there is school.
    Month,
}

/// A time in which something is owed once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Period {
    Year,
    Season(Season),
    /// By its first day.
    Month(NaiveDate),
}

impl Period {
    /// The periods of a school year.
    fn of(each: Each, calendar: &Calendar, year: SchoolYear) -> Vec<Self> {
        match each {
            Each::Year => vec![Self::Year],
            Each::Season => Season::ALL.into_iter().map(Self::Season).collect(),
            Each::Month => {
                let terms = calendar.year(year).map(|plan| plan.terms.as_slice()).unwrap_or_default();
                let is_school = |first: &NaiveDate| {
                    terms.is_empty()
                        || terms.iter().any(|term| term.start <= last_of_month(*first) && term.end >= *first)
                };
                // September to July.
                let first = year.day(9, 1);
                let months = (0..11).filter_map(|n| first?.checked_add_months(Months::new(n)));
                months.filter(is_school).map(Self::Month).collect()
            }
        }
    }

    fn holds(self, calendar: &Calendar, date: NaiveDate) -> bool {
        match self {
            Self::Year => true,
            Self::Season(season) => calendar.season_of(date) == season,
            Self::Month(first) => (first..=last_of_month(first)).contains(&date),
        }
    }

    /// The last day on which it is in time.
    fn until(self, duty: &Duty, calendar: &Calendar, year: SchoolYear) -> Option<NaiveDate> {
        match self {
            Self::Year => match &duty.by {
                Some(day) => year.on(day),
                None => end_of_terms(calendar, year, &duty.in_terms),
            },
            Self::Season(season) => end_of_terms(calendar, year, &season.terms()),
            Self::Month(first) => Some(last_of_month(first)),
        }
    }

    /// The day on which it is over, whether or not terms are known.
    fn over(self, year: SchoolYear) -> Option<NaiveDate> {
        match self {
            Self::Year => year.last_day(),
            Self::Season(season) => season.last_day(year),
            Self::Month(first) => Some(last_of_month(first)),
        }
    }

    /// What is owed, with its period where there are several.
    fn of_duty(self, label: &str) -> String {
        match self {
            Self::Year => label.to_owned(),
            Self::Season(season) => format!("{label}, {season}"),
            Self::Month(first) => format!("{label}, {}", first.format("%B %Y")),
        }
    }
}

fn last_of_month(first: NaiveDate) -> NaiveDate {
    first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()).unwrap_or(NaiveDate::MAX)
}

/// A duty of one period, and how far it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Owed {
    /// Form id.
    pub form: String,
    /// Which kind of event; empty: any.
    pub kind: String,
    /// The session that fulfils it; empty: none is begun.
    pub session: String,
    /// What is owed, with its season where it is owed in each.
    pub label: String,
    /// How far it is.
    pub stage: Stage,
    /// The last day on which it is in time, if the terms of the year are known.
    pub until: Option<NaiveDate>,
    /// Whether it is asked for now and is not begun: its last day is over or comes soon, or, where it is owed because of
    /// where the school stands, its time runs.
    #[serde(skip)]
    pub is_pressing: bool,
}

/// How far a duty is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Held on that day.
    Held(NaiveDate),
    /// In the store, for that day.
    Planned(NaiveDate),
    /// Not begun, and still in time.
    Open,
    /// Not begun, and its time is over.
    Missing,
}

const fn always() -> Condition {
    Condition::Always
}

/// What a school is owed in a year. Sessions of other schools and years do not count.
pub fn owed(school: &Record, sessions: &[&Summary], ground: Ground<'_>) -> Vec<Owed> {
    let Ground { asked, calendar, today, year, .. } = ground;
    let this_year: Vec<&Summary> =
        sessions.iter().copied().filter(|s| calendar.school_year_of(s.date) == year && s.stage != CANCELLED).collect();
    let mut all = Vec::new();
    for duty in &asked.schools {
        for period in Period::of(duty.each, calendar, year) {
            let until = period.until(duty, calendar, year);
            let over = until.filter(|_| duty.each != Each::Year).or_else(|| period.over(year));
            if !duty.is_owed_to(school, year, over) {
                continue;
            }
            let fits = |s: &&&Summary| duty.is_met_by(s) && period.holds(calendar, s.date);
            let done = this_year.iter().filter(fits).min_by_key(|s| s.date);
            // A day agreed for it stands for a session until there is one.
            let fits = |day: &NaiveDate| calendar.school_year_of(*day) == year && period.holds(calendar, *day);
            let planned = planned(sessions, &duty.form, today).and_then(|(kept, _)| day_of(kept)).filter(fits);
            let stage = match done {
                Some(session) if session.was_held(today) => Stage::Held(session.date),
                Some(session) => Stage::Planned(session.date),
                None => match planned {
                    Some(on) => Stage::Planned(on),
                    None if until.is_some_and(|until| until < today) => Stage::Missing,
                    None => Stage::Open,
                },
            };
            let label = period.of_duty(&duty.label);
            let session = done.map(|session| session.id.clone()).unwrap_or_default();
            let stands_so = duty.applies_if != Condition::Always;
            let is_pressing = match stage {
                Stage::Missing => true,
                Stage::Open => comes_soon(until, today) || (stands_so && period.holds(calendar, today)),
                Stage::Held(_) | Stage::Planned(_) => false,
            };
            let (form, kind) = (duty.form.clone(), duty.kind.clone());
            all.push(Owed { form, kind, session, label, stage, until, is_pressing });
        }
    }
    all
}

/// How many days ahead *Today* looks.
pub const DAYS_AHEAD: u64 = 42;

/// Whether a day is over or comes within the days that *Today* looks ahead.
pub(super) fn comes_soon(on: Option<NaiveDate>, today: NaiveDate) -> bool {
    let until = today.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(today);
    on.is_some_and(|on| on <= until)
}

pub(super) fn end_of_terms(calendar: &Calendar, year: SchoolYear, terms: &[u8]) -> Option<NaiveDate> {
    let plan = calendar.year(year)?;
    plan.terms.iter().filter(|term| terms.is_empty() || terms.contains(&term.n)).map(|term| term.end).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::caseload::Asked;

    fn summary(form: &str, date: &str, stage: &str) -> Summary {
        Summary {
            id: format!("{date}-hillside-{form}"),
            form: form.to_owned(),
            form_name: form.to_owned(),
            school: "Hillside Primary".to_owned(),
            school_slug: "hillside".to_owned(),
            date: date.parse().unwrap(),
            stage: stage.to_owned(),
            ..Summary::default()
        }
    }

    fn said(school: &[(&str, &str)], sessions: &[Summary], today: &str) -> Vec<String> {
        let mut record = Record::new();
        for (name, value) in school {
            record.apply(&record.setting(name, value)).unwrap();
        }
        let sessions: Vec<&Summary> = sessions.iter().collect();
        let (asked, calendar, today) = (Asked::shipped(), Calendar::shipped(), today.parse().unwrap());
        let year = calendar.school_year_of(today);
        let ground = Ground { asked, calendar: &calendar, today, year, cost: &|_| None };
        let owed = owed(&record, &sessions, ground);
        owed.iter().map(|o| format!("{}: {:?}", o.label, o.stage)).collect()
    }

    #[test]
    fn a_new_head_is_visited_whenever_they_come_and_a_new_sip_visits_in_term_1() {
        let visit = |facts: &[(&str, &str)], sessions: &[Summary]| -> Vec<String> {
            let all = said(facts, sessions, "2010-05-01");
            all.into_iter().filter(|line| line.starts_with("Familiarisation")).collect()
        };
        assert_eq!(visit(&[("new-sip", "yes")], &[]), ["Familiarisation visit: Missing"]);
        assert_eq!(visit(&[("new-head", "yes")], &[]), ["Familiarisation visit: Open"]);
        assert_eq!(visit(&[("new-head", "yes"), ("new-sip", "yes")], &[]), ["Familiarisation visit: Open"]);
        let held = [summary("familiarisation", "2010-04-27", "held")];
        assert_eq!(visit(&[("new-head", "yes")], &held), ["Familiarisation visit: Held(2010-04-27)"]);
        assert_eq!(visit(&[], &[]), [""; 0]);
    }

    #[test]
    fn a_school_without_concerns_is_owed_three_visits_and_the_advice() {
        let sessions = [summary("autumn", "2009-11-17", "circulated"), summary("spring", "2010-03-02", "")];
        assert_eq!(
            said(&[], &sessions, "2010-01-12"),
            [
                "Autumn visit: Held(2009-11-17)",
                "Advice on the headteacher's performance management: Missing",
                "Spring visit: Planned(2010-03-02)",
                "Summer visit: Open",
            ]
        );
    }

    #[test]
    fn a_category_brings_a_meeting_every_season() {
        let sessions = [summary("rtm", "2009-10-06", "held"), summary("rtm", "2010-01-12", "cancelled")];
        let said = said(&[("category", "notice to improve"), ("new-sip", "yes")], &sessions, "2010-05-01");
        for line in [
            "Familiarisation visit: Missing",
            "Round Table Meeting, Autumn: Held(2009-10-06)",
            "Round Table Meeting, Spring: Missing",
            "Round Table Meeting, Summer: Open",
            "Joint Evaluation Meeting, Summer: Open",
        ] {
            assert!(said.iter().any(|s| s == line), "{line}: {said:#?}");
        }
    }

    #[test]
    fn what_a_category_brings_is_owed_from_its_day_on() {
        let owed = |facts: &[(&str, &str)]| -> Vec<String> {
            let all = said(facts, &[], "2010-07-30");
            all.into_iter().filter(|line| line.starts_with("Round Table")).collect()
        };
        let spring_on = ["Round Table Meeting, Spring: Missing", "Round Table Meeting, Summer: Missing"];
        let category = [("category", "special measures"), ("category-since", "2010-02-10")];
        assert_eq!(owed(&category), spring_on);
        // What brought them before the category still does.
        assert_eq!(owed(&[category[0], category[1], ("particular-concern", "yes")]).len(), 3);
        assert_eq!(owed(&category[..1]).len(), 3);
    }

    #[test]
    fn a_last_day_that_is_none_is_refused_where_it_stands() {
        let duty = "[(form: \"autumn\", label: \"Autumn visit\", each: Year,\n  by: Some(\"12-41\"), handbook: \"3\")]";
        let fault = crate::ronfile::read::<Vec<Duty>>(duty).unwrap_err();
        assert_eq!(fault.line, 2, "{fault:?}");
        assert!(fault.what.contains("“12-41” is no month and day"), "{fault:?}");
    }

    #[test]
    fn joint_evaluation_meetings_are_owed_as_often_as_they_are_held() {
        let school = [("leadership-concern", "yes"), ("jem-frequency", "monthly")];
        let said = said(&school, &[summary("jem", "2009-10-06", "held")], "2009-12-08");
        let of_them: Vec<&String> = said.iter().filter(|line| line.starts_with("Joint")).collect();
        assert_eq!(of_them.len(), 11, "September to July: {of_them:#?}");
        assert_eq!(of_them[0], "Joint Evaluation Meeting, September 2009: Missing");
        assert_eq!(of_them[1], "Joint Evaluation Meeting, October 2009: Held(2009-10-06)");
        assert_eq!(of_them[3], "Joint Evaluation Meeting, December 2009: Open");
    }

    #[test]
    fn intensive_support_brings_a_report_to_the_governing_body() {
        let report = Summary { kind: "full governing body".to_owned(), ..summary("meeting", "2010-01-12", "held") };
        let other = Summary { kind: "other".to_owned(), ..summary("meeting", "2009-10-12", "held") };
        let said = said(&[("support-level", "Intensive")], &[other, report], "2010-05-01");
        assert!(said.contains(&"Report to the full governing body: Held(2010-01-12)".to_owned()), "{said:?}");
    }
}
