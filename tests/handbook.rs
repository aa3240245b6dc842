//! What the handbook says of agendas, lists, invitations and distribution, through the program as its user meets it.

use nov::forms::{Form, Kind, Library, Origin};

use crate::support::sitter::Sitter;
use crate::support::store::Store;

fn form(id: &str) -> Form {
    Library::shipped().form(id).unwrap()
}

fn items(list: &str) -> Vec<String> {
    Library::shipped().prompts(list).unwrap().items
}

/// A document of a session as plain text, words one space apart.
fn page(store: &Store, session: &str, document: &str) -> String {
    let text = store.nov(&["export", session, "--document", document, "--format", "md", "--output", "-"]).well();
    let text = text.replace(['\\', '*'], "").replace(['|', '☐', '☒'], " ").replace("<br>", " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What `nov check` says.
fn check(store: &Store, session: &str) -> String {
    store.nov(&["check", session]).out
}

#[test]
fn before_each_seasons_visit_the_right_sections_of_the_sef_are_asked_for_and_descriptors_read() {
    for (season, day, words) in [
        ("autumn", "2009-11-17", ["section A2", "descriptors of outcomes", "greyed boxes from the Making"]),
        ("spring", "2010-03-09", ["section A3", "descriptors of", "without sounding"]),
        ("summer", "2010-06-15", ["sections A4 and", "descriptors of", "reports to governors"]),
    ] {
        let mut me = Sitter::at_home();
        me.begin(season, day);
        me.jumps("visit details");
        let asked: Vec<String> = me.sitting().prompts_here().into_iter().map(|(_, words)| words.to_owned()).collect();
        for words in words {
            assert!(asked.iter().any(|item| item.contains(words)), "{season}: {words}: {asked:?}");
        }
    }
}

#[test]
fn the_boxes_filled_beforehand_are_known_as_such_and_a_section_not_yet_completed_may_stay_blank() {
    let form = form("autumn");
    let Kind::Table { columns } = &form.field("targets").unwrap().kind else { panic!("targets is no table") };
    let prefilled: Vec<&str> = columns.iter().filter(|c| c.prefilled).map(|c| c.id.as_str()).collect();
    assert_eq!(prefilled, ["fft", "mfs"]);
    let store = Store::new();
    let visit = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    store.nov(&["set", &visit, "behaviour.la=2", "safe.school=n/a", "safe.la=2"]).well();
    let said = check(&store, &visit);
    assert!(!said.contains("Pupils' behaviour") && !said.contains("feel safe"), "{said}");
    assert!(page(&store, &visit, "nov").contains("Pupils' behaviour"));
}

#[test]
fn prompts_are_counted_beside_the_time_and_never_compulsory() {
    let mut me = Sitter::open("spring");
    me.jumps("the quality of provision (sef");
    me.jumps("the quality of provision").keys("esc").waits(1);
    let all = me.sitting().prompts_here().len();
    me.sees(&[&format!("Prompts · 0 of {all}"), "of 90:00", "of 4h00"]);
    let said: Vec<String> = nov::rules::check(&me.sitting().filled(&me.app.desk), nov::rules::Day::Any)
        .into_iter()
        .map(|finding| finding.message)
        .collect();
    assert!(!said.iter().any(|message| message.contains("prompt")), "{said:?}");
}

#[test]
fn the_summer_weighs_capacity_by_two_questions_and_the_rest_by_its_cards() {
    let mut me = Sitter::open("summer");
    me.jumps("capacity to improve and overall");
    let offered: Vec<String> = me.sitting().prompts_here().into_iter().map(|(id, _)| id).collect();
    for (list, count) in [("CQ", 2), ("SUC", 3), ("SA", 7), ("OE", 3), ("GC", 6)] {
        let of_list = offered.iter().filter(|id| id.split('.').next() == Some(list)).count();
        assert_eq!(of_list, count, "{list}: {offered:?}");
    }
    assert!(items("SA")[0].contains("fed by attainment, learning and progress"));
    me.runs("cards").picks("capacity for sustained improvement");
    me.sees(&["Weaknesses tackled", "Systems smooth"]);
}

#[test]
fn each_season_has_its_judgement_rows_in_the_schools_view_and_the_las() {
    for (season, field, count) in [
        ("autumn", "judgements", 11),
        ("spring", "judgements", 4),
        ("summer", "judgements", 9),
        ("summer", "summative", 3),
    ] {
        let form = form(season);
        let Kind::Grades { rows, columns, .. } = &form.field(field).unwrap().kind else { panic!("{field}") };
        assert_eq!((rows.len(), columns[0].id.as_str(), columns[1].id.as_str()), (count, "school", "la"), "{season}");
    }
}

#[test]
fn external_support_stands_beside_each_recommendation_and_makes_a_request_for_brokering() {
    let store = Store::new();
    let visit = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    store
        .nov(&["set", &visit, "recommendations.+=Moderate writing", "recommendations.1.support=Literacy consultant"])
        .well();
    assert!(page(&store, &visit, "nov").contains("Literacy consultant"));
    assert!(page(&store, &visit, "brokering").contains("need for support from outside"));
}

#[test]
fn a_round_table_meeting_is_chaired_and_minuted_by_the_sip_on_the_seven_items_in_their_order() {
    let form = form("rtm");
    assert_eq!(form.origin, Origin::Derived);
    let titles: Vec<String> =
        form.agenda.iter().filter(|item| form.number_of(&item.id).is_some()).map(|item| item.title.clone()).collect();
    assert_eq!(titles, items("RA"));
    let mut me = Sitter::open("rtm");
    me.jumps("meeting details");
    me.sees(&["Chair (SIP)", "Ash Rowan"]);
    let minutes = String::from_utf8(me.writes("minutes", "txt")).unwrap();
    assert!(minutes.contains("Chair (SIP)") && minutes.contains("Ash Rowan"), "{minutes}");
}

#[test]
fn its_core_group_is_expected_and_reasons_and_key_questions_are_at_hand() {
    let form = form("rtm");
    let invited: Vec<&str> = form.invited.iter().map(|invited| invited.label.as_str()).collect();
    let core = items("RC");
    for who in &invited {
        assert!(core.iter().any(|item| item == who), "{who} is not of the core group {core:?}");
    }
    assert_eq!(invited.len() + 1, core.len(), "others as agreed are added by name");
    for card in ["RW", "RC"] {
        assert!(form.cards.iter().any(|id| id == card), "{card}");
    }
    let mut me = Sitter::open("rtm");
    me.runs("cards").picks("why an rtm");
    me.sees(&["Support judged by pupil", "progress"]);
}

#[test]
fn the_cover_sheet_the_newest_data_and_reports_of_those_absent_are_asked_for() {
    let store = Store::new();
    let meeting = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    let said = check(&store, &meeting);
    assert!(said.contains("RAP reviewed and cover sheet updated"), "{said}");
    assert!(said.contains("Latest pupil progress data available"), "{said}");
    store
        .nov(&["set", &meeting, "apologies.+.role=LA NF", "apologies.1.report=Nine of eleven pupils back every day"])
        .well();
    assert!(page(&store, &meeting, "minutes").contains("Nine of eleven pupils back every day"));
}

#[test]
fn the_key_issues_of_a_category_school_are_tracked_from_one_meeting_to_the_next() {
    let store = Store::new();
    let first = store.new_session("jem", "Hillside Primary", "2010-01-12");
    store.nov(&["set", &first, "issues.+=Raise attainment in writing", "issues.1.judgement=3"]).well();
    store.nov(&["note", "--session", &first, "--parse", "! @HT/RM share targets by 29/1/2010"]).well();
    let next = store.new_session("jem", "Hillside Primary", "2010-03-02");
    let minutes = page(&store, &next, "minutes");
    assert!(minutes.contains("Raise attainment in writing") && minutes.contains("share targets"), "{minutes}");
    assert!(!minutes.contains("3 (satisfactory)"), "progress is judged anew");
}

#[test]
fn preparing_for_an_inspection_has_its_eighteen_points_and_seven_steps() {
    let lists = ["OF", "OC", "OD", "OA", "OW", "OL"].map(items);
    assert_eq!(lists.iter().map(Vec::len).sum::<usize>(), 18);
    let store = Store::new();
    let briefing = store.new_session("pib", "Hillside Primary", "2010-01-11");
    store.nov(&["set", &briefing, "od.2.stands=done", "steps.5.stands=done"]).well();
    let (school, own) = (page(&store, &briefing, "briefing"), page(&store, &briefing, "own"));
    let first_words = |item: &str| item.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
    for item in lists.iter().flatten() {
        assert!(own.contains(&first_words(item)), "{item}");
    }
    for step in items("PB") {
        assert!(own.contains(&first_words(&step)), "{step}");
    }
    assert!(!school.contains("Tell the SIP manager"), "your steps are yours");
}

#[test]
fn each_hypothesis_has_its_evidence_its_owner_and_whether_it_is_ready_and_leaders_their_questions() {
    let store = Store::new();
    let briefing = store.new_session("pib", "Hillside Primary", "2010-01-11");
    let row = ["hypothesis=Boys fall behind", "evidence=Books of twelve boys", "owner=DHT AC", "ready=yes"];
    let cells: Vec<String> = row
        .iter()
        .enumerate()
        .map(|(n, cell)| if n == 0 { format!("hypotheses.+.{cell}") } else { format!("hypotheses.1.{cell}") })
        .collect();
    for cell in &cells {
        store.nov(&["set", &briefing, cell]).well();
    }
    let page = page(&store, &briefing, "briefing");
    for words in [
        "Boys fall",
        "Books of",
        "DHT",
        "How is the",
        "What systems and",
        "Community cohesion",
        "Chair of governors",
        "Middle leaders",
        "Systems of performance management",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[test]
fn whoever_completes_a_feedback_form_is_the_sip_unless_another_is_named() {
    let mut me = Sitter::open("ofsted-s5");
    let shown = |me: &mut Sitter| String::from_utf8(me.writes("form", "txt")).unwrap();
    assert!(shown(&mut me).contains("Form completed by:        Ash Rowan"));
    me.jumps("form completed by").types("B Lind").keys("tab");
    let page = shown(&mut me);
    assert!(page.contains("Form completed by:        B Lind") && page.contains("Ash Rowan"), "{page}");
}

#[test]
fn a_note_goes_to_the_head_the_chair_and_the_authority_unless_its_list_is_changed() {
    for season in ["autumn", "spring", "summer"] {
        let list = form(season).distribution;
        let roles: Vec<&str> = list.iter().map(|to| to.role.as_str()).collect();
        // The head has the draft, and with the others the agreed note; its data go to the Senior Adviser then.
        assert_eq!(roles, ["Headteacher", "Headteacher", "Chair of governors", "LA", "Senior Adviser"], "{season}");
        assert!(list.iter().all(|to| (to.role == "Senior Adviser") == (to.document == "judgements")), "{season}");
    }
    let store = Store::new();
    let visit = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    store.nov(&["set", &visit, "distribution.+=Diocese"]).well();
    assert!(page(&store, &visit, "nov").contains("Diocese"));
    assert!(page(&store, &visit, "nov").contains("Senior Adviser (judgements)"));
    // The data go with the agreed note, and that they went is noted by itself.
    store.nov(&["set", &visit, "agreed=28/11/2009"]).well();
    for (role, document) in [("Chair of governors", "nov"), ("Senior Adviser", "judgements")] {
        store.nov(&["sent", &visit, "--to", role, "--document", document, "--on", "2009-11-30", "--draft"]).well();
    }
    let list = store.nov(&["sent", &visit]).well();
    assert!(list.contains("Senior Adviser  Judgements") && !list.contains("sent yet  Senior Adviser"), "{list}");
}

#[test]
fn printed_words_stay_as_printed_and_areas_and_scales_are_as_they_are_read() {
    let form = form("ofsted-s5");
    let leadership = form.sections.iter().find(|section| section.id == "leadership").unwrap();
    assert_eq!(leadership.sef.as_deref(), Some("A4"));
    assert!(leadership.title.ends_with("(SEF section 4)"));
    let library = Library::shipped();
    for id in ["hmi-s8", "hmi-satisfactory"] {
        let form = library.form(id).unwrap();
        let Kind::Table { columns } = &form.field("issues").unwrap().kind else { panic!("{id}") };
        assert!(
            matches!(&columns[1].kind, Kind::Grade { scale } if scale == "hmi-progress"),
            "{id}: it grades progress"
        );
    }
    let me = Sitter::open("ofsted-s5");
    me.sees(&["OfSTED", "Nti"]);
    let said = me.sitting().form.name.clone();
    assert_eq!(said, "Section 5 feedback", "in the program's own words");
}

#[test]
fn what_a_form_does_not_have_any_more_survives_in_the_file_of_the_session() {
    let store = Store::new();
    let visit = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    store.nov(&["set", &visit, "focus=Writing"]).well();
    let path = store.path().join(format!("{visit}.ron"));
    let text = std::fs::read_to_string(&path).unwrap();
    let older = text.replacen("\"focus\": \"Writing\"", "\"focus\": \"Writing\",\n    \"of-last-year\": \"Kept\"", 1);
    assert_ne!(older, text);
    std::fs::write(&path, older).unwrap();
    store.nov(&["set", &visit, "ecm=Known"]).well();
    let after = std::fs::read_to_string(&path).unwrap();
    assert!(after.contains("\"of-last-year\": \"Kept\"") && after.contains("\"ecm\": \"Known\""), "{after}");
}

#[test]
fn the_file_of_a_session_says_how_confidential_it_is_and_where_it_stands() {
    let store = Store::new();
    for (form, level) in [
        ("ht-performance", "Confidential"),
        ("ofsted-s5", "UntilPublished"),
        ("rtm", "SchoolAndLa"),
        ("pib", "Confidential"),
    ] {
        let session = store.new_session(form, "Hillside Primary", "2010-01-12");
        let state = if form == "pib" { "held" } else { "drafting" };
        store.nov(&["set", &session, &format!("state.{state}=2010-01-13")]).well();
        let file = std::fs::read_to_string(store.path().join(format!("{session}.ron"))).unwrap();
        assert!(file.contains(&format!("confidentiality: {level},")), "{form}: {file}");
        assert!(file.contains(&format!("state: \"{state}\"")), "{form}: {file}");
    }
}

#[test]
fn tags_of_a_line_come_out_with_it() {
    let store = Store::new();
    let visit = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    store
        .nov(&["note", "--session", &visit, "--item", "outcomes", "--parse", "~ @HT boys catch up #A2 #KS2 #school"])
        .well();
    store.nov(&["note", "--session", &visit, "--item", "outcomes", "--parse", "+ books seen agree #la"]).well();
    let entries = page(&store, &visit, "entries");
    for words in ["Reported", "Observed", "HT", "boys catch up", "A2", "KS2", "books seen agree"] {
        assert!(entries.contains(words), "{words}: {entries}");
    }
}
