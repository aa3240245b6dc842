//! Esc steps back with the draft intact; a line elsewhere, a blank screen, the palette and help leave all as it was.

use nov::app::Focus;

use crate::support::sitter::{Sitter, day};

#[test]
fn esc_from_anywhere_comes_back_to_the_entry_line_with_the_draft_intact() {
    for away in [
        "tab",
        "tab tab",
        "backtab",
        "ctrl+a",
        "ctrl+e",
        "ctrl+g",
        "ctrl+k",
        "ctrl+o",
        "ctrl+p",
        "ctrl+r",
        "ctrl+v enter",
        "ctrl+x",
        "ctrl+x enter",
        "ctrl+c",
        "ctrl+t",
        "ctrl+t enter",
        "ctrl+f",
        "f1",
        "ctrl+a enter",
    ] {
        let mut me = Sitter::open("rtm");
        me.enters("! said before").types("half a thought").keys(away);
        for _ in 0..4 {
            me.keys("esc");
        }
        assert_eq!((me.sitting().focus, me.app.overlays.len()), (Focus::Line, 0), "{away}");
        assert_eq!(me.sitting().line.text(), "half a thought", "{away}");
        assert_eq!(me.words_under("minutes-of-last"), ["said before"], "{away}");
        me.enters(" to the end");
        assert_eq!(me.last().text, "half a thought to the end", "{away}");
    }
}

#[test]
fn ctrl_s_says_that_nothing_need_be_done() {
    let mut me = Sitter::open("rtm");
    me.types("half").keys("ctrl+s");
    me.is_told("Saved; nov saves every key as you type it");
    me.sees(&["● saved", "half"]);
}

#[test]
fn a_session_by_its_day_comes_before_a_school_that_is_new() {
    let mut me = Sitter::open("autumn");
    me.begin("rtm", "2010-01-12");
    me.keys("ctrl+t").enters("ask about the minibus").types("17 Nov");
    let screen = me.screen();
    let (day, new) = (screen.find("17 Nov 2009").unwrap(), screen.find("a school that is not here yet").unwrap());
    assert!(day < new, "{screen}");
}

#[test]
fn a_line_is_noted_elsewhere_without_leaving() {
    let mut me = Sitter::open("autumn");
    me.enters("of the visit");
    me.begin("rtm", "2010-01-12");
    me.types("half a thought").keys("ctrl+t").enters("! @HT to send the plan by fri");
    me.sees(&["Where does it go?", "Inbox", "Seaview Primary · RTM", "Seaview Primary · Autumn visit"]);
    me.picks("autumn");
    me.is_told("Noted there");
    assert_eq!(me.sitting().line.text(), "half a thought");
    me.runs("home").types("autumn").keys("enter");
    assert_eq!(me.session().form(), "autumn");
    assert!(me.session().all_entries().any(|(_, e)| e.text == "send the plan" && e.as_action().is_some()));
    me.sees(&["send the plan"]);
}

#[test]
fn a_line_is_noted_to_the_session_on_the_screen_at_once() {
    let mut me = Sitter::open("rtm");
    me.types("half").keys("ctrl+t").enters("= agreed in passing").picks("rtm");
    assert_eq!(me.last().text, "agreed in passing");
    assert_eq!(me.sitting().line.text(), "half");
}

#[test]
fn a_line_to_the_inbox_waits_on_the_home_screen_and_can_be_filed() {
    let mut me = Sitter::open("rtm");
    me.keys("ctrl+t").enters("ring the authority about transport").keys("enter");
    me.is_told("Noted in the inbox on the home screen");
    me.runs("home");
    me.sees(&["ring the authority about transport"]);
}

#[test]
fn a_note_half_typed_stays_for_the_next_time_and_is_filed_nowhere() {
    let mut me = Sitter::open("rtm");
    me.keys("ctrl+t").types("ring the auth").keys("esc");
    me.is_told("Nothing is noted yet; your words stay, and Ctrl+T goes on with them");
    me.runs("add item").types("Transi");
    assert_eq!(me.desk.store.scratches().unwrap(), ["ring the auth\nTransi"], "a bad end loses neither");
    me.keys("esc").runs("home");
    assert_eq!(me.app.home.listing.inbox.len(), 0);
    assert_eq!(me.desk.store.scratches().unwrap(), ["ring the auth"]);
    me.keys("ctrl+t").types("ority").keys("enter enter");
    assert_eq!(me.app.home.listing.inbox[0].1, "ring the authority");
}

/// Puts the bar of the home screen on the note of the inbox, which is there.
fn to_the_inbox(me: &mut Sitter) {
    let rows = me.app.home.rows();
    let at = rows.iter().position(|row| matches!(row, nov::app::HomeRow::Inbox(..))).expect("a note is in the inbox");
    for _ in 0..at {
        me.keys("down");
    }
}

#[test]
fn esc_where_a_note_was_to_be_put_leads_back_to_its_words() {
    let mut me = Sitter::open("rtm");
    me.keys("ctrl+t").enters("ring the authority").keys("esc");
    assert_eq!(me.app.home.listing.inbox.len(), 0);
    me.types(" today").keys("enter enter").runs("home");
    assert_eq!(me.app.home.listing.inbox[0].1, "ring the authority today");
}

#[test]
fn a_note_of_the_inbox_is_filed_in_a_session() {
    let mut me = Sitter::open("rtm");
    me.keys("ctrl+t").enters("ring the authority").picks("inbox").runs("home");
    to_the_inbox(&mut me);
    me.keys("enter");
    me.sees(&["Where does it belong? ring the authority", "throw it away"]);
    me.picks("rtm");
    me.sees_no(&["ring the authority"]);
    me.types("seav").keys("enter");
    assert_eq!(me.words_under("minutes-of-last"), ["ring the authority"]);
}

#[test]
fn a_private_note_of_the_inbox_shows_no_word_until_it_is_opened() {
    let mut me = Sitter::open("rtm");
    me.keys("ctrl+t").enters("% ask the head about the deputy").picks("inbox").runs("home");
    me.sees(&["% private"]);
    me.sees_no(&["the deputy"]);
    to_the_inbox(&mut me);
    me.sees_no(&["the deputy"]);
    me.keys("enter");
    me.sees(&["ask the head about the deputy"]);
}

#[test]
fn leaving_a_note_of_the_inbox_leaves_it_there() {
    let mut me = Sitter::open("rtm");
    me.keys("ctrl+t").enters("ring the authority").picks("inbox").runs("home");
    to_the_inbox(&mut me);
    me.keys("enter esc esc esc");
    assert_eq!(me.app.home.listing.inbox.len(), 1);
    me.sees(&["ring the authority"]);
}

#[test]
fn the_screen_is_blanked_from_anywhere_and_any_key_only_brings_it_back() {
    for before in ["", "ctrl+p", "ctrl+x", "ctrl+t enter", "ctrl+r"] {
        let mut me = Sitter::open("rtm");
        me.enters("a worry").types("half").keys(before).keys("ctrl+l");
        me.sees_no(&["Seaview", "worry", "half"]);
        me.pastes("not now").waits(20).types("x");
        me.sees(&["Seaview"]);
        me.keys("esc esc esc");
        assert_eq!(me.sitting().line.text(), "half", "{before}");
    }
}

#[test]
fn the_palette_finds_every_command_by_its_name() {
    let mut me = Sitter::open("rtm");
    for command in nov::command::COMMANDS.iter().filter(|c| c.scope != nov::command::Scope::Home) {
        me.keys("ctrl+p").types(command.label);
        let Some(nov::app::Overlay::Picker(picker)) = me.app.overlays.last() else { panic!("the palette is open") };
        assert_eq!(picker.selected().map(|c| c.label.as_str()), Some(command.label), "{}", command.id);
        me.keys("esc");
    }
}

#[test]
fn help_shows_the_keys_and_leaves_on_any_other() {
    let mut me = Sitter::open("rtm");
    me.types("half").keys("f1");
    me.sees(&["Help", "action:", "Ctrl+N", "just after something recognised: turns it off"]);
    me.keys("pagedown x");
    assert!(me.app.overlays.is_empty());
    assert_eq!(me.sitting().line.text(), "half", "the key that leaves help types nothing");
}

#[test]
fn words_are_found_in_this_session_and_in_all() {
    let mut me = Sitter::open("rtm");
    me.enters("moderation with partners").keys("ctrl+f").enters("nowhere");
    me.sees(&["“nowhere” stands nowhere in this session"]);
    me.keys("esc").runs("home").keys("ctrl+f").enters("moderation partners");
    me.sees(&["Found", "moderation with partners"]);
    me.keys("enter");
    assert_eq!(me.session().form(), "rtm");
    // The place is that of the words, not where the session was left.
    me.keys("esc ctrl+n ctrl+n").runs("home").keys("ctrl+f").enters("moderation partners");
    me.sees(&["Found", "moderation with partners"]);
    me.keys("enter");
    assert_eq!(
        (me.sitting().item.as_str(), me.sitting().editor.text()),
        ("minutes-of-last", "moderation with partners")
    );
}

#[test]
fn a_search_from_home_goes_to_a_field_and_to_a_report_too() {
    let mut me = Sitter::open("rtm");
    me.enters("@GOV apologies: the budget is on track").jumps("efficient tracking").types("in classrooms since May");
    me.keys("esc").runs("home").keys("ctrl+f").enters("classrooms may").keys("enter");
    assert_eq!(me.sitting().focus, Focus::Sheet);
    me.sees(&["in classrooms since May"]);
    me.runs("home").keys("ctrl+f").enters("budget track").sees(&["Found", "the budget is on track"]);
}

#[test]
fn a_date_in_a_note_counts_from_the_day_it_was_typed_not_from_the_meeting() {
    let mut me = Sitter::open("autumn");
    me.begin("rtm", "2010-01-12");
    me.now("2010-01-20 10:00");
    // In the minutes of the twelfth a friday is that of its week, though they are typed later.
    me.enters("! @LC moderate Y5 by fri");
    assert_eq!(me.last().as_action().unwrap().due, Some(day("2010-01-15")));
    me.keys("ctrl+t").enters("! @HT send the reading policy by fri").picks("rtm");
    assert_eq!(me.last().as_action().unwrap().due, Some(day("2010-01-22")));
    me.keys("ctrl+t").enters("! @HT send the plan by fri").picks("autumn");
    me.runs("home").types("autumn").keys("enter");
    let due = me.session().all_entries().find_map(|(_, e)| e.as_action()?.due);
    assert_eq!(due, Some(day("2010-01-22")));
}

#[test]
fn an_action_of_ones_own_stands_on_today_until_it_is_done() {
    let mut me = Sitter::open("rtm");
    me.enters("! @SIP ask the LA for a partner school by 14/1").enters("! @LC moderate Y5 by 14/1").runs("home");
    me.sees(&["Thu 14 Jan", "Seaview Primary: your action 1: ask the LA for a partner school"]);
    me.sees_no(&["your action 2"]);
}

#[test]
fn a_session_keeps_its_name_on_a_narrow_home_screen() {
    let mut me = Sitter::open("rtm");
    me.enters("! @LC moderate Y5 by 14/1").types("half a").runs("set state").picks("minutes in draft").keys("enter");
    me.runs("home").goes_to("Seaview Primary · RTM");
    let narrow = me.screen_of(80, 24);
    let row = narrow.lines().find(|line| line.contains("RTM")).unwrap();
    assert!(row.contains("Seaview Primary · RTM") && row.contains("a line half typed"), "{row}");
    let wide = me.screen_of(140, 40);
    assert!(wide.contains("minutes in draft · 1 open action · a line half typed"), "{wide}");
}

#[test]
fn once_a_session_is_put_away_no_other_stands_chosen_to_follow_it() {
    let mut me = Sitter::open("rtm");
    me.runs("home");
    me.begin("spring", "2010-01-12");
    me.runs("home");
    me.goes_to("Spring visit").keys("delete").picks("put it away");
    me.sees_no(&["Spring visit"]);
    me.keys("delete");
    me.is_told("Choose the session or the school with ↑ ↓ first");
    me.sees(&["Seaview Primary · RTM"]);
}

#[test]
fn a_note_that_names_a_school_is_offered_its_sessions_first() {
    let mut me = Sitter::at_home();
    for school in ["Hillside Primary", "Oakfield Junior", "Acre Lane Infants"] {
        let date = crate::support::sitter::day("2010-01-12");
        me.perform(nov::app::Effect::Begin { form: "rtm".to_owned(), school: school.to_owned(), date });
    }
    me.keys("ctrl+t").enters("ring the head (oakfield junior)").picks("inbox").runs("home");
    to_the_inbox(&mut me);
    me.keys("enter");
    let Some(nov::app::Overlay::Picker(picker)) = me.app.overlays.last() else { panic!("{}", me.screen()) };
    assert!(picker.choices[0].label.starts_with("Oakfield Junior"), "{}", picker.choices[0].label);
}

#[test]
fn put_is_put_off_and_home_and_end_go_to_the_ends_of_a_list() {
    let mut me = Sitter::open("rtm");
    me.keys("ctrl+p").types("put");
    let Some(nov::app::Overlay::Picker(picker)) = me.app.overlays.last() else { panic!("{}", me.screen()) };
    assert_eq!(picker.choices[picker.matched[picker.at]].label, "put off item");
    me.keys("end");
    let Some(nov::app::Overlay::Picker(picker)) = me.app.overlays.last() else { panic!("{}", me.screen()) };
    assert_eq!(picker.at, picker.matched.len() - 1);
    me.keys("home");
    let Some(nov::app::Overlay::Picker(picker)) = me.app.overlays.last() else { panic!("{}", me.screen()) };
    assert_eq!(picker.at, 0);
}
