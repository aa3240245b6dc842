//! export: every format and document, to a file or on.

use std::fs;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};

use super::{all, by_id, json, refused};
use crate::support::docx::Document;
use crate::support::store::Store;

const FORMATS: [&str; 9] = ["docx", "pdf", "html", "md", "txt", "json", "csv", "ics", "eml"];

fn store_with_meeting() -> (Store, String) {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "12/1/2010");
    store.nov(&["note", "--session", &id, "--parse", "! @LC moderate Y5 writing by 29/1/2010"]).well();
    store.nov(&["list"]).well();
    (store, id)
}

#[test]
fn every_format_has_a_file_by_its_default_name() {
    let (store, id) = store_with_meeting();
    for format in FORMATS {
        let printed = store.nov(&["export", &id, "--format", format]).well();
        // A calendar is made of one document only.
        let document = if format == "ics" { "dates" } else { "minutes" };
        assert_eq!(printed, format!("{id}-{document}.{format}\n"));
        let bytes = fs::read(store.desk().join(printed.trim_end())).unwrap();
        assert!(!bytes.is_empty(), "{format}");
        let out = store.nov_bytes(&["export", &id, "--format", format, "--output", "-"]);
        assert!(out == bytes, "{format} on standard output is the same, byte for byte");
    }
}

#[test]
fn without_a_format_it_is_a_word_document_and_formats_go_by_their_usual_names_too() {
    let (store, id) = store_with_meeting();
    assert_eq!(store.nov(&["export", &id]).well(), format!("{id}-minutes.docx\n"));
    for (called, ending) in [("word", "docx"), ("Markdown", "md"), ("text", "txt")] {
        let printed = store.nov(&["export", &id, "--format", called, "--force"]).well();
        assert_eq!(printed, format!("{id}-minutes.{ending}\n"), "{called}");
    }
    refused(&store, &["export", &id, "--format", "wordperfect"], 2, &["no format \"wordperfect\"", "docx"]);
}

#[test]
fn every_document_of_the_form_is_written_under_its_name() {
    let (store, id) = store_with_meeting();
    let forms = json(&store, &["forms", "--json"]);
    // A notice of concern needs a trigger, a request what is asked for, and measures figures.
    let asks = ["concern", "causing-concern", "brokering", "measures"];
    for document in all(&by_id(&forms, "rtm")["documents"], "id").into_iter().filter(|id| !asks.contains(id)) {
        let printed = store.nov(&["export", &id, "--format", "docx", "--document", document]).well();
        assert_eq!(printed, format!("{id}-{document}.docx\n"));
        let bytes = fs::read(store.desk().join(printed.trim_end())).unwrap();
        assert!(!Document::read(&bytes).lines().is_empty(), "{document}");
    }
    let known = &["no document \"nov\"", "minutes", "actions"];
    refused(&store, &["export", &id, "--format", "docx", "--document", "nov"], 2, known);
}

#[test]
fn a_file_that_is_there_stays_unless_force_is_used() {
    let (store, id) = store_with_meeting();
    let path = store.desk().join("mine.docx");
    fs::write(&path, "mine").unwrap();
    let to = path.to_str().unwrap();
    refused(
        &store,
        &["export", &id, "--format", "docx", "--output", to],
        2,
        &["mine.docx is there already", "--force"],
    );
    assert_eq!(fs::read(&path).unwrap(), b"mine");
    assert_eq!(store.nov(&["export", &id, "--format", "docx", "--output", to, "--force"]).well(), format!("{to}\n"));
    Document::read(&fs::read(&path).unwrap());
    // --force does nothing else.
    let other = store.desk().join("other.txt");
    store.nov(&["export", &id, "--format", "txt", "--output", other.to_str().unwrap(), "--force"]).well();
    assert!(fs::read_to_string(other).unwrap().contains("moderate Y5 writing"));
}

#[test]
fn a_draft_is_marked_while_something_blocks() {
    let store = Store::new();
    let id = store.new_session("autumn", "Hillside Primary", "17/11/2009");
    let text = store.nov(&["export", &id, "--format", "txt", "--output", "-"]).well();
    assert!(text.contains("DRAFT"), "{text}");
    assert_eq!(store.nov(&["export", &id, "--format", "md"]).well(), format!("{id}-nov.md\n"));
}

#[test]
fn a_document_that_cannot_be_written_leaves_nothing_behind() {
    let (store, id) = store_with_meeting();
    let desk = store.desk();
    let folder = desk.join("folder");
    fs::create_dir(&folder).unwrap();
    refused(&store, &["export", &id, "--format", "docx", "--output", folder.to_str().unwrap()], 2, &["is a folder"]);
    let nowhere = desk.join("nowhere/minutes.docx");
    refused(
        &store,
        &["export", &id, "--format", "docx", "--output", nowhere.to_str().unwrap()],
        3,
        &["nowhere", "not there"],
    );
    let within = desk.join("file/minutes.docx");
    fs::write(desk.join("file"), "").unwrap();
    refused(&store, &["export", &id, "--format", "docx", "--output", within.to_str().unwrap()], 3, &["file"]);
    refused(&store, &["export", &id, "--format", "wordperfect"], 2, &["wordperfect", "docx, pdf, html, md"]);
    let left: Vec<_> = fs::read_dir(&desk).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn a_pipe_is_written_into_and_stays_a_pipe() {
    use std::os::unix::fs::FileTypeExt;
    let (store, id) = store_with_meeting();
    let desk = tempfile::tempdir().unwrap();
    let pipe = desk.path().join("minutes.txt");
    let made = Command::new("mkfifo").arg(&pipe).status();
    assert!(made.is_ok_and(|made| made.success()), "a pipe is made");
    let read = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe).unwrap()
    });
    let to = pipe.to_str().unwrap();
    store.nov(&["export", &id, "--format", "txt", "--output", to, "--force"]).well();
    assert!(read.join().unwrap().contains("Hillside Primary"));
    assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
}

#[test]
fn a_full_disk_under_standard_output_is_told() {
    let (store, id) = store_with_meeting();
    let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") else { return };
    for args in [&["export", &id, "--format", "docx", "--output", "-"][..], &["list"], &["forms", "--json"]] {
        let mut nov = Command::new(env!("CARGO_BIN_EXE_nov"));
        nov.arg0("nov").args(args).env("NOV_STORE", store.path()).env("HOME", store.home());
        let output = nov.stdin(Stdio::null()).stdout(full.try_clone().unwrap()).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(3), "{args:?}: {said}");
        assert_eq!(said.lines().count(), 1, "{args:?}: {said}");
    }
}

#[test]
fn documents_of_every_session_hold_what_was_left_since_for_those_to_come_as_one_alone_does() {
    let store = Store::new();
    let held = store.new_session("rtm", "Hillside Primary", "2009-11-12");
    let planned = store.new_session("rtm", "Hillside Primary", "2010-02-11");
    store.nov(&["note", "--session", &held, "--parse", "! @HT to moderate Y5 writing by 4/12/2009"]).well();
    store.nov(&["set", &held, "state.held=2009-11-12"]).well();
    store.nov(&["export", "--every", "--into", "all", "--format", "txt"]).well();
    let written = |folder: &str| {
        let file = store.desk().join(folder).join(format!("{planned}-minutes.txt"));
        std::fs::read_to_string(file).unwrap()
    };
    assert!(written("all").contains("moderate Y5 writing"), "{}", written("all"));
    let alone = store.nov(&["export", &planned, "--format", "txt", "--output", "-"]).well();
    assert_eq!(written("all"), alone, "one way to bring it up to date");
}

#[test]
fn judgements_are_one_table_for_a_spreadsheet() {
    let store = Store::new();
    let id = store.new_session("ofsted-s5", "Hillside Primary", "2010-01-12");
    let form = json(&store, &["forms", "--json"]);
    let rows = by_id(&form, "ofsted-s5").to_string();
    assert!(rows.contains("\"teaching\""), "the row that is graded below");
    store.nov(&["set", &id, "teaching.ofsted=2", "teaching.sef=1"]).well();
    let judgements = |store: &Store, id: &str| {
        let csv = store.nov(&["export", id, "--document", "judgements", "--format", "csv", "--output", "-"]).well();
        csv.trim_start_matches('\u{feff}').to_owned()
    };
    let csv = judgements(&store, &id);
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines[0], "Part,What,OfSTED Grade at feedback,SEF Grade");
    assert!(
        lines.contains(&"How effective is provision? (SEF A3),The quality of teaching:,2 (good),1 (outstanding)"),
        "{csv}"
    );
    assert!(lines.len() > 36 && lines.iter().skip(1).all(|line| !line.starts_with(',')), "{csv}");
    // A section that does not apply has a row for each of its judgements too.
    let none = ["overall", "outcomes", "provision", "leadership"]
        .iter()
        .flat_map(|row| ["ofsted", "sef"].map(|column| format!("sixth-{row}.{column}=0")))
        .collect::<Vec<_>>();
    let none: Vec<&str> = none.iter().map(String::as_str).collect();
    store.nov(&[&["set", &id][..], &none].concat()).well();
    let csv = judgements(&store, &id);
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines[0], "Part,What,OfSTED Grade at feedback,SEF Grade");
    assert!(lines.contains(&"Sixth Form (SEF A6),Overall effectiveness of the sixth form,n/a,n/a"), "{csv}");
    assert!(lines.len() > 36, "{csv}");
    // A judgement that stands in a sentence is a row as well.
    let (store, id) = Store::with_example("hillside-hmi-s8");
    let csv = judgements(&store, &id);
    assert!(csv.starts_with("Part,What,HMI Judgement (1 - 4),Judgement,In words\r\n"), "{csv}");
    assert!(csv.contains("progress has been made,,satisfactory,"), "{csv}");
    assert!(csv.contains("\r\nOUTCOMES,Improve attendance,3 (satisfactory),,\r\n"), "{csv}");
}

#[test]
fn the_actions_of_each_person_are_one_table_for_a_spreadsheet() {
    let (store, id) = store_with_meeting();
    for line in ["! @HT share the tracking by 29/1/2010", "! @LC moderate Y5 writing by 5/2/2010"] {
        store.nov(&["note", "--session", &id, "--parse", line]).well();
    }
    let csv = store.nov(&["export", &id, "--document", "owners", "--format", "csv", "--output", "-"]).well();
    let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines[0], "Part,No.,Action,By when,Measure of success,Status", "{csv}");
    assert!(lines.iter().any(|line| line.starts_with("LC,") && line.contains("oderate Y5 writing")), "{csv}");
    // What came of one action has its column in the rows of them all.
    let (store, id) = Store::with_example("hillside-rtm");
    let csv = store.nov(&["export", &id, "--document", "owners", "--format", "csv", "--output", "-"]).well();
    let head = "Part,No.,Action,By when,Measure of success,Progress and impact,Status\r\n";
    assert!(csv.trim_start_matches('\u{feff}').starts_with(head), "{csv}");
}

#[test]
fn a_draft_is_addressed_to_the_head_and_what_is_agreed_to_everybody() {
    let store = Store::new();
    let id = store.new_session("autumn", "Hillside Primary", "2009-11-17");
    let to = |id: &str, document: &str| {
        let mail = store.nov(&["export", id, "--document", document, "--format", "eml", "--output", "-"]).well();
        let mail = mail.replace("\r\n ", " ");
        mail.lines().find(|line| line.starts_with("To:")).unwrap().to_owned()
    };
    let head = "To: \"Headteacher\":;";
    assert_eq!(to(&id, "nov"), head);
    store.nov(&["note", "--session", &id, "--parse", "= go on to Easter"]).well();
    // The head has it, and it is a draft still: nobody else is addressed, with its headlines neither.
    store.nov(&["set", &id, "draft-shared=20/11/2009"]).well();
    for document in ["nov", "headlines", "actions"] {
        assert_eq!(to(&id, document), head, "{document}");
    }
    let all = "To: \"Headteacher\":;, \"Chair of governors\":;, \"LA\":;";
    // A note in which nothing is missing waits for the head's agreement, and is then everybody's.
    let example = include_str!("../../sessions/hillside-autumn.ron");
    let whole = example.split("id: \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    let (before, rest) = example.split_once("    (\n      state: \"agreed\",").unwrap();
    let (_, after) = rest.split_once("\n  ],\n").unwrap();
    std::fs::write(store.path().join(format!("{whole}.ron")), format!("{before}  ],\n{after}")).unwrap();
    assert_eq!((to(&whole, "nov"), to(&whole, "headlines")), (head.to_owned(), head.to_owned()));
    std::fs::write(store.path().join(format!("{whole}.ron")), example).unwrap();
    assert_eq!(to(&whole, "nov"), all);
    assert_eq!(to(&whole, "headlines"), "To: \"Chair of governors\":;");
}
