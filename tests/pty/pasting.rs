//! Pasting: what comes is text and nothing else, and none of it is lost without a word.

use super::{entries, on_disk, open, store};

#[test]
fn control_characters_in_a_paste_do_nothing_and_are_left_out() {
    let store = store();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    let mut user = open(&store, &id);
    user.pastes("red \x1b[31mwords\x1b]0;title\x07 \x11\x03\x1a\x08\x7f\u{9b}2Jand\ttabs\0.");
    user.sees("red words and    tabs.").press("ctrl+q");
    assert_eq!(user.exit_code(), 0);
    assert_eq!(on_disk(&store, &id).draft().text, "red words and    tabs.");
    assert!(!String::from_utf8_lossy(&user.written()).contains("]0;title\x07"));
}

#[test]
fn a_paste_of_several_lines_is_one_entry_with_its_lines() {
    let store = store();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    let mut user = open(&store, &id);
    user.pastes("first line\r\nsecond line\rthird line\n").sees("third line");
    user.press("enter").sees("first line").pastes("next").press("ctrl+q");
    assert_eq!(user.exit_code(), 0);
    let session = on_disk(&store, &id);
    assert_eq!(entries(&session), ["first line\nsecond line\nthird line"]);
    assert_eq!(session.draft().text, "next");
}

#[test]
fn several_lines_pasted_into_a_question_become_one_line() {
    let store = store();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    let mut user = open(&store, &id);
    user.press("ctrl+t").sees("Words as they come");
    user.pastes("first line\nsecond line").sees("first line second line").press("enter");
    user.sees("Where does it go?").types("Hillside").press("enter").sees("A note came in");
    assert_eq!(entries(&on_disk(&store, &id)), ["first line second line"]);
}

#[test]
fn of_a_paste_too_long_for_an_entry_the_first_64_kb_are_taken_and_the_rest_is_named() {
    let store = store();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    store.nov(&["note", "--session", &id, "already here"]).well();
    let mut user = open(&store, &id);
    let line = format!("{}\n", "ŵ words ".repeat(11));
    let long = line.repeat(70 * 1024 / line.len());
    user.pastes(&long).sees("One entry holds 64 KB; the last ").sees("what you pasted did not fit");
    user.types("x").sees("already here").press("ctrl+q");
    assert_eq!(user.exit_code(), 0);
    let session = on_disk(&store, &id);
    let draft = session.draft().text.as_str();
    assert!(draft.len() <= 64 * 1024 && draft.len() > 64 * 1024 - 4, "{}", draft.len());
    assert!(long.starts_with(draft), "nothing is out of its place");
    assert_eq!(entries(&session), ["already here"]);
}

#[test]
fn much_text_from_a_terminal_that_does_not_mark_pastes_comes_whole() {
    let store = store();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    let mut user = open(&store, &id);
    let lines: Vec<String> =
        (0..60).map(|n| format!("Line {n} of what was on the clipboard, and no key after it")).collect();
    user.types(&lines.join("\n")).sees("Line 59 of what was on the clipboard, and no key after it");
    let session = on_disk(&store, &id);
    assert_eq!(entries(&session), lines[..59]);
    assert_eq!(session.draft().text, lines[59]);
}
