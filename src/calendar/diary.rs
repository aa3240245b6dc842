//! The dates a calendar asks its SIPs to keep: briefings, boards, fixed deadlines (CA-03 to CA-05, CA-08; AM-01, AM-02).

use chrono::NaiveDate;
use serde::Serialize;

use super::Calendar;
use super::print::long;
use super::year::{Briefing, YearPlan};

/// Whom dates are for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Audience<'a> {
    /// Phases of the user's schools; none: all phases.
    pub phases: &'a [String],
    /// Whether the boards are theirs.
    pub boards: Boards,
}

impl<'a> Audience<'a> {
    /// Whom dates are for by their record: phases, and whether they are a National Challenge Adviser (`yes`).
    pub fn of(phases: &'a [String], adviser: &str) -> Self {
        Self { phases, boards: if adviser == "yes" { Boards::Ours } else { Boards::Others } }
    }
}

/// Whether National Challenge Boards are to be kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Boards {
    /// They are not: the user is no National Challenge Adviser.
    #[default]
    Others,
    /// They are.
    Ours,
}

/// What kind of date it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kept {
    /// A briefing for SIPs; going to one of its days is enough.
    Briefing,
    /// A National Challenge Board.
    Board,
    /// A briefing on finance.
    Finance,
    /// A deadline on a fixed day.
    Deadline,
}

/// A date to keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CalendarDate {
    /// What kind.
    pub kind: Kept,
    /// What it is, as said.
    pub label: String,
    /// The day, or the first of the days offered.
    pub on: NaiveDate,
    /// The other days offered: one of all is enough.
    pub or: Vec<NaiveDate>,
    /// The day as printed, where that is a misprint.
    pub printed: Option<NaiveDate>,
}

impl CalendarDate {
    fn new(kind: Kept, label: impl Into<String>, on: NaiveDate) -> Self {
        Self { kind, label: label.into(), on, or: Vec::new(), printed: None }
    }

    /// What it is, with the other days offered.
    pub fn said(&self, say: impl Fn(NaiveDate) -> String) -> String {
        let others: Vec<String> = self.or.iter().map(|day| say(*day)).collect();
        let or = if others.is_empty() { String::new() } else { format!(", or {}", others.join(" or ")) };
        let printed = self.printed.map_or_else(String::new, |day| format!(" (printed as {})", say(day)));
        format!("{}{or}{printed}", self.label)
    }
}

impl Calendar {
    /// The dates from a day on, soonest first, that somebody has to keep. Of a briefing with several days, those to come.
    pub fn to_keep(&self, from: NaiveDate, audience: Audience<'_>) -> Vec<CalendarDate> {
        let mut all: Vec<CalendarDate> = self
            .years()
            .iter()
            .flat_map(|plan| dates_of(plan, from, audience))
            .filter(|date| date.on >= from)
            .collect();
        all.sort_by(|a, b| (a.on, &a.label).cmp(&(b.on, &b.label)));
        all
    }
}

fn dates_of(plan: &YearPlan, from: NaiveDate, audience: Audience<'_>) -> Vec<CalendarDate> {
    let ours = |briefing: &&Briefing| audience.phases.is_empty() || audience.phases.contains(&briefing.phase);
    let briefing = |briefing: &Briefing| {
        let mut days = briefing.dates.iter().copied().filter(|day| *day >= from);
        let label = format!("SIP briefing, {}, {}", briefing.phase, briefing.season);
        let first = CalendarDate::new(Kept::Briefing, label, days.next()?);
        Some(CalendarDate { or: days.collect(), printed: briefing.printed, ..first })
    };
    let mut dates: Vec<CalendarDate> = plan.briefings.iter().filter(ours).filter_map(briefing).collect();
    if audience.boards == Boards::Ours {
        dates.extend(plan.boards.iter().map(|day| CalendarDate::new(Kept::Board, "National Challenge Board", *day)));
    }
    let finance = plan.finance_briefings.iter();
    dates.extend(finance.map(|day| CalendarDate::new(Kept::Finance, "Finance briefing", *day)));
    dates.extend(plan.deadlines.iter().map(|d| CalendarDate::new(Kept::Deadline, d.what.as_str(), d.by)));
    dates
}

impl YearPlan {
    /// All that is known of the year, in lines for reading.
    pub fn lines(&self) -> Vec<String> {
        let authority = if self.authority.is_empty() { String::new() } else { format!(" · {}", self.authority) };
        let mut lines = vec![format!("{}{authority}", self.year)];
        let mut part = |title: &str, rows: Vec<(String, String)>| {
            let widest = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default();
            lines.extend([String::new(), title.to_owned()]);
            if rows.is_empty() {
                lines.push("  none given".to_owned());
            }
            lines.extend(rows.iter().map(|(name, days)| format!("  {name:<widest$}  {days}")));
        };
        let span = |start, end| if start == end { long(start) } else { format!("{} to {}", long(start), long(end)) };
        let day = |day: &NaiveDate| (long(*day), String::new());
        part("Terms", self.terms.iter().map(|t| (format!("Term {}", t.n), span(t.start, t.end))).collect());
        part("Holidays", self.holidays.iter().map(|h| (h.name.clone(), span(h.start, h.end))).collect());
        part("Bank holidays", self.bank_holidays());
        part("Training days", self.training_days.iter().map(day).collect());
        let briefing = |b: &Briefing| {
            let days: Vec<String> = b.dates.iter().map(|day| long(*day)).collect();
            let printed = b.printed.map_or_else(String::new, |day| format!(" (printed as {})", long(day)));
            (format!("{}, {}", b.phase, b.season), format!("{}{printed}", days.join(" or ")))
        };
        part("SIP briefings; of two days, one is enough", self.briefings.iter().map(briefing).collect());
        part("National Challenge Boards", self.boards.iter().map(day).collect());
        part("Finance briefings", self.finance_briefings.iter().map(day).collect());
        part("Deadlines", self.deadlines.iter().map(|d| (d.what.clone(), long(d.by))).collect());
        for line in &mut lines {
            line.truncate(line.trim_end().len());
        }
        lines
    }

    fn bank_holidays(&self) -> Vec<(String, String)> {
        let Some(first) = self.year.day(9, 1) else { return Vec::new() };
        let days = first.iter_days().take_while(|day| super::SchoolYear::of(*day) == self.year);
        days.filter_map(|day| super::bank_holiday(day).map(|name| (name.to_owned(), long(day)))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::SchoolYear;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn said(calendar: &Calendar, from: &str, phases: &[&str], boards: Boards) -> Vec<String> {
        let phases: Vec<String> = phases.iter().map(|phase| (*phase).to_owned()).collect();
        let dates = calendar.to_keep(day(from), Audience { phases: &phases, boards });
        dates.iter().map(|date| format!("{} {}", date.on, date.said(|day| day.to_string()))).collect()
    }

    #[test]
    fn each_phase_has_its_briefings_and_of_two_days_those_to_come() {
        let calendar = Calendar::shipped();
        assert_eq!(
            said(&calendar, "2010-01-14", &["Primary"], Boards::Others),
            [
                "2010-01-19 SIP briefing, Primary, Spring",
                "2010-05-07 SIP briefing, Primary, Early Summer, or 2010-05-12",
                "2010-07-07 SIP briefing, Primary, Late Summer, or 2010-07-13",
            ]
        );
        assert_eq!(
            said(&calendar, "2010-05-20", &["Special/PRU", "Secondary"], Boards::Others),
            [
                "2010-07-15 SIP briefing, Secondary, Late Summer",
                "2010-07-15 SIP briefing, Special/PRU, Late Summer (printed as 2009-07-15)",
            ]
        );
        assert_eq!(said(&calendar, "2010-07-01", &[], Boards::Others).len(), 3, "no phase said: all");
    }

    #[test]
    fn boards_are_kept_by_advisers_and_the_fixed_deadline_by_all() {
        let calendar = Calendar::shipped();
        let deadline = "2009-12-31 Advice to governors on headteacher performance management";
        assert!(said(&calendar, "2009-12-01", &[], Boards::Others).contains(&deadline.to_owned()));
        let boards = said(&calendar, "2009-09-01", &[], Boards::Ours);
        let boards: Vec<&str> = boards.iter().filter(|d| d.ends_with("Board")).map(|d| &d[..10]).collect();
        assert_eq!(boards, ["2009-12-03", "2010-03-25", "2010-07-12"]);
        assert!(!said(&calendar, "2009-09-01", &[], Boards::Others).iter().any(|d| d.ends_with("Board")));
    }

    #[test]
    fn a_file_without_terms_adds_its_dates_to_the_year_known() {
        let mut calendar = Calendar::shipped();
        let own = r#"(schema: 1, name: "Own", years: [(year: "2009/10",
            briefings: [(phase: "Primary", season: "Spring", dates: ["2010-01-20"])],
            boards: ["2010-02-03"], finance_briefings: ["2009-10-05"], training_days: ["2010-01-04"])])"#;
        calendar.add("own.ron", own).unwrap();
        let plan = calendar.year(SchoolYear::starting(2009)).unwrap();
        assert_eq!((plan.terms.len(), plan.authority.as_str(), plan.briefings.len()), (6, "Kent", 12));
        assert_eq!(plan.boards, ["2009-12-03", "2010-02-03", "2010-03-25", "2010-07-12"].map(day));
        let spring = said(&calendar, "2010-01-05", &["Primary"], Boards::Others);
        assert_eq!(spring[0], "2010-01-20 SIP briefing, Primary, Spring", "its own in place of the printed ones");
        assert!(said(&calendar, "2009-09-01", &[], Boards::Others).contains(&"2009-10-05 Finance briefing".to_owned()));
        // A year of which only single dates are known has no known terms.
        let later = r#"(schema: 1, years: [(year: "2011/12", boards: ["2011-12-01"])])"#;
        calendar.add("own.ron", later).unwrap();
        assert!(!calendar.is_known(day("2011-12-01")));
        let fault = calendar.add("own.ron", r#"(schema: 1, years: [(year: "2011/12", boards: ["2010-12-01"])])"#);
        assert!(fault.unwrap_err().to_string().contains("a National Challenge Board is on 2010-12-01, outside"));
        let empty = calendar.add("own.ron", r#"(schema: 1, years: [(year: "2011/12")])"#);
        assert!(empty.unwrap_err().to_string().contains("there are no terms, and nothing else"));
    }

    #[test]
    fn a_year_is_read_as_lines() {
        let calendar = Calendar::shipped();
        let lines = calendar.year(SchoolYear::starting(2009)).unwrap().lines();
        assert_eq!(lines[0], "2009/10 · Kent");
        for line in [
            "  Term 4  Monday 22 February 2010 to Thursday 1 April 2010",
            "  Early May Bank Holiday      Monday 3 May 2010",
            "  Good Friday             Friday 2 April 2010",
            "  Primary, Spring            Wednesday 13 January 2010 or Tuesday 19 January 2010",
            "  Special/PRU, Late Summer   Thursday 15 July 2010 (printed as Wednesday 15 July 2009)",
            "  Thursday 3 December 2009",
            "  none given",
        ] {
            assert!(lines.iter().any(|l| l == line), "{line}: {lines:#?}");
        }
    }
}
