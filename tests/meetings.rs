//! Meetings and visits that the handbook asks for with few words: what their forms hold and what they become.

use crate::support::store::Store;

const SCHOOL: &str = "Hillside Primary";

/// What a document of a session says as plain text, white space squeezed.
fn text(store: &Store, id: &str, document: &str) -> String {
    let args = ["export", id, "--format", "txt", "--document", document, "--output", "-"];
    store.nov(&args).well().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn an_evaluation_meeting_of_the_area_officer_goes_through_the_statement_of_action() {
    let store = Store::new();
    let id = store.new_session("meeting", SCHOOL, "2010-01-12");
    assert!(!text(&store, &id, "form").contains("Statement of Action"));
    store.nov(&["set", &id, "kind=ACSO evaluation meeting", "statement.+=Raise attainment in writing"]).well();
    let form = text(&store, &id, "form");
    assert!(
        form.contains("Progress against the LA Statement of Action") && form.contains("Raise attainment in writing")
    );
    let agenda = text(&store, &id, "agenda");
    for role in
        ["Headteacher", "Chair of governors", "Area Children Services Officer", "Local Children's Services Partnership"]
    {
        assert!(agenda.contains(role), "{role}: {agenda}");
    }
}

#[test]
fn a_school_is_put_on_the_agenda_of_those_causing_concern_by_one_note() {
    let store = Store::new();
    let meeting = store.new_session("meeting", SCHOOL, "2010-03-16");
    store.nov(&["set", &meeting, "kind=Area School Causing Concern meeting", "request=Year 6 slides"]).well();
    let request = text(&store, &meeting, "causing-concern");
    assert!(request.contains("Please put Hillside Primary on the agenda of the next Area School Causing Concern"));
    assert!(request.contains("Year 6 slides"), "{request}");
    let missing = store.nov(&["check", &meeting]).well();
    assert!(missing.contains("[required:recovery]"), "{missing}");
}

#[test]
fn familiarisation_agrees_the_dates_of_the_whole_year_in_a_visit_of_two_hours() {
    let store = Store::new();
    let id = store.new_session("familiarisation", SCHOOL, "2009-09-15");
    store.nov(&["set", &id, "year-autumn.date=17/11/2009", "year-summer.date=15/6/2010"]).well();
    let note = text(&store, &id, "note");
    for words in ["Dates for the whole year", "17 November 2009", "15 June 2010", "by 31 December"] {
        assert!(note.contains(words), "{words}: {note}");
    }
    let form = nov::forms::Library::shipped().form("familiarisation").unwrap();
    let cost = form.ledger.unwrap();
    assert_eq!(
        (form.minutes, cost.in_school.to_string(), cost.out_of_school.to_string()),
        (120, "0.5".into(), "0.5".into())
    );
}

#[test]
fn brokering_may_stay_empty_in_autumn_and_the_view_of_finances_has_its_place() {
    let store = Store::new();
    let id = store.new_session("autumn", SCHOOL, "2009-11-17");
    let check = store.nov(&["check", &id]);
    assert!(!check.out.contains("Brokering/support plan") && check.out.contains("Agreed focus"), "{}", check.out);
    store.nov(&["set", &id, "brokering=Two days of support for writing", "finance-view=3/11/2009"]).well();
    assert!(text(&store, &id, "nov").contains("Two days of support for writing"));
    assert!(text(&store, &id, "own").contains("Tuesday 3 November 2009"));
    assert!(!text(&store, &id, "nov").contains("Tuesday 3 November 2009"), "it is the SIP's own");
}

#[test]
fn a_visit_is_confirmed_by_an_email_with_its_date_and_focus_and_the_day_it_went_is_kept() {
    let store = Store::new();
    let id = store.new_session("autumn", SCHOOL, "2009-11-17");
    store.nov(&["set", &id, "focus=Writing in Years 3 and 4", "state.confirmed=2/11/2009"]).well();
    let args = ["export", &id, "--format", "eml", "--document", "confirmation", "--output", "-"];
    let mail = store.nov(&args).well();
    assert!(mail.contains("X-Unsent: 1") && mail.contains("Subject: "), "a message ready to send: {mail}");
    let words = text(&store, &id, "confirmation");
    assert!(words.contains("at Hillside Primary on Tuesday 17 November 2009"), "{words}");
    assert!(words.contains("The focus agreed is: Writing in Years 3 and 4"), "{words}");
    let note = text(&store, &id, "nov");
    assert!(note.contains("Monday 2 November 2009"), "{note}");
}

#[test]
fn what_is_due_and_the_calendar_are_listed_both_ways_and_go_into_any_calendar_program() {
    let store = Store::new();
    std::fs::create_dir_all(store.path().join("calendars")).unwrap();
    let today = chrono::Local::now().date_naive();
    let year = nov::calendar::SchoolYear::of(today);
    let soon = year.day(8, 31).unwrap();
    let own = format!(
        "(schema: 1, name: \"Own\", years: [(year: \"{year}\", boards: [\"{soon}\"], briefings: [\
         (phase: \"Primary\", season: \"Late Summer\", dates: [\"{soon}\"])])])"
    );
    std::fs::write(store.path().join("calendars/own.ron"), own).unwrap();
    let id = store.new_session("autumn", SCHOOL, "2009-11-17");
    let due = store.nov(&["due"]).well();
    assert!(
        due.contains("2009-11-24  Hillside Primary: Draft Note of Visit")
            && due.contains("in calendar days 2009-11-22")
    );
    assert!(due.contains(&format!("{soon}  SIP briefing, Primary, Late Summer")) && !due.contains("Board"), "{due}");
    let of_one = store.nov(&["due", &id, "--json"]).well();
    assert!(
        of_one.contains("\"working\": \"2009-11-24\"") && of_one.contains("\"calendar\": \"2009-11-22\""),
        "{of_one}"
    );
    let file = store.nov(&["due", "--ics"]).well();
    assert!(
        file.contains("DTSTART;VALUE=DATE:20091124") && file.contains(&soon.format("VALUE=DATE:%Y%m%d").to_string())
    );
    let calendar = store.nov(&["calendar", "2009/10"]).well();
    assert!(calendar.contains("(printed as Wednesday 15 July 2009)") && calendar.contains("Good Friday"), "{calendar}");
    store.nov(&["calendar", "1999/00"]).fails_with(2);
}

#[test]
fn a_date_beyond_the_known_calendars_is_counted_by_weekdays_and_said_so() {
    let store = Store::new();
    let output = store.nov(&["new", "autumn", "--school", SCHOOL, "--date", "2015-11-17"]);
    assert!(
        output.err.contains("The terms of 2015/16 are not known: its days are counted by weekdays"),
        "{}",
        output.err
    );
    let due = store.nov(&["due"]).well();
    assert!(due.contains("2015-11-24") && due.contains("The terms of 2015/16 are not known"), "{due}");
}

#[test]
fn states_are_noted_mended_and_taken_back_from_the_command_line() {
    let store = Store::new();
    let id = store.new_session("autumn", SCHOOL, "2009-11-17");
    store.nov(&["set", &id, "state.held=17/11/2009", "state.confirmed=2/11/2009"]).well();
    let states = |store: &Store| {
        let all: serde_json::Value = serde_json::from_str(&store.nov(&["due", &id, "--json"]).well()).unwrap();
        let states = all["states"].as_array().unwrap().clone();
        states
            .iter()
            .map(|s| format!("{} {}", s["state"].as_str().unwrap(), s["on"].as_str().unwrap()))
            .collect::<Vec<_>>()
    };
    assert_eq!(states(&store), ["confirmed 2009-11-02", "held 2009-11-17"]);
    store.nov(&["set", &id, "state.confirmed=3/11/2009", "state=held"]).well();
    assert_eq!(states(&store), ["confirmed 2009-11-03", "held 2009-11-17"]);
    store.nov(&["set", &id, "state.confirmed="]).well();
    assert_eq!(states(&store), ["held 2009-11-17"]);
    store.nov(&["set", &id, "state=disagreed"]).well();
    let said = store.nov(&["set", &id, "state=circulated"]).fails_with(1);
    assert!(said.contains("circulated has to wait") && said.contains("findings block it, first: "), "{said}");
    store.nov(&["waive", &id, "required:moderated", "--reason", "the panel sat without one"]).well();
}

#[test]
fn the_sip_leaves_familiarisation_with_three_papers_and_last_years_objectives_come_from_the_panel() {
    let store = Store::new();
    let id = store.new_session("familiarisation", SCHOOL, "2009-09-15");
    let check = || store.nov(&["check", &id]).out;
    assert!(check().contains("Taken away from the visit"), "{}", check());
    store
        .nov(&["set", &id, "paper-sef.received=yes", "paper-plan.received=yes", "paper-report.received=to follow"])
        .well();
    assert!(!check().contains("Taken away from the visit"), "{}", check());
    let note = text(&store, &id, "note");
    for paper in ["Current SEF yes", "Improvement plan yes", "Last headteacher's report to governors to follow"] {
        assert!(note.contains(paper), "{paper}: {note}");
    }
    // Where objectives are noted it is said from whom they come, in the visit and in the school's file.
    let forms: serde_json::Value = serde_json::from_str(&store.nov(&["forms", "--json"]).well()).unwrap();
    for (form, field) in [("familiarisation", "panel"), ("school-file", "objectives-from-panel")] {
        let form = forms.as_array().unwrap().iter().find(|known| known["id"] == form).unwrap();
        let fields = form["sections"].as_array().unwrap().iter().flat_map(|s| s["fields"].as_array().unwrap());
        let help = fields.clone().find(|known| known["id"] == field).unwrap()["help"].as_str().unwrap().to_lowercase();
        assert!(help.contains("from the panel") && help.contains("not from the headteacher at this stage"), "{help}");
    }
}
