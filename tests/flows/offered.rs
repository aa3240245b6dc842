//! What stands in a field of one line is typed anew by its first letter; a row in which nothing stands does not stay.

use crate::support::sitter::Sitter;

#[test]
fn a_day_with_its_time_is_typed_anew_and_comes_back() {
    let mut me = Sitter::open("rtm");
    me.jumps("day · date of next").types("29/4 2pm").keys("enter");
    assert_eq!(me.session().field("next-meeting"), "2010-04-29 14:00");
    me.jumps("day · date of next");
    me.sees(&["Thursday 29 April 2010 at 14:00"]);
    me.types("6/5").keys("enter");
    assert_eq!(me.session().field("next-meeting"), "2010-05-06");
    me.jumps("day · date of next").types("20").keys("ctrl+z");
    assert_eq!(me.session().field("next-meeting"), "2010-05-06");
}

#[test]
fn the_first_letter_takes_the_place_of_a_line_and_end_goes_on_with_it() {
    let mut me = Sitter::open("autumn");
    me.jumps("agreed focus").types("Writing").keys("tab shift+tab").types("Reading");
    assert_eq!(me.session().field("focus"), "Reading");
    me.keys("ctrl+z");
    assert_eq!(me.session().field("focus"), "Writing");
    me.keys("tab shift+tab end").types(" in Y5");
    assert_eq!(me.session().field("focus"), "Writing in Y5");
    me.keys("tab shift+tab backspace");
    assert_eq!(me.session().field("focus"), "Writing in Y", "Backspace mends it");
}

#[test]
fn a_text_of_several_lines_is_gone_on_with() {
    let mut me = Sitter::open("rtm");
    me.jumps("school practice or behaviour").types("Books are marked").keys("tab shift+tab").types(" weekly");
    assert_eq!(me.session().field("practice-changed"), "Books are marked weekly");
}

#[test]
fn words_half_typed_when_it_ended_badly_are_gone_on_with() {
    let mut me = Sitter::open("autumn");
    me.jumps("agreed focus").types("Wri");
    let mut me = me.starts_again();
    me.types("ting");
    assert_eq!(me.session().field("focus"), "Writing");
}

#[test]
fn hours_are_typed_as_they_are_said() {
    let mut me = Sitter::open("autumn");
    me.jumps("hours in school").types("3 hours").keys("enter");
    assert_eq!(me.session().table("visit-dates")[0]["hours"], "3");
    me.jumps("hours in school").types("two and a half").keys("enter");
    assert_eq!(me.session().table("visit-dates")[0]["hours"], "2.5", "it is gone to where it stands");
    me.jumps("hours in school").types("half a day").keys("enter");
    me.is_told("“half a day” is no number of hours from 0 to 24; write 3, 2.5 or 2 h 30");
}

#[test]
fn a_row_that_was_emptied_does_not_stay() {
    let mut me = Sitter::open("autumn");
    me.jumps("recommendations (normally").types("Teach boys' writing daily").keys("tab shift+tab");
    assert_eq!(me.session().table("recommendations").len(), 1);
    me.keys("ctrl+u esc");
    assert_eq!(me.session().table("recommendations").len(), 0);
    me.keys("ctrl+z");
    assert_eq!(me.session().table("recommendations")[0]["recommendation"], "Teach boys' writing daily");
    me.is_mirrored();
}

#[test]
fn tab_leaves_the_table_out_of_an_empty_row() {
    let mut me = Sitter::open("autumn");
    me.jumps("present (role").types("HT").keys("tab tab").types("x").keys("backspace");
    assert_eq!(me.session().table("present").len(), 2);
    me.keys("tab");
    assert_eq!(me.session().table("present").len(), 2, "the caret is in the row still");
    me.keys("tab");
    assert_eq!(me.session().table("present").len(), 1);
    let path = me.sitting().filled(&me.app.desk);
    let sheet = nov::app::Sheet::of(&path, me.sitting());
    assert!(!sheet.spots[me.sitting().spot].path.starts_with("present."), "{}", me.screen());
}

#[test]
fn a_row_in_the_middle_that_was_emptied_goes_and_the_next_takes_its_place() {
    let mut me = Sitter::open("autumn");
    me.jumps("present (role").types("HT").keys("down").types("DHT").keys("down").types("LC");
    me.keys("up ctrl+u down").types("GOV");
    let roles: Vec<&str> = me.session().table("present").iter().map(|row| row["role"].as_str()).collect();
    assert_eq!(roles, ["HT", "GOV"]);
    me.keys("up").types("CG");
    assert_eq!(me.session().table("present")[0]["role"], "CG");
    me.is_mirrored();
}

#[test]
fn an_owner_and_a_day_of_an_action_are_typed_anew() {
    let mut me = Sitter::open("rtm");
    me.enters("! @HT ring the authority by 29/1").keys("ctrl+a enter tab").types("early April").keys("enter");
    me.sees(&["“early April” is a day and nobody who does it"]);
    me.keys("ctrl+u").types("LC").keys("enter").types("5/2").keys("enter esc");
    let action = me.session().actions().next().unwrap().1;
    assert_eq!((action.owners.join(" "), action.due.unwrap().to_string()), ("LC".to_owned(), "2010-02-05".to_owned()));
}
