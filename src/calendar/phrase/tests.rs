//! Dates as people type them, each with the day it means; and texts that are none.

use proptest::prelude::*;

use super::super::{long, short};
use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// On Tuesday 12 January 2010.
fn read(text: &str) -> Option<String> {
    Calendar::shipped().parse_date(text, day("2010-01-12")).map(|d| d.to_string())
}

#[test]
fn dates_are_read_as_people_type_them() {
    for (text, date) in [
        ("29/1", "2010-01-29"),
        ("29/01", "2010-01-29"),
        ("29/1/10", "2010-01-29"),
        ("29/1/2010", "2010-01-29"),
        ("29.1.2010", "2010-01-29"),
        ("29-1-10", "2010-01-29"),
        ("2010-01-29", "2010-01-29"),
        ("29 Jan", "2010-01-29"),
        ("29Jan", "2010-01-29"),
        ("29th January 2010", "2010-01-29"),
        ("29 january, 2010", "2010-01-29"),
        ("the 29th of January", "2010-01-29"),
        ("the 29th", "2010-01-29"),
        ("1st Feb", "2010-02-01"),
        ("11/1", "2011-01-11"),
        ("12/1", "2010-01-12"),
        ("29 feb 2012", "2012-02-29"),
        ("the 11th", "2010-02-11"),
        ("the 31st", "2010-01-31"),
        ("3/4", "2010-04-03"),
        ("Fri 29 Jan", "2010-01-29"),
        ("Friday, 29th January 2010", "2010-01-29"),
        ("fri 29/1", "2010-01-29"),
        ("fri", "2010-01-15"),
        ("Friday", "2010-01-15"),
        ("tues", "2010-01-19"),
        ("mon", "2010-01-18"),
        ("next friday", "2010-01-22"),
        ("next mon", "2010-01-18"),
        ("this friday", "2010-01-15"),
        ("friday week", "2010-01-22"),
        ("a week on friday", "2010-01-22"),
        ("a week today", "2010-01-19"),
        ("week tomorrow", "2010-01-20"),
        ("today", "2010-01-12"),
        ("tomorrow", "2010-01-13"),
        ("tonight", "2010-01-12"),
        ("this afternoon", "2010-01-12"),
        ("in 2 weeks", "2010-01-26"),
        ("in two weeks", "2010-01-26"),
        ("in 2 weeks’ time", "2010-01-26"),
        ("in 2 weeks' time", "2010-01-26"),
        ("within a fortnight", "2010-01-26"),
        ("in 3 days", "2010-01-15"),
        ("in a month", "2010-02-12"),
        ("in 5 working days", "2010-01-19"),
        ("next week", "2010-01-19"),
        ("next month", "2010-02-12"),
        ("by fri", "2010-01-15"),
        ("by 29/1.", "2010-01-29"),
        ("before friday", "2010-01-14"),
        ("before 1 Feb", "2010-01-29"),
        ("before half term", "2010-02-12"),
        ("before half-term", "2010-02-12"),
        ("by half term", "2010-02-12"),
        ("by easter", "2010-04-01"),
        ("before Easter", "2010-04-01"),
        ("easter 2011", "2011-04-08"),
        ("end of March 2011", "2011-03-31"),
        ("the end of April 2011", "2011-04-28"),
        ("by end of january 2010", "2010-01-29"),
        ("the start of May 2011", "2011-05-03"),
        ("end of summer term 2010", "2010-07-23"),
        ("the end of the summer term 2011", "2011-07-22"),
        ("half term 2011", "2011-02-18"),
        ("before half term 2011", "2011-02-18"),
        ("may half term 2011", "2011-05-27"),
        ("by the easter holidays", "2010-04-01"),
        ("before christmas", "2010-12-17"),
        ("before Christmas 2011", "2011-12-23"),
        ("before the summer holidays", "2010-07-23"),
        ("before the February Holiday", "2010-02-12"),
        ("before May half term", "2010-05-28"),
        ("before Whit half term", "2010-05-28"),
        ("by the Whitsun half-term", "2010-05-28"),
        ("by whit", "2010-05-28"),
        ("before Whit week", "2010-05-28"),
        ("the last day of term", "2010-02-12"),
        ("the last day of the summer term", "2010-07-23"),
        ("the first day of term 5", "2010-04-19"),
        ("before the Easter holidays", "2010-04-01"),
        ("before Christmas holidays", "2010-12-17"),
        ("by the start of term 5", "2010-04-19"),
        ("before october half-term", "2010-10-22"),
        ("before the Early May Bank Holiday", "2010-04-30"),
        ("before the bank holiday", "2010-04-01"),
        ("end of term", "2010-02-12"),
        ("by the end of term", "2010-02-12"),
        ("end of next term", "2010-04-01"),
        ("end of term 5", "2010-05-28"),
        ("end of the summer term", "2010-07-23"),
        ("by the end of the spring term", "2010-04-01"),
        ("by the end of half term", "2010-02-12"),
        ("by the end of this half-term", "2010-02-12"),
        ("end of next half term", "2010-04-01"),
        ("end of the week", "2010-01-15"),
        ("by the end of next week", "2010-01-22"),
        ("end of the month", "2010-01-29"),
        ("by the end of March", "2010-03-31"),
        ("end of the school year", "2010-07-23"),
        ("end of the day", "2010-01-12"),
        ("start of term", "2010-02-22"),
        ("the start of the summer term", "2010-04-19"),
        ("before the start of term 5", "2010-04-16"),
    ] {
        assert_eq!(read(text).as_deref(), Some(date), "{text}");
    }
}

#[test]
fn other_texts_are_no_dates() {
    for text in [
        "",
        " ",
        "next rtm",
        "by next RTM",
        "soon",
        "may",
        "sat by the window",
        "31/2",
        "29 feb",
        "32/1",
        "29/13",
        "29/1/1",
        "29/1/201",
        "2010",
        "29",
        "29 marks",
        "2010-13-01",
        "friday's group",
        "Friday-group",
        "fridays",
        "monthly",
        "mon ami",
        "the end",
        "by the end",
        "end of the lesson",
        "in 2 minutes",
        "in 99999 weeks",
        "a week",
        "next",
        "the",
        "before",
        "before the meeting",
        "half",
        "29/1%",
        "29.1",
        "1.5",
        "62%",
        "summer",
        "by",
        "on",
        "end of",
        "before today",
        "the 31st of Juneuary",
        "Thursday 5 February",
        "Fri 29 February",
        "Friday the 3rd visit",
        "Friday assembly",
        "Friday morning briefing",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn the_phrase_ends_where_the_date_ends() {
    let calendar = Calendar::shipped();
    for (text, taken) in [
        ("fri so that", "fri"),
        ("29 Jan 2010s", "29 Jan"),
        ("29 Jan, then", "29 Jan"),
        ("fri 29 jan at 4pm", "fri 29 jan"),
        ("fri week’s plan", "fri"),
        ("before half term please", "before half term"),
        ("in 2 weeks time, ok", "in 2 weeks time"),
        ("fri lunch please", "fri"),
        ("the 29th midday", "the 29th"),
        ("the 29th so that", "the 29th"),
        ("29/1 cohort", "29/1"),
        ("end of term 4 tests", "end of term 4"),
        ("easter 2011 plan", "easter 2011"),
    ] {
        let found = calendar.find_date(text, day("2010-01-12")).map(|(_, bytes)| &text[..bytes]);
        assert_eq!(found, Some(taken), "{text}");
    }
}

#[test]
fn on_the_last_day_of_term_before_half_term_is_today_and_after_it_the_next() {
    let calendar = Calendar::shipped();
    let on = |today: &str| calendar.parse_date("before half term", day(today));
    assert_eq!(on("2010-02-12"), Some(day("2010-02-12")));
    assert_eq!(on("2010-02-13"), Some(day("2010-05-28")));
    assert_eq!(on("2010-08-20"), Some(day("2010-10-22")));
}

#[test]
fn years_without_known_terms_still_have_easter_and_christmas_but_no_half_term() {
    let calendar = Calendar::shipped();
    let on = |text: &str| calendar.parse_date(text, day("2026-11-23"));
    assert_eq!(on("before christmas"), Some(day("2026-12-24")));
    assert_eq!(on("by easter"), Some(day("2027-03-25")));
    assert_eq!(on("before Whit half term"), Some(day("2027-05-28")));
    assert_eq!(on("before half term"), None);
    assert_eq!(on("end of term"), None);
    assert_eq!(on("end of the week"), Some(day("2026-11-27")));
}

#[test]
fn before_the_first_known_year_the_terms_that_are_surely_over_are_those_of_that_year() {
    let calendar = Calendar::shipped();
    let on = |text: &str| calendar.parse_date(text, day("2009-06-10")).map(|date| date.to_string());
    for (text, date) in [
        ("by Christmas", Some("2009-12-18")),
        ("by the end of term 2", Some("2009-12-18")),
        ("by autumn half term", Some("2009-10-23")),
        ("by half term", Some("2009-10-23")),
        ("by the end of term", None),
        ("by the summer holidays", None),
    ] {
        assert_eq!(on(text).as_deref(), date, "{text}");
    }
}

#[test]
fn a_weekday_named_on_that_day_is_a_week_off() {
    let calendar = Calendar::shipped();
    let on_friday = |text: &str| calendar.parse_date(text, day("2010-01-15"));
    assert_eq!(on_friday("fri"), Some(day("2010-01-22")));
    assert_eq!(on_friday("this fri"), Some(day("2010-01-15")));
    assert_eq!(on_friday("next fri"), Some(day("2010-01-22")));
    assert_eq!(on_friday("end of the week"), Some(day("2010-01-15")));
}

proptest! {
    #[test]
    fn printed_dates_read_back(offset in 0i64..4000, ahead in 0i64..360) {
        let calendar = Calendar::shipped();
        let today = add_days(day("2005-01-01"), offset);
        let date = add_days(today, ahead);
        prop_assert_eq!(calendar.parse_date(&long(date), today), Some(date));
        prop_assert_eq!(calendar.parse_date(&short(date, today), today), Some(date));
        prop_assert_eq!(calendar.parse_date(&date.to_string(), today), Some(date));
        prop_assert_eq!(calendar.parse_date(&date.format("%-d/%-m/%Y").to_string(), today), Some(date));
        prop_assert_eq!(calendar.parse_date(&date.format("%-d/%-m").to_string(), today), Some(date));
    }

    #[test]
    fn no_text_fails_and_no_phrase_is_longer_than_it(text in "((by|before|next|in|the|end|of|a|week|half|term|easter|fri|29|1/|jan|th|2|é|’) ?){0,8}|\\PC{0,20}", offset in 0i64..9000) {
        let calendar = Calendar::shipped();
        let today = add_days(day("2005-01-01"), offset);
        let _ = calendar.parse_date(&text, today);
        if let Some((date, bytes)) = calendar.find_date(&text, today) {
            prop_assert!(text.is_char_boundary(bytes) && bytes > 0);
            prop_assert!(date.year() < 10_000);
        }
    }
}

#[test]
fn what_is_over_is_the_last_such_day() {
    let read = |text: &str| {
        let day = Calendar::shipped().parse_date_for(Meant::Past, text, "2010-01-12".parse().unwrap());
        day.map(|date| date.format("%-d/%-m/%y").to_string())
    };
    for (text, date) in [
        ("12/3", Some("12/3/09")),
        ("12/1", Some("12/1/10")),
        ("12 March 2005", Some("12/3/05")),
        ("Easter 2009", Some("9/4/09")),
        ("Easter", Some("9/4/09")),
        ("half term", Some("23/10/09")),
        ("last Friday", Some("8/1/10")),
        ("Tuesday", Some("12/1/10")),
        ("the 20th", Some("20/12/09")),
        ("first Monday of December", Some("7/12/09")),
        ("29/2", None),
        ("March", None),
        ("12/3/2010", None),
        ("tomorrow", None),
        ("next Friday", None),
        ("in 2 weeks", None),
        ("last", None),
    ] {
        assert_eq!(read(text).as_deref(), date, "{text}");
    }
}

#[test]
fn a_month_alone_is_its_last_working_day_where_a_day_to_come_is_expected() {
    let read = |text: &str| {
        Calendar::shipped().parse_date_for(Meant::ToCome, text, day("2010-01-12")).map(|date| date.to_string())
    };
    for (text, date) in [("July 2010", "2010-07-30"), ("Sept 2010", "2010-09-30"), ("March", "2010-03-31")] {
        assert_eq!(read(text).as_deref(), Some(date), "{text}");
        assert_eq!(read(&format!("by {text}")).as_deref(), Some(date), "{text}");
    }
    assert_eq!(read("July visit"), None);
}
