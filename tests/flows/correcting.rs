//! Corrections: undone as a whole once they are done, and read as a new line is; what undo put back is not entered by the way.

use nov::app::{ActionSpot, Focus, Overlay};
use nov::grammar::Kind;
use nov::session::Action;

use crate::support::sitter::{Sitter, day};

fn with(lines: &[&str]) -> Sitter {
    let mut me = Sitter::open("rtm");
    for line in lines {
        me.enters(line);
    }
    me
}

fn action(me: &Sitter) -> Action {
    me.last().action.clone().unwrap()
}

#[test]
fn undo_takes_a_finished_correction_back_at_once_and_says_so() {
    let mut me = with(&["alpha beta gamma"]);
    me.keys("up").types(" delta epsilon").keys("enter ctrl+z");
    assert_eq!(me.last().text, "alpha beta gamma");
    me.is_told("Taken back: what was changed in “alpha beta gamma”; Ctrl+Y does it again");
    me.keys("ctrl+y");
    assert_eq!(me.last().text, "alpha beta gamma delta epsilon");
    me.is_told("Done again: what was changed in “alpha beta gamma delta epsilon”");
}

#[test]
fn a_mark_put_before_a_line_that_stands_makes_it_of_that_kind() {
    let mut me = with(&["continue the consultant until July"]);
    me.keys("up home").types("= ").keys("enter");
    assert_eq!((me.last().kind, me.last().text.as_str()), (Kind::Decision, "continue the consultant until July"));
    me.is_told("Now Decision");
    me.keys("ctrl+z");
    assert_eq!((me.last().kind, me.last().text.as_str()), (Kind::Note, "continue the consultant until July"));
    me.keys("up home").types("! @HT to ").keys("enter");
    let made = action(&me);
    assert_eq!((made.owners, me.last().text.as_str()), (vec!["HT".to_owned()], "continue the consultant until July"));
    let mut me = with(&["the head is tired"]);
    me.keys("up home").types("% ").keys("enter");
    assert_eq!(me.last().kind, Kind::Private);
}

#[test]
fn while_a_correction_is_open_undo_goes_word_by_word() {
    let mut me = with(&["alpha"]);
    me.keys("up").types(" beta gamma").keys("ctrl+z");
    assert_eq!(me.sitting().editor.text(), "alpha beta ");
    me.types("delta").keys("enter ctrl+z");
    assert_eq!(me.last().text, "alpha");
}

#[test]
fn a_correction_is_one_after_a_restart_too_however_it_was_left() {
    for leaving in ["enter", "esc", "tab", "ctrl+a", "ctrl+r", "down"] {
        let mut me = with(&["! ring the LA", "alpha beta gamma"]);
        me.keys("up").types(" delta epsilon").keys(leaving);
        let mut me = me.starts_again();
        me.keys("ctrl+z");
        let kept = me.words_under("minutes-of-last");
        assert_eq!(kept, ["ring the LA", "alpha beta gamma"], "left by {leaving}");
    }
}

#[test]
fn a_note_that_comes_in_meanwhile_stays_when_the_correction_is_taken_back() {
    let mut me = with(&["alpha"]);
    me.keys("up").types(" beta ");
    let session = me.session().id().to_owned();
    let note = nov::app::InboxNote {
        key: "from-elsewhere".to_owned(),
        at: me.app.now,
        text: "rang the LA".to_owned(),
        item: None,
        reading: nov::session::NoteReading::Verbatim,
    };
    me.send(nov::app::Message::Noted { session, note });
    me.types("gamma").keys("enter ctrl+z");
    assert_eq!(me.words_under("minutes-of-last"), ["alpha", "rang the LA"]);
}

#[test]
fn undo_says_what_came_back_where_it_is_not_before_the_eyes() {
    let mut me = with(&["one", "two"]);
    me.keys("ctrl+d ctrl+z");
    me.is_told("“two” is back");
    me.keys("ctrl+o").picks("evaluation of all").keys("ctrl+z");
    me.is_told("“two” stands under “Minutes of last RTM and matters arising” again");
    me.keys("ctrl+z");
    me.is_told("Taken back: the line stands below again, and only Enter enters it");
    me.keys("enter");
    let mut private = with(&["% worn out"]);
    private.keys("up").types(" by it").keys("enter ctrl+z");
    private.is_told("Taken back: what was changed in “% private”");
}

#[test]
fn a_line_that_undo_put_back_is_not_entered_by_moving_on() {
    let mut me = with(&["stays", "? a mistake"]);
    me.keys("ctrl+z");
    assert_eq!(me.sitting().line.text(), "? a mistake");
    me.sees(&["taken back; Enter enters it again"]);
    me.keys("ctrl+n");
    me.is_told("The line you had taken back was not entered; Ctrl+Z brings it back");
    assert_eq!((me.words_under("minutes-of-last"), me.sitting().line.text()), (vec!["stays".to_owned()], ""));
    me.keys("ctrl+z");
    assert_eq!(me.sitting().line.text(), "? a mistake");
    me.keys("enter");
    assert_eq!(me.under("minutes-of-last")[1], (Kind::Question, "a mistake".to_owned()));
}

#[test]
fn a_half_line_taken_back_past_the_line_before_and_done_again_is_entered_by_moving_on_as_any() {
    let mut me = with(&["line A"]);
    me.types("draft kept");
    for _ in 0..20 {
        if me.sitting().line.text() == "line A" {
            break;
        }
        me.keys("ctrl+z");
    }
    me.sees(&["taken back; Enter enters it again"]);
    while me.said() != "There is nothing to redo" {
        me.keys("ctrl+y");
    }
    assert_eq!(me.sitting().line.text(), "draft kept");
    me.sees_no(&["taken back; Enter enters it again"]);
    me.keys("ctrl+n");
    assert_eq!(me.words_under("minutes-of-last"), ["line A", "draft kept"]);
}

#[test]
fn nor_by_leaving_and_coming_back_nor_does_it_stand_in_a_document() {
    let mut me = with(&["stays", "a mistake"]);
    me.keys("ctrl+z");
    assert!(!String::from_utf8(me.writes("minutes", "txt")).unwrap().contains("a mistake"));
    let mut me = me.starts_again();
    me.keys("ctrl+n");
    assert_eq!(me.words_under("minutes-of-last"), ["stays"]);
}

#[test]
fn typed_in_again_it_is_a_line_like_any_other() {
    let mut me = with(&["a mistake"]);
    me.keys("ctrl+z").types(" mended").keys("ctrl+n");
    me.is_told("Your line was entered under item 1, where it began");
    assert_eq!(me.words_under("minutes-of-last"), ["a mistake mended"]);
}

#[test]
fn owner_date_and_measure_typed_in_the_correction_of_an_action_are_its_own() {
    let mut me = with(&["! @HT to moderate Y5 writing by 29/1"]);
    me.keys("up");
    me.sees(&["Action 1 → HT by Fri 29 Jan", "@, by and measure: work here too", "▲ action 1"]);
    me.types(" @LC by half term measure: books agree");
    me.sees(&["Action 1 → LC by Fri 12 Feb · measure: books agree"]);
    me.keys("enter");
    assert_eq!(me.last().text, "moderate Y5 writing");
    let now = action(&me);
    assert_eq!(
        (now.owners, now.due, now.measure.as_str()),
        (vec!["LC".to_owned()], Some(day("2010-02-12")), "books agree")
    );
    me.keys("ctrl+z");
    let before = action(&me);
    assert_eq!(
        (before.owners, before.due, before.measure.as_str()),
        (vec!["HT".to_owned()], Some(day("2010-01-29")), "")
    );
    assert_eq!(me.last().text, "moderate Y5 writing");
}

#[test]
fn backspace_turns_off_what_was_read_in_a_correction() {
    let mut me = with(&["! plan the books read"]);
    me.keys("up").types(" by fri");
    me.sees(&["by Fri 15 Jan"]);
    me.keys("backspace");
    me.sees_no(&["by Fri 15 Jan"]);
    me.keys("enter");
    assert_eq!((me.last().text.as_str(), action(&me).due), ("plan the books read by fri", None));
    // What is meant as words stays words in the next correction.
    me.keys("up").types(" @HT").keys("enter");
    assert_eq!((me.last().text.as_str(), action(&me).due), ("plan the books read by fri", None));
    assert_eq!(action(&me).owners, ["HT"]);
}

#[test]
fn a_measure_said_in_the_words_follows_them() {
    let mut me = with(&["! track groups so that 80% are on track"]);
    assert_eq!(action(&me).measure, "80% are on track");
    me.keys("up").types(" by Easter").keys("enter");
    let now = action(&me);
    assert_eq!((me.last().text.as_str(), now.due), ("track groups so that 80% are on track", Some(day("2010-04-01"))));
    me.keys("up").types(" and above").keys("enter");
    assert_eq!(action(&me).measure, "80% are on track and above");
}

#[test]
fn a_correction_of_other_entries_takes_no_word_out() {
    let mut me = with(&["writing is up"]);
    me.keys("up").types(" by fri measure: x @HT").keys("enter");
    assert_eq!(
        (me.last().text.as_str(), me.last().who.as_deref()),
        ("writing is up by fri measure: x @HT", Some("HT"))
    );
}

#[test]
fn enter_on_what_an_action_lacks_opens_it_there() {
    let mut me = with(&["! @HT to ring the LA by fri"]);
    me.keys("ctrl+r");
    let Some(Overlay::Findings(findings)) = me.app.overlays.last() else { panic!("{}", me.screen()) };
    let at = findings.found.iter().position(|f| f.message.contains("no measure of success")).unwrap();
    for _ in 0..at {
        me.keys("down");
    }
    me.keys("enter");
    let Some(Overlay::Action(form)) = me.app.overlays.last() else { panic!("{}", me.screen()) };
    assert_eq!(form.spot(), ActionSpot::Measure);
    me.types("minutes of the call").keys("esc");
    assert_eq!((action(&me).measure.as_str(), me.sitting().focus), ("minutes of the call", Focus::Line));
}

#[test]
fn a_date_that_is_not_understood_is_said() {
    let mut me = with(&[]);
    me.types("! send the data by the 31st of Juneuary");
    me.sees(&["Action · no date read in “by the 31st of Juneuary”"]);
    me.keys("enter");
    me.is_told("“by the 31st of Juneuary” gives no date, so the action has none");
    me.enters("! send the plan before Whit half term");
    assert_eq!(action(&me).due, Some(day("2010-05-28")));
}

#[test]
fn backspace_at_the_start_takes_away_who_said_it() {
    let mut me = Sitter::open("rtm");
    me.enters("@GOV/RB: the boys do well");
    assert_eq!(me.last().who.as_deref(), Some("GOV RB"));
    me.keys("up home").keys("delete delete delete delete delete delete delete delete delete").keys("enter");
    assert_eq!((me.last().who.clone(), me.last().text.trim()), (None, "the boys do well"));
    me.jumps("School report").enters("Attendance is up");
    let who = me.last().who.clone();
    me.keys("up home backspace enter");
    assert_eq!((me.last().who.clone(), me.last().text.as_str()), (None, "Attendance is up"), "{who:?}");
}
