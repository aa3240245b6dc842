//! The SIP's own page: days of development, what is asked of them, the mentor's steps, what is due next.

use crate::support::sitter::Sitter;

/// The page of the user's own year with these facts in their record, on 12 January 2010.
fn page(facts: &[(&str, &str)]) -> Sitter {
    let mut me = Sitter::at_home();
    let mut own = me.desk.me.clone();
    for (fact, to) in facts {
        let change = own.setting(fact, to);
        own.apply(&change).unwrap();
    }
    me.desk.keep_me(&own).unwrap();
    me.app.desk.me = own;
    me
}

#[test]
fn mandatory_days_and_all_days_of_development_are_told_apart() {
    let mut me = page(&[]);
    me.keys("shift+tab");
    me.sees(&["[You]", "0 of 4 days; mandatory 0 of 2.5"]);
    me.goes_to("Improvement Partner briefings").keys("enter enter");
    me.sees(&["CPD record · Ash Rowan"]);
    me.jumps("autumn 2009").types("10/9/2009").keys("tab").types("13/1/2010").keys("tab");
    me.jumps("2009-2010 performance").types("Half a day in March").keys("tab");
    me.jumps("optional workshops").types("Data").keys("tab").types("1/10/2009").keys("tab esc");
    me.runs("home");
    me.sees(&["2 of 4 days; mandatory 1.5 of 2.5", "2 of 4     Improvement Partner briefings", "1 of 2 days"]);
    me.sees(&["1 of 1     Performance management", "1 of 3     Workshops (optional)", "0.5 of 1.5 days"]);
    me.sees_no(&["National Challenge events"]);
}

#[test]
fn an_advisers_events_come_to_six_days_at_most() {
    let mut me = page(&[("nca", "yes")]);
    me.keys("shift+tab");
    me.sees(&["National Challenge events", "0 of 6 days at most, out of school", "Regional NCA events", "0 of 3 days"]);
    me.sees(&["Local National Challenge Boards", "Other NCA meetings and events (optional)", "0 of 1.5 days"]);
}

#[test]
fn shadowing_review_and_feedback_say_when_they_are_due_next() {
    let mut me =
        page(&[("last-review", "2009-03-10"), ("last-shadowed", "2008-01-20"), ("last-report-feedback", "2009-10-02")]);
    me.keys("shift+tab");
    let shown = me.screen();
    let line =
        |words: &str| shown.lines().find(|line| line.contains(words)).unwrap_or_else(|| panic!("{words}: {shown}"));
    assert!(line("Annual review").contains("due by Thu 1 Apr") && line("Annual review").contains("10 Mar 2009"));
    assert!(line("Shadowed on a visit").contains("done") && line("Shadowed on a visit").contains("next by Wed 20 Jan"));
    assert!(line("Feedback on a report of yours").contains("last Fri 2 Oct 2009"));
    assert!(line("Headteachers' online survey").contains("not noted yet"));
    me.sees_no(&["Mentor"]);
}

#[test]
fn the_own_year_turns_as_that_of_the_schools_does() {
    let mut me = page(&[]);
    me.keys("shift+tab").goes_to("Improvement Partner briefings").keys("enter enter");
    me.jumps("autumn 2009").types("10/9/2009").keys("tab esc").runs("home");
    me.sees(&["Professional development this year, 2009/10 · ← → another year", "0.5 of 4 days"]);
    me.keys("left").sees(&["Professional development in 2008/09", "0 of 4 days"]);
    me.keys("right").sees(&["this year, 2009/10", "0.5 of 4 days"]);
}

#[test]
fn a_new_sip_sees_the_mentors_four_steps_and_notes_their_days() {
    let mut me = page(&[("first-year", "yes")]);
    me.keys("shift+tab");
    me.sees(&[
        "Mentor 1: initial meeting",
        "Mentor 2: joint visit before your first",
        "Mentor 3: review of your first note",
    ]);
    me.goes_to("Mentor 1").keys("enter");
    me.sees(&["Begin one", "Note its day in your own record"]);
    me.picks("note its day");
    me.sees(&["You and the authority"]);
    me.types("8/9/2009").keys("esc");
    assert_eq!(me.desk.me.fact("mentor-met"), "2009-09-08");
    let shown = me.screen();
    let line = shown.lines().find(|line| line.contains("Mentor 1")).unwrap();
    assert!(line.contains("done") && line.contains("8 Sep 2009"), "{line}");
}

#[test]
fn the_steps_of_the_review_are_counted_from_its_record() {
    let mut me = page(&[]);
    me.begin("sip-pm-notes", "2010-03-02");
    me.jumps("the review, step by step").types("done").keys("tab tab").types("done").keys("tab esc");
    me.runs("home").keys("shift+tab").sees(&["2 of 7     Steps of the review"]);
}

#[test]
fn the_key_abilities_are_at_hand_where_a_sip_is_judged_by_them() {
    for form in ["cpd-record", "sip-pm-notes"] {
        let mut me = Sitter::open(form);
        me.runs("cards").picks("key abilities");
        me.offers(&[
            "Analyse strengths and weaknesses",
            "Judge improvement strategies",
            "Work well with varied leaders",
        ]);
    }
}

#[test]
fn what_governors_are_advised_on_and_what_summer_asks_of_them_is_at_hand() {
    let mut me = Sitter::open("ht-performance");
    me.runs("cards").picks("advice to governors");
    me.offers(&["quality of governor participation", "financial decision making", "strategic contribution"]);
    let me = Sitter::open("summer");
    let prompts = me.sitting().prompts.iter().flat_map(|list| &list.items);
    let asked: Vec<&String> = prompts.filter(|prompt| prompt.contains("overning body")).collect();
    let has = |words: &str| asked.iter().any(|prompt| prompt.contains(words));
    assert!(
        has("statutory mid-year performance review") && has("own effectiveness reviewed") && has("SEF section C"),
        "{asked:?}"
    );
}

#[test]
fn a_sip_employed_by_the_authority_has_a_fourth_objective_and_others_a_reviewer_from_it() {
    for (employed, wanted, other) in [
        ("LA officer", "Fourth objective, on the SIP role", "Reviewer from the LA"),
        ("serving headteacher", "Reviewer from the LA", "Fourth objective, on the SIP role"),
        ("consultant", "Reviewer from the LA", "Fourth objective, on the SIP role"),
    ] {
        let mut me = page(&[("employed", employed)]);
        me.begin("sip-pm-notes", "2010-02-25");
        me.keys("ctrl+r");
        me.sees(&[wanted]);
        me.sees_no(&[other]);
        me.keys("esc").jumps(wanted);
        me.sees(&[employed, wanted]);
    }
}

#[test]
fn last_years_objectives_come_from_the_panel_and_it_is_said_where_they_are_noted() {
    for (form, field) in [("familiarisation", "governors of the panel"), ("school-file", "objectives received")] {
        let mut me = Sitter::open(form);
        me.jumps(field);
        me.sees(&["rom the panel, not from the", "headteacher at this stage"]);
    }
    // What they were stands in the advice, which is for the panel alone, and in no note of visit.
    let mut me = Sitter::open("ht-performance");
    me.jumps("objectives").types("Raise attainment in writing");
    let advice = String::from_utf8(me.writes("advice", "txt")).unwrap();
    assert!(advice.contains("Raise attainment in writing"), "{advice}");
    me.begin("autumn", "2010-01-19");
    let note = String::from_utf8(me.writes("nov", "txt")).unwrap();
    assert!(!note.contains("Raise attainment in writing"), "{note}");
}
