//! sent, versions, compare, restore, and what goes into an export.

use super::{by_id, json, refused, text};
use crate::support::store::Store;

fn sent_note() -> (Store, String) {
    let store = Store::new();
    let id = store.new_session("autumn", "Seaview Primary", "17/11/2009");
    store.nov(&["set", &id, "focus=writing in Year 5"]).well();
    store.nov(&["note", "--session", &id, "--item", "3", "--parse", "~ @HT most pupils in Year 5 write well"]).well();
    store.nov(&["sent", &id, "--to", "HT", "--on", "20/11/2009", "--draft"]).well();
    (store, id)
}

#[test]
fn who_got_what_and_when_is_listed_by_role() {
    let (store, id) = sent_note();
    let all = json(&store, &["sent", &id, "--json"]);
    let head = &all["distribution"][0];
    assert_eq!((head["role"].as_str(), head["sent"].as_str()), (Some("Headteacher"), Some("2009-11-20")));
    assert!(all["distribution"][1]["sent"].is_null());
    let sent = &all["sent"][0];
    assert_eq!(
        (sent["document"].as_str(), sent["format"].as_str(), sent["version"].as_u64()),
        (Some("nov"), Some("docx"), Some(1))
    );
    assert_eq!(sent["changed"], false);
    let listed = store.nov(&["sent", &id]).well();
    assert!(listed.contains("Headteacher  Note of Visit - Autumn (docx)  version 1"), "{listed}");
    assert!(listed.contains("not sent yet  LA"), "{listed}");
    // It stands in the document, under “Issue and distribution”.
    assert!(text(&store, &id).contains("Headteacher 20 November 2009"));
    // A change is seen in the lists.
    store.nov(&["set", &id, "focus=writing in Year 6"]).well();
    let words = "changed since it was sent to the headteacher on 20 November 2009";
    assert!(store.nov(&["list"]).well().contains(words));
    assert_eq!(by_id(&json(&store, &["list", "--json"]), &id)["changed"], words);
    assert_eq!(json(&store, &["sent", &id, "--json"])["sent"][0]["changed"], true);
    // A note made by mistake is taken back; its version stays.
    store.nov(&["sent", &id, "--take-back", "1"]).well();
    assert!(json(&store, &["sent", &id, "--json"])["sent"].as_array().unwrap().is_empty());
    assert_eq!(json(&store, &["versions", &id, "--json"]).as_array().unwrap().len(), 1);
}

#[test]
fn what_everybody_was_sent_is_due_no_more() {
    let store = Store::new();
    let id = store.new_session("rtm", "Seaview Primary", "12/1/2010");
    store.nov(&["note", "--session", &id, "The meeting is opened"]).well();
    let is_due = |store: &Store| {
        let due = json(store, &["due", "--json"]);
        due.as_array().unwrap().iter().any(|due| due["label"].as_str().unwrap().starts_with("Minutes to all invited"))
    };
    assert!(is_due(&store));
    store.nov(&["sent", &id, "--to", "Headteacher", "--on", "20/1/2010"]).well();
    assert!(is_due(&store), "the others have nothing yet");
    store.nov(&["sent", &id, "--to", "All invited", "--on", "20/1/2010"]).well();
    assert!(!is_due(&store));
    store.nov(&["sent", &id, "--take-back", "2"]).well();
    assert!(is_due(&store));
    store.nov(&["sent", &id, "--to", "Governor", "--to", "LA", "--on", "21/1/2010"]).well();
    assert!(!is_due(&store), "each of them has it now");
}

#[test]
fn an_unchanged_session_is_sent_twice_in_one_version() {
    let (store, id) = sent_note();
    store.nov(&["sent", &id, "--to", "LA", "--to", "chair of governors", "--format", "html", "--draft"]).well();
    let versions = json(&store, &["versions", &id, "--json"]);
    assert_eq!(versions.as_array().unwrap().len(), 1);
    assert_eq!(versions[0]["sent"][1]["to"][1], "Chair of governors", "as the form's list calls it");
    let before = store.read(format!("versions/{id}@1.ron"));
    store.nov(&["set", &id, "focus=writing in Year 6"]).well();
    assert_eq!(store.nov(&["versions", &id, "--keep", "before the review"]).well(), "2\n");
    assert_eq!(store.read(format!("versions/{id}@1.ron")), before, "never rewritten");
    let mode = std::os::unix::fs::MetadataExt::mode(
        &std::fs::metadata(store.path().join(format!("versions/{id}@2.ron"))).unwrap(),
    );
    assert_eq!(mode & 0o777, 0o600);
    assert!(!store.nov(&["list"]).well().contains("versions"), "no session of its own");
}

#[test]
fn versions_are_compared_word_by_word_and_restored() {
    let (store, id) = sent_note();
    store.nov(&["set", &id, "focus=writing in Year 6"]).well();
    store.nov(&["note", "--session", &id, "--item", "3", "a line that came later"]).well();
    store.nov(&["note", "--session", &id, "--parse", "% private and later"]).well();
    let shown = store.nov(&["compare", &id]).well();
    assert!(shown.contains("Agreed focus: writing in Year [-5-]{+6+}"), "{shown}");
    assert!(shown.contains("a line that came later+}") && !shown.contains("private and later"), "{shown}");
    let differences = json(&store, &["compare", &id, "1", "--json"]);
    assert_eq!(differences["differences"][0]["words"][1]["fate"], "gone");
    store.nov(&["restore", &id, "1"]).well();
    assert!(store.nov(&["compare", &id, "1"]).well().contains("Nothing differs."));
    let kept = store.read(format!("{id}.ron"));
    assert!(kept.contains("a line that came later") && kept.contains("private and later"), "nothing is thrown away");
    // What stood before is a version too, and comes back as well.
    assert!(store.nov(&["compare", &id, "1", "2"]).well().contains("[-5-]{+6+}"));
    store.nov(&["restore", &id, "2"]).well();
    assert!(text(&store, &id).contains("a line that came later"));
}

#[test]
fn of_a_state_that_was_noted_and_no_sending_what_is_known_is_said() {
    let store = Store::new();
    let id = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    store.nov(&["set", &id, "state.held=17/11/2009"]).well();
    assert_eq!(store.nov(&["sent", &id]).well().matches("not sent yet").count(), 5);
    std::fs::write(
        store.path().join(format!("{id}.ron")),
        store.read(format!("{id}.ron")).replace("state: \"held\"", "state: \"with-head\""),
    )
    .unwrap();
    let listed = store.nov(&["sent", &id]).well();
    let known =
        "-  with the head since Tuesday 17 November 2009; no document sent from here is noted  Headteacher  Draft";
    assert!(listed.contains(known) && listed.matches("not sent yet").count() == 4, "{listed}");
}

#[test]
fn whoever_is_among_all_invited_has_what_was_sent_to_all() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    store.nov(&["sent", &id, "--to", "All invited", "--on", "22/1/2010", "--draft"]).well();
    let listed = store.nov(&["sent", &id]).well();
    for role in ["Headteacher", "Governor", "LA"] {
        let line = format!("-  among all invited, Friday 22 January 2010  {role}  Round Table Meeting: minutes");
        assert!(listed.contains(&line), "{line}: {listed}");
    }
    assert!(listed.contains("-  not sent yet  All invited  Round Table Meeting: agenda"), "{listed}");
    let versions = store.nov(&["versions", &id]).well();
    assert!(versions.contains("Round Table Meeting: minutes, sent to all invited"), "{versions}");
}

#[test]
fn a_session_file_renamed_by_hand_keeps_its_versions() {
    let (store, id) = sent_note();
    store.nov(&["set", &id, "focus=writing in Year 6"]).well();
    std::fs::rename(store.path().join(format!("{id}.ron")), store.path().join("first-visit.ron")).unwrap();
    assert!(store.nov(&["versions", "first-visit"]).well().starts_with("1 "));
    // Once it is written under its new name as well; the next version counts on.
    store.nov(&["set", "first-visit", "focus=writing in Year 4"]).well();
    assert!(store.nov(&["compare", "first-visit"]).well().contains("[-5-]{+4+}"));
    store.nov(&["sent", "first-visit", "--to", "LA", "--draft"]).well();
    assert_eq!(json(&store, &["versions", "first-visit", "--json"]).as_array().unwrap().len(), 2);
    store.nov(&["restore", "first-visit", "1"]).well();
    assert!(text(&store, "first-visit").contains("writing in Year 5"));
    // A copy under the old name has its own again, and the renamed one what it kept since.
    std::fs::copy(store.path().join("first-visit.ron"), store.path().join(format!("{id}.ron"))).unwrap();
    assert!(store.nov(&["versions", &id]).well().starts_with("1 "));
}

#[test]
fn what_goes_in_is_chosen_by_flags_and_remembered_for_the_form() {
    let (store, id) = sent_note();
    let export = |args: &[&str]| {
        let all = [&["export", &id, "--format", "txt", "--output", "-"], args].concat();
        store.nov(&all)
    };
    let without = export(&["--with", "times", "--without", "evidence"]);
    assert!(without.out.contains("most pupils") && !without.out.contains("Reported"), "{}", without.out);
    let remembered = export(&[]);
    assert_eq!(remembered.out, without.out);
    assert!(remembered.err.contains("with times of day, without evidence tags"), "{}", remembered.err);
    assert!(export(&["--with", "evidence"]).well().contains("Reported"));
    assert!(!export(&["--without", "entries"]).well().contains("most pupils"));
    let none = &["nothing that goes in", "entries, times, speakers, evidence, waived"];
    refused(&store, &["export", &id, "--format", "txt", "--output", "-", "--with", "private"], 2, none);
    let meeting = store.new_session("rtm", "Seaview Primary", "12/1/2010");
    store.nov(&["note", "--session", &meeting, "as usual in another form"]).well();
    assert!(text(&store, &meeting).contains("as usual in another form"));
}

#[test]
fn an_export_can_be_noted_as_sent_at_once() {
    let (store, id) = sent_note();
    let to = ["--sent-to", "LA", "--sent-to", "Chair of governors"];
    refused(&store, &[&["export", &id, "--format", "html"], &to[..]].concat(), 2, &["still a draft", "--draft"]);
    store.nov(&[&["export", &id, "--format", "html", "--draft"], &to[..]].concat()).well();
    let sent = &json(&store, &["sent", &id, "--json"])["sent"][1];
    assert_eq!((sent["format"].as_str(), sent["to"][0].as_str()), (Some("html"), Some("LA")));
}

#[test]
fn a_draft_is_noted_as_sent_only_where_it_is_said_to_be_one() {
    let store = Store::new();
    let id = store.new_session("autumn", "Brook School", "10/11/2009");
    store.nov(&["list"]).well();
    let chair = ["sent", &id, "--to", "Chair of governors"];
    refused(&store, &chair, 2, &["still a draft", "nothing is written in it yet", "nov check", "--draft"]);
    store.nov(&["set", &id, "focus=writing in Year 5"]).well();
    store.nov(&["list"]).well();
    refused(&store, &chair, 2, &["still a draft", "findings block sending", "waive", "--draft"]);
    // A letter is none, and goes before anything is noted.
    store.nov(&["sent", &id, "--document", "confirmation", "--to", "Headteacher"]).well();
    store.nov(&["sent", &id, "--to", "Chair of governors", "--draft"]).well();
    assert_eq!(json(&store, &["sent", &id, "--json"])["sent"].as_array().unwrap().len(), 2);
}

#[test]
fn only_those_a_document_is_for_are_noted_and_on_no_day_to_come() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "12/1/2010");
    store.nov(&["note", "--session", &id, "most pupils write well"]).well();
    let advice = store.new_session("ht-performance", "Hillside Primary", "13/10/2009");
    store.nov(&["note", "--session", &advice, "met in full"]).well();
    store.nov(&["list"]).well();
    let sent = |id: &str, args: &[&str], words: &[&str]| refused(&store, &[&["sent", id], args].concat(), 2, words);
    sent(&id, &["--to", "Nobody"], &["does not go to \"Nobody\"", "Headteacher, Governor, All invited, LA"]);
    sent(&id, &["--to", "LA", "--on", "2/11/2090"], &["2 November 2090", "still to come"]);
    sent(&id, &["--document", "own", "--to", "Headteacher"], &["your own notes", "for you alone"]);
    sent(&id, &["--document", "self-check", "--to", "Headteacher"], &["for you alone"]);
    sent(&id, &["--document", "concern", "--to", "Nobody"], &["it goes to Senior Phase Adviser"]);
    sent(&advice, &["--to", "LA", "--draft"], &["does not go to \"LA\"", "it goes to Governors' panel"]);
    sent(&advice, &["--to", "HT", "--draft"], &["it goes to Governors' panel"]);
    let to_la = ["export", &advice, "--sent-to", "LA", "--draft"];
    refused(&store, &to_la, 2, &["it goes to Governors' panel"]);
    assert!(!store.desk().join(format!("{advice}-advice.docx")).exists(), "nothing was written either");
    store.nov(&["sent", &advice, "--to", "governors' panel", "--draft"]).well();
    store.nov(&["sent", &id, "--to", "SPA"]).well();
    assert_eq!(json(&store, &["sent", &id, "--json"])["sent"][0]["to"][0], "Senior Phase Adviser");
}

#[test]
fn what_is_for_the_authority_goes_to_nobody_else() {
    let store = Store::new();
    let id = store.new_session("autumn", "Hillside Primary", "17/11/2009");
    store.nov(&["note", "--session", &id, "--parse", "= ask for a writing consultant"]).well();
    store.nov(&["set", &id, "action-support=a writing consultant"]).well();
    store.nov(&["list"]).well();
    for (document, to) in [("brokering", "HT"), ("causing-concern", "Chair of governors"), ("judgements", "INSP")] {
        let args = ["sent", &id, "--document", document, "--to", to, "--draft"];
        refused(&store, &args, 2, &["does not go to", "it goes to"]);
    }
    for (document, to) in [("brokering", "SIPM"), ("judgements", "LA")] {
        store.nov(&["sent", &id, "--document", document, "--to", to, "--draft"]).well();
    }
    // What is for the school may go to the authority as well.
    store.nov(&["sent", &id, "--to", "SPA", "--draft"]).well();
    assert_eq!(json(&store, &["sent", &id, "--json"])["sent"].as_array().unwrap().len(), 3);
}

#[test]
fn a_day_before_the_visit_is_taken_and_said_to_be_odd() {
    let (store, id) = sent_note();
    let sent = |document: &str, to: &str, on: &str| {
        store.nov(&["sent", &id, "--document", document, "--to", to, "--on", on, "--draft"])
    };
    let odd = sent("nov", "LA", "1/11/2009");
    assert_eq!(odd.code, 0, "the order is the user's: {odd:?}");
    assert!(odd.err.contains("Sunday 1 November 2009 is before Tuesday 17 November 2009"), "{odd:?}");
    // Letters and agendas go before the visit, and a note on its day.
    for (document, to, on) in
        [("confirmation", "HT", "1/11/2009"), ("agenda", "HT", "1/11/2009"), ("nov", "LA", "17/11/2009")]
    {
        let sent = sent(document, to, on);
        assert_eq!((sent.code, sent.err.as_str()), (0, ""), "{document}: {sent:?}");
    }
    // A visit held before its planned day is what counts.
    store.nov(&["set", &id, "state.held=2/11/2009"]).well();
    assert_eq!(sent("nov", "LA", "3/11/2009").err, "");
}

/// What the rules find; some of it blocks, so the exit code says so.
fn checked(store: &Store, id: &str) -> serde_json::Value {
    serde_json::from_str(&store.nov(&["check", id, "--json"]).out).unwrap()
}

#[test]
fn waived_findings_go_in_only_where_they_are_wanted() {
    let (store, id) = sent_note();
    let found = checked(&store, &id);
    let finding = found[0]["id"].as_str().unwrap();
    store.nov(&["waive", &id, finding, "--reason", "the school closes in July"]).well();
    assert!(!text(&store, &id).contains("closes in July"));
    let own = ["export", &id, "--document", "own", "--format", "txt", "--output", "-", "--with", "waived"];
    let shown = store.nov(&own).well();
    assert!(shown.contains("Waived findings") && shown.contains("closes in July"), "{shown}");
}

#[test]
fn what_is_not_there_is_said_and_nothing_changed() {
    let (store, id) = sent_note();
    store.nov(&["list"]).well();
    refused(&store, &["compare", &id, "7"], 2, &["no version 7", "there are 1"]);
    refused(&store, &["restore", &id, "7"], 2, &["no version 7"]);
    refused(&store, &["sent", &id, "--to", "LA", "--document", "bogus"], 2, &["no document \"bogus\"", "nov"]);
    refused(&store, &["sent", &id, "--to", "LA", "--on", "someday"], 2, &["someday"]);
    refused(&store, &["sent", &id, "--to", " "], 2, &["by role"]);
    refused(&store, &["sent", &id, "--take-back", "5"], 2, &["number 5"]);
    let other = store.new_session("rtm", "Seaview Primary", "12/1/2010");
    store.nov(&["list"]).well();
    refused(&store, &["compare", &other], 2, &["no version", "--keep"]);
    std::fs::write(store.path().join(format!("versions/{id}@1.ron")), "(schema: 1, number: ").unwrap();
    refused(&store, &["compare", &id, "1"], 2, &["@1.ron:1:"]);
}

#[test]
fn killed_between_keeping_the_version_and_noting_it_as_sent_the_next_command_notes_it_once() {
    /// So often it has to be struck in between, in at most so many tries.
    const STRUCK: usize = 3;
    const TRIES: usize = 60;
    let store = Store::new();
    let (mut struck, mut tries) = (0, 0);
    while struck < STRUCK {
        tries += 1;
        assert!(tries <= TRIES, "in {TRIES} tries it was struck in between {struck} times only");
        let id = store.new_session("autumn", "Seaview Primary", "17/11/2009");
        let version = store.path().join(format!("versions/{id}@1.ron"));
        let mut sending = store.begun(&["sent", &id, "--to", "HT", "--on", "20/11/2009", "--draft"]);
        while !version.exists() && sending.try_wait().unwrap().is_none() {
            std::hint::spin_loop();
        }
        // SIGKILL, as from the system.
        sending.kill().unwrap();
        sending.wait().unwrap();
        let output = store.nov(&["sent", &id]);
        assert!(version.exists(), "it was killed only then");
        assert!(output.out.contains("1  2009-11-20  Headteacher"), "{output:?}");
        assert_eq!(output.out.matches("2009-11-20").count(), 1, "{output:?}");
        struck += usize::from(output.err.contains("noted now: sent to the headteacher (version 1)"));
        let again = store.nov(&["sent", &id]);
        assert_eq!((again.out, again.err.as_str()), (output.out, ""), "it is noted once");
    }
}

#[test]
fn a_sending_taken_back_stays_so_and_a_version_the_user_kept_is_none() {
    let store = Store::new();
    let id = store.new_session("autumn", "Seaview Primary", "17/11/2009");
    store.nov(&["sent", &id, "--to", "HT", "--on", "20/11/2009", "--draft"]).well();
    // What was taken back on purpose stays so.
    store.nov(&["sent", &id, "--take-back", "1"]).well();
    store.nov(&["set", &id, "focus=writing in Year 6"]).well();
    assert!(json(&store, &["sent", &id, "--json"])["sent"].as_array().unwrap().is_empty());
    // A version the user kept is no sending.
    store.nov(&["versions", &id, "--keep", "before the review"]).well();
    assert!(json(&store, &["sent", &id, "--json"])["sent"].as_array().unwrap().is_empty());
}

#[test]
fn circulating_a_note_the_head_disagrees_with_before_it_is_moderated_is_said() {
    let (store, id) = sent_note();
    let sent = |role: &str| store.nov(&["sent", &id, "--to", role, "--draft"]);
    assert_eq!(sent("LA").err, "");
    store.nov(&["set", &id, "disagreement=The head sees attainment as good"]).well();
    assert!(sent("Headteacher").err.contains("for advice before the headteacher sees it"));
    store.nov(&["set", &id, "cleared=SA MK 20/11/2009"]).well();
    assert_eq!(sent("Headteacher").err, "", "it goes to the head to be discussed");
    let output = sent("LA");
    assert!(output.err.contains("before it is circulated: ") && output.err.contains("Moderated by"), "{output:?}");
    output.well();
    store.nov(&["set", &id, "moderated=Senior Adviser MK, 1/12/2009", "attached.+=SEF"]).well();
    assert_eq!(sent("LA").err, "");
}

#[test]
fn a_form_that_everybody_has_gives_the_school_its_category_as_one_noted_as_returned_does() {
    let store = Store::new();
    let id = store.new_session("ofsted-s5", "Seaview Primary", "12/1/2010");
    store.nov(&["set", &id, "category=Nti"]).well();
    let category = || store.nov(&["school", "Seaview Primary"]).well().contains("notice to improve");
    store.nov(&["sent", &id, "--to", "SIP manager", "--on", "13/1/2010", "--draft"]).well();
    assert!(!category(), "one of them has nothing yet");
    store.nov(&["sent", &id, "--to", "Form administrator", "--on", "13/1/2010", "--draft"]).well();
    assert!(category());
    // Taken back, it is as it was before.
    store.nov(&["sent", &id, "--take-back", "2"]).well();
    assert!(!category());
}

#[test]
fn the_category_follows_from_what_stands_now() {
    let store = Store::new();
    store.nov(&["school", "Seaview Primary", "category=none", "category-since=1/9/2008"]).well();
    let id = store.new_session("ofsted-s5", "Seaview Primary", "12/1/2010");
    let record = || store.nov(&["school", "Seaview Primary"]).well();
    let set = |value: &str| store.nov(&["set", &id, value]).well();
    set("category=SM");
    assert!(record().contains("category=none"));
    // Returned by its typed date alone.
    let told = store.nov(&["set", &id, "submitted=14/1/2010"]);
    assert!(told.err.contains("in the school's record: category special measures"), "{told:?}");
    told.well();
    let said = record();
    assert!(said.contains("category=special measures") && said.contains("category-since=2010-01-12"), "{said}");
    // Answered otherwise, the record follows; without the date it is as it was.
    set("category=Nti");
    assert!(record().contains("category=notice to improve"));
    set("submitted=");
    let said = record();
    assert!(said.contains("category=none") && said.contains("category-since=2008-09-01"), "{said}");
    // What somebody notes by hand later stays, whatever becomes of the form.
    set("submitted=14/1/2010");
    store.nov(&["school", "Seaview Primary", "category=none", "category-since=1/3/2010"]).well();
    set("location=Deal");
    set("submitted=");
    assert!(record().contains("category=none") && record().contains("category-since=2010-03-01"));
}

#[test]
fn the_mail_of_a_draft_says_in_its_subject_that_it_is_one() {
    let (store, id) = sent_note();
    let mail = store.nov(&["export", &id, "--format", "eml", "--output", "-"]).well();
    // “DRAFT - N”, as a subject is written that holds other letters than plain ones.
    assert!(mail.contains("Subject: =?utf-8?B?RFJBRlQgLSBO"), "{mail}");
}

#[test]
fn an_agenda_noted_as_sent_to_all_invited_is_due_no_more() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "12/1/2010");
    let due = || store.nov(&["due", &id]).well();
    assert!(!due().contains("done"), "{}", due());
    store.nov(&["sent", &id, "--document", "agenda", "--to", "All invited", "--on", "4/1/2010"]).well();
    let (agenda, minutes) =
        due().split_once("Minutes to all invited").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    assert!(agenda.contains("done") && !minutes.contains("done"), "{agenda}{minutes}");
    let text = store.nov(&["export", &id, "--format", "txt", "--output", "-"]).well();
    assert!(text.contains("4 January 2010"), "the form says when: {text}");
}
