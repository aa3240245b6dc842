//! doctor and backup: a look over the store, and the whole of it in one archive and back.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::{all, json, refused, snapshot, text};
use crate::support::store::{Output, Store};

fn store_with_meeting() -> (Store, String) {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "12/1/2010");
    store.nov(&["note", "--session", &id, "writing is ahead"]).well();
    (store, id)
}

/// What a look over the store finds amiss: what it is about and the sentence.
fn amiss(store: &Store) -> Vec<String> {
    let output = looked_over(store, &["doctor", "--json"]);
    let seen: serde_json::Value = serde_json::from_str(&output.out).unwrap();
    let amiss: Vec<String> = seen
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["well"] == false)
        .map(|one| format!("{}: {}; {}", one["about"].as_str().unwrap(), one["message"], one["remedy"]))
        .collect();
    assert_eq!(output.code, i32::from(!amiss.is_empty()), "{amiss:?}");
    amiss
}

fn looked_over(store: &Store, args: &[&str]) -> Output {
    store.nov_in(&[("LANG", "C.UTF-8"), ("LC_ALL", "C.UTF-8"), ("TERM", "xterm-256color")], args)
}

#[test]
fn a_store_that_is_well_is_said_to_be_and_not_changed() {
    let (store, _) = store_with_meeting();
    let before = snapshot(&store);
    assert_eq!(amiss(&store), [""; 0]);
    let said = looked_over(&store, &["doctor"]).well();
    for words in ["well  sessions", "1 session, and all can be read", "well  privacy", "well  disk", "well  letters"] {
        assert!(said.contains(words), "no “{words}”:\n{said}");
    }
    assert_eq!(snapshot(&store), before);
    assert!(
        store
            .nov_in(&[("LANG", "C"), ("LC_ALL", ""), ("LC_CTYPE", ""), ("TERM", "xterm")], &["doctor"])
            .fails_with(1)
            .is_empty()
    );
}

#[test]
fn what_is_amiss_is_named_with_what_to_do() {
    let (store, id) = store_with_meeting();
    let well = store.new_session("autumn", "Oak Lane", "12/10/2009");
    let file = store.path().join(format!("{id}.ron"));
    fs::write(&file, store.read(&file).replacen("form: \"rtm\"", "form: rtm", 1)).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    fs::write(store.path().join("2009-01-01-gone-rtm.journal"), "x").unwrap();
    fs::write(store.path().join("inbox"), "deadbeef {\"no\": \"note\"}\n").unwrap();
    fs::create_dir(store.path().join("templates")).unwrap();
    fs::write(store.path().join("templates/rtm.docx"), "no zip").unwrap();
    fs::remove_file(store.path().join("forms").join(form_file(&store, "autumn"))).unwrap();
    fs::write(store.path().join("schools/oak-lane.ron"), "(schema: 1, facts: {\"name\": \"Oak Lane\"").unwrap();
    let before = snapshot(&store);
    let said = amiss(&store).join("\n");
    for words in [
        &format!("sessions: \"{}:4:", file.display()),
        &format!("nov rescue {id}"),
        "privacy: \"others on this machine can reach",
        "chmod -R go-rwx",
        "2009-01-01-gone-rtm.journal has no session beside it",
        "inbox: \"1 line among the notes",
        "rtm.docx is no Word document",
        "records: ",
        "nov rescue schools/oak-lane.ron",
    ] {
        assert!(said.contains(words), "no “{words}”:\n{said}");
    }
    assert!(!said.contains(&well), "a shipped form stands in for its copy:\n{said}");
    assert_eq!(snapshot(&store), before);
}

fn form_file(store: &Store, form: &str) -> String {
    let is_its = |file: &String| file.starts_with(&format!("forms/{form}@"));
    store.files().into_iter().find(is_its).unwrap().trim_start_matches("forms/").to_owned()
}

#[test]
fn who_has_a_session_open_and_what_a_bad_end_left_is_told() {
    let (store, id) = store_with_meeting();
    let mut user = store.terminal(&["open", &id]);
    user.sees("Minutes of last").types("half a line").sees("half a line").sees("saved");
    let said = looked_over(&store, &["doctor"]).well();
    assert!(said.contains(&format!("well  locks           {id} is open: ")), "{said}");
    user.kill_9();
    let said = amiss(&store).join("\n");
    assert!(said.contains("that the file of the session lacks, as nov ended badly"), "{said}");
    assert!(said.contains(&format!("nov open {id} brings them back")), "{said}");
}

#[test]
fn of_a_session_of_a_newer_nov_nothing_is_advised_that_is_refused() {
    let (store, id) = store_with_meeting();
    let file = store.path().join(format!("{id}.ron"));
    let newer =
        fs::read_to_string(&file).unwrap().replace("schema: 1", "schema: 99").replace("schema: 2", "schema: 99");
    fs::write(&file, newer).unwrap();
    let said = amiss(&store).join("\n");
    assert!(said.contains("open it with the newer version") && !said.contains("nov rescue"), "{said}");
}

#[test]
fn a_store_that_is_not_there_is_not_made() {
    let store = Store::new();
    let said = store.nov(&["doctor"]).fails_with(3);
    assert!(said.starts_with("nov: there is no store ") && said.contains("--store DIR"), "{said}");
    assert!(!store.path().exists());
}

#[test]
fn a_backup_holds_everything_and_comes_back_whole() {
    let (store, id) = store_with_meeting();
    store.nov(&["note", "% a private thought"]).well();
    store.nov(&["sent", &id, "--to", "Headteacher", "--draft"]).well();
    fs::create_dir_all(store.path().join("papers/hillside-primary")).unwrap();
    fs::write(store.path().join("papers/hillside-primary/sef.txt"), "A2: good").unwrap();
    fs::create_dir_all(store.home().join("config/nov")).unwrap();
    fs::write(store.home().join("config/nov/settings.toml"), "days = \"calendar\"\n").unwrap();
    let mut user = store.terminal(&["open", &id]);
    user.sees("Minutes of last").types("half a line").sees("half a line").sees("saved");

    let output = store.nov(&["backup", "--output", "all.zip"]);
    assert!(output.err.contains("1 session(s)") && output.err.contains("confidential and not encrypted"), "{output:?}");
    output.well();
    let backup = store.desk().join("all.zip");
    assert_eq!(fs::metadata(&backup).unwrap().permissions().mode() & 0o777, 0o600);
    refused(&store, &["backup", "--output", "all.zip"], 2, &["all.zip", "--force"]);
    store.nov(&["backup", "--output", "all.zip", "--force"]).well();
    user.press("ctrl+q");
    assert_eq!(user.exit_code(), 0);

    let other = Store::new();
    let output = other.nov(&["backup", "--restore", backup.to_str().unwrap()]);
    assert!(output.err.contains("settings.toml"), "{output:?}");
    assert_eq!(output.well().trim_end(), id);
    assert_eq!(text(&other, &id), text(&store, &id));
    assert!(text(&other, &id).contains("half a line"));
    assert_eq!(all(&json(&other, &["search", "private", "--json"]), "text"), ["% a private thought"]);
    assert_eq!(other.read("papers/hillside-primary/sef.txt"), "A2: good");
    assert_eq!(other.nov(&["versions", &id]).well(), store.nov(&["versions", &id]).well());
    let modes =
        other.files().into_iter().map(|file| fs::metadata(other.path().join(file)).unwrap().permissions().mode());
    assert!(modes.into_iter().all(|mode| mode & 0o777 == 0o600));
    // The same again changes nothing; another session of one's own, and it is refused.
    other.nov(&["backup", "--restore", backup.to_str().unwrap()]).well();
    other.new_session("rtm", "Oak Lane", "12/1/2010");
    refused(&other, &["backup", "--restore", backup.to_str().unwrap()], 2, &["sessions of its own", "--store DIR"]);
}

#[test]
fn what_stands_in_the_place_of_a_backup_is_kept_aside_and_what_is_none_refused() {
    let (store, id) = store_with_meeting();
    store.nov(&["me", "name=Jo Kestrel"]).well();
    store.nov(&["backup", "--output", "all.zip"]).well();
    let backup = store.desk().join("all.zip");
    let other = Store::new();
    other.nov(&["me", "name=Kim Wren"]).well();
    let output = other.nov(&["backup", "--restore", backup.to_str().unwrap()]);
    assert!(output.err.contains("me.ron stood where a file of the backup belongs. A copy is kept as "), "{output:?}");
    assert_eq!(output.well().trim_end(), id);
    assert!(other.read("me.ron").contains("Jo Kestrel"));
    let aside = other.files().into_iter().find(|file| file.starts_with("damaged/")).unwrap();
    assert!(other.read(aside).contains("Kim Wren"));

    let third = Store::new();
    third.nov(&["list"]).well();
    fs::write(store.desk().join("cut.zip"), &fs::read(&backup).unwrap()[..2000]).unwrap();
    for (file, why) in [("cut.zip", "is no backup"), ("nothing.zip", "it is not there")] {
        let file = store.desk().join(file);
        refused(&third, &["backup", "--restore", file.to_str().unwrap()], 2, &[why]);
    }
}

#[test]
fn a_backup_is_made_from_the_home_screen_too() {
    let (store, _) = store_with_meeting();
    fs::write(store.path().join("me.ron"), "(schema: 1, facts: {\"asked\": \"yes\"})\n").unwrap();
    let mut user = store.terminal(&[]);
    user.sees("Hillside Primary").press("ctrl+p").types("backup").sees("whole store").press("enter");
    user.sees("not encrypted").press("ctrl+u").types("mine.zip\n").sees("1 session and all beside it written to");
    user.press("ctrl+q");
    assert_eq!(user.exit_code(), 0);
    let made = store.home().join("mine.zip");
    Store::new().nov(&["backup", "--restore", made.to_str().unwrap()]).well();
}

#[test]
fn two_calendar_files_of_one_year_are_told_of() {
    let store = Store::new();
    let folder = store.path().join("calendars");
    std::fs::create_dir_all(&folder).unwrap();
    let plan = |start: &str| {
        format!("(schema: 1, years: [(year: \"2010/11\", terms: [(n: 1, start: \"{start}\", end: \"2010-10-22\")])])")
    };
    std::fs::write(folder.join("a.ron"), plan("2010-09-01")).unwrap();
    assert!(!store.nov(&["list"]).err.contains("2010/11"));
    std::fs::write(folder.join("b.ron"), plan("2010-09-02")).unwrap();
    let said = store.nov(&["list"]).err;
    assert!(
        said.contains("b.ron gives the terms of 2010/11, as") && said.contains("take 2010/11 out of one of them"),
        "{said}"
    );
}

#[test]
fn a_session_whose_version_of_its_form_is_not_kept_says_in_which_it_opens() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "12/1/2010");
    let file = store.path().join(format!("{id}.ron"));
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replacen("2009-1", "2007-3", 1)).unwrap();
    let said = store.nov(&["export", &id, "--format", "txt", "--output", "-"]);
    assert_eq!(
        said.err.matches("began with version 2007-3 of its form, which is not kept here").count(),
        1,
        "{}",
        said.err
    );
}

#[test]
fn the_help_of_school_and_me_names_their_fields() {
    let store = Store::new();
    assert!(store.nov(&["school", "--help"]).well().contains("support-level"));
    assert!(store.nov(&["me", "--help"]).well().contains("first-year"));
}
