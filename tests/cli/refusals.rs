//! Files that cannot be used, names that fit nothing, places that cannot be written: one sentence, the right exit code,
//! nothing changed.

use std::fs;

use super::{json, refused};
use crate::support::store::Store;

/// Every command that names a session, with what it needs to be understood.
fn commands(session: &str) -> Vec<Vec<&str>> {
    vec![
        vec!["check", session],
        vec!["check", session, "--json"],
        vec!["note", "--session", session, "a thought"],
        vec!["note", "--session", session, "--item", "2", "--parse", "= a decision"],
        vec!["set", session, "aob=x"],
        vec!["waive", session, "required:present", "--reason", "why"],
        vec!["export", session, "--format", "docx"],
        vec!["export", session, "--format", "txt", "--output", "-"],
    ]
}

/// A store with a meeting, and another file that is well.
fn store_with_meeting() -> (Store, String) {
    let store = Store::new();
    store.new_session("rtm", "Oak Lane", "12/1/2010");
    let id = store.new_session("rtm", "Hillside Primary", "12/1/2010");
    (store, id)
}

fn alter(store: &Store, file: &str, from: &str, to: &str) {
    let text = store.read(file);
    assert!(text.contains(from), "{file} has no {from}");
    fs::write(store.path().join(file), text.replacen(from, to, 1)).unwrap();
    store.nov(&["list"]).well();
}

#[test]
fn a_damaged_session_is_named_with_line_and_column_and_left_alone() {
    let (store, id) = store_with_meeting();
    alter(&store, &format!("{id}.ron"), "form: \"rtm\"", "form: rtm");
    for args in commands(&id) {
        refused(&store, &args, 2, &[&format!("{id}.ron:4:"), "quotes", "not been touched"]);
    }
    let listed = json(&store, &["list", "--json"]);
    let damaged = listed.as_array().unwrap().iter().find(|row| row["id"] == id.as_str()).unwrap();
    assert!(damaged["damaged"].as_str().unwrap().contains(&format!("{id}.ron:4:")), "{damaged}");
    assert!(listed.as_array().unwrap().iter().any(|row| row["school"] == "Oak Lane"), "the others are listed");
    let found = store.nov(&["search", "minutes"]);
    assert_eq!(found.code, 0);
    assert!(found.err.contains(&format!("{id}.ron:4:")), "{found:?}");
}

#[test]
fn a_session_cut_short_or_emptied_is_left_alone() {
    let (store, id) = store_with_meeting();
    let file = store.path().join(format!("{id}.ron"));
    let whole = fs::read(&file).unwrap();
    for end in [0, 1, whole.len() / 2, whole.len() - 3] {
        fs::write(&file, &whole[..end]).unwrap();
        store.nov(&["list"]).well();
        for args in commands(&id) {
            refused(&store, &args, 2, &[&format!("{id}.ron:")]);
        }
    }
}

#[test]
fn a_session_of_a_newer_nov_is_left_alone() {
    let (store, id) = store_with_meeting();
    alter(&store, &format!("{id}.ron"), "schema: 1", "schema: 99");
    for args in commands(&id) {
        refused(&store, &args, 2, &["newer nov", "schema 99", "not been touched"]);
    }
}

#[test]
fn a_kept_form_that_is_damaged_is_named_and_nothing_is_lost() {
    let (store, id) = store_with_meeting();
    alter(&store, "forms/rtm@2009-1.ron", "kind: LongText", "kind: Slider");
    // The form that nov brings is the same one, and does in its place.
    let output = store.nov(&["check", &id]);
    assert!(output.code == 0 && output.err.contains("rtm@2009-1.ron:"), "{output:?}");
    assert!(output.err.contains("Slider") && output.err.contains("Meanwhile that one"), "{output:?}");
    // Of another version it brings none.
    let forms = store.path().join("forms");
    fs::rename(forms.join("rtm@2009-1.ron"), forms.join("rtm@2009-7.ron")).unwrap();
    alter(&store, &format!("{id}.ron"), "version: \"2009-1\"", "version: \"2009-7\"");
    for args in commands(&id).into_iter().filter(|args| !["note", "export"].contains(&args[0])) {
        refused(&store, &args, 2, &["rtm@2009-7.ron:", "Slider", "put a copy of it back"]);
    }
    let output = store.nov(&["export", &id, "--format", "txt", "--output", "-"]);
    assert!(output.code == 0 && output.err.contains("Slider") && output.out.contains("Hillside"), "{output:?}");
}

#[test]
fn a_form_of_ones_own_with_an_unknown_kind_is_named_and_the_others_go_on() {
    let (store, id) = store_with_meeting();
    let own = "(\n  schema: 1, id: \"own\", version: \"1\", name: \"Own\", title: \"Own form\",\n  \
               sections: [(id: \"a\", title: \"A\", fields: [(id: \"x\", label: \"X\", kind: Slider)])],\n)\n";
    fs::write(store.path().join("forms/own.ron"), own).unwrap();
    store.nov(&["list"]).well();
    let before = super::snapshot(&store);
    let output = store.nov(&["new", "own", "--school", "Hillside Primary"]);
    assert_eq!((output.code, output.out.as_str()), (2, ""));
    let said = &output.err;
    for words in ["own.ron", "line 3, column", "there is no \"Slider\"", "LongText", "no form \"own\""] {
        assert!(said.contains(words), "“{words}”: {said}");
    }
    assert_eq!(super::snapshot(&store), before);
    let forms = store.nov(&["forms", "--json"]);
    assert_eq!(forms.code, 0);
    let ids: serde_json::Value = serde_json::from_str(&forms.out).unwrap();
    assert!(forms.err.contains("own.ron"), "{}", forms.err);
    assert!(ids.as_array().unwrap().iter().all(|form| form["id"] != "own"));
    assert_eq!(store.nov(&["check", &id]).code, 0, "what has nothing to do with it works");
}

#[test]
fn a_name_that_fits_no_session_or_several_offers_those_there_are() {
    let (store, _) = store_with_meeting();
    store.nov(&["list"]).well();
    for args in commands("hilside").into_iter().chain([vec!["remove", "hilside"]]) {
        refused(&store, &args, 2, &["no session \"hilside\"", "2010-01-12-hillside-primary-rtm"]);
    }
    for args in commands("2010-01-12").into_iter().chain([vec!["remove", "2010-01-12"]]) {
        let both = ["fits 2 sessions", "2010-01-12-hillside-primary-rtm", "2010-01-12-oak-lane-rtm", "say more"];
        refused(&store, &args, 2, &both);
    }
    for name in ["", "../../etc/passwd", "/etc/passwd", "me", "a\u{7}b"] {
        refused(&store, &["check", name], 2, &[]);
    }
    refused(&Store::new(), &["check", "any"], 2, &["no session \"any\""]);
}

#[test]
fn a_form_that_is_not_there_offers_the_near_one() {
    let (store, _) = store_with_meeting();
    store.nov(&["list"]).well();
    refused(&store, &["new", "rtn", "--school", "Elm Road"], 2, &["no form \"rtn\"", "rtm"]);
    refused(&store, &["new", "visit", "--school", "Elm Road"], 2, &["no form \"visit\"", "autumn, spring, summer"]);
    refused(&store, &["new", "rtm", "--school", "  "], 2, &["no name"]);
    for day in ["31/2/2010", "someday", "2010-13-01", ""] {
        refused(&store, &["new", "rtm", "--school", "Elm Road", "--date", day], 2, &[day, "is no date"]);
    }
}

#[test]
fn what_is_no_command_is_said_in_one_sentence() {
    let (store, _) = store_with_meeting();
    store.nov(&["list"]).well();
    refused(&store, &["lst"], 2, &["no command \"lst\"", "did you mean list?"]);
    refused(&store, &["new"], 2, &["<FORM>", "must be given", "nov new --help"]);
    refused(&store, &["new", "rtm"], 2, &["the school has no name", "--school"]);
    refused(&store, &["list", "bogus"], 2, &["bogus", "nov list --help"]);
    refused(&store, &["list", "--jsn"], 2, &["--jsn", "--json"]);
    refused(&store, &["completions", "bosh"], 2, &["bosh", "bash, elvish, fish, powershell, zsh"]);
    refused(&store, &["note"], 2, &["TEXT"]);
    refused(&store, &["set", "rtm"], 2, &["VALUES"]);
    refused(&store, &["export", "rtm", "--format"], 2, &["--format"]);
}

#[test]
fn a_store_that_cannot_be_written_is_an_error_of_the_disk() {
    let store = Store::new();
    let desk = store.desk();
    fs::write(desk.join("file"), "mine").unwrap();
    let file = desk.join("file");
    let within = file.join("store");
    for place in [file.to_str().unwrap(), within.to_str().unwrap(), "/proc/nov-store", "/dev/null"] {
        for args in [&["list"][..], &["new", "rtm", "--school", "Elm Road"], &["note", "a thought"]] {
            let args: Vec<&str> = ["--store", place].iter().chain(args).copied().collect();
            refused(&store, &args, 3, &[place]);
        }
    }
    assert_eq!(fs::read(&file).unwrap(), b"mine");
}

#[test]
fn a_session_that_cannot_be_saved_is_an_error_of_the_disk() {
    let (store, id) = store_with_meeting();
    // A folder stands where the journal and the inbox would be.
    for beside in ["journal", "inbox"] {
        fs::create_dir(store.path().join(format!("{id}.{beside}"))).unwrap();
    }
    store.nov(&["list"]).well();
    refused(&store, &["set", &id, "aob=x"], 3, &[&id]);
    refused(&store, &["note", "--session", &id, "a thought"], 3, &[&id]);
}

#[test]
fn settings_that_cannot_be_used_are_named() {
    let store = Store::new();
    let config = store.home().join("config/nov");
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("settings.toml"), "theme = \"dark\"\ndays = \"lunar\"\n").unwrap();
    refused(&store, &["list"], 2, &["settings.toml", "2"]);
    fs::write(config.join("settings.toml"), "theme = \"lite\"\n").unwrap();
    refused(&store, &["list"], 2, &["settings.toml", "there is no theme \"lite\"", "light"]);
    assert!(!store.path().exists());
}

#[cfg(unix)]
#[test]
fn a_disk_that_is_full_half_way_leaves_no_half_document_and_says_so() {
    let (store, id) = store_with_meeting();
    store.nov(&["note", "--session", &id, "something to write about"]).well();
    let whole = store.nov_bytes(&["export", &id, "--format", "docx", "--output", "-"]).len();
    // As much room as half of it needs, in the shell's units of 1024 bytes.
    let room = (whole / 2048).max(1).to_string();
    let left = || {
        let files = fs::read_dir(store.desk()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
        files.collect::<Vec<_>>()
    };
    for format in ["docx", "pdf", "eml"] {
        let answer = store.nov_with_room(&room, &["export", &id, "--format", format]);
        assert_eq!(answer.code, 3, "{answer:?}");
        assert!(
            answer.err.contains(&format!("{id}-minutes.{format}")) && answer.err.contains("too large"),
            "{answer:?}"
        );
        assert_eq!(left(), Vec::<String>::new(), "{format}");
    }
    // What stood there before stays whole.
    let file = store.desk().join("own.docx");
    fs::write(&file, "what was there").unwrap();
    store.nov_with_room(&room, &["export", &id, "--format", "docx", "--output", "own.docx", "--force"]).fails_with(3);
    assert_eq!((fs::read_to_string(&file).unwrap().as_str(), left().len()), ("what was there", 1));
    fs::remove_file(file).unwrap();
    // Of many documents each is whole or not there, and the end says which are not.
    let folder = store.desk().join("out");
    let answer = store.nov_with_room(&room, &["export", "--every", "--into", "out", "--format", "docx"]);
    assert_eq!(answer.code, 3, "{answer:?}");
    assert_eq!(answer.err.matches("was not written").count(), 2, "{answer:?}");
    assert_eq!(fs::read_dir(folder).unwrap().count(), 0);
}

/// What the disk refuses ends with 3, and what was asked wrongly with 2, whatever the command.
#[cfg(target_os = "linux")]
#[test]
fn every_command_tells_what_the_disk_refuses_from_what_was_asked_wrongly() {
    // A file that is there and gives a fault of the disk when it is read; a file that is not there; a folder.
    let (faulty, none, folder) = ("/proc/self/mem", "nowhere.zip", "/");
    let (store, id) = store_with_meeting();
    store.nov(&["list"]).well();
    let urn = ["--urn", "123456"];
    for (file, code) in [(faulty, 3), (none, 2), (folder, 2)] {
        refused(&store, &["takeover", file], code, &[file]);
        refused(&store, &["export", &id, "--format", "docx", "--template", file], code, &[file]);
        refused(&store, &[&["import-data", file][..], &urn].concat(), code, &[file]);
    }
    let file = "here";
    fs::write(store.desk().join(file), "mine").unwrap();
    for (output, named, code) in
        [("/proc/nov/file", "/proc/nov", 3), ("/proc/nov", "/proc/nov", 3), (file, file, 2), (".", ".", 2)]
    {
        refused(&store, &["export", &id, "--format", "txt", "--output", output], code, &[named]);
        refused(&store, &["handover", "Oak Lane", "--years", "40", "--output", output], code, &[named]);
        // What was to be handed on is kept as a version all the same.
        let said = store.nov(&["handover", "--session", &id, "--output", output]).fails_with(code);
        assert!(said.contains(named), "{said}");
        refused(&store, &["template", "rtm", "--output", output], code, &[named]);
    }
    refused(&store, &["export", "--every", "--into", "/proc/nov", "--format", "txt"], 3, &["/proc/nov"]);
    refused(&store, &["export", "--every", "--into", file, "--format", "txt"], 2, &[file]);
    // Places of the store that commands write to.
    for (taken, args) in [
        ("me.ron", vec!["me", "name=Ada Reed"]),
        ("schools/oak-lane.ron", vec!["school", "oak-lane", "phase=Primary"]),
        (&format!("{id}.journal"), vec!["set", &id, "state=planned"]),
        (&format!("{id}.journal"), vec!["waive", &id, "required:present", "--reason", "why"]),
        (&format!("{id}.journal"), vec!["sent", &id, "--to", "Headteacher"]),
        ("versions", vec!["versions", &id, "--keep", "as it is"]),
    ] {
        let (store, _) = store_with_meeting();
        store.nov(&["list"]).well();
        let place = store.path().join(taken);
        drop(fs::remove_file(&place));
        // Where a file belongs stands a folder, and the other way round.
        if taken == "versions" { fs::write(&place, "in the way") } else { fs::create_dir_all(&place) }.unwrap();
        let answer = store.nov(&args);
        assert_eq!(answer.code, 3, "{args:?}: {answer:?}");
    }
}
