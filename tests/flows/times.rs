//! The agenda drives the clock: planned and spent time, quiet warnings, the half day of a visit.

use crate::support::sitter::{Sitter, at};

#[test]
fn the_clock_starts_with_the_first_line_and_goes_with_the_item() {
    let mut me = Sitter::open("rtm");
    me.sees_no(&["Item 1"]);
    me.waits(5).enters("We began").waits(3);
    me.sees(&["Item 1 3:00 of 10:00", "0h03 of 2h00"]);
    me.keys("ctrl+n").waits(4).keys("ctrl+b").waits(1);
    me.sees(&["Item 1 4:00 of 10:00", "0h08 of 2h00"]);
    let now = me.app.now;
    assert_eq!(
        (me.session().spent_on("minutes-of-last", now), me.session().spent_on("school-report", now)),
        (240, 240)
    );
}

#[test]
fn time_running_short_is_said_at_seventy_per_cent_and_at_the_whole() {
    let mut me = Sitter::open("rtm");
    me.enters("We began").waits(6);
    me.sees_no(&["min left", "over"]);
    assert_eq!(me.said(), "");
    me.waits(1);
    me.sees(&["Item 1 7:00 of 10:00 3 min left"]);
    me.is_told("About 3 of the 10 minutes of item 1 are left");
    me.waits(1);
    assert_eq!(me.said(), "", "it is said once");
    me.waits(2);
    me.sees(&["Item 1 10:00 of 10:00 over"]);
    me.is_told("The 10 minutes of item 1 are over");
    me.waits(1);
    assert_eq!(me.said(), "");
}

#[test]
fn one_minute_is_told_as_one() {
    let mut me = Sitter::open("rtm");
    me.runs("how long it lasts").enters("item 1");
    me.is_told("is to last 1 minute");
    me.sees_no(&["1 minutes"]);
    me.enters("We began");
    let mut told = Vec::new();
    for second in 1..=60 {
        me.send(nov::app::Message::Clock(at("2010-01-12 14:00") + chrono::TimeDelta::seconds(second)));
        told.push(me.said());
    }
    assert!(told.contains(&"Less than the 1 minute of item 1 is left".to_owned()), "{told:?}");
    assert!(told.contains(&"The 1 minute of item 1 is over".to_owned()), "{told:?}");
}

#[test]
fn a_warning_never_takes_the_caret() {
    let mut me = Sitter::open("rtm");
    me.enters("We began").types("half a ").waits(7).types("thought").keys("enter");
    assert_eq!(me.last().text, "half a thought");
}

#[test]
fn going_back_to_an_item_does_not_warn_again() {
    let mut me = Sitter::open("rtm");
    me.enters("We began").waits(8).keys("ctrl+n").waits(1).keys("ctrl+b").waits(1);
    assert_eq!(me.said(), "");
    me.waits(1);
    me.is_told("The 10 minutes of item 1 are over");
}

#[test]
fn the_end_of_two_hours_is_announced() {
    let mut me = Sitter::open("rtm");
    me.enters("We began").waits(109);
    assert_eq!(me.said(), "");
    me.waits(1);
    me.is_told("Ten minutes left of two hours");
    me.waits(10);
    me.is_told("Two hours are over");
}

#[test]
fn a_visit_marks_its_half_day() {
    let mut me = Sitter::open("autumn");
    me.enters("Summer's recommendations were read").keys("ctrl+n").waits(209);
    me.waits(1);
    me.is_told("Three and a half hours: a half-day visit is nearly over");
    // Whoever did not look then sees it still.
    me.waits(20);
    me.sees(&["3h50 of 4h00 nearly over"]);
    me.waits(10);
    me.is_told("Four hours: a half-day visit is over");
    me.waits(5);
    me.sees(&["4h05 of 4h00 over"]);
}

#[test]
fn a_visit_marks_its_half_day_though_an_item_is_given_another_length() {
    let mut me = Sitter::open("autumn");
    me.enters("Summer's recommendations were read").runs("how long it lasts").enters("item 45");
    me.waits(210);
    me.is_told("Three and a half hours: a half-day visit is nearly over");
    me.waits(30);
    me.is_told("Four hours: a half-day visit is over");
}

#[test]
fn marks_already_past_are_not_told_again_when_a_session_is_opened_again() {
    let mut me = Sitter::open("rtm");
    me.enters("We began").waits(115);
    let mut me = me.starts_again();
    assert_eq!(me.session().entry_count(), 1);
    me.waits(1);
    assert_eq!(me.said(), "");
}

#[test]
fn the_clock_can_stand() {
    let mut me = Sitter::open("rtm");
    me.enters("We began").waits(2).runs("pause the clock");
    me.is_told("The clock is stopped; your next line, or going to an item, starts it");
    me.waits(20);
    me.sees(&["clock stopped", "0h02 of 2h00", "your next line starts the clock again"]);
    me.keys("ctrl+n").waits(1);
    me.sees(&["Item 2 1:00 of 30:00", "0h03 of 2h00"]);
    me.keys("ctrl+z").waits(1);
    me.sees(&["0h04 of 2h00"]);
    me.sees_no(&["starts the clock again"]);
    me.runs("pause the clock").waits(20).enters("On we go").waits(1);
    me.sees(&["Item 2", "0h05 of 2h00"]);
}

#[test]
fn a_meeting_is_given_another_length_which_its_items_share_and_an_item_one_of_its_own() {
    let mut me = Sitter::open("rtm");
    me.enters("We began").runs("how long").enters("75");
    me.is_told("The meeting is to last 75 minutes");
    let minutes = |me: &Sitter| -> Vec<u32> {
        me.session().agenda().iter().map(|stop| stop.minutes).filter(|minutes| *minutes > 0).collect()
    };
    assert_eq!(minutes(&me).iter().sum::<u32>(), 75);
    assert!(minutes(&me)[1] > minutes(&me)[0], "{:?}", minutes(&me));
    assert!(minutes(&me).iter().all(|minutes| minutes % 5 == 0), "as people plan: {:?}", minutes(&me));
    me.runs("how long").enters("45");
    assert_eq!((minutes(&me).iter().sum::<u32>(), minutes(&me).len()), (45, 7), "none is left without any");
    me.keys("ctrl+z");
    me.sees(&["of 1h15"]);
    me.waits(65);
    me.is_told("Ten of 75 minutes are left");
    me.waits(10);
    me.is_told("The 75 minutes of this meeting are over");
    me.runs("how long").enters("item 20");
    assert_eq!(minutes(&me)[0], 20);
    me.runs("how long").enters("long");
    me.sees(&["Type minutes, such as 75"]);
    me.keys("esc ctrl+z ctrl+z");
    me.sees(&["of 2h00"]);
}
