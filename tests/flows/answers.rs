//! What a field takes and what it does not, where the keys go in a form, and lines that become rows.

use nov::app::Focus;

use crate::support::docx;
use crate::support::sitter::Sitter;

/// The document of the session as Markdown, words one space apart.
fn page(me: &mut Sitter, document: &str) -> String {
    let text = String::from_utf8(me.writes(document, "md")).unwrap();
    let text = text.replace(['\\', '*'], "").replace(['|', '☐', '☒'], " ").replace("<br>", " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_first_letter_or_a_digit_chooses_and_brackets_show_what_is_chosen() {
    let mut me = Sitter::open("autumn");
    me.jumps("governor attendance").types("i");
    assert_eq!(me.session().field("governor"), "invited, did not attend");
    me.sees(&["‹ attended / [invited, did not attend] /"]);
    me.types("a");
    assert_eq!(me.session().field("governor"), "attended");
    me.types("ttended");
    assert_eq!(me.session().field("governor"), "attended", "written out it is the same");
    me.types("3");
    assert_eq!(me.session().field("governor"), "not invited");
    me.types("7");
    assert_eq!(me.session().field("governor"), "not invited", "a date typed in the wrong place turns no answer");
    me.is_told("“not invited” stands here");
    me.keys("backspace");
    assert_eq!(me.session().field("governor"), "");
    me.keys("right ctrl+z");
    assert_eq!(me.session().field("governor"), "");
}

#[test]
fn of_words_that_begin_alike_the_next_letter_decides() {
    let mut me = Sitter::open("autumn");
    me.jumps("recommendations imported").types("Share targets").keys("tab tab tab tab").types("d");
    assert_eq!(me.session().table("progress-actions")[0]["status"], "done", "the first that fits, never a bare letter");
    me.sees(&["← → or letters: choose"]);
    me.types("r");
    assert_eq!(me.session().table("progress-actions")[0]["status"], "dropped");
    me.sees(&["Status: ‹ open / under way / done / [dropped] › · row 1"]);
}

#[test]
fn the_same_letter_again_goes_on_to_the_next_word_it_fits() {
    let mut me = Sitter::open("autumn");
    me.jumps("reply of the headteacher").types("a");
    assert_eq!(me.session().field("reply"), "accurate");
    me.types("a");
    assert_eq!(me.session().field("reply"), "amendments asked for");
    me.types("a").types("m");
    assert_eq!(me.session().field("reply"), "amendments asked for", "further letters decide");
}

#[test]
fn words_that_are_no_answer_stay_are_shown_as_such_said_once_and_not_printed() {
    let mut me = Sitter::open("autumn");
    me.jumps("governor attendance").types("Chair was ill, sent a written note").keys("tab");
    me.is_told("Governor attendance: “Chair was ill, sent a writte…” is none of attended, invited, did not attend");
    me.is_told("the words stay, but are not printed as an answer");
    assert_eq!(me.session().field("governor"), "Chair was ill, sent a written note");
    let wide = me.screen_of(200, 50);
    assert!(wide.contains("Chair was ill, sent a written note  ! is none of attended"), "{wide}");
    me.keys("shift+tab");
    let wide = me.screen_of(200, 50);
    assert!(wide.contains("! none of ‹ attended / invited, did not attend / not invited ›"), "{wide}");
    me.keys("tab");
    assert!(!me.said().contains("Governor"), "said once: {}", me.said());
    let printed = page(&mut me, "nov");
    assert!(!printed.contains("Chair was ill"), "{printed}");
    assert!(printed.contains("Governor attendance: attended invited, did not attend not invited"), "{printed}");
    me.keys("ctrl+r");
    me.sees(&["Words a field does not take"]);
}

#[test]
fn a_day_or_a_number_that_is_none_is_not_printed_either() {
    let mut me = Sitter::open("autumn");
    me.jumps("confirmed by email").types("some time soon").keys("tab");
    me.sees(&["some time soon  ! is no date"]);
    me.jumps("visit date").types("17/11").keys("tab").types("lots").keys("tab");
    me.sees(&["! lots"]);
    let printed = page(&mut me, "nov");
    assert!(!printed.contains("some time soon") && !printed.contains("lots"), "{printed}");
    me.jumps("owner (role").types("x").keys("ctrl+u");
    me.jumps("recommendations (normally").types("Teach writing daily");
    me.jumps("timely").types("68%").keys("tab").types("58%").keys("tab");
    me.is_told("Owner (role and initials): “58%” is no role; write one such as HT or GOV");
}

#[test]
fn the_column_at_hand_is_named_over_the_table_and_below_it() {
    let mut me = Sitter::open("autumn");
    me.jumps("documents and data considered").types("SEF").keys("tab");
    me.sees(&["›Date/version", "Date/version · row 1 of Documents and data considered"]);
    me.jumps("targets: review").types("L4+ English").keys("tab");
    me.sees(&["› Key stage", "Key stage · row 1 of Targets: review 2009/10, agree 2010/11"]);
}

#[test]
fn ctrl_u_empties_a_field_and_ctrl_z_brings_it_back() {
    let mut me = Sitter::open("autumn");
    me.jumps("every child matters").types("One").keys("enter").types("Two");
    me.sees(&["Every Child Matters and children in care · Enter: new line"]);
    me.keys("ctrl+u");
    assert_eq!(me.session().field("ecm"), "");
    me.is_told("Emptied; Ctrl+Z brings it back");
    me.keys("ctrl+z");
    assert_eq!(me.session().field("ecm"), "One\nTwo");
}

#[test]
fn enter_in_a_long_text_says_that_it_began_a_line_and_where_tab_leads() {
    let mut me = Sitter::open("autumn");
    me.jumps("quality of the school's self").types("Honest").keys("enter");
    me.is_told("A new line in “Quality of the school's self evaluation”; Tab goes on to “Key priorities and targets");
}

#[test]
fn while_a_form_is_filled_tab_goes_on_to_the_fields_of_the_next_item_and_back() {
    let mut me = Sitter::open("autumn");
    me.jumps("action planned").types("Writing group").keys("tab");
    assert_eq!((me.sitting().item.as_str(), me.sitting().focus), ("support-level", Focus::Sheet));
    me.is_told("On with the fields of 5  Level of LA support; Esc goes to its entry line");
    me.types("s").keys("tab").types("Two years below the floor").keys("tab").types("Writing");
    assert_eq!(me.session().field("agreed-level"), "Substantial");
    assert_eq!(me.session().table("priorities")[0]["priority"], "Writing");
    assert!(me.session().all_entries().next().is_none(), "no paragraph became an entry");
    me.keys("shift+tab");
    assert_eq!(me.sitting().item, "support-level");
    assert_eq!(me.sitting().editor.text(), "Two years below the floor");
    me.jumps("distribution list").keys("tab tab tab tab");
    me.is_told("This is the last field of the form; Esc goes to the entry line");
    assert_eq!(me.sitting().focus, Focus::Sheet);
}

#[test]
fn whoever_only_passes_the_fields_by_goes_round_the_panes() {
    let mut me = Sitter::open("rtm");
    me.keys("ctrl+n tab");
    me.sees(&["Tab next pane"]);
    me.keys("tab");
    assert_eq!(me.sitting().focus, Focus::Prompts);
    me.keys("shift+tab").types("Rising").keys("tab");
    assert_eq!(me.sitting().focus, Focus::Sheet, "something was typed: the next field it is");
    assert_ne!(me.sitting().item, "school-report");
}

#[test]
fn a_recommendation_typed_at_its_item_is_one_by_two_keys() {
    let mut me = Sitter::open("autumn");
    me.jumps("7  recommendations");
    me.enters("@DHT/KS teach boys' writing daily");
    me.is_told("Noted; Ctrl+K and Enter make it a row of “Recommendations”");
    me.keys("up").types(" by 29/1/2010").keys("esc ctrl+k");
    me.sees(&["a row of Recommendations"]);
    me.keys("enter");
    me.is_told("Now row 1 of “Recommendations”; Ctrl+Z makes it an entry again");
    let row = me.session().table("recommendations")[0].clone();
    assert_eq!(row["recommendation"], "Teach boys' writing daily");
    assert_eq!((row["owner"].as_str(), row["timely"].as_str()), ("DHT/KS", "2010-01-29"));
    assert!(me.words_under("recommendations").is_empty());
    me.keys("ctrl+z");
    assert!(me.session().table("recommendations").is_empty());
    assert_eq!(me.words_under("recommendations").len(), 1);
    me.keys("ctrl+y").enters("! @HT share tracking with governors");
    me.keys("ctrl+k enter");
    let rows = me.session().table("recommendations");
    assert_eq!((rows.len(), rows[1]["owner"].as_str()), (2, "HT"));
}

#[test]
fn a_table_without_columns_for_them_keeps_owner_and_day_in_the_words() {
    let mut me = Sitter::open("autumn");
    me.jumps("school priorities").enters("@HT phonics by 29/1/2010").keys("ctrl+k enter");
    assert_eq!(me.session().table("priorities")[0]["priority"], "@HT phonics by 29 Jan 2010");
    me.enters("% not for the note").keys("ctrl+k");
    me.sees_no(&["a row of"]);
}

#[test]
fn evidence_about_a_judgement_is_printed_in_its_row_and_other_words_with_its_name() {
    let mut me = Sitter::open("autumn");
    me.keys("f2").types("2").enters("many Year 6 pupils reach the expected standard");
    me.enters("+ six of eight books show targets in use").enters("= look again in spring").keys("f2");
    for format in ["md", "html", "docx"] {
        let bytes = me.writes("nov", format);
        let text = if format == "docx" {
            docx::Document::read(&bytes).lines().join("\n")
        } else {
            String::from_utf8(bytes).unwrap()
        };
        assert_eq!(text.matches("reach the expected standard").count(), 1, "{format}: {text}");
        assert_eq!(text.matches("Attainment:").count(), 1, "{format}: {text}");
    }
    let printed = page(&mut me, "nov");
    let row =
        printed.split_once("Pupils' attainment").unwrap().1.split_once("The quality of pupils' learning").unwrap().0;
    assert!(row.contains("many Year 6 pupils") && row.contains("Observed: six of eight books"), "{row}");
    assert!(printed.contains("Attainment: look again in spring"), "{printed}");
    me.begin("ofsted-s5", "2010-01-12");
    me.keys("tab").types("3").enters("gains are recent").keys("esc");
    let printed = page(&mut me, "form");
    assert!(printed.contains("Overall effectiveness: gains are recent"), "{printed}");
}

#[test]
fn years_in_the_words_of_a_form_are_those_of_the_session() {
    for (day, this, next) in [("2009-11-17", "2009/10", "2010/11"), ("2026-11-26", "2026/27", "2027/28")] {
        let mut me = Sitter::at_home();
        me.begin("autumn", day);
        me.jumps("school priorities");
        me.sees(&[&format!("6  School priorities {this}")]);
        me.jumps("targets: review");
        me.sees(&[&format!("Targets: review {this}, agree {next}")]);
        me.jumps("progress since summer").offers(&[&format!("Review {this} targets; agree {next} targets")]);
        let printed = page(&mut me, "nov");
        for words in [format!("School priorities {this}"), format!("{this} target"), format!("{next} agreed target")] {
            assert!(printed.contains(&words), "{words} is not in {printed}");
        }
        assert!(!printed.contains('{'), "{printed}");
    }
    let mut me = Sitter::at_home();
    me.begin("summer", "2027-06-15");
    me.jumps("2027 predictions from tracking and progress towards 2028 targets");
    me.now("2026-11-26 09:00");
    me.runs("home").keys("ctrl+n").types("continuing professional");
    me.sees(&["CONTINUING PROFESSIONAL DEVELOPMENT 2026-27"]);
}

#[test]
fn a_recommendation_with_owner_and_date_is_split_as_it_is_entered() {
    let mut me = Sitter::open("autumn");
    me.jumps("7  recommendations");
    me.types("@DHT/KS teach boys' writing daily by 29/1/2010");
    me.sees(&["Row of “Recommendations” → DHT KS by Fri 29 Jan 2010"]);
    me.keys("enter");
    me.is_told("Now row 1 of “Recommendations”; Ctrl+Z makes it a line again");
    let row = me.session().table("recommendations")[0].clone();
    assert_eq!(row["recommendation"], "Teach boys' writing daily");
    assert_eq!((row["owner"].as_str(), row["timely"].as_str()), ("DHT/KS", "2010-01-29"));
    assert!(me.words_under("recommendations").is_empty());
    me.keys("ctrl+z");
    assert!(me.session().table("recommendations").is_empty());
    assert_eq!(me.sitting().line.text(), "@DHT/KS teach boys' writing daily by 29/1/2010");
    // Backspace just after the date keeps the line a line.
    me.keys("backspace enter");
    assert_eq!(me.words_under("recommendations").len(), 1);
    me.is_told("Noted; Ctrl+K and Enter make it a row of “Recommendations”");
    // What says no date is a note of what was said, and an action stays one.
    me.enters("@HT says phonics is taught daily").enters("! @HT share the tracking by 29/1/2010");
    assert!(me.session().table("recommendations").is_empty());
    assert_eq!(me.words_under("recommendations").len(), 3);
}
