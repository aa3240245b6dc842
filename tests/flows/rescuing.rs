//! A damaged file is offered to be opened as far as it reads; until the user says so nothing is changed.

use std::fs;

use crate::support::sitter::{SCHOOL, Sitter, read};

/// Somebody at home with a meeting whose file was damaged after it was left; its id and its damaged text.
fn with_a_damaged_meeting() -> (Sitter, String, String) {
    let mut me = Sitter::open("rtm");
    me.enters("said first").enters("= agreed then").enters("said last").types("half a thought");
    let id = me.sitting().session().id().to_owned();
    me.runs("home");
    let file = format!("{id}.ron");
    let text = read(me.desk.store.root(), &file).replacen("text: \"agreed then\"", "text: agreed then\"", 1);
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
    me.sees(&["words in \"quotes\" belong here", "What can be read:", "until then", "nothing is changed"]);
}

#[test]
fn whoever_has_only_a_damaged_file_is_shown_it_and_not_welcomed_as_somebody_new() {
    let mut me = Sitter::newcomer_who_is(&[("name", "Margaret Hollis"), ("initials", "MH"), ("role", "Headteacher")]);
    me.keys("esc");
    let (name, role) = (me.desk.me.setting("asked", ""), me.desk.me.fact("role").to_owned());
    let mut own = me.desk.me.clone();
    own.apply(&name).unwrap();
    me.desk.keep_me(&own).unwrap();
    me.begin("rtm", "2010-01-12");
    let id = me.session().id().to_owned();
    me.runs("home");
    let file = me.desk.store.root().join(format!("{id}.ron"));
    let sound = fs::read_to_string(&file).unwrap();
    fs::write(&file, sound.replacen("schema: 1", "schema: one", 1)).unwrap();
    let me = me.starts_again();
    me.sees(&["Cannot be read", &id]);
    me.sees_no(&["How would you like to start?", "Welcome to nov"]);
    assert_eq!(me.desk.me.fact("role"), role);
}

#[test]
fn what_a_damaged_school_is_due_stays_on_today_and_the_file_is_named() {
    let mut me = Sitter::open("autumn");
    me.runs("home");
    let before = me.desk.shelf().unwrap().sessions[0].due.clone();
    let file = me.desk.store.root().join("schools/seaview-primary.ron");
    let sound = fs::read_to_string(&file).unwrap();
    fs::write(&file, &sound[..sound.len() / 2]).unwrap();
    fs::remove_file(me.desk.store.root().join("index")).unwrap();
    let mut me = me.starts_again();
    assert_eq!(me.app.home.listing.sessions[0].due, before);
    me.sees(&["Cannot be read", "schools/seaview-primary.ron", SCHOOL]);
    fs::write(&file, sound).unwrap();
    me = me.starts_again();
    me.sees_no(&["Cannot be read"]);
    assert_eq!(me.app.home.listing.sessions[0].due, before);
}
