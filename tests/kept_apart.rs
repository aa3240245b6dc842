//! What is confidential stays so: carried on, in lists, in handovers, and where its level is lowered (DI-02, DI-03, OF-10).

use std::io::Read;

use chrono::{Days, Local};

use crate::support::sitter::Sitter;
use crate::support::store::Store;

fn days_ago(days: u64) -> String {
    (Local::now().date_naive() - Days::new(days)).to_string()
}

/// The text of a document.
fn text(store: &Store, id: &str, document: &str) -> String {
    store.nov(&["export", id, "--document", document, "--format", "txt", "--output", "-"]).well()
}

/// The names of the files in a pack.
fn packed(store: &Store, name: &str) -> Vec<String> {
    let file = std::fs::File::open(store.desk().join(name)).unwrap();
    let archive = zip::ZipArchive::new(file).unwrap();
    archive.file_names().map(|name| name.unwrap().into_owned()).collect()
}

/// A confidential meeting and the one after it, which took its action on.
fn carried() -> (Store, String, String) {
    let store = Store::new();
    let first = store.new_session("rtm", "Hillside Primary", "2009-10-06");
    store.nov(&["note", "--session", &first, "--parse", "! @HT begin capability talks with KS by 1/12/2009"]).well();
    store.nov(&["set", &first, "state.held=6/10/2009", "confidentiality=confidential"]).well();
    let next = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    store.nov(&["note", "--session", &next, "--parse", "! @HT share the tracking by 29/1/2010"]).well();
    (store, first, next)
}

#[test]
fn an_action_from_confidential_minutes_stays_out_of_minutes_of_a_lower_level() {
    let (store, _, next) = carried();
    for document in ["minutes", "actions", "owners", "headlines", "dates", "year", "agenda", "entries"] {
        let said = text(&store, &next, document);
        assert!(!said.contains("capability"), "{document}: {said}");
    }
    assert!(text(&store, &next, "minutes").to_lowercase().contains("share the tracking"));
    let found = store.nov(&["check", &next]).out;
    assert!(found.contains("Action 1 comes from confidential papers"), "{found}");
    // Made as confidential as it came, the next minutes have it.
    store.nov(&["set", &next, "confidentiality=confidential"]).well();
    assert!(text(&store, &next, "minutes").contains("capability"));
    assert!(!store.nov(&["check", &next]).out.contains("comes from confidential papers"));
}

#[test]
fn a_recommendation_from_a_confidential_note_stays_out_of_the_next_note() {
    let store = Store::new();
    let first = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    store.nov(&["set", &first, "recommendations.+.recommendation=Begin capability talks"]).well();
    store.nov(&["set", &first, "state.held=17/11/2009", "confidentiality=confidential"]).well();
    let next = store.new_session("spring", "Hillside Primary", "2010-02-09");
    assert!(store.read(format!("{next}.ron")).contains("capability"), "it came over");
    assert!(!text(&store, &next, "nov").contains("capability"));
    let found = store.nov(&["check", &next]).out;
    assert!(found.contains("“Begin capability talks” comes from confidential papers"), "{found}");
}

#[test]
fn a_list_of_actions_in_a_file_leaves_out_what_is_confidential_unless_it_is_asked_for() {
    let (store, ..) = carried();
    let listed = store.nov(&["actions"]).well();
    assert!(listed.lines().any(|line| line.contains("capability") && line.contains("confidential")), "{listed}");
    let file = |name: &str, more: &[&str]| {
        let made = store.nov(&[&["actions", "--output", name], more].concat());
        (std::fs::read_to_string(store.desk().join(name)).unwrap(), made.err)
    };
    let (without, said) = file("a.txt", &[]);
    assert!(!without.contains("capability") && without.contains("Left out as confidential: 1."), "{without}");
    assert!(said.contains("1 left out") && said.contains("--confidential puts them in"), "{said}");
    assert!(file("b.txt", &["--confidential"]).0.contains("capability"));
}

#[test]
fn a_form_that_keeps_apart_stays_out_of_handovers_whatever_level_is_set() {
    let store = Store::new();
    let feedback = store.new_session("ofsted-s5", "Hillside Primary", &days_ago(20));
    let papers = store.new_session("sip-pm-notes", "Hillside Primary", &days_ago(10));
    store.new_session("rtm", "Hillside Primary", &days_ago(5));
    for id in [&feedback, &papers] {
        let set = store.nov(&["set", id, "confidentiality=open"]);
        assert_eq!(set.code, 0);
        assert!(set.err.contains("stays out of handovers"), "{}", set.err);
        assert!(store.nov(&["check", id]).out.contains("every page says “Open”"), "{id}");
    }
    store.nov(&["handover", "hillside", "--output", "pack.zip"]).well();
    let files = packed(&store, "pack.zip");
    assert!(!files.iter().any(|f| f.contains(&feedback) || f.contains(&papers)), "{files:?}");
    // A report that is published, as its state alone says, is confidential no more.
    store.nov(&["set", &feedback, &format!("state.published={}", days_ago(2))]).well();
    store.nov(&["handover", "hillside", "--output", "more.zip"]).well();
    let files = packed(&store, "more.zip");
    assert!(files.iter().any(|f| f.contains(&feedback)) && !files.iter().any(|f| f.contains(&papers)), "{files:?}");
}

#[test]
fn lowering_a_level_on_the_screen_says_what_stays_kept() {
    let mut me = Sitter::open("ofsted-s5");
    me.runs("confidentiality").picks("Open");
    me.is_told("stays out of handovers");
}

#[test]
fn an_open_message_is_not_marked_as_confidential() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    let mail = || store.nov(&["export", &id, "--format", "eml", "--output", "-"]).out;
    assert!(mail().contains("Sensitivity: Company-Confidential"));
    store.nov(&["set", &id, "confidentiality=open"]).well();
    assert!(!mail().contains("Sensitivity") && mail().contains("X-Confidentiality: Open"));
}

#[test]
fn waived_reasons_are_for_you_and_the_authority_and_of_one_document_alone() {
    let store = Store::new();
    let id = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    store.nov(&["note", "--session", &id, "--parse", "= go on to Easter"]).well();
    let found: serde_json::Value = serde_json::from_str(&store.nov(&["check", &id, "--json"]).out).unwrap();
    store.nov(&["waive", &id, found[0]["id"].as_str().unwrap(), "--reason", "the school closes in July"]).well();
    let export = |document: &str, more: &[&str]| {
        store.nov(&[&["export", &id, "--document", document, "--format", "txt", "--output", "-"], more].concat())
    };
    for document in ["nov", "headlines", "accuracy"] {
        let refused = export(document, &["--with", "waived"]).fails_with(2);
        assert!(refused.contains("only into documents for you alone or for the authority"), "{refused}");
    }
    assert!(export("judgements", &["--with", "waived"]).well().contains("closes in July"));
    assert!(export("judgements", &[]).well().contains("closes in July"), "remembered for it");
    for document in ["nov", "headlines", "own"] {
        assert!(!export(document, &[]).well().contains("closes in July"), "{document}");
    }
    let mut me = Sitter::open("autumn");
    me.keys("ctrl+x");
    me.sees_no(&["waived findings"]);
    me.turns_to("document", |form| form.chosen().is_some_and(|offered| offered.id == "own"));
    me.sees(&["[ ] waived findings"]);
}

#[test]
fn a_handover_holds_no_word_of_what_came_from_confidential_minutes() {
    let (store, ..) = carried();
    store.nov(&["handover", "hillside", "--years", "40", "--output", "pack.zip"]).well();
    let file = std::fs::File::open(store.desk().join("pack.zip")).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    let mut all = String::new();
    for n in 0..archive.len() {
        let mut file = archive.by_index(n).unwrap();
        if file.name().unwrap().ends_with(".ron") {
            file.read_to_string(&mut all).unwrap();
        }
    }
    assert!(all.contains("share the tracking") && !all.contains("capability"), "{all}");
}

#[test]
fn a_concern_about_the_inspection_asks_for_the_comment_that_the_sip_manager_reads() {
    let store = Store::new();
    let id = store.new_session("ofsted-s5", "Hillside Primary", "2010-01-12");
    let asks = || store.nov(&["check", &id]).out.contains("“SIP comments on the inspection");
    assert!(!asks());
    store
        .nov(&["set", &id, "process-concern=No time was given to read the SEF", "teaching.ofsted=2", "teaching.sef=1"])
        .well();
    assert!(asks());
    store.nov(&["set", &id, "teaching.reason=Fewer lessons were seen"]).well();
    assert!(asks(), "a reason for a grade says nothing of the process");
    assert!(!text(&store, &id, "form").contains("No time was given"));
    store.nov(&["set", &id, "sip-comments=The SEF was not read"]).well();
    assert!(!asks());
}

#[test]
fn notes_that_nobody_was_sent_stay_out_of_those_for_ofsted() {
    let store = Store::new();
    let sent = store.new_session("autumn", "Hillside Primary", &days_ago(40));
    let draft = store.new_session("autumn", "Hillside Primary", &days_ago(20));
    let none = store.nov(&["handover", "Hillside Primary", "--years", "1", "--output", "none.zip"]).fails_with(2);
    assert!(none.contains("nobody was sent the 2 note(s)") && none.contains("--drafts"), "{none}");
    store.nov(&["sent", &sent, "--to", "Headteacher", "--draft"]).well();
    let made = store.nov(&["handover", "Hillside Primary", "--years", "1", "--output", "pack.zip"]);
    assert!(
        made.err.contains("1 note(s) that nobody was sent yet left out") && made.err.contains("--drafts"),
        "{made:?}"
    );
    let files = packed(&store, "pack.zip");
    assert!(files.iter().any(|f| f.contains(&sent)) && !files.iter().any(|f| f.contains(&draft)), "{files:?}");
    store.nov(&["handover", "Hillside Primary", "--years", "1", "--drafts", "--output", "all.zip"]).well();
    assert!(packed(&store, "all.zip").iter().any(|f| f.contains(&draft)));
}

#[test]
fn performance_management_is_confirmed_as_every_visit_is() {
    let store = Store::new();
    let id = store.new_session("ht-performance", "Hillside Primary", "2009-11-17");
    let letter = text(&store, &id, "confirmation");
    assert!(letter.contains("As we agreed, I shall be at Hillside Primary on Tuesday 17 November 2009"), "{letter}");
}
