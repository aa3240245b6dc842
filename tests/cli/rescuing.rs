//! Damaged files on the command line: whoever meets one is told how much of it can be read and by what; only that takes it
//! up again.

use std::fs;

use crate::support::store::Store;

#[test]
fn a_damaged_session_is_exported_once_it_was_rescued() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "12/1/2010");
    for line in ["said first", "agreed then", "said last"] {
        store.nov(&["note", "--session", &id, line]).well();
    }
    let file = store.path().join(format!("{id}.ron"));
    let damaged = fs::read_to_string(&file).unwrap().replacen("text: \"agreed then\"", "text: agreed then\"", 1);
    fs::write(&file, &damaged).unwrap();
    for args in [vec!["export", &id, "--format", "txt"], vec!["check", &id], vec!["set", &id, "aob=x"]] {
        let said = store.nov(&args).fails_with(2);
        assert!(said.contains(&format!("nov rescue {id} takes up what can be read: 2 of 3 entries")), "{said}");
        assert_eq!(fs::read_to_string(&file).unwrap(), damaged);
    }
    let said = store.nov(&["rescue", "hillside"]).well();
    assert!(said.starts_with("Saved: 2 of 3 entries"), "{said}");
    assert!(store.files().iter().any(|file| file.starts_with("damaged/") && store.read(file) == damaged), "{said}");
    let minutes = store.nov(&["export", &id, "--format", "txt", "--output", "-"]).well();
    assert!(minutes.contains("said first") && minutes.contains("said last") && !minutes.contains("agreed then"));
    let said = store.nov(&["rescue", &id]).fails_with(2);
    assert!(said.contains("there is nothing to rescue"), "{said}");
}

#[test]
fn a_damaged_school_is_named_and_rescued() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "12/1/2010");
    let file = store.path().join("schools/hillside-primary.ron");
    let damaged = fs::read_to_string(&file).unwrap().replacen("\"Hillside Primary\"", "Hillside Primary", 1);
    fs::write(&file, &damaged).unwrap();
    let said = store.nov(&["export", &id, "--format", "txt", "--output", "-"]).fails_with(2);
    assert!(said.contains("nov rescue schools/hillside-primary.ron takes up what can be read"), "{said}");
    store.nov(&["rescue", "schools/hillside-primary.ron"]).well();
    store.nov(&["export", &id, "--format", "txt", "--output", "-"]).well();
    for wrong in ["schools/../me.ron", "forms/rtm@2009-1.ron", "nothing"] {
        store.nov(&["rescue", wrong]).fails_with(2);
    }
}
