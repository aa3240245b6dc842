//! A damaged file is offered to be opened as far as it reads; until the user says so nothing is changed.

use std::fs;

use crate::support::sitter::{Sitter, read};

/// Somebody at home with a meeting whose file was damaged after it was left; its id and its damaged text.
fn with_a_damaged_meeting() -> (Sitter, String, String) {
    let mut me = Sitter::open("rtm");
    me.enters("said first").enters("= agreed then").enters("said last").types("half a thought");
    let id = me.sitting().session().id().to_owned();
    me.runs("home");
    let file = format!("{id}.ron");
    let text = read(me.desk.store.root(), &file).replacen("kind: decision", "kind: wibble", 1);
    fs::write(me.desk.store.root().join(&file), &text).unwrap();
    let me = me.starts_again();
    (me, id, text)
}

#[test]
fn what_can_be_read_of_a_damaged_meeting_is_offered_and_opened() {
    let (mut me, id, text) = with_a_damaged_meeting();
    me.sees(&["Cannot be read", &id]);
    me.goes_to(&format!("! {id}")).keys("enter");
    me.sees(&[&format!("{id}.ron is damaged"), "Leave it as it is", "Open what can be read", "2 of 3 entries"]);
    me.keys("enter");
    assert_eq!(read(me.desk.store.root(), &format!("{id}.ron")), text, "it is left as it is");

    me.keys("enter down enter");
    me.sees(&["What could be read is here", "2 of 3 entries", "The damaged file is kept"]);
    me.keys("esc");
    assert_eq!(me.sitting().session().id(), id);
    assert_eq!(me.words_under("minutes-of-last"), ["said first", "said last"]);
    assert_eq!(me.sitting().line.text(), "half a thought");
    let kept: Vec<_> = fs::read_dir(me.desk.store.root().join("damaged")).unwrap().flatten().collect();
    assert_eq!(fs::read_to_string(kept[0].path()).unwrap(), text);
    me.enters(" to the end");
    assert_eq!(me.words_under("minutes-of-last"), ["said first", "said last", "half a thought to the end"]);
}

#[test]
fn what_is_wrong_is_said_in_full() {
    let (mut me, id, _) = with_a_damaged_meeting();
    me.goes_to(&format!("! {id}")).keys("enter down down enter");
    me.sees(&["there is no \"wibble\"", "What can be read:", "until then nothing is changed"]);
}
