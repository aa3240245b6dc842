//! The walk through the agenda: next and back, left out, put off, added, moved; a draft is entered where it began.

use nov::app::Focus;
use nov::session::StopState;

use crate::support::sitter::Sitter;

fn titles(me: &Sitter) -> Vec<String> {
    me.session().agenda().iter().map(|s| s.title.clone()).collect()
}

fn state(me: &Sitter, item: &str) -> StopState {
    me.session().stop(item).unwrap().1.state
}

#[test]
fn next_and_previous_go_along_and_an_item_with_entries_is_done_when_left() {
    let mut me = Sitter::open("rtm");
    me.enters("agreed").keys("ctrl+n");
    assert_eq!((me.sitting().item.as_str(), me.session().current()), ("school-report", Some("school-report")));
    assert_eq!((state(&me, "minutes-of-last"), state(&me, "school-report")), (StopState::Done, StopState::Open));
    me.keys("ctrl+n ctrl+b ctrl+b");
    assert_eq!(me.sitting().item, "minutes-of-last");
    assert_eq!(state(&me, "school-report"), StopState::Open, "nothing was said under it");
    me.sees(&["✓ 1", "▌", "Minutes of last RTM and matters arising"]);
}

#[test]
fn the_ends_of_the_agenda_say_so() {
    let mut me = Sitter::open("rtm");
    me.keys("ctrl+b ctrl+b ctrl+b");
    me.is_told("This is the first item");
    me.jumps("actions").keys("ctrl+n ctrl+n");
    me.is_told("That was the last item; Ctrl+R shows what is still missing");
}

#[test]
fn a_draft_is_entered_where_it_began_on_moving_on() {
    let mut me = Sitter::open("rtm");
    me.types("half a thought").keys("ctrl+n");
    me.is_told("Your line was entered under item 1, where it began");
    assert_eq!(me.words_under("minutes-of-last"), ["half a thought"]);
    assert_eq!((me.sitting().line.text(), me.sitting().item.as_str()), ("", "school-report"));
}

#[test]
fn a_draft_is_entered_whichever_way_one_goes() {
    for way in ["ctrl+b", "ctrl+n", "ctrl+g down down down down enter", "backtab down enter"] {
        let mut me = Sitter::open("rtm");
        me.keys("ctrl+n").types("! @HT to ring by fri").keys(way);
        assert_eq!(me.words_under("school-report"), ["ring"], "{way}");
        assert_eq!(me.sitting().line.text(), "", "{way}");
        me.is_told("Your line was entered under item 2, where it began");
    }
}

#[test]
fn a_draft_that_is_no_entry_yet_is_kept_on_moving_on() {
    let mut me = Sitter::open("rtm");
    me.types("!").keys("ctrl+n");
    assert_eq!((me.sitting().line.text(), me.session().entry_count()), ("!", 0));
    me.sees(&["began under another item"]);
}

#[test]
fn an_item_left_out_is_passed_over_and_one_put_off_is_not() {
    let mut me = Sitter::open("rtm");
    me.keys("ctrl+n").runs("skip item");
    me.is_told("“School report on progress against the raising attainment plan” is left out");
    me.keys("ctrl+b ctrl+n");
    assert_eq!(me.sitting().item, "ask-support");
    me.runs("put off item");
    me.is_told("“Evaluation of all ASK support” is put off to the next meeting");
    me.keys("ctrl+b ctrl+n");
    assert_eq!(me.sitting().item, "ask-support");
    me.sees(&["» 2", "↷ 3"]);
    let text = String::from_utf8(me.writes("minutes", "txt")).unwrap();
    assert!(text.contains("Not taken at this meeting.") && text.contains("Put off to the next meeting."), "{text}");
    me.runs("skip item").runs("skip item");
    assert_eq!(state(&me, "ask-support"), StopState::Open);
}

#[test]
fn what_is_noted_under_an_item_left_out_takes_the_mark_off_and_tab_leaves_it_done() {
    let mut me = Sitter::open("rtm");
    me.jumps("evaluation of all").runs("skip item").enters("it was taken after all");
    assert_eq!(state(&me, "ask-support"), StopState::Open);
    me.keys("ctrl+n");
    assert_eq!(state(&me, "ask-support"), StopState::Done);
    me.jumps("summary · lcsp").types("Two visits").keys("tab");
    assert_eq!(me.sitting().item, "agreed-actions");
    assert_eq!(state(&me, "other-support"), StopState::Done, "left by Tab as by Ctrl+N");
}

#[test]
fn the_agenda_pane_marks_and_opens() {
    let mut me = Sitter::open("rtm");
    me.keys("backtab");
    assert_eq!(me.sitting().focus, Focus::Agenda);
    me.keys("down down left").keys("down right").keys("enter");
    assert_eq!((state(&me, "ask-support"), state(&me, "other-support")), (StopState::Skipped, StopState::Done));
    assert_eq!((me.sitting().item.as_str(), me.sitting().focus), ("other-support", Focus::Line));
}

#[test]
fn an_item_is_added_renamed_and_used() {
    let mut me = Sitter::open("rtm");
    me.runs("add item").enters("Building works");
    assert_eq!((me.sitting().item.as_str(), me.session().number_of("own-1")), ("own-1", Some(2)));
    me.enters("roof by summer").runs("rename item").keys("ctrl+u").enters("The roof");
    me.sees(&["2  The roof", "roof by summer"]);
    assert_eq!(me.session().number_of("school-report"), Some(3));
    let text = String::from_utf8(me.writes("minutes", "txt")).unwrap();
    assert!(text.contains("The roof") && text.contains("roof by summer"), "{text}");
    me.keys("ctrl+b").runs("rename item");
    me.is_told("This title is the form's own");
}

#[test]
fn items_change_places_and_their_entries_go_with_them() {
    let mut me = Sitter::open("rtm");
    me.enters("first").keys("alt+down");
    me.is_told("“Minutes of last RTM and matters arising” is item 2 now; Ctrl+Z moves it back");
    assert_eq!(
        titles(&me)[2..4],
        ["School report on progress against the raising attainment plan", "Minutes of last RTM and matters arising"]
    );
    assert_eq!(me.sitting().item, "minutes-of-last");
    me.enters("second").keys("alt+up");
    assert_eq!(me.words_under("minutes-of-last"), ["first", "second"]);
    assert_eq!(me.session().number_of("minutes-of-last"), Some(1));
    me.keys("alt+down ctrl+z");
    assert_eq!(me.session().number_of("minutes-of-last"), Some(1));
}

#[test]
fn an_item_chosen_by_name_is_shown_at_its_entry_line_with_or_without_a_number_and_a_field_at_itself() {
    let mut me = Sitter::open("rtm");
    for item in ["required", "meeting details", "minutes of last"] {
        me.jumps(item);
        assert_eq!((me.sitting().focus, me.app.overlays.len()), (Focus::Line, 0), "{}", me.screen());
    }
    me.jumps("required").keys("tab");
    assert_eq!(me.sitting().focus, Focus::Sheet);
    let mut me = Sitter::open("autumn");
    me.jumps("visit date");
    assert_eq!(me.sitting().focus, Focus::Sheet);
}

#[test]
fn the_agenda_pane_moves_the_selected_item_and_stays_on_it() {
    let mut me = Sitter::open("rtm");
    me.keys("backtab down alt+down alt+down");
    assert_eq!(me.session().agenda()[me.sitting().stop].id, "school-report");
    assert_eq!(me.session().number_of("school-report"), Some(4));
}

#[test]
fn a_meeting_is_held_from_its_first_item_on() {
    let mut me = Sitter::open("rtm");
    assert_eq!(me.session().state(), None);
    me.enters("We began");
    assert_eq!(me.session().state(), Some("held"));
}

#[test]
fn leaving_an_item_by_the_pane_beside_keeps_a_letter_for_the_entry_line() {
    let mut me = Sitter::open("rtm");
    me.keys("backtab").types("words").keys("enter");
    assert_eq!(me.words_under("minutes-of-last"), ["words"]);
}

#[test]
fn looking_at_the_items_of_a_visit_says_nothing_of_its_being_held() {
    let mut me = Sitter::open("rtm");
    me.keys("ctrl+n ctrl+n ctrl+b");
    assert_eq!(me.session().state(), None, "nothing was noted");
    assert!(!me.person("SIP AR").is_present());
    // Written up some days later it was held on its day all the same.
    me.now("2010-01-15 09:00");
    me.enters("What was said on Tuesday");
    let held = me.session().states().iter().find(|reached| reached.state == "held").unwrap();
    assert_eq!(held.on.to_string(), "2010-01-12");
}

#[test]
fn the_schools_own_agenda_is_followed_item_by_item_and_no_prompt_stands_in_the_way() {
    let mut me = Sitter::open("autumn");
    let first = me.session().numbered(1).unwrap().title.clone();
    // The school wants its own matter first, another item left out, and the rest in another order.
    me.runs("add item").enters("The new reading corner");
    me.enters("~ @HT pupils chose the books themselves").keys("alt+up");
    assert_eq!(me.session().numbered(1).unwrap().title, "The new reading corner", "it goes before “{first}”");
    me.keys("ctrl+n ctrl+n").runs("skip item");
    let skipped = me.sitting().item.clone();
    assert_eq!(state(&me, &skipped), StopState::Skipped);
    me.keys("ctrl+n");
    assert_ne!(me.sitting().item, skipped);
    me.enters("said here").keys("ctrl+b");
    assert_ne!(me.sitting().item, skipped, "an item left out is passed over");
    // Nothing was ticked of the prompts, and nothing asks for it.
    assert!(me.session().entry_count() >= 2 && !me.sitting().prompts_here().is_empty());
    me.keys("ctrl+r");
    me.sees_no(&["prompt"]);
    me.keys("esc");
    let page = String::from_utf8(me.writes("nov", "txt")).unwrap();
    assert!(page.contains("The new reading corner") && page.contains("pupils chose the books themselves"), "{page}");
}

#[test]
fn on_a_day_before_it_a_meeting_is_prepared_and_neither_begun_nor_dealt_with() {
    let mut me = Sitter::at_home();
    me.begin("rtm", "2010-03-23");
    me.now("2010-03-16 10:00");
    me.enters("ask for the tracking of Year 5").keys("ctrl+n").enters("bring the plan");
    assert_eq!(me.session().clock(), []);
    assert!(me.session().agenda().iter().all(|stop| stop.state == StopState::Open), "{}", me.screen());
    assert_eq!(me.session().state(), None);
}
