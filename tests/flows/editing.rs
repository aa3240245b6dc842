//! Entries already made: edited, turned into another kind, moved, taken out, put back.

use nov::app::Focus;
use nov::grammar::Kind;

use crate::support::sitter::{Sitter, day};

fn with(lines: &[&str]) -> Sitter {
    let mut me = Sitter::open("rtm");
    for line in lines {
        me.enters(line);
    }
    me
}

#[test]
fn up_edits_the_last_entry_and_up_again_the_one_before() {
    let mut me = with(&["first said", "second said"]);
    me.keys("up").types("!").keys("up").types("?").keys("down").types("!").keys("enter");
    assert_eq!(me.words_under("minutes-of-last"), ["first said?", "second said!!"]);
    assert_eq!(me.sitting().focus, Focus::Line);
}

#[test]
fn an_edit_leaves_the_draft_as_it_was() {
    let mut me = with(&["first said"]);
    me.types("half a thought").keys("ctrl+e").types(" aloud").keys("esc");
    assert_eq!((me.last().text.as_str(), me.sitting().line.text()), ("first said aloud", "half a thought"));
    me.keys("enter");
    assert_eq!(me.last().text, "half a thought");
}

#[test]
fn an_entry_emptied_is_taken_out_and_undo_brings_it_back() {
    let mut me = with(&["gone"]);
    me.keys("up ctrl+u enter");
    assert!(me.under("minutes-of-last").is_empty());
    me.keys("ctrl+z");
    assert_eq!(me.words_under("minutes-of-last"), ["gone"]);
}

#[test]
fn a_note_turns_into_an_action_and_back_without_losing_a_word() {
    let mut me = with(&["@LC to bring data by fri"]);
    me.keys("ctrl+k").picks("action");
    me.is_told("Now Action");
    let action = me.last().action.clone().unwrap();
    assert_eq!((me.last().text.as_str(), action.owners.as_slice()), ("bring data", &["LC".to_owned()][..]));
    assert_eq!((action.due, action.number), (Some(day("2010-01-15")), 1));
    me.sees(&["Actions · 1 open"]);
    me.keys("ctrl+k").picks("decision");
    assert_eq!((me.last().kind, me.last().text.as_str()), (Kind::Decision, "@LC bring data by 15 Jan 2010"));
    assert_eq!(me.session().action_count(), 0);
    for kind in Kind::ALL {
        me.keys("ctrl+k").picks(kind.label());
        assert_eq!(me.last().kind, kind);
    }
}

#[test]
fn an_action_turned_and_turned_back_keeps_what_was_told_of_it() {
    let mut me = with(&["! @LC bring data by fri measure: all groups"]);
    me.keys("ctrl+k").picks("note").keys("ctrl+k").picks("action");
    let action = me.last().action.clone().unwrap();
    assert_eq!((me.last().text.as_str(), action.measure.as_str()), ("bring data", "all groups"));
    assert_eq!((action.owners, action.due), (vec!["LC".to_owned()], Some(day("2010-01-15"))));
}

#[test]
fn an_entry_moves_to_another_item() {
    let mut me = with(&["stays", "belongs elsewhere"]);
    me.keys("ctrl+o").picks("evaluation of all");
    me.is_told("Moved to “Evaluation of all ASK support”");
    assert_eq!(me.words_under("minutes-of-last"), ["stays"]);
    assert_eq!(me.words_under("ask-support"), ["belongs elsewhere"]);
    me.keys("ctrl+z");
    assert_eq!(me.words_under("minutes-of-last"), ["stays", "belongs elsewhere"]);
}

#[test]
fn an_entry_taken_out_is_put_back_by_the_palette() {
    let mut me = with(&["one", "two"]);
    me.keys("ctrl+d");
    me.is_told("; Ctrl+Z puts it back");
    assert_eq!(me.words_under("minutes-of-last"), ["one"]);
    assert!(!String::from_utf8(me.writes("minutes", "txt")).unwrap().contains("two"));
    me.runs("put back");
    me.sees(&["Put back", "two"]);
    me.keys("enter");
    assert_eq!(me.words_under("minutes-of-last"), ["one", "two"]);
}

#[test]
fn ctrl_d_never_takes_an_entry_while_a_line_is_being_typed() {
    let mut me = with(&["one"]);
    me.types("half").keys("ctrl+d");
    me.is_told("This line is not entered yet; Ctrl+U empties it");
    assert_eq!(me.words_under("minutes-of-last"), ["one"]);
}

#[test]
fn putting_back_when_nothing_was_taken_out_says_so() {
    let mut me = with(&["one"]);
    me.runs("put back");
    me.is_told("Nothing was taken out");
    assert!(me.app.overlays.is_empty());
}

#[test]
fn undo_takes_back_a_word_at_a_time_and_redo_does_it_again() {
    let mut me = with(&[]);
    me.types("one two three").keys("ctrl+z");
    assert_eq!(me.sitting().line.text(), "one two ");
    me.keys("ctrl+z");
    assert_eq!(me.sitting().line.text(), "one ");
    me.keys("ctrl+y ctrl+y");
    assert_eq!(me.sitting().line.text(), "one two three");
    me.keys("enter ctrl+z");
    assert_eq!((me.session().entry_count(), me.sitting().line.text()), (0, "one two three"));
}

#[test]
fn undo_takes_back_a_run_of_words_at_a_time_in_a_long_text() {
    let mut me = with(&[]);
    let first = "Moderation of writing in every year group is led by the deputy with the phase leaders together. ";
    let line = |me: &Sitter| me.sitting().line.text().to_owned();
    me.types(first).types("It began in the autumn and goes on in every class until the end of the year").keys("ctrl+z");
    assert_eq!(line(&me), format!("{first}It began in the autumn and goes on in every "), "some forty letters");
    me.keys("ctrl+z");
    assert_eq!(line(&me), first, "no more than a sentence");
    me.types("one two ").waits(1).types("three four").keys("ctrl+z");
    assert_eq!(line(&me), format!("{first}one two "), "what was typed without a pause");
    let mut steps = 0;
    while !line(&me).is_empty() {
        me.keys("ctrl+z");
        steps += 1;
        assert!(line(&me).is_empty() || line(&me).ends_with(' '), "never in the midst of a word: “{}”", line(&me));
    }
    while line(&me) != format!("{first}one two three four") {
        me.keys("ctrl+y");
    }
    assert!(steps < 20, "{steps}");
}

#[test]
fn words_are_gone_over_and_taken_out_with_the_signs_that_stand_at_them() {
    let mut me = with(&[]);
    me.types("see the Y5/6 (half-term) plan, please").keys("ctrl+left ctrl+left ctrl+left").types("new ");
    assert_eq!(me.sitting().line.text(), "see the Y5/6 new (half-term) plan, please");
    me.keys("ctrl+right ctrl+right").types("!");
    assert_eq!(me.sitting().line.text(), "see the Y5/6 new (half-term) plan,! please");
    me.keys("ctrl+backspace");
    assert_eq!(me.sitting().line.text(), "see the Y5/6 new (half-term)  please");
    me.keys("ctrl+delete");
    assert_eq!(me.sitting().line.text(), "see the Y5/6 new (half-term) ");
}

#[test]
fn an_edit_of_an_entry_under_another_item_goes_there() {
    let mut me = with(&["needle here"]);
    me.keys("ctrl+n").keys("ctrl+f").enters("needle").keys("enter");
    assert_eq!(me.sitting().item, "minutes-of-last");
    me.keys("end").types("!").keys("enter");
    assert_eq!(me.words_under("minutes-of-last"), ["needle here!"]);
}

#[test]
fn a_line_put_back_stays_one_however_far_undo_and_redo_go() {
    let mut me = Sitter::open("rtm");
    me.enters("a slip of the tongue");
    while !me.session().draft().text.is_empty() || me.session().entry_count() > 0 {
        me.keys("ctrl+z");
    }
    while me.session().draft().text != "a slip of the tongue" {
        me.keys("ctrl+y");
    }
    me.keys("ctrl+n");
    assert_eq!(me.session().entry_count(), 0, "moving on does not enter it");
    me.keys("ctrl+z");
    assert_eq!(me.session().draft().text, "a slip of the tongue", "and nothing is lost");
}

#[test]
fn search_leads_to_the_word_found_and_what_is_moved_or_turned_is_named() {
    let mut me = Sitter::open("rtm");
    me.enters("tracking is shared with all");
    me.keys("ctrl+f").enters("Shared").keys("enter").types("now ").keys("enter");
    assert_eq!(me.last().text, "tracking is now shared with all");
    me.keys("ctrl+k").sees(&["Turn “tracking is now shared with all” into"]);
    me.keys("esc ctrl+o").sees(&["Move “tracking is now shared with all” to"]);
}
