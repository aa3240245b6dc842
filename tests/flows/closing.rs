//! A meeting on its way out: every label of its template, what answers a prompt, what is not answered, the line half typed.

use crate::support::sitter::Sitter;

/// The minutes as plain text, in one line.
fn minutes(me: &mut Sitter) -> String {
    let text = String::from_utf8(me.writes("minutes", "txt")).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Notes that a state was reached, today.
fn reaches(me: &mut Sitter, state: &str) {
    me.runs("set state").picks(state).keys("enter");
}

const PURPOSES: [&str; 5] = [
    "Groups on track to RAP targets",
    "Efficient tracking used systematically and in classrooms",
    "Regular pupil progress meetings in place",
    "Planning informed",
    "Support for pupils at risk of underachievement reviewed",
];

#[test]
fn circulated_minutes_have_every_label_of_the_template() {
    let mut me = Sitter::open("rtm");
    me.enters("We began");
    reaches(&mut me, "circulated");
    me.keys("esc");
    let text = minutes(&mut me);
    for label in PURPOSES.into_iter().chain(["Chair (SIP)", "Apologies and brief written reports received"]) {
        assert!(text.contains(label), "“{label}”: {text}");
    }
    let (_, purposes) = text.split_once("Required pupil-progress purposes").unwrap();
    assert_eq!(purposes.split("Agreed actions").next().unwrap().matches("Nothing noted").count(), 5, "{text}");
    // One that is answered leaves the others where they are.
    me.jumps("planning informed").types("Plans name the pupils").keys("esc");
    let text = minutes(&mut me);
    assert!(PURPOSES.iter().all(|label| text.contains(label)) && text.contains("Plans name the pupils"), "{text}");
}

#[test]
fn what_answers_a_prompt_stands_at_the_label_that_asks() {
    let mut me = Sitter::open("rtm");
    me.jumps("evaluation of all").runs("who is here").keys("shift+tab down down enter");
    me.is_told("What you enter next answers this prompt");
    me.enters("Writing support moves to Year 4");
    assert_eq!(me.last().prompt.as_deref(), Some("RQ.3"));
    me.jumps("agreed actions and future")
        .runs("who is here")
        .keys("shift+tab enter")
        .enters("Three of four groups are");
    assert_eq!(me.last().prompt.as_deref(), Some("RP.1"));
    me.keys("ctrl+r");
    me.sees_no(&["“Anything to do differently in the light", "“Groups on track to RAP targets” is not"]);
    me.keys("esc").jumps("key questions").sees(&["Writing support moves to Year 4"]);
    reaches(&mut me, "circulated");
    me.keys("esc");
    let text = minutes(&mut me);
    for answered in [
        "Anything to do differently in the light of latest data: Writing support moves to Year 4",
        "Groups on track to RAP targets: Three of four groups are",
    ] {
        assert!(text.contains(answered), "“{answered}”: {text}");
    }
    // Where it was said it stands as well; a private word answers nothing.
    let (_, item) = text.split_once("Evaluation of all ASK support").unwrap();
    assert!(item.split("LCSP and other").next().unwrap().contains("Writing support moves"), "{text}");
    let mut me = Sitter::open("rtm");
    me.jumps("evaluation of all").runs("who is here").keys("shift+tab down down enter").enters("% ask the LA first");
    reaches(&mut me, "circulated");
    me.keys("esc");
    assert!(!minutes(&mut me).contains("ask the LA first"));
}

#[test]
fn words_typed_in_a_field_are_printed_there_alone_and_the_answer_stays_under_its_item() {
    let mut me = Sitter::open("rtm");
    me.jumps("school report on").runs("who is here").keys("shift+tab down down down enter");
    me.enters("Three of four groups are");
    me.jumps("groups on track");
    me.sees(&["Three of four groups are", "answered under 2; what you type here is printed in its place"]);
    me.keys("ctrl+u");
    me.is_told("These words stand under 2; take them out or change them there");
    assert_eq!(minutes(&mut me).matches("Three of four groups are").count(), 2, "at the label, and where it was said");
    me.types("All but one are").keys("esc").jumps("groups on track");
    me.sees_no(&["Three of four groups are"]);
    for text in [minutes(&mut me), String::from_utf8(me.writes("minutes", "json")).unwrap()] {
        assert_eq!(text.matches("Three of four groups are").count(), 1, "{text}");
        assert_eq!(text.matches("All but one are").count(), 1, "{text}");
    }
}

#[test]
fn an_answer_under_the_questions_themselves_is_printed_once() {
    let mut me = Sitter::open("rtm");
    me.jumps("key questions").runs("who is here").keys("shift+tab enter").enters("Tracking is weekly now");
    assert_eq!(me.last().prompt.as_deref(), Some("RQ.1"));
    assert_eq!(minutes(&mut me).matches("Tracking is weekly now").count(), 1);
}

#[test]
fn closing_a_meeting_says_which_purposes_are_not_answered_and_goes_on() {
    let mut me = Sitter::open("rtm");
    me.jumps("planning informed").types("Plans name the pupils").keys("esc");
    for state in ["held", "circulated"] {
        reaches(&mut me, state);
        me.is_told("Noted: ");
        me.is_told("Purposes not answered yet: 4. “Groups on track to RAP targets” is not answered yet");
        assert_eq!(me.session().state(), Some(state));
        me.keys("esc");
    }
    for label in ["groups on track", "efficient tracking", "regular pupil", "support for pupils"] {
        me.jumps(label).types("yes").keys("esc");
    }
    reaches(&mut me, "minutes agreed");
    assert!(!me.said().contains("not answered"), "{}", me.said());
}

#[test]
fn a_line_half_typed_goes_out_in_nothing_and_that_is_said() {
    let mut me = Sitter::open("rtm");
    me.enters("We began").types("hup draft");
    assert!(minutes(&mut me).contains("hup draft"), "a working copy shows it");
    // Written and noted as sent: it is in neither.
    me.keys("ctrl+x");
    me.turns_to("document", |form| form.chosen().is_some_and(|offered| offered.id == "minutes"));
    me.keys("down");
    me.turns_to("format", |form| form.format == "txt");
    me.keys("pagedown space enter");
    let file = me.written.last().unwrap().clone();
    assert!(!std::fs::read_to_string(&file).unwrap().contains("hup draft"));
    std::fs::remove_file(file).unwrap();
    me.is_told("the line half typed under “Minutes of last RTM and matters arising” is left out");
    // Circulated, it is in no document any more.
    reaches(&mut me, "circulated");
    me.is_told("the line half typed under “Minutes of last RTM and matters arising” is left out");
    me.keys("esc");
    assert!(!minutes(&mut me).contains("hup draft"));
    me.is_told("is left out");
    me.keys("enter");
    assert_eq!(me.last().text, "hup draft", "it is still there to be entered");
}

#[test]
fn closing_a_meeting_and_the_panes_are_found_by_the_words_one_has_for_them() {
    let mut me = Sitter::open("rtm");
    for words in ["close", "finish", "end", "end meeting"] {
        me.runs(words);
        me.sees(&["circulated", "held"]);
        me.keys("esc");
    }
    me.keys("ctrl+n").runs("prompt");
    assert_eq!(me.sitting().focus, nov::app::Focus::Prompts);
    me.runs("people");
    assert_eq!(me.sitting().focus, nov::app::Focus::People);
    me.runs("data").is_told("No figures belong to this item");
}

#[test]
fn apologies_without_a_report_say_so() {
    let mut me = Sitter::open("rtm");
    me.enters("@LA apologies: unwell");
    let text = minutes(&mut me);
    let (_, apologies) = text.split_once("Apologies and brief written reports received").unwrap();
    assert!(apologies.split("Agenda").next().unwrap().contains("no report"), "{text}");
}
