//! What is due and in which state: on the home screen, in the session, on leaving; states mended, disagreement, the head's
//! reply, a visit planned long before.

use crate::support::sitter::{Sitter, day};

/// An Autumn visit that was planned, confirmed and held, nothing blocking.
fn visit() -> Sitter {
    let mut me = Sitter::open("autumn");
    reaches(&mut me, "planned", "1/9/2009");
    reaches(&mut me, "confirmed", "2/11/2009");
    me
}

/// Notes a state on a day.
fn reaches(me: &mut Sitter, state: &str, on: &str) {
    me.runs("set state").picks(state).enters(on);
}

fn states(me: &Sitter) -> Vec<String> {
    me.session().states().iter().map(|reached| format!("{} {}", reached.state, reached.on)).collect()
}

/// Waives everything that keeps the visit from a state.
fn waives_all(me: &mut Sitter) {
    while let Some(nov::app::Overlay::Findings(findings)) = me.keys("ctrl+r").app.overlays.last() {
        if !findings.found[0].blocks() {
            me.keys("esc");
            break;
        }
        me.keys("w").enters("only a rehearsal");
    }
}

#[test]
fn both_counts_of_days_stand_at_home_in_the_session_and_are_said_on_leaving() {
    let mut me = visit();
    me.runs("what is due");
    me.sees(&[
        "planned    Tuesday 1 September 2009",
        "confirmed  Monday 2 November 2009",
        "Draft Note of Visit to the headteacher",
        "in 7 days (5 working) · Tuesday 24 November 2009 (in calendar days: Sunday 22 November 2009)",
        "in 14 days (10 working) · Tuesday 1 December 2009 (in calendar days: Friday 27 November 2009)",
    ]);
    me.keys("esc").runs("home");
    me.is_told(
        "Next for what you left: Tue 24 Nov (in calendar days Sun 22 Nov), in 7 days (5 working): Seaview Primary, Draft Note of Visit",
    );
    me.now("2009-11-17 15:00");
    me.sees(&[
        "Due later · by working days (in brackets by calendar days)",
        "in 7 days (5 working)",
        "Tue 24 Nov (22 Nov)",
        "Seaview Primary: Draft Note of Visit to the headteacher",
        "Tue 1 Dec (27 Nov)",
    ]);
    me.keys("ctrl+q");
    assert!(me.ended);
    assert_eq!(me.app.parting[0], "Next:");
    assert!(
        me.app.parting[1]
            .starts_with("Tue 24 Nov (in calendar days Sun 22 Nov), in 7 days (5 working): Seaview Primary")
    );
    let small = me.screen_of(80, 24);
    assert!(small.contains("Tue 24 Nov (22 Nov)") && small.contains("Seaview Primary: Draft Note"), "{small}");
}

#[test]
fn a_visit_in_two_parts_counts_from_its_last_part_and_a_late_agreement_shows_a_second_date() {
    let mut me = visit();
    me.jumps("visit date(s)").types("17/11/2009").keys("tab tab").types("24/11/2009").keys("enter esc");
    assert_eq!(me.session().table("visit-dates").len(), 2, "{:?}", me.session().table("visit-dates"));
    me.runs("what is due");
    me.sees(&["Tuesday 1 December 2009", "Tuesday 8 December 2009"]);
    me.sees_no(&["if counted from the day it was agreed"]);
    me.keys("esc").now("2009-12-10 10:00");
    waives_all(&mut me);
    // Agreed within the ten days it is not late.
    reaches(&mut me, "agreed", "4/12/2009");
    me.runs("what is due");
    me.sees_no(&["if counted from the day it was agreed"]);
    me.keys("esc").runs("set state").picks("agreed").picks("never was");
    reaches(&mut me, "agreed", "10/12/2009");
    me.keys("esc");
    me.runs("what is due");
    me.sees(&["Thursday 24 December 2009 if counted from the day it was agreed, which was late"]);
}

#[test]
fn the_briefing_of_the_pib_counts_down_to_four_o_clock_the_day_before() {
    let mut me = Sitter::open("pib");
    me.jumps("inspection begins").types("14/1/2010").keys("enter esc").runs("home");
    me.sees(&["Wed 13 Jan 16:00", "in 26 h 00 min", "PIB in school"]);
    me.now("2010-01-13 15:20");
    me.sees(&["in 40 min"]);
    me.now("2010-01-13 17:05");
    me.sees(&["1 h 05 min overdue"]);
}

#[test]
fn briefings_of_the_users_phases_boards_and_deadlines_stand_among_what_is_due() {
    let mut me = Sitter::open("rtm");
    me.runs("school record").types("").keys("esc");
    let facts = [("phase".to_owned(), "Primary".to_owned())];
    me.desk.set_school("seaview-primary", &facts).unwrap();
    me.runs("home");
    me.sees(&["Wed 13 Jan", "SIP briefing, Primary, Spring, or Tue 19 Jan"]);
    me.sees_no(&["Secondary", "National Challenge Board"]);
    me.now("2009-12-01 09:00");
    me.runs("search").keys("esc");
    me.send(nov::app::Message::Listed(Box::new(me.app.home.listing.clone())));
    me.sees(&["Thu 31 Dec", "Advice to governors on headteacher performance management"]);
    me.runs("calendar");
    me.sees(&["2009/10 · Kent", "Term 1  Thursday 3 September 2009 to Friday 23 October 2009"]);
}

#[test]
fn a_state_gets_its_right_day_and_one_noted_by_mistake_is_taken_back() {
    let mut me = visit();
    assert_eq!(states(&me), ["planned 2009-09-01", "confirmed 2009-11-02"]);
    me.runs("set state").picks("prepared").keys("enter");
    me.runs("set state").picks("confirmed").keys("enter");
    me.sees(&["On which day?", "2/11/2009"]);
    me.keys("ctrl+a")
        .keys("end")
        .keys("backspace backspace backspace backspace backspace backspace backspace backspace backspace");
    me.enters("3/11/2009");
    me.is_told("Noted: confirmed, Tuesday 3 November 2009");
    assert_eq!(states(&me), ["planned 2009-09-01", "confirmed 2009-11-03", "prepared 2009-11-17"]);
    me.runs("set state").picks("prepared").picks("never was");
    me.is_told("Taken back: prepared; it stands at “confirmed”");
    reaches(&mut me, "planned", "1/9/2009");
    assert_eq!(me.session().state(), Some("confirmed"));
    me.keys("esc esc").is_mirrored();
}

#[test]
fn a_disagreement_goes_to_an_adviser_first_is_written_in_moderated_and_has_its_papers() {
    let mut me = visit();
    me.jumps("details of the disagreement").types("The head sees behaviour as outstanding").keys("esc");
    reaches(&mut me, "with the head", "");
    me.is_told("stand in the way");
    me.keys("ctrl+r");
    me.sees(&["Draft cleared by mentor or Senior Adviser"]);
    me.keys("esc");
    me.jumps("draft cleared").types("SA PQ on 18/11/2009").keys("esc");
    waives_all(&mut me);
    reaches(&mut me, "with the head", "");
    me.is_told("Noted: with the head");
    // To whom it went is offered next, and may wait.
    me.keys("esc");
    // That the head disagrees is noted when it happens; what it asks for stands in the way of sending the note out.
    reaches(&mut me, "disagreed", "");
    me.is_told("Noted: disagreed, Tuesday 17 November 2009");
    reaches(&mut me, "circulated", "");
    me.is_told("stand in the way");
    me.keys("ctrl+r");
    me.sees(&["Moderated by Senior Adviser", "Attached relevant documents"]);
    me.keys("esc").jumps("moderated by").types("SA PQ on 20/11/2009").keys("esc");
    me.jumps("attached relevant").types("Behaviour log, autumn").keys("esc");
    reaches(&mut me, "circulated", "");
    me.is_told("Noted: circulated, Tuesday 17 November 2009");
    me.keys("esc");
    let note = String::from_utf8(me.writes("nov", "txt")).unwrap();
    for words in ["The head sees behaviour as outstanding", "SA PQ on 20/11/2009", "Behaviour log, autumn"] {
        assert!(note.contains(words), "{words}: {note}");
    }
}

#[test]
fn a_disagreement_that_ends_in_agreement_asks_for_no_moderation() {
    let mut me = visit();
    waives_all(&mut me);
    for state in ["with the head", "disagreed", "agreed", "circulated"] {
        reaches(&mut me, state, "");
        me.is_told(&format!("Noted: {state}"));
        me.keys("esc");
    }
}

#[test]
fn a_draft_that_was_with_the_head_before_they_disagreed_is_noted_so_again() {
    let mut me = visit();
    waives_all(&mut me);
    reaches(&mut me, "with the head", "20/11/2009");
    me.keys("esc");
    reaches(&mut me, "disagreed", "25/11/2009");
    me.jumps("details of the disagreement").types("The head sees behaviour as outstanding").keys("esc");
    me.runs("set state").picks("with the head").picks("never was");
    me.is_told("Taken back: with the head");
    reaches(&mut me, "with the head", "20/11/2009");
    me.is_told("Noted: with the head, Friday 20 November 2009");
    assert_eq!(states(&me)[2..], ["with-head 2009-11-20", "disagreed 2009-11-25"]);
    me.keys("esc");
    // A second draft is another matter: the adviser sees it first.
    me.runs("set state").picks("with the head").picks("so again").enters("27/11/2009");
    me.is_told("in the way");
}

#[test]
fn an_amendment_that_is_refused_has_its_reason() {
    let mut me = visit();
    me.jumps("reply of the head").types("amend").keys("enter").types("20/11/2009").keys("enter");
    me.types("7").keys("tab").types("Two teachers, not three").keys("tab").types("no").keys("esc ctrl+r");
    me.keys("down end");
    me.sees(&["“What was changed, or why not” is still empty for “7” in “Amendments asked for”"]);
    me.keys("esc").jumps("what was changed").types("Three were seen").keys("esc ctrl+r");
    me.sees_no(&["What was changed, or why not"]);
}

#[test]
fn a_hypothesis_of_the_pib_says_who_and_no_weakness_is_without_a_remedy() {
    let mut me = Sitter::open("pib");
    let asked = |me: &mut Sitter| {
        me.keys("esc esc ctrl+r");
        let Some(nov::app::Overlay::Findings(findings)) = me.app.overlays.last() else { panic!() };
        let cells = findings.found.iter().filter(|found| found.message.contains("“Boys fall behind in writing”"));
        let asked: Vec<String> = cells.map(|found| found.id.clone()).collect();
        me.keys("esc");
        asked
    };
    me.jumps("hypotheses of the pib")
        .types("Boys fall behind in writing")
        .keys("tab")
        .types("Tracking, books")
        .keys("tab");
    assert_eq!(asked(&mut me), ["required:hypotheses.1.stance", "required:hypotheses.1.owner"]);
    me.jumps("hypotheses of the pib").keys("tab tab").types("weakness").keys("tab");
    assert_eq!(asked(&mut me), ["required:hypotheses.1.remedy", "required:hypotheses.1.owner"]);
    me.jumps("hypotheses of the pib")
        .keys("tab tab tab")
        .types("Weekly group since October")
        .keys("tab")
        .types("DHT AC")
        .keys("tab");
    assert_eq!(asked(&mut me), [""; 0]);
}

#[test]
fn a_briefing_arrives_and_is_not_sent() {
    let mut me = Sitter::open("pib");
    me.jumps("inspection begins").types("14/1/2010").keys("enter esc").now("2010-01-15 09:00");
    me.keys("ctrl+r");
    me.sees(&["Not noted as arrived: PIB in school, due by Wednesday 13 January 2010; ask after it"]);
    me.keys("esc").jumps("pib arrived").types("14/1/2010").keys("enter esc ctrl+r");
    me.sees(&["Late: PIB in school came on Thursday 14 January 2010, and was due by Wednesday 13 January 2010"]);
}

#[test]
fn the_heads_reply_and_each_amendment_are_kept_and_have_their_own_document() {
    let mut me = visit();
    me.jumps("reply of the head").types("amend").keys("enter").types("20/11/2009").keys("enter");
    me.types("7").keys("tab").types("Two teachers, not three").keys("tab").types("yes").keys("tab");
    me.types("Mended").keys("tab esc");
    let session = me.session();
    assert_eq!((session.field("reply"), session.field("replied")), ("amendments asked for", "2009-11-20"));
    let row = &session.table("amendments")[0];
    assert_eq!((row["paragraph"].as_str(), row["accepted"].as_str()), ("7", "yes"));
    let reply = String::from_utf8(me.writes("reply", "md")).unwrap();
    for words in ["amendments asked for", "20 November 2009", "Two teachers, not three", "Mended"] {
        assert!(reply.contains(words), "{words}: {reply}");
    }
    let note = String::from_utf8(me.writes("nov", "md")).unwrap();
    assert!(!note.contains("Two teachers, not three"), "the note itself stays clean: {note}");
}

#[test]
fn the_first_note_of_a_new_sip_goes_to_the_mentor() {
    let mut me = visit();
    let asks = |me: &mut Sitter| {
        me.keys("ctrl+r");
        let Some(nov::app::Overlay::Findings(findings)) = me.app.overlays.last() else { panic!() };
        let asks = findings.found.iter().any(|found| found.message.contains("First note reviewed by your mentor"));
        me.keys("esc");
        asks
    };
    assert!(!asks(&mut me));
    for (fact, to, asked) in [("first-year", "yes", true), ("first-note-reviewed", "2009-11-19", false)] {
        let change = me.app.desk.me.setting(fact, to);
        me.app.desk.me.apply(&change).unwrap();
        assert_eq!(asks(&mut me), asked, "{fact}");
    }
    let note = String::from_utf8(me.writes("nov", "md")).unwrap();
    assert!(!note.contains("mentor on"), "{note}");
}

#[test]
fn a_visit_planned_in_september_takes_in_what_came_before_it_when_it_is_opened() {
    let mut me = Sitter::at_home();
    me.begin("spring", "2010-03-09");
    let spring = me.session().id().to_owned();
    me.begin("autumn", "2009-11-17");
    me.enters("! @HT to write the plan by 1/2/2010").jumps("recommendations (normally");
    me.types("Raise attainment in Year 4").keys("tab esc").runs("home");
    me.now("2010-03-01 09:00");
    me.perform(nov::app::Effect::Open(spring.clone()));
    assert_eq!(me.words_under("progress"), ["write the plan"]);
    assert_eq!(me.session().table("progress-actions")[0]["action"], "Raise attainment in Year 4");
    me.runs("home");
    me.perform(nov::app::Effect::Open(spring));
    assert_eq!((me.words_under("progress").len(), me.session().table("progress-actions").len()), (1, 1), "once only");
    me.runs("home");
    me.sees(&["imported into the next"]);
    assert_eq!(me.desk.shelf().unwrap().sessions[1].date, day("2009-11-17"));
}

#[test]
fn the_next_meeting_is_proposed_by_the_schools_frequency_and_its_data() {
    let mut me = Sitter::open("jem");
    assert_eq!(proposed(&me), "2010-04-27", "termly unless said");
    let facts = [("jem-frequency".to_owned(), "monthly".to_owned()), ("data-days".to_owned(), "2010-04-30".to_owned())];
    me.desk.set_school("seaview-primary", &facts).unwrap();
    let id = me.session().id().to_owned();
    me.runs("home").perform(nov::app::Effect::Open(id));
    assert_eq!(proposed(&me), "2010-02-09");
    me.begin("rtm", "2010-01-12");
    assert_eq!(proposed(&me), "2010-05-11", "a week of work after the data is ready");
    me.jumps("date of next meeting");
    me.sees(&["11 May 2010"]);
}

/// The day proposed for the next meeting.
fn proposed(me: &Sitter) -> String {
    me.sitting().filled(&me.app.desk).value("next-meeting").into_owned()
}

#[test]
fn each_phase_has_its_own_briefings_a_unit_and_the_early_years_among_them() {
    for (phase, sees, not) in [
        ("Primary", "SIP briefing, Primary, Spring", ["Secondary", "Special/PRU"]),
        ("Secondary", "SIP briefing, Secondary, Spring", ["Primary, Spring", "Special/PRU"]),
        ("Special/PRU", "SIP briefing, Special/PRU, Spring", ["Primary, Spring", "Secondary"]),
    ] {
        let mut me = Sitter::open("rtm");
        // A unit or a nursery is a school as any other: it has a phase and its key stages.
        me.knows(&[("phase", phase), ("key-stages", "EYFS")]);
        me.runs("home");
        me.sees(&[sees]);
        me.sees_no(&not);
    }
}

#[test]
fn a_state_is_taken_back_by_taking_its_day_out_and_one_before_its_time_is_said() {
    let mut me = Sitter::open("rtm");
    me.runs("set state").picks("confirmed").keys("enter");
    me.runs("set state").picks("confirmed").picks("another day").sees(&["no day at all takes the state back"]);
    for _ in "12/1/2010".chars() {
        me.keys("backspace");
    }
    me.keys("enter");
    me.is_told("Taken back: confirmed");
    me.now("2010-01-05 10:00");
    me.runs("set state").picks("held").keys("enter");
    me.is_told("though it is still ahead, on Tuesday 12 January 2010");
}

#[test]
fn a_meeting_that_was_agreed_stands_on_today_until_it_is_begun_and_is_begun_from_there() {
    let mut me = Sitter::open("rtm");
    me.enters("We met").jumps("day · date of next").types("23/3/2010").keys("enter").runs("home");
    me.sees(&["Tue 23 Mar", "not begun", "Seaview Primary: RTM, as agreed"]);
    me.goes_to("RTM, as agreed").keys("enter").sees(&["RTM at Seaview Primary: which day?", "23 March 2010"]);
    me.keys("enter");
    assert_eq!(me.session().date(), day("2010-03-23"));
    me.runs("home").sees_no(&["as agreed"]);
}
