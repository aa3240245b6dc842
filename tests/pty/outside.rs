//! What happens to the folder from outside while it is open: nothing typed is lost, and each thing is told in a sentence.

use std::fs;

use super::{entries, on_disk, open, store};

#[test]
fn a_folder_that_is_moved_away_is_made_again_with_what_is_open() {
    let store = store();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    let mut user = store.start(&["open", &id]).size(200, 40).start();
    user.sees("Minutes of last").types("Minutes agreed\nhalf a line").sees("half a line").sees("saved");
    let elsewhere = store.path().with_extension("elsewhere");
    fs::rename(store.path(), &elsewhere).unwrap();
    user.types(", and on").sees("half a line, and on").sees("was moved or removed from outside");
    user.types(" and on").sees("and on and on").press("ctrl+q");
    assert_eq!(user.exit_code(), 0);
    assert_eq!(entries(&on_disk(&store, &id)), ["Minutes agreed"]);
    assert_eq!(on_disk(&store, &id).draft().text, "half a line, and on and on");
    assert!(elsewhere.join(format!("{id}.ron")).exists(), "nothing of the other is touched");
}

#[test]
fn a_thought_that_cannot_be_put_anywhere_comes_back_to_be_kept() {
    let store = store();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    let inbox = store.path().join("inbox");
    fs::create_dir(&inbox).unwrap();
    let mut user = open(&store, &id);
    user.press("ctrl+t").types("ask about the minibus\n").sees("Where does it go?").types("inbox").press("enter");
    user.sees("a folder stands where the file should be").sees("ask about the minibus");
    fs::remove_dir(&inbox).unwrap();
    user.press("enter").sees("Where does it go?").types("inbox").press("enter").sees("Noted in the inbox");
    user.press("ctrl+q");
    assert_eq!(user.exit_code(), 0);
    assert!(store.read("inbox").contains("ask about the minibus"));
}

#[test]
fn a_line_of_the_inbox_that_cannot_be_filed_stays_in_it() {
    let store = store();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    // The visits of the year are asked of others.
    store.nov(&["school", "Hillside Primary", "covered=yes"]).well();
    store.nov(&["note", "ask about the minibus"]).well();
    let inbox = store.path().join(format!("{id}.inbox"));
    fs::create_dir(&inbox).unwrap();
    let mut user = store.terminal(&[]);
    user.sees("ask about the minibus");
    // Below what is overdue, the line that begins a session, and the sessions.
    for _ in 0..3 {
        user.press("down");
    }
    user.press("enter").sees("Hillside").types("hillside").press("enter");
    user.sees("could not write").press("esc").press("ctrl+q");
    assert_eq!(user.exit_code(), 0);
    assert!(store.read("inbox").contains("ask about the minibus"), "{:?}", store.files());
}

#[test]
fn what_a_command_says_at_a_terminal_breaks_no_word_at_the_edge() {
    let store = store();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    let mut user = store.start(&["check", &id]).size(60, 60).start();
    assert_eq!(user.exit_code(), 0);
    let screen = user.screen();
    let rows: Vec<&str> = screen.lines().map(str::trim_end).filter(|row| !row.is_empty()).collect();
    let whole = rows.iter().map(|row| row.trim_start()).collect::<Vec<_>>().join(" ");
    let said = store.nov(&["check", &id]).well();
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert!(said.lines().any(|line| line.chars().count() > 60), "something is longer than the terminal is wide");
    assert_eq!(words(&whole), words(&said));
}
