//! When an action is due, in the ways people say it; and what is said where nothing was read.

use crate::support::sitter::{Sitter, day};

#[test]
fn dates_are_read_as_they_are_said_at_the_table() {
    let mut me = Sitter::open("rtm");
    for (typed, due) in [
        ("! @HT share the tracking on Friday", "2010-01-15"),
        ("! @HT share the tracking by Jan 18", "2010-01-18"),
        ("! @HT share the tracking by January", "2010-01-29"),
        ("! @HT share the tracking early March", "2010-03-05"),
        ("! @HT share the tracking in March", "2010-03-31"),
    ] {
        me.enters(typed);
        let (text, due_read) = (me.last().text.clone(), me.last().action.as_ref().unwrap().due);
        assert_eq!((text.as_str(), due_read), ("share the tracking", Some(day(due))), "{typed}");
    }
}

#[test]
fn a_day_that_is_told_of_the_past_or_is_in_no_calendar_is_named_and_not_read() {
    let mut me = Sitter::open("rtm");
    me.types("! @HT write up the visit held on 14/1");
    me.sees(&["no date read in “on 14/1”"]);
    me.keys("enter");
    assert_eq!(me.last().action.as_ref().unwrap().due, None);
    assert_eq!(me.last().text, "write up the visit held on 14/1");
    me.types("! @HT write it up by 29/2");
    me.sees(&["Action → HT · there is no 29 February in 2010"]);
    me.keys("enter");
    me.is_told("“by 29/2” gives no date (there is no 29 February in 2010)");
    assert_eq!(me.last().action.as_ref().unwrap().due, None);
    me.keys("up").types("/2012").keys("esc");
    assert_eq!(me.last().action.as_ref().unwrap().due, Some(day("2012-02-29")));
}

#[test]
fn an_action_without_words_says_which_are_missing_and_keeps_what_was_typed() {
    let mut me = Sitter::open("rtm");
    for (typed, said) in [
        ("! by fri", "There are no words after the mark yet, only a date"),
        ("! @HT", "only an owner: type what is to be done"),
        ("! @HT by fri", "only owner and date"),
        ("!", "There are no words after the mark yet"),
    ] {
        me.enters(typed);
        me.is_told(said);
        assert_eq!((me.session().entry_count(), me.sitting().line.text()), (0, typed));
        me.keys("ctrl+u");
    }
}

#[test]
fn a_name_is_shown_the_way_to_an_owner_and_one_after_a_role_is_kept_as_initials() {
    let mut me = Sitter::open("rtm");
    me.types("! Tom Baines to send the plan");
    me.sees(&["no owner read in “Tom Baines”: type @TB for it"]);
    me.keys("enter");
    assert_eq!(me.last().text, "Tom Baines to send the plan");
    me.types("! @LC/Priya to send the plan by fri");
    me.sees(&["Action → LC P by Fri 15 Jan"]);
    me.keys("enter");
    me.is_told("LC P: names are kept as initials");
    assert_eq!(
        (me.last().text.as_str(), me.last().action.as_ref().unwrap().owners.as_slice()),
        ("send the plan", &["LC P".to_owned()][..])
    );
    me.enters("@LC/Jo Brown late");
    assert!(!me.said().contains("initials"), "said once: {}", me.said());
}

#[test]
fn a_note_from_outside_that_is_only_a_date_keeps_its_words() {
    let mut me = Sitter::open("rtm");
    me.keys("ctrl+t").enters("! by fri").picks("rtm");
    let (_, entry) = me.session().all_entries().last().unwrap();
    assert_eq!((entry.text.as_str(), entry.action.as_ref().unwrap().due), ("by fri", Some(day("2010-01-15"))));
}

#[test]
fn a_day_that_is_another_weekday_and_what_only_looks_like_a_day_are_said_and_no_word_goes() {
    let mut me = Sitter::open("rtm");
    me.types("! @HT send the plan by Thursday 5 February").sees(&["5 February 2010 is a Friday"]);
    me.keys("enter");
    me.is_told("5 February 2010 is a Friday");
    let entry = me.last();
    assert_eq!(entry.text, "send the plan by Thursday 5 February");
    assert_eq!(entry.as_action().unwrap().due, None);
    me.types("! @HT send the plan by the 3rd visit").sees(&["no date read in “by the 3rd visit”"]);
    me.keys("enter");
    assert_eq!(me.last().text, "send the plan by the 3rd visit");
    me.enters("! @HT send the plan by the 2nd week of September");
    let action = me.last();
    assert_eq!(action.text, "send the plan");
    assert_eq!(action.as_action().unwrap().due.unwrap().to_string(), "2010-09-10");
}

#[test]
fn what_only_hurries_is_said_to_be_no_date() {
    let mut me = Sitter::open("rtm");
    for (words, typed) in [
        ("asap", "! @HT write to parents asap"),
        ("as soon as possible", "! @HT write as soon as possible to parents"),
        ("straight away", "! @HT start straight away"),
        ("soon", "! @HT write to parents soon"),
    ] {
        me.types(typed).sees(&[&format!("“{words}” is no date: say by when")]);
        me.keys("enter");
        me.is_told(&format!("“{words}” is no date, so the action has none; ↑ corrects it"));
        assert_eq!(me.last().action.as_ref().unwrap().due, None);
        assert!(me.last().text.contains(words));
    }
    me.types("! @HT write soon after the visit by fri").sees_no(&["say by when"]);
}

#[test]
fn every_way_to_say_a_holiday_gives_a_day_and_of_an_unknown_year_what_to_do() {
    let mut me = Sitter::open("rtm");
    for (words, due, left) in [
        ("by half term", "2010-02-12", "keep support"),
        ("until Easter", "2010-04-01", "keep support until Easter"),
        ("before Easter", "2010-04-01", "keep support"),
        ("by the end of term", "2010-02-12", "keep support"),
        ("by Christmas", "2010-12-17", "keep support"),
        ("till Friday", "2010-01-15", "keep support till Friday"),
    ] {
        me.enters(&format!("! @LC keep support {words}"));
        let action = me.last();
        assert_eq!(action.as_action().unwrap().due, Some(day(due)), "{words}");
        assert_eq!(action.text, left);
    }
    // The words stay when they are mended, and so does a date that was set otherwise.
    let mut me = Sitter::open("rtm");
    me.enters("! @LC keep support until Easter").keys("ctrl+a enter tab tab").types("5/2").keys("enter esc esc");
    assert_eq!(me.last().as_action().unwrap().due, Some(day("2010-02-05")));
    me.keys("up home").types("so ").keys("enter");
    assert_eq!(me.last().text, "so keep support until Easter");
    assert_eq!(me.last().as_action().unwrap().due, Some(day("2010-02-05")));
    me.enters("! @LC keep a register until Easter").keys("up").keys("ctrl+backspace").types("Friday").keys("enter");
    assert_eq!(me.last().text, "keep a register until Friday");
    assert_eq!(me.last().as_action().unwrap().due, Some(day("2010-01-15")));
    let mut me = Sitter::at_home();
    me.now("2026-11-27 09:00");
    me.begin("rtm", "2026-11-27");
    me.types("! @LC keep support by half term");
    me.sees(&["terms of 2026/27 not known: Ctrl+P, terms"]);
    me.keys("enter");
    me.is_told("“half term” gives no date: the terms of 2026/27 are not known");
}

#[test]
fn a_day_that_is_over_is_the_last_such_day() {
    let mut me = Sitter::open("jem");
    for (typed, kept) in [
        ("12/3", "2009-03-12"),
        ("Easter", "2009-04-09"),
        ("last Friday", "2010-01-08"),
        ("the 20th", "2009-12-20"),
        ("yesterday", "2010-01-11"),
        ("5/1/2010", "2010-01-05"),
    ] {
        me.jumps("placed by").keys("ctrl+u").types(typed).keys("enter");
        let read = me.session().field("placed").to_owned();
        assert_eq!(read, kept, "{typed}");
    }
    // A day near by counts from the one on which it is typed.
    me.now("2010-01-18 09:00");
    me.jumps("placed by").keys("ctrl+u").types("yesterday").keys("enter");
    assert_eq!(me.session().field("placed"), "2010-01-17");
    // One that may lie ahead is still the nearest.
    me.jumps("agreed on").types("12/3").keys("enter");
    assert_eq!(me.session().field("agreed-on"), "2010-03-12");
}

#[test]
fn an_example_of_a_date_is_of_the_years_there_are() {
    let mut me = Sitter::at_home();
    me.now("2026-11-27 09:00");
    me.begin("jem", "2026-11-27");
    me.jumps("agreed on").types("someday").keys("enter");
    me.is_told("“someday” is no date; write it as 29/1/2026 or 2026-01-29");
    me.keys("esc").runs("home").keys("tab tab tab");
    let mut me = Sitter::at_home();
    me.now("2026-11-27 09:00");
    me.begin("hmi-s8", "2026-11-27");
    me.jumps("inspection date").sees(&["12-13 January 2027"]);
}
