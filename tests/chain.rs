//! What was recommended goes from note to note, through the seasons, over two years and two SIPs.

use serde_json::Value;

use crate::support::store::Store;

const SCHOOL: &str = "Hillside Primary";

/// A SIP with a store of their own.
fn sip(name: &str) -> Store {
    let store = Store::new();
    std::fs::create_dir_all(store.path()).unwrap();
    std::fs::write(store.path().join("me.ron"), format!("(schema: 1, facts: {{\"name\": \"{name}\"}})\n")).unwrap();
    store
}

/// Begins a note with one recommendation of its own.
fn note(sip: &Store, form: &str, date: &str, recommends: &str) -> String {
    let id = sip.new_session(form, SCHOOL, date);
    sip.nov(&["set", &id, &format!("recommendations.+={recommends}"), "recommendations.1.owner=HT"]).well();
    id
}

/// A session as kept.
fn kept(sip: &Store, id: &str) -> Value {
    serde_json::from_str(&sip.nov(&["export", id, "--format", "json", "--output", "-"]).well()).unwrap()
}

/// What a note reports on: the actions taken over from the one before.
fn reports_on(sip: &Store, id: &str) -> Vec<String> {
    let session: nov::session::Session = nov::ronfile::read(&sip.read(format!("{id}.ron"))).unwrap();
    session.table("progress-actions").iter().map(|row| row["action"].clone()).collect()
}

/// The lines that stand where the note looks back.
fn looks_back(sip: &Store, id: &str) -> Vec<String> {
    let mut session: nov::session::Session = nov::ronfile::read(&sip.read(format!("{id}.ron"))).unwrap();
    session.ready();
    session.standing("progress").map(|entry| entry.text.clone()).collect()
}

#[test]
fn recommendations_go_from_note_to_note_over_two_years_and_two_sips() {
    let (ada, bo) = (sip("Ada Reed"), sip("Bo Lind"));
    note(&ada, "summer", "2009-06-16", "Raise attainment in Year 4");
    let autumn = note(&ada, "autumn", "2009-11-17", "Moderate Y5 writing");
    assert_eq!(reports_on(&ada, &autumn), ["Raise attainment in Year 4"]);
    ada.nov(&["set", &autumn, "progress-actions.1.status=under way", "progress-actions.1.progress=Two sets of books"])
        .well();
    let spring = note(&ada, "spring", "2010-03-09", "Governors to visit lessons");
    assert_eq!(reports_on(&ada, &spring), ["Moderate Y5 writing", "Raise attainment in Year 4"]);
    ada.nov(&["set", &spring, "progress-actions.1.status=done"]).well();

    let pack = ada.desk().join("pack.zip");
    ada.nov(&["handover", SCHOOL, "--years", "30", "--output", pack.to_str().unwrap()]).well();
    assert_eq!(bo.nov(&["takeover", pack.to_str().unwrap()]).well().lines().count(), 3);
    let summer = note(&bo, "summer", "2010-06-15", "Track boys' reading");
    assert_eq!(reports_on(&bo, &summer), ["Governors to visit lessons", "Raise attainment in Year 4"]);
    assert_eq!(looks_back(&bo, &summer), ["Closed since 9 March 2010: Moderate Y5 writing (done)"]);
    bo.nov(&["set", &summer, "progress-actions.1.status=dropped", "progress-actions.2.status=done"]).well();

    let autumn = note(&bo, "autumn", "2010-11-16", "Plan for mixed classes");
    assert_eq!(reports_on(&bo, &autumn), ["Track boys' reading"]);
    assert_eq!(
        looks_back(&bo, &autumn),
        [
            "Closed since 15 June 2010: Governors to visit lessons (dropped)",
            "Closed since 15 June 2010: Raise attainment in Year 4 (done)",
        ]
    );
    // The Spring visit is left out: the chain holds.
    let last = bo.new_session("summer", SCHOOL, "2011-06-14");
    assert_eq!(reports_on(&bo, &last), ["Plan for mixed classes", "Track boys' reading"]);

    for (id, writer) in [(&spring, "Ada Reed"), (&summer, "Bo Lind")] {
        let document = kept(&bo, id);
        assert!(document.to_string().contains(writer), "{id}: {document}");
    }
    assert!(bo.read(format!("{spring}.ron")).contains("author: \"Ada Reed\""));
}

#[test]
fn a_note_says_into_which_it_was_imported() {
    let ada = sip("Ada Reed");
    let summer = note(&ada, "summer", "2009-06-16", "Raise attainment in Year 4");
    let listed = |id: &str| {
        let all: Value = serde_json::from_str(&ada.nov(&["list", "--json"]).well()).unwrap();
        all.as_array().unwrap().iter().find(|session| session["id"] == id).unwrap()["taken_into"].clone()
    };
    assert_eq!(listed(&summer), Value::Null);
    let autumn = ada.new_session("autumn", SCHOOL, "2009-11-17");
    assert_eq!((listed(&summer), listed(&autumn)), (Value::from(autumn.as_str()), Value::Null));
    assert!(ada.nov(&["list"]).well().contains(&format!("imported into {autumn}")));
    ada.nov(&["set", &autumn, "state=cancelled"]).well();
    assert_eq!(listed(&summer), Value::Null, "a visit that did not take place took nothing");
}

#[test]
fn how_far_a_recommendation_is_goes_on_with_it_into_notes_planned_before() {
    let ada = sip("Ada Reed");
    note(&ada, "summer", "2009-06-16", "Raise attainment in Year 4");
    let autumn = ada.new_session("autumn", SCHOOL, "2009-11-17");
    let early = ada.new_session("spring", SCHOOL, "2010-03-02");
    ada.nov(&["set", &autumn, "progress-actions.1.status=under way", "progress-actions.1.progress=Two sets of books"])
        .well();
    let status = |id: &str| {
        let session: nov::session::Session = nov::ronfile::read(&ada.read(format!("{id}.ron"))).unwrap();
        session.table("progress-actions")[0].get("status").cloned()
    };
    let late = ada.new_session("spring", SCHOOL, "2010-03-09");
    assert_eq!((status(&early), status(&late)), (None, Some("under way".to_owned())));
    // Looked at by whatever command, it is brought up to date first.
    ada.nov(&["export", &early, "--format", "txt", "--output", "-"]).well();
    assert_eq!(status(&early), Some("under way".to_owned()));
    let actions: Value = serde_json::from_str(&ada.nov(&["actions", "--json"]).well()).unwrap();
    let only = &actions.as_array().unwrap()[..];
    assert_eq!(
        (only.len(), only[0]["status"].as_str(), only[0]["session"].as_str()),
        (1, Some("under-way"), Some(&*autumn))
    );
}

#[test]
fn a_cancelled_visit_is_passed_over() {
    let ada = sip("Ada Reed");
    note(&ada, "summer", "2009-06-16", "Raise attainment in Year 4");
    let autumn = note(&ada, "autumn", "2009-11-17", "Never made");
    ada.nov(&["set", &autumn, "state=cancelled"]).well();
    let spring = ada.new_session("spring", SCHOOL, "2010-03-09");
    assert_eq!(reports_on(&ada, &spring), ["Raise attainment in Year 4"]);
}

#[test]
fn an_action_of_one_meeting_is_told_of_at_every_next_one_until_it_is_closed() {
    let ada = sip("Ada Reed");
    let first = ada.new_session("rtm", SCHOOL, "2009-10-13");
    ada.nov(&["note", "--session", &first, "--parse", "! @HT send tracking to governors by 1/12"]).well();
    let dates = ["2010-01-12", "2010-04-27", "2010-09-14", "2011-01-18"];
    for (n, date) in dates.into_iter().enumerate() {
        let id = ada.new_session("rtm", SCHOOL, date);
        ada.nov(&["set", &id, &format!("state.held={date}")]).well();
        let mut session: nov::session::Session = nov::ronfile::read(&ada.read(format!("{id}.ron"))).unwrap();
        session.ready();
        let (entry, action) = session.actions().next().unwrap();
        assert_eq!(entry.text, "send tracking to governors");
        assert_eq!((action.number, action.history.len()), (1, n + 1));
        assert_eq!(action.origin.as_ref().map(|origin| origin.session.as_str()), Some(first.as_str()));
    }
    let actions: Value = serde_json::from_str(&ada.nov(&["actions", "--json"]).well()).unwrap();
    assert_eq!(actions.as_array().unwrap().len(), 1, "the register shows it once: {actions}");
}

#[test]
fn what_a_note_says_of_a_matter_stays_whatever_a_later_note_says_of_it() {
    let ada = sip("Ada Reed");
    let autumn = note(&ada, "autumn", "2009-11-10", "Moderate Y5 writing");
    ada.nov(&["set", &autumn, "recommendations.+=Track boys' reading", "state.held=10/11/2009"]).well();
    let spring = note(&ada, "spring", "2010-03-09", "Governors to visit lessons");
    ada.nov(&["note", "--session", &spring, "Twelve books seen"]).well();
    ada.nov(&["set", &spring, "progress-actions.1.status=under way"]).well();
    let summer = note(&ada, "summer", "2010-06-08", "Share what works");
    assert_eq!(reports_on(&ada, &summer)[1..], ["Track boys' reading", "Moderate Y5 writing"]);
    ada.nov(&["set", &summer, "progress-actions.2.status=done", "progress-actions.3.status=done"]).well();
    // Opened again, the Spring says what was written in March, and all that was open then.
    let before = ada.read(format!("{spring}.ron"));
    ada.nov(&["set", &spring, "focus=Writing"]).well();
    let after = ada.read(format!("{spring}.ron"));
    assert!(before.contains("under way") && after.contains("under way") && !after.contains("done"), "{after}");
    assert_eq!(reports_on(&ada, &spring), ["Moderate Y5 writing", "Track boys' reading"]);
    assert_eq!(looks_back(&ada, &spring), ["Twelve books seen"], "nothing is said of what was closed later");
    let printed = ada.nov(&["export", &spring, "--format", "md", "--output", "-"]).well();
    assert!(printed.contains("under way"), "{printed}");
    // The register knows that both are done.
    let open = ada.nov(&["actions"]).well();
    assert!(!open.contains("Moderate Y5 writing") && !open.contains("Track boys' reading"), "{open}");
}

#[test]
fn a_status_that_was_typed_stays_when_an_earlier_note_closes_the_matter_afterwards() {
    let ada = sip("Ada Reed");
    let autumn = note(&ada, "autumn", "2009-11-10", "Moderate Y5 writing");
    let spring = note(&ada, "spring", "2010-03-09", "Governors to visit lessons");
    let summer = note(&ada, "summer", "2010-06-08", "Share what works");
    ada.nov(&["set", &summer, "progress-actions.2.status=under way"]).well();
    assert!(!autumn.is_empty() && reports_on(&ada, &summer)[1] == "Moderate Y5 writing");
    ada.nov(&["set", &spring, "progress-actions.1.status=done"]).well();
    ada.nov(&["set", &summer, "focus=Writing"]).well();
    assert!(ada.read(format!("{summer}.ron")).contains("under way"));
}
