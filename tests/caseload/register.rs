//! The register of actions and recommendations over all schools: found, opened, told of and closed from the home screen.

use nov::session::{Session, Status};

use crate::support::sitter::{SCHOOL, Sitter, day};

/// Two schools with actions, and a note with a recommendation that the next note took over.
fn caseload() -> Sitter {
    let mut me = Sitter::at_home();
    me.begin("summer", "2009-06-16");
    me.jumps("recommendations (normally");
    me.types("Raise attainment in Year 4")
        .keys("tab tab tab tab tab")
        .types("1/12/2009")
        .keys("tab")
        .types("HT")
        .keys("enter esc");
    me.begin("autumn", "2009-11-17");
    me.begin("rtm", "2010-01-05");
    me.enters("! @LC/CD to moderate Y5 writing by 8/1/2010")
        .enters("! @HT to write to governors by 29/1/2010")
        .runs("home");
    let other = me.desk.begin("rtm", "Oak Lane", day("2010-01-06"), me.app.now).unwrap();
    let note = nov::store::Desk::new_note("! @HT/BW buy books", None, nov::session::NoteReading::Grammar, me.app.now);
    me.desk.note(Some(&other.id), &note).unwrap();
    me.desk.fold_inbox(&other.id).unwrap();
    me.now("2010-01-12 09:00");
    me.perform(nov::app::Effect::List);
    me.keys("tab tab");
    me
}

fn kept(me: &Sitter, id: &str) -> Session {
    me.desk.store.read_session::<Session>(id).unwrap().document
}

#[test]
fn each_stands_once_with_school_meeting_owner_and_day_and_overdue_marked() {
    let me = caseload();
    me.sees(&[
        "Open actions and recommendations of all schools",
        "Tue 1 Dec 2009 overdue Rec: Raise attainment in Year 4",
        "Seaview Primary · HT · Autumn visit 17 Nov 2009",
        "Fri 8 Jan overdue      moderate Y5 writing",
        "Seaview Primary · LC CD · RTM 5 Jan 2010",
        "Fri 29 Jan             write to governors",
        "no date                buy books",
        "Oak Lane · HT BW · RTM 6 Jan 2010",
    ]);
    assert_eq!(me.screen().matches("Raise attainment").count(), 1);
}

#[test]
fn it_is_narrowed_by_school_owner_and_what_is_overdue() {
    let mut me = caseload();
    me.types("oak").sees(&["only: oak", "buy books"]);
    me.sees_no(&["write to governors"]);
    me.keys("esc").types("seaview ht").sees(&["write to governors", "Raise attainment"]);
    me.sees_no(&["buy books", "moderate Y5"]);
    me.keys("esc").types("overdue").sees(&["moderate Y5", "Raise attainment"]);
    me.sees_no(&["write to governors"]);
    me.types(" nowhere").sees(&["Nothing open fits that"]);
    me.keys("esc").sees(&["buy books", "write to governors"]);
}

#[test]
fn an_action_is_closed_from_there_in_the_session_it_stands_in() {
    let mut me = caseload();
    me.goes_to("moderate Y5").keys("enter").picks("it is done");
    me.sees(&["[Actions]", "Open actions and recommendations", "Noted: done"]);
    me.sees_no(&["moderate Y5"]);
    let session = kept(&me, "2010-01-05-seaview-primary-rtm");
    let statuses: Vec<Status> = session.actions().map(|(_, action)| action.status).collect();
    assert_eq!(statuses, [Status::Done, Status::Open]);
    assert!(me.app.sitting.is_none());
}

#[test]
fn progress_is_told_from_there_and_the_register_comes_back() {
    let mut me = caseload();
    me.goes_to("moderate Y5").keys("enter").picks("progress");
    me.sees(&["Action 1", "Measure of success", "Progress"]);
    me.types("Half of the books seen").keys("esc");
    me.sees(&["[Actions]", "moderate Y5 writing"]);
    let session = kept(&me, "2010-01-05-seaview-primary-rtm");
    assert_eq!(session.actions().next().unwrap().1.progress, "Half of the books seen");
}

#[test]
fn where_it_stands_is_one_key_away() {
    let mut me = caseload();
    me.goes_to("write to governors").keys("enter enter");
    me.sees(&["RTM · Seaview Primary · Tue 5 Jan 2010", "write to governors"]);
    assert!(matches!(me.sitting().focus, nov::app::Focus::Entry(_)));
    me.keys("esc").runs("home").goes_to("Rec: Raise").keys("enter enter");
    me.sees(&["Autumn visit · Seaview Primary"]);
    assert_eq!(me.sitting().item, "progress");
}

#[test]
fn a_recommendation_is_closed_in_the_note_that_reports_on_it() {
    let mut me = caseload();
    me.goes_to("Rec: Raise").keys("enter").picks("it is done");
    me.sees_no(&["Raise attainment"]);
    assert_eq!(kept(&me, "2009-11-17-seaview-primary-autumn").table("progress-actions")[0]["status"], "done");
    let before = kept(&me, "2009-06-16-seaview-primary-summer");
    assert_eq!(before.school(), SCHOOL);
    assert!(!before.table("recommendations")[0].contains_key("status"), "earlier files never change");
}

#[test]
fn what_is_open_elsewhere_is_left_as_it_is_and_that_is_said() {
    let mut me = caseload();
    let id = "2010-01-05-seaview-primary-rtm";
    let elsewhere: nov::store::Opened<Session> = me.desk.store.open_session(id).unwrap();
    me.goes_to("moderate Y5").keys("enter").picks("it is done");
    me.is_told("open elsewhere");
    me.sees(&["moderate Y5 writing"]);
    drop(elsewhere);
    assert_eq!(kept(&me, id).actions().next().unwrap().1.status, Status::Open);
}
