//! The fields of an item: typed, chosen and graded by keys alone.

use nov::app::Focus;

use crate::support::sitter::Sitter;

/// At the first grade of the outcomes of an autumn visit.
fn at_grades() -> Sitter {
    let mut me = Sitter::open("autumn");
    me.jumps("pupils' attainment");
    assert_eq!(me.sitting().focus, Focus::Sheet);
    me
}

#[test]
fn digits_grade_and_the_caret_goes_down_the_column() {
    let mut me = at_grades();
    me.types("2130");
    let graded = |me: &Sitter, path: &str| me.session().field(path).to_owned();
    assert_eq!(graded(&me, "attainment.school"), "2");
    assert_eq!(graded(&me, "learning.school"), "1");
    assert_eq!(graded(&me, "send.school"), "3");
    assert_eq!(graded(&me, "achievement.school"), "n/a");
    me.keys("up").types("-");
    assert_eq!(graded(&me, "achievement.school"), "", "a dash blanks");
    me.sees(&["The extent to which pupils feel safe · School view (SEF grade)"]);
}

#[test]
fn the_row_just_graded_which_a_letter_speaks_of_is_marked() {
    let mut me = at_grades();
    me.types("2");
    me.sees(&["✓2"]);
    me.keys("down");
    me.sees_no(&["✓"]);
}

#[test]
fn tab_changes_the_column_and_the_digits_go_down_that_one() {
    let mut me = at_grades();
    me.keys("tab").types("34");
    assert_eq!((me.session().field("attainment.la"), me.session().field("learning.la")), ("3", "4"));
    assert_eq!(me.session().field("attainment.school"), "");
    me.keys("shift+tab").types("2");
    assert_eq!(me.session().field("send.school"), "2");
}

#[test]
fn a_grade_there_is_not_is_said_and_takes_none_away() {
    let mut me = at_grades();
    me.types("2").keys("up").types("7");
    me.is_told("“7” is no grade here; there are 1 high, 2 above average");
    me.types("7");
    assert_eq!(me.session().field("attainment.school"), "2");
    me.types("3");
    assert_eq!(me.session().field("attainment.school"), "3");
}

#[test]
fn a_letter_opens_the_entry_line_about_the_row_and_enter_comes_back() {
    let mut me = at_grades();
    me.keys("down").types("good progress seen in books");
    assert_eq!(me.sitting().focus, Focus::Line);
    me.sees(&["about Learning and progress"]);
    me.keys("enter");
    assert_eq!((me.last().row.as_deref(), me.last().text.as_str()), (Some("learning"), "good progress seen in books"));
    assert_eq!(me.sitting().focus, Focus::Sheet);
    me.types("2");
    assert_eq!(me.session().field("learning.school"), "2");
}

#[test]
fn esc_from_a_line_about_a_row_goes_back_with_the_words_kept() {
    let mut me = at_grades();
    me.types("half").keys("esc");
    assert_eq!((me.sitting().focus, me.sitting().line.text()), (Focus::Sheet, "half"));
    me.keys("esc enter");
    assert_eq!(
        (me.last().row.as_deref(), me.last().text.as_str()),
        (Some("attainment"), "half"),
        "it stays about the row"
    );
}

#[test]
fn a_row_is_found_by_part_of_its_name_wherever_one_is() {
    let mut me = Sitter::open("autumn");
    me.types("half a thought").jumps("feel safe");
    assert_eq!((me.sitting().item.as_str(), me.sitting().line.text()), ("outcomes", "half a thought"));
    me.types("1");
    assert_eq!(me.session().field("safe.school"), "1");
}

#[test]
fn a_column_of_a_table_is_found_by_its_name_and_the_caret_stands_where_it_is_blank() {
    let mut me = Sitter::open("autumn");
    me.jumps("recommendations (normally").types("Teach boys' writing daily").keys("tab");
    me.jumps("school priority it").types("Writing").keys("tab");
    assert_eq!(me.session().table("recommendations")[0]["priority"], "Writing");
    me.jumps("2010/11 agreed target");
    me.is_told("“2010/11 agreed target” comes with a row; type its “Measure” first");
    me.types("L4+ English and maths").jumps("2010/11 agreed target").types("78%").keys("tab");
    assert_eq!(me.session().table("targets")[0]["agreed"], "78%");
}

#[test]
fn a_choice_is_turned_by_the_arrows_or_begun_in_letters() {
    let mut me = Sitter::open("rtm");
    me.jumps("rap reviewed").keys("right");
    assert_eq!(me.session().field("rap-reviewed"), "yes");
    me.keys("right");
    assert_eq!(me.session().field("rap-reviewed"), "no");
    me.types("y").keys("tab");
    assert_eq!(me.session().field("rap-reviewed"), "yes");
    me.types("perhaps").keys("shift+tab");
    me.is_told("Latest pupil progress data available: “perhaps” is none of yes, no");
}

#[test]
fn a_date_is_read_as_people_write_it_when_the_field_is_left() {
    let mut me = Sitter::open("rtm");
    me.jumps("day · date of next").types("29/4").keys("enter");
    assert_eq!(me.session().field("next-meeting"), "2010-04-29");
}

#[test]
fn several_choices_are_typed_with_commas() {
    let mut me = Sitter::open("autumn");
    me.jumps("key stages applicable").types("ks2, eyfs").keys("tab");
    assert_eq!(me.session().field("key-stages"), "EYFS, KS2");
}

#[test]
fn enter_breaks_a_line_in_long_text_and_tab_leaves_it() {
    let mut me = Sitter::open("autumn");
    me.jumps("every child matters").types("One").keys("enter").types("Two").keys("tab");
    assert_eq!(me.session().field("ecm"), "One\nTwo");
}

#[test]
fn typing_in_the_last_row_of_a_table_adds_one_and_ctrl_d_takes_it_out() {
    let mut me = Sitter::open("autumn");
    me.jumps("priorities agreed").types("Writing").keys("enter").types("Boys' reading").keys("enter");
    let priorities = |me: &Sitter| -> Vec<String> {
        me.session().table("priorities").iter().map(|row| row["priority"].clone()).collect()
    };
    assert_eq!(priorities(&me), ["Writing", "Boys' reading"]);
    me.keys("up up ctrl+d");
    assert_eq!(priorities(&me), ["Boys' reading"]);
    me.keys("ctrl+z");
    assert_eq!(priorities(&me), ["Writing", "Boys' reading"]);
}

#[test]
fn undoing_a_new_row_leaves_no_empty_one() {
    let mut me = Sitter::open("autumn");
    me.jumps("priorities agreed").types("W").keys("ctrl+z");
    assert!(me.session().table("priorities").is_empty());
    assert_eq!(me.sitting().editor.text(), "");
    me.types("Reading").keys("tab");
    assert_eq!(me.session().table("priorities").len(), 1);
}

#[test]
fn tab_goes_through_the_fields_and_on_to_the_next_pane() {
    let mut me = Sitter::open("rtm");
    me.keys("ctrl+n tab");
    assert_eq!(me.sitting().focus, Focus::Sheet);
    me.keys("tab");
    assert_eq!(me.sitting().focus, Focus::Prompts);
    me.keys("shift+tab shift+tab");
    assert_eq!(me.sitting().focus, Focus::Line);
}

#[test]
fn known_values_stand_until_something_is_typed() {
    let mut me = Sitter::open("rtm");
    me.jumps("meeting details");
    me.sees(&["Seaview Primary", "Ash Rowan"]);
    me.keys("tab").types("The Seaview School").keys("tab");
    assert_eq!(me.session().field("school"), "The Seaview School");
    me.keys("shift+tab ctrl+u");
    me.sees(&["Seaview Primary"]);
}

#[test]
fn a_wrong_number_is_said_and_kept_as_typed() {
    let mut me = Sitter::open("autumn");
    me.jumps("visit date").types("17/11").keys("tab").types("lots").keys("tab");
    me.is_told("Hours in school: “lots” is no number");
    assert_eq!(me.session().table("visit-dates")[0]["hours"], "lots");
    assert_eq!(me.session().table("visit-dates")[0]["date"], "2009-11-17");
}

#[test]
fn the_caret_stays_in_the_sheet_while_the_clock_ticks() {
    let mut me = at_grades();
    me.waits(3).types("2");
    assert_eq!(me.session().field("attainment.school"), "2");
}

#[test]
fn the_help_of_a_field_stands_below_it_while_it_is_at_hand() {
    let mut me = Sitter::open("autumn");
    let help = "Inviting a governor is essential in Autumn";
    me.sees_no(&[help]);
    me.jumps("Governor attendance");
    me.sees(&["attended / ", help]);
    let narrow = me.screen_of(60, 24);
    assert!(narrow.contains("Inviting a governor"), "{narrow}");
    me.keys("tab");
    me.sees_no(&[help]);
    // In the grid it stands beside the name of what is at hand.
    let mut me = Sitter::open("ofsted-s5");
    me.jumps("special measures or a notice");
    me.sees(&["Once the form is returned"]);
    // Of a checklist it stands below the cell at hand.
    let mut me = Sitter::open("school-file");
    me.jumps("Last year's objectives received");
    me.sees(&["From the panel, not from the headteacher at this stage"]);
}

#[test]
fn enter_goes_through_the_blanks_of_a_sentence_and_to_the_next_row_of_a_table() {
    let mut me = Sitter::open("hmi-s8");
    me.jumps("outcomes").keys("tab");
    assert_eq!(me.sitting().focus, Focus::Sheet);
    me.enters("Elis Penhallow").enters("2");
    // Of words to choose from, all are shown, and a digit takes one as it does in the grid.
    me.sees(&["Special Measures / Notice to Improve"]);
    me.types("2").keys("enter").enters("12/1/2010").enters("Good").enters("14").enters("1").enters("2");
    me.types("2");
    let field = |me: &Sitter, path: &str| me.session().field(path).to_owned();
    assert_eq!(
        ["lead", "days", "category", "lessons", "progress"].map(|blank| field(&me, &format!("outcome.{blank}"))),
        ["Elis Penhallow", "2", "Notice to Improve", "14", "good"]
    );
    me.jumps("HMI Judgement").keys("tab");
    me.types("Improve teaching").keys("tab").types("3").keys("enter");
    me.types("Strengthen governance").keys("tab").types("2");
    let rows = me.session().table("issues");
    let cells: Vec<(&str, &str)> = rows.iter().map(|row| (row["issue"].as_str(), row["judgement"].as_str())).collect();
    assert_eq!(cells, [("Improve teaching", "3"), ("Strengthen governance", "2")]);
    assert_eq!(me.session().entry_count(), 0, "no word of it went into the minutes");
}

#[test]
fn what_a_row_still_needs_is_marked_until_it_is_filled() {
    let mut me = Sitter::open("pib");
    me.jumps("hypotheses of the PIB").types("Boys fall behind in writing");
    me.sees(&["• Evidence to confirm", "• Confirm or challenge", "• Owner (role"]);
    // What is only needed in answer to another cell is not marked before.
    me.sees(&["  Remedy in hand"]);
    me.keys("tab").types("Books of Year 5").keys("tab").types("2").keys("tab");
    me.sees_no(&["• Evidence to confirm", "• Confirm or challenge"]);
    me.keys("tab").sees(&["• Remedy in hand"]);
    me.keys("shift+tab").types("Writing groups since October").keys("tab").types("HT JM").keys("tab");
    me.sees_no(&["• Remedy in hand", "• Owner (role"]);
}

#[test]
fn a_scale_without_not_applicable_offers_none_and_takes_none() {
    for (form, field, offers) in [
        ("ofsted-s5", "quality of teaching", true),
        ("hmi-s8", "HMI judgement", false),
        ("hmi-satisfactory", "HMI judgement", false),
        ("ofsted-survey", "HMI judgement", false),
    ] {
        let mut me = Sitter::open(form);
        if form == "ofsted-s5" {
            me.keys("f2");
        }
        me.jumps(field);
        if !offers {
            if form != "ofsted-survey" {
                me.keys("tab").types("Raise attainment").keys("tab");
            }
            me.types("0");
            me.is_told("“0” is no grade here");
            me.keys("up down");
        }
        assert_eq!(me.screen().contains("0 n/a"), offers, "{form}: {}", me.screen());
    }
}

#[test]
fn a_blank_of_a_sentence_that_is_no_answer_is_marked_as_in_a_cell() {
    // A month with its year is a day enough (FM-04).
    for (typed, shown) in [("june 2009", "Notice to Improve in June"), ("some june", "Notice to Improve in ! some")] {
        let mut me = Sitter::open("hmi-s8");
        me.jumps("outcomes").keys("tab");
        me.enters("Elis Penhallow").enters("2").types("2").keys("enter").enters(typed);
        me.sees(&[shown]);
    }
}

#[test]
fn a_day_noted_afterwards_is_the_last_such_day_and_one_to_come_the_next() {
    let mut me = Sitter::open("rtm");
    me.jumps("last minutes sent on").types("5/1").keys("enter");
    assert_eq!(me.session().field("agenda-sent"), "2010-01-05");
    me.jumps("Date of next meeting").types("5/1").keys("enter");
    assert_eq!(me.session().field("next-meeting"), "2011-01-05");
}

#[test]
fn in_a_table_enter_goes_down_in_the_same_column_and_the_foot_says_so() {
    let mut me = Sitter::open("autumn");
    me.jumps("documents and data considered").sees(&["Enter next row", "Tab next cell"]);
    me.enters("SEF").enters("School plan");
    let rows = me.session().table("documents");
    assert_eq!(rows.iter().map(|row| row["item"].as_str()).collect::<Vec<_>>(), ["SEF", "School plan"]);
    // From the last cell of a row to the first of the next; out of a row in which nothing stands, on.
    me.keys("up tab").types("2009").keys("enter").types("Tracking");
    assert_eq!(me.session().table("documents").len(), 3, "{}", me.screen());
    me.keys("enter enter");
    assert!(me.sitting().item != "details" || me.sitting().focus != Focus::Sheet, "{}", me.screen());
    // In the card of a wide table it goes down too: to the next line of the same row.
    me.jumps("targets: review").types("L4+ English and mathematics").sees(&["Enter next line"]);
    me.keys("enter").types("KS2");
    let rows = me.session().table("targets");
    assert_eq!((rows.len(), rows[0]["key-stage"].as_str()), (1, "KS2"));
}

#[test]
fn from_the_day_that_is_known_enter_goes_on_to_the_hours() {
    let mut me = Sitter::open("autumn");
    me.jumps("visit date(s)").sees(&["Enter next cell"]);
    me.keys("enter").types("4");
    let row = &me.session().table("visit-dates")[0];
    assert_eq!((row["date"].as_str(), row["hours"].as_str()), ("2009-11-17", "4"));
}

#[test]
fn a_choice_shows_its_words_before_the_caret_is_in_it() {
    let mut me = Sitter::open("autumn");
    me.jumps("agreed focus").sees(&["▾ attended / invited, did not attend"]);
    me.sees(&["▾ any of: EYFS, KS1"]);
    me.sees(&["▾ Primary / Secondary"]);
}

#[test]
fn the_support_level_and_the_governor_are_known_from_elsewhere_until_they_are_typed() {
    let mut me = Sitter::open("autumn");
    me.enters("@CG present").jumps("level agreed").types("s");
    me.jumps("agreed focus").sees(&["Substantial", "attended"]);
    me.sees_no(&["▾ attended"]);
    let text = |me: &mut Sitter| String::from_utf8(me.writes("nov", "md")).unwrap();
    let written = text(&mut me);
    assert!(written.contains("☒ **Substantial**") && written.contains("☒ **attended**"), "{written}");
    me.jumps("governor attendance").types("n");
    assert!(text(&mut me).contains("☒ **not invited**"));
    // What the school's record says stands before it.
    let mut me = Sitter::at_home();
    me.knows(&[("support-level", "Intensive")]).begin("autumn", "2009-11-17");
    me.jumps("level agreed").types("s");
    assert!(text(&mut me).contains("☒ **Intensive**"));
}

#[test]
fn in_a_small_window_the_row_just_made_is_seen_and_how_many_lie_above_and_below() {
    let mut me = Sitter::open("autumn");
    me.jumps("7  recommendations");
    for words in ["teach writing daily", "moderate in year 5", "visit a partner school"] {
        me.enters(words).keys("ctrl+k enter");
    }
    let small = me.screen_of(80, 24);
    assert!(small.contains("Visit a partner school") && small.contains("↑"), "{small}");
    // The palette, the list of places and the home screen say what they do not show.
    me.keys("ctrl+g");
    assert!(me.screen_of(80, 24).contains("more"), "{}", me.screen_of(80, 24));
}

#[test]
fn key_issues_are_typed_as_issue_grade_and_the_next_row() {
    let mut me = Sitter::open("hmi-s8");
    me.jumps("key issue").types("Improve teaching");
    me.sees(&["Enter next cell", "Ctrl+J new line"]);
    me.keys("enter");
    me.sees(&["1-4 grade"]);
    me.types("2").keys("enter").types("Strengthen governance").keys("enter").types("3").keys("enter");
    let rows = me.session().table("issues");
    let said: Vec<(&str, &str)> = rows.iter().map(|row| (row["issue"].as_str(), row["judgement"].as_str())).collect();
    assert_eq!(said, [("Improve teaching", "2"), ("Strengthen governance", "3")]);
    me.types("Raise attendance").keys("ctrl+j").types("and punctuality");
    assert_eq!(me.session().table("issues")[2]["issue"], "Raise attendance\nand punctuality");
}

#[test]
fn a_long_text_has_the_room_there_is() {
    let mut me = Sitter::open("autumn");
    let words = "The school knows itself well and says so plainly. ".repeat(12) + "Here it ends.";
    me.jumps("quality of the school's self").types(&words);
    let screen = me.screen_of(100, 40);
    assert!(screen.contains("The school knows itself well") && screen.contains("Here it ends."), "{screen}");
    me.keys("tab");
    let screen = me.screen_of(100, 60);
    assert!(screen.contains("Here it ends."), "{screen}");
}

#[test]
fn what_no_reader_gets_says_so_where_it_is_typed() {
    let mut me = Sitter::open("ofsted-survey");
    me.jumps("confirm the grades");
    me.sees(&["Confirm the grades with the inspector · for you alone"]);
    me.jumps("outcomes");
    me.sees_no(&["for you alone"]);
    let mut me = Sitter::open("rtm");
    me.jumps("meeting details");
    me.sees(&["Agreed beforehand · for you alone"]);
    me.sees_no(&["Meeting details · for you alone"]);
}

#[test]
fn arrows_lead_into_the_reason_beside_a_grade_and_back() {
    let mut me = Sitter::open("autumn");
    me.jumps("behaviour").types("2").keys("up right right");
    me.sees(&["Behaviour · Reason where views differ"]);
    me.types("books").keys("home left");
    me.sees(&["Pupils' behaviour · LA (SIP) view"]);
    me.keys("right").keys("left left");
    assert_eq!(me.session().field("behaviour.reason"), "books", "an arrow inside the words moves in them");
    me.types("2 ");
    assert_eq!(me.session().field("behaviour.reason"), "boo2 ks", "a figure in a reason is a figure");
}

#[test]
fn a_grade_that_gives_way_to_another_is_told() {
    let mut me = Sitter::open("autumn");
    me.jumps("behaviour").types("2").keys("up");
    me.types("3");
    me.is_told("Behaviour: 2 is 3 now; Ctrl+Z brings 2 back");
    assert_eq!(me.session().field("behaviour.school"), "3");
}

#[test]
fn undo_in_the_fields_goes_to_what_it_alters_and_names_it() {
    let mut me = Sitter::open("autumn");
    me.jumps("behaviour").types("23");
    assert_eq!((me.session().field("behaviour.school"), me.session().field("healthy.school")), ("2", "3"));
    me.keys("ctrl+z");
    me.is_told("Taken back: “Healthy lifestyles, School view (SEF grade)” is blank; Ctrl+Y does it again");
    me.sees(&["Healthy lifestyles · School view"]);
    me.keys("ctrl+z");
    me.is_told("“Behaviour, School view (SEF grade)” is blank");
    me.sees(&["Pupils' behaviour · School view"]);
    me.keys("ctrl+y");
    assert_eq!(me.session().field("behaviour.school"), "2", "done again before the eyes");
}

#[test]
fn what_is_no_text_is_called_as_its_form_calls_it_and_a_text_sums_its_item_up() {
    let mut me = Sitter::open("rtm");
    me.jumps("date of next").sees(&["Date of next meeting"]);
    me.sees_no(&["Summary"]);
    me.jumps("aob").sees(&["Summary"]);
}

#[test]
fn a_field_of_one_line_is_taken_back_whole() {
    let mut me = Sitter::open("autumn");
    me.jumps("agreed focus").types("Writing in Key Stage 2 and phonics").keys("tab");
    me.keys("ctrl+z");
    assert_eq!(me.session().field("focus"), "");
}

#[test]
fn a_new_row_of_many_columns_shows_all_it_will_ask_while_the_caret_is_there() {
    let mut me = Sitter::open("autumn");
    me.jumps("recommendations (normally");
    me.sees(&["› Recommendation", "Specific", "Measurable", "Owner (role and initials)", "External support needed"]);
    me.types("teach phonics daily").keys("tab");
    me.sees(&["teach phonics daily", "› Specific", "External support needed"]);
    me.keys("esc");
    assert_eq!(me.screen().matches("External support needed").count(), 1, "{}", me.screen());
}

#[test]
fn tab_after_esc_goes_back_to_the_field_that_was_left() {
    let mut me = Sitter::open("autumn");
    me.jumps("quality of the school's self").types("Thorough").keys("esc");
    me.sees(&["Tab its fields"]);
    let spot = me.sitting().spot;
    me.keys("tab");
    assert_eq!((me.sitting().focus, me.sitting().spot), (Focus::Sheet, spot));
    me.types(", and shared");
    assert_eq!(me.session().field("self-evaluation"), "Thorough, and shared");
}

#[test]
fn page_keys_go_on_and_back_among_fields_and_the_corner_names_them() {
    let mut me = Sitter::open("autumn");
    me.keys("shift+tab");
    me.jumps("phase");
    let at = |me: &Sitter| me.sitting().spot;
    let begun = at(&me);
    assert!(me.screen_of(80, 18).contains("more (PgDn)"), "{}", me.screen_of(80, 18));
    me.keys("pagedown");
    let on = at(&me);
    assert!(on >= begun + 8, "{begun} {on}");
    me.keys("pageup");
    assert!(at(&me) < on);
    me.keys("esc");
    assert!(!me.screen_of(80, 18).contains("more (Pg"), "from the entry line it is Tab that leads there");
}
