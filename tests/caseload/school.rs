//! A school's page: what it is, whom to turn to, what it is owed, its days by event, agreements, checklists.

use crate::support::sitter::Sitter;

/// The page of the school of the stories, on 12 January 2010.
fn page_of(facts: &[(&str, &str)]) -> Sitter {
    let mut me = Sitter::at_home();
    me.knows(facts).keys("tab enter");
    me
}

#[test]
fn a_school_shows_what_it_is_where_it_stands_and_whom_to_turn_to() {
    let me = page_of(&[
        ("phase", "Primary"),
        ("key-stages", "EYFS, KS1, KS2"),
        ("location", "Ashby"),
        ("lcsp", "North"),
        ("support-level", "Intensive"),
        ("category", "notice to improve"),
        ("causing-concern", "yes"),
        ("programme", "RAYS"),
        ("nc-risk", "high"),
        ("boarding", "yes"),
        ("support-plan", "yes"),
        ("new-sip", "yes"),
        ("new-head", "yes"),
        ("specialism", "Leading literacy school"),
        ("head", "Jo Marsh"),
        ("head-line", "01234 5678"),
        ("head-standing", "acting headteacher"),
        ("pa", "Sam"),
        ("chair", "Pat Hill"),
        ("panel-1", "Kim Dale"),
        ("panel-2", "Lee Ford"),
        ("panel-3", "Max Bell"),
    ]);
    me.sees(&["Primary · EYFS, KS1, KS2 · Ashby · North · Leading literacy school"]);
    me.sees(&["Intensive · notice to improve · RAYS · high", "School causing concern", "You are new to this school"]);
    me.sees(&["The headteacher is newly appointed", "Boarding provision", "Brokering or support plan in place"]);
    me.sees(&["Half-day visits: 0 held, 0 arranged, 4 at least, 4 still to arrange"]);
    let mut me = me;
    me.keys("end").sees(&["Contacts", "Headteacher: Jo Marsh · direct line 01234 5678", "acting headteacher"]);
    me.sees(&["Head's PA (first name): Sam", "Chair of governors: Pat Hill", "Governors' panel, governor 3: Max Bell"]);
    me.keys("esc").sees(&["Your schools this year", "Seaview Primary"]);
}

#[test]
fn a_meeting_that_is_planned_and_charged_for_itself_is_counted_where_it_stands() {
    let mut me = Sitter::at_home();
    me.begin("rtm", "2010-01-12");
    me.now("2010-01-05 09:00");
    me.runs("home").keys("tab enter").goes_to("0 used (0 in school, 0 out), 0 planned, 5 left");
    me.sees(&["planned Tue 12 Jan", "charged for themselves beside these: 0 used (0 in school, 0 out), 1 planned"]);
}

#[test]
fn the_days_of_a_school_stand_event_by_event_and_come_to_five() {
    let mut me = page_of(&[]);
    me.goes_to("0 used (0 in school, 0 out), 0 planned, 5 left").sees(&["Of 5 days (1.75 in school, 3.25 out):"]);
    for (event, cost) in [
        ("Autumn visit", "0.5 in + 1 out = 1.5 SIP"),
        ("Advice on the headteacher's performance management", "0.25 in + 0.25 out = 0.5 SIP"),
        ("Spring visit", "0.5 in + 1 out = 1.5 SIP"),
        ("Summer visit", "0.5 in + 1 out = 1.5 SIP"),
    ] {
        let shown = me.screen();
        assert!(shown.lines().any(|line| line.contains(event) && line.contains(cost)), "{event}: {shown}");
    }
    me = page_of(&[("new-sip", "yes"), ("extra-days", "2")]);
    me.goes_to("8 left").sees(&["Familiarisation visit", "Of 6 days (2.25 in school, 3.75 out) and 2 extra:"]);
    me = page_of(&[("nca-days", "12")]);
    me.goes_to("12 left").sees(&["Of 12 National Challenge days, writing and preparation included:"]);
}

#[test]
fn an_agreement_without_a_comma_has_its_day_all_the_same_and_is_said_in_one_way() {
    let mut me = Sitter::open("rtm");
    me.runs("home").keys("tab enter").goes_to("not agreed yet").keys("enter enter").enters("SIPM/KD 5 January 2010");
    me.is_told("Noted: SIPM/KD, 5 January 2010");
    me.sees(&["agreed: SIPM/KD, 5 January 2010"]);
    let me = page_of(&[("extra-days", "2"), ("extra-days-agreed", "SIPM AB 1 October 2009")]);
    me.sees(&["SIPM/AB, 1 October 2009"]);
}

#[test]
fn who_agreed_to_an_event_beforehand_is_noted_from_the_page_into_the_session() {
    let mut me = Sitter::open("rtm");
    me.runs("home").keys("tab enter");
    me.sees(&["0.5 in + 0.5 out = 1 SIP  not agreed yet"]);
    me.goes_to("not agreed yet").keys("enter");
    me.sees(&["Who agreed to it beforehand, and when"]);
    me.keys("enter").enters("SIPM KD, 5/1/2010");
    me.sees(&["agreed: SIPM/KD, 5 January 2010", "Seaview Primary"]);
    me.sees_no(&["not agreed yet"]);
    let kept = me.desk.store.read_session::<nov::session::Session>("2010-01-12-seaview-primary-rtm").unwrap().document;
    assert_eq!((kept.field("agreed-with"), kept.field("agreed-on")), ("SIPM KD", "2010-01-05"));
}

#[test]
fn what_is_due_this_week_and_what_is_overdue_stand_apart() {
    let mut me = Sitter::at_home();
    me.begin("autumn", "2010-01-05");
    me.begin("autumn", "2010-01-08");
    me.runs("home").now("2010-01-13 09:00");
    me.keys("tab shift+tab");
    let shown = me.screen();
    let place = |words: &str| shown.find(words).unwrap_or_else(|| panic!("{words}:\n{shown}"));
    assert!(place("Overdue") < place("1 day overdue") && place("1 day overdue") < place("Due this week"), "{shown}");
    assert!(place("Due this week") < place("in 2 days") && place("in 2 days") < place("Due later"), "{shown}");
    me.keys("tab").sees(&["1 deadline overdue"]);
}

#[test]
fn a_school_without_key_stages_says_so_and_loses_nothing() {
    let mut me = page_of(&[("phase", "Primary")]);
    me.sees(&["Primary", "No key stages are noted yet: a note of visit asks for them"]);
    me.goes_to("Record: support").keys("enter");
    me.sees(&["Key stages", "LA support level"]);
    me.keys("esc");
    me.begin("autumn", "2009-11-17");
    me.enters("a thought").runs("findings");
    me.sees(&["Key stages applicable"]);
    me.keys("esc");
    assert_eq!(me.session().entry_count(), 1);
}

#[test]
fn the_checklists_of_a_school_are_kept_up_from_its_page_and_from_a_visit() {
    let mut me = page_of(&[]);
    me.goes_to("School file: checklists and papers").keys("enter");
    me.sees(&["School file · Seaview Primary", "Information to gather before a visit", "SEF (latest online version)"]);
    let version = me.sitting().form.version.clone();
    assert_eq!(version, "2009-1");
    me.jumps("information to gather").types("yes").keys("tab").types("v3").keys("tab").types("5/1/2010");
    me.keys("tab").keys("esc");
    let session = me.session();
    assert_eq!(
        (
            session.field("information.1.received"),
            session.field("information.1.version"),
            session.field("information.1.date")
        ),
        ("yes", "v3", "2010-01-05")
    );
    me.runs("home").goes_to("School file").sees(&["Information gathered 1 of 11"]);
    me.begin("autumn", "2009-11-17");
    me.runs("school file");
    me.sees(&["School file · Seaview Primary"]);
    assert_eq!(me.session().field("information.1.version"), "v3", "the one that is kept up");
}

#[test]
fn the_lists_of_the_handover_tell_outgoing_from_incoming() {
    let mut me = page_of(&[]);
    me.goes_to("School file").keys("enter");
    me.jumps("handover: outgoing").sees(&["┃Send two previous years' NOVs"]);
    me.sees_no(&["Contact the new school"]);
    me.jumps("handover: incoming").sees(&["┃Contact the new school for an", "┃Read two years of NOVs"]);
    me.sees_no(&["Send two previous years' NOVs"]);
    let of_change = ["change", "head-contacted", "head-points", "head-feedback", "change-letter"];
    for field in of_change {
        assert_eq!(me.sitting().form.item_of(field).map(|item| item.id.as_str()), Some("change"), "{field}");
    }
    me.jumps("familiarisation").sees(&["Getting started", "Look over the school website"]);
    let form = &me.sitting().form;
    let of: Vec<(String, u32)> = form.tallies.iter().map(|tally| (tally.id.clone(), tally.of)).collect();
    for (list, count) in
        [("information", 11), ("started", 6), ("contact", 5), ("visit", 7), ("steps", 7), ("change", 5)]
    {
        assert!(of.contains(&(list.to_owned(), count)), "{list}: {of:?}");
    }
    let inspection: u32 = of.iter().filter(|(id, _)| id.len() == 2 && id.starts_with('o')).map(|(_, n)| n).sum();
    assert_eq!(inspection, 18);
}

#[test]
fn performance_management_counts_as_one_of_the_four_visits() {
    let mut me = Sitter::at_home();
    for (form, day) in
        [("autumn", "2009-11-17"), ("ht-performance", "2009-11-24"), ("spring", "2010-03-09"), ("rtm", "2009-11-03")]
    {
        me.begin(form, day);
        if form != "spring" {
            me.runs("set state").picks("held").keys("enter");
        }
    }
    me.runs("home").now("2010-01-12 09:00");
    me.keys("tab enter").sees(&["Half-day visits: 2 held, 1 arranged, 4 at least, 1 still to arrange"]);
}

#[test]
fn key_stages_stand_on_the_page_of_the_school_as_its_newest_note_has_them() {
    let mut me = Sitter::at_home();
    for (form, day, stages) in [("autumn", "2009-11-17", "KS1, KS2"), ("spring", "2010-03-09", "EYFS, KS1, KS2")] {
        me.begin(form, day);
        me.jumps("key stages").types(stages).keys("enter");
    }
    me.runs("home").now("2010-03-10 09:00");
    me.keys("tab enter").sees(&["EYFS, KS1, KS2"]);
    me.sees_no(&["No key stages are noted yet"]);
    // What the record says counts; where a note says otherwise that is told.
    me.knows(&[("key-stages", "KS1, KS2")]);
    let mut me = me.starts_again();
    me.keys("tab enter").sees(&["Key stages: the note of Tuesday 9 March 2010 says EYFS, KS1, KS2"]);
}

#[test]
fn a_panel_of_governors_has_three_or_more() {
    let mut me = Sitter::open("ht-performance");
    me.jumps("governors' panel");
    for governor in ["KD", "LF", "MB", "JH"] {
        me.types(governor).keys("tab tab");
    }
    assert_eq!(me.session().table("panel").len(), 4);
}

#[test]
fn in_a_narrow_window_what_a_school_is_watched_for_comes_first() {
    let mut me = Sitter::at_home();
    me.desk.make_school("Oak Primary").unwrap();
    me.knows(&[
        ("phase", "Primary"),
        ("key-stages", "EYFS, KS1, KS2"),
        ("support-level", "Intensive"),
        ("category", "notice to improve"),
    ]);
    me.keys("tab");
    let narrow = me.screen_of(80, 24);
    assert!(narrow.contains("NtI · Intensive"), "{narrow}");
    assert!(me.screen_of(140, 40).contains("notice to improve · Intensive · Primary"));
}

#[test]
fn what_is_noted_as_held_is_held_whatever_the_day_it_was_planned_for() {
    let mut me = Sitter::at_home();
    me.begin("autumn", "2010-01-28");
    me.now("2010-01-12 10:00");
    me.runs("set state").picks("held").keys("enter");
    me.runs("home").keys("tab enter");
    me.sees(&["held Thu 28 Jan"]);
}

#[test]
fn a_meeting_owed_since_the_category_changed_stands_under_what_is_due() {
    let mut me = Sitter::at_home();
    me.begin("autumn", "2010-01-20");
    me.now("2010-02-02 09:00");
    me.runs("home").sees_no(&["Round Table Meeting, Spring"]);
    me.goes_to("Autumn visit").keys("enter");
    me.knows(&[("category", "special measures"), ("category-since", "2010-01-28")]).runs("home");
    me.sees(&["not begun", "Seaview Primary: Round Table Meeting, Spring"]);
    me.sees_no(&["Round Table Meeting, Autumn", "Round Table Meeting, Summer"]);
    me.goes_to("Round Table Meeting, Spring").keys("enter").sees(&[" at Seaview Primary: which day?"]);
    me.enters("9/2/2010").runs("home");
    let shown = me.screen();
    let still = |line: &str| line.contains("not begun") && line.contains("Round Table Meeting");
    assert!(!shown.lines().any(still), "{shown}");
}

#[test]
fn what_is_owed_with_a_day_that_is_near_or_over_stands_on_today_until_it_is_begun() {
    let mut me = Sitter::at_home();
    me.begin("summer", "2010-06-15");
    me.now("2009-12-07 09:00");
    me.runs("home");
    me.sees(&[
        "not begun",
        "Seaview Primary: Autumn visit",
        "Seaview Primary: Advice on the headteacher's performance",
    ]);
    me.sees_no(&["Seaview Primary: Spring visit"]);
    me.goes_to("Seaview Primary: Autumn visit").keys("enter").sees(&[" at Seaview Primary: which day?"]);
    me.enters("10/12/2009").runs("home");
    me.sees_no(&["not begun            Seaview Primary: Autumn visit"]);
    let begun = me.screen().matches("Autumn visit").count();
    assert!(begun > 0, "it stands there as the session it is");
    me.now("2010-01-12 09:00");
    me.perform(nov::app::Effect::List);
    me.sees(&["missing", "Seaview Primary: Advice on the headteacher's performance"]);
}

#[test]
fn the_steps_with_the_mentor_stand_on_today_and_lead_to_the_page_where_their_day_is_noted() {
    let mut me =
        Sitter::newcomer_who_is(&[("name", "Ada Reed"), ("role", "SIP"), ("first-year", "yes"), ("asked", "yes")]);
    me.sees_no(&["Mentor 1"]);
    me.begin("summer", "2010-06-15");
    me.now("2009-11-20 09:00");
    me.runs("home");
    me.sees(&["overdue", "You: Mentor 1: initial meeting", "You: Mentor 3: review of your first note of visit"]);
    me.goes_to("You: Mentor 1").keys("enter");
    me.is_told("stands on this page");
    me.sees(&["Mentor 1: initial meeting"]);
}
