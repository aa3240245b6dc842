//! To whom a message is addressed: addresses out of what was typed, whose turn it is, nobody for what is for nobody (A12).

use nov::app::ExportRow;

use crate::support::sitter::Sitter;
use crate::support::store::Store;

/// An autumn note of a school whose head and chair have addresses, with a draft that findings block.
fn note() -> (Store, String) {
    let store = Store::new();
    let id = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    store
        .nov(&[
            "school",
            "Hillside Primary",
            "head-email=head@hillside.example",
            "chair-contact=01622 555123 carl@dean.example",
        ])
        .well();
    store
        .nov(&["me", "name=Jo Kestrel", "email=Jo <jo@shire.example>", "senior-adviser=SA senior@kent.example"])
        .well();
    store.nov(&["note", "--session", &id, "--parse", "~ @HT reading is up"]).well();
    (store, id)
}

/// The lines of a message's To, and what was said beside.
fn to(store: &Store, id: &str, document: &str) -> (String, String) {
    let made = store.nov(&["export", id, "--document", document, "--format", "eml", "--output", "-"]);
    let from = made.out.find("To: ").unwrap();
    let end = made.out.find("Subject: ").unwrap();
    (made.out[from..end].replace("\r\n", ""), made.err)
}

#[test]
fn what_is_for_you_alone_is_addressed_to_nobody_in_any_state() {
    for form in ["autumn", "spring", "summer"] {
        let (store, _) = note();
        let id = store.new_session(form, "Hillside Primary", "2010-05-12");
        for document in ["own", "preparation", "self-check"] {
            let (to, _) = to(&store, &id, document);
            assert_eq!(to, "To: undisclosed-recipients:;", "{form} {document}");
        }
    }
}

#[test]
fn addresses_are_taken_out_of_contacts_and_several_are_several_recipients() {
    let (store, id) = note();
    // Of a form without turns the headlines go to the chair.
    let meeting = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    store.nov(&["note", "--session", &meeting, "--parse", "= go on"]).well();
    let of = |contact: &str| {
        store.nov(&["school", "Hillside Primary", &format!("chair-contact={contact}")]).well();
        to(&store, &meeting, "headlines")
    };
    for contact in ["01622 555123 carl@dean.example", "Carl Dean <carl@dean.example>", "carl@dean.example"] {
        let (to, err) = of(contact);
        assert!(to.ends_with("\"Chair of governors\" <carl@dean.example>"), "{contact}: {to}");
        assert!(!err.contains("address"), "{err}");
    }
    let (both, _) = of("carl@dean.example; pa@dean.example");
    let two = "\"Chair of governors\" <carl@dean.example>, \"Chair of governors\" <pa@dean.example>";
    assert!(both.ends_with(two), "{both}");
    let (none, err) = of("01622 555123");
    assert!(none.ends_with("\"Chair of governors\":;"), "{none}");
    assert!(err.contains("no email address is known of the chair of governors"), "{err}");
    let (adviser, _) = to(&store, &id, "judgements");
    assert_eq!(adviser, "To: \"Senior Adviser\" <senior@kent.example>");
    let mail = store.nov(&["export", &id, "--format", "eml", "--output", "-"]).out;
    assert!(mail.contains("From: \"Jo Kestrel\" <jo@shire.example>"), "{mail}");
}

#[test]
fn an_agenda_goes_to_those_invited_whose_addresses_are_known() {
    let (store, id) = note();
    let (agenda, err) = to(&store, &id, "agenda");
    assert!(
        agenda.contains("\"Headteacher\" <head@hillside.example>") && agenda.contains("\"Governor\":;"),
        "{agenda}"
    );
    assert!(!agenda.contains("All invited"), "{agenda}");
    assert!(err.contains("no email address is known of the governor"), "{err}");
}

#[test]
fn a_draft_that_is_disagreed_with_goes_for_advice_before_the_head_sees_it() {
    let (store, id) = note();
    assert_eq!(to(&store, &id, "nov").0, "To: \"Headteacher\" <head@hillside.example>");
    store.nov(&["set", &id, "disagreement=We do not agree on attendance"]).well();
    store.nov(&["note", "--session", &id, "--parse", "= go on to Easter"]).well();
    for document in ["nov", "accuracy", "actions", "headlines"] {
        let (to, _) = to(&store, &id, document);
        assert_eq!(to, "To: \"SIP mentor\":;, \"Senior Adviser\" <senior@kent.example>", "{document}");
    }
    let adviser = store.nov(&["sent", &id, "--to", "Senior Adviser", "--draft"]);
    assert_eq!((adviser.code, adviser.err.contains("before")), (0, false), "{adviser:?}");
    let head = store.nov(&["sent", &id, "--to", "Headteacher", "--draft"]);
    assert_eq!(head.code, 0, "what happened is noted: {head:?}");
    assert!(head.err.contains("for advice before the headteacher sees it"), "{}", head.err);
    store.nov(&["set", &id, "cleared=SA KL 20/11/2009"]).well();
    assert_eq!(to(&store, &id, "nov").0, "To: \"Headteacher\" <head@hillside.example>");
}

#[test]
fn the_overlay_says_to_whom_a_message_goes_and_never_begins_with_what_is_for_you_alone() {
    let mut me = Sitter::open("autumn");
    me.keys("ctrl+x");
    me.goes_to_row(ExportRow::Format);
    me.turns_to("format", |form| form.format == "eml");
    me.sees(&["The message is addressed to Headteacher (no address known)"]);
    me.goes_to_row(ExportRow::Document);
    me.turns_to("document", |form| form.chosen().is_some_and(|offered| offered.id == "own"));
    me.sees(&["The message is addressed to nobody", "for you alone"]);
    me.keys("enter");
    me.keys("ctrl+x");
    me.sees(&["Note of Visit - Autumn", "Word document"]);
    me.sees_no(&["your own notes"]);
}
