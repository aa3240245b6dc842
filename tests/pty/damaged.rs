//! A damaged session and figures opened in a real terminal: what can be read is offered, and opened once it is asked for.

use std::fs;

use super::{entries, on_disk, open, store};

#[test]
fn a_damaged_session_is_offered_as_far_as_it_reads() {
    let store = store();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    let mut user = open(&store, &id);
    user.types("said first\nagreed then\nhalf a thought").sees("half a thought").press("ctrl+q");
    assert_eq!(user.exit_code(), 0);
    let file = store.path().join(format!("{id}.ron"));
    let damaged = fs::read_to_string(&file).unwrap().replacen("text: \"agreed then\"", "text: agreed then\"", 1);
    fs::write(&file, &damaged).unwrap();

    let mut user = store.start(&["open", &id]).size(120, 40).start();
    user.sees("is damaged").sees("Leave it as it is").press("enter").sees_not("is damaged");
    assert_eq!(fs::read_to_string(&file).unwrap(), damaged);
    user.press("ctrl+q");
    assert_eq!(user.exit_code(), 0);

    let mut user = store.start(&["open", &id]).size(120, 40).start();
    user.sees("is damaged").press("down").press("enter").sees("1 of 2 entries").press("esc");
    user.types(" to the end\n").sees("half a thought to the end").press("ctrl+q");
    assert_eq!(user.exit_code(), 0);
    assert_eq!(entries(&on_disk(&store, &id)), ["said first", "half a thought to the end"]);
    assert!(store.files().iter().any(|file| file.starts_with("damaged/") && store.read(file) == damaged));
}

#[test]
fn a_session_whose_school_is_damaged_opens_once_that_is_rescued() {
    let store = store();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    let school = store.path().join("schools/hillside-primary.ron");
    fs::write(&school, "(schema: 1, facts: {\"name\": \"Hillside Primary\", \"phase\": primary})\n").unwrap();
    let mut user = store.start(&["open", &id]).size(120, 40).start();
    user.sees("schools/hillside-primary.ron is damaged").press("down").press("enter").sees("1 of 2 facts").press("esc");
    user.types("said first\n").sees("said first").press("ctrl+q");
    assert_eq!(user.exit_code(), 0);
    assert_eq!(entries(&on_disk(&store, &id)), ["said first"]);
}
