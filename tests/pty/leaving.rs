//! However the program is left, the terminal is as it was found and the session is one plain file.

use std::fs;
use std::io::Read;
use std::num::NonZeroU16;
use std::process::Command;
use std::sync::mpsc::channel;
use std::time::Duration;

use portable_pty::{PtyPair, PtySize, native_pty_system};

use super::{entries, on_disk, open, store};
use crate::support::pty::Terminal;
use crate::support::store::Store;

/// Somebody in the middle of a meeting: an entry made, a line half typed.
fn in_a_meeting(store: &Store) -> (String, Terminal) {
    let id = store.new_session("rtm", "Hillside Primary", "2010-01-12");
    let mut user = open(store, &id);
    user.types("Minutes agreed\nheadlines from the").sees("headlines from the");
    assert!(!user.is_as_found());
    (id, user)
}

/// The session is folded: nothing stands beside its file, and the file has everything.
fn is_folded(store: &Store, id: &str) {
    let beside: Vec<String> = store.files().into_iter().filter(|file| file.starts_with(id)).collect();
    assert_eq!(beside, [format!("{id}.ron")]);
    let session = on_disk(store, id);
    assert_eq!(entries(&session), ["Minutes agreed"]);
    assert_eq!(session.draft().text, "headlines from the");
}

/// The terminal is given back, and nothing is written to it after that.
fn is_given_back(user: &Terminal) {
    assert_eq!(said_after(user), "", "no word is said");
}

/// What is said once the terminal is given back.
fn said_after(user: &Terminal) -> String {
    assert!(user.is_as_found());
    let written = user.written();
    let written = String::from_utf8_lossy(&written);
    let (before, after) = written.rsplit_once("\x1b[?1049l").expect("the alternate screen is left");
    assert!(before.contains("\x1b[?2004l"), "bracketed paste is turned off");
    after.strip_prefix("\x1b[?25h").expect("the cursor is shown").to_owned()
}

#[test]
fn a_signal_to_end_folds_the_session_and_gives_the_terminal_back() {
    for signal in ["TERM", "HUP", "INT"] {
        let store = store();
        let (id, mut user) = in_a_meeting(&store);
        user.signal(signal);
        assert_eq!(user.exit_code(), 0, "{signal}");
        is_given_back(&user);
        is_folded(&store, &id);
    }
}

#[test]
fn a_keyboard_that_goes_without_a_word_ends_the_program_though_nothing_is_drawn() {
    let store = store();
    let size = PtySize { rows: 40, cols: 90, ..PtySize::default() };
    let [keyboard, screen] = [(); 2].map(|()| native_pty_system().openpty(size).unwrap());
    let tty = |pair: &PtyPair| {
        let path = pair.master.tty_name().unwrap();
        fs::File::options().read(true).write(true).open(path).unwrap()
    };
    // The two stand apart, so that a draw does not find out; and neither is its controlling terminal, so no signal tells.
    let mut nov = Command::new(env!("CARGO_BIN_EXE_nov"));
    nov.env("NOV_STORE", store.path()).env("TERM", "xterm-256color");
    nov.stdin(tty(&keyboard)).stdout(tty(&screen)).stderr(tty(&screen));
    let mut child = nov.spawn().unwrap();
    drop(nov);
    let mut reader = screen.master.try_clone_reader().unwrap();
    let (rows, columns) = (NonZeroU16::new(40).unwrap(), NonZeroU16::new(90).unwrap());
    let (mut shown, mut chunk) = (vt100::Parser::new(rows, columns, 0), [0; 4096]);
    while !shown.screen().contents().contains("New session") {
        let read = reader.read(&mut chunk).unwrap();
        shown.process(&chunk[..read]);
    }
    drop(keyboard);
    let process = child.id();
    let (tell, ended) = channel();
    std::thread::spawn(move || tell.send(child.wait().unwrap()));
    if ended.recv_timeout(Duration::from_mins(1)).is_err() {
        Command::new("kill").args(["-9", &process.to_string()]).status().unwrap();
        panic!("it goes on without a keyboard");
    }
}

#[test]
fn ctrl_q_folds_the_session_and_gives_the_terminal_back() {
    let store = store();
    let (id, mut user) = in_a_meeting(&store);
    user.press("ctrl+q");
    assert_eq!(user.exit_code(), 0);
    is_given_back(&user);
    is_folded(&store, &id);
}

#[test]
fn ctrl_q_says_what_is_due_next_once_the_terminal_is_given_back() {
    let store = store();
    let id = store.nov(&["new", "rtm", "--school", "Hillside Primary"]).well();
    let mut user = open(&store, id.trim_end());
    user.types("Minutes agreed\n").sees("Minutes agreed");
    user.press("ctrl+q");
    assert_eq!(user.exit_code(), 0);
    let said = said_after(&user);
    let [next, due, ""] = said.split("\r\n").collect::<Vec<_>>()[..] else { panic!("{said:?}") };
    assert_eq!(next, "Next:");
    assert!(
        due.contains(" (in calendar days ")
            && due.ends_with(": Hillside Primary, Minutes to all invited (recommended)"),
        "{due}"
    );
}

#[test]
fn ctrl_q_leaves_from_a_question_too_and_its_words_are_in_the_inbox_next_time() {
    let store = store();
    let (id, mut user) = in_a_meeting(&store);
    user.press("ctrl+t").sees("Words as they come");
    user.types("ask about the minibus").sees("minibus").press("ctrl+q");
    assert_eq!(user.exit_code(), 0);
    is_given_back(&user);
    is_folded(&store, &id);
    let mut user = store.terminal(&[]);
    user.sees("ask about the minibus").sees("The note you were typing last time is in the inbox");
}

#[test]
fn what_is_not_on_disk_yet_is_not_left_behind_unasked() {
    let store = store();
    let (id, mut user) = in_a_meeting(&store);
    let journal = store.path().join(format!("{id}.journal"));
    fs::remove_file(&journal).unwrap();
    fs::create_dir(&journal).unwrap();
    user.types(" data").sees("! not on disk").press("ctrl+q").sees("Not all is on disk: do that again");
    fs::remove_dir(&journal).unwrap();
    user.sees_not("! not on disk").types("!").sees("from the data!").press("ctrl+q");
    assert_eq!(user.exit_code(), 0);
    is_given_back(&user);
    assert_eq!(on_disk(&store, &id).draft().text, "headlines from the data!");
}

#[test]
fn a_session_that_cannot_be_folded_keeps_its_journal_and_says_so() {
    let store = store();
    let (id, mut user) = in_a_meeting(&store);
    let file = store.path().join(format!("{id}.ron"));
    let text = fs::read(&file).unwrap();
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    user.press("ctrl+q").sees("everything typed is in its journal and comes").sees("back at the next opening");
    assert_eq!(user.exit_code(), 3);
    assert!(user.is_as_found());
    fs::remove_dir(&file).unwrap();
    fs::write(&file, text).unwrap();
    let mut user = open(&store, &id);
    user.sees("Minutes agreed").sees("headlines from the").press("ctrl+q");
    assert_eq!(user.exit_code(), 0);
    is_folded(&store, &id);
}

#[test]
fn nobody_saves_and_the_file_is_ron_that_says_what_is_half_typed_and_who_may_see_it() {
    let store = store();
    let id = store.new_session("ofsted-s5", "Hillside Primary", "2010-01-12");
    let mut user = open(&store, &id);
    user.types("Teaching is go").sees("Teaching is go");
    // Nothing was saved, and nothing that was on the screen waits to be.
    assert_eq!(on_disk(&store, &id).draft().text, "Teaching is go");
    user.press("ctrl+q");
    assert_eq!(user.exit_code(), 0);
    let file = store.read(format!("{id}.ron"));
    let session: nov::session::Session = nov::ronfile::read(&file).unwrap();
    assert_eq!(session.draft().text, "Teaching is go");
    for marked in ["confidentiality: UntilPublished,", "text: \"Teaching is go\""] {
        assert!(file.contains(marked), "{marked}: {file}");
    }
    // As long as something is missing, what is printed says that it is a draft, and that it is confidential.
    let page = store.nov(&["export", &id, "--format", "txt", "--output", "-"]).well();
    assert!(page.contains("DRAFT") && page.to_lowercase().contains("confidential"), "{page}");
}
