//! Dates as printed: long in documents, short on the screen.

use std::fmt::Write;

use chrono::{Datelike, NaiveDate};

/// `Tuesday 12 January 2010`.
pub fn long(date: NaiveDate) -> String {
    date.format("%A %-d %B %Y").to_string()
}

/// A day as people write it: `12 January 2010`.
pub fn british(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

/// Days in order, each once: one as `Tuesday 12 January 2010`, several as `5 and 12 November 2009`.
pub fn days_in_words(days: &[NaiveDate]) -> String {
    together(days, "%A %-d %B %Y", "%B")
}

/// The same, short: `Mon 9 Nov 2026`, `9 and 13 Nov 2026`.
pub fn days_in_short(days: &[NaiveDate]) -> String {
    together(days, "%a %-d %b %Y", "%b")
}

/// Days in order, each once, by the pattern of one alone and that of a month.
fn together(days: &[NaiveDate], alone: &str, month: &str) -> String {
    let mut days = days.to_vec();
    days.sort_unstable();
    days.dedup();
    let [before @ .., last] = days.as_slice() else { return String::new() };
    if before.is_empty() {
        return last.format(alone).to_string();
    }
    // A month or year that the next day says too is said there.
    let said = |(n, day): (usize, &NaiveDate)| {
        let next = days.get(n + 1).unwrap_or(last);
        let pattern = match (day.year() == next.year(), day.month() == next.month()) {
            (true, true) => "%-d".to_owned(),
            (true, false) => format!("%-d {month}"),
            (false, _) => format!("%-d {month} %Y"),
        };
        day.format(&pattern).to_string()
    };
    let before: Vec<String> = before.iter().enumerate().map(said).collect();
    format!("{} and {}", before.join(", "), last.format(&format!("%-d {month} %Y")))
}

/// The years in which visits and meetings are held; beyond them a year is a slip of the finger.
const YEARS: std::ops::RangeInclusive<i32> = 1950..=2099;

/// Why a day is refused where one is typed; nothing for one that may be meant.
pub fn refused(date: NaiveDate) -> Option<String> {
    let year = chrono::Datelike::year(&date);
    let (from, to) = (YEARS.start(), YEARS.end());
    (!YEARS.contains(&year)).then(|| format!("the year {year} is surely a slip; years go from {from} to {to}"))
}

/// A number of things: `1 grade`, `2 grades`.
pub fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
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
    fn several_days_are_said_in_order_without_what_the_next_one_says() {
        let said = |days: &[&str]| days_in_words(&days.iter().map(|day| day.parse().unwrap()).collect::<Vec<_>>());
        assert_eq!(said(&["2010-01-12", "2010-01-12"]), "Tuesday 12 January 2010");
        assert_eq!(said(&["2009-11-12", "2009-11-05"]), "5 and 12 November 2009");
        assert_eq!(said(&["2009-11-30", "2009-12-07"]), "30 November and 7 December 2009");
        assert_eq!(said(&["2009-12-18", "2010-01-07", "2010-01-08"]), "18 December 2009, 7 and 8 January 2010");
        assert_eq!(said(&[]), "");
    }

    #[test]
    fn dates_print_the_british_way() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(long(day("2010-01-12")), "Tuesday 12 January 2010");
        assert_eq!(short(day("2010-01-29"), day("2010-01-12")), "Fri 29 Jan");
        assert_eq!(short(day("2010-01-08"), day("2009-12-12")), "Fri 8 Jan 2010");
    }
}
