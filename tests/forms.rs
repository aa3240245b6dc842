//! Every form of the handbook, through the program itself: its labels on the empty page, and what filling it does.

use std::path::Path;

use crate::support::store::Store;

/// What an empty form prints: the session's document as text without marks of Markdown, words one space apart.
fn empty_page(id: &str) -> String {
    let store = Store::new();
    let session = store.new_session(id, "Hillside Primary", "2010-01-12");
    let documents = forms(&store).into_iter().find(|form| form["id"] == id).unwrap()["documents"].clone();
    let printed = documents.as_array().unwrap().iter().any(|document| document["id"] == "form");
    page(&store, &session, if printed { &["--document", "form"] } else { &[] })
}

/// What `nov forms --json` says.
fn forms(store: &Store) -> Vec<serde_json::Value> {
    serde_json::from_str(&store.nov(&["forms", "--json"]).well()).unwrap()
}

/// A document of a session as text without marks of Markdown.
fn page(store: &Store, session: &str, more: &[&str]) -> String {
    let mut args = vec!["export", session, "--format", "md", "--output", "-"];
    args.extend(more);
    let text = store.nov(&args).well().replace(['\\', '*'], "").replace(['|', '☐', '☒'], " ").replace("<br>", " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The labels of the printed forms, and those the handbook states of the others, as files of one label a line.
fn labelled_forms() -> Vec<(String, Vec<String>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms");
    let mut forms: Vec<(String, Vec<String>)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| {
            let path = file.unwrap().path();
            let id = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let labels = std::fs::read_to_string(&path).unwrap().lines().map(str::to_owned).collect();
            (id, labels)
        })
        .collect();
    forms.sort();
    forms
}

/// The labels that do not stand on the page in their order.
fn missing(page: &str, labels: &[String]) -> Vec<String> {
    let mut rest = page;
    let mut missing = Vec::new();
    for label in labels {
        match rest.split_once(label.as_str()) {
            Some((_, after)) => rest = after,
            None => missing.push(label.clone()),
        }
    }
    missing
}

#[test]
fn an_empty_form_prints_each_of_its_labels_in_their_order() {
    let forms = labelled_forms();
    assert!(forms.len() >= 5, "the files of labels were not found");
    for (id, labels) in forms {
        let page = empty_page(&id);
        let missing = missing(&page, &labels);
        assert!(missing.is_empty(), "{id} lacks {missing:#?} in {page}");
    }
}

/// A section 5 feedback on 12 January 2010.
fn feedback(store: &Store) -> String {
    store.new_session("ofsted-s5", "Hillside Primary", "2010-01-12")
}

/// What the rules say of a session.
fn check(store: &Store, session: &str) -> String {
    store.nov(&["check", session]).out
}

#[test]
fn what_is_noted_of_the_findings_is_the_inspectors_unless_another_is_named() {
    let store = Store::new();
    let session = feedback(&store);
    for line in [">4 Teaching is good in most lessons", ">4 @SIP asks about marking", ">4 ? is marking seen"] {
        store.nov(&["note", "--session", &session, "--parse", line]).well();
    }
    let page = page(&store, &session, &[]);
    let findings = page.split_once("How effective is provision? (SEF A3)").unwrap().1;
    assert!(findings.contains("- Teaching is good in most lessons"), "{findings}");
    assert!(findings.contains("SIP asks about marking"), "{findings}");
    assert!(!findings.contains("INSP:"), "whose findings they are needs no word before each: {findings}");
    let log = store.nov(&["export", &session, "--document", "entries", "--format", "md", "--output", "-"]).well();
    assert!(log.contains("INSP") && log.contains("SIP"), "{log}");
    let (above, _) = findings.split_once("Grades for the quality of provision:").unwrap();
    assert!(above.contains("Main findings:") && above.contains("Teaching is good"), "they stand in their box: {above}");
}

#[test]
fn a_comment_is_asked_for_where_the_two_grades_differ_and_stands_in_the_box_for_it() {
    let store = Store::new();
    let session = feedback(&store);
    let set = |fields: &[&str]| store.nov(&[&["set", session.as_str()], fields].concat());
    set(&["behaviour.ofsted=2", "behaviour.sef=2", "boarding-provision.ofsted=n/a", "boarding-provision.sef=2"]).well();
    assert!(!check(&store, &session).contains("differ"), "alike, or not applicable");
    set(&["behaviour.ofsted=3"]).well();
    assert!(check(&store, &session).contains("blocks  The grades for “Pupils' behaviour” differ; say why"));
    set(&["behaviour.reason=Two lessons of a supply teacher were seen"]).well();
    assert!(!check(&store, &session).contains("differ"));
    let page = page(&store, &session, &[]);
    let (_, comments) = page.split_once("SIP comments on the inspection including any difference").unwrap();
    let said = "Pupils' behaviour, OfSTED 3 (satisfactory), SEF 2 (good): Two lessons";
    assert!(comments.contains(said), "{comments}");
    assert_eq!(page.matches("Two lessons").count(), 1, "no column of its own is printed");
}

#[test]
fn the_outcome_of_an_inspection_switches_what_the_school_is_owed() {
    let store = Store::new();
    let session = feedback(&store);
    let owed = || store.nov(&["schools"]).well();
    // What is to improve is asked for before it goes out.
    store.nov(&["set", &session, "category=SM", "improve=Raise standards in writing"]).well();
    assert!(!owed().contains("Joint Evaluation Meeting"), "not before the form is returned");
    store.nov(&["set", &session, "state=returned"]).well();
    assert!(store.nov(&["school", "Hillside Primary"]).well().contains("category=special measures"));
    assert!(owed().contains("Round Table Meeting, Spring") && owed().contains("Joint Evaluation Meeting, Spring"));
}

#[test]
fn the_feedback_form_is_due_in_two_days_and_confidential_until_the_report_is_published() {
    let store = Store::new();
    let session = feedback(&store);
    store.nov(&["set", &session, "inspection-date=12 to 13 January 2010"]).well();
    let form = forms(&store).into_iter().find(|form| form["id"] == "ofsted-s5").unwrap();
    let due: Vec<_> = form["deadlines"].as_array().unwrap().iter().map(|d| d["days"].as_u64().unwrap()).collect();
    assert_eq!(due, [0, 2]);
    assert!(page(&store, &session, &[]).contains("Confidential until the report is published"));
    let due = store.nov(&["due", "--json"]).well();
    assert!(due.contains("2010-01-15"), "two days after its last day: {due}");
}

#[test]
fn your_own_arrangements_stay_out_of_the_form() {
    let store = Store::new();
    let session = feedback(&store);
    store.nov(&["set", &session, "attending=no", "process-concern=Only two lessons were seen"]).well();
    assert!(check(&store, &session).contains("SIP manager told that you cannot attend, on"));
    assert!(!page(&store, &session, &[]).contains("Only two lessons"));
    assert!(page(&store, &session, &["--document", "own"]).contains("Only two lessons"));
}

#[test]
fn the_section_8_form_composes_its_sentences_from_their_blanks() {
    let store = Store::new();
    let session = store.new_session("hmi-s8", "Hillside Primary", "2010-01-12");
    let blanks = [
        "lead=A Reed",
        "days=2",
        "category=notice",
        "since=3/2009",
        "feedback=Satisfactory",
        "lessons=11",
        "registrations=2",
        "assemblies=1",
        "progress=outstanding",
    ];
    let blanks: Vec<String> = blanks.iter().map(|blank| format!("outcome.{blank}")).collect();
    let args: Vec<&str> = ["set", session.as_str()].into_iter().chain(blanks.iter().map(String::as_str)).collect();
    store.nov(&args).well();
    let page = page(&store, &session, &[]);
    for sentence in [
        "A Reed, the lead HMI and his/her team of inspector(s) spent 2 days at the school to inspect the progress that \
         has been made since the school was placed in Notice to Improve in March 2009. Satisfactory feedback \
         was given on the LA Statement of Action. 11 lessons or parts of lessons, 2 registration sessions and 1 \
         assembly were inspected.",
        "The overall judgement was that outstanding progress has been made since the school was subject to Notice to \
         Improve. The following comments were made",
    ] {
        assert!(page.contains(sentence), "{page}");
    }
    // A month stands as a month, a day as a day.
    store.nov(&["set", &session, "outcome.since=17 March 2009"]).well();
    assert!(self::page(&store, &session, &[]).contains("placed in Notice to Improve in 17 March 2009."));
}

#[test]
fn key_issues_grow_and_are_graded_1_to_4_and_a_surveys_grade_may_be_left_out() {
    let store = Store::new();
    for form in ["hmi-s8", "hmi-satisfactory"] {
        let session = store.new_session(form, "Hillside Primary", "2010-01-12");
        assert!(check(&store, &session).contains("blocks  “KEY ISSUE” is still empty"));
        for n in 1..=5 {
            store.nov(&["set", &session, &format!("issues.+=Raise attainment {n}")]).well();
            store.nov(&["set", &session, &format!("issues.{n}.judgement=2")]).well();
        }
        assert!(store.nov(&["set", &session, "issues.1.judgement=5"]).fails_with(2).contains("1 outstanding"));
        assert!(page(&store, &session, &[]).contains("Raise attainment 5 2 (good)"));
    }
    let survey = store.new_session("ofsted-survey", "Hillside Primary", "2010-01-12");
    store.nov(&["set", &survey, "focus=Reading", "outcomes.+=Pupils read widely"]).well();
    assert!(!check(&store, &survey).contains("blocks"));
}

#[test]
fn every_feedback_form_is_due_back_in_two_days_and_stays_confidential() {
    let store = Store::new();
    for form in forms(&store) {
        let id = form["id"].as_str().unwrap();
        if !["ofsted-s5", "hmi-s8", "hmi-satisfactory", "ofsted-survey"].contains(&id) {
            continue;
        }
        let due = form["deadlines"].as_array().unwrap().iter().find(|due| due["id"] == "return").unwrap();
        assert_eq!((due["days"].as_u64(), due["from"].as_str()), (Some(2), Some("inspection-date")), "{id}");
        let session = store.new_session(id, "Hillside Primary", "2010-01-12");
        let said = page(&store, &session, &[]);
        assert!(said.contains("Confidential until the report is published"), "{id}");
        store.nov(&["set", &session, "published=2010-02-12"]).well();
    }
}

/// The forms of the handbook.
const HANDBOOK: [&str; 19] = [
    "rtm",
    "autumn",
    "spring",
    "summer",
    "familiarisation",
    "ht-performance",
    "jem",
    "pib",
    "ofsted-s5",
    "hmi-satisfactory",
    "hmi-s8",
    "ofsted-survey",
    "support-day",
    "reference",
    "meeting",
    "school-file",
    "cpd-record",
    "nca-record",
    "sip-pm-notes",
];

#[test]
fn every_form_of_the_handbook_is_listed_with_its_version_its_year_and_whether_it_is_printed() {
    let store = Store::new();
    let forms = forms(&store);
    let ids: Vec<&str> = forms.iter().map(|form| form["id"].as_str().unwrap()).collect();
    assert_eq!(ids, HANDBOOK);
    let printed = ["ofsted-s5", "hmi-satisfactory", "hmi-s8", "ofsted-survey", "cpd-record", "sip-pm-notes"];
    for form in &forms {
        let id = form["id"].as_str().unwrap();
        let origin = if printed.contains(&id) { "Printed" } else { "Derived" };
        assert_eq!(form["origin"], origin, "{id}");
        assert_eq!(form["version"], "2009-1", "{id}");
        assert_eq!(form["valid_years"], serde_json::json!(["2009/10"]), "{id}");
    }
    assert!(store.nov(&["forms"]).well().contains("derived from the handbook"));
}

#[test]
fn every_field_of_every_form_stands_in_one_of_its_documents() {
    let store = Store::new();
    for form in forms(&store) {
        let id = form["id"].as_str().unwrap();
        let session = store.new_session(id, "Hillside Primary", "2010-01-12");
        // A request or a notice is not written before there is something to say.
        let asks = ["concern", "causing-concern", "brokering", "outcome", "headlines", "measures"];
        let documents = form["documents"].as_array().unwrap().iter().map(|d| d["id"].as_str().unwrap());
        let documents = documents.filter(|id| !asks.contains(id));
        let pages: String = documents.map(|id| page(&store, &session, &["--document", id])).collect();
        for field in form["sections"].as_array().unwrap().iter().flat_map(|s| s["fields"].as_array().unwrap()) {
            let label = field["label"].as_str().unwrap();
            let hidden = id == "meeting" || field["kind"] == "sentence" || field["id"] == "cover-by";
            assert!(hidden || pages.contains(label), "{id}: {label}");
        }
    }
}

#[test]
fn what_the_single_conversation_asks_is_at_hand_in_every_visit_with_principles_outcomes_and_capacity() {
    for form in forms(&Store::new()) {
        let id = form["id"].as_str().unwrap();
        if ["cpd-record", "nca-record", "sip-pm-notes", "reference"].contains(&id) {
            continue;
        }
        let lists: Vec<&str> = form["prompts"].as_array().unwrap().iter().map(|l| l["id"].as_str().unwrap()).collect();
        for list in ["KQ1", "KQ2", "KQ3", "KQ4", "PRI", "ECM", "GC"] {
            assert!(lists.contains(&list), "{id} lacks {list}: {lists:?}");
        }
    }
}

#[test]
fn a_checklist_prints_each_item_with_its_state_and_date_and_papers_with_their_version() {
    let store = Store::new();
    let session = store.new_session("familiarisation", "Hillside Primary", "2009-09-15");
    let set =
        ["set", &session, "started.2.stands=done", "started.2.date=2009-09-10", "information.1.version=Sept 2009"];
    store.nov(&set).well();
    let page = page(&store, &session, &["--document", "own"]);
    assert!(page.contains("Read two years of NOVs, noting strengths and priorities done 10 September 2009"), "{page}");
    assert!(page.contains("SEF (latest online version) Sept 2009"), "{page}");
    for item in
        ["Skim this and last year's RAISEonline headlines", "Fix the visit date and focus", "Diary the whole year"]
    {
        assert!(page.contains(item), "{item}");
    }
    let said = store.nov(&["set", &session, "started.2.stands=maybe"]).fails_with(2);
    assert!(said.contains("to do, under way, done, not needed"), "{said}");
}

#[test]
fn advice_on_the_heads_performance_goes_to_the_panel_by_the_end_of_december_and_is_confidential() {
    let store = Store::new();
    let session = store.new_session("ht-performance", "Hillside Primary", "2009-10-13");
    store.nov(&["set", &session, "panel.+=A Reed", "objectives.+=Raise attainment in writing"]).well();
    let due = store.nov(&["due", "--json"]).well();
    assert!(due.contains("2009-12-31"), "{due}");
    let advice = page(&store, &session, &[]);
    assert!(advice.contains("Confidential") && !advice.contains("until the report"), "{advice}");
    assert!(advice.contains("Raise attainment in writing") && !advice.contains("A Reed"), "{advice}");
    let next = store.new_session("ht-performance", "Hillside Primary", "2010-10-12");
    assert!(page(&store, &next, &[]).contains("Raise attainment in writing"), "last year's objectives are reviewed");
}

#[test]
fn a_pre_inspection_briefing_counts_down_to_four_o_clock_the_day_before() {
    let store = Store::new();
    let session = store.new_session("pib", "Hillside Primary", "2010-01-11");
    store.nov(&["set", &session, "inspection-date=2010-01-12", "hypotheses.+=Boys fall behind in writing"]).well();
    store.nov(&["set", &session, "hypotheses.1.remedy=Writing groups since October", "hypotheses.1.ready=no"]).well();
    let due = store.nov(&["due", "--json"]).well();
    assert!(due.contains("2010-01-11") && due.contains("16:00"), "{due}");
    assert!(page(&store, &session, &[]).contains("Writing groups since October"));
    store.nov(&["set", &session, "worry=No evidence for two hypotheses"]).well();
    assert!(check(&store, &session).contains("SIP manager told on"));
    assert!(!page(&store, &session, &[]).contains("No evidence for two"), "the worry is not the school's");
}

#[test]
fn a_shadow_visit_brings_its_written_feedback_in_five_days() {
    let store = Store::new();
    let session = store.new_session("meeting", "Hillside Primary", "2010-01-12");
    let printed = |kind: &str| {
        store.nov(&["set", &session, &format!("kind={kind}")]).well();
        page(&store, &session, &["--document", "form"])
    };
    assert!(printed("ACSO").contains("Progress against the LA Statement of Action"));
    assert!(printed("full governing").contains("Headlines for all governors"));
    assert!(printed("finance").contains("Issues raised by internal auditors"));
    let shadow = printed("shadow");
    assert!(shadow.contains("Overall management of the visit") && !shadow.contains("Headlines for all governors"));
    store.nov(&["set", &session, "shadowed=2010-01-12"]).well();
    assert!(store.nov(&["due", "--json"]).well().contains("2010-01-19"));
}

#[test]
fn a_form_about_the_sip_asks_for_no_school_and_makes_none() {
    let store = Store::new();
    store.nov(&["forms"]).well();
    std::fs::create_dir_all(store.path()).unwrap();
    std::fs::write(store.path().join("me.ron"), "(schema: 1, facts: {\"name\": \"Ada Reed\"})\n").unwrap();
    let session = store.nov(&["new", "cpd-record", "--date", "2010-01-12"]).well();
    store.nov(&["set", session.trim(), "autumn.date=2009-09-10", "workshops.+=Assessment for learning"]).well();
    let record = page(&store, session.trim(), &[]);
    assert!(record.contains("Name of Improvement Partner: Ada Reed"), "{record}");
    assert!(record.contains("Autumn 2009 10 September 2009") && record.contains("Assessment for learning"), "{record}");
    assert!(!store.nov(&["schools"]).well().contains("Ada Reed"));
    assert!(store.nov(&["new", "rtm"]).fails_with(2).contains("--school"));
}

#[test]
fn the_schools_grades_are_filled_in_beforehand_from_its_last_notes_and_said_to_be_checked() {
    let store = Store::new();
    let autumn = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    store.nov(&["set", &autumn, "behaviour.school=2", "behaviour.la=3", "safe.school=1"]).well();
    let summer = store.new_session("summer", "Hillside Primary", "2009-06-16");
    store.nov(&["set", &summer, "parents.school=2", "outcomes-overall.school=3"]).well();
    let page = page(&store, &feedback(&store), &[]);
    for row in [
        "Pupils' behaviour 2 (good)",
        "The extent to which pupils feel safe 1 (outstanding)",
        "The effectiveness of the school's engagement with parents and carers 2 (good)",
        "Outcomes for individuals and groups of pupils: 3 (satisfactory)",
    ] {
        assert!(page.contains(row), "{row}: {page}");
    }
    let own =
        self::page(&store, store.nov(&["list"]).well().split_whitespace().next().unwrap(), &["--document", "own"]);
    assert!(own.contains("2 grades taken from the note of 17 November 2009: check them against the SEF"), "{own}");
    assert!(!page.contains("check them against"), "that is for the SIP alone");
}

#[test]
fn each_of_the_schools_grades_is_that_of_the_latest_note_that_has_one() {
    let store = Store::new();
    let before = store.new_session("autumn", "Hillside Primary", "2008-11-18");
    store.nov(&["set", &before, "safe.school=2", "healthy.school=2"]).well();
    let last = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    store.nov(&["set", &last, "safe.school=1"]).well();
    let id = feedback(&store);
    let page = page(&store, &id, &[]);
    for row in ["The extent to which pupils feel safe 1 (outstanding)", "adopt healthy lifestyles 2 (good)"] {
        assert!(page.contains(row), "{row}: {page}");
    }
    let own = self::page(&store, &id, &["--document", "own"]);
    for said in ["1 grade taken from the note of 17 November 2009", "1 grade taken from the note of 18 November 2008"] {
        assert!(own.contains(said), "{said}: {own}");
    }
}

#[test]
fn a_form_file_with_a_clash_of_ids_or_an_unknown_kind_is_named_with_its_line_and_the_rest_goes_on() {
    let store = Store::new();
    store.nov(&["forms"]).well();
    let folder = store.path().join("forms");
    std::fs::create_dir_all(&folder).unwrap();
    let shipped = include_str!("../src/forms/data/jem.ron");
    let line = |text: &str, part: &str| text.lines().position(|line| line.contains(part)).unwrap() + 1;
    let clash = shipped.replacen("(id: \"go-on\"", "(id: \"support\"", 1);
    let kind = shipped.replacen("kind: Choices([", "kind: Several([", 1);
    for (text, part, said) in [
        (&clash, "(id: \"support\", label: \"Whether", "two fields have the id \"support\""),
        (&kind, "kind: Several(", "Several"),
    ] {
        std::fs::write(folder.join("jem.ron"), text).unwrap();
        let output = store.nov(&["forms"]);
        let place = line(text, part).to_string();
        assert!(output.err.contains("jem.ron") && output.err.contains(said), "{}", output.err);
        assert!(
            output.err.contains(&format!("line {place}")) || output.err.contains(&format!("{place}:")),
            "{place}: {}",
            output.err
        );
        assert!(output.out.contains("Joint Evaluation Meeting"), "the shipped one stands in");
    }
}

#[test]
fn a_session_whose_form_is_gone_opens_with_the_copy_kept_beside_it() {
    let store = Store::new();
    let folder = store.path().join("forms");
    std::fs::create_dir_all(&folder).unwrap();
    let own = include_str!("../src/forms/data/jem.ron").replace("id: \"jem\"", "id: \"progress-board\"");
    std::fs::write(folder.join("board.ron"), own).unwrap();
    let session = store.new_session("progress-board", "Hillside Primary", "2010-01-12");
    store.nov(&["set", &session, "leadership=Two leaders carry it"]).well();
    std::fs::remove_file(folder.join("board.ron")).unwrap();
    assert!(page(&store, &session, &[]).contains("Two leaders carry it"));
    std::fs::remove_file(folder.join("progress-board@2009-1.ron")).unwrap();
    let before = std::fs::read(store.path().join(format!("{session}.ron"))).unwrap();
    let said = store.nov(&["export", &session, "--format", "md", "--output", "-"]);
    assert!(said.err.contains("the file of the form \"progress-board\" is missing"), "{}", said.err);
    assert!(
        said.code == 0 && said.out.contains("Two leaders carry it"),
        "its words are written all the same: {said:?}"
    );
    assert_eq!(std::fs::read(store.path().join(format!("{session}.ron"))).unwrap(), before);
    assert!(store.nov(&["list"]).well().contains(&session));
}
