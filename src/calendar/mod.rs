//! The school calendar: terms, holidays, seasons, working days, and dates as people type and print them.
//!
//! Terms and holidays are facts from calendar files; bank holidays are computed for any year. Nothing here reads a
//! clock: today's date is always given.

mod around;
mod bank;
mod clock;
mod days;
mod diary;
mod file;
mod meeting;
mod meets;
mod numbered;
pub mod packed;
mod phrase;
mod print;
mod scan;
mod termtime;
mod typed;
mod year;

use chrono::{Datelike, NaiveDate};

pub use bank::{bank_holiday, easter_sunday};
pub use clock::{day_of, in_the_day, is_time_of_day_next, only_time_in, time_at_end, time_of_day};
pub use days::{Count, add_days, add_working_days, due, is_working_day, working_days_between};
pub use diary::{Audience, Boards, CalendarDate, Kept};
pub use file::CalendarError;
pub use meeting::Frequency;
pub use meets::{Meets, day_and_meets, kept_with, meets_of};
pub use numbered::why_no_date;
pub use phrase::{DatePhrase, Form, Meant, MeetingSaid, is_part_of_day};
pub use print::{british, counted, days_in_short, days_in_words, long, refused, short};
pub use scan::{MONTHS, is_weekday};
pub use year::{Briefing, FixedDeadline, Holiday, SchoolYear, SchoolYearError, Season, Term, YearPlan};

/// The calendar file that comes with nov (handbook A2.4).
const KENT: &str = include_str!("data/kent.ron");

/// What is known of school years: the shipped calendar with the user's own files over it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    /// One plan a year, in order.
    years: Vec<YearPlan>,
}

impl Calendar {
    /// The calendar that comes with nov.
    pub fn shipped() -> Self {
        // A fault in the shipped file is a fault of the build; a test holds it, and without years nov still works.
        let mut calendar = Self::default();
        let _ = calendar.add("kent.ron", KENT);
        calendar
    }

    /// Takes in a calendar file; a year given again replaces the earlier one, and a year given without terms adds its
    /// dates to it. `path` is for the error only.
    pub fn add(&mut self, path: &str, text: &str) -> Result<(), CalendarError> {
        for plan in file::read(path, text)? {
            match self.years.binary_search_by_key(&plan.year, |known| known.year) {
                Ok(at) if plan.terms.is_empty() => self.years[at].joined(plan),
                Ok(at) if self.years[at].terms.is_empty() => {
                    let known = std::mem::replace(&mut self.years[at], plan);
                    self.years[at].joined(known);
                }
                Ok(at) => self.years[at] = plan,
                Err(at) => self.years.insert(at, plan),
            }
        }
        Ok(())
    }

    /// The years of which a file gives the terms; none where it cannot be read.
    pub fn given_in(path: &str, text: &str) -> Vec<SchoolYear> {
        let plans = file::read(path, text).unwrap_or_default();
        plans.into_iter().filter(|plan| !plan.terms.is_empty()).map(|plan| plan.year).collect()
    }

    /// The years with known terms, in order.
    pub fn years(&self) -> &[YearPlan] {
        &self.years
    }

    /// What is known of one school year.
    pub fn year(&self, year: SchoolYear) -> Option<&YearPlan> {
        let at = self.years.binary_search_by_key(&year, |known| known.year).ok()?;
        self.years.get(at)
    }

    /// Which of the six terms ends on a day.
    pub fn term_ending(&self, date: NaiveDate) -> Option<u8> {
        let terms = &self.year(self.school_year_of(date))?.terms;
        terms.iter().find(|term| term.end == date).map(|term| term.n)
    }

    /// The school year a date falls in, known or not.
    pub fn school_year_of(&self, date: NaiveDate) -> SchoolYear {
        SchoolYear::of(date)
    }

    /// Whether the terms of the date's school year are known.
    pub fn is_known(&self, date: NaiveDate) -> bool {
        self.year(SchoolYear::of(date)).is_some_and(|plan| !plan.terms.is_empty())
    }

    /// The term a date falls in; none in holidays and unknown years.
    pub fn term_of(&self, date: NaiveDate) -> Option<Term> {
        let plan = self.year(SchoolYear::of(date))?;
        plan.terms.iter().find(|term| term.contains(date)).copied()
    }

    /// The season of a date: its term's; outside known terms its month's (September to December, January to March, April to August).
    pub fn season_of(&self, date: NaiveDate) -> Season {
        self.term_of(date).map_or_else(|| Season::of_month(date.month()), |term| term.season())
    }

    /// The named holiday a date falls in.
    pub fn holiday_of(&self, date: NaiveDate) -> Option<&Holiday> {
        let plan = self.year(SchoolYear::of(date))?;
        plan.holidays.iter().find(|h| h.start <= date && date <= h.end)
    }

    /// Whether a date is Monday to Friday and no bank holiday. School holidays do not matter (AM-03).
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        is_working_day(date)
    }

    /// The date `n` working days on, or back where `n` is negative.
    pub fn add_working_days(&self, date: NaiveDate, n: i64) -> NaiveDate {
        add_working_days(date, n)
    }

    /// All known terms, in order.
    fn terms(&self) -> impl Iterator<Item = &Term> {
        self.years.iter().flat_map(|plan| &plan.terms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_shipped_calendar_has_both_years_with_six_terms_and_seven_holidays() {
        let mut calendar = Calendar::default();
        assert_eq!(calendar.add("kent.ron", KENT), Ok(()));
        assert_eq!(calendar, Calendar::shipped());
        let years: Vec<String> = calendar.years().iter().map(|plan| plan.year.to_string()).collect();
        assert_eq!(years, ["2009/10", "2010/11"]);
        for plan in calendar.years() {
            assert_eq!(plan.terms.iter().map(|t| t.n).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
            assert_eq!(plan.holidays.len(), 7);
        }
    }

    #[test]
    fn each_shipped_year_has_195_teaching_weekdays() {
        let calendar = Calendar::shipped();
        for plan in calendar.years() {
            let weekdays = (plan.terms.iter())
                .flat_map(|t| t.start.iter_days().take_while(|d| *d <= t.end))
                .filter(|d| d.weekday().num_days_from_monday() < 5);
            let open = weekdays.filter(|d| calendar.holiday_of(*d).is_none()).count();
            assert_eq!(open, 195, "{}", plan.year);
        }
    }

    #[test]
    fn sixteen_briefing_dates_stand_in_twelve_cells_and_boards_are_printed() {
        let calendar = Calendar::shipped();
        let plan = calendar.year(SchoolYear::starting(2009)).unwrap();
        assert_eq!(plan.briefings.len(), 12);
        assert_eq!(plan.briefings.iter().map(|b| b.dates.len()).sum::<usize>(), 16);
        let misprint = plan.briefings.iter().find(|b| b.printed.is_some()).unwrap();
        assert_eq!((misprint.phase.as_str(), misprint.dates[0]), ("Special/PRU", day("2010-07-15")));
        assert_eq!(plan.boards, [day("2009-12-03"), day("2010-03-25"), day("2010-07-12")]);
        assert_eq!(plan.deadlines[0].by, day("2009-12-31"));
        for date in plan.briefings.iter().flat_map(|b| &b.dates).chain(&plan.boards) {
            assert!(calendar.term_of(*date).is_some() && calendar.is_working_day(*date), "{date}");
        }
    }

    #[test]
    fn terms_and_seasons_follow_the_dates() {
        let calendar = Calendar::shipped();
        let term = calendar.term_of(day("2010-01-12")).unwrap();
        assert_eq!((term.year.to_string().as_str(), term.n), ("2009/10", 3));
        assert_eq!(calendar.season_of(day("2010-01-12")), Season::Spring);
        assert_eq!(calendar.season_of(day("2010-04-01")), Season::Spring);
        assert_eq!(calendar.term_of(day("2010-02-15")), None);
        assert_eq!(calendar.holiday_of(day("2010-02-15")).unwrap().name, "February Holiday");
        assert_eq!(calendar.season_of(day("2010-02-15")), Season::Spring);
        assert_eq!(calendar.season_of(day("2010-10-27")), Season::Autumn);
        assert_eq!(calendar.season_of(day("2026-11-23")), Season::Autumn);
        assert_eq!(calendar.season_of(day("2027-08-31")), Season::Summer);
        assert!(calendar.is_known(day("2010-08-31")) && !calendar.is_known(day("2011-09-01")));
    }

    #[test]
    fn a_later_file_of_the_same_year_replaces_it_and_new_years_join() {
        let mut calendar = Calendar::shipped();
        let own = r#"(schema: 1, name: "Own", years: [
            (year: "2011/12", terms: [(n: 1, start: "2011-09-05", end: "2011-10-21")]),
            (year: "2009/2010", terms: [(n: 1, start: "2009-09-07", end: "2009-10-16")]),
        ])"#;
        calendar.add("own.ron", own).unwrap();
        assert_eq!(calendar.years().len(), 3);
        assert_eq!(calendar.term_of(day("2009-09-03")), None);
        assert_eq!(calendar.term_of(day("2011-09-05")).unwrap().n, 1);
    }

    #[test]
    fn faults_of_a_file_are_said_with_their_place() {
        let fault = |text: &str| Calendar::default().add("own.ron", text).unwrap_err().to_string();
        assert!(
            fault("(schema: 1, years: [\n  (year: \"2009\"").starts_with("the calendar own.ron cannot be read: line 2")
        );
        assert!(fault("(schema: 2, years: [])").contains("schema 2"));
        assert_eq!(
            fault(
                "(schema: 1, years: [(year: \"2009/10\", terms: [(n: 2, start: \"2010-01-04\", end: \"2009-12-18\")])])"
            ),
            "the calendar own.ron, line 1, cannot be used: in 2009/10 term 2 ends before it starts; correct that date or number"
        );
        let second = |year: &str| {
            fault(&format!("(schema: 1, years: [\n  (year: \"2009/10\", boards: [\"2010-01-12\"]),\n  ({year}),\n])"))
        };
        let lies = second("year: \"2027/28\", boards: [\n    \"2027-10-05\",\n    \"2026-10-05\",\n  ]");
        assert!(lies.starts_with("the calendar own.ron, line 5, cannot be used: in 2027/28"), "{lies}");
        let empty = second("year: \"2027-28\"");
        assert!(
            empty.starts_with("the calendar own.ron, line 3, cannot be used: in 2027/28 there are no terms"),
            "{empty}"
        );
        assert!(empty.ends_with("give it its terms, or take the year out"), "{empty}");
        assert!(fault("(schema: 1, years: [(year: \"2009/12\", terms: [])])").contains("write it as 2009/10"));
    }

    #[test]
    fn school_years_run_from_september_and_print_short() {
        assert_eq!(SchoolYear::of(day("2009-09-01")).to_string(), "2009/10");
        assert_eq!(SchoolYear::of(day("2010-08-31")).to_string(), "2009/10");
        assert_eq!(SchoolYear::starting(1999).to_string(), "1999/00");
        for text in ["2009/10", "2009/2010", "2009-10", "2010"] {
            assert_eq!(text.parse(), Ok(SchoolYear::starting(2009)), "{text}");
        }
        assert!(["2009/11", "09/10", "2009/1", "autumn", ""].iter().all(|t| t.parse::<SchoolYear>().is_err()));
        assert_eq!(SchoolYear::starting(2009).day(12, 31), Some(day("2009-12-31")));
        assert_eq!(
            ["12-31", "06-30", "02-30", "soon"].map(|on| SchoolYear::starting(2009).on(on)),
            [Some(day("2009-12-31")), Some(day("2010-06-30")), None, None]
        );
    }
}
