//! Two sessions may be open, and one key goes from one to the other.

use nov::app::Focus;

use crate::support::sitter::Sitter;

/// A visit is kept, a meeting is on the screen.
fn with_two() -> Sitter {
    let mut me = Sitter::open("autumn");
    me.enters("of the visit");
    me.begin("rtm", "2010-01-12");
    me
}

#[test]
fn the_key_offers_the_other_sessions_while_only_one_is_open() {
    let mut me = with_two();
    me.types("half a thought").keys("ctrl+w");
    me.sees(&["Open beside this one", "Seaview Primary · Autumn visit"]);
    me.sees_no(&["Seaview Primary · RTM"]);
    me.keys("enter");
    assert_eq!(me.session().form(), "autumn");
    me.sees(&["of the visit"]);
    me.types("more").keys("ctrl+w");
    assert_eq!((me.session().form(), me.sitting().line.text()), ("rtm", "half a thought"));
    me.keys("ctrl+w");
    assert_eq!((me.session().form(), me.sitting().line.text()), ("autumn", "more"));
}

#[test]
fn each_keeps_its_place() {
    let mut me = with_two();
    me.keys("ctrl+w enter").jumps("feel safe").keys("ctrl+w ctrl+n ctrl+n ctrl+w");
    assert_eq!((me.sitting().item.as_str(), me.sitting().focus), ("outcomes", Focus::Sheet));
    me.types("2").keys("f6");
    assert_eq!(me.sitting().item, "ask-support");
    me.keys("f6");
    assert_eq!(me.session().field("safe.school"), "2");
}

#[test]
fn a_field_is_put_into_its_form_when_one_switches_away() {
    let mut me = with_two();
    me.jumps("rap reviewed").types("y").keys("ctrl+w enter ctrl+w");
    assert_eq!(me.session().field("rap-reviewed"), "yes");
}

#[test]
fn what_is_typed_in_either_is_kept_in_its_own_journal() {
    let mut me = with_two();
    me.keys("ctrl+w enter").enters("to the visit").keys("ctrl+w").enters("to the meeting").keys("ctrl+w");
    me.is_mirrored();
    me.keys("ctrl+q");
    for (id, words) in
        [("2009-11-17-seaview-primary-autumn", "to the visit"), ("2010-01-12-seaview-primary-rtm", "to the meeting")]
    {
        let kept = me.desk.store.read_session::<nov::session::Session>(id).unwrap().document;
        assert!(kept.all_entries().any(|(_, e)| e.text == words), "{id}");
    }
}

#[test]
fn a_new_session_can_be_begun_beside() {
    let mut me = with_two();
    me.keys("ctrl+w").picks("new: note of visit - spring").picks("seav").enters("9/3/2010");
    assert_eq!(me.session().form(), "spring");
    me.keys("ctrl+w");
    assert_eq!(me.session().form(), "rtm");
}

#[test]
fn going_home_closes_both_and_both_are_there_again() {
    let mut me = with_two();
    me.keys("ctrl+w enter").types("half").runs("home");
    assert!(me.app.sitting.is_none() && me.app.other.is_none());
    me.types("autumn").keys("enter");
    assert_eq!(me.sitting().line.text(), "half");
}
