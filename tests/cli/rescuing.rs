//! Damaged files on the command line: whoever meets one is told how much of it can be read and by what; only that takes it
//! up again.

use std::fs;

use nov::session::{Change, Session, Step, Target};
use nov::settings::Days;
use nov::store::{Desk, Mode};

use crate::support::store::Store;

#[test]
fn a_damaged_session_is_exported_once_it_was_rescued() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "12/1/2010");
    for line in ["said first", "agreed then", "said last"] {
        store.nov(&["note", "--session", &id, line]).well();
    }
    let file = store.path().join(format!("{id}.ron"));
    let damaged = fs::read_to_string(&file).unwrap().replacen("text: \"agreed then\"", "text: agreed then\"", 1);
    fs::write(&file, &damaged).unwrap();
    for args in [vec!["export", &id, "--format", "txt"], vec!["check", &id], vec!["set", &id, "aob=x"]] {
        let said = store.nov(&args).fails_with(2);
        assert!(said.contains(&format!("nov rescue {id} takes up what can be read: 2 of 3 entries")), "{said}");
        assert_eq!(fs::read_to_string(&file).unwrap(), damaged);
    }
    let said = store.nov(&["rescue", "hillside"]).well();
    assert!(said.starts_with("Saved: 2 of 3 entries"), "{said}");
    assert!(store.files().iter().any(|file| file.starts_with("damaged/") && store.read(file) == damaged), "{said}");
    let minutes = store.nov(&["export", &id, "--format", "txt", "--output", "-"]).well();
    assert!(minutes.contains("said first") && minutes.contains("said last") && !minutes.contains("agreed then"));
    let said = store.nov(&["rescue", &id]).fails_with(2);
    assert!(said.contains("there is nothing to rescue"), "{said}");
}

#[test]
fn a_damaged_school_is_named_and_rescued() {
    let store = Store::new();
    let id = store.new_session("rtm", "Hillside Primary", "12/1/2010");
    let file = store.path().join("schools/hillside-primary.ron");
    let damaged = fs::read_to_string(&file).unwrap().replacen("\"Hillside Primary\"", "Hillside Primary", 1);
    fs::write(&file, &damaged).unwrap();
    let said = store.nov(&["export", &id, "--format", "txt", "--output", "-"]).fails_with(2);
    assert!(said.contains("nov rescue schools/hillside-primary.ron takes up what can be read"), "{said}");
    store.nov(&["rescue", "schools/hillside-primary.ron"]).well();
    store.nov(&["export", &id, "--format", "txt", "--output", "-"]).well();
    for wrong in ["schools/../me.ron", "forms/rtm@2009-1.ron", "nothing"] {
        store.nov(&["rescue", wrong]).fails_with(2);
    }
}

/// Types into a session and ends without leaving it; the end of its journal is cut off.
fn with_a_cut_journal(store: &Store, id: &str) -> Vec<u8> {
    let desk = Desk::open(&store.path(), Days::Working).unwrap();
    let Mode::Writing(mut journal) = desk.store.open_session::<Session>(id).unwrap().mode else { panic!("it is free") };
    let now = chrono::NaiveDate::from_ymd_opt(2010, 1, 12).unwrap().and_hms_opt(14, 0, 0).unwrap();
    for (at, insert) in [(0, "half a line"), (11, " and more")] {
        let target = Target::Draft("aob".to_owned());
        let typed = vec![Change::Edit { target, at, remove: String::new(), insert: insert.to_owned() }];
        let seq = journal.next_seq();
        journal.append(seq, &Step::forward(seq, now, seq, typed)).unwrap();
    }
    drop(journal);
    let path = store.path().join(format!("{id}.journal"));
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() - 3]).unwrap();
    bytes[..bytes.len() - 3].to_vec()
}

#[test]
fn a_damaged_journal_is_not_folded_without_a_word() {
    for (args, folds) in [
        (&["export", "hillside", "--format", "txt", "--output", "-"][..], false),
        (&["check", "hillside"], false),
        (&["set", "hillside", "latest-data=yes"], true),
        (&["note", "--session", "hillside", "from outside"], true),
        (&["remove", "hillside"], true),
    ] {
        let store = Store::new();
        let id = store.new_session("rtm", "Hillside Primary", "12/1/2010");
        let cut = with_a_cut_journal(&store, &id);
        let output = store.nov(args);
        assert_eq!(output.code, 0, "{output:?}");
        let said = format!("nov: {id}: The end of the journal (");
        let line = output.err.lines().find(|line| line.starts_with(&said));
        let line = line.unwrap_or_else(|| panic!("{args:?}: {output:?}"));
        let aside = store.files().into_iter().find(|file| file.starts_with("damaged/"));
        assert_eq!(aside.is_some(), folds, "{args:?}");
        if let Some(aside) = aside {
            assert!(
                line.ends_with(&format!(
                    "A copy is kept as {}.",
                    store.path().canonicalize().unwrap().join(&aside).display()
                )),
                "{line}"
            );
            assert!(cut.ends_with(&fs::read(store.path().join(aside)).unwrap()));
        }
    }
}

#[test]
fn a_damaged_file_beside_a_session_hides_nothing_that_is_due_and_is_named() {
    let store = Store::new();
    let id = store.new_session("autumn", "Hillside Primary", "10/11/2009");
    store.nov(&["me", "phases=primary"]).well();
    let before = store.nov(&["due"]);
    assert!(before.out.contains("Hillside Primary") && before.err.is_empty(), "{before:?}");
    for place in ["schools/hillside-primary.ron", "figures/hillside-primary.ron", "forms/autumn@2009-1.ron"] {
        let path = store.path().join(place);
        let sound = fs::read(&path).ok();
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "(schema: 1,").unwrap();
        // Any change of the session makes its row anew.
        store.nov(&["rescue", "nothing"]).fails_with(2);
        fs::remove_file(store.path().join("index")).unwrap();
        for _ in 0..2 {
            let now = store.nov(&["due"]);
            assert_eq!(now.out, before.out, "{place}");
            assert!(now.err.contains(&format!("nov: {place} cannot be read: ")), "{now:?}");
        }
        let listed = store.nov(&["list"]);
        assert!(listed.err.contains(&format!("nov: {place} cannot be read: ")), "{listed:?}");
        assert!(!listed.well().contains("cannot be read"), "a list is of what there is");
        sound.map_or_else(|| fs::remove_file(&path), |sound| fs::write(&path, sound)).unwrap();
        assert_eq!(store.nov(&["due"]), before, "{place}");
    }
    let form = store.path().join("forms/autumn@2009-1.ron");
    fs::write(&form, "(id: \"autumn").unwrap();
    let output = store.nov(&["export", &id, "--format", "txt", "--output", "-"]);
    assert!(output.out.contains("Hillside Primary") && output.code == 0, "{output:?}");
    assert!(output.err.contains("nov rescue forms/autumn@2009-1.ron"), "{output:?}");
    let said = store.nov(&["rescue", "forms/autumn@2009-1.ron"]).well();
    assert!(said.contains("the form that nov brings, of the same version, takes its place"), "{said}");
    assert_eq!(store.nov(&["export", &id, "--format", "txt", "--output", "-"]).err, "");
}

#[test]
fn a_damaged_version_stops_neither_the_list_nor_the_others() {
    let store = Store::new();
    let id = store.new_session("autumn", "Hillside Primary", "10/11/2009");
    for focus in ["writing", "reading", "number"] {
        store.nov(&["set", &id, &format!("focus={focus}")]).well();
        store.nov(&["versions", &id, "--keep", focus]).well();
    }
    fs::write(store.path().join(format!("versions/{id}@2.ron")), "(schema: 1,").unwrap();
    let listed = store.nov(&["versions", &id]);
    assert!(listed.out.contains("writing") && listed.out.contains("number") && listed.code == 0, "{listed:?}");
    assert!(listed.err.contains(&format!("versions/{id}@2.ron:1:")), "{listed:?}");
    let said = store.nov(&["restore", &id, "2"]).fails_with(2);
    assert!(said.contains(&format!("versions/{id}@2.ron:1:")), "{said}");
    store.nov(&["restore", &id, "1"]).well();
    store.nov(&["compare", &id, "1"]).well();
    store.nov(&["set", &id, "focus=talk"]).well();
    store.nov(&["export", &id, "--format", "txt", "--output", "-"]).well();
}
