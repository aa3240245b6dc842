//! Documents as whoever gets them reads them: whole, each thing once, and no room to write in what is finished.

use crate::support::store::Store;

fn text(store: &Store, session: &str, document: &str) -> String {
    let shown = store.nov(&["export", session, "--format", "txt", "--document", document, "--output", "-"]).well();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The rows of tables, cells one space apart.
fn rows(store: &Store, session: &str) -> String {
    let shown = store.nov(&["export", session, "--format", "md", "--output", "-"]).well();
    shown.replace('|', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn set(store: &Store, session: &str, values: &[&str]) {
    for value in values {
        store.nov(&["set", session, value]).well();
    }
}

#[test]
fn a_recommendation_taken_into_the_next_note_keeps_the_day_by_which_it_was_to_be_done() {
    let store = Store::new();
    let autumn = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    set(
        &store,
        &autumn,
        &[
            "recommendations.+.recommendation=Teach phonics daily",
            "recommendations.1.owner=HT/MB",
            "recommendations.1.timely=12/2/2010",
        ],
    );
    let spring = store.new_session("spring", "Hillside Primary", "2010-03-09");
    let shown = rows(&store, &spring);
    assert!(shown.contains("By when") && shown.contains("Teach phonics daily HT MB 12 February 2010"), "{shown}");
    // From there it goes on.
    set(&store, &spring, &["progress-actions.1.due=30/4/2010", "progress-actions.1.status=under way"]);
    let summer = store.new_session("summer", "Hillside Primary", "2010-06-15");
    assert!(rows(&store, &summer).contains("Teach phonics daily HT MB under way 30 April 2010"));
}

#[test]
fn an_owner_is_printed_in_one_way_however_it_was_typed() {
    let store = Store::new();
    let id = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    set(
        &store,
        &id,
        &["recommendations.+.recommendation=Teach phonics daily", "recommendations.1.owner=HT/MB; GOV PB"],
    );
    store.nov(&["note", "--session", &id, "--parse", "! @HT/MB share the plan by 29/1/2010"]).well();
    for document in ["nov", "headlines", "actions", "year"] {
        let shown = text(&store, &id, document);
        assert!(shown.contains("HT MB") && !shown.contains("HT/MB"), "{document}: {shown}");
    }
    let listed = store.nov(&["actions", "--json"]).well();
    let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    let owners: Vec<&serde_json::Value> = listed.as_array().unwrap().iter().map(|action| &action["owners"]).collect();
    assert!(owners.contains(&&serde_json::json!(["HT MB", "GOV PB"])), "{owners:?}");
}

#[test]
fn what_was_circulated_has_no_room_to_write_in() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    store.nov(&["note", "--session", &id, "--parse", "~ @HT most pupils in Year 5 write well"]).well();
    let draft = text(&store, &id, "minutes");
    assert!(draft.contains("Impact of that change: ____"), "{draft}");
    set(&store, &id, &["state.circulated=20/1/2010"]);
    let sent = text(&store, &id, "minutes");
    assert!(sent.contains("Impact of that change: Nothing noted"), "{sent}");
    assert!(!sent.contains("__") && !sent.contains("(date)"), "{sent}");
    // Its labels stay, those of a table that nobody filled in too.
    assert!(sent.contains("Role Initials"), "{sent}");
}

#[test]
fn a_visit_in_two_parts_is_told_of_with_both_its_days() {
    let store = Store::new();
    let id = store.new_session("autumn", "Hillside Primary", "2009-11-05");
    set(&store, &id, &["visit-dates.+.date=5/11/2009", "visit-dates.+.date=12/11/2009", "focus=writing"]);
    store.nov(&["note", "--session", &id, "--parse", "= go on to Easter"]).well();
    let both = "5 and 12 November 2009";
    let letter = text(&store, &id, "confirmation");
    assert!(letter.contains(&format!("I shall be at Hillside Primary on {both} for the Autumn visit")), "{letter}");
    for document in ["nov", "headlines", "year"] {
        let shown = text(&store, &id, document);
        assert!(shown.contains(both), "{document}: {shown}");
    }
    let dates = text(&store, &id, "dates");
    assert!(
        dates.contains("Thursday 5 November 2009: Autumn visit")
            && dates.contains("Thursday 12 November 2009: Autumn visit"),
        "{dates}"
    );
    let calendar = store.nov(&["export", &id, "--format", "ics", "--document", "dates", "--output", "-"]).well();
    assert_eq!(calendar.matches("SUMMARY:Hillside Primary: Autumn visit").count(), 2, "{calendar}");
}

#[test]
fn a_meeting_asks_for_the_support_it_spoke_of_and_not_for_all_that_is_to_be_done() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    for (item, line) in [
        ("ask-support", "= continue the consultant to Easter"),
        ("ask-support", "~ @LC visited six times"),
        ("other-support", "! @LA send the attendance officer weekly by 29/1/2010"),
        ("school-report", "! @DHT list Y3 EAL pupils by 12/2/2010"),
    ] {
        store.nov(&["note", "--session", &id, "--item", item, "--parse", line]).well();
    }
    let asked = text(&store, &id, "brokering");
    for words in [
        "Evaluation of all ASK support",
        "continue the consultant",
        "LCSP and other support",
        "send the attendance officer",
    ] {
        assert!(asked.contains(words), "{words}: {asked}");
    }
    assert!(!asked.contains("list Y3 EAL") && !asked.contains("six times"), "{asked}");
}

#[test]
fn the_copy_for_a_check_of_accuracy_has_what_was_noted_below_its_section_and_each_heading_once() {
    let store = Store::new();
    let id = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    store.nov(&["note", "--session", &id, "--item", "progress", "--parse", "~ @HT tracking is updated"]).well();
    let copy = text(&store, &id, "accuracy");
    assert_eq!(copy.matches("Progress since Summer visit").count(), 1, "{copy}");
    let at = |words: &str| copy.find(words).unwrap_or_else(|| panic!("{words}: {copy}"));
    assert!(at("tracking is updated") < at("Targets: review"), "{copy}");
}

#[test]
fn a_request_for_a_meeting_without_a_reason_is_refused_whatever_else_was_decided() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    store.nov(&["note", "--session", &id, "--parse", "= ask for a new plan"]).well();
    let refused = store.nov(&["export", &id, "--document", "causing-concern", "--output", "-"]).fails_with(2);
    assert!(refused.contains("no trigger for concern is ticked"), "{refused}");
}
