//! forms: what scripts fill in by.

use serde_json::Value;

use super::{all, by_id, json};
use crate::support::store::Store;

fn text_of<'a>(value: &'a Value, what: &str) -> &'a str {
    value.as_str().filter(|text| !text.is_empty()).unwrap_or_else(|| panic!("{what} is empty"))
}

#[test]
fn every_form_says_its_fields_rows_prompts_agenda_and_deadlines() {
    let store = Store::new();
    let forms = json(&store, &["forms", "--json"]);
    for id in ["rtm", "autumn", "spring", "summer"] {
        let form = by_id(&forms, id);
        text_of(&form["title"], "title");
        for section in form["sections"].as_array().unwrap() {
            text_of(&section["id"], "section");
            for field in section["fields"].as_array().unwrap() {
                let (name, kind) = (text_of(&field["id"], "field"), text_of(&field["kind"], "kind"));
                text_of(&field["label"], name);
                match kind {
                    "choice" | "choices" => assert!(!field["options"].as_array().unwrap().is_empty(), "{name}"),
                    "table" => assert!(!all(&field["columns"], "id").is_empty(), "{name}"),
                    "grades" => assert!(!all(&field["rows"], "label").is_empty(), "{name}"),
                    "grade" => assert!(field["options"].as_array().is_some_and(|o| !o.is_empty()), "{name}"),
                    _ => {}
                }
            }
        }
        for item in form["agenda"].as_array().unwrap() {
            text_of(&item["title"], "item");
        }
        for list in form["prompts"].as_array().unwrap() {
            assert!(!all(&list["items"], "text").is_empty(), "{list}");
        }
        assert!(!all(&form["deadlines"], "label").is_empty(), "{id} has deadlines");
        assert!(!all(&form["documents"], "id").is_empty(), "{id} has documents");
    }
}

#[test]
fn the_agenda_of_the_meeting_stands_in_order() {
    let store = Store::new();
    let forms = json(&store, &["forms", "--json"]);
    let agenda = by_id(&forms, "rtm")["agenda"].as_array().unwrap();
    let numbered: Vec<(u64, &str)> =
        agenda.iter().filter_map(|item| Some((item["number"].as_u64()?, item["id"].as_str()?))).collect();
    let ids =
        ["minutes-of-last", "school-report", "ask-support", "other-support", "agreed-actions", "aob", "next-meeting"];
    assert_eq!(numbered, (1..).zip(ids).collect::<Vec<_>>());
}

#[test]
fn every_cell_named_by_forms_can_be_set() {
    let store = Store::new();
    let forms = json(&store, &["forms", "--json"]);
    for (form, day) in [("autumn", "17/11/2009"), ("summer", "4/5/2010")] {
        let id = store.new_session(form, "Hillside Primary", day);
        let rows = &by_id(&forms, form)["judgement_rows"];
        let cells = rows.as_array().unwrap().iter().flat_map(|row| row["cells"].as_array().unwrap());
        let graded = cells.filter_map(Value::as_str).filter(|cell| cell.ends_with(".school"));
        let values: Vec<String> = graded.map(|cell| format!("{cell}=2")).collect();
        assert!(values.len() >= 10, "{form}: {values:?}");
        let args: Vec<&str> = ["set", &id].into_iter().chain(values.iter().map(String::as_str)).collect();
        store.nov(&args).well();
        let (_, first) = (&args, values[0].replace("=2", ""));
        assert!(store.read(format!("{id}.ron")).contains(&format!("\"{first}\": \"2\"")));
    }
}

#[test]
fn the_forms_are_listed_for_people_too() {
    let listed = Store::new().nov(&["forms"]).well();
    for words in ["rtm", "Round Table Meeting agenda and minutes", "Note of Visit - Spring", "nov forms --json"] {
        assert!(listed.contains(words), "{listed}");
    }
}

#[test]
fn the_help_of_a_field_is_printed_for_scripts_too() {
    let forms = json(&Store::new(), &["forms", "--json"]);
    let fields =
        by_id(&forms, "rtm")["sections"].as_array().unwrap().iter().flat_map(|s| s["fields"].as_array().unwrap());
    let next = fields.clone().find(|field| field["id"] == "next-meeting").unwrap();
    assert!(text_of(&next["help"], "help").starts_with("The suggested day is in the next season"), "{next}");
    assert!(fields.clone().any(|field| field.get("help").is_none()), "a field without help has none");
}

/// A form of the user's own.
const OURS: &str = r#"(
  schema: 1, id: "ours", version: "2009-1", name: "Ours", title: "Our visit", origin: Own,
  sections: [(id: "one", title: "One", fields: [
    (id: "focus", label: "Focus", kind: Text), (id: "seen", label: "Seen", kind: Table(columns: [(id: "what", label: "What", kind: Text)])),
  ])],
  agenda: [(id: "one", title: "One", sections: ["one"]), (id: "talk", title: "Talk")],
  documents: [(id: "note", audience: "school", contents: [Sections([]), OtherEntries])],
)"#;

#[test]
fn the_words_of_a_session_whose_form_is_gone_are_written_out_and_the_missing_file_is_named() {
    let store = Store::new();
    let own = store.path().join("forms/ours.ron");
    std::fs::create_dir_all(own.parent().unwrap()).unwrap();
    std::fs::write(&own, OURS).unwrap();
    let id = store.new_session("ours", "Hillside Primary", "2009-11-17");
    store.nov(&["set", &id, "focus=Writing in Year 5", "seen.+=Two lessons"]).well();
    for line in ["Books are marked weekly", "! @HT to moderate Y5 writing by 4/12/2009", "% the head dreads it"] {
        store.nov(&["note", "--session", &id, "--item", "2", "--parse", line]).well();
    }
    let kept = store.path().join("forms/ours@2009-1.ron");
    let aside = (std::fs::read(&own).unwrap(), std::fs::read(&kept).unwrap());
    std::fs::remove_file(&own).unwrap();
    std::fs::remove_file(&kept).unwrap();
    let missing = format!("the file of the form \"ours\" is missing: put {} back", kept.display());
    for args in [&["check", &id][..], &["set", &id, "focus=Reading"], &["due", &id]] {
        let said = store.nov(args).fails_with(2);
        assert!(said.contains(&missing) && said.contains("nov export") && said.lines().count() == 1, "{said}");
    }
    for format in ["txt", "md", "json", "html"] {
        let written = store.nov(&["export", &id, "--format", format, "--output", "-"]);
        assert!(written.err.contains(&missing), "{}", written.err);
        for words in ["focus", "Writing in Year 5", "Two lessons", "Books are marked weekly", "Y5 writing", "HT"] {
            assert!(written.out.contains(words), "{format}, {words}: {}", written.out);
        }
    }
    store.nov(&["export", &id, "--format", "docx"]).well();
    // Nobody knows now what others may see: it is for the user alone, and nothing private goes to others.
    let all = store.nov(&["export", "--every", "--into", "all", "--format", "txt"]);
    assert_eq!(all.code, 0, "{all:?}");
    let shared = store.nov(&["export", &id, "--document", "actions", "--format", "txt", "--output", "-"]);
    assert!(!shared.out.contains("dreads"), "{}", shared.out);
    std::fs::write(&own, aside.0).unwrap();
    std::fs::write(&kept, aside.1).unwrap();
    assert!(store.nov(&["export", &id, "--format", "txt", "--output", "-"]).well().contains("Writing in Year 5"));
}

#[test]
fn there_is_a_page_of_the_manual_for_every_command() {
    let store = Store::new();
    assert!(store.nov(&["man"]).well().contains("nov\\-backup(1)"));
    let page = store.nov(&["man", "set"]).well();
    assert!(page.contains(".TH nov-set 1") && page.contains("FIELD=VALUE"), "{page}");
    let said = store.nov(&["man", "sett"]).fails_with(2);
    assert!(said.contains("no command \"sett\""), "{said}");
    let written = store.nov(&["man", "--output", "pages"]).well();
    assert!(written.lines().count() > 35 && written.contains("pages/nov-handover.1"), "{written}");
    assert!(written.lines().all(|page| store.desk().join(page).is_file()));
}

#[test]
fn output_that_cannot_be_written_is_said_in_plain_words() {
    let store = Store::new();
    for args in [&["list", "--json"][..], &["forms"], &["man"], &["completions", "bash"]] {
        let output = store.nov_into("/dev/full", args);
        assert_eq!(
            (output.code, output.err.as_str()),
            (3, "nov: could not write the output: disk full; free some space\n"),
            "{args:?}"
        );
    }
}

#[test]
fn that_a_form_is_of_a_year_past_is_said_once() {
    let store = Store::new();
    let listed = store.nov(&["forms"]).well();
    assert_eq!(listed.matches("Of 2009/10: all of these").count(), 1, "{listed}");
    let begun = |date: &str| store.nov(&["new", "rtm", "--school", "Hillside Primary", "--date", date]).err;
    let said = "the form “RTM” is that of 2009/10, the newest here; if yours has one of 2010/11";
    assert!(!begun("2010-01-12").contains("is that of"), "in its own year nothing is said");
    assert!(begun("2010-09-28").contains(said));
    assert!(!begun("2011-01-18").contains("is that of"), "once a year is enough");
}

#[test]
fn a_form_whose_deadline_waits_for_its_own_state_is_counted_all_the_same() {
    let store = Store::new();
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/forms/data/autumn.ron");
    let form = std::fs::read_to_string(file).unwrap();
    let own = form.replace("once: [\"agreed\", \"disagreed\"]", "once: [\"circulated\"]");
    assert_ne!(own, form);
    std::fs::create_dir_all(store.path().join("forms")).unwrap();
    std::fs::write(store.path().join("forms/autumn.ron"), own).unwrap();
    let id = store.new_session("autumn", "Hillside Primary", "17/11/2009");
    store.nov(&["sent", &id, "--to", "LA", "--on", "30/11/2009", "--draft"]).well();
    assert!(store.nov(&["due", &id]).well().contains("Agreed Note of Visit"));
}
