//! schools, school --json, me, actions, action, told.

use super::{json, refused};
use crate::support::store::Store;

/// A meeting with two actions, and a note with a recommendation reported on in the next.
fn caseload() -> Store {
    let store = Store::new();
    let meeting = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    for line in ["! @HT/JM moderate Y5 writing by 29/1/2010", "! @LC buy books"] {
        store.nov(&["note", "--session", &meeting, "--parse", line]).well();
    }
    let summer = store.new_session("summer", "Seaview Primary", "2009-06-16");
    store.nov(&["set", &summer, "recommendations.+=Raise attainment", "recommendations.1.owner=HT AB"]).well();
    store
}

#[test]
fn actions_and_recommendations_are_listed_and_narrowed() {
    let store = caseload();
    let ids = |args: &[&str]| -> Vec<String> {
        let listed = json(&store, &[&["actions", "--json"], args].concat());
        listed.as_array().unwrap().iter().map(|a| a["id"].as_str().unwrap().to_owned()).collect()
    };
    let (first, second) = ("2010-01-12-hillside-primary-rtm#1", "2010-01-12-hillside-primary-rtm#2");
    let third = "2009-06-16-seaview-primary-summer#recommendations.1";
    assert_eq!(ids(&[]), [first, second, third]);
    assert_eq!(ids(&["--school", "seaview"]), [third]);
    assert_eq!(ids(&["--owner", "ht"]), [first, third]);
    assert_eq!(ids(&["--owner", "JM"]), [first]);
    assert_eq!(ids(&["--overdue"]), [first]);
    let text = store.nov(&["actions", "--overdue"]).well();
    assert!(text.contains("open  overdue  RTM 12 Jan 2010  2010-01-12-hillside-primary-rtm#1"), "{text}");
    refused(&store, &["actions", "--school", "Nowhere"], 2, &["no school \"Nowhere\""]);
}

#[test]
fn the_lists_are_written_as_documents_by_the_ending_of_their_file() {
    let store = caseload();
    let path = store.home().join("register.csv");
    let file = path.to_str().unwrap();
    assert_eq!(store.nov(&["actions", "--owner", "LC", "--output", file]).well().trim(), file);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("Hillside Primary,buy books,LC") && !text.contains("moderate"), "{text}");
    refused(&store, &["actions", "-o", file], 2, &["is there already", "--force"]);
    store.nov(&["actions", "-o", file, "--force"]).well();
    assert!(std::fs::read_to_string(&path).unwrap().contains("moderate Y5 writing"));
    let unknown = store.home().join("schools.xyz");
    refused(&store, &["schools", "-o", unknown.to_str().unwrap()], 2, &["no kind of document", ".docx"]);
    let word = store.home().join("schools.docx");
    store.nov(&["schools", "--year", "2009/10", "-o", word.to_str().unwrap()]).well();
    assert!(std::fs::read(word).unwrap().starts_with(b"PK"));
}

#[test]
fn an_action_is_told_of_and_closed_by_its_id() {
    let store = caseload();
    let id = "2010-01-12-hillside-primary-rtm#1";
    store.nov(&["action", id, "status=under way", "progress=Half done", "owner=HT JM, DHT", "due=5/2/2010"]).well();
    let action = &json(&store, &["actions", "--json"])[0];
    assert_eq!((action["status"].as_str(), action["due"].as_str()), (Some("under-way"), Some("2010-02-05")));
    assert_eq!(action["owners"], serde_json::json!(["HT JM", "DHT"]));
    store.nov(&["action", id, "status=done"]).well();
    assert!(!store.nov(&["actions"]).well().contains("moderate"));
    assert!(store.nov(&["actions", "--all"]).well().contains("moderate Y5 writing  done"));
    refused(
        &store,
        &["action", id, "status=finished"],
        2,
        &["no status \"finished\"", "open, under way, done, dropped"],
    );
    refused(&store, &["action", id, "colour=red"], 2, &["no \"colour\"", "status, progress"]);
    refused(&store, &["action", "nothing#1", "status=done"], 2, &["no action \"nothing#1\""]);
    let recommendation = "2009-06-16-seaview-primary-summer#recommendations.1";
    refused(&store, &["action", recommendation, "status=done"], 2, &["noted in the next note"]);
    store.new_session("autumn", "Seaview Primary", "2009-11-17");
    store.nov(&["action", recommendation, "status=done"]).well();
    assert!(!store.nov(&["actions"]).well().contains("Raise attainment"));
}

#[test]
fn a_school_with_its_year_is_one_json() {
    let store = caseload();
    store.nov(&["school", "Hillside Primary", "new-sip=yes", "extra-days=2"]).well();
    let said = json(&store, &["school", "hillside", "--json"]);
    let days = &said["school"]["days"];
    assert_eq!((days["allowed"].as_f64(), days["extra"].as_f64()), (Some(8.0), Some(2.0)));
    assert_eq!(days["basic"], serde_json::json!({ "in_school": 2.25, "out_of_school": 3.75 }));
    assert_eq!(said["school"]["record"]["facts"]["new-sip"], "yes");
    assert_eq!(said["actions"].as_array().unwrap().len(), 2);
    let all = json(&store, &["schools", "--json"]);
    assert_eq!(all.as_array().unwrap().len(), 2);
    assert_eq!(all[0]["visits"]["least"], 4);
}

#[test]
fn another_school_year_is_shown_where_it_is_asked_for() {
    let store = Store::new();
    let id = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    store.nov(&["set", &id, "state.held=2009-11-17"]).well();
    let days = |args: &[&str]| {
        let school = json(&store, &[&["schools", "--json"], args].concat())[0].clone();
        (school["days"]["in_school"].as_f64(), school["visits"]["held"].as_u64())
    };
    assert_eq!(days(&[]), (Some(0.0), Some(0)), "this year");
    assert_eq!(days(&["--year", "2009/10"]), (Some(0.5), Some(1)));
    let text = store.nov(&["schools", "--year", "2009/10"]).well();
    assert!(text.contains("Autumn visit: held 2009-11-17") && text.contains("Spring visit: missing"), "{text}");
    refused(&store, &["schools", "--year", "last"], 2, &["no school year", "2009/10"]);
}

#[test]
fn the_categories_a_school_was_in_before_are_on_its_record() {
    let store = Store::new();
    store.nov(&["school", "Hillside Primary", "category=none", "category-since=12/1/2010"]).well();
    store.nov(&["school", "Hillside Primary", "category-past=special measures since 6/5/2008"]).well();
    let year = |year: &str| store.nov(&["schools", "--year", year]).well();
    let (then, now) = (year("2008/09"), year("2010/11"));
    assert!(then.contains("Joint Evaluation Meeting") && !now.contains("Joint Evaluation Meeting"), "{then}{now}");
}

#[test]
fn days_out_of_range_are_refused_and_those_of_a_level_come_by_themselves() {
    let store = Store::new();
    for days in ["3", "30"] {
        let args = ["school", "Hillside Primary", &format!("nca-days={days}")];
        refused(&store, &args, 2, &["nca-days", "6", "20"]);
    }
    store.nov(&["school", "Hillside Primary", "support-level=Intensive"]).well();
    let allowed = || json(&store, &["schools", "--json"])[0]["days"]["allowed"].as_f64();
    assert_eq!(allowed(), Some(10.0));
    store.nov(&["school", "Hillside Primary", "extra-days=2"]).well();
    assert_eq!(allowed(), Some(7.0), "agreed otherwise");
}

#[test]
fn an_action_closed_in_the_last_meeting_held_never_comes_back() {
    let store = Store::new();
    let held = |day: &str| {
        let id = store.new_session("rtm", "Hillside Primary", day);
        store.nov(&["set", &id, &format!("state.held={day}")]).well();
        id
    };
    let november = held("2009-11-12");
    for line in ["! @HT tracking to governors by 1/12/2009", "! @LC moderate Y5 writing by 29/1/2010"] {
        store.nov(&["note", "--session", &november, "--parse", line]).well();
    }
    store.new_session("rtm", "Hillside Primary", "2010-06-24");
    let february = held("2010-02-11");
    let stands = || {
        let all = json(&store, &["actions", "--json", "--all"]);
        let one =
            |a: &serde_json::Value| format!("{} {}", a["status"].as_str().unwrap(), a["session"].as_str().unwrap());
        all.as_array().unwrap().iter().map(one).collect::<Vec<_>>()
    };
    assert_eq!(stands(), [format!("open {february}"), format!("open {february}")], "not in June");
    store.nov(&["action", &format!("{november}#1"), "status=done", "progress=Sent"]).well();
    assert_eq!(stands(), [format!("done {february}"), format!("open {february}")]);
    let april = store.new_session("rtm", "Hillside Primary", "2010-04-29");
    let written = |id: &str| store.nov(&["export", id, "--format", "txt", "--output", "-"]).well();
    let carried = written(&april);
    assert!(carried.contains("Closed since 11 February 2010: action 1"), "{carried}");
    // What was planned before is brought up to date by whatever opens it.
    let june = written("2010-06-24");
    assert!(june.contains("moderate Y5 writing") && !june.contains("▲ 1"), "{june}");
    let list = store.nov(&["list"]).well();
    let open: Vec<&str> =
        list.lines().map(|line| line.split(" open").next().unwrap().rsplit(' ').next().unwrap()).collect();
    assert_eq!(open, ["0", "0", "1", "0"], "{list}");
}

#[test]
fn a_meeting_written_up_late_takes_in_what_was_open_on_its_own_day() {
    let store = Store::new();
    let november = store.new_session("rtm", "Hillside Primary", "2009-11-12");
    store.nov(&["set", &november, "state.held=12/11/2009"]).well();
    store.nov(&["note", "--session", &november, "--parse", "! @HT tracking to governors by 1/12/2009"]).well();
    let march = store.new_session("rtm", "Hillside Primary", "2010-03-11");
    store.nov(&["set", &march, "state.held=11/3/2010"]).well();
    store.nov(&["action", &format!("{november}#1"), "status=done"]).well();
    let january = store.new_session("rtm", "Hillside Primary", "2010-01-14");
    let written = store.nov(&["export", &january, "--format", "txt", "--output", "-"]).well();
    assert!(written.contains("tracking to governors") && !written.contains("done"), "{written}");
    store.nov(&["set", &january, "state.held=14/1/2010"]).well();
    let open = store.nov(&["actions"]).well();
    assert!(!open.contains("tracking to governors"), "it is done all the same: {open}");
}

#[test]
fn an_action_is_listed_once_when_its_file_is_copied_or_renamed_by_hand() {
    let store = Store::new();
    let november = store.new_session("rtm", "Hillside Primary", "2009-11-12");
    store.nov(&["set", &november, "state.held=12/11/2009"]).well();
    for line in ["! @HT tracking to governors", "! @LC moderate Y5 writing"] {
        store.nov(&["note", "--session", &november, "--parse", line]).well();
    }
    let listed = || {
        let all = json(&store, &["actions", "--json", "--all"]);
        let one = |a: &serde_json::Value| format!("{} {}", a["id"].as_str().unwrap(), a["status"].as_str().unwrap());
        all.as_array().unwrap().iter().map(one).collect::<Vec<_>>()
    };
    let file = |name: &str| store.path().join(format!("{name}.ron"));
    std::fs::copy(file(&november), file("minutes-for-me")).unwrap();
    store.nov(&["action", &format!("{november}#1"), "status=done"]).well();
    let first_two = [format!("{november}#1 done"), format!("{november}#2 open")];
    assert_eq!(listed(), first_two);
    // What is noted in the copy afterwards is its own.
    store.nov(&["note", "--session", "minutes-for-me", "--parse", "! @SIP ring the school"]).well();
    store.nov(&["note", "--session", &november, "--parse", "! @HT order readers"]).well();
    let four = [&first_two[..], &[format!("{november}#3 open"), "minutes-for-me#3 open".to_owned()]].concat();
    assert_eq!(listed(), four);
    // Renamed, it is the action that the next meeting took from it.
    std::fs::remove_file(file("minutes-for-me")).unwrap();
    let january = store.new_session("rtm", "Hillside Primary", "2010-01-14");
    store.nov(&["set", &january, "state.held=14/1/2010"]).well();
    std::fs::rename(file(&november), file("first-meeting")).unwrap();
    store.nov(&["action", &format!("{november}#2"), "status=done"]).well();
    store.nov(&["set", "first-meeting", "latest-data=yes"]).well();
    let kept = [&first_two[..1], &[format!("{november}#2 done"), format!("{november}#3 open")]].concat();
    assert_eq!(listed(), kept);
}

#[test]
fn what_is_kept_of_the_user_is_shown_and_filled() {
    let store = Store::new();
    let said = store.nov(&["me", "name=Ash Rowan", "first-year=yes", "employed=consultant", "phases=Primary"]).well();
    assert!(said.contains("name=Ash Rowan\n") && said.contains("employed=consultant\n"), "{said}");
    let said = json(&store, &["me", "--json"]);
    assert_eq!(said["development"]["days"], serde_json::json!({ "used": 0.0, "of": 4.0 }));
    assert_eq!(said["development"]["mandatory"]["of"], 2.5);
    let steps = said["own"]["steps"].as_array().unwrap();
    assert_eq!(steps.iter().filter(|step| step["label"].as_str().unwrap().starts_with("Mentor")).count(), 4);
    refused(&store, &["me", "shoe-size=9"], 2, &["shoe-size"]);
    refused(&store, &["me", "name"], 2, &["is no FIELD=VALUE"]);
}

#[test]
fn roles_in_the_authority_are_kept_with_whoever_holds_them() {
    let store = Store::new();
    let roles = [
        "sip-manager",
        "senior-phase-adviser",
        "senior-adviser",
        "principal-adviser",
        "acso",
        "lcspm",
        "sia",
        "inclusion",
        "mentor",
        "ask-link",
        "form-administrator",
        "data-contact",
        "target-contact",
    ];
    let values: Vec<String> = roles.iter().map(|role| format!("{role}=Holder of {role}")).collect();
    let args: Vec<&str> = std::iter::once("me").chain(values.iter().map(String::as_str)).collect();
    store.nov(&args).well();
    let said = store.nov(&["me"]).well();
    assert!(values.iter().all(|value| said.contains(value.as_str())), "{said}");
}

#[test]
fn telling_is_noted_only_where_somebody_has_to_be_told() {
    let store = Store::new();
    refused(&store, &["told", "nothing"], 2, &["nothing"]);
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    refused(&store, &["told", &id], 2, &["nobody has to be told"]);
}

#[test]
fn a_day_that_is_invoiced_asks_for_what_was_done_in_school() {
    let store = Store::new();
    store.nov(&["school", "Oak Lane", "nca-days=12"]).well();
    let today = chrono::Local::now().date_naive().to_string();
    let id = store.new_session("support-day", "Oak Lane", &today);
    store.nov(&["set", &id, "kind=National Challenge support", "days=1.5", "state=held"]).well();
    assert!(store.nov(&["check", &id]).out.contains("Activity in school"));
    let said = json(&store, &["school", "Oak Lane", "--json"]);
    let days = &said["school"]["days"];
    assert_eq!((days["in_school"].as_f64(), days["allowed"].as_f64()), (Some(1.5), Some(12.0)));
    assert_eq!(
        (days["events"][0]["rate"].as_str(), days["events"][0]["name"].as_str()),
        (Some("NCA"), Some("National Challenge support"))
    );
    store.nov(&["set", &id, "activity=Moderated Year 11 work with two departments"]).well();
    assert!(!store.nov(&["check", &id]).out.contains("Activity in school"));
}

#[test]
fn the_senior_advisers_titles_are_one_role_and_each_form_prints_its_own() {
    let store = Store::new();
    store.nov(&["me", "senior-phase-adviser=Tamsin Bell"]).well();
    let visit = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    for title in ["SPA", "SA", "SPM"] {
        let line = format!("! @{title}/TB to read the draft by 24/11/2009");
        store.nov(&["note", "--session", &visit, "--parse", &line]).well();
    }
    let actions = json(&store, &["actions", "--json"]);
    let owners: Vec<String> = actions.as_array().unwrap().iter().map(|action| action["owners"].to_string()).collect();
    assert_eq!(owners, ["[\"SPA TB\"]"; 3]);
    for (form, label) in [
        ("ofsted-s5", "Senior Primary/Secondary Adviser:"),
        ("hmi-s8", "Senior Primary Manager/Senior Secondary Adviser:"),
        ("hmi-satisfactory", "Senior Primary Manager/Senior Secondary Adviser:"),
        ("ofsted-survey", "Senior Primary Manager/Senior Secondary Adviser:"),
    ] {
        let session = store.new_session(form, "Hillside Primary", "2010-01-12");
        let printed = store.nov(&["export", &session, "--format", "md", "--output", "-"]).well();
        let line = printed.lines().find(|line| line.contains(label)).unwrap_or_else(|| panic!("{label}: {printed}"));
        assert!(line.contains("Tamsin Bell"), "{line}");
    }
}

#[test]
fn outreach_and_general_support_are_one_level_with_one_entitlement() {
    let store = Store::new();
    for (school, said) in [("Elm Road", "outreach"), ("Oak Lane", "General/outreach"), ("Ash Hill", "general")] {
        store.nov(&["school", school, &format!("support-level={said}")]).well();
        assert!(store.nov(&["school", school]).well().contains("support-level=General/outreach"), "{said}");
        let year = json(&store, &["school", school, "--json"]);
        assert_eq!(year["school"]["days"]["allowed"], 5.0, "{year}");
    }
}

#[test]
fn extra_days_are_agreed_beforehand_and_it_is_said_where_nobody_did() {
    let store = Store::new();
    store.new_session("autumn", "Hillside Primary", "17/11/2009");
    let school = |facts: &[&str]| store.nov(&[&["school", "Hillside Primary"], facts].concat());
    let said = school(&["extra-days=3"]);
    assert_eq!(said.code, 0, "it is for the SIP manager to say how many: {said:?}");
    assert!(said.err.contains("agreed with the SIP manager beforehand") && said.err.contains("extra-days-agreed="));
    let year = ["schools", "--year", "2009/10"];
    assert!(store.nov(&year).well().contains("no agreement noted beforehand: 3 extra days"));
    assert_eq!(school(&["extra-days-agreed=SIPM, 5 October"]).err, "");
    assert!(!store.nov(&year).well().contains("extra days"));
}

#[test]
fn what_everyone_is_to_do_has_no_owner() {
    let store = Store::new();
    let id = store.new_session("autumn", "Hillside Primary", "17/11/2009");
    let action = "! @HT moderate writing by 29/1/2010, measure: six books agree";
    store.nov(&["note", "--session", &id, "--item", "3", "--parse", action]).well();
    let found = || store.nov(&["check", &id]).out;
    assert!(!found().contains("in particular"));
    for owner in ["All staff", "tbc"] {
        store.nov(&["action", &format!("{id}#1"), &format!("owner={owner}")]).well();
        let words = format!("nobody in particular as its owner: “{owner}” is no role and initials");
        assert!(found().contains(&words), "{owner}: {}", found());
    }
    // Everyone who takes part is somebody.
    store.nov(&["action", &format!("{id}#1"), "owner=everyone"]).well();
    assert!(!found().contains("in particular"));
    store.nov(&["action", &format!("{id}#1"), "owner=HT JM"]).well();
    assert!(!found().contains("in particular"));
    let row = ["recommendations.+=Raise attainment in writing", "recommendations.1.owner=everyone"];
    store.nov(&[&["set", &id], &row[..]].concat()).well();
    assert!(found().contains("owned by “everyone”, who is nobody in particular"), "{}", found());
}

#[test]
fn advice_on_the_heads_performance_is_in_time_until_the_end_of_december() {
    let store = Store::new();
    store.new_session("autumn", "Hillside Primary", "2009-11-17");
    let schools = json(&store, &["schools", "--year", "2009/10", "--json"]).to_string();
    assert!(
        schools.contains("performance management\",\"session\":\"\",\"stage\":\"missing\",\"until\":\"2009-12-31\""),
        "{schools}"
    );
}

#[test]
fn what_was_asked_of_the_user_in_another_year_is_shown() {
    let store = Store::new();
    let id = store.nov(&["new", "cpd-record", "--date", "2009-11-17"]).well();
    store.nov(&["set", id.trim(), "autumn.date=3/11/2009"]).well();
    let days =
        |args: &[&str]| json(&store, &[&["me", "--json"], args].concat())["development"]["days"]["used"].as_f64();
    assert_eq!((days(&[]), days(&["--year", "2009/10"])), (Some(0.0), Some(0.5)));
    refused(&store, &["me", "--year", "last", "--json"], 2, &["no school year"]);
}

#[test]
fn progress_told_at_a_meeting_bears_that_meetings_day() {
    let store = Store::new();
    let january = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    store.nov(&["note", "--session", &january, "--parse", "! @HT moderate Y5 writing"]).well();
    store.nov(&["set", &january, "state.held=12/1/2010"]).well();
    let march = store.new_session("rtm", "Hillside Primary", "2010-03-09");
    let june = store.new_session("rtm", "Hillside Primary", "2010-06-15");
    let id = format!("{january}#1");
    let told_in = |session: &str| store.read(format!("{session}.ron")).contains("six books seen");
    // Minutes are taken in March, though nobody noted it as held: that is the present one, and June is none yet.
    store.nov(&["note", "--session", &march, "everybody is there"]).well();
    store.nov(&["action", &id, "progress=six books seen"]).well();
    assert_eq!([&january, &march, &june].map(|id| told_in(id)), [false, true, false]);
    store.nov(&["action", &id, "progress=ten of them", "--session", &june]).well();
    let june = store.nov(&["export", &june, "--format", "txt", "--output", "-"]).well();
    let june = june.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(june.contains("9 March 2010: progress six books seen") && june.contains("ten of them"), "{june}");
    let oak = store.new_session("rtm", "Oak Lane", "2010-03-09");
    refused(&store, &["action", &id, "progress=x", "--session", &oak], 2, &["is not carried into", "it stands in"]);
}

#[test]
fn progress_told_while_todays_meeting_is_on_is_noted_in_it() {
    let store = Store::new();
    let january = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    store.nov(&["note", "--session", &january, "--parse", "! @HT moderate Y5 writing"]).well();
    let today = store.nov(&["new", "rtm", "--school", "Hillside Primary"]).well();
    store.nov(&["action", &format!("{january}#1"), "progress=six books seen"]).well();
    assert!(store.read(format!("{}.ron", today.trim_end())).contains("six books seen"));
}

#[test]
fn the_level_agreed_in_the_autumn_stands_in_the_record_once_the_visit_is_held() {
    let store = Store::new();
    let autumn = store.new_session("autumn", "Hillside Primary", "17/11/2009");
    let year = |year: &str| store.nov(&["schools", "--year", year]).well();
    store.nov(&["set", &autumn, "agreed-level=substantial"]).well();
    assert!(year("2009/10").contains("of 5 days"), "it is not held yet");
    let told = store.nov(&["set", &autumn, "state.held=17/11/2009"]);
    assert!(told.err.contains("in the school's record: support-level Substantial"), "{told:?}");
    assert!(year("2009/10").contains("of 7 days") && year("2008/09").contains("of 5 days"));
    let spring = store.new_session("spring", "Hillside Primary", "9/3/2010");
    let printed = store.nov(&["export", &spring, "--format", "md", "--output", "-"]).well();
    assert!(printed.contains("☒ **Substantial**"), "{printed}");
    // Another level a year later leaves the days of the first year alone.
    let next = store.new_session("autumn", "Hillside Primary", "16/11/2010");
    store.nov(&["set", &next, "agreed-level=intensive", "state.held=16/11/2010"]).well();
    assert!(year("2009/10").contains("of 7 days") && year("2010/11").contains("of 10 days"));
    // Taken back, each is as it was.
    store.nov(&["set", &next, "state.held="]).well();
    assert!(year("2010/11").contains("of 7 days"), "{}", store.nov(&["school", "Hillside Primary"]).out);
    store.nov(&["set", &autumn, "agreed-level="]).well();
    assert!(year("2009/10").contains("of 5 days"));
    assert_eq!(store.nov(&["school", "Hillside Primary"]).well(), "name=Hillside Primary\n");
}

#[test]
fn a_familiarisation_visit_held_brings_its_day_in_that_year() {
    for reason in ["SIP new to the school", "newly appointed headteacher"] {
        let store = Store::new();
        let visit = store.new_session("familiarisation", "Hillside Primary", "15/9/2009");
        let year = |year: &str| store.nov(&["schools", "--year", year]).well();
        store.nov(&["set", &visit, &format!("reason={reason}")]).well();
        assert!(year("2009/10").contains("of 5 days"), "{reason}");
        store.nov(&["set", &visit, "state.held=15/9/2009"]).well();
        let said = year("2009/10");
        assert!(said.contains("1 of 6 days") && said.contains("Familiarisation visit: held"), "{reason}: {said}");
        let after = year("2010/11");
        assert!(after.contains("of 5 days") && !after.contains("Familiarisation"), "{reason}: {after}");
    }
}

#[test]
fn what_a_note_says_of_the_school_counts_where_the_record_says_nothing() {
    let store = Store::new();
    let autumn = store.new_session("autumn", "Hillside Primary", "17/11/2009");
    store.nov(&["set", &autumn, "support-level=intensive"]).well();
    let year = || store.nov(&["schools", "--year", "2009/10"]).well();
    assert!(year().contains("of 10 days") && year().contains("Report to the full governing body"), "{}", year());
    store.nov(&["school", "Hillside Primary", "support-level=general"]).well();
    assert!(year().contains("of 5 days") && !year().contains("Report to the full governing body"), "{}", year());
}

#[test]
fn what_was_owed_stays_owed_when_the_category_ends() {
    let meetings = |store: &Store, year: &str| {
        let said = store.nov(&["schools", "--year", year]).well();
        ["Round Table Meeting,", "Joint Evaluation Meeting,", "ACSO evaluation meeting,"]
            .map(|what| said.matches(what).count())
    };
    let inspected = |store: &Store, day: &str, category: &str| {
        let id = store.new_session("ofsted-s5", "Hillside Primary", day);
        store.nov(&["set", &id, &format!("category={category}"), &format!("submitted={day}")]).well();
        id
    };
    let store = Store::new();
    inspected(&store, "20/5/2010", "SM");
    assert_eq!(meetings(&store, "2010/11"), [3, 3, 3]);
    let last = inspected(&store, "3/10/2011", "No");
    assert_eq!(meetings(&store, "2010/11"), [3, 3, 3], "by where it stood then");
    assert_eq!(meetings(&store, "2011/12"), [0, 0, 0]);
    // A third inspection leaves both years as they were.
    inspected(&store, "4/3/2013", "Nti");
    assert_eq!(meetings(&store, "2010/11"), [3, 3, 3]);
    assert_eq!((meetings(&store, "2011/12"), meetings(&store, "2013/14")), ([0, 0, 0], [3, 3, 3]));
    store.nov(&["set", &last, "submitted="]).well();
    assert_eq!(meetings(&store, "2011/12"), [3, 3, 3], "it was not returned");
    // The same by hand.
    let store = Store::new();
    store.nov(&["school", "Hillside Primary", "category=special measures", "category-since=20/5/2010"]).well();
    store.nov(&["school", "Hillside Primary", "category=none", "category-since=3/10/2011"]).well();
    assert_eq!((meetings(&store, "2010/11"), meetings(&store, "2011/12")), ([3, 3, 3], [0, 0, 0]));
    // A slip that is mended brings nothing.
    store.nov(&["school", "Hillside Primary", "category=notice to improve"]).well();
    store.nov(&["school", "Hillside Primary", "category=none"]).well();
    assert_eq!((meetings(&store, "2010/11"), meetings(&store, "2011/12")), ([3, 3, 3], [0, 0, 0]));
}

#[test]
fn a_national_challenge_school_is_owed_the_advisers_work_and_no_visits() {
    let store = Store::new();
    let told = store.nov(&["school", "Hillside Primary", "nca-days=30"]).fails_with(2);
    assert!(told.contains("from 6 to 20") && !told.contains("half a day"), "{told}");
    store.nov(&["school", "Hillside Primary", "nca-days=12", "support-level=Substantial", "extra-days=2"]).well();
    let said = store.nov(&["schools"]).well();
    assert!(said.contains("0 of 12 days") && said.contains("the National Challenge Adviser's work"), "{said}");
    for words in ["at least", "Autumn visit", "Spring visit", "Summer visit", "extra days"] {
        assert!(!said.contains(words), "{words}: {said}");
    }
    // That work replaces visits, not the advice to governors; and what the category brings is owed all the same.
    assert!(said.contains("Advice on the headteacher's performance management: "), "{said}");
    store.nov(&["school", "Hillside Primary", "category=special measures"]).well();
    assert!(store.nov(&["schools"]).well().contains("Round Table Meeting"));
}

#[test]
fn the_days_agreed_for_the_year_are_planned_and_said_where_none_is_given() {
    let store = Store::new();
    let visit = store.new_session("familiarisation", "Hillside Primary", "15/9/2098");
    let days = ["year-autumn.date=8/12/2098", "year-spring.date=9/3/2099 to 10/3/2099"];
    store.nov(&[&["set", &visit, "state.held=15/9/2098"], &days[..]].concat()).well();
    let said = || store.nov(&["schools", "--year", "2098/99"]).well();
    assert!(said().contains("Autumn visit: planned 2098-12-08"), "{}", said());
    assert!(
        said().contains("Spring visit: planned 2099-03-09") && said().contains("Summer visit: not begun"),
        "{}",
        said()
    );
    let begun = store.nov(&["new", "autumn", "--school", "Hillside Primary"]);
    let words = "the Familiarisation visit of Monday 15 September 2098 agreed on Monday 8 December 2098";
    assert!(begun.err.contains(words), "{begun:?}");
    // The session takes the place of the day agreed.
    store.new_session("autumn", "Hillside Primary", "10/12/2098");
    assert!(said().contains("Autumn visit: planned 2098-12-10"), "{}", said());
}

#[test]
fn an_authority_asks_what_its_own_file_says_and_a_fault_in_it_is_told() {
    let store = Store::new();
    store.new_session("rtm", "Hillside Primary", "2009-11-17");
    store.nov(&["school", "Hillside Primary", "support-level=Substantial"]).well();
    let year = || store.nov(&["schools", "--year", "2009/10"]);
    assert!(year().out.contains("of 7 days used") && year().out.contains("Autumn visit: missing"), "{}", year().out);
    let own = r#"(schema: 1, extra_days: [("Substantial", 3.5)], schools: [
  (form: "autumn", label: "Autumn conversation", each: Year, in_terms: [2], handbook: "1"),
])"#;
    let file = store.path().join("forms/duties.ron");
    std::fs::create_dir_all(store.path().join("forms")).unwrap();
    std::fs::write(&file, own).unwrap();
    let asked = year();
    assert!(asked.out.contains("of 5 days used") && asked.out.contains("Autumn conversation: missing"), "{asked:?}");
    assert!(!asked.out.contains("Spring visit") && asked.err.is_empty(), "{asked:?}");
    std::fs::write(&file, own.replace("\"autumn\"", "\"autum\"")).unwrap();
    let wrong = year();
    assert!(wrong.out.contains("Autumn visit: missing"), "{wrong:?}");
    let told = "duties.ron cannot be used: “Autumn conversation” asks for the form “autum”, which is not here";
    assert!(wrong.err.contains(told), "{wrong:?}");
}

#[test]
fn where_no_school_has_a_record_that_is_said() {
    let store = Store::new();
    assert!(store.nov(&["schools"]).err.contains("no school has a record here"));
}
