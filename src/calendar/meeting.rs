//! Proposing the date of the next termly meeting (CA-06): about the same point of the next season, on the same weekday.

use chrono::{Datelike, Months, NaiveDate, Weekday};

use super::days::{is_working_day, working_day_from};
use super::year::SchoolYear;
use super::{Calendar, Season};

impl Calendar {
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
    fn without_known_terms_it_is_three_months_on_a_working_day() {
        assert_eq!(next("2011-06-14"), "2011-09-14");
        assert_eq!(next("2026-11-23"), "2027-02-23");
        assert_eq!(next("2026-09-25"), "2026-12-29");
    }
}
