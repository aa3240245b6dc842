//! Questions answered in one line: an answer that is offered gives way to what is typed.

use crate::support::sitter::Sitter;

fn asked_for_role() -> Sitter {
    let mut me = Sitter::newcomer();
    me.enters("Ash Rowan");
    me.sees(&["And your role?", "School Improvement Partner", "type to put something else in its place"]);
    me
}

fn role(me: &Sitter) -> String {
    me.app.desk.me.fact("role").to_owned()
}

#[test]
fn what_is_typed_takes_the_place_of_the_offered_answer() {
    let mut me = asked_for_role();
    me.enters("Headteacher and SIP");
    assert_eq!(role(&me), "Headteacher and SIP");
}

#[test]
fn what_is_pasted_does_too() {
    let mut me = asked_for_role();
    me.pastes("Headteacher").keys("enter");
    assert_eq!(role(&me), "Headteacher");
}

#[test]
fn enter_takes_it_and_arrows_end_and_backspace_mend_it() {
    for (keys, typed, becomes) in [
        ("", "", "School Improvement Partner"),
        ("end", " (North)", "School Improvement Partner (North)"),
        ("backspace", "", "School Improvement Partne"),
        ("home", "Lead ", "Lead School Improvement Partner"),
        ("ctrl+backspace", "Adviser", "School Improvement Adviser"),
        ("left", "x", "School Improvement Partnexr"),
    ] {
        let mut me = asked_for_role();
        me.keys(keys).types(typed).keys("enter");
        assert_eq!(role(&me), becomes, "{keys}");
    }
}

#[test]
fn help_opens_over_a_question_and_over_a_list() {
    let mut me = Sitter::open("rtm");
    me.keys("ctrl+g").types("agreed").keys("f1");
    me.sees(&["In a session"]);
    me.keys("f1");
    me.sees(&["Go to", "agreed"]);
    me.keys("enter");
    assert_eq!(me.sitting().item, "agreed-actions");
}

/// What is kept aside of an answer on every key.
fn aside(me: &Sitter) -> String {
    me.desk.store.scratches().unwrap().concat()
}

#[test]
fn words_that_nobody_can_find_again_are_kept_aside_on_every_key_until_they_are_used_or_given_up() {
    let mut me = Sitter::newcomer();
    me.types("Sam Linden");
    assert_eq!(aside(&me), "Sam Linden");
    me.keys("enter");
    assert_eq!(aside(&me), "");
    me.types("Adviser");
    assert_eq!(aside(&me), "Adviser");
    me.keys("esc");
    assert_eq!(aside(&me), "");

    let mut me = Sitter::open("autumn");
    me.runs("home");
    me.keys("ctrl+n").picks("autumn").types("Oak Lane Jun");
    assert_eq!(aside(&me), "Oak Lane Jun");
    me.types("ior").keys("enter");
    assert_eq!(aside(&me), "");
    me.keys("esc").keys("ctrl+n").picks("autumn").types("seav");
    assert_eq!(aside(&me), "", "what finds a school is no name");
    me.keys("esc");

    let mut me = Sitter::open("autumn");
    me.keys("ctrl+x down down end").types("-copy");
    assert!(aside(&me).ends_with("-copy"), "{}", aside(&me));
    me.keys("esc");
    assert_eq!(aside(&me), "");
    let mut me = Sitter::open("autumn");
    me.runs("home").runs("rename a school").picks("seaview").types("Oak Lane");
    assert_eq!(aside(&me), "Oak Lane");
    me.keys("esc");
    assert_eq!(aside(&me), "");
    let mut me = Sitter::open("autumn");
    me.keys("ctrl+f").types("writing group");
    assert_eq!(aside(&me), "", "words to search for are no words of anybody");
}
