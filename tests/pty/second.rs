//! One session, two programs: one writes, the other reads and is told who writes; a note from outside comes in.

use std::fs;

use super::{entries, on_disk, open, store};

#[test]
fn the_second_program_may_read_and_is_told_who_holds_it() {
    let store = store();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    let mut first = open(&store, &id);
    first.types("Minutes agreed\nhalf a line").sees("half a line").sees("● saved");
    let journal = fs::read(store.path().join(format!("{id}.journal"))).unwrap();
    let file = store.read(format!("{id}.ron"));

    let mut second = store.start(&["open", &id]).size(160, 40).start();
    second.sees("Minutes agreed").sees("half a line").sees("read only");
    second.sees("Open elsewhere (").sees("(process ").sees(": you can read it here, and Ctrl+T notes a line to it");
    second.types("not mine\n").sees("so it can only be read here").sees_not("not mine");
    for key in ["ctrl+d", "ctrl+z", "ctrl+n", "tab", "right", "esc", "enter"] {
        second.press(key);
    }
    second.pastes("nor this").press("ctrl+s").sees("Saved").sees_not("nor this");
    second.press("ctrl+q");
    assert_eq!(second.exit_code(), 0);
    assert_eq!(fs::read(store.path().join(format!("{id}.journal"))).unwrap(), journal);
    assert_eq!(store.read(format!("{id}.ron")), file);

    first.types(", and the rest").sees("half a line, and the rest").press("ctrl+q");
    assert_eq!(first.exit_code(), 0);
    assert_eq!(on_disk(&store, &id).draft().text, "half a line, and the rest");
}

#[test]
fn a_note_from_outside_comes_to_the_holders_screen() {
    let store = store();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    let mut first = open(&store, &id);
    first.types("half a line").sees("half a line");
    store.nov(&["note", "--session", &id, "from the command line"]).well();
    first.sees("from the command line").sees("A note came in").sees("half a line");

    let mut second = open(&store, &id);
    second.sees("read only").press("ctrl+t").sees("Words as they come");
    second.types("from the second program\n").sees("Where does it go?").types("Hillside").press("enter");
    first.sees("from the second program");
    first.press("ctrl+q");
    assert_eq!(first.exit_code(), 0);
    let session = on_disk(&store, &id);
    assert_eq!(entries(&session), ["from the command line", "from the second program"]);
    assert_eq!(session.draft().text, "half a line");
    assert!(!store.files().contains(&format!("{id}.inbox")));
}

#[test]
fn notes_in_quick_succession_all_come_in() {
    let store = store();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    let mut user = open(&store, &id);
    for note in ["one", "two", "three"] {
        user.press("ctrl+t").types(note).press("enter").types("Hillside").press("enter");
    }
    user.sees("three").press("ctrl+q");
    assert_eq!(user.exit_code(), 0);
    assert_eq!(entries(&on_disk(&store, &id)), ["one", "two", "three"]);
}

#[test]
fn a_session_whose_form_is_there_no_more_opens_with_the_version_it_began_with() {
    let store = store();
    let form = include_str!("../flows/third_form/governance.ron");
    fs::create_dir_all(store.path().join("forms")).unwrap();
    for (name, text) in [
        ("governance.ron", form),
        ("prompts.ron", include_str!("../flows/third_form/prompts.ron")),
        ("scales.ron", include_str!("../flows/third_form/scales.ron")),
        ("roles.ron", include_str!("../flows/third_form/roles.ron")),
    ] {
        fs::write(store.path().join("forms").join(name), text).unwrap();
    }
    let id = store.new_session("governance", "Hillside Primary", "2010-01-12");
    store.nov(&["note", "--session", &id, "the board meets in March"]).well();
    fs::remove_file(store.path().join("forms/governance.ron")).unwrap();
    let mut user = store.start(&["open", &id]).size(160, 40).start();
    user.sees("the board meets in March").sees("The form of this session is there no more");
    user.types("and in June\n").sees("and in June").press("ctrl+q");
    assert_eq!(user.exit_code(), 0);
    let text = store.nov(&["export", &id, "--format", "txt", "--output", "-"]).well();
    assert!(text.contains("the board meets in March") && text.contains("and in June"), "{text}");
}

#[test]
fn a_lock_that_somebody_removed_is_taken_again_and_notes_still_come_in() {
    let store = store();
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    let lock = store.path().join(format!("{id}.lock"));
    let mut first = open(&store, &id);
    first.types("half a line").sees("half a line");
    for (round, beside) in [&["lock"][..], &["lock", "journal"], &["lock"]].into_iter().enumerate() {
        for extension in beside {
            fs::remove_file(lock.with_extension(extension)).unwrap();
        }
        if beside.len() == 1 {
            store.nov(&["note", "--session", &id, &format!("from outside {round}")]).well();
            first.sees(&format!("from outside {round}")).sees("half a line");
        }
        let patience = std::time::Instant::now();
        while !(lock.exists() && lock.with_extension("journal").exists()) {
            assert!(patience.elapsed().as_secs() < 60, "it is never taken again");
            std::thread::yield_now();
        }
        let mut second = open(&store, &id);
        second.sees("read only").press("ctrl+q");
        assert_eq!(second.exit_code(), 0);
        first.types("!").sees(&format!("half a line{}", "!".repeat(round + 1)));
    }
    first.kill_9();
    let session = on_disk(&store, &id);
    assert_eq!(session.draft().text, "half a line!!!");
    assert_eq!(entries(&session), ["from outside 0", "from outside 2"]);
    assert!(!store.files().iter().any(|file| file.starts_with("damaged")), "{:?}", store.files());
}
