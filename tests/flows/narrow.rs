//! A window of 80 columns and 24 rows: nothing that is chosen is cut without being said whole.

use crate::support::sitter::Sitter;

/// The screen as words, one space apart.
fn narrow(me: &Sitter) -> String {
    let rows = me.screen_of(80, 24);
    let rows = rows.lines().map(|row| row.trim_matches('"').trim_matches(['│', '┃', ' ']).trim().to_owned());
    rows.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_school_stands_whole_beside_the_clocks() {
    let mut me = Sitter::open("rtm");
    me.enters("Y5 writing group is weekly").jumps("lcsp").enters("nobody came").waits(95);
    let shown = narrow(&me);
    assert!(shown.contains("Seaview Primary · 12 Jan"), "{shown}");
}

#[test]
fn the_chosen_row_of_the_home_screen_is_said_whole() {
    let mut me = Sitter::open("rtm");
    let words = "moderate the writing of Year 5 together with the partner school and report what that shows";
    me.enters(&format!("! @HT {words} by 5/1")).runs("home");
    me.keys("tab tab");
    me.goes_to("moderate the writing");
    assert!(narrow(&me).contains(words), "{}", me.screen_of(80, 24));
}

#[test]
fn the_chosen_command_is_explained_whole() {
    let mut me = Sitter::open("rtm");
    me.keys("ctrl+p").types("mend attendance");
    let help = "Changes or takes back what was noted last of who is here, came, left or sent apologies";
    assert!(narrow(&me).contains(help), "{}", me.screen_of(80, 24));
}

#[test]
fn the_chosen_judgement_of_the_grid_is_said_whole() {
    let mut me = Sitter::open("ofsted-s5");
    me.keys("tab");
    let mut chosen = Vec::new();
    for _ in 0..45 {
        let shown = me.screen_of(80, 24);
        let row = shown.lines().find_map(|row| Some(row.split_once("┃› ")?.1.split('┃').next()?.to_owned()));
        if let Some(row) = row {
            assert!(!row.contains('…'), "{shown}");
            chosen.push(row);
        }
        me.keys("down");
    }
    chosen.dedup();
    assert!(chosen.len() > 30 && chosen.iter().any(|row| row.starts_with("Does this school require")), "{chosen:#?}");
}

#[test]
fn what_is_due_is_folded_not_cut() {
    let mut me = Sitter::open("autumn");
    me.app.size = (80, 24);
    me.runs("what is due");
    assert!(!me.screen_of(80, 24).contains('…'), "{}", me.screen_of(80, 24));
}

#[test]
fn a_sentence_of_one_row_is_over_at_the_next() {
    let mut me = Sitter::at_home();
    me.keys("home delete");
    me.is_told("Choose the session or the school");
    me.keys("down");
    assert_eq!(me.said(), "");
}

#[test]
fn the_preview_opens_where_the_caret_is_and_leads_to_whoever_was_there() {
    let mut me = Sitter::open("autumn");
    me.jumps("recommendations (normally").types("Teach boys' writing daily").keys("tab ctrl+v");
    let Some(nov::app::Overlay::Preview(preview)) = me.app.overlays.last() else { panic!("{}", me.screen()) };
    let source = preview.selected().unwrap().source.clone();
    assert_eq!(source, nov::outline::Source::Field("recommendations.1.recommendation".to_owned()));
    me.keys("esc esc").enters("@HT/AB present").keys("ctrl+v home");
    for _ in 0..60 {
        let Some(nov::app::Overlay::Preview(preview)) = me.app.overlays.last() else { break };
        if matches!(preview.selected().unwrap().source, nov::outline::Source::Person(_)) {
            break;
        }
        me.keys("down");
    }
    me.keys("enter");
    assert_eq!(me.sitting().focus, nov::app::Focus::People, "{}", me.screen());
    assert_eq!(me.session().people()[me.sitting().person].name(), "HT AB");
}

#[test]
fn no_word_of_a_table_is_broken_in_the_preview() {
    let mut me = Sitter::practise("autumn");
    me.app.size = (80, 24);
    me.keys("ctrl+v");
    let Some(nov::app::Overlay::Preview(preview)) = me.app.overlays.last() else { panic!("{}", me.screen()) };
    let text: Vec<String> =
        preview.laid.lines.iter().map(|line| line.pieces.iter().map(|piece| piece.text.as_str()).collect()).collect();
    assert!(text.iter().any(|line| line.contains("Responsible") || line.contains("Recommendation")), "{text:#?}");
}
