//! When a form is usual in the year (CA-02, CA-07, TM-12): said, never forced.

use chrono::{Datelike, NaiveDate, Weekday};

use super::course::unknown_terms;
use crate::calendar::{Calendar, bank_holiday, long};
use crate::forms::Form;

/// What is unusual about a day for a form, a sentence each without its end.
pub fn unusual(form: &Form, date: NaiveDate, calendar: &Calendar) -> Vec<String> {
    let day = long(date);
    let mut said = Vec::new();
    let usual = || {
        let terms: Vec<String> = form.terms.iter().map(ToString::to_string).collect();
        format!("the usual time for “{}” (term {})", form.name, terms.join(" or "))
    };
    match calendar.term_of(date) {
        Some(term) if !form.terms.is_empty() && !form.terms.contains(&term.n) => {
            said.push(format!("{day} is outside {}", usual()));
        }
        Some(_) => {}
        None if !calendar.is_known(date) => {}
        None => {
            let holiday = calendar.holiday_of(date).map(|holiday| format!("in the {}", holiday.name));
            let place = holiday.unwrap_or_else(|| "outside the school terms".to_owned());
            let wanted = if form.terms.is_empty() { String::new() } else { format!(", outside {}", usual()) };
            said.push(format!("{day} is {place}{wanted}"));
        }
    }
    match (date.weekday(), bank_holiday(date)) {
        (Weekday::Sat | Weekday::Sun, _) if said.is_empty() => said.push(format!("{day} is at a weekend")),
        (_, Some(name)) if said.is_empty() => said.push(format!("{day} is a bank holiday, {name}")),
        _ => {}
    }
    said
}

/// What is said where deadlines from a day on cannot rest on known terms.
pub fn unknown(date: NaiveDate, calendar: &Calendar) -> Option<String> {
    (!calendar.is_known(date)).then(|| unknown_terms(&calendar.school_year_of(date).to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::Library;

    fn said(form: &str, date: &str) -> String {
        let form = Library::shipped().form(form).unwrap();
        unusual(&form, date.parse().unwrap(), &Calendar::shipped()).join("; ")
    }

    #[test]
    fn each_visit_has_its_window_and_a_meeting_has_none() {
        for (form, inside, outside) in [
            ("familiarisation", &["2009-09-15"][..], "2009-11-10"),
            ("autumn", &["2009-11-17"], "2009-10-06"),
            ("ht-performance", &["2009-09-22", "2009-11-24"], "2010-01-12"),
            ("spring", &["2010-01-12", "2010-03-09"], "2010-04-27"),
            ("summer", &["2010-05-11", "2010-06-15"], "2010-03-09"),
            ("sip-pm-notes", &["2010-02-02"], "2010-06-15"),
        ] {
            for inside in inside {
                assert_eq!(said(form, inside), "", "{form} {inside}");
            }
            assert!(said(form, outside).contains("is outside the usual time for"), "{form} {outside}");
        }
        for date in ["2009-09-15", "2010-01-12", "2010-06-15"] {
            assert_eq!(said("rtm", date), "");
        }
    }

    #[test]
    fn holidays_weekends_and_bank_holidays_are_said() {
        assert_eq!(
            said("spring", "2010-02-16"),
            "Tuesday 16 February 2010 is in the February Holiday, outside the usual time for “Spring visit” (term 3 or 4)"
        );
        assert_eq!(said("rtm", "2010-01-16"), "Saturday 16 January 2010 is at a weekend");
        assert_eq!(said("rtm", "2010-05-03"), "Monday 3 May 2010 is a bank holiday, Early May bank holiday");
        assert_eq!(said("rtm", "2010-07-27"), "Tuesday 27 July 2010 is in the Summer Holiday");
        assert_eq!(said("rtm", "2026-12-25"), "Friday 25 December 2026 is a bank holiday, Christmas Day");
        let unknown = unknown("2026-11-24".parse().unwrap(), &Calendar::shipped()).unwrap();
        assert!(unknown.starts_with("The terms of 2026/27 are not known: its days are counted by weekdays"));
    }
}
