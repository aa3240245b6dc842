//! What stood beside a session when it was sent: figures, facts of the school, the user's own name.

use super::{by_id, json};
use crate::support::store::Store;

const MEASURE: &str = "ks2-en-ma-l4";

/// A spring note with a target of 74, sent to the head; and its id.
fn sent_note() -> (Store, String) {
    let store = Store::new();
    store.nov(&["me", "name=Ada Reed"]).well();
    let id = store.new_session("spring", "Seaview Primary", "2/2/2010");
    aims(&store, "74");
    store.nov(&["set", &id, "focus=writing in Year 5"]).well();
    sends(&store, &id);
    (store, id)
}

fn aims(store: &Store, target: &str) {
    store.nov(&["target", "Seaview Primary", MEASURE, "2009/10", &format!("target={target}")]).well();
}

fn sends(store: &Store, id: &str) {
    store.nov(&["sent", id, "--to", "Headteacher", "--on", "5/2/2010", "--draft"]).well();
}

fn is_changed(store: &Store, id: &str) -> bool {
    let listed = by_id(&json(store, &["list", "--json"]), id)["changed"].as_str().is_some_and(|words| {
        assert!(words.is_empty() || words == "changed since it was sent to the headteacher on 5 February 2010");
        !words.is_empty()
    });
    let sent = json(store, &["sent", id, "--json"]);
    let noted = sent["sent"].as_array().unwrap().last().unwrap()["changed"].as_bool().unwrap();
    assert_eq!(listed, noted, "the list and the note of what was sent say the same");
    listed
}

fn as_sent(store: &Store, id: &str, version: &str) -> String {
    let text = store.nov(&["export", id, "--version", version, "--format", "txt", "--output", "-"]).well();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_figure_changed_after_sending_is_noticed_and_what_was_sent_keeps_the_old_one() {
    let (store, id) = sent_note();
    assert!(!is_changed(&store, &id));
    aims(&store, "81");
    assert!(is_changed(&store, &id));
    assert!(store.nov(&["list"]).well().contains("changed since it was sent to the headteacher"));
    let then = as_sent(&store, &id, "1");
    assert!(then.contains("74%") && !then.contains("81%"), "{then}");
    let now = super::text(&store, &id);
    assert!(now.contains("81%") && !now.contains("74%"), "{now}");
    let compared = store.nov(&["compare", &id, "1"]).well();
    assert!(compared.contains("[-74-]{+81+}") || compared.contains("[-74%-]{+81%+}"), "{compared}");
    assert!(compared.contains("bringing the words of a version back leaves them as they are now"), "{compared}");
    // Words come back, figures do not.
    store.nov(&["set", &id, "focus=reading"]).well();
    let restored = store.nov(&["restore", &id, "1"]);
    assert_eq!(restored.code, 0, "{restored:?}");
    let now = super::text(&store, &id);
    assert!(now.contains("81%") && now.contains("writing in Year 5"), "{now}");
    assert!(store.read("figures/seaview-primary.ron").contains("\"81\""));
    // Back to what it was: nothing differs any more.
    aims(&store, "74");
    assert!(!is_changed(&store, &id));
    assert!(!store.nov(&["compare", &id, "1"]).well().contains("leaves them as they are"));
}

#[test]
fn what_is_sent_with_other_figures_is_another_version_and_both_are_compared() {
    let (store, id) = sent_note();
    sends(&store, &id);
    assert_eq!(json(&store, &["versions", &id, "--json"]).as_array().unwrap().len(), 1, "nothing changed");
    aims(&store, "81");
    sends(&store, &id);
    let versions = json(&store, &["versions", &id, "--json"]);
    assert_eq!(versions.as_array().unwrap().len(), 2);
    assert!(!is_changed(&store, &id), "the last sending has the new figure");
    aims(&store, "90");
    let compared = store.nov(&["compare", &id, "1", "2"]).well();
    assert!(compared.contains("81") && !compared.contains("90"), "{compared}");
    assert!(as_sent(&store, &id, "2").contains("81%"));
    let file = store.nov(&["export", &id, "--version", "1"]).well();
    assert_eq!(file.trim_end(), format!("{id}-nov-version-1.docx"));
    let unknown = store.nov(&["export", &id, "--version", "7"]).fails_with(2);
    assert!(unknown.contains("has no version 7; there are 1, 2"), "{unknown}");
    let path = store.path().join(format!("versions/{id}@2.ron"));
    let mode = std::os::unix::fs::MetadataExt::mode(&std::fs::metadata(path).unwrap());
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn the_users_name_and_facts_of_the_school_are_kept_with_what_was_sent() {
    let (store, id) = sent_note();
    store.nov(&["me", "name=Ada Lind"]).well();
    assert!(is_changed(&store, &id));
    let then = as_sent(&store, &id, "1");
    assert!(then.contains("Ada Reed") && !then.contains("Ada Lind"), "{then}");
    store.nov(&["me", "name=Ada Reed"]).well();
    assert!(!is_changed(&store, &id));
    store.nov(&["school", "Seaview Primary", "phase=primary"]).well();
    assert!(is_changed(&store, &id));
    store.nov(&["school", "Seaview Primary", "phase="]).well();
    assert!(!is_changed(&store, &id));
    // What no document reads is no change, and takes no number.
    store.nov(&["school", "Seaview Primary", "leadership-concern=yes"]).well();
    store.nov(&["hypothesis", "Seaview Primary", MEASURE, "text=boys and books"]).well();
    assert!(!is_changed(&store, &id));
    sends(&store, &id);
    assert_eq!(json(&store, &["versions", &id, "--json"]).as_array().unwrap().len(), 1);
    assert!(!store.read(format!("versions/{id}@1.ron")).contains("boys and books"));
}

#[test]
fn a_version_of_old_is_read_with_the_figures_of_today() {
    let (store, id) = sent_note();
    let path = store.path().join(format!("versions/{id}@1.ron"));
    let text = std::fs::read_to_string(&path).unwrap();
    let (old, _) = text.split_once("\n  beside: (").expect("what stood beside is in the file");
    std::fs::write(&path, format!("{old}\n)\n")).unwrap();
    aims(&store, "81");
    assert!(!is_changed(&store, &id), "nobody knows what they were");
    assert!(as_sent(&store, &id, "1").contains("81%"));
    assert!(store.nov(&["compare", &id, "1"]).well().contains("Nothing differs"));
    assert!(store.nov(&["versions", &id]).well().contains("sent to the headteacher"));
    // Sent anew it is kept with them.
    sends(&store, &id);
    aims(&store, "90");
    assert!(is_changed(&store, &id));
    assert!(as_sent(&store, &id, "2").contains("81%"));
}
