//! Counting days: working days (Monday to Friday, no bank holidays) and calendar days.

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use serde::{Deserialize, Serialize};

use super::bank::{bank_holiday, bank_holidays};

/// How "days" are counted; the handbook never says (AM-03).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Count {
    /// Monday to Friday without bank holidays.
    #[default]
    Working,
    /// Every day.
    Calendar,
}

/// The most working days counted in one go, about forty years.
const MOST_WORKING_DAYS: i64 = 10_000;

/// Whether a date is Monday to Friday and no bank holiday.
pub fn is_working_day(date: NaiveDate) -> bool {
    is_weekday(date) && bank_holiday(date).is_none()
}

fn is_weekday(date: NaiveDate) -> bool {
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The date `n` working days after `date`, or before it where `n` is negative; `date` itself for 0. Counts at most 10 000 days.
pub fn add_working_days(date: NaiveDate, n: i64) -> NaiveDate {
    let mut left = n.clamp(-MOST_WORKING_DAYS, MOST_WORKING_DAYS);
    let mut at = date;
    while left != 0 {
        let step = if left > 0 { at.succ_opt() } else { at.pred_opt() };
        let Some(next) = step else { return at };
        at = next;
        if is_working_day(at) {
            left -= left.signum();
        }
    }
    at
}

/// How many working days lie behind one day up to another; a day that is before it counts as far. It takes as long for
/// years as for days but for their bank holidays.
pub fn working_days_between(one: NaiveDate, other: NaiveDate) -> usize {
    let (from, to) = (one.min(other), one.max(other));
    let days = usize::try_from((to - from).num_days()).unwrap_or_default();
    let (weeks, rest) = (days / 7, days % 7);
    let odd = from.iter_days().skip(1).take(rest).filter(|day| is_weekday(*day)).count();
    let holidays = (from.year()..=to.year()).flat_map(bank_holidays);
    let lost = holidays.filter(|day| from < *day && *day <= to && is_weekday(*day)).count();
    weeks * 5 + odd - lost
}

/// The date `n` calendar days after `date`, or before it where `n` is negative; stays at `date` beyond the dates there are.
pub fn add_days(date: NaiveDate, n: i64) -> NaiveDate {
    TimeDelta::try_days(n).and_then(|delta| date.checked_add_signed(delta)).unwrap_or(date)
}

/// The day something is due, so many days after `base` (before it where `days` is negative).
pub fn due(base: NaiveDate, days: i64, count: Count) -> NaiveDate {
    match count {
        Count::Working => add_working_days(base, days),
        Count::Calendar => add_days(base, days),
    }
}

/// The date itself if it is a working day, else the next one.
pub(super) fn working_day_from(date: NaiveDate) -> NaiveDate {
    if is_working_day(date) { date } else { add_working_days(date, 1) }
}

/// The date itself if it is a working day, else the one before.
pub(super) fn working_day_up_to(date: NaiveDate) -> NaiveDate {
    if is_working_day(date) { date } else { add_working_days(date, -1) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn five_working_days_pass_weekends_and_bank_holidays() {
        assert_eq!(working_days_between(day("2010-01-12"), day("2010-01-19")), 5);
        assert_eq!(working_days_between(day("2010-05-04"), day("2010-04-30")), 1);
        assert_eq!(working_days_between(day("2010-01-12"), day("2010-01-12")), 0);
        assert_eq!(due(day("2010-01-12"), 5, Count::Working), day("2010-01-19"));
        assert_eq!(due(day("2010-01-12"), 5, Count::Calendar), day("2010-01-17"));
        assert_eq!(due(day("2010-04-01"), 1, Count::Working), day("2010-04-06"));
        assert_eq!(due(day("2010-04-30"), 1, Count::Working), day("2010-05-04"));
        assert_eq!(due(day("2009-12-24"), 2, Count::Working), day("2009-12-30"));
        assert_eq!(due(day("2010-01-18"), -5, Count::Working), day("2010-01-11"));
        assert_eq!(due(day("2010-01-16"), 0, Count::Working), day("2010-01-16"));
    }

    proptest! {
        #[test]
        fn working_days_added_can_be_taken_away(offset in 0i64..20_000, n in 0i64..300) {
            let start = working_day_from(add_days(day("1990-01-01"), offset));
            let end = add_working_days(start, n);
            prop_assert!(is_working_day(end));
            prop_assert_eq!(add_working_days(end, -n), start);
            let counted = start.iter_days().skip(1).take_while(|d| *d <= end).filter(|d| is_working_day(*d)).count();
            prop_assert_eq!(counted, usize::try_from(n).unwrap());
        }

        #[test]
        fn working_days_between_two_are_those_counted_one_by_one(offset in 0i64..20_000, n in 0i64..4_000) {
            let start = add_days(day("1985-01-01"), offset);
            let end = add_days(start, n);
            let counted = start.iter_days().skip(1).take_while(|d| *d <= end).filter(|d| is_working_day(*d)).count();
            prop_assert_eq!(working_days_between(start, end), counted);
            prop_assert_eq!(working_days_between(end, start), counted);
        }

        #[test]
        fn no_count_of_days_fails(n in any::<i64>()) {
            let _ = (due(day("2010-01-12"), n, Count::Working), due(day("2010-01-12"), n, Count::Calendar));
        }
    }
}
