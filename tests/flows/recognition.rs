//! What nov recognises shows while typing, and can be turned off: by Backspace just after it, or by `\` before all.

use nov::grammar::Kind;

use crate::support::sitter::{Sitter, day};

#[test]
fn backspace_just_after_a_date_keeps_it_as_words() {
    let mut me = Sitter::open("rtm");
    me.types("! @HT to plan the books read by fri");
    me.sees(&["Action → HT by Fri 15 Jan"]);
    me.keys("backspace");
    me.sees(&["Action → HT"]);
    me.sees_no(&["by Fri 15 Jan"]);
    assert_eq!(me.sitting().line.text(), "! @HT to plan the books read by fri", "nothing was deleted");
    me.keys("enter");
    let action = me.last().action.clone().unwrap();
    assert_eq!((me.last().text.as_str(), action.due), ("plan the books read by fri", None));
}

#[test]
fn backspace_just_after_a_mark_keeps_it_as_a_sign() {
    let mut me = Sitter::open("rtm");
    me.types("!").keys("backspace").enters(" was the mark of surprise");
    assert_eq!((me.last().kind, me.last().text.as_str()), (Kind::Note, "! was the mark of surprise"));
}

#[test]
fn a_second_backspace_deletes_as_ever() {
    let mut me = Sitter::open("rtm");
    me.types("@HT late").keys("backspace backspace");
    assert_eq!(me.sitting().line.text(), "@HT lat");
    me.types("e for once").keys("enter");
    assert_eq!(me.last().text, "@HT late for once");
}

#[test]
fn attendance_turned_off_is_an_entry() {
    let mut me = Sitter::open("rtm");
    me.types("@HT late");
    me.sees(&["attendance: HT has come"]);
    me.keys("backspace enter");
    assert_eq!(me.last().text, "@HT late");
    assert!(!me.person("HT").is_present());
}

#[test]
fn a_backslash_turns_all_off() {
    let mut me = Sitter::open("rtm");
    me.enters("\\! @HT by fri >5");
    assert_eq!((me.last().kind, me.last().text.as_str()), (Kind::Note, "! @HT by fri >5"));
    assert_eq!(me.last().who, None);
}

#[test]
fn what_was_turned_off_stays_off_while_typing_before_and_after_it() {
    let mut me = Sitter::open("rtm");
    me.types("! ring by fri")
        .keys("backspace")
        .types(" about it")
        .keys("home right right")
        .types("first ")
        .keys("enter");
    assert_eq!(me.last().text, "first ring by fri about it");
    assert_eq!(me.last().action.as_ref().unwrap().due, None);
}

#[test]
fn a_new_line_recognises_again() {
    let mut me = Sitter::open("rtm");
    me.types("! ring by fri").keys("backspace enter").enters("! ring by fri");
    assert_eq!(me.last().text, "ring");
}

#[test]
fn half_term_has_a_date_in_any_year_once_its_terms_are_typed() {
    let mut me = Sitter::at_home();
    me.now("2026-11-26 14:00");
    me.begin("rtm", "2026-11-26");
    me.enters("! @LC moderate Y5 by half term");
    me.is_told("the terms of 2026/27 are not known");
    me.runs("terms");
    me.sees(&["six terms of 2026/27"]);
    me.enters("1/9 to 23/10");
    me.sees(&["a year has 6"]);
    for _ in 0..12 {
        me.keys("backspace");
    }
    me.enters("1/9 to 23/10, 2/11 to 18/12, 4/1 to 12/2, 22/2 to 25/3, 12/4 to 28/5, 7/6 to 22/7");
    me.enters("! @LC moderate Y6 by half term");
    assert_eq!(me.last().action.as_ref().unwrap().due, Some(day("2027-02-12")));
    assert!(me.store().join("calendars/terms-2026.ron").is_file());
}
