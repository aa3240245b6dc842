//! What people guess at first, and what then happens: dates said in passing, rows that look filled, names that are near.

use nov::app::Focus;
use nov::session::StopState;

use crate::support::sitter::Sitter;

#[test]
fn the_date_of_the_next_meeting_is_taken_from_what_is_said_and_never_made_up() {
    let mut me = Sitter::open("rtm");
    me.jumps("7  date of next meeting");
    me.sees(&["suggested: "]);
    let text = String::from_utf8(me.writes("minutes", "txt")).unwrap();
    assert!(text.contains("to be agreed"), "{text}");
    me.enters("we meet again, probably in the summer");
    assert_eq!(me.session().field("next-meeting"), "");
    me.enters("Next meeting 6 July 2010 at 2pm, at Seaview");
    me.is_told("Date of next meeting taken from your line: Tuesday 6 July 2010");
    let text = String::from_utf8(me.writes("minutes", "txt")).unwrap();
    assert!(text.contains("Tuesday 6 July 2010") && !text.contains("to be agreed"), "{text}");
    me.keys("ctrl+z");
    assert_eq!(me.session().field("next-meeting"), "", "undone with its line");
}

#[test]
fn several_dates_are_nobodys_next_meeting_and_a_typed_one_stands() {
    let mut me = Sitter::open("rtm");
    me.jumps("7  date of next meeting").enters("either 6 July 2010 or 8 July 2010");
    assert_eq!(me.session().field("next-meeting"), "");
    me.jumps("day · date of next").types("9 July 2010").keys("enter esc");
    me.enters("the governors meet on 13 July 2010");
    assert_eq!(me.session().field("next-meeting"), "2010-07-09");
}

#[test]
fn a_suggested_date_is_taken_by_one_key() {
    let mut me = Sitter::open("rtm");
    me.jumps("day · date of next");
    me.sees(&["→ takes it"]);
    me.keys("right");
    assert!(me.session().field("next-meeting").starts_with("2010-"), "{}", me.session().field("next-meeting"));
}

#[test]
fn the_row_of_the_day_of_a_visit_can_be_filled_further() {
    let mut me = Sitter::open("autumn");
    me.jumps("visit date(s)");
    me.sees(&["17 Nov 2009", "Tab next cell", "Enter next cell"]);
    me.keys("tab").types("3.5").keys("enter");
    let row = me.session().table("visit-dates")[0].clone();
    assert_eq!((row["date"].as_str(), row["hours"].as_str()), ("2009-11-17", "3.5"));
    me.keys("shift+tab").types("24/11").keys("tab").types("2").keys("enter");
    assert_eq!(me.session().table("visit-dates").len(), 2);
    me.keys("up ctrl+d");
    me.is_told("The row was taken out; Ctrl+Z puts it back");
    assert_eq!(me.session().table("visit-dates").len(), 1);
}

#[test]
fn tab_begins_at_the_first_field_of_every_item() {
    let mut me = Sitter::open("autumn");
    me.jumps("1  progress since").keys("tab");
    assert_eq!(me.sitting().focus, Focus::Sheet);
    me.keys("esc ctrl+n tab");
    assert_eq!(me.sitting().focus, Focus::Sheet, "and not the pane after the fields of the item before");
    assert_eq!(me.sitting().spot, 0);
}

#[test]
fn an_item_whose_fields_are_filled_is_dealt_with_when_left() {
    let mut me = Sitter::open("autumn");
    me.jumps("every child matters").types("Healthy eating is well embedded").keys("esc ctrl+n");
    let stop = |me: &Sitter, id: &str| me.session().stop(id).map(|(_, stop)| stop.state).unwrap();
    assert_eq!(stop(&me, "outcomes"), StopState::Done);
    me.keys("ctrl+n");
    assert_eq!(stop(&me, "commentary"), StopState::Open, "nothing was said or filled there");
}

#[test]
fn words_that_are_no_schools_name_are_taken_for_a_new_one() {
    let mut me = Sitter::at_home();
    me.begin("rtm", "2010-01-12");
    me.runs("back to the home screen");
    me.keys("ctrl+n").picks("round table").types("Sea Primary").keys("enter");
    me.is_told("Is the school meant that is chosen here?");
    me.keys("down enter").types("12/1/2010").keys("enter");
    assert_eq!(me.session().school(), "Sea Primary", "and not Seaview Primary, whose name has those letters");
}

#[test]
fn choices_are_taken_by_a_letter_or_by_how_they_end() {
    let mut me = Sitter::open("autumn");
    me.jumps("key stages applicable").types("eyfs, 1, 2").keys("tab");
    assert_eq!(me.session().field("key-stages"), "EYFS, KS1, KS2");
}

#[test]
fn the_table_of_actions_says_what_came_of_them() {
    let mut me = Sitter::open("rtm");
    me.enters("! @HT to send tracking to governors by 29/1").enters("! @LC to moderate Y5 writing by 12/2");
    me.keys("ctrl+a home right right").keys("enter tab tab tab tab tab").types("Sent in week 2").keys("tab");
    me.types("Governors now ask about groups").keys("esc esc");
    let text = String::from_utf8(me.writes("minutes", "md")).unwrap();
    let table = text.rsplit_once("Agreed actions").map(|(_, table)| table.to_owned()).unwrap();
    let place = |words: &str| table.find(words).unwrap_or_else(|| panic!("“{words}” is not in {table}"));
    assert!(place("1 · send tracking") < place("2 · moderate Y5 writing"), "by their numbers: {table}");
    for words in ["Progress: Sent in week 2", "Impact: Governors now ask about groups", "Now done"] {
        place(words);
    }
}

#[test]
fn what_a_field_does_not_take_stays_to_be_mended_and_stops_the_note() {
    let mut me = Sitter::open("autumn");
    me.jumps("governor attendance").types("perhaps").keys("tab esc");
    assert_eq!(me.session().field("governor"), "perhaps", "what was typed stays");
    me.keys("ctrl+r");
    me.sees(&["Governor attendance", "“perhaps” is none of"]);
    me.keys("esc");
    me.jumps("governor attendance").keys("ctrl+u").types("attended").keys("tab esc ctrl+r");
    me.sees_no(&["“perhaps”"]);
}
