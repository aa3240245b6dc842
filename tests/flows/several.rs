//! What several did, said in one line; who is expected in the next meeting; a mark of a private line in the wrong place.

use nov::grammar::Kind;

use crate::support::sitter::Sitter;

const HALF: &str = "ASK support is well used but% HT looks exhausted";

fn minutes(me: &mut Sitter) -> String {
    String::from_utf8(me.writes("minutes", "txt")).unwrap()
}

#[test]
fn a_mark_of_a_private_line_after_words_is_asked_about_and_shown_to_nobody() {
    let mut me = Sitter::open("rtm");
    for line in [HALF, "! @LC moderate writing % HT looks exhausted", "Books are up.\u{20}% the head looks exhausted"] {
        me.types(line).sees(&["not private: % makes a line private only as its first mark"]);
        me.keys("enter");
        me.is_told(
            "% makes a line private only as its first mark: put it there, or \\ before the line enters it as it is",
        );
        assert_eq!((me.session().entry_count(), me.sitting().line.text()), (0, line));
        assert!(!minutes(&mut me).contains("exhausted"), "{line}");
        me.keys("ctrl+u");
    }
    // Left by another way it stays the line it is.
    me.types(HALF).keys("ctrl+n");
    me.is_told("% makes a line private only as its first mark");
    assert_eq!((me.session().entry_count(), me.session().draft().text.as_str()), (0, HALF));
    me.keys("ctrl+q");
    let mut me = me.starts_again();
    assert_eq!(me.session().draft().text, HALF);
    assert!(!minutes(&mut me).contains("exhausted"));
    me.keys("home").types("%").keys("enter");
    assert_eq!((me.last().kind, me.last().text.as_str()), (Kind::Private, HALF));
    assert!(!minutes(&mut me).contains("exhausted"));
    me.types(HALF).keys("home").types("\\").keys("enter");
    assert_eq!((me.last().kind, me.last().text.as_str()), (Kind::Note, HALF));
}

#[test]
fn a_thought_with_the_mark_in_the_wrong_place_is_asked_about_too() {
    let mut me = Sitter::open("rtm");
    me.keys("ctrl+t").enters(HALF);
    me.sees(&["% makes a line private only as its first mark"]);
}

#[test]
fn a_mark_put_into_a_line_that_is_corrected_is_told_to_hide_nothing() {
    let mut me = Sitter::open("rtm");
    me.enters("ASK support is well used").keys("up end").types(" but% HT looks exhausted").keys("enter");
    me.is_told("% within a line does not make it private: Ctrl+K does");
    assert_eq!((me.last().kind, me.last().text.as_str()), (Kind::Note, HALF));
}

#[test]
fn a_percentage_is_no_mark_of_a_private_line() {
    let mut me = Sitter::open("rtm");
    let lines = ["62% of Year 6", "the rest, 62 % of them", "boys (62%) do better", "the % reaching Level 4 is up"];
    let more = [
        "% of pupils is up",
        "a large %age of pupils",
        "from 62%→66% now",
        "what % of Year 5?",
        "L4+ 75% boys",
        "the % FSM is up",
    ];
    for (at, line) in lines.iter().chain(&more).enumerate() {
        me.enters(line);
        assert_eq!((me.session().entry_count(), me.last().text.as_str()), (at + 1, *line));
        assert_eq!(me.last().kind, Kind::Note, "{line}");
    }
}

#[test]
fn several_with_what_each_did_are_noted_in_one_line() {
    let mut me = Sitter::open("rtm");
    me.types("@DHT/MS present, @LC/PW late 9.40; @GOV apologies: writing is up and @SLT absent: ill");
    me.sees(&["attendance: DHT MS is present · LC PW has come late"]);
    me.keys("enter");
    me.is_told("LC PW has come late at 09:40");
    assert_eq!(me.session().entry_count(), 0);
    assert!(me.person("DHT MS").is_present() && me.person("LC PW").is_present() && me.person("SLT").is_absent());
    assert_eq!((me.person("GOV").sent_apologies(), me.person("GOV").report.as_str()), (true, "writing is up"));
    let text = minutes(&mut me);
    assert!(text.contains("LC PW arrived at 09:40"), "{text}");
    me.keys("ctrl+z");
    assert!(me.sitting().line.text().starts_with("@DHT/MS present"), "one step: {}", me.sitting().line.text());
}

#[test]
fn everyone_is_who_is_not_said_to_be_otherwise() {
    let mut me = Sitter::open("rtm");
    me.enters("@everyone present, @LC late 14.20 and @GOV apologies");
    assert!(me.person("HT").is_present() && me.person("GOV").sent_apologies());
    assert_eq!(me.person("LC").events.len(), 1);
}

#[test]
fn a_line_that_says_more_than_attendance_is_a_minute() {
    let mut me = Sitter::open("rtm");
    for line in ["@DHT/MS present, @LC/PW told us of the books", "@GOV apologies: reading is up, @HT told us so"] {
        me.enters(line);
    }
    assert_eq!(me.session().entry_count(), 1);
    assert_eq!(me.person("GOV").report, "reading is up, @HT told us so");
}

#[test]
fn everyone_in_the_next_meeting_is_who_came_to_the_last_one() {
    let mut me = Sitter::at_home();
    me.begin("rtm", "2009-10-13");
    me.enters("@HT/AB, @DHT/MS present, @GOV/RB apologies, @GOV/MK present, @LC present").enters("We began");
    me.begin("rtm", "2010-01-12");
    me.enters("@everyone present");
    for name in ["HT AB", "DHT MS", "GOV RB", "GOV MK", "LC"] {
        assert!(me.person(name).is_present(), "{name}");
    }
    assert!(
        me.session().people().iter().all(|p| p.role != "SLT" || p.events.is_empty()),
        "{:?}",
        me.session().people()
    );
    me.enters("@SLT present");
    assert!(me.person("SLT").is_present());
}
