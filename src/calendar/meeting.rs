//! Proposing the date of the next meeting (CA-06, RT-11, AM-15, AM-17): termly, about the same point of the next season on
//! the same weekday, but once the newest data on progress is ready where its days are known; monthly, four weeks on.

use chrono::{Datelike, Months, NaiveDate, Weekday};

use super::days::{add_days, add_working_days, is_working_day, working_day_from};
use super::year::SchoolYear;
use super::{Calendar, Season};

/// How many working days new data needs before a meeting can rest on it.
const AFTER_DATA: i64 = 5;
/// How many weeks a date is moved at most to lie in a term.
const WEEKS: usize = 12;

/// How often a meeting is held. "Termly" means each season (AM-15).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    /// Every month.
    Monthly,
    /// Each season.
    Termly,
}

impl Frequency {
    /// By its word; whatever is no other is termly.
    pub fn of(word: &str) -> Self {
        if word == "monthly" { Self::Monthly } else { Self::Termly }
    }
}

impl Calendar {
    /// A date for the meeting after the one on `date`. `data`: days on which new data on pupils' progress is ready.
    pub fn next_meeting(&self, date: NaiveDate, frequency: Frequency, data: &[NaiveDate]) -> NaiveDate {
        match frequency {
            Frequency::Monthly => self.in_term(working_day_from(add_days(date, 28))),
            Frequency::Termly => self.after_data(date, data).unwrap_or_else(|| self.next_same_season_or_next(date)),
        }
    }

    /// The same weekday, some working days after the first new data of the next season.
    fn after_data(&self, date: NaiveDate, data: &[NaiveDate]) -> Option<NaiveDate> {
        let (season, year) = self.season_of(date).after(SchoolYear::of(date));
        let ready = |day: &&NaiveDate| self.season_of(**day) == season && SchoolYear::of(**day) == year;
        let from = add_working_days(*data.iter().filter(ready).min()?, AFTER_DATA);
        let same_weekday = from.iter_days().find(|day| day.weekday() == working_day_from(date).weekday())?;
        Some(self.in_term(same_weekday))
    }

    /// The date itself, or the first a week, two, and so on later that lies in a term and is a working day.
    fn in_term(&self, date: NaiveDate) -> NaiveDate {
        let fits = |day: &NaiveDate| is_working_day(*day) && (self.term_of(*day).is_some() || !self.is_known(*day));
        date.iter_weeks().take(WEEKS).find(fits).unwrap_or(date)
    }

    /// A date for the next termly meeting after `date`: the same weekday about the same point in the next season's
    /// terms where both are known, else three months on, moved to a working day.
    pub fn next_same_season_or_next(&self, date: NaiveDate) -> NaiveDate {
        self.same_point_next_season(date).unwrap_or_else(|| {
            let later = date.checked_add_months(Months::new(3)).unwrap_or(date);
            working_day_from(later)
        })
    }

    fn same_point_next_season(&self, date: NaiveDate) -> Option<NaiveDate> {
        let date = working_day_from(date);
        let (season, year) = (self.season_of(date), SchoolYear::of(date));
        let (next, next_year) = season.after(year);
        let here = self.weekdays_of(season, year, date.weekday());
        let there = self.weekdays_of(next, next_year, date.weekday());
        if here.is_empty() {
            return None;
        }
        let place = here.iter().filter(|&&d| d < date).count();
        let last = here.len().saturating_sub(1).max(1);
        // The same share of the season's weeks, rounded.
        let wanted = (place * there.len().saturating_sub(1) + last / 2) / last;
        there.get(wanted).or(there.last()).copied()
    }

    /// The working days of a season's terms that fall on one weekday, in order.
    fn weekdays_of(&self, season: Season, year: SchoolYear, weekday: Weekday) -> Vec<NaiveDate> {
        let terms = self.year(year).map_or(&[][..], |plan| &plan.terms);
        (terms.iter().filter(|term| term.season() == season))
            .flat_map(|term| term.start.iter_days().take_while(|d| *d <= term.end))
            .filter(|d| d.weekday() == weekday && is_working_day(*d))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(text: &str) -> String {
        Calendar::shipped().next_same_season_or_next(text.parse().unwrap()).to_string()
    }

    #[test]
    fn the_next_meeting_keeps_weekday_and_place_in_the_season() {
        assert_eq!(next("2010-01-12"), "2010-04-27");
        assert_eq!(next("2010-04-27"), "2010-09-14");
        assert_eq!(next("2009-11-19"), "2010-03-11");
        assert_eq!(next("2010-03-30"), "2010-07-20");
    }

    #[test]
    fn bank_holidays_and_half_terms_are_passed_over() {
        let calendar = Calendar::shipped();
        for date in "2009-09-03".parse::<NaiveDate>().unwrap().iter_days().take(500) {
            let proposed = calendar.next_same_season_or_next(date);
            assert!(proposed > date && is_working_day(proposed), "{date} -> {proposed}");
            assert!(calendar.term_of(proposed).is_some(), "{date} -> {proposed}");
        }
    }

    #[test]
    fn a_monthly_meeting_is_four_weeks_on_and_never_in_a_holiday() {
        let calendar = Calendar::shipped();
        let next = |text: &str| calendar.next_meeting(text.parse().unwrap(), Frequency::of("monthly"), &[]).to_string();
        assert_eq!(next("2010-01-12"), "2010-02-09");
        assert_eq!(next("2010-01-19"), "2010-02-23", "16 February is in the February Holiday");
        assert_eq!(next("2010-07-13"), "2010-09-07", "the summer is passed over");
        assert_eq!(next("2026-11-24"), "2026-12-22", "no terms known");
    }

    #[test]
    fn a_termly_meeting_waits_for_the_newest_data_where_its_days_are_known() {
        let calendar = Calendar::shipped();
        let data = ["2009-12-11", "2010-04-30", "2010-07-02"].map(|day| day.parse().unwrap());
        let next =
            |text: &str| calendar.next_meeting(text.parse().unwrap(), Frequency::of("termly"), &data).to_string();
        assert_eq!(next("2010-01-12"), "2010-05-11", "a week of work after 30 April, on a Tuesday");
        assert_eq!(next("2009-10-06"), "2010-01-26", "no data is ready in Spring: the same point of the season");
        assert_eq!(
            calendar.next_meeting("2010-01-12".parse().unwrap(), Frequency::Termly, &[]).to_string(),
            "2010-04-27"
        );
    }

    #[test]
    fn without_known_terms_it_is_three_months_on_a_working_day() {
        assert_eq!(next("2011-06-14"), "2011-09-14");
        assert_eq!(next("2026-11-23"), "2027-02-23");
        assert_eq!(next("2026-09-25"), "2026-12-29");
    }
}
