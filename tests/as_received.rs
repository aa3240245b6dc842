//! Papers as somebody reads them who receives one: what is a draft says so, what came later bears its day, letters can be
//! signed, and nothing stands there that is nothing to them.

use std::collections::BTreeMap;

use crate::support::docx::Document;
use crate::support::sitter::Sitter;
use crate::support::store::Store;

fn lines(store: &Store, session: &str, document: &str) -> String {
    store.nov(&["export", session, "--format", "txt", "--document", document, "--output", "-"]).well()
}

fn text(store: &Store, session: &str, document: &str) -> String {
    lines(store, session, document).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn minutes_half_taken_are_a_draft_until_their_state_says_that_they_are_agreed() {
    let (store, id) = Store::with_example("hillside-rtm");
    for document in ["minutes", "form", "actions"] {
        assert!(text(&store, &id, document).starts_with("DRAFT"), "{document}");
    }
    assert!(!text(&store, &id, "agenda").contains("DRAFT"), "an agenda is ready to go");
    store.nov(&["set", &id, "state=agreed"]).well();
    assert!(!text(&store, &id, "minutes").contains("DRAFT"));
    // Whole, they are one as long as that is what their state says.
    let (store, id) = Store::with_example("hillside-rtm-autumn");
    assert!(!text(&store, &id, "minutes").contains("DRAFT"));
    store.nov(&["set", &id, "state=drafting"]).well();
    assert!(text(&store, &id, "minutes").starts_with("DRAFT"));
}

#[test]
fn what_is_told_of_an_action_after_its_minutes_bears_its_own_day() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    store.nov(&["note", "--session", &id, "--parse", "! @HT moderate Y5 writing by 29/1/2010"]).well();
    let action = format!("{id}#1");
    let minutes = |id: &str| {
        let shown = store.nov(&["export", id, "--format", "md", "--output", "-"]).well();
        shown.replace("<br>", " ").replace('\\', "")
    };
    store.nov(&["action", &action, "progress=begun on the day", "status=under way"]).well();
    let shown = minutes(&id);
    assert!(shown.contains("Progress: begun on the day") && shown.contains("Now under way"), "{shown}");
    store.nov(&["set", &id, "state=circulated"]).well();
    store.nov(&["action", &action, "progress=all six classes", "status=done"]).well();
    let today = chrono::Local::now().format("noted on %-d %B %Y").to_string();
    let shown = minutes(&id);
    assert!(shown.contains(&format!("Progress ({today}): all six classes")), "{shown}");
    assert!(shown.contains(&format!("Done ({today})")) && !shown.contains("Now done"), "{shown}");
    // Carried on, it is told with that day too.
    let next = store.new_session("rtm", "Hillside Primary", "2010-05-18");
    assert!(!minutes(&next).contains("12 January 2010: done"));
}

#[test]
fn what_is_told_of_an_action_before_its_meeting_bears_its_own_day() {
    let store = Store::new();
    let now = chrono::Local::now().date_naive();
    let id = store.new_session("rtm", "Hillside Primary", &(now + chrono::Days::new(30)).to_string());
    store.nov(&["note", "--session", &id, "--parse", "! @HT moderate Y5 writing by Easter"]).well();
    store.nov(&["action", &format!("{id}#1"), "progress=begun in two classes"]).well();
    let shown = text(&store, &id, "minutes");
    let said = format!("progress (noted on {}): begun in two classes", now.format("%-d %B %Y"));
    assert!(shown.contains(&said), "{said}: {shown}");
}

#[test]
fn headlines_with_recommendations_and_no_decision_do_not_say_that_nothing_was_decided() {
    let store = Store::new();
    let id = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    store.nov(&["set", &id, "recommendations.+=Moderate writing each term"]).well();
    let shown = text(&store, &id, "headlines");
    assert!(shown.contains("Moderate writing each term") && !shown.contains("ecision"), "{shown}");
}

#[test]
fn a_box_of_a_printed_form_that_would_go_out_empty_is_told_of_before() {
    let store = Store::new();
    let id = store.new_session("ofsted-s5", "Hillside Primary", "2010-04-28");
    let said = |store: &Store| store.nov(&["check", &id]).out;
    let overall = "“Main findings” in “OUTCOMES” is empty and will be printed without text";
    let bare = |found: &str| found.matches("is empty and will be printed without text").count();
    assert_eq!(bare(&said(&store)), 0, "nothing is written yet");
    store.nov(&["set", &id, "inspector=B Lind"]).well();
    let found = said(&store);
    assert!(found.contains(overall) && bare(&found) == 5, "{found}");
    store.nov(&["note", "--session", &id, "--item", "overall", "reading has risen for three years"]).well();
    let found = said(&store);
    assert!(!found.contains(overall) && bare(&found) == 4, "{found}");
}

#[test]
fn a_letter_names_the_head_whom_it_goes_to_and_has_room_to_be_signed() {
    let (store, id) = Store::with_example("hillside-spring");
    let letter = lines(&store, &id, "confirmation");
    assert!(letter.contains("Dear headteacher,"), "nobody knows the name: {letter}");
    store.nov(&["school", "Hillside Primary", "head=Ruth Marlow"]).well();
    store.nov(&["me", "name=Jo Kestrel", "role=School Improvement Partner"]).well();
    let letter = lines(&store, &id, "confirmation");
    assert!(letter.contains("Dear Ruth Marlow,"), "{letter}");
    let close: Vec<&str> = letter.split("With kind regards,").nth(1).unwrap().lines().map(str::trim).collect();
    let name = close.iter().position(|line| line.starts_with("Jo Kestrel")).unwrap();
    assert!(name > 3 && close[1..name].iter().all(|line| line.is_empty()), "{letter}");
    let below: Vec<&&str> = close[name + 1..].iter().filter(|line| !line.is_empty()).take(2).collect();
    assert!(below[0].starts_with("School Improvement Partner") && below[1].starts_with("---"), "{letter}");
    // Notes of visit and what is for others never hold it.
    for document in ["nov", "headlines", "judgements", "year"] {
        assert!(!text(&store, &id, document).contains("Marlow"), "{document}");
    }
    store.nov(&["school", "Hillside Primary", "head-standing=absent"]).well();
    assert!(lines(&store, &id, "confirmation").contains("Dear headteacher,"), "they are not there to read it");
}

#[test]
fn the_key_stands_above_the_signature_of_a_letter() {
    let mut me = Sitter::open("rtm");
    me.runs("cards").picks("triggers for concern");
    me.keys("right enter").types("~ @LC two classes have had no teacher since Easter").keys("enter");
    let notice = String::from_utf8(me.writes("concern", "txt")).unwrap();
    let key = notice.find("Key:").unwrap_or_else(|| panic!("{notice}"));
    assert!(key < notice.rfind("Ash Rowan").unwrap(), "{notice}");
}

#[test]
fn a_copy_to_be_checked_leaves_out_how_the_note_goes_out() {
    let (store, id) = Store::with_example("hillside-spring");
    let copy = text(&store, &id, "accuracy");
    assert!(!copy.contains("Distribution list") && !copy.contains("Circulated on"), "{copy}");
    assert!(text(&store, &id, "nov").contains("Distribution list"), "the note itself has it");
}

/// The facts of the copy of a note that is sent to be checked, each by its number.
fn numbered(store: &Store, id: &str) -> BTreeMap<usize, String> {
    let copy = store.nov_bytes(&["export", id, "--document", "accuracy", "--format", "docx", "--output", "-"]);
    let number = |line: &str| line.split_once('[')?.1.split_once(']')?.0.parse().ok();
    let lines = Document::read(&copy).lines().into_iter();
    let all: Vec<(usize, String)> = lines.filter_map(|line| Some((number(&line)?, line))).collect();
    assert!(all.iter().map(|(number, _)| *number).eq(1..=all.len()), "each once, in order: {all:#?}");
    all.into_iter().collect()
}

#[test]
fn the_head_can_point_at_each_fact_each_judgement_and_each_recommendation_of_a_copy_to_be_checked() {
    for (name, judgement) in [("autumn", "Pupils' behaviour"), ("spring", "The quality of teaching"), ("summer", "")] {
        let (store, id) = Store::with_example(&format!("hillside-{name}"));
        let facts = numbered(&store, &id);
        let of = |words: &str| facts.values().filter(|fact| fact.contains(words)).count();
        for words in ["] School", "] Phase", "] Key stages applicable", "] SIP", &format!("] {judgement}")] {
            assert!(of(words) >= 1, "{words}: {facts:#?}");
        }
        let nov = store.nov_bytes(&["export", &id, "--format", "docx", "--output", "-"]);
        let nov = Document::read(&nov);
        let recommendations = nov.lines().iter().filter(|line| line.starts_with("Recommendation ")).count();
        assert!(recommendations > 1, "{:#?}", nov.lines());
        assert_eq!(of("Recommendation "), recommendations, "{facts:#?}");
    }
}

#[test]
fn each_amendment_of_an_example_cites_what_it_is_about() {
    let mut seen = 0;
    for name in ["autumn", "spring", "summer"] {
        let (store, id) = Store::with_example(&format!("hillside-{name}"));
        let reply = store.nov(&["export", &id, "--document", "reply", "--format", "json", "--output", "-"]).well();
        let reply: serde_json::Value = serde_json::from_str(&reply).unwrap();
        let tables = reply["blocks"].as_array().unwrap().iter().filter(|block| block["columns"][0] == "Paragraph");
        let facts = numbered(&store, &id);
        for row in tables.flat_map(|table| table["rows"].as_array().unwrap().clone()) {
            let Some(cited) = row[0].as_str() else { continue };
            let asked = row[1].as_str().unwrap();
            for number in cited.split(", ") {
                let fact = &facts[&number.parse().unwrap()];
                let is_about = |word: &&str| word.len() > 4 && fact.to_lowercase().contains(&word.to_lowercase());
                let shared: Vec<&str> = asked.split_whitespace().filter(is_about).collect();
                assert!(shared.len() >= 3, "“{asked}” cites “{fact}” ({shared:?})");
                seen += 1;
            }
        }
    }
    assert!(seen > 1, "some example has amendments");
}

#[test]
fn what_does_not_apply_is_one_line_for_whoever_covers() {
    let (store, id) = Store::with_example("hillside-ofsted-s5");
    let sheet = text(&store, &id, "cover");
    assert!(sheet.contains("Sixth Form (SEF A6) =") && !sheet.contains("n/a"), "{sheet}");
    assert!(sheet.matches("Not applicable to this school.").count() >= 2, "{sheet}");
}

#[test]
fn the_year_says_who_wrote_it_and_up_to_which_day_it_tells() {
    let (store, id) = Store::with_example("hillside-summer");
    store.nov(&["me", "name=Jo Kestrel", "role=School Improvement Partner"]).well();
    let year = text(&store, &id, "year");
    assert!(year.contains("school year 2009/10 · Jo Kestrel, School Improvement Partner"), "{year}");
    assert!(year.contains("1 visit or meeting, told up to Tuesday 15 June 2010."), "{year}");
}

#[test]
fn a_line_that_answers_a_prompt_is_led_by_the_question() {
    let mut me = Sitter::open("spring");
    me.keys("ctrl+n");
    while me.sitting().focus != nov::app::Focus::Prompts {
        me.keys("tab");
    }
    let (id, words) = me.sitting().prompts_here().into_iter().next().map(|(id, words)| (id, words.to_owned())).unwrap();
    me.keys("enter").enters("Two of three are done");
    assert_eq!(me.last().prompt.as_deref(), Some(id.as_str()));
    let note = String::from_utf8(me.writes("nov", "txt")).unwrap();
    let note = note.split_whitespace().collect::<Vec<_>>().join(" ");
    let begun: String = words.chars().take(20).collect();
    let line = note.split("- ").find(|line| line.contains("wo of three are done")).unwrap();
    assert!(line.starts_with(begun.as_str()), "{words}: {line}");
}

#[test]
fn headlines_of_nothing_are_not_written_and_what_is_missing_is_said_on_the_screen_too() {
    let store = Store::new();
    let id = store.new_session("support-day", "Hillside Primary", "2010-03-02");
    store.nov(&["note", "--session", &id, "the books were in order"]).well();
    let refused = store.nov(&["export", &id, "--document", "headlines", "--output", "-"]).fails_with(2);
    assert!(refused.contains("no action is open, so there are no headlines"), "{refused}");
    let mut me = Sitter::open("support-day");
    me.enters("the books were in order").keys("ctrl+x");
    me.turns_to("document", |form| form.chosen().is_some_and(|offered| offered.id == "headlines"));
    me.keys("enter");
    me.sees(&["so there are no headlines"]);
    me.keys("esc").enters("= go on to Easter");
    assert!(String::from_utf8(me.writes("headlines", "txt")).unwrap().contains("o on to Easter"));
}

#[test]
fn columns_that_others_fill_are_grey_on_paper() {
    let (store, id) = Store::with_example("hillside-autumn");
    let word = store.nov_bytes(&["export", &id, "--format", "docx", "--output", "-"]);
    let body = Document::read(&word).part("word/document.xml").unwrap();
    let table = body.split("<w:tbl>").find(|table| table.contains("FFT")).unwrap();
    let rows = table.matches("<w:tr>").count() - 1;
    assert_eq!(table.matches("w:fill=\"E4E4E4\"").count(), 2 * rows, "FFT and Making Figures Speak, each row");
    let page = store.nov(&["export", &id, "--format", "html", "--output", "-"]).well();
    assert_eq!(page.matches("<td class=\"prefilled\">").count(), 2 * rows);
}

#[test]
fn recommendations_read_one_below_the_other_in_every_season() {
    for season in ["autumn", "spring", "summer"] {
        let (store, id) = Store::with_example(&format!("hillside-{season}"));
        let word = store.nov_bytes(&["export", &id, "--format", "docx", "--output", "-"]);
        let table = Document::read(&word).table("Recommendation 1").to_vec();
        assert!(table.iter().all(|row| row.len() == 2), "{season}: {table:?}");
    }
}

#[test]
fn the_last_year_is_handed_over_with_drafts_from_the_screen() {
    assert!(nov::app::Handed::ALL.iter().any(|what| what.label().ends_with("drafts too")));
}
