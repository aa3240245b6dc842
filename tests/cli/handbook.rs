//! What the handbook asks of days, agreements, drafts and who may sign, as the command line tells it.

use std::fs;

use super::{all, json, refused, text};
use crate::support::store::Store;

/// An Autumn visit of November 2009 with all that blocks waived.
fn visit() -> (Store, String) {
    let store = Store::new();
    let id = store.new_session("autumn", "Seaview Primary", "17/11/2009");
    store.nov(&["note", "--session", &id, "The visit is begun"]).well();
    waive_all(&store, &id);
    (store, id)
}

/// Waives what blocks.
fn waive_all(store: &Store, id: &str) {
    let output = store.nov(&["check", id, "--json"]);
    let found: serde_json::Value = serde_json::from_str(&output.out).unwrap();
    for finding in found.as_array().unwrap().iter().filter(|finding| finding["blocks"] == true) {
        store.nov(&["waive", id, finding["id"].as_str().unwrap(), "--reason", "a rehearsal"]).well();
    }
}

/// A deadline of a session.
fn due(store: &Store, id: &str, deadline: &str) -> serde_json::Value {
    let all = json(store, &["due", id, "--json"]);
    let found = all["due"].as_array().unwrap().iter().find(|due| due["deadline"] == deadline);
    found.unwrap_or_else(|| panic!("no {deadline} in {all}")).clone()
}

fn year(store: &Store, year: &str) -> String {
    store.nov(&["schools", "--year", year]).well()
}

#[test]
fn a_disagreement_is_moderated_by_a_senior_adviser_with_initials_and_a_day() {
    let (store, id) = visit();
    let set = |values: &[&str]| store.nov(&[&["set", &id], values].concat());
    set(&["disagreement=The head sees attainment as good", "cleared=SA MK 20/11/2009", "attached.+=SEF"]).well();
    set(&["state.disagreed=25/11/2009"]).well();
    for unfit in ["mentor XY", "SPA MK", "Senior Adviser, 1/12/2009", "XY 1/12/2009"] {
        set(&[&format!("moderated={unfit}")]).well();
        refused(&store, &["set", &id, "state.circulated=1/12/2009"], 1, &["Moderated by Senior Adviser", "SPA/KD, 17"]);
    }
    for fit in ["SPA/MK, 1 December 2009", "the Senior Adviser (MK) on 1/12/2009"] {
        set(&[&format!("moderated={fit}")]).well();
        set(&["state.circulated=1/12/2009"]).well();
        set(&["state.circulated="]).well();
    }
    // A mentor clears the draft too; somebody without a role is worth a look.
    let is_said = || store.nov(&["check", &id]).out.contains("names no Senior Phase Adviser or SIP mentor");
    set(&["cleared=Mentor JL 20/11/2009"]).well();
    assert!(!is_said());
    set(&["cleared=JL 20/11/2009"]).well();
    assert!(is_said());
}

#[test]
fn a_disagreement_says_nothing_of_a_draft_that_nobody_was_sent() {
    let (store, id) = visit();
    store.nov(&["set", &id, "state.disagreed=19/11/2009"]).well();
    assert_eq!(due(&store, &id, "draft")["done"], false);
    store
        .nov(&["set", &id, "disagreement=Attainment", "cleared=SA MK 20/11/2009", "state.with-head=20/11/2009"])
        .well();
    assert_eq!(due(&store, &id, "draft")["done"], true);
}

#[test]
fn a_draft_that_went_to_everybody_is_not_the_agreed_note() {
    let (store, id) = visit();
    let to_all = |on: &str| {
        let to = ["--to", "HT", "--to", "Chair of governors", "--to", "LA"];
        store.nov(&[&["sent", &id, "--on", on], &to[..]].concat()).well();
    };
    let state = || json(&store, &["list", "--json"])[0]["state"].as_str().unwrap().to_owned();
    to_all("20/11/2009");
    assert_eq!((due(&store, &id, "draft")["done"].as_bool(), state().as_str()), (Some(true), "with the head"));
    assert_eq!(due(&store, &id, "circulate")["done"], false);
    let listed = store.nov(&["sent", &id]).well();
    assert!(listed.contains("not sent yet  Headteacher  Agreed Note of Visit to everybody"), "{listed}");
    store.nov(&["set", &id, "state.agreed=26/11/2009"]).well();
    assert_eq!(due(&store, &id, "circulate")["done"], false, "the draft was sent before");
    store.nov(&["sent", &id, "--on", "27/11/2009", "--to", "Chair of governors", "--to", "LA"]).well();
    assert_eq!(due(&store, &id, "circulate")["done"], false, "the head has only the draft");
    store.nov(&["sent", &id, "--on", "27/11/2009", "--to", "HT"]).well();
    assert_eq!((due(&store, &id, "circulate")["done"].as_bool(), state().as_str()), (Some(true), "circulated"));
    let note = text(&store, &id);
    assert!(note.contains("Headteacher 27 November 2009") && note.matches("Headteacher 2").count() == 1, "{note}");
}

#[test]
fn what_goes_out_late_is_said_after_a_visit_as_before_a_meeting() {
    let (store, id) = visit();
    let said = || store.nov(&["check", &id]).out;
    store.nov(&["set", &id, "state.with-head=24/11/2009"]).well();
    assert!(!said().contains("Late:"), "{}", said());
    store.nov(&["set", &id, "state.with-head=26/11/2009"]).well();
    let late = "Late: Draft Note of Visit to the headteacher went out on Thursday 26 November 2009, and was due by";
    assert!(said().contains(late), "{}", said());
}

#[test]
fn a_support_day_is_circulated_within_the_days_of_a_note_of_visit() {
    let store = Store::new();
    let id = store.new_session("support-day", "Seaview Primary", "11/3/2010");
    assert_eq!(due(&store, &id, "circulate")["on"], "2010-03-25");
}

#[test]
fn days_are_agreed_before_them_and_what_was_agreed_only_afterwards_is_said() {
    let store = Store::new();
    let id = store.new_session("rtm", "Seaview Primary", "12/1/2010");
    store.nov(&["set", &id, "agreed-with=SIPM/AB", "agreed-on=8/1/2010"]).well();
    let said = || (year(&store, "2009/10"), store.nov(&["check", &id]).out);
    let (schools, check) = said();
    assert!(!schools.contains("agree") && !check.contains("Agreed only"), "{schools}{check}");
    store.nov(&["set", &id, "agreed-on=15/1/2010"]).well();
    let (schools, check) = said();
    assert!(
        schools.contains("agreed only afterwards: RTM  2010-01-12-seaview-primary-rtm  SIPM/AB, 15 Jan"),
        "{schools}"
    );
    assert!(
        check.contains("Agreed only afterwards, on Friday 15 January 2010, and not before Tuesday 12 Jan"),
        "{check}"
    );
}

#[test]
fn national_challenge_support_asks_nobody_to_agree() {
    let store = Store::new();
    let id = store.new_session("support-day", "Seaview Primary", "11/3/2010");
    let asks = || year(&store, "2009/10").contains("no agreement noted beforehand");
    store.nov(&["set", &id, "kind=additional SIP day", "days=1"]).well();
    assert!(asks());
    store.nov(&["set", &id, "kind=National Challenge support"]).well();
    assert!(!asks());
}

#[test]
fn extra_days_that_are_spent_are_said() {
    let store = Store::new();
    store.nov(&["school", "Seaview Primary", "support-level=Intensive"]).well();
    let id = store.new_session("support-day", "Seaview Primary", "11/3/2010");
    store.nov(&["set", &id, "kind=additional SIP day", "days=5", "state.held=11/3/2010"]).well();
    assert!(!year(&store, "2009/10").contains("beyond"));
    store.nov(&["set", &id, "days=7"]).well();
    let said = year(&store, "2009/10");
    assert!(said.contains("7 of 10 days used") && said.contains("2 beyond the 5 extra days"), "{said}");
}

#[test]
fn a_school_causing_concern_has_intensive_support_or_is_spoken_of() {
    let store = Store::new();
    store.nov(&["school", "Seaview Primary", "name=Seaview Primary", "causing-concern=yes"]).well();
    let is_said = || store.nov(&["schools"]).well().contains("A school causing concern gets intensive support");
    assert!(is_said());
    store.nov(&["school", "Seaview Primary", "support-level=Intensive"]).well();
    assert!(!is_said());
}

#[test]
fn who_is_new_to_a_school_is_so_for_one_year() {
    let store = Store::new();
    let record = store.nov(&["school", "Seaview Primary", "name=Seaview Primary", "new-sip=yes"]).well();
    assert!(record.contains("new-sip-since=20"), "{record}");
    assert!(store.nov(&["schools"]).well().contains("Familiarisation visit"));
    store.nov(&["school", "Seaview Primary", "new-sip-since=4/9/2009"]).well();
    let days = |said: &str| json(&store, &["schools", "--year", said, "--json"])[0]["days"]["allowed"].as_f64();
    assert!(year(&store, "2009/10").contains("Familiarisation visit"));
    assert!(!year(&store, "2010/11").contains("Familiarisation visit"));
    assert_eq!((days("2009/10"), days("2010/11")), (Some(6.0), Some(5.0)));
}

#[test]
fn a_category_that_ends_has_its_own_day_and_may_have_begun_in_a_month() {
    let store = Store::new();
    let noted = |facts: &[&str]| store.nov(&[&["school", "Seaview Primary"], facts].concat()).well();
    let record = noted(&["name=Seaview Primary", "category=special measures", "category-since=3/2009"]);
    assert!(record.contains("category-since=2009-03\n"), "{record}");
    assert!(year(&store, "2009/10").contains("Round Table Meeting"));
    assert!(!year(&store, "2007/08").contains("Round Table Meeting"), "before it nothing was owed");
    let record = noted(&["category=none"]);
    assert!(record.contains("category-past=special measures since 2009-03"), "{record}");
    assert!(!record.contains("category-since=2009-03") && record.contains("category-since=20"), "{record}");
    assert!(year(&store, "2009/10").contains("Round Table Meeting"), "it was in it then");
}

#[test]
fn a_concern_stands_first_of_what_is_due_the_most_urgent_before_the_others() {
    let store = Store::new();
    let id = store.new_session("rtm", "Seaview Primary", "12/1/2010");
    store.nov(&["note", "--session", &id, "--parse", "% the budget is overspent"]).well();
    store.nov(&["note", "--session", &id, "--parse", "% standards fall and nobody says so"]).well();
    let place = store.path().join(format!("{id}.ron"));
    let mut kept = fs::read_to_string(&place).unwrap();
    for (words, to, soon) in [
        ("the budget is overspent", "SIP manager", "as soon as you can"),
        ("standards fall and nobody says so", "Senior Phase Adviser", "at once"),
    ] {
        let telling = format!("text: \"{words}\", telling: Some((to: \"{to}\", soon: \"{soon}\"))");
        kept = kept.replace(&format!("text: \"{words}\""), &telling);
    }
    fs::write(&place, kept).unwrap();
    let said = store.nov(&["due"]).well();
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines[0].starts_with("at once  Seaview Primary: tell the Senior Phase Adviser: standards fall"), "{said}");
    assert!(lines[1].starts_with("as soon as you can  Seaview Primary: tell the SIP manager: the budget"), "{said}");
    assert_eq!(all(&json(&store, &["due", "--json"]), "deadline")[..2], ["tell", "tell"]);
    assert!(!store.nov(&["due", "--ics"]).well().contains("standards fall"), "its words are in no file");
}

#[test]
fn somebody_known_is_known_by_initial_and_surname_too() {
    let (store, id) = visit();
    store.nov(&["school", "Seaview Primary", "chair=Peter Bramble"]).well();
    for typed in ["P Bramble knows the data well.", "P. Bramble knows the data well."] {
        store.nov(&["set", &id, &format!("self-evaluation={typed}")]).well();
        let said = json_of_check(&store, &id);
        let named = said.as_array().unwrap().iter().find(|found| found["rule"] == "name").unwrap();
        assert_eq!(named["blocks"], true, "{named}");
        assert!(named["message"].as_str().unwrap().contains("write “the chair of governors (PB)” instead"), "{named}");
    }
    // Another of that name is nobody known.
    store.nov(&["set", &id, "self-evaluation=R Bramble knows the data well."]).well();
    let said = json_of_check(&store, &id);
    let named = said.as_array().unwrap().iter().find(|found| found["rule"] == "name").unwrap();
    assert_eq!(named["blocks"], false, "{named}");
}

fn json_of_check(store: &Store, id: &str) -> serde_json::Value {
    serde_json::from_str(&store.nov(&["check", id, "--json"]).out).unwrap()
}

#[test]
fn what_is_no_judgement_and_no_summary_raises_no_alarm() {
    let (store, id) = visit();
    store.nov(&["set", &id, "progress-actions.+=Improve teaching 2"]).well();
    store.nov(&["set", &id, "plan-priorities=40% of pupils, most of them boys, missed the target."]).well();
    let said = store.nov(&["check", &id]).out;
    assert!(!said.contains("“2”") && !said.contains("minority"), "{said}");
    store.nov(&["set", &id, "plan-priorities=40% of pupils, so most of them, missed the target."]).well();
    assert!(store.nov(&["check", &id]).out.contains("minority"));
}

#[test]
fn a_letter_is_signed_by_the_name_in_the_note_where_the_own_record_has_none() {
    let store = Store::new();
    let id = store.new_session("autumn", "Seaview Primary", "17/11/2009");
    store.nov(&["set", &id, "sip=Ash Rowan", "focus=writing"]).well();
    let letter = store.nov(&["export", &id, "--document", "confirmation", "--format", "txt", "--output", "-"]).well();
    let (_, end) = letter.split_once("With kind regards,").unwrap();
    assert!(end.contains("Ash Rowan"), "{letter}");
}
