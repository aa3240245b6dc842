//! The minutes pane: full whichever entry is chosen, private lines shown only as such, the foot of the screen.

use nov::app::Focus;
use nov::grammar::Kind;

use crate::support::sitter::Sitter;

/// A line for every row of the pane and more.
fn long_meeting() -> Sitter {
    let mut me = Sitter::open("rtm");
    for n in 1..=40 {
        me.enters(&format!("thought number {n} of the meeting"));
    }
    me
}

/// The numbers of the thoughts on the screen, from top to bottom.
fn shown(me: &Sitter) -> Vec<u32> {
    let number = |line: &str| line.split("thought number ").nth(1)?.split(' ').next()?.parse().ok();
    me.screen().lines().filter_map(number).collect()
}

#[test]
fn the_pane_is_full_whichever_entry_is_corrected() {
    let mut me = long_meeting();
    let full = shown(&me).len();
    assert!(full > 15, "{}", me.screen());
    assert_eq!(shown(&me).last(), Some(&40));
    for wanted in (1..=40).rev() {
        me.keys("up");
        let rows = shown(&me);
        assert!(rows.contains(&wanted), "{wanted} is not to be seen:\n{}", me.screen());
        assert!(rows.len() >= full, "{wanted}: {} of {full} rows are filled:\n{}", rows.len(), me.screen());
        assert!(rows.windows(2).all(|pair| pair[1] == pair[0] + 1), "in order: {rows:?}");
        assert_eq!(me.screen().contains("↑ more above"), rows[0] > 1, "{}", me.screen());
        assert_eq!(me.screen().contains("↓ more below"), rows[rows.len() - 1] < 40, "{}", me.screen());
    }
    assert_eq!(shown(&me)[0], 1);
}

#[test]
fn paging_keeps_the_pane_full_and_comes_back_to_the_end() {
    let mut me = long_meeting();
    let full = shown(&me).len();
    for _ in 0..6 {
        me.keys("pageup");
        assert_eq!(shown(&me).len(), full, "{}", me.screen());
    }
    assert_eq!(shown(&me)[0], 1);
    for _ in 0..8 {
        me.keys("pagedown");
    }
    assert_eq!(shown(&me).last(), Some(&40));
    me.enters("thought number 41 of the meeting");
    assert_eq!(shown(&me).last(), Some(&41));
}

#[test]
fn an_entry_taken_out_far_above_leaves_the_others_to_be_seen() {
    let mut me = long_meeting();
    me.keys("ctrl+f").enters("number 2 of").keys("enter ctrl+d");
    me.is_told("Taken out");
    let rows = shown(&me);
    me.sees_no(&["14:00 thought number 2 of"]);
    assert!(rows.len() > 15, "{}", me.screen());
}

#[test]
fn kind_owner_and_date_stay_while_the_words_are_corrected_and_no_word_is_covered() {
    let mut me = Sitter::open("rtm");
    me.enters("~ the group is weekly").keys("up");
    me.sees(&["~ reported"]);
    me.keys("enter");
    let measure =
        "every pupil with an education plan has its hours confirmed in writing by the authority and the school";
    me.enters(&format!("! @HT to ring the LA by fri measure: {measure}"));
    let flat: String = me.screen().lines().filter_map(|line| line.split(['│', '┃']).nth(3)).map(str::trim).collect();
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    assert!(squeezed(&flat).contains(&squeezed(measure)), "the measure is whole:\n{}", me.screen());
}

#[test]
fn a_private_line_shows_only_that_it_is_one_until_it_is_opened() {
    let mut me = Sitter::open("rtm");
    me.types("% the head is worn out");
    me.sees(&["worn out"]);
    me.keys("tab");
    me.sees_no(&["worn out"]);
    me.keys("esc enter");
    me.sees(&["% private"]);
    me.sees_no(&["worn out"]);
    me.keys("up");
    me.sees(&["worn out"]);
    me.keys("enter");
    me.sees_no(&["worn out"]);
    me.keys("ctrl+f").enters("worn");
    me.sees(&["Found: worn", "% private"]);
    me.sees_no(&["worn out"]);
    me.keys("enter");
    me.sees(&["worn out"]);
    me.keys("enter ctrl+d");
    me.runs("put back");
    me.sees(&["Put back", "% private"]);
    me.sees_no(&["worn out"]);
    me.keys("enter");
    assert_eq!((me.last().kind, me.last().text.as_str()), (Kind::Private, "the head is worn out"));
    me.runs("home").keys("ctrl+f").enters("worn");
    me.sees(&["% private"]);
    me.sees_no(&["worn out"]);
}

#[test]
fn a_small_window_says_how_to_undo_to_export_and_to_leave() {
    let me = Sitter::open("rtm");
    let shown = me.screen_of(80, 24);
    for part in ["Enter add", "Ctrl+N next item", "Ctrl+Z undo", "Ctrl+X export", "F1 help", "Ctrl+Q leave"] {
        assert!(shown.contains(part), "“{part}” is not on the screen:\n{shown}");
    }
}

#[test]
fn the_user_is_there_once_the_meeting_begins_unless_something_else_is_noted() {
    let mut me = Sitter::open("rtm");
    me.enters("We began");
    assert!(me.person("SIP AR").is_present());
    me.runs("who is here");
    assert_eq!(me.sitting().focus, Focus::People);
    let mut away = Sitter::open("rtm");
    away.enters("@SIP/AR apologies").enters("We began");
    assert!(away.person("SIP AR").sent_apologies());
    let mut before = Sitter::open("rtm");
    before.now("2010-01-11 09:00");
    before.enters("To be asked tomorrow");
    assert!(!before.person("SIP AR").is_present(), "who prepares the day before is not there yet");
}

#[test]
fn several_people_are_noted_in_one_line() {
    let mut me = Sitter::open("rtm");
    me.types("@LC/JT, @SLT/AN present");
    me.sees(&["attendance: LC JT, SLT AN are present"]);
    me.keys("enter");
    assert!(me.person("LC JT").is_present() && me.person("SLT AN").is_present());
    me.is_told("LC JT is present, SLT AN is present");
    me.enters("> 2 the report came late");
    assert_eq!(me.words_under("school-report").len(), 1, "{}", me.screen());
}

#[test]
fn on_a_page_a_sentence_begins_with_a_capital_and_in_plain_text_and_json_it_stands_as_typed() {
    let mut me = Sitter::open("rtm");
    me.enters("gains rest on few people").enters("y5 writing is weak").enters("! @LC moderate by 29/1/2010");
    let page = String::from_utf8(me.writes("minutes", "html")).unwrap();
    for words in ["Gains rest on few people", "y5 writing is weak", "Moderate"] {
        assert!(page.contains(words), "“{words}”: {page}");
    }
    for format in ["txt", "json"] {
        let text = String::from_utf8(me.writes("minutes", format)).unwrap();
        assert!(text.contains("gains rest on few people") && !text.contains("Gains"), "{format}: {text}");
    }
    me.keys("ctrl+v");
    let seen = (0..80).any(|_| me.keys("down").screen().contains("Gains rest on few people"));
    assert!(seen, "{}", me.screen());
    assert_eq!(me.words_under("minutes-of-last")[0], "gains rest on few people");
}

#[test]
fn what_belongs_to_somebody_is_printed_without_the_sign() {
    let mut me = Sitter::open("rtm");
    me.enters("@HT's plan is on the website").enters("Governors saw the @HT/AB’s letter and @JB's class");
    me.enters("! @LC use @HT's plan by fri");
    let text = String::from_utf8(me.writes("minutes", "txt")).unwrap();
    for words in ["HT's plan is on the website", "the HT/AB’s letter and JB's class", "use HT's plan"] {
        assert!(text.contains(words), "“{words}”: {text}");
    }
    assert!(!text.contains("@HT") && !text.contains("@JB"), "{text}");
}
