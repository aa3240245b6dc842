//! new, open, list, due, search, school, completions, man.

use std::os::unix::fs::PermissionsExt;

use super::{all, by_id, json, refused, text};
use crate::support::store::Store;

#[test]
fn new_prints_the_id_alone_and_makes_the_school() {
    let store = Store::new();
    let output = store.nov(&["new", "rtm", "--school", "Hillside Primary", "--date", "12/1/2010"]);
    assert_eq!(
        (output.code, output.out.as_str(), output.err.as_str()),
        (0, "2010-01-12-hillside-primary-rtm\n", "nov: Hillside Primary is a new school\n")
    );
    let kept = ["2010-01-12-hillside-primary-rtm.ron", "forms/rtm@2009-1.ron", "schools/hillside-primary.ron"];
    for file in kept {
        assert!(store.files().iter().any(|known| known == file), "{file} is missing: {:?}", store.files());
    }
    assert_eq!(store.new_session("rtm", "Hillside Primary", "2010-01-12"), "2010-01-12-hillside-primary-rtm-2");
}

#[test]
fn a_day_agreed_at_the_last_meeting_is_said_where_none_is_given() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    store.nov(&["set", &id, "next-meeting=6/1/2099 at 2pm"]).well();
    let output = store.nov(&["new", "rtm", "--school", "hillside-primary"]);
    assert_eq!(output.code, 0);
    assert!(output.err.contains("the last one agreed on Tuesday 6 January 2099"), "{}", output.err);
    assert!(output.err.contains("--date 2099-01-06"), "{}", output.err);
    assert!(
        !store.nov(&["new", "rtm", "--school", "Hillside Primary", "--date", "6/1/2099"]).err.contains("agreed on")
    );
}

#[test]
fn a_school_is_matched_by_urn_name_or_slug() {
    let store = Store::new();
    store.new_session("rtm", "Hillside Primary", "2010-01-12");
    store.nov(&["school", "Hillside Primary", "urn=118001"]).well();
    for (day, school) in [(13, "118001"), (14, "hillside primary"), (15, "hillside-primary"), (18, "HILLSIDE, Primary")]
    {
        let id = store.new_session("rtm", school, &format!("{day}/1/2010"));
        assert_eq!(id, format!("2010-01-{day}-hillside-primary-rtm"), "{school}");
    }
    let schools = all(&json(&store, &["list", "--json"]), "school").into_iter().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(schools, ["Hillside Primary"; 5]);
    store.new_session("rtm", "Hillside Junior", "2010-01-19");
    refused(&store, &["school", "hillside"], 2, &["Hillside Junior, Hillside Primary", "say which"]);
    assert!(store.nov(&["school", "118001"]).well().contains("name=Hillside Primary\n"));
}

#[test]
fn outside_the_season_it_warns_and_goes_on() {
    let store = Store::new();
    store.nov(&["school", "Hillside Primary", "urn=118001"]).well();
    let output = store.nov(&["new", "autumn", "--school", "Hillside Primary", "--date", "12/1/2010"]);
    assert_eq!((output.code, output.out.as_str()), (0, "2010-01-12-hillside-primary-autumn\n"));
    assert!(output.err.contains("Tuesday 12 January 2010 is outside the usual time"), "{}", output.err);
    assert_eq!(output.err.lines().count(), 1);
    let output = store.nov(&["new", "spring", "--school", "Hillside Primary", "--date", "12/1/2010"]);
    assert_eq!((output.code, output.err.as_str()), (0, ""));
}

#[test]
fn days_are_iso_or_british_or_in_words_and_today_if_left_out() {
    let store = Store::new();
    for day in ["2010-01-12", "12/1/2010", "12/01/10", "12 January 2010", "Tue 12 Jan 2010"] {
        let id = store.new_session("rtm", "Hillside Primary", day);
        assert!(id.starts_with("2010-01-12-"), "{day}: {id}");
    }
    let today = chrono::Local::now().date_naive().to_string();
    assert!(store.nov(&["new", "rtm", "--school", "Oak Lane"]).well().starts_with(&today));
}

#[test]
fn the_screen_needs_a_terminal() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "12/1/2010");
    let new = ["new", "rtm", "--school", "Oak Lane", "--date", "12/1/2010", "--open"];
    for args in [&[][..], &["open", &id], &["open", "nosuch"], &new] {
        refused(&store, args, 2, &["needs a terminal"]);
    }
}

#[test]
fn sessions_are_listed_newest_first() {
    let store = Store::new();
    for (form, day) in [("rtm", "12/1/2010"), ("summer", "4/5/2010"), ("autumn", "17/11/2009")] {
        store.new_session(form, "Hillside Primary", day);
    }
    store.nov(&["note", "--session", "rtm", "--parse", "! @LC moderate Y5 writing by 29/1/2010"]).well();
    let listed = json(&store, &["list", "--json"]);
    assert_eq!(all(&listed, "form"), ["summer", "rtm", "autumn"]);
    let rtm = by_id(&listed, "2010-01-12-hillside-primary-rtm");
    assert_eq!(
        (&rtm["open_actions"], &rtm["date"], &rtm["school"]),
        (&1.into(), &"2010-01-12".into(), &"Hillside Primary".into())
    );
    let lines = store.nov(&["list"]).well();
    let days: Vec<&str> = lines.lines().map(|line| line.split_whitespace().next().unwrap()).collect();
    assert_eq!(days, ["2010-05-04", "2010-01-12", "2009-11-17"]);
    // The day mended, it stands where the day says.
    store.nov(&["set", "autumn", "date=18/5/2010"]).well();
    assert_eq!(all(&json(&store, &["list", "--json"]), "form"), ["autumn", "summer", "rtm"]);
    assert_eq!(json(&Store::new(), &["list", "--json"]), serde_json::json!([]));
}

#[test]
fn what_is_due_comes_soonest_first_and_goes_when_done() {
    let store = Store::new();
    store.new_session("rtm", "Hillside Primary", "12/1/2010");
    // The visits of the year are asked of others.
    store.nov(&["school", "Hillside Primary", "covered=yes"]).well();
    let due = json(&store, &["due", "--json"]);
    assert_eq!(all(&due, "deadline"), ["agenda", "minutes"]);
    assert_eq!(all(&due, "on"), ["2010-01-05", "2010-01-26"]);
    assert_eq!(all(&due, "session"), ["2010-01-12-hillside-primary-rtm"; 2]);
    assert!(store.nov(&["due"]).well().contains("Minutes to all invited"));
    store.nov(&["set", "rtm", "state.prepared=4/1/2010"]).well();
    assert_eq!(all(&json(&store, &["due", "--json"]), "deadline"), ["minutes"]);
    // Held without a word of its agenda, it is late for good, but due no more.
    store.nov(&["set", "rtm", "state.prepared=", "state.held=12/1/2010"]).well();
    assert_eq!(all(&json(&store, &["due", "--json"]), "deadline"), ["minutes"]);
    assert!(store.nov(&["due", "rtm"]).well().contains("not noted as done before it took place"));
}

#[test]
fn what_is_due_keeps_its_place_in_the_readers_calendar() {
    let store = Store::new();
    let ids = ["12/1/2010", "19/1/2010"].map(|day| store.new_session("rtm", "Hillside Primary", day));
    let places = || -> Vec<String> {
        let file = store.nov(&["due", "--ics"]).well();
        file.lines()
            .filter_map(|line| line.strip_prefix("UID:"))
            .map(str::to_owned)
            .filter(|uid| uid.contains("rtm"))
            .collect()
    };
    let before = places();
    assert_eq!(before.len(), 4, "{before:?}");
    store.nov(&["set", &ids[0], "state.circulated=15/1/2010"]).well();
    let after = places();
    assert_eq!(after, before.into_iter().filter(|uid| uid.contains("2010-01-19")).collect::<Vec<_>>());
}

#[test]
fn what_is_here_to_practise_on_says_so() {
    let store = Store::new();
    for school in ["Hillside Primary", "Oak Lane"] {
        let id = store.new_session("rtm", school, "12/1/2010");
        store.nov(&["note", "--session", &id, "the consultant is in Y5"]).well();
    }
    let record = "(schema: 1, facts: {\"name\": \"Oak Lane\", \"practice\": \"yes\"})\n";
    std::fs::write(store.path().join("schools/oak-lane.ron"), record).unwrap();
    for args in [&["list"][..], &["search", "consultant"]] {
        let said = store.nov(args).well();
        let marked: Vec<bool> = said.lines().map(|line| line.contains("practice")).collect();
        let practice: Vec<bool> = said.lines().map(|line| line.contains("Oak Lane")).collect();
        assert_eq!((marked.len(), &marked), (2, &practice), "{said}");
    }
    let found = json(&store, &["search", "consultant", "--json"]);
    for hit in found.as_array().unwrap() {
        assert_eq!(hit["practice"], hit["school"] == "Oak Lane", "{hit}");
    }
    // What is begun there is practice too, and says so.
    let ran = store.nov(&["new", "autumn", "--school", "Oak Lane", "--date", "17/11/2009"]);
    assert!(ran.err.contains("Oak Lane is here to practise on, and this with it"), "{}", ran.err);
    assert_eq!(store.nov(&["list"]).well().lines().filter(|line| line.contains("practice")).count(), 2);
    assert!(!store.nov(&["due"]).well().contains("Oak Lane"));
}

#[test]
fn words_are_found_with_school_day_and_item() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "12/1/2010");
    store.nov(&["note", "--session", &id, "--item", "3", "the consultant is in Y5 on Tuesdays"]).well();
    store.nov(&["note", "--session", &id, "--item", "4", "the family centre opens"]).well();
    let found = json(&store, &["search", "TUESDAYS", "consultant", "--json"]);
    assert_eq!(all(&found, "text"), ["the consultant is in Y5 on Tuesdays"]);
    let hit = &found[0];
    let place = ["session", "school", "date", "item"].map(|key| hit[key].as_str().unwrap());
    assert_eq!(place, [id.as_str(), "Hillside Primary", "2010-01-12", "Evaluation of all ASK support"]);
    assert!(store.nov(&["search", "family"]).well().contains("LCSP and other support: the family centre opens"));
    assert_eq!(json(&store, &["search", "nowhere", "--json"]), serde_json::json!([]));
}

#[test]
fn a_schools_record_is_shown_and_filled() {
    let store = Store::new();
    let filled = store.nov(&["school", "Hillside Primary", "urn=118001", "head=A. Reed"]).well();
    assert_eq!(filled, "head=A. Reed\nname=Hillside Primary\nurn=118001\n");
    assert_eq!(store.nov(&["school", "hillside"]).well(), filled);
    assert!(store.nov(&["school", "118001", "phase=prim", "category=none"]).well().contains("phase=Primary\n"));
    refused(&store, &["school", "hillside", "haed=A. Reed"], 2, &["no \"haed\"", "did you mean head?"]);
    refused(
        &store,
        &["school", "hillside", "urn=115976", "phase=Infant"],
        2,
        &["phase", "Infant", "Primary, Secondary"],
    );
    refused(&store, &["school", "hillside", "name="], 2, &["without a name"]);
    refused(&store, &["school", "hillside", "urn"], 2, &["FIELD=VALUE"]);
    refused(&store, &["school", "Elm Road"], 2, &["no school \"Elm Road\"", "Hillside Primary"]);
    refused(&store, &["school", " ", "urn=115976"], 2, &["no school"]);
}

#[test]
fn a_session_is_begun_at_the_school_of_that_very_name_or_at_a_new_one() {
    let store = Store::new();
    let begin = |school: &str| store.nov(&["new", "rtm", "--school", school, "--date", "5/11/2009"]);
    let first = begin("St Mary's Primary Tonbridge");
    assert_eq!(first.err, "nov: St Mary's Primary Tonbridge is a new school\n");
    store.nov(&["school", "St Mary's Primary Tonbridge", "urn=118001"]).well();
    for same in
        ["st. marys primary, tonbridge", "Saint Mary’s Primary Tonbridge", "st-marys-primary-tonbridge", "118001"]
    {
        let begun = begin(same);
        assert!(begun.out.contains("-st-marys-primary-tonbridge-rtm-"), "{begun:?}");
        assert!(!begun.err.contains("new school") && begun.err.lines().count() == 1, "{begun:?}");
    }
    for (other, said) in [
        ("St Mary's Primary", "St Mary's Primary is a new school, beside St Mary's Primary Tonbridge"),
        ("Mary", "Mary is a new school, beside St Mary's Primary, St Mary's Primary Tonbridge"),
        ("Oak Lane", "Oak Lane is a new school"),
    ] {
        let begun = begin(other);
        assert_eq!((begun.code, begun.err.as_str()), (0, &*format!("nov: {said}\n")));
        assert!(!begun.out.contains("tonbridge"), "{begun:?}");
    }
    // To look something up a part will do if it fits one alone, and which one is said; nothing is written by it.
    let looked = store.nov(&["school", "tonbridge"]);
    assert!(
        looked.out.contains("urn=118001") && looked.err == "nov: St Mary's Primary Tonbridge is meant\n",
        "{looked:?}"
    );
    refused(
        &store,
        &["school", "primary"],
        2,
        &["fits several schools", "St Mary's Primary, St Mary's Primary Tonbridge"],
    );
    refused(&store, &["school", "tonbridge", "head=A. Reed"], 2, &["did you mean St Mary's Primary Tonbridge?"]);
    refused(&store, &["check", "tonbridge"], 2, &["fits 5 sessions", "2009-11-05-st-marys-primary-tonbridge-rtm-2"]);
}

#[test]
fn long_names_that_begin_alike_are_schools_of_their_own() {
    let store = Store::new();
    let name = |end: &str| format!("The Very Reverend Somebody Memorial Voluntary Aided Church {end}");
    let ids = ["Primary", "Infants"].map(|end| store.new_session("rtm", &name(end), "2009-11-05"));
    assert_ne!(ids[0].strip_suffix("-rtm"), ids[1].strip_suffix("-rtm"));
    let listed = json(&store, &["list", "--json"]);
    assert_eq!(by_id(&listed, &ids[1])["school"], name("Infants"));
}

#[test]
fn schools_and_open_actions_of_all_are_listed() {
    let store = Store::new();
    for school in ["Hillside Primary", "Oak Lane"] {
        let id = store.new_session("rtm", school, "12/1/2010");
        store.nov(&["note", "--session", &id, "--parse", "! @LC moderate Y5 writing by 29/1/2010"]).well();
    }
    let schools = json(&store, &["schools", "--json"]);
    assert_eq!(all(&schools, "name"), ["Hillside Primary", "Oak Lane"]);
    let actions = json(&store, &["actions", "--json"]);
    assert_eq!(all(&actions, "due"), ["2010-01-29"; 2]);
    assert!(store.nov(&["schools"]).well().contains("Oak Lane"));
    assert_eq!(store.nov(&["actions"]).well().matches("moderate Y5 writing").count(), 2);
}

#[test]
fn completions_and_the_manual_need_no_store() {
    let store = Store::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = store.nov(&["completions", shell]).well();
        for command in ["new", "note", "export", "waive"] {
            assert!(script.contains(command), "{shell} does not know {command}");
        }
    }
    let manual = store.nov(&["man"]).well();
    assert!(manual.contains(".TH nov") && manual.contains("NOV_STORE"), "{manual}");
    assert!(!store.path().exists(), "nothing was asked of the store");
    assert!(store.nov(&["--help"]).well().contains("waive"));
    assert!(store.nov(&["--version"]).well().starts_with("nov "));
}

#[test]
fn everything_is_closed_to_others() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "12/1/2010");
    store.nov(&["note", "for the inbox"]).well();
    store.nov(&["note", "--session", &id, "a thought"]).well();
    store.nov(&["set", &id, "aob=nothing"]).well();
    store.nov(&["list"]).well();
    let word = store.nov(&["export", &id, "--format", "docx"]).well();
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for file in store.files() {
        assert_eq!(mode(&store.path().join(&file)), 0o600, "{file}");
    }
    for folder in [store.path(), store.path().join("schools"), store.path().join("forms")] {
        assert_eq!(mode(&folder), 0o700, "{}", folder.display());
    }
    assert_eq!(mode(&store.desk().join(word.trim_end())), 0o600, "what is exported is confidential too");
}

#[test]
fn a_year_that_is_a_slip_is_refused_wherever_a_day_is_typed() {
    let store = Store::new();
    let words = ["the year 1905 is surely a slip", "1950 to 2099"];
    refused(&store, &["new", "rtm", "--school", "Oak Lane", "--date", "12/1/1905"], 2, &words);
    let id = store.new_session("rtm", "Oak Lane", "12/1/2010");
    for value in ["date=12/1/1905", "next-meeting=1905-01-12", "state.held=12/1/1905", "agenda-sent=5 January 1905"] {
        refused(&store, &["set", &id, value], 2, &words);
    }
    refused(&store, &["set", &id, "date=12/1/20100"], 2, &["12/1/20100", "is no date"]);
    refused(&store, &["sent", &id, "--to", "HT", "--on", "12/1/1905"], 2, &words);
    store.nov(&["note", "--session", &id, "--parse", "! @HT to ring by 29/1/1905"]).well();
    let action = &json(&store, &["actions", "--json"])[0];
    assert!(action["due"].is_null(), "{action}");
    assert!(action["text"].as_str().unwrap().contains("by 29/1/1905"), "the words stay: {action}");
}

#[test]
fn a_second_session_of_one_day_is_said_and_its_id_printed_all_the_same() {
    let store = Store::new();
    let first = store.new_session("rtm", "Hillside Primary", "12/1/2010");
    let second = store.nov(&["new", "rtm", "--school", "Hillside Primary", "--date", "12/1/2010"]);
    assert!(
        second.err.contains(&format!("{first} is there already; this is another for the same day")),
        "{}",
        second.err
    );
    assert_eq!(second.well().trim_end(), format!("{first}-2"));
}

#[test]
fn a_hit_in_a_table_is_the_cell_with_its_column() {
    let store = Store::new();
    let id = store.new_session("autumn", "Hillside Primary", "17/11/2009");
    store.nov(&["set", &id, "documents.+.item=Tracking of boys' writing"]).well();
    store.nov(&["set", &id, "documents.1.version=November"]).well();
    let found = store.nov(&["search", "tracking"]).well();
    assert!(found.contains("Documents and data considered: Item: Tracking of boys' writing"), "{found}");
    assert!(!found.contains("November"), "{found}");
}

#[test]
fn an_action_carried_in_late_takes_no_number_that_another_has() {
    let store = Store::new();
    let earlier = store.new_session("rtm", "Hillside Primary", "13/10/2009");
    let later = store.new_session("rtm", "Hillside Primary", "12/1/2010");
    store.nov(&["note", "--session", &later, "--parse", "! @HT to share the plan by 29/1/2010"]).well();
    store.nov(&["set", &later, "latest-data=yes"]).well();
    store.nov(&["note", "--session", &earlier, "--parse", "! @LC to moderate writing by 1/12/2009"]).well();
    store.nov(&["set", &earlier, "state.held=13/10/2009"]).well();
    store.nov(&["set", &later, "rap-reviewed=yes"]).well();
    let shown = text(&store, &later);
    assert!(shown.contains("Action 1: share the plan") && shown.contains("Action 2: moderate writing"), "{shown}");
    // It is still the same action: it stands once in the list, and done where it began it is taken back here.
    store.nov(&["set", &later, "rap-reviewed=no"]).well();
    assert_eq!(store.nov(&["actions", "--all"]).out.matches("moderate writing").count(), 1);
    store.nov(&["action", &format!("{earlier}#1"), "--session", &earlier, "status=done"]).well();
    store.nov(&["set", &later, "rap-reviewed=yes"]).well();
    let shown = text(&store, &later);
    assert!(shown.contains("Action 1: share the plan") && !shown.contains("Action 2: moderate writing"), "{shown}");
}

#[test]
fn a_visit_in_two_parts_is_begun_with_both_days_and_named_by_the_first() {
    let store = Store::new();
    let begin = |form: &str, days: &str| {
        store.nov(&["new", form, "--school", "Hillside Primary", "--date", days]).well().trim().to_owned()
    };
    let id = begin("autumn", "2009-11-12 and 2009-11-05");
    assert_eq!(id, "2009-11-05-hillside-primary-autumn");
    let text = store.nov(&["export", &id, "--format", "txt", "--output", "-"]).well();
    assert!(text.contains("5 and 12 November 2009"), "{text}");
    let said = store.nov(&["new", "rtm", "--school", "Hillside Primary", "--date", "12 and 13 January 2010"]);
    assert!(said.err.contains("of its first day only; begin another for Wednesday 13 January 2010"), "{}", said.err);
    refused(
        &store,
        &["new", "rtm", "--school", "Hillside Primary", "--date", "x and y"],
        2,
        &["\"x and y\" is no date"],
    );
    assert!(store.nov(&["new", "--help"]).well().contains("both of a visit in two parts"));
}

#[test]
fn a_deadline_met_late_says_by_how_much_and_those_of_a_cancelled_session_fall_away() {
    let store = Store::new();
    let id = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    store.nov(&["set", &id, "state.held=17/11/2009", "draft-shared=27/11/2009"]).well();
    let said = store.nov(&["due", &id]).well();
    assert!(said.contains("done, 3 days late · Tuesday 24 November 2009"), "{said}");
    let draft = json(&store, &["due", &id, "--json"])["due"][0].clone();
    assert_eq!((&draft["done"], draft["done_on"].as_str()), (&serde_json::json!(true), Some("2009-11-27")));
    let other = store.new_session("spring", "Hillside Primary", "2010-03-09");
    store.nov(&["set", &other, "state=cancelled"]).well();
    let said = store.nov(&["due", &other]).well();
    assert!(said.contains("    cancelled · ") && !said.contains("    done"), "{said}");
    assert!(!store.nov(&["due"]).well().contains("(Spring"), "nothing of it is due");
}

#[test]
fn an_inspection_of_two_days_is_one_session_whose_deadlines_count_from_its_last_day() {
    let store = Store::new();
    for (school, days) in [("Hillside Primary", "27 and 28 April 2010"), ("Oak Primary", "27 to 28 April 2010")] {
        let begun = store.nov(&["new", "ofsted-s5", "--school", school, "--date", days]);
        assert!(!begun.err.contains("first day only"), "{}", begun.err);
        let id = begun.well().trim().to_owned();
        assert!(id.starts_with("2010-04-27-"), "{id}");
        let text = store.nov(&["export", &id, "--format", "txt", "--output", "-"]).well();
        assert!(text.contains("27 April 2010 to Wednesday 28 April 2010"), "{text}");
        assert!(store.nov(&["due", &id]).well().contains("Friday 30 April 2010"));
    }
    refused(
        &store,
        &["new", "ofsted-s5", "--school", "Oak Primary", "--date", "1 to 28 April 2010"],
        2,
        &["is no date"],
    );
}

#[test]
fn time_and_place_are_set_and_given_with_the_day() {
    let store = Store::new();
    let day = "12/1/2010 at 9.30 in the library";
    let id = store.nov(&["new", "rtm", "--school", "Oak Road Infants", "--date", day]).well();
    let id = id.trim();
    assert_eq!(id, "2010-01-12-oak-road-infants-rtm");
    let agenda = || store.nov(&["export", id, "--document", "agenda", "--format", "md", "--output", "-"]).well();
    assert!(agenda().contains("at 09:30 in the library"), "{}", agenda());
    let said = store.nov(&["set", id, "place=Room 4"]).err;
    assert!(said.contains("it is on Tuesday 12 January 2010") && said.contains(", Room 4"), "{said}");
    store.nov(&["set", id, "time=2pm", "place=Room 4"]).well();
    assert!(agenda().contains("at 14:00, Room 4"), "{}", agenda());
    let refused = store.nov(&["set", id, "time=soon"]).fails_with(2);
    assert!(refused.contains("\"soon\" is no time; write 9.30, 14:00 or 2pm"), "{refused}");
    store.nov(&["set", id, "time=", "place="]).well();
    assert!(agenda().contains("(120 minutes in all)") && !agenda().contains("Room 4"), "{}", agenda());
}
