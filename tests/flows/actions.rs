//! Actions with their details: owner, date, measure, status, progress and impact.

use nov::app::{Focus, Overlay};
use nov::session::{Action, Status};

use crate::support::sitter::{Sitter, day};

fn with_action() -> Sitter {
    let mut me = Sitter::open("rtm");
    me.enters("! @LC to moderate Y5 writing by 29/1");
    me
}

fn action(me: &Sitter) -> Action {
    me.session().actions().next().unwrap().1.clone()
}

#[test]
fn one_key_goes_to_the_actions_and_back_each_keeping_its_place() {
    let mut me = with_action();
    me.types("half").keys("ctrl+a");
    assert_eq!(me.sitting().focus, Focus::Actions);
    me.keys("ctrl+a").types(" a thought");
    assert_eq!(me.sitting().line.text(), "half a thought");
}

#[test]
fn without_actions_it_says_how_to_make_one() {
    let mut me = Sitter::open("rtm");
    me.keys("ctrl+a");
    me.is_told("No actions yet; begin a line with ! to make one");
    me.runs("action details");
    me.is_told("No actions yet");
}

#[test]
fn the_arrows_set_the_status() {
    let mut me = with_action();
    me.keys("ctrl+a right");
    assert_eq!(action(&me).status, Status::ALL[1]);
    me.sees(&["moderate Y5 writing", Status::ALL[1].label()]);
    me.keys("right right right right left left left left left");
    assert_eq!(action(&me).status, Status::ALL[0]);
}

#[test]
fn every_detail_is_typed_and_kept() {
    let mut me = with_action();
    me.keys("ctrl+a enter");
    me.types(" with partners").keys("tab ctrl+u").types("HT, LC AB").keys("tab ctrl+u").types("before half term");
    me.keys("tab").types("8 of 10 agree").keys("tab right").keys("tab").types("Begun in Year 5").keys("tab");
    me.types("Teachers agree more").keys("enter");
    assert!(me.app.overlays.is_empty());
    let kept = action(&me);
    assert_eq!(me.last().text, "moderate Y5 writing with partners");
    assert_eq!(
        (kept.owners.as_slice(), kept.due),
        (&["HT".to_owned(), "LC AB".to_owned()][..], Some(day("2010-02-12")))
    );
    assert_eq!((kept.measure.as_str(), kept.status), ("8 of 10 agree", Status::ALL[1]));
    assert_eq!((kept.progress.as_str(), kept.impact.as_str()), ("Begun in Year 5", "Teachers agree more"));
    let text = String::from_utf8(me.writes("minutes", "md")).unwrap();
    for part in ["with partners", "LC AB", "8 of 10 agree", "Begun in Year 5", "Teachers agree more"] {
        assert!(text.contains(part), "“{part}”: {text}");
    }
}

#[test]
fn a_date_that_cannot_be_read_is_said_and_not_left() {
    let mut me = with_action();
    me.keys("ctrl+a enter tab tab ctrl+u").types("whenever").keys("tab");
    me.sees(&["“whenever” is no date"]);
    me.keys("ctrl+u tab esc");
    assert_eq!(action(&me).due, None);
}

#[test]
fn esc_closes_the_details_and_keeps_what_was_typed() {
    let mut me = with_action();
    me.keys("ctrl+a enter tab tab tab").types("books agree").keys("esc");
    assert!(!matches!(me.app.overlays.last(), Some(Overlay::Action(_))));
    assert_eq!(action(&me).measure, "books agree");
    assert_eq!(me.sitting().focus, Focus::Actions);
}

#[test]
fn an_unreadable_date_left_by_esc_is_said_and_the_old_one_stands() {
    let mut me = with_action();
    me.keys("ctrl+a enter tab tab ctrl+u").types("whenever").keys("esc");
    me.sees(&["“whenever” is no date"]);
    me.keys("esc");
    assert_eq!((action(&me).due, me.app.overlays.len()), (Some(day("2010-01-29")), 0));
}

#[test]
fn undo_takes_back_a_typed_detail_by_words() {
    let mut me = with_action();
    me.keys("ctrl+a enter tab tab tab").types("books agree").keys("esc ctrl+z");
    assert_eq!(action(&me).measure, "books ");
}

#[test]
fn an_action_says_in_the_minutes_too_that_it_is_done() {
    let mut me = with_action();
    me.sees_no(&["done"]);
    me.keys("ctrl+a right right ctrl+a");
    me.sees(&["→ LC by Fri 29 Jan, done"]);
}

#[test]
fn agreed_actions_are_read_back_in_full_in_their_item() {
    let mut me = with_action();
    me.keys("ctrl+n").enters("! @HT to share the tracking with governors and with the senior leadership team by fri");
    me.jumps("agreed actions and");
    me.sees(&["Actions to read back · 2 open", "moderate Y5 writing", "leadership team", "LC", "Fri 15 Jan"]);
}

#[test]
fn actions_are_numbered_in_the_order_they_were_made_and_keep_their_numbers() {
    let mut me = with_action();
    me.enters("! second").enters("! third").keys("ctrl+e ctrl+d");
    me.enters("! fourth");
    let numbers: Vec<u32> = me.session().actions().map(|(_, a)| a.number).collect();
    assert_eq!(numbers, [1, 2, 4]);
}

#[test]
fn an_owner_stands_with_the_initials_the_list_of_people_knows() {
    let mut me = Sitter::open("rtm");
    me.enters("@HT/JM present").enters("! @HT moderate Y5 by 29/1").enters("! @LC/TW visit by 29/1");
    let owners: Vec<&str> = me.session().actions().map(|(_, action)| action.owners[0].as_str()).collect();
    assert_eq!(owners, ["HT JM", "LC TW"]);
}

#[test]
fn a_detail_that_the_form_prints_under_another_name_says_which() {
    let mut me = Sitter::open("rtm");
    me.enters("! @HT to moderate Y5 writing by 29/1").keys("ctrl+a enter");
    me.sees(&["Measure of success"]);
    me.sees_no(&["Printed in the column"]);
    me.keys("down down down");
    me.sees(&["Printed in the column “Evidence of pupil progress”"]);
}

/// A meeting with the caret in the first cell of the table of agreed actions.
fn at_the_table() -> Sitter {
    let mut me = Sitter::open("rtm");
    me.jumps("actions").keys("tab");
    assert_eq!((me.sitting().focus, me.sitting().item.as_str()), (Focus::Sheet, "actions"));
    me
}

#[test]
fn a_row_typed_in_the_table_of_actions_is_an_action_like_one_made_by_its_mark() {
    let mut me = at_the_table();
    me.types("call parents").keys("tab").types("Fred").keys("tab").types("fri").keys("tab").types("fewer absences");
    assert_eq!(me.session().actions().count(), 0, "it is still being typed");
    me.keys("tab");
    me.is_told("Now action 1; Ctrl+A and Enter change it");
    let kept = action(&me);
    assert_eq!((kept.number, kept.owners.as_slice(), kept.due), (1, &["Fred".to_owned()][..], Some(day("2010-01-15"))));
    assert_eq!((kept.measure.as_str(), me.session().table("actions").len()), ("fewer absences", 0));
    me.sees(&["Actions · 1 open", "1 · call parents"]);
    // The next row is typed at once, and leaving it in another way makes it one too.
    me.types("share the tracking").keys("tab").types("HT/AB").keys("esc");
    me.is_told("Now action 2");
    let said: Vec<_> =
        me.session().actions().map(|(entry, action)| (entry.text.clone(), action.owners.clone())).collect();
    assert_eq!(said[1], ("share the tracking".to_owned(), vec!["HT AB".to_owned()]));
    let text = String::from_utf8(me.writes("minutes", "txt")).unwrap();
    assert!(text.contains("1 · call parents") && text.contains("2 · share the"), "{text}");
    let listed = String::from_utf8(me.writes("actions", "txt")).unwrap();
    assert!(listed.to_lowercase().contains("call parents") && listed.contains("Fred"), "{listed}");
    // It is carried into the next meeting, and read back with the others.
    me.jumps("agreed actions and").sees(&["Actions to read back · 2 open", "call parents"]);
    me.begin("rtm", "2010-05-11");
    assert!(
        me.words_under("minutes-of-last").contains(&"call parents".to_owned()),
        "{:?}",
        me.under("minutes-of-last")
    );
}

#[test]
fn undo_makes_such_an_action_a_row_again_and_what_is_no_day_stays_in_its_words() {
    let mut me = at_the_table();
    me.types("call parents").keys("tab tab").types("when they are in").keys("tab tab");
    assert_eq!(me.session().actions().next().unwrap().0.text, "call parents (By when: when they are in)");
    me.keys("ctrl+z");
    assert_eq!((me.session().actions().count(), me.session().table("actions").len()), (0, 1));
    assert_eq!(me.session().table("actions")[0]["when"], "when they are in");
    // A row that says only whose it is is no action, and is told of.
    let mut me = at_the_table();
    me.keys("tab").types("Fred").keys("tab tab tab esc ctrl+r");
    me.sees(&["A row of “Agreed actions” has no words yet"]);
}

#[test]
fn an_owner_is_kept_and_printed_in_one_way_however_it_is_typed() {
    let mut me = Sitter::open("rtm");
    me.enters("! @GOV/RK read the tracking by 29/1/2010").enters("! share the plan by 29/1/2010");
    me.keys("ctrl+a down enter down").types("GOV/RK, ht + @gov/rk").keys("esc");
    let owners: Vec<Vec<String>> = me.session().actions().map(|(_, action)| action.owners.clone()).collect();
    assert_eq!(owners, [vec!["GOV RK"], vec!["GOV RK", "HT"]]);
    let text = String::from_utf8(me.writes("owners", "txt")).unwrap();
    assert!(text.matches("GOV RK\n------").count() == 1 && !text.contains("GOV/RK"), "{text}");
    me.runs("home").keys("tab tab").sees(&["GOV RK, HT"]);
    me.types("gov/rk").sees(&["read the tracking", "share the plan"]);
}

#[test]
fn by_the_next_meeting_is_the_day_noted_for_it_or_said_not_to_be_known() {
    let mut me = with_action();
    me.keys("ctrl+a enter down down").types("by the next RTM").keys("tab");
    me.sees(&["The day of the next meeting is not noted yet"]);
    me.keys("esc esc esc").jumps("day · date of next").types("6/7/2010").keys("enter esc");
    me.keys("ctrl+a enter down down").types("next meeting").keys("tab esc");
    assert_eq!(action(&me).due, Some(day("2010-07-06")));
    me.keys("esc ctrl+a enter down down").types("before the next meeting").keys("tab esc");
    assert_eq!(action(&me).due, Some(day("2010-07-05")));
}

#[test]
fn words_that_chose_nothing_or_were_no_day_do_nothing_and_come_back_nowhere() {
    let mut me = with_action();
    me.keys("ctrl+a enter down down").types("this week").keys("esc").sees(&["“this week” is no date"]);
    me.keys("esc").is_told("“this week” is not kept; what stood there stands");
    assert_eq!(me.desk.store.scratches().unwrap(), [""; 0]);
    me.keys("esc ctrl+a enter down down down down").types("18 december");
    me.sees(&["“18 december” is none of open, under way"]);
    assert_eq!(action(&me).status, Status::Open);
    me.keys("up down").types("dr");
    assert_eq!(action(&me).status, Status::Dropped);
}

#[test]
fn the_table_of_actions_says_where_those_of_the_minutes_are_opened() {
    let mut me = with_action();
    me.jumps("by when").sees(&["a new row of Agreed actions; others: Ctrl+A"]);
}

#[test]
fn details_opened_from_the_list_of_what_is_missing_lead_back_to_it() {
    let mut me = with_action();
    me.keys("ctrl+r");
    let Some(Overlay::Findings(findings)) = me.app.overlays.last() else { panic!("no findings") };
    let down = findings.found.iter().position(|finding| finding.id.starts_with("action:")).unwrap();
    me.keys(&"down ".repeat(down)).keys("enter").types("Levels agreed").keys("esc");
    assert_eq!(action(&me).measure, "Levels agreed");
    me.sees(&["Findings ·"]);
    me.sees_no(&["Action 1 has no measure"]);
}

#[test]
fn progress_is_where_an_action_opens_from_the_home_screen() {
    let mut me = with_action();
    me.runs("home").keys("tab tab down enter").picks("progress, impact").types("Six books seen").keys("esc");
    me.sees(&["[Actions]"]);
    me.is_told("Noted at action 1");
    me.keys("enter enter");
    assert_eq!(action(&me).progress, "Six books seen");
    assert_eq!(me.last().text, "moderate Y5 writing");
}

#[test]
fn initials_of_somebody_known_are_their_owner_and_of_nobody_none() {
    let mut me = Sitter::open("rtm");
    let owners = |me: &Sitter| me.last().action.clone().unwrap().owners;
    me.enters("! JB to write to parents by fri");
    assert_eq!((owners(&me), me.last().text.as_str()), (Vec::new(), "JB to write to parents"));
    me.keys("ctrl+r");
    assert!(me.screen_of(120, 60).contains("Action 1 has no owner"), "{}", me.screen_of(120, 60));
    me.keys("esc").enters("@HT/JB present");
    me.types("! JB to write to parents by fri").sees(&["→ HT JB by"]);
    me.keys("enter");
    assert_eq!((owners(&me), me.last().text.as_str()), (vec!["HT JB".to_owned()], "write to parents"));
    me.enters("! @JB ring the LA").enters("! LC and JB to moderate Y5");
    assert_eq!(owners(&me), ["LC", "HT JB"]);
    // Just after the initials, Backspace turns it off.
    me.types("! JB to ring").keys("ctrl+left ctrl+left left backspace end enter");
    assert_eq!((owners(&me), me.last().text.as_str()), (Vec::new(), "JB to ring"));
    // Somebody who spoke is known too; of two with the same initials nobody is meant.
    me.enters("@SENCO/KP: provision is mapped").enters("! KP to share the map");
    assert_eq!(owners(&me), ["SENCO KP"]);
    me.enters("@GOV/JB present").enters("! JB to write again");
    assert_eq!(owners(&me), Vec::<String>::new());
}

#[test]
fn initials_of_somebody_known_are_that_person_though_a_role_goes_by_the_same_letters() {
    let mut me = Sitter::open("rtm");
    me.enters("! SC to moderate Y5 writing by 29/1");
    assert_eq!(action(&me).owners, ["LC"], "a strategy consultant");
    let mut me = Sitter::open("rtm");
    me.enters("@DHT/SC present").enters("Action: SC to moderate Y5 writing by 29/1").enters("@SC left 15.00");
    assert_eq!(action(&me).owners, ["DHT SC"]);
    assert!(me.person("DHT SC").has_left());
}

#[test]
fn an_action_for_somebody_by_name_is_theirs_where_one_is_known_and_else_it_is_said_that_it_has_no_owner() {
    let mut me = Sitter::at_home();
    me.knows(&[("head", "Margaret Holloway"), ("others", "Paul Greaves (deputy), Paul Marsh (governor)")]);
    me.begin("rtm", "2010-01-12");
    me.types("! Margaret to write to parents by fri").sees(&["Action → HT MH by Fri 15 Jan"]);
    me.keys("enter");
    assert_eq!(me.last().as_action().unwrap().owners, ["HT MH"]);
    assert_eq!(me.last().text, "write to parents");
    me.types("! Paul to write to parents by fri");
    me.sees(&["no owner read in “Paul”: type @role"]);
    me.keys("enter");
    assert_eq!(me.last().as_action().unwrap().owners, [""; 0]);
    me.is_told(
        "The action has no owner: nobody known is “Paul”; ↑ corrects it: begin with a role or initials, as in @HT",
    );
    me.enters("! Paul Greaves will write to parents");
    assert_eq!(me.last().as_action().unwrap().owners, ["DHT PG"]);
}

#[test]
fn an_owner_typed_among_the_details_stands_with_the_initials_the_meeting_knows() {
    let mut me = with_action();
    me.enters("@HT/JB present").enters("@LC/AB present");
    let owners = |me: &Sitter| me.session().actions().next().unwrap().1.owners.join(", ");
    for (typed, kept) in [("HT", "HT JB"), ("jb, GOV", "HT JB, GOV"), ("@LC and JB", "LC AB, HT JB"), ("KS", "KS")] {
        me.keys("ctrl+a enter tab").types(typed).keys("enter esc esc");
        assert_eq!(owners(&me), kept, "{typed}");
    }
}

#[test]
fn an_action_without_an_owner_says_so_and_the_chair_is_offered_where_they_sit() {
    let mut me = Sitter::open("rtm");
    me.types("! write to parents by fri").sees(&["no owner read"]);
    me.keys("enter").is_told("The action has no owner; ↑ corrects it: begin with a role or initials, as in @HT");
    me.enters("@GOV/RP present");
    me.types("! Chair of governors to visit Year 3").sees(&["no owner read in “Chair of governors”: type @GOV for it"]);
    me.keys("enter").is_told("begin with @GOV");
    me.enters("! Business manager to get a quote").is_told("nobody known is “Business manager”");
    // So is the one person of the meeting whose initials a name has.
    me.enters("@HT Helen Marsden present").enters("! Helen Marsden to invite the consultant");
    assert_eq!((me.last().text.as_str(), action_of(&me)), ("invite the consultant", vec!["HT HM".to_owned()]));
    me.enters("! LC model 2 more phonics lessons in Y3");
    assert_eq!(action_of(&me), ["LC"]);
    // In the field of owners a role in words is that role.
    me.keys("ctrl+a").keys("enter tab ctrl+u").types("chair of governors").keys("esc");
    assert!(me.session().actions().any(|(_, action)| action.owners == ["GOV RP"]));
}

fn action_of(me: &Sitter) -> Vec<String> {
    me.last().action.as_ref().unwrap().owners.clone()
}

#[test]
fn what_everyone_is_to_do_is_owned_by_everyone() {
    let mut me = Sitter::open("rtm");
    me.enters("! All to bring their diaries by fri, measure: a day is found");
    me.sees(&["Everyone by"]);
    me.keys("ctrl+r").sees_no(&["no role and initials"]);
    me.keys("esc ctrl+a enter tab").sees(&["Everyone"]);
    me.keys("ctrl+u").types("everyone").keys("esc");
    assert_eq!(action(&me).owners, ["All"]);
    let text = String::from_utf8(me.writes("minutes", "txt")).unwrap();
    assert!(text.contains("(Everyone") && !text.contains("(All"), "{text}");
}

#[test]
fn a_plain_line_that_names_all_becomes_an_action_of_everyone() {
    let mut me = Sitter::open("rtm");
    me.enters("All to bring their diaries by fri").keys("ctrl+r");
    while !matches!(me.app.overlays.last(), Some(Overlay::Findings(all)) if all.selected().unwrap().id.starts_with("meant"))
    {
        me.keys("down");
    }
    me.keys("m enter").is_told("Mended");
    assert_eq!((action(&me).owners.join(" "), me.last().text.as_str()), ("All".to_owned(), "bring their diaries"));
    me.sees_no(&["no role and initials"]);
}
