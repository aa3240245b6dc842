//! A note on its way: confirmed, to the head to be checked, agreed, to everybody on its list; what is written is what is kept.

use nov::app::ExportRow;

use crate::support::sitter::Sitter;

/// A note of visit in which nothing stands in the way.
fn note() -> Sitter {
    let mut me = Sitter::open("support-day");
    me.enters("+ six of eight books show targets in use");
    me
}

/// Notes that a state was reached, today.
fn reaches(me: &mut Sitter, state: &str) {
    me.runs("set state").picks(state).keys("enter");
}

/// Writes what the export offers as plain text, and gives it.
fn writes_offered(me: &mut Sitter) -> String {
    me.goes_to_row(ExportRow::Format);
    me.turns_to("format", |form| form.format == "txt");
    me.keys("enter");
    std::fs::read_to_string(me.written.last().unwrap()).unwrap()
}

/// Does the same, and notes it as sent to so many of those it is for, the first ones.
fn sends_offered(me: &mut Sitter, count: usize) -> String {
    for at in 0..count {
        me.goes_to_row(ExportRow::To(at));
        me.keys("space");
    }
    writes_offered(me)
}

#[test]
fn the_draft_to_be_checked_goes_to_the_head_and_once_agreed_the_note_to_all() {
    let mut me = note();
    reaches(&mut me, "with the head");
    me.sees(&["To whom was it sent?", "Draft for the headteacher", "[x] Headteacher"]);
    me.keys("esc ctrl+x");
    me.sees(&["Draft for the headteacher", "[ ] Headteacher"]);
    let text = sends_offered(&mut me, 1);
    assert!(text.starts_with("DRAFT"), "{text}");
    me.is_told("Noted as sent to the headteacher (version 1)");
    assert_eq!(me.session().sent()[0].document, "accuracy");
    // What the head had is over once the note is agreed, whatever was changed since.
    me.enters("+ the last two books show them too").waits(1);
    me.sees(&["changed since"]);
    reaches(&mut me, "agreed");
    me.waits(1).sees_no(&["changed since"]);
    me.keys("ctrl+x");
    me.sees(&["Note of Visit - support day", "[ ] Headteacher", "[ ] Chair of governors", "[ ] LA"]);
    sends_offered(&mut me, 3);
    me.is_told("Noted as sent to the headteacher, the chair of governors and the LA (version 2)");
    me.waits(1).sees_no(&["changed since"]);
    me.keys("ctrl+x").sees_no(&["[x] LA"]);
}

#[test]
fn another_document_chosen_in_a_state_stays_chosen_until_the_next() {
    let mut me = note();
    reaches(&mut me, "agreed");
    me.writes("actions", "txt");
    me.keys("ctrl+x").sees(&["Support day: actions"]);
    me.sees_no(&["[x] Headteacher"]);
    me.keys("esc");
    let mut me = me.starts_again();
    me.keys("ctrl+x").sees(&["Note of Visit - support day", "[ ] Headteacher"]);
}

#[test]
fn the_copy_that_is_noted_as_sent_shows_to_whom_and_when_and_is_the_version_kept() {
    let mut me = Sitter::practise("autumn");
    me.now("2009-12-01 10:00");
    me.runs("set state").picks("circulated").picks("take it back");
    me.keys("ctrl+x").sees(&["Note of Visit - Autumn", "[ ] Headteacher", "[ ] Chair of governors", "[ ] LA"]);
    let text = sends_offered(&mut me, 3);
    me.is_told("Noted as sent");
    let day = me.session().sent()[0].on.format("%-d %B %Y").to_string();
    let line =
        |text: &str, begin: &str| text.lines().rfind(|line| line.starts_with(begin)).unwrap_or_default().to_owned();
    for role in ["Headteacher", "Chair of governors", "LA"] {
        assert!(line(&text, role).contains(&day), "{role}: {text}");
    }
    assert!(line(&text, "Circulated on").contains(&day), "{text}");
    me.waits(1);
    assert_eq!(me.sitting().outdated, []);
    // The version is what they were sent.
    me.runs("versions").keys("ctrl+x");
    me.sees(&["Export of version 1"]);
    assert_eq!(writes_offered(&mut me), text);
}

#[test]
fn what_is_only_written_says_of_no_sending() {
    let mut me = Sitter::open("autumn");
    me.enters("most pupils in Year 5 write well");
    me.keys("ctrl+x");
    me.goes_to_row(ExportRow::Format);
    me.turns_to("format", |form| form.format == "txt");
    me.goes_to_row(ExportRow::To(0));
    me.keys("space enter").picks("only write");
    let text = std::fs::read_to_string(&me.written[0]).unwrap();
    let head = text.lines().rfind(|line| line.starts_with("Headteacher")).unwrap_or_default();
    assert_eq!(head.trim(), "Headteacher", "{text}");
    assert!(me.session().sent().is_empty());
}

#[test]
fn a_confirmation_that_is_sent_brings_its_state_with_its_day() {
    let mut me = Sitter::open("spring");
    me.now("2010-03-02 09:00");
    let sends = |me: &mut Sitter| {
        me.keys("ctrl+x pageup");
        me.turns_to("document", |form| form.chosen().is_some_and(|chosen| chosen.id == "confirmation"));
        me.goes_to_row(ExportRow::To(0));
        me.keys("space enter");
    };
    sends(&mut me);
    me.is_told("Noted as sent to the headteacher");
    me.is_told("noted as confirmed too");
    assert_eq!(me.session().state(), Some("confirmed"));
    assert_eq!(me.session().reached("confirmed").map(|on| on.to_string()).as_deref(), Some("2010-03-02"));
    // A finding that stops the state stops it here too, and says so; what was sent is noted.
    let mut me = Sitter::open("autumn");
    me.jumps("governor attendance").types("n").keys("esc");
    me.now("2009-11-03 09:00");
    sends(&mut me);
    me.is_told("it is not noted as confirmed");
    assert_eq!((me.session().state(), me.session().sent().len()), (None, 1));
}

#[test]
fn a_note_says_draft_until_it_is_agreed_and_its_file_has_another_name() {
    let mut me = note();
    let says =
        |me: &mut Sitter, document: &str| String::from_utf8(me.writes(document, "txt")).unwrap().starts_with("DRAFT");
    me.keys("ctrl+x").sees(&["-support-day-nov-draft.docx"]);
    me.keys("esc");
    assert!(says(&mut me, "nov") && says(&mut me, "accuracy"), "it was held");
    reaches(&mut me, "with the head");
    me.keys("esc");
    assert!(says(&mut me, "nov") && says(&mut me, "accuracy"), "the head is to check it");
    reaches(&mut me, "agreed");
    assert!(!says(&mut me, "nov"), "it is agreed");
    me.keys("ctrl+x");
    me.turns_to("document", |form| form.chosen().is_some_and(|chosen| chosen.id == "nov"));
    me.sees(&["-support-day-nov.txt"]);
    me.keys("esc");
    assert!(says(&mut me, "accuracy"), "what is to be checked is a draft");
}

#[test]
fn what_it_stands_at_because_everybody_has_it_stands_among_its_states() {
    let mut me = Sitter::open("rtm");
    me.enters("writing is weekly");
    me.runs("set state").picks("held").keys("esc");
    me.runs("what is due").sees(&["held"]);
    me.sees_no(&["as everybody on the list has it"]);
    me.keys("esc ctrl+x pageup");
    me.turns_to("document", |form| form.chosen().is_some_and(|document| document.id == "minutes"));
    for at in 0..4 {
        me.goes_to_row(ExportRow::To(at));
        me.keys("space");
    }
    me.keys("enter").picks("all the same");
    me.runs("what is due").sees(&["circulated, as everybody on the list has it"]);
}
