//! Bank holidays of England for any year: the fixed ones with their substitute days, Easter, and the days moved or added since 1995.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The bank holiday a date is, by name; substitute days count, the weekend day they stand for does not.
pub fn bank_holiday(date: NaiveDate) -> Option<&'static str> {
    use Weekday::{Mon, Sat, Sun, Tue};
    let (year, month, day, weekday) = (date.year(), date.month(), date.day(), date.weekday());
    match proclaimed(year, month, day) {
        Some(Proclaimed::Holiday(name)) => return Some(name),
        Some(Proclaimed::WorkingDay) => return None,
        None => {}
    }
    if matches!(weekday, Sat | Sun) {
        return None;
    }
    match month {
        1 if day == 1 || (weekday == Mon && day <= 3) => Some("New Year’s Day"),
        3 | 4 => {
            let easter = easter_sunday(year)?;
            if easter.pred_opt().and_then(|d| d.pred_opt()) == Some(date) {
                Some("Good Friday")
            } else if easter.succ_opt() == Some(date) {
                Some("Easter Monday")
            } else {
                None
            }
        }
        5 if weekday == Mon && day <= 7 => Some("Early May bank holiday"),
        5 if weekday == Mon && day >= 25 => Some("Spring bank holiday"),
        8 if weekday == Mon && day >= 25 => Some("Summer bank holiday"),
        12 => match (day, weekday) {
            // Christmas on a Saturday is made up on the Monday; on a Sunday, on the Tuesday after Boxing Day.
            (25, _) | (27, Mon | Tue) => Some("Christmas Day"),
            (26, _) | (28, Mon | Tue) => Some("Boxing Day"),
            _ => None,
        },
        _ => None,
    }
}

/// What was proclaimed for one day of one year.
#[derive(Clone, Copy)]
enum Proclaimed {
    /// A holiday moved to it or added.
    Holiday(&'static str),
    /// A Monday that lost its holiday to another day.
    WorkingDay,
}

/// Days moved or added by proclamation since 1995: year, month, day.
const PROCLAIMED: [(i32, u32, u32, Proclaimed); 17] = {
    use Proclaimed::{Holiday, WorkingDay};
    [
        (1995, 5, 1, WorkingDay),
        (1995, 5, 8, Holiday("Early May bank holiday")),
        (1999, 12, 31, Holiday("Millennium holiday")),
        (2002, 5, 27, WorkingDay),
        (2002, 6, 3, Holiday("Golden Jubilee")),
        (2002, 6, 4, Holiday("Spring bank holiday")),
        (2011, 4, 29, Holiday("Royal wedding")),
        (2012, 5, 28, WorkingDay),
        (2012, 6, 4, Holiday("Spring bank holiday")),
        (2012, 6, 5, Holiday("Diamond Jubilee")),
        (2020, 5, 4, WorkingDay),
        (2020, 5, 8, Holiday("Early May bank holiday")),
        (2022, 5, 30, WorkingDay),
        (2022, 6, 2, Holiday("Spring bank holiday")),
        (2022, 6, 3, Holiday("Platinum Jubilee")),
        (2022, 9, 19, Holiday("State funeral")),
        (2023, 5, 8, Holiday("Coronation")),
    ]
};

fn proclaimed(year: i32, month: u32, day: u32) -> Option<Proclaimed> {
    PROCLAIMED.iter().find(|(y, m, d, _)| (*y, *m, *d) == (year, month, day)).map(|(.., what)| *what)
}

/// The bank holidays of a year, in order.
pub(super) fn bank_holidays(year: i32) -> Vec<NaiveDate> {
    // Where the fixed ones fall, their substitutes with them: month, first and last day.
    const FALL: [(u32, u32, u32); 5] = [(1, 1, 3), (5, 1, 7), (5, 25, 31), (8, 25, 31), (12, 25, 28)];
    let fixed = FALL.iter().flat_map(|(month, first, last)| (*first..=*last).map(|day| (*month, day)));
    let moved = PROCLAIMED.iter().filter(|(of, ..)| *of == year).map(|(_, month, day, _)| (*month, *day));
    let days = fixed.chain(moved).filter_map(|(month, day)| NaiveDate::from_ymd_opt(year, month, day));
    let at_easter = [good_friday(year), easter_sunday(year).and_then(|sunday| sunday.succ_opt())];
    let mut days: Vec<_> = days.chain(at_easter.into_iter().flatten()).filter(|d| bank_holiday(*d).is_some()).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// Easter Sunday of a year of the Gregorian calendar.
pub fn easter_sunday(year: i32) -> Option<NaiveDate> {
    // The anonymous Gregorian method.
    let moon_year = year.rem_euclid(19);
    let (century, in_century) = (year.div_euclid(100), year.rem_euclid(100));
    let drift = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let moon = (19 * moon_year + century - century.div_euclid(4) - drift + 15).rem_euclid(30);
    let leap = 2 * century.rem_euclid(4) + 2 * (in_century / 4) - in_century % 4;
    let to_sunday = (32 + leap - moon).rem_euclid(7);
    let late = (moon_year + 11 * moon + 22 * to_sunday) / 451;
    let days = moon + to_sunday - 7 * late + 114;
    let (month, day) = (u32::try_from(days / 31).ok()?, u32::try_from(days % 31 + 1).ok()?);
    NaiveDate::from_ymd_opt(year, month, day)
}

/// Good Friday of a year.
pub(super) fn good_friday(year: i32) -> Option<NaiveDate> {
    easter_sunday(year)?.checked_sub_days(Days::new(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holidays_of(year: i32) -> Vec<String> {
        let mut day = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        let mut found = Vec::new();
        while day.year() == year {
            if bank_holiday(day).is_some() {
                found.push(day.format("%m-%d").to_string());
            }
            day = day.succ_opt().unwrap();
        }
        found
    }

    #[test]
    fn the_years_of_the_handbook_have_their_bank_holidays() {
        assert_eq!(holidays_of(2009), ["01-01", "04-10", "04-13", "05-04", "05-25", "08-31", "12-25", "12-28"]);
        assert_eq!(holidays_of(2010), ["01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"]);
        assert_eq!(
            holidays_of(2011),
            ["01-03", "04-22", "04-25", "04-29", "05-02", "05-30", "08-29", "12-26", "12-27"]
        );
    }

    #[test]
    fn substitute_and_moved_days_of_other_years_hold() {
        assert_eq!(
            holidays_of(2022),
            ["01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19", "12-26", "12-27"]
        );
        assert_eq!(holidays_of(2020), ["01-01", "04-10", "04-13", "05-08", "05-25", "08-31", "12-25", "12-28"]);
        assert_eq!(holidays_of(2026), ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"]);
        assert_eq!(holidays_of(2027), ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"]);
    }

    #[test]
    fn easter_falls_where_the_tables_say() {
        for (year, month, day) in [(1961, 4, 2), (2008, 3, 23), (2010, 4, 4), (2011, 4, 24), (2038, 4, 25)] {
            assert_eq!(easter_sunday(year), NaiveDate::from_ymd_opt(year, month, day));
        }
    }
}
