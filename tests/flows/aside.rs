//! What was put away comes back with everything in it, never in the place of another; a second session of one day is
//! begun on purpose only.

use crate::support::sitter::{SCHOOL, Sitter};

const ID: &str = "2010-01-12-seaview-primary-rtm";

/// A meeting with an entry and a line half typed, put away.
fn put_away() -> Sitter {
    let mut me = Sitter::open("rtm");
    me.enters("boys' writing is up").types("half a thought").runs("home");
    me.goes_to("RTM").keys("delete").picks("put it away");
    me
}

#[test]
fn a_session_put_away_is_brought_back_whole_from_the_palette() {
    let mut me = put_away();
    assert!(!me.desk.store.ids().unwrap().contains(&ID.to_owned()));
    me.sees(&["1 put away, to bring back"]);
    me.runs("bring back").sees(&["Seaview Primary · RTM", "12 Jan 2010"]);
    me.keys("enter");
    me.is_told("Seaview Primary · RTM, Tuesday 12 January 2010 is back");
    me.sees_no(&["to bring back"]);
    me.goes_to("RTM").keys("enter").sees(&["boys' writing is up", "half a thought"]);
    assert_eq!(me.sitting().line.text(), "half a thought");
}

#[test]
fn the_home_screen_lists_what_is_put_away_and_enter_brings_it_back() {
    let mut me = put_away();
    me.goes_to("put away, to bring back").keys("enter enter");
    assert!(me.desk.store.ids().unwrap().contains(&ID.to_owned()));
    me.runs("bring back");
    me.is_told("Nothing is put away");
}

#[test]
fn nothing_is_brought_back_in_the_place_of_another_but_beside_it() {
    let mut me = put_away();
    me.begin("rtm", "2010-01-12");
    me.enters("another meeting").runs("home").runs("bring back").keys("enter");
    me.is_told(&format!("beside another, as {ID}-2, is back"));
    assert_eq!(me.desk.store.put_away_count(), 0);
    assert_eq!(me.desk.store.ids().unwrap(), [format!("{ID}-2"), ID.to_owned()]);
    me.goes_to("RTM").keys("delete").picks("put it away").sees(&["1 put away"]);
    me.goes_to("RTM").keys("delete").picks("put it away").sees(&["2 put away"]);
    me.runs("bring back").keys("enter").runs("bring back").keys("enter");
    assert_eq!(me.desk.store.ids().unwrap(), [format!("{ID}-2"), ID.to_owned()]);
}

#[test]
fn a_second_session_of_a_form_school_and_day_is_begun_on_purpose_only() {
    let mut me = Sitter::open("rtm");
    me.enters("the first one").runs("home");
    me.keys("ctrl+n").picks("round").picks("seaview").enters("12/1/2010");
    me.sees(&["Seaview Primary · RTM of Tuesday 12 January 2010 is there already", "Begin another one"]);
    me.keys("enter");
    assert_eq!(me.session().id(), ID);
    me.runs("home").keys("ctrl+n").picks("round").picks("seaview").enters("12/1/2010").picks("another");
    assert_eq!(me.session().id(), format!("{ID}-2"));
    me.is_told(&format!("{ID} is there already; this is another for the same day"));
    assert_eq!(me.session().school(), SCHOOL);
}
