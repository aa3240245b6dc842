//! Prompts are offered: ticked, left out, or answered by an entry; none has to be.

use nov::app::Focus;
use nov::session::PromptMark;

use crate::support::sitter::Sitter;

fn at_prompts() -> Sitter {
    let mut me = Sitter::open("rtm");
    me.keys("ctrl+n tab tab");
    assert_eq!(me.sitting().focus, Focus::Prompts);
    me
}

#[test]
fn prompts_are_ticked_and_left_out_and_the_caret_stays() {
    let mut me = at_prompts();
    me.keys("right down left");
    let prompts = me.sitting().prompts_here();
    let marks: Vec<Option<PromptMark>> = prompts.iter().take(3).map(|(id, _)| me.session().prompt(id)).collect();
    assert_eq!(marks, [Some(PromptMark::Done), Some(PromptMark::Skipped), None]);
    me.sees(&["Prompts · 2 of", "☑", "– "]);
    me.keys("up right");
    assert_eq!(me.session().prompt("RQ.1"), None, "the same key takes the mark off");
}

#[test]
fn an_entry_is_started_from_a_prompt_and_answers_it() {
    let mut me = at_prompts();
    me.keys("down enter");
    me.is_told("What you enter next answers this prompt");
    me.sees(&["answers “What did that change achieve?”"]);
    me.types("Books are marked");
    me.sees(&["answers “What did that change achieve?”"]);
    me.enters(" weekly").sees(&["answers “What did that change achieve?”"]);
    assert_eq!((me.last().prompt.as_deref(), me.last().text.as_str()), (Some("RQ.2"), "Books are marked weekly"));
    assert_eq!(me.session().prompt("RQ.2"), Some(PromptMark::Done), "a prompt that is answered is ticked");
    me.enters("next thought");
    assert_eq!(me.last().prompt, None);
}

#[test]
fn esc_leaves_a_prompt_unanswered_with_the_line_intact() {
    let mut me = at_prompts();
    me.keys("enter").types("half").keys("esc");
    assert_eq!(me.sitting().line.text(), "half");
    me.keys("enter");
    assert_eq!(me.last().prompt, None);
}

#[test]
fn a_letter_in_the_pane_goes_to_the_entry_line() {
    let mut me = at_prompts();
    me.enters("words");
    assert_eq!(me.words_under("school-report"), ["words"]);
}

#[test]
fn the_field_that_asks_the_same_answers_a_prompt_once_it_has_words() {
    let mut me = Sitter::open("rtm");
    me.jumps("Impact of that").types("Reading ages rose").keys("esc").runs("prompts").sees(&["Prompts · 1 of 3"]);
    me.keys("down space").is_told("Answered at “Impact of that change”");
    me.sees(&["Prompts · 1 of 3"]);
    assert_eq!(me.session().prompt("RQ.2"), None, "what the field says needs no tick beside it");
}
