//! Dates as printed: long in documents, short on the screen.

use std::fmt::Write;

use chrono::{Datelike, NaiveDate};

/// `Tuesday 12 January 2010`.
pub fn long(date: NaiveDate) -> String {
    date.format("%A %-d %B %Y").to_string()
}

/// The years in which visits and meetings are held; beyond them a year is a slip of the finger.
const YEARS: std::ops::RangeInclusive<i32> = 1950..=2099;

/// Why a day is refused where one is typed; nothing for one that may be meant.
pub fn refused(date: NaiveDate) -> Option<String> {
    let year = chrono::Datelike::year(&date);
    let (from, to) = (YEARS.start(), YEARS.end());
    (!YEARS.contains(&year)).then(|| format!("the year {year} is surely a slip; years go from {from} to {to}"))
}

/// `Fri 29 Jan`, with the year where it is not today's: `Fri 29 Jan 2010`.
pub fn short(date: NaiveDate, today: NaiveDate) -> String {
    let mut text = date.format("%a %-d %b").to_string();
    if date.year() != today.year() {
        // Writing to a String cannot fail.
        let _ = write!(text, " {}", date.year());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_print_the_british_way() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(long(day("2010-01-12")), "Tuesday 12 January 2010");
        assert_eq!(short(day("2010-01-29"), day("2010-01-12")), "Fri 29 Jan");
        assert_eq!(short(day("2010-01-08"), day("2009-12-12")), "Fri 8 Jan 2010");
    }
}
