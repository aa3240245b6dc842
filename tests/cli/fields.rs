//! set, check, waive.

use super::{all, by_id, json, refused, text};
use crate::support::store::Store;

fn store_with_visit() -> (Store, String) {
    let store = Store::new();
    let id = store.new_session("autumn", "Hillside Primary", "17/11/2009");
    store.nov(&["list"]).well();
    (store, id)
}

#[test]
fn fields_judgements_tables_states_and_the_day_are_set() {
    let (store, id) = store_with_visit();
    let set = |value: &str| store.nov(&["set", &id, value]).well();
    set("focus=Writing in Y5 = the main thing");
    set("phase=primary");
    set("key-stages=KS1, KS2");
    set("confirmed=2/11/2009");
    set("attainment.school=2");
    set("attainment.reason=Writing lags behind reading");
    set("visit-dates.+=17/11/2009");
    set("visit-dates.1.hours=2.5");
    set("visit-dates.+.hours=1");
    set("visit-dates.2.date=18/11/2009");
    set("state.held=17/11/2009");
    set("date=18/11/2009");
    let text = text(&store, &id);
    for words in [
        "Writing in Y5 = the main thing",
        "[x] Primary",
        "Key stages applicable: KS1, KS2",
        "Monday 2 November 2009",
        "17 and 18 November 2009",
        "2.5",
    ] {
        assert!(text.contains(words), "“{words}” is missing: {text}");
    }
    let file = store.read(format!("{id}.ron"));
    assert!(file.contains("\"attainment.reason\": \"Writing lags behind reading\""), "{file}");
    for kept in ["\"attainment.school\": \"2\"", "\"phase\": \"Primary\"", "state: \"held\"", "date: \"2009-11-18\""] {
        assert!(file.contains(kept), "{kept}: {file}");
    }
    set("focus=");
    assert!(!store.read(format!("{id}.ron")).contains("the main thing"), "an empty value empties");
}

#[test]
fn many_values_are_set_at_once_or_none_is() {
    let (store, id) = store_with_visit();
    store.nov(&["set", &id, "targets.+.measure=L4+ En", "targets.+.measure=L4+ Ma", "targets.2.target=74%"]).well();
    assert!(text(&store, &id).contains("74%"));
    refused(&store, &["set", &id, "focus=kept?", "targets.1.target=80%", "phase=Infant"], 2, &["Infant"]);
    assert!(!text(&store, &id).contains("kept?"));
}

#[test]
fn a_field_or_value_that_cannot_be_is_refused_and_changes_nothing() {
    let (store, id) = store_with_visit();
    let long = format!("focus={}", "x".repeat(70_000));
    for (value, words) in [
        ("focsu=x", &["no field \"focsu\"", "focus"][..]),
        ("nothing-like-it-at-all=x", &["nothing-like-it-at-all"]),
        ("attainment.ofsted=2", &["attainment.ofsted", "school, la"]),
        ("attainment.school=7", &["attainment.school", "7"]),
        ("attainment.school=good!", &["attainment.school"]),
        ("phase=Infant", &["Infant", "Primary, Secondary"]),
        ("confirmed=32/1/2010", &["32/1/2010", "date"]),
        ("confirmed=29/2/2010", &["29/2/2010", "date"]),
        ("date=soon", &["soon", "date"]),
        ("visit-dates.3.hours=1", &["visit-dates.+"]),
        ("visit-dates.0.hours=1", &["visit-dates.1"]),
        ("visit-dates.x.hours=1", &["visit-dates.1"]),
        ("visit-dates.1.minutes=1", &["date, hours"]),
        ("visit-dates.+.minutes=1", &["date, hours"]),
        ("visit-dates.+.hours=many", &["many"]),
        ("nosuch.+=1", &["nosuch"]),
        ("focus.+=1", &["focus"]),
        ("state=helt", &["helt", "held"]),
        ("state.held=soon", &["soon"]),
        ("focus", &["FIELD=VALUE"]),
        ("=x", &[]),
        (&long, &["70000", "65536"]),
    ] {
        refused(&store, &["set", &id, value], 2, words);
    }
}

#[test]
fn control_characters_are_taken_out_of_values() {
    let (store, id) = store_with_visit();
    store.nov(&["set", &id, "evaluation=red \u{1b}[31mink\u{7}\r\nnext line"]).well();
    let file = store.read(format!("{id}.ron"));
    assert!(!file.chars().any(|c| c.is_control() && c != '\n'), "{file:?}");
    assert!(file.contains("red ink"), "{file}");
}

#[test]
fn what_is_open_on_a_screen_is_not_changed_from_outside_but_read() {
    let (store, id) = store_with_visit();
    let mut screen = store.terminal(&["open", &id]);
    screen.sees("●");
    let output = store.nov(&["set", &id, "focus=Writing"]);
    assert_eq!((output.code, output.out.as_str()), (2, ""));
    assert!(output.err.contains("cannot be changed now") && output.err.lines().count() == 1, "{}", output.err);
    assert_eq!(store.nov(&["check", &id]).code, 1);
    screen.press("ctrl+q");
    assert_eq!(screen.exit_code(), 0);
    store.nov(&["set", &id, "focus=Writing"]).well();
}

#[test]
fn what_a_killed_program_left_is_taken_up_first() {
    let (store, id) = store_with_visit();
    let mut screen = store.terminal(&["open", &id]);
    screen.sees("●").types("not yet ent").sees("not yet ent").kill_9();
    store.nov(&["set", &id, "focus=Writing"]).well();
    let text = text(&store, &id);
    assert!(text.contains("Agreed focus: Writing") && text.contains("Unfinished: not yet ent"), "{text}");
    assert!(!store.files().iter().any(|file| file.ends_with(".journal")), "{:?}", store.files());
}

#[test]
fn check_names_what_is_missing_and_says_by_its_code_whether_it_blocks() {
    let (store, id) = store_with_visit();
    let output = store.nov(&["check", &id, "--json"]);
    assert_eq!((output.code, output.err.as_str()), (1, ""));
    let found: serde_json::Value = serde_json::from_str(&output.out).unwrap();
    let finding = by_id(&found, "required:self-evaluation");
    assert_eq!((&finding["rule"], &finding["severity"]), (&"required".into(), &"blocking".into()));
    assert_eq!(finding["place"], serde_json::json!({ "field": "self-evaluation" }));
    assert_eq!(finding["blocks"], true);
    assert!(finding["message"].as_str().unwrap().contains("self evaluation"), "{finding}");
    assert_eq!(store.nov(&["check", &id]).code, 1);

    store.nov(&["set", &id, "self-evaluation=Sound and open"]).well();
    let output = store.nov(&["check", &id, "--json"]);
    assert!(!output.out.contains("required:self-evaluation"), "{}", output.out);
    let meeting = store.new_session("rtm", "Hillside Primary", "12/1/2010");
    assert_eq!(store.nov(&["check", &meeting, "--json"]).code, 0, "warnings do not block");
}

#[test]
fn a_waiver_keeps_its_reason_and_what_blocks_stops_the_states_beyond_drafting() {
    let (store, id) = store_with_visit();
    refused(&store, &["set", &id, "state=with-head"], 1, &["with-head has to wait", "nov check"]);
    refused(&store, &["set", &id, "focus=Writing", "state.circulated=1/12/2009"], 1, &["circulated has to wait"]);
    refused(&store, &["waive", &id, "nosuch", "--reason", "why"], 2, &["nosuch", "nov check"]);
    refused(&store, &["waive", &id, "required:ecm", "--reason", "  "], 2, &["reason"]);
    let found: serde_json::Value = serde_json::from_str(&store.nov(&["check", &id, "--json"]).out).unwrap();
    for finding in found.as_array().unwrap().iter().filter(|finding| finding["severity"] == "blocking") {
        let reason = format!("agreed with the head, {}", finding["rule"].as_str().unwrap());
        store.nov(&["waive", &id, finding["id"].as_str().unwrap(), "--reason", &reason]).well();
    }
    let found = json(&store, &["check", &id, "--json"]);
    let waived = by_id(&found, "required:ecm");
    assert_eq!((&waived["waived"], &waived["blocks"]), (&"agreed with the head, required".into(), &false.into()));
    assert!(store.read(format!("{id}.ron")).contains("agreed with the head, required"));
    store.nov(&["set", &id, "state=with-head"]).well();
    assert_eq!(all(&json(&store, &["list", "--json"]), "state"), ["with the head"]);
    // As the screen calls them, too.
    store.nov(&["set", &id, "state.In moderation=30/11/2009"]).well();
    refused(&store, &["set", &id, "state=sent off"], 2, &["no state \"sent off\"", "with-head (with the head)"]);
}

#[test]
fn what_was_set_is_said_in_words_and_nothing_is_printed() {
    let (store, id) = store_with_visit();
    let output = store.nov(&[
        "set",
        &id,
        "attainment.school=2",
        "focus=Writing in Year 5",
        "confirmed=2/11/2009",
        "targets.+.measure=L4+ En",
        "targets.1.target=74%",
        "state.confirmed=3/11/2009",
        "confidentiality=confidential",
        "focus=Writing in Year 5",
    ]);
    assert_eq!((output.code, output.out.as_str()), (0, ""), "scripts read nothing");
    for said in [
        "“Pupils' attainment”, School view (SEF grade), is 2 (above average)",
        "is Writing in Year 5\n",
        "is Monday 2 November 2009",
        "row 1 of ",
        "74%",
        "confirmed on Tuesday 3 November 2009",
        "confidentiality is",
        "focus stood so already",
    ] {
        assert!(output.err.contains(said), "{said}: {}", output.err);
    }
    let emptied = store.nov(&["set", &id, "focus="]);
    assert!(emptied.err.contains("is empty now"), "{}", emptied.err);
}

#[test]
fn a_day_without_its_year_is_near_the_session_and_may_be_said_in_words() {
    let (store, id) = store_with_visit();
    let set = |value: &str| store.nov(&["set", &id, value]).well();
    set("confirmed=1/11");
    set("recommendations.+.recommendation=Moderate writing");
    set("recommendations.1.timely=29/1");
    set("recommendations.+.timely=end of term");
    let file = store.read(format!("{id}.ron"));
    for day in ["2009-11-01", "2010-01-29", "2009-12-18"] {
        assert!(file.contains(day), "{day}: {file}");
    }
    set("state.confirmed=30/10");
    assert!(store.nov(&["due", &id]).well().contains("Friday 30 October 2009"));
    let survey = store.new_session("ofsted-survey", "Hillside Primary", "12/1/2010");
    store.nov(&["set", &survey, "inspection-date=12-13 January 2010"]).well();
    assert!(text(&store, &survey).contains("Tuesday 12 January 2010 to Wednesday 13 January 2010"));
}

#[test]
fn a_disagreement_blocks_the_draft_until_a_mentor_or_adviser_has_cleared_it() {
    let (store, id) = store_with_visit();
    let is_asked = || all(&json_of_check(&store, &id), "id").contains(&"required:cleared");
    assert!(!is_asked());
    store.nov(&["set", &id, "disagreement=On attainment"]).well();
    assert!(is_asked());
    store.nov(&["set", &id, "cleared=SA PQ on 18/11/2009"]).well();
    assert!(!is_asked());
}

fn json_of_check(store: &Store, id: &str) -> serde_json::Value {
    serde_json::from_str(&store.nov(&["check", id, "--json"]).out).unwrap()
}

#[test]
fn commands_that_change_one_session_at_once_wait_for_each_other() {
    let (store, id) = store_with_visit();
    let running: Vec<_> = (0..12).map(|_| store.begun(&["set", &id, "priorities.+=one more"])).collect();
    for child in running {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(store.read(format!("{id}.ron")).matches("one more").count(), 12);
}

#[test]
fn a_state_noted_for_a_day_to_come_is_said_to_be() {
    let (store, id) = store_with_visit();
    let tomorrow = (chrono::Local::now().date_naive() + chrono::Days::new(1)).to_string();
    let output = store.nov(&["set", &id, &format!("state.held={tomorrow}")]);
    assert!(output.err.contains("held is noted for") && output.err.contains("a day to come"), "{output:?}");
    output.well();
    let planned = store.nov(&["set", &id, &format!("state.confirmed={tomorrow}")]);
    assert!(!planned.err.contains("a day to come"), "{planned:?}");
}

#[test]
fn what_a_list_shows_of_a_school_follows_its_record() {
    let store = Store::new();
    let id = store.new_session("ofsted-s5", "Hillside Primary", "2010-01-12");
    let practice = || by_id(&json(&store, &["list", "--json"]), &id)["practice"].clone();
    assert_eq!(practice(), false);
    let place = "schools/hillside-primary.ron";
    let record = store.read(place).replace("facts: {", "facts: { \"practice\": \"yes\",");
    std::fs::write(store.path().join(place), record).unwrap();
    assert_eq!(practice(), true, "the session's own file is as it was");
}

#[test]
fn a_row_added_to_a_table_of_actions_is_a_numbered_action() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "12/1/2010");
    let set = ["set", &id, "actions.+.action=call parents", "actions.1.owner=Fred", "actions.1.when=15/1/2010"];
    let said = store.nov(&set);
    assert!(said.err.contains("is action 1 now"), "{}", said.err);
    let listed = store.nov(&["actions"]).well();
    assert!(listed.contains("call parents") && listed.contains("Fred"), "{listed}");
    assert!(text(&store, &id).contains("1 · call parents"), "{}", text(&store, &id));
}

#[test]
fn what_is_not_answered_is_said_where_a_meeting_closes() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "12/1/2010");
    let closed = store.nov(&["set", &id, "state.circulated=14/1/2010"]);
    let said = closed.err;
    assert!(said.contains("Purposes not answered yet: 5") && said.contains("nov check"), "{said}");
    let checked = store.nov(&["check", &id]);
    assert!(checked.out.contains("“Chair (SIP)” in “Meeting details” is still empty"));
}

#[test]
fn a_day_is_read_in_plain_words_and_one_that_is_over_is_the_last_such_day() {
    let store = Store::new();
    let new = |form: &str, date: &str| {
        store.nov(&["new", form, "--school", "Oak Lane", "--date", date]).well().trim().to_owned()
    };
    let today = chrono::Local::now().date_naive();
    let next = today.checked_add_months(chrono::Months::new(1)).unwrap().format("%Y-%m-").to_string();
    assert!(new("rtm", "first Tuesday of next month").starts_with(&next));
    let id = new("jem", "12/1/2010");
    for (path, typed, kept) in [
        ("placed", "12/3", "2009-03-12"),
        ("agreed-on", "12/3", "2010-03-12"),
        ("next-meeting", "last Friday of this term", "2010-02-12"),
        ("next-meeting", "first Tuesday of next month at half past two", "2010-02-02 14:30"),
    ] {
        store.nov(&["set", &id, &format!("{path}={typed}")]).well();
        let file = store.read(format!("{id}.ron"));
        assert!(file.contains(kept), "{path}={typed}: {file}");
    }
    let refused = store.nov(&["new", "rtm", "--school", "Oak Lane", "--date", "someday"]);
    assert!(refused.err.contains(&format!("write {}", today.format("%Y-01-12"))), "{}", refused.err);
}
