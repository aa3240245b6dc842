//! The time and place of a meeting: said with its day, mended, printed, and agreed for the next one.

use crate::support::sitter::Sitter;

#[test]
fn time_and_place_typed_behind_the_day_stand_in_the_heading_on_today_and_in_what_invites() {
    let mut me = Sitter::at_home();
    me.now("2010-01-05 09:00");
    me.keys("ctrl+n").picks("round table").enters("Oak Road Infants").enters("12 January at 9.30 in the library");
    assert_eq!(me.session().date().to_string(), "2010-01-12");
    me.sees(&["Tue 12 Jan 2010 09:30"]);
    let agenda = String::from_utf8(me.writes("agenda", "md")).unwrap();
    for line in [
        "on Tuesday 12 January 2010 at 09:30 in the library.",
        "**Time:** 09:30 (120 minutes in all)",
        "**Place:** The library",
    ] {
        assert!(agenda.contains(line), "{line} in {agenda}");
    }
    let minutes = String::from_utf8(me.writes("minutes", "md")).unwrap();
    assert!(minutes.contains("Oak Road Infants · Tuesday 12 January 2010 at 09:30 in the library"), "{minutes}");
    let days = String::from_utf8(me.writes("dates", "ics")).unwrap();
    for line in ["DTSTART:20100112T093000", "DTEND:20100112T113000", "LOCATION:The library"] {
        assert!(days.contains(&format!("{line}\r\n")), "{line} in {days}");
    }
    me.runs("home").sees(&["Tue 12 Jan 2010 09:30 Oak Road Infants", "in the library"]);
}

#[test]
fn time_and_place_are_mended_together_with_the_day_or_alone() {
    let mut me = Sitter::open("rtm");
    me.runs("when and where").sees(&["When and where is it?", "Tuesday 12 January 2010"]);
    me.enters("the staff room");
    me.is_told("It is on Tuesday 12 January 2010, the staff room");
    me.runs("when and where").enters("2pm");
    assert_eq!((me.session().meets().at.as_str(), me.session().meets().place.as_str()), ("14:00", "the staff room"));
    me.runs("when and where").enters("13 January at 10.00 at Seaview");
    me.is_told("It is on Wednesday 13 January 2010 at 10:00 at Seaview");
    assert_eq!(me.session().date().to_string(), "2010-01-13");
    me.keys("ctrl+z");
    assert_eq!((me.session().date().to_string().as_str(), me.session().meets().at.as_str()), ("2010-01-12", "14:00"));
    me.runs("when and where").keys("ctrl+u enter");
    assert!(me.session().meets().is_unknown());
}

#[test]
fn what_is_agreed_for_the_next_meeting_is_offered_with_its_time_and_place() {
    let mut me = Sitter::open("rtm");
    me.jumps("7  date of next meeting").types("next meeting 9 March at 1.30 pm in the library");
    me.sees(&["Date of next meeting: Tuesday 9 March 2010 at 13:30"]);
    me.keys("enter");
    me.is_told("Date of next meeting taken from your line: Tuesday 9 March 2010 at 13:30 in the library");
    assert_eq!(me.session().field("next-meeting"), "2010-03-09 13:30, in the library");
    assert_eq!(me.session().entry_count(), 0, "the line says no more than the field");
    let minutes = String::from_utf8(me.writes("minutes", "txt")).unwrap();
    assert!(minutes.contains("Tuesday 9 March 2010 at 13:30 in the library"), "{minutes}");
    me.runs("home").sees(&["RTM, as agreed at 13:30 in the library"]);
    me.goes_to("RTM, as agreed").keys("enter").sees(&["Tuesday 9 March 2010 at 13:30 in the library"]);
    me.keys("enter").sees(&["Tue 9 Mar 2010 13:30"]);
    assert_eq!(me.session().meets().place, "in the library");
}

#[test]
fn a_reason_behind_the_time_is_no_place() {
    let mut me = Sitter::open("rtm");
    me.jumps("7  date of next meeting").enters("9 March at 1.30 pm in the light of the data");
    assert_eq!(me.session().field("next-meeting"), "2010-03-09 13:30");
    assert_eq!(me.session().entry_count(), 1, "what more it says stays");
}

#[test]
fn a_day_that_stands_in_the_field_and_in_a_line_is_printed_once() {
    let mut me = Sitter::open("rtm");
    me.jumps("7  date of next meeting").enters("= next meeting 9 March at 1.30 pm in the library");
    me.enters("next meeting is 9 March").enters("9 March suits the governors");
    for document in ["minutes", "form"] {
        let text = String::from_utf8(me.writes(document, "txt")).unwrap();
        assert!(text.contains("Tuesday 9 March 2010 at 13:30 in the library"), "{text}");
        assert!(!text.contains("next meeting 9 March") && !text.contains("next meeting is"), "{text}");
        assert!(text.contains("9 March suits the governors"), "{text}");
    }
    me.jumps("day · date of next").keys("ctrl+u enter");
    let text = String::from_utf8(me.writes("minutes", "txt")).unwrap();
    assert!(text.contains("next meeting 9 March"), "where the field says it no more the line does: {text}");
}
