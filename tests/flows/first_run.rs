//! The first run asks name and role once, skippable, and offers to practise on a copy of an example.

use crate::support::sitter::Sitter;

#[test]
fn name_and_role_are_asked_once_and_stand_in_the_documents() {
    let mut me = Sitter::newcomer();
    me.sees(&["Welcome to nov. What is your name?"]);
    me.enters("Sam Linden");
    me.sees(&["And your role?", "School Improvement Partner"]);
    me.keys("enter");
    me.sees(&["How would you like to start?", "Begin with my own schools", "Practise on a copy of"]);
    me.keys("enter");
    me.sees(&["Note of Visit - Autumn"]);
    me.keys("esc");
    assert_eq!((me.desk.me.fact("name"), me.desk.me.fact("initials")), ("Sam Linden", "SL"));
    assert_eq!(me.desk.me.fact("role"), "School Improvement Partner");
    me.begin("rtm", "2010-01-12");
    assert!(String::from_utf8(me.writes("minutes", "md")).unwrap().contains("Sam Linden"));
    me.runs("home");
    me.sees_no(&["Welcome"]);
    assert!(!me.starts_again().screen().contains("Welcome"));
}

#[test]
fn what_is_known_is_not_asked_and_stays() {
    for (known, asked) in [
        (&[("name", "Margaret Hollis"), ("initials", "MH"), ("role", "Headteacher")][..], &[][..]),
        (&[("name", "Margaret Hollis"), ("initials", "MH")], &["And your role?"]),
        (&[("role", "Headteacher"), ("initials", "MH")], &["Welcome to nov. What is your name?"]),
    ] {
        let mut me = Sitter::newcomer_who_is(known);
        for question in asked {
            me.sees(&[question]);
            me.keys("esc");
        }
        me.sees(&["How would you like to start?"]);
        me.keys("enter");
        for (fact, value) in known {
            assert_eq!(me.desk.me.fact(fact), *value, "{known:?}");
        }
        me.starts_again().sees_no(&["Welcome to nov", "How would you like to start?"]);
    }
}

#[test]
fn a_name_typed_keeps_the_initials_that_are_known() {
    let mut me = Sitter::newcomer_who_is(&[("initials", "MH")]);
    me.enters("Margaret Rose Hollis").keys("enter");
    assert_eq!((me.desk.me.fact("name"), me.desk.me.fact("initials")), ("Margaret Rose Hollis", "MH"));
}

#[test]
fn both_questions_can_be_skipped_and_are_not_asked_again() {
    let mut me = Sitter::newcomer();
    me.keys("esc esc");
    me.sees(&["How would you like to start?"]);
    me.keys("esc");
    me.sees(&["New session", "example"]);
    assert_eq!(me.desk.me.fact("name"), "");
    let me = me.starts_again();
    me.sees_no(&["Welcome to nov"]);
}

#[test]
fn an_example_is_practised_on_as_a_copy() {
    let mut me = Sitter::newcomer();
    me.enters("Sam Linden").keys("enter");
    me.picks("rtm example");
    me.sees(&["RTM · Hillside Primary", "Evaluation of all ASK support"]);
    me.enters("only practising");
    assert_eq!(me.last().text, "only practising");
    let first = me.session().id().to_owned();
    me.runs("home").keys("end up").keys("enter enter");
    assert_ne!(me.session().id(), first, "the second copy is another session");
    assert!(!me.screen().contains("only practising"), "the example itself is as it was");
}

#[test]
fn an_example_of_somebodys_own_records_counts_among_nobodys() {
    let me = Sitter::at_home();
    for example in
        [include_str!("../../sessions/own-cpd-record.ron"), include_str!("../../sessions/own-sip-pm-notes.ron")]
    {
        me.desk.adopt(example).unwrap();
    }
    let shelf = me.desk.shelf().unwrap();
    assert!(shelf.sessions.len() == 2 && shelf.sessions.iter().all(|row| row.practice && row.due.is_empty()));
    assert!(shelf.schools.is_empty(), "{:?}", shelf.schools);
    let year = me.desk.calendar.school_year_of("2010-03-01".parse().unwrap());
    let own = me.desk.caseload_of(year, "2010-03-01".parse().unwrap()).unwrap().own;
    assert!(own.tallies.iter().all(|tally| tally.session.is_empty()), "{own:?}");
    assert!(own.steps.iter().all(|step| step.session.is_empty()), "{own:?}");
}

#[test]
fn a_name_said_otherwise_is_not_asked_for_and_skipping_the_questions_loses_nothing() {
    let mut me = Sitter::newcomer();
    let mut own = me.desk.me.clone();
    for (fact, to) in [("name", "Sam Linden"), ("initials", "SL"), ("role", "Headteacher")] {
        let change = own.setting(fact, to);
        own.apply(&change).unwrap();
    }
    // Said on the command line while the question stands.
    me.app.desk.me = own.clone();
    me.keys("esc esc");
    assert_eq!((me.desk.me.fact("name"), me.desk.me.fact("initials")), ("Sam Linden", "SL"));
    assert_eq!(me.desk.me.fact("role"), "Headteacher");
    let mut known = Sitter::newcomer();
    known.desk.keep_me(&own).unwrap();
    known.starts_again().sees_no(&["Welcome to nov"]);
}

#[test]
fn the_key_that_begins_works_in_the_box_of_the_first_start_and_a_copy_says_that_it_is_one() {
    let mut me = Sitter::newcomer();
    me.enters("Robin Hale").keys("enter").sees(&["How would you like to start?"]);
    me.keys("ctrl+n").sees(&["Begin", "RTM · Round Table Meeting"]);
    let mut me = Sitter::newcomer();
    me.enters("Robin Hale").keys("enter").picks("rtm example").sees(&["Hillside Primary (practice)"]);
    me.runs("home").begin("rtm", "2010-01-12");
    me.sees_no(&["(practice)"]);
}

#[test]
fn a_title_is_no_part_of_ones_initials() {
    let mut me = Sitter::newcomer();
    me.enters("Dr Robin Hale").keys("enter");
    assert_eq!((me.desk.me.fact("name"), me.desk.me.fact("initials")), ("Dr Robin Hale", "RH"));
}
