//! A note written badly, and mended finding by finding with one key each: what will stand there is shown first.

use nov::app::Overlay;
use nov::grammar::{Kind, View};
use nov::session::StopState;

use crate::support::sitter::{SCHOOL, Sitter};

/// An Autumn visit at a school whose head is known.
fn visit() -> Sitter {
    let mut me = Sitter::at_home();
    let facts = [("name", SCHOOL), ("head", "Margaret Holloway")].map(|(fact, to)| (fact.to_owned(), to.to_owned()));
    me.desk.set_school("seaview-primary", &facts).unwrap();
    me.begin("autumn", "2009-11-17");
    me
}

fn ids(me: &Sitter) -> Vec<String> {
    match me.app.overlays.last() {
        Some(Overlay::Findings(findings)) => findings.found.iter().map(|f| f.id.clone()).collect(),
        _ => Vec::new(),
    }
}

/// Opens the findings at one.
#[track_caller]
fn at(me: &mut Sitter, id: &str) {
    me.keys("ctrl+r");
    let place = ids(me).iter().position(|found| found.starts_with(id));
    let place = place.unwrap_or_else(|| panic!("{id} is not found:\n{}", me.screen()));
    for _ in 0..place {
        me.keys("down");
    }
}

/// Mends one by the choice so many further down.
#[track_caller]
fn mend(me: &mut Sitter, id: &str, down: usize) {
    at(me, id);
    me.keys("m");
    for _ in 0..down {
        me.keys("down");
    }
    me.sees(&["Now", "Then", "Enter does it, undo takes it back"]);
    me.keys("enter");
    assert!(!ids(me).iter().any(|found| found == id), "{id} still stands:\n{}", me.screen());
    me.keys("esc");
}

#[test]
fn each_fault_of_a_badly_written_commentary_is_mended_by_its_key() {
    let mut me = visit();
    me.jumps("quality of the school's self").types(
        "Mrs Holloway knows the school. Teaching is good. Book scrutiny shows targets in use. Most pupils (62%) improved.",
    );
    me.keys("esc");
    let text = |me: &Sitter| me.session().field("self-evaluation").to_owned();
    at(&mut me, "name:");
    me.sees(&["Blocks sending · People named in the note · 1", "m: write “the headteacher (MH)”"]);
    me.keys("m");
    me.sees(&["Mend: write “the headteacher (MH)”", "The headteacher (MH) knows the school."]);
    me.keys("esc");
    assert!(text(&me).starts_with("Mrs Holloway"), "nothing is changed unasked");
    me.keys("esc");
    mend(&mut me, "name:", 0);
    assert!(text(&me).starts_with("The headteacher (MH) knows"), "{}", text(&me));
    mend(&mut me, "view:", 0);
    mend(&mut me, "tagged:", 1);
    mend(&mut me, "proportion:", 0);
    assert_eq!(
        text(&me),
        "The headteacher (MH) knows the school. Teaching is good (LA view). Book scrutiny shows targets in use (observed). A majority of pupils (62%) improved."
    );
    me.keys("ctrl+z");
    assert!(text(&me).ends_with("Most pupils (62%) improved."), "undo takes back one mend: {}", text(&me));
}

#[test]
fn entries_are_marked_and_tagged_without_a_word_of_theirs_changed() {
    let mut me = visit();
    me.jumps("outcomes: how well").enters("Behaviour is outstanding").enters("The tracking data show a gap for boys");
    mend(&mut me, "view:", 0);
    mend(&mut me, "tagged:", 0);
    let entries: Vec<_> = me.session().standing("outcomes").map(|e| (e.kind, e.view, e.text.clone())).collect();
    assert_eq!(
        entries,
        [
            (Kind::Note, Some(View::La), "Behaviour is outstanding".to_owned()),
            (Kind::Reported, None, "The tracking data show a gap for boys".to_owned())
        ]
    );
    let printed = String::from_utf8(me.writes("nov", "txt")).unwrap();
    assert!(printed.to_lowercase().contains("la view") && printed.to_lowercase().contains("reported"), "{printed}");
}

#[test]
fn an_item_left_out_is_taken_up_again_by_its_mend() {
    let mut me = visit();
    me.jumps("outcomes: how well").runs("skip item");
    at(&mut me, "stages:outcomes");
    me.sees(&["only key stages the school does not have may be left", "m: take it up again"]);
    me.keys("esc");
    mend(&mut me, "stages:outcomes", 0);
    assert_eq!(me.session().stop("outcomes").unwrap().1.state, StopState::Open);
}

#[test]
fn a_waived_finding_stands_at_the_end_with_its_reason_and_counts_again_without_one() {
    let mut me = visit();
    at(&mut me, "required:ecm");
    me.keys("w").enters("told by telephone");
    let (all, waived) = (ids(&me), "required:ecm".to_owned());
    assert_eq!(all.last(), Some(&waived), "the list stays, the waived one last");
    me.keys("end");
    me.sees(&["Waived · 1", "told by telephone", "w shows the reason", "1 waived"]);
    // By itself the key takes nothing away.
    me.keys("w").sees(&["emptied with Ctrl+U, it counts again"]);
    me.enters("");
    assert_eq!(me.session().waiver(&waived), Some("told by telephone"));
    me.keys("w ctrl+u").enters("");
    me.is_told("It counts again");
    me.sees(&["0 waived"]);
}

#[test]
fn a_waiver_stays_with_its_row_when_one_above_is_taken_out() {
    let mut me = visit();
    me.jumps("recommendations (normally")
        .types("First")
        .keys("tab tab tab tab tab tab tab tab tab")
        .types("Second")
        .keys("esc");
    assert_eq!(me.session().table("recommendations").len(), 2);
    at(&mut me, "smart:recommendations.2");
    me.keys("w").enters("agreed as it is").keys("esc");
    me.jumps("recommendations (normally").keys("ctrl+d");
    assert_eq!(me.session().table("recommendations").len(), 1, "{}", me.screen());
    assert_eq!(me.session().waiver("smart:recommendations.1"), Some("agreed as it is"));
    assert_eq!(me.session().waiver("smart:recommendations.2"), None);
    me.keys("ctrl+z");
    assert_eq!(me.session().waiver("smart:recommendations.2"), Some("agreed as it is"));
}

#[test]
fn recommendations_are_written_knowing_who_will_read_them() {
    let mut me = visit();
    me.jumps("recommendations (normally");
    me.sees(&["scrutiny of external"]);
}

#[test]
fn an_action_by_the_next_meeting_gets_its_day_once_that_is_noted() {
    let mut me = Sitter::open("rtm");
    me.enters("! @HT tell parents before the next meeting");
    let found = |me: &Sitter| ids(me).into_iter().find(|id| id.starts_with("action:")).unwrap();
    me.keys("ctrl+r").sees_no(&["which its words mean"]);
    me.keys("esc").jumps("date of next meeting").keys("tab").types("23/3/2010").keys("enter esc");
    at(&mut me, "action:");
    let id = found(&me);
    me.sees(&["m: give it Monday 22 March 2010, which its words mean"]);
    me.keys("m enter");
    assert_eq!(me.session().actions().next().unwrap().1.due, Some("2010-03-22".parse().unwrap()));
    assert!(ids(&me).contains(&id), "a measure is missing still");
    me.sees(&["Action 1 has no measure of success"]);
}
