//! A meeting is begun from the home screen by keys alone, and its caret is ready to type.

use nov::app::Focus;
use nov::grammar::Kind;

use crate::support::sitter::{Sitter, day};

#[test]
fn a_meeting_begins_with_form_school_and_day() {
    let mut me = Sitter::at_home();
    me.keys("ctrl+n");
    me.sees(&["Begin", "Round Table Meeting agenda and minutes", "Note of Visit - Autumn"]);
    me.picks("round table");
    me.sees(&["Which school?", "a new school"]);
    me.enters("Seaview Primary");
    me.sees(&[" at Seaview Primary, a new school: which day?", "Enter alone means today, Tuesday 12 January 2010"]);
    me.keys("enter");
    me.sees(&["RTM · Seaview Primary · Tue 12 Jan 2010", "Minutes of last RTM and matters arising", "No entries yet"]);
    assert_eq!(me.session().id(), "2010-01-12-seaview-primary-rtm");
    assert_eq!((me.sitting().item.as_str(), me.sitting().focus), ("minutes-of-last", Focus::Line));
    me.enters("Last minutes were agreed");
    assert_eq!(me.under("minutes-of-last"), [(Kind::Note, "Last minutes were agreed".to_owned())]);
}

#[test]
fn a_school_that_is_known_is_chosen_by_part_of_its_name() {
    let mut me = Sitter::open("rtm");
    me.runs("home").keys("ctrl+n").picks("autumn").picks("seav").enters("17/11/2009");
    assert_eq!((me.session().school(), me.session().date()), ("Seaview Primary", day("2009-11-17")));
    me.sees(&["Autumn visit · Seaview Primary"]);
}

#[test]
fn a_name_of_its_own_is_a_new_school_beside_a_longer_one() {
    let mut me = Sitter::at_home();
    me.keys("ctrl+n").picks("round").enters("St Mary's Primary Tonbridge").enters("12/1/2010").runs("home");
    me.keys("ctrl+n").picks("round").enters("St Mary's Primary");
    me.is_told("Is the school meant that is chosen here? Enter takes it; ↓ goes to a new one");
    me.keys("down enter").sees(&[" at St Mary's Primary, a new school: which day?"]);
    me.enters("12/1/2010");
    assert_eq!(me.session().school(), "St Mary's Primary");
    me.is_told("St Mary's Primary is a new school, beside St Mary's Primary Tonbridge");
    // However it is written, a known name is the known school.
    for (typed, school) in [("saint mary’s primary", "St Mary's Primary"), ("tonb", "St Mary's Primary Tonbridge")] {
        me.runs("home").keys("ctrl+n").picks("round").enters(typed);
        me.sees(&[&format!(" at {school}: which day?")]);
        me.sees_no(&["a new school"]);
        me.enters("13/1/2010");
        assert_eq!(me.session().school(), school);
    }
}

#[test]
fn a_day_that_cannot_be_read_is_asked_again_with_the_words_kept() {
    let mut me = Sitter::open("rtm");
    me.runs("home").keys("ctrl+n").picks("round").keys("enter").enters("the day after");
    me.sees(&["“the day after” is no date; write it as 29/1, 29 Jan 2010", "the day after"]);
    me.keys("ctrl+u").enters("fri");
    assert_eq!(me.session().date(), day("2010-01-15"));
}

#[test]
fn a_visit_out_of_its_season_is_begun_with_a_warning() {
    let mut me = Sitter::at_home();
    me.begin("autumn", "2010-03-09");
    me.is_told("Tuesday 9 March 2010 is outside the usual time for “Autumn visit” (term 2); begun all the same");
}

#[test]
fn a_session_is_found_again_by_a_letter_on_the_home_screen() {
    let mut me = Sitter::open("rtm");
    me.enters("something said").types("half a thought").runs("home");
    me.sees(&["Seaview Primary"]);
    me.types("seav").keys("enter");
    me.sees(&["something said", "half a thought"]);
    assert_eq!(me.sitting().line.text(), "half a thought");
}

#[test]
fn ctrl_q_leaves_from_anywhere_with_nothing_lost() {
    for before in ["", "ctrl+p", "ctrl+x", "ctrl+r", "f1", "tab", "ctrl+g", "ctrl+t enter"] {
        let mut me = Sitter::open("rtm");
        me.types("half a thought").keys(before).keys("ctrl+q");
        assert!(me.ended, "{before}");
        let id = "2010-01-12-seaview-primary-rtm";
        let kept = me.desk.store.read_session::<nov::session::Session>(id).unwrap();
        assert_eq!(kept.document.draft().text, "half a thought", "{before}");
    }
}

#[test]
fn a_form_of_ones_own_that_is_broken_stands_on_the_first_page_with_its_place() {
    let mut me = Sitter::at_home_whatever_is_in(&[("ours.ron", "(\n  schema: 1, id: \"ours\" version: \"1\",\n)")]);
    me.sees(&["Files of your own that cannot be used", "! forms/ours.ron, line 2, column "]);
    while !matches!(me.app.home.rows().get(me.app.home.at), Some(nov::app::HomeRow::Fault(_))) {
        me.keys("down");
    }
    me.keys("enter");
    me.sees(&["Cannot be used", "It is left out until"]);
}

#[test]
fn an_inspection_of_two_days_is_begun_as_one() {
    let mut me = Sitter::at_home();
    me.keys("ctrl+n").picks("section 5").enters("Seaview Primary").enters("27 and 28 April 2010");
    me.is_told("Wednesday 28 April 2010 stands in");
    assert_eq!(me.session().field("inspection-date"), "2010-04-27..2010-04-28");
}

#[test]
fn the_day_may_be_told_by_its_weekday_in_a_month_or_a_term() {
    for (typed, date) in [
        ("first Tuesday of next month", "2010-02-02"),
        ("second Monday in March", "2010-03-08"),
        ("last Friday of this term", "2010-02-12"),
        ("third Thursday of this month", "2010-01-21"),
        ("second Monday of next term", "2010-03-01"),
    ] {
        let mut me = Sitter::at_home();
        me.keys("ctrl+n").picks("round table").enters("Seaview Primary").enters(typed);
        assert_eq!(me.session().date(), day(date), "{typed}");
    }
}

#[test]
fn the_user_stands_among_the_people_with_their_initials_before_anything_is_noted() {
    let mut me = Sitter::at_home();
    me.now("2010-01-11 09:00");
    me.begin("rtm", "2010-01-12");
    me.sees(&["SIP AR", "· expected"]);
    me.now("2010-01-12 14:00");
    me.enters("@everyone present");
    assert!(me.person("SIP AR").is_present());
    me.enters("@SIP left 15.10");
    assert_eq!(me.session().people().iter().filter(|person| person.role == "SIP").count(), 1);
    assert!(!me.person("SIP AR").is_present());
}

#[test]
fn words_typed_straight_away_go_into_the_session_and_not_into_what_is_offered() {
    let mut me = Sitter::at_home();
    me.keys("ctrl+t").enters("ask after the reading lists (Seaview Primary)").picks("inbox");
    me.begin("rtm", "2010-01-12");
    me.sees(&["Waiting for Seaview Primary: 1 note"]);
    me.types("Nine ").sees_no(&["Waiting for"]);
    me.enters("came");
    assert_eq!(me.words_under("minutes-of-last"), ["Nine came"]);
    me.runs("home").sees(&["reading lists"]);
}

#[test]
fn what_waits_in_the_inbox_for_a_school_is_offered_when_a_session_begins_there_and_stays_until_it_is_taken() {
    let mut me = Sitter::at_home();
    me.keys("ctrl+t").enters("! @HT share the tracking at Seaview Primary").picks("inbox");
    me.keys("ctrl+t").enters("ask after the reading lists (Seaview Primary)").picks("inbox");
    me.keys("ctrl+t").enters("% a worry of Seaview Primary").picks("inbox");
    me.keys("ctrl+t").enters("ring Oak Road").picks("inbox");
    me.begin("rtm", "2010-01-12");
    me.sees(&["Waiting for Seaview Primary: 3 notes", "Take in: ask after the reading lists", "% private"]);
    me.sees_no(&["a worry", "Oak Road"]);
    me.keys("esc").sees_no(&["Waiting for"]);
    assert_eq!(me.session().entry_count(), 0);
    me.runs("home").sees(&["share the tracking at Seaview", "reading lists", "ring Oak Road"]);
    me.goes_to("Seaview Primary · RTM").keys("enter").sees(&["Waiting for Seaview Primary: 3 notes"]);
    me.keys("down down").keys("enter");
    me.is_told("Taken in");
    me.runs("home").sees_no(&["reading lists"]);
    me.sees(&["share the tracking at Seaview", "ring Oak Road"]);
    me.goes_to("Seaview Primary · RTM").keys("enter").sees(&["Waiting for Seaview Primary: 2 notes"]);
    me.keys("enter").runs("home").sees_no(&["share the tracking"]);
    me.sees(&["ring Oak Road"]);
    me.goes_to("Seaview Primary · RTM").keys("enter").sees_no(&["Waiting for"]);
    let words: Vec<_> = me.session().all_entries().map(|(_, entry)| entry.text.clone()).collect();
    assert_eq!(
        words,
        ["ask after the reading lists", "share the tracking at Seaview Primary", "a worry of Seaview Primary"]
    );
}
