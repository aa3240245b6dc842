//! What each reader of a document is told: whom it is for, what bears on it, and nothing that is not so.

use crate::support::sitter::Sitter;
use crate::support::store::Store;

fn text(store: &Store, session: &str, document: &str) -> String {
    let shown = store.nov(&["export", session, "--format", "txt", "--document", document, "--output", "-"]).well();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_goes_to_the_authority_alone_says_so_and_what_the_school_has_too_does_not() {
    let store = Store::new();
    let visit = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    store.nov(&["set", &visit, "recommendations.+=Moderate writing", "recommendations.1.support=Consultant"]).well();
    let asked = text(&store, &visit, "brokering");
    assert!(asked.contains("For the local authority only") && !asked.contains("For the school"), "{asked}");
    let mail = store.nov(&["export", &visit, "--document", "brokering", "--format", "html", "--output", "-"]).well();
    assert!(mail.contains("For the local authority only") && !mail.contains("For the school"), "{mail}");
    let note = text(&store, &visit, "nov");
    assert!(note.contains("For the school and the local authority"), "{note}");
    // What is confidential stays so, whoever reads it.
    store.nov(&["set", &visit, "confidentiality=confidential"]).well();
    let asked = text(&store, &visit, "brokering");
    assert!(asked.contains("Confidential") && !asked.contains("authority only"), "{asked}");
}

#[test]
fn a_finding_that_names_its_judgement_is_not_led_by_the_name_again() {
    let mut me = Sitter::open("ofsted-s5");
    me.keys("tab").types("3").types("overall effectiveness is satisfactory").keys("enter");
    me.types("2").types("pupils achieve well").keys("enter");
    let findings = String::from_utf8(me.writes("form", "txt")).unwrap();
    let findings = findings.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(findings.contains("verall effectiveness is satisfactory"), "{findings}");
    assert!(
        !findings.contains("Overall effectiveness: verall") && !findings.contains("ectiveness: Overall eff"),
        "{findings}"
    );
    assert!(findings.contains("Individuals and groups: pupils achieve well"), "{findings}");
}

#[test]
fn actions_of_the_users_own_notes_are_counted_for_others_and_listed_for_the_user() {
    let store = Store::new();
    let form = store.new_session("ofsted-s5", "Hillside Primary", "2010-04-28");
    let line = "! @SIP ask the manager about the process by 30/4/2010";
    store.nov(&["note", "--session", &form, "--item", "arrangements", "--parse", line]).well();
    for document in ["actions", "owners"] {
        let shown = text(&store, &form, document);
        assert!(shown.contains("1 action is in the School Improvement Partner's own notes only."), "{shown}");
        assert!(!shown.contains("ask the manager") && !shown.contains("No actions were agreed"), "{shown}");
    }
    let own = text(&store, &form, "preparation");
    assert!(own.contains("the manager about the process") && !own.contains("No actions were agreed"), "{own}");
}

#[test]
fn the_box_of_an_item_whose_notes_stand_below_does_not_say_that_nothing_was_noted() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    store.nov(&["note", "--session", &id, "--item", "other-support", "the liaison worker stays"]).well();
    store.nov(&["set", &id, "state.circulated=20/1/2010"]).well();
    let form = text(&store, &id, "form");
    assert!(form.contains("LCSP and other support: See below") && form.contains("liaison worker stays"), "{form}");
    assert!(form.contains("AOB: Nothing noted"), "{form}");
}

#[test]
fn dates_to_keep_are_all_that_were_agreed_by_the_short_name_of_the_event() {
    let store = Store::new();
    let meeting = store.new_session("meeting", "Hillside Primary", "2010-03-23");
    store.nov(&["set", &meeting, "next-meeting=22/6/2010"]).well();
    let dates = text(&store, &meeting, "dates");
    assert!(dates.contains("Tuesday 22 June 2010: Date of next meeting"), "{dates}");
    let first = store.new_session("familiarisation", "Hillside Primary", "2009-09-15");
    store.nov(&["set", &first, "year-autumn.date=17/11/2009", "year-other.date=29/9/2009"]).well();
    let dates = text(&store, &first, "dates");
    assert!(dates.contains("Tuesday 17 November 2009: Autumn visit (Term 2)"), "{dates}");
    assert!(dates.contains("Tuesday 29 September 2009: Other"), "{dates}");
    let hmi = store.new_session("hmi-satisfactory", "Hillside Primary", "2011-06-14");
    assert!(text(&store, &hmi, "dates").contains("Tuesday 14 June 2011: HMI monitoring visit"));
}

#[test]
fn the_copy_for_a_check_of_accuracy_is_a_whole_letter_and_a_reference_is_signed() {
    let store = Store::new();
    store.nov(&["me", "name=Jo Kestrel", "role=School Improvement Partner"]).well();
    let visit = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    let copy = text(&store, &visit, "accuracy");
    assert!(copy.contains("The agreed note is due on Tuesday 1 December 2009, so please reply before"), "{copy}");
    assert!(copy.contains("With kind regards, Jo Kestrel School Improvement Partner"), "{copy}");
    let day = store.new_session("support-day", "Hillside Primary", "2010-02-03");
    assert!(text(&store, &day, "accuracy").contains("With kind regards, Jo Kestrel"));
    let reference = store.new_session("reference", "Hillside Primary", "2010-05-26");
    assert!(text(&store, &reference, "reference").contains("Jo Kestrel School Improvement Partner"));
}
