//! What a line means that names all, the next meeting, a holiday, or somebody who is not there.

use crate::support::sitter::{Sitter, day};

#[test]
fn everyone_can_own_an_action() {
    let mut me = Sitter::open("rtm");
    for line in ["! @everyone share the tracking", "! everyone to share the tracking", "! All to share the tracking"] {
        me.enters(line);
        let action = me.last().action.as_ref().unwrap();
        assert_eq!(
            (action.owners.join(" "), me.last().text.as_str()),
            ("All".to_owned(), "share the tracking"),
            "{line}"
        );
    }
    me.enters("! check that all to do with books is marked");
    assert_eq!(me.last().action.as_ref().unwrap().owners.len(), 0);
}

#[test]
fn everyone_is_present_who_is_expected_and_leaves_who_is_there() {
    let mut me = Sitter::open("rtm");
    let count = me.session().people().len();
    me.types("@everyone left 11.00").sees(&["attendance: Everyone has left"]);
    me.keys("ctrl+u");
    me.enters("@LC apologies").enters("@everyone present");
    assert_eq!(me.session().people().len(), count);
    assert!(me.session().people().iter().filter(|person| person.role != "LC").all(nov::session::Person::is_present));
    assert!(!me.person("LC").is_present());
    me.enters("@everyone left");
    assert!(!me.session().people().iter().any(nov::session::Person::is_present));
}

#[test]
fn who_is_not_there_cannot_leave() {
    let mut me = Sitter::open("rtm");
    let count = me.session().people().len();
    me.enters("@CLERK left");
    me.is_told("CLERK is not noted as present, so nothing is noted yet");
    assert_eq!((me.session().people().len(), me.sitting().line.text()), (count, "@CLERK left"));
    me.keys("home").types("\\").keys("enter");
    assert_eq!(me.last().text, "@CLERK left");
    me.enters("@HT apologies").enters("@HT left");
    me.is_told("HT is not noted as present");
}

#[test]
fn the_next_meeting_is_said_once() {
    let mut me = Sitter::open("rtm");
    me.enters("! @HT send the data at the next meeting");
    me.is_told("The day of the next meeting is not noted yet, so the action has no date; once it is, Ctrl+A, Enter and By when give it");
    me.jumps("date of next meeting").enters("Next meeting: 29 April at 2pm");
    me.is_told("Date of next meeting taken from your line: Thursday 29 April 2010 at 14:00");
    assert_eq!(me.session().field("next-meeting"), "2010-04-29 14:00");
    assert_eq!(me.words_under(&me.sitting().item), Vec::<String>::new());
    me.enters("29 April 2pm");
    me.is_told("Date of next meeting is noted already");
    me.enters("29 April, and the LC brings the moderated books");
    assert_eq!(me.words_under(&me.sitting().item).len(), 1);
    let due = |me: &Sitter| me.last().action.as_ref().unwrap().due;
    me.enters("! @HT send the data at the next meeting");
    assert_eq!((due(&me), me.last().text.as_str()), (Some(day("2010-04-29")), "send the data"));
    me.enters("! @HT send the data before the next RTM");
    assert_eq!(due(&me), Some(day("2010-04-28")));
    me.enters("! @HT prepare the room for the next meeting");
    assert_eq!((due(&me), me.last().text.as_str()), (None, "prepare the room for the next meeting"));
}

#[test]
fn a_day_in_a_holiday_is_said_to_be_one() {
    let mut me = Sitter::open("rtm");
    me.types("! @HT moderate by mid-February");
    me.sees(&["(in the February Holiday)"]);
    me.keys("enter");
    me.is_told("is in a holiday: February Holiday");
}

#[test]
fn what_is_put_off_does_not_tell_its_actions_twice() {
    let mut me = Sitter::at_home();
    me.begin("rtm", "2009-10-13");
    me.jumps("aob").enters("the transition project").enters("! @HT ring the college by 20/10").runs("put off item");
    me.begin("rtm", "2010-01-12");
    let lines = me.words_under("minutes-of-last");
    assert!(lines.contains(&"Put off from 13 October 2009: AOB (the transition project)".to_owned()), "{lines:?}");
}

#[test]
fn what_a_note_said_of_the_school_need_not_be_said_again() {
    let mut me = Sitter::open("autumn");
    me.jumps("phase").types("p").keys("tab").types("ks1, ks2").keys("tab");
    me.begin("spring", "2010-03-09");
    assert_eq!(me.session().field("phase"), "Primary");
    assert_eq!(me.session().field("key-stages"), "KS1, KS2");
}

#[test]
fn mending_attendance_is_about_whoever_was_noted_last() {
    let mut me = Sitter::open("rtm");
    me.enters("@HT present").enters("@DHT present").enters("@LC late 9.40");
    me.runs("who is here").keys("home esc").runs("mend attendance");
    me.sees(&["Whose attendance?"]);
    me.keys("enter");
    let Some(nov::app::Overlay::Picker(picker)) = me.app.overlays.last() else { panic!("{}", me.screen()) };
    assert!(picker.title.contains("LC"), "{}", picker.title);
}

#[test]
fn undo_says_that_an_item_was_moved() {
    let mut me = Sitter::open("rtm");
    me.keys("alt+down ctrl+z");
    me.is_told("Taken back: the move of the item “Minutes of last RTM");
}
