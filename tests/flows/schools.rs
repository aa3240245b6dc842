//! Schools on the screen: another name, put away and brought back, a note for one that is not here yet.

use nov::app::View;

use crate::support::sitter::{SCHOOL, Sitter};

/// On the page of all schools, with two of them.
fn at_schools() -> Sitter {
    let mut me = Sitter::open("rtm");
    me.enters("boys' writing is up").runs("home");
    me.desk.make_school("Oak Lane Primary").unwrap();
    me.perform(nov::app::Effect::List);
    me.keys("tab");
    assert_eq!(me.app.home.view, View::Schools);
    me
}

#[test]
fn a_school_gets_another_name_and_its_sessions_follow() {
    let mut me = at_schools();
    me.goes_to(SCHOOL).runs("rename a school").sees(&["Another name for Seaview Primary"]);
    me.keys("ctrl+u").enters("Sea View Primary School");
    me.is_told("Seaview Primary is Sea View Primary School now");
    me.sees(&["Sea View Primary School"]);
    me.keys("shift+tab").goes_to("RTM").keys("enter");
    me.sees(&["RTM · Sea View Primary School", "boys' writing is up"]);
    let text = String::from_utf8(me.writes("minutes", "txt")).unwrap();
    assert!(text.contains("Sea View Primary School") && !text.contains(SCHOOL), "{text}");
    // A meeting begun under the new name is one of the same school.
    me.runs("home").keys("ctrl+n").picks("round").picks("sea view").keys("enter").enters("26/1/2010");
    assert_eq!(me.session().school_slug(), "seaview-primary");
}

#[test]
fn what_was_sent_keeps_the_name_it_went_under() {
    let mut me = Sitter::open("rtm");
    me.enters("agreed").runs("note as sent").keys("down space enter");
    assert!(!me.session().sent().is_empty(), "{}", me.screen());
    me.runs("home").runs("rename a school").keys("enter ctrl+u").enters("Sea View Academy");
    me.is_told("Seaview Primary is Sea View Academy now; the session that was sent keeps the name it went under");
    me.goes_to("RTM").keys("enter").sees(&["RTM · Seaview Primary"]);
}

#[test]
fn a_name_that_another_school_has_is_refused_in_one_sentence() {
    let mut me = at_schools();
    me.goes_to(SCHOOL).runs("rename a school").keys("ctrl+u").enters("oak lane primary");
    me.sees(&["Oak Lane Primary is a school already; add what tells this one apart"]);
    // The record's own field takes no such name either, and another one as the command does.
    me.keys("esc").goes_to(SCHOOL).keys("enter").goes_to("Record").keys("enter ctrl+u");
    me.types("Oak Lane Primary").keys("enter").sees(&["Oak Lane Primary is a school already"]);
    me.keys("ctrl+u").types("Seaview Infants").keys("enter esc esc");
    me.sees(&["Seaview Infants"]);
    assert_eq!(me.desk.schools().unwrap(), ["Oak Lane Primary", "Seaview Infants"]);
}

#[test]
fn a_school_is_put_away_and_brought_back_while_its_sessions_stay() {
    let mut me = at_schools();
    me.goes_to(SCHOOL).keys("delete").sees(&["Seaview Primary", "its sessions, figures and papers stay"]);
    me.picks("put it away");
    me.sees(&["Oak Lane Primary"]);
    me.sees_no(&["  Seaview Primary  "]);
    me.keys("shift+tab").sees(&["Seaview Primary · RTM", "1 put away, to bring back"]);
    me.runs("bring back").sees(&["a school"]);
    me.keys("enter");
    me.is_told("Seaview Primary is back");
    assert_eq!(me.desk.schools().unwrap(), ["Oak Lane Primary", SCHOOL]);
    // From its own page too.
    me.keys("tab").goes_to("Oak Lane").keys("enter").goes_to("Record").keys("delete").picks("put it away");
    assert_eq!(me.desk.schools().unwrap(), [SCHOOL]);
}

#[test]
fn a_note_for_a_school_that_is_not_here_yet_makes_it_once_that_is_confirmed() {
    let mut me = Sitter::open("rtm");
    me.keys("ctrl+t").enters("! ring the office by fri").types("Hollow Hill Infants").keys("enter");
    me.sees(&["There is no school Hollow Hill Infants yet", "Make Hollow Hill Infants a school of yours"]);
    me.keys("enter");
    me.is_told("Hollow Hill Infants is among your schools");
    assert!(me.desk.schools().unwrap().contains(&"Hollow Hill Infants".to_owned()));
    me.runs("home").sees(&["! ring the office by fri (Hollow Hill Infants)"]);
    // It is known now, so the next one is not asked about.
    me.keys("ctrl+t").enters("bring the tracking").types("hollow").keys("enter");
    me.sees(&["bring the tracking (Hollow Hill Infants)"]);
    me.keys("ctrl+t").enters("look at the hall").types("Somewhere Else").keys("enter").picks("only note it");
    me.sees(&["look at the hall"]);
    assert_eq!(me.desk.schools().unwrap(), ["Hollow Hill Infants", SCHOOL]);
}

#[test]
fn where_it_is_not_clear_which_school_is_meant_none_is_taken_unseen() {
    let mut me = at_schools();
    me.desk.make_school("Oak Road Infants").unwrap();
    me.perform(nov::app::Effect::List);
    me.keys("ctrl+n").picks("round").types("oak").keys("enter");
    me.is_told("2 schools may be meant; ↑ ↓ choose, Enter takes the chosen one");
    me.keys("down enter").sees(&[" at Oak Road Infants: which day?"]);
    // A whole name is the school, though another begins as it does.
    me.keys("esc ctrl+n")
        .picks("round")
        .types("oak lane primary")
        .keys("enter")
        .sees(&["at Oak Lane Primary: which day?"]);
    // A slip is asked about before it makes a school.
    me.keys("esc ctrl+n").picks("round").types("Seavew Primary").keys("enter");
    me.is_told("Is the school meant that is chosen here? Enter takes it; ↓ goes to a new one");
    me.keys("enter").sees(&[" at Seaview Primary: which day?"]);
    me.sees_no(&["a new school"]);
    me.keys("esc ctrl+n").picks("round").types("Seavew Primary").keys("down enter");
    me.sees(&[" at Seavew Primary, a new school: which day?"]);
}

#[test]
fn ctrl_c_copies_the_chosen_action_as_a_line_and_says_so() {
    let mut me = Sitter::open("rtm");
    me.enters("! @LC moderate Y5 by 29/1").enters("! @HT share tracking").runs("home").keys("ctrl+c");
    me.is_told("Ctrl+C copies an action");
    me.keys("tab tab").goes_to("moderate").keys("ctrl+c");
    let (text, _) = me.copied.clone().expect("the line was copied");
    assert_eq!(text, "Seaview Primary: moderate Y5 (LC; by Friday 29 January 2010)");
    me.is_told("Copied “Seaview Primary: moderate Y5”");
}

#[test]
fn in_a_record_a_first_letter_chooses_and_days_stand_as_people_write_them() {
    let mut me = Sitter::open("rtm");
    me.runs("school record");
    let level = |me: &Sitter| match me.app.overlays.last() {
        Some(nov::app::Overlay::Card(card)) => card.record.fact("support-level").to_owned(),
        _ => String::new(),
    };
    for _ in 0..60 {
        if me.screen().contains("or first letters, one of: General") {
            break;
        }
        me.keys("down");
    }
    me.types("s").keys("enter");
    assert_eq!(level(&me), "Substantial", "{}", me.screen());
    me.keys("esc");
    me.desk.set_school("seaview-primary", &[("category-since".to_owned(), "2010-01-12".to_owned())]).unwrap();
    let mut me = me.starts_again();
    me.runs("school record").sees(&["12 January 2010"]);
    me.sees_no(&["2010-01-12"]);
}

#[test]
fn from_the_page_of_a_school_what_is_begun_is_offered_there_first() {
    let mut me = at_schools();
    me.goes_to(SCHOOL).keys("enter ctrl+n").picks("autumn");
    me.keys("enter").sees(&["Autumn visit at Seaview Primary: which day?"]);
}

#[test]
fn a_visit_in_two_parts_says_both_days_wherever_it_is_named() {
    let mut me = Sitter::at_home();
    me.keys("ctrl+n").picks("autumn").enters(SCHOOL).enters("5 and 12 November 2009");
    me.sees(&["Autumn visit · Seaview Primary · 5 and 12 Nov 2009"]);
    me.runs("goes back to the home").sees(&["5 and 12 Nov 2009", "Seaview Primary · Autumn visit"]);
    me.keys("tab")
        .goes_to(SCHOOL)
        .keys("enter")
        .sees(&["planned 5 and 12 Nov 2009", "An event counts the days allotted to it"]);
}

#[test]
fn a_command_leads_from_a_session_to_its_schools_page_with_the_days_used() {
    let mut me = Sitter::at_home();
    me.begin("autumn", "2009-11-17");
    me.enters("We began").keys("ctrl+p").types("days used").keys("enter");
    me.sees(&["Seaview Primary", "2009/10", "Autumn visit", "used"]);
    me.sees_no(&["We began"]);
}
