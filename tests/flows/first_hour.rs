//! What a headteacher met with in her first hour: where the caret goes, what stands where, what is said and when.

use nov::app::Focus;

use crate::support::sitter::Sitter;

fn text(me: &mut Sitter, document: &str) -> String {
    String::from_utf8(me.writes(document, "html")).unwrap()
}

/// Some words of a text stand in this order.
#[track_caller]
fn in_order(text: &str, words: &[&str]) {
    let mut from = 0;
    for word in words {
        let found = text[from..].find(word);
        from += found.unwrap_or_else(|| panic!("“{word}” does not follow in:\n{text}")) + word.len();
    }
}

#[test]
fn after_a_reason_the_caret_stays_on_the_judgement_explained() {
    let mut me = Sitter::open("autumn");
    me.keys("f2").types(&"2".repeat(11)).keys("tab").types("22232222222");
    me.keys("/").types("The schedule asks for two years of results").keys("enter");
    me.sees(&["› Achievement, enjoyment"]);
    me.keys("up up").types("3");
    let graded = |me: &Sitter, row: &str| me.session().field(&format!("{row}.la")).to_owned();
    assert_eq!((graded(&me, "learning"), graded(&me, "attendance")), ("3".to_owned(), "2".to_owned()));
}

#[test]
fn going_along_leads_to_the_entry_line_and_tab_from_there_to_the_first_field() {
    let mut me = Sitter::open("autumn");
    me.sees(&["Ctrl+B goes back to “Before the visit”"]);
    me.keys("ctrl+b ctrl+b");
    assert_eq!((me.sitting().item.as_str(), me.sitting().focus), ("details", Focus::Line));
    me.sees(&["Entry line:", "Tab its fields"]);
    me.keys("tab");
    assert_eq!((me.sitting().focus, me.sitting().spot), (Focus::Sheet, 0));
    me.sees(&["Fields:"]);
    me.jumps("recommendations").keys("esc ctrl+n tab").types("We see the gap differently");
    assert_eq!(me.session().field("disagreement"), "We see the gap differently");
}

#[test]
fn after_a_kill_the_caret_is_in_the_field_where_it_was() {
    let mut me = Sitter::open("autumn");
    me.jumps("action planned by the school").types("Half a wo");
    let mut me = me.starts_again();
    assert_eq!((me.sitting().item.as_str(), me.sitting().focus), ("commentary", Focus::Sheet));
    me.types("rd");
    assert_eq!(me.session().field("action-support"), "Half a word");
}

#[test]
fn a_running_clock_goes_along_with_the_fields_or_it_is_said_that_it_does_not() {
    let mut me = Sitter::open("autumn");
    me.jumps("1  progress since").enters("We began").jumps("brokering").types("Two visits").keys("tab");
    assert_eq!(me.session().current(), Some("targets"));
    me.is_told("On with the fields of 2");
    me.jumps("2  targets").jumps("school priority it serves");
    me.jumps("recommendations (normally").types("Raise writing").keys("tab tab tab tab tab tab tab tab").types("none");
    me.keys("tab tab");
    me.is_told("the clock stays with the item before");
}

#[test]
fn the_name_of_a_file_is_replaced_by_what_is_typed_and_its_cut_end_shows() {
    let mut me = Sitter::open("autumn");
    me.keys("ctrl+x down down");
    me.sees(&["Type to put something else in its place"]);
    me.types("/tmp/first/autumn.docx");
    me.sees(&["Where to      /tmp/first/autumn.docx", "The file goes into /tmp/first"]);
    me.types(&"x".repeat(100));
    me.sees(&["Where to      …x"]);
}

#[test]
fn whoever_is_typed_and_noted_stands_once_and_the_head_comes_first() {
    let mut me = Sitter::open("autumn");
    me.jumps("present (role").types("GOV").keys("tab").types("MK").keys("tab").types("HT").keys("tab").types("DR");
    me.keys("esc").enters("@GOV/MK late 14.40").enters("@DHT/PS present");
    let text = text(&mut me, "nov");
    assert_eq!(text.matches("MK").count(), 2, "in the table and in the sentence below it: {text}");
    in_order(&text, &["Present", ">HT<", ">DHT<", ">GOV<", "GOV MK arrived at 14:40."]);
    assert!(text.contains("DHT Deputy headteacher"), "the key has whoever stands in the table: {text}");
}

#[test]
fn a_time_of_day_is_printed_where_it_is_one_of_the_session() {
    let mut me = Sitter::open("rtm");
    me.now("2010-01-14 18:10");
    me.enters("@GOV/MK late 10.05").enters("@DHT/PS left").enters("We agreed");
    let text = text(&mut me, "minutes");
    assert!(text.contains("GOV MK arrived at 10:05.") && text.contains("DHT PS left early."), "{text}");
    assert!(!text.contains("18:10"), "{text}");
}

#[test]
fn own_notes_hold_times_of_day_only_where_they_are_wanted() {
    let mut me = Sitter::open("ofsted-survey");
    me.enters("! @HT write the marking policy into the plan by 28/5/2010");
    let text = text(&mut me, "own");
    assert!(text.contains("Write the marking policy") && !text.contains("14:00"), "{text}");
}

#[test]
fn a_visit_in_two_parts_is_begun_with_both_days_and_its_documents_say_them() {
    let mut me = Sitter::at_home();
    me.begin("rtm", "2009-10-13");
    me.runs("home").keys("ctrl+n").picks("autumn").picks("seav").enters("5 and 12 November 2009");
    me.is_told("Thursday 12 November 2009 stands in “Visit date");
    assert_eq!(me.session().date().to_string(), "2009-11-05");
    let text = text(&mut me, "nov");
    assert!(text.contains("Seaview Primary · 5 and 12 November 2009"), "{text}");
    me.runs("home").keys("ctrl+n").picks("familiarisation").picks("seav").enters("22/9/2009");
    me.jumps("autumn visit (term").types("5 and 12 November 2009").keys("tab");
    assert_eq!(me.session().field("year-autumn.date"), "2009-11-05, 2009-11-12");
    me.sees(&["5 Nov 2009, 12"]);
}

#[test]
fn a_line_made_a_row_reads_like_one_that_was_typed() {
    let mut me = Sitter::open("autumn");
    me.enters("@HT/DR present").jumps("7  recommendations");
    me.enters("@HT/DR attend data training by 28 January 2010").keys("ctrl+k enter");
    let row = me.session().table("recommendations")[0].clone();
    assert_eq!((row["recommendation"].as_str(), row["owner"].as_str()), ("Attend data training", "HT/DR"));
    me.enters("! @HT/DR share the plan by 28/1/2010 measure: seen in six books");
    let text = text(&mut me, "actions");
    assert!(text.contains("Seen in six books"), "{text}");
    me.runs("home").keys("tab tab");
    me.sees(&["HT DR"]);
    me.sees_no(&["HT/DR"]);
}

#[test]
fn reports_with_apologies_begin_with_a_capital_in_print() {
    let mut me = Sitter::open("rtm");
    me.enters("@LC/BT apologies: outreach visits done in Year 5");
    assert!(text(&mut me, "minutes").contains("Outreach visits done in Year 5"));
}

#[test]
fn a_familiarisation_reads_in_the_order_of_the_screen_with_headings_of_one_size() {
    let mut me = Sitter::open("familiarisation");
    me.jumps("next steps").enters("! @HT send the plan by fri");
    let text = String::from_utf8(me.writes("note", "md")).unwrap();
    in_order(
        &text,
        &["## Role, expectations and time", "## Strengths and priorities", "## Dates for", "## Next steps"],
    );
}

#[test]
fn an_action_that_is_done_says_so_beside_its_words() {
    let mut me = Sitter::open("rtm");
    me.enters("! @HT give the SIP the tracking by fri").keys("ctrl+a right right esc");
    let text = text(&mut me, "minutes");
    in_order(&text, &["Give the SIP the tracking", "Now done", "HT"]);
}

#[test]
fn a_point_put_off_and_taken_up_does_not_say_its_title_twice() {
    let mut me = Sitter::open("rtm");
    me.runs("add item").enters("Summer residential").enters("costs are open").runs("put off");
    me.sees(&["Summer residential · put off"]);
    me.begin("rtm", "2010-03-11");
    me.keys("ctrl+k enter");
    let text = text(&mut me, "minutes");
    assert!(text.contains("Put off from 12 January 2010 (costs are open)"), "{text}");
}

#[test]
fn a_known_choice_is_marked_while_the_caret_is_in_it() {
    let mut me = Sitter::open("rtm");
    me.jumps("season");
    me.sees(&["[Spring]"]);
    me.keys("right");
    assert_eq!(me.session().field("season"), "Summer");
}

#[test]
fn a_grade_in_a_table_is_typed_as_a_word_too() {
    let mut me = Sitter::open("ofsted-survey");
    me.jumps("outcomes").keys("tab").types("Pupils read widely").keys("tab").types("good").keys("tab");
    assert_eq!(me.session().table("outcomes")[0]["judgement"], "2");
    assert_eq!(me.sitting().line.text(), "");
}

#[test]
fn a_day_taken_stands_in_words_and_is_typed_anew() {
    let mut me = Sitter::open("rtm");
    me.jumps("7  date of next").keys("tab right");
    let kept = me.session().field("next-meeting").to_owned();
    me.sees_no(&[&kept]);
    me.types("11/3/2010").keys("esc");
    assert_eq!(me.session().field("next-meeting"), "2010-03-11");
    me.keys("tab");
    me.sees(&["Thursday 11 March 2010"]);
    me.sees_no(&["2010-03-11"]);
}

#[test]
fn the_end_of_a_term_says_which() {
    let mut me = Sitter::open("rtm");
    me.types("! @HT share it by end of term");
    me.sees(&["by Fri 12 Feb (end of term 3)"]);
}

#[test]
fn what_was_told_goes_with_the_next_letter_typed() {
    let mut me = Sitter::open("rtm");
    me.jumps("season").keys("right").keys("esc").types("x").keys("ctrl+u");
    me.jumps("chair").types("A").keys("ctrl+u");
    me.is_told("Emptied");
    me.types("B");
    assert_eq!(me.said(), "");
}

#[test]
fn commands_are_found_by_the_words_for_them() {
    let mut me = Sitter::open("rtm");
    me.runs("put off");
    me.is_told("is put off to the next meeting");
    me.keys("ctrl+p").types("half");
    me.sees(&["how long it lasts"]);
}

#[test]
fn the_year_of_the_schools_is_named_and_turned() {
    let mut me = Sitter::at_home();
    me.begin("autumn", "2009-11-05");
    me.enters("We began").runs("home");
    me.now("2010-11-26 18:00");
    me.keys("tab");
    me.sees(&["Your schools this year, 2010/11", "0 of 4 visits"]);
    me.keys("left");
    me.sees(&["Your schools in 2009/10", "1 of 4 visits"]);
    me.keys("enter");
    me.sees(&["2009/10"]);
    me.keys("right");
    me.sees(&["2010/11"]);
}

#[test]
fn a_visit_is_as_far_as_the_days_typed_say() {
    let mut me = Sitter::open("autumn");
    me.enters("We began");
    me.jumps("agreed on").types("19/11/2009").keys("tab");
    me.runs("home");
    me.sees(&["Autumn visit  agreed"]);
}

#[test]
fn the_first_start_asks_on_and_an_example_is_begun_only_on_purpose() {
    let mut me = Sitter::newcomer();
    me.enters("Sam Linden").keys("enter enter");
    me.sees(&["Begin", "Round Table Meeting"]);
    me.keys("esc end enter");
    assert!(me.app.sitting.is_none());
    me.sees(&["Practise on a copy", "Not now"]);
    me.keys("enter");
    assert!(me.app.sitting.is_some());
}

#[test]
fn a_field_and_every_document_can_be_copied_by_name() {
    let mut me = Sitter::open("autumn");
    me.jumps("agreed focus").types("Writing").keys("ctrl+c");
    me.sees(&["The field", "Note of Visit - Autumn"]);
    me.keys("enter");
    assert_eq!(me.copied.as_ref().map(|(text, _)| text.as_str()), Some("Writing"));
}

#[test]
fn what_the_partner_saw_needs_no_word_of_whose_view_it_is() {
    let mut me = Sitter::open("autumn");
    me.enters("+ behaviour is good in the corridors").keys("ctrl+r");
    me.sees_no(&["not whose view"]);
}

#[test]
fn line_taken_back_leaves_no_stray_mark() {
    let mut me = Sitter::open("rtm");
    me.enters("the minutes were agreed").keys("ctrl+z");
    me.sees(&["taken back; Enter enters it again "]);
    me.sees_no(&["enters it again ·"]);
}
