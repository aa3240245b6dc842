//! note: quick capture, word for word or by the grammar.

use super::{json, refused, refused_reading, text};
use crate::support::store::Store;

fn store_with_meeting() -> (Store, String) {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "12/1/2010");
    (store, id)
}

#[test]
fn a_note_is_word_for_word() {
    let (store, id) = store_with_meeting();
    let words = "! @HT = no action, no decision: 100% of Y5 by fri \\ “quoted” —";
    store.nov(&["note", "--session", &id, words]).well();
    store.nov(&["note", "--session", &id, "many", "words", "-x", "--item", "3"]).well();
    store.nov_reading(&["note", "--session", &id, "-"], "from a pipe\nin two lines\n").well();
    let text = text(&store, &id);
    assert!(text.contains(words), "{text}");
    assert!(text.contains("many words -x --item 3"), "what follows the words belongs to them: {text}");
    assert!(text.contains("from a pipe in two lines"), "{text}");
}

#[test]
fn a_note_is_filed_by_number_or_id() {
    let (store, id) = store_with_meeting();
    store.nov(&["note", "--session", &id, "--item", "3", "third by number"]).well();
    store.nov(&["note", "--session", &id, "--item", "AOB", "sixth by id"]).well();
    store.nov(&["note", "--session", &id, "--item", "questions", "under the questions"]).well();
    let text = text(&store, &id);
    let order =
        ["Key questions", "under the questions", "3 Evaluation", "third by number", "6 AOB", "sixth by id", "7 Date"];
    let places: Vec<usize> =
        order.map(|words| text.find(words).unwrap_or_else(|| panic!("no {words}: {text}"))).to_vec();
    assert!(places.is_sorted(), "{text}");
}

#[test]
fn the_grammar_is_applied_when_asked_for() {
    let (store, id) = store_with_meeting();
    for line in [
        "! @LC/AB call the partner school by fri measure: two visits",
        "= continue the consultant to Easter",
        "~ @HT the group is weekly",
        "% ask about the deputy",
        "@GOV late",
        "@ACSO apologies",
    ] {
        store.nov(&["note", "--session", &id, "--item", "2", "--parse", line]).well();
    }
    store.nov(&["note", "--session", &id, "--parse", ">6 the boiler"]).well();
    let text = text(&store, &id);
    for words in [
        "Action 1: call the partner school (LC AB; by Friday 15 January 2010; measure: two visits)",
        "Decision: continue the consultant to Easter",
        "Reported, HT: the group is weekly",
    ] {
        assert!(text.contains(words), "“{words}” is missing: {text}");
    }
    assert!(!text.contains("deputy"), "a private line is in no document");
    assert!(text.split_once("6 AOB").unwrap().1.contains("the boiler"), "{text}");
    assert!(!text.contains("GOV late"), "attendance is no minute: {text}");
    let (present, apologies) = text.split_once("Apologies and brief").unwrap();
    assert!(present.contains("GOV arrived late."), "{text}");
    assert!(apologies.split_once("Agenda and last").unwrap().0.contains("ACSO"), "{text}");
}

#[test]
fn without_a_name_it_goes_to_the_open_session_else_todays_only_one_else_the_inbox() {
    let store = Store::new();
    let old = store.new_session("rtm", "Hillside Primary", "12/1/2010");
    store.nov(&["note", "nobody knows where"]).well();
    assert!(store.read("inbox").contains("nobody knows where"));
    assert!(!text(&store, &old).contains("nobody knows"));

    let today = store.nov(&["new", "rtm", "--school", "Oak Lane"]).well().trim_end().to_owned();
    store.nov(&["note", "of today"]).well();
    assert!(text(&store, &today).contains("of today"));

    let mut screen = store.terminal(&["open", &old]);
    screen.sees("●");
    store.nov(&["note", "into what is open"]).well();
    screen.sees("into what is open").press("ctrl+q");
    assert_eq!(screen.exit_code(), 0);
    assert!(text(&store, &old).contains("into what is open"));
    assert!(!text(&store, &today).contains("into what is open"));

    let second = store.nov(&["new", "rtm", "--school", "Elm Road"]).well().trim_end().to_owned();
    store.nov(&["note", "which of the two"]).well();
    assert!(store.read("inbox").contains("which of the two"));
    assert!(!text(&store, &today).contains("which of") && !text(&store, &second).contains("which of"));
}

#[test]
fn what_is_typed_on_the_screen_and_noted_from_outside_are_both_kept() {
    let (store, id) = store_with_meeting();
    let mut screen = store.terminal(&["open", &id]);
    screen.sees("●").types("typed by hand").sees("typed by hand");
    store.nov(&["note", "--session", &id, "--item", "2", "--parse", "= noted from outside"]).well();
    let seen = text(&store, &id);
    assert!(seen.contains("Unfinished: typed by hand") && seen.contains("Decision: noted from outside"), "{seen}");
    screen.sees("A note came in").press("enter").press("ctrl+q");
    assert_eq!(screen.exit_code(), 0);
    let seen = text(&store, &id);
    assert_eq!(seen.matches("noted from outside").count(), 1, "{seen}");
    assert!(seen.contains("typed by hand") && !seen.contains("Unfinished"), "{seen}");
}

#[test]
fn control_characters_are_taken_out() {
    let (store, id) = store_with_meeting();
    store.nov(&["note", "--session", &id, "red \u{1b}[31mink\u{7} and\ttab\u{9b}2J"]).well();
    let file = store.read(format!("{id}.ron"));
    assert!(file.contains("red ink and    tab"), "{file}");
    assert!(!file.chars().any(|c| c.is_control() && c != '\n'), "{file:?}");
}

#[test]
fn what_cannot_be_noted_changes_nothing() {
    let (store, id) = store_with_meeting();
    store.nov(&["list"]).well();
    for words in ["", "   ", "\u{7}"] {
        refused(&store, &["note", "--session", &id, words], 2, &["no words"]);
    }
    refused_reading(&store, &["note", "--session", &id, "-"], "\n\n", 2, &["no words"]);
    for item in ["0", "8", "99", "bogus", "-1"] {
        refused(&store, &["note", "--session", &id, "--item", item, "hi"], 2, &[item, "aob"]);
    }
    let long = "word ".repeat(14_000);
    refused_reading(&store, &["note", "--session", &id, "-"], &long, 2, &["70000", "65536"]);
    refused_reading(&store, &["note", "-"], &long, 2, &["65536"]);
    let most = "x".repeat(64 * 1024);
    store.nov_reading(&["note", "--session", &id, "-"], &most).well();
    assert!(store.read(format!("{id}.ron")).contains(&most));
}

#[test]
fn a_line_that_begins_with_the_private_mark_is_private_in_every_way_in() {
    let (store, id) = store_with_meeting();
    store.nov(&["note", "--session", &id, "% secret line about the deputy"]).well();
    store.nov_reading(&["note", "--session", &id, "-"], "of two lines\n% secret too\n").well();
    store.nov(&["note", "--session", &id, "% of pupils on track: 62"]).well();
    let text = text(&store, &id);
    assert!(!text.contains("secret") && text.contains("% of pupils on track: 62"), "{text}");
    for format in ["html", "md", "json", "csv"] {
        let written = store.nov(&["export", &id, "--format", format, "--output", "-"]).well().clone();
        assert!(!written.contains("secret"), "{format}: {written}");
    }
    assert!(store.nov(&["search", "secret"]).well().contains("% secret line about the deputy"), "kept word for word");
    store.nov(&["handover", "Hillside Primary", "--years", "30", "--output", "pack.zip"]).well();
    let mut archive = zip::ZipArchive::new(std::fs::File::open(store.desk().join("pack.zip")).unwrap()).unwrap();
    for n in 0..archive.len() {
        let mut text = String::new();
        let mut file = archive.by_index(n).unwrap();
        assert!(std::io::Read::read_to_string(&mut file, &mut text).is_err() || !text.contains("secret"), "{text}");
    }
}

#[test]
fn an_sef_area_that_is_tagged_on_stands_in_the_document() {
    let (store, id) = store_with_meeting();
    store.nov(&["note", "--session", &id, "--parse", "attainment is up #A2"]).well();
    store.nov(&["note", "--session", &id, "--parse", "the evidence for #A3 is thin"]).well();
    let text = text(&store, &id);
    assert!(text.contains("attainment is up (SEF A2)"), "{text}");
    assert!(text.contains("the evidence for A3 is thin") && !text.contains("(SEF A3)"), "{text}");
}

#[test]
fn a_line_that_has_a_mark_and_no_words_is_refused() {
    let (store, id) = store_with_meeting();
    for line in ["!", "! @HT", "! by fri", "=", ">3 !", "%"] {
        refused(&store, &["note", "--session", &id, "--parse", line], 2, &["no words to note"]);
    }
    assert_eq!(store.nov(&["actions", "--json"]).well().trim(), "[]");
    store.nov(&["note", "--session", &id, "--parse", "@HT late 9.40"]).well();
}

#[test]
fn a_thought_in_the_inbox_is_found_as_json_too() {
    let store = Store::new();
    store.nov(&["note", "a thought about phonics"]).well();
    let found = json(&store, &["search", "phonics", "--json"]);
    assert_eq!((&found[0]["item"], &found[0]["text"]), (&"inbox".into(), &"a thought about phonics".into()));
}

#[test]
fn a_line_of_an_inbox_that_cannot_be_read_is_told_and_kept_aside() {
    let store = Store::new();
    for thought in ["the first", "the second", "the third"] {
        store.nov(&["note", thought]).well();
    }
    let inbox = store.path().join("inbox");
    let damaged = store.read("inbox").replace("second", "sec\u{1}nd");
    std::fs::write(&inbox, damaged).unwrap();
    let output = store.nov(&["list"]);
    assert!(output.err.contains("1 line of ") && output.err.contains("A copy is kept as "), "{output:?}");
    assert_eq!(output.code, 0);
    let kept = store.files().into_iter().find(|file| file.starts_with("damaged/")).unwrap();
    assert!(store.read(kept).contains("sec\u{1}nd"));
    assert!(store.read("inbox").contains("the first") && store.read("inbox").contains("the third"));
    assert_eq!(store.nov(&["list"]).err, "", "it is said once");
}

#[test]
fn a_damaged_note_to_an_open_session_comes_to_the_screen_as_a_sentence() {
    let (store, id) = store_with_meeting();
    let mut user = store.terminal(&["open", &id]);
    user.sees("Minutes of last").types("half a line").sees("half a line");
    std::fs::write(store.path().join(format!("{id}.inbox")), "0badc0de {\"text\": \"lost?\"}\n").unwrap();
    user.sees("1 line of").sees("damaged/");
    user.press("ctrl+q");
    assert_eq!(user.exit_code(), 0);
    assert!(store.files().iter().any(|file| file.starts_with("damaged/")), "{:?}", store.files());
}
