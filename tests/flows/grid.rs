//! All judgements in one grid: graded down the column in use, findings from any row, differences explained.

use nov::app::{Focus, Grid};
use nov::grammar::Kind;

use crate::support::sitter::Sitter;

/// At the first grade of a Section 5 feedback.
fn at_grid() -> Sitter {
    let mut me = Sitter::open("ofsted-s5");
    me.keys("tab");
    assert_eq!((me.sitting().grid, me.sitting().focus), (Grid::Shown, Focus::Sheet));
    me
}

/// In the grid of an autumn visit.
fn at_autumn_grid() -> Sitter {
    let mut me = Sitter::open("autumn");
    me.keys("f2");
    me
}

fn graded(me: &Sitter, path: &str) -> String {
    me.session().field(path).to_owned()
}

#[test]
fn a_feedback_opens_in_the_grid_with_the_caret_in_the_entry_line() {
    let me = Sitter::open("ofsted-s5");
    assert_eq!(me.sitting().focus, Focus::Line);
    me.sees(&["Grades 0/36 · 0/36", "OfSTED SEF", "Overall effectiveness", "SMSC development", "1 No  2 Nti  3 SM"]);
}

#[test]
fn a_grade_is_not_taken_away_without_a_word() {
    let mut me = at_grid();
    me.types("3").keys("up backspace");
    assert_eq!(graded(&me, "overall.ofsted") + &graded(&me, "capacity.ofsted"), "");
    me.is_told(": 3 is taken away; Ctrl+Z brings it back");
    me.keys("ctrl+z");
    me.sees(&["Grades 1/36"]);
}

#[test]
fn digits_go_down_the_column_through_all_sections_and_tab_goes_to_the_first_blank_of_the_other() {
    let mut me = at_grid();
    me.types("332").types("34");
    assert_eq!((graded(&me, "capacity.ofsted"), graded(&me, "attainment.ofsted")), ("2".to_owned(), "3".to_owned()));
    assert_eq!(graded(&me, "learning.ofsted"), "4");
    assert_eq!(graded(&me, "category"), "", "no digit of a grade is taken for the choice between");
    me.keys("tab").types("12");
    assert_eq!((graded(&me, "overall-effectiveness.sef"), graded(&me, "individuals.sef")), ("1".into(), "2".into()));
    me.keys("shift+tab").types("0");
    assert_eq!(graded(&me, "send.ofsted"), "n/a", "on with the first blank one of this column");
    me.types("-");
    assert_eq!(graded(&me, "achievement.ofsted"), "");
}

#[test]
fn the_arrows_to_the_side_stay_with_the_judgement() {
    let mut me = at_grid();
    me.types("33").keys("right").types("1").keys("left").types("2");
    assert_eq!((graded(&me, "capacity.sef"), graded(&me, "capacity.ofsted")), ("1".into(), String::new()));
    assert_eq!(graded(&me, "attainment.ofsted"), "2", "beside the next blank one of the other column");
}

#[test]
fn a_column_that_is_whole_takes_no_further_digit_for_its_last_row() {
    let mut me = at_autumn_grid();
    me.types("22222222223");
    me.is_told("This column is whole; Tab goes to the other");
    me.types("1444");
    me.is_told("SMSC development has its grade, 3; ↑ ↓ choose one to change");
    assert_eq!(graded(&me, "smsc.school"), "3");
    me.keys("tab").types("33333333331");
    assert_eq!((graded(&me, "attainment.la"), graded(&me, "smsc.la")), ("3".into(), "1".into()));
    me.keys("tab").types("1");
    assert_eq!(graded(&me, "smsc.school"), "1", "gone to on purpose, it is changed");
    me.keys("up").types("4").types("4");
    assert_eq!((graded(&me, "economic.school"), graded(&me, "smsc.school")), ("4".into(), "1".into()));
}

#[test]
fn the_mark_stands_where_the_next_digit_goes_and_the_row_just_graded_is_another() {
    let mut me = at_autumn_grid();
    me.types("2");
    me.sees(&["✓ Attainment", "› Learning and progress", "letters: Attainment"]);
    me.types("w");
    me.sees(&["› Attainment"]);
    me.sees_no(&["› Learning and progress"]);
}

#[test]
fn what_differs_in_the_grid_is_what_the_list_of_findings_says() {
    let mut me = at_autumn_grid();
    me.types("3").keys("shift+tab").types("4");
    me.is_told("Attainment: the grades differ; / says why");
    me.sees(&["≠?", "1 to explain (/)"]);
    me.keys("ctrl+r");
    me.sees(&["Judgements that differ without a reason · 1"]);
    me.keys("esc").types("/").types("The schedule asks for two years of results").keys("enter");
    assert_eq!(graded(&me, "attainment.reason"), "The schedule asks for two years of results");
    me.sees_no(&["≠?", "to explain"]);
    me.keys("ctrl+r");
    me.sees_no(&["Reasons that do not rest", "Judgements that differ"]);
    me.keys("esc")
        .jumps("learning and progress")
        .types("3")
        .keys("shift+tab")
        .types("4/")
        .types("Too few make two levels");
    me.keys("enter ctrl+r");
    me.sees(&["Reasons that do not rest on the Evaluation Schedule · 1"]);
    me.sees_no(&["Judgements that differ without a reason"]);
    me.keys("esc esc").jumps("attainment");
    me.keys("/").types(", and one was weak").keys("enter");
    assert!(graded(&me, "attainment.reason").ends_with("and one was weak"), "a reason given is gone to as well");
    me.keys("ctrl+r");
    me.sees_no(&["Judgements that differ without a reason"]);
}

#[test]
fn in_the_grid_a_name_is_looked_for_among_the_judgements_first() {
    let mut me = at_autumn_grid();
    me.jumps("attend").types("2");
    assert_eq!(graded(&me, "attendance.school"), "2");
    me.jumps("quality of");
    me.sees(&["Quality of the school's self evaluation"]);
    me.types("Honest").keys("tab");
    assert_eq!(graded(&me, "self-evaluation"), "Honest", "whole words from the start of a name come first");
}

#[test]
fn a_letter_after_a_grade_is_about_the_judgement_graded_and_comes_back_to_the_next() {
    let mut me = at_grid();
    me.types("333");
    me.enters("gains are recent");
    let entry = me.session().standing("overall").next_back().unwrap();
    assert_eq!((entry.row.as_deref(), entry.who.as_deref()), (Some("capacity"), Some("INSP")));
    assert_eq!(me.words_under("overall"), ["gains are recent"], "it stands where its judgement stands");
    me.enters("and rest on few people");
    assert_eq!(me.words_under("overall").len(), 2, "so does another about the same");
    me.types("2");
    assert_eq!(graded(&me, "attainment.ofsted"), "2");
    me.keys("down").enters("pupils feel listened to");
    let entry = me.session().standing("outcomes").next_back().unwrap();
    assert_eq!(entry.row.as_deref(), Some("send"), "moved on purpose, it is about the row under the caret");
}

#[test]
fn the_arrows_choose_another_judgement_for_the_line_being_typed() {
    let mut me = at_grid();
    me.types("33").types("pupils achieve well").keys("up");
    me.sees(&["about Overall effectiveness"]);
    me.keys("down down").keys("enter");
    assert_eq!(me.last().row.as_deref(), Some("capacity"));
}

#[test]
fn a_finding_comes_before_its_judgement_is_known_and_one_key_gives_it_one() {
    let mut me = at_grid();
    me.keys("space space").enters("marking in Year 5 is a model");
    assert_eq!((me.last().row.as_deref(), me.sitting().focus), (None, Focus::Sheet));
    me.jumps("assessment to support").types("3.");
    me.is_told("Now about Assessment: marking in Year 5 is a model");
    let entry = me.session().standing("provision").next_back().unwrap();
    assert_eq!((entry.row.as_deref(), entry.text.as_str()), (Some("assessment"), "marking in Year 5 is a model"));
    assert!(me.words_under("overall").is_empty(), "it went to the item of its judgement");
    me.keys("ctrl+z");
    assert_eq!(me.words_under("overall"), ["marking in Year 5 is a model"]);
    me.keys("ctrl+y .");
    me.is_told("Now about Curriculum: marking in Year 5 is a model");
}

#[test]
fn a_finding_said_before_its_grade_is_given_to_the_grade_once_that_is_there() {
    let mut me = at_grid();
    me.types("23").enters("the head and deputy drive change");
    me.is_told("About Individuals and groups · . gives it to Capacity to improve");
    me.types("2.");
    me.is_told("Now about Capacity to improve: the head and deputy drive change");
    let row = |me: &Sitter| me.session().standing("overall").next_back().and_then(|entry| entry.row.clone());
    assert_eq!(row(&me).as_deref(), Some("capacity"));
    me.keys("up up up up .");
    me.is_told("Now about Overall effectiveness: the head and deputy drive change");
    me.keys(".");
    me.is_told("The last finding is about this judgement; ↑ ↓ choose another");
}

#[test]
fn any_entry_can_be_said_to_be_about_another_judgement_or_none() {
    let mut me = at_grid();
    me.types("3").enters("a good start").keys("esc").runs("about a judgement").picks("capacity");
    assert_eq!(me.last().row.as_deref(), Some("capacity"));
    me.runs("about a judgement").picks("no judgement");
    assert_eq!(me.last().row, None);
}

#[test]
fn a_misheard_grade_is_put_right_and_the_caret_is_where_it_was() {
    let mut me = at_grid();
    me.types("31").keys("up").types("2");
    assert_eq!(graded(&me, "individuals.ofsted"), "2");
    me.types("3");
    assert_eq!(graded(&me, "capacity.ofsted"), "3");
}

#[test]
fn one_out_of_order_is_found_by_its_name_and_the_first_blank_one_by_two_keys() {
    let mut me = at_grid();
    me.types("33").jumps("safeguarding").types("2").keys("ctrl+g enter").types("4");
    assert_eq!((graded(&me, "safeguarding.ofsted"), graded(&me, "capacity.ofsted")), ("2".to_owned(), "4".to_owned()));
}

#[test]
fn once_a_column_is_whole_the_first_blank_one_is_of_the_other() {
    let mut me = at_grid();
    me.keys("tab").types(&"2".repeat(36)).keys("ctrl+g enter").types("3");
    assert_eq!(graded(&me, "overall-effectiveness.ofsted"), "3");
}

#[test]
fn a_difference_shows_at_once_and_a_key_leads_to_saying_why_and_back() {
    let mut me = at_grid();
    me.keys("tab").types("2").keys("shift+tab").types("3");
    me.is_told("Overall effectiveness: the grades differ; / says why");
    me.sees(&["≠?", "1 to explain (/)"]);
    me.types("/").types("The SEF is a year old").keys("enter");
    assert_eq!(graded(&me, "overall-effectiveness.reason"), "The SEF is a year old");
    me.sees_no(&["≠?", "to explain"]);
    me.types("4");
    assert_eq!(graded(&me, "individuals.ofsted"), "4", "the caret is where it was");
    me.keys("tab").types("4/");
    me.is_told("No grades differ without a reason");
}

#[test]
fn whether_the_school_needs_measures_is_one_digit() {
    let mut me = at_grid();
    me.jumps("special measures").types("2");
    assert_eq!(graded(&me, "category"), "Nti");
    me.types("3");
    assert_eq!((graded(&me, "category"), graded(&me, "attainment.ofsted")), ("Nti".to_owned(), "3".to_owned()));
}

#[test]
fn what_stands_on_the_screen_is_gone_to_before_what_is_only_another_name() {
    let mut me = at_grid();
    me.jumps("special").types("2");
    assert_eq!((graded(&me, "category"), graded(&me, "send.ofsted")), ("Nti".to_owned(), String::new()));
    me.jumps("send").types("3");
    assert_eq!(graded(&me, "send.ofsted"), "3");
}

#[test]
fn once_every_grade_is_in_the_sip_is_reminded_to_confirm_them() {
    let mut me = at_grid();
    // The question between them is answered first.
    me.keys("down down down").types("1").keys("home");
    me.types(&"2".repeat(35));
    assert!(!me.said().contains("confirm"), "{}", me.said());
    me.types("0");
    me.is_told("confirm them and ask about any that is unclear");
    let mut me = at_grid();
    me.keys("down down down").types("1").keys("home");
    me.keys("down").types(&"2".repeat(35));
    me.is_told("That was the last row; 1 above blank still, the first is Overall effectiveness");
    me.types("3");
    assert_eq!(graded(&me, "overall-effectiveness.ofsted"), "3");
    me.is_told("confirm them and ask about any that is unclear");
}

#[test]
fn the_grid_gives_way_to_each_item_with_its_own_fields_and_comes_again() {
    let mut me = at_grid();
    me.types("3").keys("f2");
    assert_eq!(me.sitting().grid, Grid::Hidden);
    me.sees(&["Main findings:", "Prompts"]);
    me.keys("f2");
    me.sees(&["Grades 1/36"]);
    me.jumps("views of parents and carers").jumps("name of inspector").types("A Reed").keys("tab");
    assert_eq!(graded(&me, "inspector"), "A Reed");
    me.sees_no(&["Grades 1/36"]);
}

#[test]
fn every_form_with_judgements_has_a_grid_and_others_say_so() {
    let mut me = Sitter::open("autumn");
    me.keys("f2").types("21").keys("tab").types("3");
    assert_eq!((graded(&me, "attainment.school"), graded(&me, "learning.school")), ("2".to_owned(), "1".to_owned()));
    assert_eq!(graded(&me, "attainment.la"), "3");
    let mut me = Sitter::open("rtm");
    me.keys("f2");
    me.is_told("This form has no judgements");
}

#[test]
fn marks_begin_other_kinds_of_entry_from_the_grid_too() {
    let mut me = at_grid();
    me.types("3")
        .enters("! @HT/RM share the grades with governors by 14/5/2010")
        .enters("? is the order of grades final");
    let kinds: Vec<Kind> = me.session().standing("overall").map(|entry| entry.kind).collect();
    assert_eq!(kinds, [Kind::Action, Kind::Question]);
    assert_eq!(me.sitting().focus, Focus::Sheet);
}

#[test]
fn the_grid_is_usable_in_small_windows_and_does_not_break_in_smaller_ones() {
    let mut me = at_grid();
    me.types("3").enters("satisfactory and improving");
    let small = me.screen_of(80, 24);
    assert!(
        small.contains("Grades 1/36") && small.contains("satisfactory and") && small.contains("Feeling safe"),
        "{small}"
    );
    for (columns, rows) in [(40, 12), (24, 6), (60, 12), (200, 60)] {
        me.screen_of(columns, rows);
    }
}

#[test]
fn a_finding_half_typed_when_nov_ends_badly_is_still_about_its_judgement() {
    let mut me = at_grid();
    me.types("33").types("pupils achieve w").keys("down");
    me.sees(&["about Capacity to improve"]);
    let mut me = me.starts_again();
    me.sees(&["pupils achieve w", "about Capacity to improve"]);
    me.types("ell").keys("enter");
    assert_eq!(me.last().row.as_deref(), Some("capacity"));
    assert_eq!(me.sitting().focus, Focus::Sheet, "as without the crash it goes back to the grid");
    me.keys("ctrl+z esc");
    me.sees(&["taken back; Enter enters it again · about Capacity", "pupils achieve well"]);
    me.keys("enter");
    assert_eq!((me.last().row.as_deref(), me.last().text.as_str()), (Some("capacity"), "pupils achieve well"));
    me.is_mirrored();
}

#[test]
fn a_finding_about_none_stands_where_was_spoken_of_last() {
    let mut me = at_grid();
    me.types("332").enters("gains rest on few people");
    me.keys("space space").enters("no reason to doubt the data");
    assert_eq!(me.words_under("overall"), ["gains rest on few people", "no reason to doubt the data"]);
    assert_eq!(me.session().standing("overall").next_back().unwrap().row, None);
    // After the choice between none, notice and measures it is still the same item.
    me.jumps("special measures or a notice").types("1").keys("space space").enters("raise the quality of teaching");
    assert_eq!(me.words_under("overall").len(), 3, "{}", me.screen());
    me.keys("down down").keys("space space").enters("pupils work hard");
    assert_eq!(me.words_under("outcomes"), ["pupils work hard"], "moved on purpose it is about where the caret is");
}

#[test]
fn out_of_the_grid_with_esc_tab_leads_back_into_it_and_a_line_begun_keeps_its_judgement() {
    let mut me = at_grid();
    me.types("3").keys("esc tab").types("2");
    assert_eq!(
        (graded(&me, "overall-effectiveness.ofsted"), graded(&me, "individuals.ofsted")),
        ("3".into(), "2".into())
    );
    assert_eq!(me.sitting().line.text(), "", "no grade is typed as words");
    me.types("leaders know").keys("esc esc").types(" their school").keys("enter");
    assert_eq!((me.last().row.as_deref(), me.last().text.as_str()), (Some("individuals"), "leaders know their school"));
}

#[test]
fn a_finding_may_begin_with_a_figure() {
    let mut me = at_grid();
    me.types("3").keys("space").sees(&["about Overall effectiveness", "Space none"]);
    me.enters("4 of 5 lessons were good");
    assert_eq!(me.last().row.as_deref(), Some("overall-effectiveness"));
    assert_eq!(me.words_under("overall"), ["4 of 5 lessons were good"]);
    assert_eq!(graded(&me, "overall-effectiveness.ofsted"), "3", "no figure of it graded anything");
    assert_eq!((graded(&me, "capacity.ofsted"), me.sitting().focus), (String::new(), Focus::Sheet));
    // Among the fields of an item it is the same key.
    let mut me = Sitter::open("autumn");
    me.jumps("pupils' attainment").keys("space").enters("58% reached the expected standard");
    assert_eq!(
        (me.last().row.as_deref(), me.last().text.as_str()),
        (Some("attainment"), "58% reached the expected standard")
    );
    assert_eq!(me.session().field("attainment.school"), "");
}

#[test]
fn the_question_between_the_grades_is_passed_over_aloud_and_reached_by_the_arrow() {
    let mut me = at_grid();
    me.types("222");
    me.is_told("Attainment is next; ↑ ↓ go to the question passed over: 1 No  2 Nti  3 SM");
    me.keys("up down").types("4");
    me.is_told("4 is no answer here: 1 No  2 Nti  3 SM; Space begins a finding");
    me.types("1");
    me.is_told("The question is answered: No; Ctrl+Z takes it back");
    assert_eq!((graded(&me, "category"), graded(&me, "attainment.ofsted")), ("No".to_owned(), String::new()));
    me.types("3");
    assert_eq!(graded(&me, "attainment.ofsted"), "3", "after the answer the grades go on");
    me.keys("tab").types("222");
    assert!(!me.said().contains("passed over"), "it is answered: {}", me.said());
}

#[test]
fn after_a_grade_the_arrow_goes_back_to_it_past_the_question_so_that_a_slip_is_mended_and_nothing_else_is_answered() {
    let mut me = at_grid();
    me.types("223").keys("up").types("2");
    assert_eq!((graded(&me, "capacity.ofsted"), graded(&me, "category")), ("2".to_owned(), String::new()));
    me.types("3");
    assert_eq!(graded(&me, "attainment.ofsted"), "3", "and the grades go on");
}

#[test]
fn why_a_grade_may_come_to_differ_can_be_said_before_the_other_is_there() {
    let mut me = at_grid();
    me.types("22").keys("/").types("The SEF was written before the new data").keys("enter");
    assert_eq!(graded(&me, "individuals.reason"), "The SEF was written before the new data");
    assert_eq!(me.session().entry_count(), 0, "it is no finding of the inspector");
    me.types("3");
    assert_eq!(graded(&me, "capacity.ofsted"), "3", "and the grades go on");
}

#[test]
fn the_full_stop_moves_the_last_finding_and_no_line_of_an_item_without_judgements() {
    let mut me = Sitter::open("autumn");
    me.jumps("targets").keys("esc").enters("governors were given the targets");
    me.jumps("pupils' attainment").keys("f2").types("2").enters("behaviour is calm");
    me.jumps("pupils' behaviour").types(".");
    me.is_told("Now about Behaviour: behaviour is calm");
    assert_eq!(me.words_under("targets"), ["governors were given the targets"]);
}

#[test]
fn in_a_reason_still_blank_the_key_goes_on_to_the_next() {
    let mut me = at_grid();
    me.types("222").keys("tab").types("333").keys("shift+tab").jumps("individuals");
    me.keys("/").sees(&["Why the grades differ: Individuals"]);
    me.keys("/").sees(&["Why the grades differ: Capacity"]);
    me.types("One year's data").keys("enter").keys("/").keys("/");
    me.types("Two years' data / three cohorts").keys("enter");
    let said = |row: &str| graded(&me, &format!("{row}.reason"));
    assert_eq!(said("capacity"), "One year's data");
    assert!(["individuals", "overall-effectiveness"].iter().any(|row| said(row) == "Two years' data / three cohorts"));
    assert!(!["individuals", "overall-effectiveness"].iter().any(|row| said(row).starts_with('/')));
}

#[test]
fn what_was_told_of_one_place_is_over_at_the_next() {
    let mut me = at_autumn_grid();
    me.types("2").keys("tab").types("3");
    me.keys("shift+tab").types("2222222222");
    me.is_told("This column is whole; Tab goes to the other");
    me.keys("/").types("The schedule");
    me.sees_no(&["This column is whole"]);
    me.sees(&["Enter back to the grades"]);
    let mut me = Sitter::open("autumn");
    me.keys("ctrl+r m");
    me.is_told("Only you know what belongs there: press Enter to go to the place");
    me.keys("enter").types("W");
    me.sees_no(&["Only you know"]);
}

#[test]
fn after_a_crash_no_digit_overwrites_what_was_graded() {
    let mut me = at_grid();
    me.types("33");
    let mut me = me.starts_again();
    assert_eq!(me.sitting().focus, Focus::Sheet);
    me.types("2");
    assert_eq!(graded(&me, "overall-effectiveness.ofsted") + &graded(&me, "capacity.ofsted"), "32");
    me.sees(&["Grades 3/36"]);
}

#[test]
fn home_and_end_go_to_the_ends_of_the_column_and_only_a_grade_that_is_chosen_changes_once_it_is_whole() {
    let mut me = at_grid();
    me.keys("end");
    let last = me.sitting().spot;
    me.keys("home");
    assert!(me.sitting().spot < last);
    me.types(&"3".repeat(36));
    let spot = me.sitting().spot;
    me.types("2");
    me.is_told("has its grade, 3");
    me.types("0");
    me.is_told("has its grade, 3");
    assert_eq!(me.sitting().spot, spot);
    me.keys("up down").types("0");
    me.is_told("3 is n/a now");
}

#[test]
fn a_finding_that_begins_with_a_figure_grades_nothing() {
    let mut me = at_grid();
    me.types("4 of the 7 governors were new").keys("enter");
    assert_eq!(
        (me.last().text.as_str(), me.last().row.as_deref()),
        ("4 of the 7 governors were new", Some("overall-effectiveness"))
    );
    assert_eq!(graded(&me, "overall-effectiveness.ofsted"), "");
    assert_eq!(me.sitting().focus, Focus::Sheet, "back at the judgement, which is blank still");
    me.types("3");
    assert_eq!(graded(&me, "overall-effectiveness.ofsted"), "3");
    me.types("62% of pupils reached it").keys("enter");
    assert_eq!(graded(&me, "individuals.ofsted"), "");
    assert_eq!(me.last().text, "62% of pupils reached it");
    assert_eq!(me.last().kind, Kind::Note, "and no private line");
    // What is typed elsewhere after a grade is no figure's.
    me.types("2").keys("ctrl+n").types("of late more visits").keys("enter");
    assert_eq!(graded(&me, "individuals.ofsted"), "2");
    assert_eq!(me.last().text, "of late more visits");
    // A grade, and a finding about it, as ever.
    let mut me = at_grid();
    me.types("2Of the leaders all know it").keys("enter");
    assert_eq!(
        (me.last().text.as_str(), graded(&me, "overall-effectiveness.ofsted").as_str()),
        ("Of the leaders all know it", "2")
    );
    assert_eq!(me.last().row.as_deref(), Some("overall-effectiveness"));
}

#[test]
fn a_finding_is_about_no_judgement_that_does_not_apply_to_the_school() {
    let mut me = at_grid();
    while me.sitting().item != "eyfs" {
        me.keys("down");
    }
    me.types("0000").types("Governors visit weekly").keys("enter");
    let said: Vec<_> = me.session().all_entries().map(|(item, entry)| (item.to_owned(), entry.row.clone())).collect();
    assert_eq!(said, [("leadership".to_owned(), None)], "not under what the school has not");
}

#[test]
fn the_grades_are_not_whole_while_a_question_between_them_has_no_answer() {
    let mut me = at_grid();
    me.types(&"3".repeat(36));
    me.is_told("one question has no answer yet: Does this school require special measures or a notice to improve?");
}

#[test]
fn a_reason_is_of_the_judgement_the_caret_is_on_and_names_it() {
    let mut me = at_autumn_grid();
    me.types("22").keys("tab").types("33").keys("up");
    me.keys("/");
    me.sees(&["Learning and progress"]);
    me.types("Too few make two levels").keys("enter up").keys("/").types("One cohort").keys("enter");
    assert_eq!(graded(&me, "learning.reason"), "Too few make two levels");
    assert_eq!(graded(&me, "attainment.reason"), "One cohort");
    me.keys("/");
    me.is_told("A reason stands here already");
}

#[test]
fn once_every_grade_is_in_ctrl_g_enter_stays() {
    let mut me = at_autumn_grid();
    me.types(&"2".repeat(11)).keys("tab").types(&"2".repeat(11));
    let spot = me.sitting().spot;
    me.keys("ctrl+g").sees(&["every judgement has its grade"]);
    me.keys("enter");
    assert_eq!((me.sitting().focus, me.sitting().spot), (Focus::Sheet, spot));
}

#[test]
fn once_every_grade_is_in_ctrl_g_enter_goes_to_the_question_without_an_answer() {
    let mut me = at_grid();
    me.types(&"2".repeat(36)).keys("tab").types(&"2".repeat(36)).keys("ctrl+g");
    me.sees(&["Without an answer: Does this school require special measures or a notice to improve?"]);
    me.keys("enter").types("1");
    assert_eq!(graded(&me, "category"), "No");
}

#[test]
fn whichever_is_answered_last_the_grades_are_to_be_confirmed_then() {
    let mut me = at_grid();
    me.types(&"3".repeat(36));
    me.is_told("one question has no answer yet: Does this school require special measures");
    me.jumps("special measures").types("1");
    assert_eq!(graded(&me, "category"), "No");
    me.is_told("Every judgement has its Ofsted grade: read them back to the inspector, confirm them");
}

#[test]
fn a_finding_moves_to_a_judgement_as_it_does_to_an_item() {
    let mut me = at_grid();
    me.keys("esc").enters("marking is regular");
    me.keys("up ctrl+o").sees(&["Move “marking is regular” to"]);
    me.types("assessment to support").keys("enter");
    let entry = me.session().standing("provision").next_back().unwrap();
    assert_eq!((entry.text.as_str(), entry.row.as_deref()), ("marking is regular", Some("assessment")));
    let mut me = Sitter::open("rtm");
    me.enters("All went well").keys("up ctrl+o");
    me.sees_no(&["Pupils' attainment"]);
}

#[test]
fn the_question_between_the_judgements_offers_no_key_that_does_nothing_there() {
    let mut me = at_grid();
    me.sees(&["say why"]);
    me.jumps("special measures");
    me.sees(&["digit choose"]);
    me.sees_no(&["say why", "last one is about this"]);
}

#[test]
fn sixth_form_and_boarding_of_a_school_that_has_neither_are_not_applicable_beforehand() {
    let mut me = Sitter::at_home();
    me.begin("rtm", "2010-01-12");
    me.knows(&[("key-stages", "KS1, KS2")]).begin("ofsted-s5", "2010-04-27");
    assert_eq!(graded(&me, "sixth-overall.ofsted") + &graded(&me, "boarding-provision.sef"), "n/an/a");
    assert_eq!(graded(&me, "eyfs-overall.ofsted"), "", "of the rest nothing is known");
    me.keys("tab").jumps("boarding").types("2");
    assert_eq!(graded(&me, "boarding-provision.ofsted"), "2", "it can be changed");
    me.knows(&[("key-stages", "KS4, Sixth form (post-16)"), ("boarding", "yes")]).begin("ofsted-s5", "2010-05-27");
    assert_eq!(graded(&me, "sixth-overall.ofsted") + &graded(&me, "boarding-provision.ofsted"), "");
}

#[test]
fn where_a_difference_is_explained_the_last_line_says_that_it_is() {
    let mut me = at_grid();
    me.types("3").keys("up right").types("2").keys("up").types("/");
    me.sees(&["Why the grades differ: "]);
}
